"""Universal Dependencies' treebanks as samples: tags, features, lemma rules, trees, sentence ends, GUM's mentions.

GUM's fiction and wikiHow documents are under non-commercial licences and are left out.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from train.samples import Sample, lemma_rule

NON_COMMERCIAL = ("GUM_fiction_", "GUM_whow_")
_MARK = re.compile(r"\((\d+)-([a-z]+)-[^()]*\)?|(\d+)\)")


def sentences(path: Path, free_only: bool = True) -> Iterator[tuple[str, Sample]]:
    """(document, sentence) pairs of a CoNLL-U file; with `free_only` without the non-commercial documents."""
    document, rows = "", list[list[str]]()
    open_mentions: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                document, open_mentions = line.partition("=")[2].strip(), []
            elif line[0].isdigit():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif not line.strip() and rows:
                if not (free_only and document.startswith(NON_COMMERCIAL)):
                    yield document, _sample(rows, open_mentions if document.startswith("GUM_") else None)
                rows = []


def _sample(rows: list[list[str]], mentions: list[tuple[str, str]] | None) -> Sample:
    columns = {
        "upos": tuple(row[3] for row in rows),
        "feats": tuple(row[5] for row in rows),
        "lemma": tuple(lemma_rule(row[1], row[2]) for row in rows),
        "dep": tuple(row[7] for row in rows),
        "mention": tuple(_mentions(rows, mentions)) if mentions is not None else (None,) * len(rows),
    }
    words = tuple(row[1] for row in rows)
    return Sample("trees", words, (1,) * len(words), columns, tuple(int(row[6]) for row in rows))


def _mentions(rows: list[list[str]], still_open: list[tuple[str, str]]) -> Iterator[str]:
    """The innermost mention over each word, in BIO; `still_open` is the stack of mentions, as (number, type)."""
    began: set[str] = set()
    before: tuple[str, str] | None = None
    for row in rows:
        cell = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        closing = []
        for mark in _MARK.finditer(cell):
            if mark[1]:
                still_open.append((mark[1], mark[2]))
                began.discard(mark[1])
                if mark[0].endswith(")"):
                    closing.append(mark[1])
            else:
                closing.append(mark[3])
        top = still_open[-1] if still_open else None
        if top is None:
            yield "O"
        else:
            yield f"{'I' if top == before and top[0] in began else 'B'}-{top[1]}"
            began.add(top[0])
        before = top
        for number in closing:
            _close(still_open, number)


def _close(still_open: list[tuple[str, str]], number: str) -> None:
    for place in range(len(still_open) - 1, -1, -1):
        if still_open[place][0] == number:
            del still_open[place]
            return


def documents(path: Path, free_only: bool = True) -> list[list[Sample]]:
    """The sentences of each document, in order."""
    found: list[list[Sample]] = []
    last = None
    for document, sample in sentences(path, free_only):
        if document != last:
            found.append([])
            last = document
        found[-1].append(sample)
    return found
