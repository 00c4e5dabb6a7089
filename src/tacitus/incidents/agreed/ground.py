"""The ground that a place as told can mean, and how two such places stand."""

from dataclasses import dataclass

from tacitus.incidents.agreed.actors import Told, folded
from tacitus.measures.geometry import Ring, circle
from tacitus.measures.overlap import area_of, gap_km, km2, ring_order, shared_km2
from tacitus.model.entry import Site
from tacitus.model.versions import Relates

POINT_KM = 1.0  # a named point without a footprint stands for what lies this near to it
ALL_OF = 0.99  # a place lies in another where no more than a hundredth of its ground does not


@dataclass(frozen=True, slots=True)
class Ground:
    """A place as a value: `key` is the same for the same words of the same place."""

    key: tuple[str, ...]
    name: str
    ring: Ring | None


def ground_of(site: Site) -> Ground:
    said = site.relation
    relation = (said.type, said.bearing or "", str(said.km or ""), str(said.other or "")) if said else ()
    ring = site.footprint.ring if site.footprint else circle(site.point, POINT_KM) if site.point else None
    shape = (f"{ring[0]} {ring[len(ring) // 2]}",) if ring else ()
    key = (site.id or folded(site.name), *relation, *shape)
    return Ground(key, place_words(site), ring)


def place_words(site: Site) -> str:
    """The place with its relation: 10 km NW of Mellit."""
    said = site.relation
    if said is None:
        return site.name
    distance = f"{said.km:g} km " if said.km is not None else ""
    return f"{distance}{said.bearing or said.type} of {site.name}" if said.bearing else f"{distance}{said.type} {site.name}"


def relate_grounds(one: Ground, other: Ground) -> Told:
    """A place that lies in another is narrower; places that share no ground conflict."""
    if one.key == other.key or (one.ring is not None and one.ring == other.ring):
        return Relates.AGREE, "the same"
    if one.ring is None or other.ring is None:
        if folded(one.name) == folded(other.name):
            return Relates.AGREE, "the same name"
        missing = one if one.ring is None else other
        return Relates.SILENT, f"{missing.name} is on no map at hand"
    shared = shared_km2(*sorted((one.ring, other.ring), key=ring_order))
    inside, holds = (shared >= ALL_OF * km2(area_of(ring)) for ring in (one.ring, other.ring))
    if inside != holds:
        return (Relates.NARROWER, f"lies in {other.name}") if inside else (Relates.WIDER, f"holds {other.name}")
    if inside:
        return Relates.AGREE, "the same ground"
    if shared > 0:
        return Relates.AGREE, f"they share {shared:,.0f} km²" if shared >= 1 else "they share some ground"
    return Relates.CONFLICT, f"about {gap_km(*sorted((one.ring, other.ring), key=ring_order)):,.0f} km apart"
