"""Whether what an expression belongs to has happened (below 0), is to come (above 0), or the grammar does not say (0).

2 and -2 where the very verb that it hangs on says so, 1 and -1 where a verb further up does.
"""

from dataclasses import dataclass
from functools import cache

from tacitus.model.document import ZoneKind
from tacitus.model.reading import Reading, Token
from tacitus.questions.when.phrase import Phrase
from tacitus.rules.table import load_rows

_STEPS = 5
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
    for steps, token in enumerate(reading.ancestors(head.index)):
        found = _of(token, reading, steps <= 1)
        if found > 0 and phrase.zone is ZoneKind.TITLE and not _aided(token, reading):
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
        return 1 if any(kid.norm in ("is", "are", "am", "'s", "'re", "'m") for kid in helpers) else _of_helpers(helpers)
    return 1 if token.norm.endswith("s") and token.lemma not in _lemmas("saying") and token.norm != token.lemma else 0


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
