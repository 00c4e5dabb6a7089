"""Reported words inside a relative clause: the raid, which [survivors say] lasted a day, ... All positions are tokens."""

from tacitus.model.reading import Token
from tacitus.questions.said_by.sight import SUBJECTS, Sight, trimmed

OPENERS = frozenset({"who", "which", "that", "whose", "where"})
_OWNED = 5  # words of a subject with "whose"
_OWN = frozenset({"whose", "where"})  # part of what is said: whose house was burned

Parts = tuple[tuple[int, int], ...]


def relative_around(sight: Sight, low: int, start: int, end: int, high: int) -> Parts:
    """The relative clause that a phrase at `start` to `end` stands in or ends, where the sentence goes on after it with its
    own verb: the mayor, who [according to nurses] was ill, has died. Else nothing."""
    for verb in sight.tokens[low:high]:
        opener = _opener(sight, verb, low, start) if verb.dep == "acl:relcl" and verb.head < start else None
        main = _resuming(sight, verb.head, end, high) if opener is not None else None
        if opener is None or main is None or verb.index >= main or (verb.index < start and not _set_off(sight, opener)):
            continue
        comma = max((place for place in range(end, main) if sight.tokens[place].text == ","), default=main)
        before = trimmed(sight, range(_after(sight, opener), start)) if verb.index < start else None
        found = tuple(part for part in (before, trimmed(sight, range(end, comma))) if part)
        if found:
            return found
    return ()


def _opener(sight: Sight, verb: Token, low: int, start: int) -> int | None:
    """The "who" or "which" of a relative clause, given its verb."""
    places = (place for place in sight.reading.subtree(verb.index) if max(low, verb.head) < place < start)
    return next((place for place in places if sight.tokens[place].norm in OPENERS), None)


def _set_off(sight: Sight, opener: int) -> bool:
    """Whether a comma parts a relative clause from what it describes: without it, a phrase at its end is the sentence's."""
    return any(token.text == "," for token in sight.tokens[max(0, opener - 2) : opener])


def _after(sight: Sight, opener: int) -> int:
    return opener + (sight.tokens[opener].norm not in _OWN)


def _resuming(sight: Sight, noun: int, end: int, high: int) -> int | None:
    """Where the verb begins, after some words, whose subject a noun is or is part of."""
    for above in (sight.tokens[noun], *sight.reading.ancestors(noun)):
        if above.relation in SUBJECTS and end <= above.head < high:
            helpers = [kid.index for kid in sight.reading.kids(above.head, "aux", "cop", "advmod") if kid.index >= end]
            return min([above.head, *helpers])
    return None


def told_of_noun(sight: Sight, cue: int, start: int, high: int) -> tuple[int, int] | None:
    """The clause after a cue that lacks only the subject which the cue's own clause describes: the raid that survivors say
    [lasted a day]. None where the cue describes nothing, or what follows has a subject of its own."""
    describing = sight.tokens[cue]
    if describing.relation != "acl":
        return None
    for verb in sight.tokens[start:high]:
        beside = verb.head == describing.head and verb.relation == "acl" and sight.kind(cue) == "Cue"
        below = beside or (verb.head == cue and verb.relation == "ccomp")
        if below and verb.upos in ("VERB", "AUX", "ADJ", "NOUN"):
            marks = sight.reading.kids(verb.index, "mark", *SUBJECTS)
            own = any(kid.index >= start for kid in marks)
            return None if own else trimmed(sight, range(start, min(high, max(_clause(sight, verb, start)) + 1)))
    return None


def _clause(sight: Sight, verb: Token, start: int) -> list[int]:
    return [place for place in sight.reading.subtree(verb.index) if place >= start]


def told_of_opener(sight: Sight, first: int, last: int, low: int, high: int) -> Parts:
    """The words around a cue set off by commas behind "which" or "whose": an attack which, the army said, [killed nine]; a valley
    [whose wells], she said, [are dry]. The group of source and cue is at `first` to `last`."""
    if first - 2 < low or sight.tokens[first - 1].text != ",":
        return ()
    opener = first - 2 if sight.tokens[first - 2].norm in OPENERS - _OWN else _owner(sight, low, first - 1)
    verb = sight.tokens[sight.tokens[first - 2].head]
    if opener is None or not last < verb.index < high:
        return ()
    after = trimmed(sight, range(last, min(high, max(_clause(sight, verb, last)) + 1)))
    own = (opener, first - 1) if sight.tokens[opener].norm in _OWN else None
    return tuple(part for part in (own, after) if part)


def _owner(sight: Sight, low: int, end: int) -> int | None:
    """Where "whose" opens the words before a comma: whose wells, she said, are dry."""
    return next((place for place in range(max(low, end - _OWNED), end - 1) if sight.tokens[place].norm == "whose"), None)
