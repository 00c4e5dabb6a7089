"""Same happening, measured on ECB+: which mentions, of many reports, tell one happening (Cybulska and Vossen 2014).

    bench/same.py DATA=FOLDER [part=dev] [readings=FILE]     FOLDER holds ecbplus/train.jsonl.gz and dev.jsonl.gz
    bench/same.py DATA=FOLDER fit                            what the policy's learned rows come to on the training part

Two measures. *Mentions*: the events are given, hand-checked sentences only; each becomes a sketch of its words, of the words around
it, and of what our own reading makes of it; then they are compared and grouped as claims are. No topic is given: which reports tell
of the same things is for the policy to find. Beside it the baseline that the field uses (one lemma, here one stem, in one topic is
one event), with topics found by our own clustering of the reports, and with the topics given. *End to end*: reports are read by
Tacitus from their text, their claims put together, and B³ is taken over those claims whose trigger lies on a marked event.
"""

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from coref import Clusters, b_cubed, clusters, conll, scores
from tacitus.flow import read_source
from tacitus.format.entry import entry_lines, entry_of, report_json
from tacitus.format.readout import readout_json
from tacitus.incidents.compare import fired
from tacitus.incidents.group import joined
from tacitus.incidents.reconcile import reconcile
from tacitus.incidents.sketch import Sketch, about_of, sketches, trigger_stems
from tacitus.incidents.stems import stems, telling, weight
from tacitus.incidents.tables import Policy, shipped_policy
from tacitus.model.readout import Readout
from tacitus.model.source import Source
from tacitus.work.kit import Equipment, kit_of

WINDOW = 6  # words to either side of an event that stand for its clause
TOPIC = 0.18  # mean cosine at which two groups of reports are one topic: the best of 0.15, 0.18 and 0.21 on the training part
LEARNED = ("trigger-", "words-", "report-")


@dataclass(frozen=True, slots=True)
class Event:
    """A marked event: its sketch, its chain, and the topic that the set's makers gave its report."""

    sketch: Sketch
    chain: str
    topic: str


def documents(data: Path, part: str) -> list[dict[str, Any]]:
    with gzip.open(data / "ecbplus" / f"{part}.jsonl.gz", "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def readings(told: Sequence[dict[str, Any]], known: Path | None) -> dict[str, Any]:
    """Our reading of every report, in tacitus/1; `known` is a file of them, made by `tacitus read --json`."""
    if known:
        with known.open(encoding="utf8") as lines:
            return {reading["document"]["key"]: reading for reading in map(json.loads, lines)}
    kit, found = kit_of(Equipment()), {}
    for one in told:
        readout = read_source(Source(one["id"], one["id"], one["text"].encode(), "text/plain", "utf-8"), kit)
        if isinstance(readout, Readout):
            found[one["id"]] = json.loads(json.dumps(readout_json(readout)))
    return found


def claims(reading: dict[str, Any]) -> tuple[Sketch, ...]:
    """The sketches of a reading's claims."""
    key = reading["document"]["key"]
    return sketches(entry_of(line) for line in entry_lines(reading, report_json(reading["document"], key, key)))


def marked(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of the hand-checked sentences, in text order."""
    spans = (span for span in one["spans"] if span["kind"] == "action" and span["validated"])
    return sorted(spans, key=lambda span: (span["start"], span["end"]))


def events(told: Sequence[dict[str, Any]], read: dict[str, Any]) -> list[Event]:
    """Every marked event as a sketch. What our reading says (kind, days, place, parties) is kept where it has a claim there."""
    found = []
    for one in told:
        reading, about = read.get(one["id"]), about_of(one["text"])
        made = {claim.id: claim for claim in claims(reading)} if reading else {}
        triggers = (
            [(claim["trigger"]["start"], claim["trigger"]["end"], made[claim["id"]]) for claim in reading["claims"]]
            if reading
            else []
        )
        for number, span in enumerate(marked(one)):
            claim = next((claim for start, end, claim in triggers if start < span["end"] and span["start"] < end), None)
            sketch = replace(
                claim or Sketch("", one["id"], ""),
                id=f"{one['id']}#{number:03}",
                trigger=trigger_stems(span["text"]),
                words=telling((around(one["text"], span["start"], span["end"]),)),
                about=about.words,
                story=about.story,
                at=line_of(one["text"], span["start"]),
            )
            found.append(Event(sketch, span["cluster"], one["subtopic"]))
    return found


def line_of(text: str, place: int) -> tuple[int, int]:
    """Where the line of a character stands: a line is a sentence."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def around(text: str, start: int, end: int) -> str:
    """The words to either side, within the line."""
    first, last = line_of(text, start)
    return " ".join([*text[first:start].split()[-WINDOW:], *text[end : max(end, last)].split()[:WINDOW]])


def topics(told: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The reports grouped by what they are about: tf-idf over the set, average linkage. Nothing of the annotation is used."""
    counts = {one["id"]: Counter(word for word in stems(one["text"]) if weight(word)) for one in told}
    spread = Counter(word for seen in counts.values() for word in seen)
    vectors = {
        name: unit({w: (1 + math.log(n)) * math.log(len(told) / spread[w]) for w, n in seen.items()})
        for name, seen in counts.items()
    }
    names = sorted(vectors)
    likeness = {}
    for low, high in combinations(range(len(names)), 2):
        small, large = sorted((vectors[names[low]], vectors[names[high]]), key=len)
        likeness[low, high] = round(1000 * (sum(value * large.get(word, 0) for word, value in small.items()) - TOPIC))
    groups = joined(range(len(names)), likeness)
    return {names[member]: number for number, group in enumerate(groups) for member in group}


def unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def grouped(labels: Iterable[Hashable], ids: Iterable[str]) -> Clusters:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for label, one in zip(labels, ids, strict=True):
        found[label].append(one)
    return clusters(found.values())


def show(name: str, gold: Clusters, read: Clusters) -> None:
    parts = "  ".join(
        f"{scorer} {score.f1:.4f} (R {score.recall:.3f} P {score.precision:.3f})" for scorer, score in scores(gold, read).items()
    )
    print(f"{name:<44} CoNLL {conll(gold, read):.4f}  {parts}")


def by_mentions(told: Sequence[dict[str, Any]], found: Sequence[Event], policy: Policy) -> None:
    """The first measure, with its baselines."""
    ids = [event.sketch.id for event in found]
    gold = grouped([event.chain for event in found], ids)
    own = topics(told)
    given, made = {event.topic for event in found}, set(own.values())
    print(f"{len(found)} events in {len(gold)} chains, {len(told)} reports; {len(made)} topics found for {len(given)}")
    show("baseline, topics given", gold, grouped([(e.sketch.trigger, e.topic) for e in found], ids))
    show("baseline, topics found", gold, grouped([(e.sketch.trigger, own[e.sketch.id.partition("#")[0]]) for e in found], ids))
    show("tacitus, no topics given", gold, put_together([event.sketch for event in found], policy))
    inside = [
        one
        for topic in sorted({e.topic for e in found})
        for one in put_together([e.sketch for e in found if e.topic == topic], policy)
    ]
    show("tacitus, topics given", gold, inside)


def put_together(found: Sequence[Sketch], policy: Policy) -> Clusters:
    return clusters(incident.claims for incident in reconcile(found, (), policy))


def end_to_end(told: Sequence[dict[str, Any]], read: dict[str, Any], policy: Policy) -> None:
    """The second measure: reports are read from their text."""
    made = [claim for reading in read.values() for claim in claims(reading)]
    chain: dict[str, str] = {}
    for one in told:
        spans = marked(one)
        for claim in read[one["id"]]["claims"] if one["id"] in read else []:
            start, end = claim["trigger"]["start"], claim["trigger"]["end"]
            on = next((span for span in spans if start < span["end"] and span["start"] < end), None)
            if on:
                chain[claim["id"]] = on["cluster"]
    ids = sorted(chain)
    gold = grouped([chain[one] for one in ids], ids)
    incidents = put_together(made, policy)
    ours = clusters(kept for group in incidents if (kept := group & set(ids)))
    alone = clusters([one] for one in ids)
    print(
        f"end to end: {len(made)} claims in {len(incidents)} incidents; {len(ids)} claims on marked events, in {len(gold)} chains"
    )
    for name, read_ in (("tacitus", ours), ("each claim alone", alone)):
        score = b_cubed(gold, read_)
        print(f"  {name:<20} B3 {score.f1:.4f} (R {score.recall:.3f} P {score.precision:.3f})")


def fit(found: Sequence[Event], policy: Policy) -> None:
    """The learned rows, by logistic regression on pairs of events; other rows keep their points, which are tens of log odds."""
    learned = sorted(row for row in policy.rows if row.startswith(LEARNED) and policy.rows[row].origin == "learned")
    column = {row: number for number, row in enumerate(learned)}
    seen: Counter[tuple[tuple[int, ...], int]] = Counter()
    same: Counter[tuple[tuple[int, ...], int]] = Counter()
    for one, other in combinations(found, 2):
        rows = fired(one.sketch, other.sketch, policy)
        fixed = sum(policy.points[row] for row in rows if row not in column)
        if "report-other" in rows or fixed <= policy.never:
            continue
        key = (tuple(column[row] for row in rows if row in column), fixed)
        seen[key] += 1
        same[key] += one.chain == other.chain
    keys = sorted(seen)
    given = np.zeros((len(keys), len(learned) + 1))
    for number, (columns, _) in enumerate(keys):
        given[number, [*columns, -1]] = 1.0
    offset = np.array([points / 10 for _, points in keys])
    weights = regression(given, offset, np.array([seen[key] for key in keys], float), np.array([same[key] for key in keys], float))
    for row, value in zip([*learned, "base"], weights, strict=True):
        print(f"{row:<20} {10 * value:6.1f}   now {policy.points.get(row, policy.base):4d}")


def regression(given: Any, offset: Any, seen: Any, same: Any) -> Any:
    """Weights of a logistic regression of counted pairs by Newton's method, with a light ridge."""
    weights = np.zeros(given.shape[1])
    weights[-1] = -3.0 - offset.mean()
    ridge = np.eye(given.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(given @ weights + offset, -30, 30)))
        slope = given.T @ (seen * chance - same) + ridge @ weights
        curve = (given * (seen * chance * (1 - chance))[:, None]).T @ given + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def main(words: Sequence[str]) -> None:
    given = dict(word.split("=", 1) for word in words if "=" in word)
    if "DATA" not in given:
        sys.exit("bench/same.py: say where the data lie: DATA=FOLDER")
    part = "train" if "fit" in words else given.get("part", "dev")
    told = documents(Path(given["DATA"]), part)
    read = readings(told, Path(given["readings"]) if "readings" in given else None)
    found, policy = events(told, read), shipped_policy()
    if "fit" in words:
        fit(found, policy)
        return
    by_mentions(told, found, policy)
    end_to_end(told, read, policy)


if __name__ == "__main__":
    main(sys.argv[1:])
