"""Copies: which texts are printed from one another, the words that show it, and the families that they make."""

from dataclasses import dataclass

from tacitus.model.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in both texts, in their own characters; only white space, punctuation and case may differ."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents that carry one text. `left` < `right` are ids.

    The shares are of the words that a text says in its own voice (outside quotation marks): how many stand in the other, 0 to 1.
    `how` is "same text", "shared passages" or "agency credit + passages".
    """

    left: str
    right: str
    share_left: float
    share_right: float
    passages: tuple[Passage, ...]
    how: str

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise ValueError(f"a copy names its documents in order, not {self.left}, {self.right}")


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that carry one text: one voice. `members` are ids in order.

    `root` is the agency that the members credit or else the id of the member published first; None where neither is known. `why`
    says how it is known or why not.
    """

    id: str
    members: tuple[str, ...]
    root: str | None
    why: str
