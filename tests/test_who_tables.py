"""The tables of who: every spelling finds its own row, every example holds, a wrong row is named."""

from pathlib import Path
from typing import Any

import pytest

from tacitus.errors import TableError
from tacitus.model.answers import Who
from tacitus.model.found import Found
from tacitus.questions.who.actors import KINDS, Actors, open_actors
from tacitus.questions.who.find import find
from tacitus.questions.who.folding import parts
from tacitus.questions.who.names import spot_names
from tacitus.questions.who.organisations import kind_of
from tacitus.questions.who.survey import survey
from tacitus.questions.who.tables import (
    PACKAGE,
    CountryRow,
    LabelRow,
    TitleRow,
    VerbRow,
    countries,
    country,
    first_names,
    institutions,
    organisations,
    roles,
)
from tacitus.rules.table import load_rows
from tests.builders import make_reading
from tests.conftest import Parse

ACTORS = open_actors()
TITLES = load_rows(TitleRow, PACKAGE, "tables/titles.toml")
LABELS = load_rows(LabelRow, PACKAGE, "tables/labels.toml")
VERBS = load_rows(VerbRow, PACKAGE, "tables/verbs.toml")


def found_in(parse: Parse, text: str) -> list[Found[Who]]:
    return [each for each in find(parse(text), ACTORS) if each.value]


def names_in(parse: Parse, text: str) -> set[str]:
    return {each.value.name for each in found_in(parse, text) if each.value}


def examples(rows: tuple[Any, ...], field: str) -> list[tuple[str, str, str]]:
    """(row id, words, wanted) of the examples of a table."""
    return [(row.id, *example.partition(" => ")[::2]) for row in rows for example in getattr(row, field)]


@pytest.mark.parametrize("start", range(0, len(ACTORS), 100))
def test_every_spelling_of_a_row_finds_that_row(start: int) -> None:
    lost = []
    for row in list(ACTORS.rows.values())[start : start + 100]:
        lands = [land.name for code in row.countries[:1] if (land := country(code))]
        for words in (row.name, *row.aliases, *row.short):
            reading = make_reading(f"They met {words} there. {row.name} . " + " . ".join(lands * 3))
            mentions = spot_names(survey(reading), ACTORS)
            if not any(mention.identity and mention.identity.id == row.id and mention.first <= 3 for mention in mentions):
                lost.append((row.id, words))
    assert lost == []


def test_there_is_a_row_for_every_corner_of_the_world() -> None:
    armed = {"rebel group", "militia", "criminal group", "coalition", "political party"}
    assert sum(row.kind in armed for row in ACTORS.rows.values()) >= 350
    homes = {code for row in ACTORS.rows.values() if row.kind in armed for code in row.countries}
    assert {"CO", "PE", "SV", "UA", "SD", "YE", "MM", "AF", "CD", "ML", "IN", "PH", "IE", "LB", "XN"} <= homes
    assert {row.kind for row in ACTORS.rows.values()} <= KINDS


@pytest.mark.parametrize("row", countries(), ids=lambda row: row.id)
def test_the_police_of_every_country_are_found_by_rule(row: CountryRow) -> None:
    police = f"police-{row.id}"
    for owner in (row.adjective, f"{row.name}'s"):
        mentions = spot_names(survey(make_reading(f"They saw {owner} police there.")), ACTORS)
        assert [mention.identity.id for mention in mentions if mention.identity] == [police]


def test_country_codes_are_used_once_and_known_to_the_actors() -> None:
    codes = [row.id for row in countries()]
    assert len(codes) == len(set(codes))
    assert {code for row in ACTORS.rows.values() for code in row.countries} <= set(codes)


@pytest.mark.parametrize(("row", "words", "wanted"), examples(roles(), "yes"))
def test_a_role_gives_its_name(parse: Parse, row: str, words: str, wanted: str) -> None:
    assert wanted in names_in(parse, f"{words[0].upper()}{words[1:]} left the town on Monday.")


@pytest.mark.parametrize(("row", "words", "wanted"), examples(institutions(), "yes"))
def test_an_institution_is_found_with_its_country(parse: Parse, row: str, words: str, wanted: str) -> None:
    text = f"{words[0].upper()}{words[1:]} left the town on Monday."
    assert wanted in {each.value.id for each in found_in(parse, text) if each.value}


@pytest.mark.parametrize(("row", "words", "wanted"), examples(institutions(), "no"))
def test_an_institution_is_not_seen_where_there_is_none(parse: Parse, row: str, words: str, wanted: str) -> None:
    assert not any(each.maker.rule == f"institution/{row}" for each in found_in(parse, f"They passed {words} on Monday."))


@pytest.mark.parametrize(("row", "words", "wanted"), examples(TITLES, "yes"))
def test_a_title_opens_a_name(parse: Parse, row: str, words: str, wanted: str) -> None:
    assert wanted in names_in(parse, f"Yesterday {words} spoke to reporters in the capital.")


@pytest.mark.parametrize(("row", "words", "wanted"), examples(LABELS, "yes"))
def test_a_loaded_word_is_kept_with_its_slant(parse: Parse, row: str, words: str, wanted: str) -> None:
    found = found_in(parse, f"The agency said {words} had left the town.")
    assert wanted in {label.slant for each in found if each.value for label in each.value.loaded}


@pytest.mark.parametrize(("row", "words", "wanted"), examples(LABELS, "no"))
def test_a_plain_word_is_not_loaded(parse: Parse, row: str, words: str, wanted: str) -> None:
    slant = next(each.slant for each in LABELS if each.id == row)
    found = found_in(parse, f"The agency said {words} had left the town.")
    assert slant not in {label.slant for each in found if each.value for label in each.value.loaded}


@pytest.mark.parametrize(("row", "words", "wanted"), examples(VERBS, "yes"))
def test_the_words_beside_a_country_make_it_an_actor(parse: Parse, row: str, words: str, wanted: str) -> None:
    assert wanted in names_in(parse, words)


@pytest.mark.parametrize(("row", "words", "wanted"), examples(VERBS, "no"))
def test_a_country_that_is_a_place_is_no_actor(parse: Parse, row: str, words: str, wanted: str) -> None:
    assert wanted not in names_in(parse, words)


@pytest.mark.parametrize(("row", "words", "wanted"), examples(organisations(), "yes"))
def test_a_word_of_its_name_gives_an_organisation_its_kind(row: str, words: str, wanted: str) -> None:
    assert kind_of(parts(words)) == wanted


def test_first_names_tell_he_from_she() -> None:
    known = first_names()
    assert known["boris"] == "he"
    assert known["fatima"] == "she"
    assert set(known.values()) <= {"he", "she", ""}


def test_a_table_of_ones_own_stands_beside_the_others(tmp_path: Path) -> None:
    extra = tmp_path / "mine.toml"
    row = 'id = "river-watch"\nname = "River Watch"\nkind = "monitor"\naliases = ["RiverWatch"]'
    extra.write_text(f"[[row]]\n{row}\n", encoding="utf8")
    actors: Actors = open_actors(extra)
    assert len(actors) == len(ACTORS) + 1
    [mention] = spot_names(survey(make_reading("They told RiverWatch so.")), actors)
    assert mention.identity is not None
    assert mention.identity.name == "River Watch"


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ('id = "a"\nname = "A B"\nkind = "army of bots"', "kind"),
        ('id = "a"\nname = "--"\nkind = "militia"', "name"),
        ('id = "a"\nname = "A B"\nkind = "militia"\nsince = 2010\nuntil = 2001', "until"),
        ('id = "a"\nname = "A B"\nkind = "militia"\ncolour = "red"', "colour"),
        ('id = "a"\nkind = "militia"', "name"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, wrong: str) -> None:
    extra = tmp_path / "mine.toml"
    extra.write_text(f"[[row]]\n{row}\n", encoding="utf8")
    with pytest.raises(TableError) as raised:
        open_actors(extra)
    assert "mine.toml:2: row a" in str(raised.value)
    assert wrong in str(raised.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere\.toml"):
        open_actors(tmp_path / "nowhere.toml")
