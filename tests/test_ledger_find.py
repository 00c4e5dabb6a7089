"""The ledger as people ask it: what is added once, in which order it comes back, what is found, how a claim leads to its bytes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import InputError, LedgerError
from tacitus.flow import Kit
from tacitus.format.entry import entry_of
from tacitus.format.pieces import Json
from tacitus.intake.options import Options
from tacitus.ledger import find
from tacitus.ledger.asked import asked
from tacitus.ledger.book import Ledger
from tacitus.ledger.diff import changes, versions
from tacitus.ledger.trace import spans_of, trace
from tacitus.ledger.wanted import Filter
from tacitus.work.add import Added, Clerk, add
from tacitus.work.kit import Equipment
from tacitus.work.plan import arrivals
from tests.ledgers import place

CLERK = Clerk("A. Coder", "2024-05-01T09:00:00Z")
TEXTS = {
    "a.txt": "Shelling kills three in Avdiivka\n\nKYIV, March 3, 2024 (Press Desk) - Shelling killed three civilians in Avdiivka on"
    " Saturday, the regional governor said. Two houses were destroyed.\n",
    "b.txt": "Gunmen attack village\n\nBAMAKO, March 5, 2024 - Gunmen killed at least 12 villagers near Mopti on Monday, a resident"
    " said. The army said its soldiers had captured two fighters in Gao.\n",
    "c.txt": "El Fasher market hit\n\nKHARTOUM, March 6, 2024 - A drone struck a market in El Fasher, the Rapid Support Forces"
    " claimed. The Sudanese army denied the strike.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (path / name).write_text(text, encoding="utf8")
    return path


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = Ledger.create(place(request.param, tmp_path_factory.mktemp("ledger"), "spring"), "spring", CLERK.at, CLERK.by)
    enter(ledger, *sorted(map(str, folder.iterdir())))
    yield ledger
    ledger.close()


def enter(ledger: Ledger, *paths: str, equipment: Equipment | None = None) -> list[Added]:
    return list(add(arrivals(paths, Options()), ledger, equipment or Equipment(), CLERK))


def lines(ledger: Ledger, **wanted: object) -> list[Json]:
    with ledger.reads() as connection:
        return list(find.claims(connection, ledger.backend, Filter(**wanted)))  # type: ignore[arg-type]


def found(ledger: Ledger, **wanted: object) -> list[Json]:
    with ledger.reads() as connection:
        return list(find.search(connection, ledger.backend, Filter(**wanted), most=100).lines)  # type: ignore[arg-type]


def head(ledger: Ledger) -> tuple[int, str]:
    with ledger.writes() as writer:
        return writer.head


def test_adding_twice_is_adding_once(book: Ledger, folder: Path) -> None:
    before = head(book)
    told = enter(book, str(folder))
    assert [one.news for one in told] == ["there"] * len(TEXTS)
    assert head(book) == before


def test_the_order_of_adding_changes_nothing_that_is_printed(folder: Path, book: Ledger, tmp_path: Path) -> None:
    other = Ledger.create(str(tmp_path / "other.tacitus.db"), "other", CLERK.at, CLERK.by)
    for name in sorted(TEXTS, reverse=True):
        enter(other, str(folder / name))
    assert lines(other) == lines(book)
    other.close()


def test_every_claim_is_whole_in_itself_and_tied_to_its_text(book: Ledger) -> None:
    found_lines = lines(book)
    assert len(found_lines) >= 5
    with book.reads() as connection:
        for line in found_lines:
            traced = trace(connection, book.archive, line["id"])
            assert traced.holds
            assert all(words.text == traced.line["report"] or words.bytes for words in traced.words), "plain text has its bytes"
            assert entry_of(line).id == line["id"]
            assert {(role, span["start"]) for role, span in spans_of(line)} == {(word.role, word.start) for word in traced.words}


def test_bytes_of_a_trace_are_the_words(book: Ledger) -> None:
    with book.reads() as connection:
        line = next(line for line in lines(book) if line["type"] == "killing")
        traced = trace(connection, book.archive, line["id"])
        data = book.archive.get(traced.document)
        for words in traced.words:
            assert words.bytes is not None
            assert data[slice(*words.bytes)].decode() == words.text


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ({"words": "villagers"}, "b.txt"),
        ({"words": '"market in El Fasher"'}, "c.txt"),
        ({"words": "house*"}, "a.txt"),
        ({"words": "shelling -houses or drones"}, None),
        ({"place": "el fasher"}, "c.txt"),
        ({"place": "mopti"}, "b.txt"),
        ({"country": "ua"}, "a.txt"),
        ({"near": (48.1, 37.7, 40.0)}, "a.txt"),
        ({"box": (30.0, 40.0, 45.0, 55.0)}, "a.txt"),
        ({"speaker": "regional governor"}, "a.txt"),
        ({"speaker": "rapid support"}, "c.txt"),
        ({"since": date(2024, 3, 4), "until": date(2024, 3, 5)}, "b.txt"),
        ({"type": "killing", "country": "ML"}, "b.txt"),
        ({"actor": "gunmen"}, "b.txt"),
        ({"type": "denial"}, "c.txt"),
    ],
)
def test_a_filter_finds_the_report_that_it_describes(book: Ledger, wanted: dict[str, object], text: str | None) -> None:
    listed = found(book, **wanted)
    assert listed, wanted
    names = {Path(line["report"]["key"]).name for line in listed}
    assert text is None or names == {text}
    assert sorted(line["id"] for line in listed) == sorted(line["id"] for line in lines(book, **wanted))


@pytest.mark.parametrize(
    "wanted",
    [{"words": "zeppelin"}, {"place": "atlantis"}, {"country": "FR"}, {"until": date(2023, 1, 1)}, {"speaker": "nobody at all"}],
)
def test_what_is_not_there_is_not_found(book: Ledger, wanted: dict[str, object]) -> None:
    assert found(book, **wanted) == []


def test_reports_are_found_by_words_that_no_claim_has(book: Ledger) -> None:
    with book.reads() as connection:
        hits = find.search_reports(connection, book.backend, "KHARTOUM")
    assert [Path(hit.uri).name for hit in hits] == ["c.txt"]
    assert "\x02KHARTOUM\x03" in hits[0].passage


@given(st.text(max_size=60))
def test_any_words_can_be_asked_for(book: Ledger, words: str) -> None:
    try:
        asked(words)
    except InputError:
        return
    found(book, words=words)


def test_an_id_may_be_cut_short_but_not_guessed(book: Ledger) -> None:
    with book.reads() as connection:
        whole = lines(book)[0]["id"]
        assert find.resolve(connection, whole[:14]).id == whole
        assert find.resolve(connection, lines(book)[0]["report"]["document"][:10]).kind == "document"
        for wrong in ("claim-", "claim-12", "claim-ffffffffffff", "no id", ""):
            with pytest.raises(InputError):
                find.resolve(connection, wrong)


def test_a_newer_build_reads_beside_the_older_one(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger.create(str(tmp_path / "two.tacitus.db"), "two", CLERK.at, CLERK.by)
    path = str(folder / "b.txt")
    enter(ledger, path)
    first = lines(ledger)
    opened = Equipment.open

    def newer(self: Equipment) -> Kit:
        kit = opened(self)
        return replace(kit, build=replace(kit.build, version="99.0"))

    monkeypatch.setattr(Equipment, "open", newer)
    assert [one.news for one in enter(ledger, path, equipment=Equipment(threads=2))] == ["again"]
    assert [line["id"] for line in lines(ledger)] == [line["id"] for line in first]
    assert {line["report"]["reading"] for line in lines(ledger)}.isdisjoint(line["report"]["reading"] for line in first)
    assert len(lines(ledger, every=True)) == 2 * len(first)
    ledger.close()


def test_a_corrected_page_is_kept_beside_the_first(tmp_path: Path) -> None:
    ledger = Ledger.create(str(tmp_path / "page.tacitus.db"), "page", CLERK.at, CLERK.by)
    page = tmp_path / "page.txt"
    page.write_text(TEXTS["a.txt"])
    enter(ledger, str(page))
    page.write_text(TEXTS["a.txt"].replace("three civilians", "seven civilians").replace(" Two houses were destroyed.", ""))
    enter(ledger, str(page))
    with ledger.reads() as connection:
        before, after = versions(connection, str(page))
        told = {change.what: change for change in changes(before.lines, after.lines)}
    assert set(told) >= {"changed", "gone"}
    assert ("how many", "three civilians (killed)", "seven civilians (killed)") in {
        (field.name, field.before, field.after) for field in told["changed"].fields
    }
    assert told["gone"].before is not None and told["gone"].before["type"] == "destruction"
    assert changes(before.lines, before.lines) and {change.what for change in changes(before.lines, before.lines)} == {"same"}
    ledger.close()


def test_the_same_words_under_another_name_are_another_report(tmp_path: Path) -> None:
    ledger = Ledger.create(str(tmp_path / "names.tacitus.db"), "names", CLERK.at, CLERK.by)
    corpus = tmp_path / "corpus.jsonl"
    records = [{"id": name, "text": TEXTS["b.txt"], "publisher": name} for name in ("Nile Post", "Desert Herald")]
    corpus.write_text("".join(json.dumps(record) + "\n" for record in records))
    enter(ledger, str(corpus))
    assert {line["report"]["publisher"] for line in lines(ledger)} == {"Nile Post", "Desert Herald"}
    assert len({line["id"] for line in lines(ledger)}) == len(lines(ledger))
    with ledger.reads() as connection:
        assert len(list(find.readings(connection))) == 2
    ledger.close()


def test_a_report_that_cannot_be_read_keeps_its_bytes_and_its_reason(tmp_path: Path) -> None:
    ledger = Ledger.create(str(tmp_path / "bad.tacitus.db"), "bad", CLERK.at, CLERK.by)
    french = (
        "Les soldats ont quitté la ville dimanche soir après de violents combats, selon des habitants joints par téléphone. " * 3
    )
    (tmp_path / "f.txt").write_text(french)
    (told,) = enter(ledger, str(tmp_path / "f.txt"))
    assert told.news == "skipped" and told.document is not None
    assert ledger.archive.get(told.document) == french.encode()
    ledger.close()


@pytest.mark.parametrize(
    "content", [b"", b"this is no database, but a text that somebody named so" * 40, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_what_is_no_ledger_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.tacitus.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as told:
        Ledger.open(str(path))
    assert str(path) in str(told.value) and "\n" not in str(told.value)


def test_a_ledger_only_grows(book: Ledger) -> None:
    for statement in (
        "UPDATE record SET kind = 'peace' WHERE seq = 2",
        "UPDATE record SET body = NULL WHERE seq = 2",
        "DELETE FROM record WHERE seq = 2",
        "DELETE FROM claim",
        "UPDATE claim SET type = 'peace'",
        "DELETE FROM text",
        "UPDATE arrival SET uri = 'elsewhere'",
        "DELETE FROM claim_name",
    ):
        with pytest.raises(LedgerError, match="only grows"), book.writes() as writer:
            writer.connection.exec_driver_sql(statement)
