"""What each format of exported claims holds, by the field's own rules."""

import csv
import io
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tacitus.profiles import profile_named
from tacitus.views.export import codebook, crosswalk, ftm, plover
from tacitus.views.export.facts import Facts
from tacitus.views.export.flat import columns
from tacitus.views.export.geojson import feature
from tacitus.views.export.outline import Outline, cut, outline
from tacitus.views.export.write import write_claims
from tests.claimed import count, line, mouth, party, person, place, reading, when

Json = dict[str, Any]
FULL, PUBLIC = profile_named("full"), profile_named("public")
TEXT = "Sirens wailed. Jets hit the market of Rabak at noon. Nobody claimed it."
FACTS = Facts("case-7", "ab" * 32, (), date(2025, 1, 1), lambda _: TEXT, lambda _: reading())
RSF = party("Rapid Support Forces", "militia", "rsf", country="SD")
ARMY = party("Sudanese Armed Forces", "state military", "military-SD", country="SD")


def _hit(**more: Any) -> Json:
    claim = line("strike", "Jets hit the market of Rabak at noon", "hit", agents=[ARMY], place=place("Rabak"), when=when())
    claim["evidence"] |= {"start": 15, "end": 51}
    return {**claim, **more}


def _text(name: str, claims: list[Json], folder: Path, profile: Any = FULL, **more: Any) -> str:
    write_claims(name, claims, folder / "out", profile, FACTS, **more)
    return (folder / "out").read_text(encoding="utf8")


def _lines(name: str, claims: list[Json], folder: Path, profile: Any = FULL) -> list[Json]:
    return [json.loads(told) for told in _text(name, claims, folder, profile).splitlines()]


# PLOVER


def test_a_plover_record(tmp_path: Path) -> None:
    claim = _hit(targets=[party("market")], counts=[count("killed", 9), count("injured", None, low=20, hedge="at least")])
    (told,) = _lines("plover", [claim], tmp_path)
    assert {"id", "date", "actor", "event"} <= told.keys() and told["date"] == "2024-03-05"
    assert (told["event"], told["mode"], told["quad_code"]) == (["ASSAULT"], ["aerial"], 4)
    assert told["actor"] == [
        {
            "code": "SDN",
            "sector": "MIL",
            "entity_text": ARMY["text"],
            "identifier_id": "military-SD",
            "identifier_text": ARMY["name"],
        }
    ]
    assert told["size"] == {"dead": 9, "injured": 20}
    assert told["event_loc"]["country_code"] == "SDN" and told["event_loc"]["resolution"] == 4
    assert TEXT[told["text_info"]["start"] : told["text_info"]["end"]] == told["event_text"][0]


@pytest.mark.parametrize(
    ("standing", "mode"), [("planned", "future"), ("possible", "hypothetical"), ("denied", "negation"), ("happened", None)]
)
def test_a_standing_is_an_auxiliary_mode(standing: str, mode: str | None) -> None:
    told = plover.record(_hit(standing=standing))
    assert isinstance(told, dict) and told["mode"] == ["aerial", *([mode] if mode else [])]


def test_what_is_long_past_is_historical() -> None:
    told = plover.record(_hit(when=when("2009-01-01", "2009-12-31")))
    assert isinstance(told, dict) and "historical" in told["mode"]


def test_both_sides_of_a_clash_act() -> None:
    told = plover.record(_hit(type="clash", targets=[RSF]))
    assert isinstance(told, dict) and len(told["actor"]) == 2 and told["recipient"] == []


def test_what_plover_cannot_carry_is_counted(tmp_path: Path) -> None:
    none = {"plover": None, "acled": None, "cameo": None, "ucdp": None}
    claims = [_hit(codes=none), _hit(agents=[]), _hit(when=None), _hit(when=when(None, "2024-03-05")), _hit()]
    done = write_claims("plover", claims, tmp_path / "out", FULL, FACTS)
    assert done.written == 1 and done.left_out == {plover.NO_CODE: 1, plover.NO_DOER: 1, plover.NO_DAY: 2}
    about = json.loads((tmp_path / "out.about.json").read_bytes())
    assert {entry["why"] for entry in about["left_out"]} == set(done.left_out)


def test_plovers_table_is_the_manuals() -> None:
    events = plover.rows("event")
    assert len(events) == 16 and [row.id for row in events if row.quad is None] == ["SANCTION"]
    kinds = [kind for row in plover.rows("sector") for kind in row.kinds]
    assert len(kinds) == len(set(kinds))


# GeoJSON


def test_a_feature() -> None:
    told = feature(_hit())
    ring = told["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1] and sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0
    said = told["properties"]
    assert (said["point"], said["start"], said["end"]) == ([32.5, 15.6], "2024-03-05", "2024-03-05")
    assert (said["geo_precision"], said["where_prec"]) == (1, 1) and 10_000 < said["precision_m"] < 12_000


def test_a_claim_without_a_place_says_why() -> None:
    told = feature(_hit(place=None, blanks={"place": "no place is named with the happening"}))
    assert told["geometry"] is None and told["properties"]["geometry_why_not"] == "no place is named with the happening"


def test_a_footprint_over_the_meridian_is_two() -> None:
    ring = [[179.5, -17.0], [180.5, -17.0], [180.5, -16.0], [179.5, -16.0], [179.5, -17.0]]
    told = feature(_hit(place=place("Labasa", -16.5, 180, footprint={"type": "Polygon", "coordinates": [ring]})))["geometry"]
    assert told["type"] == "MultiPolygon" and len(told["coordinates"]) == 2
    corners = [corner for polygon in told["coordinates"] for corner in polygon[0]]
    assert min(lon for lon, _ in corners) == -180 and max(lon for lon, _ in corners) == 180


def test_a_clockwise_ring_is_turned() -> None:
    ring = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0))
    assert cut(ring) == (ring[::-1],)


def test_a_place_without_a_footprint_is_a_point() -> None:
    ground = outline(_hit(place=place("Rabak", footprint=None)))
    assert ground == Outline((32.5, 15.6), (), None) and ground.geometry == {"type": "Point", "coordinates": [32.5, 15.6]}


def test_the_collection_carries_its_statement(tmp_path: Path) -> None:
    told = json.loads(_text("geojson", [_hit(), _hit(place=None)], tmp_path, PUBLIC))
    assert told["type"] == "FeatureCollection" and len(told["features"]) == 2
    assert told["tacitus"]["profile"]["name"] == "public" and told["tacitus"]["claims"]["written"] == 2


@pytest.mark.parametrize("row", crosswalk.rows(), ids=lambda row: row.id)
def test_the_crosswalks_examples(row: crosswalk.Precision) -> None:
    for example in row.yes:
        asked, _, wanted = example.partition(" => ")
        precision, relation, kind = asked.split(" | ")
        related = None if relation == "-" else {"type": relation}
        told = crosswalk.precise({"precision": precision, "relation": related, "kind": kind})
        assert ", ".join("0" if value is None else str(value) for value in told) == wanted


# FollowTheMoney


def test_every_entity_keeps_to_its_schema(tmp_path: Path) -> None:
    claims = [_hit(targets=[person("Musa Diallo", "governor"), party("residents", "civilians")], counts=[count("killed", 2)])]
    entities = _lines("ftm", [*claims, _hit(id="claim-2", said_by=[mouth("RSF", "militia", "rsf")])], tmp_path)
    known = {schema.id: schema for schema in ftm.schemata()}
    for entity in entities:
        schema, told = known[entity["schema"]], entity["properties"]
        assert set(schema.required) <= told.keys() <= set(schema.properties)
        assert all(values and all(isinstance(value, str) and value for value in values) for values in told.values())
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    links = ("involved", "proof", "resolved", "document")
    refers = {value for entity in entities for key in links for value in entity["properties"].get(key, [])}
    assert refers <= set(ids)
    assert [entity["schema"] for entity in entities].count("Article") == 1


def test_an_event_says_that_it_is_claimed(tmp_path: Path) -> None:
    (event,) = (entity for entity in _lines("ftm", [_hit(standing="denied")], tmp_path) if entity["schema"] == "Event")
    assert event["properties"]["name"] == ["Claim: strike (denied), Rabak, 2024-03-05"]


def test_the_published_model_takes_every_entity(tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for schema in ftm.schemata():
        assert set(schema.properties) <= set(model.get(schema.id).properties)
    for entity in _lines("ftm", [_hit(targets=[person("Musa Diallo", "governor")])], tmp_path):
        model.get(entity["schema"]).validate(entity)


# Web Annotation and PROV


def test_an_annotation_points_at_its_characters(tmp_path: Path) -> None:
    told = json.loads(_text("webannotation", [_hit(), _hit(id="claim-2")], tmp_path))
    assert told["type"] == "AnnotationCollection" and told["total"] == 2 and told["first"]["type"] == "AnnotationPage"
    first, second = told["first"]["items"]
    position, quote = first["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] == TEXT
    text = first["wasGeneratedBy"]["used"]
    assert text["tacitus:unit"] == "Unicode code points" and first["target"]["source"] == text["id"]
    assert text["wasDerivedFrom"]["id"] == "urn:sha256:" + "d" * 64
    assert first["wasGeneratedBy"]["wasAssociatedWith"]["type"] == "prov:SoftwareAgent"
    assert second["wasGeneratedBy"] == first["wasGeneratedBy"]["id"]
    claim = first["body"][1]
    assert claim["wasQuotedFrom"] == text["id"] and claim["wasAttributedTo"][0]["name"] == "The Outlet"


def test_altered_words_are_no_quotation(tmp_path: Path) -> None:
    claim = _hit(evidence={"start": 0, "end": 20, "text": "Jets hit Amina Yusuf"}, targets=[person("Amina Yusuf")])
    told = json.loads(_text("webannotation", [claim], tmp_path, PUBLIC))
    (only,) = told["first"]["items"][0]["target"]["selector"]
    assert only == {"type": "TextPositionSelector", "start": 0, "end": 20}


def test_the_words_round_a_quotation_are_withheld_from_the_public(tmp_path: Path) -> None:
    told = json.loads(_text("webannotation", [_hit()], tmp_path, PUBLIC))
    assert "prefix" not in told["first"]["items"][0]["target"]["selector"][1]


def test_nothing_is_judged(tmp_path: Path) -> None:
    told = _text("webannotation", [_hit()], tmp_path)
    assert not re.search(r"rating|verdict|\btrue\b.{0,3}claim|ClaimReview|credib", told, re.IGNORECASE)


# CSV, JSON lines and their codebooks


def test_csv_has_one_row_a_claim_and_explains_every_column(tmp_path: Path) -> None:
    text = _text("csv", [_hit(agents=[ARMY, RSF], counts=[count("killed", 9)])], tmp_path)
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["agents"] == "Sudanese Armed Forces; Rapid Support Forces" and row["killed_best"] == "9" and row["hedged"] == "no"
    explained = list(csv.DictReader(io.StringIO((tmp_path / "out.codebook.csv").read_text(encoding="utf8"))))
    assert [entry["name"] for entry in explained] == list(row)
    assert all(entry["type"] and entry["meaning"] for entry in explained)


def test_csv_is_safe_for_spreadsheets_on_demand(tmp_path: Path) -> None:
    claim = _hit(evidence={"start": 0, "end": 9, "text": "=1+1 fell"})
    assert ",'=1+1 fell," in _text("csv", [claim], tmp_path, excel=True)
    assert (tmp_path / "out").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ",=1+1 fell," in _text("csv", [claim], tmp_path, replace=True)


def test_a_figure_stands_only_where_there_is_one(tmp_path: Path) -> None:
    two = _hit(counts=[count("killed", 9), count("killed", 4, count=1)])
    part = _hit(counts=[count("killed", 9), count("killed", 4, count=1, part_of=0)])
    rows = list(csv.DictReader(io.StringIO(_text("csv", [two, part], tmp_path))))
    assert [row["killed_best"] for row in rows] == ["", "9"]


def test_json_lines_are_the_claims(tmp_path: Path) -> None:
    assert _lines("jsonl", [_hit()], tmp_path) == [_hit()]


def _paths(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return {found for key, one in value.items() for found in _paths(one, f"{path}.{key}".lstrip("."))}
    if isinstance(value, list) and not path.endswith("coordinates"):
        return {found for one in value for found in _paths(one, path + "[]")}
    return {path}


def test_the_codebook_of_lines_has_every_field() -> None:
    explained = {field.id for field in codebook.fields()}
    claim = _hit(
        targets=[RSF],
        counts=[count("killed", 9)],
        instruments=[{"start": 0, "end": 1, "text": "a", "altered": True}],
        also=["attack"],
    )
    assert _paths(claim) <= explained
    names = {column.name for column in columns()} | explained
    assert [name for row in codebook.words() for name in row.names if name not in names] == []
