"""The claims of an incident side by side, field by field: equal values together, each held against every other."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from tacitus.incidents.agreed.actors import Actors, Told
from tacitus.incidents.agreed.deeds import Deed, relate_deeds
from tacitus.incidents.agreed.ground import Ground, ground_of, relate_grounds
from tacitus.incidents.agreed.numbers import Figure, Whom, amount_words, relate_amounts
from tacitus.incidents.agreed.parties import Cast, relate_casts
from tacitus.incidents.agreed.voices import MAYBE, NO, YES
from tacitus.measures.interval import overlaps, within
from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.interval import Interval
from tacitus.model.versions import Field, Relates, Relation, Silent, Version

V = TypeVar("V")
UNSAID = "the claim does not say"


@dataclass(frozen=True, slots=True)
class Value(Generic[V]):
    """What one claim says in one field; values with the same key are one version."""

    key: Hashable
    text: str
    value: V
    claim: str


def fields(
    entries: Sequence[Entry], told: Sequence[Figure], says: Mapping[str, str], voices: Mapping[str, str], actors: Actors
) -> tuple[Field, ...]:
    """Every field that any claim says. Claims that deny the happening speak in the field of standing alone."""
    asserted = [entry for entry in entries if says[entry.id] != NO]
    made = [
        _field("what", _whats(asserted), relate_deeds, voices, asserted),
        _field("who", _casts(asserted, "agents", actors), relate_casts, voices, asserted, "agents"),
        _field("to whom", _casts(asserted, "targets", actors), relate_casts, voices, asserted, "targets"),
        _field("where", _places(asserted), relate_grounds, voices, asserted, "place"),
        _field("when", _times(asserted), relate_days, voices, asserted, "when"),
        *_counts([one for one in told if says[one.entry.id] != NO and not one.nested], voices, asserted),
        _field("standing", _standings(entries, says), _relate_standings, voices, entries),
    ]
    return tuple(field for field in made if field.versions)


def _field(
    name: str,
    values: Sequence[Value[V]],
    relate: Callable[[V, V], Told],
    voices: Mapping[str, str],
    entries: Sequence[Entry],
    slot: str | None = None,
    about: str | None = None,
) -> Field:
    """Versions with most voices first, then in the order of their first claims."""
    grouped: dict[Hashable, list[Value[V]]] = defaultdict(list)
    for value in values:
        grouped[value.key].append(value)
    ranked = sorted(grouped.values(), key=lambda group: -len({voices[value.claim] for value in group}))
    versions = tuple(_version(at, ranked, relate, voices) for at in range(len(ranked)))
    speaking = {value.claim for value in values}
    silent = tuple(Silent(entry.id, dict(entry.blanks).get(slot or "", UNSAID)) for entry in entries if entry.id not in speaking)
    return Field(name, about, versions, silent)


def _version(at: int, ranked: Sequence[Sequence[Value[V]]], relate: Callable[[V, V], Told], voices: Mapping[str, str]) -> Version:
    group = ranked[at]
    relations = tuple(
        Relation(other, *relate(group[0].value, ranked[other][0].value)) for other in range(len(ranked)) if other != at
    )
    claims = tuple(dict.fromkeys(value.claim for value in group))
    texts = [value.text for value in group]
    text = min(set(texts), key=lambda word: (-texts.count(word), texts.index(word)))
    return Version(text, claims, tuple(sorted({voices[claim] for claim in claims})), relations)


def _whats(entries: Sequence[Entry]) -> list[Value[Deed]]:
    """A claim's kind; the other kinds that its words allow are those that any claim of the kind brings."""
    also: dict[str, set[str]] = defaultdict(set)
    codes = {entry.kind: entry.codes.plover for entry in reversed(entries)}
    for entry in entries:
        also[entry.kind] |= {*entry.also}
    return [
        Value(entry.kind, entry.kind, Deed(entry.kind, frozenset(also[entry.kind]), codes[entry.kind]), entry.id)
        for entry in entries
    ]


def _casts(entries: Sequence[Entry], slot: str, actors: Actors) -> list[Value[Cast]]:
    found: list[Value[Cast]] = []
    for entry in entries:
        named: tuple[Named, ...] = getattr(entry, slot)
        cast = {actors.key(one): one for one in named}
        if cast:
            text = ", ".join(dict.fromkeys(one.name for one in named))
            found.append(Value(frozenset(cast), text, cast, entry.id))
    return found


def _places(entries: Sequence[Entry]) -> list[Value[Ground]]:
    grounds = [(entry, ground_of(entry.place)) for entry in entries if entry.place]
    return [Value(ground.key, ground.name, ground, entry.id) for entry, ground in grounds]


def _times(entries: Sequence[Entry]) -> list[Value[Interval]]:
    days = [(entry, entry.when.days) for entry in entries if entry.when]
    return [Value(interval, day_words(interval), interval, entry.id) for entry, interval in days]


def _counts(told: Sequence[Figure], voices: Mapping[str, str], entries: Sequence[Entry]) -> Iterator[Field]:
    """A field for each sort of people or things counted, in a fixed order."""
    for whom, group in groupby(sorted(told, key=lambda figure: whom_order(figure.whom)), key=lambda figure: figure.whom):
        values = [Value(figure.amount, amount_words(figure.amount), figure.amount, figure.entry.id) for figure in group]
        yield _field("how many", values, relate_amounts, voices, entries, "counts", count_words(whom))


def count_words(whom: Whom) -> str:
    """civilians killed."""
    return f"{whom.words} {whom.outcome}" if whom.outcome else whom.words


def whom_order(whom: Whom) -> tuple[object, ...]:
    """The killed first, people before civilians before fighters before things."""
    outcomes = ("killed", "injured", "missing", "captured", "displaced")
    kinds = ("people", "civilians", "fighters")
    outcome = outcomes.index(whom.outcome) if whom.outcome in outcomes else len(outcomes)
    kind = kinds.index(whom.kind) if whom.kind in kinds else len(kinds)
    return (outcome, whom.outcome or "", whom.part is not None, kind, whom.kind, whom.side or "", whom.part or "")


def relate_days(one: Interval, other: Interval) -> Told:
    """Days within others are narrower; days that share none conflict."""
    if one == other:
        return Relates.AGREE, "the same"
    if within(one, other):
        return Relates.NARROWER, f"within {day_words(other)}"
    if within(other, one):
        return Relates.WIDER, f"holds {day_words(other)}"
    if overlaps(one, other):
        return Relates.AGREE, "they share days"
    first, second = sorted((one, other), key=lambda days: str(days.start or days.end))
    apart = (second.start - first.end).days if second.start and first.end else None
    return Relates.CONFLICT, f"{apart} {'day' if apart == 1 else 'days'} apart" if apart is not None else "no day in common"


def day_words(days: Interval) -> str:
    if days.start is None or days.end is None:
        return f"by {days.end}" if days.end else f"from {days.start}" if days.start else "any day"
    return str(days.start) if days.start == days.end else f"{days.start} to {days.end}"


def _standings(entries: Sequence[Entry], says: Mapping[str, str]) -> list[Value[str]]:
    found = []
    for entry in entries:
        held = says[entry.id]
        denies = held == NO and entry.standing in (Standing.HAPPENED, Standing.ONGOING)
        text = "denied" if denies else entry.standing.value
        text = f"{text}, hedged" if entry.hedged else text
        found.append(Value((text, held), text, held, entry.id))
    return found


def _relate_standings(one: str, other: str) -> Told:
    if one == other:
        return Relates.AGREE, {YES: "both say that it happened", NO: "both say that it did not"}.get(
            one, "neither says that it happened"
        )
    if {one, other} == {YES, NO}:
        return Relates.CONFLICT, "one says that it happened, the other that it did not"
    return (Relates.WIDER, "does not say whether it happened") if one == MAYBE else (Relates.NARROWER, "says whether it happened")
