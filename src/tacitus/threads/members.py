"""What is compared: each group of a report, and each single claim that speaks of a body, with the facts that can tell it.

A fact is read from the words that name the body (nouns, numbers, parties, what it carries) and from the slots of its claims (days,
places); a fact that is not told stays empty and says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tacitus.measures.interval import hull
from tacitus.model.entry import Entry, Named, Site, Told
from tacitus.model.interval import Interval
from tacitus.model.thread import Strand
from tacitus.threads.tables import freight_in, holds_words, is_noun, nouns, nouns_in, place_of, small, stances, words_of
from tacitus.threads.voices import known_id


@dataclass(frozen=True, slots=True)
class Member:
    """A strand or a single claim (`strand` None).

    `report` is the key of its report; `long` are names of several words in small letters; `wholes` and `parts` numbers in `unit`.
    `days` reach from the first day told of to the last, or to the report's; `starts` are days on which it set out.
    """

    id: str
    report: str
    strand: Strand | None
    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    long: frozenset[str]
    nouns: frozenset[str]
    freight: frozenset[str]
    parties: frozenset[str]
    wholes: frozenset[float]
    parts: frozenset[float]
    unit: frozenset[str]
    days: Interval | None
    starts: tuple[Interval, ...]
    sites: tuple[tuple[Site, Interval | None], ...]
    takes_up: bool
    setting: frozenset[str] = field(default=frozenset(), compare=False)


def report_key(entry: Entry) -> str:
    """The report that an entry stands in: the same bytes under another publisher's name are another report."""
    report = entry.report
    return "\n".join((report.document, report.publisher or "", report.key))


def body_members(strands: Iterable[Strand], entries: Mapping[str, Entry], told: Mapping[str, frozenset[str]]) -> list[Member]:
    """Every strand whose claims are there, and every other claim that speaks of a body, by id; `told` are places by report."""
    held = [strand for strand in strands if any(step.claim in entries for step in strand.steps)]
    taken = {step.claim for strand in held for step in strand.steps}
    tabled = _tabled(entries.values())
    found = [_of_strand(strand, entries, tabled, told) for strand in held]
    for claim in sorted(entries):
        entry = entries[claim]
        if claim not in taken and entry.kind in stances():
            found += [_of_claim(entry, named, tabled, told) for named in _bodies_in(entry)][:1]
    return sorted(found, key=lambda member: member.id)


def _bodies_in(entry: Entry) -> Iterator[Named]:
    """The parties of a claim that are bodies, in the role in which its kind speaks of one."""
    for named in in_role(entry):
        if any(heads_body(text) for text in (named.name, *_quoted(named))):
            yield named


def in_role(entry: Entry) -> tuple[Named, ...]:
    role = stances()[entry.kind].role
    return {"agents": entry.agents, "targets": entry.targets}.get(role, (*entry.agents, *entry.targets))


def heads_body(text: str) -> bool:
    """Whether a name has a body's noun for its head, or is of a piece of such a body.

    >>> heads_body("a convoy of fighters"), heads_body("eleven of the 17 buses"), heads_body("the truck drivers")
    (True, True, False)
    """
    words = words_of(text)
    cut = next((at for at, word in enumerate(words) if word in small("cut")), len(words))
    head, rest = [word for word in words[:cut] if word not in small("persons")], words[cut + 1 :]
    if head and is_noun(head[-1]):
        return True
    partitive = words[cut : cut + 1] == ["of"] and all(word.isdigit() or word in small("partitive") for word in head)
    return partitive and heads_body(" ".join(rest))


def _quoted(named: Named) -> tuple[str, ...]:
    return (named.quote.text,) if named.quote else ()


def _of_strand(
    strand: Strand, entries: Mapping[str, Entry], tabled: Mapping[str, str], told: Mapping[str, frozenset[str]]
) -> Member:
    held = tuple(entries[step.claim] for step in strand.steps if step.claim in entries)
    names = tuple(dict.fromkeys((strand.name, *strand.aliases)))
    piece = {step.number for step in strand.steps if step.part is None and _is_piece(step.claim, entries)}
    parts = {number for number in (*strand.parts, *piece) if number is not None}
    wholes = {strand.whole} - piece - {None} if strand.whole is not None else set()
    unit = nouns_in([strand.unit]) if strand.unit else frozenset()
    return _member(strand.id, strand, held, names, _figures(wholes), _figures(parts), unit, tabled, told)


def _figures(numbers: Iterable[float | None]) -> frozenset[float]:
    return frozenset(number for number in numbers if number is not None)


def _is_piece(claim: str, entries: Mapping[str, Entry]) -> bool:
    """Whether a step that the report took for the whole is of a piece: "fourteen buses of the convoy"."""
    entry = entries.get(claim)
    parties = in_role(entry) if entry and entry.kind in stances() else ()
    return any(is_piece(text) and nouns_in([text]) for named in parties for text in _quoted(named))


def _of_claim(entry: Entry, named: Named, tabled: Mapping[str, str], told: Mapping[str, frozenset[str]]) -> Member:
    numbers = {told.best for told in counts_of(entry, named) if told.best is not None}
    piece = any(is_piece(text) for text in (named.name, *_quoted(named)))
    names = tuple(dict.fromkeys((named.name, *_quoted(named), *named.aliases)))
    unit = nouns_in([told.unit or "" for told in counts_of(entry, named)])
    wholes, parts = (set(), numbers) if piece else (numbers, set())
    return _member(entry.id, None, (entry,), names, _figures(wholes), _figures(parts), unit, tabled, told)


def is_piece(text: str) -> bool:
    """Whether words speak of a part: six of the buses, the other eleven.

    >>> is_piece("the other eleven buses"), is_piece("a convoy of 17 buses")
    (True, False)
    """
    return _holds(text, "piece")


def _holds(text: str, use: str) -> bool:
    words = words_of(text)
    return any(holds_words(words, phrase) for phrase in small(use))


def _takes_up(text: str) -> bool:
    """Whether words point back: the, its, those as the first, or "of the" anywhere."""
    words = words_of(text)
    return any(place_of(words, phrase) == 0 or (" " in phrase and holds_words(words, phrase)) for phrase in small("taking-up"))


def counts_of(entry: Entry, named: Named) -> list[Told]:
    """The numbers of bodies in the words of a party; a number of what they are part of is not theirs."""
    if named.quote is None:
        return []
    inside = [told for told in entry.counts if named.quote.span.overlaps(told.quote.span) and nouns_in([told.unit or ""])]
    return [told for told in inside if not any(other.part_of == told.count for other in inside)]


def _member(
    name: str,
    strand: Strand | None,
    held: tuple[Entry, ...],
    names: tuple[str, ...],
    wholes: frozenset[float],
    parts: frozenset[float],
    unit: frozenset[str],
    tabled: Mapping[str, str],
    told: Mapping[str, frozenset[str]],
) -> Member:
    words = [*names, *(text for entry in held for named in _bodies_in(entry) for text in _quoted(named))]
    key = report_key(held[0])
    return Member(
        id=name,
        report=key,
        strand=strand,
        entries=held,
        names=names,
        long=frozenset(_long(names)),
        nouns=nouns_in(words),
        freight=freight_in(words),
        parties=frozenset(parties_in(words, tabled)),
        wholes=wholes,
        parts=parts,
        unit=unit or frozenset(noun for noun in nouns_in(words) if nouns()[noun].level == "unit"),
        days=_days(held),
        starts=tuple(_starts(held)),
        sites=tuple((entry.place, entry.when.days if entry.when else None) for entry in held if entry.place),
        takes_up=any(_takes_up(text) for entry in held for named in _bodies_in(entry) for text in _quoted(named)),
        setting=told.get(key, frozenset()),
    )


def _long(names: Iterable[str]) -> Iterator[str]:
    """The names of more than one word, without articles; those with figures are left to the numbers."""
    for name in names:
        words = [word for word in words_of(name) if word not in small("article")]
        if len(words) > 1 and not any(word.isdigit() for word in words):
            yield " ".join(words)


def _days(held: Sequence[Entry]) -> Interval | None:
    """All days told of and the reports' own; an end that is open is left out."""
    known = [entry.when.days for entry in held if entry.when] + [entry.report.published for entry in held if entry.report.published]
    found: Interval | None = None
    for days in known:
        first, last = days.start or days.end, days.end or days.start
        found = hull(found, Interval(first, last)) if found else Interval(first, last)
    return found


def _starts(held: Sequence[Entry]) -> Iterator[Interval]:
    """The days on which it is said to have set out."""
    for entry in held:
        if entry.when and entry.kind in ("movement", "retreat", "evacuation") and _holds(entry.trigger.text, "setting-out"):
            yield entry.when.days


def place_words(site: Site) -> str:
    """A place as the report calls it."""
    return site.quote.text if site.quote else site.name


def _tabled(entries: Iterable[Entry]) -> dict[str, str]:
    """Proper names of parties that the actor tables know, in small letters, each of one party alone."""
    owners: dict[str, set[str]] = {}
    for entry in entries:
        for named in (*entry.agents, *entry.targets, *entry.said_by):
            known = known_id(named)
            for alias in (named.name, *named.aliases) if known else ():
                owners.setdefault(_proper(alias, named.name).casefold(), set()).add(known or "")
    return {name: ids.pop() for name, ids in owners.items() if name and len(ids) == 1}


def _proper(alias: str, name: str) -> str:
    """An alias without the common nouns after it, where what is left is an abbreviation or the name itself; else all or nothing.

    >>> _proper("ISIS fighters", "Islamic State"), _proper("Chadian soldiers", "Chadian Army"), _proper("the group", "Ansar")
    ('ISIS', '', '')
    """
    words = alias.split()
    while words and words[-1].islower():
        words.pop()
    short = " ".join(word for word in words if word not in ("The", "A", "An") and not word[0].isdigit())
    if not short or not short[0].isupper():
        return ""
    return short if short == name or (short.isupper() and len(short) > 2) else ""


def parties_in(texts: Iterable[str], tabled: Mapping[str, str]) -> Iterator[str]:
    """The ids of the parties whose names stand in some texts."""
    for text in texts:
        words = words_of(text)
        for size in (1, 2, 3, 4):
            for at in range(len(words) - size + 1):
                party = tabled.get(" ".join(words[at : at + size]))
                if party:
                    yield party


def places_told(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """The ids or names of the places that each report's claims are told of, countries left out."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        if entry.place and entry.place.precision != "country":
            found.setdefault(report_key(entry), set()).add(entry.place.id or entry.place.name)
    return {key: frozenset(places) for key, places in found.items()}
