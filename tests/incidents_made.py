"""Weighed incidents made by hand: a week in Darfur, told by several."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tacitus.incidents.agreed.agree import agree
from tacitus.model.answers import Codes, Relation, Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.incident import Incident, incident_id
from tacitus.profiles import profile_named
from tacitus.views.export.facts import Facts
from tacitus.views.export.incidents.weighed import Weighed
from tacitus.views.export.incidents.write import Summary, write_incidents
from tests.entry_builders import ARMY, MONITOR, REBELS, days, entry, quote, report, site, told

FACTS = Facts("case-7", "ab" * 32, (), date(2025, 1, 1))
CIVILIANS = Named("civilians", kind="civilians", quote=quote("civilians", 3))
KUTUM, NYALA = site("Kutum", 14.2, 24.67), site("Nyala", 12.05, 24.88)
FORMATS = ("acled", "ucdp", "airwars", "hxl", "incidents-geojson", "html")
BATTLE = Codes("ASSAULT-firearms", "Battles / Armed clash", "193", "armed force")
TAKEN = Codes("COERCE", "Battles / Non-state actor overtakes territory or Government regains territory", "190", "armed force")
PROTEST = Codes("PROTEST", "Protests / Peaceful protest", "141")


def weigh(entries: Sequence[Entry], families: Mapping[str, str] | None = None, tolls: Sequence[Entry] = ()) -> Weighed:
    """An incident of these claims."""
    shared = families or {}
    versions = agree(entries, shared)
    ids = tuple(said.claim for said in versions.claims)
    by_id = {one.id: one for one in entries}
    ordered = tuple(by_id[claim] for claim in ids)
    return Weighed(Incident(incident_id(ids), entries[0].kind, ids), ordered, versions, shared, tuple(tolls))


def strike() -> Weighed:
    """A strike on a market: nine or more, later fourteen (a monitor, through papers that copy); seven (a hospital); denied."""
    hospital = Named("Kutum hospital", kind="medical workers")
    first = (told(9, hedge="at least", kind="civilians"),)
    hit = {"agents": (ARMY,), "targets": (CIVILIANS,), "place": KUTUM, "when": days("2024-03-03")}
    nile = report("a", "2024-03-04", "Nile Post")
    market = replace(KUTUM, name="Kutum market")
    return weigh(
        [
            entry(nile, by=(MONITOR,), counts=first, words="Warplanes <b>bombed</b>.", **hit),  # type: ignore[arg-type]
            entry(report("b", "2024-03-04", "Courier"), by=(MONITOR,), counts=first, **{**hit, "place": market}),  # type: ignore[arg-type]
            entry(report("c", "2024-03-06", "Courier"), by=(MONITOR,), counts=(told(14, kind="civilians"),)),
            entry(
                report("d", None, "Relief Bulletin"), "casualties", (hospital,), counts=(told(7, kind="civilians"),), hedged=True
            ),
            entry(report("e", "2024-03-05", "Army Press"), by=(ARMY,), agents=(ARMY,), standing=Standing.DENIED),
        ],
        {"a": "family", "b": "family"},
    )


def clash() -> Weighed:
    """A clash of two sides, with whose dead they were."""
    counts = (told(8, count=0), told(5, kind="fighters", side=REBELS.name, count=1), told(3, kind="civilians", count=2))
    one = entry(report("x", "2024-03-09", "Nile Post"), "clash", agents=(ARMY, REBELS), place=NYALA, when=days("2024-03-08"))
    return weigh([replace(one, counts=counts, codes=BATTLE)])


def planned() -> Weighed:
    return weigh([entry(report("y", "2024-03-09", "Nile Post"), "attack", standing=Standing.PLANNED)])


def one(kind: str = "strike", codes: Codes | None = None, source: str = "z", **more: object) -> Weighed:
    """An incident of one claim, with all that a row needs unless `more` says otherwise."""
    slots = {"agents": (ARMY,), "targets": (CIVILIANS,), "place": KUTUM, "when": days("2024-03-08"), **more}
    made = entry(report(source, "2024-03-09", "Nile Post"), kind, **slots)  # type: ignore[arg-type]
    return weigh([replace(made, codes=codes) if codes else made])


def week() -> list[Weighed]:
    near = site("Mellit", 14.13, 25.55, 10.0, "area", Relation("direction", "NW", 10))
    return [strike(), clash(), planned(), one(source="m", place=near, when=days("2024-03-01", "2024-03-05"), counts=(told(2),))]


def write(name: str, incidents: Sequence[Weighed], folder: Path, profile: str = "full") -> tuple[Path, Summary]:
    out = folder / ("airwars" if name == "airwars" else f"{name}.out")
    return out, write_incidents(name, incidents, out, profile_named(profile), FACTS)
