"""Totals held against their parts, within a report and between voices."""

from collections.abc import Iterator, Mapping, Sequence

from tacitus.incidents.agreed.fields import count_words
from tacitus.incidents.agreed.numbers import Figure, amount_words
from tacitus.incidents.agreed.tolls import latest
from tacitus.measures.number import add, bounds
from tacitus.model.answers import Amount
from tacitus.model.versions import Sum


def sums(told: Sequence[Figure], voices: Mapping[str, str]) -> tuple[Sum, ...]:
    """Every total with parts; then parts that one voice puts higher than another puts the whole."""
    return (*_within(told), *_between(told, voices))


def _within(told: Sequence[Figure]) -> Iterator[Sum]:
    """The parts of a number in its own report. The same words told in copies stand once, with all their claims."""
    found: dict[tuple[str | None, str, tuple[str, ...], bool | None, str], list[str]] = {}
    for whole in told:
        parts = [one for one in told if one.whole == whole.told.count and one.entry.report.text == whole.entry.report.text]
        parts = list({part.told.count: part for part in parts}.values())
        if parts:
            holds, why = adds_up(whole.amount, [part.amount for part in parts])
            key = (whole.whom.outcome, _words(whole), tuple(_words(part) for part in parts), holds, why)
            found.setdefault(key, []).append(whole.entry.id)
    for (outcome, words, named, holds, why), claims in found.items():
        yield Sum(outcome, words, named, tuple(dict.fromkeys(claims)), holds, why)


def adds_up(whole: Amount, parts: Sequence[Amount]) -> tuple[bool | None, str]:
    """Whether parts make up a whole: they may leave some over (only some are named), they may not be more.

    >>> adds_up(Amount(12, None, None), [Amount(3, None, None)])
    (None, '9 are in no part')
    """
    total = parts[0]
    for part in parts[1:]:
        total = add(total, part)
    if total.best is None or whole.best is None:
        return None, "a figure is missing"
    if total.best == whole.best:
        return True, "adds up"
    if bounds(total)[0] > bounds(whole)[1]:
        return False, f"the parts are {total.best - whole.best:,g} more than the whole"
    if total.best > whole.best:
        return None, "the figures are hedged"
    return None, f"{whole.best - total.best:,g} are in no part"


def _between(told: Sequence[Figure], voices: Mapping[str, str]) -> Iterator[Sum]:
    """A voice's figure for some of the people that is more than another voice's for all of them. Only what stands counts."""
    standing = _standing(told, voices)
    seen: set[tuple[str, str, str, str]] = set()
    for whole in standing:
        for part in standing:
            if not _some_of(part, whole) or voices[part.entry.id] == voices[whole.entry.id]:
                continue
            key = (voices[whole.entry.id], voices[part.entry.id], _words(whole), _words(part))
            if key not in seen and bounds(part.amount)[0] > bounds(whole.amount)[1]:
                seen.add(key)
                claims = (whole.entry.id, part.entry.id)
                why = "one voice counts more in a part than another in the whole"
                yield Sum(whole.whom.outcome, _words(whole), (_words(part),), claims, False, why)


def _standing(told: Sequence[Figure], voices: Mapping[str, str]) -> list[Figure]:
    """The figures that stand, each once for a voice."""
    kept = [
        one for whom in dict.fromkeys(one.whom for one in told) for one in latest([f for f in told if f.whom == whom], voices)[0]
    ]
    return list({(voices[one.entry.id], one.whom, one.amount): one for one in reversed(kept)}.values())[::-1]


def _some_of(part: Figure, whole: Figure) -> bool:
    """Whether one counts some of those that the other counts."""
    small, large = part.whom, whole.whom
    people = small.counts_people and large.counts_people and small.outcome == large.outcome and large.part is None
    narrower = large.kind == "people" and small != large
    return people and (narrower or (small.kind == large.kind and small.side == large.side and small.part is not None))


def _words(figure: Figure) -> str:
    return f"{amount_words(figure.amount)} {count_words(figure.whom)}"
