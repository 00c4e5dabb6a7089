"""Named people: the name, and the titles and offices that stand before it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tacitus.model.ids import content_id
from tacitus.model.reading import Reading, Token
from tacitus.questions.who.folding import parts
from tacitus.questions.who.mentions import Identity, Mention, phrase, words_of
from tacitus.questions.who.survey import Report
from tacitus.questions.who.tables import TitleRow, role_book, titles

_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "ben", "abu", "abd", "van", "von", "de", "da", "del", "della", "di", "la", "le", "dos", "ul", "ur"}
    | {"y", "ag", "ould", "um", "umm"}
)
_FUNCTION = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "SCONJ", "CCONJ"})
_QUOTES = frozenset({'"', "'"})
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


def title_of(token: Token) -> TitleRow | None:
    return titles().get(token.norm.rstrip("."))


def spot_persons(report: Report, taken: list[Mention]) -> list[Mention]:
    """People by name, where no other name stands."""
    covered = {token for mention in taken for token in range(*(mention.core or (mention.first, mention.last)))}
    covered |= {token for place in report.places.values() if place.word.form != "ruler" for token in range(place.first, place.last)}
    found: list[Mention] = []
    done = -1
    for first, last in _names(report, covered):
        if first >= done:
            person = _titled(report.reading, first, last)
            found.append(_mention(report.reading, person))
            done = last
    return found


def _names(report: Report, covered: set[int]) -> Iterator[tuple[int, int]]:
    """The names: what the encoder calls a person, and what follows a title; titles and strangers trimmed off."""
    reading = report.reading
    runs: dict[int, int] = {}
    for label in reading.names:
        if label.kind == "Person":
            inside = reading.inside(label.span)
            if inside:
                _add(runs, _trimmed(report, inside[0].index, inside[-1].index + 1, covered))
    for token in reading.tokens:
        if title_of(token) and token.text[0].isupper() and token.index + 1 < len(reading.tokens):
            end = _run_end(report, token.index + 1, covered)
            _add(runs, _trimmed(report, token.index + 1, end, covered))
    yield from _nicknamed(reading, sorted(runs.items()))


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
    while at < len(tokens) and tokens[at].sentence == tokens[start].sentence and at not in covered and _name_like(report, tokens[at]):
        at += 1
    return at


def _name_like(report: Report, token: Token) -> bool:
    if token.norm in _JOINTS:
        return token.norm == "-"
    if token.norm in _PARTICLES:
        return True
    shouted = token.sentence in report.shouted
    return token.text[0].isupper() and token.norm not in _NOT_NAMES and (token.upos == "PROPN" or (not shouted and title_of(token) is not None))


def _trimmed(report: Report, first: int, last: int, covered: set[int]) -> tuple[int, int] | None:
    """A run without the titles before it, the marks around it and the particles after it; None when no name is left."""
    tokens = report.reading.tokens
    while last > first and (not tokens[last - 1].text[0].isalpha() or tokens[last - 1].norm in _PARTICLES | {"'s"}):
        last -= 1
    for place in range(last - 1, first - 1, -1):
        token = tokens[place]
        if place in covered or title_of(token) or (token.upos in ("VERB", "AUX", "ADP", "DET", "PRON", "SCONJ") and token.norm not in _PARTICLES):
            first = place + 1
            break
    while first < last and (not tokens[first].text[0].isalpha() or tokens[first].norm in _NOT_NAMES):
        first += 1
    inner = tokens[first:last]
    if not inner or not any(token.text[0].isupper() and token.upos == "PROPN" and len(token.text) > 1 for token in inner):
        return None
    if any(token.text[0].islower() and token.norm not in _PARTICLES for token in inner):
        return None
    return (first, last) if not _common(inner) else None


def _last_two(report: Report, first: int, last: int) -> int:
    """Where the last two words begin: after "Minister for Water Resources" nothing else tells the name from the office."""
    words = [place for place in range(first, last) if report.reading.tokens[place].text[0].isalpha()]
    while len(words) > 2 and report.reading.tokens[words[-2]].norm not in _PARTICLES:
        words.pop(0)
    return words[0] if words else last


def _common(inner: tuple[Token, ...]) -> bool:
    """A single word that names a role or a group of people, not a person ("Marines")."""
    return len(inner) == 1 and (bool(role_book().get(inner[0].lemma)) or bool(role_book().get(inner[0].norm.rstrip("s"))))


def _titled(reading: Reading, first: int, last: int) -> Person:
    """The titles and the office before a name, back to the first word that belongs to neither."""
    start, gender = first, None
    at = first - 1
    sentence = reading.sentences[reading.tokens[first].sentence].first
    pending = 0
    while at >= sentence and pending < 7:
        token = reading.tokens[at]
        row = title_of(token)
        if row:
            start, gender, pending = at, gender or row.gender, 0
        elif not _office_word(reading, token, first):
            break
        else:
            pending += 1
        at -= 1
    start = _widened(reading, start, first)
    return Person(first, last, start, gender, words_of(reading, start, first).rstrip(" ,") if start < first else None)


def _office_word(reading: Reading, token: Token, name: int) -> bool:
    """Whether a word may stand inside an office: "Minister for the Middle East", "CJTF-OIR commanding general"."""
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
        if not (joined or (described and token.norm not in _NOT_NAMES) or (token.index >= first and token.upos in ("PROPN", "ADJ", "NOUN"))):
            break
        start -= 1
    return start


def _mention(reading: Reading, person: Person) -> Mention:
    name = words_of(reading, person.first, person.last)
    identity = Identity(content_id("person", *parts(name)), name, "person", None, "person")
    aliases = (name,) if person.office is None else (name, person.office)
    inside = [token for token in reading.tokens[person.start : person.last] if token.upos != "PUNCT"]
    places = {token.index for token in inside}
    tops = [token.index for token in inside if token.head not in places]
    head = tops[0] if tops else person.first
    return Mention(
        person.start, person.last, head, "name", identity, "person", core=(person.first, person.last),
        gender=person.gender, aliases=aliases, office=person.office,
    )


def at_home(person: Mention, named: list[Mention], report: Report) -> Mention:
    """A person with the country of the office: of the body named in it, or of the country that it begins with."""
    bodies = [mention.identity for mention in named if person.covers(mention) and mention.identity]
    lands = [place.word.row.id for token, place in report.places.items() if person.first <= token < person.last]
    codes = [body.country for body in bodies if body.country] + lands
    return replace(person, identity=replace(person.identity, country=codes[0])) if codes and person.identity else person
