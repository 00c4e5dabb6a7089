"""Laws of the sphere: distances, destinations, and shapes that hold what they must."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.measures.geometry import (
    COMPASS,
    MOST,
    RADIUS_KM,
    Ring,
    area_km2,
    bearing,
    bounds,
    box_ring,
    circle,
    contains,
    corridor,
    degrees_of,
    destination,
    distance_km,
    hull,
    in_box,
    middle,
    middle_of,
    part,
    sector,
)
from tacitus.model.answers import Point

LATS = st.floats(-75, 75, allow_nan=False)
LONS = st.floats(-180, 179.99, allow_nan=False)
POINTS = st.builds(Point, LATS, LONS)
TURNS = st.floats(0, 359.9, allow_nan=False)
KMS = st.floats(0.5, 400, allow_nan=False)


def is_ring(ring: Ring) -> bool:
    """Closed, short enough, counter-clockwise, without jumps across the map."""
    steps = [abs(a.lon - b.lon) for a, b in pairwise(ring)]
    return ring[0] == ring[-1] and 4 <= len(ring) <= MOST and area_km2(ring) > 0 and max(steps) <= 180


@given(POINTS, POINTS)
def test_distance_is_symmetric_and_never_more_than_half_round(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= math.pi * RADIUS_KM + 1e-6


@given(POINTS, POINTS, POINTS)
def test_a_detour_is_never_shorter(a: Point, b: Point, c: Point) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@given(POINTS, TURNS, KMS)
def test_a_destination_lies_as_far_and_in_the_direction_asked_for(start: Point, turn: float, km: float) -> None:
    end = destination(start, turn, km)
    assert distance_km(start, end) == pytest.approx(km, rel=1e-4)
    assert (bearing(start, end) - turn + 180) % 360 - 180 == pytest.approx(0, abs=0.1)


@given(POINTS, KMS)
def test_a_circle_holds_its_centre_and_what_is_near_and_nothing_far(centre: Point, km: float) -> None:
    ring = circle(centre, km)
    assert is_ring(ring)
    assert contains(ring, centre)
    for turn in (0, 77, 200):
        assert contains(ring, destination(centre, turn, km * 0.9))
        assert not contains(ring, destination(centre, turn, km * 1.1))


@given(POINTS, st.floats(1, 300))
def test_a_circle_has_the_area_of_a_circle(centre: Point, km: float) -> None:
    assert area_km2(circle(centre, km)) == pytest.approx(math.pi * km**2, rel=0.05)


@given(POINTS, TURNS, st.floats(5, 200))
def test_a_sector_lies_on_its_side(centre: Point, turn: float, km: float) -> None:
    ring = sector(centre, turn, km / 5, km)
    assert is_ring(ring)
    assert contains(ring, destination(centre, turn, km / 2))
    assert not contains(ring, destination(centre, turn + 180, km / 2))
    assert not contains(ring, destination(centre, turn, km / 10))


@given(POINTS, TURNS, st.floats(10, 300), st.floats(2, 20))
def test_a_corridor_holds_the_way_between_its_ends(a: Point, turn: float, km: float, half: float) -> None:
    b = destination(a, turn, km)
    ring = corridor(a, b, half)
    assert is_ring(ring)
    assert all(contains(ring, point) for point in (a, b, middle(a, b)))
    assert not contains(ring, destination(middle(a, b), bearing(a, b) + 90, half * 1.5))


@given(st.floats(-60, 50), st.floats(-170, 150), st.floats(0.5, 10), st.floats(0.5, 20), st.sampled_from(COMPASS))
def test_a_part_lies_inside_and_towards_its_side(south: float, west: float, tall: float, wide: float, side: str) -> None:
    whole = box_ring((south, west, south + tall, west + wide))
    ring = part(whole, side)
    assert is_ring(ring)
    assert 0 < area_km2(ring) < area_km2(whole)
    inside, centre = middle_of(ring), middle_of(whole)
    assert contains(whole, inside)
    assert (inside.lat > centre.lat) == ("N" in side) or ("N" not in side and "S" not in side)
    assert (inside.lon > centre.lon) == ("E" in side) or ("E" not in side and "W" not in side)


@given(st.lists(st.builds(Point, LATS, st.floats(-60, 60)), min_size=1, max_size=80))
def test_a_hull_holds_every_point_or_says_what_it_dropped(points: list[Point]) -> None:
    ring = hull(points, 200)
    assert ring[0] == ring[-1]
    south, west, north, east = bounds(ring)
    box = (south - 1e-4, west - 1e-4, north + 1e-4, east + 1e-4)
    assert all(in_box(box, point) for point in points)
    assert len(hull(points)) <= MOST


def test_compass_points_go_round() -> None:
    assert [degrees_of(point) for point in ("N", "E", "S", "W")] == [0, 90, 180, 270]


@pytest.mark.parametrize("lon", [179.99, -179.99])
def test_a_circle_across_the_180th_meridian_is_one_piece(lon: float) -> None:
    ring = circle(Point(0, lon), 30)
    assert is_ring(ring)
    assert contains(ring, Point(0, 179.9))
    assert contains(ring, Point(0, -179.9))
    assert not contains(ring, Point(0, 0))


def test_known_distances_hold() -> None:
    kyiv, odesa = Point(50.45, 30.52), Point(46.48, 30.73)
    assert distance_km(kyiv, odesa) == pytest.approx(442, abs=3)
    assert bearing(kyiv, odesa) == pytest.approx(178, abs=1)


def test_a_cut_that_leaves_nothing_keeps_the_whole() -> None:
    whole = box_ring((0, 0, 1, 1))
    assert part(whole, "N", 0) == whole


def test_the_corners_of_a_part_come_in_one_order() -> None:
    whole = circle(Point(13.7, -89.2), 8)
    assert part(whole, "NW") == part(part(whole, "N"), "W")
    assert part(whole, "SE") == part(part(whole, "S"), "E")
