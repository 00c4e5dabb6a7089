"""Claims on a terminal: a table with the words beneath each row, a column of words where there is room, cards where there is none.

Nothing is read as markup: every piece of source text comes as `Text`.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tacitus.model.found import Basis
from tacitus.views.pages import ClaimLine, Slot

NARROW, WIDE = 100, 150  # below the first cards, from the second on the words have a column of their own
MARKS = {Basis.STATED: "", Basis.DERIVED: "*", Basis.INHERITED: "°", Basis.CORRECTED: "✎"}
LEGEND = "* worked out from the words   ° carried over from elsewhere in the report   – not said: --why NO gives the reason"
_HEADS = ("Who says", "What", "Who", "To whom", "Where", "When", "How many")
_LEAST, _MOST = (9, 9, 8, 8, 8, 11, 9), (26, 16, 26, 30, 28, 14, 24)
_GAP, _INDENT = 2, 5  # between columns; before the words


def draw_claims(claims: Sequence[ClaimLine], width: int) -> RenderableType:
    """All claims of a report, for a screen of `width` columns."""
    if width < NARROW:
        return Group(*(card for claim in claims for card in (_card(claim), Text())))
    room = width if width < WIDE else width * 3 // 4
    cells = [_cells(claim) for claim in claims]
    widths = _widths(cells, room - _INDENT - _GAP * len(_HEADS))
    if width >= WIDE:
        words = width - _INDENT - sum(widths) - _GAP * len(_HEADS)
        return Group(_beside(claims, cells, [*widths, words]), Text())
    return Group(*_beneath(claims, cells, widths))


def _beside(claims: Sequence[ClaimLine], cells: Sequence[Sequence[Text]], widths: Sequence[int]) -> Table:
    """One table, the words in its last column."""
    grid = _grid(widths, blank=1)
    grid.add_row(*_titles(*_HEADS, "The words"))
    for claim, row in zip(claims, cells, strict=True):
        grid.add_row(_number(claim), *row, _words(claim))
    return grid


def _beneath(claims: Sequence[ClaimLine], cells: Sequence[Sequence[Text]], widths: Sequence[int]) -> Iterator[RenderableType]:
    """A grid of the same columns for each claim, so that the words can run beneath it over the whole width."""
    head = _grid(widths)
    head.add_row(*_titles(*_HEADS))
    yield head
    for claim, row in zip(claims, cells, strict=True):
        grid = _grid(widths)
        grid.add_row(_number(claim), *row)
        yield Text()
        yield grid
        yield Padding(_words(claim), (0, 0, 0, _INDENT))
    yield Text()


def _grid(widths: Sequence[int], blank: int = 0) -> Table:
    grid = Table(box=None, padding=(0, _GAP, blank, 0), pad_edge=False, show_header=False)
    grid.add_column(width=_INDENT - _GAP, justify="right", no_wrap=True)
    for size in widths:
        grid.add_column(width=size, overflow="fold")
    return grid


def _titles(*names: str) -> Iterator[Text]:
    return (Text(name, style="bold") for name in ("No", *names))


def _widths(rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """What each column wants, the widest giving way until all fit."""
    wanted = [max(_longest(row[place]) for row in rows) for place in range(len(_HEADS))]
    widths = [max(least, min(want, most)) for want, least, most in zip(wanted, _LEAST, _MOST, strict=True)]
    while sum(widths) > room:
        place = max(range(len(widths)), key=lambda place: widths[place] - _LEAST[place])
        widths[place] -= 1
    return widths


def _longest(text: Text) -> int:
    return max(cell_len(line) for line in text.plain.split("\n"))


def _cells(claim: ClaimLine) -> tuple[Text, ...]:
    what = Text(claim.what, style="bold")
    for note in claim.notes:
        what.append(f"\n{note}", style="not bold yellow")
    slots = (claim.agents, claim.targets, claim.where, claim.when, claim.counts)
    return (Text(claim.said_by.replace(" > ", " >\n")), what, *(_slots(filled) for filled in slots))


def _slots(slots: Sequence[Slot]) -> Text:
    """Every filler on a line of its own, or a dash."""
    return Text(";\n").join(slot_text(slot) for slot in slots) if slots else Text("–", style="dim")


def slot_text(slot: Slot) -> Text:
    """A filler with the mark of its basis."""
    return Text.assemble(slot.text, (MARKS[slot.basis], "cyan"))


def _number(claim: ClaimLine) -> Text:
    return Text(str(claim.number), style="bold cyan")


def _words(claim: ClaimLine) -> Text:
    before, trigger, after = claim.words
    return Text.assemble((before, "dim"), (trigger, "underline"), (after, "dim"))


def _card(claim: ClaimLine) -> RenderableType:
    head = Text.assemble((f"{claim.number}  ", "bold cyan"), (claim.what, "bold"))
    for note in claim.notes:
        head.append(f" · {note}", style="yellow")
    head.append(f" · {claim.said_by}")
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=8, no_wrap=True)
    grid.add_column(overflow="fold")
    filled = (
        ("who", claim.agents),
        ("to whom", claim.targets),
        ("where", claim.where),
        ("when", claim.when),
        ("how many", claim.counts),
    )
    for label, slots in filled:
        if slots:
            grid.add_row(Text(label, style="dim"), Text("; ").join(slot_text(slot) for slot in slots))
    return Group(head, Padding(grid, (0, 0, 0, 3)), Padding(_words(claim), (0, 0, 0, 3)))
