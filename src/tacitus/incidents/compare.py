"""Two claims held against each other, feature by feature; each answer is a row of policy.toml, with its reason in words.

Which rows fire is worked out first and cheaply (`fired`); the reasons are put into words only where somebody will read them.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from tacitus.incidents.sketch import Figure, Ground, Sketch, trigger_stems
from tacitus.incidents.stems import weight
from tacitus.incidents.tables import Policy, sense_rows
from tacitus.measures.geometry import Box, distance_km
from tacitus.model.answers import Standing

SAYING = "saying"  # the sense of words that only say that somebody said something
_OF_KINDS = {"report-far": "report-little", "report-other": "report-nothing"}
_LIKENESS = ((0.42, "report-alike"), (0.28, "report-akin"), (0.2, "report-near"), (0.12, "report-far"))
AHEAD = frozenset({Standing.PLANNED, Standing.POSSIBLE, Standing.DEMANDED})


@dataclass(frozen=True, slots=True)
class Feature:
    """One answer: the row that fired, agree / compatible / silent / conflict, its points and why, in one line."""

    row: str
    state: str
    points: int
    why: str


def compare(left: Sketch, right: Sketch, policy: Policy) -> tuple[Feature, ...]:
    """Every feature of a pair, in the order of the features."""
    return tuple(_feature(row, left, right, policy) for row in fired(left, right, policy))


def fired(left: Sketch, right: Sketch, policy: Policy) -> tuple[str, ...]:
    """The ids of the rows that a pair fires, one a feature. It does not matter which claim is left."""
    kind = _kind(left, right, policy)
    return (
        kind,
        _trigger(left, right, kind),
        when(left, right),
        _told(left, right),
        where(left.ground, right.ground),
        _actors("by", left.agents, right.agents),
        _actors("to", left.targets, right.targets),
        _roles(left, right),
        _count(left.figures, right.figures),
        _words(left, right),
        _report(left, right),
        _standing(left.standing, right.standing),
    )


def points(left: Sketch, right: Sketch, policy: Policy) -> int:
    """The sum of a pair: the base and what each answer counts."""
    worth = policy.points
    return policy.base + sum([worth[row] for row in fired(left, right, policy)])


def reaches(left: Sketch, right: Sketch, policy: Policy, least: int) -> bool:
    """Whether the sum of a pair is `least` or more. The cheap features come first: where the others cannot make up for them, they
    are not asked."""
    worth, most = policy.points, policy.most
    kind = _kind(left, right, policy)
    total = policy.base + worth[kind] + worth[when(left, right)] + worth[where(left.ground, right.ground)]
    if total + most["cheap"] < least:
        return False
    total += worth[_trigger(left, right, kind)] + worth[_told(left, right)] + worth[_standing(left.standing, right.standing)]
    total += worth[_actors("by", left.agents, right.agents)] + worth[_actors("to", left.targets, right.targets)]
    total += worth[_count(left.figures, right.figures)] + worth[_roles(left, right)]
    if total + most["dear"] < least:
        return False
    return total + worth[_words(left, right)] + worth[_report(left, right)] >= least


def _feature(id_: str, left: Sketch, right: Sketch, policy: Policy) -> Feature:
    row = policy.rows[id_]
    given = _given(left, right) if "{" in row.says else {}
    return Feature(id_, row.state, row.points, row.says.format(**given))


def _given(left: Sketch, right: Sketch) -> dict[str, str]:
    """What the reasons can name."""
    figures = _figures_pair(left.figures, right.figures)
    return {
        "left": left.kind,
        "right": right.kind,
        "days": str(abs(_gap(left, right) or 0)),
        "day": date.fromordinal(max(left.first, right.first)).isoformat() if left.first and right.first else "",
        "km": f"{_apart(left.ground, right.ground) or 0:.0f}",
        "place": left.ground.name if left.ground else "",
        "other_place": right.ground.name if right.ground else "",
        "agents": _shared(left.agents, right.agents),
        "targets": _shared(left.targets, right.targets),
        "figure": figures[0],
        "other_figure": figures[1],
        "trigger": _deed(left),
        "other_trigger": _deed(right),
        "words": ", ".join(sorted(set(left.words) & set(right.words), key=lambda word: (-weight(word), word))[:5]),
    }


def _deed(one: Sketch) -> str:
    """The words for the deed as the report has them."""
    return f"“{one.deed}”" if one.deed else ", ".join(one.trigger)


def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    return ", ".join(key[1:] for key in left if key in right)


# What happened


def _kind(left: Sketch, right: Sketch, policy: Policy) -> str:
    if not left.kind or not right.kind:
        return "kind-unknown"
    if left.kind == right.kind:
        return "kind-same"
    if (left.kind, right.kind) in policy.linked_kinds:
        return "kind-linked"
    if left.kind in right.also or right.kind in left.also:
        return "kind-also"
    return "kind-family" if policy.family(left.kind) == policy.family(right.kind) else "kind-other"


def _trigger(left: Sketch, right: Sketch, kind: str) -> str:
    """Words for the deed; where both are of a kind by the tables, words that no row of words.toml joins are still of that kind."""
    if left.trigger == right.trigger and left.trigger:
        return "trigger-same" if any(map(_telling, left.trigger)) else "trigger-common"
    shared = set(left.trigger).intersection(right.trigger)
    if shared:
        return "trigger-word" if any(map(_telling, shared)) else "trigger-common"
    both = senses(left.trigger) & senses(right.trigger)
    if both & _close():
        return "trigger-sense"
    if kind in ("kind-same", "kind-also"):
        return "trigger-kind"
    return "trigger-light" if not left.trigger or not right.trigger else "trigger-near" if both else "trigger-other"


@cache
def _telling(stemmed: str) -> bool:
    """Whether a word for a deed is more than a word of saying or of grammar, which stand in every report."""
    return weight(stemmed) > 0 and SAYING not in senses((stemmed,))


@lru_cache(maxsize=65_536)
def senses(trigger: tuple[str, ...]) -> frozenset[str]:
    """The senses that a trigger has: of its words, and of phrases that lie in it."""
    single, phrases = _sense_index()
    found = {sense for word in trigger for sense in single.get(word, ())}
    return frozenset(found | {sense for phrase, sense in phrases if phrase <= set(trigger)})


@cache
def _close() -> frozenset[str]:
    return frozenset(row.id for row in sense_rows() if row.close)


@cache
def _sense_index() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[frozenset[str], str], ...]]:
    """The senses by single stem, and the phrases with theirs."""
    single: dict[str, tuple[str, ...]] = {}
    phrases: list[tuple[frozenset[str], str]] = []
    for row in sense_rows():
        for parts in (frozenset(trigger_stems(word)) for word in row.words):
            if len(parts) > 1:
                phrases.append((parts, row.id))
            for part in parts if len(parts) == 1 else ():
                single[part] = (*single.get(part, ()), row.id)
    return single, tuple(phrases)


# When


def _gap(left: Sketch, right: Sketch) -> int | None:
    """Days between two intervals: 0 where they meet; None where one is unknown."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    return max(left.first - right.last, right.first - left.last, 0)


def when(left: Sketch, right: Sketch) -> str:
    """The row for the days of two claims."""
    gap = _gap(left, right)
    if gap is None:
        return "when-told-before" if _told_before(left, right) or _told_before(right, left) else "when-silent"
    if gap == 0:
        return "when-same" if _length(left) <= 2 and _length(right) <= 2 else "when-overlap"
    return "when-next" if gap == 1 else "when-days" if gap <= 7 else "when-apart"


def _length(one: Sketch) -> int:
    return one.last - one.first + 1 if one.first is not None and one.last is not None else 0


def _told_before(undated: Sketch, dated: Sketch) -> bool:
    """Whether one was told before the other's day came: nobody tells what has not happened yet."""
    if undated.first is not None or undated.told is None or dated.first is None or undated.standing in AHEAD:
        return False
    return undated.told < dated.first - 1


def _told(left: Sketch, right: Sketch) -> str:
    if left.told is None or right.told is None:
        return "told-unknown"
    gap = abs(left.told - right.told)
    return "told-together" if gap <= 2 else "told-week" if gap <= 10 else "told-later"


# Where


def _apart(left: Ground | None, right: Ground | None) -> float | None:
    """Kilometres between the middles."""
    if left is None or right is None or left.centre is None or right.centre is None:
        return None
    return distance_km(left.centre, right.centre)


def where(left: Ground | None, right: Ground | None) -> str:
    """The row for the places of two claims."""
    if left is None or right is None:
        return "where-silent"
    if left is right and not left.wide:
        return "where-same"
    if left.country and right.country and left.country != right.country and not _meet(left.box, right.box):
        return "where-country"
    if left.box is None or right.box is None:
        return "where-within" if left.name.casefold() == right.name.casefold() else "where-silent"
    if _meet(left.box, right.box):
        return "where-within" if left.wide or right.wide else "where-same"
    km = _apart(left, right) or 0.0
    return "where-near" if km <= 25 else "where-apart" if km <= 100 else "where-far"


def _meet(left: Box | None, right: Box | None) -> bool:
    if left is None or right is None:
        return False
    return left[0] <= right[2] and right[0] <= left[2] and left[1] <= right[3] and right[1] <= left[3]


# Who


def _actors(role: str, left: tuple[str, ...], right: tuple[str, ...]) -> str:
    if not left or not right:
        return f"{role}-silent"
    shared = set(left).intersection(right)
    if any(key[0] != "~" for key in shared):
        return f"{role}-same"
    if shared:
        return f"{role}-alike"
    if _known(left) and _known(right):
        return f"{role}-kin" if _countries(left) & _countries(right) else f"{role}-other"
    return f"{role}-unlike"


def _known(keys: Iterable[str]) -> bool:
    return any(key[0] != "~" for key in keys)


def _countries(keys: Iterable[str]) -> set[str]:
    """The countries whose states, armies or governments are named: "military-SY" and "state-SY" are of one country."""
    return {key[-2:] for key in keys if key[0] == "@" and key[-3:-2] == "-" and key[-2:].isupper()}


def _roles(left: Sketch, right: Sketch) -> str:
    """Who did it in one is whom it was done to in the other."""
    if not (left.agents and right.targets) and not (right.agents and left.targets):
        return "roles-silent"
    turned = _strong(left.agents) & _strong(right.targets) or _strong(right.agents) & _strong(left.targets)
    return "roles-turned" if turned and not _strong(left.agents) & _strong(right.agents) else "roles-silent"


def _strong(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key[0] != "~"}


# How many


def _count(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> str:
    """The best answer of any pair of figures of the same thing."""
    found = "count-silent"
    for what, low, high in left:
        for other, other_low, other_high in right:
            if what != other:
                continue
            if (low, high) == (other_low, other_high):
                return "count-same"
            if low <= other_high and other_low <= high:
                found = "count-compatible"
            elif found == "count-silent":
                found = "count-other"
    return found


def _figures_pair(left: tuple[Figure, ...], right: tuple[Figure, ...]) -> tuple[str, str]:
    """The figures that `_count` held against each other, in words."""
    pairs = [(one, two) for one in left for two in right if one[0] == two[0]]
    same = [pair for pair in pairs if pair[0] == pair[1]]
    return (
        (_figure_words(pairs[0][0]), _figure_words(pairs[0][1]))
        if pairs and not same
        else (_figure_words(same[0][0]),) * 2
        if same
        else ("", "")
    )


def _figure_words(figure: Figure) -> str:
    what, low, high = figure
    number = f"{low:g}" if low == high else f"{low:g} or more" if math.isinf(high) else f"{low:g} to {high:g}"
    return f"{number} {what}"


# In what words


def _words(left: Sketch, right: Sketch) -> str:
    """How much of the shorter clause's telling words the longer one shares."""
    if not left.words or not right.words:
        return "words-silent"
    shared = sum(map(weight, set(left.words).intersection(right.words)))
    share = shared / min(mass(left.words), mass(right.words))
    if shared < 6 and share < 0.5:
        return "words-none" if shared < 3 else "words-few"
    return "words-most" if share >= 0.6 else "words-many" if share >= 0.35 else "words-some" if share >= 0.2 else "words-few"


@lru_cache(maxsize=65_536)
def mass(words: tuple[str, ...]) -> int:
    return sum(map(weight, words)) or 1


def _report(left: Sketch, right: Sketch) -> str:
    if left.report == right.report:
        if left.at[0] < right.at[1] and right.at[0] < left.at[1]:
            return "report-clause"
        return "report-twice" if left.kind and right.kind else "report-one"
    share = likeness(left.about, right.about)
    row = next((row for least, row in _LIKENESS if share >= least), "report-other")
    return _OF_KINDS.get(row, row) if left.kind and right.kind else row


@lru_cache(maxsize=65_536)
def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The cosine of two reports' words, each weighed."""
    shared = sum(weight(word) ** 2 for word in left & right)
    return shared / math.sqrt(_length_of(left) * _length_of(right)) if shared else 0.0


@lru_cache(maxsize=16_384)
def _length_of(words: frozenset[str]) -> int:
    return sum(weight(word) ** 2 for word in words)


def _standing(left: Standing, right: Standing) -> str:
    if left == right:
        return "standing-same"
    if (left in AHEAD) != (right in AHEAD):
        return "standing-ahead"
    if Standing.DENIED in (left, right):
        return "standing-denied"
    return "standing-negated" if Standing.NEGATED in (left, right) else "standing-near"
