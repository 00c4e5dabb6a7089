"""A person's own places: rows read or refused, an index made once, places used beside the gazetteer that ships."""

import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from tacitus.errors import InputError, ModelError
from tacitus.flow import Kit
from tacitus.measures.geometry import contains
from tacitus.model.answers import Point
from tacitus.questions.where import find
from tacitus.questions.where.beside import Beside, open_beside
from tacitus.questions.where.fold import alike
from tacitus.questions.where.gazetteer import Gazetteer, open_gazetteer
from tacitus.questions.where.layout import FILES
from tacitus.questions.where.own_index import index_of
from tacitus.questions.where.own_rows import Feature, OwnRow, features, kinds_known, read_listed
from tacitus.questions.where.words import PACKAGE
from tacitus.rules.table import load_rows
from tacitus.views.cli.verbs import app
from tacitus.work import places
from tacitus.work.kit import Equipment, kit_of, open_kit
from tests.conftest import Parse
from tests.kits import Shelf


@pytest.fixture(scope="module")
def base() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TACITUS_DATA", str(tmp_path / "data"))
    yield tmp_path / "data" / "gazetteer"


def line(
    number: int, name: str, lat: float = 32.5, lon: float = 69.1, code: str = "P.PPL", group: str = "29.01", **more: str
) -> str:
    """A row of a GeoNames dump."""
    letter, feature = code.split(".")
    first, second = group.split(".")
    cells = [str(number), name, name, more.get("names", ""), str(lat), str(lon), letter, feature, more.get("country", "AF"), ""]
    cells += [first, second, "", "", more.get("people", "0"), "", "1", "Asia/Kabul", more.get("modified", "2020-01-01")]
    return "\t".join(cells) + "\n"


def rows(*lines: str) -> tuple[OwnRow, ...]:
    return read_listed(lines, "AF.txt", open_gazetteer().lands).rows


def beside(folder: Path, *lines: str) -> Beside:
    folder.mkdir(exist_ok=True)
    for name, content in index_of(rows(*lines), open_gazetteer()).items():
        (folder / name).write_bytes(content)
    return open_beside(folder)


def call(*words: str) -> Result:
    return CliRunner().invoke(app, ["gazetteer", *words])


def wrong(*lines: str) -> list[str]:
    return [f"{one.line}: {one.why}" for one in read_listed(lines, "AF.txt", ["", "AF"]).refused]


def test_a_dump_is_read() -> None:
    (row,) = rows(line(99_000_001, "Shkin", 32.51, 69.27, names="Shkīn,Şhkīn,SKN,https://example.org/", people="300"))
    assert (row.id, row.name, row.names, row.kind) == ("geonames:99000001", "Shkin", ("Shkīn", "Şhkīn"), "town")
    assert (row.lat, row.lon, row.country, row.people, row.groups[:2]) == (32.51, 69.27, "AF", 300, ("29", "01"))


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (line(99_000_001, "Shkin", lat=132.5), "latitude: '132.5' is no number from -90 to 90"),
        (line(99_000_001, "Shkin").replace("69.1", "east"), "longitude: 'east'"),
        (line(99_000_001, "Shkin").replace("69.1", "nan"), "longitude: 'nan'"),
        (line(99_000_001, "Shkin", country="ZZ"), "country: 'ZZ' is no country's code"),
        (line(99_000_001, "Shkin", people="many"), "population: 'many'"),
        (line(0, "Shkin"), "geonameid: 0"),
        ("99000001\tShkin\t32.5\n", "3 columns, where a GeoNames dump has 19"),
        (line(99_000_001, "Shkin\udcff"), "not UTF-8"),
        (line(99_000_001, "Shkin\x1b[31m"), "a control character"),
    ],
)
def test_a_wrong_row_is_told_and_the_others_are_kept(bad: str, told: str) -> None:
    lines = [line(99_000_002, "Barmal"), bad, line(99_000_003, "Gomal")]
    listed = read_listed(lines, "AF.txt", ["", "AF"])
    assert [row.name for row in listed.rows] == ["Barmal", "Gomal"]
    assert [one.line for one in listed.refused] == [2]
    assert told in listed.refused[0].why


def test_kinds_that_are_no_places_for_a_report_are_left_out() -> None:
    listed = read_listed([line(99_000_001, "Grand Hotel", code="S.HTL"), line(99_000_002, "Barmal")], "AF.txt", ["AF"])
    assert (len(listed.rows), listed.left_out, listed.refused) == (1, 1, ())


HEAD = ("Name", "latitude", "lon", "country", "Kind", "alternate_names", "population")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_whatever_its_separator(mark: str, end: str) -> None:
    cells = ("Tal Abta", "35.93", "42.63", "iq", "Village", '"Tall Abtah; Tel Abta"', "4000")
    lines = [f"\ufeff{mark.join(HEAD)}{end}", f"{mark.join(cells)}{end}"]
    (row,) = read_listed(lines, "mine.csv", ["IQ"]).rows
    assert (row.name, row.lat, row.lon, row.country, row.kind, row.people) == ("Tal Abta", 35.93, 42.63, "IQ", "village", 4000)
    assert row.names == ("Tall Abtah", "Tel Abta")


def test_a_table_needs_no_more_than_a_name_and_a_point() -> None:
    (row,) = read_listed(["name,lat,lon\n", "Hill 402,35.9,42.6\n"], "mine.csv", [""]).rows
    assert (row.kind, row.country, row.people) == ("town", "", 0)


def test_wrong_rows_of_a_table() -> None:
    head = "name,lat,lon,kind,country\n"
    assert "2: kind: 'castel' is unknown" in wrong(head, "Shkin,32.5,69.1,castel,AF\n")[0]
    assert "2: name: '7' has not two letters" in wrong(head, "7,32.5,69.1,town,AF\n")[0]
    assert "3: more cells than the head line has" in wrong(head, "Shkin,32.5,69.1,town,AF\n", "Shkin,32,5,69.1,town,AF\n")[0]
    assert "latitude: '' is no number" in wrong(head, "Shkin\n")[0]


@pytest.mark.parametrize("lines", [[], ["\n"], ["name,country\n", "Shkin,AF\n"], ["%PDF-1.7\n", "...\n"]])
def test_what_is_neither_dump_nor_table_is_refused_as_a_whole(lines: list[str]) -> None:
    with pytest.raises(InputError, match=r"mine\.csv"):
        read_listed(lines, "mine.csv", ["AF"])


@given(st.lists(st.text(max_size=60), max_size=6))
def test_no_lines_break_the_reader(lines: list[str]) -> None:
    try:
        listed = read_listed(["name,lat,lon\n", *(f"{one}\n" for one in lines)], "any.csv", ["", "AF"])
    except InputError:
        return
    assert all(one.line > 1 for one in listed.refused)


def test_own_places_are_found_beside_the_others(base: Gazetteer, tmp_path: Path) -> None:
    gazetteer = beside(tmp_path, line(99_000_001, "Shkinkot", 32.51, 69.27, names="Shkīnkōt"))
    (hit,) = gazetteer.find("Shkinkot")
    place = gazetteer.candidate(hit.row)
    assert (place.id, place.name, place.country, place.kind) == ("geonames:99000001", "Shkinkot", "AF", "town")
    assert gazetteer.find("shkīnkot") and not base.find("Shkinkot")
    assert gazetteer.find("Kandahar") == base.find("Kandahar")
    assert [gazetteer.candidate(row) for row in range(300)] == [base.candidate(row) for row in range(300)]
    assert len(gazetteer) == len(base) + 1 and not gazetteer.is_area(hit.row)
    assert contains(gazetteer.outline(hit.row), Point(32.51, 69.27))
    assert [hit.how for hit in gazetteer.near_names("al-Shkinkota", ["AF"])] == ["loose"]


def test_a_place_that_is_there_gains_names_and_is_no_second_place(base: Gazetteer, tmp_path: Path) -> None:
    known = int(base.places["number"][base.find("Gardez")[0].row])
    gazetteer = beside(tmp_path, line(known, "Gardez", names="Qalat Gardezkot"))
    assert len(gazetteer) == len(base)
    assert [hit.row for hit in gazetteer.find("Qalat Gardezkot")] == [base.find("Gardez")[0].row]
    assert gazetteer.find("Gardez") == base.find("Gardez")


def test_a_division_is_the_province_in_which_the_gazetteer_has_its_towns(base: Gazetteer, tmp_path: Path) -> None:
    (gardez,) = [hit.row for hit in base.find("Gardez") if base.kind(hit.row) != "province"][:1]
    known = int(base.places["number"][gardez])
    lines = [
        line(known, "Gardez", group="36."),
        line(99_000_001, "Shkinkot", group="36."),
        line(99_000_002, "Old Pakt", code="A.ADM1", group="36."),
    ]
    gazetteer = beside(tmp_path, *lines)
    assert gazetteer.province(gazetteer.find("Shkinkot")[0].row) == base.province(gardez)
    assert [hit.row for hit in gazetteer.find("Old Pakt")] == [base.province(gardez)]


def test_a_place_without_divisions_lies_in_the_province_of_the_nearest_town(base: Gazetteer, tmp_path: Path) -> None:
    kandahar = next(hit.row for hit in base.find("Kandahar") if base.kind(hit.row) == "town" or base.kind(hit.row) == "capital")
    at = base.point(kandahar)
    head = "name,lat,lon,country\n"
    gazetteer = beside(tmp_path, head, f"Shkinkot,{at.lat + 0.02},{at.lon},AF\n", f"Farkot,{at.lat - 30},{at.lon},AF\n")
    assert gazetteer.province(gazetteer.find("Shkinkot")[0].row) == base.province(kandahar)
    assert gazetteer.province(gazetteer.find("Farkot")[0].row) is None


def test_a_district_has_the_outline_of_its_places(tmp_path: Path) -> None:
    towns = [line(99_000_010 + at, f"Kalay {'abcdef'[at]}", 32 + at % 2, 69 + at // 2) for at in range(6)]
    gazetteer = beside(
        tmp_path,
        *towns,
        line(99_000_001, "Shkinkot District", 32.5, 70, "A.ADM2"),
        line(99_000_002, "Bare District", code="A.ADM2", group="29.09"),
    )
    (full,), (bare,) = gazetteer.find("Shkinkot District"), gazetteer.find("Bare District")
    assert gazetteer.is_area(full.row) and contains(gazetteer.outline(full.row), Point(32.2, 69.3))
    assert not gazetteer.is_area(bare.row) and gazetteer.kind(bare.row) == "district"
    assert not contains(gazetteer.outline(full.row), Point(34, 69.3))


def test_ground_reaches_as_far_as_its_kind(tmp_path: Path) -> None:
    gazetteer = beside(tmp_path, line(99_000_001, "Wadi Shkinkot", code="H.WAD"))
    (hit,) = gazetteer.find("Wadi Shkinkot")
    assert gazetteer.kind(hit.row) == "river"
    assert contains(gazetteer.outline(hit.row), Point(32.7, 69.1))


LINES = [
    line(99_000_000 + at, f"Kalay {'abcdefghij'[at % 10]}{'klmno'[at // 10]}", 32 + at / 100, names=f"Qala {at}x")
    for at in range(40)
]
LINES += [line(99_000_000, "Kalay Nowe", 33, modified="2024-01-01", people="70")]


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(random: Random) -> None:
    shuffled = list(LINES)
    random.shuffle(shuffled)
    assert index_of(rows(*shuffled), open_gazetteer()) == index_of(rows(*LINES), open_gazetteer())


def test_the_row_that_was_changed_last_counts_and_no_name_is_lost(tmp_path: Path) -> None:
    gazetteer = beside(tmp_path, *LINES)
    place = gazetteer.candidate(gazetteer.find("Qala 0x")[0].row)
    assert (place.name, place.population, place.point.lat) == ("Kalay Nowe", 70, 33)


def test_another_place_is_another_build(base: Gazetteer, tmp_path: Path) -> None:
    digests = {base.digest, beside(tmp_path / "one", LINES[0]).digest, beside(tmp_path / "two", LINES[1]).digest}
    assert len(digests) == 3
    assert beside(tmp_path / "three", LINES[1]).digest in digests


def test_an_index_for_another_gazetteer_is_refused(tmp_path: Path) -> None:
    beside(tmp_path, LINES[0])
    manifest = json.loads((tmp_path / FILES.manifest).read_text())
    (tmp_path / FILES.manifest).write_text(json.dumps(manifest | {"beside": "another"}))
    with pytest.raises(ModelError, match="tacitus gazetteer build"):
        open_beside(tmp_path)


def test_every_kind_of_the_table_of_features_is_known() -> None:
    table = load_rows(Feature, PACKAGE, "features.toml")
    assert all(row.kind is None or row.kind in kinds_known() for row in table)
    assert len(features()) == sum(len(row.codes) or 1 for row in table)
    assert features()["P", "PPLX"].kind == "quarter" and features()["P", ""].kind == "town"


def test_a_village_that_only_the_person_has_is_a_place(parse: Parse, tmp_path: Path, base: Gazetteer) -> None:
    gazetteer = beside(tmp_path, line(99_000_001, "Shkinkot", 32.51, 69.27))
    reading = parse("Taliban fighters attacked a checkpoint in Shkinkot, Afghanistan, on Monday.")
    told = {place.span.of(reading.text): place for place in find(reading, (), gazetteer)}["Shkinkot"]
    assert told.value and told.value.candidate and told.value.candidate.id == "geonames:99000001"
    assert not any(place.value and place.value.name == "Shkinkot" for place in find(reading, (), base))


@given(st.text("abcde", max_size=12), st.text("abcde", max_size=12))
def test_likeness_is_the_same_both_ways(one: str, two: str) -> None:
    assert alike(one, two) == alike(two, one) <= 100
    assert alike(one, one) == 100


def dump(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("".join(lines), encoding="utf8")
    return path


def test_add_list_remove(tmp_path: Path, data: Path) -> None:
    path = dump(tmp_path, "AF.txt", line(99_000_001, "Shkinkot"), line(99_000_002, "Hotel", code="S.HTL"))
    assert places.index_folder() is None
    done = call("add", str(path))
    assert (done.exit_code, done.stdout) == (0, "AF: added: 1 place, GeoNames dump, 1 row of other kinds left out\n")
    index = places.index_folder()
    assert index and index.parent == data and open_beside(index).find("Shkinkot")
    assert "AF: 1 place" in call("list").stdout
    assert call("remove", "AF").exit_code == 0
    assert places.index_folder() is None
    assert [path.name for path in data.iterdir() if not path.name.startswith(".")] == ["places.json"]


def test_adding_twice_is_adding_once_and_the_order_makes_no_difference(tmp_path: Path) -> None:
    one, two = dump(tmp_path, "AF.txt", *LINES[:9]), dump(tmp_path, "PK.txt", *LINES[9:])
    digests: set[str] = set()
    for order in ((one, two), (two, one), (one, two, one)):
        folder = tmp_path / f"folder{len(digests)}{order[0].stem}{len(order)}"
        for path in order:
            places.add(folder, [path])
        index = places.index_folder(folder)
        assert index
        digests.add(open_beside(index).digest)
    assert len(digests) == 1


def test_what_is_there_is_not_read_again(tmp_path: Path, data: Path) -> None:
    path = dump(tmp_path, "AF.txt", *LINES)
    places.add(data, [path])
    before = {file: file.stat().st_mtime_ns for file in data.rglob("*.*") if file.name != "places.json"}
    assert [one.news for one in places.add(data, [path])] == ["there"]
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_refused_rows_are_told_with_file_and_line(tmp_path: Path) -> None:
    path = dump(tmp_path, "AF.txt", LINES[0], line(99_000_900, "Shkin", lat=99), LINES[1])
    done = call("add", str(path))
    assert done.exit_code == 1
    assert f"{path}:2: latitude: '99' is no number from -90 to 90; write decimal degrees" in done.stderr
    assert "AF: added: 2 places, GeoNames dump, 1 row refused" in done.stdout


def test_a_file_that_cannot_be_used_changes_nothing(tmp_path: Path, data: Path) -> None:
    good, bad = dump(tmp_path, "AF.txt", *LINES), dump(tmp_path, "XX.csv", "nothing\n")
    assert call("add", str(good)).exit_code == 0
    before = (data / places.MANIFEST).read_bytes()
    more = dump(tmp_path, "PK.txt", line(99_000_950, "Shkinkot"))
    for words in (("add", str(more), str(bad)), ("add", str(tmp_path / "gone.txt")), ("remove", "PK")):
        done = call(*words)
        assert done.exit_code == 2 and done.stderr.count("\n") == 1, done.stderr
    assert (data / places.MANIFEST).read_bytes() == before
    index = places.index_folder()
    assert index and not open_beside(index).find("Shkinkot")


def test_other_rows_under_the_same_name_need_a_word(tmp_path: Path) -> None:
    path = dump(tmp_path, "AF.txt", LINES[0])
    call("add", str(path))
    dump(tmp_path, "AF.txt", LINES[1])
    assert "--replace" in call("add", str(path)).stderr
    assert "put in place" in call("add", str(path), "--replace").stdout
    other = tmp_path / "other"
    other.mkdir()
    assert "rename one of them" in call("add", str(path), str(dump(other, "AF.txt", LINES[2]))).stderr


def test_archives_are_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "AF.zip", "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("AF.txt", "".join(LINES[:3]))
    (tmp_path / "PK.txt.gz").write_bytes(gzip.compress("".join(LINES[3:6]).encode()))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    assert call("add", str(tmp_path / "AF.zip"), str(tmp_path / "PK.txt.gz")).stdout.count(": added: 3 places") == 2
    assert "cannot be read" in call("add", str(tmp_path / "broken.zip")).stderr


def test_a_folder_of_ones_own_keeps_other_files_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.gz").write_bytes(b"mine")
    path = dump(tmp_path, "AF.txt", LINES[0])
    call("add", str(path), "--gazetteer", str(folder))
    call("remove", "AF", "--gazetteer", str(folder))
    assert (folder / "notes.gz").read_bytes() == b"mine"
    with pytest.raises(InputError, match="keeps no places"):
        places.index_folder(folder)


def test_a_new_version_makes_its_index_from_the_files_again(tmp_path: Path, data: Path) -> None:
    call("add", str(dump(tmp_path, "AF.txt", *LINES)))
    before = places.index_folder()
    assert before
    told = json.loads((data / places.MANIFEST).read_text())
    (data / places.MANIFEST).write_text(json.dumps(told | {"state": "older"}))
    (before / FILES.names).write_bytes(b"")
    assert call("build").stdout == "1 file ready\n"
    index = places.index_folder()
    assert index and open_beside(index).find("Kalay Nowe")


def test_read_is_given_what_was_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path | None] = []

    def open_kit(self: Equipment) -> Kit:
        seen.append(self.places)
        return Shelf().open()

    monkeypatch.setattr(Equipment, "open", open_kit)
    report = dump(tmp_path, "report.txt", "empty")
    for folder in (None, tmp_path / "mine"):
        kit_of.cache_clear()
        where = ["--gazetteer", str(folder)] if folder else []
        call("add", str(dump(tmp_path, "AF.txt", LINES[0])), *where)
        CliRunner().invoke(app, ["read", "--json", str(report), *where])
    kit_of.cache_clear()
    assert [path.parent if path else None for path in seen] == [tmp_path / "data" / "gazetteer", tmp_path / "mine"]
    assert CliRunner().invoke(app, ["read", str(report), "--gazetteer", str(tmp_path / "none")]).exit_code == 2


def test_the_build_says_which_places(tmp_path: Path, base: Gazetteer) -> None:
    places.add(tmp_path / "mine", [dump(tmp_path, "AF.txt", LINES[0])])
    index = places.index_folder(tmp_path / "mine")
    assert index
    assert open_kit(places=index).build.gazetteer == open_beside(index).digest != base.digest
