"""A report on a terminal."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tacitus.views.cli.claims import LEGEND, draw_claims
from tacitus.views.pages import AgreementPage, GroupPage, ReportPage, Unclear

SHORT = 12  # of what was not understood, this many are shown


def draw_report(page: ReportPage, console: Console) -> None:
    """The whole page: headline, claims, groups, agreements, what was not understood."""
    console.print(Text(page.title, style="bold"))
    console.print(Text(f"{page.publisher} · {page.published}"))
    console.print(Text(page.source, style="dim"))
    console.print()
    if page.claims:
        console.print(draw_claims(page.claims, console.width))
        console.print(Text(LEGEND, style="dim"))
    for part in (*_groups(page.groups), *_agreements(page.agreements), *_unclear(page.unclear)):
        console.print(part)


def _head(name: str) -> Text:
    return Text(f"\n{name}", style="bold")


def _groups(groups: tuple[GroupPage, ...]) -> Iterator[RenderableType]:
    if groups:
        yield _head("Groups")
    for group in groups:
        yield Text.assemble((group.name, "bold"), f": {group.balance}")
        grid = _grid(2)
        for state in group.states:
            text = Text.assemble(state.text, (f" · {state.said_by}, claim {state.number}", "dim"))
            grid.add_row(Text(state.who, style="dim"), text)
        yield Padding(grid, (0, 0, 0, 3))
        for contradiction in group.contradictions:
            yield Padding(Text.assemble(("contradiction  ", "red"), contradiction), (0, 0, 0, 3))


def _agreements(agreements: tuple[AgreementPage, ...]) -> Iterator[RenderableType]:
    if agreements:
        yield _head("Agreements")
    for agreement in agreements:
        yield Text(agreement.name, style="bold")
        grid = _grid(2)
        for label, text in agreement.lines:
            grid.add_row(Text(label, style="dim"), Text(text))
        yield Padding(grid, (0, 0, 0, 3))


def _unclear(unclear: tuple[Unclear, ...]) -> Iterator[RenderableType]:
    if not unclear:
        return
    yield _head("Seen and not understood")
    grid = _grid(3)
    for seen in unclear[:SHORT]:
        grid.add_row(Text(f"“{seen.words}”"), Text(seen.step, style="dim"), Text(seen.why_not))
    yield Padding(grid, (0, 0, 0, 3))
    if len(unclear) > SHORT:
        yield Padding(Text(f"and {len(unclear) - SHORT} more: --json prints all", style="dim"), (0, 0, 0, 3))


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for place in range(columns):
        grid.add_column(overflow="fold", no_wrap=columns == 2 and place == 0)
    return grid
