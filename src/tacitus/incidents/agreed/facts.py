"""The facts that the rules of grades.toml speak of, and the grade that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tacitus.incidents.agreed.actors import proper, table_id
from tacitus.incidents.agreed.numbers import Figure
from tacitus.incidents.agreed.parties import relate_actors
from tacitus.incidents.agreed.roots import Root
from tacitus.incidents.agreed.sides import Sides
from tacitus.incidents.agreed.tables import class_of, grade_rows, scheme, speaks_as
from tacitus.model.entry import Entry, Named
from tacitus.model.versions import Grade, Relates, Voices

_HARM = frozenset({"killed", "injured"})
_TOLLS = frozenset({"killing", "casualties", "execution"})
_UNHARMED = "Airwars grades harm to people; no claim that says that it happened tells of any"
_NO_RULE = "no rule of the scheme fits: two or more voices say so, but nobody names a doer"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the facts are read from: claims that hold that it happened, their numbers, and who says them."""

    entries: Sequence[Entry]
    told: Sequence[Figure]
    roots: Mapping[str, Root]
    sides: Sides
    voices: Voices


def grade(evidence: Evidence) -> Grade:
    """The grade that the first fitting rule suggests, with the rule."""
    if not evidence.entries:
        return Grade(scheme(), None, None, "", (), "no claim says that it happened")
    if not any(_harms(entry, evidence) for entry in evidence.entries):
        return Grade(scheme(), None, None, "", (), _UNHARMED)
    hold = facts(evidence)
    row = next((row for row in grade_rows() if hold.issuperset(row.when)), None)
    if row is None:
        return Grade(scheme(), None, None, "", tuple(sorted(hold)), _NO_RULE)
    return Grade(scheme(), row.grade, row.id, row.words, row.when)


def facts(evidence: Evidence) -> frozenset[str]:
    """Every fact that holds, in the words of grades.toml."""
    count = len(evidence.voices.independent)
    held = {
        "only fighters are told of as harmed": _only_fighters(evidence),
        "a doer owns up to it": any(_owns(entry, evidence) for entry in evidence.entries),
        "voices name different doers": _different_doers(evidence),
        "a doer is named": any(_doers(entry) for entry in evidence.entries),
        "two or more independent voices say so": count >= 2,
        "one independent voice says so": count == 1,
        "no independent voice says so": count == 0,
        "a party says so": bool(evidence.voices.parties),
    }
    return frozenset(fact for fact, holds in held.items() if holds)


def _harmed(entry: Entry, evidence: Evidence) -> set[str]:
    """Which sorts of people a claim counts as killed or hurt, or has as its civilian targets."""
    numbers = {
        one.whom.kind for one in evidence.told if one.entry.id == entry.id and one.whom.outcome in _HARM and one.whom.counts_people
    }
    hit = {"civilians"} if entry.codes.ucdp and any(class_of(target.kind) == "civilians" for target in entry.targets) else set()
    return numbers | hit


def _harms(entry: Entry, evidence: Evidence) -> bool:
    return bool(_harmed(entry, evidence)) or entry.kind in _TOLLS


def _only_fighters(evidence: Evidence) -> bool:
    return {sort for entry in evidence.entries for sort in _harmed(entry, evidence)} == {"fighters"}


def _owns(entry: Entry, evidence: Evidence) -> bool:
    """Whether a doer takes responsibility, or tells of people harmed by it who are no fighters."""
    own = {f"voice {evidence.sides.voice_of(agent)}" for agent in entry.agents}
    if evidence.roots[entry.id].key not in own or not _doers(entry):
        return False
    return entry.kind == "responsibility" or bool(_harmed(entry, evidence) - {"fighters"})


def _doers(entry: Entry) -> list[Named]:
    """Those who did it, where they are forces with a name. The one who accuses is no doer; the accused is."""
    cast = entry.targets if entry.kind == "accusation" else entry.agents
    forces = (one for one in cast if speaks_as("party", one.kind) or speaks_as("state", one.kind))
    return [one for one in forces if table_id(one) or proper(one.name)]


def _different_doers(evidence: Evidence) -> bool:
    named = [(evidence.roots[entry.id].key, one) for entry in evidence.entries for one in _doers(entry)]
    return any(
        voice != other
        and evidence.sides.voice_of(one) != evidence.sides.voice_of(second)
        and relate_actors(one, second)[0] is Relates.CONFLICT
        for voice, one in named
        for other, second in named
    )
