"""The names of towns on the map of an incident."""

from pathlib import Path

import pytest

from tacitus.errors import ModelError
from tacitus.measures.geometry import circle
from tacitus.model.answers import Point
from tacitus.views.web import townlabels
from tacitus.views.web.townlabels import MOST, town_labels
from tests.serving import client
from tests.test_web_weighed import march


def _area(lat: float, lon: float, km: float) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[[point.lon, point.lat] for point in circle(Point(lat, lon), km)]]}


def test_the_nearest_come_first_then_the_largest() -> None:
    found = [town["name"] for town in town_labels([_area(13.63, 25.35, 4)])]
    assert 3 < len(found) <= MOST and len(set(found)) == len(found)
    assert any("asher" in name for name in found[:3])  # El Fasher, however it is written


def test_where_no_area_is_no_town_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert town_labels([]) == []

    def missing() -> None:
        raise ModelError("there is no gazetteer")

    townlabels._gazetteer.cache_clear()
    monkeypatch.setattr(townlabels, "open_gazetteer", missing)
    assert town_labels([_area(13.63, 25.35, 4)]) == []
    townlabels._gazetteer.cache_clear()


def test_the_ground_of_an_incident_has_every_version(tmp_path: Path) -> None:
    ledger = march(tmp_path / "march.tacitus.db")
    with client(ledger) as reader:
        seen = set()
        for one in reader.get("/api/incidents?most=1000").json()["items"]:
            found = reader.get(f"/api/incidents/{one['id']}/ground").json()
            page = reader.get(f"/incidents/{one['id']}").text
            for feature in found["features"]:
                told = feature["properties"]
                seen.add(told["role"])
                assert f'value="{told["key"]}"' in page and feature["geometry"]["type"] == "Polygon"
            assert bool(found["features"]) is ('id="ground"' in page)
        assert {"whole", "common", "version"} <= seen
    ledger.close()
