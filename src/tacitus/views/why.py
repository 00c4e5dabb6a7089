"""One claim explained: every slot with its words, how it is known, by which rule; every blank with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tacitus.errors import InputError
from tacitus.measures.number import policies
from tacitus.model.claim import Claim, Party
from tacitus.model.found import Found, Maker
from tacitus.model.readout import Readout
from tacitus.model.span import Span
from tacitus.views.pages import counted, ordered, where_words
from tacitus.views.plain import around, shortened, shown
from tacitus.views.wording import day_words

WORDS = 120


@dataclass(frozen=True, slots=True)
class Because:
    """A slot's filler: the words it was read from, its basis, the rules in the order they worked, and the reason in words.

    A blank has no `value`, only `why`.
    """

    slot: str
    value: str = ""
    words: str = ""
    basis: str = ""
    rules: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class WhyPage:
    """`clause` is the clause before, at and after the trigger, `at` the characters it stands at."""

    head: str
    clause: tuple[str, str, str]
    at: str
    slots: tuple[Because, ...]


def why_page(readout: Readout, number: int) -> WhyPage:
    """The explanation of the claim of that number, from 1, in text order. Raises InputError for a number that is none."""
    claims = ordered(readout)
    if not 1 <= number <= len(claims):
        raise InputError(_no_such(len(claims)))
    claim = claims[number - 1]
    whole = claim.evidence.cover(claim.trigger)
    return WhyPage(
        head=f"{shown(readout.document.key)}, claim {number} of {len(claims)}",
        clause=around(readout.document.text, whole, claim.trigger, 600),
        at=f"characters {whole.start} to {whole.end}, {claim.id}",
        slots=tuple(_slots(claim, readout)),
    )


def _no_such(claims: int) -> str:
    if not claims:
        return "it has no claims to explain"
    return f"it has {claims} claims: --why takes 1 to {claims}" if claims > 1 else "it has 1 claim: --why takes 1"


def _slots(claim: Claim, readout: Readout) -> Iterator[Because]:
    """In the order of the question: who says that what happened to whom, where, when and how many."""
    numbers = {other.id: str(number) for number, other in enumerate(ordered(readout), 1)}
    yield from _said_by(claim, readout)
    yield from _what(claim, readout)
    for slot, label, parties in (("agents", "who", claim.agents), ("targets", "to whom", claim.targets)):
        yield from (_party(label, party, readout) for party in parties)
        yield from _blank(claim, slot, label)
    yield from _where(claim, readout)
    yield from _when(claim, readout)
    for bound in claim.counts:
        found = readout.counts[bound.count]
        value = counted(found, readout.figures)
        why = shown(policies()[readout.figures].source) if readout.figures else ""
        yield Because("how many", value, _said(found.span, readout), str(bound.basis), _rules(bound.maker, found.maker), why)
    yield from _blank(claim, "counts", "how many")
    for label, ids in (("led to", claim.cause_of), ("came of", claim.effect_of)):
        if ids:
            yield Because(label, ", ".join(f"claim {numbers.get(other, '?')}" for other in ids))


def _said_by(claim: Claim, readout: Readout) -> Iterator[Because]:
    for place, mouth in enumerate(claim.said_by):
        who = "the publisher" if place == 0 and mouth.span is None else ""
        yield Because("who says", shown(mouth.name), _said(mouth.span, readout), why=shown(mouth.why_not or who))
    if claim.saying is not None:
        found = readout.sayings[claim.saying]
        if found.value:
            cue = _said(found.value.cue, readout)
            yield Because("saying", f"{found.value.strength}, {found.value.form}", cue, str(found.basis), _rules(found.maker))


def _what(claim: Claim, readout: Readout) -> Iterator[Because]:
    also = f"could also be {', '.join(claim.also)}" if claim.also else ""
    yield Because("what", shown(claim.kind), _said(claim.trigger, readout), "stated", _rules(claim.maker), also)
    for span in claim.again:
        yield Because("told again", "", _said(span, readout))
    yield Because("standing", f"{claim.standing}, hedged" if claim.hedged else str(claim.standing))
    for span in claim.instruments:
        yield Because("with what", shown(span.of(readout.document.text)), _said(span, readout), "stated")
    codes = (("PLOVER", claim.codes.plover), ("ACLED", claim.codes.acled), ("CAMEO", claim.codes.cameo), ("UCDP", claim.codes.ucdp))
    known = "; ".join(f"{scheme} {code}" for scheme, code in codes if code)
    if known:
        yield Because("codes", shown(known))


def _party(label: str, party: Party, readout: Readout) -> Because:
    found = readout.actors[party.actor] if party.actor is not None else None
    value = found.value if found else None
    about = ", ".join(part for part in (value.kind, value.country) if part) if value else ""
    makers = (party.maker, found.maker) if found else (party.maker,)
    return Because(label, shown(party.name), _said(party.span, readout), str(party.basis), _rules(*makers), shown(about))


def _where(claim: Claim, readout: Readout) -> Iterator[Because]:
    place = claim.place
    if place is None:
        yield from _blank(claim, "place", "where")
        return
    found = readout.places[place.place]
    where = found.value
    reasons = [where.why] if where else []
    if where and where.others:
        reasons.append("not " + ", ".join(f"{other.name} ({other.country}, {other.kind})" for other in where.others[:3]))
    point = f" [{place.point.lat:.3f}, {place.point.lon:.3f}]" if place.point else ""
    value = where_words(place, readout) + point
    yield _because("where", value, found, readout, str(place.basis), place.maker, "; ".join(reasons))


def _when(claim: Claim, readout: Readout) -> Iterator[Because]:
    when = claim.when
    if when is None:
        yield from _blank(claim, "when", "when")
        return
    days = day_words(when.interval)
    if when.time is None:
        yield Because("when", days, "", str(when.basis), _rules(when.maker))
        return
    found = readout.times[when.time]
    yield _because("when", days, found, readout, str(when.basis), when.maker, found.value.why if found.value else "")


def _because(slot: str, value: str, found: Found[Any], readout: Readout, basis: str, maker: Maker, why: str) -> Because:
    return Because(slot, value, _said(found.span, readout), basis, _rules(maker, found.maker), shown(why))


def _blank(claim: Claim, slot: str, label: str) -> Iterator[Because]:
    return (Because(label, why=shown(blank.why_not)) for blank in claim.blanks if blank.slot == slot)


def _said(span: Span | None, readout: Readout) -> str:
    return shortened(span.of(readout.document.text), WORDS) if span else ""


def _rules(*makers: Maker) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{maker.step}/{maker.rule}" for maker in makers))
