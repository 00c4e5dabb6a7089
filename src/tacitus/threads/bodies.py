"""Bodies over many reports: a convoy, a column, the displaced, followed from report to report, speaker by speaker.

Pure: of the same groups, claims and people's words it makes the same bodies, in whatever order they arrive.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tacitus.model.entry import Entry
from tacitus.model.group import Contradiction
from tacitus.model.ids import content_id
from tacitus.model.interval import Interval
from tacitus.model.judgement import Judgement
from tacitus.model.thread import Body, Phase, Reason, Strand, Voice
from tacitus.threads.clashes import contradictions
from tacitus.threads.compare import compare
from tacitus.threads.join import clusters, compared
from tacitus.threads.members import Member, body_members, heads_body, is_piece, places_told
from tacitus.threads.parts import assigned, parts_of, unit_of, whole_number
from tacitus.threads.phases import Telling, tellings
from tacitus.threads.reckon import flows, reckonings
from tacitus.threads.tables import nouns, nouns_in, small, words_of
from tacitus.threads.voices import voices

_FIELDS = {"count": "number", "state": "status"}  # what a group's fields are called here
_SPAN = 21  # days of a mark's stretch of time; a member marks its own and the next


def bodies(groups: Iterable[Strand], entries: Iterable[Entry], decided: Iterable[Judgement] = ()) -> tuple[Body, ...]:
    """The bodies that the groups and claims of many reports tell of, by id. A claim alone in one report makes none."""
    known = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.id)}
    strands = {strand.id: strand for strand in sorted(groups, key=lambda strand: strand.id)}
    members = {member.id: member for member in body_members(strands.values(), known, places_told(known.values()))}
    in_time = sorted(members, key=lambda one: (_first(members[one]), one))
    marks = {one: tuple(_marks(member)) for one, member in members.items()}
    pairs = compared(in_time, marks, lambda left, right: compare(members[left], members[right]))
    found = (([members[one] for one in ids], why) for ids, why in clusters(in_time, pairs, decided))
    made = [_body(held, why) for held, why in found if _worth(held)]
    return tuple(sorted(made, key=lambda body: body.id))


def _first(member: Member) -> date:
    return (member.days.start if member.days else None) or date.min


def _marks(member: Member) -> Iterator[Hashable]:
    """What a member shares with any that could be the same: a noun's kin and a stretch of time, with a fact of its own."""
    kin = set(member.nouns) | {whole.id for whole in nouns().values() if set(whole.of) & member.nouns}
    facts: list[Hashable] = [("number", number) for number in member.wholes] + [("parts", *sorted(member.parts))]
    facts += [("party", party) for party in member.parties]
    facts += [("start", days.start, known) for days in member.starts for known in (*member.freight, *member.long)]
    facts += [("site", *cell) for site, _ in member.sites if site.point for cell in _cells(site.point.lat, site.point.lon)]
    for noun in kin:
        yield ("report", member.report, noun)
        for stretch in _stretches(member.days):
            for fact in facts:
                yield (noun, stretch, fact)


def _cells(lat: float, lon: float) -> Iterator[tuple[int, int]]:
    """The squares (55 km from south to north) round a point, its own and its neighbours."""
    yield from ((int(lat // 0.5) + north, int(lon // 1) + east) for north in (0, 1) for east in (0, 1))


def _stretches(days: Interval | None) -> Iterator[int]:
    if days is None or days.start is None or days.end is None:
        yield -1
        return
    last = min(days.end, days.start + timedelta(days=2 * _SPAN))
    yield from range(days.start.toordinal() // _SPAN, last.toordinal() // _SPAN + 2)


def _worth(held: Sequence[Member]) -> bool:
    """A group of a report, or single claims of two reports."""
    return any(member.strand for member in held) or len({member.report for member in held}) > 1


def _body(held: Sequence[Member], why: tuple[Reason, ...]) -> Body:
    entries = {entry.id: entry for member in held for entry in member.entries}
    told = tellings(held, voices(entries.values()))
    whole, unit = whole_number(held, told), unit_of(held)
    keys = assigned(told, whole)
    names = _names(held)
    return Body(
        id=content_id("body", min(member.id for member in held)),
        name=names[0],
        aliases=tuple(sorted({name for name in names[1:] if _calls_whole(name)})),
        unit=unit,
        members=tuple(sorted(member.id for member in held)),
        parts=parts_of(told, keys, whole, unit),
        phases=tuple(sorted((_phase(one, keys[at]) for at, one in enumerate(told)), key=_in_time)),
        flows=flows(told, keys),
        balances=reckonings(held, told, keys, unit, whole),
        contradictions=_all_clashes(held, told, keys, whole),
        reasons=why,
    )


def _names(held: Sequence[Member]) -> list[str]:
    """The names of the body, first the one of a whole that most reports use, with the most to tell it."""
    often: Counter[str] = Counter()
    for member in held:
        often.update({bare for name in member.names if (bare := _bare(name))})
    return sorted(often, key=lambda name: (not _is_whole(name), " " not in name, -often[name], -len(name), name)) or ["body"]


def _calls_whole(name: str) -> bool:
    """Whether a name is headed by the noun of a whole or of people: no "six buses", no "part of the convoy"."""
    head = name.casefold().partition(" of ")[0]
    return heads_body(name) and not is_piece(name) and any(nouns()[noun].level != "unit" for noun in nouns_in([head]))


def _bare(name: str) -> str:
    """A name without its article."""
    words = name.split()
    return " ".join(words[1:] if words and words[0].casefold() in small("article") else words)


def _is_whole(name: str) -> bool:
    """Whether a name is of the whole, not of a piece or of a number of units."""
    words = words_of(name)
    whole = any(nouns()[noun].level != "unit" for noun in nouns_in([name]))
    return whole and "of" not in words and not any(word.isdigit() for word in words)


def _phase(one: Telling, key: str) -> Phase:
    entry = one.entry
    return Phase(
        claim=entry.id,
        voice=one.voice,
        state=one.state,
        stance=one.stance,
        part=key,
        number=one.number,
        days=entry.when.days if entry.when else None,
        told=entry.report.published,
        place=entry.place,
        denied=one.denied,
        course=one.course,
    )


def _in_time(phase: Phase) -> tuple[date, date, str, str]:
    """By the day, or by the report's where none is told."""
    days = phase.days or phase.told
    first = (days.start or days.end if days else None) or date.max
    return first, (days.end if days else None) or first, phase.part, phase.claim


def _all_clashes(
    held: Sequence[Member], told: Sequence[Telling], keys: Mapping[int, str], whole: float | None
) -> tuple[Contradiction, ...]:
    """Those between speakers, and those of one part that a single report saw in its own words and that are not among them."""
    voiced: dict[str, Voice] = {one.entry.id: one.voice for one in told}
    part_of = {one.entry.id: keys[at] for at, one in enumerate(told)}
    found = list(contradictions(told, keys, whole))
    known = {(one.field, frozenset({voiced[one.left].name, voiced[one.right].name})) for one in found}
    for clash in sorted((clash for member in held if member.strand for clash in member.strand.contradictions), key=_key):
        same = replace(clash, field=_FIELDS.get(clash.field, clash.field))
        if same.left in voiced and same.right in voiced and part_of[same.left] == part_of[same.right]:
            pair = frozenset({voiced[same.left].name, voiced[same.right].name})
            if len(pair) == 2 and (same.field, pair) not in known:
                known.add((same.field, pair))
                found.append(same)
    return tuple(sorted(found, key=_key))


def _key(clash: Contradiction) -> tuple[str, str, str, str]:
    return clash.field, clash.left, clash.right, clash.why
