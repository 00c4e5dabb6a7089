"""Who answers for a claim: the publisher, then each source whose words hold the trigger, from the outermost in."""

from collections.abc import Iterator, Sequence

from tacitus.model.answered import Answers
from tacitus.model.answers import Mouth, SaidBy, What
from tacitus.model.found import Found
from tacitus.model.reading import Reading
from tacitus.model.span import Span

PUBLISHER = "publisher"


def publisher(reading: Reading) -> Mouth:
    """The first mouth: the publisher by name, or as "publisher" where it is unknown."""
    name = reading.document.publisher
    return Mouth(name) if name else Mouth(PUBLISHER, why_not="the report does not name its publisher")


def mouths(
    reading: Reading, what: Found[What], sayings: Sequence[tuple[int, SaidBy]]
) -> tuple[tuple[Mouth, ...], int | None, bool]:
    """The chain, the index of the innermost saying (None in the publisher's own voice) and whether hearsay hedges it.

    `sayings` are those with reported words.
    """
    near = [(place, saying) for place, saying in sayings if saying.content.overlaps(what.span)]
    holding = [(place, saying) for place, saying in near if holds(saying, what.span)]
    holding.sort(key=lambda pair: (-_size(pair[1]), pair[0]))
    chain = [publisher(reading)]
    for _, saying in holding:
        if saying.source.name.casefold() != chain[-1].name.casefold():
            chain.append(saying.source)
    hedged = any(saying.form == "implied" for _, saying in holding)
    return tuple(chain), (holding[-1][0] if holding else None), hedged


def reported(answers: Answers) -> Iterator[tuple[int, SaidBy]]:
    """The sayings with reported words, each with its index. Who only speaks of a thing (criticised the raid) does not answer for
    it: such a saying is implied and names its source; hearsay is implied and names nobody."""
    for place, found in enumerate(answers.sayings):
        if found.value and (found.value.form != "implied" or found.value.source.span is None):
            yield place, found.value


def holds(saying: SaidBy, span: Span) -> bool:
    """Whether words stand inside what is said (in one of its parts, where a cue breaks it)."""
    parts = saying.content_parts or (saying.content,)
    return any(part.overlaps(span) and (part.contains(span) or _mostly(part, span)) for part in parts)


def _mostly(part: Span, span: Span) -> bool:
    shared = min(part.end, span.end) - max(part.start, span.start)
    return 2 * shared > len(span)


def _size(saying: SaidBy) -> int:
    return sum(len(part) for part in saying.content_parts or (saying.content,))
