"""A person's own actors beside those that ship, and actors in their time."""

from datetime import date
from pathlib import Path

import pytest

from tacitus.errors import TableError
from tacitus.model.interval import Interval
from tacitus.questions.who.actors import Actors, open_actors
from tacitus.questions.who.mentions import Mention
from tacitus.questions.who.names import spot_names
from tacitus.questions.who.survey import survey
from tests.builders import make_reading

ACTORS = open_actors()
TOML = """
# my notes
[[row]]
id = "river-guard"
name = "River Guard"
kind = "militia"
countries = ["SD"]
aliases = ["Janjaweed"]
short = ["RSF"]
"""
CSV = """id,name,kind,countries,aliases,short,since
river-guard,River Guard,militia,SD; TD,Janjaweed,RSF,2003
,Lake Guard,militia,TD,,,
"""


def own(folder: Path, text: str, name: str = "mine.toml") -> Actors:
    path = folder / name
    path.write_text(text, encoding="utf8")
    return open_actors(path)


def named(text: str, actors: Actors = ACTORS, year: int | None = None) -> list[Mention]:
    days = Interval(date(year, 3, 1), date(year, 3, 1)) if year else None
    return spot_names(survey(make_reading(text), days), actors)


def ids(text: str, actors: Actors = ACTORS, year: int | None = None) -> list[str]:
    return [mention.identity.id for mention in named(text, actors, year) if mention.identity]


def rules(text: str, actors: Actors = ACTORS, year: int | None = None) -> list[str]:
    return [mention.rule for mention in named(text, actors, year)]


@pytest.mark.parametrize(("text", "name"), [(TOML, "mine.toml"), (CSV, "mine.csv"), (CSV.replace(",", "\t"), "mine.tsv")])
def test_ones_own_row_wins_on_the_same_spelling_and_says_so(tmp_path: Path, text: str, name: str) -> None:
    actors = own(tmp_path, text, name)
    assert ids("Janjaweed burned the market.") == ["janjaweed"]
    assert rules("Janjaweed burned the market.", actors) == ["own/river-guard/over/janjaweed"]
    assert rules("River Guard burned the market.", actors) == ["own/river-guard"]


def test_initials_of_ones_own_row_need_support_too(tmp_path: Path) -> None:
    actors = own(tmp_path, TOML)
    assert ids("The RSF burned the market.", actors) == []
    assert rules("The RSF burned the market in Sudan.", actors) == ["own/river-guard/over/rsf-sd"]


def test_a_row_that_replaces_another_says_so(tmp_path: Path) -> None:
    actors = own(tmp_path, '[[row]]\nid = "janjaweed"\nname = "Mounted militias"\nkind = "militia"\naliases = ["Janjaweed"]\n')
    assert len(actors) == len(ACTORS)
    assert rules("Janjaweed burned the market.", actors) == ["own/janjaweed/over/janjaweed"]


def test_a_csv_row_without_an_id_has_one_of_its_name(tmp_path: Path) -> None:
    assert own(tmp_path, CSV, "mine.csv").rows["own-lake-guard"].countries == ("TD",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,name,kind\na,A B,bots\n", "mine.csv:2: row a: kind: 'bots' is unknown"),
        ("id,name,kind\n\na,A B\n", "mine.csv:3: row a: kind: Field required"),
        ("id,name,kind,since\na,A B,militia,then\n", "mine.csv:2: since: 'then' is no year"),
        ("id,name,kind\na,A B,militia,x\n", "mine.csv:2: more cells than the head line has"),
        ("id,name,kind,colour\na,A B,militia,red\n", "mine.csv:2: row a: unknown field 'colour'"),
        ("id,name,kind\na,A B,militia\na,C D,militia\n", "mine.csv:3: row a: the id is used twice"),
        ("id,name,kind,became\na,A B,militia,nobody\n", "mine.csv:2: row a: became: 'nobody' is no other actor's id"),
        ("id,name,kind\n", "mine.csv: there is no actor in it"),
        ("", "mine.csv: there is no actor in it"),
    ],
)
def test_a_wrong_csv_row_is_named_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TableError) as raised:
        own(tmp_path, text, "mine.csv")
    assert told in str(raised.value)


def test_a_wrong_toml_row_is_named_with_its_line(tmp_path: Path) -> None:
    text = 'row = [\n  { id = "a", name = "A B", kind = "militia" },\n  { id = "b", name = "C D", kind = "bots" },\n]\n'
    with pytest.raises(TableError, match=r"mine\.toml:3: row b: kind"):
        own(tmp_path, text)


def test_initials_mean_nobody_who_was_not_there_yet() -> None:
    assert ids("The RSF shelled a camp in Sudan.", year=2019) == ["rsf-sd"]
    assert ids("The RSF shelled a camp in Sudan.", year=2009) == []
    assert ids("The RSF shelled a camp in Sudan.") == ["rsf-sd"]


def test_a_full_name_is_believed_whatever_the_year() -> None:
    assert ids("The Rapid Support Forces shelled a camp in Sudan.", year=2009) == ["rsf-sd"]


def test_of_two_of_one_name_the_one_of_the_time_is_meant() -> None:
    text = "Fighters of a National Liberation Army blew up a pipeline."
    assert rules(text, year=2001) == ["nla-mk"]
    assert rules(text, year=2015) == ["eln/at-the-time"]


def test_an_actor_that_is_no_more_can_still_be_named() -> None:
    assert ids("Members of the Nusra Front were tried.", year=2023) == ["nusra-front"]


def test_every_successor_is_known_and_nobody_becomes_themselves() -> None:
    rows = ACTORS.rows
    for row in rows.values():
        seen, ahead = {row.id}, list(row.became)
        while ahead:
            other = ahead.pop()
            assert other not in seen, row.id
            ahead += rows[other].became if other in rows else ()
    assert rows["nusra-front"].became == ("hts",)
