"""What `tacitus read` makes of the reports: pages, JSON lines, texts, one claim explained, a folder of tables.

Each gives how many reports were read and how many were skipped; a skipped one is said on standard error.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.text import Text

from tacitus.errors import InputError
from tacitus.flow import Kit, read_source
from tacitus.format.line import json_line
from tacitus.format.readout import readout_json, unread_json
from tacitus.intake.document import to_document
from tacitus.intake.options import Options
from tacitus.model.readout import Readout
from tacitus.model.source import Skipped, Source
from tacitus.views.cli.draw import draw_report
from tacitus.views.cli.explain import draw_why
from tacitus.views.cli.guard import count, say, say_skipped
from tacitus.views.cli.screen import screen, watch
from tacitus.views.export.folder import Export, Order, write_folder
from tacitus.views.pages import report_page
from tacitus.views.plain import lines
from tacitus.views.why import WhyPage, why_page
from tacitus.work.kit import Opener, settle
from tacitus.work.plan import Shard, arrivals
from tacitus.work.run import run

T = TypeVar("T")
Tally = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ask:
    """What the person wants read, and with what."""

    inputs: tuple[str, ...]
    options: Options
    opener: Opener
    jobs: int = 1


Mode = Callable[[Ask], Tally]


def print_pages(ask: Ask) -> Tally:
    """A page a report, for people."""
    console = screen()

    def show(readout: Readout, number: int) -> None:
        if number:
            console.print(Text("─" * console.width, style="dim"), end="\n\n")
        draw_report(report_page(readout), console)
        console.print()

    return _each(ask, read_source, show)


def explain(ask: Ask, number: int) -> Tally:
    """Claim `number` of each report."""
    console = screen()
    return _each(ask, partial(_explained, number=number), lambda page, _: draw_why(page, console))


def _explained(source: Source, kit: Kit, number: int) -> WhyPage | Skipped:
    """A report that has no claim of that number is skipped, and the others are explained."""
    outcome = read_source(source, kit)
    try:
        return outcome if isinstance(outcome, Skipped) else why_page(outcome, number)
    except InputError as error:
        return Skipped(source.key, "why", str(error), uri=source.uri)


def print_lines(ask: Ask) -> Tally:
    """One line of tacitus/1 a report, in input order, those that could not be read too."""
    return _each(ask, read_line, lambda line, _: _put(line), lambda skipped: _put(json_line(unread_json(skipped))))


def print_texts(ask: Ask) -> Tally:
    """Each report's text to the character, several parted by a form feed; made safe only where a terminal would obey it."""
    read = skipped = 0
    for arrival in arrivals(ask.inputs, ask.options):
        document = arrival.source if isinstance(arrival.source, Skipped) else to_document(arrival.source)
        settle()
        if isinstance(document, Skipped):
            say_skipped(document.key, document.why_not, document.uri)
            skipped += 1
            continue
        text = lines(document.text) if sys.stdout.isatty() else document.text
        _put(f"\f{text}" if read else text)
        read += 1
    return read, skipped


def write(ask: Ask, folder: Path, export: Export, shard: Shard | None) -> Tally:
    """A folder of tables or of JSON lines, going on where an earlier run of it ended."""
    read = skipped = before = 0
    _outside(folder, ask.inputs)
    stream = write_folder(Order(ask.inputs, ask.options, export, folder, ask.opener, ask.jobs, shard))
    with closing(stream), watch(ask.inputs, ask.options, shard, beside=True) as tick:
        for written in stream:
            if written.skipped is not None:
                say_skipped(written.key, written.skipped, written.uri)
            read, skipped = read + (written.skipped is None), skipped + (written.skipped is not None)
            before += written.before
            tick(written.skipped is not None)
    kept = f", {before:,} of them by an earlier run" if before else ""
    say(f"{count(read + skipped, 'report')} in {folder} ({skipped:,} skipped{kept})")
    return read, skipped


def _outside(folder: Path, inputs: tuple[str, ...]) -> None:
    """What a run writes must not be among what it reads."""
    for locator in inputs:
        if Path(locator).is_dir() and folder.resolve().is_relative_to(Path(locator).resolve()):
            raise InputError(f"--out {folder} lies in the input {locator}; choose a folder elsewhere")


def _each(
    ask: Ask,
    make: Callable[[Source, Kit], T | Skipped],
    show: Callable[[T, int], None],
    show_skipped: Callable[[Skipped], None] | None = None,
) -> Tally:
    read = skipped = 0
    stream = run(arrivals(ask.inputs, ask.options), make, ask.opener, ask.jobs)
    with closing(stream), watch(ask.inputs, ask.options) as tick:
        for outcome in (done.outcome for done in stream):
            if isinstance(outcome, Skipped):
                skipped += 1
                say_skipped(outcome.key, outcome.why_not, outcome.uri)
                if show_skipped:
                    show_skipped(outcome)
            else:
                show(outcome, read)
                read += 1
            tick(isinstance(outcome, Skipped))
    return read, skipped


def read_line(source: Source, kit: Kit) -> str | Skipped:
    """This runs in the workers."""
    outcome = read_source(source, kit)
    return outcome if isinstance(outcome, Skipped) else json_line(readout_json(outcome))


def _put(text: str) -> None:
    """UTF-8, whatever the locale says, and at once, so that a pipe sees each report as it is read."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
