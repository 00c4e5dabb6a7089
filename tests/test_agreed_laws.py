"""What holds of every incident, whatever its claims: order, repetition, copies, and the ranges of figures, days and ground."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.incidents.agreed.agree import agree
from tacitus.measures.interval import within
from tacitus.measures.number import policies
from tacitus.measures.overlap import area_of, common, km2
from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.ids import content_id
from tacitus.model.interval import Interval
from tacitus.model.versions import Versions
from tests.entry_builders import ARMY, MONITOR, REBELS, days, entry, report, site, told

OUTLETS = ("Nile Post", "Courier", "Gulf Daily")
CIVILIANS = Named("civilians", kind="civilians")
SPEAKERS = ((), (MONITOR,), (ARMY,), (REBELS,), (Named("residents", kind="civilians", why_not="inhabitants who are not named"),))
NUMBERS = st.builds(
    told,
    st.one_of(st.none(), st.integers(1, 60).map(float)),
    st.sampled_from(["killed", "injured"]),
    st.sampled_from(["people", "civilians", "fighters"]),
    st.sampled_from([None, "at least", "about", "dozens"]),
)
SITES = st.builds(
    site, st.sampled_from(["Kutum", "Mellit"]), st.floats(13, 15), st.floats(24, 26), st.sampled_from([3.0, 40.0, 200.0])
)


@st.composite
def claims(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Up to six claims in up to four texts that are no copies."""
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        text = draw(st.sampled_from("abcd"))
        source = report(text, f"2024-03-{4 + ord(text) - ord('a'):02}", OUTLETS[ord(text) % 3], "Wire" if text == "d" else None)
        day = date(2024, 3, 1) + timedelta(days=draw(st.integers(0, 3)))
        until = day + timedelta(days=draw(st.integers(0, 3)))
        counts = tuple(replace(one, count=at) for at, one in enumerate(draw(st.lists(NUMBERS, max_size=2))))
        made.append(
            entry(
                source,
                draw(st.sampled_from(["strike", "attack", "shelling", "killing", "denial"])),
                draw(st.sampled_from(SPEAKERS)),
                draw(st.sampled_from([(), (ARMY,), (REBELS,)])),
                draw(st.sampled_from([(), (CIVILIANS,), (REBELS,)])),
                draw(st.one_of(st.none(), SITES)),
                days(day.isoformat(), until.isoformat()),
                counts,
                draw(st.sampled_from([Standing.HAPPENED, Standing.HAPPENED, Standing.DENIED, Standing.POSSIBLE])),
                number=number,
            )
        )
    return tuple(made)


def copy_of(one: Entry, text: str, publisher: str) -> Entry:
    """The same claim in a copy of its text that came out later under another name."""
    later = one.report.published
    assert later is not None and later.end is not None
    day = Interval.day(later.end + timedelta(days=1))
    source = replace(one.report, document=f"document-{text}", text=text, key=f"{text}.txt", publisher=publisher, published=day)
    said_by = (Named(publisher), *one.said_by[1:])
    return replace(one, id=content_id("claim", source.document, one.number), report=source, said_by=said_by)


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing(entries: tuple[Entry, ...], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agree(shuffled, {}) == agree(entries, {})


@given(claims())
def test_claims_given_twice_are_given_once(entries: tuple[Entry, ...]) -> None:
    assert agree((*entries, *entries), {}) == agree(entries, {})


def _heads(versions: Versions) -> tuple[int, ...]:
    voices = versions.voices
    return (len(voices.independent), len(voices.parties), len(voices.deniers), len(voices.aside))


@given(claims(), st.sampled_from([*OUTLETS, "Evening Standard"]))
def test_a_later_copy_adds_no_voice_and_takes_none_away(entries: tuple[Entry, ...], publisher: str) -> None:
    copied = entries[0].report.text
    copies = [copy_of(one, "copy", publisher) for one in entries if one.report.text == copied]
    families = {copied: "family", "copy": "family"}
    before, after = agree(entries, families), agree((*entries, *copies), families)
    assert _heads(after) == _heads(before)
    assert after.grade == before.grade


@given(claims())
def test_low_best_and_high_are_in_order_and_a_role_has_its_claim(entries: tuple[Entry, ...]) -> None:
    for toll in agree(entries, {}).tolls:
        assert [figures.policy for figures in toll.figures] == list(policies())
        for figures in toll.figures:
            known = [figure for figure in (figures.low, figures.best, figures.high) if figure is not None]
            assert known == sorted(known)
            given_roles = {role for place in figures.places for role in place.roles}
            assert {name for name in ("low", "best", "high") if getattr(figures, name) is not None} <= given_roles


@given(claims())
def test_every_number_that_is_asserted_has_a_place_in_a_toll(entries: tuple[Entry, ...]) -> None:
    found = agree(entries, {})
    asserted = {said.claim for said in found.claims if said.says == "yes"}
    placed = {(place.claim, place.count) for toll in found.tolls for figures in toll.figures for place in figures.places}
    placed |= {(left.claim, left.count) for toll in found.tolls for left in toll.left_out}
    numbers = {
        (one.id, each.count) for one in entries if one.id in asserted for each in one.counts if each.best or each.hedge == "dozens"
    }
    assert numbers <= placed


@given(claims())
def test_relations_mirror(entries: tuple[Entry, ...]) -> None:
    for field in agree(entries, {}).fields:
        for at, version in enumerate(field.versions):
            assert [one.other for one in version.relations] == [other for other in range(len(field.versions)) if other != at]
            for one in version.relations:
                back = next(there for there in field.versions[one.other].relations if there.other == at)
                assert back.relates is one.relates.mirrored


@given(claims())
def test_a_claim_speaks_or_is_silent_in_a_field_never_both(entries: tuple[Entry, ...]) -> None:
    found = agree(entries, {})
    for field in found.fields:
        speaking = {claim for version in field.versions for claim in version.claims}
        silent = {one.claim for one in field.silent}
        assert not speaking & silent
        held = {said.claim for said in found.claims if said.says != "no" or field.name == "standing"}
        assert speaking | silent == held


@given(claims())
def test_every_claim_has_a_voice_that_stands_in_one_place_for_what_it_says(entries: tuple[Entry, ...]) -> None:
    found = agree(entries, {})
    voices = found.voices
    said = [claim for place in (voices.independent, voices.parties, voices.aside) for voice in place for claim in voice.claims]
    assert len(said) == len(set(said))
    assert {claim.claim for claim in found.claims if claim.says == "yes"} <= set(said)


@settings(max_examples=40)
@given(claims(), st.integers(0, 3))
def test_a_narrower_day_and_place_never_widen_what_all_allow(entries: tuple[Entry, ...], at: int) -> None:
    before = agree(entries, {})
    if before.times.common is None or before.times.common.start is None:
        return
    start = before.times.common.start
    where = site("Kutum", 14, 25, 2.0)
    after = agree((*entries, entry("z", when=days(start.isoformat()), place=where, number=9)), {})
    says = {claim.claim: claim.says for claim in after.claims}
    if any(says[claim.claim] != claim.says for claim in before.claims):
        return  # a denial alone is a deed; beside a deed it denies that, and its words of when and where count no longer
    assert after.times.common is not None and within(after.times.common, before.times.common)
    if before.places.common and after.places.common:
        assert (after.places.km2 or 0) <= (before.places.km2 or 0) + 0.1
        inside = km2(common(area_of(after.places.common.ring), area_of(before.places.common.ring)))
        assert inside >= 0.98 * km2(area_of(after.places.common.ring))
