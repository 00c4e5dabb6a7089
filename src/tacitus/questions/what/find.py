"""What happened: each trigger with its kind, its parties and its standing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tacitus.model.answers import Codes, Standing, What
from tacitus.model.document import ZoneKind
from tacitus.model.found import Found, found
from tacitus.model.reading import Reading, Sentence, Token
from tacitus.model.span import Span
from tacitus.questions.what.circumstances import circumstances
from tacitus.questions.what.classes import is_in
from tacitus.questions.what.clauses import clause_top
from tacitus.questions.what.meaning import meaning
from tacitus.questions.what.modals import modal_sighting
from tacitus.questions.what.nouns import noun_sighting
from tacitus.questions.what.once import once
from tacitus.questions.what.phrases import phrase
from tacitus.questions.what.rows import table
from tacitus.questions.what.sense import Mood, moods, mostly_of_war
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.verbs import state_sighting, verb_sighting

_NOUNS = frozenset({"NOUN", "PROPN"})
_ATTEMPTED = {"capture": "offensive", "killing": "attack", "destruction": "attack"}
_MACHINES = (("strike", "AIRCRAFT"), ("shelling", "TUBES"))
_PROMISED = frozenset({"AID", "SUPPORT", "COOPERATE", "RETREAT-withdraw", "RETREAT-access", "CONSULT", "CONSULT-visit"})
_UNDENIED = frozenset({"responsibility", "demand", "ceasefire", "aid"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_DEMANDING = frozenset({"must", "should", "ought"})  # "must leave" is a demand, not the leaving
_OF_WAR = frozenset({"force", "ground", "movement", "seizure"})
_WORDS = frozenset({"words", "agreement", "talks", "help", "sanction", "protest", "movement", "groups", "concession"})


def find(reading: Reading) -> tuple[Found[What], ...]:
    """The happenings that the report tells, in text order; what is only aimed at or supposed is left out."""
    kept = (meant for sighting in once(reading, sightings_of(reading)) if _claims(meant := meaning(reading, sighting)))
    return tuple(sorted((_answer(reading, sighting) for sighting in kept), key=lambda answer: answer.span))


def sightings_of(reading: Reading) -> list[Sighting]:
    """Every trigger of the report, before repeats and what is not asserted are left out."""
    seen: list[Sighting] = []
    open_: list[Sentence] = []
    for sentence, mood in zip(reading.sentences, moods(reading), strict=True):
        if sentence.zone is not ZoneKind.SECTION:
            told = mood is Mood.OPEN and any(
                _sets_the_scene(reading, before, sentence) or _goes_on(reading, before, sentence) for before in seen
            )
            found = _sightings(reading, sentence, Mood.WAR if told else mood, seen)
            if mood is Mood.OPEN and not told and any(_forceful(sighting) for sighting in found):
                found = _sightings(reading, sentence, Mood.WAR, seen)
            elif mood is Mood.OPEN and not told:
                open_.append(sentence)
            seen += found
    return _settled(reading, seen, open_)


def _settled(reading: Reading, seen: list[Sighting], left_open: Sequence[Sentence]) -> list[Sighting]:
    """In a report that tells acts of force and is at home nowhere else, what its other sentences leave open is of armed conflict
    too: "214 people were killed" in a bulletin of a war."""
    if not left_open or not any(_forceful(sighting) for sighting in seen) or not mostly_of_war(reading):
        return seen
    places = {sentence.index for sentence in left_open}
    kept = [sighting for sighting in seen if reading.tokens[sighting.head].sentence not in places]
    for sentence in left_open:
        before = [sighting for sighting in kept if reading.tokens[sighting.head].sentence < sentence.index]
        kept += _sightings(reading, sentence, Mood.WAR, before)
    return sorted(kept, key=lambda sighting: (reading.tokens[sighting.head].sentence, sighting.head))


def _forceful(sighting: Sighting) -> bool:
    """An act of force: it settles what the rest of its sentence is about."""
    return table().kinds[sighting.kind].family == "force" and sighting.asserted.standing is Standing.HAPPENED


def _sets_the_scene(reading: Reading, before: Sighting, sentence: Sentence) -> bool:
    """An act of force or the moves of a force, told earlier in the paragraph, settle what "three people were killed" is about."""
    earlier = reading.sentences[reading.tokens[before.head].sentence]
    between = reading.text[earlier.span.end : sentence.span.start]
    return table().kinds[before.kind].family in _OF_WAR and earlier.index < sentence.index and "\n" not in between


def _goes_on(reading: Reading, before: Sighting, sentence: Sentence) -> bool:
    """Whether the sentence goes on about what moved before: "a convoy set out ... 18 trucks of the convoy"."""
    if table().kinds[before.kind].family not in ("movement", "groups"):
        return False
    parties = [reading.tokens[head] for head in (*before.agents, *before.targets)]
    parties += [reading.tokens[word.head] for word in parties if word.relation == "nmod"]  # "a convoy of 30 trucks"
    moved = {word.lemma for word in parties if is_in(word, "VEHICLE")}
    again = (word for word in reading.words(sentence) if word.lemma in moved)
    return any(kid.norm in _DEFINITE for word in again for kid in reading.kids(word.index, "det"))


def _sightings(reading: Reading, sentence: Sentence, mood: Mood, before: Iterable[Sighting]) -> list[Sighting]:
    """All triggers of a sentence, nouns first: a noun with its light verb uses the verb up."""
    if mood is Mood.PEACE:
        return []
    families = frozenset(table().kinds[sighting.kind].family for sighting in before)
    words = reading.words(sentence)
    nouns = [noun_sighting(reading, word.index, mood, families) for word in words if word.upos in _NOUNS or _gerund(reading, word)]
    verbs = [verb_sighting(reading, word.index, mood) for word in words if word.upos in ("VERB", "ADJ")]
    states = [state_sighting(reading, word.index, mood) for word in words if word.upos in _NOUNS]
    told = {other.verb for other in (*nouns, *verbs, *states) if other and other.asserted.standing is not Standing.NEGATED}
    modals = [
        modal_sighting(reading, word.index, mood)
        for word in words
        if word.upos == "AUX" and (word.head not in told or word.norm in _DEMANDING)
    ]
    return sorted((sighting for sighting in (*nouns, *verbs, *states, *modals) if sighting), key=lambda sighting: sighting.head)


def _gerund(reading: Reading, word: Token) -> bool:
    """Gerunds used as nouns ("days of fighting")."""
    gerund = word.upos == "VERB" and word.norm.endswith("ing") and word.norm in table().nouns
    if not gerund or reading.kids(word.index, "obj", "nsubj"):
        return False
    if word.index == reading.sentences[word.sentence].first:  # "Fighting in Bria killed nine"
        return reading.tokens[min(word.index + 1, len(reading.tokens) - 1)].upos in ("ADP", "VERB", "AUX")
    return reading.tokens[word.index - 1].upos in ("ADP", "DET", "SCONJ", "ADJ")


def _claims(sighting: Sighting) -> bool:
    """Whether the text says enough of a happening to claim it: no purposes, no mere possibilities, no plain intent of force."""
    state = sighting.asserted
    if state.purpose:
        return False
    if state.standing is Standing.POSSIBLE:
        return state.hedged
    if state.standing is Standing.NEGATED and sighting.kind not in _UNDENIED and table().kinds[sighting.kind].family in _WORDS:
        return False
    if state.standing is Standing.DENIED and table().kinds[sighting.kind].family in _WORDS:
        return False
    violent = table().kinds[sighting.kind].family not in _WORDS and sighting.kind != "retreat"
    return not (violent and state.standing in (Standing.PLANNED, Standing.DEMANDED))


def _answer(reading: Reading, sighting: Sighting) -> Found[What]:
    words = sighting.words
    sighting = _by_machine(reading, _tried(sighting))
    places, times = circumstances(reading, sighting)
    if not times and sighting.earlier is not None:
        times = circumstances(reading, replace(sighting, head=sighting.earlier, verb=sighting.earlier, taken=frozenset()))[1]
    value = What(
        kind=sighting.kind,
        head=sighting.head,
        evidence=_evidence(reading, sighting),
        standing=sighting.asserted.standing,
        hedged=sighting.asserted.hedged,
        codes=_codes(sighting),
        agents=_spans(reading, sighting.agents),
        targets=_spans(reading, sighting.targets),
        instruments=_spans(reading, sighting.tools),
        place_words=places,
        time_words=times,
        also=tuple(kind for kind in sighting.also if kind != sighting.kind),
    )
    return found(reading.cover(words), value, "what", sighting.rule)


def _by_machine(reading: Reading, sighting: Sighting) -> Sighting:
    """An attack by aircraft is a strike, one by tanks or guns a shelling."""
    if sighting.kind != "attack" or sighting.rule == "shoot-down":
        return sighting
    doers = [reading.tokens[head] for head in sighting.agents]
    kind = next((kind for kind, name in _MACHINES for doer in doers if is_in(doer, name)), None)
    if kind is None:
        return sighting
    return replace(sighting, kind=kind, also=tuple(dict.fromkeys(("attack", *sighting.also))), plover=None, acled=None, cameo=None)


def _tried(sighting: Sighting) -> Sighting:
    """What was only attempted: to take a place is an offensive, to kill an attack."""
    kind = _ATTEMPTED.get(sighting.kind)
    if not sighting.asserted.attempt or kind is None:
        return sighting
    return replace(sighting, kind=kind, also=tuple(dict.fromkeys((sighting.kind, "attack", "clash"))))


def _codes(sighting: Sighting) -> Codes:
    """The codes of the kind, or the row's own where it has finer ones; to PLOVER a promise of help or withdrawal is AGREE."""
    given = table().kinds[sighting.kind].codes
    promised = sighting.asserted.standing is Standing.PLANNED and given.plover in _PROMISED
    if not (promised or sighting.plover or sighting.acled or sighting.cameo):
        return given
    return Codes(
        "AGREE" if promised else sighting.plover or given.plover,
        sighting.acled or given.acled,
        sighting.cameo or given.cameo,
        given.ucdp,
    )


def _spans(reading: Reading, heads: Iterable[int]) -> tuple[Span, ...]:
    spans = {phrase(reading, head) for head in heads}
    return tuple(sorted(span for span in spans if not any(other != span and other.contains(span) for other in spans)))


def _evidence(reading: Reading, sighting: Sighting) -> Span:
    """The clause: all under its verb, and the trigger."""
    top = clause_top(reading, sighting.verb)
    places = [place for place in reading.subtree(top) if reading.tokens[place].text not in (".", "!", "?")]
    return reading.cover((*sighting.words, *places[:1], *places[-1:]))
