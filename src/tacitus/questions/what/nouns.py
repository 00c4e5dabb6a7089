"""Nouns that name a happening, with the light verb that tells it where there is one."""

from dataclasses import replace

from tacitus.model.answers import Standing
from tacitus.model.reading import Reading, Token
from tacitus.questions.what.classes import fits, is_in, modifiers
from tacitus.questions.what.clauses import Clause, clause, dated, joined
from tacitus.questions.what.phrases import left_edge, noun_after, preposition
from tacitus.questions.what.rows import NounRow, table
from tacitus.questions.what.sense import Mood, makes_sense
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.standing import Asserted, asserted, of_hearsay, qualified
from tacitus.questions.what.uses import Use, bundle, followers, leaders, uses

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_QUALIFIERS = frozenset({"compound", "amod", "flat", "nmod:desc"})
_ABOVE = frozenset(
    {"report", "news", "account", "allegation", "evidence", "footage", "end", "halt", "wake", "midst", "face", "back", "start"}
    | {"retaliation", "round", "revenge", "response", "reprisal", "course", "height", "eve", "launch", "aftermath", "beginning", "outbreak", "resumption"}
)
_BOUNDS = frozenset({"border", "frontier", "outskirts", "edge", "eve", "side", "street", "avenue", "road", "highway", "coast", "bank", "ground", "front", "frontline", "back", "basis", "scale", "km", "kilometre", "kilometer", "mile", "metre", "meter"})
_ASIDE = frozenset({"including", "like", "such", "than", "despite", "as", "without", "unlike", "except", "besides"})
_MEANS = frozenset({"strike", "shelling", "bombing", "attack"})
_FARTHEST = 12
_NEAR = 6
_PARTIES = frozenset({"by", "between", "against", "among", "with"})
Phrases = tuple[tuple[str, int], ...]


def noun_sighting(reading: Reading, index: int, mood: Mood, seen: bool) -> Sighting | None:
    """The happening that a noun names, if any. `seen`: the report has told of a happening of this sort before."""
    token = reading.tokens[index]
    rows = table().nouns.get(token.lemma) or table().nouns.get(token.norm) or ()
    if not rows or _qualifies(reading, token):
        return None
    used = uses(reading, index)
    phrases = _phrases(reading, index, used)
    for row in rows:
        if _fits_row(reading, row, index, phrases) and _sensible(reading, row, index, phrases, used, mood):
            return _told(reading, row, index, phrases, used, seen)
    return None


def _qualifies(reading: Reading, token: Token) -> bool:
    """A noun that only qualifies the next one ("attack helicopter", "bomb attack")."""
    if token.dep in _QUALIFIERS and token.head > token.index:
        return True
    if token.index > 0 and reading.tokens[token.index - 1].lemma == "use" and not reading.kids(token.index, "nmod"):
        return True
    return token.dep == "nmod:poss" or any(kid.norm in _ASIDE for kid in reading.kids(token.index, "case", "mark"))


def _phrases(reading: Reading, noun: int, used: tuple[Use, ...]) -> Phrases:
    """The prepositional phrases of a noun: its own, the one right behind it, and those behind it that its verb took."""
    found: dict[int, str] = {}
    for place in (noun, bundle(reading, noun)):
        for kid in reading.kids(place, "nmod", "obl"):
            word = preposition(reading, kid.index)
            if word and kid.index > noun:
                found |= dict.fromkeys(joined(reading, kid.index), word)
                found = _inner_phrases(reading, kid.index) | found
    at = noun + 1
    if at < len(reading.tokens) and reading.tokens[at].upos == "ADP" and reading.tokens[at].sentence == reading.tokens[noun].sentence:
        head = noun_after(reading, at)
        if head is not None:
            found.setdefault(head, reading.tokens[at].norm)
    for use in used[:1]:
        if use.row.use in ("do", "repel", "suffer", "own", "end", "occur"):
            more = {head: word for word, head in use.clause.obliques if head > noun and not use.clause.passive}
            if use.row.use == "occur":
                more = {head: word for head, word in more.items() if word in _PARTIES and reading.tokens[head].head in (use.clause.verb, noun)}
            found = more | found
    return tuple((word, head) for head, word in sorted(found.items()))


def _inner_phrases(reading: Reading, head: int) -> dict[int, str]:
    """Phrases that hang on a noun's own phrase: "the delivery of aid to civilians"."""
    found: dict[int, str] = {}
    for kid in reading.kids(head, "nmod"):
        word = preposition(reading, kid.index)
        if word and word != "of" and kid.index > head:
            found |= dict.fromkeys(joined(reading, kid.index), word)
    return found


def _fits_row(reading: Reading, row: NounRow, noun: int, phrases: Phrases) -> bool:
    words = {form for word in modifiers(reading, noun) for form in (word.norm, word.lemma)}
    words |= {f"{first.norm}-{second.norm}" for first, second in _hyphened(reading, noun)}
    if row.modifiers and not words & set(row.modifiers):
        return False
    if words & set(row.not_modifiers):
        return False
    return not row.needs or any(_needed(reading, phrases, need) for need in row.needs)


def _hyphened(reading: Reading, noun: int) -> list[tuple[Token, Token]]:
    """Pairs such as "cross-border" before a noun."""
    first = max(noun - 6, 0)
    places = [place for place in range(first + 1, noun - 1) if reading.tokens[place].text == "-"]
    return [(reading.tokens[place - 1], reading.tokens[place + 1]) for place in places]


def _needed(reading: Reading, phrases: Phrases, need: str) -> bool:
    word, *wanted = need.split()
    return any(found == word and (not wanted or fits(reading, head, tuple(wanted))) for found, head in phrases)


def _sensible(reading: Reading, row: NounRow, noun: int, phrases: Phrases, used: tuple[Use, ...], mood: Mood) -> bool:
    heads = [noun, *(head for _, head in phrases)]
    for use in used:
        heads += [*use.clause.subjects, *use.clause.objects, *(head for _, head in use.clause.obliques)]
    if mood is Mood.OPEN and (_harms(reading, used) or any(_needed(reading, phrases, proof) for proof in row.proof)):
        return True
    others = [head for head in heads if head == noun or not is_in(reading.tokens[head], "TRANSPARENT")]
    return makes_sense(reading, row.sense, others, mood)


def _harms(reading: Reading, used: tuple[Use, ...]) -> bool:
    """Whether it kills or wounds people, or destroys buildings: force, whatever the noun."""
    hits = [use.clause for use in used if use.row.use == "hit" and reading.tokens[use.clause.verb].lemma in ("kill", "wound", "injure")]
    return any(fits(reading, head, ("PERSON",)) for hit in hits for head in hit.objects)


def _told(reading: Reading, row: NounRow, noun: int, phrases: Phrases, used: tuple[Use, ...], seen: bool) -> Sighting | None:
    """The sighting, unless the noun only takes up what was told before or stands aside from what is asserted."""
    use = used[0] if used else None
    agents, targets = _owners(reading, row, noun), _under(phrases, row.target)
    agents = _under(phrases, row.agent) or agents[0]
    targets = tuple(head for head in targets if not dated(reading, head) and reading.tokens[head].lemma not in _BOUNDS)
    targets = targets or _owners(reading, row, noun)[1]
    by_agent = bool(use and use.clause.passive and use.clause.subjects)
    if _takes_up(reading, noun):
        plain = use is None or use.row.use in ("told", "occur")
        plain = plain and not reading.kids(noun, "acl")
        told = use is not None and use.row.use in ("hit", "serve") and row.kind in _MEANS
        if told:
            pass
        elif (use and use.row.use == "end" and not agents) or (not (targets or agents or by_agent) and (seen or plain)):
            return None
    if use is None or use.row.use == "told":
        return _alone(reading, row, noun, use, agents, targets, phrases)
    return _by_verb(reading, row, noun, use, used, agents, targets)


def _takes_up(reading: Reading, noun: int) -> bool:
    """ "the attack", "these strikes", without a number or a name of its own."""
    kids = reading.kids(bundle(reading, noun))
    definite = any(kid.norm in _DEFINITE for kid in kids if kid.relation == "det")
    return definite and not any(kid.relation == "nummod" for kid in kids)


def _under(phrases: Phrases, words: tuple[str, ...]) -> tuple[int, ...]:
    """The heads under the first of some prepositions that is there, `between` and `against` before `of`."""
    for word in words:
        heads = tuple(head for found, head in phrases if found == word)
        if heads:
            return heads
    return ()


def _owners(reading: Reading, row: NounRow, noun: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Agents and targets that qualify the noun from the front: "the army's assault", "Saudi airstrikes"."""
    if row.owner == "none":
        return (), ()
    kids = [*reading.kids(noun, "nmod:poss"), *reading.kids(bundle(reading, noun), "nmod:poss")]
    owners = list(dict.fromkeys(_possessor(reading, kid) for kid in kids if kid.upos != "DET" and not dated(reading, kid.index)))
    if not owners:
        owners = [word.index for word in modifiers(reading, noun) if _acts(reading, word)]
    return (tuple(owners), ()) if row.owner == "agent" else ((), tuple(owners))


def _possessor(reading: Reading, kid: Token) -> int:
    """ "The Government of Iraq's offensive" is the government's."""
    edge = left_edge(reading, kid.index)
    inner = edge > 1 and reading.tokens[edge - 1].norm == "of" and reading.tokens[edge - 2].upos in ("NOUN", "PROPN")
    return edge - 2 if inner else kid.index


def _acts(reading: Reading, word: Token) -> bool:
    """Whether a qualifier names who acts: a known doer, or an adjective of nation."""
    if any(is_in(word, name) for name in ("FORCE", "GROUP", "STATE", "COUNTRY")) or word.norm == "coalition":
        return word.norm not in ("military", "terrorist", "suicide")
    nation = word.upos == "ADJ" and word.text[:1].isupper() and word.norm.endswith(("an", "i", "ish", "ese", "ch", "se", "ian"))
    return nation or any(label.kind == "Nationality" and label.span.contains(word.span) for label in reading.names)


def _alone(
    reading: Reading, row: NounRow, noun: int, use: Use | None, agents: tuple[int, ...], targets: tuple[int, ...], phrases: Phrases
) -> Sighting | None:
    """A noun without a verb that says what became of it: only with parties or a place of its own, and where nothing holds it off."""
    placed = any(word in ("in", "near", "at", "outside", "inside", "across") for word, _ in phrases)
    placed = placed or any(kid.relation == "nummod" for kid in reading.kids(bundle(reading, noun)))
    if not row.bare or not (agents or targets or placed) or _aside(reading, noun):
        return None
    state = qualified(reading, noun, asserted(reading, noun))
    if use and use.row.standing and state.standing is Standing.HAPPENED:
        state = replace(state, standing=use.row.standing)
    if of_hearsay(reading, bundle(reading, noun)):
        state = replace(state, hedged=True)
    words = tuple(sorted({noun, *_qualifiers(reading, noun), *_first(targets, noun)}))
    told = use is not None or bool(reading.kids(noun, "cop"))
    return Sighting(row.kind, row.id, noun, noun, words, row.weight, state, row.also, agents, targets, (), told, **_codes(row))


def _first(heads: tuple[int, ...], noun: int) -> tuple[int, ...]:
    return tuple(head for head in heads[:1] if 0 < head - noun <= _NEAR)


def _aside(reading: Reading, noun: int) -> bool:
    """Under another noun that asserts nothing of it ("risk of attack", "site of the battle"), or under a purpose."""
    top = reading.tokens[bundle(reading, noun)]
    above = reading.tokens[top.head] if top.head >= 0 else None
    if above is None or above.upos not in ("NOUN", "PROPN", "ADJ") or top.relation not in ("nmod", "obl", "conj"):
        return False
    return above.lemma not in _ABOVE and not _names_act(above)


def _names_act(token: Token) -> bool:
    return token.lemma in table().nouns


def _qualifiers(reading: Reading, noun: int) -> list[int]:
    """The words that stand right before the noun and qualify it, articles left out."""
    edge = max(left_edge(reading, noun), noun - 4)
    return [kid.index for kid in reading.kids(noun, "compound", "amod", "nummod") if edge <= kid.index < noun]


def _by_verb(
    reading: Reading, row: NounRow, noun: int, use: Use, used: tuple[Use, ...], agents: tuple[int, ...], targets: tuple[int, ...]
) -> Sighting:
    """A noun told by a light verb: the verb's arguments fill what the noun leaves open."""
    frame, kind, also = use.clause, row.kind, row.also
    taken = {other.clause.verb for other in used if other.row.use in ("do", "repel", "suffer", "occur", "hit", "serve", "end")}
    more = [place for other in used if other.row.use == "hit" for place in (*followers(reading, other.clause.verb), *leaders(reading, other.clause.verb))]
    hits = [clause(reading, place) for place in more] + [other.clause for other in used if other.row.use == "hit"]
    struck = tuple(dict.fromkeys(head for hit in hits for head in hit.objects if head != noun))
    if use.row.use in ("do", "own"):
        agents = frame.subjects or agents
    elif use.row.use == "suffer":
        agents, targets = agents or frame.under("from", "by"), frame.subjects or targets
    elif use.row.use == "charge":
        agents, also = frame.objects or agents, (*also, "accusation")
    elif use.row.use == "repel":
        agents, targets = frame.subjects, agents or targets
        kind, also = use.row.kind or kind, (row.kind, *(word for word in also if word != use.row.kind))
    elif use.row.use in ("hit", "serve") and use.place != "subject" and not frame.passive:
        agents = agents or frame.subjects
    targets = tuple(sorted({*targets, *struck} - set(agents)))
    words = _words(reading, noun, use, targets)
    state = _state(reading, noun, use)
    also = tuple(dict.fromkeys((*also, *_results(reading, hits))))
    taken |= set(more)
    head = noun
    return Sighting(kind, row.id, head, frame.verb, words, row.weight, state, also, agents, targets, (), False, frozenset(taken), **_codes(row))


def _results(reading: Reading, hits: list[Clause]) -> tuple[str, ...]:
    found: list[str] = []
    for hit in hits:
        rows = table().verbs.get(reading.tokens[hit.verb].lemma, ())
        found += [row.kind for row in rows if row.weight == "result"][:1]
    return tuple(found)


def _state(reading: Reading, noun: int, use: Use) -> Asserted:
    plain = asserted(reading, use.clause.verb)
    weighed = qualified(reading, noun, plain)
    state = replace(weighed, standing=plain.standing)
    if any(kid.norm in ("no", "neither") for kid in reading.kids(bundle(reading, noun), "det")):
        return replace(state, standing=Standing.NEGATED)
    if use.row.use == "end":
        return replace(state, standing=Standing.HAPPENED, purpose=False)
    return replace(state, standing=use.row.standing) if use.row.standing else state


def _words(reading: Reading, noun: int, use: Use, targets: tuple[int, ...]) -> tuple[int, ...]:
    """Verb and noun where they stand close and the verb tells the act; else the noun with what qualifies it."""
    verb = use.clause.verb
    close = abs(verb - noun) <= _FARTHEST
    by_means = use.row.use in ("hit", "serve") and use.place != "subject" and abs(verb - noun) <= 6
    if (use.row.use in ("do", "repel", "suffer", "occur") or by_means) and close:
        return tuple(sorted({verb, noun}))
    if use.row.use == "hit" and use.place == "subject" and 0 < verb - noun <= 6:
        return tuple(sorted({noun, verb, *_qualifiers(reading, noun)}))
    return tuple(sorted({noun, *_qualifiers(reading, noun), *_first(targets, noun)}))


def _codes(row: NounRow) -> dict[str, str | None]:
    return {"plover": row.plover, "acled": row.acled, "cameo": row.cameo}
