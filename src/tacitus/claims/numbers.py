"""How many: which of the report's numbers belong to a happening, and by which rule."""

from collections.abc import Iterator, Sequence

from tacitus.claims.told import Told, Triggers, harms
from tacitus.model.answers import HowMany, What
from tacitus.model.claim import ClaimCount
from tacitus.model.found import Basis, Found, Maker
from tacitus.model.reading import Reading, Token
from tacitus.model.span import Span

_CLAUSES = frozenset({"advcl", "acl", "ccomp", "xcomp", "parataxis"})
_TALLIES = frozenset({"number", "total", "tally", "toll", "count"})
_HARMLESS = frozenset(
    {"movement", "presence", "evacuation", "agreement", "ceasefire", "negotiation", "aid", "support", "visit", "training"}
    | {"cooperation", "statement", "split", "merge", "control", "demand", "denial", "rejection", "warning", "condemnation"}
    | {"threat", "obstruction", "surrender", "concession", "retreat"}
)


def counts_of(reading: Reading, found: Found[What], told: Told) -> tuple[ClaimCount, ...]:
    """The counts of the happening: in its parties and its trigger, or such as hang on it and on no nearer happening.

    The killed and injured belong to acts that harm: never to a movement, a demand or an agreement told beside them.
    """
    what = found.value
    assert what is not None
    bound: list[ClaimCount] = []
    near = _reach(reading, found, what)
    harmless = what.kind in _HARMLESS
    for number in told.numbers:
        if not near.overlaps(number.reach) or (harmless and number.harms) or _of_speakers(found, number.span, told):
            continue
        rule = _count_rule(reading, found, told.triggers, number.span, number.value)
        if rule:
            bound.append(ClaimCount(number.place, Basis.STATED, Maker("claims", rule)))
    if not bound:
        return ()
    bound = _without_whole(bound, told)
    return tuple(sorted((*bound, *_parts(reading, found, bound, told)), key=lambda count: count.count))


def _without_whole(bound: list[ClaimCount], told: Told) -> list[ClaimCount]:
    """Of "Of the 300 evacuees, 120 went to Idlib" the 120 only: the whole is told beside the part that did it."""
    parts = {count.count for count in bound if count.maker.rule == "count-in-party"}
    wholes = {number.value.part_of for number in told.numbers if number.place in parts}
    return [count for count in bound if count.count not in wholes or count.maker.rule != "count-under-trigger"]


def _of_speakers(found: Found[What], span: Span, told: Told) -> bool:
    """Whether a number counts those who say the happening: "forty died, according to two medics"."""
    return any(source.contains(span) for content, source in told.speakers if content.contains(found.span))


def _parts(reading: Reading, found: Found[What], bound: Sequence[ClaimCount], told: Told) -> Iterator[ClaimCount]:
    """The parts of the harmed that a claim counts ("including three children"), told under no other happening."""
    wholes = {count.count for count in bound}
    outcomes = {number.place: number.value.outcome for number in told.numbers if number.place in wholes}
    for number in told.numbers:
        whole = number.value.part_of
        if not number.harms or whole is None or whole not in wholes or number.place in wholes:
            continue
        above = {token.index for token in reading.ancestors(number.value.head) if not found.span.contains(token.span)}
        if outcomes[whole] == number.value.outcome and not any(index in told.triggers for index in above):
            yield ClaimCount(number.place, Basis.STATED, Maker("claims", "part-of-a-count"))


def _reach(reading: Reading, found: Found[What], what: What) -> Span:
    """From the first to the last character of a happening's words, parties and sentence: no other count can be its own."""
    sentence = reading.sentences[reading.tokens[what.head].sentence].span
    spans = (sentence, found.span, *what.agents, *what.targets)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _count_rule(reading: Reading, found: Found[What], heads: Triggers, span: Span, count: HowMany) -> str | None:
    what = found.value
    assert what is not None
    noun = reading.tokens[count.head]
    if found.span.contains(span) or (harms(count) and found.span.contains(noun.span)):
        return "count-in-trigger"
    parties = what.targets if harms(count) else (*what.agents, *what.targets)
    if any(part.contains(noun.span) or span.contains(part) for part in parties):
        return "count-in-party"
    if noun.sentence != reading.tokens[what.head].sentence:
        return None
    if noun.index == what.head:
        return "count-of-the-happening"
    if _reached(reading, found, noun):
        return "count-of-a-number"
    return _under(reading, found, what, heads, noun, count)


def _under(reading: Reading, found: Found[What], what: What, heads: Triggers, noun: Token, count: HowMany) -> str | None:
    """Climb from the number: to the trigger, or to the verb whose subject the trigger is ("the blast left 14 dead").

    Only a number of harm leaves its clause ("shelled the town, killing nine"): other numbers belong to their own.
    """
    trigger = reading.tokens[what.head]
    verb = trigger.head if trigger.relation == "nsubj" else -1
    for above in reading.ancestors(noun.index):
        if above.index == what.head or found.span.contains(above.span):
            return "count-under-trigger"
        if above.index == verb:
            return "count-of-the-clause"
        if above.index == trigger.head and trigger.relation == "nmod" and harms(count) and above.index not in heads:
            return "count-beside-trigger"  # "the death of nine in a strike"
        if _sums_up(reading, above) or (not count.outcome and _own_clause(reading, above)):
            return None
        if above.relation in ("acl", "advcl") and above.norm.endswith("ing") and _of_a_party(reading, what, above):
            return "count-of-a-party"
        if _lost(reading, what, above, count):
            continue
        if count.outcome == "captured" and above.upos == "VERB" and above.relation == "conj":
            return None  # "killed nine and captured 18"
        owned = above.index in heads and not (harms(count) and heads[above.index] in _HARMLESS)
        if owned or (above.relation in _CLAUSES and above.upos == "VERB" and not count.outcome):
            return None
    return None


def _reached(reading: Reading, found: Found[What], figure: Token) -> bool:
    """Whether a figure tells the number of those whom a happening befell: "the number of people killed there has reached 231"."""
    words = (word for word in reading.inside(found.span) if word.relation == "acl") if figure.upos == "NUM" else ()
    nouns = [reading.tokens[word.head] for word in words]
    numbers = [reading.tokens[noun.head] for noun in nouns if noun.relation == "nmod"]
    above = (figure.index, figure.head, reading.tokens[figure.head].head)
    return any(number.lemma in _TALLIES and number.head in above for number in numbers)


def _own_clause(reading: Reading, verb: Token) -> bool:
    """Whether a verb is joined to another and has its own doer: "Kyiv freed 90 soldiers and Moscow returned 80"."""
    joined = verb.relation in ("conj", "parataxis") and verb.upos == "VERB"
    return joined and any(kid.index < verb.index for kid in reading.kids(verb.index, "nsubj"))


def _sums_up(reading: Reading, verb: Token) -> bool:
    """Whether a participle gives a total that is not of this act alone: "shelled the town, bringing the number killed to 60"."""
    hangs = verb.relation in ("advcl", "acl", "conj") and verb.norm.endswith("ing")
    return hangs and any(kid.lemma in _TALLIES for kid in reading.kids(verb.index, "obj"))


def _lost(reading: Reading, what: What, verb: Token, count: HowMany) -> bool:
    """Whether a participle tells what things an act destroyed: "attacked, killing 17 soldiers and destroying nine trucks"."""
    bare = verb.norm.endswith("ing") and verb.relation in ("advcl", "conj") and not reading.kids(verb.index, "mark", "case", "aux")
    return bare and count.outcome is None and "destruction" in what.also


def _of_a_party(reading: Reading, what: What, verb: Token) -> bool:
    """Whether a participle tells what a party has or carries: "the convoy, transporting 300 people, set off"."""
    noun = reading.tokens[verb.head] if verb.relation == "acl" else None
    if noun is None and verb.head == what.head:
        subject = reading.kids(verb.head, "nsubj")
        noun = subject[0] if subject and subject[0].index < verb.index < verb.head else None
    return noun is not None and any(part.contains(noun.span) for part in (*what.agents, *what.targets))
