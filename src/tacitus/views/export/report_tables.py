"""The tables of what a report holds: the report itself, times, places, actors, counts, sayings, and what was not understood."""

from collections.abc import Iterator

from tacitus.format.pieces import Json
from tacitus.views.export.table import Cell, Column, Row, Table, entries, follow, listed, names

REPORT = Column("report_id", "id", "The report: the same in all tables.", lambda row: row.report)


def _number(of: str) -> Column:
    return Column(
        f"{of}_number",
        "whole number",
        f"The {of}'s number in the report, from 0, as other tables refer to it.",
        lambda row: row.number,
    )


START = Column("start", "whole number", "Where the words begin in the report's text (Unicode code points, from 0).", "start")
END = Column("end", "whole number", "Where they end: the first character after them.", "end")
WORDS = Column("words", "text", "The words, exactly.", "text")
BASIS = Column("basis", "text", "How the value is known: stated, derived or inherited.", "basis")
RULE = Column("rule", "text", "The step and the rule that made the value.", "rule")
WHY_NOT = Column("why_not", "text", "Why there is no value.", "why_not")


def _read(row: Row) -> Cell:
    return "build" in row.reading


def _reason(row: Row) -> Cell:
    return None if "build" in row.reading else listed(skipped["why_not"] for skipped in row.reading["skipped"])


def _size(key: str) -> Column:
    return Column(
        key, "whole number", f"How many {key} were found in it.", lambda row: len(row.reading[key]) if key in row.reading else None
    )


def _build(key: str, meaning: str) -> Column:
    return Column(f"build_{key}", "text", meaning, lambda row: follow(row.reading, f"build.{key}"))


def _document(reading: Json) -> Iterator[Json]:
    yield reading["document"]


def _claims_of(row: Row) -> Cell:
    claims = [claim for claim in row.reading["claims"] if any(count["count"] == row.number for count in claim["counts"])]
    return listed(claim["id"] for claim in claims)


def _states(reading: Json) -> Iterator[Json]:
    for group in reading.get("groups", ()):
        for state in group["states"]:
            yield {**state, "group": group}


def _sum(row: Row) -> Cell:
    """The balance of a group as it would be written: 14 = 5 + 9."""
    balance = row.entry["group"]["balance"]
    if not balance["parts"]:
        return None
    sign = {True: "=", False: "≠"}.get(balance["holds"], "?")
    whole = "unknown" if balance["whole"] is None else balance["whole"]
    return f"{whole} {sign} {' + '.join(str(part) for part in balance['parts'])}"


REPORTS = Table(
    "reports.csv",
    "One row a report, read or not.",
    (
        REPORT,
        Column("key", "text", "The record's id in a corpus, else the path or address as given.", "key"),
        Column("read", "yes/no", "Whether it could be read.", _read),
        Column("why_not", "text", "Why it could not be read.", _reason),
        Column("title", "text", "The headline.", "title"),
        Column("publisher", "text", "Who published it.", "publisher"),
        Column("agency", "text", "The agency it is taken from.", "agency"),
        Column("byline", "text", "Who signed it.", "byline"),
        Column("section", "text", "The page's section line.", "section"),
        Column("language", "text", "ISO 639-1.", "language"),
        Column("published_from", "day", "The first day on which it could have been published.", "published.from"),
        Column("published_to", "day", "The last day on which it could have been published.", "published.to"),
        Column("published_basis", "text", "How that is known: given, metadata, dateline or inferred.", "published.basis"),
        Column("published_why", "text", "From what.", "published.why"),
        Column("published_why_not", "text", "Why it is not known.", "published.why_not"),
        Column(
            "modified",
            "text",
            "The page's own word for when it was changed; never taken for the day of publication.",
            "published.modified",
        ),
        Column("uri", "text", "Where it came from.", "uri"),
        Column("media_type", "text", "What kind of file it was.", "media_type"),
        Column("document_id", "id", "The sha256 of its bytes.", "id"),
        _size("claims"),
        _size("sayings"),
        _size("counts"),
        _build("version", "Tacitus's version."),
        _build("encoder", "The encoder's digest."),
        _build("gazetteer", "The gazetteer's digest."),
        _build("tables", "The rule tables' digest."),
        Column("figure_policy", "text", "The rule for figures that was chosen.", lambda row: follow(row.reading, "figures.policy")),
        Column("figure_rule", "text", "What that rule says, and where.", lambda row: follow(row.reading, "figures.rule")),
    ),
    _document,
)
TIMES = Table(
    "times.csv",
    "One row a time expression.",
    (
        REPORT,
        _number("time"),
        WORDS,
        Column("from", "day", "The first day it could mean; empty is an open end or unknown.", "from"),
        Column("to", "day", "The last day it could mean.", "to"),
        Column("value", "text", "The TIMEX3 value.", "value"),
        Column("grain", "text", "Day, week, month, season, year, ...", "grain"),
        Column("approximate", "yes/no", "Whether the words say about, around, ...", "approximate"),
        Column("anchor", "text", "What it was reckoned from: published, time or event; empty for an absolute one.", "anchor"),
        Column("anchor_time", "whole number", "The number of the time it was reckoned from.", "anchor_time"),
        Column("why", "text", "How the days follow from the words.", "why"),
        WHY_NOT,
        BASIS,
        RULE,
        START,
        END,
    ),
    entries("times"),
)
PLACES = Table(
    "places.csv",
    "One row a place name.",
    (
        REPORT,
        _number("place"),
        WORDS,
        Column(
            "role", "text", "literal (it names a place), associative (it colours a noun) or metonym (it stands for a body).", "role"
        ),
        Column("name", "text", "The gazetteer's name.", "name"),
        Column("gazetteer_id", "id", "The gazetteer's id.", "id"),
        Column("lat", "number", "Degrees north, WGS 84.", "lat"),
        Column("lon", "number", "Degrees east, WGS 84.", "lon"),
        Column("country", "text", "ISO 3166-1 alpha-2.", "country"),
        Column("kind", "text", "What kind of place it is.", "kind"),
        Column("precision", "text", "exact, near, area, district, province or country.", "precision"),
        Column(
            "relation",
            "text",
            "How the words put a thing in relation to it: direction, toward, between, near, ...",
            "relation.type",
        ),
        Column("bearing", "text", "The compass point.", "relation.bearing"),
        Column("km", "number", "The stated distance.", "relation.km"),
        Column("why", "text", "Why it is this place.", "why"),
        Column(
            "others",
            "list",
            "The next candidates.",
            lambda row: listed(f"{other['name']} ({other['country']})" for other in row.entry["others"]),
        ),
        WHY_NOT,
        BASIS,
        RULE,
        START,
        END,
    ),
    entries("places"),
)
ACTORS = Table(
    "actors.csv",
    "One row a mention of an actor.",
    (
        REPORT,
        _number("actor"),
        WORDS,
        Column("name", "text", "Who it stands for, never a pronoun.", "name"),
        Column("actor_id", "id", "The same for all mentions of one actor.", "id"),
        Column("kind", "text", "State military, rebel group, ...", "kind"),
        Column("country", "text", "ISO 3166-1 alpha-2.", "country"),
        Column("mention", "text", "name, nominal or pronoun.", "mention"),
        Column("aliases", "list", "Every string by which the report calls it.", "aliases"),
        Column("since", "whole number", "Its first year under this name, where the table knows it.", "active.since"),
        Column("until", "whole number", "Its last year under this name.", "active.until"),
        Column("became", "list", "The ids of whom it was renamed to, merged with or split into.", "active.became"),
        Column(
            "loaded", "list", "Labels that take a side, with their slant and whose voice uses them.", lambda row: _loaded(row.entry)
        ),
        WHY_NOT,
        BASIS,
        RULE,
        START,
        END,
    ),
    entries("actors"),
)


def _loaded(actor: Json) -> Cell:
    return listed(f"{label['words']} ({label['slant']}, {label['voice']})" for label in actor["loaded"])


COUNTS = Table(
    "counts.csv",
    "One row a counted thing. Do not add rows up: one may be part of another (part_of), or the same toll told twice.",
    (
        REPORT,
        _number("count"),
        Column("claim_ids", "list", "The claims that it belongs to; empty where it belongs to none.", _claims_of),
        WORDS,
        Column("outcome", "text", "What became of the counted: killed, injured, captured, displaced or missing.", "outcome"),
        Column("kind", "text", "What they are: fighters, civilians, people, vehicles, ...", "kind"),
        Column("unit", "text", "The noun that is counted.", "unit"),
        Column("low", "number", "The lower bound, where the words give one.", "low"),
        Column("best", "number", "The figure itself.", "best"),
        Column("high", "number", "The upper bound, where the words give one.", "high"),
        Column("figure_low", "number", "The lower figure under the rule of --figures.", "figures.low"),
        Column("figure_best", "number", "The best figure under that rule.", "figures.best"),
        Column("figure_high", "number", "The upper figure under that rule.", "figures.high"),
        Column("figure_policy", "text", "The rule's name: acled, ucdp, airwars; empty where none was chosen.", "figures.policy"),
        Column("hedge", "text", "The words that hedge it: some, about, at least, ...", "hedge"),
        Column("side", "text", "The side the counted belong to.", "who.side"),
        Column("status", "text", "Civilian, combatant, ...", "who.status"),
        Column("sex", "text", "Women, men.", "who.sex"),
        Column("age", "text", "Children, adults, ...", "who.age"),
        Column("part_of", "whole number", "The number of the count that it is part of.", "part_of"),
        WHY_NOT,
        BASIS,
        RULE,
        START,
        END,
    ),
    entries("counts"),
)
SAYINGS = Table(
    "sayings.csv",
    "One row a saying.",
    (
        REPORT,
        _number("saying"),
        Column("source", "text", "Who says it; unattributed where nobody is named.", "source.name"),
        Column("source_words", "text", "The words that name the source.", "source.text"),
        Column("source_actor", "whole number", "The number of the mention among actors.", "source.actor"),
        Column("cue", "text", "The words that attribute it.", "cue.text"),
        Column("strength", "text", "said, claimed, warned, denied, accused, ...", "cue.strength"),
        Column("form", "text", "direct, indirect, mixed or implied.", "form"),
        Column("content", "text", "What is said, exactly.", "content.text"),
        Column("content_start", "whole number", "Where it begins in the report's text.", "content.start"),
        Column("content_end", "whole number", "Where it ends.", "content.end"),
        Column("said_from", "day", "The first day on which it could have been said.", "said_on.from"),
        Column("said_to", "day", "The last day on which it could have been said.", "said_on.to"),
        Column("within", "whole number", "The number of the saying that encloses it.", "within"),
        Column("source_why_not", "text", "Why the source is not known.", "source.why_not"),
        WHY_NOT,
        RULE,
    ),
    entries("sayings"),
)
GROUPS = Table(
    "groups.csv",
    "One row a state of a body that moves, splits or merges.",
    (
        REPORT,
        Column("group_id", "id", "The body.", "group.id"),
        Column("group", "text", "What the report calls it.", "group.name"),
        Column("claim_id", "id", "The claim that tells this state.", "claim"),
        Column("part", "whole number", "The part that it is of; empty is the whole.", "part"),
        Column("state", "text", "What it does or is.", "state"),
        Column("counts", "list", "The numbers of its counts.", "counts"),
        Column("place", "text", "Where.", "place.name"),
        Column("from", "day", "The first day it could have been.", "when.from"),
        Column("to", "day", "The last day it could have been.", "when.to"),
        Column(
            "said_by",
            "text",
            "Who says so: the chain, publisher first.",
            lambda row: " > ".join(mouth["name"] for mouth in row.entry["said_by"]),
        ),
        Column("balance", "text", "Whole and parts of the body, as a sum.", _sum),
        Column(
            "contradictions",
            "list",
            "Where claims about the body cannot both be so.",
            lambda row: listed(pair["why"] for pair in row.entry["group"]["contradictions"]),
        ),
    ),
    _states,
)
AGREEMENTS = Table(
    "agreements.csv",
    "One row an agreement.",
    (
        REPORT,
        Column("agreement_id", "id", "The agreement.", "id"),
        Column("claim_id", "id", "The claim that names it.", "claim"),
        Column("kind", "text", "Ceasefire, evacuation, ...", "kind"),
        Column("parties", "list", "Who agreed.", lambda row: names(row.entry["parties"])),
        Column("status", "text", "In effect, proposed, broken, ...", "status"),
        Column("effective_from", "day", "The first day on which it could have taken effect.", "effective.from"),
        Column("effective_to", "day", "The last day on which it could have taken effect.", "effective.to"),
        Column("effective_why_not", "text", "Why that is not known.", "effective_why_not"),
        Column("terms", "list", "What it obliges or allows.", lambda row: listed(term["action"] for term in row.entry["terms"])),
        Column("opposed_by", "list", "Who opposes it.", lambda row: names(row.entry["opposed_by"])),
        Column("breaches", "list", "The claims that allege a breach.", "breaches"),
    ),
    entries("agreements"),
)
SKIPPED = Table(
    "skipped.csv",
    "One row a stretch of words that was seen and not understood.",
    (REPORT, WORDS, Column("step", "text", "Which step.", "step"), Column("why_not", "text", "Why.", "why_not"), START, END),
    entries("skipped"),
)
