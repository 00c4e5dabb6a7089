"""How fast the pages are with many claims and many readers at once.

    python bench/books.py --claims 200000 --ledger many.tacitus.db
    python bench/web.py many.tacitus.db [--readers 50] [--seconds 30] [--pause 5]

Serves the ledger in a process of its own. Every reader asks for a page, reads it for about `--pause` seconds, asks for the next.
Told are the first visit to every kind of page, with nothing counted before, and then what readers wait, by the kind.
"""

import argparse
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from urllib.parse import quote

Pages = dict[str, list[str]]
_PLACES = ("raqqa", "goma", "kidal", "marib")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=5)
    given = parser.parse_args()
    with _served(given.ledger) as (port, cookie):
        pages = _pages(port, cookie)
        for line in _first(port, cookie, pages):
            print(line, flush=True)
        for line in _crowd(port, cookie, pages, given.readers, given.seconds, given.pause):
            print(line, flush=True)


@contextmanager
def _served(ledger: Path) -> Iterator[tuple[int, str]]:
    """The port of a server of its own, and a session."""
    command = [sys.executable, "-m", "tacitus", "serve", "--ledger", str(ledger), "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            yield int(address.partition("127.0.0.1:")[2].partition("/")[0]), _session(address)
        finally:
            process.terminate()


def _session(address: str) -> str:
    """The cookie that the printed address gives."""
    host, _, path = address.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=60)
    connection.request("GET", f"/{path}")
    return str(connection.getresponse().headers["set-cookie"]).partition(";")[0]


def _get(port: int, cookie: str, path: str) -> tuple[float, bytes]:
    """Seconds until the whole answer is there."""
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, (answer.status, path)
    return time.perf_counter() - began, body


def _pages(port: int, cookie: str) -> Pages:
    """Addresses by the kind of page, from what the ledger holds."""
    claims = loads(_get(port, cookie, "/api/claims?most=200")[1])["items"]
    actors = sorted({party["id"] for line in claims for party in (*line["agents"], *line["targets"]) if party["id"]})
    return {
        "overview": ["/"],
        "overview, filtered": [f"/?place={place}" for place in _PLACES] + ["/?type=capture", "/?speaker=the+army"],
        "overview, a later page": [f"/?page={number}" for number in (2, 9, 40)],
        "map": ["/api/places"],
        "report": sorted({f"/report/{line['report']['text']}" for line in claims}),
        "claim": [f"/claim/{line['id']}" for line in claims],
        "actor": [f"/actor/{quote(actor, safe='')}" for actor in actors][:6],
        "search": ["/search?words=convoy", "/search?words=ceasefire", "/search?words=market&in=reports"],
        "about": ["/about"],
    }


def _first(port: int, cookie: str, pages: Pages) -> Iterator[str]:
    """What the first one waits."""
    for kind, paths in pages.items():
        told = [_get(port, cookie, path)[0] for path in paths[:6]]
        yield f"first visit, {kind}: {1000 * told[0]:,.0f} ms; the next ones {1000 * statistics.median(told):,.0f} ms"


def _crowd(port: int, cookie: str, pages: Pages, readers: int, seconds: float, pause: float) -> Iterator[str]:
    """What everybody waits while all read."""
    waits: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + seconds

    def read(number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.random() * pause)
        while time.monotonic() < end:
            kind = chance.choice(list(pages))
            waits[kind].append(_get(port, cookie, chance.choice(pages[kind]))[0])
            time.sleep(chance.expovariate(1 / pause) if pause else 0)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [wait for some in waits.values() for wait in some]
    for kind in pages:
        if waits[kind]:
            yield _told(f"{readers} readers, {kind}", waits[kind])
    yield _told(f"{readers} readers, all pages", every) + f"; {len(every) / seconds:.1f} pages a second"


def _told(name: str, waits: list[float]) -> str:
    ordered = sorted(waits)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return (
        f"{name}: median {1000 * statistics.median(ordered):,.0f} ms, 19 of 20 under {1000 * late:,.0f} ms ({len(ordered)} visits)"
    )


if __name__ == "__main__":
    main()
