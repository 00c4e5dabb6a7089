"""Ground in common: held against an independent library, beyond the 180th meridian, and for rings of any form."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.measures.geometry import Ring, circle, corridor, sector
from tacitus.measures.overlap import area_of, common, gap_km, km2, round_all, width_km, within
from tacitus.model.answers import Point

shapely = pytest.importorskip("shapely")
POINTS = st.builds(Point, st.floats(30, 33), st.floats(40, 43))
SHAPES = st.one_of(
    st.builds(circle, POINTS, st.floats(5, 120)),
    st.builds(sector, POINTS, st.floats(0, 359), st.sampled_from([0.0, 10.0]), st.floats(20, 150), st.sampled_from([90.0, 200.0])),
    st.builds(corridor, POINTS, st.just(Point(31.5, 41.5)), st.floats(5, 30)),
)
ARROW: Ring = tuple(Point(lat, lon) for lat, lon in ((0, 0), (0, 4), (4, 4), (1, 3), (0, 0)))


def polygon(ring: Ring) -> Any:
    return shapely.make_valid(shapely.Polygon([(point.lon, point.lat) for point in ring]))


def flat(ring: Ring) -> float:
    return float(polygon(ring).area)


@settings(max_examples=60)
@given(SHAPES, SHAPES)
def test_shared_ground_is_what_an_independent_library_finds(left: Ring, right: Ring) -> None:
    one, other = polygon(left), polygon(right)
    if not (shapely.Polygon([(p.lon, p.lat) for p in left]).is_valid and shapely.Polygon([(p.lon, p.lat) for p in right]).is_valid):
        return
    expected = float(one.intersection(other).area)
    found = sum(flat(piece) for piece in common(area_of(left), area_of(right)))
    assert found == pytest.approx(expected, abs=0.002 + 0.002 * expected)


@settings(max_examples=40)
@given(SHAPES, SHAPES)
def test_it_does_not_matter_which_comes_first(left: Ring, right: Ring) -> None:
    there, back = km2(common(area_of(left), area_of(right))), km2(common(area_of(right), area_of(left)))
    assert there == pytest.approx(back, rel=0.01, abs=1)


def test_pieces_of_a_ring_that_is_not_convex_make_up_the_ring() -> None:
    pieces = area_of(ARROW)
    assert len(pieces) == 2
    assert sum(flat(piece) for piece in pieces) == pytest.approx(flat(ARROW))


def test_a_circle_in_a_circle_is_within_and_one_beside_is_not() -> None:
    small, large = circle(Point(12, 30), 5), circle(Point(12, 30.1), 60)
    assert within(small, large) and not within(large, small)
    away = circle(Point(14, 30), 5)
    assert common(area_of(small), area_of(away)) == ()
    assert 200 < gap_km(small, away) < 225


def test_shapes_on_both_sides_of_the_180th_meridian_meet() -> None:
    east, west = circle(Point(-17, 179.9), 60), circle(Point(-17, -179.9), 60)
    shared = km2(common(area_of(east), area_of(west)))
    assert shared == pytest.approx(
        km2(common(area_of(circle(Point(-17, 10), 60)), area_of(circle(Point(-17, 10.2), 60)))), rel=0.02
    )
    assert width_km(round_all((east, west))) < 160
    assert within(circle(Point(-17, -179.95), 5), east)


def test_the_ring_round_several_holds_each() -> None:
    rings = (circle(Point(12, 30), 20), circle(Point(13, 31), 20))
    assert all(within(ring, round_all(rings)) for ring in rings)
