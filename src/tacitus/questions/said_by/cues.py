"""The words that say that somebody says something, where they stand in a reading."""

from dataclasses import dataclass

from tacitus.model.reading import Token
from tacitus.questions.said_by.sight import Sight
from tacitus.questions.said_by.tables import CueRow, rows_by_word, through_words

FAR = 4  # words between the parts of a phrase: "made it perfectly clear"
_MODALS = frozenset({"can", "could", "may", "might", "should", "must", "shall"})
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor"})
_IRREALIS = frozenset({"if", "whether", "unless", "without"})


@dataclass(frozen=True, slots=True)
class Cue:
    """`head` is the token of the cue's main word; the cue's words are the tokens `first` to `last` (half-open)."""

    head: int
    first: int
    last: int
    row: CueRow


def spot(sight: Sight) -> tuple[Cue, ...]:
    """The cues of a reading in text order, looked for once a reading."""
    memo = sight.reading.memo
    cues: tuple[Cue, ...] | None = memo.get((spot, 0))
    if cues is None:
        known = rows_by_word()
        maybe = [token for token in sight.tokens if token.lemma in known]
        cues = memo[spot, 0] = tuple(cue for token in maybe if (cue := _at(sight, token)) and is_asserted(sight, cue))
    return cues


def _at(sight: Sight, token: Token) -> Cue | None:
    for words, row in rows_by_word().get(token.lemma, ()):
        end = _phrase_end(sight, token, words) if _is_kind(sight, token, row) else None
        if end:
            head = end - 1 if words[0] == "be" else token.index
            first, last = _words(sight, token.index, end)
            return Cue(head, first, end if "to" in row.takes else last, row)
    return None


def _is_kind(sight: Sight, token: Token, row: CueRow) -> bool:
    """A noun for the rows of nouns, a verb for the others; a headline's verb may be tagged as a noun."""
    if "thing" in row.takes:
        return token.upos == "NOUN"
    mistagged = token.upos == "NOUN" and token.norm.endswith(("s", "d")) and sight.kind(token.index) == "Cue"
    beside_a_noun = token.relation == "amod" and sight.kind(token.index) != "Cue"  # the so-called state, the reported dead
    return (token.upos in ("VERB", "AUX") and not beside_a_noun) or mistagged


def _phrase_end(sight: Sight, token: Token, words: tuple[str, ...]) -> int | None:
    """Where the words of a phrase that begins at a token end; None where they do not follow."""
    at = token.index + 1
    for word in words[1:]:
        reach = sight.tokens[at : at + FAR]
        hit = next((near for near in reach if near.sentence == token.sentence and word in (near.lemma, near.norm)), None)
        if hit is None or (hit.upos == "ADP" and hit.index != at):
            return None
        at = hit.index + 1
    return at


def _words(sight: Sight, head: int, end: int) -> tuple[int, int]:
    """A cue's words: the encoder's where it sees a cue there, never into the clause below the cue."""
    label = sight.labels[head]
    if label is None or label.kind != "Cue":
        return head, end
    first, last = sight.range_of(label.span)
    below = [min(sight.reading.subtree(kid.index)) for kid in sight.reading.kids(head, "xcomp", "ccomp")]
    stop = min([place for place in below if place >= end], default=last)
    return min(first, head), max(min(last, stop), end)


def is_asserted(sight: Sight, cue: Cue) -> bool:
    """Whether something is said at all: not denied, not asked, not merely possible."""
    place = cue.head
    while place >= 0:
        if _hindered(sight, place):
            return False
        token = sight.tokens[place]
        above = sight.tokens[token.head] if token.head >= 0 else None
        if token.dep != "xcomp" or above is None:
            return True
        if not through_words().get(above.lemma, sight.kind(above.index) == "Cue"):
            return False
        place = above.index
    return True


def is_conditional(sight: Sight, cue: Cue) -> bool:
    """Whether a cue is only supposed: if he says, unless they promise."""
    return any(kid.norm in _IRREALIS for kid in sight.reading.kids(cue.head, "mark"))


def _hindered(sight: Sight, place: int) -> bool:
    """Whether a verb is denied ("did not say"), conditional ("if he says") or only possible, the encoder seeing no cue in it."""
    for kid in sight.reading.kids(place, "advmod", "aux", "mark", "cc"):
        if kid.norm in _NEGATIONS or (kid.dep == "mark" and kid.norm in _IRREALIS):
            return True
        if kid.relation == "aux" and kid.lemma in _MODALS and sight.kind(place) != "Cue":
            return True
    return False
