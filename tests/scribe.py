"""Processes that record reports until they are done, or killed: `python -m tests.scribe LEDGER ROUNDS SEED` kills one a round."""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tacitus.flow import Kit
from tacitus.ledger.book import Ledger
from tacitus.model.readout import Readout
from tacitus.model.source import Source
from tacitus.work import add as adding
from tacitus.work.plan import Arrival, Position
from tests.kits import Shelf
from tests.ledgers import AT, BY, Report, enter, make_ledger, records

LONGEST = 0.2  # seconds until a scribe is killed: the time of a few transactions


def record(where: str, numbers: Sequence[int], by: str) -> None:
    """Record reports, one a transaction."""
    ledger = Ledger.open(where)
    enter(ledger, *(Report(number) for number in numbers), by=by)
    ledger.close()


def _tell(where: str, first: int, pipe: int, count: int = 1000) -> None:
    """Add report after report, as `tacitus add` does, and tell each number once it is said to be recorded."""
    adding.read_source = _read  # type: ignore[attr-defined]
    adding.BATCH = 3
    ledger = Ledger.open(where)
    os.write(pipe, b"0\n")
    for added in adding.add(_arrivals(first, count), ledger, Shelf(), adding.Clerk(BY, AT)):
        os.write(pipe, f"{added.key}\n".encode())
    ledger.close()


def _warm() -> None:
    """Load all that adding loads, so that scribes spend their short lives writing."""
    with TemporaryDirectory() as folder, Path(os.devnull).open("wb") as nowhere:
        make_ledger(Path(folder) / "warm.tacitus.db").close()
        _tell(f"{folder}/warm.tacitus.db", 1, nowhere.fileno(), 3)


def _arrivals(first: int, count: int) -> Iterator[Arrival]:
    for place, number in enumerate(range(first, first + count)):
        yield Arrival(Position(0, place), Source(str(number), Report(number).uri, Report(number).data))


def _read(source: Source, kit: Kit) -> Readout:
    """The report by its key, without a model."""
    return Report(int(source.key)).readout


def _killed(where: str, first: int, after: float) -> list[int]:
    """What a scribe told before it was killed."""
    reading, writing = os.pipe()
    scribe = os.fork()
    if not scribe:
        os.close(reading)
        try:
            _tell(where, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    told = os.read(reading, 2)
    time.sleep(after)
    os.kill(scribe, signal.SIGKILL)
    os.waitpid(scribe, 0)
    while more := os.read(reading, 1 << 16):
        told += more
    os.close(reading)
    return [int(line) for line in told.split() if line != b"0"]


def main(where: str, rounds: int, seed: int) -> None:
    """Kill that many scribes, and print what each had told and how many records the ledger had after each."""
    _warm()
    moments = random.Random(seed)
    told: list[int] = []
    counts = []
    for _ in range(rounds):
        told += _killed(where, 1 + max(told, default=0), moments.uniform(0, LONGEST))
        ledger = Ledger.open(where)
        counts.append(len(records(ledger)))
        ledger.close()
    sys.stdout.write(json.dumps({"told": told, "counts": counts}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
