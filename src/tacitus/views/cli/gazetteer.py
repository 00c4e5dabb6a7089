"""tacitus gazetteer: add places of your own, list them, remove them."""

from pathlib import Path
from typing import Annotated

import typer

from tacitus.questions.where.own_rows import Refused
from tacitus.views.cli.guard import SOME, count, guarded, say
from tacitus.views.plain import shown
from tacitus.work import places
from tacitus.work.places import Added, Kept

MOST = 100  # refused rows that are told one by one
_INTERRUPTED = "interrupted; nothing was changed"

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="GeoNames dumps (SY.txt, SY.zip), or tables with name, latitude, longitude, country.",
        show_default=False,
    ),
]
Names = Annotated[list[str], typer.Argument(metavar="NAME...", help="What tacitus gazetteer list calls them.", show_default=False)]
Folder = Annotated[Path | None, typer.Option("--gazetteer", metavar="FOLDER", help="Where they are kept.")]
Replace = Annotated[bool, typer.Option("--replace", help="Let a file take the place of another one of its name.")]


def add(files: Files, gazetteer: Folder = None, replace: Replace = False) -> None:
    """Add places: tacitus read uses them beside its own from now on."""
    ending = 0
    with guarded(_INTERRUPTED):
        for one in places.add(gazetteer or places.places_folder(), files, replace):
            _tell_refused(one.shown, one.refused)
            typer.echo(_news(one))
            ending = SOME if one.refused else ending
    raise typer.Exit(ending)


def list_(gazetteer: Folder = None) -> None:
    """List what was added."""
    with guarded():
        folder = gazetteer or places.places_folder()
        kept = places.shelf_of(folder).kept
        for one in kept:
            typer.echo(f"{shown(one.name)}: {_holds(one)}")
        typer.echo(f"{count(len(kept), 'file')} in {shown(str(folder))}")


def remove(names: Names, gazetteer: Folder = None) -> None:
    """Remove places that were added."""
    with guarded(_INTERRUPTED):
        left = places.remove(gazetteer or places.places_folder(), names)
        typer.echo(f"removed {shown(', '.join(names))}; {count(len(left.kept), 'file')} left")


def build(gazetteer: Folder = None) -> None:
    """Make the index of what was added again, where another version of Tacitus made it."""
    with guarded(_INTERRUPTED):
        typer.echo(f"{count(len(places.rebuild(gazetteer or places.places_folder()).kept), 'file')} ready")


list_.__name__ = "list"
commands = (add, list_, remove, build)


def _tell_refused(name: str, refused: tuple[Refused, ...]) -> None:
    """Each row that is wrong, by file and line."""
    for one in refused[:MOST]:
        say(f"{name}:{one.line}: {one.why}")
    if len(refused) > MOST:
        say(f"{name}: {count(len(refused) - MOST, 'more row')} refused; mend these first and add the file again with --replace")


def _news(one: Added) -> str:
    said = {"added": "added", "replaced": "put in place of what was there", "there": "there already"}[one.news]
    return f"{shown(one.kept.name)}: {said}: {_holds(one.kept)}"


def _holds(kept: Kept) -> str:
    """What a file holds, in words."""
    parts = [count(kept.places, "place"), kept.form]
    if kept.left_out:
        parts.append(f"{count(kept.left_out, 'row')} of other kinds left out")
    if kept.refused:
        parts.append(f"{count(kept.refused, 'row')} refused")
    return ", ".join(parts)
