"""One happening, one claim: acts take in their results, and what is told twice is told once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tacitus.model.answers import Standing
from tacitus.model.document import ZoneKind
from tacitus.model.reading import Reading, Token, remembered
from tacitus.questions.what.phrases import phrase
from tacitus.questions.what.rows import lists, table
from tacitus.questions.what.sightings import Sighting

_ACTS = frozenset({"strike", "shelling", "bombing", "attack", "clash", "offensive"})
_DEEDS = _ACTS | {"killing", "execution", "destruction"}
_DEFINITE = frozenset({"the", "this", "these", "those", "that", "such"})
_TRAILING = frozenset({"kill", "wound", "injure", "destroy", "damage", "maim", "strike", "hit", "target", "pound"})
_HARMING = frozenset({"kill", "wound", "injure", "maim"})
_FRIENDLY = frozenset({"help", "talks", "agreement"})
_LINKS = frozenset({"conj", "advcl", "xcomp", "parataxis"})


def once(reading: Reading, sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings in text order, each happening once."""
    sightings = [sighting for sighting in sightings if sighting.asserted.standing is not Standing.DEMANDED]
    owned = {place for sighting in sightings for place in sighting.owned}
    found = [sighting for sighting in sightings if sighting.head not in owned]
    used = {place for sighting in found for place in sighting.taken}
    found = [sighting for sighting in found if sighting.head not in used or sighting.owned]
    found = _results_taken_in(reading, _inside_words(reading, _plainly_told(reading, found)))
    return _fuller_told(reading, _not_repeated(reading, found))


def _plainly_told(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """ "Rockets fired from the hills hit the port": the participle only describes what the verb tells."""

    def described(sighting: Sighting) -> bool:
        token = reading.tokens[sighting.verb]
        return token.dep == "acl" and any(
            token.head in (*other.agents, *other.tools) and sighting.kind in (other.kind, *other.also)
            for other in sightings
            if other is not sighting
        )

    return [sighting for sighting in sightings if not described(sighting)]


def _inside_words(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """ "Accused Washington of blocking aid" is the blocking, as an accusation; a demand to demand something is one demand,
    and "is willing to send aid" is the aid."""
    kept: list[Sighting] = []
    beside: dict[int, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        beside[reading.tokens[sighting.verb].sentence].append(sighting)
    for sighting in sightings:
        near = beside[reading.tokens[sighting.verb].sentence]  # a clause governs within its sentence
        inner = [other for other in near if other is not sighting and _governs(reading, sighting.verb, other)]
        if sighting.kind == "accusation" and inner:
            continue
        above = [other for other in near if other is not sighting and _governs(reading, other.verb, sighting)]
        if sighting.kind in ("demand", "protest") and any(other.kind == sighting.kind for other in above):
            continue
        if sighting.kind == "statement" and any(_friendly(other) for other in inner):
            continue
        if sighting.kind == "agreement" and any(other.kind == "negotiation" for other in above):
            continue
        charged = any(other.kind == "accusation" for other in above)
        near = [other for other in inner if reading.tokens[other.verb].head == sighting.verb and other.kind in _DEEDS]
        if sighting.kind in ("statement", "threat") and (meant := next(iter(near), None)):
            sighting = replace(sighting, kind="threat", also=(meant.kind, "statement"), targets=sighting.targets or meant.targets)
        kept.append(replace(sighting, also=(*sighting.also, "accusation")) if charged else sighting)
    return kept


def _friendly(sighting: Sighting) -> bool:
    return table().kinds[sighting.kind].family in _FRIENDLY and not sighting.asserted.purpose


def _governs(reading: Reading, verb: int, other: Sighting) -> bool:
    """Whether a happening is told by the clause that a verb takes ("of doing", "to do")."""
    token = reading.tokens[other.verb]
    for _ in range(2):
        if token.relation not in ("xcomp", "advcl", "ccomp") or token.head < 0 or token.upos != "VERB":
            return False
        if token.head == verb:
            marked = {kid.norm for kid in reading.kids(token.index, "mark", "case")} & {"of", "for", "to"}
            return bool(marked) or token.relation == "xcomp"
        token = reading.tokens[token.head]
    return False


def _results_taken_in(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """An act takes in the result that its own subject brings about in the same sentence ("raided the camp, killing nine")."""
    kept = list(sightings)
    for result in sightings:
        if not _is_result(reading, result) or result not in kept:
            continue
        act = next((other for other in kept if other is not result and _brings_about(reading, other, result)), None)
        if act is None:
            continue
        kept.remove(result)
        also = tuple(dict.fromkeys((*act.also, result.kind)))
        struck = (head for head in result.targets if not act.targets or reading.tokens[head].upos != "PRON")
        doers = act.agents or tuple(head for head in result.agents if head != act.head)
        kept[kept.index(act)] = replace(act, also=also, agents=doers, targets=tuple(sorted({*act.targets, *struck})))
    return kept


def _is_result(reading: Reading, sighting: Sighting) -> bool:
    """What an act did: by its row, or a verb of killing and breaking in a participle ("..., killing nine")."""
    token = reading.tokens[sighting.head]
    trailing = token.norm.endswith("ing") and token.relation in ("advcl", "acl", "conj")
    return sighting.weight == "result" or (trailing and token.lemma in _TRAILING)


def _brings_about(reading: Reading, act: Sighting, result: Sighting) -> bool:
    hit = act.weight == "act" or bool(act.taken)  # "two explosions left nine dead"
    first = (hit and act.kind in _ACTS) or (act.weight == "result" and result.kind == "casualties")
    if not first or reading.tokens[act.head].sentence != reading.tokens[result.head].sentence or act.told:
        return False
    places = {act.verb, act.head, *act.taken}
    token = reading.tokens[result.verb]
    for _ in range(4):
        own = token.upos == "VERB" and any(kid.index < token.index for kid in reading.kids(token.index, "nsubj"))
        told_too = token.relation == "conj" and result.kind == "casualties" and token.head in act.taken
        own = own and not told_too and not (act.weight == "result" and token.relation == "conj")
        if token.relation == "conj" and token.head in act.targets and token.upos == "VERB" and not own:
            return True  # "killed six soldiers, wounded 11", the second verb hung on the first one's object
        if token.dep == "acl:relcl" and token.index != result.verb and token.head in act.targets:
            return True
        trailing = token.dep == "acl" and token.norm.endswith("ing")
        if (token.relation not in _LINKS and not trailing) or token.head < 0 or own:
            return False
        token = reading.tokens[token.head]
        if trailing and token.index not in places and token.head >= 0:
            token = reading.tokens[token.head]
        if token.index in places:
            return token.index <= result.verb
    return False


def _not_repeated(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """A definite retelling of a happening of the same kind, with nothing new about whom it befell, is left out."""
    kept: list[Sighting] = []
    for sighting in sightings:
        shared = next((place for place, first in enumerate(kept) if _shares_its_doers(reading, first, sighting)), None)
        if shared is not None:
            kept[shared] = replace(kept[shared], targets=tuple(sorted({*kept[shared].targets, *sighting.targets})))
            continue
        alike = ((place, first) for place, first in enumerate(kept) if sighting.kind in (first.kind, *first.also))
        place = next((place for place, first in alike if _same_again(reading, first, sighting)), None)
        if place is None:
            kept.append(sighting)
        elif sighting.agents and not kept[place].agents:
            kept[place] = replace(sighting, earlier=kept[place].head)
    return kept


def _shares_its_doers(reading: Reading, first: Sighting, second: Sighting) -> bool:
    """ "Three suicide bombers killed 18 people and wounded 48": two results of one act, told of the same doers by one rule."""
    token = reading.tokens[second.verb]
    alike = first.rule == second.rule and first.kind == second.kind and first.agents == second.agents
    joined = token.relation == "conj" and token.head == first.verb and first.asserted == second.asserted
    return alike and joined and token.lemma in _HARMING and reading.tokens[first.verb].lemma in _HARMING


def _same_again(reading: Reading, first: Sighting, second: Sighting) -> bool:
    """Whether the second of two happenings of one kind is the first told again."""
    if _counted_apart(reading, first, second) or _another_time(reading, first, second):
        return False
    if _word_for_word(reading, first, second):
        return True
    if not first.targets or not second.targets or (first.agents and second.agents):
        return False
    nouns = [reading.tokens[sighting.head] for sighting in (first, second) if reading.tokens[sighting.head].upos == "NOUN"]
    named = first.kind == second.kind and any(_definite(reading, noun) for noun in nouns)
    if named and _names(reading, first.targets) & _names(reading, second.targets):
        return True
    known = {reading.tokens[head].lemma for head in first.targets}
    heads = [reading.tokens[head] for head in second.targets]
    if second.agents and not named:
        return False
    return all(head.lemma in known and (_definite(reading, head) or (named and head.upos == "PROPN")) for head in heads)


def _counted_apart(reading: Reading, first: Sighting, second: Sighting) -> bool:
    """ "15 strikes" and "11 strikes" are not the same ones."""
    one, other = _numbers(reading, first.head), _numbers(reading, second.head)
    return bool(one and other) and one != other


@remembered
def _numbers(reading: Reading, head: int) -> frozenset[str]:
    return frozenset([kid.norm for kid in reading.kids(head, "nummod")])


def _another_time(reading: Reading, first: Sighting, second: Sighting) -> bool:
    """ "The hospital was shelled again", or on another named day: not the shelling told before."""
    if _once_more(reading, second.verb):
        return True
    one, other = (_named_days(reading, sighting.verb) | _named_days(reading, sighting.head) for sighting in (first, second))
    return bool(one and other) and one.isdisjoint(other)


@remembered
def _once_more(reading: Reading, verb: int) -> bool:
    return any(kid.norm == "again" for kid in reading.kids(verb, "advmod"))


@remembered
def _named_days(reading: Reading, place: int) -> frozenset[str]:
    """The names of days and months that hang on a verb or noun."""
    kids = reading.kids(place, "obl", "nmod")
    return frozenset([kid.norm for kid in kids if kid.upos == "PROPN" and kid.norm in lists()["when"]])


def _word_for_word(reading: Reading, first: Sighting, second: Sighting) -> bool:
    """Told again with the same verb and the same words for doer and target."""
    if not first.targets or reading.tokens[first.head].lemma != reading.tokens[second.head].lemma:
        return False
    return _said(reading, first.targets) == _said(reading, second.targets) and _said(reading, first.agents) == _said(
        reading, second.agents
    )


def _said(reading: Reading, heads: tuple[int, ...]) -> list[str]:
    return [phrase(reading, head).of(reading.text).casefold() for head in heads]


def _names(reading: Reading, heads: tuple[int, ...]) -> set[str]:
    """The proper names in some noun phrases."""
    return {
        token.norm
        for head in heads
        for token in reading.inside(phrase(reading, head))
        if token.upos == "PROPN" and len(token.norm) > 3
    }


def _definite(reading: Reading, token: Token) -> bool:
    kids = reading.kids(token.index)
    counted = any(kid.relation == "nummod" for kid in kids)
    return token.upos == "NOUN" and not counted and any(kid.norm in _DEFINITE for kid in kids if kid.relation == "det")


def _fuller_told(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """What is only spoken of, or stands in a headline or a caption, gives way to a telling of its sort in the body."""
    slight = [(sighting.told and not _numbers(reading, sighting.head)) or _framed(reading, sighting) for sighting in sightings]
    kinds = table().kinds
    told = {
        kinds[kind].family
        for sighting, slightly in zip(sightings, slight, strict=True)
        if not slightly
        for kind in (sighting.kind, *sighting.also)
    }
    return [
        sighting
        for sighting, slightly in zip(sightings, slight, strict=True)
        if not slightly or kinds[sighting.kind].family not in told
    ]


def _framed(reading: Reading, sighting: Sighting) -> bool:
    sentence = reading.sentences[reading.tokens[sighting.head].sentence]
    return sentence.zone is not ZoneKind.BODY or headline(reading, sentence.index)


def headline(reading: Reading, index: int) -> bool:
    """A first line that ends without a full stop while others follow."""
    if index > 2 or len(reading.sentences) <= index + 1:
        return False
    last = reading.tokens[reading.sentences[index].last - 1]
    after = reading.sentences[index + 1]
    broken = "\n" in reading.text[last.span.end : after.span.start]
    return broken and last.text not in (".", "!", "?", "”", '"', "’", ":")
