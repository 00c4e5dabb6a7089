"""Words that could be a place's name: the longest runs that the gazetteer knows, and capitalised runs that it does not.

Nothing is decided here: `evidence` weighs each, `resolve` says which place, `roles` in what sense.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Reading, Sentence, Token
from tacitus.model.span import Span
from tacitus.questions.where.gazetteer import Gazetteer, Hit
from tacitus.questions.where.words import PACKAGE, word_list
from tacitus.rules.table import load_rows

LARGE = 100_000  # people: a town that may share its name with a land's people
LONGEST = 7  # tokens: "Autonomous Region in Muslim Mindanao", hyphens counted
_MARKS = frozenset({"-", "'", "’", "."})
_SMALL = frozenset({"ADP", "DET", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "INTJ"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of nouns.toml."""

    id: str
    sort: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` (half-open) of the reading.

    `hits` are what the gazetteer has under it, empty where it has nothing; `run` is the whole capitalised run that it stands in.
    """

    first: int
    last: int
    span: Span
    text: str
    hits: tuple[Hit, ...]
    run: tuple[int, int]

    @property
    def demonym(self) -> bool:
        return bool(self.hits) and all(hit.demonym for hit in self.hits)


@cache
def nouns() -> dict[tuple[str, str], str]:
    """The sort of each place noun, by where it stands ("before", "after") and its word, singular or plural."""
    found: dict[tuple[str, str], str] = {}
    for row in load_rows(Noun, PACKAGE, "nouns.toml"):
        for side in ("before",) * row.before + ("after",) * row.after:
            for word in row.words:
                found.setdefault((side, word), row.sort)
                if word[-1] not in "s.":
                    found.setdefault((side, f"{word}s"), row.sort)
    return found


def find_names(reading: Reading, gazetteer: Gazetteer) -> list[Name]:
    """Every run of words that could name a place, in text order; none overlap."""
    found: list[Name] = []
    for sentence in reading.sentences:
        found += _in_sentence(reading, sentence, gazetteer)
    lands = {country for name in found for country in _lands_of(name, gazetteer)}
    spelled = [_spelled_otherwise(reading, name, gazetteer, lands) for name in found]
    return [name for place, name in enumerate(spelled) if place == 0 or name.first >= spelled[place - 1].last]


def _lands_of(name: Name, gazetteer: Gazetteer) -> set[str]:
    """The country that a name stands for, or the only one in which there is such a province, or such a place at all."""
    named = {gazetteer.country(hit.row) for hit in name.hits if gazetteer.kind(hit.row) == "country"}
    every = {gazetteer.country(hit.row) for hit in name.hits}
    provinces = {gazetteer.country(hit.row) for hit in name.hits if gazetteer.kind(hit.row) in ("province", "region")}
    return named or next((lands for lands in (provinces, every) if len(lands) == 1), set())


def _in_sentence(reading: Reading, sentence: Sentence, gazetteer: Gazetteer) -> list[Name]:
    tokens = reading.words(sentence)
    if not any(token.text[0].isupper() for token in tokens):
        return []
    runs = _runs(tokens)
    known: list[Name] = []
    at = 0
    while at < len(tokens):
        name = _name_at(reading, sentence, at, runs[at], gazetteer) if _opens(tokens, at) else None
        if name:
            known.append(name)
        at = name.last - sentence.first if name else at + 1
    taken = {place for name in known for place in range(name.first, name.last)}
    unknown = [name for run in dict.fromkeys(runs) if (name := _unknown(reading, sentence, tokens, run, taken))]
    return sorted([*known, *unknown], key=lambda name: name.first)


def _spelled_otherwise(reading: Reading, name: Name, gazetteer: Gazetteer, lands: set[str]) -> Name:
    """A name that the gazetteer lacks, or has only the first word of, under a like spelling of its whole run ("Dayr Az Zayr"),
    its article with it ("al-Huwayja"), in the countries that the report names."""
    first, last = name.run
    if name.hits and (name.first > first or last - name.last not in (1, 2, 3)):
        return name
    first = _with_article(reading.tokens, first)
    span = Span(reading.tokens[first].span.start, reading.tokens[last - 1].span.end)
    text = span.of(reading.text)
    hits = tuple(hit for hit in gazetteer.near_names(text, lands) if gazetteer.country(hit.row) in lands)
    return Name(first, last, span, text, hits, name.run) if hits else name


def _with_article(tokens: Sequence[Token], first: int) -> int:
    """The first token of a name with the article that is tied to it."""
    tied = first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].norm in word_list("article")
    return first - 2 if tied else first


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name can begin at a token: a capital, or an article that is tied to one."""
    token = tokens[at]
    if token.text[0].isupper():
        return token.upos not in ("PRON", "DET", "AUX") or (token.text.isupper() and len(token.text) > 1)
    tied = at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].text[0].isupper()
    return tied and token.norm in word_list("article")


def _name_at(reading: Reading, sentence: Sentence, at: int, run: tuple[int, int], gazetteer: Gazetteer) -> Name | None:
    """The longest name that the gazetteer knows from a token on."""
    tokens, base = reading.words(sentence), sentence.first
    for end in _ends(tokens, at):
        if end == at + 1 and (tokens[at].norm in word_list("side") or tokens[at].norm in word_list("article")):
            continue
        span = Span(tokens[at].span.start, tokens[end - 1].span.end)
        text = span.of(reading.text)
        hits = _of_people(gazetteer.find(text), gazetteer) or _postal(tokens, at, end, gazetteer)
        if hits:
            return Name(base + at, base + end, span, text, hits, (base + run[0], base + run[1]))
    return None


def _of_people(hits: tuple[Hit, ...], gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """A word for a land's people ("Thai", "Malian") is that, whatever small town has it for a name too."""
    people = tuple(hit for hit in hits if hit.demonym)
    if any(not hit.demonym and hit.main and (gazetteer.is_area(hit.row) or gazetteer.people(hit.row) > LARGE) for hit in hits):
        return hits
    return people or hits


def _postal(tokens: Sequence[Token], at: int, end: int, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """A state's code, after a comma that follows a name."""
    tied = end == at + 1 and at > 1 and tokens[at - 1].text == "," and tokens[at - 2].text[0].isupper()
    code = tokens[at].text
    return gazetteer.by_postal_code(code) if tied and len(code) < 4 and code.isupper() else ()


def _ends(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Where a name that begins at a token can end, the longest first."""
    ends = []
    for end in range(at + 1, min(at + LONGEST, len(tokens)) + 1):
        token = tokens[end - 1]
        tight = end - 1 > at and tokens[end - 2].span.end == token.span.start
        tied = tight and token.text[0].isalnum() and (tokens[end - 2].text in _MARKS or token.norm.isdigit())
        if token.text[0].isupper() or tied:
            ends.append(end)
        elif not (token.norm in word_list("link") or (token.text in _MARKS and tight)):
            break
    return reversed(ends)


def _runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """For each token the run of capitalised words (with their hyphens) that it stands in."""
    runs = [(at, at + 1) for at in range(len(tokens))]
    start = 0
    for at in range(1, len(tokens) + 1):
        if at < len(tokens) and _joins(tokens, at):
            continue
        for place in range(start, at):
            runs[place] = (start, at)
        start = at
    return runs


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token carries on the run of the one before it."""
    token, before = tokens[at], tokens[at - 1]
    if token.text == "-":
        return before.span.end == token.span.start and at + 1 < len(tokens) and tokens[at + 1].span.start == token.span.end
    if before.text == "-":
        return before.span.end == token.span.start
    return _carries(before) and _carries(token)


def _carries(token: Token) -> bool:
    return token.text[0].isupper() and (token.upos not in _SMALL or token.norm in word_list("article"))


def _unknown(reading: Reading, sentence: Sentence, tokens: Sequence[Token], run: tuple[int, int], taken: set[int]) -> Name | None:
    """A capitalised run in which the gazetteer knows nothing; `evidence` needs much to believe it."""
    first, last = run
    if last - first == 1 and tokens[first].upos != "PROPN":
        return None
    inside = tokens[first:last]
    proper = any(token.upos == "PROPN" and token.text[0].isupper() for token in inside)
    if not proper or any(token.index in taken for token in inside):
        return None
    span = Span(inside[0].span.start, inside[-1].span.end)
    place = (sentence.first + run[0], sentence.first + run[1])
    return Name(*place, span, span.of(reading.text), (), place)
