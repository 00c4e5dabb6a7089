"""Incidents written to one format, under a profile, one at a time; beside it what was left out, what is suggested, and a trace."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.model.entry import Site
from tacitus.model.versions import Said
from tacitus.profiles import Profile
from tacitus.views.export.facts import Facts, about_json
from tacitus.views.export.incidents import trace
from tacitus.views.export.incidents.cell import Left, Row
from tacitus.views.export.incidents.files import Files
from tacitus.views.export.incidents.leave import HELD, Gate
from tacitus.views.export.incidents.shape import SHAPES, Made, Shape, comma
from tacitus.views.export.incidents.weighed import Story, Terms, Weighed, no_province

ABOUT, CODEBOOK, LEFT_OUT, SUGGESTED = ".about.json", ".codebook.csv", ".left_out.csv", ".suggested.csv"
_BESIDE = (ABOUT, CODEBOOK, LEFT_OUT, SUGGESTED)


@dataclass(slots=True)
class Summary:
    """`rows` counts the rows of each table, `left_out` the incidents without a row by reason, `held_back` the claims, `rules` the
    claims that each rule of the profile changed or held back."""

    given: int = 0
    written: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    held_back: int = 0
    rules: Counter[str] = field(default_factory=Counter)


def write_incidents(
    format_name: str,
    weighed: Iterable[Weighed],
    out: Path,
    profile: Profile,
    facts: Facts,
    *,
    province: Callable[[Site], str | None] = no_province,
    replace: bool = False,
) -> Summary:
    """Write incidents to `out`, in the order they come: a file, or for `airwars` a folder.

    `province` gives the name of the first-order division of a place, where there is a gazetteer. Raises InputError for a format
    that there is none of, OutputError where `out` is there already (unless `replace`) or cannot be written.
    """
    if format_name not in SHAPES:
        raise InputError(f"--format {format_name}: no such format; there are {', '.join(SHAPES)}")
    shape = SHAPES[format_name]
    names = _Names(out.name, shape)
    with Files(out, names.all, shape.folder, replace) as files:
        writer = _Writer(shape, names, files, Gate(profile, facts), Terms(profile, facts.as_of, province))
        writer.begin()
        for one in weighed:
            writer.one(one)
        writer.end(format_name)
        files.finish()
    return writer.summary


class _Names:
    """What the files of an export are called: beside a file, or in a folder."""

    def __init__(self, name: str, shape: Shape) -> None:
        self.tables = {table: f"{table}.csv" if shape.folder else name for table in shape.tables}
        self.traces = {table: file + trace.SUFFIX for table, file in self.tables.items()}
        self._beside = {suffix: suffix.lstrip(".") if shape.folder else name + suffix for suffix in _BESIDE}
        self.all = (*self.tables.values(), *self.traces.values(), *self._beside.values())

    def __getitem__(self, suffix: str) -> str:
        return self._beside[suffix]


@dataclass(slots=True)
class _Writer:
    shape: Shape
    names: _Names
    files: Files
    gate: Gate
    terms: Terms
    summary: Summary = field(default_factory=Summary)
    listed: list[str] = field(default_factory=list)

    def begin(self) -> None:
        for table, file in self.names.tables.items():
            columns = self.shape.columns(table)
            self.files.write(file, self.shape.head(columns))
            self.files.write(self.names.traces[table], trace.head_line(file, columns))
        self.files.write(self.names[LEFT_OUT], comma([["incident", "kind", "claims", "why"]]))
        self.files.write(self.names[SUGGESTED], comma([["table", "row", "id", "column", "value", "rule", "suggested"]]))
        head = ["table", "name", "type", "meaning", "vocabulary", "empty"]
        self.files.write(self.names[CODEBOOK], comma([head, *self._codebook()]))

    def _codebook(self) -> list[list[str]]:
        return [
            [file, column.name, column.type, column.meaning, column.vocabulary, column.empty]
            for table, file in self.names.tables.items()
            for column in self.shape.columns(table)
        ]

    def one(self, weighed: Weighed) -> None:
        """An incident: its rows, or why it has none."""
        self.summary.given += 1
        story = self.gate.leave(weighed)
        if story is None:
            return self._leave(weighed, "", HELD)
        if not story.asserted:
            return self._leave(weighed, weighed.incident.kind, _unasserted(story.versions.claims))
        rows = self.shape.rows(story, self.terms)
        if isinstance(rows, Left):
            return self._leave(weighed, weighed.incident.kind, rows.why)
        self.summary.written += 1
        for table, made in rows.items():
            for row in made:
                self._row(table, story, row)
        return None

    def _leave(self, weighed: Weighed, kind: str, why: str) -> None:
        self.summary.left_out[why] += 1
        self.files.write(self.names[LEFT_OUT], comma([[weighed.incident.id, kind, len(weighed.incident.claims), why]]))

    def _row(self, table: str, story: Story, row: Row) -> None:
        self.summary.rows[table] += 1
        number, columns = self.summary.rows[table], self.shape.columns(table)
        made = Made(number, story, row, columns)
        self.files.write(self.names.tables[table], self.shape.body(made))
        self.listed += filter(None, [self.shape.entry(made)])
        self.files.write(self.names.traces[table], trace.row_line(number, story.incident.id, row, columns, story.claims))
        cells = [(column.name, trace.cell_of(row, column)) for column in columns]
        place = (self.names.tables[table], number, cells[0][1].value)
        told = [(*place, name, cell.value, cell.rule, cell.suggested) for name, cell in cells if cell.suggested]
        self.files.write(self.names[SUGGESTED], comma(told))

    def end(self, format_name: str) -> None:
        tally = self.gate.tally
        self.summary.held_back, self.summary.rules = tally.held_back, tally.rules
        about = self._about(format_name)
        for file in self.names.tables.values():
            self.files.write(file, self.shape.tail(about, self.listed))
        digests = self.files.digests(self.names.tables.values())
        self.files.write(self.names[ABOUT], json_line({**about, "files": digests}))

    def _about(self, format_name: str) -> Json:
        done = self.summary
        left = [{"why": why, "incidents": count} for why, count in sorted(done.left_out.items())]
        counts = {"given": done.given, "written": done.written, "left_out": sum(done.left_out.values())}
        about = about_json(format_name, self.terms.profile, self.gate.facts, self.gate.tally)
        suggested = "values that follow from a rule and not from a coder; each with its rule in the file of suggested values"
        return {**about, "of": f"incidents, as {format_name}", "incidents": counts, "left_out": left, "suggested": suggested}


def _unasserted(claims: Iterable[Said]) -> str:
    """Why nothing happened, as far as the claims go."""
    standings = sorted({f"{said.standing.value}, hedged" if said.hedged else said.standing.value for said in claims})
    return f"no claim says that it happened: {', '.join(standings)}"
