"""Names of the table in the text: the longest first, initials only where the report supports them."""

from dataclasses import replace

from tacitus.model.answers import Who
from tacitus.model.reading import Token
from tacitus.questions.who.actors import Actors, Name
from tacitus.questions.who.folding import Hit, parts
from tacitus.questions.who.institutions import institution_at
from tacitus.questions.who.mentions import Identity, Mention, head_of, phrase
from tacitus.questions.who.survey import Report, stands
from tacitus.questions.who.tables import ActorRow, institution_book
from tacitus.questions.who.titles import title_of

_SORTS = {"office": "person", "state": "state", "civilians": "people"}


def spot_names(report: Report, actors: Actors) -> list[Mention]:
    """The longest names that do not overlap, from left to right."""
    found: list[Mention] = []
    names, institutions, end = actors.names.firsts, institution_book().firsts, 0
    for at, (part, token) in enumerate(zip(report.words.part, report.words.token, strict=True)):
        if token < end or not (part in names or part in institutions or token in report.places):
            continue
        mention = _named(report, actors, at) or institution_at(report, at)
        if mention:
            found.append(mention)
            end = mention.core[1] if mention.core else mention.last
    return found


def _named(report: Report, actors: Actors, at: int) -> Mention | None:
    for hit in actors.names.at(report.words, at):
        fitting = [name for name in hit.entries if _capitals(report, hit, name)]
        chosen, others = _choose(report, fitting)
        if chosen and not (_swallowed(report, hit) or _in_person(report, hit) or _goes_on(report, hit)):
            mention = named_mention(report, hit.first, hit.last, chosen.row, tuple(other.row for other in others))
            return replace(mention, rule=_rule(report, chosen, others, actors))
    return None


def _rule(report: Report, chosen: Name, others: tuple[Name, ...], actors: Actors) -> str:
    """The row's id; of a person's own row also whose place it takes, else whether the report's day decided."""
    row = chosen.row
    if not chosen.own:
        later = [other for other in others if _then(report, other.row) < _then(report, row)]
        decided = any(_support(report, other) >= _support(report, chosen) for other in later)
        return f"{row.id}/at-the-time" if decided else row.id
    over = [*(other.row.id for other in others if not other.own), *([row.id] if row.id in actors.replaced else [])]
    return "/".join(["own", row.id, *(["over", *over] if over else [])])


def _swallowed(report: Report, hit: Hit[Name]) -> bool:
    """Whether a longer institution or country begins at the same word ("Lebanese Forces" is not in "Lebanese forces")."""
    place = report.places.get(hit.first)
    return place is not None and place.last > hit.last


def _goes_on(report: Report, hit: Hit[Name]) -> bool:
    """Whether "The" and one word are the head of a longer name ("The National" in "The National Unity Government")."""
    tokens = report.reading.tokens
    if hit.last - hit.first != 2 or tokens[hit.first].norm != "the" or hit.last >= len(tokens):
        return False
    last, after = tokens[hit.last - 1], tokens[hit.last]
    carried = after.text[0].isupper() and after.upos in ("PROPN", "NOUN", "ADJ") and after.span.start == last.span.end + 1
    return carried and last.relation in ("compound", "amod", "flat", "nmod", "nsubj") and last.sentence == after.sentence


def _in_person(report: Report, hit: Hit[Name]) -> bool:
    """Whether a one-word name is the end of a person's name ("... Wagner")."""
    if hit.last - hit.first > 1 or hit.first == 0:
        return False
    token, before = report.reading.tokens[hit.first], report.reading.tokens[hit.first - 1]
    named = before.upos == "PROPN" and before.text[0].isupper() and title_of(before) is None and before.sentence == token.sentence
    inside = any(
        label.kind == "Person" and label.span.start <= before.span.start and token.span.end <= label.span.end
        for label in report.reading.names
    )
    return named and hit.first - 1 not in report.places and (inside or token.relation == "flat")


def _capitals(report: Report, hit: Hit[Name], name: Name) -> bool:
    """Whether the text's capitals allow the name: initials whole, short names word for word, long names at their start."""
    tokens = [token for token in report.reading.tokens[hit.first : hit.last] if token.text[0].isalnum()]
    if tokens[0].sentence in report.shouted:
        if len(tokens) > 1:
            return not _cut_short(report, tokens[-1])
        return tokens[0].upos in ("PROPN", "NOUN", "ADJ", "X")
    if not any(char.isupper() for char in name.words):
        return True
    letters = "".join(char for char in name.words if char.isalpha())
    if len(tokens) == 1 and letters.isupper():
        return tokens[0].text.isupper() or (len(letters) >= 4 and tokens[0].text[0].isupper())
    if len(letters) <= 4 and len(tokens) == 1:
        return tokens[0].text.casefold() != tokens[0].text and tokens[0].text == name.words
    printed = [word for word in name.words.replace("-", " ").replace("/", " ").split() if word[0].isalnum()]
    wanted = [word[0].isupper() for word in printed]
    if len(wanted) != len(tokens):
        return any(_has_capital(token) for token in tokens)
    fits = [token.text[0].isupper() or not upper for token, upper in zip(tokens, wanted, strict=True)]
    return all(fits) or (len(fits) >= 3 and fits[0] and any(_has_capital(token) for token in tokens))


def _cut_short(report: Report, last: Token) -> bool:
    """Whether a name printed in capitals would end in an adjective of a longer phrase ("the national" union)."""
    return last.upos == "ADJ" and last.head > last.index and report.reading.tokens[last.head].upos in ("NOUN", "PROPN")


def _has_capital(token: Token) -> bool:
    return any(char.isupper() for char in token.text)


def _choose(report: Report, names: list[Name]) -> tuple[Name | None, tuple[Name, ...]]:
    """The name that the report supports best, and the others; None where initials have no support at all.

    A person's own row stands before the others; nobody is meant who was not there yet when the report came out, if somebody else
    can be, or if only initials speak for them; and of two that are supported alike, one who was still there is meant.
    """
    scored = [(name.own, _support(report, name), _then(report, name.row), -place, name) for place, name in enumerate(names)]
    fitting = [entry for entry in scored if (entry[1] > 0 and entry[2] > 0) or not entry[4].short]
    fitting = [entry for entry in fitting if entry[2] > 0] or fitting
    if not fitting:
        return None, ()
    best = max(fitting, key=lambda entry: entry[:4])[4]
    rest = sorted((entry for entry in scored if entry[1] > 0 or not entry[4].short), key=lambda entry: entry[:4], reverse=True)
    return best, tuple(name for *_, name in rest if name.row.id != best.row.id)


def _then(report: Report, row: ActorRow) -> int:
    """2 for an actor of the report's time, or of no known time; 1 for one who was no more; 0 for one who was not there yet."""
    days = report.published
    if days is None:
        return 2
    if row.since and days.end and days.end.year < row.since:
        return 0
    return 1 if row.until and days.start and days.start.year > row.until else 2


def _support(report: Report, name: Name) -> int:
    """How much of the row is in the report: its countries, and for initials its full name."""
    score = sum(report.weight.get(code, 0) * (2 if place == 0 else 1) for place, code in enumerate(name.row.countries))
    if name.short and any(stands(report, words) for words in (name.row.name, *name.row.aliases) if len(parts(words)) > 1):
        score += 100
    return score


def named_mention(report: Report, first: int, last: int, row: ActorRow, others: tuple[ActorRow, ...] = ()) -> Mention:
    """A mention of a row; the phrase around the name is taken in where the name is its head."""
    reading = report.reading
    head = head_of(reading, first, last)
    start, _ = phrase(reading, head.index) if _is_phrase_head(head, first) else (first, last)
    nearly = tuple(Who(other.name, other.id, other.kind, home(other), "name") for other in others)
    identity = Identity(row.id, row.name, row.kind, home(row), _SORTS.get(row.kind, "organisation"))
    start = start if start <= first and _plain_left(report, start, first) else first
    return Mention(start, last, head.index, "name", identity, row.id, core=(first, last), others=nearly)


def home(row: ActorRow) -> str | None:
    """The country of a row: its own where it has one."""
    return row.countries[0] if row.countries else None


def _is_phrase_head(head: Token, first: int) -> bool:
    return head.relation not in ("compound", "amod", "flat") and first >= 0


def _plain_left(report: Report, start: int, first: int) -> bool:
    """Whether what stands before a name inside its phrase is description, not another name or a place."""
    tokens = report.reading.tokens[start:first]
    return len(tokens) <= 6 and not any(token.index in report.places or token.norm in ("'s", ",") for token in tokens)
