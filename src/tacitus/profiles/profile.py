"""A profile and its rules, out of profiles.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tacitus.errors import InputError
from tacitus.rules.table import load_rows

DEFAULT = "public"
Deed = Literal["delay", "coarsen", "hide", "victims", "strangers", "quote", "context", "titles", "paths"]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row of profiles.toml, `[[rule]]`."""

    id: str
    does: Deed
    says: str
    much: Mapping[str, float]
    types: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A row of profiles.toml, `[[profile]]`."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as one profile follows it: `much` is days, degrees, words or characters, as its deed needs."""

    id: str
    does: Deed
    says: str
    much: float
    row: RuleRow


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile is for, and the rules that it follows, in the table's order."""

    name: str
    says: str
    rules: tuple[Rule, ...]

    def doing(self, deed: Deed) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.does == deed)


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by its name."""
    rules = load_rows(RuleRow, "tacitus.profiles", "profiles.toml", "rule")
    rows = load_rows(ProfileRow, "tacitus.profiles", "profiles.toml", "profile")
    followed = {row.id: tuple(_followed(rule, row.id) for rule in rules if row.id in rule.much) for row in rows}
    return {row.id: Profile(row.id, row.says, followed[row.id]) for row in rows}


def profile_named(name: str) -> Profile:
    """Raises InputError for a name that no profile has."""
    if name not in profiles():
        raise InputError(f"--profile {name}: no such profile; there are {', '.join(profiles())}")
    return profiles()[name]


def _followed(row: RuleRow, profile: str) -> Rule:
    much = row.much[profile]
    return Rule(row.id, row.does, row.says.replace("{much}", f"{much:g}"), much, row)
