"""A seal on what was weighed: its tables are made from many records at once, so that verify cannot make their rows again one by
one. Weighing leaves the sum of all rows' hashes; whatever is changed since changes the sum."""

import hashlib
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import Connection, select

from tacitus.ledger import schema
from tacitus.ledger.fault import Fault

SEAL = "seal"  # the name under which `weighing` keeps it
_ROWS = 1_000


def seal(connection: Connection) -> str:
    """The sum, in hex, of the sha256 of every row of the weighed tables but the seal's own, whatever their order."""
    total = 0
    for table in schema.WEIGHED:
        with closing(connection.execute(select(table), execution_options={"yield_per": _ROWS})) as found:
            for row in found:
                if table is not schema.weighing or row.name != SEAL:
                    digest = hashlib.sha256(repr((table.name, *row)).encode("utf-8", "surrogatepass")).digest()
                    total += int.from_bytes(digest, "big")
    return f"{total % (1 << 256):064x}"


def broken(connection: Connection) -> Iterator[Fault]:
    """That the weighed tables are not what the last weighing left."""
    kept = connection.execute(select(schema.weighing.c.value).where(schema.weighing.c.name == SEAL)).scalar()
    if (kept or f"{0:064x}") != seal(connection):
        yield Fault(
            "what was weighed is not what the last weighing left; make it again with: tacitus weigh --all", table="incident"
        )
