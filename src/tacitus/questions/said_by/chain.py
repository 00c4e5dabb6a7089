"""Sayings within sayings: which saying encloses which, whose voice a quoted "we" is, and when each was said."""

from collections.abc import Sequence
from dataclasses import replace

from tacitus.model.answers import Mouth, SaidBy
from tacitus.model.found import Basis, Found, found
from tacitus.model.span import Span
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.mouths import Actors, mouth
from tacitus.questions.said_by.sight import Sight
from tacitus.questions.said_by.voices import is_first_person

STEP = "said_by"
_PLAIN = frozenset({"said", "believed", "reported"})
_PASSING_ON = ("xcomp", "advcl", "conj")


def chain(sight: Sight, actors: Actors, drafts: Sequence[Draft]) -> tuple[Found[SaidBy], ...]:
    """The drafts as sayings, in text order of their contents, outer before inner."""
    ordered = _adding(sight, actors, _heard(sight, sorted(drafts, key=_order)))
    sayings: list[Found[SaidBy]] = []
    for place, draft in enumerate(ordered):
        within = _around(ordered, place)
        source = mouth(sight, actors, draft)
        if is_first_person(sight, draft.source) and within is not None and (outer := sayings[within].value):
            source = replace(outer.source, span=draft.words)
        sayings.append(_found(sight, draft, source, within, _basis(actors, draft, source)))
    return tuple(sayings)


def _basis(actors: Actors, draft: Draft, source: Mouth) -> Basis:
    """Stated, unless the words have no cue of their own or their source is known from elsewhere (a pronoun)."""
    if draft.basis is Basis.STATED and source.actor is not None:
        return actors[source.actor].basis
    return draft.basis


def _order(draft: Draft) -> tuple[int, int, bool, int]:
    cue = draft.cue or draft.content
    return draft.content.start, -draft.content.end, draft.outer is not None, cue.start


def _heard(sight: Sight, drafts: Sequence[Draft]) -> list[Draft]:
    """Without the publisher's own "we say": it is no saying outside another one."""
    heard = enumerate(drafts)
    return [draft for place, draft in heard if not is_first_person(sight, draft.source) or _around(drafts, place) is not None]


def _around(drafts: Sequence[Draft], place: int) -> int | None:
    """The index of the smallest saying before it whose words hold a saying's cue and words."""
    inner = drafts[place]
    if inner.outer is not None:
        return next((number for number, outer in enumerate(drafts[:place]) if outer.cue == inner.outer), None)
    anchor = inner.cue or inner.content
    before = enumerate(drafts[:place])
    holding = [number for number, outer in before if _holds(outer, anchor) and outer.content.contains(inner.content)]
    return min(holding, key=lambda number: len(drafts[number].content), default=None)


def _holds(draft: Draft, span: Span) -> bool:
    return any(part.contains(span) for part in draft.parts)


def _adding(sight: Sight, actors: Actors, drafts: Sequence[Draft]) -> list[Draft]:
    """Without what somebody says within their own words that they think or say: it adds nobody and nothing, unless it has a
    time of its own or another saying hangs on it."""
    cited = {draft.outer for draft in drafts}
    around = {place: within for place in range(len(drafts)) if (within := _around(drafts, place)) is not None}
    plain = (place for place in around if drafts[place].strength in _PLAIN and drafts[place].cue not in cited)
    again = {place for place in plain if _same_mouth(sight, actors, drafts[place], drafts[around[place]])}
    return [draft for place, draft in enumerate(drafts) if place not in again or _time_words(sight, draft)]


def _same_mouth(sight: Sight, actors: Actors, inner: Draft, outer: Draft) -> bool:
    """Whether two sayings are the same speaker's: the same actor, or "I" within anybody's words."""
    if is_first_person(sight, inner.source):
        return True
    one, other = mouth(sight, actors, inner), mouth(sight, actors, outer)
    return one.actor is not None and one.name == other.name


def _found(sight: Sight, draft: Draft, source: Mouth, within: int | None, basis: Basis) -> Found[SaidBy]:
    form = draft.form or _form(sight, draft.parts)
    parts = draft.parts if len(draft.parts) > 1 else ()
    value = SaidBy(source, draft.cue, draft.strength, draft.content, parts, form, within, _time_words(sight, draft))
    return found(draft.content, value, STEP, draft.rule, basis)


def _form(sight: Sight, parts: Sequence[Span]) -> str:
    """Direct where all the words stand in quotation marks, mixed where some do, else indirect."""
    quotes = [quote.span for quote in sight.reading.quotes if any(quote.span.overlaps(part) for part in parts)]
    words = [token for part in parts for token in sight.reading.inside(part) if token.upos != "PUNCT"]
    quoted = sum(any(quote.contains(token.span) for quote in quotes) for token in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def _time_words(sight: Sight, draft: Draft) -> tuple[Span, ...]:
    """The times that hang on a cue or stand in its source's words, not those within what is said."""
    if draft.head is None:
        return ()
    sentence = sight.reading.sentences[sight.tokens[draft.head].sentence].span
    times = [label.span for label in sight.reading.names if label.kind == "Temporal" and sentence.contains(label.span)]
    outside = [time for time in times if not any(part.overlaps(time) for part in draft.parts)]
    return tuple(time for time in outside if _dates(sight, draft, draft.head, time))


def _dates(sight: Sight, draft: Draft, cue: int, time: Span) -> bool:
    """Whether a time stands in the source's words or hangs on the cue or on the verb that the cue hangs on."""
    if draft.words and draft.words.contains(time):
        return True
    top = sight.reading.head_of(time)
    verb = next((above for above in sight.reading.ancestors(top.index) if above.upos == "VERB"), None) if top else None
    token = sight.tokens[cue]
    return verb is not None and verb.index in (cue, token.head if token.relation in _PASSING_ON else cue)
