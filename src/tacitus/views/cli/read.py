"""tacitus read"""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import typer

from tacitus.errors import InputError
from tacitus.intake.options import Columns
from tacitus.intake.options import Options as Intake
from tacitus.measures.number import policies
from tacitus.model.source import Given
from tacitus.views.cli import modes
from tacitus.views.cli import options as o
from tacitus.views.cli.guard import code, guarded
from tacitus.views.export.comma import CommaTables
from tacitus.views.export.lines import Lines
from tacitus.work.kit import Equipment
from tacitus.work.places import index_folder
from tacitus.work.plan import Shard


def command(
    inputs: o.Inputs,
    published: o.Published = None,
    publisher: o.Publisher = None,
    title: o.Title = None,
    text_column: o.TextColumn = None,
    id_column: o.IdColumn = None,
    published_column: o.PublishedColumn = None,
    publisher_column: o.PublisherColumn = None,
    title_column: o.TitleColumn = None,
    uri_column: o.UriColumn = None,
    as_json: o.AsJson = False,
    as_text: o.AsText = False,
    why: o.Why = None,
    out: o.Out = None,
    as_format: o.AsFormat = None,
    excel: o.Excel = False,
    figures: o.Figures = None,
    jobs: o.Jobs = 1,
    shard: o.Part = None,
    actors: o.Actors = None,
    gazetteer: o.Gazetteer = None,
    allow_private_addresses: o.Private = False,
) -> None:
    """Read reports of armed conflict: who says that what happened to whom, where, when and how many."""
    with guarded(_interrupted(out)):
        named = {"text": text_column, "id": id_column, "published": published_column}
        named |= {"publisher": publisher_column, "title": title_column, "uri": uri_column}
        intake = Intake(_columns(named), Given(published, publisher, title), sys.stdin.buffer, allow_private_addresses)
        ask = modes.Ask(tuple(inputs), intake, Equipment(actors, places=index_folder(gazetteer), figures=_policy(figures)), jobs)
        chosen = _chosen(as_json, as_text, why, _writer(out, as_format, excel, shard))
        ending = code(*chosen(ask))
    raise typer.Exit(ending)


def _policy(name: str | None) -> str | None:
    """A rule for figures by its name."""
    if name is not None and name not in policies():
        raise InputError(f"--figures {name}: no such rule; there are {', '.join(policies())}")
    return name


def _columns(named: Mapping[str, str | None]) -> Columns:
    """The columns that the person names; the others are looked for."""
    return Columns(**{column: (name,) for column, name in named.items() if name})


def _chosen(as_json: bool, as_text: bool, why: int | None, writer: modes.Mode | None) -> modes.Mode:
    """The one mode that was asked for; pages if none was."""
    explained = partial(modes.explain, number=why) if why is not None else None
    asked = (
        ("--json", modes.print_lines if as_json else None),
        ("--text", modes.print_texts if as_text else None),
        ("--why", explained),
        ("--out", writer),
    )
    wanted = [(name, mode) for name, mode in asked if mode]
    if len(wanted) > 1:
        raise InputError(f"{wanted[0][0]} and {wanted[1][0]} do not go together")
    return wanted[0][1] if wanted else modes.print_pages


def _writer(out: Path | None, as_format: o.Format | None, excel: bool, shard: str | None) -> modes.Mode | None:
    if out is None:
        for name, given in (("--format", as_format), ("--excel", excel), ("--shard", shard)):
            if given:
                raise InputError(f"{name} needs --out FOLDER")
        return None
    if excel and as_format is o.Format.JSONL:
        raise InputError("--excel is for --format csv")
    export = Lines() if as_format is o.Format.JSONL else CommaTables(excel)
    return partial(modes.write, folder=out, export=export, shard=Shard.parse(shard) if shard else None)


def _interrupted(out: Path | None) -> str:
    return f"interrupted; what was read is in {out}: give the same command again to go on" if out else "interrupted"
