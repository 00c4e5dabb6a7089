"""What changed between two versions of a page, claim by claim: what stayed, is gone, is new, or reads otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import Connection, select

from tacitus.format.pieces import Json
from tacitus.ledger import schema
from tacitus.ledger.find import reading_lines
from tacitus.ledger.record import body_of

ALIKE = 0.5  # the share of a clause's words that two versions of a claim have in common at least


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page: its bytes, its newest text, and when it first arrived."""

    document: str
    text: str
    at: str
    lines: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A slot that reads otherwise."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is same, changed, gone or new; `before` and `after` the claim's lines."""

    what: str
    before: Json | None
    after: Json | None
    fields: tuple[Field, ...] = ()


def versions(connection: Connection, uri: str) -> tuple[Version, ...]:
    """Every version of the page at an address that could be read, as they arrived."""
    columns = schema.arrival.c
    query = (
        select(columns.document, columns.text, columns.at)
        .where(columns.uri == uri, columns.text.is_not(None), columns.document.is_not(None))
        .order_by(columns.seq)
    )
    first: dict[str, tuple[str, str]] = {}
    for row in connection.execute(query):
        first.setdefault(row.document, (row.text, row.at))
    return tuple(Version(document, text, at, _lines(connection, text)) for document, (text, at) in first.items())


def _lines(connection: Connection, text: str) -> tuple[Json, ...]:
    """The claims of a text's newest reading."""
    newest = (
        select(schema.record.c.id, schema.record.c.body)
        .join_from(schema.reading, schema.record, schema.record.c.seq == schema.reading.c.seq)
        .where(schema.reading.c.text == text)
        .order_by(schema.reading.c.seq.desc())
        .limit(1)
    )
    found = connection.execute(newest).one_or_none()
    return tuple(reading_lines(connection, found.id, body_of(found.body))) if found and found.body else ()


def changes(before: Sequence[Json], after: Sequence[Json]) -> tuple[Change, ...]:
    """The claims of two versions, paired: those of the new one in its order, then what is gone."""
    paired: dict[int, int] = {}
    left = set(range(len(before)))
    ranked = sorted(_pairs(before, after), key=lambda pair: (-pair[0], pair[1], pair[2]))
    for _, old, new in ranked:
        if old in left and new not in paired:
            paired[new] = old
            left.discard(old)
    now = tuple(_change(before[paired[place]] if place in paired else None, line) for place, line in enumerate(after))
    return now + tuple(Change("gone", before[place], None) for place in sorted(left))


def _pairs(before: Sequence[Json], after: Sequence[Json]) -> Iterator[tuple[float, int, int]]:
    """How alike the clauses of every two claims of one kind are, where they are alike enough."""
    for old, left in enumerate(before):
        for new, right in enumerate(after):
            if left["type"] != right["type"]:
                continue
            words = [line["evidence"]["text"].casefold().split() for line in (left, right)]
            alike = SequenceMatcher(None, words[0], words[1], autojunk=False).ratio()
            if alike >= ALIKE:
                same = left["trigger"]["text"].casefold() == right["trigger"]["text"].casefold()
                yield alike + same, old, new


def _change(before: Json | None, after: Json) -> Change:
    if before is None:
        return Change("new", None, after)
    fields = tuple(_fields(before, after))
    return Change("changed" if fields else "same", before, after, fields)


def _fields(before: Json, after: Json) -> Iterator[Field]:
    """The slots of a claim that read otherwise."""
    old, new = _read(before), _read(after)
    for name, value in old.items():
        if value != new[name]:
            yield Field(name, value, new[name])


def _read(line: Json) -> dict[str, str]:
    """A claim's slots as words that can be compared."""
    place, when = line["place"] or {}, line["when"] or {}
    counts = (f"{count['text']} ({count['outcome'] or count['kind']})" for count in line["counts"])
    return {
        "said by": " > ".join(mouth["name"] for mouth in line["said_by"]),
        "standing": line["standing"] + (", hedged" if line["hedged"] else ""),
        "who": "; ".join(party["name"] for party in line["agents"]),
        "to whom": "; ".join(party["name"] for party in line["targets"]),
        "where": place.get("name") or "",
        "when": " to ".join(day for day in (when.get("from"), when.get("to")) if day),
        "how many": "; ".join(counts),
        "words": line["evidence"]["text"],
    }
