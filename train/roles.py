"""GeoWebNews' toponyms with what they stand for: the place itself, a body that sits there, or something linked with it.

The kinds follow Gritta, Pilehvar & Collier (2020); expressions that are no names of places are not taken.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from train.attribution import covered, words_of
from train.names import records
from train.samples import Sample, in_bio, stretches

KINDS = {
    "Literal": "literal", "Literal_Modifier": "literal", "Mixed": "literal", "Coercion": "literal", "Embedded_Literal": "literal",
    "Metonymic": "metonym",
    "Non_Literal_Modifier": "associative", "Embedded_Non_Lit": "associative", "Demonym": "associative", "Language": "associative",
    "Homonym": "associative",
}  # fmt: skip


def windows(path: Path, limit: int) -> Iterator[Sample]:
    """Samples of up to `limit` words of whole sentences."""
    for record in records(path):
        yield from _windows(record, limit)


def _windows(record: Mapping[str, Any], limit: int) -> Iterator[Sample]:
    words = words_of(record["id"], record["text"])
    spans = []
    for span in record["spans"]:
        places = sorted(covered(words, [(span["start"], span["end"])]))
        if span.get("type") in KINDS and places:
            spans.append((places[0], places[-1] + 1, KINDS[span["type"]]))
    tags = in_bio(len(words.texts), spans)
    for start, end in stretches(words.sentence, limit):
        numbers = tuple(number - words.sentence[start] + 1 for number in words.sentence[start:end])
        yield Sample("roles", words.texts[start:end], numbers, {"role": tuple(tags[start:end])})
