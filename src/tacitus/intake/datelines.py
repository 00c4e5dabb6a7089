"""Datelines: place, day and agency before a report's first sentence, by the forms of datelines.toml."""

import re
from dataclasses import dataclass
from functools import cache

from tacitus.intake.days import MONTH, ORDINAL, WEEKDAY
from tacitus.intake.paragraphs import Paragraph, plain
from tacitus.model.document import Dateline
from tacitus.model.span import Span
from tacitus.rules.table import load_rows

TABLE = "datelines.toml"
LONGEST = 140  # characters that a dateline takes at most

_UPPER = r"(?:(?:AL|EL|N|O|D|L)['-])?[^\W\d_a-z][^\W\d_a-z.'-]*(?<![.-])"
_NAME = r"[^\W\d_a-z][\w.'-]*(?<![.-])"
_OF = r"(?:of|de|la|el|al|es|ez|the|and|sur|du|des|del)"
_SHORT = r"[^\W\d_a-z][\w.'-]{0,4}\."  # "Dem. Rep. of Congo", "N.Y."
_REGION = rf"(?:, (?:{_NAME}|{_SHORT})(?: (?:{_NAME}|{_OF}|{_SHORT})){{0,3}})?"
_CAPITALS = rf"{_UPPER}(?: {_UPPER}){{0,3}}(?:\s?[/]\s?{_UPPER}(?: {_UPPER}){{0,2}}){{0,2}}{_REGION}"
_CAPITAL = rf"{_NAME}(?: (?:{_NAME}|{_OF})){{0,3}}(?:\s?[/]\s?{_NAME}(?: {_NAME}){{0,2}}){{0,2}}{_REGION}"
_DAY = (
    rf"(?i:(?:le )?(?:{WEEKDAY},? )?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:{MONTH} {ORDINAL}|{ORDINAL} {MONTH}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
    rf"(?:,? (?:\d{{4}}|\d{{2}}(?= [(\[-])))?)|{WEEKDAY})"
)
_NAMED = r"(?:[^\W\d_a-z][\w.&'/-]*|dpa|the)(?: (?:[^\W\d_a-z][\w.&'/-]*|of|and)){0,4}"
_LONG_DASH, _DASH = r"\s?(?:-{2,3}|_|(?<= )-(?= )|\ue000)\s?", r"\s?(?:-{1,3}|_|\ue000)\s?"
_FOLLOWS = r"(?=[\"'(\[]?[^\Wa-z_]|\[|\Z)"


@dataclass(frozen=True, slots=True)
class Form:
    """A row of datelines.toml: the shape of a dateline. `never` are words, or first words, that are no place in it."""

    id: str
    find: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency and the words by which texts call it."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cities:
    """Cities in which reports are filed."""

    id: str
    names: tuple[str, ...]


def find_dateline(paragraph: Paragraph) -> Dateline | None:
    """The dateline that a paragraph begins with."""
    head = paragraph.plain[: LONGEST + 40]
    hits = [hit for form, shape in forms() if (hit := shape.match(head)) and hit.end() <= LONGEST and _is_place(form, hit)]
    best = max(hits, key=lambda hit: hit.end(), default=None)
    if best is None:
        return None
    start = paragraph.span.start

    def part(name: str) -> Span | None:
        found = best.groupdict().get(name)
        return Span(start + best.start(name), start + best.end(name)) if found else None

    return Dateline(Span(start, start + len(best[0].rstrip())), part("place"), part("day"), part("agency"))


def _is_place(form: Form, hit: re.Match[str]) -> bool:
    """A form that needs no agency says which words, or first words, are no place in it."""
    return not form.never or not {hit["place"], hit["place"].split()[0]}.intersection(form.never)


@cache
def forms() -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """Every form with its compiled shape."""
    return tuple((form, _compiled(form.find)) for form in load_rows(Form, __package__, TABLE, "form"))


def _compiled(find: str) -> re.Pattern[str]:
    parts = {
        "PLACE": f"(?P<place>{_CAPITALS})",
        "Place": f"(?P<place>{_CAPITAL})",
        "CITY": f"(?P<place>(?:{_cities()}|{_cities(capitals=True)}){_REGION})",
        "CAPS": f"(?P<place>{_cities(capitals=True)}{_REGION})",
        "DAY": f"(?P<day>{_DAY})",
        "AGENCY": f"(?P<agency>{agency_words()})",
        "NAMED": f"(?P<agency>{_NAMED})",
        " --": _LONG_DASH,
        " -": _DASH,
    }
    pieces = re.split(r"(PLACE|Place|CITY|CAPS|DAY|AGENCY|NAMED| --| -)", plain(find))
    shape = "".join(parts.get(piece) or re.escape(piece).replace(r"\ ", r"\s?" if piece == ". " else r"\s+") for piece in pieces)
    return re.compile(rf"{shape}\s*{_FOLLOWS}")


@cache
def _cities(capitals: bool = False) -> str:
    """A regular expression for any city of the lists."""
    names = sorted(
        (name for cities in load_rows(Cities, __package__, TABLE, "city") for name in cities.names), key=len, reverse=True
    )
    words = (plain(name.upper() if capitals else name) for name in names)
    return rf"(?:{'|'.join(map(re.escape, words))})(?!\w)"


@cache
def agencies() -> tuple[Agency, ...]:
    return load_rows(Agency, __package__, TABLE, "agency")


@cache
def agency_words() -> str:
    """A regular expression for any agency's words, the longest first; capitals count."""
    words = sorted((word for agency in agencies() for word in agency.words), key=len, reverse=True)
    return rf"(?-i:(?<!\w)(?:{'|'.join(re.escape(plain(word)) for word in words)})(?![^\W_]))"


def agency_name(words: str) -> str:
    """The agency's own name; words that no table knows are kept.

    >>> agency_name("AP"), agency_name("Kachin News Group")
    ('Associated Press', 'Kachin News Group')
    """
    known = plain(words.strip())
    return next((agency.name for agency in agencies() if known in agency.words), words.strip())


def agency_in(words: str) -> str | None:
    """The name of the agency that words such as a byline end with or consist of."""
    hit = re.search(rf"({agency_words()})\W*$", plain(words))
    return agency_name(hit[1]) if hit else None
