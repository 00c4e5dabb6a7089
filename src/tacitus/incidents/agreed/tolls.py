"""Tolls under each published policy of measures/conventions.toml, with each figure's place in them.

A voice has one say: a later figure of its own replaces its earlier ones, and copies of it count once. What is part of another
number, or counts others or another end, is left out and says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tacitus.incidents.agreed.fields import whom_order
from tacitus.incidents.agreed.numbers import Figure, Whom, amount_words
from tacitus.incidents.agreed.order import report_day
from tacitus.incidents.agreed.wholes import wholes
from tacitus.measures.number import Comparison, Estimate, compare, low_best_high, policies
from tacitus.model.answers import Amount
from tacitus.model.versions import Figures, LeftOut, Place, Step, Toll

Voices = Mapping[str, str]


def tolls(told: Sequence[Figure], voices: Voices) -> tuple[Toll, ...]:
    """A toll for each end that people or things came to. `told` are the numbers of claims that hold that it happened."""
    by: dict[Whom, list[Figure]] = defaultdict(list)
    for figure in told:
        if not figure.nested:
            by[figure.whom].append(figure)
    for outcome in {figure.whom.outcome for figure in told if figure.whom.outcome}:
        everybody = wholes(outcome, told, voices)
        if everybody:
            by[Whom(outcome, "people")] = everybody
    return tuple(_toll(whom, by[whom], told, voices) for whom in sorted(by, key=whom_order))


def _toll(whom: Whom, group: Sequence[Figure], told: Sequence[Figure], voices: Voices) -> Toll:
    kept, replaced = latest(group, voices)
    left = [
        LeftOut(figure.entry.id, figure.told.count, f"replaced: the same voice gives its figure anew on {day}")
        for figure, day in replaced
    ]
    used = {(figure.entry.id, count) for figure in group for count in figure.counted}
    others = [figure for figure in told if (figure.entry.id, figure.told.count) not in used]
    left += [LeftOut(one.entry.id, one.told.count, why) for one in others if (why := _not_of(whom, one))]
    found = tuple(_figures(policy, kept, voices) for policy in policies())
    return Toll(whom.outcome, whom.words, found, tuple(left), tuple(history(group, voices)))


def latest(group: Sequence[Figure], voices: Voices) -> tuple[list[Figure], list[tuple[Figure, date]]]:
    """What stands of each voice, and what a later report of it replaces, with the day. Reports without a day neither replace nor
    are replaced."""
    last: dict[str, date] = {}
    for figure in group:
        day, voice = report_day(figure.entry), voices[figure.entry.id]
        if day and (voice not in last or day > last[voice]):
            last[voice] = day
    kept: list[Figure] = []
    replaced: list[tuple[Figure, date]] = []
    for figure in group:
        day, newest = report_day(figure.entry), last.get(voices[figure.entry.id])
        if day and newest and day < newest:
            replaced.append((figure, newest))
        else:
            kept.append(figure)
    return kept, replaced


def _not_of(whom: Whom, figure: Figure) -> str | None:
    """Why a number of people is none of this toll; None for what nobody would take for it."""
    other = figure.whom
    if figure.nested and other == whom:
        return "part of another number of its report"
    if whom.part or not (whom.counts_people and other.counts_people) or other.outcome is None:
        return None
    if other.outcome != whom.outcome:
        return f"counts the {other.outcome}, not the {whom.outcome}"
    if figure.whole is not None:
        return "part of another number of its report"
    return f"counts {other.words}, not {whom.words}"


def _figures(policy: str, kept: Sequence[Figure], voices: Voices) -> Figures:
    distinct = {(voices[figure.entry.id], figure.amount): figure for figure in reversed(kept)}
    estimate = low_best_high((figure.amount for figure in distinct.values()), policy)
    places = tuple(_place(figure, estimate, distinct[voices[figure.entry.id], figure.amount] is figure) for figure in kept)
    return Figures(policy, policies()[policy].source, estimate.low, estimate.best, estimate.high, places)


def _place(figure: Figure, estimate: Estimate, first: bool) -> Place:
    """The role of a figure: those columns of the estimate that it alone would give."""
    alone = low_best_high([figure.amount], estimate.policy)
    pairs = (("low", alone.low, estimate.low), ("best", alone.best, estimate.best), ("high", alone.high, estimate.high))
    if alone.low is None and alone.best is None and alone.high is None:
        return _placed(figure, ("left out",), f"“{amount_words(figure.amount)}” is no figure under this rule")
    roles = tuple(name for name, own, whole in pairs if whole is not None and own == whole)
    if not roles:
        return _placed(figure, ("counted",), "neither the lowest nor the highest, nor the one told most often")
    again = "" if first else ", as the same voice says elsewhere"
    return _placed(figure, roles, f"{amount_words(figure.amount)} gives the {' and the '.join(roles)}{again}")


def _placed(figure: Figure, roles: tuple[str, ...], why: str) -> Place:
    return Place(figure.entry.id, figure.told.count, roles, f"{why} ({figure.note})" if figure.note else why)


def history(group: Sequence[Figure], voices: Voices) -> Iterator[Step]:
    """The toll by day and voice, as reports came out; a voice that says the same on the same day again stands once."""
    last: dict[str, tuple[Amount, date | None]] = {}
    seen: set[tuple[str, Amount, date | None]] = set()
    for figure in sorted(group, key=lambda figure: report_day(figure.entry) or date.max):
        voice, amount, day = voices[figure.entry.id], figure.amount, report_day(figure.entry)
        if (voice, amount, day) in seen:
            continue
        seen.add((voice, amount, day))
        change = _change(last[voice], amount, day) if voice in last else "first"
        last[voice] = (amount, day)
        yield Step(day, voice, figure.entry.id, amount_words(amount), amount.low, amount.best, amount.high, change)


def _change(before: tuple[Amount, date | None], amount: Amount, day: date | None) -> str:
    then, earlier = before
    if day is None or earlier is None:
        return "unknown"
    old, new = _size(then), _size(amount)
    if compare(then, amount) is Comparison.AGREE or (old is not None and old == new):
        return "repeats"
    if old is None or new is None:
        return "unknown"
    return "rises" if new > old else "falls"


def _size(amount: Amount) -> float | None:
    return next((figure for figure in (amount.best, amount.low, amount.high) if figure is not None), None)
