"""The countries of a report: where they stand and how often, which decides what initials mean."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.questions.who.folding import Hit, Stream, parts, stream
from tacitus.questions.who.mentions import is_shouted
from tacitus.questions.who.tables import CountryWord, country_book

_WRECKED = re.compile("[\u00c2\u00c3\u00c4\u00c5][\u0080-\u00bf]|\u00e2\u20ac|\ufffd")
_WRECK = re.compile(f"\\S*(?:{_WRECKED.pattern})\\S*")


@dataclass(frozen=True, slots=True)
class Place:
    """A country's word in the text: tokens `first` to `last`."""

    first: int
    last: int
    word: CountryWord


@dataclass(frozen=True, slots=True)
class Report:
    """A reading with what the names need of it: its parts as a stream, where its countries stand, and how often each is named."""

    reading: Reading
    words: Stream
    starts: Mapping[int, int]
    places: Mapping[int, Place]
    weight: Mapping[str, int]
    shouted: frozenset[int]
    broken: frozenset[int]
    published: Interval | None = None


def survey(reading: Reading, published: Interval | None = None) -> Report:
    """Read the countries of a report: they and the day it came out decide what initials mean."""
    words = stream(reading.tokens)
    starts: dict[int, int] = {}
    for at, token in enumerate(words.token):
        starts.setdefault(token, at)
    shouted = frozenset(sentence.index for sentence in reading.sentences if is_shouted(reading, sentence.index))
    places: dict[int, Place] = {}
    weight: Counter[str] = Counter()
    end, book = 0, country_book()
    for token, at in starts.items():
        if token < end or words.part[at] not in book.firsts:
            continue
        hit = next((hit for hit in book.at(words, at) if _capital_country(reading, hit, shouted)), None)
        if hit:
            word = hit.entries[0]
            places[hit.first] = Place(hit.first, hit.last, word)
            weight[word.row.id] += 1
            end = hit.last
    return Report(reading, words, starts, places, weight, shouted, _broken(reading), published)


def _broken(reading: Reading) -> frozenset[int]:
    """The tokens of words whose letters were read in the wrong encoding ("RenÃ©"): they name nobody."""
    found: set[int] = set()
    if not _WRECKED.search(reading.text):
        return frozenset()
    for wreck in _WRECK.finditer(reading.text):
        found.update(token.index for token in reading.inside(Span(*wreck.span())))
    return frozenset(found)


def _capital_country(reading: Reading, hit: Hit[CountryWord], shouted: frozenset[int]) -> bool:
    token = reading.tokens[hit.first]
    if hit.entries[0].upper:
        loud = token.sentence in shouted and token.upos not in ("PROPN", "NOUN", "ADJ")
        return token.text.replace(".", "").isupper() and not loud and (token.norm != "us" or token.upos != "PRON")
    return token.text[0].isupper()


def stands(report: Report, words: str) -> bool:
    """Whether a phrase stands anywhere in the report."""
    key, text = parts(words), report.words.part
    return any(text[at] == key[0] and text[at : at + len(key)] == key for at in range(len(text) - len(key) + 1))
