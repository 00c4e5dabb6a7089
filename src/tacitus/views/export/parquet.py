"""The exports `parquet` and `geoparquet` (GeoParquet 1.1): flat rows with types, the statement in the file's metadata.

The one file that imports pyarrow, when one of them is asked for.
"""

import importlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from tacitus.errors import InputError
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.views.export.codebook import columns_codebook
from tacitus.views.export.flat import columns, flat
from tacitus.views.export.form import Form
from tacitus.views.export.outline import outline, why_none
from tacitus.views.export.sheet import Sheet

_ROWS = 5000  # rows of a row group: what is held in memory at once
_CORNERS = ("xmin", "ymin", "xmax", "ymax")
_GROUND = (
    ("geometry_why_not", "text", "Why there is no geometry."),
    ("precision_m", "whole number", "How far from its point the ground reaches, in metres."),
    ("geometry", "geometry", "Where it could have been: WKB, longitude first, WGS 84."),
    ("bbox", "box", "The box round it: xmin, ymin, xmax, ymax."),
)
GEO: Json = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {
        "geometry": {
            "encoding": "WKB",
            "geometry_types": ["MultiPolygon", "Point", "Polygon"],
            "orientation": "counterclockwise",
            "covering": {"bbox": {corner: ["bbox", corner] for corner in _CORNERS}},
        }
    },
}


def _ready() -> None:
    _arrow("pyarrow")


def _arrow(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise InputError("--format parquet and geoparquet need pyarrow; run: pip install 'tacitus[parquet]'") from error


def _writer(spatial: bool) -> Callable[[Sheet, BinaryIO], None]:
    def write(sheet: Sheet, out: BinaryIO) -> None:
        arrow = _arrow("pyarrow")
        schema = arrow.schema(list(_fields(arrow, spatial)), metadata={"geo": json.dumps(GEO)} if spatial else None)
        with _arrow("pyarrow.parquet").ParquetWriter(out, schema, compression="zstd") as file:
            for rows in _batches(_row(line, spatial) for line in sheet.claims):
                file.write_table(arrow.Table.from_pylist(rows, schema=schema))
            file.add_key_value_metadata({"tacitus": json_line(sheet.about()).rstrip("\n")})

    return write


def _fields(arrow: Any, spatial: bool) -> Iterator[Any]:
    types = {
        "id": arrow.string(),
        "text": arrow.string(),
        "list": arrow.list_(arrow.string()),
        "whole number": arrow.int64(),
        "number": arrow.float64(),
        "day": arrow.date32(),
        "yes/no": arrow.bool_(),
        "geometry": arrow.binary(),
        "box": arrow.struct([(corner, arrow.float64()) for corner in _CORNERS]),
    }
    for name, kind, _ in _columns(spatial):
        yield arrow.field(name, types[kind])


def _columns(spatial: bool) -> list[tuple[str, str, str]]:
    own = [(column.name, column.kind, column.meaning) for column in columns()]
    return [*own, *_GROUND] if spatial else own


def _row(line: Json, spatial: bool) -> Json:
    told: Json = dict(flat(line))
    for column in columns():
        if column.kind == "day" and told[column.name]:
            told[column.name] = date.fromisoformat(told[column.name])
    if not spatial:
        return told
    ground = outline(line)
    if ground is None:
        return {**told, "geometry_why_not": why_none(line)}
    box = dict(zip(_CORNERS, ground.box, strict=True))
    return {**told, "precision_m": ground.precision_m, "geometry": ground.wkb, "bbox": box}


def _batches(rows: Iterable[Json]) -> Iterator[list[Json]]:
    stream = iter(rows)
    while batch := list(islice(stream, _ROWS)):
        yield batch


def _codebook(spatial: bool) -> Callable[[Sheet], bytes]:
    return lambda _: columns_codebook(_columns(spatial))


PARQUET = Form(_writer(False), {".codebook.csv": _codebook(False)}, _ready)
GEOPARQUET = Form(_writer(True), {".codebook.csv": _codebook(True)}, _ready)
