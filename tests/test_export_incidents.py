"""Incidents in other people's shapes: columns, vocabularies and figures by the field's own rules."""

import csv
import json
import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import InputError, OutputError
from tacitus.format.entry import entry_of
from tacitus.model.entry import Named
from tacitus.profiles import profile_named
from tacitus.rules.table import load_rows
from tacitus.views.export.incidents import airwars, hxl, tables
from tacitus.views.export.incidents.kept import provinces
from tacitus.views.export.incidents.lines import entry_back, line_of
from tacitus.views.export.incidents.ucdp import priogrid
from tacitus.views.export.incidents.weighed import Weighed
from tacitus.views.export.incidents.write import write_incidents
from tests.entry_builders import ARMY, REBELS, days, entry, report, site, told
from tests.incidents_made import BATTLE, CIVILIANS, FACTS, FORMATS, PROTEST, TAKEN, clash, one, planned, strike, week, weigh, write

ACLED = re.findall(
    r"\w+",
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 "
    "assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude "
    "geo_precision source source_scale notes fatalities tags timestamp",
)
UCDP = re.findall(
    r"\w+",
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob",
)
TOKEN = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def rows(name: str, incidents: Sequence[Weighed], folder: Path, table: str = "", profile: str = "full") -> list[dict[str, str]]:
    out, _ = write(name, incidents, folder, profile)
    with (out / f"{table}.csv" if table else out).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def beside(name: str, folder: Path, which: str) -> list[dict[str, str]]:
    with (folder / f"{name}.out.{which}.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def test_acled_has_its_31_columns_and_its_words(tmp_path: Path) -> None:
    told_rows = rows("acled", week(), tmp_path)
    assert len(ACLED) == 31 and list(told_rows[0]) == ACLED and len(told_rows) == 3
    for row in told_rows:
        assert re.fullmatch(r"TAC-[0-9a-f]{16}", row["event_id_cnty"])
        event = tables.events()[row["event_type"]]
        assert row["sub_event_type"] in event.subs
        assert row["disorder_type"] == event.but.get(row["sub_event_type"], event.disorder)
        assert row["time_precision"] in "123" and row["geo_precision"] in "123"
        assert date.fromisoformat(row["event_date"]).year == int(row["year"])
        assert row["fatalities"].isdecimal() and row["timestamp"] == "1735689600"
        assert row["iso"] == "729" and row["region"] == "Northern Africa" and row["country"] == "Sudan"


def test_acled_takes_the_lowest_figure_and_says_that_it_is_suggested(tmp_path: Path) -> None:
    row = rows("acled", [strike()], tmp_path)[0]
    assert row["fatalities"] == "7"
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "7", "17")
    assert row["actor2"] == "Civilians (Sudan)" and row["civilian_targeting"] == "Civilian targeting"
    assert "Denied by Armed Forces of Sudan" in row["notes"] and "7–14 civilians" in row["notes"]
    suggested = {line["column"]: line for line in beside("acled", tmp_path, "suggested")}
    assert suggested["fatalities"]["value"] == "7" and "ACLED" in suggested["fatalities"]["rule"]


def test_acled_puts_nought_where_no_deaths_are_told_and_nothing_where_they_have_no_figure(tmp_path: Path) -> None:
    vague = one(source="v", counts=(told(None, hedge="several"),))
    none, several = rows("acled", [one(), vague], tmp_path)
    assert (none["fatalities"], several["fatalities"]) == ("0", "")
    assert {line["row"] for line in beside("acled", tmp_path, "suggested") if line["column"] == "fatalities"} == {"1", "2"}


def test_acled_days_and_sides(tmp_path: Path) -> None:
    wide = one(source="w", when=days("2024-03-01", "2024-03-05"))
    both, long = rows("acled", [clash(), wide], tmp_path)
    assert (long["event_date"], long["time_precision"]) == ("2024-03-03", "2")
    assert (both["actor1"], both["actor2"], both["interaction"]) == (ARMY.name, REBELS.name, "12")
    assert "Clash between Armed Forces of Sudan and Rapid Support Forces, Nyala" in both["notes"]


@pytest.mark.parametrize(
    ("kind", "codes", "agents", "targets", "event", "sub"),
    [
        ("attack", None, (REBELS,), (CIVILIANS,), "Violence against civilians", "Attack"),
        ("attack", None, (REBELS,), (ARMY,), "Battles", "Armed clash"),
        ("strike", None, (ARMY,), (REBELS,), "Explosions/Remote violence", "Air/drone strike"),
        ("capture", TAKEN, (ARMY,), (), "Battles", "Government regains territory"),
        ("capture", TAKEN, (REBELS,), (), "Battles", "Non-state actor overtakes territory"),
        ("protest", PROTEST, (CIVILIANS,), (), "Protests", "Peaceful protest"),
    ],
)
def test_acled_codes_follow_the_parties(
    kind: str, codes: Any, agents: Any, targets: Any, event: str, sub: str, tmp_path: Path
) -> None:
    row = rows("acled", [one(kind, codes, agents=agents, targets=targets)], tmp_path)[0]
    assert (row["event_type"], row["sub_event_type"]) == (event, sub)
    assert row["disorder_type"] == ("Demonstrations" if kind == "protest" else "Political violence")


@pytest.mark.parametrize(
    ("incident", "why"),
    [
        (planned(), "no claim says that it happened: planned"),
        (one(when=None), "no claim says when"),
        (one(place=None), "no claim says where"),
        (one(when=days("2024-01-01", "2024-12-31")), "ACLED codes no time as wide as up to a year"),
        (one("capture", TAKEN, agents=()), "hangs on who took it"),
        (one("denial"), "ACLED codes deeds"),
        (one("casualties", counts=(told(3),)), "only a toll is told"),
    ],
)
def test_acled_leaves_out_and_says_why(incident: Weighed, why: str, tmp_path: Path) -> None:
    assert rows("acled", [incident], tmp_path) == []
    left = beside("acled", tmp_path, "left_out")
    assert left[0]["incident"] == incident.incident.id and why in left[0]["why"]


def test_a_linked_toll_counts_in_the_figures_and_nowhere_else(tmp_path: Path) -> None:
    toll = entry(report("t", "2024-03-10", "Courier"), "casualties", counts=(told(12, kind="civilians"),))
    bare = one()
    linked = weigh(bare.entries, tolls=[toll])
    row = rows("acled", [linked], tmp_path)[0]
    assert row["fatalities"] == "12" and row["source"] == "Nile Post"


def test_ucdp_has_its_49_columns_and_its_sums(tmp_path: Path) -> None:
    told_rows = rows("ucdp", week(), tmp_path)
    assert len(UCDP) == 49 and list(told_rows[0]) == UCDP and len(told_rows) == 3
    for row in told_rows:
        parts = [int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert sum(parts) == int(row["best"]) and int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert row["type_of_violence"] in "123" and row["date_prec"] in "12345" and row["where_prec"] in "1234567"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00\.000", row["date_start"])
        assert int(row["priogrid_gid"]) == priogrid(float(row["latitude"]), float(row["longitude"]))
        assert row["geom_wkt"].startswith("POINT (2") and row["conflict_new_id"] == ""
    assert [row["type_of_violence"] for row in told_rows] == ["3", "1", "3"]


def test_ucdp_tells_whose_deaths_and_from_how_many_texts(tmp_path: Path) -> None:
    hit, fight = rows("ucdp", [strike(), clash()], tmp_path)
    assert (fight["deaths_a"], fight["deaths_b"], fight["deaths_civilians"], fight["deaths_unknown"]) == ("0", "5", "3", "0")
    assert (fight["side_a"], fight["side_b"], fight["gwnoa"]) == ("Government of Sudan", "Rapid Support Forces", "625")
    assert hit["number_of_sources"] == "3" and hit["side_b"] == "Civilians" and hit["gwnob"] == ""
    assert hit["source_office"] == "Nile Post;Courier;Courier;Relief Bulletin"
    assert hit["source_original"] == "Darfur Monitor;Kutum hospital"
    best = next(line for line in beside("ucdp", tmp_path, "suggested") if line["column"] == "best")
    assert best["suggested"].startswith("suggested: UCDP") and best["value"] == "7"


@pytest.mark.parametrize(
    ("incident", "why"),
    [
        (one(), "no claim tells of people killed"),
        (one(counts=(told(0),)), "nobody was killed"),
        (one(counts=(told(None, hedge="dozens"),)), "no figure of deaths"),
        (one(agents=(), counts=(told(3),)), "no organised actor is named"),
        (one(targets=(), counts=(told(3),)), "nobody is named as attacked"),
        (one(agents=(Named("gunmen", kind="unidentified armed group"),), counts=(told(3),)), "which organised actor"),
        (one("protest", PROTEST), "use of armed force"),
    ],
)
def test_ucdp_leaves_out_and_says_why(incident: Weighed, why: str, tmp_path: Path) -> None:
    assert rows("ucdp", [incident], tmp_path) == []
    assert why in beside("ucdp", tmp_path, "left_out")[0]["why"]


@given(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
def test_priogrid_cells_are_those_of_the_grid(north: int, east: int) -> None:
    lat, lon = north / 1e6, east / 1e6
    cell = priogrid(lat, lon) - 1
    south, west = (cell // 720) / 2 - 90, (cell % 720) / 2 - 180
    assert 0 <= cell < 259200 and south <= lat <= south + 0.5 and west <= lon <= west + 0.5


def test_airwars_tables_hang_together(tmp_path: Path) -> None:
    incidents = rows("airwars", week(), tmp_path, "incidents")
    assert [row["civilian_harm_status"] for row in incidents[:2]] == ["Fair", "Weak"]
    assert incidents[0]["strike_status"] == "likely_strike" and incidents[0]["date_type"] == "single_date"
    codes = {row["code"] for row in incidents}
    for table in airwars.TABLES[1:]:
        with (tmp_path / "airwars" / f"{table}.csv").open(encoding="utf8", newline="") as file:
            assert {row["code"] for row in csv.DictReader(file)} <= codes
    with (tmp_path / "airwars" / "casualties.csv").open(encoding="utf8", newline="") as file:
        casualties = list(csv.DictReader(file))
    assert (casualties[0]["casualty_type"], casualties[0]["killed_min"], casualties[0]["killed_max"]) == (
        "civilian non-combatants", "7", "14",
    )  # fmt: skip
    assert ("belligerents", REBELS.name) in {(row["casualty_type"], row["affiliation"]) for row in casualties}
    assert not (tmp_path / "airwars" / "victims.csv").exists()


def test_hxl_has_a_row_of_hashtags_and_values_that_they_allow(tmp_path: Path) -> None:
    tags, *told_rows = rows("hxl", week(), tmp_path)
    assert tuple(tags.values()) == hxl.hashtags() and len(set(tags.values())) == len(tags)
    assert all(TOKEN.fullmatch(tag) for tag in tags.values())
    for row in told_rows:
        for name, tag in tags.items():
            if row[name] and tag.startswith("#affected"):
                assert float(row[name]) >= 0
            if row[name] and tag.startswith("#date"):
                assert date.fromisoformat(row[name])
    assert tags["killed_min"] == "#affected+killed+min" and told_rows[0]["killed_max"] == "14"


def test_libhxl_reads_the_hxl(tmp_path: Path) -> None:
    reader = pytest.importorskip("hxl")
    out = write("hxl", week(), tmp_path)[0].rename(tmp_path / "hxl.csv")
    data = reader.data(str(out), reader.InputOptions(allow_local=True))
    assert data.validate() and "#affected+killed+best" in [column.display_tag for column in data.columns]


def test_geojson_holds_both_grounds_and_turns_counter_clockwise(tmp_path: Path) -> None:
    out, _ = write("incidents-geojson", week(), tmp_path)
    whole = json.loads(out.read_text(encoding="utf8"))
    assert whole["type"] == "FeatureCollection" and len(whole["features"]) == 3
    for feature in whole["features"]:
        ring = feature["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1] and sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0
        told_of = feature["properties"]
        assert told_of["common"] and told_of["whole"] and told_of["place_codes"]["ucdp"] and told_of["start"] <= told_of["end"]
        assert all(figures["suggested"] for toll in told_of["tolls"] for figures in toll["figures"])
    fields = {field["about"] or field["field"]: field for field in whole["features"][0]["properties"]["versions"]}
    assert fields["civilians killed"]["conflict"] and not fields["when"]["conflict"]
    assert whole["tacitus"]["of"] == "incidents, as incidents-geojson" and whole["tacitus"]["profile"]["name"] == "full"


def test_pandas_and_geopandas_read_them(tmp_path: Path) -> None:
    pandas, geopandas = pytest.importorskip("pandas"), pytest.importorskip("geopandas")
    frame = pandas.read_csv(write("acled", week(), tmp_path)[0], keep_default_na=False, na_values=[""])
    assert frame["fatalities"].dtype == "int64" and frame["iso"].dtype == "int64" and len(frame.columns) == 31
    assert pandas.read_csv(write("ucdp", week(), tmp_path)[0])["best"].dtype == "int64"
    shapes = geopandas.read_file(write("incidents-geojson", week(), tmp_path)[0])
    assert shapes.geometry.is_valid.all() and len(shapes) == 3 and shapes.crs.to_epsg() == 4326


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("profile", ["public", "full"])
def test_the_same_incidents_make_the_same_bytes(name: str, profile: str, tmp_path: Path) -> None:
    found = []
    for turn in ("first", "second"):
        folder = tmp_path / turn
        folder.mkdir()
        write(name, week(), folder, profile)
        found.append({path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()})
    assert found[0] == found[1] and len(found[0]) >= 6


@pytest.mark.parametrize("name", FORMATS)
def test_no_incident_makes_an_empty_table_and_none_is_lost(name: str, tmp_path: Path) -> None:
    _, summary = write(name, [], tmp_path)
    assert summary.given == 0
    (tmp_path / "all").mkdir()
    _, whole = write(name, week(), tmp_path / "all")
    assert whole.given == whole.written + sum(whole.left_out.values()) == 4


def test_what_is_there_is_kept_and_what_fails_leaves_nothing(tmp_path: Path) -> None:
    out, _ = write("acled", week(), tmp_path)
    with pytest.raises(OutputError, match="is there already"):
        write("acled", week(), tmp_path)
    write_incidents("acled", [strike()], out, profile_named("full"), FACTS, replace=True)
    with pytest.raises(InputError, match="no such format"):
        write_incidents("pitf", [], out, profile_named("full"), FACTS)

    def broken() -> Any:
        yield strike()
        raise InputError("the ledger is gone")

    (tmp_path / "new").mkdir()
    with pytest.raises(InputError, match="gone"):
        write_incidents("acled", broken(), tmp_path / "new" / "x.csv", profile_named("full"), FACTS)
    assert list((tmp_path / "new").iterdir()) == []


def test_every_column_has_a_meaning_and_every_code_of_the_codebook_is_told(tmp_path: Path) -> None:
    write("acled", week(), tmp_path)
    book = beside("acled", tmp_path, "codebook")
    assert [row["name"] for row in book] == ACLED and all(row["meaning"] for row in book)
    assert next(row for row in book if row["name"] == "admin1")["empty"] == "no gazetteer gives one"


def test_the_gazetteer_gives_the_province(tmp_path: Path) -> None:
    class Gazetteer:
        """Two rows: a town in an area."""

        def find(self, name: str) -> Any:
            return [type("Hit", (), {"row": 1})()] if name == "Kutum" else []

        def candidate(self, row: int) -> Any:
            return type("Candidate", (), {"id": "own:Kutum" if row == 1 else "own:nd", "name": ["North Darfur", "Kutum"][row]})()

        def province(self, row: int) -> int | None:
            return 0 if row == 1 else None

    of = provinces(Gazetteer())  # type: ignore[arg-type]
    assert of(site("Kutum", 14.2, 24.67)) == "North Darfur" and of(site("Nyala", 12.05, 24.88)) is None
    write_incidents("acled", [strike()], tmp_path / "a", profile_named("full"), FACTS, province=of)
    assert ",North Darfur,,,Kutum," in (tmp_path / "a").read_text(encoding="utf8")


@pytest.mark.parametrize("row", tables.actor_rows(), ids=lambda row: row.id)
def test_actors_examples(row: tables.ActorRow) -> None:
    assert row.yes
    for example in row.yes:
        kind, where, number = re.fullmatch(r"(.+), (home|abroad) => (\d)", example).groups()  # type: ignore[union-attr]
        named = Named("they", kind=kind, country="SD")
        assert (tables.inter(named, "SD" if where == "home" else "LY") or 0) == int(number)


@pytest.mark.parametrize("row", airwars.infrastructure(), ids=lambda row: row.id)
def test_infrastructure_examples(row: airwars.Infrastructure) -> None:
    assert row.yes and row.no
    assert all(row.holds(words) for words in row.yes) and not any(row.holds(words) for words in row.no)


@pytest.mark.parametrize("of", ["mutual", "armed", "taken"])
def test_deeds_examples(of: str) -> None:
    for row in tables.deeds(of):
        assert row.yes and set(row.yes) <= set(row.kinds) and not set(row.no) & set(row.kinds)
        for codes in filter(None, (row.becomes, row.state, row.other)):
            event, _, sub = codes.partition(" / ")
            assert sub in tables.events()[event].subs


def test_countries_have_one_number_each_and_one_of_the_regions() -> None:
    land = load_rows(tables.Country, "tacitus.views.export.incidents", "countries.toml")
    for numbers in ([row.iso for row in land if row.iso], [row.gw for row in land if row.gw]):
        assert len(set(numbers)) == len(numbers) > 150
    assert len({row.acled for row in land}) == 17
    assert {row.ucdp for row in land if row.ucdp} == {"Africa", "Americas", "Asia", "Europe", "Middle East"}


def test_claims_go_into_lines_and_back() -> None:
    for incident in week():
        for claim in incident.entries:
            line = json.loads(json.dumps(line_of(claim)))
            assert entry_back(line, claim) == claim
            assert entry_of(line).evidence == claim.evidence


def test_battles_need_no_second_side(tmp_path: Path) -> None:
    row = rows("acled", [one("clash", BATTLE, targets=())], tmp_path)[0]
    assert row["inter2"] == "" and row["interaction"] == "10" and row["actor2"] == ""
