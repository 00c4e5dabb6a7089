"""Which names of an incident are one actor: by the id of the actor table, else by a name or an alias that only one actor has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tacitus.model.entry import Entry, Named
from tacitus.model.versions import Relates

_MADE = re.compile(r"(?:actor|part)-[0-9a-f]{16}")  # an id made from the words of one report: it means nothing in another
_ARTICLES = frozenset({"the", "a", "an", "al"})
NOBODY = frozenset({"publisher", "unattributed"})
Told = tuple[Relates, str]


def folded(name: str) -> str:
    """A name without case, spacing and article.

    >>> folded("The  Nile Post")
    'nile post'
    """
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def proper(name: str) -> bool:
    """Whether a name is one, not a common noun.

    >>> proper("the Free Army"), proper("the gunmen")
    (True, False)
    """
    return any(word[:1].isupper() for word in re.split(r"[\s-]+", name) if word.casefold() not in _ARTICLES)


def table_id(named: Named) -> str | None:
    """The actor's row in the table; None for one that only its report knows."""
    return named.id if named.id and not _MADE.fullmatch(named.id) else None


class Actors:
    """Who is who among all that an incident's claims name."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_id: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_noun: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        for named in _all_named(entries):
            known = table_id(named)
            for word in _names(named):
                (self._by_id if known else self._by_name)[word].add(known or folded(named.name))
            for word in (named.name, *named.aliases) if known else ():
                self._by_noun[folded(word), named.kind].add(known or "")
        self._ids = {one for found in self._by_noun.values() for one in found}

    def key(self, named: Named) -> str:
        """One string for one actor, whichever report names it. A common noun ("the coalition") is an actor of its kind where only
        one is called so."""
        known = table_id(named)
        if known:
            return known
        ids = {one for word in _names(named) for one in self._by_id.get(word, ())}
        if len(ids) == 1:
            return min(ids)
        own = folded(named.name)
        nouns = self._by_noun.get((own, named.kind), set()) if not proper(named.name) else set()
        if len(nouns) == 1:
            return min(nouns)
        longer = self._by_name.get(own, set()) - {own}
        return min(longer) if len(longer) == 1 and proper(named.name) else own

    def known(self, named: Named) -> bool:
        """Whether it is an actor of the table, by its id or as the only one called so."""
        return self.key(named) in self._ids

    def outlet(self, name: str) -> str:
        """The key of a publisher or an agency: an actor's own site goes by any of its names, "Coalition" too."""
        ids = {one for (word, _), found in self._by_noun.items() if word == folded(name) for one in found}
        return min(ids) if len(ids) == 1 else self.key(Named(name))

    def spoken_for(self, name: str) -> str | None:
        """The one known actor whose name stands within a longer one: a spokesman of it."""
        padded = f" {folded(name)} "
        ids = {one for word, found in self._by_id.items() if f" {word} " in padded for one in found}
        return min(ids) if len(ids) == 1 else None


def _all_named(entries: Iterable[Entry]) -> Iterator[Named]:
    for entry in entries:
        yield from (*entry.said_by, *entry.agents, *entry.targets)


def _names(named: Named) -> set[str]:
    return {folded(word) for word in (named.name, *named.aliases) if proper(word) and folded(word) not in NOBODY}
