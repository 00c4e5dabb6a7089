"""A trigger seen in its sentence, before it becomes an answer."""

from dataclasses import dataclass

from tacitus.questions.what.standing import Asserted


@dataclass(frozen=True, slots=True)
class Sighting:
    """A happening by its words.

    `head` is its main word, `verb` the predicate it is told by (the noun itself where none), `words` the tokens of the
    trigger; agents, targets and tools are head words of noun phrases. `told`: only spoken of (a headline, "welcomed the
    truce"), so that a fuller telling comes first. `taken` are the verbs, `owned` the nouns that it has used up. `earlier` is the
    main word of an earlier telling that this one stands for, whose date it keeps.
    """

    kind: str
    rule: str
    head: int
    verb: int
    words: tuple[int, ...]
    weight: str
    asserted: Asserted
    also: tuple[str, ...] = ()
    agents: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    tools: tuple[int, ...] = ()
    told: bool = False
    taken: frozenset[int] = frozenset()
    owned: frozenset[int] = frozenset()
    earlier: int | None = None
    plover: str | None = None
    acled: str | None = None
    cameo: str | None = None
