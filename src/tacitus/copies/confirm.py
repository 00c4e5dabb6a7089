"""Whether two texts are copies: the words that both tell in their own voice, by passages, and how much of each text they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tacitus.copies.passages import Run, runs
from tacitus.copies.words import Words, words_of
from tacitus.model.copy import Copy, Passage

LEAST = 8  # words of a passage
TOLD = 40  # words that a text must tell in its own voice, below which only the same text is a copy
SHARED = 30  # words told by both
SHARE = 0.3  # of the words told by one of the two
CREDITED = 0.15  # the same, where both credit one agency


@dataclass(frozen=True, slots=True)
class Compared:
    """What two texts have in common. `how` is None where they are no copies; `why` says so in either case.

    `passages` are told by both; `quotations` stand in quotation marks in one of them, and prove a common source only.
    """

    share_left: float
    share_right: float
    passages: tuple[Passage, ...]
    quotations: tuple[Passage, ...]
    how: str | None
    why: str

    @property
    def share(self) -> float:
        return max(self.share_left, self.share_right)


def compare(left_text: str, right_text: str, agency: bool = False) -> Compared:
    """Any two texts, side by side. `agency` says that both credit one agency: then a smaller share is enough."""
    return compare_words(words_of(left_text), words_of(right_text), agency)


def compare_words(left: Words, right: Words, agency: bool = False) -> Compared:
    """The same for texts whose words are known. Exchanging the texts exchanges the sides of the answer and nothing else."""
    if (right.text, right.fold) < (left.text, left.fold):
        return _turned(compare_words(right, left, agency))
    if not left or not right:
        return Compared(0.0, 0.0, (), (), None, "one of them has no words")
    if left.fold == right.fold:
        whole = _passages(left, right, [Run(0, 0, len(left))])
        return Compared(1.0, 1.0, whole, (), "same text", "word for word the same")
    return _judged(left, right, runs(left, right, LEAST), agency)


def confirm(left_text: str, right_text: str, agency: bool = False) -> Compared | None:
    """What shows that two texts are copies, or None."""
    compared = compare(left_text, right_text, agency)
    return compared if compared.how else None


def copy_of(left_id: str, right_id: str, compared: Compared) -> Copy | None:
    """The copy that a comparison of two documents shows, if it shows one; the ids in the order of the texts compared."""
    if right_id < left_id:
        return copy_of(right_id, left_id, _turned(compared))
    if compared.how is None or left_id == right_id:
        return None
    return Copy(left_id, right_id, compared.share_left, compared.share_right, compared.passages, compared.how)


def _turned(compared: Compared) -> Compared:
    return replace(
        compared,
        share_left=compared.share_right,
        share_right=compared.share_left,
        passages=tuple(Passage(one.right, one.left) for one in compared.passages),
        quotations=tuple(Passage(one.right, one.left) for one in compared.quotations),
    )


def _judged(left: Words, right: Words, shared: Sequence[Run], agency: bool) -> Compared:
    told = {run: steps for run in shared if len(steps := _told(left, right, run)) >= LEAST}
    on_left = {run.left + step for run, steps in told.items() for step in steps}
    on_right = {run.right + step for run, steps in told.items() for step in steps}
    share_left, share_right = _share(len(on_left), sum(left.told)), _share(len(on_right), sum(right.told))
    least, both = min(sum(left.told), sum(right.told)), min(len(on_left), len(on_right))
    how, why = _verdict(least, both, max(share_left, share_right), agency)
    quotations = _passages(left, right, [run for run in shared if run not in told])
    if how is None and quotations and not told:
        why = "they share quotations only: one source, two reports"
    return Compared(share_left, share_right, _passages(left, right, list(told)), quotations, how, why)


def _told(left: Words, right: Words, run: Run) -> list[int]:
    """The steps of a run whose words both texts tell in their own voice."""
    return [step for step in range(run.many) if left.told[run.left + step] and right.told[run.right + step]]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _verdict(told: int, shared: int, share: float, agency: bool) -> tuple[str | None, str]:
    if told < TOLD:
        return None, f"too short: one tells {told} words of its own, {TOLD} are needed unless both are the same"
    if shared < SHARED:
        return None, f"{shared} words told by both, {SHARED} are needed"
    if share >= SHARE:
        return "shared passages", f"{shared} words told by both, {share:.0%} of one of them"
    if agency and share >= CREDITED:
        return "agency credit + passages", f"one agency credited by both, {shared} words told by both, {share:.0%} of one of them"
    return None, f"{shared} words told by both are {share:.0%} of either, {SHARE:.0%} are needed"


def _passages(left: Words, right: Words, shared: Sequence[Run]) -> tuple[Passage, ...]:
    parts = [part for run in shared for part in _parts(left, right, run)]
    return tuple(Passage(left.span(part.left, part.many), right.span(part.right, part.many)) for part in parts)


def _parts(left: Words, right: Words, run: Run) -> Iterator[Run]:
    """A run cut where something of either text was left out, so that its characters hold nothing else."""
    cuts = [step for step in range(1, run.many) if run.left + step in left.holes or run.right + step in right.holes]
    for first, last in pairwise([0, *cuts, run.many]):
        yield Run(run.left + first, run.right + first, last - first)
