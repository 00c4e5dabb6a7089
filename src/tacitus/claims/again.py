"""The same happening told again in one report: one claim, with the later (or the headline's) words under `again`.

Precise on purpose: a headline and the body's fuller telling, or a definite noun that takes a happening up ("the strike"),
of the same kind, with parties, times, places and numbers that do not differ.
"""

from dataclasses import replace

from tacitus.model.claim import Claim, Party
from tacitus.model.document import ZoneKind
from tacitus.model.reading import Reading


def gather(reading: Reading, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims in text order, repeats taken into the fuller telling."""
    kept: list[Claim] = []
    for claim in claims:
        first = next((place for place, known in enumerate(kept) if _repeats(reading, known, claim)), None)
        if first is None:
            kept.append(claim)
            continue
        fuller, other = (claim, kept[first]) if _in_title(reading, kept[first]) else (kept[first], claim)
        kept[first] = replace(fuller, again=tuple(sorted({*fuller.again, *other.again, other.trigger})))
    return tuple(sorted(kept, key=lambda claim: claim.trigger))


def _repeats(reading: Reading, first: Claim, second: Claim) -> bool:
    if first.kind != second.kind or first.standing != second.standing:
        return False
    if not ((_in_title(reading, first) and not _in_title(reading, second)) or _takes_up(reading, second)):
        return False
    return _no_conflict(first, second)


def _in_title(reading: Reading, claim: Claim) -> bool:
    zone = reading.document.zone_at(claim.trigger.start)
    return zone is not None and zone.kind is ZoneKind.TITLE


def _takes_up(reading: Reading, claim: Claim) -> bool:
    """A noun with a definite article or a demonstrative and no number of its own: "the strike", "these attacks"."""
    inside = reading.inside(claim.trigger)
    heads = [token for token in inside if token.upos == "NOUN"]
    if not heads or any(token.upos in ("VERB", "NUM") for token in inside):
        return False
    marks = {kid.norm for kid in reading.kids(heads[-1].index, "det")}
    return bool(marks & {"the", "this", "these", "those", "that", "such"}) and not claim.counts


def _no_conflict(first: Claim, second: Claim) -> bool:
    if not _share(first.agents, second.agents) or not _share(first.targets, second.targets):
        return False
    if first.place and second.place and first.place.name != second.place.name:
        return False
    if first.when and second.when and first.when.interval != second.when.interval:
        return False
    numbers = {count.count for count in second.counts} - {count.count for count in first.counts}
    return not (numbers and first.counts)


def _share(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
    """Nobody named on one side, or somebody named on both."""
    if not left or not right:
        return True
    known = {name.casefold() for party in left for name in (party.name, *party.aliases)}
    again = {name.casefold() for party in right for name in (party.name, *party.aliases)}
    return bool(known & again or _words(left) & _words(right))


def _words(parties: tuple[Party, ...]) -> set[str]:
    return {word.casefold() for party in parties for word in party.name.split() if word[:1].isalpha() and len(word) > 3}
