"""What an export says of the ledger that it is from, asked of the ledger."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from tacitus.errors import InputError
from tacitus.format.pieces import Json
from tacitus.ledger import find
from tacitus.ledger.backend import Connection
from tacitus.settings import now
from tacitus.views.export.facts import Facts


def facts_of(connection: Connection, as_of: str | None = None) -> Facts:
    """The facts; delays are reckoned to `as_of`, else to today. Raises InputError for a day that is none."""
    try:
        day = date.fromisoformat(as_of or now()[:10])
    except ValueError as error:
        raise InputError(f"--as-of {as_of}: no such day; write it like 2024-03-05") from error
    name, head = find.head(connection)

    @lru_cache(maxsize=8)
    def reading_of(key: str) -> Json | None:
        body = find.body(connection, key)
        return None if body is None else {**body, "build": _stamp(builds, body)}

    builds = find.builds(connection)
    return Facts(name, head, tuple(builds.values()), day, lambda key: find.words(connection, key), reading_of)


def _stamp(builds: Mapping[str, Json], body: Json) -> Json:
    """The build of a reading, as tacitus/1 prints it."""
    return builds.get(body["build"], {})
