"""A person's word on whether two things are the same, recorded. Superseded by a later one, never edited."""

from tacitus.errors import InputError
from tacitus.format.incident import judgement_json
from tacitus.ledger import find, listed, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import draft
from tacitus.model.judgement import Judgement, Verdict, moment_of
from tacitus.settings import now

MOST = 2_000  # pairs that one word may keep apart


def judge(ledger: Ledger, left: str, right: str, verdict: Verdict, why: str, by: str) -> Judgement:
    """Record it, and return the judgement of the two that stand for the sides. Each side is a claim, or an incident, group or
    agreement with all that it holds, by its id or its beginning. Raises InputError.

    Who says that two incidents are the same says it of all their claims; who says that they differ keeps every claim of the one
    apart from every claim of the other.
    """
    if not why.strip() or not by.strip():
        raise InputError("a reason and a name are needed: those who come after must know who judged, and why")
    with ledger.reads() as connection:
        sides = _members(connection, left), _members(connection, right)
    if set(sides[0]) & set(sides[1]):
        raise InputError(f"{left} and {right} are one claim, or share one")
    if sides[0][0].partition("-")[0] != sides[1][0].partition("-")[0]:
        raise InputError(f"{left} and {right} are not of one sort: judge two claims, two groups or two agreements")
    pairs = _pairs(*sides, verdict)
    if len(pairs) > MOST:
        raise InputError(f"{left} and {right}: {len(pairs):,} pairs of claims; judge some of their claims instead")
    at = moment_of(now())
    said = [Judgement(*pair, verdict, by.strip(), (why.strip(),), at=at) for pair in pairs]
    with ledger.writes() as writer:
        writer.add([draft("judgement", judgement_json(one)) for one in said])
    return said[0]


def _pairs(left: tuple[str, ...], right: tuple[str, ...], verdict: Verdict) -> list[tuple[str, str]]:
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
