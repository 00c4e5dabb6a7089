"""One incident from hand-made claims: voices, versions, tolls, sums, times and places as a coder would have them."""

from dataclasses import replace

import pytest

from tacitus.incidents.agreed.agree import agree
from tacitus.incidents.agreed.numbers import relate_amounts
from tacitus.incidents.agreed.parties import relate_actors
from tacitus.model.answers import Amount, Relation, Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.versions import Field, Figures, Relates, Toll, Version, Versions
from tests.entry_builders import ARMY, MONITOR, REBELS, days, entry, report, site, told

CIVILIANS = Named("civilians", kind="civilians")
PLANES = Named("warplanes", id="actor-0123456789abcdef", kind="aircraft")
RESIDENTS = Named("residents", kind="civilians", why_not="inhabitants who are not named")
HOSPITAL = Named("Kutum hospital", kind="medical workers")


def names(versions: Versions, place: str) -> list[str]:
    return [voice.name for voice in getattr(versions.voices, place)]


def field(versions: Versions, name: str, about: str | None = None) -> Field:
    return next(one for one in versions.fields if one.name == name and (about is None or one.about == about))


def relation(versions: Versions, name: str, one: str, other: str) -> tuple[Relates, str]:
    found = field(versions, name)
    texts = [version.text for version in found.versions]
    version: Version = found.versions[texts.index(one)]
    return next((each.relates, each.why) for each in version.relations if each.other == texts.index(other))


def toll(versions: Versions, whom: str, outcome: str = "killed") -> Toll:
    return next(one for one in versions.tolls if (one.whom, one.outcome) == (whom, outcome))


def figures(held: Toll, policy: str) -> tuple[float | None, float | None, float | None]:
    found: Figures = next(one for one in held.figures if one.policy == policy)
    return found.low, found.best, found.high


def test_copies_of_one_text_are_one_voice() -> None:
    one, other = entry(report("a", publisher="Nile Post")), entry(report("b", "2024-03-05", publisher="Courier"))
    assert len(agree([one, other], {}).voices.independent) == 2
    found = agree([one, other], {"a": "family", "b": "family"}).voices.independent
    assert len(found) == 1 and "copies: 2 texts, 1 of them no copy of another" in found[0].why


def test_reports_of_one_agency_or_one_outlet_are_one_voice() -> None:
    agency = [entry(report(text, publisher=name, agency="Sahel Wire")) for text, name in (("a", "Nile Post"), ("b", "Courier"))]
    assert names(agree(agency, {}), "independent") == ["Sahel Wire"]
    outlet = [entry(report(text, publisher="Nile Post")) for text in ("a", "b")]
    assert names(agree(outlet, {}), "independent") == ["Nile Post"]


def test_papers_that_cite_one_monitor_are_one_voice_and_the_last_named_link_is_the_root() -> None:
    wire = Named("Sahel Wire", kind="news outlet")
    one = entry(report("a", publisher="Nile Post"), by=(wire, MONITOR))
    other = entry(report("b", publisher="Courier"), by=(MONITOR, RESIDENTS))
    found = agree([one, other], {}).voices.independent
    assert [voice.name for voice in found] == ["Darfur Monitor"]
    assert found[0].why == ("one root: 2 texts lead back to it",)


def test_sources_without_a_name_are_one_voice_for_each_report() -> None:
    witness = Named("witnesses", kind="sources", why_not="a witness who is not named")
    claims = [entry("a", by=(RESIDENTS,)), entry("a", by=(witness,), number=2), entry("b", by=(RESIDENTS,))]
    found = agree(claims, {}).voices.independent
    assert len(found) == 2
    assert "sources without a name count as their report's own voice" in found[0].why


def test_a_reports_own_word_is_no_voice_beside_the_source_it_names() -> None:
    source = report("a", publisher="Nile Post")
    found = agree([entry(source, by=(MONITOR,)), entry(source, number=2)], {})
    assert names(found, "independent") == ["Darfur Monitor"]
    assert found.voices.aside[0].why == ("its reports name a source for it: Darfur Monitor",)


def test_a_reports_own_word_stands_beside_a_party_that_it_quotes() -> None:
    source = report("a", publisher="Nile Post")
    found = agree([entry(source, agents=(ARMY,)), entry(source, by=(ARMY,), number=2)], {})
    assert names(found, "independent") == ["Nile Post"] and names(found, "parties") == ["Armed Forces of Sudan"]


@pytest.mark.parametrize(
    "speaker",
    [
        REBELS,
        Named("Rapid Support Forces spokesman", kind="officials"),
        Named("rapid support forces", kind="rebel group"),
        Named("Kordofan Lions", kind="militia"),
    ],
)
def test_parties_and_their_spokesmen_stand_apart(speaker: Named) -> None:
    found = agree([entry("a", agents=(ARMY,), targets=(REBELS,)), entry("b", by=(speaker,))], {})
    assert len(found.voices.parties) == 1 and found.voices.parties[0].why


def test_offices_of_a_state_whose_forces_take_part_are_one_voice() -> None:
    minister = Named("Sudanese information minister", kind="officials", country="SD")
    foreign = Named("Chadian officials", kind="officials", country="TD")
    found = agree([entry("a", by=(minister,), agents=(ARMY,)), entry("b", by=(ARMY,)), entry("c", by=(foreign,))], {})
    assert len(found.voices.parties) == 1 and len(found.voices.parties[0].claims) == 2
    assert names(found, "independent") == ["Chadian officials"]


def test_an_outlet_with_state_in_its_name_is_no_state() -> None:
    assert names(agree([entry(report("a", publisher="State News Agency"))], {}), "independent") == ["State News Agency"]


def test_a_partys_own_site_is_the_party() -> None:
    coalition = Named("US-led coalition", id="us-led-coalition", kind="coalition", country="US", aliases=("coalition",))
    claims = [entry("a", agents=(coalition,), by=(MONITOR,)), entry(report("b", publisher="Coalition"), standing=Standing.DENIED)]
    found = agree(claims, {})
    assert names(found, "deniers") == ["Coalition"]
    assert found.voices.deniers[0].why[0].startswith("did it")


def test_denials_stand_by_themselves_and_an_act_of_denial_is_its_speakers() -> None:
    claims = [
        entry("a", by=(MONITOR,), agents=(ARMY,), targets=(CIVILIANS,)),
        entry("b", by=(ARMY,), agents=(ARMY,), standing=Standing.DENIED),
        entry("c", "denial", agents=(Named("Governor Idris Salih", kind="officials"),)),
        entry("d", "condemnation", agents=(Named("African Union", kind="international body"),)),
    ]
    found = agree(claims, {})
    assert names(found, "independent") == ["Darfur Monitor"]
    assert sorted(names(found, "deniers")) == ["Armed Forces of Sudan", "Governor Idris Salih"]
    assert [voice.why for voice in found.voices.aside] == [("does not say that it happened",)]
    assert {said.says for said in found.claims} == {"yes", "no", "maybe"}


def test_kinds_stand_by_codes_and_other_kinds() -> None:
    found = agree([entry("a", "strike"), entry("b", "attack"), entry("c", "shelling"), entry("d", "casualties")], {})
    assert relation(found, "what", "strike", "attack")[0] is Relates.NARROWER
    assert relation(found, "what", "strike", "shelling") == (
        Relates.CONFLICT,
        "both could be attack, but shelling is not strike",
    )
    assert relation(found, "what", "casualties", "strike") == (Relates.WIDER, "casualties tells the outcome alone")
    assert relation(found, "what", "casualties", "shelling")[0] is Relates.SILENT


def test_a_noun_is_wider_than_whom_it_can_stand_for() -> None:
    claims = [entry("a", agents=(PLANES,)), entry("b", agents=(ARMY,)), entry("c", agents=(REBELS,))]
    found = agree(claims, {})
    assert relation(found, "who", "warplanes", "Armed Forces of Sudan")[0] is Relates.WIDER
    assert relation(found, "who", "Armed Forces of Sudan", "Rapid Support Forces") == (
        Relates.CONFLICT,
        "Armed Forces of Sudan, not Rapid Support Forces",
    )


def test_one_actor_goes_by_its_aliases() -> None:
    alias = Named("RSF", kind="rebel group")
    found = agree([entry("a", agents=(REBELS,)), entry("b", agents=(alias,))], {})
    assert [len(version.claims) for version in field(found, "who").versions] == [2]


def test_who_names_one_more_is_narrower() -> None:
    found = agree([entry("a", targets=(REBELS,)), entry("b", targets=(REBELS, CIVILIANS))], {})
    assert relation(found, "to whom", "Rapid Support Forces, civilians", "Rapid Support Forces") == (
        Relates.NARROWER,
        "also names civilians",
    )


def test_civilians_are_no_fighters_and_a_bridge_is_no_contradiction() -> None:
    bridge = Named("a bridge")
    assert relate_actors(CIVILIANS, REBELS)[0] is Relates.CONFLICT
    assert relate_actors(CIVILIANS, bridge)[0] is Relates.SILENT


def test_places_and_days_within_one_another() -> None:
    town, province = site("Kutum", 14.2, 24.67), site("North Darfur", 15.5, 25, 300, "province")
    claims = [
        entry("a", place=town, when=days("2024-03-03")),
        entry("b", place=province, when=days("2024-03-01", "2024-03-07")),
        entry("c", place=site("El Fasher", 13.63, 25.35), when=days("2024-03-05")),
        entry("d", place=replace(town, name="Tina", id=None, point=None, footprint=None)),
    ]
    found = agree(claims, {})
    assert relation(found, "where", "Kutum", "North Darfur") == (Relates.NARROWER, "lies in North Darfur")
    assert relation(found, "where", "Kutum", "El Fasher")[0] is Relates.CONFLICT
    assert relation(found, "where", "Tina", "Kutum") == (Relates.SILENT, "Tina is on no map at hand")
    assert relation(found, "when", "2024-03-03", "2024-03-05") == (Relates.CONFLICT, "2 days apart")
    assert relation(found, "when", "2024-03-03", "2024-03-01 to 2024-03-07")[0] is Relates.NARROWER


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Amount(5, None, None), Amount(3, 3, None, "at least"), Relates.NARROWER),
        (Amount(3, None, None), Amount(7, None, None), Relates.CONFLICT),
        (Amount(30, None, None), Amount(None, None, None, "dozens"), Relates.NARROWER),
        (Amount(None, None, None, "dozens"), Amount(7, None, None), Relates.CONFLICT),
        (Amount(None, 10, 20), Amount(None, 15, 30), Relates.AGREE),
        (Amount(4, None, None), Amount(4, None, None), Relates.AGREE),
        (Amount(4, None, None), Amount(None, None, None, "several"), Relates.SILENT),
    ],
)
def test_numbers_side_by_side(one: Amount, other: Amount, expected: Relates) -> None:
    assert relate_amounts(one, other)[0] is expected
    assert relate_amounts(other, one)[0] is expected.mirrored


def test_claims_that_say_nothing_of_a_field_are_listed_with_their_reason() -> None:
    mute = replace(entry("b"), blanks=(("agents", "nobody is named as the doer"),))
    found = field(agree([entry("a", agents=(ARMY,)), mute], {}), "who")
    assert [(one.claim, one.why) for one in found.silent] == [(mute.id, "nobody is named as the doer")]


def rising() -> list[Entry]:
    """A toll that a monitor raises, an agency that copies it, and an army that tells another."""
    low, high = told(9, hedge="at least", kind="civilians"), told(14, kind="civilians")
    return [
        entry(report("a", "2024-03-04", "Nile Post"), by=(MONITOR,), counts=(low,)),
        entry(report("b", "2024-03-04", "Courier"), by=(MONITOR,), counts=(low,)),
        entry(report("c", "2024-03-06", "Courier"), by=(MONITOR,), counts=(high,)),
        entry(report("d", "2024-03-05", "Army Press"), by=(ARMY,), agents=(ARMY,), counts=(told(6, kind="civilians"),)),
    ]


def test_a_rising_toll_replaces_what_the_same_voice_said_before() -> None:
    held = toll(agree(rising(), {}), "civilians")
    assert [figures(held, policy) for policy in ("acled", "ucdp", "airwars")] == [(None, 6, None), (6, 6, 14), (6, None, 14)]
    assert {left.why for left in held.left_out} == {"replaced: the same voice gives its figure anew on 2024-03-06"}
    assert [(str(step.day), step.text, step.change) for step in held.history] == [
        ("2024-03-04", "at least 9", "first"),
        ("2024-03-05", "6", "first"),
        ("2024-03-06", "14", "rises"),
    ]


def test_each_figure_has_its_place_under_each_rule() -> None:
    held = toll(agree(rising(), {}), "civilians")
    ucdp = next(one for one in held.figures if one.policy == "ucdp")
    assert {(place.roles, place.why) for place in ucdp.places} == {
        (("low", "best"), "6 gives the low and the best"),
        (("high",), "14 gives the high"),
    }
    vague = toll(agree([entry("a", counts=(told(None, hedge="dozens"),))], {}), "people")
    assert figures(vague, "acled") == (None, 12, None) and figures(vague, "ucdp") == (None, None, None)
    assert vague.figures[1].places[0].roles == ("left out",)


def test_the_wounded_parts_and_other_people_are_left_out_with_reasons() -> None:
    counts = (
        told(12),
        told(3, age="child", count=1, part_of=0),
        told(30, "injured", count=2),
        told(2, kind="civilians", count=3, part_of=0),
    )
    held = toll(agree([entry("a", counts=counts)], {}), "people")
    assert figures(held, "acled")[1] == 12
    assert {left.count: left.why for left in held.left_out} == {
        1: "part of another number of its report",
        2: "counts the injured, not the killed",
        3: "part of another number of its report",
    }


def test_sorts_that_one_voice_tells_apart_are_added_up_for_it() -> None:
    both = (told(3, kind="civilians"), told(5, kind="fighters", side="RSF", count=1))
    found = agree([entry("a", by=(MONITOR,), counts=both), entry("b", by=(HOSPITAL,), counts=(told(9),))], {})
    assert figures(toll(found, "people"), "airwars") == (8, None, 9)
    why = [place.why for place in toll(found, "people").figures[0].places if place.roles == ("best",)]
    assert why == ["8 gives the best (added up: 3 civilians + 5 RSF fighters)"]


def test_sorts_that_only_different_voices_tell_are_never_added_up() -> None:
    """They may be the same dead: what one calls civilians another may call fighters."""
    ours = entry("a", by=(MONITOR,), counts=(told(9, kind="civilians"),))
    theirs = entry("b", by=(ARMY,), agents=(ARMY,), counts=(told(20, kind="fighters"),))
    assert figures(toll(agree([ours, theirs], {}), "people"), "airwars") == (9, None, 20)


def test_part_of_the_buses_is_no_other_figure_for_the_buses() -> None:
    counts = (told(17, None, "vehicles", unit="buses"), told(11, None, "vehicles", unit="buses", count=1, part_of=0))
    found = agree([entry("a", "movement", counts=counts)], {})
    assert [figures(one, "airwars") for one in found.tolls] == [(17, None, 17)]
    assert [version.text for version in field(found, "how many").versions] == ["17"]
    assert [(held.whole, held.parts, held.holds, held.why) for held in found.sums] == [
        ("17 buses", ("11 buses",), None, "6 are in no part")
    ]


def test_sums_hold_fail_or_stay_open() -> None:
    def held(*parts: float) -> list[bool | None]:
        counts = tuple(told(part, age="child", count=at, part_of=0) for at, part in enumerate(parts, 1))
        return [one.holds for one in agree([entry("a", counts=(told(10), *counts))], {}).sums]

    assert held(4, 6) == [True] and held(4, 8) == [False] and held(4) == [None]


def test_a_part_told_higher_than_anothers_whole_does_not_add_up() -> None:
    claims = [entry("a", by=(MONITOR,), counts=(told(3),)), entry("b", by=(HOSPITAL,), counts=(told(9, kind="civilians"),))]
    found = agree(claims, {}).sums
    assert [(one.whole, one.parts, one.holds) for one in found] == [("3 people killed", ("9 civilians killed",), False)]


def test_fighters_of_no_side_are_those_of_the_only_side_told() -> None:
    claims = [
        entry("a", counts=(told(12, kind="fighters", side="RSF", status="militant"),)),
        entry("b", counts=(told(10, kind="fighters", status="militant"),)),
    ]
    assert figures(toll(agree(claims, {}), "RSF fighters"), "airwars") == (10, None, 12)


def test_what_is_denied_or_only_possible_counts_in_no_toll() -> None:
    claims = [entry("a", counts=(told(3),), standing=standing) for standing in (Standing.DENIED, Standing.POSSIBLE)]
    assert agree(claims, {}).tolls == ()


def test_times_and_places_give_what_all_allow_and_what_any_does() -> None:
    claims = [
        entry("a", place=site("Kutum", 14.2, 24.67, 10), when=days("2024-03-03")),
        entry("b", place=site("Kutum", 14.2, 24.72, 10), when=days("2024-03-01", "2024-03-05")),
    ]
    found = agree(claims, {})
    assert found.times.common is not None and found.times.whole is not None and found.times.coded is not None
    assert (found.times.common.days, found.times.whole.days, found.times.coded.acled) == (1, 5, 1)
    assert found.places.km2 is not None and 200 < found.places.km2 < 314
    assert found.places.coded is not None and found.places.coded.ucdp == 1


def test_where_nothing_suits_all_the_codes_are_for_the_whole() -> None:
    claims = [
        entry("a", place=site("Kutum", 14.2, 24.67), when=days("2024-03-03")),
        entry("b", place=site("El Fasher", 13.63, 25.35), when=days("2024-03-09")),
    ]
    found = agree(claims, {})
    assert (found.times.common, found.places.common) == (None, None)
    assert found.times.coded is not None and (found.times.coded.row, found.times.coded.ucdp) == ("week", 3)
    assert found.places.coded is not None and found.places.coded.row == "area"
    assert "no day suits all 2 versions" in found.times.why and "no ground suits all 2 versions" in found.places.why


def test_a_place_told_in_relation_has_the_codes_of_such_a_place() -> None:
    desert = site("Mellit", 14.1, 25.5, 40, "area", Relation("direction", "NW", 20))
    coded = agree([entry("a", place=desert)], {}).places.coded
    assert coded is not None and (coded.row, coded.acled, coded.ucdp) == ("relative", 3, 5)


def test_without_days_places_or_claims_there_are_reasons() -> None:
    found = agree([entry("a")], {})
    assert (found.times.why, found.places.why) == ("no claim says when", "no claim says where")
    assert found.grade.grade is None and "harm to people" in (found.grade.why_not or "")
    assert agree([], {}).grade.why_not == "no claim says that it happened"
