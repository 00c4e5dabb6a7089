"""tacitus review: what a person says of a claim, recorded; nothing is overwritten."""

import json
import sys
from typing import Annotated, Any

import typer

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.format.review import review_json
from tacitus.model.review import SLOTS, Action, Review
from tacitus.settings import coder
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded, say
from tacitus.work.review import Deed, review, undo

Claim = Annotated[str | None, typer.Argument(metavar="CLAIM", help="A claim's id, or its beginning.", show_default=False)]
Does = Annotated[str | None, typer.Argument(metavar="accept|reject|correct|note", help="What you say of it.", show_default=False)]
Slot = Annotated[
    str | None, typer.Option("--slot", metavar="SLOT", help=f"What is corrected: {', '.join(SLOTS)}.", show_default=False)
]
Value = Annotated[
    str | None, typer.Option("--value", metavar="JSON", help="The right value; [] or null empties the slot.", show_default=False)
]
Chosen = Annotated[
    list[str] | None, typer.Option("--words", metavar="START:END", help="The right words, by their place in the text.")
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come after.", show_default=False)]
Undo = Annotated[
    str | None, typer.Option("--undo", metavar="RECORD", help='Take back a review of yours: its id, or "last".', show_default=False)
]
AsRead = Annotated[bool, typer.Option("--as-read", help="Accept it as it was read, without what others corrected.")]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who reviews; else TACITUS_CODER.", show_default=False)]


def command(
    claim: Claim = None,
    action: Does = None,
    slot: Slot = None,
    value: Value = None,
    words: Chosen = None,
    why: Why = "",
    undoes: Undo = None,
    as_read: AsRead = False,
    by: As = None,
    ledger: lo.Where = None,
    as_json: lo.AsJson = False,
) -> None:
    """Accept or reject a claim, correct a slot of it, note something; or take such a review back."""
    with guarded("interrupted; nothing was recorded"), lo.opened(ledger, writable=True) as book:
        who = by or coder()
        if undoes:
            if claim or action:
                raise InputError("--undo names a review, no claim; give it alone")
            made = undo(book, None if undoes == "last" else undoes, who, why)
        else:
            if claim is None or action is None:
                raise InputError("say which claim and what of it, such as: tacitus review claim-9f32 accept")
            made = review(book, claim, Deed(_action(action), why, slot, _json(value), _spans(words or []), as_read), who)
        if as_json:
            sys.stdout.write(json_line({"id": made.id, **review_json(made)}))
        else:
            say(f"recorded {made.id[:19]}: {_told(made)}, by {made.by}; tacitus weigh takes it into account")


def _told(made: Review) -> str:
    what = f"{made.action.value} {made.undoes[:19]}" if made.undoes else made.action.value
    return f"{what} {made.slot or ''}".strip() + f" ({made.claim})"


def _action(given: str) -> Action:
    allowed = [one for one in Action if one is not Action.UNDO]
    if given not in [one.value for one in allowed]:
        raise InputError(f"{given}: say {', '.join(allowed)}; to take a review back: --undo RECORD")
    return Action(given)


def _json(given: str | None) -> Any:
    """The typed value; a word that is no JSON is taken as that word."""
    if given is None:
        return None
    try:
        return json.loads(given)
    except json.JSONDecodeError as error:
        if given.lstrip()[:1] in ("{", "[", '"'):
            raise InputError(f'--value: it is no JSON ({error}); write it like \'{{"name": "Gao"}}\'') from error
        return given


def _spans(given: list[str]) -> tuple[tuple[int, int], ...]:
    found = []
    for one in given:
        start, colon, end = one.partition(":")
        if not (colon and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            raise InputError(f"--words {one}: give START:END as numbers of characters, such as 120:134 (tacitus trace shows them)")
        found.append((int(start), int(end)))
    return tuple(found)
