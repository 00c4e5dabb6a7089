"""Whether what an expression belongs to has happened (below 0), is to come (above 0), or the grammar does not say (0).

2 and -2 where the very verb that it hangs on says so, 1 and -1 where a verb further up does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from tacitus.model.document import ZoneKind
from tacitus.model.reading import Reading, Token
from tacitus.questions.when.phrase import Phrase
from tacitus.rules.table import load_rows

_STEPS = 5
_PRESENT = frozenset({"is", "are", "am", "'s", "'re", "'m"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BESIDE_NOUNS = frozenset({"nmod:poss", "compound", "amod"})


@dataclass(frozen=True, slots=True)
class _Words:
    id: str
    words: tuple[str, ...]


@cache
def _lemmas(name: str) -> frozenset[str]:
    rows = load_rows(_Words, "tacitus.questions.when", "tense.toml")
    return frozenset(word for row in rows if row.id == name for word in row.words)


def tense(phrase: Phrase, reading: Reading) -> int:
    """By the verb that the expression hangs on, and what that verb hangs on."""
    head = reading.head_of(phrase.span)
    if head is None or not _tells(head, reading):
        return 0
    if _is_to_be(head, reading):
        return 1
    if any(_has_been_done(noun, reading) for noun in _nouns_above(head, reading)):
        return -1
    for steps, token in enumerate(reading.ancestors(head.index)):
        found = _of(token, reading, steps <= 1)
        if found > 0 and phrase.zone in (ZoneKind.TITLE, ZoneKind.CAPTION) and not _aided(token, reading):
            found = -1
        if found:
            return 2 * found if steps == 0 else found
        if steps == _STEPS:
            break
    return 0


def _tells(head: Token, reading: Reading) -> bool:
    """Whether a verb speaks of the time: of "Friday's vote" only where the vote is its subject."""
    if head.dep not in _BESIDE_NOUNS or head.head < 0:
        return True
    return reading.tokens[head.head].relation == "nsubj"


def background(phrase: Phrase, reading: Reading) -> bool:
    """Whether a time only says more of somebody or something, or since when: in a relative clause, or a clause with "since"."""
    head = reading.head_of(phrase.span)
    above = reading.ancestors(head.index) if head is not None else iter(())
    return any(token.dep == "acl:relcl" or any(kid.norm == "since" for kid in reading.kids(token.index, "mark")) for token in above)


def in_passing(phrase: Phrase, reading: Reading) -> bool:
    """Whether a time hangs on a participle that only says more of a noun: papers released in 2005, a raid planned for 1976."""
    head = reading.head_of(phrase.span)
    above = list(reading.ancestors(head.index)) if head is not None else []
    return bool(above) and above[0].relation == "acl"


def looks_back(phrase: Phrase, reading: Reading) -> bool:
    """Whether a time stands under "had" with a participle, which looks back from the story."""
    head = reading.head_of(phrase.span)
    above = reading.ancestors(head.index) if head is not None else iter(())
    return any(kid.norm in ("had", "'d") for token in above for kid in reading.kids(token.index, "aux"))


def _nouns_above(head: Token, reading: Reading) -> Iterator[Token]:
    """The nouns whose phrase the time stands in, nearest first."""
    return takewhile(lambda token: token.upos in _NOUNS, reading.ancestors(head.index))


def _is_to_be(head: Token, reading: Reading) -> bool:
    """ "The vote is on Sunday": where the time is what is said of a subject, a present "is" looks ahead."""
    present = any(kid.norm in _PRESENT for kid in reading.kids(head.index, "cop"))
    subjects = [kid for kid in reading.kids(head.index, "nsubj") if kid.upos in _NOUNS]
    return present and bool(subjects) and not any(kid.lemma in _lemmas("harm") for kid in subjects)


def _has_been_done(token: Token, reading: Reading) -> bool:
    """A time inside a noun phrase that names a harm known to the reader, whatever the verb: condemns the raid on Friday.

    Not in the object of a verb that brings it about (will begin the assault on Friday), nor of one still planned.
    """
    if token.lemma not in _lemmas("harm"):
        return False
    ahead = _lemmas("fixing") | _lemmas("coming")
    if any(kid.lemma in ahead for kid in reading.kids(token.index, "amod", "acl", "compound")):
        return False
    governor = reading.tokens[token.head] if token.head >= 0 else None
    done = governor is not None and token.relation == "obj" and governor.lemma in _lemmas("doing") | _lemmas("fixing")
    indefinite = any(kid.norm in ("a", "an", "any", "no", "another") for kid in reading.kids(token.index, "det"))
    return not done and not indefinite


def _aided(token: Token, reading: Reading) -> bool:
    return any(kid.lemma in _lemmas("ahead") or kid.norm == "to" for kid in reading.kids(token.index, "aux", "mark"))


def _of(token: Token, reading: Reading, near: bool) -> int:
    """What one verb (or a noun or adjective with a helping verb) says; 0 sends the question to what it hangs on.

    `near`: the time hangs on it, or on its subject or object ("scheduled a hearing for Monday").
    """
    helpers = reading.kids(token.index, "aux", "cop")
    perfect = any(kid.lemma == "have" for kid in helpers)
    if any(kid.lemma in _lemmas("ahead") for kid in helpers):
        return -1 if perfect else 1
    if near and token.lemma in _lemmas("fixing"):
        return 1
    if any(kid.norm == "to" for kid in reading.kids(token.index, "mark")):
        return _of_infinitive(token, reading)
    if token.upos not in ("VERB", "AUX"):
        return _of_helpers(helpers)
    if perfect or _past(token):
        return _of_helpers(helpers) or -1
    if token.norm.endswith("ing"):
        present = any(kid.norm in _PRESENT for kid in helpers)
        return (-1 if token.lemma in _lemmas("judging") else 1) if present else _of_helpers(helpers)
    return _of_helpers(helpers) or _of_present(token, reading)


def _of_present(token: Token, reading: Reading) -> int:
    """A present tense alone looks ahead only where the verb is one of timetables ("the talks begin on Monday").

    A verb of judging looks back ("condemns the raid on Monday"); any other may do either.
    """
    if token.lemma in _lemmas("judging"):
        return -1
    if _is_let(token, reading):
        return 0
    if token.lemma in _lemmas("timetable"):
        return 1
    phrase = any(f"{token.lemma} {kid.norm}" in _lemmas("timetable-phrase") for kid in _near_words(token, reading))
    return 1 if phrase else 0


def _is_let(token: Token, reading: Reading) -> bool:
    """A bare infinitive, which has the tense of the verb above it: let the assault begin, saw the convoy leave."""
    governor = reading.tokens[token.head] if token.head >= 0 else None
    return governor is not None and (
        token.relation == "xcomp" or (token.relation == "ccomp" and governor.lemma in _lemmas("letting"))
    )


def _near_words(token: Token, reading: Reading) -> tuple[Token, ...]:
    return reading.kids(token.index, "obj", "obl", "compound", "advmod", "xcomp")


def _of_helpers(helpers: tuple[Token, ...]) -> int:
    return -1 if any(kid.norm in ("was", "were", "had", "did", "been") for kid in helpers) else 0


def _of_infinitive(token: Token, reading: Reading) -> int:
    """ "Agreed to meet on Friday" lies ahead; "managed to flee on Friday" does not."""
    if token.head < 0:
        return 1
    governor = reading.tokens[token.head]
    return 1 if governor.lemma in _lemmas("plans") else 0


def _past(token: Token) -> bool:
    """A past form or participle: neither the dictionary form, nor an -ing or -s form of it."""
    present = (token.lemma, f"{token.lemma}s", f"{token.lemma}es", f"{token.lemma[:-1]}ies")
    return token.norm not in present and not token.norm.endswith("ing")
