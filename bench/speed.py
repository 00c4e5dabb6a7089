"""How fast, how large, how soon: words a second, reports an hour, peak memory, start-up times, and where the time goes.

    python bench/speed.py [CORPUS.jsonl] [--reports 20] [--jobs 1]

Without a corpus the texts are made here, always the same. The steps are timed in `tacitus.flow` itself, so that what is
measured is what runs.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tacitus import flow
from tacitus.format.line import json_line
from tacitus.format.readout import readout_json
from tacitus.intake.options import Options
from tacitus.model.ids import bytes_id
from tacitus.model.readout import Readout
from tacitus.model.source import Skipped, Source
from tacitus.work.kit import Equipment, kit_of, settle
from tacitus.work.plan import Arrival, Position, arrivals
from tacitus.work.run import run

NORTH = ("Kherson", "Hodeidah", "El Fasher", "Goma", "Raqqa", "Kidal")
PLACES = (*NORTH, "Marib", "Bakhmut", "Khan Younis", "Sittwe", "Kunduz", "Mekelle")
ACTORS = ("the army", "the rebels", "a government spokesman", "the ministry of defence", "the militia", "a monitoring group")
SENTENCES = (
    "At least {n} people were killed on {day} when shells hit a market in {place}, {actor} said.",
    "{actor} denied that its troops had fired on {place}, saying that “the attack was carried out by others”.",
    "About {n} families have fled {place} since {month}, according to aid workers in the town.",
    "A convoy of {n} lorries reached {place} late on {day} after it had been held at a checkpoint north of {other} for two days.",
    "{actor} said that {n} of its fighters had been captured near {place} and that it would answer “in the days ahead”.",
    "The ceasefire that was agreed in {other} last week allows the wounded to leave {place} under the eyes of monitors.",
    "Residents reported that warplanes had struck a bridge south of {place} and that {n} vehicles were destroyed.",
    "In {month}, {actor} took {place} from its rivals, who withdrew toward {other}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "May", "July", "September", "November")


def synthetic(number: int, sentences: int = 31) -> str:
    """A report of about 600 words, the same for the same number."""
    lines = []
    for place in range(sentences):
        pick = number * 7 + place * 5
        line = SENTENCES[(number + place) % len(SENTENCES)].format(
            n=(pick * 13) % 90 + 2,
            day=DAYS[pick % 7],
            month=MONTHS[pick % 6],
            place=PLACES[pick % 12],
            other=PLACES[(pick + 5) % 12],
            actor=ACTORS[pick % 6],
        )
        lines.append(line[0].upper() + line[1:] + ("\n\n" if place % 3 == 2 else " "))
    return "".join(lines)


def sources(corpus: Path | None, reports: int) -> list[Source]:
    if corpus is None:
        return [Source(f"s{place}", "bench", synthetic(place).encode(), "text/plain", "utf-8") for place in range(reports)]
    found = (arrival.source for arrival in arrivals([str(corpus)], Options()))
    return [source for source, _ in zip((one for one in found if isinstance(one, Source)), range(reports), strict=False)]


class Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def timed(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run_step(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return step(*given, **named)
            finally:
                self.seconds[name] += time.perf_counter() - began

        return run_step


class Timed:
    """A question's package, its functions under the clock."""

    def __init__(self, name: str, package: Any, clock: Clock) -> None:
        self._name, self._package, self._clock = name, package, clock

    def __getattr__(self, function: str) -> Callable[..., Any]:
        name = self._name if function == "find" else f"{self._name}.{function}"
        return self._clock.timed(name, getattr(self._package, function))


def watched(clock: Clock) -> None:
    """Put every step of the flow under the clock."""
    rooms: dict[str, Any] = vars(flow)
    for name in ("what", "when", "who", "where", "how_many", "said_by"):
        rooms[name] = Timed(name, rooms[name], clock)
    for name in ("to_document", "bind", "follow", "agreements"):
        rooms[name] = clock.timed(name, rooms[name])


def by_step(texts: list[Source]) -> tuple[dict[str, float], int, float, str, float]:
    """Seconds a step, words, seconds in all, the digest of the output, and the seconds of opening the kit."""
    clock = Clock()
    kit = clock.timed("open the kit", lambda: kit_of(Equipment()))()
    kit = replace(kit, parse=clock.timed("parse", kit.parse))
    watched(clock)
    flow.read_source(texts[0], kit)  # tables and caches are filled once a process
    settle()  # as a run does
    opened, clock.seconds = clock.seconds["open the kit"], defaultdict(float)
    print(f"opening the kit takes {opened:.2f} s")
    words, out = 0, bytearray()
    began = time.perf_counter()
    for source in texts:
        readout = flow.read_source(source, kit)
        if isinstance(readout, Readout):
            words += len(readout.document.text.split())
            out += clock.timed("print", lambda made: json_line(readout_json(made)).encode())(readout)
    return dict(clock.seconds), words, time.perf_counter() - began, bytes_id(bytes(out)), opened


def start_up() -> Iterator[tuple[str, float, float]]:
    """Wall and CPU seconds of whole commands."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(synthetic(0), encoding="utf8")
        for words in (("--version",), ("--help",), ("schema",), ("read", str(report)), ("read", "--json", str(report))):
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([sys.executable, "-m", "tacitus", *words], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            yield " ".join(word if word != str(report) else "REPORT" for word in words), time.perf_counter() - began, cpu


def several(texts: list[Source], jobs: int) -> tuple[float, str]:
    """Seconds for the same reports in several processes, their start included, and the digest of the output."""
    began, out = time.perf_counter(), bytearray()
    arrived = (Arrival(Position(0, place), source) for place, source in enumerate(texts))
    for done in run(arrived, lined, Equipment(), jobs):
        out += done.outcome.encode() if isinstance(done.outcome, str) else b""
    return time.perf_counter() - began, bytes_id(bytes(out))


def lined(source: Source, kit: flow.Kit) -> str | Skipped:
    readout = flow.read_source(source, kit)
    return readout if isinstance(readout, Skipped) else json_line(readout_json(readout))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    texts = sources(asked.corpus, asked.reports)
    seconds, words, whole, digest, opened = by_step(texts)
    rate, hourly = words / whole, 3600 * len(texts) / whole
    print(f"{len(texts)} reports, {words:,} words in {whole:.1f} s: {rate:,.0f} words/s, {hourly:,.0f} reports/h")
    print(f"a million such reports cost {1e6 / hourly:,.0f} core-hours")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB; output sha256 {digest[:16]}\n")
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{name:<16} {spent:8.2f} s {100 * spent / whole:5.1f} % {1e6 * spent / words:8.0f} µs/word")
    if asked.jobs > 1:
        took, again = several(texts, asked.jobs)
        same = "the same" if again == digest else "OTHER"
        print(f"\n{asked.jobs} processes: {took:.1f} s with their start, {words / took:,.0f} words/s, {same} bytes")
        print(f"without the start of one process: {words / max(0.01, took - opened):,.0f} words/s")
    print()
    for command, wall, cpu in start_up():
        print(f"tacitus {command:<20} {wall:6.2f} s  {cpu:6.2f} s CPU")


if __name__ == "__main__":
    main()
