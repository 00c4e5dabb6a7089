"""A person's word on whether two things are the same, recorded. Superseded by a later one, never edited."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tacitus.errors import InputError
from tacitus.format.incident import judgement_json
from tacitus.ledger import find, listed, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import draft
from tacitus.model.judgement import Judgement, Verdict, moment_of
from tacitus.settings import now

MOST = 2_000  # pairs that one word may keep apart
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person said at once: `pairs` of claims, of which `held` are those on which nothing later was said."""

    by: str
    at: datetime | None
    verdict: Verdict
    why: tuple[str, ...]
    pairs: tuple[Pair, ...]
    held: tuple[Pair, ...]


def judge(ledger: Ledger, left: str, right: str, verdict: Verdict, why: str, by: str) -> Judgement:
    """Record it, and return the judgement of the two that stand for the sides. Each side is a claim, or an incident, group or
    agreement with all that it holds, by its id or its beginning. Raises InputError.

    Who says that two incidents are the same says it of all their claims; who says that they differ keeps every claim of the one
    apart from every claim of the other. Who withdraws takes back the whole of what he said when he judged the two.
    """
    with ledger.reads() as connection:
        sides = _members(connection, left), _members(connection, right)
        if verdict is Verdict.WITHDRAWN:
            return _put(ledger, _withdrawn(connection, _between(*sides), by), verdict, why, by)
    if set(sides[0]) & set(sides[1]):
        raise InputError(f"{left} and {right} are one claim, or share one")
    if sides[0][0].partition("-")[0] != sides[1][0].partition("-")[0]:
        raise InputError(f"{left} and {right} are not of one sort: judge two claims, two groups or two agreements")
    return _put(ledger, _pairs(*sides, verdict), verdict, why, by)


def split(ledger: Ledger, incident: str, claims: Sequence[str], why: str, by: str) -> Judgement:
    """Record that some claims of an incident tell another happening than its other claims. Raises InputError."""
    with ledger.reads() as connection:
        every = _members(connection, incident)
        chosen = tuple(sorted({key for claim in claims for key in _members(connection, claim)}))
    rest = tuple(key for key in every if key not in chosen)
    if not chosen or len(every) - len(rest) != len(chosen):
        raise InputError("choose claims of this incident that belong to another happening")
    if not rest:
        raise InputError("these are all its claims; leave out those that tell this happening")
    return _put(ledger, _pairs(chosen, rest, Verdict.DIFFERENT), Verdict.DIFFERENT, why, by)


def acts(connection: Connection, claims: Container[str]) -> tuple[Act, ...]:
    """What people judged of some claims, the latest first."""
    found: dict[tuple[str, Verdict, tuple[str, ...], datetime | None], list[Judgement]] = {}
    last: dict[tuple[Pair, str], Judgement] = {}
    for one in sorted(weighed.judgements(connection), key=lambda one: (str(one.at or ""), one.verdict.value, one.why)):
        found.setdefault((one.by, one.verdict, one.why, one.at), []).append(one)
        last[one.pair, one.by] = one
    made = []
    for (by, verdict, why, at), some in found.items():
        if any(claim in claims for one in some for claim in one.pair):
            pairs = tuple(dict.fromkeys(one.pair for one in some))
            held = tuple(one.pair for one in some if last[one.pair, by] == one and verdict is not Verdict.WITHDRAWN)
            made.append(Act(by, at, verdict, why, pairs, held))
    return tuple(reversed(made))


def _withdrawn(connection: Connection, asked: Container[Pair], by: str) -> list[Pair]:
    """The pairs of the last thing that this person judged of one of these pairs, as far as it still holds."""
    every = {claim for one in weighed.judgements(connection) for claim in one.pair}
    for act in acts(connection, every):
        if act.by == by.strip() and any(pair in asked for pair in act.held):
            return list(act.held)
    raise InputError(f"{by.strip() or 'nobody'} holds no judgement of these two that could be taken back")


def _between(left: tuple[str, ...], right: tuple[str, ...]) -> set[Pair]:
    return {(min(one, other), max(one, other)) for one in left for other in right}


def _put(ledger: Ledger, pairs: Sequence[Pair], verdict: Verdict, why: str, by: str) -> Judgement:
    """Record the pairs, and return the first. Raises InputError."""
    if not why.strip() or not by.strip():
        raise InputError("a reason and a name are needed: those who come after must know who judged, and why")
    if len(pairs) > MOST:
        raise InputError(f"{len(pairs):,} pairs of claims would be judged, {MOST:,} at most; judge some of the claims instead")
    at = moment_of(now())
    said = [Judgement(*pair, verdict, by.strip(), (why.strip(),), at=at) for pair in pairs]
    with ledger.writes() as writer:
        writer.add([draft("judgement", judgement_json(one)) for one in said])
    return said[0]


def _pairs(left: tuple[str, ...], right: tuple[str, ...], verdict: Verdict) -> list[Pair]:
    """The pairs that a word on two sides is about, the two firsts first."""
    first = (min(left[0], right[0]), max(left[0], right[0]))
    if verdict is Verdict.SAME:
        pairs = [(min(left[0], other), max(left[0], other)) for other in (*left[1:], *right)]
    elif verdict is Verdict.DIFFERENT:
        pairs = [(min(one, other), max(one, other)) for one in left for other in right]
    else:
        pairs = []
    return list(dict.fromkeys([first, *pairs]))


def _members(connection: Connection, key: str) -> tuple[str, ...]:
    """The claims of what was named, or the members of a group or an agreement, in order. Raises InputError."""
    if key.startswith(("incident-", "body-", "pact-")):
        kind, whole = weighed.weighed_id(connection, key)
        if kind == "incident":
            return tuple(sorted(weighed.incident(connection, whole)["claims"]))
        return tuple(sorted(next(line for line in weighed.threads(connection, kind) if line["id"] == whole)["members"]))
    if listed.claim_rows(connection, [key]):
        return (key,)
    thing = find.resolve(connection, key)
    if thing.kind != "claim":
        raise InputError(f"{key}: it is a {thing.kind}; judge claims, incidents, groups or agreements")
    return (thing.id,)
