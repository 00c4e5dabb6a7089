"""Nouns that name a happening: the first row that fits, with the noun's own phrases and owners."""

from tacitus.model.reading import Reading, Token
from tacitus.questions.what.classes import fits, is_in, modifiers
from tacitus.questions.what.clauses import joined
from tacitus.questions.what.phrases import beyond_verb, dated, left_edge, noun_after, preposition
from tacitus.questions.what.rows import NounRow, Words, lists, table
from tacitus.questions.what.sense import Mood, makes_sense, of_another_walk
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.telling import Mention, tell
from tacitus.questions.what.uses import Use, bundle, uses

_QUALIFIERS = frozenset({"compound", "amod", "flat", "nmod:desc"})
_PARTIES = frozenset({"by", "between", "against", "among", "with"})
_SHARING = frozenset({"do", "repel", "suffer", "own", "end", "occur"})
_HARMING = frozenset({"kill", "wound", "injure"})
_HARMED = frozenset({"dead", "killed", "wounded", "injured"})
_NATIONS = ("an", "i", "ish", "ese", "ch", "se", "ian")
Phrases = tuple[tuple[str, int], ...]
Heads = tuple[int, ...]


def noun_sighting(reading: Reading, index: int, mood: Mood, seen: frozenset[str]) -> Sighting | None:
    """The happening that a noun names, if any. `seen` are the families of kinds that the report has told of before."""
    token = reading.tokens[index]
    rows = table().nouns.get(token.lemma) or table().nouns.get(token.norm) or ()
    if not rows or _qualifies(reading, token):
        return None
    used = uses(reading, index)
    phrases = _phrases(reading, index, used)
    for row in rows:
        if _fits_row(reading, row, index, phrases) and _sensible(reading, row, index, phrases, used, mood):
            return tell(reading, _mention(reading, row, index, phrases), used, seen)
    return None


def _qualifies(reading: Reading, token: Token) -> bool:
    """A noun that only qualifies the next one ("attack helicopter"), owns it, or stands aside ("including strikes")."""
    if token.dep == "nmod:poss" or (token.dep in _QUALIFIERS and token.head > token.index):
        return True
    if token.index > 0 and reading.tokens[token.index - 1].lemma == "use" and not reading.kids(token.index, "nmod"):
        return True
    return any(kid.norm in lists()["aside"] for kid in reading.kids(token.index, "case", "mark"))


def _phrases(reading: Reading, noun: int, used: tuple[Use, ...]) -> Phrases:
    """The prepositional phrases of a noun: its own, the one right behind it, and those behind it that its verb took."""
    found: dict[int, str] = {}
    for place in (noun, bundle(reading, noun)):
        for kid in reading.kids(place, "nmod", "obl"):
            word = preposition(reading, kid.index)
            if word and kid.index > noun and not (word == "of" and beyond_verb(reading, place, kid.index)):
                found |= dict.fromkeys(joined(reading, kid.index), word)
                found = _inner_phrases(reading, kid.index) | found
    if (behind := _behind(reading, noun)) is not None:
        found.setdefault(behind[1], behind[0])
    if used and used[0].row.use in _SHARING:
        found = _of_verb(reading, noun, used[0]) | found
    return tuple((word, head) for head, word in sorted(found.items()))


def _inner_phrases(reading: Reading, head: int) -> dict[int, str]:
    """Phrases that hang on a noun's own phrase, or on the of-phrase in it: "the murder of hundreds of villagers by the militia"."""
    found: dict[int, str] = {}
    for kid in reading.kids(head, "nmod"):
        word = preposition(reading, kid.index)
        if kid.index > head and word == "of":
            found = _inner_phrases(reading, kid.index) | found
        elif word and kid.index > head:
            found |= dict.fromkeys(joined(reading, kid.index), word)
    return found


def _behind(reading: Reading, noun: int) -> tuple[str, int] | None:
    """The phrase that begins right behind a noun, wherever the parse hangs it."""
    after = reading.tokens[noun + 1] if noun + 1 < len(reading.tokens) else None
    if after is None or after.upos != "ADP" or after.sentence != reading.tokens[noun].sentence:
        return None
    head = noun_after(reading, after.index)
    return None if head is None else (after.norm, head)


def _of_verb(reading: Reading, noun: int, use: Use) -> dict[int, str]:
    """What a light verb took of the noun's phrases; of "took place" and its like only the parties."""
    if use.clause.passive:
        return {}
    found = {head: word for word, head in use.clause.obliques if head > noun}
    if use.row.use != "occur":
        return found
    near = (use.clause.verb, noun)
    return {head: word for head, word in found.items() if word in _PARTIES and reading.tokens[head].head in near}


def _fits_row(reading: Reading, row: NounRow, noun: int, phrases: Phrases) -> bool:
    words = {form for word in modifiers(reading, noun) for form in (word.norm, word.lemma)} | _hyphened(reading, noun)
    if (row.modifiers and not words & set(row.modifiers)) or words & set(row.not_modifiers):
        return False
    return not row.needs or any(_needed(reading, phrases, need) for need in row.needs)


def _hyphened(reading: Reading, noun: int) -> set[str]:
    """Compounds such as "cross-border" before a noun."""
    tokens = reading.tokens
    hyphens = [place for place in range(max(noun - 5, 1), noun - 1) if tokens[place].text == "-"]
    return {f"{tokens[place - 1].norm}-{tokens[place + 1].norm}" for place in hyphens}


def _needed(reading: Reading, phrases: Phrases, need: str) -> bool:
    word, *wanted = need.split()
    return any(found == word and (not wanted or fits(reading, head, tuple(wanted))) for found, head in phrases)


def _sensible(reading: Reading, row: NounRow, noun: int, phrases: Phrases, used: tuple[Use, ...], mood: Mood) -> bool:
    heads = [noun, *(head for _, head in phrases)]
    for use in used:
        heads += [*use.clause.subjects, *use.clause.objects, *(head for _, head in use.clause.obliques)]
    doers = [*_under(phrases, row.agent), *_owners(reading, row, noun)]
    if mood is Mood.OPEN and table().kinds[row.kind].family == "force" and of_another_walk(reading, doers):
        return False
    if mood is Mood.OPEN and (
        _harms(reading, used) or _deadly(reading, noun) or any(_needed(reading, phrases, proof) for proof in row.proof)
    ):
        return True
    return makes_sense(reading, row.sense, heads, mood)


def _deadly(reading: Reading, noun: int) -> bool:
    """ "A deadly attack", "the attack was the deadliest in years"."""
    token = reading.tokens[noun]
    above = (reading.tokens[token.head],) if token.relation == "nsubj" and reading.kids(token.head, "cop") else ()
    return any(word.lemma in lists()["deadly"] or word.norm in lists()["deadly"] for word in (*modifiers(reading, noun), *above))


def _harms(reading: Reading, used: tuple[Use, ...]) -> bool:
    """Whether it kills or wounds people: force, whatever the noun."""
    hits = [use.clause for use in used if use.row.use == "hit" and _kills(reading, use.clause.verb)]
    return any(fits(reading, head, ("PERSON", "NUM")) for hit in hits for head in hit.objects)


def _kills(reading: Reading, verb: int) -> bool:
    """ "Killed", "wounded", "left dead"."""
    left = reading.tokens[verb].lemma == "leave"
    after = {reading.tokens[place].norm for place in reading.subtree(verb) if place > verb} if left else set()
    harming = reading.tokens[verb].lemma in _HARMING or reading.tokens[verb].norm in _HARMED
    return harming or bool(after & _HARMED)


def _mention(reading: Reading, row: NounRow, noun: int, phrases: Phrases) -> Mention:
    """The noun with its parties: behind a preposition first, else those that own or qualify it."""
    owners = _owners(reading, row, noun)
    named = tuple(head for head in _under(phrases, row.agent) if not dated(reading, head))
    agents = named or (owners if row.owner == "agent" else ())
    bounds = lists()["bounds"]
    blamed = _blamed(reading, noun, phrases)
    agents = agents or blamed
    others = (head for head in _under(phrases, row.target) if head not in blamed and not dated(reading, head))
    targets = [head for head in others if reading.tokens[head].lemma not in bounds]
    placed = any(word in ("in", "near", "at", "outside", "inside", "across") for word, _ in phrases)
    counted = any(kid.relation == "nummod" for kid in reading.kids(bundle(reading, noun)))
    return Mention(row, noun, agents, tuple(targets) or (owners if row.owner == "target" else ()), placed or counted)


def _blamed(reading: Reading, noun: int, phrases: Phrases) -> Heads:
    """ "Blamed the shelling of Goma on rebels": who stands behind "on" is said to have done it."""
    token = reading.tokens[noun]
    verb = reading.tokens[token.head] if token.head >= 0 else token
    put = token.relation in ("obj", "nsubj") and verb.lemma in ("blame", "pin")
    return tuple(head for word, head in phrases if word == "on") if put else ()


def _under(phrases: Phrases, words: Words) -> Heads:
    """The heads under the first of some prepositions that is there."""
    for word in words:
        heads = tuple(head for found, head in phrases if found == word)
        if heads:
            return heads
    return ()


def _owners(reading: Reading, row: NounRow, noun: int) -> Heads:
    """Who owns or qualifies the noun from the front: "the army's assault", "Saudi airstrikes"."""
    if row.owner == "none":
        return ()
    kids = [*reading.kids(noun, "nmod:poss"), *reading.kids(bundle(reading, noun), "nmod:poss")]
    owners = [_possessor(reading, kid) for kid in kids if kid.upos != "DET" and not dated(reading, kid.index)]
    owners = owners or [word.index for word in modifiers(reading, noun) if _acts(reading, word)]
    return tuple(dict.fromkeys(owners))


def _possessor(reading: Reading, kid: Token) -> int:
    """ "The Government of Iraq's offensive" is the government's."""
    edge = left_edge(reading, kid.index)
    inner = edge > 1 and reading.tokens[edge - 1].norm == "of" and reading.tokens[edge - 2].upos in ("NOUN", "PROPN")
    return edge - 2 if inner else kid.index


def _acts(reading: Reading, word: Token) -> bool:
    """Whether a qualifier names who acts: a known doer, or an adjective of nation."""
    if word.norm == "coalition" or any(is_in(word, name) for name in ("FORCE", "GROUP", "STATE", "COUNTRY")):
        return word.norm not in ("military", "terrorist", "suicide")
    nation = word.upos == "ADJ" and word.text[:1].isupper() and word.norm.endswith(_NATIONS)
    return nation or any(label.kind == "Nationality" and label.span.contains(word.span) for label in reading.names)
