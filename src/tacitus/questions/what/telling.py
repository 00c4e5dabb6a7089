"""How a noun's happening is told: by a light verb, or by the noun alone where it says enough."""

from dataclasses import dataclass, replace

from tacitus.model.answers import Standing
from tacitus.model.reading import Reading
from tacitus.questions.what.clauses import Clause, clause
from tacitus.questions.what.phrases import left_edge
from tacitus.questions.what.rows import NounRow, lists, table
from tacitus.questions.what.sightings import Sighting
from tacitus.questions.what.standing import Asserted, asserted, of_hearsay, qualified
from tacitus.questions.what.uses import Use, bundle, followers, leaders

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_MEANS = frozenset({"strike", "shelling", "bombing", "attack"})
_BEFALLING = frozenset({"die", "perish", "lose"})
_TAKES = frozenset({"do", "repel", "suffer", "occur", "hit", "serve", "end", "charge"})
_FARTHEST, _NEAR, _CLOSE = 12, 6, 4
Heads = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun that fits a row, with the parties that it names itself; `placed`: it has a place or a number of its own."""

    row: NounRow
    noun: int
    agents: Heads
    targets: Heads
    placed: bool


def tell(reading: Reading, mention: Mention, used: tuple[Use, ...], seen: frozenset[str]) -> Sighting | None:
    """The sighting, unless the noun only takes up what was told before or stands aside from what is asserted."""
    use = used[0] if used else None
    if _takes_up(reading, mention.noun) and _says_nothing_new(reading, mention, use, seen):
        return None
    if use and use.row.use == "end" and table().kinds[mention.row.kind].family in ("talks", "help"):
        return None
    if use and use.row.use == "end" and asserted(reading, use.clause.verb).standing in (Standing.HAPPENED, Standing.ONGOING):
        return None
    if use is None or use.row.use == "told":
        return _alone(reading, mention, use)
    return _by_verb(reading, mention, used)


def _takes_up(reading: Reading, noun: int) -> bool:
    """ "the attack", "these strikes", without a number of its own."""
    kids = reading.kids(bundle(reading, noun))
    definite = any(kid.norm in _DEFINITE for kid in kids if kid.relation == "det")
    return definite and not any(kid.relation == "nummod" for kid in kids)


def _says_nothing_new(reading: Reading, mention: Mention, use: Use | None, seen: frozenset[str]) -> bool:
    again = table().kinds[mention.row.kind].family in seen
    if use and ((use.row.use in ("hit", "serve") and mention.row.kind in _MEANS) or use.row.use == "repel"):
        return False
    if use and use.row.use == "end" and not mention.agents:
        return True
    if use is None and again and mention.row.weight == "other" and not mention.agents:
        return True
    by_agent = use is not None and use.clause.passive and bool(use.clause.subjects)
    underway = use is not None and use.row.use == "occur" and (mention.placed or bool(use.clause.obliques))
    plain = (use is None or use.row.use in ("told", "occur")) and not underway and not reading.kids(mention.noun, "acl")
    return not (mention.targets or mention.agents or by_agent) and (again or plain)


def _alone(reading: Reading, mention: Mention, use: Use | None) -> Sighting | None:
    """Without a verb that says what became of it, a noun needs parties or a place, and nothing that holds it off."""
    row, noun = mention.row, mention.noun
    if not row.bare or not (mention.agents or mention.targets or mention.placed) or _aside(reading, noun):
        return None
    state = qualified(reading, noun, asserted(reading, noun))
    if use and use.row.standing and state.standing is Standing.HAPPENED:
        state = replace(state, standing=use.row.standing)
    if of_hearsay(reading, bundle(reading, noun)):
        state = replace(state, hedged=True)
    told = use is not None or bool(reading.kids(noun, "cop"))
    words = (noun, *_qualifiers(reading, noun), *_first(mention.targets, noun))
    return replace(_plain(mention, noun, words, state), told=told)


def _plain(mention: Mention, verb: int, words: Heads, state: Asserted) -> Sighting:
    """A sighting with what the noun says by itself."""
    row = mention.row
    return Sighting(
        kind=row.kind,
        rule=row.id,
        head=mention.noun,
        verb=verb,
        words=tuple(sorted(set(words))),
        weight=row.weight,
        asserted=state,
        also=row.also,
        agents=mention.agents,
        targets=mention.targets,
        plover=row.plover,
        acled=row.acled,
        cameo=row.cameo,
    )


def _first(heads: Heads, noun: int) -> Heads:
    return tuple(head for head in heads[:1] if 0 < head - noun <= _NEAR)


def _qualifiers(reading: Reading, noun: int) -> Heads:
    """The words that stand right before the noun and qualify it, articles left out."""
    edge = max(left_edge(reading, noun), noun - _CLOSE)
    return tuple(kid.index for kid in reading.kids(noun, "compound", "amod", "nummod") if edge <= kid.index < noun)


def _aside(reading: Reading, noun: int) -> bool:
    """Under another noun that asserts nothing of it: "risk of attack", "site of the battle"."""
    top = reading.tokens[bundle(reading, noun)]
    above = reading.tokens[top.head] if top.head >= 0 else None
    if _of_office(reading, noun):
        return True
    if above is None or above.upos not in ("NOUN", "PROPN", "ADJ") or top.relation not in ("nmod", "obl", "conj"):
        return False
    return above.lemma not in lists()["asserting nouns"] and above.lemma not in table().nouns


def _of_office(reading: Reading, noun: int) -> bool:
    """ "The head of the country's security operations": part of a title."""
    for kid in reading.kids(noun, "nmod:poss"):
        edge = left_edge(reading, kid.index)
        if edge > 1 and reading.tokens[edge - 1].norm == "of" and reading.tokens[edge - 2].lemma in lists()["offices"]:
            return True
    return False


def _by_verb(reading: Reading, mention: Mention, used: tuple[Use, ...]) -> Sighting:
    """A noun told by a light verb: the verb's arguments fill what the noun leaves open."""
    use, noun = used[0], mention.noun
    more = _sharing(reading, used)
    hits = [clause(reading, place) for place in more] + [other.clause for other in used if other.row.use == "hit"]
    agents, targets = _parties(reading, mention, use)
    struck = {head for hit in hits for head in hit.objects or _fallen(reading, hit) if head != noun}
    targets = tuple(sorted({*targets, *struck} - set(agents)))
    sighting = _plain(mention, use.clause.verb, _words(reading, noun, use, targets), _state(reading, noun, use))
    kind, also = _kinds(mention.row, use)
    return replace(
        sighting,
        kind=kind,
        also=tuple(dict.fromkeys((*also, *_results(reading, hits)))),
        agents=agents,
        targets=targets,
        taken=frozenset({other.clause.verb for other in used if other.row.use in _TAKES} | set(more)),
    )


def _fallen(reading: Reading, hit: Clause) -> Heads:
    """Those who died: the subject is whom it befell."""
    return hit.subjects if _befalls(reading, hit) else ()


def _befalls(reading: Reading, hit: Clause) -> bool:
    """ "Forty died in the shelling", "the army lost nine men in the ambush": the subject did nothing."""
    return reading.tokens[hit.verb].lemma in _BEFALLING


def _sharing(reading: Reading, used: tuple[Use, ...]) -> Heads:
    """Verbs that tell further results of the same act."""
    hits = [use.clause.verb for use in used if use.row.use == "hit"]
    return tuple(place for verb in hits for place in (*followers(reading, verb), *leaders(reading, verb)))


def _parties(reading: Reading, mention: Mention, use: Use) -> tuple[Heads, Heads]:
    """Agents and targets, by what the verb does with the noun."""
    frame, agents, targets = use.clause, mention.agents, mention.targets
    if use.row.use in ("do", "own"):
        return frame.subjects or agents, targets
    if use.row.use == "suffer":
        return agents or frame.under("from", "by"), frame.subjects or targets
    if use.row.use == "charge":
        return frame.objects or agents, targets
    if use.row.use == "repel":
        return frame.subjects, agents or targets
    if use.row.use in ("hit", "serve") and use.place != "subject" and not frame.passive:
        return agents or (() if _befalls(reading, frame) else frame.subjects), targets
    return agents, targets


def _kinds(row: NounRow, use: Use) -> tuple[str, tuple[str, ...]]:
    """The kind and what else it could be: to repel an attack is a clash, to be accused of one an accusation too."""
    if use.row.kind:
        return use.row.kind, (row.kind, *(word for word in row.also if word != use.row.kind))
    return row.kind, (*row.also, "accusation") if use.row.use == "charge" else row.also


def _results(reading: Reading, hits: list[Clause]) -> tuple[str, ...]:
    found: list[str] = []
    for hit in hits:
        rows = table().verbs.get(reading.tokens[hit.verb].lemma, ())
        found += [row.kind for row in rows if row.weight == "result"][:1]
    return tuple(found)


def _state(reading: Reading, noun: int, use: Use) -> Asserted:
    plain = asserted(reading, use.clause.verb)
    state = replace(qualified(reading, noun, plain), standing=plain.standing)
    if any(kid.norm in ("no", "neither") for kid in reading.kids(bundle(reading, noun), "det")):
        return replace(state, standing=Standing.NEGATED)
    if use.row.use == "end" and not (plain.standing is Standing.POSSIBLE and not plain.hedged):
        return replace(state, standing=Standing.HAPPENED, purpose=False)
    return replace(state, standing=use.row.standing) if use.row.standing else state


def _words(reading: Reading, noun: int, use: Use, targets: Heads) -> Heads:
    """Verb and noun where they stand close and the verb tells the act; else the noun with what qualifies it."""
    verb = use.clause.verb
    by_means = use.row.use in ("hit", "serve") and use.place != "subject" and abs(verb - noun) <= _NEAR
    if (use.row.use in ("do", "repel", "suffer", "occur") or by_means) and abs(verb - noun) <= _FARTHEST:
        return (verb, noun)
    if use.row.use == "hit" and use.place == "subject" and 0 < verb - noun <= _NEAR:
        return (noun, verb, *_qualifiers(reading, noun))
    return (noun, *_qualifiers(reading, noun), *_first(targets, noun))
