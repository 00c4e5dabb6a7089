"""A run into a folder: read, flatten, write, and go on after a kill."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from tacitus.errors import OutputError
from tacitus.flow import Kit, read_source
from tacitus.format.pieces import Json
from tacitus.format.readout import readout_json, unread_json
from tacitus.intake.options import Options
from tacitus.model.source import Skipped, Source
from tacitus.work.journal import Entry, Journal, Run
from tacitus.work.kit import Opener, kit_of
from tacitus.work.plan import Arrival, Shard, arrivals, is_address
from tacitus.work.run import run
from tacitus.work.spool import Spool

Rows = Mapping[str, bytes]


class Export(Protocol):
    """A format: the files it makes and what each reading adds to them. Frozen and small: it travels to the workers."""

    @property
    def name(self) -> str: ...

    def heads(self) -> Rows: ...

    def rows(self, reading: Json) -> Rows: ...


@dataclass(frozen=True, slots=True)
class Order:
    """What to read, how, and into which folder."""

    inputs: tuple[str, ...]
    options: Options
    export: Export
    folder: Path
    opener: Opener
    jobs: int = 1
    shard: Shard | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A report that the folder holds. `skipped` is its reason where it was not read; `before` tells an earlier run's."""

    key: str
    skipped: str | None
    before: bool = False
    uri: str | None = None


def write_folder(order: Order) -> Generator[Written, None, None]:
    """Every report of the run, those of an earlier, interrupted run first. Nothing is written until it is asked for."""
    terms = _terms(order, kit_of(order.opener))
    with Spool(order.folder, Run(terms, order.export.heads(), order.shard)) as spool:
        for entry in spool.journal.entries():
            yield Written(entry.key, entry.skipped, before=True)
        if not spool.journal.finished:
            yield from _rest(order, spool)
            spool.finish()


def _rest(order: Order, spool: Spool) -> Iterator[Written]:
    last = spool.journal.last
    arrived = arrivals(order.inputs, order.options, order.shard, last.position if last else None)
    arrived = _after(spool.journal, arrived, order)
    with closing(run(arrived, partial(_make, order.export), order.opener, order.jobs)) as stream:
        for done in stream:
            arrival, outcome = done.arrival, done.outcome
            skipped = outcome.why_not if isinstance(outcome, Skipped) else None
            rows = order.export.rows(unread_json(outcome)) if isinstance(outcome, Skipped) else outcome
            spool.write(arrival.position, arrival.source.key, arrival.digest, skipped, rows)
            yield Written(arrival.source.key, skipped, uri=arrival.source.uri)


def _make(export: Export, source: Source, kit: Kit) -> Rows | Skipped:
    """One report's rows; this runs in the workers."""
    outcome = read_source(source, kit)
    return outcome if isinstance(outcome, Skipped) else export.rows(readout_json(outcome))


def _after(journal: Journal, arrived: Iterator[Arrival], order: Order) -> Iterator[Arrival]:
    """What the journal does not hold. The input that it breaks off in comes again from its start, and has to be the same."""
    last = journal.last
    if last is None:
        return arrived
    for entry in journal.entries():
        if entry.position.input == last.position.input:
            _check(entry, next(arrived, None), order)
    return arrived


def _check(entry: Entry, arrival: Arrival | None, order: Order) -> None:
    """An address may answer differently the next time; a file that does was changed."""
    same = arrival is not None and (entry.position, entry.digest) == (arrival.position, arrival.digest)
    locator = order.inputs[entry.position.input]
    if not same and not is_address(locator):
        raise OutputError(f"{locator} has changed since {order.folder} was begun; choose another folder")


def _terms(order: Order, kit: Kit) -> dict[str, Any]:
    """What the bytes of the folder depend on."""
    options = order.options
    chosen = {"figures": kit.figures} if kit.figures else {}
    return {
        "inputs": list(order.inputs),
        "given": asdict(options.given),
        "columns": asdict(options.columns),
        "format": order.export.name,
        "build": asdict(kit.build),
        **chosen,
    }
