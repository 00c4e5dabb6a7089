"""PolNeAR's attributions as samples over windows of several sentences of our own words.

Sources, cues and contents are layers of their own, so that an attribution inside another's content keeps its place; contents
that lie in other contents go to a layer `nested`. The first word of every source and content is linked to its cue's first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tacitus.model.document import Document, Published, Zone, ZoneKind
from tacitus.model.span import Span
from tacitus.reading.sentences import split
from train.names import records
from train.samples import NOTHING, Sample, in_bio, stretches

LAYERS = ("source", "cue", "content", "nested")


@dataclass(frozen=True, slots=True)
class Words:
    """An article as words: their texts, characters and sentences (from 1)."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    sentence: tuple[int, ...]


def words_of(number: str, text: str) -> Words:
    """Our own words and sentences of a plain text."""
    parts = split(plain_document(number, text))
    pieces = [piece for _, part in parts for piece in part]
    sentence = tuple(place for place, (_, part) in enumerate(parts, 1) for _ in part)
    return Words(tuple(piece.text for piece in pieces), tuple(piece.span for piece in pieces), sentence)


def plain_document(number: str, text: str) -> Document:
    """A text that is all body."""
    zones = (Zone(ZoneKind.BODY, Span(0, len(text))),)
    return Document(
        key=number, id=number, uri=number, media_type="text/plain", text=text, language="en", zones=zones, published=Published(None)
    )


def covered(words: Words, parts: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The words that any of the character stretches touches."""
    return frozenset(
        place for place, span in enumerate(words.spans) for start, end in parts if span.start < end and span.end > start
    )


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted word numbers as stretches (first, last exclusive).

    >>> runs([1, 2, 5])
    [(1, 3), (5, 6)]
    """
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def gold(record: Mapping[str, Any], words: Words) -> list[dict[str, frozenset[int]]]:
    """The attributions of an article: words of source, cue and content, empty where there is none."""
    parts: dict[str, list[tuple[int, int]]] = {}
    for span in record["spans"]:
        pieces = span.get("fragments") or [(span["start"], span["end"])]
        parts.setdefault(span["tid"], []).extend((start, end) for start, end in pieces)
    near = {number: covered(words, stretches) for number, stretches in parts.items()}
    return [
        {
            role.lower(): frozenset().union(*(near[number] for number in entry.get(role, ())))
            for role in ("Source", "Cue", "Content")
        }
        for entry in record["attributions"]
    ]


def _layers(found: Sequence[Mapping[str, frozenset[int]]], size: int) -> dict[str, list[str | None]]:
    contents = sorted((entry["content"] for entry in found), key=lambda places: (-len(places), sorted(places)))
    outer: list[frozenset[int]] = []
    inner: list[frozenset[int]] = []
    for places in contents:
        (inner if any(places & other for other in outer) else outer).append(places)
    spread = {
        "source": [entry["source"] for entry in found],
        "cue": [entry["cue"] for entry in found],
        "content": outer,
        "nested": inner,
    }
    return {
        layer: in_bio(size, [(*run, layer) for places in groups for run in runs(sorted(places))])
        for layer, groups in spread.items()
    }


def _links(found: Sequence[Mapping[str, frozenset[int]]], size: int) -> dict[str, list[tuple[int, int] | None]]:
    """For the first word of each stretch of a source or content: (its word, the cue's first word or -1)."""
    links: dict[str, list[tuple[int, int] | None]] = {"source_link": [None] * size, "content_link": [None] * size}
    for entry in sorted(found, key=lambda entry: -len(entry["content"])):
        cue = min(entry["cue"]) if entry["cue"] else -1
        for role in ("source", "content"):
            for first, _ in runs(sorted(entry[role])):
                if links[f"{role}_link"][first] is None:
                    links[f"{role}_link"][first] = (first, cue)
    return links


def windows(record: Mapping[str, Any], limit: int, phase: int = 0) -> Iterator[Sample]:
    """Samples of up to `limit` words of whole sentences; the first holds `phase` words less, so that cuts fall elsewhere."""
    words = words_of(record["id"], record["text"])
    found = gold(record, words)
    size = len(words.texts)
    layers, links = _layers(found, size), _links(found, size)
    for start, end in stretches(words.sentence, limit, phase):
        yield _cut(words, layers, links, start, end)


def _cut(
    words: Words,
    layers: Mapping[str, Sequence[str | None]],
    links: Mapping[str, Sequence[tuple[int, int] | None]],
    start: int,
    end: int,
) -> Sample:
    first = words.sentence[start] - 1
    near = {
        name: tuple(NOTHING if link is None else link[1] - start + 1 if start <= link[1] < end else 0 for link in column[start:end])
        for name, column in links.items()
    }
    return Sample(
        "attribution",
        words.texts[start:end],
        tuple(number - first for number in words.sentence[start:end]),
        {name: tuple(column[start:end]) for name, column in layers.items()},
        links=near,
    )


def articles(path: Path) -> list[dict[str, Any]]:
    """The articles with their first annotator's attributions."""
    return [record for record in records(path) if record["primary"]]
