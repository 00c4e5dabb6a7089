"""Claims: who says that what happened to whom, where, when and how many; and nothing that is not there."""

from dataclasses import replace
from datetime import date

from tacitus.claims.bind import bind
from tacitus.claims.taken_up import sites
from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.document import Published
from tacitus.model.found import Basis, Found, unresolved
from tacitus.model.interval import Interval
from tests.answers import NOTHING, count_of, saying_of, span_of, what_of, when_of, where_of, who_of
from tests.conftest import Parse


def only(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1
    return claims[0]


def test_nothing_makes_no_claim(parse: Parse) -> None:
    assert bind(parse("The weather was fine."), NOTHING) == ((), ())


def test_a_claim_takes_its_parties_place_time_and_count(parse: Parse) -> None:
    reading = parse("On Monday, militia fighters killed nine farmers near Sake.")
    what = what_of(reading, "killed", "killing", ("militia fighters",), ("nine farmers",), ("near Sake",), ("On Monday",))
    answers = Answers(
        (what,),
        (when_of(reading, "Monday", date(2024, 3, 4)),),
        (where_of(reading, "Sake", -1.57, 29.04, "CD"),),
        (who_of(reading, "militia fighters"),),
        (count_of(reading, "nine farmers", 9, "farmers", "civilians", "killed"),),
        (),
    )
    claim = only(bind(reading, answers)[0])
    assert [party.name for party in claim.agents] == ["militia fighters"] and claim.agents[0].actor == 0
    assert [party.name for party in claim.targets] == ["nine farmers"]
    assert claim.place is not None and (claim.place.name, claim.place.country, claim.place.basis) == ("Sake", "CD", Basis.STATED)
    assert claim.when is not None and claim.when.interval == Interval.day(date(2024, 3, 4))
    assert [count.count for count in claim.counts] == [0]
    assert [mouth.name for mouth in claim.said_by] == ["publisher"] and claim.said_by[0].why_not
    assert claim.confidence == 1.0 and claim.blanks == ()


def test_an_empty_slot_has_its_reason_and_no_date_is_made_up(parse: Parse) -> None:
    reading = parse("Three shops were burned.", published="2024-03-07")
    claim = only(bind(reading, Answers((what_of(reading, "burned", "destruction", (), ("Three shops",)),), (), (), (), (), ()))[0])
    assert claim.when is None and claim.place is None and claim.agents == ()
    assert {blank.slot for blank in claim.blanks} == {"place", "when", "agents"}


def test_words_inside_a_saying_are_answered_for_by_its_source(parse: Parse) -> None:
    reading = parse("The army said rebels had shelled the village. Soldiers fled.")
    inner = what_of(reading, "shelled", "shelling")
    outer = what_of(reading, "fled", "retreat")
    saying = saying_of(reading, "army", "rebels had shelled the village")
    claims, _ = bind(reading, Answers((inner, outer), (), (), (), (), (saying,)))
    assert [[mouth.name for mouth in claim.said_by] for claim in claims] == [["publisher", "army"], ["publisher"]]
    assert claims[0].saying == 0 and claims[1].saying is None


def test_a_saying_within_a_saying_is_a_chain_from_the_outermost_in(parse: Parse) -> None:
    reading = parse("The agency quoted a doctor as saying the bomb killed two, it said.")
    what = what_of(reading, "killed", "killing")
    inner = saying_of(reading, "a doctor", "the bomb killed two")
    outer = saying_of(reading, "the agency", "quoted a doctor as saying the bomb killed two")
    claim = only(bind(reading, Answers((what,), (), (), (), (), (inner, outer)))[0])
    assert [mouth.name for mouth in claim.said_by] == ["publisher", "the agency", "a doctor"]


def test_hearsay_hedges_a_claim(parse: Parse) -> None:
    reading = parse("The column reportedly turned back.")
    saying = saying_of(reading, "unattributed", "The column reportedly turned back", form="implied")
    claim = only(bind(reading, Answers((what_of(reading, "turned back", "movement"),), (), (), (), (), (saying,)))[0])
    assert claim.hedged


def test_who_only_speaks_of_a_thing_does_not_answer_for_it(parse: Parse) -> None:
    reading = parse("The governor criticised the shelling of the port.")
    what = what_of(reading, "shelling", "shelling", (), ("the port",))
    thing = saying_of(reading, "the governor", "the shelling of the port", form="implied")
    assert thing.value
    source = replace(thing.value.source, span=span_of(reading, "The governor"))
    thing = replace(thing, value=replace(thing.value, source=source))
    claim = only(bind(reading, Answers((what,), (), (), (), (), (thing,)))[0])
    assert [mouth.name for mouth in claim.said_by] == ["publisher"]
    assert claim.saying is None and not claim.hedged


def test_a_pronoun_that_nothing_resolves_names_nobody(parse: Parse) -> None:
    reading = parse("They burned the bridge.")
    they: Found[object] = unresolved(span_of(reading, "They"), "two groups are named before it", "who", "pronoun")
    what = what_of(reading, "burned", "destruction", ("They",), ("the bridge",))
    claim = only(bind(reading, Answers((what,), (), (), (they,), (), ()))[0])  # type: ignore[arg-type]
    assert claim.agents == ()
    assert "two groups" in next(blank.why_not for blank in claim.blanks if blank.slot == "agents")


def test_a_time_of_the_saying_dates_only_the_present_tense(parse: Parse) -> None:
    reading = parse("The mission said on Friday that the trucks remain at the crossing and that guards had shot a driver.")
    remain = what_of(reading, "remain", "presence", ("the trucks",))
    shot = what_of(reading, "shot", "attack", ("guards",))
    content = "that the trucks remain at the crossing and that guards had shot a driver"
    saying = saying_of(reading, "mission", content, ("on Friday",))
    friday = when_of(reading, "Friday", date(2024, 3, 1))
    claims, _ = bind(reading, Answers((remain, shot), (friday,), (), (), (), (saying,)))
    assert [claim.when is not None for claim in claims] == [True, False]
    assert claims[0].when is not None and claims[0].when.basis is Basis.DERIVED


def test_a_range_of_two_times_is_their_hull(parse: Parse) -> None:
    reading = parse("Rebels held the bridge from 14 August to 2 September.")
    what = what_of(reading, "held", "control", ("Rebels",), ("the bridge",), (), ("14 August to 2 September",))
    times = (when_of(reading, "14 August", date(2020, 8, 14)), when_of(reading, "2 September", date(2020, 9, 2)))
    claim = only(bind(reading, Answers((what,), times, (), (), (), ()))[0])
    assert claim.when is not None and claim.when.interval == Interval(date(2020, 8, 14), date(2020, 9, 2))


def test_a_metonym_is_never_where_it_happened(parse: Parse) -> None:
    reading = parse("Rebels attacked the post in Moscow.")
    what = what_of(reading, "attacked", "attack", ("Rebels",), ("the post",), ("in Moscow",))
    place = where_of(reading, "Moscow", 55.75, 37.6, "RU", role="metonym")
    assert only(bind(reading, Answers((what,), (), (place,), (), (), ()))[0]).place is None


def test_the_finest_of_several_places_is_taken(parse: Parse) -> None:
    reading = parse("Drones hit the depot in Port Sudan in eastern Sudan.")
    what = what_of(reading, "hit", "strike", ("Drones",), ("the depot",), ("in Port Sudan in eastern Sudan",))
    country = where_of(reading, "Sudan.", 15.0, 30.0, "SD", "country")
    city = where_of(reading, "Port Sudan", 19.6, 37.2, "SD", "near")
    claim = only(bind(reading, Answers((what,), (), (city, country), (), (), ()))[0])
    assert claim.place is not None and claim.place.name == "Port Sudan"


def test_a_place_is_inherited_within_a_paragraph_only(parse: Parse) -> None:
    reading = parse("Gunmen attacked Barsalogho. They killed 12 people.\n\nSoldiers destroyed two trucks.")
    attack = what_of(reading, "attacked", "attack", ("Gunmen",), ("Barsalogho",))
    killing = what_of(reading, "killed", "killing", (), ("12 people",))
    later = what_of(reading, "destroyed", "destruction", ("Soldiers",), ("two trucks",))
    place = where_of(reading, "Barsalogho", 13.4, -1.06, "BF")
    claims, _ = bind(reading, Answers((attack, killing, later), (), (place,), (), (), ()))
    assert [claim.place.basis if claim.place else None for claim in claims] == [Basis.DERIVED, Basis.INHERITED, None]


def test_nearness_alone_ties_nothing(parse: Parse) -> None:
    reading = parse("A landmine killed four farmers near Mopti. A drone struck a fuel station.")
    mine = what_of(reading, "killed", "killing", ("A landmine",), ("four farmers",), ("near Mopti",))
    drone = what_of(reading, "struck", "strike", ("A drone",), ("a fuel station",))
    claims, _ = bind(reading, Answers((mine, drone), (), (where_of(reading, "Mopti", 14.5, -4.2, "ML"),), (), (), ()))
    assert [claim.place is not None for claim in claims] == [True, False]


def test_an_outcome_told_alone_takes_time_and_place_of_the_act(parse: Parse) -> None:
    reading = parse("On Monday jets bombed a market in Taiz. Nine people were killed.")
    bombed = what_of(reading, "bombed", "strike", ("jets",), ("a market",), ("in Taiz",), ("On Monday",))
    killed = what_of(reading, "killed", "killing", (), ("Nine people",))
    times, places = (when_of(reading, "Monday", date(2024, 3, 4)),), (where_of(reading, "Taiz", 13.6, 44.0, "YE"),)
    claims, _ = bind(reading, Answers((bombed, killed), times, places, (), (), ()))
    second = claims[1]
    assert second.place is not None and second.when is not None
    assert {second.place.basis, second.when.basis} == {Basis.INHERITED} and second.confidence < 1.0
    assert {blank.slot for blank in second.blanks} == {"agents"}


def test_a_part_has_the_doer_and_the_day_of_its_total(parse: Parse) -> None:
    reading = parse("On Monday the air force flew 30 strikes. Near Kufra, four strikes hit a depot.")
    total = what_of(reading, "flew 30 strikes", "strike", ("the air force",), (), (), ("On Monday",))
    part = what_of(reading, "four strikes hit", "strike", (), ("a depot",), ("Near Kufra",))
    counts = (count_of(reading, "30 strikes", 30, "strikes", "strikes"), count_of(reading, "four strikes", 4, "strikes", "strikes"))
    answers = Answers((total, part), (when_of(reading, "Monday", date(2024, 3, 4)),), (), (), counts, ())
    second = bind(reading, answers)[0][1]
    assert [(party.name, party.basis) for party in second.agents] == [("the air force", Basis.INHERITED)]
    assert second.when is not None and second.when.interval == Interval.day(date(2024, 3, 4))


def test_a_larger_number_is_no_part(parse: Parse) -> None:
    reading = parse("The air force flew three strikes. Four strikes hit a depot.")
    first = what_of(reading, "flew three strikes", "strike", ("The air force",))
    second = what_of(reading, "Four strikes hit", "strike", (), ("a depot",))
    counts = (
        count_of(reading, "three strikes", 3, "strikes", "strikes"),
        count_of(reading, "Four strikes", 4, "strikes", "strikes"),
    )
    assert bind(reading, Answers((first, second), (), (), (), counts, ()))[0][1].agents == ()


def test_a_clause_with_where_happened_where_it_hangs(parse: Parse) -> None:
    reading = parse("The mission visited the port of Aden, where shells killed nine workers.")
    killed = what_of(reading, "killed", "killing", ("shells",), ("nine workers",))
    claim = only(bind(reading, Answers((killed,), (), (where_of(reading, "Aden", 12.8, 45.0, "YE"),), (), (), ()))[0])
    assert claim.place is not None and claim.place.maker.rule == "place-of-where-clause"


def test_a_target_may_say_where_it_is(parse: Parse) -> None:
    reading = parse("Raiders burned a depot near Kufra.")
    burned = what_of(reading, "burned", "destruction", ("Raiders",), ("a depot",))
    claim = only(bind(reading, Answers((burned,), (), (where_of(reading, "Kufra", 24.2, 23.3, "LY"),), (), (), ()))[0])
    assert claim.place is not None and claim.place.maker.rule == "place-in-target"


def test_a_province_is_finer_than_a_side_of_its_country(parse: Parse) -> None:
    reading = parse("Rebels attacked posts in northern Mozambique's Cabo Delgado.")
    what = what_of(reading, "attacked", "attack", ("Rebels",), ("posts",), ("in northern Mozambique's Cabo Delgado",))
    country = where_of(reading, "Mozambique", -18.0, 35.0, "MZ", "area", kind="country")
    province = where_of(reading, "Cabo Delgado", -12.3, 39.3, "MZ", "province")
    claim = only(bind(reading, Answers((what,), (), (country, province), (), (), ()))[0])
    assert claim.place is not None and claim.place.name == "Cabo Delgado"


def test_a_time_deeper_in_the_clause_dates_it(parse: Parse) -> None:
    reading = parse("He was captured in a raid of the army on 10 May.")
    what = what_of(reading, "captured", "arrest", (), ("He",))
    claim = only(bind(reading, Answers((what,), (when_of(reading, "10 May", date(2006, 5, 10)),), (), (), (), ()))[0])
    assert claim.when is not None and claim.when.interval == Interval.day(date(2006, 5, 10))


def test_what_a_convoy_carries_is_counted_with_it(parse: Parse) -> None:
    reading = parse("The convoy, carrying 300 families, left the town.")
    left = what_of(reading, "left", "movement", ("The convoy",), ("the town",))
    count = count_of(reading, "300 families", 300, "families")
    claim = only(bind(reading, Answers((left,), (), (), (), (count,), ()))[0])
    assert [bound.maker.rule for bound in claim.counts] == ["count-of-a-party"]


def test_what_happened_did_not_happen_after_the_report(parse: Parse) -> None:
    reading = parse("Rebels attacked the post on Monday.")
    what = what_of(reading, "attacked", "attack", ("Rebels",), ("the post",), (), ("on Monday",))
    answers = Answers((what,), (when_of(reading, "Monday", date(2024, 3, 11)),), (), (), (), ())
    published = Published(Interval.day(date(2024, 3, 7)), "given", "given by the test")
    claim = only(bind(reading, answers, published)[0])
    assert claim.when is None and any("after the report" in blank.why_not for blank in claim.blanks)


def test_a_time_is_never_a_party(parse: Parse) -> None:
    reading = parse("On Sunday they burned the bridge.")
    what = what_of(reading, "burned", "destruction", ("Sunday",), ("the bridge",))
    assert only(bind(reading, Answers((what,), (), (), (), (), ()))[0]).agents == ()


def test_what_came_before_has_not_the_day_of_what_came_after(parse: Parse) -> None:
    reading = parse("Two days after rebels attacked Goma, the army shelled Sake on Monday.")
    attacked = what_of(reading, "attacked", "attack", ("rebels",), ("Goma",))
    shelled = what_of(reading, "shelled", "shelling", ("the army",), ("Sake",), (), ("on Monday",))
    answers = Answers((attacked, shelled), (when_of(reading, "Monday", date(2024, 3, 4)),), (), (), (), ())
    assert [claim.when is not None for claim in bind(reading, answers)[0]] == [False, True]


def test_joined_verbs_share_the_day_behind_them_not_the_place_between(parse: Parse) -> None:
    reading = parse("Jets cratered a road near Sake and destroyed a bridge early Wednesday.")
    what = what_of(reading, "destroyed", "strike", ("Jets",), ("a bridge",))
    days, places = (when_of(reading, "Wednesday", date(2024, 3, 6)),), (where_of(reading, "Sake", -1.57, 29.04, "CD"),)
    claim = only(bind(reading, Answers((what,), days, places, (), (), ()))[0])
    assert claim.when is not None and claim.place is None


def test_yesterdays_raid_was_not_done_by_yesterday(parse: Parse) -> None:
    reading = parse("Nine men died in yesterday's raid.")
    what = what_of(reading, "raid", "attack", ("yesterday's",), ("Nine men",))
    answers = Answers((what,), (when_of(reading, "yesterday", date(2024, 3, 4)),), (), (), (), ())
    assert only(bind(reading, answers)[0]).agents == ()


def test_what_is_only_said_takes_no_place_from_what_it_is_about(parse: Parse) -> None:
    reading = parse("Ministers condemned the killings in Bunia.")
    what = what_of(reading, "condemned", "condemnation", ("Ministers",), ("the killings in Bunia",))
    assert only(bind(reading, Answers((what,), (), (where_of(reading, "Bunia", 1.6, 30.2, "CD"),), (), (), ()))[0]).place is None


def test_a_count_belongs_to_the_nearest_happening(parse: Parse) -> None:
    reading = parse("Police arrested 30 men after shells killed five women.")
    arrest = what_of(reading, "arrested", "arrest", ("Police",), ("30 men",))
    killed = what_of(reading, "killed", "killing", ("shells",), ("five women",))
    counts = (
        count_of(reading, "30 men", 30, "men", outcome="captured"),
        count_of(reading, "five women", 5, "women", outcome="killed"),
    )
    claims, _ = bind(reading, Answers((arrest, killed), (), (), (), counts, ()))
    assert [[count.count for count in claim.counts] for claim in claims] == [[0], [1]]


def test_a_number_of_the_clause_belongs_to_its_subject(parse: Parse) -> None:
    reading = parse("A car bomb at the gate left 14 guards dead.")
    bomb = what_of(reading, "car bomb", "bombing")
    count = count_of(reading, "14 guards", 14, "guards", outcome="killed")
    claim = only(bind(reading, Answers((bomb,), (), (), (), (count,), ()))[0])
    assert [bound.maker.rule for bound in claim.counts] == ["count-of-the-clause"]


def test_a_participle_tells_what_an_act_led_to(parse: Parse) -> None:
    reading = parse("Jets bombed the road, forcing hundreds to flee.")
    bombed = what_of(reading, "bombed", "strike", ("Jets",), ("the road",))
    forcing = what_of(reading, "forcing", "displacement", (), ("hundreds",))
    claims, _ = bind(reading, Answers((bombed, forcing), (), (), (), (), ()))
    assert claims[0].cause_of == (claims[1].id,) and claims[1].effect_of == (claims[0].id,)


def test_ids_are_hashes_of_content(parse: Parse) -> None:
    reading = parse("Rebels attacked the post.")
    answers = Answers((what_of(reading, "attacked"),), (), (), (), (), ())
    assert bind(reading, answers) == bind(reading, answers)


def test_the_nouns_that_take_up_a_place_are_those_of_their_rows() -> None:
    for row in set(sites().values()):
        assert all(sites()[word] is row for word in row.yes)
        assert not set(row.no) & set(row.words)


def test_the_strike_takes_up_a_strike(parse: Parse) -> None:
    reading = parse("A drone strike hit a market on Monday. The strike angered the town.")
    first = what_of(reading, "strike", "strike", (), ("a market",))
    second = what_of(reading, "The strike", "strike")
    claim = only(bind(reading, Answers((first, second), (), (), (), (), ()))[0])
    assert claim.again == (span_of(reading, "The strike"),)


def test_two_acts_of_a_kind_stay_two(parse: Parse) -> None:
    reading = parse("A drone strike hit a market. A strike hit a school.")
    first = what_of(reading, "drone strike", "strike", (), ("a market",))
    second = what_of(reading, "A strike", "strike", (), ("a school",))
    assert len(bind(reading, Answers((first, second), (), (), (), (), ()))[0]) == 2


def test_what_was_seen_and_not_understood_is_reported(parse: Parse) -> None:
    reading = parse("The strike was over.")
    unread: Found[object] = unresolved(span_of(reading, "strike"), "a strike of workers or of arms", "what", "strike")
    claims, skipped = bind(reading, Answers((unread,), (), (), (), (), ()))  # type: ignore[arg-type]
    assert claims == () and skipped[0].why_not == "a strike of workers or of arms"
