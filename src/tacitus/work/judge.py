"""A person's word on whether two things are the same, recorded. Superseded by a later one, never edited."""

from tacitus.errors import InputError
from tacitus.format.incident import judgement_json
from tacitus.ledger import find, listed, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger
from tacitus.ledger.draft import draft
from tacitus.model.judgement import Judgement, Verdict, moment_of
from tacitus.settings import now


def judge(ledger: Ledger, left: str, right: str, verdict: Verdict, why: str, by: str) -> Judgement:
    """Record it. Each side is a claim, incident, group or agreement by its id or its beginning. Raises InputError."""
    if not why.strip() or not by.strip():
        raise InputError("a reason and a name are needed: those who come after must know who judged, and why")
    with ledger.reads() as connection:
        sides = _claim(connection, left), _claim(connection, right)
    if sides[0] == sides[1]:
        raise InputError(f"{left} and {right} are one claim")
    if sides[0].partition("-")[0] != sides[1].partition("-")[0]:
        raise InputError(f"{left} and {right} are not of one sort: judge two claims, two groups or two agreements")
    said = Judgement(min(sides), max(sides), verdict, by.strip(), (why.strip(),), at=moment_of(now()))
    with ledger.writes() as writer:
        writer.add([draft("judgement", judgement_json(said))])
    return said


def _claim(connection: Connection, key: str) -> str:
    """The claim that stands for what was named: an incident is judged by its first claim. Raises InputError."""
    if key.startswith(("incident-", "body-", "pact-")):
        kind, whole = weighed.weighed_id(connection, key)
        if kind == "incident":
            claims: list[str] = weighed.incident(connection, whole)["claims"]
            return min(claims)
        members: list[str] = next(line for line in weighed.threads(connection, kind) if line["id"] == whole)["members"]
        return min(members)
    if listed.claim_rows(connection, [key]):
        return key
    thing = find.resolve(connection, key)
    if thing.kind != "claim":
        raise InputError(f"{key}: it is a {thing.kind}; judge claims, incidents, groups or agreements")
    return thing.id
