"""What a format of incidents is: the rows that it makes of one, and how they are written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.views.export.comma import CommaTables
from tacitus.views.export.incidents import acled, airwars, html, hxl, incident_geojson, ucdp
from tacitus.views.export.incidents.cell import Left, Row
from tacitus.views.export.incidents.tables import Column, columns
from tacitus.views.export.incidents.trace import cell_of
from tacitus.views.export.incidents.weighed import Story, Terms
from tacitus.views.export.table import Cell as Value

Rows = Mapping[str, tuple[Row, ...]]
MAIN = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A row on its way into a file: its number in its table, from 1."""

    number: int
    story: Story
    row: Row
    columns: tuple[Column, ...]


def comma(rows: Iterable[Iterable[Value]]) -> str:
    """Rows as CSV."""
    return CommaTables()._lines(rows).decode()


def _values(made: Made) -> str:
    return comma([[cell_of(made.row, column).value for column in made.columns]])


def _names(named: Sequence[Column]) -> str:
    return comma([[column.name for column in named]])


def _no_tail(_: Json, __: Sequence[str]) -> str:
    return ""


def _no_entry(_: Made) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """`rows` makes the rows of each table of an incident; a format of one table calls it MAIN.

    `head` begins a table's file, `body` writes a row, `tail` ends the file: it is given the statement (without
    checksums) and what `entry` made of each row, for a list of all.
    """

    rows: Callable[[Story, Terms], Rows | Left]
    columns: Callable[[str], tuple[Column, ...]]
    tables: tuple[str, ...] = (MAIN,)
    head: Callable[[Sequence[Column]], str] = _names
    body: Callable[[Made], str] = _values
    tail: Callable[[Json, Sequence[str]], str] = _no_tail
    entry: Callable[[Made], str] = _no_entry

    @property
    def folder(self) -> bool:
        """Whether it makes a folder of files, one a table."""
        return self.tables != (MAIN,)


def _one(row: Callable[[Story, Terms], Row | Left]) -> Callable[[Story, Terms], Rows | Left]:
    def rows(story: Story, terms: Terms) -> Rows | Left:
        made = row(story, terms)
        return made if isinstance(made, Left) else {MAIN: (made,)}

    return rows


def _tagged(named: Sequence[Column]) -> str:
    return _names(named) + comma([hxl.hashtags()])


def _feature(made: Made) -> str:
    comma_before = "" if made.number == 1 else ",\n"
    return comma_before + json_line(incident_geojson.feature(made.story, made.row)).rstrip("\n")


def _geojson_tail(about: Json, _: Sequence[str]) -> str:
    return "\n],\n" + '"tacitus":' + json_line(about).rstrip("\n") + "}\n"


def _section(made: Made) -> str:
    return html.section(made.story, made.row)


def _entry(made: Made) -> str:
    return html.entry(made.story, made.row)


def _with_extent(table: str) -> tuple[Column, ...]:
    extent = (
        Column("where_why", "text", "how the ground follows from the versions"),
        Column("when_why", "text", "how the days follow from the versions"),
    )
    return (*columns("hxl", table), *extent)


SHAPES: Mapping[str, Shape] = {
    "acled": Shape(_one(acled.row), lambda table: columns("acled", table)),
    "ucdp": Shape(_one(ucdp.row), lambda table: columns("ucdp", table)),
    "airwars": Shape(airwars.tables, lambda table: columns("airwars", table), airwars.TABLES),
    "hxl": Shape(_one(hxl.row), lambda table: columns("hxl", table), head=_tagged),
    "incidents-geojson": Shape(
        _one(incident_geojson.row),
        _with_extent,
        head=lambda _: '{"type":"FeatureCollection","features":[\n',
        body=_feature,
        tail=_geojson_tail,
    ),
    "html": Shape(
        _one(incident_geojson.row), _with_extent, head=lambda _: html.head(), body=_section, tail=html.tail, entry=_entry
    ),
}
