"""Whether the text asserts what a verb or noun says, or only wishes, plans, fears or denies it."""

from dataclasses import dataclass

from tacitus.model.reading import Reading, Token
from tacitus.questions.how_many.grammar import words_of
from tacitus.questions.how_many.harms import real_words, unreal_words


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading, with the main words of happenings that the text does not assert, and the numbers that others are taken from."""

    reading: Reading
    unasserted: frozenset[int]
    divided: frozenset[int] = frozenset()


def asserted(scene: Scene, word: Token) -> bool:
    """Whether the text says that it happened: not negated, wished, planned, threatened or only possible."""
    reading = scene.reading
    if word.index in scene.unasserted or _denied(reading, word) or _helped_away(reading, word):
        return False
    perfect = _perfect(reading, word)
    marks = _marks(reading, word)
    if marks & _CONDITIONS:
        return False
    if word.head < 0:
        return "to" not in marks or perfect
    head = reading.tokens[word.head]
    if "to" in marks and not perfect and head.lemma not in real_words():
        return False
    if _under_unreal(word, head, bool(marks)):
        return False
    alike = word.norm.endswith("ing") == head.norm.endswith("ing")
    past = word.norm != word.lemma and head.norm == head.lemma and "to" in _marks(reading, head)  # to flee and killed 800
    joined = word.relation == "conj" and word.upos == "VERB" and alike and not past and not reading.kids(word.index, "aux")
    return asserted(scene, head) if joined else True


_CONDITIONS = frozenset({"if", "unless", "lest"})
_NEGATIONS = frozenset({"not", "never", "no"})


def _denied(reading: Reading, word: Token) -> bool:
    return any(kid.lemma in _NEGATIONS for kid in reading.kids(word.index, "advmod", "det"))


def _helped_away(reading: Reading, word: Token) -> bool:
    """Under would, could, will; under may and might, save in the perfect (may have killed)."""
    helpers = {kid.norm for kid in reading.kids(word.index, "aux")}
    if helpers & words_of("unreal-helpers"):
        return True
    return bool(helpers & words_of("guessing-helpers")) and not _perfect(reading, word)


def _perfect(reading: Reading, word: Token) -> bool:
    return any(kid.lemma == "have" for kid in reading.kids(word.index, "aux"))


def _marks(reading: Reading, word: Token) -> set[str]:
    """The conjunctions of a clause, and "to" where it makes an infinitive (not in "lightly to moderately")."""
    helpers = reading.kids(word.index, "aux")
    marks = reading.kids(word.index, "mark")
    plain = word.upos == "VERB" and word.norm == word.lemma
    return {mark.norm for mark in marks if mark.norm != "to" or plain or any(helper.index > mark.index for helper in helpers)}


def _under_unreal(word: Token, head: Token, marked: bool) -> bool:
    """Threats, plans and attempts: what hangs on their words did not happen because of them."""
    hanging = word.relation in ("xcomp", "advcl", "acl", "obl", "nmod", "obj") and word.upos in ("VERB", "NOUN")
    return hanging and head.lemma in unreal_words() and (word.relation != "advcl" or marked)
