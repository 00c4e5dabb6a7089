"""tacitus judge: a person's word on whether two things are the same."""

from typing import Annotated

import typer

from tacitus.errors import InputError
from tacitus.format.incident import judgement_json
from tacitus.ledger import find, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.draft import draft
from tacitus.model.judgement import Judgement, Verdict, moment_of
from tacitus.settings import coder, now
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded, say

Left = Annotated[str, typer.Argument(metavar="A", help="A claim, incident, group or agreement: its id or its beginning.")]
Right = Annotated[str, typer.Argument(metavar="B", help="Another one of the same sort.")]
Says = Annotated[Verdict, typer.Argument(metavar="same|different|unsure", help="Whether both tell one thing.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come after.", show_default=False)]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who judges; else TACITUS_CODER.", show_default=False)]


def command(left: Left, right: Right, verdict: Says, why: Why, by: As = None, ledger: lo.Where = None) -> None:
    """Say that two claims (or incidents, groups, agreements) tell the same, or not; weighing never overrules it."""
    with guarded("interrupted; nothing was recorded"), lo.opened(ledger, writable=True) as book:
        who = (by or coder()).strip()
        if not why.strip() or not who:
            raise InputError("--why and --as need words: those who come after must know who judged, and why")
        with book.reads() as connection:
            sides = _claim(connection, left), _claim(connection, right)
        if sides[0] == sides[1]:
            raise InputError(f"{left} and {right} are one claim")
        if sides[0].partition("-")[0] != sides[1].partition("-")[0]:
            raise InputError(f"{left} and {right} are not of one sort: judge two claims, two groups or two agreements")
        said = Judgement(min(sides), max(sides), verdict, who, (why.strip(),), at=moment_of(now()))
        with book.writes() as writer:
            body = judgement_json(said)
            writer.add([draft("judgement", body)])
        say(f"recorded: {said.left} and {said.right}: {verdict.value}, by {who}; tacitus weigh takes it into account")


def _claim(connection: Connection, key: str) -> str:
    """The claim that stands for what was named: an incident is judged by its first claim. Raises InputError."""
    if key.startswith(("incident-", "body-", "pact-")):
        kind, whole = weighed.weighed_id(connection, key)
        if kind == "incident":
            claims: list[str] = weighed.incident(connection, whole)["claims"]
            return min(claims)
        members: list[str] = next(line for line in weighed.threads(connection, kind) if line["id"] == whole)["members"]
        return min(members)
    thing = find.resolve(connection, key)
    if thing.kind != "claim":
        raise InputError(f"{key}: it is a {thing.kind}; judge claims, incidents, groups or agreements")
    return thing.id
