"""Flat tables: one row a thing, every column explained, nothing changed on the way."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import OutputError
from tacitus.format.pieces import Json
from tacitus.format.readout import readout_json, unread_json
from tacitus.intake.options import Options
from tacitus.model.source import Given, Skipped
from tacitus.views.export import folder as export_folder
from tacitus.views.export.comma import TABLES, CommaTables
from tacitus.views.export.folder import Export, Order, Written, write_folder
from tacitus.views.export.lines import Lines
from tacitus.views.export.table import Column, Row, Table
from tacitus.work.merge import merge
from tacitus.work.plan import Shard
from tests.kits import Shelf, readout_of
from tests.readouts import BUILD, TEXT, make_readout

READING = readout_json(make_readout())
UNREAD = unread_json(Skipped("gone.txt", "intake", "no such file"))


def table(name: str, *readings: Json, excel: bool = False) -> list[dict[str, str]]:
    """A table as any CSV reader sees it."""
    export = CommaTables(excel)
    data = export.heads()[name] + b"".join(export.rows(reading)[name] for reading in readings)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_a_thing() -> None:
    sizes = {item.file: len(table(item.file, READING)) for item in TABLES}
    assert sizes == {
        "reports.csv": 1,
        "claims.csv": 6,
        "parties.csv": 10 + 4 + 3,
        "counts.csv": 5,
        "sayings.csv": 3,
        "times.csv": 4,
        "places.csv": 3,
        "actors.csv": 6,
        "groups.csv": 3,
        "agreements.csv": 1,
        "skipped.csv": 1,
    }


def test_a_claim_is_one_row_with_its_words_and_reasons() -> None:
    claim = next(row for row in table("claims.csv", READING) if row["type"] == "strike")
    assert claim["said_by"] == "Nile Post > Darfur Monitor"
    assert claim["speaker"] == "Darfur Monitor"
    assert (claim["place"], claim["lat"], claim["place_relation"], claim["place_bearing"]) == ("Mellit", "14.13", "direction", "NW")
    assert (claim["when_from"], claim["when_basis"], claim["when_words"]) == ("2023-06-12", "inherited", "Monday")
    assert (claim["agents"], claim["agents_why_not"]) == ("", "the sentence does not say whose drones")
    assert claim["counts"] == "at least 9 civilians killed"
    assert claim["hedged"] == "yes"
    assert TEXT[int(claim["evidence_start"]) : int(claim["evidence_end"])] == claim["evidence"]


def test_rows_of_one_report_hang_together() -> None:
    ids = {row["claim_id"] for row in table("claims.csv", READING)}
    assert {row["claim_id"] for row in table("parties.csv", READING)} <= ids
    counted = {row["words"]: row["claim_ids"] for row in table("counts.csv", READING)}
    assert set(counted.values()) <= ids and counted["14 lorries"] == counted["about 400 families"]
    assert {row["report_id"] for item in TABLES for row in table(item.file, READING)} == {
        table("reports.csv", READING)[0]["report_id"]
    }


def test_a_report_that_could_not_be_read_has_one_row_and_its_reason() -> None:
    (report,) = table("reports.csv", UNREAD)
    assert (report["key"], report["read"], report["why_not"], report["claims"]) == ("gone.txt", "no", "no such file", "")
    assert all(not table(item.file, UNREAD) for item in TABLES if item.file not in ("reports.csv", "skipped.csv"))


def test_group_rows_tell_the_sum() -> None:
    assert {row["balance"] for row in table("groups.csv", READING)} == {"14 = 5 + 9"}


def test_the_codebook_explains_every_column() -> None:
    book = table("codebook.csv")
    for item in TABLES:
        explained = [row["column"] for row in book if row["table"] == item.file and row["column"]]
        head = CommaTables().heads()[item.file].decode().strip().split(",")
        assert explained == head and len(set(head)) == len(head)
    assert all(row["meaning"].endswith(".") or row["meaning"].endswith("...") for row in book)
    assert {row["kind"] for row in book} == {"table", "id", "text", "list", "whole number", "number", "day", "yes/no"}


CELLS = st.lists(st.tuples(st.text(), st.none() | st.floats(allow_nan=False), st.booleans()), min_size=1)
ODD = Table(
    "odd.csv",
    "For the test.",
    tuple(Column(name, "text", "A value.", name) for name in ("text", "number", "truth")),
    lambda reading: iter(reading["rows"]),
)


@given(CELLS)
def test_any_text_survives_the_way_through_csv(cells: list[tuple[str, float | None, bool]]) -> None:
    rows = [dict(zip(("text", "number", "truth"), row, strict=True)) for row in cells]
    data = CommaTables()._lines(ODD.rows({"document": {"key": "k"}, "rows": rows})).decode()
    read = list(csv.reader(io.StringIO(data, newline="")))
    assert [row[0] for row in read] == [text.encode("utf-8", "replace").decode() for text, _, _ in cells]
    assert [float(row[1]) if row[1] else None for row in read] == [number for _, number, _ in cells]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-rm", "@SUM(A1)", "\tx", "\r=x", "＝x"])
def test_spreadsheets_get_no_formulas(text: str) -> None:
    cells = [CommaTables(excel)._cell(text).strip('"') for excel in (False, True)]
    assert cells == [text, f"'{text}"]


def test_numbers_are_never_touched() -> None:
    assert [CommaTables(True)._cell(cell) for cell in (-3.5, -1, True, None)] == ["-3.5", "-1", "yes", ""]


def test_spreadsheets_get_a_byte_order_mark_and_nobody_else_does() -> None:
    assert all(head.startswith(b"\xef\xbb\xbf") is excel for excel in (True, False) for head in CommaTables(excel).heads().values())


def test_a_path_that_ends_early_is_an_empty_cell() -> None:
    assert Column("day", "day", "A day.", "when.from").cell(Row("r", 0, {"when": None}, {})) is None


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Eight reports, one of them empty."""
    path = tmp_path / "corpus.jsonl"
    texts = [f"slow Shells fell on village {number}." for number in range(8)]
    texts[3] = "empty"
    path.write_text("".join(json.dumps({"id": f"r{number}", "text": text}) + "\n" for number, text in enumerate(texts)))
    return path


def order(corpus: Path, folder: Path, export: Export | None = None, shard: Shard | None = None, **more: object) -> Order:
    base = Order((str(corpus),), Options(), export or CommaTables(), folder, Shelf(), 1, shard)
    return replace(base, **more)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_folder, "read_source", readout_of)


@pytest.mark.usefixtures("_no_model")
@pytest.mark.parametrize("export", [CommaTables(), CommaTables(True), Lines()])
def test_a_stopped_run_goes_on_and_shards_merge(corpus: Path, tmp_path: Path, export: Export) -> None:
    written = list(write_folder(order(corpus, tmp_path / "whole", export)))
    assert [item.key for item in written] == [f"r{number}" for number in range(8)]
    assert [item.skipped for item in written].count("the file is empty") == 1
    stopped = write_folder(order(corpus, tmp_path / "stopped", export))
    for _ in range(5):
        next(stopped)
    stopped.close()
    again = list(write_folder(order(corpus, tmp_path / "stopped", export)))
    assert [item.before for item in again] == [True] * 5 + [False] * 3
    for number in (1, 2, 3):
        list(write_folder(order(corpus, tmp_path / f"part{number}", export, Shard(number, 3))))
    merge([tmp_path / f"part{number}" for number in (2, 3, 1)], tmp_path / "merged")
    assert contents(tmp_path / "stopped") == contents(tmp_path / "merged") == contents(tmp_path / "whole")


@pytest.mark.usefixtures("_no_model")
def test_a_finished_folder_is_told_again_and_not_read_again(corpus: Path, tmp_path: Path) -> None:
    first = list(write_folder(order(corpus, tmp_path / "out")))
    corpus.unlink()
    assert list(write_folder(order(corpus, tmp_path / "out"))) == [Written(item.key, item.skipped, True) for item in first]


@pytest.mark.usefixtures("_no_model")
def test_an_input_that_changed_meanwhile_is_refused(corpus: Path, tmp_path: Path) -> None:
    stopped = write_folder(order(corpus, tmp_path / "out"))
    next(stopped)
    stopped.close()
    corpus.write_text(corpus.read_text().replace("village 0", "town 0"))
    with pytest.raises(OutputError, match="has changed"):
        list(write_folder(order(corpus, tmp_path / "out")))


@pytest.mark.usefixtures("_no_model")
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"options": Options(given=Given(publisher="Nile Post"))}, "given"),
        ({"opener": Shelf(replace(BUILD, version="9"))}, "build"),
        ({"export": Lines()}, "files"),
        ({"export": CommaTables(True)}, "format"),
        ({"shard": Shard(1, 2)}, "shard"),
    ],
)
def test_a_folder_holds_one_run(corpus: Path, tmp_path: Path, change: dict[str, object], named: str) -> None:
    list(write_folder(order(corpus, tmp_path / "out")))
    with pytest.raises(OutputError, match=f"another run.*{named}"):
        list(write_folder(order(corpus, tmp_path / "out", **change)))  # type: ignore[arg-type]
