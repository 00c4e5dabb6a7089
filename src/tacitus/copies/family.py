"""Families: documents that carry one text, joined from copies. A function of the copies and facts alone, whatever their order.

A story that prints two others one after the other is a copy of both; they are no copies of each other and must not become one
voice through it. So two groups join only when most of the pairs across are copies themselves, or when one text came before all
others and each of them is made from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tacitus.copies.credits import agency_of
from tacitus.model.copy import Copy, Family
from tacitus.model.document import Document, Published
from tacitus.model.ids import content_id

ACROSS = 0.6  # of the pairs across two groups that must be copies
MADE_FROM = 0.5  # of what a text tells that must stand in the earliest one, for it to be made from that
UNDATED = Published(None, why_not="no date is known")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document besides its text: when it came out, and the agency to which the whole of it is credited."""

    published: Published = UNDATED
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class _Web:
    """The copies by pair and by member, and the facts."""

    pairs: Mapping[tuple[str, str], Copy]
    beside: Mapping[str, frozenset[str]]
    facts: Mapping[str, Facts]

    def told_in(self, text: str, other: str) -> float:
        """How much of a text stands in another."""
        copy = self.pairs.get((min(text, other), max(text, other)))
        return 0.0 if copy is None else copy.share_left if text == copy.left else copy.share_right

    def before(self, text: str, other: str) -> bool:
        return earlier(self.facts.get(text, Facts()).published, self.facts.get(other, Facts()).published)


def facts_of(document: Document, published: Published | None = None) -> Facts:
    """The facts of a document; `published` where more is known than the page states (a dateline's or an inferred day)."""
    return Facts(published or document.published, agency_of(document))


def families(copies: Iterable[Copy], facts: Mapping[str, Facts] | None = None) -> tuple[Family, ...]:
    """The families of two or more, in order of their first members. A document that is in none stands for itself."""
    web = _web(copies, facts or {})
    groups = {member: frozenset({member}) for member in web.beside}
    waiting = sorted(web.pairs.values(), key=_rank)
    joined = True
    while joined:
        joined = False
        for copy in waiting:
            left, right = groups[copy.left], groups[copy.right]
            if left != right and _may_join(web, left, right):
                groups.update(dict.fromkeys(left | right, left | right))
                joined = True
    return tuple(_family(web, tuple(sorted(group))) for group in sorted(set(groups.values()), key=min) if len(group) > 1)


def earlier(left: Published, right: Published) -> bool:
    """Whether one report is known to have come out before another: by the minute where both say it, else by the day."""
    if _aware(left.moment) and _aware(right.moment) and left.moment and right.moment:
        return left.moment < right.moment
    if left.days is None or right.days is None or left.days.end is None or right.days.start is None:
        return False
    return left.days.end < right.days.start


def _aware(moment: datetime | None) -> bool:
    return moment is not None and moment.utcoffset() is not None


def _web(copies: Iterable[Copy], facts: Mapping[str, Facts]) -> _Web:
    pairs: dict[tuple[str, str], Copy] = {}
    for copy in sorted(copies, key=_rank):
        pairs.setdefault((copy.left, copy.right), copy)
    beside: dict[str, set[str]] = {}
    for left, right in pairs:
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    return _Web(pairs, {member: frozenset(others) for member, others in beside.items()}, facts)


def _rank(copy: Copy) -> tuple[float, str, str, str, list[tuple[int, int]]]:
    """The copies that have most in common come first; of two about one pair, always the same one."""
    places = [(one.left.start, one.right.start) for one in copy.passages]
    return (-(copy.share_left + copy.share_right), copy.left, copy.right, copy.how, places)


def _may_join(web: _Web, left: frozenset[str], right: frozenset[str]) -> bool:
    small, large = sorted((left, right), key=len)
    across = sum(len(web.beside[member] & large) for member in small)
    return across >= ACROSS * len(left) * len(right) or _one_source(web, left | right) is not None


def _one_source(web: _Web, group: frozenset[str]) -> str | None:
    """The member that came out before all others and of which every other is made, if there is one."""
    near = [member for member in sorted(group) if group <= web.beside[member] | {member}]
    return next((member for member in near if all(_made_from(web, other, member) for other in group - {member})), None)


def _made_from(web: _Web, text: str, source: str) -> bool:
    return web.told_in(text, source) >= MADE_FROM and web.before(source, text)


def _family(web: _Web, members: tuple[str, ...]) -> Family:
    root, why = _root(web, members)
    return Family(content_id("family", *members), members, root, why)


def _root(web: _Web, members: tuple[str, ...]) -> tuple[str | None, str]:
    """The one agency that members credit, else the one that came out before all others, and how it is known."""
    credit = {member: agency for member in members if (agency := web.facts.get(member, Facts()).agency)}
    agencies = sorted(set(credit.values()))
    if len(agencies) == 1:
        return agencies[0], f"credited by {len(credit)} of {len(members)}"
    first = next((one for one in members if all(web.before(one, other) for other in members if other != one)), None)
    several = f"members credit {', '.join(agencies)}; " if agencies else ""
    if first is not None:
        return first, f"{several}published before the others"
    undated = [member for member in members if web.facts.get(member, Facts()).published.days is None]
    reason = f"no date is known of {len(undated)} of {len(members)}" if undated else "the earliest share their day"
    return None, f"{several}no agency is credited; {reason}" if not agencies else f"{several}{reason}"
