"""What the text asserts of a happening: modality, negation, the words above it, and hedges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tacitus.model.answers import Standing
from tacitus.model.reading import Reading, Sentence, Token, remembered
from tacitus.questions.what.clauses import is_passive
from tacitus.questions.what.hangs import first_joined, nominal_gerund
from tacitus.questions.what.phrases import left_edge, preposition
from tacitus.questions.what.rows import PACKAGE, Words, lists
from tacitus.rules.table import load_rows

_MODALS = {
    "will": Standing.PLANNED,
    "shall": Standing.PLANNED,
    "wo": Standing.PLANNED,
    "'ll": Standing.PLANNED,
    "would": Standing.PLANNED,
    "'d": Standing.PLANNED,
    "must": Standing.DEMANDED,
    "should": Standing.DEMANDED,
    "ought": Standing.DEMANDED,
    "may": Standing.POSSIBLE,
    "might": Standing.POSSIBLE,
    "could": Standing.POSSIBLE,
    "can": Standing.POSSIBLE,
    "ca": Standing.POSSIBLE,
    "cannot": Standing.NEGATED,
}
_TIMES = frozenset({"when", "where", "while", "after", "before", "since", "until", "because", "although", "though"})
_INVERTED = frozenset({"had", "should", "were"})
_BEGINS_SUBJECT = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_HIGHEST = 8


@dataclass(frozen=True, slots=True)
class Operator:
    """A row of standing.toml."""

    id: str
    lemmas: Words
    standing: Standing
    yes: Words
    no: Words = ()
    attempt: bool = False
    final: bool = False
    infinitive: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Modifier:
    """An adjective that says how a happening named by a noun stands."""

    id: str
    lemmas: Words
    yes: Words
    no: Words = ()
    standing: Standing | None = None
    attempt: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    id: str
    lemmas: Words
    yes: Words
    no: Words = ()


@dataclass(frozen=True, slots=True)
class Asserted:
    """`purpose` marks what is only aimed at ("to reduce the flow"), `attempt` what was only tried."""

    standing: Standing
    hedged: bool = False
    attempt: bool = False
    purpose: bool = False


@cache
def operators() -> Mapping[str, tuple[Operator, ...]]:
    rows = load_rows(Operator, PACKAGE, "standing.toml")
    found: dict[str, tuple[Operator, ...]] = {}
    for row in rows:
        for lemma in row.lemmas:
            found[lemma] = (*found.get(lemma, ()), row)
    return found


@cache
def qualifiers() -> Mapping[str, Modifier]:
    rows = load_rows(Modifier, PACKAGE, "standing.toml", "modifier")
    return {lemma: row for row in rows for lemma in row.lemmas}


@cache
def hedges() -> Mapping[str, frozenset[str]]:
    return {row.id: frozenset(row.lemmas) for row in load_rows(Hedge, PACKAGE, "standing.toml", "hedge")}


def asserted(reading: Reading, index: int, denied_by_row: bool = False) -> Asserted:
    """How a happening stands whose main word (the light verb of a noun, where it has one) is at `index`.

    `denied_by_row`: the trigger's own row asks for the negation ("received no aid"), so it is not counted again.
    """
    steps = list(_steps(reading, index, denied_by_row))
    if _of_any(reading, reading.tokens[index]):
        return Asserted(Standing.POSSIBLE, purpose=True)
    if any(step.kept_from for step in steps):
        return Asserted(Standing.NEGATED, purpose=True)
    standing: Standing | None = None
    for step in steps:
        standing = _outranked(standing, step.row) or step.own
    rows = [step.row for step in steps if step.row]
    ongoing = any(step.ongoing for step in steps)
    aimed = standing is None and any(step.aimed for step in steps)
    vague = any(row.vague for row in rows) or (standing is Standing.PLANNED and ongoing)
    attempt = any(row.attempt for row in rows)
    otherwise = Standing.PLANNED if aimed else Standing.ONGOING if ongoing else Standing.HAPPENED
    return Asserted(standing or otherwise, _hedged(reading, index), attempt, aimed or vague)


def _of_any(reading: Reading, token: Token) -> bool:
    """ "Must protect civilians who escape": a present relative clause under what has not happened tells of no happening."""
    if token.dep != "acl:relcl" or token.norm not in (token.lemma, f"{token.lemma}s") or reading.kids(token.index, "aux"):
        return False
    above = next((word for word in reading.ancestors(token.index) if word.upos == "VERB"), None)
    if above is None or above.norm in ("read", "hit"):
        return False
    return asserted(reading, above.index).standing not in (Standing.HAPPENED, Standing.ONGOING)


@dataclass(frozen=True, slots=True)
class _Step:
    """What one word of the chain above a happening says: its row as a governing word, and its own modality."""

    row: Operator | None
    own: Standing | None = None
    aimed: bool = False
    ongoing: bool = False
    kept_from: bool = False


def _steps(reading: Reading, index: int, denied: bool) -> Iterator[_Step]:
    """The words from the happening up, until one after which nothing matters."""
    for number, (token, link) in enumerate(_chain(reading, index)):
        row = _operator(reading, token, link) if number else None
        if row and row.final:
            return
        if link == "from":
            yield _Step(row, kept_from=True)
            return
        if link == "ccomp":
            yield _Step(row, Standing.POSSIBLE if _negated(reading, token) else None)
            return
        aimed = _aimed(reading, token) and not operators().get(reading.tokens[token.head].lemma)
        ongoing = _going_on(reading, token) or (number > 0 and token.lemma in ("continue", "keep") and link != "advcl")
        yield _Step(row, _own(reading, token, link, denied and not number), aimed, ongoing)


def _outranked(standing: Standing | None, row: Operator | None) -> Standing | None:
    """What a word above makes of a standing: it speaks where nothing is known yet, and doubt and denial outrank a plan."""
    if row is None or row.standing is Standing.HAPPENED:
        return standing
    doubt = row.standing in (Standing.POSSIBLE, Standing.DENIED, Standing.NEGATED)
    return row.standing if standing is None or (doubt and standing is Standing.PLANNED) else standing


def _chain(reading: Reading, index: int) -> Iterator[tuple[Token, str]]:
    """The word itself, then the words that govern it as complement, with the link that leads to them."""
    token = reading.tokens[index]
    yield token, ""
    for _ in range(_HIGHEST):
        link = _link(reading, token)
        if link is None:
            return
        token = first_joined(reading, token)
        yield token, link


def _link(reading: Reading, token: Token) -> str | None:
    """How a word hangs on what governs it; None where its clause stands by itself."""
    if token.head < 0:
        return None
    above = reading.tokens[token.head]
    if token.relation == "conj":
        own = token.upos == "VERB" and bool(reading.kids(token.index, "nsubj", "aux"))
        return None if own or _freed(reading, token, above) else "conj"
    if token.relation in ("xcomp", "ccomp"):
        return token.relation
    if token.relation == "acl" and token.dep != "acl:relcl":
        return "acl" if any(kid.norm in ("to", "of", "for", "that") for kid in reading.kids(token.index, "mark")) else None
    if token.relation == "advcl":
        marks = {kid.norm for kid in reading.kids(token.index, "mark")}
        if marks & {"from", "against"}:
            return "from"
        if any(kid.norm in _TIMES for kid in reading.kids(token.index, "advmod", "mark")):
            return None
        return "advcl" if marks & {"of", "from", "for", "to", "by", "that", "at", "on", "in"} or not marks else None
    if token.upos in ("VERB", "AUX"):
        return None
    if token.relation in ("obj", "nmod", "obl", "nsubj") and not (token.relation == "nsubj" and above.upos != "VERB"):
        return token.relation
    return None


def _freed(reading: Reading, token: Token, above: Token) -> bool:
    """ "Did not stop and killed two", "failed to hold it and withdrew": a finite verb shares nothing with a bare one."""
    if token.upos != "VERB" or above.upos != "VERB" or above.norm != above.lemma:
        return False
    if any(kid.norm in ("or", "nor") for kid in reading.kids(token.index, "cc")):
        return False
    helped = any(kid.lemma not in ("have", "be") for kid in reading.kids(above.index, "aux"))
    bare = helped or any(kid.norm == "to" for kid in reading.kids(above.index, "mark"))
    return bare and token.norm != token.lemma and not token.norm.endswith("ing")


def _operator(reading: Reading, token: Token, link: str) -> Operator | None:
    particles = (kid.norm for kid in reading.kids(token.index, "compound:prt", "advmod"))
    two_words = (operators().get(f"{token.lemma} {word}", ()) for word in particles)  # "ruled out", "stopped short of"
    rows = next((found for found in two_words if found), ()) or operators().get(token.lemma, ())
    if not rows or link in ("conj", "nsubj") or _was_able(reading, token):
        return None
    return next((row for row in rows if not row.infinitive or link in ("xcomp", "acl")), None)


def _was_able(reading: Reading, token: Token) -> bool:
    """ "Were able to shoot it down": in the past, and not denied, ability is told of what came about."""
    been = {kid.norm for kid in reading.kids(token.index, "cop", "aux")}
    return token.lemma == "able" and bool(been & {"was", "were", "been"}) and not _negated(reading, token)


def _had_it(reading: Reading, token: Token) -> bool:
    """A condition told by word order: "Had the shell landed nearer, ..."; a question looks alike and ends with its mark."""
    subjects = reading.kids(token.index, "nsubj")
    ahead = [kid for kid in reading.kids(token.index) if kid.norm in _INVERTED and kid.relation not in ("nsubj", "obj", "obl")]
    sentence = reading.sentences[token.sentence]
    if reading.tokens[sentence.last - 1].text == "?":
        return False
    inverted = bool(subjects and ahead) and ahead[0].index < subjects[0].index
    return inverted or _opens_with_had(reading, token, sentence)


def _opens_with_had(reading: Reading, token: Token, sentence: Sentence) -> bool:
    """The first verb behind a "Had" that opens the sentence, wherever the parse hangs that "Had"."""
    if not _inverts(reading, sentence.index):
        return False
    words = [word for word in reading.words(sentence) if word.text[:1].isalpha()]
    if len(words) < 2 or words[0].norm not in _INVERTED or words[1].upos not in _BEGINS_SUBJECT:
        return False
    verbs = (word.index for word in words[2:] if word.upos == "VERB" and word.relation not in ("amod", "compound", "acl"))
    return next(verbs, None) == token.index


@remembered
def _inverts(reading: Reading, sentence: int) -> bool:
    """Whether the first word of a sentence may open a condition."""
    first = next((word for word in reading.words(reading.sentences[sentence]) if word.text[:1].isalpha()), None)
    return first is not None and first.norm in _INVERTED


def _own(reading: Reading, token: Token, link: str, denied: bool) -> Standing | None:
    """The modality that a predicate carries on itself."""
    kids = reading.kids(token.index)
    if token.upos == "NOUN" and link in ("obj", "nmod", "obl"):
        kids = reading.kids(token.index, "det")
    if _had_it(reading, token) or _awaited(reading, token):
        return Standing.POSSIBLE
    if (token.relation == "csubj" and not nominal_gerund(reading, token)) or any(
        kid.norm in lists()["conditions"] for kid in kids if kid.relation in ("mark", "advmod")
    ):
        return Standing.POSSIBLE
    if not denied and _negated(reading, token):
        return Standing.NEGATED
    if _bound_to(reading, token):
        return Standing.PLANNED
    for kid in kids:
        if kid.relation == "aux" and kid.norm in _MODALS:
            return _modal(reading, token, kid)
    return None


def _bound_to(reading: Reading, token: Token) -> bool:
    """ "The army was to leave within a week", "prisoners are to be freed": laid down, and not told to have come about."""
    mark = next((kid for kid in reading.kids(token.index, "mark") if kid.norm == "to"), None)
    if mark is None or token.upos != "VERB" or token.lemma == "blame":
        return False
    been = [kid for kid in reading.kids(token.index, "cop", "aux", "aux:pass") if kid.lemma == "be" and kid.index < mark.index]
    return any(kid.norm in ("is", "are", "was", "were", "'s", "'re") for kid in been)


def _awaited(reading: Reading, token: Token) -> bool:
    """ "Until the war ends and the siege is lifted", "if it withdraws and the road is opened": not yet, in each clause joined."""
    first = reading.tokens[token.head] if token.relation == "conj" and token.head >= 0 else token
    marks = {kid.norm for kid in reading.kids(first.index, "mark")}
    now = token.norm == f"{token.lemma}s" or any(kid.norm in ("is", "are") for kid in reading.kids(token.index, "aux:pass", "cop"))
    return token.upos == "VERB" and now and bool(marks & (lists()["conditions"] | {"until", "till"}))


def _modal(reading: Reading, token: Token, kid: Token) -> Standing:
    """ "May have", "could have", "would have": only possible; "used to" is none of these."""
    if kid.norm in ("would", "'d") and any(other.norm == "have" for other in reading.kids(token.index, "aux")):
        return Standing.POSSIBLE
    if kid.norm in ("can", "could") and any(other.norm in lists()["negations"] for other in reading.kids(token.index, "advmod")):
        return Standing.NEGATED
    return _MODALS[kid.norm]


def _negated(reading: Reading, token: Token) -> bool:
    kids = reading.kids(token.index)
    for kid in kids:
        if kid.norm in lists()["negations"] and kid.relation in ("advmod", "mark", "det", "cc", "nsubj", "obj"):
            return True
        if kid.relation in ("nsubj", "obj") and any(det.norm in ("no", "neither") for det in reading.kids(kid.index, "det")):
            return True
        longer = kid.norm in ("longer", "more") and any(word.norm == "no" for word in reading.kids(kid.index))
        if kid.relation == "advmod" and longer:
            return True
    return False


def _aimed(reading: Reading, token: Token) -> bool:
    """An infinitive of purpose."""
    if token.relation not in ("advcl", "acl") or token.dep == "acl:relcl":
        return False
    marks = {kid.norm for kid in reading.kids(token.index, "mark")}
    above = reading.tokens[token.head]
    if marks & {"for", "toward", "towards"} and token.norm.endswith("ing"):
        return above.lemma not in hedges()["charge"]
    return "to" in marks


def _going_on(reading: Reading, token: Token) -> bool:
    auxiliaries = {kid.norm for kid in reading.kids(token.index, "aux")}
    if not token.norm.endswith("ing") or token.upos != "VERB":
        return False
    return bool(auxiliaries & {"is", "are", "am", "'re", "'s"}) or ("been" in auxiliaries and bool(auxiliaries & {"has", "have"}))


def _hedged(reading: Reading, index: int) -> bool:
    words = hedges()
    for step, (token, link) in enumerate(_chain(reading, index)):
        kids = reading.kids(token.index, "advmod", "amod")
        if any(kid.norm in words["adverb"] for kid in kids) or _supposed(reading, token):
            return True
        if not step and any(kid.norm in words["adjective"] for kid in kids):
            return True
        if step and token.lemma in words["hearsay"] and _hearsay(reading, token, link):
            return True
        if step and link == "ccomp":
            return False
    return False


def _supposed(reading: Reading, token: Token) -> bool:
    """ "May have killed": somebody holds it for possible of what is past; "could have" tells of what did not come about."""
    helpers = [kid.norm for kid in reading.kids(token.index, "aux")]
    conditional = any(mark.norm == "if" for kid in reading.kids(token.index, "advcl") for mark in reading.kids(kid.index, "mark"))
    return "have" in helpers and bool({"may", "might"} & set(helpers)) and not conditional


def _hearsay(reading: Reading, token: Token, link: str) -> bool:
    """ "is believed to", "reports of", "appears to": nobody stands for it. "He said that" has its speaker."""
    if token.upos == "NOUN":
        return link in ("nmod", "acl", "ccomp")
    if token.lemma in ("appear", "seem"):
        return link == "xcomp"
    return is_passive(reading, token.index) and link in ("xcomp", "ccomp")


def of_hearsay(reading: Reading, noun: int) -> bool:
    """Whether a noun stands under "reports of" and the like."""
    edge = left_edge(reading, noun)
    behind_of = edge > 1 and reading.tokens[edge - 1].norm == "of"
    above = reading.tokens[edge - 2] if behind_of else reading.tokens[reading.tokens[noun].head]
    hears = above.upos == "NOUN" and above.lemma in hedges()["hearsay"]
    return hears and (behind_of or preposition(reading, noun) in ("of", "about", "on"))


def qualified(reading: Reading, noun: int, state: Asserted) -> Asserted:
    """The standing of a noun with what its adjectives say: an attempted, a planned, an alleged one."""
    for kid in reading.kids(noun, "amod", "compound"):
        row = qualifiers().get(kid.norm)
        if row:
            standing = row.standing if row.standing and state.standing is Standing.HAPPENED else state.standing
            state = replace(state, attempt=state.attempt or row.attempt, standing=standing)
    alleged = any(kid.norm in hedges()["adjective"] for kid in reading.kids(noun, "amod"))
    return replace(state, hedged=state.hedged or alleged)
