"""The tables of claims: one row a claim, and one row each of those who stand in a role of it."""

from collections.abc import Iterator

from tacitus.format.pieces import Json
from tacitus.views.export.report_tables import BASIS, END, REPORT, RULE, START, WHY_NOT, WORDS
from tacitus.views.export.table import Cell, Column, Row, Table, entries, follow, listed, names


def amount(count: Json) -> str:
    """A count in a few words: at least 9 civilians killed."""
    figure = count["best"] if count["best"] is not None else count["low"] if count["low"] is not None else count["high"]
    words = (count["hedge"], figure, count["unit"] or count["kind"], count["outcome"])
    return " ".join(str(word) for word in words if word is not None)


def _pointed(slot: str, question: str, index: str, path: str) -> "Column":
    """A value of the entry that a claim's slot points to: the claim's place among the places, for one."""

    def get(row: Row) -> Cell:
        number = follow(row.entry, f"{slot}.{index}")
        value = None if number is None else follow(row.reading[question][number], path)
        return value if isinstance(value, Cell) else None

    name, meaning = _POINTED[(slot, path)]
    return Column(name, "text", meaning, get)


_POINTED = {
    ("place", "text"): ("place_words", "The words that name the place."),
    ("place", "precision"): ("place_precision", "exact, near, area, district, province or country."),
    ("place", "relation.type"): ("place_relation", "direction, toward, between, near, ..."),
    ("place", "relation.bearing"): ("place_bearing", "The compass point, where the words give one."),
    ("place", "why"): ("place_why", "Why it is this place."),
    ("when", "text"): ("when_words", "The words that date it."),
    ("when", "why"): ("when_why", "How the days follow from the words."),
}


def _roles(reading: Json) -> Iterator[Json]:
    for claim in reading.get("claims", ()):
        for role, key in (("said_by", "said_by"), ("agent", "agents"), ("target", "targets")):
            for number, party in enumerate(claim[key]):
                yield {**(party.get("span") or {}), **party, "role": role, "order": number, "claim": claim["id"]}


CLAIMS = Table(
    "claims.csv",
    "One row a claim: who says that what happened to whom, where, when and how many.",
    (
        REPORT,
        Column("claim_id", "id", "The claim.", "id"),
        Column("claim_number", "whole number", "Its number in the report, from 0.", lambda row: row.number),
        Column("key", "text", "The report's key, for convenience.", lambda row: follow(row.reading, "document.key")),
        Column(
            "said_by",
            "text",
            "Who says so: the chain, publisher first.",
            lambda row: " > ".join(mouth["name"] for mouth in row.entry["said_by"]),
        ),
        Column(
            "speaker", "text", "The last of the chain: the one who answers for it.", lambda row: row.entry["said_by"][-1]["name"]
        ),
        Column("type", "text", "The kind of happening.", "type"),
        Column("also", "list", "Other types that a careful coder could choose.", "also"),
        Column(
            "standing",
            "text",
            "What the text asserts: happened, ongoing, planned, possible, demanded, denied, negated.",
            "standing",
        ),
        Column("hedged", "yes/no", "Whether it is hedged: reportedly, allegedly, ...", "hedged"),
        Column("agents", "list", "Who did it.", lambda row: names(row.entry["agents"])),
        Column("agents_why_not", "text", "Why nobody stands there.", "blanks.agents"),
        Column("targets", "list", "To whom it was done.", lambda row: names(row.entry["targets"])),
        Column("targets_why_not", "text", "Why nobody stands there.", "blanks.targets"),
        Column("place", "text", "Where it happened: the place's name.", "place.name"),
        _pointed("place", "places", "place", "text"),
        Column("lat", "number", "Degrees north, WGS 84.", "place.lat"),
        Column("lon", "number", "Degrees east, WGS 84.", "place.lon"),
        Column("country", "text", "ISO 3166-1 alpha-2.", "place.country"),
        _pointed("place", "places", "place", "precision"),
        _pointed("place", "places", "place", "relation.type"),
        _pointed("place", "places", "place", "relation.bearing"),
        Column("place_basis", "text", "How the claim's place is known: stated, derived, inherited or corrected.", "place.basis"),
        _pointed("place", "places", "place", "why"),
        Column("place_why_not", "text", "Why there is no place.", "blanks.place"),
        Column("when_from", "day", "The first day it could have been; empty is an open end or unknown.", "when.from"),
        Column("when_to", "day", "The last day it could have been.", "when.to"),
        _pointed("when", "times", "time", "text"),
        Column("when_basis", "text", "How the claim's time is known: stated, derived, inherited or corrected.", "when.basis"),
        _pointed("when", "times", "time", "why"),
        Column("when_why_not", "text", "Why there is no time.", "blanks.when"),
        Column(
            "counts",
            "list",
            "The numbers that belong to it, in a few words; see counts.csv.",
            lambda row: listed(amount(count) for count in row.entry["counts"]),
        ),
        Column("instruments", "list", "With what.", lambda row: listed(span["text"] for span in row.entry["instruments"])),
        Column("cause_of", "list", "The claims that it brought about.", "cause_of"),
        Column("effect_of", "list", "The claims that brought it about.", "effect_of"),
        Column("plover", "text", "PLOVER's code.", "codes.plover"),
        Column("acled", "text", "ACLED's event and sub-event type.", "codes.acled"),
        Column("cameo", "text", "CAMEO's code.", "codes.cameo"),
        Column("ucdp", "text", "UCDP's type.", "codes.ucdp"),
        Column("trigger", "text", "The words that tell it, exactly.", "trigger.text"),
        Column(
            "trigger_start", "whole number", "Where they begin in the report's text (Unicode code points, from 0).", "trigger.start"
        ),
        Column("trigger_end", "whole number", "Where they end.", "trigger.end"),
        Column("evidence", "text", "The clause, exactly.", "evidence.text"),
        Column("evidence_start", "whole number", "Where it begins.", "evidence.start"),
        Column("evidence_end", "whole number", "Where it ends.", "evidence.end"),
        Column("saying_number", "whole number", "The saying that holds it, in sayings.csv.", "saying"),
        Column("rule", "text", "The step and the rule that found it.", "trigger.rule"),
        Column(
            "confidence",
            "number",
            "The share of its filled slots whose words stand in its own clause; no measure of truth.",
            "confidence",
        ),
    ),
    entries("claims"),
)
PARTIES = Table(
    "parties.csv",
    "One row a name in a role of a claim: those who say it, those who did it, those to whom it was done.",
    (
        REPORT,
        Column("claim_id", "id", "The claim.", "claim"),
        Column("role", "text", "said_by, agent or target.", "role"),
        Column("order", "whole number", "Its place in that role, from 0; the publisher is said_by 0.", "order"),
        Column("name", "text", "Who it stands for.", "name"),
        Column("actor_number", "whole number", "The mention, in actors.csv.", "actor"),
        WORDS,
        WHY_NOT,
        BASIS,
        RULE,
        START,
        END,
    ),
    _roles,
)
