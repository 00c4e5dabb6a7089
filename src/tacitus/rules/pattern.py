"""One small matcher over a Reading: patterns of words, lemmas, tags and named classes.

The language of the `find` fields of the tables, elements parted by spaces:

    late last month       words, compared with Token.norm (case-folded, plain apostrophes)
    last|past             any one of them
    @agree                a lemma            ^VERB      a part of speech (upos)
    WEEKDAY               a class: an upper-case name that the caller gives a set of words or a test for
    the?  ^ADJ*  ^NUM+    optional, any number, one or more
    (the only)?           a group; (a few|one) has alternatives of several words
    n=NUMBER              what it matched is captured under the name `n`

Matches are leftmost, then longest, and never cross a sentence end.

>>> from tacitus.rules.pattern import compile_pattern
>>> compile_pattern("late|early last month").words
('early', 'late')
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tacitus.errors import TableError
from tacitus.model.reading import Token

Test = Callable[[Token], bool]
Classes = Mapping[str, "frozenset[str] | Test"]
Captures = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` (half-open) of the sequence that was searched, and what was captured, in the same count."""

    first: int
    last: int
    captures: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Words:
    """One of some words."""

    words: frozenset[str]

    def __call__(self, token: Token) -> bool:
        return token.norm in self.words


@dataclass(frozen=True, slots=True)
class Lemma:
    """Any form of a word."""

    lemma: str

    def __call__(self, token: Token) -> bool:
        return token.lemma == self.lemma


@dataclass(frozen=True, slots=True)
class Tag:
    """Any word of a part of speech."""

    tag: str

    def __call__(self, token: Token) -> bool:
        return token.upos == self.tag


@dataclass(frozen=True, slots=True)
class Shape:
    """A word by how its norm is written: `fits` tells of a norm whether it is such a one."""

    fits: Callable[[str], bool]

    def __call__(self, token: Token) -> bool:
        return self.fits(token.norm)


@dataclass(frozen=True, slots=True)
class Atom:
    """One word that passes a test."""

    test: Test

    def ends(self, tokens: Sequence[Token], at: int, seen: Captures) -> Iterator[tuple[int, Captures]]:
        if at < len(tokens) and self.test(tokens[at]):
            yield at + 1, seen


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts that follow one another."""

    parts: tuple["Node", ...]

    def ends(self, tokens: Sequence[Token], at: int, seen: Captures, done: int = 0) -> Iterator[tuple[int, Captures]]:
        if done == len(self.parts):
            yield at, seen
            return
        for end, caught in self.parts[done].ends(tokens, at, seen):
            yield from self.ends(tokens, end, caught, done + 1)


@dataclass(frozen=True, slots=True)
class Either:
    """One of several parts."""

    choices: tuple["Node", ...]

    def ends(self, tokens: Sequence[Token], at: int, seen: Captures) -> Iterator[tuple[int, Captures]]:
        for choice in self.choices:
            yield from choice.ends(tokens, at, seen)


@dataclass(frozen=True, slots=True)
class Times:
    """A part again and again."""

    part: "Node"
    least: int
    most: int

    def ends(self, tokens: Sequence[Token], at: int, seen: Captures, done: int = 0) -> Iterator[tuple[int, Captures]]:
        if done < self.most:
            for end, caught in self.part.ends(tokens, at, seen):
                if end > at:
                    yield from self.ends(tokens, end, caught, done + 1)
        if done >= self.least:
            yield at, seen


@dataclass(frozen=True, slots=True)
class Capture:
    """A part whose words are kept under a name."""

    name: str
    part: "Node"

    def ends(self, tokens: Sequence[Token], at: int, seen: Captures) -> Iterator[tuple[int, Captures]]:
        for end, caught in self.part.ends(tokens, at, seen):
            yield end, {**caught, self.name: (at, end)}


Node = Atom | Chain | Either | Times | Capture


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `words` are the words it can begin with; empty where it can begin with anything."""

    source: str
    words: tuple[str, ...]
    root: Node = field(repr=False)

    def match(self, tokens: Sequence[Token], at: int) -> Match | None:
        """The longest match that begins at the token `at`, within the sentence of that token."""
        best: tuple[int, Captures] | None = None
        for end, caught in self.root.ends(tokens, at, {}):
            if end > at and tokens[end - 1].sentence == tokens[at].sentence and (best is None or end > best[0]):
                best = (end, caught)
        return Match(at, best[0], best[1]) if best else None

    def search(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """All matches that do not overlap, from left to right."""
        at, starts = 0, frozenset(self.words)
        while at < len(tokens):
            hit = self.match(tokens, at) if not starts or tokens[at].norm in starts else None
            if hit:
                yield hit
            at = hit.last if hit else at + 1


_PIECE = re.compile(r"\(|\)|\||[^\s()|]+|\s+")


def compile_pattern(source: str, classes: Classes | None = None) -> Pattern:
    """Compile a pattern; `classes` gives each upper-case name its words or its test. Raises TableError."""
    pieces = _PIECE.findall(source)
    root, at = _choices(pieces, 0, source, classes or {})
    if at != len(pieces):
        raise TableError(f"pattern {source!r}: a ) too many")
    first = _first_words(root)
    return Pattern(source, tuple(first or ()), root)


def _choices(pieces: list[str], at: int, source: str, classes: Classes) -> tuple[Node, int]:
    """Alternatives: at the top only single words are joined by |, within a group whole chains are."""
    chains: list[list[Node]] = [[]]
    tight = False
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        if piece == "|":
            tight = at > 0 and not pieces[at - 1].isspace() and at + 1 < len(pieces) and not pieces[at + 1].isspace()
            at += 1
            if not tight or _in_group_of_chains(pieces, at):
                chains.append([])
                tight = False
            continue
        if piece.isspace():
            at += 1
            continue
        node, at = _item(pieces, at, source, classes)
        if tight and chains[-1]:
            chains[-1][-1] = _join(chains[-1][-1], node)
            tight = False
        else:
            chains[-1].append(node)
    nodes = [Chain(tuple(chain)) for chain in chains]
    return (nodes[0] if len(nodes) == 1 else Either(tuple(nodes))), at


def _in_group_of_chains(pieces: list[str], at: int) -> bool:
    """Whether the | before `at` stands in a group whose alternatives have several words."""
    depth, spaced, place = 0, False, at
    while place < len(pieces):
        depth += (pieces[place] == "(") - (pieces[place] == ")")
        if depth < 0:
            break
        spaced |= depth == 0 and pieces[place].isspace()
        place += 1
    closed = depth < 0
    depth, place = 0, at - 1
    while place >= 0 and depth <= 0:
        depth += (pieces[place] == "(") - (pieces[place] == ")")
        if depth > 0:
            break
        spaced |= depth == 0 and pieces[place].isspace()
        place -= 1
    return closed and spaced


def _join(left: Node, right: Node) -> Node:
    """Left and right as alternatives; a quantifier or a capture on either end holds for all of them."""
    if isinstance(left, Capture):
        return Capture(left.name, _join(left.part, right))
    if isinstance(right, Times):
        return Times(_join(left, right.part), right.least, right.most)
    if isinstance(left, Atom) and isinstance(right, Atom) and isinstance(left.test, Words) and isinstance(right.test, Words):
        return Atom(Words(left.test.words | right.test.words))
    return Either((left, right))


def _item(pieces: list[str], at: int, source: str, classes: Classes) -> tuple[Node, int]:
    piece = pieces[at]
    if piece == "(" or (piece.endswith("=") and at + 1 < len(pieces) and pieces[at + 1] == "("):
        start = at + 1 if piece == "(" else at + 2
        inner, at = _choices(pieces, start, source, classes)
        if at >= len(pieces):
            raise TableError(f"pattern {source!r}: a ( is never closed")
        at += 1
        node: Node = inner
        if at < len(pieces) and pieces[at] in ("?", "*", "+"):
            node, at = _counted(node, pieces[at]), at + 1
        return (node if piece == "(" else Capture(piece[:-1], node)), at
    return _word(piece, source, classes), at + 1


def _word(piece: str, source: str, classes: Classes) -> Node:
    name, sign, rest = piece.partition("=")
    if sign and name.isidentifier() and rest:
        return Capture(name, _word(rest, source, classes))
    if len(piece) > 1 and piece[-1] in "?*+":
        return _counted(_word(piece[:-1], source, classes), piece[-1])
    return Atom(_test(piece, source, classes))


def _counted(node: Node, sign: str) -> Node:
    least, most = {"?": (0, 1), "*": (0, 12), "+": (1, 12)}[sign]
    return Times(node, least, most)


def _test(piece: str, source: str, classes: Classes) -> Test:
    if piece[0] == "@" and len(piece) > 1:
        return Lemma(piece[1:])
    if piece[0] == "^" and len(piece) > 1:
        return Tag(piece[1:])
    if piece.isupper() and len(piece) > 1 and piece.replace("_", "").isalpha():
        if piece not in classes:
            raise TableError(f"pattern {source!r}: no class {piece}; known are {', '.join(sorted(classes)) or 'none'}")
        members = classes[piece]
        return Words(members) if isinstance(members, frozenset) else members
    return Words(frozenset({piece.casefold()}))


def _first_words(node: Node) -> list[str] | None:
    """The words that a match can begin with; None for "anything"."""
    if isinstance(node, Atom):
        return sorted(node.test.words) if isinstance(node.test, Words) else None
    if isinstance(node, Capture | Times):
        return _first_words(node.part)
    if isinstance(node, Either):
        found = [_first_words(choice) for choice in node.choices]
        return None if any(words is None for words in found) else [word for words in found for word in words or []]
    words: list[str] = []
    for part in node.parts:
        more = _first_words(part)
        if more is None:
            return None
        words += more
        if not (isinstance(part, Times) and part.least == 0):
            return words
    return None
