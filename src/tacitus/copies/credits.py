"""Whose reporting a report is: the agencies it credits, by credits.toml, and its voice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tacitus.model.document import Document, ZoneKind
from tacitus.model.span import Span
from tacitus.rules.table import load_rows

TABLE = "credits.toml"
HEAD, TAIL = 4, 6  # lines in which a report names its agency
LONGEST = 400  # characters of a line of credits
END = 160  # characters in which the end of a line is looked at
OWN = "document-agency"
_LINE = re.compile(r"[^\r\n]+")
_PLAIN = str.maketrans("’‘ʼ\u00a0", "''' ")
Place = Literal["byline", "head", "tail", "end"]


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A row of credits.toml: a form of words, where it stands, and whether it gives the whole report to the agency."""

    id: str
    find: str
    where: Place
    yes: tuple[str, ...]
    no: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency and the words by which texts call it."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that a report credits, with the whole report or with a part of it. `span` is None where intake's fields say so."""

    agency: str
    whole: bool
    rule: str
    span: Span | None = None


def credits_of(document: Document) -> tuple[Credit, ...]:
    """Every agency credited, once each: by intake's word, the byline, the first lines and the last. Captions do not count."""
    found: dict[str, Credit] = {}
    for credit in _all(document):
        known = found.get(credit.agency)
        if known is None or (credit.whole and not known.whole):
            found[credit.agency] = credit
    return tuple(found.values())


def agency_of(document: Document) -> str | None:
    """The one agency to which the whole report is credited; of several, the one that intake names."""
    whole = [credit.agency for credit in credits_of(document) if credit.whole]
    return whole[0] if len(whole) == 1 or document.agency else None


def voice(document: Document) -> str | None:
    """Whose reporting it is: the agency to which the whole report is credited, else the publisher, else nobody known.

    Two reports with one voice are one source for a claim that both carry, though their texts may differ. An agency that gave
    a part is no voice: the paper reported too. Where several agencies share the credit it is the one of the dateline, else
    the publisher.
    """
    agency = agency_of(document)
    if agency or not document.publisher:
        return agency
    return agency_called(document.publisher) or document.publisher


def agency_called(words: str) -> str | None:
    """The agency that some words are a name of.

    >>> agency_called("The Associated Press"), agency_called("Kivu Gazette")
    ('Associated Press', None)
    """
    wanted = words.translate(_PLAIN).strip().casefold()
    return next((one.name for one in agencies() for word in (one.name, *one.words) if word.casefold() == wanted), None)


def credited(line: str, where: Place) -> tuple[Credit, ...]:
    """The agencies that one line of a report credits, standing at a place; without spans."""
    return tuple(credit for _, credit in _line(line, where))


def _all(document: Document) -> Iterator[Credit]:
    if document.agency:
        yield Credit(agency_called(document.agency) or document.agency, True, OWN)
    yield from credited(document.byline or "", "byline")
    lines = [hit.span() for hit in _LINE.finditer(document.text) if hit[0].strip() and not _in_caption(document, hit.start())]
    for where, chosen in (("head", lines[:HEAD]), ("tail", lines[-TAIL:]), ("end", lines[-TAIL:])):
        for start, end in chosen:
            for (first, last), credit in _line(document.text[start:end], where):  # type: ignore[arg-type]
                yield Credit(credit.agency, credit.whole, credit.rule, Span(start + first, start + last))


def _in_caption(document: Document, place: int) -> bool:
    zone = document.zone_at(place)
    return zone is not None and zone.kind is ZoneKind.CAPTION


def _line(line: str, where: Place) -> Iterator[tuple[tuple[int, int], Credit]]:
    """The credits of a line, each with the place of the agency's words, by the first row that fits."""
    plain = line.translate(_PLAIN)
    cut = max(len(plain.rstrip()) - END, 0) if where == "end" else 0
    if where != "end" and len(plain.strip()) > LONGEST:
        return
    for row, shape in _rows(where):
        hit = shape.search(plain.rstrip(), cut) if where == "end" else shape.fullmatch(plain.strip())
        if hit:
            shift = 0 if where == "end" else len(plain) - len(plain.lstrip())
            for name in _agency().finditer(plain.strip() if where != "end" else plain, hit.start("agency"), hit.end("agency")):
                yield (name.start() + shift, name.end() + shift), Credit(_named(name[0]), row.whole, row.id)
            return


@cache
def agencies() -> tuple[Agency, ...]:
    """The agencies of the table of datelines, which is the one list of them."""
    return load_rows(Agency, "tacitus.intake", "datelines.toml", "agency")


@cache
def credit_rows() -> tuple[CreditRow, ...]:
    return load_rows(CreditRow, __package__, TABLE)


@cache
def _rows(where: Place) -> tuple[tuple[CreditRow, re.Pattern[str]], ...]:
    return tuple((row, _shape(row)) for row in credit_rows() if row.where == where)


def _shape(row: CreditRow) -> re.Pattern[str]:
    one = _agency().pattern
    several = rf"(?P<agency>{one}(?:\s*(?:,\s*and\b|\band\b|[,/&])\s*(?:the\s)?{one})*)"
    find = row.find.replace(" ?", r"\s*").replace(" ", r"\s+").replace("AGENCY", several)
    return re.compile(find + (r"\s*$" if row.where == "end" else ""), re.IGNORECASE)


@cache
def _agency() -> re.Pattern[str]:
    words = sorted({word.translate(_PLAIN) for one in agencies() for word in one.words}, key=len, reverse=True)
    return re.compile(rf"(?-i:(?<!\w)(?:{'|'.join(map(re.escape, words))})(?![^\W_]))")


def _named(words: str) -> str:
    return next(one.name for one in agencies() if words in [word.translate(_PLAIN) for word in one.words])
