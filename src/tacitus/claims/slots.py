"""Where and when: which of the report's places and times belong to a happening, and by which rule."""

from collections.abc import Iterator, Sequence

from tacitus.claims.mouths import holds, reported
from tacitus.measures.interval import hull
from tacitus.model.answered import Answers
from tacitus.model.answers import Point, What, Where
from tacitus.model.claim import ClaimPlace, ClaimTime
from tacitus.model.found import Basis, Found, Maker
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span

_WORDS = frozenset(
    {"accusation", "denial", "threat", "demand", "rejection", "warning", "responsibility", "condemnation", "statement"}
)  # kinds that are said, not done: a place inside what is said is not where it was said
_LOCATIVE = frozenset({"in", "at", "near", "across", "around", "outside", "inside", "throughout", "within"})
_FINENESS = ("exact", "near", "area", "district", "province", "country")


def where_of(reading: Reading, what: What, answers: Answers) -> ClaimPlace | None:
    """The place of the happening: named with the trigger, else in its parties, else nowhere."""
    tries: tuple[tuple[Sequence[Span], str, Basis], ...] = (
        (what.place_words, "place-words", Basis.STATED),
        (_with_their_places(reading, what.targets), "place-in-target", Basis.DERIVED),
        (_where_clause(reading, what), "place-of-where-clause", Basis.DERIVED),
        (_above(reading, what), "place-of-governing-clause", Basis.DERIVED),
    )
    for spans, rule, basis in tries[:1] if what.kind in _WORDS else tries:
        places = _without_ends(answers, [place for span in spans for place in _places(answers, span)])
        if places:
            return claim_place(answers, min(places, key=lambda place: _rank(answers, place)), basis, rule)
    return None


def _with_their_places(reading: Reading, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Noun phrases, and what says where they are: "people across Iraq", "a depot near Kufra"."""
    heads = [head for span in spans if (head := reading.head_of(span))]
    kids = (kid for head in heads for kid in reading.kids(head.index, "nmod"))
    near = (kid for kid in kids if any(case.norm in _LOCATIVE for case in reading.kids(kid.index, "case")))
    return (*spans, *(reading.cover(reading.subtree(kid.index)) for kid in near))


def _where_clause(reading: Reading, what: What) -> tuple[Span, ...]:
    """What a clause with "where" hangs on: "the port of Aden, where shells fell"."""
    for token in (reading.tokens[what.head], *reading.ancestors(what.head)):
        if token.dep == "acl:relcl" and any(kid.norm == "where" for kid in reading.kids(token.index)):
            clause = set(reading.subtree(token.index))
            rest = tuple(index for index in reading.subtree(token.head) if index not in clause)
            return (reading.cover(rest),)
    return ()


def claim_place(answers: Answers, place: int, basis: Basis, rule: str) -> ClaimPlace:
    """A place of the report as the place of a claim."""
    where = answers.places[place].value
    assert where is not None and where.candidate is not None
    candidate = where.candidate
    maker = Maker("claims", rule)
    return ClaimPlace(place, _name(answers, where), _point(where), candidate.country or None, where.footprint, basis, maker)


def _name(answers: Answers, where: Where) -> str:
    """The name of the place; of a stretch of country both its ends ("between Bria and Ippy")."""
    assert where.candidate is not None
    other = where.relation.other if where.relation and where.relation.type == "between" else None
    end = answers.places[other].value if other is not None else None
    return f"between {where.candidate.name} and {end.candidate.name}" if end and end.candidate else where.candidate.name


def _without_ends(answers: Answers, places: list[int]) -> list[int]:
    """The places without the far ends of "between A and B": the first name stands for the whole stretch."""
    values = (answers.places[place].value for place in places)
    relations = (where.relation for where in values if where and where.relation)
    ends = {relation.other for relation in relations if relation.type == "between"}
    return [place for place in places if place not in ends]


def _places(answers: Answers, span: Span) -> Iterator[int]:
    for place, found in enumerate(answers.places):
        inside = span.start <= found.span.start and found.span.end <= span.end
        if inside and found.value and found.value.role == "literal" and found.value.candidate:
            yield place


def _rank(answers: Answers, place: int) -> tuple[int, int]:
    """The finest first; of equals the first in the text."""
    where = answers.places[place].value
    fine = where.precision if where else None
    if where and where.candidate and where.candidate.kind == "country":
        fine = "country"  # "eastern Syria" is an area, but no finer than a province of it
    return (_FINENESS.index(fine) if fine in _FINENESS else len(_FINENESS), place)


def _point(where: Where) -> Point | None:
    """A direction lies beside the place it is reckoned from: the middle of the footprint. Else the place itself."""
    if where.relation and where.relation.type in ("direction", "between") and where.footprint:
        ring = where.footprint.ring[:-1]
        return Point(round(sum(p.lat for p in ring) / len(ring), 4), round(sum(p.lon for p in ring) / len(ring), 4))
    return where.candidate.point if where.candidate else None


def when_of(reading: Reading, found: Found[What], saying: int | None, answers: Answers) -> ClaimTime | None:
    """The time of the happening: named with the trigger, else with the clause it hangs on, else (present tense) its saying."""
    what = found.value
    assert what is not None
    own = _times(answers, what.time_words, found.span)
    if own is not None:
        return _claim_time(reading, answers, own, Basis.STATED, "time-words")
    inside = _times(answers, _clause_times(reading, found, answers), found.span)
    if inside is not None:
        return _claim_time(reading, answers, inside, Basis.DERIVED, "time-in-clause")
    above = _times(answers, _above(reading, what, answers, saying), found.span)
    if above is not None:
        return _claim_time(reading, answers, above, Basis.DERIVED, "time-of-governing-clause")
    value = answers.sayings[saying].value if saying is not None else None
    if value and _present(reading, what):
        said = _times(answers, value.time_words, found.span)
        if said is not None:
            return _claim_time(reading, answers, said, Basis.DERIVED, "present-tense-on-the-day-of-the-saying")
    return None


def _clause_times(reading: Reading, found: Found[What], answers: Answers) -> tuple[Span, ...]:
    """Times below the trigger with no other verb between: "captured in a raid of the army on 10 May"."""
    assert found.value is not None
    spans: list[Span] = []
    sentence = reading.sentences[reading.tokens[found.value.head].sentence]
    for time in answers.times:
        head = reading.head_of(time.span) if time.span.overlaps(sentence.span) else None
        if head is None or head.sentence != sentence.index:
            continue
        for above in reading.ancestors(head.index):
            if above.index == found.value.head:
                spans.append(time.span)
            if above.index == found.value.head or above.upos == "VERB":
                break
    return tuple(spans)


def _claim_time(reading: Reading, answers: Answers, place: int, basis: Basis, rule: str) -> ClaimTime:
    """The time of the words; "14 August to 2 September" reaches from the first to the last."""
    when = answers.times[place].value
    assert when is not None and when.interval is not None
    until = _until(reading, answers, place)
    days = hull(when.interval, until) if until else when.interval
    return ClaimTime(days, place, basis, Maker("claims", f"{rule}-range" if until else rule))


def _until(reading: Reading, answers: Answers, place: int) -> Interval | None:
    """The days of the time that a time leads up to."""
    if place + 1 >= len(answers.times):
        return None
    first, second = answers.times[place], answers.times[place + 1]
    between = reading.text[first.span.end : second.span.start].split()
    return second.value.interval if second.value and between in (["to"], ["until"], ["through"], ["-"], ["–"]) else None


def _times(answers: Answers, spans: Sequence[Span], near: Span) -> int | None:
    """The dated time among the words: of the phrase nearest to the trigger the narrowest."""
    dated: list[tuple[int, int, int]] = []
    for span in spans:
        gap = max(span.start - near.end, near.start - span.end, 0)
        for place, found in enumerate(answers.times):
            if found.value and found.value.interval and span.overlaps(found.span):
                dated.append((gap, _width(found.value.interval), place))
    return min(dated)[2] if dated else None


def _width(interval: Interval) -> int:
    return interval.days if interval.days is not None else 1_000_000


def _present(reading: Reading, what: What) -> bool:
    """Whether the main verb stands in the present tense and is no perfect: what is said to be so while it is said."""
    head = reading.tokens[what.head]
    helpers = {token.lemma for token in reading.kids(head.index, "aux")}
    if head.upos != "VERB" or "have" in helpers:
        return False
    if helpers:
        return any(token.norm in ("is", "are", "'s", "'re") for token in reading.kids(head.index, "aux"))
    return head.norm in (head.lemma, head.lemma + "s", head.lemma + "es")


def _above(reading: Reading, what: What, answers: Answers | None = None, saying: int | None = None) -> tuple[Span, ...]:
    """The phrases that hang on the clauses above the trigger, up to the cue of the saying that holds it."""
    value = answers.sayings[saying].value if answers and saying is not None else None
    below = reading.tokens[what.head]
    for above in reading.ancestors(what.head):
        if (value and not holds(value, above.span)) or _at_another_time(reading, below):
            break
        if above.upos in ("VERB", "AUX") and not _speaks(above, answers):
            kids = (reading.cover(reading.subtree(kid.index)) for kid in reading.kids(above.index, "obl", "advmod"))
            # verbs joined by "and" share what stands before the first or behind the last, not what stands between them
            apart = below.relation == "conj"
            shared = (span for span in kids if not apart or span.end <= above.span.start or span.start > below.span.start)
            return tuple(span for span in shared if not span.contains(reading.tokens[what.head].span))
        below = above
    return ()


def _at_another_time(reading: Reading, clause: Token) -> bool:
    """ "After rebels took Goma, the army shelled Sake on Monday": Monday is not the day of the taking."""
    marks = {kid.norm for kid in reading.kids(clause.index, "mark", "case", "advmod")}
    return clause.relation == "advcl" and bool(marks & {"after", "before", "since", "until", "once"})


def _speaks(token: Token, answers: Answers | None) -> bool:
    """Whether a verb is the cue of a saying: its time is the saying's, not the happening's."""
    sayings = reported(answers) if answers else ()
    return any(saying.cue is not None and saying.cue.contains(token.span) for _, saying in sayings)
