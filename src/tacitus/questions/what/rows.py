"""The tables of this question as frozen rows, read once and indexed by lemma."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol, TypeVar

from tacitus.model.answers import Codes, Standing
from tacitus.rules.table import load_rows

PACKAGE = "tacitus.questions.what"
NOT_CODED = "-"
FAMILIES = (
    "captives",
    "tolls",
    "blasts",
    "crowds",
    "air",
    "harm",
    "fight",
    "people",
    "moves",
    "ground",
    "states",
    "blocks",
    "help",
    "groups",
    "deals",
    "talks",
    "words",
    "favours",
    "concessions",
    "pressures",
    "orders",
    "strikers",
)

Sense = Literal["plain", "armed", "polity"]
Weight = Literal["act", "result", "other"]
Use = Literal["do", "suffer", "repel", "occur", "hit", "serve", "charge", "own", "end", "told"]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of happening with its codes; "-" where a scheme does not code it."""

    id: str
    family: str
    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None
    ucdp: str | None = None

    @property
    def codes(self) -> Codes:
        return Codes(*(None if code == NOT_CODED else code for code in (self.plover, self.acled, self.cameo, self.ucdp)))


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A verb in one of its frames; see the head of triggers/air.toml for what each field asks."""

    id: str
    lemmas: Words
    kind: str
    yes: Words
    no: Words = ()
    also: Words = ()
    sense: Sense = "armed"
    weight: Weight = "other"
    particle: Words = ()
    not_particle: Words = ()
    subject: Words = ()
    must_subject: bool = False
    object: Words = ()
    not_object: Words = ()
    needs: Words = ()
    complement: Words = ()
    governs: Words = ()
    owns: bool = False
    finite: bool = False
    standing: Standing | None = None
    proof: Words = ()
    agent: Words = ("subject",)
    target: Words = ("object",)
    tool: Words = ("with",)
    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class NounRow:
    """A noun that names a happening; see the head of triggers/air.toml."""

    id: str
    lemmas: Words
    kind: str
    yes: Words
    no: Words = ()
    also: Words = ()
    sense: Sense = "armed"
    weight: Weight = "act"
    modifiers: Words = ()
    not_modifiers: Words = ()
    needs: Words = ()
    proof: Words = ()
    bare: bool = True
    owner: Literal["agent", "target", "none"] = "agent"
    agent: Words = ("by",)
    target: Words = ("on", "against", "of", "at", "targeting")
    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class LightRow:
    """A verb that says little by itself: what it does with the happening that a noun names."""

    id: str
    lemmas: Words
    use: Use
    yes: Words
    no: Words = ()
    particle: Words = ()
    kind: str | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ModalRow:
    """An auxiliary that makes a demand of its clause, a promise or a threat; see the head of triggers/modals.toml."""

    id: str
    lemmas: Words
    kind: str
    yes: Words
    no: Words = ()
    also: Words = ("statement",)
    verbs: Words = ()
    negated: bool | None = None
    own: bool = False
    said: bool = False
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class ListRow:
    id: str
    words: Words
    yes: Words
    no: Words = ()


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """The small lists of words, by name."""
    return {row.id: frozenset(row.words) for row in load_rows(ListRow, PACKAGE, "lists.toml")}


@dataclass(frozen=True, slots=True)
class Table:
    """All triggers, by lemma, in the order of the files: the first row that fits decides."""

    verbs: Mapping[str, tuple[VerbRow, ...]]
    nouns: Mapping[str, tuple[NounRow, ...]]
    lights: Mapping[str, tuple[LightRow, ...]]
    modals: Mapping[str, tuple[ModalRow, ...]]
    kinds: Mapping[str, Kind]


R = TypeVar("R", bound="HasLemmas")


class HasLemmas(Protocol):
    @property
    def lemmas(self) -> Words: ...


def verb_rows() -> tuple[VerbRow, ...]:
    """Every verb row of every family."""
    return tuple(row for family in FAMILIES for row in load_rows(VerbRow, PACKAGE, f"triggers/{family}.toml", "verb"))


def noun_rows() -> tuple[NounRow, ...]:
    """Every noun row of every family."""
    return tuple(row for family in FAMILIES for row in load_rows(NounRow, PACKAGE, f"triggers/{family}.toml", "noun"))


def light_rows() -> tuple[LightRow, ...]:
    return load_rows(LightRow, PACKAGE, "lights.toml")


def modal_rows() -> tuple[ModalRow, ...]:
    return load_rows(ModalRow, PACKAGE, "triggers/modals.toml", "modal")


@cache
def table() -> Table:
    """The tables, read at first use."""
    kinds = {kind.id: kind for kind in load_rows(Kind, PACKAGE, "kinds.toml")}
    return Table(_by_lemma(verb_rows()), _by_lemma(noun_rows()), _by_lemma(light_rows()), _by_lemma(modal_rows()), kinds)


def _by_lemma(rows: Iterable[R]) -> dict[str, tuple[R, ...]]:
    found: dict[str, tuple[R, ...]] = {}
    for row in rows:
        for lemma in row.lemmas:
            found[lemma] = (*found.get(lemma, ()), row)
    return found
