"""How fast the ledger is: what adding costs beside reading, and how searching, listing, checking and memory do with many claims.

    python bench/books.py [--claims 100000] [--reports 40] [--ledger NEW.tacitus.db] [--corpus FILE.jsonl]

The many claims are those of a few made-up reports, each report once more under a number of its own. With a corpus, what adding
costs is measured on its reports.
"""

import argparse
import gc
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speed import sources, synthetic
from tacitus.flow import read_source
from tacitus.ledger import find
from tacitus.ledger.book import Ledger
from tacitus.ledger.copying import copies_of, kept_copies
from tacitus.ledger.draft import Bundle, bundle, draft
from tacitus.ledger.record import body_of, text_digest
from tacitus.ledger.wanted import Filter
from tacitus.model.ids import bytes_id, content_id
from tacitus.model.readout import Readout
from tacitus.model.source import Source
from tacitus.work.add import Clerk, add
from tacitus.work.kit import Equipment, kit_of, settle
from tacitus.work.plan import Arrival, Position

USUAL = 10  # sentences of a report of the many: a dozen claims, as agencies' reports have
CLERK = Clerk("bench", "2024-01-01T00:00:00Z")
ASKED = (
    Filter(words="convoy lorries"),
    Filter(words='"killed when shells"'),
    Filter(words="families or fighters"),
    Filter(words="ceasefire", country="UA"),
    Filter(words="bridge", place="goma"),
    Filter(words="captured", type="capture"),
    Filter(place="raqqa"),
    Filter(near=(15.6, 32.5, 300.0)),
    Filter(speaker="monitoring"),
    Filter(actor="army", type="attack"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()
    for line in measured(given.claims, given.reports, given.ledger, given.corpus):
        print(line, flush=True)


def measured(claims: int, reports: int, path: Path | None = None, corpus: Path | None = None) -> Iterator[str]:
    """Every figure as a line."""
    kit = kit_of(Equipment())
    texts = sources(None, reports)
    usual = [Source(f"u{place}", "bench", synthetic(place, USUAL).encode(), "text/plain", "utf-8") for place in range(reports)]
    read = [outcome for outcome in (read_source(text, kit) for text in usual) if isinstance(outcome, Readout)]
    settle()
    with tempfile.TemporaryDirectory() as folder:
        yield from _cost(sources(corpus, reports) if corpus else texts, Path(folder))
        ledger = Ledger.create(str(path or Path(folder) / "many.tacitus.db"), "many", CLERK.at, CLERK.by)
        yield from _many(ledger, [bundle(one) for one in read], claims)
        yield from _asked(ledger)
        ledger.close()
        yield from _verified(ledger.name)


def _cost(texts: list[Source], folder: Path) -> Iterator[str]:
    """Adding against reading, on the same reports, one process: the median of three runs each."""
    kit, arrived = kit_of(Equipment()), [Arrival(Position(0, place), text) for place, text in enumerate(texts)]
    reading, adding = [], []
    for number in range(3):
        began = time.perf_counter()
        for text in texts:
            read_source(text, kit)
        reading.append(time.perf_counter() - began)
        ledger = Ledger.create(str(folder / f"cost-{number}.tacitus.db"), "cost", CLERK.at, CLERK.by)
        began = time.perf_counter()
        told = list(add(arrived, ledger, Equipment(), CLERK))
        adding.append(time.perf_counter() - began)
        ledger.close()
        assert all(one.news == "added" for one in told)
    plain, kept = statistics.median(reading), statistics.median(adding)
    each = 1000 / len(texts)
    compared, pairs = _compared(str(folder / "cost-2.tacitus.db"))
    yield f"reading {plain * each:.1f} ms a report, adding {kept * each:.1f} ms: {100 * (kept / plain - 1):.1f} % more"
    apart = kept - compared
    yield f"of it {compared * each:.1f} ms for {pairs:,} copies among them; without: {100 * (apart / plain - 1):.1f} % more"


def _compared(path: str) -> tuple[float, int]:
    """Seconds of finding the copies among the texts of a ledger, each looked for once, and how many pairs there are."""
    ledger = Ledger.open(path, writable=False)
    with ledger.reads() as connection:
        pairs = len(kept_copies(connection))
        members = sorted({text for copy in kept_copies(connection) for text in (copy.left, copy.right)})
        began = time.perf_counter()
        for text in members:
            list(copies_of(connection, text))
        seconds = (time.perf_counter() - began) / 2  # while adding, each pair is met once
    ledger.close()
    return seconds, pairs


def _many(ledger: Ledger, bundles: list[Bundle], claims: int) -> Iterator[str]:
    """Fill the ledger, watching the memory."""
    began, kept, number, records = time.perf_counter(), 0, 0, 0
    steps: list[str] = []
    while kept < claims:
        with ledger.writes() as writer:
            for _ in range(32):
                again = numbered(bundles[number % len(bundles)], number)
                data = _words(again).encode()
                writer.add([again.build, writer.keep(bytes_id(data), data), again.text, again.reading, _arrival(again, number)])
                kept, number = kept + again.claims, number + 1
            records = writer.head[0]
        if number % 1024 == 0:
            steps.append(f"{kept:,}: {_peak()} MB")
    seconds = time.perf_counter() - began
    yield f"{kept:,} claims of {number:,} reports, {records:,} records: {seconds:.0f} s, {1000 * seconds / number:.1f} ms a report"
    yield "peak memory while adding, by claims: " + "; ".join(steps[:: max(1, len(steps) // 6)])


def numbered(made: Bundle, number: int) -> Bundle:
    """The same report under a number: another text, other bytes, other ids, the same words but for the last line."""
    words = f"{_words(made)}\n\nReport {number}."
    document = bytes_id(words.encode())
    identity = content_id("document", document, None, None, None)
    frame = _body(made.text) | {"id": document, "identity": identity, "sha256": text_digest(words)}
    text = draft("text", frame, words)
    told = json.dumps(_body(made.reading))
    for claim in _body(made.reading)["claims"]:
        told = told.replace(claim["id"], "claim-" + hashlib.sha256(f"{claim['id']}{number}".encode()).hexdigest()[:16])
    body: dict[str, Any] = json.loads(told) | {"text": text.record.id, "identity": identity}
    return Bundle(made.build, text, draft("reading", body))


def _words(made: Bundle) -> str:
    words: str = made.text.rows["text"][0][-1]
    return words


def _body(made: Any) -> dict[str, Any]:
    from_record: dict[str, Any] = body_of(made.record.packed)
    return from_record


def _arrival(made: Bundle, number: int) -> Any:
    frame = _body(made.text)
    said = {"uri": f"https://example.org/{number}", "key": str(number), "document": frame["id"], "identity": frame["identity"]}
    return draft("arrival", {**said, "text": made.text.record.id, "why_not": None, "at": CLERK.at, "by": CLERK.by})


def _asked(ledger: Ledger) -> Iterator[str]:
    """Every question five times, each with a connection of its own, as a page would ask; what is loaded is settled first."""
    gc.collect()
    gc.freeze()
    for wanted in ASKED:
        times, count = [], 0
        for _ in range(5):
            began = time.perf_counter()
            with ledger.reads() as connection:
                count = find.search(connection, ledger.backend, wanted).count
            times.append(1000 * (time.perf_counter() - began))
        said = ", ".join(
            f"{name} {getattr(wanted, name)}" for name in wanted.__slots__ if getattr(wanted, name) not in (None, False)
        )
        yield f"search {said}: {count:,} found, median {statistics.median(times):.0f} ms"
    began, seen = time.perf_counter(), 0
    with ledger.reads() as connection:
        for _ in find.claims(connection, ledger.backend):
            seen += 1
    seconds = time.perf_counter() - began
    yield f"listing all {seen:,} claims: {seconds:.1f} s, {seen / seconds:,.0f} a second; peak memory {_peak()} MB"


def _verified(where: str) -> Iterator[str]:
    """Reading everything again, as `tacitus verify` does it, its start included: by the clock, and the time of all its processes.
    The bytes are those that it says it checked: bodies, texts and archived files, unpacked."""
    for jobs in sorted({1, os.cpu_count() or 1}):
        command = [sys.executable, "-m", "tacitus", "verify", "--json", "--ledger", where, "--jobs", str(jobs)]
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        size = told["bytes"] / 1e6
        read = f"{size:,.0f} MB, {told['rows']:,} rows: {seconds:.1f} s ({own:.1f} s of processors)"
        yield f"verify --jobs {jobs}: {read}, {size / seconds:.1f} MB/s"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
