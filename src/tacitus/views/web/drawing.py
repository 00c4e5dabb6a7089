"""A map as a picture: the areas in which it could have been, over land and borders, drawn here and not by a script.

Degrees of longitude are drawn as long as they are at the map's middle latitude; what lies across the 180th meridian stays together.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from tacitus.format.pieces import Json
from tacitus.views.plain import shortened
from tacitus.views.web.assets import Assets

WIDE, LOW, HIGH = 680, 260, 440  # pixels: the width, the least and the greatest height
BORDERS = "countries-50m.json"
_PAD, _LEAST = 0.18, 1.2  # of the areas' extent; degrees that a map shows at least
_MARGIN, _THIN = 12, 0.7  # pixels: land that is drawn beyond the edge; points that are nearer to one another are left out
_SMALL, _LABELS = 9, 24
_MOST = 120_000  # characters of land
_LETTER, _LINE = 6.6, 14  # pixels of a label
_SIZES = (("wide", 1.0), ("narrow", 1.75))  # how large the words are
_KM = 111.32  # of a degree of latitude
Spot = tuple[float, float]
Ring = Sequence[Spot]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the map shows: its western edge, its northern one, and the pixels of a degree of longitude and of latitude."""

    west: float
    north: float
    across: float
    down: float
    height: int

    def spot(self, lon: float, lat: float) -> Spot:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


@dataclass(frozen=True, slots=True)
class Area:
    ring: Ring
    name: str
    count: int
    whole: bool


def drawing(found: Json, assets: Assets, words: str = "Map") -> str:
    """The SVG of areas in GeoJSON, or words where there is none; `words` say what it is to those who hear it."""
    areas = _together([_area(feature) for feature in found["features"]])
    if not areas:
        return '<p class="quiet">No place of it has an area to draw.</p>'
    frame = frame_of([area.ring for area in areas])
    land = _land(assets.folder / BORDERS) if assets.folder and (assets.folder / BORDERS).is_file() else None
    seen = tuple(_country(land, frame)) if land else ()
    parts = [
        f'<svg class="drawn" viewBox="0 0 {WIDE} {frame.height}" role="img" aria-label="{escape(words)}">',
        f'<rect class="sea" width="{WIDE}" height="{frame.height}"/>',
        _ground([pieces for _, pieces in seen]),
        *(_shape(area, frame) for area in areas),
        *(f'<g class="{name}">{_written(areas, seen, frame, size)}</g>' for name, size in _SIZES),
        "</svg>",
    ]
    note = "Borders: Natural Earth's de facto view." if land else "Borders are left out: the map's files are not built."
    return f'{"".join(parts)}<p class="drawnote">Areas, not points: where it could have been. {note}{_left(found)}</p>'


def _written(areas: Sequence[Area], seen: Sequence[tuple[str, list[Ring]]], frame: Frame, size: float) -> str:
    """The scale and the names, each where it has room: for a wide screen, and larger for a narrow one."""
    taken: list[Box] = [(8, frame.height - 16 - _LINE * size, 14 + WIDE / 5 * size, frame.height - 4)]  # by the scale
    names = list(_labels(areas, frame, taken, size))
    states = [made for name, pieces in seen for made in _state(name, max(pieces, key=_extent), taken, size)]
    return "".join((*names, *states, _scale(frame, size)))


def picture(found: Json, assets: Assets) -> str:
    """The same as a file of its own."""
    made = drawing(found, assets)
    if not made.startswith("<svg"):
        made = f'<svg class="drawn" viewBox="0 0 {WIDE} 40"><text x="8" y="24">No place of it has an area to draw.</text></svg>'
    body = made.partition("</svg>")[0].partition(">")
    head = body[0].replace("<svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}"', 1)
    return f"{head}><style>{_STYLE}</style>{body[2]}</svg>"


_STYLE = (
    "svg{--sea:#dfe7ea;--land:#f1eee6;--border:#b9b2a3;--many:#b83a1e;--ink:#1d1c1a;--soft:#5c5850}"
    "@media(prefers-color-scheme:dark){"
    "svg{--sea:#1a1f22;--land:#2a2823;--border:#575247;--many:#f2917a;--ink:#e8e4da;--soft:#a9a396}}"
    ".sea{fill:var(--sea)}.land{fill:var(--land);stroke:var(--border);stroke-width:.8}"
    ".area{fill:var(--many);fill-opacity:.2;stroke:var(--many);stroke-width:1.4}.whole{fill:none;stroke-dasharray:5 3}"
    ".find{fill:none;stroke:var(--many);stroke-width:1.2}"
    "text{font:600 12px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;"
    "stroke:var(--land);stroke-width:3px;stroke-linejoin:round}.state{font-weight:400;fill:var(--soft)}.n{font-weight:400}"
    ".bar{fill:none;stroke:var(--ink);stroke-width:1.4}.mid{text-anchor:middle}.narrow{display:none}"
    "@media(max-width:480px){.wide{display:none}.narrow{display:inline}text{font-size:21px}}"
)


def _left(found: Json) -> str:
    """How much is not on the map."""
    return f" {found['left']:,} without a place that has an area are not drawn." if found.get("left") else ""


def _area(feature: Json) -> Area:
    told = feature["properties"]
    ring = [(float(lon), float(lat)) for lon, lat in feature["geometry"]["coordinates"][0]]
    return Area(_unrolled(ring), str(told.get("name") or ""), int(told.get("claims") or 0), told.get("role") == "whole")


def _unrolled(ring: Ring) -> Ring:
    """The ring without leaps over the 180th meridian."""
    made = [ring[0]]
    for lon, lat in ring[1:]:
        made.append((lon - 360 * round((lon - made[-1][0]) / 360), lat))
    return made


def _together(areas: Sequence[Area]) -> list[Area]:
    """The areas side by side: moved round the globe so that the widest gap between them is at the map's edge."""
    middles = sorted((_middle(area.ring) + 180) % 360 - 180 for area in areas)
    if not middles:
        return []
    gaps = [(following - one, following) for one, following in zip(middles, [*middles[1:], middles[0] + 360], strict=True)]
    first = (max(gaps)[1] + 180) % 360 - 180
    return [_moved(area, first) for area in areas]


def _moved(area: Area, first: float) -> Area:
    middle = _middle(area.ring)
    by = 360 * math.ceil((first - middle - 1e-9) / 360)
    return Area([(lon + by, lat) for lon, lat in area.ring], area.name, area.count, area.whole)


def _middle(ring: Ring) -> float:
    lons = [lon for lon, _ in ring]
    return (min(lons) + max(lons)) / 2


def frame_of(rings: Iterable[Ring]) -> Frame:
    """A frame with some ground round the rings."""
    spots = [spot for ring in rings for spot in ring]
    west, east = min(lon for lon, _ in spots), max(lon for lon, _ in spots)
    south, north = min(lat for _, lat in spots), max(lat for _, lat in spots)
    middle = max(-80.0, min(80.0, (south + north) / 2))
    short = math.cos(math.radians(middle))
    tall = max((north - south) * (1 + 2 * _PAD), _LEAST)
    broad = max((east - west) * short * (1 + 2 * _PAD), _LEAST)
    height = round(max(LOW, min(HIGH, WIDE * tall / broad)))
    down = min(WIDE / broad, height / tall, max(height / 178, WIDE / (360 * short)) if tall > 178 else math.inf)
    across = down * short
    return Frame((west + east) / 2 - WIDE / across / 2, (south + north) / 2 + height / down / 2, across, down, height)


def _shape(area: Area, frame: Frame) -> str:
    spots = [frame.spot(*spot) for spot in area.ring]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    size = max(max(xs) - min(xs), max(ys) - min(ys))
    kind = "area whole" if area.whole else "area"
    drawn = f'<path class="{kind}" d="{_path(_clipped(spots, frame))}"/>'
    if size >= _SMALL:
        return drawn
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return f'{drawn}<circle class="find" cx="{x:.1f}" cy="{y:.1f}" r="7"/>'


def _ground(countries: Sequence[Sequence[Ring]]) -> str:
    """The land, with fewer points where it is much."""
    made = ""
    for thin in (_THIN, 2 * _THIN, 4 * _THIN):
        made = "".join(f'<path class="land" d="{"".join(_path(ring, thin) for ring in rings)}"/>' for rings in countries)
        if len(made) <= _MOST:
            break
    return made


def _path(spots: Ring, thin: float = _THIN) -> str:
    """The ring in tenths of a pixel, without the points that nobody could tell apart."""
    kept: list[Spot] = []
    for spot in spots:
        if not kept or math.dist(kept[-1], spot) >= thin:
            kept.append(spot)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept or spots[:1]) + "Z"


def _clipped(spots: Ring, frame: Frame) -> Ring:
    """The ring cut at the map's edges, one after the other (Sutherland and Hodgman)."""
    sides = ((0, -_MARGIN, 1), (0, WIDE + _MARGIN, -1), (1, -_MARGIN, 1), (1, frame.height + _MARGIN, -1))
    for axis, edge, sign in sides:
        spots = _cut(spots, axis, edge, sign)
    return spots


def _cut(spots: Ring, axis: int, edge: float, sign: int) -> Ring:
    made: list[Spot] = []
    for before, spot in zip((*spots[-1:], *spots[:-1]), spots, strict=True):
        inside, was = (sign * (one[axis] - edge) >= 0 for one in (spot, before))
        if inside != was:
            share = (edge - before[axis]) / (spot[axis] - before[axis])
            made.append((before[0] + share * (spot[0] - before[0]), before[1] + share * (spot[1] - before[1])))
        if inside:
            made.append(spot)
    return made


def _labels(areas: Sequence[Area], frame: Frame, taken: list[Box], size: float) -> Iterator[str]:
    """Names, those with most claims first; one that has no room is left out. Areas of one name carry one, on the smallest."""
    best: dict[str, Area] = {}
    counts: dict[str, int] = {}
    for area in areas:
        if area.name:
            best[area.name] = area
            counts[area.name] = counts.get(area.name, 0) + area.count
    for name in sorted(best, key=lambda name: (-counts[name], name))[:_LABELS]:
        words = shortened(name, 40)
        many = f" {counts[name]:,}" if counts[name] else ""
        lons, lats = [lon for lon, _ in best[name].ring], [lat for _, lat in best[name].ring]
        x, y = frame.spot((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
        half = _LETTER * size * len(words + many) / 2
        box = (x - half, y - 12 - _LINE * size, x + half, y - 12)
        if box[0] > 2 and box[2] < WIDE - 2 and box[1] > 0 and not any(_touch(box, other) for other in taken):
            taken.append(box)
            number = f'<tspan class="n">{many}</tspan>' if many else ""
            yield f'<text class="mid" x="{x:.1f}" y="{y - 14:.1f}">{escape(words)}{number}</text>'


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(frame: Frame, size: float) -> str:
    """The longest round number of kilometres that takes no more than a fifth of the width."""
    pixel = frame.down / _KM
    most = WIDE / 5 * size / pixel
    power = 10 ** math.floor(math.log10(most))
    km = next(number * power for number in (5, 2, 1) if number * power <= most)
    long, y = km * pixel, frame.height - 10
    told = f"{km:,g} km" if km >= 1 else f"{km * 1000:g} m"
    return f'<path class="bar" d="M10 {y - 6}V{y}H{10 + long:.1f}V{y - 6}"/><text x="14" y="{y - 5}">{told}</text>'


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    rings: tuple[Ring, ...]


@cache
def _land(file: Path) -> tuple[Country, ...]:
    """The countries of a TopoJSON file: its arcs are deltas of whole numbers."""
    atlas = json.loads(file.read_bytes())
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[list[Spot]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        spots: list[Spot] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            spots.append((x * kx + dx, y * ky + dy))
        arcs.append(spots)
    return tuple(_found(shape, arcs) for shape in atlas["objects"]["countries"]["geometries"])


def _found(shape: Json, arcs: Sequence[Sequence[Spot]]) -> Country:
    polygons = shape.get("arcs") or []
    if shape["type"] == "Polygon":
        polygons = [polygons]
    rings = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
    return Country(str(shape.get("properties", {}).get("name", "")), rings)


def _ring(numbers: Iterable[int], arcs: Sequence[Sequence[Spot]]) -> Ring:
    made: list[Spot] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        made += arc[1:] if made else arc
    return made


def _country(land: Sequence[Country], frame: Frame) -> Iterator[tuple[str, list[Ring]]]:
    """The land in view, by country."""
    for country in land:
        pieces = [piece for ring in country.rings for piece in _seen(ring, frame)]
        if pieces:
            yield country.name, pieces


def _seen(ring: Ring, frame: Frame) -> Iterator[Ring]:
    """What is in view of a ring, wherever the map lies on the globe."""
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    south = frame.north - frame.height / frame.down
    east = frame.west + WIDE / frame.across
    for turn in (-360, 0, 360, 720):
        if min(lons) + turn < east and max(lons) + turn > frame.west and min(lats) < frame.north and max(lats) > south:
            cut = _clipped([frame.spot(lon + turn, lat) for lon, lat in ring], frame)
            if len(cut) > 2 and _extent(cut) > 1:
                yield cut


def _extent(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _state(name: str, ring: Ring, taken: Sequence[Box], size: float) -> Iterator[str]:
    """The name of a state that has room for it."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    wide = max(xs) - min(xs)
    if wide > _LETTER * size * len(name) * 1.6 and max(ys) - min(ys) > 50 and name:
        x, y = _centre(ring)
        half = _LETTER * size * len(name) / 2
        free = not any(_touch((x - half, y - _LINE * size, x + half, y + 4), other) for other in taken)
        if free and half < x < WIDE - half:
            yield f'<text class="state mid" x="{x:.1f}" y="{y:.1f}">{escape(name)}</text>'


def _centre(ring: Ring) -> Spot:
    """The middle of a ring's area."""
    total = x = y = 0.0
    for (left, top), (right, low) in zip((*ring[-1:], *ring[:-1]), ring, strict=True):
        cross = left * low - right * top
        total, x, y = total + cross, x + (left + right) * cross, y + (top + low) * cross
    return (x / (3 * total), y / (3 * total)) if total else ring[0]
