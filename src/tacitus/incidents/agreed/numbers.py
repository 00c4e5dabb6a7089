"""The numbers that claims tell, sorted by what became of whom, so that like is held against like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tacitus.incidents.agreed.actors import Told as Says
from tacitus.incidents.agreed.actors import folded
from tacitus.measures.number import Comparison, bounds, compare
from tacitus.measures.vague import ranged, ranges
from tacitus.model.answers import Amount
from tacitus.model.entry import Entry, Told
from tacitus.model.versions import Relates

PEOPLE = ("people", "civilians", "fighters")
_PLAIN = {"civilians": frozenset({"civilian"}), "fighters": frozenset({"militant", "soldier", "police"})}
_PLURAL = {"soldier": "soldiers", "militant": "militants", "police": "police officers"}
_PARTS = {"child": "children", "female": "women", "male": "men", "elderly": "the elderly", "adult": "adults", "infant": "infants"}
_RELATES = {
    Comparison.AGREE: Relates.AGREE,
    Comparison.NARROWER: Relates.NARROWER,
    Comparison.WIDER: Relates.WIDER,
    Comparison.OVERLAP: Relates.AGREE,
    Comparison.CONFLICT: Relates.CONFLICT,
    Comparison.UNKNOWN: Relates.SILENT,
}


@dataclass(frozen=True, slots=True)
class Whom:
    """Who or what was counted. `side` is whose fighters they are, `part` what narrows it (children, aid worker); `kind` is one of
    PEOPLE, or the unit of things."""

    outcome: str | None
    kind: str
    side: str | None = None
    part: str | None = None

    @property
    def words(self) -> str:
        """children among civilians; ISIS fighters."""
        plain = f"{self.side} fighters" if self.side and self.side not in _PLURAL.values() else self.side or self.kind
        return f"{_PARTS.get(self.part, self.part)} among {plain}" if self.part else plain

    @property
    def counts_people(self) -> bool:
        return self.kind in PEOPLE


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one claim. `whole` is the index of the number of its report that it is part of, where that counts people or
    things of the same end; `nested` where it even counts the same sort, so that the whole speaks for it.
    `note` says what was made of it; `added` are the indices of the numbers that it is the sum of."""

    entry: Entry
    told: Told
    whom: Whom
    whole: int | None = None
    nested: bool = False
    note: str | None = None
    added: tuple[int, ...] = ()

    @property
    def counted(self) -> tuple[int, ...]:
        """The indices of the numbers that it stands for."""
        return self.added or (self.told.count,)

    @property
    def amount(self) -> Amount:
        return Amount(self.told.best, self.told.low, self.told.high, self.told.hedge)


def figures(entries: Sequence[Entry]) -> tuple[Figure, ...]:
    """Every number, in the claims' order. Fighters of no side are those of the only side told for the same end."""
    found = [Figure(entry, told, _whom(told)) for entry in entries for told in entry.counts if _is_number(told)]
    sides: dict[str | None, set[str]] = {}
    for figure in found:
        if figure.whom.kind == "fighters" and figure.whom.side and figure.whom.side not in _PLURAL.values():
            sides.setdefault(figure.whom.outcome, set()).add(figure.whom.side)
    return _held([_sided(figure, sides) for figure in found])


def _held(found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Each number with the one that it is part of."""
    known = {(figure.entry.report.text, figure.told.count): figure.whom for figure in found}
    held = []
    for figure in found:
        whole = known.get((figure.entry.report.text, figure.told.part_of)) if figure.told.part_of is not None else None
        if whole is not None and whole.outcome == figure.whom.outcome:
            figure = replace(figure, whole=figure.told.part_of, nested=whole == figure.whom)
        held.append(figure)
    return tuple(held)


def _is_number(told: Told) -> bool:
    return any(figure is not None for figure in (told.low, told.best, told.high)) or told.hedge in ranges()


def _whom(told: Told) -> Whom:
    kind, who = told.kind or "other", told.who
    if kind not in PEOPLE:
        return Whom(told.outcome, folded(told.unit or kind))
    side = (who.side or _PLURAL.get(who.status or "")) if kind == "fighters" else None
    status = who.status if who.status and who.status not in _PLAIN.get(kind, frozenset()) else None
    return Whom(told.outcome, kind, side, who.age or who.sex or status)


def _sided(figure: Figure, sides: Mapping[str | None, set[str]]) -> Figure:
    whom = figure.whom
    known = sides.get(whom.outcome, set())
    unsided = whom.kind == "fighters" and (whom.side is None or whom.side in _PLURAL.values())
    return replace(figure, whom=replace(whom, side=min(known))) if unsided and len(known) == 1 else figure


def relate_amounts(one: Amount, other: Amount) -> Says:
    """How two numbers of the same people stand; "dozens" is the range that the word leaves open."""
    left, right = ranged(one), ranged(other)
    result = compare(left, right)
    relates = _RELATES[result]
    if relates is Relates.CONFLICT:
        return relates, f"{amount_words(one)} is not {amount_words(other)}"
    if relates is Relates.AGREE:
        return relates, "the same" if result is Comparison.AGREE else _shared(left, right)
    if relates is Relates.SILENT:
        return relates, "no figure to hold against"
    inner, outer = (one, other) if relates is Relates.NARROWER else (other, one)
    return relates, f"{amount_words(inner)} is {amount_words(outer)}"


def _shared(left: Amount, right: Amount) -> str:
    low, high = max(bounds(left)[0], bounds(right)[0]), min(bounds(left)[1], bounds(right)[1])
    return f"both allow {low:,g} to {high:,g}" if high != float("inf") else f"both allow {low:,g} and more"


def amount_words(amount: Amount) -> str:
    """A number as it was told, in short.

    >>> amount_words(Amount(9, 9, None, "at least")), amount_words(Amount(None, 10, 12))
    ('at least 9', '10 to 12')
    """
    if amount.best is not None:
        return f"{amount.hedge} {amount.best:,g}" if amount.hedge else f"{amount.best:,g}"
    if amount.low is not None and amount.high is not None:
        return f"{amount.low:,g} to {amount.high:,g}"
    bound = amount.low if amount.low is not None else amount.high
    words = amount.hedge or ("at least" if amount.low is not None else "up to")
    return f"{words} {bound:,g}" if bound is not None else amount.hedge or "some"
