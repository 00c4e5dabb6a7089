"""What an export says of itself: what it is of, under which profile, what was changed, held back and left out, whom to credit."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tacitus.format.pieces import Json
from tacitus.profiles import Profile

FORMAT = "tacitus-about/1"
GEONAMES = (
    "Places: GeoNames (https://www.geonames.org), licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); "
    "changed: names folded, outlines made of towns."
)
QUOTED = "Quotations are from the reports named with them and remain their publishers'."


def no_text(_: str) -> str | None:
    """For a caller that keeps no texts."""
    return None


def no_reading(_: str) -> Json | None:
    """For a caller that keeps no readings."""
    return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the claims come from. `ledger` is its name, `head` the head of its chain; `builds` the stamps of the builds that read.

    `as_of` is the day that delays are reckoned to; the clock is never asked. `text_of` gives a text by its id, for the words round
    a quotation; `reading_of` a reading in tacitus/1 by its id, for who is a person and what is a place. Either may know nothing.
    """

    ledger: str | None = None
    head: str | None = None
    builds: tuple[Json, ...] = ()
    as_of: date | None = None
    text_of: Callable[[str], str | None] = no_text
    reading_of: Callable[[str], Json | None] = no_reading
    licences: tuple[str, ...] = (GEONAMES, QUOTED)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What an export did with the claims it was given. `rules` counts the claims that each rule changed or held back, `left_out`
    those that the format cannot carry, by reason."""

    given: int
    written: int
    held_back: int
    rules: Mapping[str, int]
    left_out: Mapping[str, int]


@dataclass(slots=True)
class Tally:
    """The counts while an export is written."""

    given: int = 0
    held_back: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def summed(self) -> Withheld:
        written = self.given - self.held_back - self.left_out.total()
        return Withheld(self.given, written, self.held_back, dict(self.rules), dict(self.left_out))


def about_json(name: str, profile: Profile, facts: Facts, tally: Tally) -> Json:
    """The statement: the same inside the formats that allow it and in the file beside each."""
    done = tally.summed()
    return {
        "format": FORMAT,
        "of": f"claims, as {name}",
        "ledger": facts.ledger,
        "head": facts.head,
        "as_of": facts.as_of.isoformat() if facts.as_of else None,
        "builds": list(facts.builds),
        "claims": {"given": done.given, "written": done.written, "held_back": done.held_back},
        "profile": {"name": profile.name, "says": profile.says},
        "withheld": [_rule(rule.id, rule.does, rule.says, done.rules.get(rule.id, 0)) for rule in profile.rules],
        "left_out": [{"why": why, "claims": count} for why, count in sorted(done.left_out.items())],
        "credit": list(facts.licences),
    }


def _rule(rule: str, does: str, says: str, claims: int) -> Json:
    return {"rule": rule, "does": does, "says": says, "claims": claims}
