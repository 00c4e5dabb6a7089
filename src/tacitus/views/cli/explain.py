"""One claim's explanation on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tacitus.views.why import Because, WhyPage

NARROW = 100


def draw_why(page: WhyPage, console: Console) -> None:
    """The clause, then every slot: a table, or one block a slot on a narrow screen."""
    before, trigger, after = page.clause
    console.print(Text(page.head, style="bold"))
    console.print(Text.assemble(before, (trigger, "bold underline"), after))
    console.print(Text(page.at, style="dim"))
    console.print()
    console.print(_blocks(page) if console.width < NARROW else _table(page))


def _table(page: WhyPage) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Slot", no_wrap=True)
    for name, ratio in (("Value", 4), ("The words", 4), ("Known", 1), ("Rule", 3), ("Why", 4)):
        table.add_column(name, overflow="fold", ratio=ratio)
    for line in page.slots:
        rules = Text(", ".join(line.rules), style="dim")
        table.add_row(Text(line.slot), _value(line), _words(line), Text(line.basis), rules, Text(line.why))
    return table


def _blocks(page: WhyPage) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for line in page.slots:
        known = Text(", ".join(part for part in (line.basis, *line.rules) if part), style="dim")
        filled = [text for text in (_value(line), _words(line), known, Text(line.why)) if text.plain]
        grid.add_row(Text(line.slot), Text("\n").join(filled))
    return grid


def _value(line: Because) -> Text:
    return Text(line.value, style="not dim bold") if line.value or line.words else Text("–")


def _words(line: Because) -> Text:
    return Text(f"“{line.words}”") if line.words else Text()
