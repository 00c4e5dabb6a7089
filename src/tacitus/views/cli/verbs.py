"""The verbs, by name. A verb's module is imported when the verb is called, so that help answers at once.

To add one: a module with a function `command` (or several `commands`, and a docstring), documented and typed as typer wants it,
and a line below.
"""

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from tacitus import __version__
from tacitus.views.cli.guard import NOTHING, guarded, say

VERBS = {
    "read": ("tacitus.views.cli.read", "Read reports: who says that what happened to whom, where, when and how many."),
    "init": ("tacitus.views.cli.init", "Make a ledger: it keeps what is read, so that anyone can check every word."),
    "add": ("tacitus.views.cli.add", "Read reports and keep them in the ledger, with their bytes."),
    "watch": ("tacitus.views.cli.watch", "Look at feeds again and again, and keep what is new in them."),
    "claims": ("tacitus.views.cli.claims_verb", "Print the claims of the ledger."),
    "search": ("tacitus.views.cli.search", "Search the claims, or the reports, by words."),
    "weigh": ("tacitus.views.cli.weigh", "Weigh the claims: which tell one happening, who corroborates, who contradicts."),
    "incidents": ("tacitus.views.cli.incidents", "List incidents with their tolls, voices and suggested grades."),
    "incident": ("tacitus.views.cli.incident", "Show the versions of one incident side by side."),
    "groups": ("tacitus.views.cli.groups", "Follow groups (convoys, columns, the displaced) over all reports."),
    "group": ("tacitus.views.cli.group", "Show one group."),
    "agreements": ("tacitus.views.cli.agreements", "Follow agreements and their alleged breaches over all reports."),
    "agreement": ("tacitus.views.cli.agreement", "Show one agreement."),
    "judge": ("tacitus.views.cli.judge", "Say that two claims tell the same happening, or not."),
    "review": ("tacitus.views.cli.review", "Accept, reject or correct a claim, note something, or take a review back."),
    "reviews": ("tacitus.views.cli.reviews", "List what people said of claims."),
    "queue": ("tacitus.views.cli.queue", "List the claims that are worth a person's time, and why."),
    "coders": ("tacitus.views.cli.coders", "Show how far coders agree, and what they differ on."),
    "history": ("tacitus.views.cli.history", "Show what happened to a claim or an incident, in order."),
    "show": ("tacitus.views.cli.show", "Show anything by its id: a claim, a report, a text, a reading, a build."),
    "trace": ("tacitus.views.cli.trace", "Follow a claim to its words, its text, the archived bytes and the build."),
    "diff": ("tacitus.views.cli.diff", "Show how the versions of a page differ in what they claim."),
    "copies": ("tacitus.views.cli.copies", "Show which reports carry one text, and the passages that show it."),
    "stats": ("tacitus.views.cli.stats", "Count what the ledger holds."),
    "verify": ("tacitus.views.cli.verify", "Read the whole ledger again and name what does not hold."),
    "export": ("tacitus.views.cli.export", "Write the claims in other formats: PLOVER, GeoJSON, FollowTheMoney, CSV and more."),
    "release": ("tacitus.views.cli.release", "Freeze the tables as a release, with what changed since the last."),
    "merge": ("tacitus.views.cli.merge", "Join the folders of all shards of a run into one, or other ledgers into this one."),
    "erase": ("tacitus.views.cli.erase", "Remove a report for good; that it was, and why it went, stays."),
    "compact": ("tacitus.views.cli.compact", "Give back room; nothing that is recorded changes."),
    "gazetteer": ("tacitus.views.cli.gazetteer", "Add places of your own, list them, remove them."),
    "serve": ("tacitus.views.cli.serve", "Open the ledger in the browser."),
    "schema": ("tacitus.views.cli.schema", "Print the JSON Schema of what read --json prints."),
}


_WrongUse: type[Exception] = typer.BadParameter.__mro__[1]  # typer's own name for it has moved between versions


class Verbs(TyperGroup):
    """Lists verbs by the line above; loads the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands.update({name: TyperCommand(name, help=line) for name, (_, line) in VERBS.items()})

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run and exit. What is wrong is said in one line, where typer would draw a box or, printing help, show a traceback."""
        try:
            with guarded():
                ending = super().main(*args, **settings | {"standalone_mode": False})
        except typer.Exit as stopped:
            ending = stopped.exit_code
        except _WrongUse as error:
            _say_wrong(error)
            ending = NOTHING
        sys.exit(ending or 0)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, listed, rest = super().resolve_command(ctx, args)
        if name not in VERBS:
            return name, listed, rest
        module = importlib.import_module(VERBS[name][0])
        verb = typer.Typer(help=VERBS[name][1], add_completion=False, pretty_exceptions_enable=False)
        for command in getattr(module, "commands", ()):
            verb.command()(command)
        if not verb.registered_commands:
            verb.command(name)(module.command)
        return name, typer.main.get_command(verb), rest


def _say_wrong(error: Any) -> None:
    """Nothing, where help was printed instead."""
    line = error.format_message().replace("Value error, ", "").rstrip(".")
    if type(error).__name__ != "NoArgsIsHelpError":
        say(f"{line} (see {error.ctx.command_path if error.ctx else 'tacitus'} --help)")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tacitus {__version__}")
        raise typer.Exit


app = typer.Typer(cls=Verbs, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def _tacitus(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Who says that what happened to whom, where, when and how many: each word of it tied to its source."""


def main() -> None:
    """The entry point `tacitus`. The collector is off until everything is loaded: see `work.kit.settle`."""
    gc.disable()
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    if sys.stdout is None:
        say("standard output is closed; send it to a file, or to /dev/null")
        sys.exit(NOTHING)
    app()
