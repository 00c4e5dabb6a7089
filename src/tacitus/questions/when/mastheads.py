"""The lines round a report that date it: a masthead above its first sentence ("Flash Update No. 4 | as of 5 May 2024"), a credit
under its last one ("Published in Dawn, 10 November 2024")."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from tacitus.model.document import ZoneKind
from tacitus.model.reading import Reading, Sentence, Token
from tacitus.questions.when.mastwords import Words, words
from tacitus.questions.when.phrase import Phrase

Full = tuple[date, Phrase]
_HEAD, _FOOT = 6, 3
_PROSE, _LINE, _MAST = 9, 24, 6  # words of a sentence that opens the report, of a line that can date it, of a name before a comma
_BARS = frozenset({"|", "•", "·", "●", "‧", "/", "–", "—", "―", "--", "-", ":"})
_LOOSE = frozenset({",", "(", ")", "[", "]", ".", *_BARS})
_CLOCK = re.compile(
    r"\d{1,2}[:.h]?\d{0,2}|[ap]\.?m\.?|gmt|utc|hrs?|hours|(?:[beicpmw]|ae|ce|ee|we|pk|nz|ea)?[sd]?t|msk|wat|cat|trt|jst|kst|hkt|sgt|local|time|at|z|[+-]?\d{2}:?\d{2}"
)


def dates_the_head(full: Iterable[Full], reading: Reading) -> date | None:
    """The one day that the lines above the report's first sentence give as its own."""
    head = {sentence.index for sentence in _head(reading)}
    return _one(day for day, phrase in full if phrase.sentence in head and _dates(phrase, reading))


def dates_the_foot(full: Iterable[Full], reading: Reading) -> date | None:
    """The one day that the lines under the report's last sentence give as its own."""
    foot = {sentence.index for sentence in reading.sentences[-_FOOT:] if _is_line(sentence, reading) and sentence.index > 0}
    return _one(day for day, phrase in full if phrase.sentence in foot and _dates(phrase, reading))


def _one(days: Iterable[date]) -> date | None:
    found = set(days)
    return found.pop() if len(found) == 1 else None


def _head(reading: Reading) -> Iterator[Sentence]:
    """The lines before the first sentence that comes to an end."""
    for sentence in reading.sentences[:_HEAD]:
        if sentence.zone not in (ZoneKind.BODY, ZoneKind.TITLE) or not _is_line(sentence, reading):
            return
        yield sentence


def _is_line(sentence: Sentence, reading: Reading) -> bool:
    """A line of its own that is no sentence."""
    start, end = sentence.span.start, sentence.span.end
    line_start = reading.text.rfind("\n", 0, start) + 1
    stop = reading.text.find("\n", end)
    around = reading.text[line_start:start] + reading.text[end : stop if stop >= 0 else len(reading.text)]
    tokens = reading.words(sentence)
    ends = tokens[-1].text in (".", "!", "?") and len(tokens) > _PROSE
    return not around.strip() and not ends and len(tokens) <= _LINE


def _dates(phrase: Phrase, reading: Reading) -> bool:
    """Whether a line's date is the report's own: it stands alone, "as of" it, after its publisher, or parted off by a bar."""
    tokens = reading.words(reading.sentences[phrase.sentence])
    start = reading.sentences[phrase.sentence].first
    before, after = list(tokens[: phrase.first - start]), tokens[phrase.last - start :]
    if before and before[-1].norm == "dated":
        return True
    if not _only_marks(after):
        return _only_marks(before) and _opens(after)
    while before and _is_clock(before[-1]) and before[-1].text not in _BARS and before[-1].text != ",":
        before.pop()
    if not before or all(token.upos == "PUNCT" or token.norm in _words().dating for token in before):
        return True
    ends = " ".join(token.norm for token in before[-3:])
    if any(ends.endswith(words) for words in _words().as_of):
        return True
    mark = before[-1].text
    return mark in ("|", "•", "·", "●") or ((mark in _BARS or mark == ",") and _is_masthead(before[:-1]))


def _only_marks(tokens: Iterable[Token]) -> bool:
    return all(token.text in _LOOSE or _is_clock(token) for token in tokens)


def _opens(after: list[Token] | tuple[Token, ...]) -> bool:
    """ "13 May 2025 | Tripoli": a bar follows the date, and no sentence after it."""
    return (
        after[0].text in ("|", "•", "·", "●") and len(after) <= _MAST and not any(token.upos in ("VERB", "AUX") for token in after)
    )


def _is_clock(token: Token) -> bool:
    return token.text in _LOOSE or _CLOCK.fullmatch(token.norm) is not None


def _is_masthead(tokens: list[Token]) -> bool:
    """A name of a publisher, a place or a periodical paper: "HRW", "Geneva", "Situation Report No. 12"; "Published in Dawn"."""
    norms = [token.norm for token in tokens]
    if any(norm in _words().happenings for norm in norms):
        return False
    if any(norm in _words().papers for norm in norms) or (norms and norms[0] in _words().dating):
        return not any(token.upos == "AUX" for token in tokens)
    spoken = [token for token in tokens if token.upos not in ("PUNCT", "SYM", "NUM")]
    named = any(token.upos == "PROPN" for token in spoken) and len(spoken) <= _MAST
    return named and all(token.text[0].isupper() and token.upos in ("PROPN", "X", "ADJ") for token in spoken)


@cache
def _words() -> Words:
    return words()
