"""What a format of an export is: how it is written, what is put beside it, what it needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from tacitus.views.export.sheet import Sheet


def _nothing() -> None:
    """Most formats need nothing that is not installed."""


@dataclass(frozen=True, slots=True)
class Form:
    """`beside` are the files that go with it, by their endings; `ready` raises InputError where something is missing."""

    write: Callable[[Sheet, BinaryIO], None]
    beside: Mapping[str, Callable[[Sheet], bytes]] = field(default_factory=dict)
    ready: Callable[[], None] = _nothing


def text_form(lines: Callable[[Sheet], Iterator[str]], **beside: Callable[[Sheet], bytes]) -> Form:
    """A format that is text: UTF-8, written piece by piece."""

    def write(sheet: Sheet, out: BinaryIO) -> None:
        for line in lines(sheet):
            out.write(line.encode())

    return Form(write, {f".{name}.csv": make for name, make in beside.items()})
