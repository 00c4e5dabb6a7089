"""What a step found: the words, the value, how it is known and which rule says so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from tacitus.model.span import Span

T = TypeVar("T")


class Basis(StrEnum):
    """How a value is known. There is no "default": what is not known has no value. Only a person's review corrects."""

    STATED = "stated"
    DERIVED = "derived"
    INHERITED = "inherited"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Maker:
    """The step that made a value and the id of the table row (or the named rule) it went by."""

    step: str
    rule: str


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """`value` is what `span` means; where it is None, `why_not` says why. `others` is what it nearly was."""

    span: Span
    value: T | None
    basis: Basis
    maker: Maker
    why_not: str | None = None
    others: tuple[T, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.why_not is None):
            raise ValueError("a Found has either a value or a reason why not, never both, never neither")


def found(span: Span, value: T, step: str, rule: str, basis: Basis = Basis.STATED, others: tuple[T, ...] = ()) -> Found[T]:
    """A Found with a value."""
    return Found(span, value, basis, Maker(step, rule), None, others)


def unresolved(span: Span, why_not: str, step: str, rule: str) -> "Found[T]":
    """A Found without a value: the words were seen, and this is why nothing is made of them."""
    return Found(span, None, Basis.STATED, Maker(step, rule), why_not)
