"""Which bodies a report follows: a convoy, a column, counted buses, evacuees; and which claims speak of which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tacitus.groups.tables import Stance, level_of, stances
from tacitus.model.answered import Answers
from tacitus.model.answers import HowMany, Standing
from tacitus.model.claim import Claim, Party
from tacitus.model.reading import Reading, Token

PART_OF = "part of the "
_ASSERTED = frozenset({Standing.HAPPENED, Standing.ONGOING})
_THOSE = frozenset({"those", "these", "same"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A party of a claim that is a body or a piece of one.

    `noun` is the lemma of its noun, `level` that noun's; `counts` are the indices of the numbers in its words; `named` is the
    name that the actor goes by, without "part of the"; `those` is set where it points back at what was told last.
    """

    claim: Claim
    party: Party
    stance: Stance
    noun: str
    level: str
    counts: tuple[int, ...]
    named: str
    piece: bool
    those: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A body with all that is said of it, in text order; `unit` is the noun it is counted in."""

    name: str
    unit: str | None
    mentions: tuple[Mention, ...]


def bodies(reading: Reading, answers: Answers, claims: Sequence[Claim]) -> tuple[Body, ...]:
    """The bodies of a report, in the order in which they are told."""
    mentions = sorted(_mentions(reading, answers, claims), key=_told_at)
    groups: list[list[Mention]] = []
    for mention in mentions:
        home = _home(groups, mention) if mention.level != "piece" or mention.named else None
        if home is not None:
            home.append(mention)
        elif mention.level in ("whole", "unit", "people"):
            groups.append([mention])
    _take_pieces(groups, mentions)
    return tuple(_body(reading, answers, group) for group in _joined(reading, groups))


def _told_at(mention: Mention) -> tuple[int, int]:
    return mention.claim.trigger.start, mention.party.span.start


def _mentions(reading: Reading, answers: Answers, claims: Sequence[Claim]) -> Iterator[Mention]:
    for claim in claims:
        stance = stances().get(claim.kind)
        if stance is None or claim.standing not in _ASSERTED:
            continue
        parties = {"agents": claim.agents, "targets": claim.targets, "both": (*claim.agents, *claim.targets)}[stance.role]
        for party in parties:
            mention = _mention(reading, answers, claim, party, stance)
            if mention:
                yield mention


def _mention(reading: Reading, answers: Answers, claim: Claim, party: Party, stance: Stance) -> Mention | None:
    head = reading.head_of(party.span)
    if head is None:
        return None
    counts = tuple(at for at, found in enumerate(answers.counts) if found.value and party.span.overlaps(found.span))
    noun = _noun(answers, head, counts)
    part, named = party.name.casefold().startswith(PART_OF), _unparted(party.name)
    level = level_of(noun) or ("whole" if _whole_in(named) else None)
    if level is None:
        return None
    inside = {token.norm for token in reading.inside(party.span)}
    plain = named in (noun, f"{noun}s", f"{noun}es")
    taken = any(value.part_of is not None for value in _values(answers, counts))
    piece = (part and not plain) or taken or level == "piece" or bool(inside & {"some", "other", "others"})
    return Mention(claim, party, stance, noun, level, counts, "" if plain else named, piece, bool(inside & _THOSE))


def _values(answers: Answers, counts: Sequence[int]) -> Iterator[HowMany]:
    for at in counts:
        value = answers.counts[at].value
        if value:
            yield value


def _noun(answers: Answers, head: Token, counts: Sequence[int]) -> str:
    """The lemma of the noun; of a bare number that of the unit it counts."""
    if head.upos == "NUM":
        return next((_singular(value.unit) for value in _values(answers, counts) if value.unit), head.lemma)
    return head.lemma if level_of(head.lemma) else head.norm


def _singular(unit: str) -> str:
    """The known noun that a unit's last word is the plural of; the word itself where none is known."""
    word = unit.casefold().split()[-1]
    tries = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y")
    return next((form for form in tries if level_of(form)), word)


def _unparted(name: str) -> str:
    """A name without "part of the", its article and what it is made of: the aid convoy of 30 trucks is an aid convoy."""
    folded = name.casefold().removeprefix(PART_OF).partition(" of ")[0]
    first, _, rest = folded.partition(" ")
    return rest if first in ("a", "an", "the") and rest else folded


def _whole_in(name: str) -> str | None:
    """The noun of a body inside a name."""
    return next((word for word in map(_singular, name.split()) if level_of(word) == "whole"), None)


def _words(mention: Mention) -> frozenset[str]:
    """The nouns by which a mention is known: its own and those of its name."""
    named = (_singular(word) for word in mention.named.split())
    return frozenset({mention.noun, *(word for word in named if level_of(word) in ("whole", "unit"))}) - {""}


def _home(groups: Sequence[list[Mention]], mention: Mention) -> list[Mention] | None:
    """The body that a mention speaks of: the one of its name, else the only one that shares its noun."""
    if mention.named and _whole_in(mention.named):
        same = [group for group in groups if any(other.named == mention.named for other in group)]
        if same:
            return same[0]
    alike = [group for group in groups if any(_same(other, mention) for other in group)]
    return alike[0] if len(alike) == 1 else None


def _same(other: Mention, mention: Mention) -> bool:
    """Whether two mentions may be of one body: a shared noun, and no names of bodies that differ."""
    named = {one.named for one in (other, mention) if _whole_in(one.named)}
    return len(named) < 2 and bool(_words(other) & _words(mention)) and mention.noun in _words(other) | _words(mention)


def _take_pieces(groups: Sequence[list[Mention]], mentions: Sequence[Mention]) -> None:
    """Pieces without a name ("one group", "others") go to the only body that is told of."""
    moving = [group for group in groups if any(mention.stance.id == "split" for mention in group)] or list(groups)
    if len(moving) != 1:
        return
    known = {id(mention) for group in groups for mention in group}
    start = min(_told_at(mention) for mention in moving[0]) if moving[0] else (0, 0)
    moving[0] += [mention for mention in mentions if id(mention) not in known and _told_at(mention) >= start]


def _joined(reading: Reading, groups: Sequence[list[Mention]]) -> list[list[Mention]]:
    """Counted buses, and "the convoy" that takes them up or is made of them: one body, where there is only one."""
    wholes = [group for group in groups if any(_whole_in(mention.named) or mention.level == "whole" for mention in group)]
    if len(wholes) != 1:
        return list(groups)
    words = frozenset(word for mention in wholes[0] for word in _words(mention))
    for group in groups:
        if group is not wholes[0] and (any(mention.noun in words for mention in group) or _taken_up(reading, group, wholes[0])):
            wholes[0] += group
    return [group for group in groups if group is wholes[0] or not any(mention in wholes[0] for mention in group)]


def _taken_up(reading: Reading, counted: Sequence[Mention], whole: Sequence[Mention]) -> bool:
    """Whether "the convoy", never told before, takes up the counted buses of a sentence shortly before."""
    first, last = min(whole, key=_told_at), max(counted, key=_told_at)
    opening, head = reading.inside(first.party.span), reading.head_of(last.party.span)
    if not opening or head is None or opening[0].norm != "the" or not any(mention.counts for mention in counted):
        return False
    return 0 < opening[0].sentence - head.sentence <= 2


def _body(reading: Reading, answers: Answers, group: list[Mention]) -> Body:
    mentions = tuple(sorted(group, key=_told_at))
    named = next((mention.named for mention in mentions if mention.named and _whole_in(mention.named)), None)
    whole = next((mention for mention in mentions if not mention.piece), mentions[0])
    return Body(named or _plain(reading, whole), _unit(answers, mentions), mentions)


def _plain(reading: Reading, mention: Mention) -> str:
    """The words of a mention without their article."""
    tokens = [token for token in reading.inside(mention.party.span) if token.upos != "DET"]
    return " ".join(token.text for token in tokens) or mention.party.name


def _unit(answers: Answers, mentions: Sequence[Mention]) -> str | None:
    """The noun that the body is counted in: that of the numbers in its mentions, else of the mentions, else of its name."""
    units = [_singular(value.unit) for mention in mentions for value in _values(answers, mention.counts) if value.unit]
    units += [mention.noun for mention in mentions if mention.level == "unit"]
    units += [_singular(word) for mention in mentions for word in mention.named.split()]
    return next((unit for unit in units if level_of(unit) in ("unit", "people")), None)


def unit_of(value: HowMany) -> str | None:
    """The noun of a number, as units of bodies are named."""
    return _singular(value.unit) if value.unit else None
