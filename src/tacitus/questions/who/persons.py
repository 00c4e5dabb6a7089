"""Named people: the name, and the titles and offices that stand before it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token
from tacitus.questions.who.folding import parts
from tacitus.questions.who.mentions import Identity, Mention, case_of, governor, head_of, phrase, role_of, span_of, words_of
from tacitus.questions.who.survey import Report
from tacitus.questions.who.tables import alone_book, first_names, organisations, role_book, verbs
from tacitus.questions.who.titles import title_of

_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "abu", "abd", "van", "von", "de", "da", "del", "della", "di", "la", "le", "dos", "ul", "ur"}
    | {"y", "ag", "ould", "um", "umm"}
)
_FUNCTION = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "SCONJ", "CCONJ"})
_QUOTES = frozenset({'"', "'"})
_LOCATIVE = frozenset({"in", "from", "to", "near", "at", "on", "into", "outside", "inside", "around", "across", "towards"})
_JOINTS = frozenset({"-", "'s"})
_OFFICE_LINKS = frozenset({"of", "for", "the", "and", "to", "on", "at", "-", "in", "&"})
_NOT_NAMES = frozenset(
    {"the", "a", "an", "allah", "god", "islam", "muslim", "muslims", "christian", "christians", "sunni", "shia", "shiite"}
    | {"kurdish", "arab"}
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the text: tokens `first` to `last`; `start` is where the titles before it begin."""

    first: int
    last: int
    start: int
    gender: str | None
    office: str | None


def spot_persons(report: Report, taken: list[Mention]) -> list[Mention]:
    """People by name, where no other name stands."""
    covered = {token for mention in taken for token in range(*(mention.core or (mention.first, mention.last)))}
    covered |= {token for place in report.places.values() if place.word.form != "ruler" for token in range(place.first, place.last)}
    found: list[Mention] = []
    names = list(_names(report, covered))
    known = {part for first, last in names if last - first > 1 for part in _parts(report.reading, first, last)}
    done = -1
    for first, last in names:
        person = _titled(report, first, last)
        if first >= done and (last - first > 1 or person.office or _stands_alone(report, first, known)):
            found.append(_mention(report, person))
            done = last
    return found


def _parts(reading: Reading, first: int, last: int) -> set[str]:
    return {token.norm for token in reading.tokens[first:last]}


def _stands_alone(report: Report, place: int, known: set[str]) -> bool:
    """Whether one word without a title is a person: it is in a full name of the report, or it speaks."""
    token = report.reading.tokens[place]
    if token.norm in known:
        return True
    above = governor(report.reading, place)
    speaks = role_of(report.reading, place) == "nsubj" and above is not None and above.lemma in verbs("speech")
    return speaks and (not token.text.isupper() or token.sentence in report.shouted)


def _names(report: Report, covered: set[int]) -> Iterator[tuple[int, int]]:
    """The names: what the encoder calls a person, and what follows a title; titles and strangers trimmed off."""
    reading = report.reading
    runs: dict[int, int] = {}
    for label in reading.names:
        if label.kind == "Person":
            inside = reading.inside(label.span)
            if inside:
                _add(runs, _trimmed(report, inside[0].index, _flat_end(reading, inside[-1].index + 1, covered), covered))
    for token in reading.tokens[:-1]:
        titled = token.text[0].isupper() and title_of(token)
        if titled or _introduces(report, token):
            end = _run_end(report, token.index + 1, covered)
            if titled or end - token.index > 2:
                _add(runs, _trimmed(report, token.index + 1, end, covered))
    yield from _nicknamed(reading, sorted(runs.items()))


def _flat_end(reading: Reading, end: int, covered: set[int]) -> int:
    """The end of a name, with the capitalised words that the parse hangs on it."""
    tokens = reading.tokens
    while end < len(tokens) and end not in covered and tokens[end].upos == "PROPN" and tokens[end].relation == "flat":
        end += 1
    return end


def _introduces(report: Report, token: Token) -> bool:
    """Whether a noun for a person may stand before a name ("the teacher Amina Yusuf")."""
    if token.upos != "NOUN" or token.sentence in report.shouted or token.lemma != token.norm:
        return False
    return any(row.joins == "own" for row in role_book().get(token.lemma)) or title_of(token) is not None


def _nicknamed(reading: Reading, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names with a nickname in quotation marks in the middle are one name."""
    held: tuple[int, int] | None = None
    for first, last in runs:
        marks = [reading.tokens[place].norm for place in range(held[0], first)] if held and first - held[1] <= 3 else []
        if held and sum(mark in _QUOTES for mark in marks) == 2 and not any(mark in (",", ".") for mark in marks):
            held = (held[0], last)
            continue
        if held:
            yield held
        held = (first, last)
    if held:
        yield held


def _add(runs: dict[int, int], run: tuple[int, int] | None) -> None:
    if run:
        first, last = run
        clash = [start for start, end in runs.items() if start < last and first < end]
        for start in clash:
            first, last = min(first, start), max(last, runs.pop(start))
        runs[first] = last


def _run_end(report: Report, at: int, covered: set[int]) -> int:
    """The end of a run of capitalised names."""
    tokens = report.reading.tokens
    start = at
    while at < len(tokens) and tokens[at].sentence == tokens[start].sentence and _name_like(report, tokens[at]):
        if at in covered:
            break
        at += 1
    return at


def _name_like(report: Report, token: Token) -> bool:
    if token.norm in _JOINTS:
        return token.norm == "-"
    if token.norm in _PARTICLES:
        return True
    if not token.text[0].isupper() or token.norm in _NOT_NAMES:
        return False
    return token.upos == "PROPN" or (token.sentence not in report.shouted and title_of(token) is not None)


def _trimmed(report: Report, first: int, last: int, covered: set[int]) -> tuple[int, int] | None:
    """A run without the titles before it, the marks around it and the particles after it; None when no name is left."""
    tokens = report.reading.tokens
    while last > first and (not tokens[last - 1].text[0].isalpha() or tokens[last - 1].norm in _PARTICLES | {"'s"}):
        last -= 1
    for place in range(last - 1, first - 1, -1):
        token = tokens[place]
        if token.norm in ("of", "for") or (token.norm == "the" and tokens[place - 1].norm in ("of", "for")):
            first = max(place + 1, _last_two(report, place + 1, last))
            break
        if place in covered or title_of(token) or (token.upos in _FUNCTION and token.norm not in _PARTICLES):
            first = place + 1
            break
    while first < last and (not tokens[first].text[0].isalpha() or tokens[first].norm in _NOT_NAMES):
        first += 1
    inner = tokens[first:last]
    if not inner or not any(token.text[0].isupper() and token.upos == "PROPN" and len(token.text) > 1 for token in inner):
        return None
    if any(token.text[0].islower() and token.norm not in _PARTICLES for token in inner):
        return None
    if any(token.index in report.broken for token in inner):
        return None
    if inner[0].sentence in report.shouted and not _labelled(report.reading, first, last):
        return None
    other = _common(inner) or _is_body(report.reading, last, inner) or _is_place(report.reading, inner)
    return None if other else (first, last)


def _labelled(reading: Reading, first: int, last: int) -> bool:
    """Whether the encoder calls any of these words a person."""
    span = span_of(reading, first, last)
    return any(label.kind == "Person" and label.span.overlaps(span) for label in reading.names)


def _is_body(reading: Reading, last: int, inner: tuple[Token, ...]) -> bool:
    """Whether the words name an organisation ("General Assembly", "General Confederation of ...")."""
    words = {form for token in inner for form in (token.norm, token.norm.removesuffix("s"))}
    of = len(inner) == 1 and last < len(reading.tokens) and reading.tokens[last].norm == "of"
    return of or any(words & set(row.words) for row in organisations())


def _is_place(reading: Reading, inner: tuple[Token, ...]) -> bool:
    """One word after "in" or "from", without a title: a place that the encoder took for a person."""
    if len(inner) > 1 or (inner[0].index and title_of(reading.tokens[inner[0].index - 1])):
        return False
    return case_of(reading, inner[0].index) in _LOCATIVE and role_of(reading, inner[0].index) != "obl:agent"


def _last_two(report: Report, first: int, last: int) -> int:
    """Where the last two words begin: after "Minister for Water Resources" nothing else tells the name from the office."""
    words = [place for place in range(first, last) if report.reading.tokens[place].text[0].isalpha()]
    while len(words) > 2 and report.reading.tokens[words[-2]].norm not in _PARTICLES:
        words.pop(0)
    return words[0] if words else last


def _common(inner: tuple[Token, ...]) -> bool:
    """A single word that names a role or a group of people, not a person ("Marines")."""
    words = inner[0].norm
    known = any(book.get(form) for book in (role_book(), alone_book()) for form in (words, words.rstrip("s"), inner[0].lemma))
    return len(inner) == 1 and known


def _titled(report: Report, first: int, last: int) -> Person:
    """The titles and the office before a name, back to the first word that belongs to neither."""
    reading = report.reading
    shouted = reading.tokens[first].sentence in report.shouted
    start, gender = first, None
    at = first - 1
    sentence = reading.sentences[reading.tokens[first].sentence].first
    pending = 0
    while at >= sentence and pending < 7:
        token = reading.tokens[at]
        row = title_of(token)
        if row:
            start, gender, pending = at, gender or row.gender, 0
        elif not _office_word(token, first, shouted):
            break
        else:
            pending += 1
        at -= 1
    start = _widened(reading, start, first)
    return Person(first, last, start, gender, words_of(reading, start, first).rstrip(" ,") if start < first else None)


def _office_word(token: Token, name: int, shouted: bool) -> bool:
    """Whether a word may stand inside an office: "Minister for the Middle East", "CJTF-OIR commanding general"."""
    if shouted:
        return token.upos in ("NOUN", "ADJ", "PROPN") and token.relation in ("compound", "amod", "flat", "nmod")
    if token.norm in _OFFICE_LINKS:
        return True
    if token.text[0].isupper() and token.upos in ("PROPN", "NOUN", "ADJ", "VERB"):
        return True
    return token.upos in ("NOUN", "ADJ") and token.head <= name and token.relation in ("compound", "amod")


def _widened(reading: Reading, start: int, name: int) -> int:
    """The words that describe an office ("Pentagon Press", "Russian Foreign", "former army"), back to the determiner."""
    if start == name:
        return start
    first, _ = phrase(reading, reading.tokens[start].index)
    sentence = reading.sentences[reading.tokens[name].sentence].first
    while start > sentence:
        token = reading.tokens[start - 1]
        described = token.relation in ("compound", "amod", "nmod") and token.upos in ("PROPN", "NOUN", "ADJ")
        joined = token.norm == "-" and start - 1 > sentence and reading.tokens[start - 2].span.end == token.span.start
        inside = token.index >= first and token.upos in ("PROPN", "ADJ", "NOUN")
        if not (joined or inside or (described and token.norm not in _NOT_NAMES)):
            break
        start -= 1
    return start


def _mention(report: Report, person: Person) -> Mention:
    reading = report.reading
    name = words_of(reading, person.first, person.last)
    if reading.tokens[person.first].sentence in report.shouted:
        name = name.title()
    identity = Identity(content_id("person", *parts(name)), name, "person", None, "person")
    first = parts(name)[0] if person.last - person.first > 1 else ""
    aliases = (name,) if person.office is None else (name, person.office)
    head = head_of(reading, person.start, person.last).index
    return Mention(
        person.start,
        person.last,
        head,
        "name",
        identity,
        "person",
        core=(person.first, person.last),
        gender=person.gender or first_names().get(first) or None,
        aliases=aliases,
        office=person.office,
    )


def at_home(person: Mention, named: list[Mention], report: Report) -> Mention:
    """A person with the country of the office: of the body named in it, or of the country that it begins with."""
    bodies = [mention.identity for mention in named if person.covers(mention) and mention.identity]
    office = range(person.first, person.core[0] if person.core else person.last)
    lands = [place.word.row.id for token, place in report.places.items() if token in office and place.word.form != "ruler"]
    codes = [body.country for body in bodies if body.country] + lands
    return replace(person, identity=replace(person.identity, country=codes[0])) if codes and person.identity else person
