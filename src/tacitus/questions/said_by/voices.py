"""Who can speak: people without a name, papers and offices, named people and bodies."""

from tacitus.questions.said_by.sight import Sight
from tacitus.questions.said_by.tables import UnnamedRow, unnamed_words, voice_words

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})


def unnamed(sight: Sight, head: int, first: int, last: int) -> UnnamedRow | None:
    """The row of a source that goes by no name; None where a name stands beside the noun or the noun is no such word."""
    row = next((unnamed_words()[word] for word in _forms(sight, head) if word in unnamed_words()), None)
    span = sight.span(first, last)
    persons = [label.span for label in sight.reading.names if label.kind == "Person" and span.contains(label.span)]
    named = any(token.upos == "PROPN" and token.index != head for person in persons for token in sight.reading.inside(person))
    beside = any(kid.upos == "PROPN" for kid in sight.reading.kids(head, "appos", "flat"))
    return None if named or beside else row


def _forms(sight: Sight, head: int) -> tuple[str, str]:
    """A noun's dictionary form, and its singular where it is taken for a name: Rebels."""
    token = sight.tokens[head]
    return token.lemma, token.norm.removesuffix("s")


def is_document(sight: Sight, head: int) -> bool:
    """Whether a word is a paper, a picture or figures: a report, a video, data."""
    return any(voice_words().get(word) == "document" for word in _forms(sight, head))


def is_voice(sight: Sight, head: int) -> bool:
    """Whether a word is known to speak: a document, an office, a body, people without a name."""
    return any(word in voice_words() or word in unnamed_words() for word in _forms(sight, head))


def is_somebody(sight: Sight, head: int) -> bool:
    """Whether a word is known to speak or is part of a person's or an organisation's name."""
    token = sight.tokens[head]
    if is_voice(sight, head):
        return True
    if token.upos not in ("PROPN", "PRON") or token.norm in ("it", "which", "that"):
        return False
    return any(label.kind in ("Person", "Organisation") and label.span.contains(token.span) for label in sight.reading.names)


def is_first_person(sight: Sight, head: int | None) -> bool:
    return head is not None and sight.tokens[head].norm in FIRST_PERSON


def is_in_capitals(sight: Sight, head: int) -> bool:
    """Whether a word of copy in capitals, where no name shows, is one that the encoder sees as a source."""
    return sight.tokens[head].text.isupper() and sight.kind(head) == "Source"
