"""Loaded words in and beside a mention: the speaker's own words, kept with their slant and the voice that uses them."""

from tacitus.model.answers import Loaded
from tacitus.questions.who.clauses import Voices
from tacitus.questions.who.folding import parts
from tacitus.questions.who.mentions import Mention, phrase, words_of
from tacitus.questions.who.survey import Report
from tacitus.questions.who.tables import LabelRow, label_book

_HEADS = frozenset({"compound", "amod"})


def loaded(report: Report, voices: Voices, mention: Mention) -> tuple[Loaded, ...]:
    """The loaded words of the mention's phrase, each once, the longest reading of them."""
    if mention.form == "pronoun":
        return ()
    first, last = _around(report, mention)
    found: list[Loaded] = []
    at = report.starts.get(first)
    voice = "quoted" if voices.quoted(mention.head) else "publisher"
    while at is not None and at < len(report.words.part) and report.words.token[at] < last:
        hit = next((hit for hit in label_book().at(report.words, at) if hit.last <= last), None)
        if hit is None or _in_name(report, mention, hit.first, hit.last):
            at += 1
            continue
        row: LabelRow = hit.entries[0]
        words = words_of(report.reading, hit.first, hit.last)
        if all(known.words.casefold() != words.casefold() for known in found):
            found.append(Loaded(words, row.slant, voice))
        at += sum(len(parts(report.reading.tokens[token].text)) for token in range(hit.first, hit.last)) or 1
    return tuple(found)


def _in_name(report: Report, mention: Mention, first: int, last: int) -> bool:
    """Whether the words are part of a proper name ("the Resistance Front"), not of its description."""
    if mention.form != "name" or mention.core is None or not (mention.core[0] <= first and last <= mention.core[1]):
        return False
    return report.reading.tokens[first].text[0].isupper() and mention.core[1] - mention.core[0] > last - first


def _around(report: Report, mention: Mention) -> tuple[int, int]:
    """The mention with the phrase it describes: "Daesh" in "the Daesh terrorist group"."""
    token = report.reading.tokens[mention.head]
    if mention.form != "name" or token.relation not in _HEADS or token.head < token.index or token.head - token.index > 5:
        return mention.first, mention.last
    first, last = phrase(report.reading, token.head)
    return (min(first, mention.first), max(last, mention.last)) if first <= mention.first < last else (mention.first, mention.last)
