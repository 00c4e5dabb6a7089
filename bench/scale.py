"""What weighing costs: seconds of one core and peak memory for made-up claims, always the same, in numbers that grow.

    bench/scale.py [10000 100000 1000000]

Each number is weighed in a process of its own, so that its peak is its own. The claims are those of a war: happenings at
towns, some of which see them daily, each told by one to some dozens of reports in different words, with tolls that rise, and days,
places and parties left out. Sketches are made directly, without entries.
"""

import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from sys import intern

from tacitus.incidents.pair import Index
from tacitus.incidents.reconcile import incidents
from tacitus.incidents.sketch import Ground, Sketch
from tacitus.incidents.tables import shipped_policy
from tacitus.model.answers import Point

KINDS = {
    "strike": ("strik", "bomb", "raid"),
    "shelling": ("shell", "mort"),
    "clash": ("clash", "fight"),
    "attack": ("attack", "ambush"),
}
PARTIES = tuple(f"@party-{number}" for number in range(60))
VOCABULARY = tuple(f"word{number}" for number in range(30_000))
CLAIMS_A_DAY = 270  # a million in ten years
TOWNS = 400
START = 735_000


def towns(chance: random.Random) -> tuple[Ground, ...]:
    made = []
    for number in range(TOWNS):
        lat, lon = chance.uniform(10, 37), chance.uniform(-5, 48)
        box = (lat - 0.03, lon - 0.03, lat + 0.03, lon + 0.03)
        made.append(Ground(f"Town {number}", Point(lat, lon), box, f"C{int(lon // 8)}", False))
    return tuple(made)


def told(chance: random.Random) -> int:
    """How many claims tell one happening: most one or two, a few dozens."""
    return min(60, int(chance.paretovariate(1.1)))


def claims(many: int) -> Iterator[Sketch]:
    """`many` claims, the first of an endless row that is always the same."""
    chance = random.Random(20240305)
    places, number = towns(chance), 0
    reports: dict[tuple[int, int], tuple[frozenset[str], tuple[str, ...]]] = {}
    often = list(accumulate(1 / (rank + 5) for rank in range(TOWNS)))
    while True:
        day = START + number // CLAIMS_A_DAY
        town, kind = chance.choices(places, cum_weights=often)[0], chance.choice(tuple(KINDS))
        doer, victim = chance.choice(PARTIES), chance.choice(PARTIES)
        words = chance.sample(VOCABULARY, 14)
        for copy in range(told(chance)):
            number += 1
            if (day, copy) not in reports:
                reports = {known: about for known, about in reports.items() if known[0] == day}
                known_by = chance.sample(VOCABULARY[day % 100 * 300 :][:600], 90)
                reports[day, copy] = (frozenset(known_by), tuple(known_by[:6]))
            yield one(chance, number, day, town, kind, doer, victim, words, copy, *reports[day, copy])
            if number == many:
                return


def one(
    chance: random.Random,
    number: int,
    day: int,
    town: Ground,
    kind: str,
    doer: str,
    victim: str,
    words: list[str],
    copy: int,
    about: frozenset[str],
    story: tuple[str, ...],
) -> Sketch:
    """One telling: some of the words, now and then no day, no place, another doer; the toll rises from telling to telling."""
    known = chance.random() < 0.6
    own = tuple(sorted({*chance.sample(words, 7), *chance.sample(VOCABULARY, 5)}))
    killed = float(3 + copy // 3)
    return Sketch(
        id=f"claim-{number * 2_654_435_761 % 2**32:08x}{number:08x}",
        report=intern(f"report-{day}-{copy}"),
        kind=kind,
        first=day if known else None,
        last=day if known else None,
        told=day + chance.choice((0, 0, 1, 2)),
        ground=town if chance.random() < 0.7 else None,
        agents=(doer,) if chance.random() < 0.6 else (),
        targets=(victim,) if chance.random() < 0.5 else (),
        figures=(("killed", killed, killed),) if chance.random() < 0.4 else (),
        trigger=(chance.choice(KINDS[kind]),),
        words=own,
        about=about,
        story=story,
    )


def measure(many: int) -> None:
    began = time.process_time()
    made = list(claims(many))
    sketched = time.process_time()
    index = Index(made, shipped_policy())
    indexed = time.process_time()
    sizes = Counter(min(len(incident.claims), 10) for incident in incidents(index, ()))
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{many:>9,} claims: {done - sketched:7.1f} s (blocks {indexed - sketched:.1f}, groups {done - indexed:.1f}), "
        f"{(done - sketched) / many * 1e6:5.0f} µs a claim, peak {peak:6.0f} MB, {sum(sizes.values()):,} incidents "
        f"(made in {sketched - began:.1f} s)",
        flush=True,
    )


def main(words: list[str]) -> None:
    if words[:1] == ["one"]:
        measure(int(words[1]))
        return
    for many in words or ["10000", "100000"]:
        subprocess.run([sys.executable, __file__, "one", many], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
