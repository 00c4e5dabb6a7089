"""Which reports a run reads, in which order: every input in turn, its reports as they come, or one shard of them."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from tacitus.errors import InputError
from tacitus.intake.options import Options
from tacitus.intake.sources import check, sources
from tacitus.model.source import Skipped, Source


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a report stands in the run: the number of its input and its number in there, both from 0."""

    input: int
    report: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report with its position; `source` is Skipped where not even its bytes could be had."""

    position: Position
    source: Source | Skipped

    @property
    def digest(self) -> str:
        """The sha256 of everything that reading it depends on."""
        if isinstance(self.source, Skipped):
            return _digest([self.source.key, self.source.step, self.source.why_not], b"")
        source = self.source
        return _digest([source.key, source.uri, source.media_type, source.charset, asdict(source.given)], source.data)


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` (from 1) of `of` parts of a run.

    >>> Shard.parse("3/40")
    Shard(number=3, of=40)
    """

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> "Shard":
        """From "3/40". Raises InputError."""
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            raise InputError(f"--shard {text}: give a part and the number of parts, such as 3/40")
        return cls(int(match[1]), int(match[2]))

    def holds(self, place: int) -> bool:
        return place % self.of == self.number - 1


def arrivals(
    locators: Sequence[str], options: Options, shard: Shard | None = None, after: Position | None = None
) -> Iterator[Arrival]:
    """The reports of a run (or of one shard), opened only as they are asked for.

    Inputs that end before `after` are not opened again; the input of `after` is, from its start. Reports are dealt to the
    shards in turn; an address is dealt whole, so that no page is fetched by more than one shard. Raises InputError for
    options that can never be right; an input that cannot be used is Skipped, and the others are read.
    """
    check(options)
    for number, locator in enumerate(locators):
        if after and number < after.input:
            continue
        whole = is_address(locator)
        if shard and whole and not shard.holds(number):
            continue
        for place, source in enumerate(_sources(locator, options)):
            if shard is None or whole or shard.holds(number + place):
                yield Arrival(Position(number, place), source)


def _sources(locator: str, options: Options) -> Iterator[Source | Skipped]:
    try:
        yield from sources(locator, options)
    except InputError as error:
        yield Skipped(locator, "intake", str(error).removeprefix(f"{locator}: "))


def is_address(locator: str) -> bool:
    """Whether an input comes from the network, and may differ the next time."""
    return locator.lower().startswith(("http://", "https://"))


def _digest(parts: list[object], data: bytes) -> str:
    packed = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode() + b"\0" + data).hexdigest()
