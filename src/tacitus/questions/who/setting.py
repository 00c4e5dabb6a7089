"""The country that a report is set in: where things happen counts for more than who else is named."""

from collections import Counter

from tacitus.model.reading import Token
from tacitus.questions.who.mentions import case_of, head_of
from tacitus.questions.who.survey import Place, Report
from tacitus.questions.who.tables import verbs

SHARE = 7  # tenths of the weight of all country words that the main country must have
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "through", "around", "throughout", "within"})


def main_country(report: Report, sentence: int) -> str | None:
    """The country that the country words mean, up to the end of a sentence; else in the whole report; else None."""
    end = report.reading.sentences[sentence].last
    return _leader(report, end) or _leader(report, len(report.reading.tokens))


def _leader(report: Report, end: int) -> str | None:
    weight: Counter[str] = Counter()
    for token, place in report.places.items():
        if token < end:
            weight[place.word.row.id] += _weight(report, place)
    if not weight.total():
        return None
    code, most = weight.most_common(1)[0]
    return code if most * 10 >= weight.total() * SHARE else None


def _whence(report: Report, head: Token) -> bool:
    """ "from Afghanistan", "the border with Mali": where somebody comes from, or the land next door."""
    case = case_of(report.reading, head.index)
    above = report.reading.tokens[head.head] if head.head >= 0 else None
    return case == "from" or (case == "with" and above is not None and above.lemma in ("border", "frontier"))


def _weight(report: Report, place: Place) -> int:
    """Two where things are said to happen, none for a guest ("the Danish ambassador", "US-led"), one for the rest."""
    tokens = report.reading.tokens
    after = tokens[place.last] if place.last < len(tokens) else None
    if after is not None and after.norm == "-" and after.span.start == tokens[place.last - 1].span.end:
        return 0
    head = head_of(report.reading, place.first, place.last)
    above = tokens[head.head] if head.head >= place.last else None
    if above is not None and head.relation in ("compound", "amod", "nmod"):
        return 0 if above.lemma in verbs("guest") else 2 if above.lemma in verbs("land") else 1
    if _whence(report, head):
        return 0
    located = place.word.form in ("name", "capital") and case_of(report.reading, head.index) in _LOCATIVE
    return 2 if located else 1
