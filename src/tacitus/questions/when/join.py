"""Time expressions widened by the words beside them and joined with their neighbours: pure, within one sentence."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tacitus.model.reading import Sentence, Token
from tacitus.model.span import Span
from tacitus.questions.when.merge import classes_of, merged
from tacitus.questions.when.phrase import Frame, Kind, Phrase
from tacitus.questions.when.table import JoinRow, joins, widened
from tacitus.rules.pattern import Match

_REACH = 7
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"DET", "ADJ", "NUM", "PRON", "ADV", "PART"})


def joined(single: Sequence[Phrase], tokens: Sequence[Token], sentence: Sentence) -> list[Phrase]:
    """The expressions of a sentence, each as wide as it goes."""
    found = list(single)
    while True:
        step = _merge_once(found, tokens, sentence) or _widen_once(found, tokens, sentence)
        if step is None:
            return _anchored(found, tokens, sentence)
        found = step


def _merge_once(found: list[Phrase], tokens: Sequence[Token], sentence: Sentence) -> list[Phrase] | None:
    for place, (left, right) in enumerate(pairwise(found)):
        gap = tuple(token.norm for token in tokens[left.last - sentence.first : right.first - sentence.first])
        frame = merged(left.frame, right.frame, gap) if len(gap) <= 2 else None
        if frame is not None:
            whole = replace(left, span=left.span.cover(right.span), last=right.last, rule=f"{left.rule}+{right.rule}", frame=frame)
            return [*found[:place], whole, *found[place + 2 :]]
    return None


def _widen_once(found: list[Phrase], tokens: Sequence[Token], sentence: Sentence) -> list[Phrase] | None:
    for place, phrase in enumerate(found):
        floor = found[place - 1].last if place else sentence.first
        ceiling = found[place + 1].first if place + 1 < len(found) else sentence.last
        wider = _wider_after(phrase, tokens, sentence, ceiling) or _wider_before(phrase, tokens, sentence, floor)
        if wider is not None:
            return [*found[:place], wider, *found[place + 1 :]]
    return None


def _wider_before(phrase: Phrase, tokens: Sequence[Token], sentence: Sentence, floor: int) -> Phrase | None:
    """The expression with the longest row that ends where it begins; None where none fits."""
    until = phrase.first - sentence.first
    head = tokens[:until]
    for start in range(max(floor - sentence.first, until - _REACH), until):
        for rule, match in joins("before").at(head, start):
            if match.last == until and isinstance(rule.row, JoinRow) and _fits(rule.row, phrase, tokens, sentence):
                first = sentence.first + start
                return _with(phrase, rule.row, match, tokens, Span(tokens[start].span.start, phrase.span.end), first, phrase.last)
    return None


def _wider_after(phrase: Phrase, tokens: Sequence[Token], sentence: Sentence, ceiling: int) -> Phrase | None:
    """The expression with the longest row that begins where it ends; None where none fits."""
    start = phrase.last - sentence.first
    if phrase.last >= ceiling:
        return None
    best: tuple[JoinRow, Match] | None = None
    own = tokens[: ceiling - sentence.first]
    for rule, match in (*joins("after").at(own, start), *joins("after").loose_at(own, start)):
        longer = best is None or match.last > best[1].last
        if longer and isinstance(rule.row, JoinRow) and _fits(rule.row, phrase, tokens, sentence):
            best = (rule.row, match)
    if best is None:
        return None
    row, match = best
    span = Span(phrase.span.start, tokens[match.last - 1].span.end)
    return _with(phrase, row, match, tokens, span, phrase.first, sentence.first + match.last)


def _with(phrase: Phrase, row: JoinRow, match: Match, tokens: Sequence[Token], span: Span, first: int, last: int) -> Phrase:
    frame = widened(phrase.frame, row, match, tokens)
    return replace(phrase, span=span, first=first, last=last, rule=f"{row.id}+{phrase.rule}", frame=frame)


def _fits(row: JoinRow, phrase: Phrase, tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Whether the row can be said of the expression as it stands, and says something that it does not say yet."""
    frame = phrase.frame
    if frame.bound is not None or not classes_of(frame) & set(row.takes):
        return False
    if "part" in row.give and frame.part is not None:
        return False
    after = phrase.last - sentence.first
    possessive = after < len(tokens) and tokens[after].norm in ("'s", "'")
    return not (possessive and row.give.get("bound") in ("before", "after"))


def _anchored(found: list[Phrase], tokens: Sequence[Token], sentence: Sentence) -> list[Phrase]:
    """Expressions that wait for a happening or a time after them are tied to it."""
    done: list[Phrase] = []
    for place, phrase in enumerate(found):
        frame = phrase.frame
        waits = frame.anchor == "event" or (frame.ordinal is not None and frame.unit is not None and frame.within is None)
        after = found[place + 1] if place + 1 < len(found) else None
        done.append(_tied(phrase, after, tokens, sentence) if waits else phrase)
    return done


def _tied(phrase: Phrase, after: Phrase | None, tokens: Sequence[Token], sentence: Sentence) -> Phrase:
    """Tied to the time that follows at once, else to the happening that follows, else to the time before."""
    if after is not None and after.first - phrase.last <= 1 and "dated" in classes_of(after.frame):
        return replace(phrase, frame=replace(phrase.frame, within=after.frame, anchor="time"))
    limit = after.first if after is not None else sentence.last
    event = _happening(tokens[phrase.last - sentence.first : limit - sentence.first])
    if event is not None:
        end = event.index + 1 if event.upos in _NOUNS else phrase.last
        last = max(end, phrase.last)
        span = Span(phrase.span.start, tokens[last - 1 - sentence.first].span.end)
        return replace(phrase, span=span, last=last, event=event.index, frame=replace(phrase.frame, anchor="event"))
    if phrase.frame.ordinal is not None:
        return _shortened(phrase, tokens, sentence)
    return replace(phrase, frame=replace(phrase.frame, anchor="time"))


def _shortened(phrase: Phrase, tokens: Sequence[Token], sentence: Sentence) -> Phrase:
    """ "The first days of" what is no happening: a length of time, without its last word."""
    frame = Frame(Kind.DURATION, unit=phrase.frame.unit, count=phrase.frame.count)
    span = Span(phrase.span.start, tokens[phrase.last - 2 - sentence.first].span.end)
    return replace(phrase, span=span, last=phrase.last - 1, frame=frame)


def _happening(words: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that the words begin with; of a clause ("after troops took the town"), its verb."""
    head: Token | None = None
    for word in words[:8]:
        if word.upos in _NOUNS:
            head = word
        elif head is not None:
            return word if word.upos == "VERB" and word.dep in ("advcl", "acl", "ccomp", "root") else head
        elif word.upos == "VERB":
            return word
        elif word.upos not in _INSIDE:
            return None
    return head
