"""Other tools read what is exported: pandas, geopandas, R. Each is skipped where it is not installed."""

import json
import shutil
import subprocess
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tacitus.profiles import profile_named
from tacitus.views.export.facts import Facts
from tacitus.views.export.write import write_claims
from tests.claimed import count, line, party, place, when

FULL = profile_named("full")
ARMY = party("Sudanese Armed Forces", "state military", "military-SD", country="SD")
OVER = {"type": "Polygon", "coordinates": [[[179.5, -17.0], [180.5, -17.0], [180.5, -16.0], [179.5, -16.0], [179.5, -17.0]]]}


@pytest.fixture
def claims() -> list[dict[str, Any]]:
    full = line(
        "strike", "jets hit the market", "hit", agents=[ARMY], place=place("Rabak"), when=when(), counts=[count("killed", 9)]
    )
    far = line("strike", "jets hit the bay", "hit", place=place("Labasa", -16.5, 179.9, footprint=OVER))
    dot = line("strike", "jets hit the pier", "hit", place=place("Suakin", 19.1, 37.3, footprint=None))
    return [full, far, dot, line("strike", "jets hit a house", "hit")]


def _written(name: str, claims: list[dict[str, Any]], folder: Path) -> Path:
    out = folder / f"claims.{name}"
    write_claims(name, claims, out, FULL, Facts("case-7", as_of=date(2025, 1, 1)))
    return out


def test_pandas_reads_parquet(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = pandas.read_parquet(_written("parquet", claims, tmp_path))
    assert list(frame["agents"][0]) == ["Sudanese Armed Forces"] and frame["when_from"][0] == date(2024, 3, 5)
    assert frame["killed_best"][0] == 9 and frame["hedged"].dtype == bool and frame["place"].isna().tolist()[-1]


def test_pandas_reads_csv_as_parquet(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    told = pandas.read_csv(_written("csv", claims, tmp_path), keep_default_na=False, na_values=[""])
    other = pandas.read_parquet(_written("parquet", claims, tmp_path))
    assert list(told) == list(other) and told["claim_id"].tolist() == other["claim_id"].tolist()
    assert told["lat"].fillna(0).tolist() == other["lat"].fillna(0).tolist()


def test_geopandas_reads_geoparquet_and_geojson_alike(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    geopandas = pytest.importorskip("geopandas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        packed = geopandas.read_parquet(_written("geoparquet", claims, tmp_path))
        plain = geopandas.read_file(_written("geojson", claims, tmp_path))
    assert packed.crs == "OGC:CRS84" and packed.geometry.geom_type.tolist()[:3] == ["Polygon", "MultiPolygon", "Point"]
    assert packed.geometry.isna().tolist() == [False, False, False, True] and packed.geometry.dropna().is_valid.all()
    assert [one.equals(other) for one, other in zip(packed.geometry[:3], plain.geometry[:3], strict=True)] == [True] * 3
    assert packed.geometry[0].exterior.is_ccw and packed.geometry[0].contains(packed.geometry[0].centroid)


def test_geoparquet_boxes_filter(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    geopandas = pytest.importorskip("geopandas")
    found = geopandas.read_parquet(_written("geoparquet", claims, tmp_path), bbox=(32, 15, 33, 16))
    assert found["place"].tolist() == ["Rabak"]


def test_parquet_carries_its_statement(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    told = parquet.read_metadata(_written("geoparquet", claims, tmp_path)).metadata
    assert json.loads(told[b"tacitus"])["claims"]["written"] == 4
    geo = json.loads(told[b"geo"])
    assert geo["version"] == "1.1.0" and geo["columns"][geo["primary_column"]]["encoding"] == "WKB"


def _r_has(package: str) -> bool:
    program = shutil.which("Rscript")
    asked = f"quit(status = if (requireNamespace('{package}', quietly = TRUE)) 0 else 1)"
    return (
        program is not None and subprocess.run([program, "-e", asked], capture_output=True, timeout=60, check=False).returncode == 0
    )


def test_r_reads_parquet(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    if not _r_has("arrow"):
        pytest.skip("Rscript with the package arrow is not installed")
    path = _written("parquet", claims, tmp_path)
    code = f"d <- arrow::read_parquet('{path}'); cat(nrow(d), d$killed_best[1], d$agents[[1]])"
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "4 9 Sudanese Armed Forces"


def test_r_reads_csv(claims: list[dict[str, Any]], tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed")
    path = _written("csv", claims, tmp_path)
    code = f"d <- read.csv('{path}', na.strings = '', encoding = 'UTF-8'); cat(nrow(d), d$killed_best[1], d$agents[1])"
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "4 9 Sudanese Armed Forces"
