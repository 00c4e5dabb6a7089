"""What the review queue looks at, read off the rows of all claims at once."""

import zlib

from sqlalchemy import Connection, select, text

from tacitus.ledger import schema
from tacitus.ledger.backend import Backend
from tacitus.ledger.record import loaded
from tacitus.ledger.wanted import Filter, Shown, conditions
from tacitus.reviews.queue import KEY_SLOTS, Facts, Weight, weights_of

_NAMED = "EXISTS (SELECT 1 FROM claim_name WHERE claim_name.claim = claim.row AND claim_name.role = '{}')"
_SAID = (
    _NAMED.format("agent"),
    _NAMED.format("target"),
    "claim.place IS NOT NULL",
    "coalesce(claim.day_from, claim.day_to) IS NOT NULL",
)


def facts(connection: Connection, backend: Backend) -> list[Facts]:
    """Every claim of the newest readings, as it was read; a claim that two reports carry once."""
    made = conditions(Filter(shown=Shown.AS_READ), backend)
    query = (
        "SELECT claim.id, claim.row, reading.published_from, claim.confidence, claim.hedged,"
        f" {', '.join(_SAID)} {made.sql} ORDER BY claim.row"
    )
    blanks = dict[tuple[bool, ...], tuple[str, ...]]()
    found = {}
    for row in connection.execute(text(query), made.values):
        said = tuple(bool(one) for one in row[5:])
        if said not in blanks:
            blanks[said] = tuple(name for name, there in zip(KEY_SLOTS.values(), said, strict=True) if not there)
        found[row[0]] = Facts(row[0], row[1], row[2], float(row[3]), bool(row[4]), blanks[said])
    return list(found.values())


_PLAIN, _TORN = b'"contested":[]', (b'"relates":"conflict"', b'"holds":false')
"""What stands in the line of an incident that nobody contests, and what in one that holds a conflict: most lines need not be read
further than this."""


def weights(connection: Connection) -> dict[str, Weight]:
    """What weighing says of each claim (see `weights_of`); nothing before it."""
    members: dict[str, list[str]] = {}
    table = schema.incident_claim.c
    for claim, incident in connection.execute(select(table.claim, table.incident)):
        members.setdefault(incident, []).append(claim)
    found: dict[str, Weight] = {}
    columns = schema.incident.c
    for row in connection.execute(select(columns.id, columns.body).execution_options(yield_per=500)):
        line, claims = zlib.decompress(row.body), members.get(row.id, [])
        if _PLAIN not in line or any(mark in line for mark in _TORN):
            found |= weights_of([loaded(line)])
        else:
            weight = Weight(row.id, len(claims), False, ())
            found |= dict.fromkeys(claims, weight)
    return found


def last_reading(connection: Connection) -> int:
    """The number of the last reading: as long as it is that, claims are read as they were."""
    return int(connection.execute(text("SELECT coalesce(max(seq), 0) FROM reading")).scalar_one())
