"""What the encoder learns from: a stretch of words with whatever a corpus says of each of them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

TASKS = ("trees", "names", "roles", "attribution")
NOTHING = -100  # a word of which a corpus says nothing; no loss is taken from it


@dataclass(frozen=True, slots=True)
class Sample:
    """Words of one or more whole sentences of one text.

    `sentence` numbers each word's sentence from 1. `columns` holds labels, one a word (None where the corpus is silent);
    `heads` and the values of `links` are word numbers from 1, 0 for the root or for no partner, NOTHING for silence.
    """

    task: str
    words: tuple[str, ...]
    sentence: tuple[int, ...]
    columns: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    heads: tuple[int, ...] = ()
    links: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def joined(samples: Sequence[Sample]) -> Sample:
    """Neighbouring samples as one, their sentences and heads renumbered.

    >>> one = Sample("trees", ("He", "fled"), (1, 1), {"upos": ("PRON", "VERB")}, (2, 0))
    >>> joined([one, one]).heads, joined([one, one]).sentence
    ((2, 0, 4, 0), (1, 1, 2, 2))
    """
    words: list[str] = []
    sentence: list[int] = []
    heads: list[int] = []
    columns: dict[str, list[str | None]] = {name: [] for name in samples[0].columns}
    for sample in samples:
        at, last = len(words), sentence[-1] if sentence else 0
        words += sample.words
        sentence += [last + number for number in sample.sentence]
        heads += [head + at if head > 0 else head for head in sample.heads]
        for name, column in columns.items():
            column += sample.columns[name]
    return Sample(samples[0].task, tuple(words), tuple(sentence), {k: tuple(v) for k, v in columns.items()}, tuple(heads))


def grouped(samples: Iterable[Sample], limit: int) -> list[Sample]:
    """Consecutive samples joined up to `limit` words; one that is longer stands alone."""
    groups: list[list[Sample]] = []
    size = limit
    for sample in samples:
        if size + len(sample.words) > limit:
            groups.append([])
            size = 0
        groups[-1].append(sample)
        size += len(sample.words)
    return [joined(group) for group in groups]


def stretches(sentence: Sequence[int], limit: int, phase: int = 0) -> list[tuple[int, int]]:
    """Words cut into stretches (first, last exclusive) of whole sentences up to `limit` words, the first `phase` words shorter.

    >>> stretches([1, 1, 2, 2, 3], 4), stretches([1, 1, 2, 2, 3], 4, 2)
    ([(0, 4), (4, 5)], [(0, 2), (2, 5)])
    """
    starts = [place for place in range(len(sentence)) if not place or sentence[place] != sentence[place - 1]]
    found: list[tuple[int, int]] = []
    room = limit - phase
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        if found and end - found[-1][0] <= room:
            found[-1] = (found[-1][0], end)
        else:
            room = limit if found else limit - phase
            found.append((start, end))
    return found


def in_bio(size: int, spans: Iterable[tuple[int, int, str]]) -> list[str | None]:
    """Spans of words (first, last exclusive, label) as BIO tags; where two overlap the earlier given one stands.

    >>> in_bio(4, [(1, 3, "Person")])
    ['O', 'B-Person', 'I-Person', 'O']
    """
    tags: list[str | None] = ["O"] * size
    for first, last, label in spans:
        if all(tag == "O" for tag in tags[first:last]):
            tags[first:last] = [f"B-{label}", *[f"I-{label}"] * (last - first - 1)]
    return tags


def spans_of(tags: Sequence[str | None]) -> list[tuple[int, int, str]]:
    """BIO tags as spans; a stray I- begins one.

    >>> spans_of(["O", "B-Person", "I-Person", "B-Person"])
    [(1, 3, 'Person'), (3, 4, 'Person')]
    """
    found: list[tuple[int, int, str]] = []
    start: int | None = None
    for place, tag in enumerate([*tags, "O"]):
        tag = tag or "O"
        if start is not None and (tag[:2] != "I-" or tag[2:] != (tags[start] or "O")[2:]):
            found.append((start, place, (tags[start] or "O")[2:]))
            start = None
        if start is None and tag != "O":
            start = place
    return found


def vocabulary(samples: Iterable[Sample], least: Mapping[str, int]) -> dict[str, list[str]]:
    """The labels of every column in a steady order, "O" first; those seen fewer than `least[column]` times are left out."""
    seen: dict[str, Counter[str]] = {}
    for sample in samples:
        for name, column in sample.columns.items():
            seen.setdefault(name, Counter()).update(label for label in column if label is not None)
    return {
        name: sorted(
            (label for label, times in counts.items() if times >= least.get(name, 1)), key=lambda label: (label != "O", label)
        )
        for name, counts in sorted(seen.items())
    }


def label_ids(sample: Sample, name: str, known: Mapping[str, int]) -> list[int]:
    """A column as numbers, NOTHING where it is silent or rare."""
    return [NOTHING if label is None else known.get(label, NOTHING) for label in sample.columns[name]]


def lemma_rule(form: str, lemma: str) -> str:
    """How the lemma is made from the form: letters cut from the end, letters added, ^ for a capital kept.

    >>> lemma_rule("bombings", "bombing"), lemma_rule("Syria", "Syria"), lemma_rule("went", "go")
    ('1+', '0^+', '4+go')
    """
    low, wanted = form.lower(), lemma.lower()
    same = 0
    while same < min(len(low), len(wanted)) and low[same] == wanted[same]:
        same += 1
    return f"{len(low) - same}{'^' if lemma[:1].isupper() else ''}+{wanted[same:]}"


def dumped(vocabularies: Mapping[str, Sequence[str]]) -> str:
    """The label file that ships with the weights."""
    return json.dumps(vocabularies, ensure_ascii=False, sort_keys=True, indent=0)
