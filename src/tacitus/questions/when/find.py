"""The time expressions of a reading: which words they are, and what the words say by themselves."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tacitus.model.reading import Label, Reading, Sentence, Token
from tacitus.model.span import Span
from tacitus.questions.when.doubts import DOUBTS, doubtful
from tacitus.questions.when.join import joined
from tacitus.questions.when.lexicon import groups
from tacitus.questions.when.phrase import Kind, Phrase
from tacitus.questions.when.table import Index, PhraseRow, Rule, frame_of, phrases
from tacitus.rules.pattern import Match

_NAMES = frozenset({"Organisation", "Person", "Location", "MilitaryPlatform", "Weapon"})
_COUNTING = frozenset({"SMALL", "SOME", "ORDINAL", "NTH", "QUARTER", "ERA", "ZONE"})
_REACH = 9


def find(reading: Reading) -> tuple[Phrase, ...]:
    """Every time expression, in text order; no two overlap."""
    names = tuple(label for label in reading.names if label.kind in _NAMES)
    found: list[Phrase] = []
    for sentence in reading.sentences:
        tokens = reading.words(sentence)
        single = [phrase for phrase in _scan(tokens, sentence, phrases()) if not _inside_name(phrase, names)]
        found += joined(single, tokens, sentence)
    return tuple(found)


def _scan(tokens: Sequence[Token], sentence: Sentence, index: Index) -> Iterator[Phrase]:
    """Leftmost, longest matches; words that only look like a time are passed over."""
    at, near = 0, _near_the_calendar(tokens)
    while at < len(tokens):
        hit = _longest(tokens, at, index, near[at])
        if hit is None:
            at += 1
            continue
        row, match = hit
        if row.kind is Kind.NOTHING:
            at = match.captures.get("value", (at, match.last))[1]
            continue
        span = Span(tokens[at].span.start, tokens[match.last - 1].span.end)
        frame = frame_of(row, match, tokens)
        yield Phrase(span, sentence.first + at, sentence.first + match.last, sentence.index, sentence.zone, row.id, frame)
        at = match.last


def _near_the_calendar(tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether a word of the calendar stands there or soon after: a number alone is seldom a time."""
    near, reach, known = [False] * len(tokens), 0, _calendar()
    for at in range(len(tokens) - 1, -1, -1):
        norm = tokens[at].norm
        reach = _REACH if norm in known or (len(norm) > 2 and _figures(norm)) else reach - 1
        near[at] = reach > 0
    return near


@cache
def _calendar() -> frozenset[str]:
    words = (word for group in groups() if group.id not in _COUNTING for some in group.words.values() for word in some)
    return frozenset(words) | {"am", "pm", "a.m.", "p.m.", "hours", "hrs", "o'clock", "century", "centuries"}


def _longest(tokens: Sequence[Token], at: int, index: Index, near: bool) -> tuple[PhraseRow, Match] | None:
    """The longest match that begins at a token and survives the doubts; the table's order between equals."""
    best: tuple[Rule, Match] | None = None
    matches = index.at(tokens, at)
    if near and _numeric(tokens[at]):
        matches += index.loose_at(tokens, at)
    for rule, match in matches:
        if (best is None or _outranks(rule, match, best)) and not _doubtful(rule, match, tokens):
            best = (rule, match)
    return (best[0].row, best[1]) if best and isinstance(best[0].row, PhraseRow) else None


def _outranks(rule: Rule, match: Match, best: tuple[Rule, Match]) -> bool:
    return (match.last, -rule.place) > (best[1].last, -best[0].place)


@lru_cache(maxsize=16384)
def _figures(norm: str) -> bool:
    return not norm.isalpha() and any(character.isdigit() for character in norm)


def _numeric(token: Token) -> bool:
    """Whether a loose pattern can begin here: at a figure, a number word or what may stand for one."""
    return token.upos == "NUM" or _figures(token.norm) or token.norm in _openers()


@cache
def _openers() -> frozenset[str]:
    counting = (group for group in groups() if group.id in ("SMALL", "SOME", "ORDINAL"))
    counts = (word for group in counting for some in group.words.values() for word in some)
    return frozenset(counts) | {"a", "an", "another", "half", "the", "each", "every", "per", "only", "just", "some", "in", "fiscal"}


def _doubtful(rule: Rule, match: Match, tokens: Sequence[Token]) -> bool:
    doubt = rule.row.doubt if isinstance(rule.row, PhraseRow) else ""
    return doubtful(match, tokens) or (doubt != "" and DOUBTS[doubt](match, tokens))


def _inside_name(phrase: Phrase, names: Sequence[Label]) -> bool:
    """Whether the words are part of a name that goes on after them (the October 7 Brigade); a year is a year anywhere."""
    if phrase.frame.year is not None:
        return False
    return any(label.span.start <= phrase.span.start and phrase.span.end < label.span.end for label in names)
