"""A document becomes a Reading: sentences, one encoder pass, lemmas, quotations, labels."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import lemminflect

from tacitus.model.document import Document, ZoneKind
from tacitus.model.reading import Label, Reading, Sentence, Token
from tacitus.model.span import Span
from tacitus.reading.encoder import FREE, MUST, NEVER, Encoder, Run, Tagged
from tacitus.reading.quotes import find_quotes
from tacitus.reading.sentences import split
from tacitus.reading.tokens import Piece

Parser = Callable[[Document], Reading]
_INFLECTED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
_COMPARED = re.compile(r"(?:(?<!oth)er|est|se|st|ss)$")  # better, fiercest, worse, worst, less: else an adjective is its own lemma
_CLITICS = {"n't": "not", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will", "ca": "can", "wo": "will", "an": "a"}


def open_parser(weights: Path | None = None, threads: int = 1) -> tuple[Parser, str]:
    """The parser over the encoder under `weights` (the one that ships, by default), and the encoder's digest."""
    folder = weights or Path(str(resources.files("tacitus.reading").joinpath("weights")))
    encoder = Encoder(folder, threads)
    return (lambda document: read(document, encoder)), encoder.digest


def read(document: Document, encoder: Encoder) -> Reading:
    """Everything one pass gives."""
    parts = split(document)
    tagged = encoder.read([_run(pieces) for _, pieces in parts])
    return assemble(document, _regrouped(parts, tagged), tagged)


def _run(pieces: Sequence[Piece]) -> Run:
    """A sentence of the rules as the encoder's input: its end stands, and within it others may be found where a space follows."""
    ends = [FREE if piece.span.end < after.span.start else NEVER for piece, after in pairwise(pieces)]
    return Run(tuple(piece.text for piece in pieces), (*ends, MUST))


def _regrouped(parts: Sequence[tuple[ZoneKind, list[Piece]]], tagged: Sequence[Tagged]) -> list[tuple[ZoneKind, list[Piece]]]:
    """The same words in the encoder's sentences."""
    words = [(zone, piece) for zone, pieces in parts for piece in pieces]
    found: list[tuple[ZoneKind, list[Piece]]] = []
    at = 0
    for tags in tagged:
        own = words[at : at + len(tags.upos)]
        found.append((own[0][0], [piece for _, piece in own]))
        at += len(own)
    return found


def assemble(document: Document, parts: Sequence[tuple[ZoneKind, list[Piece]]], tagged: Sequence[Tagged]) -> Reading:
    """Sentences and their tags as one Reading: pure, so that tests can give the tags by hand."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Label] = []
    attribution: list[Label] = []
    for number, ((zone, pieces), tags) in enumerate(zip(parts, tagged, strict=True)):
        first = len(tokens)
        tokens += [_token(piece, tags, first, place, number) for place, piece in enumerate(pieces)]
        span = Span(pieces[0].span.start, pieces[-1].span.end)
        sentences.append(Sentence(number, span, first, len(tokens), zone))
        names += labels(pieces, _without_clauses(tags))
        for layer in tags.attribution:
            attribution += labels(pieces, layer)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.index)
    below = tuple(tuple(kids) for kids in children)
    return Reading(document, tuple(tokens), tuple(sentences), find_quotes(document), tuple(names), tuple(attribution), below)


def _without_clauses(tags: Tagged) -> list[tuple[str, float]]:
    """The names' tags, a time ending before a clause that it hangs on: "three days after gunmen raided ..." is three days."""
    found = list(tags.names)
    cut = False
    for place, (tag, _) in enumerate(tags.names):
        cut = tag == "I-Temporal" and (cut or tags.upos[place] in ("SCONJ", "VERB", "AUX"))
        if cut:
            found[place] = ("O", 0.0)
    return found


def _token(piece: Piece, tags: Tagged, first: int, place: int, sentence: int) -> Token:
    head = tags.heads[place]
    upos = tags.upos[place]
    at = first + head if head >= 0 else -1
    return Token(first + place, piece.span, piece.text, piece.norm, lemma(piece.norm, upos), upos, at, tags.deps[place], sentence)


@lru_cache(maxsize=65536)
def lemma(norm: str, upos: str) -> str:
    """The dictionary form; words that are not inflected are their own.

    >>> lemma("stranded", "VERB"), lemma("men", "NOUN"), lemma("n't", "PART")
    ('strand', 'man', 'not')
    """
    if norm in _CLITICS:
        return _CLITICS[norm]
    if norm == "'s" and upos in ("AUX", "VERB"):
        return "be"
    if upos not in _INFLECTED or not norm.isalpha() or len(norm) > 40 or (upos in ("ADJ", "ADV") and not _COMPARED.search(norm)):
        return norm
    known = lemminflect.getLemma(norm, "VERB" if upos == "AUX" else upos)
    return str(known[0]) if known else norm


def labels(pieces: Sequence[Piece], tags: Sequence[tuple[str, float]]) -> list[Label]:
    """BIO tags as labelled spans."""
    found: list[Label] = []
    start = 0
    for place in range(1, len(tags) + 1):
        kind = tags[start][0][2:]
        goes_on = place < len(tags) and tags[place][0] == f"I-{kind}" and tags[start][0] != "O"
        if goes_on:
            continue
        if tags[start][0] != "O":
            chance = sum(chance for _, chance in tags[start:place]) / (place - start)
            found.append(Label(Span(pieces[start].span.start, pieces[place - 1].span.end), kind, round(chance, 3)))
        start = place
    return found
