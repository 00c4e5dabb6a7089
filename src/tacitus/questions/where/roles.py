"""In what sense a name is used: ground, something tied to ground, or a power called by its place (roles.toml)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.questions.where.names import Name, nouns
from tacitus.questions.where.words import PACKAGE, word_list
from tacitus.rules.table import load_rows

_GROUND = frozenset({"city", "province", "country", "land", "water", "facility", "road"})
_RULED = frozenset({"country", "union", "historic country", "country part"})
_LAND = frozenset({"province", "road", "water", "land"})
_SIZES = frozenset({"great", "greater"})


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row of roles.toml."""

    id: str
    role: str
    part: str
    kinds: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    words: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a name is to the word that governs it: the part, that word's lemma and the preposition between them."""

    part: str
    lemma: str
    case: str = ""


@cache
def rows() -> tuple[RoleRow, ...]:
    return load_rows(RoleRow, PACKAGE, "roles.toml")


def role_of(reading: Reading, name: Name, row: int | None, gazetteer: Gazetteer, known: frozenset[int]) -> tuple[str, str]:
    """The role and the rule that says so. `row` is the place that was chosen; `known` are the tokens of all the places' names."""
    sort = sort_of(name, row, gazetteer)
    parts = tuple(parts_of(reading, name, known))
    if sort != "demonym" and _holds_what_precedes(reading, name, known) and not any(part.part == "inside" for part in parts):
        return "literal", "holds-the-name-before"
    if sort != "demonym" and _called_ground(reading, name):
        return "literal", "called-ground"
    for rule in rows():
        if sort in rule.kinds and (not rule.names or name.text in rule.names) and any(_fits(rule, part) for part in parts):
            return rule.role, rule.id
    return ("metonym", "demonym") if sort == "demonym" else ("literal", "name")


def sort_of(name: Name, row: int | None, gazetteer: Gazetteer) -> str:
    """The sort of name that the rules ask for."""
    if name.demonym:
        return "demonym"
    if row is None:
        return "town"
    kind = gazetteer.kind(row)
    if kind in _RULED:
        return "country"
    if kind == "building":
        return kind
    if any(gazetteer.kind(hit.row) == "capital" and gazetteer.country(hit.row) == gazetteer.country(row) for hit in name.hits):
        return "capital"
    return "area" if gazetteer.is_area(row) else "town"


def _fits(rule: RoleRow, part: Part) -> bool:
    return (
        rule.part == part.part
        and (not rule.words or part.lemma in rule.words)
        and part.lemma not in rule.but
        and (not rule.cases or part.case in rule.cases)
    )


def parts_of(reading: Reading, name: Name, known: frozenset[int]) -> Iterator[Part]:
    """Every part that a name plays, the closest first."""
    if _inside(reading, name, known):
        yield Part("inside", "")
    tokens = reading.tokens
    group = _group_word(tokens, name)
    if group:
        yield Part("group", group)
    if name.last + 1 < len(tokens) and tokens[name.last].text == "-":
        yield Part("hyphen", tokens[name.last + 1].norm)
    head = reading.head_of(name.span)
    if head is None:
        return
    yield from _governed(reading, head)
    first = _first_of_list(reading, head)
    if first is not head:
        yield from _governed(reading, first)
        yield Part("beside", first.lemma)
    for kid in reading.kids(head.index, "conj"):
        yield Part("beside", kid.lemma)


def _holds_what_precedes(reading: Reading, name: Name, known: frozenset[int]) -> bool:
    """ "Mosul, Iraq": a comma and a place before it, and no list that goes on after it."""
    tokens, before = reading.tokens, name.first - 1
    if before < 1 or tokens[before].text != "," or before - 1 not in known:
        return False
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and (after.norm in ("and", "or", "&") or (after.text == "," and name.last + 1 in known)):
        return False
    return before < 3 or tokens[before - 2].text != ","


def _called_ground(reading: Reading, name: Name) -> bool:
    """ "in the Artibonite department", "along the Dikwa-Mafa road": a preposition of place, a name, a noun of ground."""
    tokens, at = reading.tokens, name.last
    while at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at + 1].text[0].isupper():
        at += 2
    if at >= len(tokens) or tokens[at].text[0].isupper() or nouns().get(("after", tokens[at].norm)) not in _LAND:
        return False
    if at > name.last and nouns().get(("after", tokens[at].norm)) == "road":
        return True
    first = name.first - 1
    while first > 0 and tokens[first].upos in ("DET", "ADJ"):
        first -= 1
    return first >= 0 and tokens[first].norm in word_list("locative") and tokens[at].relation in ("obl", "nmod", "conj", "appos")


def _first_of_list(reading: Reading, head: Token) -> Token:
    """The first of a list of which the word is one."""
    while head.relation == "conj" and head.head >= 0 and reading.tokens[head.head].upos in ("PROPN", "NOUN", "ADJ"):
        head = reading.tokens[head.head]
    return head


def _governed(reading: Reading, head: Token) -> Iterator[Part]:
    """A word's part by its dependency."""
    if head.head < 0:
        return
    above = reading.tokens[head.head]
    case = next((kid.norm for kid in reading.kids(head.index, "case") if kid.norm not in ("'s", "'")), "")
    relation = head.relation
    if head.dep == "nsubj":
        yield from _as_subject(reading, above)
    elif relation in ("obj", "iobj") and not case:
        yield Part("object", above.lemma)
        if any(_names_lands(kid) for kid in reading.kids(above.index, "nsubj")):
            yield Part("list", above.lemma)
    elif head.dep == "nsubj:pass":
        yield Part("object", above.lemma)
        yield Part("quality", above.lemma)
    elif head.dep == "obl:agent":
        yield Part("agent", above.lemma)
    elif head.dep == "nmod:poss":
        yield Part("owner", above.lemma)
    elif relation in ("compound", "amod", "nmod", "obl", "flat") and not case:
        yield Part("modifier", above.lemma)
    elif case == "of":
        yield Part("of", above.lemma)
    elif case:
        yield Part("case", above.lemma, case)


def _as_subject(reading: Reading, above: Token) -> Iterator[Part]:
    """The subject of a verb, of "is ready", or of "has a duty"."""
    if reading.kids(above.index, "cop"):
        yield Part("quality", above.lemma)
        return
    yield Part("subject", above.lemma)
    for kid in reading.kids(above.index, "obj") if above.lemma == "have" else ():
        yield Part("holder", kid.lemma)


def _names_lands(token: Token) -> bool:
    return bool({token.lemma, token.norm.removesuffix("s")} & set(word_list("land")))


def _group_word(tokens: Sequence[Token], name: Name) -> str | None:
    """The capitalised word before "in" or "of" and the name: "al-Qaeda in the Arabian Peninsula", "in the Greater Sahara"."""
    at = name.first - 1
    if at > 0 and tokens[at].norm in _SIZES:
        at -= 1
    if at > 0 and tokens[at].norm == "the":
        at -= 1
    if at < 1 or tokens[at].norm not in ("in", "of") or not tokens[at - 1].text[0].isupper():
        return None
    return tokens[at - 1].norm


def _inside(reading: Reading, name: Name, known: frozenset[int]) -> bool:
    """Whether the name is part of a longer name that is no place's: "Washington Post", "University of Sanaa"."""
    table, tokens = nouns(), reading.tokens
    low, high = name.run
    others = list(_others(reading, name)) if name.last < high else []
    rest = list[Token]()
    for token in tokens[name.last : high]:
        if token.index in known or any(span.start <= token.span.start < span.end for span in others):
            break
        if token.text[0].isalpha():
            rest.append(token)
    if rest and not rest[0].text[0].isupper():
        rest = []
    front = [token for token in tokens[low : name.first] if token.text[0].isalpha() and token.index not in known]
    if name.demonym:
        return any(token.upos == "PROPN" for token in rest)
    if rest and _carries_on(rest, table):
        return True
    if front and table.get(("before", front[-1].norm)) in ("organisation", "event"):
        return True
    before = name.first - 1
    while before > 0 and (tokens[before].norm in ("the", "and", ",", "&") or before in known):
        before -= 1
    if before > 0 and tokens[before].norm == "of" and tokens[before - 1].text[0].isupper():
        return table.get(("before", tokens[before - 1].norm)) in ("organisation", "event") or _titled(tokens, before - 1)
    return False


def _others(reading: Reading, name: Name) -> Iterator[Span]:
    """The persons and times that stand behind a name."""
    for label in reading.names:
        if label.kind in ("Person", "Temporal") and label.span.start >= name.span.end:
            yield label.span


def _carries_on(rest: Sequence[Token], table: dict[tuple[str, str], str]) -> bool:
    """Whether the capitalised words after a name make it a group's or a thing's name."""
    sorts = [table.get(("after", token.norm)) for token in rest]
    if sorts[-1] in ("organisation", "event"):
        return True
    if any(sort in _GROUND for sort in sorts) or any(token.upos in ("VERB", "ADP", "AUX", "ADV", "NUM") for token in rest):
        return False
    return all(token.upos in ("PROPN", "NOUN", "ADJ") for token in rest) and len(rest) <= 4


def _titled(tokens: Sequence[Token], at: int) -> bool:
    """ "Islamic State of", "Supreme Council of": a capitalised noun that a capitalised adjective qualifies."""
    qualified = at > 0 and tokens[at - 1].text[0].isupper() and tokens[at - 1].upos == "ADJ"
    return qualified and tokens[at].norm not in word_list("realm")
