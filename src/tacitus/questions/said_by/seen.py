"""Sayings that the encoder sees and no row of the tables found: its Content with the Cue that governs it and the Source beside it.

The tables say what counts where the grammar alone must tell; here the encoder has seen all parts of a saying. The reported words
are a quotation, a clause or an infinitive. A thing ("criticised the plan") is reported only where the encoder is sure of all three
parts and the cue is no deed; its form is implied: the text tells what was spoken of, not what was said.
"""

from collections.abc import Iterator, Sequence

from tacitus.model.reading import Label, Token
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import Cue, is_asserted
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.phrases import UNTOLD
from tacitus.questions.said_by.sight import SUBJECTS, Sight, completed, trimmed
from tacitus.questions.said_by.speakers import Speaker, may_speak, phrase, speaker
from tacitus.questions.said_by.tables import CueRow, deeds, rows_by_word, seen_words, through_words
from tacitus.questions.said_by.verbs import whole

RULE = "encoder"
THING = "encoder-thing"
NEAR = 12  # words between a cue and the words it reports or the source
SURE = 0.65  # the least mean of what the encoder gives source, cue and content of a thing; set on PolNeAR's train part
_ASKING = frozenset({"what", "why", "how", "whether", "if", "who", "when", "where", "which"})
_HEARD = frozenset({"said", "reported", "believed", "claimed", "estimated"})  # hearsay where nobody is named

Range = tuple[int, int]


def seen_drafts(sight: Sight, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sayings of the encoder's contents that no draft has: those with reported words, then those of things, each in text
    order of their cues."""
    found = list(drafts)
    reported = _reported(sight)
    voices = [_voice(sight, cue) for cue, _ in reported]
    for make in (_draft, _draft_of_thing):
        for (cue, parts), who in zip(reported, voices, strict=True):
            draft = make(sight, cue, who, parts)
            if draft and not any(_tells(other, draft) for other in found):
                found.append(draft)
                yield draft


def _reported(sight: Sight) -> tuple[tuple[Cue, list[Range]], ...]:
    """The cues of the encoder's, in text order, each with the words that it reports."""
    cues = [cue for label in sight.reading.attribution if label.kind == "Cue" and (cue := _cue(sight, label))]
    reported: dict[Cue, list[Range]] = {}
    for label in sight.reading.attribution:
        part = _part(sight, label) if label.kind == "Content" else None
        cue = _cue_of(sight, *part, cues) if part else None
        if part and cue:
            reported.setdefault(cue, []).append(part)
    reported.update({cue: parts for cue in cues if cue not in reported and (parts := _governed(sight, cue))})
    return tuple(sorted(reported.items(), key=lambda entry: entry[0].first))


def _cue(sight: Sight, label: Label) -> Cue | None:
    """A cue of the encoder's with its main word: the verb of saying in it, else its first verb, else the top of its words. What
    somebody means to do is no part of it: refused [to leave]."""
    words = sight.reading.inside(label.span)
    verbs = [word for word in words if word.upos == "VERB"]
    head = next((word for word in verbs if _strength(word, words)), next(iter(verbs), sight.reading.head_of(label.span)))
    return _made(sight, head, words) if head else None


def _made(sight: Sight, head: Token, words: Sequence[Token]) -> Cue | None:
    """A cue of some words, if it is asserted."""
    strength = _strength(head, words) or ("said" if head.upos == "PUNCT" else "reported")
    last = _act_in(sight, head.index, words[-1].index + 1)
    cue = Cue(head.index, words[0].index, last, CueRow(RULE, (), strength, ("clause", "quote"), ()))
    return cue if is_asserted(sight, cue) else None


def _act_in(sight: Sight, head: int, last: int) -> int:
    """Where the infinitive begins that a cue's label takes in; where there is none, the label's end."""
    return next((place for place in range(head + 1, last - 1) if _opens_act(sight, place)), last)


def _opens_act(sight: Sight, place: int) -> bool:
    token = sight.tokens[place]
    return token.norm == "to" and token.upos == "PART"


def _strength(head: Token, words: Sequence[Token]) -> str | None:
    """What a word, with the others of its cue, lets its speaker do, as the tables have it."""
    if head.lemma in seen_words():
        return seen_words()[head.lemma]
    forms = {form for word in words for form in (word.lemma, word.norm)}
    return next((row.strength for phrase, row in rows_by_word().get(head.lemma, ()) if forms.issuperset(phrase)), None)


def _part(sight: Sight, label: Label) -> Range | None:
    """The tokens of a content: no "that" before it, no half of a name at its end."""
    first, last = sight.range_of(label.span)
    if first == last:
        return None
    sentence = sight.reading.sentences[sight.tokens[first].sentence]
    last = completed(sight, first, last)
    if first >= sentence.first + 2 and sight.kind(first - 1) == "Cue" and _opens_act(sight, first - 2):
        first -= 2
    first += sight.tokens[first].norm == "that" and sight.tokens[first].upos == "SCONJ"
    return trimmed(sight, range(first, last))


def _cue_of(sight: Sight, first: int, last: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue that governs some reported words in the parse, else the nearest one of their sentence that no other part of a
    saying parts from them, one before them rather than after."""
    top = sight.reading.head_of(sight.span(first, last))
    above = next((word for word in sight.reading.ancestors(top.index) if sight.kind(word.index) == "Cue"), None) if top else None
    governing = next((cue for cue in cues if above and cue.first <= above.index < cue.last), None)
    if governing:
        return governing
    if above is None and top and top.head >= 0 and (told := _unlabelled(sight, sight.tokens[top.head])):
        return told
    before = [cue for cue in cues if cue.last <= first and _beside(sight, cue.last, first)]
    after = [cue for cue in cues if last <= cue.first and _beside(sight, last, cue.first)]
    return next(iter([*before[-1:], *after[:1]]), None)


def _governed(sight: Sight, cue: Cue) -> list[Range]:
    """The clause or infinitive that a word of the seen rows governs where the encoder sees no content."""
    if sight.tokens[cue.head].lemma not in seen_words():
        return []
    high = sight.bounds(cue.head)[1]
    told = [kid.index for kid in sight.reading.kids(cue.head, "xcomp", "ccomp") if cue.last <= kid.index < high]
    places = [place for place in sight.reading.subtree(told[0]) if cue.last <= place < high] if told else []
    part = trimmed(sight, range(min(places), max(places) + 1)) if places else None
    return [part] if part else []


def _unlabelled(sight: Sight, verb: Token) -> Cue | None:
    """A cue that the encoder leaves out between a source and a content: a verb that the tables know."""
    known = verb.upos == "VERB" and not sight.kind(verb.index) and _strength(verb, (verb,))
    seen = known and any(sight.kind(kid.index) == "Source" for kid in sight.reading.kids(verb.index, *SUBJECTS))
    return _made(sight, verb, (verb,)) if seen else None


def _beside(sight: Sight, first: int, last: int) -> bool:
    """Whether the words between a cue and what it reports are few, of the same sentence, and hold no other words reported."""
    if last - first > NEAR or sight.tokens[max(first - 1, 0)].sentence != sight.tokens[last].sentence:
        return False
    return not any(sight.kind(place) in ("Cue", "Content") for place in range(first, last))


def _draft(sight: Sight, cue: Cue, who: Speaker | None, parts: Sequence[Range]) -> Draft | None:
    """The saying of a cue; None where nothing is reported but a thing, or the words hold the cue or the source."""
    if not any(_is_reported(sight, cue, *part, hidden=who is None) for part in parts):
        return None
    spans = _spans(sight, cue, who, parts)
    if not spans:
        return None
    words = sight.span(cue.first, cue.last)
    asked = cue.row.strength == "said" and all(_opens_act(sight, first) for first, _ in parts)  # told them to leave
    strength = "demanded" if asked else cue.row.strength
    if who is not None:
        return Draft(RULE, strength, spans, who.head, who.span(sight), cue.head, words)
    form = "implied" if strength in _HEARD else None
    hidden = Draft(RULE, strength, spans, head=cue.head, cue=words, form=form, why_not=UNTOLD)
    return hidden if _hides(sight, cue) else None


def _draft_of_thing(sight: Sight, cue: Cue, who: Speaker | None, parts: Sequence[Range]) -> Draft | None:
    """The saying of a cue that reports only a thing; None where it is a deed, or the encoder is not sure of it."""
    if who is None or sight.tokens[cue.head].lemma in deeds() or not all(_is_thing(sight, *part) for part in parts):
        return None
    if _certainty(sight, cue, who, parts) < SURE:
        return None
    spans = _spans(sight, cue, who, parts)
    words = sight.span(cue.first, cue.last)
    return Draft(THING, cue.row.strength, spans, who.head, who.span(sight), cue.head, words, "implied") if spans else None


def _is_thing(sight: Sight, first: int, last: int) -> bool:
    """Whether words hang on a noun or a pronoun, not on an act that is tried or left undone (declined [to comment])."""
    top = sight.reading.head_of(sight.span(first, last))
    return top is not None and top.upos != "VERB"


def _certainty(sight: Sight, cue: Cue, who: Speaker, parts: Sequence[Range]) -> float:
    """What the encoder gives the three parts of a saying, on average; 0 where it does not see the source as one."""
    source, said, content = (sight.labels[place] for place in (who.head, cue.head, parts[0][0]))
    if source is None or source.kind != "Source":
        return 0
    return sum(label.confidence for label in (source, said, content) if label) / 3


def _spans(sight: Sight, cue: Cue, who: Speaker | None, parts: Sequence[Range]) -> tuple[Span, ...]:
    """The words that a cue reports; none where they hold the cue or the source."""
    heads = {sight.tokens[place].span for place in (cue.head, who.head if who else cue.head)}
    spans = _apart([whole(sight, cue.head, sight.span(_whom(sight, cue, first), last)) for first, last in parts])
    return () if any(span.contains(head) for span in spans for head in heads) else spans


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in text order, those that overlap made one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if kept and kept[-1].overlaps(span):
            kept[-1] = kept[-1].cover(span)
        else:
            kept.append(span)
    return tuple(kept)


def _whom(sight: Sight, cue: Cue, first: int) -> int:
    """Where reported words begin, with whom an act is asked of: advised [families to leave]."""
    asked = {place for kid in sight.reading.kids(cue.head, "obj", "iobj") for place in sight.reading.subtree(kid.index)}
    between = range(cue.last, first)
    return cue.last if _opens_act(sight, first) and between and asked.issuperset(between) else first


def _is_reported(sight: Sight, cue: Cue, first: int, last: int, hidden: bool) -> bool:
    """Whether words are a quotation, a clause or an infinitive, not only a thing. Without a sayer, marks may only set off a
    name: known as "Desert Wind"."""
    if sight.tokens[first].norm in _ASKING and sight.is_clause(first, last):
        return True
    tops = [token for token in sight.tokens[first:last] if not first <= token.head < last and _leads(sight, token, first)]
    if not tops:
        return not hidden and any(sight.quotes_in(first, last, cue.head))
    acts = [top for top in tops if any(kid.norm == "to" for kid in sight.reading.kids(top.index, "mark"))]
    return len(acts) < len(tops) or any(_is_meant(sight, cue, act) for act in acts)


def _leads(sight: Sight, token: Token, first: int) -> bool:
    """Whether a word is the verb or the predicate of a clause that begins reported words, or that the cue governs behind whom
    it is asked of: no purpose, no second deed (condemns the raid [and leaves])."""
    verbal = token.upos in ("VERB", "AUX") or bool(sight.reading.kids(token.index, "cop", *SUBJECTS))
    if not verbal or token.dep == "acl:relcl":
        return False
    return token.relation in ("xcomp", "ccomp") or min(sight.reading.subtree(token.index)) <= first


def _is_meant(sight: Sight, cue: Cue, act: Token) -> bool:
    """Whether an infinitive is what somebody asks for, means or refuses to do: no attempt, and no refusal to speak."""
    head = sight.tokens[cue.head]
    if head.lemma in seen_words():
        return act.lemma in seen_words() or _strength(act, (act,)) is None
    return _strength(head, sight.tokens[cue.first : cue.last]) is not None and head.lemma not in through_words()


def _voice(sight: Sight, cue: Cue) -> Speaker | None:
    """The source as the grammar gives it, else a cue's possessor, else the encoder's nearest source."""
    found = speaker(sight, cue, None)
    if found:
        return found
    owner = next(iter(sight.reading.kids(cue.head, "nmod:poss")), None)
    if owner and may_speak(sight, owner.index):
        return Speaker(owner.index, *phrase(sight, owner.index))
    low, high = sight.bounds(cue.head)
    before, after = range(cue.first - 1, low - 1, -1), range(cue.last, min(high, cue.last + NEAR))
    return _source_in(sight, before, far=_follows(sight, cue)) or _source_in(sight, after, far=False)


def _source_in(sight: Sight, run: range, far: bool) -> Speaker | None:
    """The first source of the encoder's in a run of words; unless `far` no other part of a saying may come before it."""
    for place in run if far else run[:NEAR]:
        label = sight.labels[place]
        if label and label.kind == "Source":
            head = sight.reading.head_of(label.span)
            first, last = sight.range_of(label.span)
            return Speaker(head.index, first, completed(sight, first, last)) if head and may_speak(sight, head.index) else None
        if label and not far:
            return None
    return None


def _follows(sight: Sight, cue: Cue) -> bool:
    """Whether a cue without a subject goes on with the sentence's: "..., saying", "and predicted"."""
    before = sight.tokens[cue.first - 1] if cue.first else None
    joined = before is not None and (before.upos == "CCONJ" or before.text == ",")
    return joined and not sight.reading.kids(cue.head, *SUBJECTS)


def _hides(sight: Sight, cue: Cue) -> bool:
    """Whether a cue is a passive that names nobody."""
    return bool(sight.reading.kids(cue.head, "nsubj:pass", "aux:pass"))


def _tells(other: Draft, draft: Draft) -> bool:
    """Whether another draft already has what a draft says: the same cue, or most of the same words, neither being the saying
    of a cue within the other's words."""
    if other.cue and draft.cue and other.cue.overlaps(draft.cue):
        return True
    if other.parts[-1].end <= draft.parts[0].start or draft.parts[-1].end <= other.parts[0].start:
        return False
    nested = _holds(other, draft.cue) or _holds(draft, other.cue)
    shared = sum(_shared(one, part) for one in other.parts for part in draft.parts)
    return not nested and 2 * shared >= min(_size(other), _size(draft))


def _holds(draft: Draft, span: Span | None) -> bool:
    return span is not None and any(part.contains(span) for part in draft.parts)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _size(draft: Draft) -> int:
    return sum(len(part) for part in draft.parts)
