"""Where: which words are places, which place they mean, in what sense, and the shape that relations give them."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.measures.geometry import contains, destination, distance_km, middle
from tacitus.model.answers import Point, Where, Who
from tacitus.model.found import Found, found
from tacitus.model.reading import Label
from tacitus.model.span import Span
from tacitus.questions.where import find
from tacitus.questions.where.gazetteer import Gazetteer, open_gazetteer
from tests.builders import make_reading
from tests.conftest import Parse

Places = dict[str, Found[Where]]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def read(parse: Parse, gazetteer: Gazetteer, text: str, actors: tuple[Found[Who], ...] = ()) -> Places:
    """The places by their words; of several with the same words the last."""
    return {place.span.of(text): place for place in find(parse(text), actors, gazetteer)}


def value_of(place: Found[Where]) -> Where:
    assert place.value is not None, place.why_not
    return place.value


def country_of(place: Found[Where]) -> str:
    candidate = value_of(place).candidate
    assert candidate is not None
    return candidate.country


def test_each_name_is_a_span_of_its_own(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "The shelling of Kupiansk, Ukraine, went on; a mine exploded in the city of Izium."
    assert {"Kupiansk", "Ukraine", "Izium"} <= read(parse, gazetteer, text).keys()


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Two shells hit Tripoli, Lebanon, at noon.", "Tripoli", "LB"),
        ("In Libya, militias clashed in Tripoli and Misrata.", "Tripoli", "LY"),
        ("Gunmen raided Sokoto and Zamfara in Nigeria; in Bauchi nobody was hurt.", "Bauchi", "NG"),
        ("Syrian planes bombed Palmyra and Homs on Sunday, witnesses in Syria said.", "Palmyra", "SY"),
        ("Police in Cartagena, Colombia, found the boat.", "Cartagena", "CO"),
        ("Sudan's army said it held Merowe and Dongola.", "Merowe", "SD"),
    ],
)
def test_the_report_decides_between_places_of_one_name(
    parse: Parse, gazetteer: Gazetteer, text: str, name: str, country: str
) -> None:
    assert country_of(read(parse, gazetteer, text)[name]) == country


def test_the_same_word_means_the_same_place_throughout(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "Fighting broke out in Tripoli, Lebanon, on Monday. By night the army had closed the roads into Tripoli."
    places = [place for place in find(parse(text), (), gazetteer) if place.span.of(text) == "Tripoli"]
    assert [country_of(place) for place in places] == ["LB", "LB"]


def test_the_countries_of_actors_speak_for_their_places(gazetteer: Gazetteer, parse: Parse) -> None:
    text = "Rebels entered Sarh in the morning."
    who = Who("Chadian army", "x", "state military", "TD", "name")
    actors = (found(Span(0, 6), who, "who", "x"),)
    assert country_of(read(parse, gazetteer, text, actors)["Sarh"]) == "TD"


def test_what_nothing_decides_stays_open_and_says_so(parse: Parse, gazetteer: Gazetteer) -> None:
    place = read(parse, gazetteer, "The bus was found near Springfield, a driver said.")["Springfield"]
    assert place.value is None
    assert place.why_not is not None
    assert "Springfield" in place.why_not


def test_the_next_candidates_are_kept(parse: Parse, gazetteer: Gazetteer) -> None:
    value = value_of(read(parse, gazetteer, "In Syria, shells fell on Idlib and Aleppo.")["Aleppo"])
    assert 1 <= len(value.others) <= 3
    assert value.candidate not in value.others


def test_why_is_said_in_words(parse: Parse, gazetteer: Gazetteer) -> None:
    value = value_of(read(parse, gazetteer, "In Libya, militias clashed in Tripoli and Misrata.")["Tripoli"])
    assert "its country is named in the report" in value.why


def test_a_city_stands_before_its_province_unless_the_text_says_province(parse: Parse, gazetteer: Gazetteer) -> None:
    city = value_of(read(parse, gazetteer, "In Syria, a barrel bomb hit Idlib.")["Idlib"])
    province = value_of(read(parse, gazetteer, "In Syria, a barrel bomb hit Idlib province.")["Idlib"])
    assert (city.precision, province.precision) == ("exact", "province")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Moscow rejected the demand of the rebels.", "Moscow", "metonym"),
        ("Explosions were heard in Moscow at night.", "Moscow", "literal"),
        ("Turkey said its jets had hit the camp.", "Turkey", "metonym"),
        ("The trucks crossed into Turkey on Friday.", "Turkey", "literal"),
        ("The Syrian government denied it.", "Syrian", "metonym"),
        ("Shells fell in Syrian territory.", "Syrian", "associative"),
        ("Leaders of the Islamic State of Iraq were killed.", "Iraq", "metonym"),
    ],
)
def test_a_name_has_a_role(parse: Parse, gazetteer: Gazetteer, text: str, name: str, role: str) -> None:
    assert value_of(read(parse, gazetteer, text)[name]).role == role


def test_a_metonym_has_neither_footprint_nor_precision(parse: Parse, gazetteer: Gazetteer) -> None:
    value = value_of(read(parse, gazetteer, "Ankara condemned the raid.")["Ankara"])
    assert (value.footprint, value.precision, value.relation) == (None, None, None)


def test_a_spelling_that_no_list_has_is_found_and_marked_as_derived(parse: Parse, gazetteer: Gazetteer) -> None:
    place = read(parse, gazetteer, "In Syria, one strike hit a tank near Dayr Az Zayr.")["Dayr Az Zayr"]
    assert country_of(place) == "SY"
    assert place.basis == "derived"


def test_persons_are_no_places(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "Gen. Lloyd Austin met Mr. Jordan. Austin said that talks would go on."
    assert not [place for place in read(parse, gazetteer, text).values() if place.value and place.value.role == "literal"]


def shape_of(places: Places, name: str) -> tuple[Point, ...]:
    footprint = value_of(places[name]).footprint
    assert footprint is not None
    return footprint.ring


def point_of(places: Places, name: str) -> Point:
    candidate = value_of(places[name]).candidate
    assert candidate is not None
    return candidate.point


def test_a_direction_draws_a_slice_on_that_side(parse: Parse, gazetteer: Gazetteer) -> None:
    places = read(parse, gazetteer, "In Mali, a convoy was hit 40 km east of Kidal.")
    ring, kidal = shape_of(places, "Kidal"), point_of(places, "Kidal")
    assert contains(ring, destination(kidal, 90, 40))
    assert not contains(ring, destination(kidal, 270, 40))
    assert not contains(ring, kidal)


def test_between_draws_a_corridor(parse: Parse, gazetteer: Gazetteer) -> None:
    places = read(parse, gazetteer, "In Mali, gunmen stopped a bus between Gao and Ansongo.")
    one, two = point_of(places, "Gao"), point_of(places, "Ansongo")
    assert contains(shape_of(places, "Gao"), middle(one, two))
    assert value_of(places["Gao"]).precision == "area"


def test_the_east_of_a_country_is_its_east(parse: Parse, gazetteer: Gazetteer) -> None:
    places = read(parse, gazetteer, "Clashes were reported in eastern Ukraine.")
    ring = shape_of(places, "Ukraine")
    assert contains(ring, Point(48.5, 38))
    assert not contains(ring, Point(48.6, 24))


def test_a_border_lies_where_two_lands_meet(parse: Parse, gazetteer: Gazetteer) -> None:
    ring = shape_of(read(parse, gazetteer, "Smugglers were caught on the border between Chad and Sudan."), "Chad")
    assert contains(ring, Point(13.5, 22.3))
    assert not contains(ring, Point(15.6, 32.5))


def test_near_and_outskirts_hold_the_town_and_what_is_round_it(parse: Parse, gazetteer: Gazetteer) -> None:
    near = read(parse, gazetteer, "In Mali, soldiers found a bomb near Mopti.")
    edge = read(parse, gazetteer, "In Mali, soldiers found a bomb on the outskirts of Mopti.")
    for places in (near, edge):
        assert contains(shape_of(places, "Mopti"), point_of(places, "Mopti"))
        assert value_of(places["Mopti"]).precision == "near"
    assert max(distance_km(point_of(near, "Mopti"), corner) for corner in shape_of(near, "Mopti")) > 15


def test_a_relation_points_at_the_second_place(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "In Mali, gunmen stopped a bus between Gao and Ansongo."
    places = find(parse(text), (), gazetteer)
    relation = next(value.relation for place in places if (value := place.value) and value.relation)
    assert relation is not None
    assert relation.other is not None
    assert places[relation.other].span.of(text) == "Ansongo"


def test_a_text_without_names_has_no_places(parse: Parse, gazetteer: Gazetteer) -> None:
    assert find(parse("nothing happened and nobody came."), (), gazetteer) == ()
    assert find(make_reading("x"), (), gazetteer) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["Gao", "Mali", "the", "near", "Syria", ",", "of", "Al", "-", "US", "Mr.", "said", "."]),
        min_size=1,
        max_size=30,
    )
)
def test_any_heap_of_words_gives_places_in_order_that_do_not_overlap(gazetteer: Gazetteer, words: list[str]) -> None:
    text = " ".join(words)
    places = find(make_reading(text), (), gazetteer)
    for before, after in pairwise(places):
        assert before.span.end <= after.span.start
    for place in places:
        assert place.span.of(text).strip()


def test_the_same_text_gives_the_same_places(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "Shells hit Sumy and Kharkiv; Kyiv blamed Moscow. In Poland, trains stood still."
    assert find(parse(text), (), gazetteer) == find(parse(text), (), gazetteer)


def test_a_label_alone_makes_no_place(gazetteer: Gazetteer) -> None:
    reading = make_reading("They met the Zzyzzyx people.")
    assert not reading.names
    assert Label(Span(13, 20), "Location", 0.9) not in reading.names
    assert find(reading, (), gazetteer) == ()


@pytest.mark.parametrize("name", ["Mexico", "Panama", "Guatemala", "Kuwait", "Singapore", "Djibouti", "Luxembourg"])
def test_a_country_stands_before_the_city_of_its_name(parse: Parse, gazetteer: Gazetteer, name: str) -> None:
    place = value_of(read(parse, gazetteer, f"Troops trained in {name} last week, officials said.")[name])
    assert place.precision == "country"


def test_the_city_and_the_state_of_a_country_s_name_stay_what_the_text_calls_them(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "Shots were heard in Mexico City and in the State of Mexico. Elsewhere in Mexico, Culiacan was calm."
    places = [place.value for place in find(parse(text), (), gazetteer) if place.value and "Mexico" in place.span.of(text)]
    assert [place.candidate.kind for place in places if place.candidate] == ["capital", "state", "country"]


def test_a_like_name_far_from_all_the_rest_is_left_open(parse: Parse, gazetteer: Gazetteer) -> None:
    text = "Troops entered Haditha and Rutbah in Iraq. A bomb went off in Sadah at noon."
    place = read(parse, gazetteer, text)["Sadah"]
    assert place.value is None
    assert place.why_not is not None
    assert "far from every other place" in place.why_not
    home = read(parse, gazetteer, "In Yemen, shells fell on Sanaa, Amran and Sadah.")["Sadah"]
    assert country_of(home) == "YE"
