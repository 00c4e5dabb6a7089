"""The chain of records, followed from its beginning; and what may be gone from it: only bodies that an erasure names."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from tacitus.ledger import schema
from tacitus.ledger.fault import UNREADABLE, Fault, Faults, said
from tacitus.ledger.record import START, link

_PAGE = 5_000


@dataclass(slots=True)
class Chain:
    """The chain as it was followed: its end, and whether an earlier head lies on it."""

    number: int = 0
    head: str = START
    faults: Faults = field(default_factory=Faults)
    passed: int | None = None  # the number of the record at which the head that was asked for stood


def follow(connection: Connection, earlier: str | None = None) -> Chain:
    """Follow the chain to its end; `earlier` is a head that somebody wrote down, or how it begins."""
    chain = Chain()
    try:
        for seq, key, kind, said_link in _links(connection):
            _step(chain, seq, key, kind, said_link)
            if earlier and said_link.startswith(earlier):
                chain.passed = seq
    except UNREADABLE as error:
        chain.faults.add(Fault(f"the chain cannot be read after record {chain.number} ({said(error)})", table="record"))
    if not chain.number:
        chain.faults.add(Fault("it has no record at all, not even of its making", table="record"))
    if earlier and chain.passed is None:
        chain.faults.add(Fault(f"the head {earlier} is not on this chain: what was recorded then is gone or changed"))
    return chain


def _links(connection: Connection) -> Iterator[tuple[int, str, str, str]]:
    columns, last = schema.record.c, None
    while True:
        query = select(columns.seq, columns.id, columns.kind, columns.chain).order_by(columns.seq).limit(_PAGE)
        found = connection.execute(query if last is None else query.where(columns.seq > last)).all()
        if not found:
            return
        for row in found:
            yield row.seq, str(row.id), str(row.kind), str(row.chain)
        last = found[-1].seq


def _step(chain: Chain, seq: int, key: str, kind: str, said_link: str) -> None:
    """One record further. After a fault the chain goes on from what is written, so that each fault is told once."""
    name = f"record {seq} ({key})"
    if seq != chain.number + 1:
        gap = f"{chain.number + 1}" if seq == chain.number + 2 else f"{chain.number + 1} to {seq - 1}"
        chain.faults.add(Fault(f"the chain is broken: record {gap} is not there", name, "record"))
    elif link(chain.head, key) != said_link:
        chain.faults.add(Fault("the chain is broken: its link does not follow from the one before and its id", name, "record"))
    if not key.startswith(f"{kind}-"):
        chain.faults.add(Fault(f"its kind is {kind}, its id says another", name, "record"))
    chain.number, chain.head = seq, said_link


def unexplained(connection: Connection, bodiless: list[tuple[int, str]]) -> Iterator[Fault]:
    """Of the records without a body, those that no erasure names."""
    for start in range(0, len(bodiless), 500):
        part = bodiless[start : start + 500]
        named = select(schema.erased.c.id).where(schema.erased.c.id.in_([key for _, key in part]))
        explained = set(connection.execute(named).scalars())
        for seq, key in part:
            if key not in explained:
                yield Fault("its body is gone, and no erasure names it", f"record {seq} ({key})", "record")


def still_there(connection: Connection) -> Iterator[Fault]:
    """Records that an erasure names and that have a body."""
    columns = schema.record.c
    query = select(columns.seq, columns.id).join(schema.erased, schema.erased.c.id == columns.id)
    for row in connection.execute(query.where(columns.body.is_not(None)).order_by(columns.seq)):
        yield Fault("an erasure names it, but its body is still there", f"record {row.seq} ({row.id})", "record")
