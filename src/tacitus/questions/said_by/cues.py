"""The words that say that somebody says something, where they stand in a reading (cues.toml)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tacitus.model.reading import Token
from tacitus.questions.said_by.sight import Sight
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.questions.said_by"
TAKES = frozenset({"clause", "quote", "phrase", "doing", "to", "of", "thing"})
FAR = 4  # words between the parts of a phrase: "made it perfectly clear"
_MODALS = frozenset({"can", "could", "may", "might", "should", "must", "shall"})
_IRREALIS = frozenset({"if", "whether", "unless"})


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of cues.toml; see its head."""

    id: str
    words: tuple[str, ...]
    strength: str
    takes: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    voice: str = "any"


@dataclass(frozen=True, slots=True)
class ThroughRow:
    """A verb that passes its subject on to a cue below it. `asserts` is false where nothing is said then (refused to say)."""

    id: str
    words: tuple[str, ...]
    asserts: bool
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """`head` is the token of the cue's main word; the cue's words are the tokens `first` to `last` (half-open)."""

    head: int
    first: int
    last: int
    row: CueRow


# What the encoder takes for a cue and no row names: only with a quotation or a "that" clause (see contents.py).
UNLISTED = CueRow("encoder", (), "expressed", ("clause", "quote"), ())


@cache
def cue_rows() -> tuple[CueRow, ...]:
    return load_rows(CueRow, PACKAGE, "cues.toml")


@cache
def through_rows() -> tuple[ThroughRow, ...]:
    return load_rows(ThroughRow, PACKAGE, "cues.toml", "through")


@cache
def _by_word() -> Mapping[str, tuple[tuple[tuple[str, ...], CueRow], ...]]:
    """The rows by the first word of each of their phrases, longest phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], CueRow]]] = {}
    for row in cue_rows():
        for phrase in row.words:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, row))
    return {word: tuple(sorted(rows, key=lambda entry: -len(entry[0]))) for word, rows in found.items()}


@cache
def _through() -> Mapping[str, bool]:
    return {word: row.asserts for row in through_rows() for word in row.words}


def spot(sight: Sight) -> tuple[Cue, ...]:
    """The cues of a reading in text order: those of the table first, then what the encoder alone takes for one."""
    listed = [cue for token in sight.tokens if (cue := _listed(sight, token))]
    taken = {place for cue in listed for place in range(cue.first, cue.last)}
    unlisted = [cue for cue in _unlisted(sight) if not taken.intersection(range(cue.first, cue.last))]
    return tuple(sorted((cue for cue in (*listed, *unlisted) if _asserted(sight, cue)), key=lambda cue: cue.head))


def _listed(sight: Sight, token: Token) -> Cue | None:
    for words, row in _by_word().get(token.lemma, ()):
        if _is_kind(sight, token, row) and (end := _phrase_end(sight, token, words)):
            return Cue(token.index, *_words(sight, token.index, end), row)
    return None


def _is_kind(sight: Sight, token: Token, row: CueRow) -> bool:
    """A noun for the rows of nouns, a verb for the others; a headline's verb may be tagged as anything."""
    if "thing" in row.takes:
        return token.upos == "NOUN"
    return token.upos in ("VERB", "AUX") or sight.kind(token.index) == "Cue"


def _phrase_end(sight: Sight, token: Token, words: tuple[str, ...]) -> int | None:
    """Where the words of a phrase that begins at a token end; None where they do not follow."""
    at = token.index + 1
    for word in words[1:]:
        reach = sight.tokens[at : at + FAR]
        hit = next((near.index for near in reach if near.sentence == token.sentence and word in (near.lemma, near.norm)), None)
        if hit is None:
            return None
        at = hit + 1
    return at


def _words(sight: Sight, head: int, end: int) -> tuple[int, int]:
    """A cue's words: the encoder's where it sees one there, within the phrase's sentence."""
    label = sight.labels[head]
    if label is None or label.kind != "Cue":
        return head, end
    first, last = sight.range_of(label.span)
    return min(first, head), max(last, end)


def _unlisted(sight: Sight) -> Iterator[Cue]:
    for label in sight.reading.attribution:
        if label.kind == "Cue":
            inside = sight.reading.inside(label.span)
            verbs = [token for token in inside if token.upos == "VERB"]
            if verbs:
                yield Cue(verbs[-1].index, inside[0].index, inside[-1].index + 1, UNLISTED)


def _asserted(sight: Sight, cue: Cue) -> bool:
    """Whether something is said at all: not denied, not asked, not merely possible."""
    place = cue.head
    while place >= 0:
        if _hindered(sight, place, sure=sight.kind(place) == "Cue"):
            return False
        token = sight.tokens[place]
        above = sight.tokens[token.head] if token.head >= 0 else None
        if token.dep != "xcomp" or above is None or cue.row is UNLISTED:
            return True
        allowed = _through().get(above.lemma, sight.kind(above.index) == "Cue")
        if not allowed:
            return False
        place = above.index
    return True


def _hindered(sight: Sight, place: int, sure: bool) -> bool:
    for kid in sight.reading.kids(place):
        if kid.dep in ("advmod", "neg") and kid.lemma in ("not", "never"):
            return True
        if kid.relation == "aux" and kid.lemma in _MODALS and not sure:
            return True
        if kid.dep == "mark" and kid.norm in _IRREALIS:
            return True
    return False
