"""tacitus judge: a person's word on whether two things are the same."""

from typing import Annotated

import typer

from tacitus.errors import InputError
from tacitus.model.judgement import Verdict
from tacitus.settings import coder
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded, say
from tacitus.work.judge import judge

Left = Annotated[str, typer.Argument(metavar="A", help="A claim, incident, group or agreement: its id or its beginning.")]
Right = Annotated[str, typer.Argument(metavar="B", help="Another one of the same sort.")]
Says = Annotated[Verdict, typer.Argument(metavar="same|different|unsure|withdrawn", help="Whether both tell one thing.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come after.", show_default=False)]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who judges; else TACITUS_CODER.", show_default=False)]


def command(left: Left, right: Right, verdict: Says, why: Why, by: As = None, ledger: lo.Where = None) -> None:
    """Say that two claims (or incidents, groups, agreements) tell the same, or not; weighing never overrules it."""
    with guarded("interrupted; nothing was recorded"), lo.opened(ledger, writable=True) as book:
        who = (by or coder()).strip()
        if not why.strip() or not who:
            raise InputError("--why and --as need words: those who come after must know who judged, and why")
        said = judge(book, left, right, verdict, why, who)
        say(f"recorded: {said.left} and {said.right}: {verdict.value}, by {who}; tacitus weigh takes it into account")
