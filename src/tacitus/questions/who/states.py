"""Countries, capitals and peoples as actors: told from places by what stands beside them."""

from tacitus.model.found import Basis
from tacitus.model.reading import Reading
from tacitus.questions.who.mentions import Identity, Mention, case_of, governor, head_of, indefinite, phrase, role_of
from tacitus.questions.who.survey import Place, Report
from tacitus.questions.who.tables import CountryRow, verbs

_PLURAL_ADJECTIVES = ("ese", "ish", "ch", "ss")
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "to", "from", "into", "across", "through", "around"})


def state_identity(row: CountryRow) -> Identity:
    return Identity(f"state-{row.id}", row.name, "state", row.id, "state")


def spot_states(report: Report, taken: list[Mention]) -> list[Mention]:
    """Country words outside other names that their context makes actors."""
    covered = {token for mention in taken for token in range(*(mention.core or (mention.first, mention.last)))}
    heads = {mention.head: mention for mention in taken}
    found: list[Mention] = []
    for place in sorted(report.places.values(), key=lambda place: place.first):
        if place.first in covered or _hyphenated(report.reading, place):
            continue
        if place.word.form in ("people", "adjective"):
            mention = _doing(report, place) or _people(report, place)
        else:
            mention = _state(report, place, heads) or _doing(report, place)
        if mention:
            found.append(mention)
            heads[mention.head] = mention
    return found


def _hyphenated(reading: Reading, place: Place) -> bool:
    """US-led, Iraqi-Syrian: part of another word."""
    after = reading.tokens[place.last] if place.last < len(reading.tokens) else None
    before = reading.tokens[place.first - 1] if place.first else None
    return bool(
        (after and after.norm == "-" and after.span.start == reading.tokens[place.last - 1].span.end)
        or (before and before.norm == "-" and before.span.end == reading.tokens[place.first].span.start)
    )


def _state(report: Report, place: Place, heads: dict[int, Mention]) -> Mention | None:
    head = head_of(report.reading, place.first, place.last)
    form = place.word.form
    if form == "ruler":
        return None
    rule = _context(report.reading, head.index, form, heads)
    if rule is None and form == "seat" and case_of(report.reading, head.index) not in _LOCATIVE:
        rule = "seat"
    if rule is None:
        return None
    first = place.first
    while first and report.reading.tokens[first - 1].norm in ("the", "both", "either", "neither"):
        first -= 1
    basis = Basis.DERIVED if form in ("capital", "seat") else Basis.STATED
    core = (place.first, place.last)
    return Mention(first, place.last, head.index, "name", state_identity(place.word.row), f"{form}/{rule}", basis, core=core)


def _context(reading: Reading, head: int, form: str, heads: dict[int, Mention]) -> str | None:
    """The name of the rule that makes a country an actor where it stands; None where it may be a place."""
    dep, above = role_of(reading, head), governor(reading, head)
    if above is None:
        return None
    case = case_of(reading, head)
    relation = dep.partition(":")[0]
    if relation == "nsubj":
        return _as_subject(reading, dep, above.index, form)
    if relation in ("obj", "iobj") and case is None:
        return _as_object(reading, above.index)
    if case == "by" and relation in ("obl", "nmod"):
        return "by"
    if dep == "nmod:poss" and (above.lemma in verbs("noun") or above.index in heads):
        civil = any(kid.norm in ("civil", "internal") for kid in reading.kids(above.index, "amod"))
        return None if civil else "possessor"
    if case in ("between", "with", "against") and above.lemma in verbs("between"):
        return case
    if case == "of" and above.lemma in verbs("of"):
        return "of"
    return "joined" if _joined(reading, head, heads) else None


def _as_subject(reading: Reading, dep: str, verb: int, form: str) -> str | None:
    token = reading.tokens[verb]
    if dep.endswith(":pass"):
        return "accused" if token.lemma in verbs("blame") else None
    if token.upos in ("VERB", "AUX"):
        known = verbs("speech") | verbs("decide") | (verbs("act") if form != "capital" else frozenset())
        joined = {kid.lemma for kid in reading.kids(verb, "xcomp", "conj")}
        duty = token.lemma == "have" and any(kid.lemma in ("responsibility", "right", "duty") for kid in reading.kids(verb, "obj"))
        return "subject" if token.lemma in known or ((duty or bool(joined & known)) and form != "capital") else None
    said = {token.lemma} | {kid.lemma for kid in reading.kids(verb, "amod", "compound", "case")}
    return "predicate" if said & verbs("adjective") and form != "capital" else None


def _as_object(reading: Reading, verb: int) -> str | None:
    token = reading.tokens[verb]
    if token.lemma in verbs("blame"):
        return "object"
    if token.lemma in ("include", "comprise", "involve"):
        subjects = reading.kids(verb, "nsubj")
        return "listed" if any(subject.lemma in verbs("list") for subject in subjects) else None
    return None


def _joined(reading: Reading, head: int, heads: dict[int, Mention]) -> bool:
    """Whether a country is joined by and / or to an actor that is no place."""
    token = reading.tokens[head]
    while token.relation == "conj" and token.head >= 0:
        token = reading.tokens[token.head]
        other = heads.get(token.index)
        if other and other.sort in ("organisation", "state", "person"):
            return True
    return False


def _doing(report: Report, place: Place) -> Mention | None:
    """ "Russian airstrikes", "a U.S. raid": the adjective of who does it."""
    head = head_of(report.reading, place.first, place.last)
    if place.word.form not in ("adjective", "name") or (place.word.form == "name" and not place.word.upper):
        return None
    above = report.reading.tokens[head.head] if head.head >= 0 else None
    if above is None or head.relation not in ("compound", "amod", "nmod") or above.index < place.last:
        return None
    if above.lemma not in verbs("doing"):
        return None
    core = (place.first, place.last)
    return Mention(*core, head.index, "name", state_identity(place.word.row), "adjective/doing", Basis.DERIVED, core=core)


def _people(report: Report, place: Place) -> Mention | None:
    """ "the Americans" are their state, "two Moroccans" people; "the British said" too."""
    reading = report.reading
    head = head_of(reading, place.first, place.last)
    row = place.word.row
    if place.word.form == "adjective" and not _plural_adjective(reading, head.index):
        return None
    if head.relation in ("compound", "amod", "flat") and place.word.form == "adjective":
        return None
    first, _ = phrase(reading, head.index)
    first = min(first, place.first)
    the = any(token.norm == "the" for token in reading.tokens[first : place.first])
    core = (place.first, place.last)
    if the and not indefinite(reading, first, place.first) and place.first - first <= 2:
        return Mention(first, place.last, head.index, "name", state_identity(row), "people/the", core=core, plural=True)
    words = reading.tokens[head.index].text
    people = Identity(f"people-{row.id}", words, "people", row.id, "people")
    many = reading.tokens[head.index].norm.endswith("s")
    return Mention(first, place.last, head.index, "nominal", people, "people", core=core, plural=many)


def _plural_adjective(reading: Reading, head: int) -> bool:
    """ "the French", "the Chinese" as a noun of its own."""
    token = reading.tokens[head]
    before = reading.tokens[head - 1].norm if head else ""
    own = token.relation in ("nsubj", "obj", "iobj", "obl", "conj", "nmod")
    return token.norm.endswith(_PLURAL_ADJECTIVES) and before == "the" and own and token.upos in ("NOUN", "PROPN", "ADJ")
