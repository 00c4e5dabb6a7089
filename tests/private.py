"""A ledger that knows more than may be told: private people, victims, a survivor, families on the road, what coders wrote."""

import json
from pathlib import Path
from typing import Any

from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import draft
from tacitus.ledger.record import text_digest
from tacitus.model.ids import bytes_id
from tacitus.views.profiled.body import body_of_lines
from tacitus.work.weigh import weigh
from tests import claimed
from tests.claimed import count, line, mouth, party, person, place

Json = dict[str, Any]
AT, CODER, NOTE = "2024-03-10T09:00:00Z", "Vukadin Lozak", "Gedukar told me on the phone"
VICTIM, SURVIVOR, SPEAKER, TOWN = "Zuvaker Ribakon", "Nadokav Lidukar", "Lekadir Bogukav", "Rabokad"
LAT, LON = 13.18321, 32.74123
UNSAID = "The editors of this page keep hens behind the office and sell their eggs on Tuesdays."
DELAYED = "forty-one orphans"

WITHHELD = {
    "public": (*VICTIM.split(), *SURVIVOR.split(), *SPEAKER.split(), TOWN, str(LAT), str(LON), "keep hens"),
    "team": (*SURVIVOR.split(), TOWN, str(LAT), str(LON), "keep hens"),
}
"""What nobody may read under a profile; and nobody who the coder is or what he wrote."""
CODERS = (*CODER.split(), "Gedukar")


def when(first: str = "2024-03-05", last: str = "2024-03-05") -> Json:
    return {**claimed.when(first, last), "start": 0, "end": 4, "text": "then"}


def private_ledger(folder: Path) -> Ledger:
    """The reports, a review and a judgement, weighed."""
    ledger = Ledger.create(str(folder / "private.tacitus.db"), "The river road", AT, CODER)
    build = draft("build", {"version": "0.1.0", "encoder": "e" * 64, "gazetteer": "g", "tables": "t" * 64})
    with ledger.writes() as writer:
        writer.add([build])
        for name, told in (("killing", _killing()), ("road", _road()), ("again", _again())):
            _enter(writer, build.record.id, name, told)
    first, other = _killing()[0]["id"], _again()[0]["id"]
    anchor = {"text": "text-0", "type": "killing", "start": 0, "end": 6}
    review: Json = {"claim": first, "reading": "reading-0", "anchor": anchor, "action": "note", "slot": None, "value": None}
    review |= {"undoes": None, "after": None, "why": NOTE, "by": CODER, "at": AT}
    judged: Json = {"left": first, "right": other, "verdict": "same", "by": CODER, "why": [NOTE], "weight": None, "at": AT}
    with ledger.writes() as writer:
        writer.add([draft("review", review), draft("judgement", judged)])
    weigh(ledger)
    return ledger


def _enter(writer: Any, build: str, name: str, lines: list[Json]) -> None:
    lines = json.loads(json.dumps(lines))  # nothing in them is one thing twice
    words = " ".join([*(one["evidence"]["text"] + "." for one in lines), UNSAID])
    data = words.encode()
    for one in lines:
        _at(one, words.index(one["evidence"]["text"]))
    title = lines[0]["report"]["title"]
    frame: Json = {"id": bytes_id(data), "media_type": "text/plain", "encoding": "utf-8", "language": "en", "title": title}
    frame |= {"section": None, "publisher": "The Outlet", "byline": SPEAKER, "agency": None, "dateline": None, "zones": []}
    text = draft("text", {**frame, "identity": f"id-{name}", "sha256": text_digest(words)}, words)
    published = {"published": {"from": "2024-03-06", "to": "2024-03-06", "basis": "given"}}
    body = body_of_lines(lines, {"identity": f"id-{name}", "build": build, **published}, _facts(frame), text.record.id)
    met = [_met(VICTIM), _met(SPEAKER), _met(SURVIVOR)]
    body = {**body, "actors": [*body["actors"], *met], "groups": _groups(name, lines), "agreements": _agreements(name, lines, body)}
    where: Json = {
        "uri": lines[0]["report"]["uri"],
        "key": f"{TOWN}.txt" if name == "road" else f"{name}.txt",
        "identity": f"id-{name}",
    }
    where |= {"document": bytes_id(data), "text": text.record.id, "why_not": None, "at": AT, "by": CODER}
    writer.add([writer.keep(bytes_id(data), data), text, draft("reading", body), draft("arrival", where)])


def _at(told: Any, start: int) -> None:
    """Words where they stand in the text."""
    if isinstance(told, list):
        for one in told:
            _at(one, start)
    elif isinstance(told, dict):
        if told.get("start") is not None and "end" in told:
            told["start"], told["end"] = told["start"] + start, told["end"] + start
        for value in told.values():
            _at(value, start)


def _facts(frame: Json) -> Json:
    return {"document": frame["id"], **{name: frame[name] for name in ("title", "publisher", "agency")}}


def _met(name: str) -> Json:
    return {**person(name), "mention": "name"}


def _killing(again: bool = False) -> list[Json]:
    slug = VICTIM.lower().replace(" ", "-")
    report = {"uri": f"https://news.example/{slug}", "title": f"{VICTIM} is mourned", "key": f"{slug}.txt"}
    more = " in the morning" if again else ""
    said = [mouth("The Outlet"), mouth(SPEAKER, "person", "person-0123456789abcdee", actor=0)]
    killed = line(
        "killing",
        f"killed the teacher {VICTIM} near the mill{more}",
        "killed",
        targets=[person(VICTIM, "Ribakon")],
        counts=[count("killed", 3 if again else 2, text=f"{VICTIM} and others", unit="people")],
        when=when(),
        place=place("Sennar", 13.55, 33.6),
        said_by=said,
        report=report,
        blanks={"agents": f"it could stand for {SPEAKER}"},
    )
    raped = line(
        "sexual violence",
        f"soldiers held {SURVIVOR} for days{more}",
        "held",
        targets=[person(SURVIVOR)],
        when=when(),
        report=report,
    )
    return [killed, raped]


def _again() -> list[Json]:
    return _killing(again=True)


def _road() -> list[Json]:
    report = {"uri": f"https://news.example/{TOWN}", "title": f"Families leave {TOWN}"}
    people = [party(f"residents of {TOWN}", "civilians", "actor-0123456789abcdef")]
    left = line(
        "evacuation",
        f"families left {TOWN} for the hills, {SPEAKER} said",
        "left",
        agents=people,
        targets=people,
        place=place(TOWN, LAT, LON),
        when=when("2024-01-02", "2024-01-02"),
        said_by=[mouth("The Outlet"), mouth(SPEAKER, "person", "person-0123456789abcdee", actor=0)],
        report=report,
    )
    late = line(
        "evacuation",
        f"families and {DELAYED} crossed by ferry",
        "crossed",
        agents=people,
        when=when("2024-03-05", "2024-03-05"),
        report=report,
    )
    signed = line("agreement", "both sides signed a truce at the bridge", "signed", when=when(), report=report)
    return [left, late, signed]


def _groups(name: str, lines: list[Json]) -> list[Json]:
    if name != "road":
        return []
    states = [{"claim": one["id"], "state": "moving", "part": None, "counts": []} for one in lines[:2]]
    balance: Json = {"whole": None, "unit": None}
    told: Json = {"id": "group-0123456789abcdef", "name": f"{SPEAKER}'s families of {TOWN}", "aliases": [f"the people of {TOWN}"]}
    return [{**told, "states": states, "parts": [], "balance": balance, "contradictions": []}]


def _agreements(name: str, lines: list[Json], body: Json) -> list[Json]:
    if name != "road":
        return []
    place_of = next(at for at, one in enumerate(body["places"]))
    body["places"][place_of] |= {
        "name": TOWN,
        "lat": LAT,
        "lon": LON,
        "country": "SD",
        "footprint": None,
        "basis": "stated",
        "rule": "r",
    }
    words = f"let the families of {TOWN} pass"
    party_of: Json = {
        "actor": None,
        "name": SPEAKER,
        "start": 0,
        "end": 3,
        "text": SPEAKER,
        "aliases": [],
        "basis": "stated",
        "rule": "r",
    }
    term = {"obliges": "passage", "span": {"start": 0, "end": len(words), "text": words}, "from_place": place_of, "to_place": None}
    told: Json = {"id": "agreement-0123456789abcdef", "kind": "truce", "parties": [party_of], "terms": [term], "effective": None}
    claims = [lines[2]["id"]]
    return [{**told, "status": "signed", "opposed_by": [], "breaches": [], "claims": claims, "effective_why_not": "not told"}]
