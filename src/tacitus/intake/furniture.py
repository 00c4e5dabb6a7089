"""Lines of a page that are no part of the report, by furniture.toml, and what they say of it in passing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tacitus.intake.datelines import agency_words
from tacitus.intake.paragraphs import Paragraph
from tacitus.rules.table import load_rows

TABLE = "furniture.toml"
LONGEST = 400  # characters
_TRAIL = re.compile(r"\s*(?:/|>|»|›|\||::|\\)\s*")
_EDGE = " .,|-–—"
_CRUMBS = re.compile(r"[>»›]")
_SEGMENT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of furniture.toml: a kind of line."""

    id: str
    find: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    opens: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Words that name a desk of the site."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Furnishing:
    """A line that is furniture: by which row, and the words it says of the report, by the name of the group."""

    row: Row
    says: Mapping[str, str]


def furnishing(paragraph: Paragraph, head: bool, text: str) -> Furnishing | None:
    """What makes a paragraph furniture; `head` where it stands above the report's first sentence."""
    if len(paragraph.plain) > LONGEST:
        return None
    for row, shape in rows():
        hit = shape.fullmatch(paragraph.plain) if head or not row.head else None
        if hit:
            start = paragraph.span.start
            places = {name: hit.span(name) for name, words in hit.groupdict().items() if words}
            return Furnishing(
                row, {name: text[start + first : start + last].strip(_EDGE) for name, (first, last) in places.items()}
            )
    return None


def is_section(paragraph: Paragraph) -> bool:
    """Whether a line above the title is the site's own trail: "News / Syria", "World"."""
    parts = [part for part in _TRAIL.split(paragraph.plain.casefold().strip(" /|>")) if part]
    if not parts or paragraph.lines > 1 or any(len(part.split()) > _SEGMENT_WORDS for part in parts):
        return False
    named = any(part in desks() for part in parts)
    return named if len(parts) == 1 or not _CRUMBS.search(paragraph.plain) else True


@cache
def rows() -> tuple[tuple[Row, re.Pattern[str]], ...]:
    """Every row with its compiled shape, which must fit a whole line."""
    return tuple((row, _compiled(row.find)) for row in load_rows(Row, __package__, TABLE))


def _compiled(find: str) -> re.Pattern[str]:
    shape = find.replace("AGENCY", agency_words()).replace(" ", r"\s+").replace(r"\s+?", r"\s*")
    return re.compile(rf"[\W_]*?(?:{shape})[\W_]*", re.IGNORECASE)


@cache
def desks() -> frozenset[str]:
    return frozenset(word for section in load_rows(Section, __package__, TABLE, "section") for word in section.words)
