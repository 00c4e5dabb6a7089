"""tacitus copies: which reports carry one text, and the passages that show it."""

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.ledger import find
from tacitus.ledger.book import Ledger
from tacitus.ledger.copying import kept_copies, kept_families
from tacitus.model.copy import Copy, Family
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shortened, shown

PASSAGES = 3  # of a pair that are shown, the longest first


def command(ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show the families of reports that carry one text: one family is one voice."""
    with guarded(), lo.opened(ledger) as book:
        told = list(_families(book))
        if as_json:
            sys.stdout.writelines(json_line(family) for family in told)
        elif told:
            _draw(told, screen())
        else:
            say("no report is a copy of another")


def _families(book: Ledger) -> Iterator[Json]:
    """Every family with its members and the pairs that make it."""
    with book.reads() as connection:
        copies = kept_copies(connection)
        for family in kept_families(connection):
            texts = find.texts(connection, family.members)
            pairs = [_pair(copy, texts) for copy in copies if {copy.left, copy.right} <= set(family.members)]
            yield {"id": family.id, "root": family.root, "why": family.why, "members": _members(family, texts), "pairs": pairs}


def _members(family: Family, texts: dict[str, Json]) -> list[Json]:
    names = ("document", "title", "publisher", "agency", "published", "uri")
    return [{"text": member, **{name: texts[member][name] for name in names}} for member in family.members]


def _pair(copy: Copy, texts: dict[str, Json]) -> Json:
    left, right = (texts[key]["words"] for key in (copy.left, copy.right))
    passages = [
        {
            "left": {"start": one.left.start, "end": one.left.end, "text": one.left.of(left)},
            "right": {"start": one.right.start, "end": one.right.end, "text": one.right.of(right)},
        }
        for one in copy.passages
    ]
    shares = {"share_left": copy.share_left, "share_right": copy.share_right}
    return {"left": copy.left, "right": copy.right, "how": copy.how, **shares, "passages": passages}


def _draw(told: list[Json], console: Console) -> None:
    for family in told:
        console.print(Text.assemble((f"{count(len(family['members']), 'report')} with one text", "bold"), f" · {_root(family)}"))
        names = {member["text"]: _name(member) for member in family["members"]}
        for name in names.values():
            console.print(Text(f"  {name}"))
        for pair in family["pairs"]:
            shares = f"{pair['share_left']:.0%} of the one, {pair['share_right']:.0%} of the other"
            console.print(Text(f"  {pair['how']}: {shares}", style="dim"))
            longest = sorted(pair["passages"], key=lambda one: -len(one["left"]["text"]))
            for passage in longest[:PASSAGES]:
                console.print(Text(f"    “{shortened(passage['left']['text'], 200)}”", style="dim"))
        console.print()


def _root(family: Json) -> str:
    root = next((_name(member) for member in family["members"] if member["text"] == family["root"]), family["root"])
    return shown(f"from {root} ({family['why']})" if root else f"where it comes from is not known: {family['why']}")


def _name(member: Json) -> str:
    parts = (member["published"], member["publisher"] or member["agency"], member["title"], member["uri"])
    return shown(" · ".join(part for part in parts if part))
