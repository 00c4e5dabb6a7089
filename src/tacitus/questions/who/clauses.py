"""Clauses: the subject of a verb, who speaks at a place, and what stands in quotation marks."""

from collections.abc import Mapping
from dataclasses import dataclass

from tacitus.model.reading import Reading, Token
from tacitus.questions.who.mentions import role_of
from tacitus.questions.who.tables import verbs

_CLAUSE = ("conj", "xcomp", "advcl")
_OWN_DOING = frozenset({"promise", "threaten", "vow", "pledge", "have", "use", "take", "need"})


def subject(reading: Reading, verb: int) -> Token | None:
    """The subject of a verb: its own, that of the verb it is joined to, or the object that is made to do it ("urged X to go")."""
    for _ in range(4):
        own = reading.kids(verb, "nsubj") or _mended(reading, verb)
        if own:
            return own[0]
        token = reading.tokens[verb]
        if token.relation not in _CLAUSE or token.head < 0:
            return None
        made = reading.kids(token.head, "obj", "iobj") if token.relation == "xcomp" and token.upos == "VERB" else ()
        if made and reading.tokens[token.head].lemma not in _OWN_DOING:
            return made[0]
        verb = token.head
    return None


def _mended(reading: Reading, verb: int) -> tuple[Token, ...]:
    """Nouns that the parse hangs on a verb by a relation between nouns."""
    kids = reading.kids(verb, "appos", "nmod", "flat", "dislocated")
    return tuple(kid for kid in kids if kid.upos in ("NOUN", "PROPN", "PRON") and role_of(reading, kid.index) == "nsubj")


def root(reading: Reading, sentence: int) -> Token:
    """The main word of a sentence."""
    words = reading.words(reading.sentences[sentence])
    return next((token for token in words if token.head < 0), words[0])


def clause_verb(reading: Reading, index: int) -> Token | None:
    """The nearest verb or predicate above a token."""
    for above in reading.ancestors(index):
        if above.upos in ("VERB", "AUX") or reading.kids(above.index, "cop", "nsubj"):
            return above
    return None


def is_speech(token: Token) -> bool:
    return token.upos == "VERB" and token.lemma in verbs("speech")


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks where: `quote[i]` is the number of the quotation that token i stands in, -1 outside; `speaker` is the token of
    the subject that speaks a quotation, by its number. A speech after a colon is a quotation too."""

    quote: tuple[int, ...]
    speaker: Mapping[int, int]

    def at(self, token: int) -> int | None:
        """The token of the subject that speaks here; None in the report's own voice or where it is not said."""
        return self.speaker.get(self.quote[token])

    def quoted(self, token: int) -> bool:
        return self.quote[token] >= 0


def listen(reading: Reading) -> Voices:
    """The quotations of a report, block speeches included, and the subject that speaks each."""
    quote = [-1] * len(reading.tokens)
    outer = [found for found in reading.quotes if found.depth == 0]
    for number, found in enumerate(outer):
        for token in reading.inside(found.inner):
            quote[token.index] = number
    speaker: dict[int, int] = {}
    for number, found in enumerate(outer):
        tokens = reading.inside(found.inner)
        who = _cue_subject(reading, tokens, quote) if tokens else None
        if who is None and tokens and number - 1 in speaker and _goes_on(reading, outer[number - 1].span.end, tokens[0]):
            who = speaker[number - 1]
        if who is not None:
            speaker[number] = who
    _blocks(reading, quote, speaker, len(outer))
    return Voices(tuple(quote), speaker)


def _cue_subject(reading: Reading, tokens: tuple[Token, ...], quote: list[int]) -> int | None:
    """The subject of the speech verb that the quotation hangs on, or that stands beside it in its sentence."""
    sentences = {tokens[0].sentence, tokens[-1].sentence}
    best: tuple[int, int] | None = None
    for number in sentences:
        for token in reading.words(reading.sentences[number]):
            if quote[token.index] >= 0 or not is_speech(token):
                continue
            who = subject(reading, token.index)
            if who is not None and quote[who.index] < 0:
                gap = min(abs(token.index - tokens[0].index), abs(token.index - tokens[-1].index))
                best = min(best, (gap, who.index)) if best else (gap, who.index)
    return best[1] if best else _before(reading, tokens[0], quote)


def _before(reading: Reading, first: Token, quote: list[int]) -> int | None:
    """The subject of a sentence just before that ends in a colon: "The envoy said:"."""
    if first.sentence == 0:
        return None
    words = reading.words(reading.sentences[first.sentence - 1])
    if words[-1].norm != ":":
        return None
    cue = next((token for token in reversed(words) if is_speech(token) and quote[token.index] < 0), None)
    who = subject(reading, cue.index) if cue else None
    return who.index if who else None


def _goes_on(reading: Reading, end: int, first: Token) -> bool:
    """Whether a quotation goes on with the one before: nothing but a blank between, or a short "X said" in the same paragraph."""
    between = reading.text[end : first.span.start]
    return not between.strip(" \n\r\t\"“”'‘’") or (len(between) < 100 and "\n" not in between)


def _blocks(reading: Reading, quote: list[int], speaker: dict[int, int], number: int) -> None:
    """A speech after "X said:" that has no marks runs to the end of its part of the page."""
    for sentence in reading.sentences[:-1]:
        words = reading.words(sentence)
        after = reading.sentences[sentence.index + 1]
        cues = [token for token in words if is_speech(token) and quote[token.index] < 0]
        marked = quote[after.first] >= 0 or reading.tokens[after.first].norm in ('"', "'", "-", "*", ".")
        if words[-1].norm != ":" or not cues or after.zone != sentence.zone or marked:
            continue
        who = subject(reading, cues[-1].index)
        if who is None:
            continue
        for later in reading.sentences[sentence.index + 1 :]:
            if later.zone == sentence.zone:
                for token in range(later.first, later.last):
                    quote[token] = number if quote[token] < 0 else quote[token]
        speaker[number] = who.index
        return
