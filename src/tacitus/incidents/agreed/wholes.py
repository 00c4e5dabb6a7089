"""The whole toll of one end, where claims count by sorts: civilians, the fighters of a side, or all alike as people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

from tacitus.incidents.agreed.numbers import Figure, Whom, amount_words
from tacitus.measures.number import add


def wholes(outcome: str, told: Sequence[Figure], voices: Mapping[str, str]) -> list[Figure]:
    """Each voice's figure for all of one end; empty where there is only one sort of people to speak of.

    That is its figure for people; else the sorts that one report of it tells apart, added up. Figures for one sort stand for all,
    each with a note, where no voice tells of another sort, and where none gives a whole in figures.
    """
    people = [
        one for one in told if one.whom.outcome == outcome and one.whom.counts_people and one.whom.part is None and not one.nested
    ]
    whole = [one for one in people if one.whom.kind == "people"]
    if len({one.whom for one in people}) < 2:
        return []
    speakers = {voices[one.entry.id] for one in whole}
    sorts = [one for one in people if one.whom.kind != "people" and voices[one.entry.id] not in speakers and one.whole is None]
    found = [*whole, *_added(sorts, voices)]
    alone = len({one.whom for one in people if one.whom.kind != "people"}) == 1
    if alone or not any(_has_figure(one) for one in found):
        found += [replace(one, whom=Whom(outcome, "people"), note=f"counts {one.whom.words}") for one in sorts]
    places = {id(one.entry): place for place, one in enumerate(told)}
    return sorted(found, key=lambda one: places[id(one.entry)])


def _added(sorts: Sequence[Figure], voices: Mapping[str, str]) -> list[Figure]:
    """Of each report and voice that gives one figure for each of two or more sorts, their sum."""
    told: dict[tuple[str, str], dict[int, Figure]] = defaultdict(dict)
    for one in sorts:
        told[voices[one.entry.id], one.entry.report.text].setdefault(one.told.count, one)
    groups = (list(found.values()) for found in told.values())
    return [_sum(group) for group in groups if len(group) > 1 and len({one.whom for one in group}) == len(group)]


def _sum(group: Sequence[Figure]) -> Figure:
    amount = reduce(add, (one.amount for one in group))
    first = group[0]
    told = replace(first.told, best=amount.best, low=amount.low, high=amount.high, hedge=amount.hedge)
    note = "added up: " + " + ".join(f"{amount_words(one.amount)} {one.whom.words}" for one in group)
    counted = tuple(one.told.count for one in group)
    return Figure(first.entry, told, Whom(first.whom.outcome, "people"), None, False, note, counted)


def _has_figure(figure: Figure) -> bool:
    amount = figure.amount
    return any(bound is not None for bound in (amount.low, amount.best, amount.high))
