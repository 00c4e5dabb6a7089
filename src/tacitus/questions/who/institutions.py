"""Institutions by their country: "Kenyan police", "the army of Myanmar", "Russia's Defence Ministry"; no row for each of them."""

from collections.abc import Iterator
from dataclasses import replace

from tacitus.model.reading import Token
from tacitus.questions.who.actors import Actors
from tacitus.questions.who.folding import Hit
from tacitus.questions.who.mentions import Identity, Mention, head_of, plural
from tacitus.questions.who.survey import Place, Report
from tacitus.questions.who.tables import CountryRow, InstitutionRow, institution_book

_FILLERS = frozenset(
    {"arab", "national", "federal", "central", "interim", "transitional", "elite", "regular", "local", "state", "provincial"}
    | {"royal"}
    | {"new", "former", "own", "military", "joint", "internationally", "recognised", "recognized", "provisional", "main", "top"}
    | {"ruling", "current", "civilian", "democratic", "loyalist", "official", "regional"}
)
_BEFORE = frozenset({"the", "a", "an", "new", "former", "both", "this", "that", "its", "rival", "several", "most"})


def institution_at(report: Report, at: int) -> Mention | None:
    """A country's institution that begins at a part of the stream."""
    token = report.words.token[at]
    place = report.places.get(token)
    if place is not None and report.starts[token] == at:
        return _after_country(report, place)
    return _before_country(report, at)


def _after_country(report: Report, place: Place) -> Mention | None:
    """ "Syrian army", "Kenya's police", "Iraqi and Kurdish forces": the country, some plain words, the institution."""
    tokens = report.reading.tokens
    at = place.last
    if place.word.form in ("people", "seat") or at >= len(tokens):
        return None
    of_capital = place.word.form == "capital"
    for _ in range(4):
        if at >= len(tokens) or tokens[at].sentence != tokens[place.first].sentence:
            return None
        hit = _words_at(report, at)
        if hit:
            ruled = tokens[place.last].norm == "'s" or hit.entries[0].id == "government"
            return _country_mention(report, place, hit) if ruled or not of_capital else None
        norm = tokens[at].norm
        joined = norm in ("and", "or", "/", "-") or (at in report.places and report.places[at].word.form == "adjective")
        if not (norm == "'s" or norm in _FILLERS or joined):
            return None
        if tokens[at].norm == "-" and at + 1 < len(tokens) and at + 1 not in report.places:
            return None
        at = report.places[at].last if at in report.places else at + 1
    return None


def _words_at(report: Report, token: int) -> Hit[InstitutionRow] | None:
    if token not in report.starts:
        return None
    tokens = report.reading.tokens
    for hit in institution_book().at(report.words, report.starts[token]):
        after = tokens[hit.last] if hit.last < len(tokens) else None
        linked = after is not None and after.norm == "-" and after.span.start == tokens[hit.last - 1].span.end
        if not linked and tokens[hit.last - 1].upos in ("NOUN", "PROPN", "ADJ"):
            return hit
    return None


def _country_mention(report: Report, place: Place, hit: Hit[InstitutionRow]) -> Mention | None:
    """The institution; where another country follows ("Syrian and Iraqi forces") only the first country's words."""
    row = hit.entries[0]
    if place.word.form == "ruler" and row.id not in ("government", "military", "security-forces", "warplanes"):
        return None
    shared = any(at in report.places for at in range(place.last, hit.first))
    last = place.last if shared else hit.last
    return institution_mention(report, place.word.row, row, place.first, last)


def institution_mention(report: Report, land: CountryRow, row: InstitutionRow, first: int, last: int) -> Mention:
    """A mention of a country's institution, its determiner taken in."""
    reading = report.reading
    head = head_of(reading, first, last)
    start = first
    while start > 0 and _belongs(reading.tokens[start - 1], head):
        start -= 1
    identity = institution_identity(land, row)
    many = plural(head)
    return Mention(start, last, head.index, "name", identity, f"institution/{row.id}", core=(first, last), plural=many)


def _belongs(token: Token, head: Token) -> bool:
    return token.norm in _BEFORE and token.upos in ("DET", "ADJ", "PROPN") and token.sentence == head.sentence


def institution_identity(land: CountryRow, row: InstitutionRow) -> Identity:
    """The id and name of a country's institution by rule; `known` rows of the table give proper names later."""
    sort = "person" if row.acts == "office" else "organisation"
    return Identity(f"{row.id}-{land.id}", f"{land.adjective} {row.name}", row.kind, land.id, sort)


def _before_country(report: Report, at: int) -> Mention | None:
    """ "the government of Chad", "police in ..." is none: institution, of, country."""
    tokens = report.reading.tokens
    if not report.words.starts(at):
        return None
    hit = _words_at(report, report.words.token[at])
    if hit is None or hit.last >= len(tokens) or tokens[hit.last].norm != "of":
        return None
    after = hit.last + 1
    while after < len(tokens) and tokens[after].norm in ("the", "war-torn", "neighbouring", "neighboring"):
        after += 1
    place = report.places.get(after)
    if place is None or place.word.form not in ("name", "adjective") or tokens[after].sentence != tokens[hit.first].sentence:
        return None
    if place.word.form == "adjective" and place.word.row.adjective != place.word.row.name:
        return None
    return institution_mention(report, place.word.row, hit.entries[0], hit.first, place.last)


def proper(mentions: list[Mention], actors: Actors) -> Iterator[Mention]:
    """Institutions by rule take the proper name of their row where the table has one."""
    for mention in mentions:
        row = actors.rows.get(mention.identity.id) if mention.identity else None
        if row and mention.identity:
            mention = replace(mention, identity=replace(mention.identity, name=row.name, kind=row.kind))
        yield mention
