"""Sayings that the encoder sees and no row of the tables found: its Content with the Cue that governs it and the Source beside it.

The tables say what counts where the grammar alone must tell; here the encoder has seen the parts of a saying. The reported words
are a quotation, a clause or an infinitive. What is only spoken of ("criticised the plan") or left unsaid ("did not mention the
raid") is an attitude, of the form implied: the text tells what was spoken of, not what was said. No deed is an attitude.
"""

from collections.abc import Iterator, Sequence

from tacitus.model.reading import Token
from tacitus.model.span import Span
from tacitus.questions.said_by.cues import Cue, is_conditional
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.phrases import UNTOLD
from tacitus.questions.said_by.seen_cues import NEAR, RULE, UNSAID, Range, follows_that, opens_act, reported, strength_of
from tacitus.questions.said_by.sight import SUBJECTS, Sight, completed, own_end, trimmed
from tacitus.questions.said_by.speakers import Speaker, may_speak, phrase, speaker
from tacitus.questions.said_by.tables import attitudes, deeds, rows_by_word, seen_words, through_words
from tacitus.questions.said_by.verbs import whole
from tacitus.questions.said_by.voices import is_somebody

THING = "encoder-thing"
SILENCE = "encoder-silence"
SURE = 0.5  # what the encoder must give source, cue and content on average where no table knows the cue
ASKED = "asked"  # the strength of a question
NEAR_NAME = 4  # words from the "as" of a name to its marks
_MINDS = frozenset({"believed", "intended", "hoped", "estimated"})
_ASKING = frozenset({"what", "why", "how", "whether", "if", "who", "when", "where", "which"})
_HEARD = frozenset({"said", "reported", "believed", "claimed", "estimated"})  # hearsay where nobody is named


def seen_drafts(sight: Sight, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sayings of the encoder's contents that no draft has: those with reported words, then those of things, each in text
    order of their cues."""
    found = list(drafts)
    taken = [draft.cue for draft in drafts if draft.cue]
    governed = [entry for entry in reported(sight) if not any(_words(sight, entry[0]).overlaps(words) for words in taken)]
    voices = [_voice(sight, cue, _sayer_before(sight, cue, found)) for cue, _ in governed]
    for make in (_draft, _attitude):
        for (cue, parts), who in zip(governed, voices, strict=True):
            draft = make(sight, cue, who, parts)
            if draft and any(_tells(other, draft) for other in found):
                draft = make(sight, cue, who, _untold(sight, found, parts))
            if draft and not any(_tells(other, draft) or _is_theirs(other, draft) for other in found):
                found.append(draft)
                yield draft


def _words(sight: Sight, cue: Cue) -> Span:
    return sight.span(cue.first, cue.last)


def _is_theirs(other: Draft, draft: Draft) -> bool:
    """Whether an attitude is told within another's words: what they say of it is theirs."""
    return draft.form == "implied" and draft.source is not None and _holds(other, draft.cue)


def _untold(sight: Sight, drafts: Sequence[Draft], parts: Sequence[Range]) -> list[Range]:
    """The parts of reported words that no draft has."""
    told = [part for draft in drafts for part in draft.parts]
    return [(first, last) for first, last in parts if not any(part.overlaps(sight.span(first, last)) for part in told)]


def _draft(sight: Sight, cue: Cue, who: Speaker | None, parts: Sequence[Range]) -> Draft | None:
    """The saying of a cue; None where nothing is reported but a thing, or the words hold the cue or the source."""
    said = cue.row.strength != UNSAID
    if not said or not any(_is_reported(sight, cue, *part, hidden=who is None) for part in parts):
        return None
    spans = _spans(sight, cue, who, parts)
    if not spans or (who is not None and _is_mute(sight, cue, who)):
        return None
    words = _words(sight, cue)
    asked = cue.row.strength == "said" and all(opens_act(sight, first) for first, _ in parts)  # told them to leave
    strength = "demanded" if asked else cue.row.strength
    if who is not None:
        return Draft(RULE, strength, spans, who.head, who.span(sight), cue.head, words)
    noun = sight.tokens[cue.head].upos == "NOUN"
    form = "implied" if noun or strength in _HEARD else None
    hidden = Draft(RULE, strength, spans, head=cue.head, cue=words, form=form, why_not=UNTOLD)
    return hidden if _hides(sight, cue) or (noun and follows_that(sight, parts[0][0])) else None


def _is_mute(sight: Sight, cue: Cue, who: Speaker) -> bool:
    """Whether a cue of the rows that only a voice leads stands by a thing that the encoder sees no source in: the attack shows."""
    voiced = any(row.voice == "voice" for _, row in rows_by_word().get(sight.tokens[cue.head].lemma, ()))
    return voiced and not is_somebody(sight, who.head) and sight.kind(who.head) != "Source"


def _attitude(sight: Sight, cue: Cue, who: Speaker | None, parts: Sequence[Range]) -> Draft | None:
    """The saying of a cue that only speaks of something the encoder sees; None where it is a deed, and where nobody is named."""
    labelled = any(sight.kind(place) == "Content" for part in parts for place in range(*part))
    if who is None and labelled:
        return _unowned(sight, cue, parts)
    if who is None or not (labelled or sight.tokens[cue.head].lemma in seen_words()) or not _is_sure(sight, cue, who, parts):
        return None
    unsaid = cue.row.strength == UNSAID
    silent = not _is_habit(sight, cue) and not is_conditional(sight, cue)
    spoken_of = silent if unsaid else all(_is_spoken_of(sight, cue, first) for first, _ in parts)
    spans = _spans(sight, cue, who, parts) if spoken_of else ()
    words = _words(sight, cue)
    rule = SILENCE if unsaid else THING
    return Draft(rule, cue.row.strength, spans, who.head, who.span(sight), cue.head, words, "implied") if spans else None


def _unowned(sight: Sight, cue: Cue, parts: Sequence[Range]) -> Draft | None:
    """The attitude of nobody who is named: a passive (was praised) or a noun (amid criticism of the raid) of the rows that only
    count where the encoder sees a saying. What is known as "Desert Wind" is only named so."""
    lemma = sight.tokens[cue.head].lemma
    known = seen_words().get(lemma) or attitudes().get(lemma) or (ASKED if cue.row.strength == ASKED else None)
    hidden = _hides(sight, cue) or sight.tokens[cue.head].upos == "NOUN"
    if not known or not hidden or _is_named(sight, cue) or cue.row.strength == UNSAID:
        return None
    spans = _spans(sight, cue, None, parts) if all(_is_spoken_of(sight, cue, first) for first, _ in parts) else ()
    words = _words(sight, cue)
    return Draft(THING, known, spans, head=cue.head, cue=words, form="implied", why_not=UNTOLD) if spans else None


def _is_named(sight: Sight, cue: Cue) -> bool:
    after = sight.tokens[cue.last : cue.last + NEAR_NAME]
    return bool(after) and after[0].norm == "as" and bool(sight.quotes_in(cue.last, cue.last + len(after), cue.head))


def _is_sure(sight: Sight, cue: Cue, who: Speaker, parts: Sequence[Range]) -> bool:
    """Whether a cue is a word of the tables, or the encoder sure of source, cue and content together."""
    if strength_of(sight.tokens[cue.head], sight.tokens[cue.first : cue.last]):
        return True
    labels = ((who.head, "Source"), (cue.head, "Cue"), (parts[0][0], "Content"))
    return sum(label.confidence for place, kind in labels if (label := sight.labels[place]) and label.kind == kind) >= 3 * SURE


def _is_spoken_of(sight: Sight, cue: Cue, first: int) -> bool:
    """Whether a cue speaks of a thing or an act (from a token on) without doing it: no deed, no attempt."""
    lemma = sight.tokens[cue.head].lemma
    if opens_act(sight, first):
        return lemma in seen_words() or through_words().get(lemma, True)
    return lemma not in deeds()


def _is_habit(sight: Sight, cue: Cue) -> bool:
    """Whether a denied cue tells what somebody never makes known: does not report [how many], where the mind is no habit."""
    helpers = {kid.norm for kid in sight.reading.kids(cue.head, "aux")}
    words = sight.tokens[cue.first : cue.last]
    return bool(helpers & {"do", "does"}) and strength_of(sight.tokens[cue.head], words) not in _MINDS


def _spans(sight: Sight, cue: Cue, who: Speaker | None, parts: Sequence[Range]) -> tuple[Span, ...]:
    """The words that a cue reports; none where they hold the cue or the source."""
    heads = {sight.tokens[place].span for place in (cue.head, who.head if who else cue.head)}
    own = [trimmed(sight, range(_whom(sight, cue, first), own_end(sight, cue.head, first, last))) for first, last in parts]
    spans = _apart([whole(sight, cue.head, sight.span(*part)) for part in own if part])
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
    return cue.last if opens_act(sight, first) and between and asked.issuperset(between) else first


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
        return act.lemma in seen_words() or strength_of(act, (act,)) is None
    return strength_of(head, sight.tokens[cue.first : cue.last]) is not None and head.lemma not in through_words()


def _sayer_before(sight: Sight, cue: Cue, drafts: Sequence[Draft]) -> Speaker | None:
    """The source of the last saying before a cue in its sentence: said that the pass was shut, [citing] the loss of two trucks."""
    first, sentence = sight.tokens[cue.first].span.start, sight.tokens[cue.head].sentence
    near = [draft for draft in drafts if draft.head is not None and sight.tokens[draft.head].sentence == sentence]
    told = [draft for draft in near if draft.cue and draft.cue.end <= first and not _holds(draft, sight.tokens[cue.head].span)]
    last = max(told, key=lambda draft: draft.cue.end if draft.cue else 0, default=None)
    if last is None or last.source is None or last.words is None:
        return None
    return Speaker(last.source, *sight.range_of(last.words))


def _voice(sight: Sight, cue: Cue, before: Speaker | None) -> Speaker | None:
    """The source as the grammar gives it, else a cue's possessor, else the encoder's nearest source."""
    found = speaker(sight, cue, None if sight.tokens[cue.head].upos == "NOUN" else before)
    if found:
        return found
    owner = next(iter(sight.reading.kids(cue.head, "nmod:poss")), None)
    if owner and may_speak(sight, owner.index):
        return Speaker(owner.index, *phrase(sight, owner.index))
    joined = _joined_to(sight, cue)
    if joined:
        return joined
    low, high = sight.bounds(cue.head)
    left, right = range(cue.first - 1, low - 1, -1), range(cue.last, min(high, cue.last + NEAR))
    return _source_in(sight, left, far=_follows(sight, cue)) or _source_in(sight, right, far=False)


def _joined_to(sight: Sight, cue: Cue) -> Speaker | None:
    """The source that a preposition joins to what is said: in [this survey], one in four has fled."""
    token = sight.tokens[cue.head]
    if token.upos != "ADP" or token.head <= token.index or not may_speak(sight, token.head):
        return None
    first, last = phrase(sight, token.head)
    return Speaker(token.head, first, last) if any(sight.kind(place) == "Source" for place in range(first, last)) else None


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
    """Whether a cue is a passive that names nobody, or a question that only a participle tells of: asked about the raid, he ..."""
    token = sight.tokens[cue.head]
    bare = token.relation == "advcl" and token.norm.endswith("ed") and not sight.reading.kids(cue.head, "aux", *SUBJECTS)
    return bool(sight.reading.kids(cue.head, "nsubj:pass", "aux:pass")) or (bare and cue.row.strength == ASKED)


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
