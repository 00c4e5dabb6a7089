"""Alleged breaches over many reports: who alleges, against whom, by what act, and who denies it. No verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tacitus.model.answers import Standing
from tacitus.model.entry import Entry, Named
from tacitus.model.thread import Breach, Voice
from tacitus.threads.compare import beside
from tacitus.threads.deals import is_breach, party_key
from tacitus.threads.members import report_key
from tacitus.threads.phases import DENIED
from tacitus.threads.tables import words_of

_ASSERTED = frozenset({Standing.HAPPENED, Standing.ONGOING})
_SMALL = frozenset({"the", "a", "an", "any", "its", "their", "his", "her", "of", "at", "on", "in", "to"})


def breaches(about: Iterable[Entry], by_report: Mapping[str, Sequence[Entry]], voices: Mapping[str, Voice]) -> tuple[Breach, ...]:
    """The breaches alleged by claims `about` the agreement; acts and denials are looked for in the reports `by_report`."""
    alleged = [entry for entry in about if is_breach(entry) and entry.standing in _ASSERTED]
    denied = [entry for held in by_report.values() for entry in held if entry.standing in DENIED]
    found = [_breach(entry, by_report.get(report_key(entry), ()), denied, voices) for entry in alleged]
    return tuple(sorted(found, key=_in_time))


def _in_time(breach: Breach) -> tuple[str, str]:
    days = breach.days or breach.told
    return str(days.start or days.end) if days else "~", breach.claim


def _breach(entry: Entry, beside_it: Sequence[Entry], denied: Sequence[Entry], voices: Mapping[str, Voice]) -> Breach:
    acts = [other for other in beside_it if _is_act(other, entry)]
    dated = [one.when.days for one in (entry, *acts) if one.when]
    placed = [one.place for one in (entry, *acts) if one.place]
    denials = [other for other in denied if _denies(other, entry, acts)]
    return Breach(
        claim=entry.id,
        voice=voices[entry.id],
        against=tuple(dict.fromkeys(one.name for one in entry.agents)),
        days=dated[0] if dated else None,
        told=entry.report.published,
        place=placed[0] if placed else None,
        acts=tuple(sorted(act.id for act in acts)),
        denials=tuple(sorted((other.id, voices[other.id]) for other in denials)),
    )


def _is_act(other: Entry, entry: Entry) -> bool:
    """A claim of what was done, in the words of the allegation itself: "of breaching the truce by shelling a hill"."""
    if other.id == entry.id or is_breach(other) or other.standing not in _ASSERTED:
        return False
    return entry.evidence.span.contains(other.trigger.span) and bool(_parties(other.agents) & _parties(entry.agents))


def _parties(named: Iterable[Named]) -> frozenset[str]:
    return frozenset(party_key(one) for one in named)


def _denies(other: Entry, entry: Entry, acts: Sequence[Entry]) -> bool:
    """The accused is said not to have broken it, or not to have done what the allegation tells."""
    if not _parties(other.agents) & _parties(entry.agents):
        return False
    if is_breach(other):
        return True
    return any(_same_act(other, act) for act in acts)


def _same_act(other: Entry, act: Entry) -> bool:
    kin = {other.kind, *other.also} & {act.kind, *act.also}
    if not kin:
        return False
    if other.place and act.place:
        return beside(other.place, act.place)
    return bool(frozenset(_target_words(other)) & frozenset(_target_words(act)))


def _target_words(entry: Entry) -> Iterator[str]:
    for named in entry.targets:
        yield from (word for word in words_of(named.quote.text if named.quote else named.name) if word not in _SMALL)
