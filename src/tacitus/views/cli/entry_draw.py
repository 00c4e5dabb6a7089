"""Claims of the ledger on a terminal: one block each, with the report they stand in. Source text comes as `Text`."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tacitus.views.cli.claims import LEGEND, slot_text
from tacitus.views.entries import EntryPage

SHORT = 14  # characters of an id: "claim-" and eight digits, enough to give back to `show`


def draw_entries(pages: Sequence[EntryPage], console: Console) -> None:
    """Every claim, a report's name once above those that stand together."""
    last = None
    for page in pages:
        if page.report != last:
            console.print(Text(page.report, style="bold"))
            last = page.report
        console.print(Padding(draw_entry(page), (0, 0, 1, 2)))


def draw_entry(page: EntryPage, full_id: bool = False) -> RenderableType:
    """One claim."""
    head = Text.assemble((page.id if full_id else page.id[:SHORT], "cyan"), "  ", (page.what, "bold"))
    for note in page.notes:
        head.append(f" · {note}", style="yellow")
    head.append(f" · {page.said_by}")
    return Group(head, Padding(_grid(page), (0, 0, 0, 2)))


def _grid(page: EntryPage) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, value in _lines(page):
        grid.add_row(label, value)
    return grid


def _lines(page: EntryPage) -> Iterator[tuple[str, Text]]:
    for label, slots in page.slots:
        if slots:
            yield label, Text("; ").join(slot_text(slot) for slot in slots)
    before, trigger, after = page.words
    yield "words", Text.assemble((before, "dim"), (trigger, "underline"), (after, "dim"))


def draw_legend(console: Console) -> None:
    """What the marks mean."""
    console.print(Text(f"{LEGEND.partition('   –')[0]}   ✎ corrected by a coder", style="dim"))
