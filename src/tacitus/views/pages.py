"""A report as a page: what a reader sees of a readout, in words, before anybody draws it."""

from dataclasses import dataclass
from typing import Any

from tacitus.format.figures import estimate_of
from tacitus.model.agreement import Agreement, Term
from tacitus.model.answers import HowMany, Standing
from tacitus.model.claim import Claim, ClaimPlace, Party
from tacitus.model.found import Basis, Found
from tacitus.model.group import Group, State
from tacitus.model.readout import Readout
from tacitus.views.plain import around, shortened, shown
from tacitus.views.wording import balance_words, chain_words, count_words, day_words, estimate_words, place_words, published_words

WORDS = 260  # characters of a clause that are shown around its trigger


@dataclass(frozen=True, slots=True)
class Slot:
    """One filler of a slot, and how it is known."""

    text: str
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim, ready to show. `words` are the clause before, at and after the trigger; `notes` its standing where it did not
    simply happen, and its hedge."""

    number: int
    said_by: str
    what: str
    notes: tuple[str, ...]
    agents: tuple[Slot, ...]
    targets: tuple[Slot, ...]
    where: tuple[Slot, ...]
    when: tuple[Slot, ...]
    counts: tuple[Slot, ...]
    words: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class StateLine:
    """What one claim (by its number) says of a group, or of a part of it."""

    who: str
    text: str
    said_by: str
    number: int


@dataclass(frozen=True, slots=True)
class GroupPage:
    name: str
    balance: str
    states: tuple[StateLine, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """`lines` are pairs of a label and what it says."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that were seen and not understood, by which step and why."""

    words: str
    step: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    title: str
    publisher: str
    published: str
    source: str
    claims: tuple[ClaimLine, ...]
    groups: tuple[GroupPage, ...]
    agreements: tuple[AgreementPage, ...]
    unclear: tuple[Unclear, ...]


def report_page(readout: Readout) -> ReportPage:
    """Everything that is shown of a report, claims in text order, numbered from 1."""
    document = readout.document
    claims = ordered(readout)
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    publisher = shown(document.publisher) if document.publisher else "publisher not known"
    return ReportPage(
        title=shown(document.title or "") or shortened(document.text, 80) or shown(document.key),
        publisher=f"{publisher}, from {shown(document.agency)}" if document.agency else publisher,
        published=published_words(readout.published),
        source=" · ".join((shown(document.key), *_sizes(readout))),
        claims=tuple(_claim(number, claim, readout) for number, claim in enumerate(claims, 1)),
        groups=tuple(_group(group, readout, numbers) for group in readout.groups),
        agreements=tuple(_agreement(agreement, readout, numbers) for agreement in readout.agreements),
        unclear=_unclear(readout),
    )


def _sizes(readout: Readout) -> tuple[str, ...]:
    """How much was read, and how much of it was found."""
    sizes = (
        ("word", len(readout.document.text.split())),
        ("claim", len(readout.claims)),
        ("saying", len(readout.sayings)),
        ("count", len(readout.counts)),
        ("place", len(readout.places)),
        ("time", len(readout.times)),
    )
    return tuple(f"{size:,} {name}" if size == 1 else f"{size:,} {name}s" for name, size in sizes)


def ordered(readout: Readout) -> tuple[Claim, ...]:
    """The claims in text order: the order of their numbers in every view."""
    return tuple(sorted(readout.claims, key=lambda claim: (claim.trigger, claim.kind)))


def _claim(number: int, claim: Claim, readout: Readout) -> ClaimLine:
    standing = (str(claim.standing),) if claim.standing is not Standing.HAPPENED else ()
    counts = ((bound, readout.counts[bound.count]) for bound in claim.counts)
    return ClaimLine(
        number=number,
        said_by=chain_words(claim.said_by),
        what=shown(claim.kind),
        notes=(*standing, *(("hedged",) if claim.hedged else ())),
        agents=_parties(claim.agents),
        targets=_parties(claim.targets),
        where=(Slot(where_words(claim.place, readout), claim.place.basis),) if claim.place else (),
        when=(Slot(day_words(claim.when.interval), claim.when.basis),) if claim.when else (),
        counts=tuple(Slot(counted(found, readout.figures), bound.basis) for bound, found in counts if found.value),
        words=around(readout.document.text, claim.evidence.cover(claim.trigger), claim.trigger, WORDS),
    )


def counted(found: Found[HowMany], policy: str | None) -> str:
    """A count in words; of people to whom something was done also its figures under the rule that was chosen."""
    words = count_words(found.value) if found.value else ""
    ruled = policy is not None and found.value is not None and found.value.outcome is not None
    return f"{words} [{estimate_words(estimate_of(found, policy))}]" if policy and ruled else words


def _parties(parties: tuple[Party, ...]) -> tuple[Slot, ...]:
    """Each name once."""
    seen = {shown(party.name): party.basis for party in reversed(parties)}
    return tuple(Slot(name, seen[name]) for name in dict.fromkeys(shown(party.name) for party in parties))


def where_words(place: ClaimPlace, readout: Readout) -> str:
    """A claim's place as the words give it."""
    where = readout.places[place.place].value
    if where is None or where.candidate is None:
        return f"{shown(place.name)}, {place.country}" if place.country else shown(place.name)
    other = where.relation.other if where.relation else None
    return place_words(where, readout.places[other].value if other is not None else None)


def _group(group: Group, readout: Readout, numbers: dict[str, int]) -> GroupPage:
    pairs = ((pair.field, numbers.get(pair.left, 0), numbers.get(pair.right, 0), shown(pair.why)) for pair in group.contradictions)
    return GroupPage(
        name=shown(group.name),
        balance=balance_words(group.balance),
        states=tuple(_state(state, readout, numbers) for state in group.states),
        contradictions=tuple(f"{field}: claims {left} and {right}: {why}" for field, left, right, why in pairs),
    )


def _state(state: State, readout: Readout, numbers: dict[str, int]) -> StateLine:
    counted = (readout.counts[count].value for count in state.counts)
    place = where_words(state.place, readout) if state.place else None
    day = day_words(state.when.interval) if state.when else None
    parts = (", ".join(count_words(value) for value in counted if value), shown(state.state), place, day)
    return StateLine(
        who="whole" if state.part is None else f"part {state.part + 1}",
        text=" · ".join(part for part in parts if part),
        said_by=chain_words(state.said_by),
        number=numbers.get(state.claim, 0),
    )


def _agreement(agreement: Agreement, readout: Readout, numbers: dict[str, int]) -> AgreementPage:
    effective = day_words(agreement.effective) if agreement.effective else f"not known: {agreement.effective_why_not or 'not said'}"
    claims = sorted(numbers[claim] for claim in agreement.claims if claim in numbers)
    breaches = sorted(numbers[claim] for claim in agreement.breaches if claim in numbers)
    lines = [
        ("parties", _names(agreement.parties)),
        ("status", shown(agreement.status)),
        ("in effect", shown(effective)),
        ("opposed by", _names(agreement.opposed_by)),
        *(("term", _term(term, readout)) for term in agreement.terms),
        ("breaches", ", ".join(f"claim {number}" for number in breaches)),
        ("told in", ", ".join(f"claim {number}" for number in claims)),
    ]
    return AgreementPage(shown(agreement.kind), tuple((label, text) for label, text in lines if text))


def _term(term: Term, readout: Readout) -> str:
    places = (
        (word, readout.places[place]) for word, place in (("from", term.from_place), ("to", term.to_place)) if place is not None
    )
    ways = " ".join(
        f"{word} {place_words(where.value) if where.value else shown(where.span.of(readout.document.text))}"
        for word, where in places
    )
    action = f"{shown(term.action)} ({ways})" if ways else shown(term.action)
    return f"{shown(term.obliges)}: {action}" if term.obliges else action


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(dict.fromkeys(shown(party.name) for party in parties))


def _unclear(readout: Readout) -> tuple[Unclear, ...]:
    """What was seen without a value, in text order, each reason once a stretch of words."""
    text = readout.document.text
    answers: tuple[Found[Any], ...] = (*readout.times, *readout.places, *readout.actors, *readout.counts, *readout.sayings)
    seen = [(found.span, found.maker.step, found.why_not) for found in answers if found.why_not]
    seen += [(skipped.span, skipped.step, skipped.why_not) for skipped in readout.skipped if skipped.span]
    in_order = sorted({(span, step, why_not) for span, step, why_not in seen if span and why_not})
    return tuple(Unclear(shortened(span.of(text), 60), step, shown(why_not)) for span, step, why_not in in_order)
