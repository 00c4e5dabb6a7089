"""Named organisations that no table knows, and the initials that a report gives its actors."""

from collections.abc import Iterator
from dataclasses import replace

from tacitus.model.found import Basis
from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token, remembered
from tacitus.questions.who.folding import parts
from tacitus.questions.who.mentions import Identity, Mention, case_of, governor, head_of, role_of, words_of
from tacitus.questions.who.survey import Report
from tacitus.questions.who.tables import alone_book, label_book, organisations, role_book, verbs
from tacitus.questions.who.titles import title_of

_EDGES = frozenset({"the", "a", "an", "of", "and", "for", "new", "former", "by", "in", "'s", *"'\",()-:."})
_NAMED_OWNERS = frozenset({"people", "women", "children", "workers", "farmers", "students", "lord", "doctors", "men", "mothers"})
_SMALL = frozenset({"al", "el", "ul", "e", "i", "bin"})
_INSIDE = frozenset({"of", "for", "and", "the", "al", "de", "la", "-", "&", "in", "on", "to", "del", "'", "'s", "against"})

_HOME = frozenset({"of", "from", "in", "at", "near", "around", "outside", "across"})


def spot_initials(report: Report, taken: list[Mention]) -> list[Mention]:
    """ "Kivu Women's League (KWL)" defines KWL; three initials of a name defined nowhere stand for it too."""
    covered = _covered(taken)
    known = _defined(report.reading, taken)
    found: list[Mention] = []
    for token in report.reading.tokens:
        if token.index in covered or not _is_initials(token) or token.sentence in report.shouted:
            continue
        name = known.get(token.text) or _by_letters(report.reading, token, taken)
        if name is not None and name.identity:
            core = (token.index, token.index + 1)
            found.append(Mention(*core, token.index, "name", name.identity, "initials", Basis.INHERITED, core=core))
    return found


def _covered(taken: list[Mention]) -> set[int]:
    return {token for mention in taken for token in range(*(mention.core or (mention.first, mention.last)))}


def _is_initials(token: Token) -> bool:
    return token.text.isupper() and token.text.isalpha() and 2 <= len(token.text) <= 6 and token.upos in ("PROPN", "NOUN", "X")


def _defined(reading: Reading, taken: list[Mention]) -> dict[str, Mention]:
    """Initials in brackets right after a name."""
    found: dict[str, Mention] = {}
    for mention in taken:
        last = mention.core[1] if mention.core else mention.last
        if last + 2 < len(reading.tokens) and reading.tokens[last].norm == "(" and reading.tokens[last + 2].norm in (")", ",", ";"):
            token = reading.tokens[last + 1]
            if token.text[0].isupper() and mention.form == "name":
                found.setdefault(token.text, mention)
    return found


def _by_letters(reading: Reading, token: Token, taken: list[Mention]) -> Mention | None:
    """The one earlier name whose words begin with these letters."""
    if len(token.text) < 3:
        return None
    fitting = {
        mention.identity.id: mention
        for mention in taken
        if mention.identity and mention.head < token.index and mention.core and _letters(reading, *mention.core) == token.text
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _letters(reading: Reading, first: int, last: int) -> str:
    words = [token.text for token in reading.tokens[first:last] if token.text[0].isalpha() and token.norm not in _INSIDE]
    return "".join(word[0] for word in words).upper()


def spot_shouted(report: Report, taken: list[Mention]) -> list[Mention]:
    """Organisations in copy that is printed in capitals: they end like one, or speak, and have a word of their own."""
    covered = _covered(taken)
    found: list[Mention] = []
    for label in report.reading.names:
        inside = report.reading.inside(label.span) if label.kind == "Organisation" and report.shouted else ()
        if len(inside) < 2 or inside[0].sentence not in report.shouted:
            continue
        first, last = _shouted_run(report, inside[0].index, inside[-1].index + 1)
        own = [token for token in report.reading.tokens[first:last] if _is_own(report, token, report.reading.tokens[last - 1])]
        if own and not covered & set(range(first, last)) and _ends_like_one(report.reading, first, last):
            found.append(_as_unit(_mention(report, first, last), report.reading.tokens[last - 1]))
    return found


def _as_unit(mention: Mention, end: Token) -> Mention:
    """A battalion in such copy is an army's, as its role says; "the rebels" are never carried to it."""
    row = next((row for row in role_book().get(end.norm) if row.id == "soldier-units"), None)
    return replace(mention, identity=replace(mention.identity, kind=row.kind)) if row and mention.identity else mention


def _shouted_run(report: Report, first: int, last: int) -> tuple[int, int]:
    """A label without what stands before its name, and without a phrase that the name belongs to ("members of the ...")."""
    tokens = report.reading.tokens
    while first < last and (tokens[first].upos not in ("PROPN", "NOUN", "ADJ", "X") or tokens[first].norm in _EDGES):
        first += 1
    while 0 < first < last and tokens[first - 1].span.end == tokens[first].span.start and tokens[first - 1].text.isdigit():
        first -= 1
    while first < last and _is_people(tokens[last - 1]):
        last -= 1
    return first, last


def _is_people(token: Token) -> bool:
    """A plural role after a name: the units of "the ... battalion units"."""
    return token.norm != token.lemma and any(row.joins in ("side", "own") for row in role_book().get(token.lemma))


def _is_own(report: Report, token: Token, end: Token) -> bool:
    """A word that is more than a role, a country or a word for a body: "Green", "Arce", "3rd"."""
    if token.text[0].isdigit():
        return True
    known = any(book.get(form) for book in (role_book(), alone_book()) for form in (token.norm, token.lemma))
    proper = token.upos == "PROPN" or (token.upos == "ADJ" and end.upos == "PROPN" and token.norm not in _EDGES | {"same", "other"})
    return proper and not known and token.index not in report.places and kind_of((token.norm,)) is None


def _ends_like_one(reading: Reading, first: int, last: int) -> bool:
    """Whether the last word is one for a body or a unit, or the name speaks."""
    end = reading.tokens[last - 1]
    plain = all(token.upos in ("PROPN", "NOUN", "ADJ", "NUM", "X") for token in reading.tokens[first:last])
    unit = any(row.id == "soldier-units" for row in role_book().get(end.norm))
    above = governor(reading, end.index)
    speaks = role_of(reading, end.index) == "nsubj" and above is not None and above.lemma in verbs("speech")
    return plain and last - first > 1 and (unit or kind_of((end.norm,)) is not None or (speaks and end.upos == "PROPN"))


def spot_organisations(report: Report, taken: list[Mention]) -> list[Mention]:
    """What the encoder calls an organisation and what is printed like a name, where no other name stands."""
    covered = _covered(taken)
    lands = {token for place in report.places.values() for token in range(place.first, place.last) if place.word.form != "ruler"}
    found: list[Mention] = []
    for inside in _labelled(report):
        first, last = _run(report.reading, inside[0].index, inside[-1].index + 1, covered)
        words = {token.index for token in report.reading.tokens[first:last] if token.norm not in _INSIDE}
        if first < last and not words & report.broken and not words <= lands and _is_name(report.reading, first, last):
            found.append(_mention(report, first, last))
            covered |= set(range(first, last))
    return found


def _is_heading(report: Report, sentence: int) -> bool:
    """Whether nearly every word of a sentence has its capital: a headline, whose capitals make no names."""
    return sentence in report.shouted or _has_capitals(report.reading, sentence)


@remembered
def _has_capitals(reading: Reading, sentence: int) -> bool:
    words = [token for token in reading.words(reading.sentences[sentence]) if token.text.isalpha() and len(token.text) > 3]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) * 4 >= len(words) * 3


def _run(reading: Reading, first: int, last: int, covered: set[int]) -> tuple[int, int]:
    """The capitalised run inside a label, with the small words between capitals; edges trimmed."""
    tokens = reading.tokens
    first = max([first, *(place + 1 for place in range(first, last - 2) if _owns(tokens, place))])
    while first < last and (tokens[first].norm in _EDGES or not tokens[first].text[0].isupper() or first in covered):
        first += 1
    end = first
    while end < last and end not in covered and _in_name(tokens[end]):
        end += 1
    while end > first and (tokens[end - 1].norm in _EDGES or not tokens[end - 1].text[0].isupper()):
        end -= 1
    return first, end


def _owns(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether an apostrophe-s parts an owner from a name ("Gaza's Civil Defence"); "People's" and the like are in the name."""
    return tokens[place].norm == "'s" and place > 0 and tokens[place - 1].norm not in _NAMED_OWNERS


def _in_name(token: Token) -> bool:
    return token.text[0].isupper() or token.norm in _INSIDE or token.text.isdigit()


def _is_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a run is a name: proper nouns, and not one capitalised role or loaded word."""
    inner = reading.tokens[first:last]
    proper = [token for token in inner if token.upos == "PROPN"]
    if not proper or inner[-1].upos not in ("PROPN", "NOUN", "X", "ADJ", "NUM"):
        return False
    words = " ".join(token.norm for token in inner)
    end = inner[-1].norm
    people = end.endswith("s") and any(row.joins in ("own", "side") for row in role_book().get(end.removesuffix("s")))
    if all(title_of(token) for token in inner) or _people_of(reading, first, last):
        return False
    if people or role_book().get(words) or role_book().get(words.removesuffix("s")) or label_book().get(words):
        return False
    full = [token for token in inner if token.text[0].isalpha() and token.norm not in _SMALL]
    if not full:
        return False
    return len(full) > 1 or (len(full[0].text) > 2 and not _is_initials(full[0]) and _acts(reading, full[0]))


def _people_of(reading: Reading, first: int, last: int) -> bool:
    """ "Residents of ...", "Doctors in ..." at the head of a sentence: people of a place, whose capital says nothing."""
    token, after = reading.tokens[first], reading.tokens[first + 1] if last - first > 2 else None
    opens = first == reading.sentences[token.sentence].first and after is not None and after.norm in _HOME
    return opens and token.norm != token.lemma and token.upos == "NOUN" and bool(role_book().get(token.lemma))


def _acts(reading: Reading, token: Token) -> bool:
    """Whether one word alone is an organisation by what it does: it speaks, decides or is the doer of something."""
    above = governor(reading, token.index)
    role = role_of(reading, token.index)
    doer = role == "nsubj" and above is not None and above.lemma in verbs("speech") | verbs("decide")
    return doer or (case_of(reading, token.index) == "by" and role == "obl:agent")


def spot_strange_initials(report: Report, taken: list[Mention]) -> list[Mention]:
    """Initials that nothing explains, where the encoder takes them for an organisation."""
    covered = _covered(taken) | {token for place in report.places.values() for token in range(place.first, place.last)}
    called = {token.index for inside in _labelled(report) for token in inside}
    tokens = [report.reading.tokens[place] for place in sorted(called - covered)]
    return [_mention(report, token.index, token.index + 1) for token in tokens if _is_initials(token) and len(token.text) > 2]


def _labelled(report: Report) -> Iterator[tuple[Token, ...]]:
    """The words of the encoder's organisations, outside capitals and headlines."""
    for label in report.reading.names:
        inside = report.reading.inside(label.span) if label.kind == "Organisation" else ()
        if inside and not _is_heading(report, inside[0].sentence):
            yield inside


def _mention(report: Report, first: int, last: int) -> Mention:
    """An organisation with the country and the number before its name ("Jordanian 71st ... Battalion")."""
    reading = report.reading
    head = head_of(reading, first, last)
    land = None
    for place in report.places.values():
        between = reading.tokens[place.last : first]
        if place.first == first and place.last < last:
            land = place.word.row.id
        elif place.last <= first and first - place.last <= 2 and all(t.text[0].isdigit() or t.norm == "'s" for t in between):
            first, land = place.first, place.word.row.id
    name = words_of(reading, first, last)
    if head.sentence in report.shouted and name.isupper():
        name = " ".join(word.casefold() if word.casefold() in _INSIDE else word.capitalize() for word in name.split())
    identity = Identity(content_id("organisation", *parts(name)), name, kind_of(parts(name)), land, "organisation")
    start = first
    while start and reading.tokens[start - 1].norm in ("the", "a", "an") and reading.tokens[start - 1].sentence == head.sentence:
        start -= 1
    return Mention(start, last, head.index, "name", identity, "organisation", core=(first, last))


def kind_of(words: tuple[str, ...]) -> str | None:
    """The kind that a word of the name gives away."""
    singular = {word for part in words for word in (part, part.removesuffix("s"), part.removesuffix("ies") + "y")}
    return next((row.kind for row in organisations() if singular & set(row.words)), None)
