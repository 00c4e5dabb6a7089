"""What claims pass on their way out, what hides the names in what was made of them, and what was done to how many."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tacitus.format.pieces import Json
from tacitus.profiles import NOTHING_KNOWN, Known, Profile, address_under, apply, known_of, mask_of
from tacitus.profiles.mask import Mask, joined
from tacitus.profiles.words import finder, folded
from tacitus.reviews.view import nameless
from tacitus.views.export.facts import Facts, Tally

_READINGS = 64  # what so many reports' readings know is kept


class Passing:
    """A profile at work. `hidden` and `bodies` are the names met so far: those that it hides, and those that may be told."""

    def __init__(self, profile: Profile, facts: Facts) -> None:
        self.profile, self.facts, self.tally = profile, facts, Tally()
        self.known = lru_cache(maxsize=_READINGS)(self._asked)
        self._hidden: dict[str, None] = {}
        self._bodies: dict[str, None] = {}
        self._addresses: dict[str, str] = {}

    def _asked(self, reading: str) -> Known:
        found = self.facts.reading_of(reading)
        return known_of(found) if found else NOTHING_KNOWN

    def line(self, line: Json, counted: bool = True) -> Json | None:
        """The claim as it may leave, counted; None where it is held back."""
        told, rules = apply(self.profile, nameless(line), self.facts.as_of, self.known(line["report"]["reading"]))
        if counted:
            self.tally.given += 1
            self.tally.rules.update(rules)
            self.tally.held_back += told is None
        return told

    def mask(self, lines: Iterable[Json]) -> Mask:
        """What hides every name that any of these claims hides."""
        made = joined(mask_of(self.profile, line, self.known(line["report"]["reading"])) for line in lines)
        self._hidden.update(dict.fromkeys(phrase for _, phrases in (*made.hidden, *made.places) for phrase in phrases))
        self._bodies.update(dict.fromkeys(made.bodies))
        return made

    def address(self, address: str, mask: Mask) -> str:
        """An address as it may leave: two that are cut to the same host remain two."""
        cut = address_under(self.profile, address, mask, set())
        told, number = cut, 1
        while self._addresses.setdefault(told, address) != address:
            number += 1
            told = f"{cut} ({number})"
        return told

    def names_withheld(self, words: str) -> bool:
        """Whether words that somebody typed hold a name that was hidden, or that nobody vouches for where that is asked."""
        found = finder(tuple(self._hidden))
        if found and found.search(folded(words)):
            return True
        strangers = next((rule.id for rule in self.profile.doing("strangers")), None)
        return Mask(strangers=strangers, bodies=tuple(self._bodies), sites=True).text(words, set()) != words


def masked(told: Any, mask: Mask, closed: frozenset[str]) -> Any:
    """Every string without the names that the mask hides, but under the keys of `closed`, which hold ids and words of lists."""
    if isinstance(told, str):
        return mask.text(told, set())
    if isinstance(told, list):
        return [masked(one, mask, closed) for one in told]
    if isinstance(told, dict):
        return {key: value if key in closed else masked(value, mask, closed) for key, value in told.items()}
    return told
