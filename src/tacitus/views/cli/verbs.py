"""The verbs, by name. A verb's module is imported when the verb is called, so that help answers at once.

To add one: a module with a function `command`, documented and typed as typer wants it, and a line below.
"""

import gc
import importlib
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from tacitus import __version__

VERBS = {
    "read": ("tacitus.views.cli.read", "Read reports: who says that what happened to whom, where, when and how many."),
    "merge": ("tacitus.views.cli.merge", "Join the folders of all shards of a run into one."),
    "schema": ("tacitus.views.cli.schema", "Print the JSON Schema of what read --json prints."),
}


class Verbs(TyperGroup):
    """Lists verbs by the line above; loads the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands.update({name: TyperCommand(name, help=line) for name, (_, line) in VERBS.items()})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, listed, rest = super().resolve_command(ctx, args)
        if name not in VERBS:
            return name, listed, rest
        module = importlib.import_module(VERBS[name][0])
        verb = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        verb.command(name)(module.command)
        return name, typer.main.get_command(verb), rest


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
    app()
