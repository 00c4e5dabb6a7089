"""Answers made by hand over a reading: words of the text become spans."""

from datetime import date

from tacitus.model.answered import Answers
from tacitus.model.answers import (
    Amount,
    Candidate,
    Codes,
    Counted,
    HowMany,
    Mouth,
    Point,
    SaidBy,
    Standing,
    What,
    When,
    Where,
    Who,
)
from tacitus.model.found import Basis, Found, Maker, found
from tacitus.model.interval import Interval
from tacitus.model.reading import Reading
from tacitus.model.span import Span

NOTHING = Answers((), (), (), (), (), ())


def span_of(reading: Reading, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of some words in the text."""
    start = -1
    for _ in range(nth + 1):
        start = reading.text.index(words, start + 1)
    return Span(start, start + len(words))


def what_of(
    reading: Reading,
    trigger: str,
    kind: str = "attack",
    agents: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
    standing: Standing = Standing.HAPPENED,
) -> Found[What]:
    """A happening whose parties and circumstances are words of the text; its evidence is the sentence."""
    span = span_of(reading, trigger)
    head = reading.head_of(span)
    assert head is not None
    evidence = reading.sentences[head.sentence].span

    def spans(words: tuple[str, ...]) -> tuple[Span, ...]:
        return tuple(span_of(reading, part) for part in words)

    value = What(
        kind, head.index, evidence, standing, False, Codes(), spans(agents), spans(targets), (), spans(places), spans(times)
    )
    return found(span, value, "what", "test")


def who_of(reading: Reading, words: str, name: str | None = None, nth: int = 0, kind: str = "rebel group") -> Found[Who]:
    value = Who(name or words, f"test:{name or words}", kind, None, "name", (words,))
    return found(span_of(reading, words, nth), value, "who", "test", Basis.STATED if name is None else Basis.INHERITED)


def when_of(reading: Reading, words: str, start: date, end: date | None = None, grain: str = "day") -> Found[When]:
    value = When(start.isoformat(), grain, Interval(start, end or start), "by the test")
    return found(span_of(reading, words), value, "when", "test")


def where_of(
    reading: Reading,
    words: str,
    lat: float,
    lon: float,
    country: str,
    precision: str = "near",
    role: str = "literal",
    kind: str = "city",
) -> Found[Where]:
    candidate = Candidate(f"test:{words}", words, Point(lat, lon), country, kind, 1000)
    return found(span_of(reading, words), Where(role, words, candidate, "by the test", precision=precision), "where", "test")


def count_of(
    reading: Reading, words: str, best: float, unit: str, kind: str = "people", outcome: str | None = None
) -> Found[HowMany]:
    span = span_of(reading, words)
    head = next(token.index for token in reading.inside(span) if token.text == unit)
    return found(span, HowMany(Amount(best, None, None), kind, outcome, unit, Counted(), head), "how_many", "test")


def saying_of(reading: Reading, source: str, content: str, times: tuple[str, ...] = (), form: str = "indirect") -> Found[SaidBy]:
    span = span_of(reading, content)
    dated = tuple(span_of(reading, words) for words in times)
    value = SaidBy(Mouth(source), None, "said", span, (span,), form, None, dated)
    return Found(span, value, Basis.STATED, Maker("said_by", "test"))
