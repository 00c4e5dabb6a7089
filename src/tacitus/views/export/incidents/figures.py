"""The figures that one row can say: a whole toll under one policy, its parts, and where each is from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tacitus.model.versions import Figures, Toll
from tacitus.views.export.incidents.cell import Cell, Origin, Words, empty
from tacitus.views.export.incidents.weighed import Story

AMONG = " among "  # what marks a toll of a part: children among civilians


@dataclass(frozen=True, slots=True)
class Told:
    """One toll under one policy."""

    toll: Toll
    figures: Figures
    story: Story

    def cell(self, column: str, rule: str, suggested: str | None = None) -> Cell:
        """The low, the best or the high, with the claims and the words that give it."""
        value = getattr(self.figures, column)
        if value is None:
            return empty(f"no figure: told only as {', '.join(self.words) or 'a word'}")
        return self.origin(column).cell(whole(value), f"{rule}: {self.figures.rule}", suggested)

    def origin(self, column: str) -> Origin:
        """The claims that give a figure, and their numbers."""
        giving = [place for place in self.figures.places if column in place.roles] or list(self.figures.places)
        claims = tuple(dict.fromkeys(place.claim for place in giving))
        return Origin(self.figures.rule, claims, self._quotes({(place.claim, place.count) for place in giving}))

    def _quotes(self, wanted: set[tuple[str, int]]) -> Words:
        held = ((claim, told) for claim in sorted({claim for claim, _ in wanted}) for told in self.story.claims[claim].counts)
        return tuple((claim, told.quote) for claim, told in held if (claim, told.count) in wanted)

    @property
    def words(self) -> list[str]:
        """The numbers as they were told."""
        return [quote.text for _, quote in self._quotes({(place.claim, place.count) for place in self.figures.places})]


def whole(value: float) -> int:
    """A figure as a whole number: half a person is none more."""
    return int(value)


def tolls(story: Story, outcome: str, policy: str) -> Iterator[Told]:
    """Every toll of one outcome, under one policy."""
    for toll in story.tolls:
        if toll.outcome == outcome:
            yield from (Told(toll, figures, story) for figures in toll.figures if figures.policy == policy)


def main(story: Story, outcome: str, policy: str) -> Told | None:
    """The toll for all people; else the only one there is. Parts of a toll (children among civilians) stand for none."""
    found = [told for told in tolls(story, outcome, policy) if AMONG not in told.toll.whom]
    people = [told for told in found if told.toll.whom == "people"]
    return (people or found)[0] if people or len(found) == 1 else None


def part(story: Story, outcome: str, policy: str, whom: Sequence[str]) -> Told | None:
    """The toll of one sort of people, by the words that a toll has for them."""
    return next((told for told in tolls(story, outcome, policy) if told.toll.whom in whom), None)


def why_none(story: Story, outcome: str) -> str:
    """Why there is no toll for all."""
    told = sorted({toll.whom for toll in story.tolls if toll.outcome == outcome})
    if not told:
        return f"no claim tells of people {outcome}"
    return f"nobody tells of all who were {outcome}, only of {', '.join(told)}"
