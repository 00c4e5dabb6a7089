"""How those who did it, or to whom it was done, stand to one another from telling to telling."""

from collections.abc import Mapping

from tacitus.incidents.agreed.actors import Told, proper, table_id
from tacitus.incidents.agreed.tables import class_of, covers
from tacitus.model.entry import Named
from tacitus.model.versions import Relates

Cast = Mapping[str, Named]
_STATE = frozenset({"state", "state government", "states"})


def relate_casts(left: Cast, right: Cast) -> Told:
    """How all that one version names stand to all that another names, by their keys."""
    ours, theirs = sorted(left.keys() - right.keys()), sorted(right.keys() - left.keys())
    if not ours and not theirs:
        return Relates.AGREE, "the same"
    if not theirs:
        return Relates.NARROWER, f"also names {_listed(left, ours)}"
    if not ours:
        return Relates.WIDER, f"does not name {_listed(right, theirs)}"
    pairs = [relate_actors(left[one], right[other]) for one in ours for other in theirs]
    for wanted, never in ((Relates.NARROWER, Relates.WIDER), (Relates.WIDER, Relates.NARROWER)):
        found = [pair for pair in pairs if pair[0] is wanted]
        if found and not any(pair[0] is never for pair in pairs):
            return min(found)
    if left.keys() & right.keys():
        return Relates.AGREE, f"both name {_listed(left, sorted(left.keys() & right.keys()))}"
    conflicts = [pair for pair in pairs if pair[0] is Relates.CONFLICT]
    return min(conflicts) if conflicts else (Relates.SILENT, "what they name cannot be held against each other")


def relate_actors(one: Named, other: Named) -> Told:
    """How two different actors stand: a common noun is wider than whom it can stand for, names of forces shut one another out."""
    common, second = _common(one), _common(other)
    if common != second:
        general, special = (one, other) if common else (other, one)
        if _may_be(general, special):
            return Relates.WIDER if common else Relates.NARROWER, f"“{general.name}” can stand for {special.name}"
    if one.kind != other.kind and (covers(one.kind, other.kind) or covers(other.kind, one.kind)):
        wide = covers(one.kind, other.kind) and not covers(other.kind, one.kind)
        if _one_country(one, other):
            return Relates.WIDER if wide else Relates.NARROWER, f"{other.name if wide else one.name} says more"
    return _apart(one, other, common or second)


def _may_be(general: Named, special: Named) -> bool:
    return general.kind is not None and (general.kind == special.kind or covers(general.kind, special.kind))


def _one_country(one: Named, other: Named) -> bool:
    """A state and its army; nouns without a country can be of any, names cannot."""
    if {one.kind, other.kind} & _STATE:
        return one.country is not None and one.country == other.country
    return _common(one) and _common(other)


def _apart(one: Named, other: Named, common: bool) -> Told:
    classes = (class_of(one.kind), class_of(other.kind))
    if None in classes or (common and classes[0] == classes[1]):
        return Relates.SILENT, f"{one.name} and {other.name} cannot be held against each other"
    return Relates.CONFLICT, f"{one.name}, not {other.name}"


def _common(named: Named) -> bool:
    return table_id(named) is None and not proper(named.name)


def _listed(cast: Cast, keys: list[str]) -> str:
    return ", ".join(cast[key].name for key in keys)
