"""Which claims a rule touches."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tacitus.profiles.profile import Profile, Rule, RuleRow
from tacitus.profiles.words import holds

Json = Mapping[str, Any]


def touches(row: RuleRow, line: Json) -> bool:
    """Whether the claim is of the row's types, and one of its people, its words or its site is named (a row without: any)."""
    if row.types and line["type"] not in row.types:
        return False
    if not (row.people or row.words or row.sites):
        return True
    place = line["place"] or {}
    return (
        any(party["kind"] in row.people for party in (*line["agents"], *line["targets"]) if party["kind"])
        or place.get("kind") in row.sites
        or holds(" | ".join(words_of(line)), row.words)
    )


def words_of(line: Json) -> Iterator[str]:
    """The claim's own words: the clause, the parties, what was counted, the place."""
    yield line["evidence"]["text"]
    yield line["trigger"]["text"]
    for slot in (*line["agents"], *line["targets"], *line["counts"], line["place"] or {}):
        yield from (str(slot[key]) for key in ("text", "name", "unit") if slot.get(key))


def held(profile: Profile, line: Json, as_of: date | None) -> Rule | None:
    """The rule that holds a claim back on a day. Where no day is given, or the claim has none, its age is not known: it is held."""
    for rule in profile.doing("delay"):
        if rule.much and touches(rule.row, line):
            day = last_day(line)
            if as_of is None or day is None or day + timedelta(days=rule.much) > as_of:
                return rule
    return None


def last_day(line: Json) -> date | None:
    """The last day it could have been, else the report's."""
    for days in (line["when"], line["report"]["published"]):
        if days and (days["to"] or days["from"]):
            return date.fromisoformat(days["to"] or days["from"])
    return None
