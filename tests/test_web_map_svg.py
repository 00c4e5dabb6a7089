"""Maps as pictures: everything in view, small, whole across the 180th meridian, without borders where there are none."""

import math
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.views.web.assets import Assets, find_assets
from tacitus.views.web.drawing import HIGH, LOW, WIDE, drawing, frame_of, picture
from tests.serving import EVIL, client
from tests.test_web_weighed import march

Json = dict[str, Any]
BARE = Assets(None)
MOST = 200_000  # bytes
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


def _areas(*boxes: tuple[float, float, float, float], **told: Any) -> Json:
    """A FeatureCollection of boxes: west, south, east, north."""
    made = [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [_ring(*box)]}, "properties": {"name": f"P{at}", **told}}
        for at, box in enumerate(boxes)
    ]
    return {"type": "FeatureCollection", "features": made}


def _ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [[(lon + 180) % 360 - 180, lat] for lon, lat in corners]


def _shapes(svg: str) -> list[list[float]]:
    """The numbers of every area."""
    return [[float(one) for one in _NUMBERS.findall(path)] for path in re.findall(r'class="area[^"]*" d="([^"]*)"', svg)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-180, 179), st.floats(-79, 78), st.floats(0.001, 40), st.floats(0.001, 12)).map(
            lambda box: (box[0], box[1], box[0] + box[2], min(85.0, box[1] + box[3]))
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_area_is_in_view(boxes: list[tuple[float, float, float, float]]) -> None:
    svg = picture(_areas(*boxes, claims=2), BARE)
    height = int(fromstring(svg).attrib["viewBox"].split()[-1])
    assert LOW <= height <= HIGH and len(svg) < MOST
    shapes = _shapes(svg)
    assert len(shapes) == len(boxes)
    for numbers in shapes:
        assert all(-13 <= x <= WIDE + 13 for x in numbers[::2]) and all(-13 <= y <= height + 13 for y in numbers[1::2])
        assert max(numbers[::2]) > 0 and min(numbers[::2]) < WIDE


def test_what_lies_across_the_meridian_stays_together() -> None:
    svg = picture(_areas((179.2, -17, 180.8, -16), (178.0, -18, 178.4, -17.6)), BARE)
    first, second = _shapes(svg)
    assert max(first[::2]) - min(first[::2]) < WIDE * 0.8 and max(second[::2]) < min(first[::2])


def test_degrees_are_as_long_as_they_are_there() -> None:
    frame = frame_of([[(30.0, 59.0), (31.0, 61.0)]])
    assert frame.across / frame.down == pytest.approx(math.cos(math.radians(60)))


def test_a_scale_is_a_round_number_and_true() -> None:
    svg = picture(_areas((36, 34, 40, 37)), BARE)
    words = re.search(r">([\d,]+) km<", svg)
    long = re.search(r'class="bar" d="M10 [\d.-]+V[\d.-]+H([\d.]+)V', svg)
    assert words and long
    km, frame = float(words[1].replace(",", "")), frame_of([[(36, 34), (40, 37)]])
    assert km in (10, 20, 50, 100, 200) and (float(long[1]) - 10) / frame.down * 111.32 == pytest.approx(km, rel=0.01)


def test_without_borders_it_says_so() -> None:
    told = drawing(_areas((36, 34, 40, 37)), BARE)
    assert 'class="land"' not in told and "Borders are left out" in told


def test_no_area_is_no_map() -> None:
    assert "<svg" not in drawing(_areas(), BARE) and "No place" in picture(_areas(), BARE)


def test_what_is_not_drawn_is_counted() -> None:
    assert "1,200 without a place that has an area are not drawn" in drawing({**_areas((1, 1, 2, 2)), "left": 1200}, BARE)


def test_hostile_names_are_words() -> None:
    svg = picture(_areas((36, 34, 40, 37), name=EVIL), BARE)
    assert "<script" not in svg and "<img" not in svg
    fromstring(svg)


@pytest.mark.skipif(not find_assets().map, reason="no tacitus_assets here: python assets/build.py")
@pytest.mark.parametrize("box", [(36.0, 34.0, 40.0, 37.0), (-179.9, -60.0, 179.9, 80.0), (176.0, -19.0, 183.0, -15.0)])
def test_borders_are_drawn_and_it_stays_small(box: tuple[float, float, float, float]) -> None:
    svg = picture(_areas(box), find_assets())
    assert 'class="land"' in svg and len(svg) < MOST
    fromstring(svg)


def test_borders_come_from_any_file_of_that_kind(tmp_path: Path) -> None:
    arcs = [[[0, 0], [100, 0], [0, 100], [-100, 0], [0, -100]]]
    shapes = [{"type": "Polygon", "arcs": [[0]], "properties": {"name": "Squareland"}}]
    atlas: Json = {"type": "Topology", "transform": {"scale": [0.1, 0.1], "translate": [30, 30]}, "arcs": arcs}
    atlas["objects"] = {"countries": {"type": "GeometryCollection", "geometries": shapes}}
    (tmp_path / "countries-50m.json").write_bytes(orjson.dumps(atlas))
    svg = picture(_areas((31, 31, 33, 33)), Assets(tmp_path))
    assert 'class="land"' in svg


def test_the_picture_of_a_page_is_served(tmp_path: Path) -> None:
    ledger = march(tmp_path / "march.tacitus.db")
    with client(ledger) as reader:
        html = reader.get("/").text
        asked = re.search(r'<noscript><img class="drawn" src="([^"]+)"', html)
        if asked:
            answer = reader.get(asked[1].replace("&amp;", "&"))
            assert answer.status_code == 200 and answer.headers["content-type"].startswith("image/svg+xml")
            fromstring(answer.text)
        assert reader.get("/drawn.svg?areas=/api/places").status_code == 200
        for wrong in ("/api/claims", "https://elsewhere.example/ground", "/static/app.css", "/api/incidents/none/ground", ""):
            assert reader.get("/drawn.svg", params={"areas": wrong}).status_code == 400
    ledger.close()
