"""Names taken out of words: those known to be hidden, the places, and capitalised words that nobody vouches for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tacitus.profiles.words import PARTICLES, PIECE, WORD, capital, finder, folded, pieces
from tacitus.rules.table import load_rows

NAME = "[name withheld]"
PLACE = "[place withheld]"
_GAP = " "
_JOINT = re.compile(r"[\s.\-‐‑'’\"“”]{0,3}")
Cut = tuple[int, int, str, str]  # from, to, what stands there instead, the rule


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A row of ordinary.toml."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ordinary.toml, `[[cue]]`."""

    id: str
    words: tuple[str, ...]
    yes: tuple[str, ...]


@cache
def cues() -> tuple[str, ...]:
    """The words after which a stranger is a place."""
    return tuple(word for row in load_rows(Cue, "tacitus.profiles", "ordinary.toml", "cue") for word in row.words)


@cache
def ordinary() -> tuple[Ordinary, ...]:
    return load_rows(Ordinary, "tacitus.profiles", "ordinary.toml")


@cache
def _words(leading: bool) -> tuple[frozenset[str], tuple[str, ...]]:
    """The ordinary words, and the phrases of several; `leading`: only those that may stand beside an unknown name."""
    told = [word for row in ordinary() if row.leads or not leading for word in row.words]
    return frozenset(folded(word) for word in told if len(pieces(word)) == 1), tuple(w for w in told if len(pieces(w)) > 1)


@dataclass(frozen=True, slots=True)
class Mask:
    """`hidden` are phrases with the rule that hides them, `places` likewise; `strangers` is the rule for words unknown, or None.
    `bodies` are phrases that may stand; `sites` says whether a place may that only its cue makes one."""

    hidden: tuple[tuple[str, tuple[str, ...]], ...] = ()
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()
    strangers: str | None = None
    bodies: tuple[str, ...] = ()
    sites: bool = False

    def text(self, text: str, touched: set[str]) -> str:
        """The text without what is hidden; the rules that took something are added to `touched`."""
        cuts = _joined(sorted(self._cuts(text), key=lambda cut: (cut[0], cut[3] == self.strangers)), text)
        touched.update(rule for _, _, _, rule in cuts)
        parts, at = [], 0
        for start, end, instead, _ in cuts:
            parts += [text[at:start], instead]
            at = end
        return "".join([*parts, text[at:]])

    def leads_to(self, address: str) -> str | None:
        """The rule whose hidden name stands in an address or a path, run together or not; None where none does."""
        low = folded(address)
        bare = "".join(pieces(address))
        for rule, phrases in (*self.hidden, *self.places):
            pattern = finder(phrases)
            run = ["".join(pieces(phrase)) for phrase in phrases]
            if (pattern and pattern.search(low)) or any(len(name) > 3 and name in bare for name in run):
                return rule
        return None

    def _cuts(self, text: str) -> Iterator[Cut]:
        low = folded(text.replace(NAME, _GAP * len(NAME)).replace(PLACE, _GAP * len(PLACE)))
        for layer, instead in ((self.hidden, NAME), (self.places, PLACE)):
            for rule, phrases in layer:
                pattern = finder(phrases)
                for found in pattern.finditer(low) if pattern else ():
                    if found[0] not in _words(True)[0] or capital(text[found.start() : found.end()]):
                        yield found.start(), found.end(), instead, rule
        if self.strangers and capital(text, figures=True):
            yield from self._unknown(text, low, self.strangers)

    def _unknown(self, text: str, low: str, rule: str) -> Iterator[Cut]:
        """The runs of capitalised words that hold one that is neither ordinary nor vouched for."""
        free = _covered(low, self.bodies)
        plain, leading = _ordinary(low, False), _ordinary(low, True)
        for run in _runs(text, free):
            unknown = [place for place, (start, end) in enumerate(run) if not _inside(text, start, end, plain)]
            if not unknown or (self.sites and _after_cue(low[: run[0][0]])):
                continue
            first = unknown[0]
            while first > 0 and not all(leading[slice(*run[first - 1])]):
                first -= 1
            yield run[first][0], run[-1][1], NAME, rule


def joined(masks: Iterable[Mask]) -> Mask:
    """One mask that hides whatever any of them hides."""
    some = list(masks)
    layers = (_united(mask.hidden for mask in some), _united(mask.places for mask in some))
    strangers = next((mask.strangers for mask in some if mask.strangers), None)
    bodies = tuple(dict.fromkeys(name for mask in some for name in mask.bodies))
    return Mask(*layers, strangers, bodies, all(mask.sites for mask in some))


def _united(layers: Iterable[tuple[tuple[str, tuple[str, ...]], ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrases of each rule, each once."""
    found: dict[str, dict[str, None]] = {}
    for layer in layers:
        for rule, phrases in layer:
            found.setdefault(rule, {}).update(dict.fromkeys(phrases))
    return tuple((rule, tuple(phrases)) for rule, phrases in found.items())


def _after_cue(before: str) -> bool:
    pattern = finder(cues())
    found = [match.end() for match in pattern.finditer(before)] if pattern else []
    return bool(found) and not before[found[-1] :].strip()


def _covered(low: str, phrases: tuple[str, ...]) -> bytearray:
    """One byte a letter: whether a phrase covers it."""
    seen = bytearray(len(low))
    pattern = finder(phrases)
    for found in pattern.finditer(low) if pattern else ():
        seen[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return seen


def _ordinary(low: str, leading: bool) -> bytearray:
    """The same for ordinary words."""
    single, several = _words(leading)
    seen = _covered(low, several)
    for found in PIECE.finditer(low):
        if found[0] in single:
            seen[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return seen


def _inside(text: str, start: int, end: int, seen: bytearray, least: int = 2) -> bool:
    """Whether the parts of a word that have a capital, and `least` letters, are covered: the first half of "Saudi-led"."""
    named = [found.span() for found in PIECE.finditer(text, start, end) if capital(found[0]) and len(found[0]) >= least]
    return all(all(seen[first:last]) for first, last in named)


def _runs(text: str, free: bytearray) -> Iterator[list[tuple[int, int]]]:
    """Capitalised words that stand side by side, with the particles between them, without those that are vouched for."""
    run: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []
    for start, end in _tokens(text):
        joined = bool(run) and _JOINT.fullmatch(text[(held or run)[-1][1] : start]) is not None
        named = not _inside(text, start, end, free, least=1)
        if run and joined and named:
            run, held = [*run, *held, (start, end)], []
        elif run and joined and text[start:end].lower() in PARTICLES:
            held.append((start, end))
        else:
            if run:
                yield run
            run, held = ([(start, end)] if named else []), []
    if run:
        yield run


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """The words, without the ending of a possessive and a last full stop."""
    for found in WORD.finditer(text):
        word = found[0]
        tail = 2 if re.search(r"['’ʼ]s$", word) else 0
        yield found.start(), found.end() - tail


def _joined(cuts: list[Cut], text: str) -> list[Cut]:
    """Cuts that overlap or touch are one."""
    done: list[Cut] = []
    for start, end, instead, rule in cuts:
        if done and (start < done[-1][1] or (instead == done[-1][2] and _JOINT.fullmatch(text[done[-1][1] : start]))):
            before = done.pop()
            done.append((before[0], max(before[1], end), before[2], before[3]))
        else:
            done.append((start, end, instead, rule))
    return done
