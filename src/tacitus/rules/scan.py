"""Many patterns looked for at once, in one pass over the tokens: which of them match from a token on.

The patterns become one automaton that goes without backtracking (its states are the atoms of all patterns, as in Glushkov's
construction): a set of states is a number with a bit an atom, so that a step is a few operations on whole numbers. It says
which patterns match, not what they capture: that is left to `Pattern.match`, which then runs on words that fit.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tacitus.model.reading import Token
from tacitus.rules.pattern import Atom, Capture, Chain, Either, Lemma, Match, Node, Pattern, Shape, Tag, Test, Times, Words


class Scan:
    """Some patterns, compiled together. Their numbers are their places among those given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._atoms: list[Atom] = []
        self._follow: list[int] = []
        self._owner: list[int] = []
        self._first = self._last = 0
        for number, pattern in enumerate(self._patterns):
            _, first, last = self._ends(pattern.root)
            self._first |= first
            self._last |= last
            self._owner += [number] * (len(self._atoms) - len(self._owner))
        self._words: dict[str, int] = {}
        self._lemmas: dict[str, int] = {}
        self._tags: dict[str, int] = {}
        self._shapes: dict[Shape, int] = {}
        self._others: dict[Test, int] = {}
        for place, atom in enumerate(self._atoms):
            self._sort(atom.test, 1 << place)
        self._other = sum(self._others.values())
        self._of_norm = lru_cache(maxsize=16384)(self._norm_fits)
        self._begins = lru_cache(maxsize=16384)(self._can_begin)
        self._after = lru_cache(maxsize=4096)(self._followers)

    def _ends(self, node: Node) -> tuple[bool, int, int]:
        """Whether a node can match nothing, the atoms it can begin with and those it can end with."""
        if isinstance(node, Atom):
            bit = 1 << len(self._atoms)
            self._atoms.append(node)
            self._follow.append(0)
            return False, bit, bit
        if isinstance(node, Capture):
            return self._ends(node.part)
        if isinstance(node, Times):
            empty, first, last = self._ends(node.part)
            if node.most > 1:
                self._lead(last, first)
            return empty or node.least == 0, first, last
        if isinstance(node, Either):
            ends = [self._ends(choice) for choice in node.choices]
            return any(empty for empty, _, _ in ends), _union(first for _, first, _ in ends), _union(last for _, _, last in ends)
        return self._chained(node)

    def _chained(self, node: Chain) -> tuple[bool, int, int]:
        empty, first, last = True, 0, 0
        for part in node.parts:
            gone, begins, finishes = self._ends(part)
            self._lead(last, begins)
            first |= begins if empty else 0
            last = finishes | (last if gone else 0)
            empty = empty and gone
        return empty, first, last

    def _lead(self, before: int, after: int) -> None:
        """Let each of some atoms be followed by others."""
        for place in _places(before):
            self._follow[place] |= after

    def _sort(self, test: Test, bit: int) -> None:
        """Put an atom where the words that fit it find it."""
        if isinstance(test, Words):
            for word in test.words:
                self._words[word] = self._words.get(word, 0) | bit
        elif isinstance(test, Lemma):
            self._lemmas[test.lemma] = self._lemmas.get(test.lemma, 0) | bit
        elif isinstance(test, Tag):
            self._tags[test.tag] = self._tags.get(test.tag, 0) | bit
        elif isinstance(test, Shape):
            self._shapes[test] = self._shapes.get(test, 0) | bit
        else:
            self._others[test] = self._others.get(test, 0) | bit

    def _followers(self, states: int) -> int:
        """The atoms that may follow some atoms."""
        return _union(self._follow[place] for place in _places(states))

    def _norm_fits(self, norm: str) -> int:
        return self._words.get(norm, 0) | _union(bits for shape, bits in self._shapes.items() if shape.fits(norm))

    def _can_begin(self, norm: str, lemma: str, tag: str) -> bool:
        """Whether a match may begin with a word: as a rule none does, and no more need be asked."""
        fits = self._norm_fits(norm) | self._lemmas.get(lemma, 0) | self._tags.get(tag, 0) | self._other
        return bool(fits & self._first)

    def _fits(self, token: Token, states: int) -> int:
        """Those of some states that a token fits."""
        fits = states & (self._of_norm(token.norm) | self._lemmas.get(token.lemma, 0) | self._tags.get(token.upos, 0))
        if states & self._other:
            for test, bits in self._others.items():
                if states & bits and test(token):
                    fits |= states & bits
        return fits

    def matches(self, tokens: Sequence[Token], at: int) -> list[tuple[int, Match]]:
        """The patterns that match from the token `at` on, by number, each with its longest match within the sentence."""
        found: list[tuple[int, Match]] = []
        if not self._begins(tokens[at].norm, tokens[at].lemma, tokens[at].upos):
            return found
        for number in self._likely(tokens, at):
            match = self._patterns[number].match(tokens, at)
            if match:
                found.append((number, match))
        return found

    def search(self, tokens: Sequence[Token]) -> list[list[Match]]:
        """For each pattern what its own `search` gives: its matches that do not overlap, from left to right."""
        found: list[list[Match]] = [[] for _ in self._patterns]
        for at, token in enumerate(tokens):
            if not self._begins(token.norm, token.lemma, token.upos):
                continue
            for number in self._likely(tokens, at):
                hit = None if found[number] and at < found[number][-1].last else self._patterns[number].match(tokens, at)
                if hit:
                    found[number].append(hit)
        return found

    def _likely(self, tokens: Sequence[Token], at: int) -> Sequence[int]:
        """The numbers of the patterns that match from the token `at` on, in order; a few may turn out not to."""
        states = self._fits(tokens[at], self._first)
        ended, sentence = 0, tokens[at].sentence
        while states:
            ended |= states & self._last
            at += 1
            if at == len(tokens) or tokens[at].sentence != sentence:
                break
            after = self._after(states)
            states = self._fits(tokens[at], after) if after else 0
        return list(dict.fromkeys([self._owner[place] for place in _places(ended)])) if ended else ()


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for bits in sets:
        whole |= bits
    return whole


def _places(bits: int) -> list[int]:
    """The places of the bits that are set, from the lowest."""
    found: list[int] = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
