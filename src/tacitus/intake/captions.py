"""Captions: paragraphs that tell what a picture shows, by captions.toml, with the picture's own credit."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tacitus.intake.datelines import agency_words
from tacitus.intake.days import FULL_DAY
from tacitus.intake.paragraphs import Paragraph, plain
from tacitus.model.span import Span
from tacitus.rules.table import load_rows

TABLE = "captions.toml"
MOST_WORDS, MOST_CHARACTERS = 90, 900
_NAME = r"(?-i:[A-Z][\w.'&-]*(?:\s+(?:[A-Z][\w.'&-]*|de|al|el|van|von|bin|ibn|for|and|of|the)){0,6})"
SHORTEST = 10  # characters that a picture's description takes before its credit


@dataclass(frozen=True, slots=True)
class Row:
    """A row of captions.toml. `part` is start, credit or whole."""

    id: str
    part: str
    find: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of a regular expression that several rows share."""

    id: str
    find: str


@dataclass(frozen=True, slots=True)
class Words:
    """A named list of words that rows stand on."""

    id: str
    words: tuple[str, ...]


def is_caption(paragraph: Paragraph) -> bool:
    """Whether the words alone show that the paragraph belongs to a picture."""
    return _short(paragraph) and _pictured(paragraph.plain)


@lru_cache(maxsize=256)
def _pictured(words: str) -> bool:
    return any(shape.search(words) for _, shape in rows())


def credit(paragraph: Paragraph) -> Span | None:
    """The words at a caption's end that say whose picture it is."""
    if not _short(paragraph):
        return None
    shapes = [shape for row, shape in rows() if row.part == "credit"]
    hits = (shape.search(paragraph.plain, SHORTEST) or shape.fullmatch(paragraph.plain) for shape in shapes)
    hit = next((hit for hit in hits if hit), None)
    start = paragraph.span.start
    return Span(start + hit.start(), start + hit.end()) if hit else None


def _short(paragraph: Paragraph) -> bool:
    return len(paragraph.plain) <= MOST_CHARACTERS and paragraph.words <= MOST_WORDS


@cache
def rows() -> tuple[tuple[Row, re.Pattern[str]], ...]:
    """Every row with its compiled shape, anchored by its part."""
    return tuple((row, _compiled(row)) for row in load_rows(Row, __package__, TABLE))


def _compiled(row: Row) -> re.Pattern[str]:
    named = {words.id: _any(words.words) for words in load_rows(Words, __package__, TABLE, "word")}
    named |= {shape.id: _spaced(shape.find) for shape in load_rows(Shape, __package__, TABLE, "shape")}
    named |= {"AGENCY": f"(?:{agency_words()}|{named['AGENCY']})", "DATE": f"(?:{FULL_DAY})", "NAME": _NAME}
    shape = re.sub("SCENE|SEEN|SHOWS|AGENCY|DATE|NAME", lambda hit: "\0" + hit[0] + "\0", row.find)
    shape = re.sub("\0(.+?)\0", lambda hit: named[hit[1]], _spaced(shape))
    start, end = {"start": (r"\A", r"\Z"), "credit": ("", r"\Z"), "whole": (r"\A", r"\Z")}[row.part]
    return re.compile(rf"{start}(?:{shape}){end}", re.IGNORECASE)


def _spaced(find: str) -> str:
    """One space in a table stands for any white space."""
    return find.replace(" ", r"\s+").replace(r"\s+?", r"\s*")


def _any(words: tuple[str, ...]) -> str:
    longest = sorted((re.escape(plain(word)) for word in words), key=len, reverse=True)
    return rf"(?:(?<!\w)(?:{'|'.join(longest)})(?!\w))"
