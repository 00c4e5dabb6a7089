"""Actors known by what they are or do: "gunmen", "Turkish officials", "fighters of the alliance", "the movement"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tacitus.model.found import Basis
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token
from tacitus.questions.who.folding import parts
from tacitus.questions.who.institutions import institution_identity
from tacitus.questions.who.mentions import Identity, Mention, bare, case_of, definite, indefinite, phrase, plural, words_of
from tacitus.questions.who.survey import Report
from tacitus.questions.who.tables import (
    CountryRow,
    InstitutionRow,
    RoleRow,
    alone_book,
    institution,
    loaded_word,
    organisations,
    role_book,
    verbs,
)

_TIES = frozenset({"loyal", "belong", "allied", "aligned", "affiliated", "answerable", "faithful"})
_MEMBERSHIP = frozenset({"of", "from"})
_MERGING = frozenset({"group", "movement", "militia", "coalition", "company", "fighters", "rebels", "extremists", "gunmen"})
_UNKNOWN = frozenset({"unknown", "unidentified", "unspecified", "unnamed", "anonymous"})
_PEOPLE = frozenset({"own", "side"})
_OUT = frozenset({"last", "next", "first", "second", "same", "such", "more", "many", "other", "few", "innocent", "so", "own"})


@dataclass(frozen=True, slots=True)
class Side:
    """Whose people they are: a named actor, a country, or the head word of a phrase that is still to be understood."""

    named: Mention | None = None
    land: CountryRow | None = None
    head: int | None = None


def spot_roles(report: Report, named: list[Mention]) -> list[Mention]:
    """Every noun phrase whose head is a role, outside the names."""
    at: dict[int, Mention] = {}
    for name in named:
        core = name.core if name.core and name.sort != "person" else (name.first, name.last)
        at.update({place: name for place in range(*core) if place not in at})
    found: list[Mention] = []
    for token in report.reading.tokens:
        if token.upos in ("NOUN", "PROPN", "ADJ") and token.index not in at:
            owner = _is_modifier(report.reading, token)
            mention = _owner(report, token) if owner else _alone(report, token) or _role(report, token, at)
            if mention:
                found.append(mention)
    words = {place for mention in found for place in range(*(mention.core or (0, 0))) if place != mention.head}
    return [mention for mention in found if mention.head not in words]


def _owner(report: Report, token: Token) -> Mention | None:
    """ "coalition" in "coalition aircraft", "police" in "police officers": a short form that describes another noun."""
    if token.relation not in ("compound", "nmod") or token.upos == "ADJ" or token.index + 1 >= len(report.reading.tokens):
        return None
    rows = alone_book().get(token.norm) if token.norm != "military" else ()
    if rows and report.reading.tokens[token.index + 1].norm != "-":
        return _bare_institution(report.reading, rows[0], token.index, token, token.index)
    role = next((row for row in role_book().get(token.norm) if row.id == "coalition"), None)
    if role is None or report.reading.tokens[token.index + 1].norm == "-":
        return None
    identity = Identity(content_id("actor", report.reading.document.id, token.index), token.norm, role.kind, None, "organisation")
    place = token.index
    return Mention(place, place + 1, place, "nominal", identity, f"role/{role.id}", definite=True, role=role)


def _is_modifier(reading: Reading, token: Token) -> bool:
    """Whether a noun only describes another ("a police station"), or a part of a hyphened word ("government-held")."""
    after = reading.tokens[token.index + 1] if token.index + 1 < len(reading.tokens) else None
    if after and after.norm == "-" and after.span.start == token.span.end:
        return True
    if token.upos == "ADJ":
        before = reading.tokens[token.index - 1].norm if token.index else ""
        return before != "the" or token.relation in ("amod", "compound", "advmod")
    noun = token.head > token.index and reading.tokens[token.head].upos in ("NOUN", "PROPN", "ADJ", "NUM")
    return noun and token.dep in ("compound", "amod", "flat", "nmod:unmarked", "nmod:desc")


def _forms(token: Token) -> list[str]:
    """The forms of a word that may be a role."""
    return [form for form in (token.lemma, token.norm, token.norm.removesuffix("s")) if role_book().may_end(form)]


def _row_at(token: Token, forms: list[str], reading: Reading, first: int) -> tuple[RoleRow, int] | None:
    """The role of a head with the words before it, the longest first, and where those words begin."""
    for start in range(max(first, token.index - 3), token.index + 1):
        before = " ".join(word.norm for word in reading.tokens[start : token.index])
        for form in forms:
            rows = role_book().get(f"{before} {form}")
            if rows:
                return rows[0], start
    return None


def _alone(report: Report, token: Token) -> Mention | None:
    """ "the army", "police", "government forces" without a country."""
    if not alone_book().may_end(token.norm):
        return None
    reading = report.reading
    first, _ = phrase(reading, token.index)
    for start in range(max(first, token.index - 2), token.index + 1):
        rows = alone_book().get(" ".join(word.norm for word in reading.tokens[start : token.index + 1]))
        if rows:
            free = all(place not in report.places and word_is_free(reading.tokens[place]) for place in range(first, start))
            free = free or _same_body(reading, rows[0], bare(reading, first, start), start)
            free = free and _is_said_of(reading, rows[0], first, token)
            return _bare_institution(reading, rows[0], first, token, start) if free else None
    return None


def _same_body(reading: Reading, row: InstitutionRow, first: int, start: int) -> bool:
    """ "armed forces" in "the armed forces general staff": the words before name the same body."""
    return first < start and any(other.id == row.id for other in alone_book().get(_before(reading, first, start)))


def _before(reading: Reading, first: int, last: int) -> str:
    return " ".join(word.norm for word in reading.tokens[first:last])


def _is_said_of(reading: Reading, row: InstitutionRow, first: int, token: Token) -> bool:
    """Whether a bare "government" is one: it has its article, is a plural, or does something ("in government" is none)."""
    does = token.relation == "nsubj" or token.dep == "obl:agent"
    return row.acts != "body" or plural(token) or definite(reading, first, token.index) or does or bool(_of(reading, token.index))


_FREE = frozenset({"the", "a", "an", "our", "their", "its", "his", "her", "my"})


def word_is_free(token: Token) -> bool:
    """Whether a word before "army" leaves open whose army it is."""
    return token.norm in _FREE or (token.upos in ("DET", "ADV", "ADJ") and token.text[0].islower())


def _bare_institution(reading: Reading, row: InstitutionRow, first: int, token: Token, start: int) -> Mention:
    words = " ".join(word.norm for word in reading.tokens[start : token.index + 1])
    sort = "organisation"
    identity = Identity(content_id("actor", reading.document.id, row.id), words, row.kind, None, sort)
    known = definite(reading, first, token.index)
    many = plural(token)
    return Mention(
        first,
        token.index + 1,
        token.index,
        "nominal",
        identity,
        f"alone/{row.id}",
        plural=many,
        definite=known,
        seeks=row.id,
        of=_of(reading, token.index),
        core=(start, token.index + 1),
    )


def _of(reading: Reading, head: int) -> int | None:
    """The head of the phrase that "of" brings."""
    return next((kid.index for kid in reading.kids(head, "nmod") if case_of(reading, kid.index) == "of"), None)


def _role(report: Report, token: Token, at: Mapping[int, Mention]) -> Mention | None:
    reading = report.reading
    forms = _forms(token)
    if not forms:
        return None
    first, last = phrase(reading, token.index)
    first = max([first, *(place + 1 for place in range(first, token.index) if reading.tokens[place].norm == "of")])
    hit = _row_at(token, forms, reading, first)
    if hit is None or (token.upos == "ADJ" and hit[0].id != "people"):
        return None
    row, start = hit
    if _says_nobody(reading, row, token, first):
        return None
    side = _side(report, first, start, token.index, at)
    identity, basis = _identity(report, row, side, first, start, token)
    if side.named and side.named.first < first < side.named.last:
        first = side.named.first
    return Mention(
        first,
        max(last, token.index + 1) if token.relation != "appos" else token.index + 1,
        token.index,
        "nominal",
        identity,
        f"role/{row.id}",
        basis,
        plural=plural(token),
        definite=_points_back(reading, first, token.index),
        role=row,
        of=side.head if row.joins != "body" else None,
        core=(start, token.index + 1),
    )


def _points_back(reading: Reading, first: int, head: int) -> bool:
    return definite(reading, first, head) and not indefinite(reading, first, head)


def _says_nobody(reading: Reading, row: RoleRow, token: Token, first: int) -> bool:
    """Nouns that only look like actors: "the movement of troops", "the country", a capitalised word inside an unknown name."""
    if reading.tokens[first].norm == "no" and row.joins == "short":
        return True
    if case_of(reading, token.index) == "of" and token.head >= 0 and reading.tokens[token.head].lemma in verbs("sense"):
        return True
    if token.lemma == "head" and not plural(token):
        return not _heads(reading, token)
    if row.id == "movement":
        return _of(reading, token.index) is not None
    if row.id == "countries":
        return not plural(token)
    if token.lemma == "mission":
        return plural(token)
    if token.lemma == "resistance":
        return reading.tokens[first].norm != "the"
    lone = first == token.index != reading.sentences[token.sentence].first
    return token.upos == "PROPN" and row.joins == "own" and not plural(token) and lone


def _heads(reading: Reading, token: Token) -> bool:
    """Whether "the head" is somebody: that of a body or a name, or one who speaks; "hit on the head" is a part of one."""
    above = reading.tokens[token.head] if token.head >= 0 else None
    if token.relation == "nsubj" and above is not None and above.lemma in verbs("speech"):
        return True
    does = token.relation in ("nsubj", "obj", "appos") and above is not None and above.upos in ("VERB", "PROPN")
    kids = reading.kids(token.index, "nmod", "compound", "appos", "flat")
    return any(_is_body(kid) or (does and not _is_people(kid)) for kid in kids)


def _is_people(token: Token) -> bool:
    return any(row.joins in ("own", "body") for row in role_book().get(token.lemma)) or token.lemma in verbs("land")


def _is_body(token: Token) -> bool:
    short = any(row.joins in ("short", "side") for row in role_book().get(token.lemma))
    known = short or bool(alone_book().get(token.norm)) or any(token.lemma in row.words for row in organisations())
    return token.upos == "PROPN" or known


def _side(report: Report, first: int, start: int, head: int, at: Mapping[int, Mention]) -> Side:
    """Whose they are: the nearest name before the role's words, or the phrase that hangs on the head."""
    reading = report.reading
    for place in range(start - 1, first - 1, -1):
        if _linked(reading, (at[place].core or (0, place + 1))[1] - 1 if place in at else place):
            continue
        if place in at and at[place].sort != "people":
            return Side(named=at[place])
        land = _land(report, place)
        if land:
            return Side(land=land)
        if _owner(report, reading.tokens[place]):
            return Side(head=place)
    for kid in _owners(reading, head):
        if kid.index in at:
            return Side(named=at[kid.index])
        land = _land(report, kid.index)
        if land:
            return Side(land=land)
        return Side(head=kid.index)
    return Side()


def _land(report: Report, token: int) -> CountryRow | None:
    place = next((p for p in report.places.values() if p.first <= token < p.last and p.word.form in ("name", "adjective")), None)
    return place.word.row if place else None


def _linked(reading: Reading, place: int) -> bool:
    """Whether a name is part of a hyphened word that says led, backed, held or linked."""
    after, word = reading.tokens[place + 1], reading.tokens[place]
    return after.norm == "-" and after.span.start == word.span.end and reading.tokens[place + 2].upos in ("VERB", "ADJ")


def _owners(reading: Reading, head: int) -> list[Token]:
    """The heads of "of X", "from X", "loyal to X"."""
    found = [kid for kid in reading.kids(head, "nmod") if case_of(reading, kid.index) in _MEMBERSHIP]
    for kid in reading.kids(head, "amod", "acl"):
        if kid.lemma in _TIES:
            found += reading.kids(kid.index, "obl", "nmod")
    return found


def _identity(report: Report, row: RoleRow, side: Side, first: int, start: int, token: Token) -> tuple[Identity | None, Basis]:
    plain = plain_words(report, first, start, token, row, side.head)
    if side.named and side.named.identity:
        return _of_side(row, side.named.identity, plain, _sort(row, token))
    if side.land:
        return _of_land(row, side.land, plain, _sort(row, token)), Basis.DERIVED
    sort = _sort(row, token)
    plain += _home(report, row, side.head, token)
    key = content_id("actor", report.reading.document.id, row.id, token.index)
    return Identity(key, plain, row.kind, None, sort), Basis.STATED


def _opens(report: Report, word: Token) -> bool:
    """Whether a common noun has its capital only because it opens the sentence."""
    joined = report.reading.tokens[word.index + 1].norm == "-"
    return not joined and word.upos == "NOUN" and word.index == report.reading.sentences[word.sentence].first


def _home(report: Report, row: RoleRow, owner: int | None, token: Token) -> str:
    """ " of Mayadin" of "residents of Mayadin": the place that people are known by."""
    if owner is None or row.joins != "own" or report.reading.tokens[owner].upos != "PROPN" or owner < token.index:
        return ""
    if role_book().get(report.reading.tokens[owner].norm):
        return ""
    first, last = phrase(report.reading, owner)
    words = words_of(report.reading, first, last)
    case = case_of(report.reading, owner)
    return f" {case} {words.title() if token.sentence in report.shouted else words}" if case and last - first < 5 else ""


def _sort(row: RoleRow, token: Token) -> str:
    if row.joins == "body":
        return "body"
    if row.joins == "short":
        return "people" if plural(token) else "organisation"
    if plural(token):
        return "people"
    collective = {"opposition", "countries", "gangs", "monitors", "soldier-units", "warplanes", "warships"}
    return "organisation" if row.id in collective or token.lemma in _COLLECTIVE else "person"


_COLLECTIVE = frozenset(
    {"delegation", "crowd", "mob", "family", "community", "population", "tribe", "clan", "newspaper", "network", "cell", "unit"}
    | {"squad", "patrol", "contingent", "column", "wing", "branch", "leadership", "force", "charity", "insurgency", "rebellion"}
    | {"team", "crew", "staff", "enemy", "couple", "nation", "country", "detachment", "group", "organisation", "organization"}
)


def _of_side(row: RoleRow, side: Identity, plain: str, sort: str) -> tuple[Identity, Basis]:
    """ "Hezbollah fighters" are Hezbollah; "Hamas officials" are its officials; "NATO agency" is a body of its own."""
    if row.joins == "body":
        return Identity(content_id("actor", row.id, side.id, plain), plain, row.kind, None, "body"), Basis.STATED
    if side.sort == "person":
        own = Identity(content_id("actor", row.id, side.id, plain), f"{side.name} {plain}", row.kind, None, "people")
        return own, Basis.DERIVED
    if row.joins == "side" or row.id in _MERGING or row.kind == side.kind:
        return side, Basis.DERIVED
    name = plain if plain.casefold().startswith(side.name.casefold()) else f"{side.name} {plain}"
    return Identity(content_id("actor", row.id, side.id, plain.casefold()), name, row.kind, side.country, sort), Basis.DERIVED


def _of_land(row: RoleRow, land: CountryRow, plain: str, sort: str) -> Identity:
    """ "Chadian soldiers" are Chad's armed forces; "Syrian rebels" and "Turkish officials" are only from there."""
    if row.joins == "side" and row.state:
        return institution_identity(land, institution(row.state))
    return Identity(content_id("actor", row.id, land.id, plain.casefold()), f"{land.adjective} {plain}", row.kind, land.id, sort)


def _measured(tokens: Sequence[Token], place: int) -> bool:
    """A word of a measure that hyphens hold together: the "year" and the "old" of "67-year-old"."""
    while place > 1 and tokens[place - 1].norm == "-":
        place -= 2
    return tokens[place].upos == "NUM"


def plain_words(report: Report, first: int, start: int, token: Token, row: RoleRow, owner: int | None = None) -> str:
    """What the phrase calls them without names, numbers and loaded words; the row's own name where nothing is left."""
    tokens = report.reading.tokens
    loaded = loaded_word(token.norm) or loaded_word(" ".join(word.norm for word in tokens[start : token.index + 1]))
    if loaded:
        return row.name
    possessors = [word.index for word in tokens[first : token.index] if word.norm == "'s" or word.dep == "nmod:poss"]
    begin = max(possessors, default=bare(report.reading, first, token.index + 1) - 1) + 1
    kept = [
        word.text
        for word in tokens[begin:start]
        if word.upos in ("ADJ", "NOUN")
        and word.norm not in _OUT
        and not _measured(tokens, word.index)
        and not loaded_word(word.norm)
        and word.index != owner
        and word.index not in report.places
        and (word.text[0].islower() or token.sentence in report.shouted or _opens(report, word))
    ]
    own = [word.text for word in tokens[start : token.index] if word.upos != "DET" and not loaded_word(word.norm)]
    unknown = any(word.norm in _UNKNOWN for word in tokens[first : token.index])
    kept = ["unidentified"] + [word for word in kept if parts(word)[0] not in _UNKNOWN] if unknown else kept
    words = " ".join([*kept, *own, token.text])
    opens = report.reading.sentences[token.sentence].first in (token.index, begin, first)
    return words.casefold() if opens or token.sentence in report.shouted or token.upos == "PROPN" else words
