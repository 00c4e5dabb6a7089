"""Words that could be a place's name: the longest runs that the gazetteer knows, and capitalised runs beside a place noun.

Nothing is decided here: `evidence` weighs each, `resolve` says which place, `roles` in what sense.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Reading, Sentence, Token
from tacitus.model.span import Span
from tacitus.questions.where.gazetteer import Gazetteer, Hit
from tacitus.rules.table import load_rows

LONGEST = 7  # words: "Autonomous Region in Muslim Mindanao" with its hyphens
_MARKS = frozenset({"-", "'", "’", "."})
_LINKS = frozenset(
    {"of", "the", "and", "&", "de", "la", "las", "los", "del", "du", "des", "da", "do", "dos", "di", "le", "les", "y", "e", "d", "sur", "upon"}
    | {"on", "am", "an", "der", "den", "van", "und", "al", "el", "ul", "as", "ash", "ad", "az", "ar", "at", "et", "ez", "es", "er", "ed", "en", "in"}
)
ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ad", "az", "an", "ar", "at", "et", "ez", "es", "esh", "er", "ed", "en", "ath", "adh"})
_SMALL = frozenset({"ADP", "DET", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "INTJ"})
SIDES = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "greater", "rural"})


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
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` (half-open). `hits` are what the gazetteer has under it, empty where it has nothing.

    `run` is the whole capitalised run that the name stands in, in the same count; `noun` the sort of the place noun that
    belongs to it, `title` whether the words before it make it a person's.
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
    """The sort of each place noun, by where it stands ("before", "after") and its word."""
    found: dict[tuple[str, str], str] = {}
    for row in load_rows(Noun, "tacitus.questions.where", "nouns.toml"):
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
        words = reading.words(sentence)
        runs = _runs(words)
        known: list[Name] = []
        at = 0
        while at < len(words):
            name = _name_at(reading, sentence, at, runs[at], gazetteer) if _opens(words, at) else None
            if name:
                known.append(name)
            at = name.last - sentence.first if name else at + 1
        taken = {place for name in known for place in range(name.first, name.last)}
        unknown = [name for run in dict.fromkeys(runs) if (name := _unknown(reading, sentence, run, taken))]
        found += sorted([*known, *unknown], key=lambda name: name.first)
    lands = {gazetteer.country(hit.row) for name in found for hit in name.hits if gazetteer.kind(hit.row) == "country"}
    spelled = [_spelled_otherwise(reading, name, gazetteer, lands) for name in found]
    return [name for place, name in enumerate(spelled) if place == 0 or name.first >= spelled[place - 1].last]


def _spelled_otherwise(reading: Reading, name: Name, gazetteer: Gazetteer, lands: set[str]) -> Name:
    """A name that the gazetteer lacks, or has only the first word of, under a like spelling of its whole run ("Dayr Az Zayr"),
    its article with it ("al-Huwayja"), in the countries that the report names."""
    first, last = name.run
    if name.hits and (name.first > first or last - name.last not in (1, 2, 3)):
        return name
    if first > 1 and reading.tokens[first - 1].text == "-" and reading.tokens[first - 2].norm in ARTICLES:
        first -= 2
    span = Span(reading.tokens[first].span.start, reading.tokens[last - 1].span.end)
    text = span.of(reading.text)
    hits = tuple(hit for hit in gazetteer.near_names(text, lands) if gazetteer.country(hit.row) in lands)
    return Name(first, last, span, text, hits, name.run) if hits else name


def _opens(words: Sequence[Token], at: int) -> bool:
    """Whether a name can begin at a word: a capital, or an article that is tied to one."""
    word = words[at]
    if word.text[0].isupper():
        return word.upos not in ("PRON", "DET", "AUX") or (word.text.isupper() and len(word.text) > 1)
    return word.norm in ARTICLES and at + 2 < len(words) and words[at + 1].text == "-" and words[at + 2].text[0].isupper()


def _name_at(reading: Reading, sentence: Sentence, at: int, run: tuple[int, int], gazetteer: Gazetteer) -> Name | None:
    words = reading.words(sentence)
    for end in _ends(words, at):
        span = Span(words[at].span.start, words[end - 1].span.end)
        text = span.of(reading.text)
        if end == at + 1 and (words[at].norm in SIDES or words[at].norm in ARTICLES):
            continue
        hits = gazetteer.find(text) or (_postal(words, at, end, gazetteer) if len(text) < 4 else ())
        if hits:
            return Name(sentence.first + at, sentence.first + end, span, text, hits, (sentence.first + run[0], sentence.first + run[1]))
    return None


def _postal(words: Sequence[Token], at: int, end: int, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    """A state's code, after a comma that follows a name."""
    tied = end == at + 1 and at > 1 and words[at - 1].text == "," and words[at - 2].text[0].isupper() and words[at].text.isupper()
    return gazetteer.by_postal_code(words[at].text) if tied else ()


def _ends(words: Sequence[Token], at: int) -> Iterator[int]:
    """Where a name that begins at a word can end, the longest first."""
    ends = []
    for end in range(at + 1, min(at + LONGEST, len(words)) + 1):
        word = words[end - 1]
        tight = end - 1 > at and words[end - 2].span.end == word.span.start
        if word.text[0].isupper() or (tight and words[end - 2].text in _MARKS and word.text[0].isalnum()):
            ends.append(end)
        elif word.norm.isdigit() and tight:
            ends.append(end)
        elif not (word.norm in _LINKS or (word.text in _MARKS and tight)):
            break
    return reversed(ends)


def _runs(words: Sequence[Token]) -> list[tuple[int, int]]:
    """For each word the run of capitalised words (with their hyphens) that it stands in."""
    runs = [(at, at + 1) for at in range(len(words))]
    start = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and _joins(words, at):
            continue
        for place in range(start, at):
            runs[place] = (start, at)
        start = at
    return runs


def _joins(words: Sequence[Token], at: int) -> bool:
    """Whether a word carries on the run of the word before it."""
    word, before = words[at], words[at - 1]
    if word.text in ("-",):
        return before.span.end == word.span.start and at + 1 < len(words) and words[at + 1].span.start == word.span.end
    if before.text == "-":
        return before.span.end == word.span.start
    return all(part.text[0].isupper() and (part.upos not in _SMALL or part.norm in ARTICLES) for part in (before, word))


def _unknown(reading: Reading, sentence: Sentence, run: tuple[int, int], taken: set[int]) -> Name | None:
    """A capitalised run in which the gazetteer knows nothing; `evidence` needs much to believe it."""
    words = reading.words(sentence)[run[0] : run[1]]
    if any(word.index in taken for word in words) or not any(word.upos == "PROPN" and word.text[0].isupper() for word in words):
        return None
    span = Span(words[0].span.start, words[-1].span.end)
    place = (sentence.first + run[0], sentence.first + run[1])
    return Name(*place, span, span.of(reading.text), (), place)
