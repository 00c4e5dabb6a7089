"""Names made comparable, and the gazetteer that ships: small, quick to open, and honest about what it lacks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import ModelError
from tacitus.measures.geometry import area_km2, contains, distance_km
from tacitus.model.answers import Point
from tacitus.questions.where.fold import bones, fold, loose
from tacitus.questions.where.gazetteer import DATA, Gazetteer, open_gazetteer
from tacitus.questions.where.layout import FILES


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name) or name.casefold().startswith(("st", "saint"))
    assert not any(mark.isspace() for mark in fold(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zaporizhzhia", "ZAPORIZHZHIA"),
        ("N'Djamena", "N’Djamena"),
        ("Ras al-Ayn", "Ras al Ayn"),
        ("Fada-N'Gourma", "fada n gourma"),
        ("São Tomé", "Sao Tome"),
        ("St. Petersburg", "Saint Petersburg"),
    ],
)
def test_marks_case_and_hyphens_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ar-Ramadi", "Ramadi"),
        ("ash-Shirqat", "Shirqat"),
        ("al-Hasakah", "Hasaka"),
        ("El Geneina", "Geneina"),
        ("Deir ez Zor", "Deir al Zor"),
        ("Zubayr", "az-Zubayr"),
    ],
)
def test_articles_and_final_vowels_do_not_matter_to_loose_keys(one: str, other: str) -> None:
    assert loose(one) == loose(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Qamishlo", "Kamishli"), ("Daraa", "Dera'a"), ("Khan Yunis", "Khan Younes")])
def test_vowels_do_not_matter_to_bones(one: str, other: str) -> None:
    assert bones(one) == bones(other)


def test_different_names_keep_different_keys() -> None:
    names = ["Homs", "Hama", "Hims", "Aden", "Adana", "Gao", "Goma", "Mopti", "Mosul"]
    assert len({fold(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("name", "country", "near"),
    [
        ("Palmyra", "SY", Point(34.55, 38.28)),
        ("Mopti", "ML", Point(14.49, -4.19)),
        ("Маріуполь", "UA", Point(47.1, 37.55)),
        ("حلب", "SY", Point(36.2, 37.16)),
        ("Goma", "CD", Point(-1.67, 29.22)),
        ("Tibú", "CO", Point(8.64, -72.73)),
        ("Sittwe", "MM", Point(20.15, 92.9)),
        ("Stepanakert", "AZ", Point(39.82, 46.76)),
    ],
)
def test_towns_of_many_wars_are_there(gazetteer: Gazetteer, name: str, country: str, near: Point) -> None:
    rows = [hit.row for hit in gazetteer.find(name) if gazetteer.country(hit.row) == country]
    assert min(distance_km(gazetteer.point(row), near) for row in rows) < 15


@pytest.mark.parametrize(
    "name",
    [
        "Qalamoun",
        "Donbas",
        "Darfur",
        "Tigray",
        "Cabo Delgado",
        "North Kivu",
        "Waziristan",
        "Catatumbo",
        "Casamance",
        "Bab el-Mandeb",
    ],
)
def test_regions_have_an_outline_round_their_point(gazetteer: Gazetteer, name: str) -> None:
    row = next(hit.row for hit in gazetteer.find(name) if gazetteer.candidate(hit.row).id.startswith("tacitus:"))
    assert area_km2(gazetteer.outline(row)) > 10
    assert contains(gazetteer.outline(row), gazetteer.point(row))


def test_every_outline_is_a_ring_within_bounds(gazetteer: Gazetteer) -> None:
    for row in range(0, gazetteer.areas, 7):
        ring = gazetteer.outline(row)
        assert 4 <= len(ring) <= 33
        assert ring[0] == ring[-1]
        assert all(-90 <= point.lat <= 90 for point in ring)


def test_every_country_has_a_demonym_or_nobody_to_call_by_it(gazetteer: Gazetteer) -> None:
    for word, country in (("Yemeni", "YE"), ("Malians", "ML"), ("Burkinabè", "BF"), ("Frenchmen", "FR"), ("Kosovar", "XK")):
        assert country in {gazetteer.country(hit.row) for hit in gazetteer.find(word) if hit.demonym}


def test_initials_count_only_in_capitals(gazetteer: Gazetteer) -> None:
    assert "US" in {gazetteer.country(hit.row) for hit in gazetteer.find("US")}
    assert "US" not in {gazetteer.country(hit.row) for hit in gazetteer.find("us")}


def test_a_postal_code_is_a_state_only_where_asked_for(gazetteer: Gazetteer) -> None:
    assert [gazetteer.name(hit.row) for hit in gazetteer.by_postal_code("OH")] == ["Ohio"]
    assert "Ohio" not in {gazetteer.name(hit.row) for hit in gazetteer.find("OH")}


def test_like_spellings_are_found_in_the_countries_asked_for(gazetteer: Gazetteer) -> None:
    found = gazetteer.near_names("Dayr Az Zayr", ["SY"])
    assert {gazetteer.country(hit.row) for hit in found} == {"SY"}
    assert not gazetteer.near_names("Dayr Az Zayr", ["CO"])
    assert not gazetteer.near_names("Qx", ["SY"])


def test_a_country_holds_its_towns_and_no_others(gazetteer: Gazetteer) -> None:
    mali = gazetteer.land("ML")
    assert mali is not None
    gao = next(hit.row for hit in gazetteer.find("Gao") if gazetteer.country(hit.row) == "ML" and gazetteer.kind(hit.row) == "town")
    homs = next(hit.row for hit in gazetteer.find("Homs") if gazetteer.country(hit.row) == "SY")
    assert gazetteer.holds(mali, gao)
    assert not gazetteer.holds(mali, homs)
    assert gazetteer.land("ZZ") is None


def test_an_unknown_name_has_no_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xyzzyville") == ()
    assert gazetteer.find("") == ()


def test_a_town_of_more_people_reaches_further(gazetteer: Gazetteer) -> None:
    by_people = {"Karachi": "PK", "Robotyne": "UA"}
    areas = []
    for name, country in by_people.items():
        row = next(hit.row for hit in gazetteer.find(name) if gazetteer.country(hit.row) == country)
        areas.append(area_km2(gazetteer.outline(row)))
    assert areas[0] > areas[1]


def test_a_missing_gazetteer_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"python -m tacitus\.questions\.where\.build"):
        open_gazetteer(tmp_path)


def test_a_gazetteer_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILES.manifest).write_text(json.dumps({"format": 0}), encoding="utf8")
    with pytest.raises(ModelError, match="format 0"):
        open_gazetteer(tmp_path)


def test_geonames_is_credited_and_the_content_has_a_digest(gazetteer: Gazetteer) -> None:
    assert "GeoNames" in gazetteer.credit
    assert "CC BY 4.0" in gazetteer.credit
    assert len(gazetteer.digest) == 64


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 30_000_000
