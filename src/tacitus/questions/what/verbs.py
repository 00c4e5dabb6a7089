"""Verbs that tell a happening: the first row whose frame the clause fills."""

from collections.abc import Set
from dataclasses import dataclass, replace
from functools import lru_cache

from tacitus.model.reading import Reading, Token, remembered
from tacitus.questions.what.classes import acts_in_public, armed, fits, is_in, meant, members, modifiers, stands_for_state
from tacitus.questions.what.clauses import Clause, clause, finite_modifier
from tacitus.questions.what.lost import participle_lemma, past_form, shifted_object
from tacitus.questions.what.phrases import dated, preposition
from tacitus.questions.what.rows import VerbRow, Words, lists, table
from tacitus.questions.what.sense import Mood, makes_sense, of_another_walk
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.standing import asserted

_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_FEARED = frozenset({"will", "would", "could", "may", "might"})
_VIOLENT = frozenset({"force", "ground", "seizure", "movement"})
_STILL = frozenset({"movement", "presence", "help", "control", "talks"})
_FARTHEST = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A frame in which a verb may be meant, with the small words about it: the verb's particles and those of its neighbours, and
    the lemmas of the verbs that it governs."""

    frame: Clause
    near: frozenset[str]
    particles: frozenset[str]
    governed: frozenset[str]


def verb_sighting(reading: Reading, index: int, mood: Mood) -> Sighting | None:
    """The happening that a verb tells, if any."""
    token = reading.tokens[index]
    rows = _rows(token)
    hyphened = index > 0 and reading.tokens[index - 1].text == "-"
    attributive = token.relation in ("amod", "compound", "case", "aux", "nmod:desc") and not finite_modifier(reading, token)
    if not rows or hyphened or attributive or _titled(reading, token) or _outcome(reading, token):
        return None
    return _told_by(reading, rows, clause(reading, index), mood)


def _rows(token: Token) -> tuple[VerbRow, ...]:
    """The rows of a verb by its lemma, else by its form ("missing"), else by the verb that an adjective is the participle of."""
    verbs = table().verbs
    return verbs.get(token.lemma) or verbs.get(token.norm) or verbs.get(participle_lemma(token, verbs) or "", ())


def _outcome(reading: Reading, token: Token) -> bool:
    """ "Shot dead": the second word only says how the first came out."""
    above = reading.tokens[max(token.index - 1, 0)]
    rows = table().verbs.get(above.lemma, ()) if above.upos == "VERB" else ()
    return token.upos == "ADJ" and any(token.norm in row.particle for row in rows)


def state_sighting(reading: Reading, index: int, mood: Mood) -> Sighting | None:
    """What a noun tells behind a preposition and a verb of being: "is in the hands of", "remained in control of"."""
    token = reading.tokens[index]
    above = reading.tokens[token.head] if token.head >= 0 else None
    copular = bool(reading.kids(index, "cop"))
    linked = above is not None and above.upos in ("VERB", "AUX") and above.lemma in lists()["being"] and token.relation != "nsubj"
    word = preposition(reading, index) if copular or linked else None
    if word is None:
        return None
    rows = table().verbs.get(f"{word} {token.lemma}", ())
    if not rows and copular and word in ("in", "at", "near", "outside", "inside", "on") and fits(reading, index, ("PLACE",), True):
        rows = table().verbs.get("be somewhere", ())
    frame = clause(reading, index)
    if above is not None and not copular:
        frame = replace(frame, subjects=clause(reading, above.index).subjects)
    return _told_by(reading, rows, replace(frame, passive=False), mood)


def _told_by(reading: Reading, rows: tuple[VerbRow, ...], frame: Clause, mood: Mood) -> Sighting | None:
    """The sighting of the first row that fits, by the lists of words, else by the encoder's names."""
    token = reading.tokens[frame.verb]
    if rows and _background(reading, token):
        rows = tuple(row for row in rows if not (row.finite or _describes(reading, row, token)))
    if rows and _still_trying(reading, token):
        rows = tuple(row for row in rows if table().kinds[row.kind].family not in _STILL)
    if not rows:
        return None
    shapes = _shapes(reading, frame)
    plainly = _first_filled(reading, rows, shapes, mood, False)
    if plainly or mood is not Mood.WAR:
        return plainly
    return _first_filled(reading, tuple(row for row in rows if row.sense == "armed"), shapes, mood, True)


def _shapes(reading: Reading, frame: Clause) -> tuple[Shape | None, Shape | None, Shape | None]:
    """The frame as it is parsed, as a passive and as an active."""
    particles = frozenset(_particles(reading, frame.verb))
    governed = frozenset([kid.lemma for kid in reading.kids(frame.verb, "xcomp")])
    near = frozenset(_near(reading, frame))  # of the same nouns, whichever stands as what
    passive, active = _as_passive(reading, frame), _as_active(reading, frame)
    return (
        Shape(frame, near, particles, governed),
        Shape(passive, near, particles, governed) if passive else None,
        Shape(active, near, particles, governed) if active else None,
    )


def _first_filled(
    reading: Reading, rows: tuple[VerbRow, ...], shapes: tuple[Shape | None, ...], mood: Mood, labelled: bool
) -> Sighting | None:
    """The sighting of the first row that the clause fills; `labelled`: the encoder's names count for rows that ask for arms."""
    plain, passive, active = shapes
    for shape in (plain, passive, active):
        for row in rows if shape else ():
            if shape is passive and row.sense == "polity":
                continue
            if shape and _fills(reading, row, shape, labelled) and _sensible(reading, row, shape.frame, mood):
                return _sighting(reading, row, shape.frame)
    return None


def _describes(reading: Reading, row: VerbRow, token: Token) -> bool:
    """A running participle behind a noun tells of no movement, stay or help of its own ("a convoy evacuating families")."""
    behind = token.dep == "acl" and token.norm.endswith("ing") and token.head < token.index
    return behind and table().kinds[row.kind].family in _STILL and not reading.kids(token.index, "aux")


def _still_trying(reading: Reading, token: Token) -> bool:
    """ "A convoy, which is trying to reach the border, has been split": the relative clause only describes."""
    above = reading.tokens[token.head] if token.head >= 0 else None
    return token.relation == "xcomp" and above is not None and above.dep == "acl:relcl" and above.norm == "trying"


def _background(reading: Reading, token: Token) -> bool:
    """A participle that only describes ("militants fighting the government", "areas held by rebels")."""
    running = token.norm.endswith("ing") and not reading.kids(token.index, "aux")
    return (token.relation == "acl" and token.dep != "acl:relcl") or (running and token.relation not in ("xcomp", "root"))


def _titled(reading: Reading, token: Token) -> bool:
    """A capital in mid-sentence: part of a name ("Crossing Continents"), but not in a headline."""
    if not token.text[:1].isupper():
        return False
    words = [word for word in reading.words(reading.sentences[token.sentence]) if word.text[:1].isalpha()]
    first = words[0].index if words else token.index
    capitals = sum(word.text[:1].isupper() for word in words)
    return token.index > first and 2 * capitals < len(words) and reading.tokens[token.index - 1].upos != "PUNCT"


def _sensible(reading: Reading, row: VerbRow, frame: Clause, mood: Mood) -> bool:
    if _made_up(reading, frame.verb):
        return False
    proved = mood is Mood.OPEN and any(_needed(reading, _named_only(reading, frame), proof, set()) for proof in row.proof)
    heads = _nouns(frame)
    family = table().kinds[row.kind].family
    walks = of_another_walk(reading, frame.subjects) or of_another_walk(reading, frame.objects, 2)
    if mood is Mood.OPEN and family in _VIOLENT and walks:
        return any(armed(reading, head) for head in heads) and makes_sense(reading, row.sense, heads, mood)
    if "toll" in row.subject or "toll" in row.object:  # "the toll of the shelling"
        heads += tuple(kid.index for head in (*frame.subjects, *frame.objects) for kid in reading.kids(head, "nmod"))
    if family == "words":
        heads += tuple(place for place in reading.subtree(frame.verb) if reading.tokens[place].upos in ("NOUN", "PROPN"))
    proved = proved or (mood is Mood.OPEN and _by_state(reading, row, frame))
    return proved or makes_sense(reading, row.sense, heads, mood)


def _made_up(reading: Reading, verb: int) -> bool:
    """ "In the last chapter the assassin strikes": told in a work of fiction."""
    places = (verb, *(above.index for above in reading.ancestors(verb)))
    kids = (kid for place in places for kid in reading.kids(place, "obl"))
    return any(kid.lemma in lists()["fiction"] and preposition(reading, kid.index) in ("in", "of", "during") for kid in kids)


def _named_only(reading: Reading, frame: Clause) -> Clause:
    """A frame without its pronouns: they prove nothing."""
    subjects, objects = (
        tuple(head for head in heads if reading.tokens[head].upos != "PRON") for heads in (frame.subjects, frame.objects)
    )
    return replace(frame, subjects=subjects, objects=objects)


def _as_active(reading: Reading, frame: Clause) -> Clause | None:
    """ "The convoy headed towards the border", parsed as a participle behind its noun."""
    if not frame.passive or frame.subjects or not frame.objects or reading.kids(frame.verb, "aux:pass"):
        return None
    return replace(frame, passive=False, subjects=frame.objects, objects=())


def _as_passive(reading: Reading, frame: Clause) -> Clause | None:
    """ "Twelve killed in Kabul": headlines and absolute phrases leave the auxiliary out."""
    token = reading.tokens[frame.verb]
    bare = not frame.passive and frame.subjects and not frame.objects and past_form(token)
    if not bare or reading.kids(frame.verb, "aux"):
        return None
    return replace(frame, passive=True, subjects=(), objects=frame.subjects)


def _nouns(frame: Clause) -> tuple[int, ...]:
    return (*frame.subjects, *frame.objects, *(head for _, head in frame.obliques))


def _fills(reading: Reading, row: VerbRow, shape: Shape, labelled: bool) -> bool:
    labelled, frame = labelled and row.sense == "armed", shape.frame
    if (row.particle and shape.near.isdisjoint(row.particle)) or not shape.particles.isdisjoint(row.not_particle):
        return False
    if not _subject_fits(reading, row, frame, labelled) or not _object_fits(reading, row, frame, labelled):
        return False
    if row.not_object and not shape.governed.isdisjoint(row.not_object):
        return False
    if row.governs and not any(word in shape.governed or not shape.governed.isdisjoint(members(word)) for word in row.governs):
        return False
    if row.not_object and any(_named(reading, head, row.not_object) for head in _nouns(frame)):
        return False
    if row.needs and not any(_needed(reading, frame, need, shape.near, labelled) for need in row.needs):
        return False
    return not row.complement or any(_complement(reading, frame.verb, sort) for sort in row.complement)


def _particles(reading: Reading, verb: int) -> set[str]:
    """The particle that belongs to a verb, and the word right behind it where that is an ADP or ADV."""
    after = [token for token in reading.tokens[verb + 1 : verb + 2] if token.upos in ("ADP", "ADV")]
    if after and after[0].relation == "case" and shifted_object(reading, verb):
        after = []  # "seized in a raid the town"
    return {token.norm for token in (*reading.kids(verb, "compound:prt"), *after)}


def _subject_fits(reading: Reading, row: VerbRow, frame: Clause, labelled: bool) -> bool:
    if not frame.subjects:
        return not row.must_subject
    if not row.subject or any(fits(reading, head, row.subject, labelled) for head in frame.subjects):
        return True
    return row.sense == "polity" and "COUNTRY" in row.subject and any(acts_in_public(reading, head) for head in frame.subjects)


def _by_state(reading: Reading, row: VerbRow, frame: Clause) -> bool:
    return row.sense == "polity" and any(stands_for_state(reading, head) for head in frame.subjects)


def _object_fits(reading: Reading, row: VerbRow, frame: Clause, labelled: bool) -> bool:
    if not row.object:
        return True
    if not frame.objects:
        return "NONE" in row.object
    return any(fits(reading, head, row.object, labelled) for head in frame.objects)


def _named(reading: Reading, head: int, words: Words) -> bool:
    return not _names_of(reading, head).isdisjoint(words)


@remembered
def _names_of(reading: Reading, head: int) -> frozenset[str]:
    """The words of a noun phrase, as they stand and in the dictionary."""
    tokens = [reading.tokens[place] for place in meant(reading, head)]
    tokens += [*modifiers(reading, head), *(kid for kid in reading.kids(head, "nmod") if preposition(reading, kid.index) == "of")]
    lemmas = [token.lemma for token in tokens if token.upos != "VERB"]  # "French-led" is no lead
    return frozenset([*(token.norm for token in tokens), *lemmas])


def _near(reading: Reading, frame: Clause) -> set[str]:
    """The small words about a verb: particles, adverbs, the two words behind it, the determiners of its nouns."""
    found = {kid.norm for kid in reading.kids(frame.verb) if kid.relation not in ("nsubj", "obl")}
    for place in range(frame.verb + 1, min(frame.verb + 3, len(reading.tokens))):
        found.add(reading.tokens[place].norm)
    found |= {reading.tokens[head].norm for _, head in frame.obliques}
    for head in (*frame.objects, *frame.subjects):
        found |= {kid.norm for kid in reading.kids(head, "det", "advmod", "nummod")}
        found |= {reading.tokens[place].norm for place in (head + 1,) if place < len(reading.tokens)}
        found |= {reading.tokens[place - 1].norm for place in (head, head - 1) if place > 0}
    return found


def _needed(reading: Reading, frame: Clause, need: str, words: Set[str], labelled: bool = False) -> bool:
    """One "preposition CLASS lemma ..." of a row; "object ..." asks the object instead."""
    word, *wanted = _split(need)
    if word in ("object", "subject"):
        heads = frame.objects if word == "object" else frame.subjects
        return any(fits(reading, head, tuple(wanted), labelled) for head in heads)
    if not wanted and word in words:
        return True
    if word in ("out", "off", "back", "ablaze", "alight") and word in words:
        return True
    heads = frame.under(word)
    if not wanted or any(fits(reading, head, tuple(wanted), labelled) for head in heads):
        return bool(heads)
    return any(modifier.norm in wanted for head in heads for modifier in modifiers(reading, head))


@lru_cache(maxsize=4096)
def _split(need: str) -> tuple[str, ...]:
    return tuple(need.split())


def _complement(reading: Reading, verb: int, sort: str) -> bool:
    kids = [kid for kid in reading.kids(verb, *_CLAUSES) if kid.index > verb]
    if sort == "none":
        return not any(kid.relation in ("xcomp", "ccomp") for kid in kids)
    if sort == "harm":
        return any(_feared(reading, kid) for kid in kids if kid.relation == "ccomp")
    if sort == "that" and any(kid.relation == "ccomp" for kid in kids):
        return True
    nouns = reading.kids(verb, "obj", "obl", "iobj")
    nouns += tuple(inner for noun in nouns for inner in reading.kids(noun.index, "nmod"))  # "its appeal to donors to help"
    kids += [kid for noun in nouns for kid in reading.kids(noun.index, "acl") if kid.index > noun.index]
    marks = {mark.norm for kid in kids for mark in reading.kids(kid.index, "mark", "case")}
    return sort in marks


def _feared(reading: Reading, kid: Token) -> bool:
    ahead = any(aux.norm in _FEARED for aux in reading.kids(kid.index, "aux"))
    below = (reading.tokens[place] for place in reading.subtree(kid.index))
    return ahead and any(is_in(token, "HARM") or token.lemma in table().verbs or token.lemma == "spread" for token in below)


def _slot(frame: Clause, slots: Words) -> tuple[int, ...]:
    """The heads of the first of some slots that is filled."""
    for slot in slots:
        heads = frame.subjects if slot == "subject" else frame.objects if slot == "object" else frame.under(slot)
        if heads:
            return heads
    return ()


def _tools(reading: Reading, row: VerbRow, frame: Clause) -> tuple[int, ...]:
    heads = frame.objects if row.tool == ("object",) else frame.under(*row.tool)
    return tuple(head for head in heads if any(is_in(reading.tokens[head], name) for name in ("WEAPON", "AIRCRAFT", "VEHICLE")))


def _sighting(reading: Reading, row: VerbRow, frame: Clause) -> Sighting:
    agents = _slot(frame, row.agent)
    targets = tuple(head for head in _slot(frame, row.target) if head not in agents and not dated(reading, head))
    denied = bool({"no", "not", "only", "few"} & set(row.particle))
    state = asserted(reading, frame.verb, denied)
    return Sighting(
        kind=row.kind,
        rule=row.id,
        head=frame.verb,
        verb=frame.verb,
        words=_words(reading, row, frame),
        weight=row.weight,
        asserted=replace(state, standing=row.standing) if row.standing else state,
        also=row.also,
        agents=agents,
        targets=targets,
        tools=_tools(reading, row, frame),
        owned=frozenset(place for head in (*frame.objects, *frame.subjects) for place in meant(reading, head))
        if row.owns
        else frozenset(),
        plover=row.plover,
        acled=row.acled,
        cameo=row.cameo,
    )


def _words(reading: Reading, row: VerbRow, frame: Clause) -> tuple[int, ...]:
    """The verb, its particle, and what the row names or what stands right behind it."""
    found = [frame.verb, *_tried(reading, frame.verb)]
    found += [kid.index for kid in reading.kids(frame.verb, "compound:prt") if 0 < kid.index - frame.verb <= _FARTHEST]
    found += [
        place
        for place in (frame.verb + 1, frame.verb + 2)
        if place < len(reading.tokens) and reading.tokens[place].norm in row.particle
    ]
    heads = [head for head in (*frame.objects, *(head for _, head in frame.obliques)) if head > frame.verb]
    lexical = _lexical(row.object, row.needs)
    named = [head for head in heads if reading.tokens[head].lemma in lexical or reading.tokens[head].norm in lexical]
    return tuple(found + [head for head in named[:1] if head - frame.verb <= 2 * _FARTHEST])


@lru_cache(maxsize=4096)
def _lexical(objects: Words, needs: Words) -> frozenset[str]:
    """The plain words that a row names."""
    return frozenset(word for word in (*objects, *(part for need in needs for part in _split(need)[1:])) if not word.isupper())


def _tried(reading: Reading, verb: int) -> list[int]:
    """The verb of trying or beginning above ("attempted to seize")."""
    token = reading.tokens[verb]
    above = reading.tokens[token.head] if token.relation == "xcomp" and token.head >= 0 else None
    return [above.index] if above and above.lemma in ("attempt", "try", "endeavour", "endeavor") and verb - above.index <= 3 else []
