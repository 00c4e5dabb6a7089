"""Who answers for a claim, and under which one name: "coalition", "the US-led coalition", its spokesman, its own site.

A voice is the first party of the chain that the actor tables know (an agency that passes it on is not it), else the first link
after the publisher, else the publisher. A paper ("the statement") speaks for who publishes it. Names are made one within what is
laid side by side, never over the whole archive: by the actor's id, by the name before an office, or where the words of one name
are all within just one other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tacitus.model.entry import Entry, Named
from tacitus.model.thread import Voice
from tacitus.threads.tables import uses, words_of

UNKNOWN = "publisher"
_LOCAL = "actor-"  # ids of actors that no table knows hold within one report
_PASSING = frozenset({"news outlet", "social media"})


@dataclass(frozen=True, slots=True)
class Link:
    """The one who answers, as the report names it."""

    name: str
    id: str | None
    aliases: tuple[str, ...]


def known_id(named: Named) -> str | None:
    """The id of an actor that the tables know; None for one known to its report alone."""
    return named.id if named.id and not named.id.startswith(_LOCAL) else None


def answering(entry: Entry) -> Link:
    """Who answers for a claim."""
    publisher = publisher_of(entry)
    links = [link for link in entry.said_by[1:] if not _is_document(link.name) and not _within(link.name, publisher)]
    tabled = next((link for link in links if known_id(link) and link.kind not in _PASSING), None)
    chosen = tabled or next(iter(links), None)
    return _link(chosen) if chosen else Link(publisher, None, ())


def _link(named: Named) -> Link:
    return Link(_before_office(named.name), known_id(named), named.aliases)


def publisher_of(entry: Entry) -> str:
    """The publisher, else the agency, else the last part of the report's key."""
    report = entry.report
    return report.publisher or report.agency or report.key.rpartition("/")[2]


def chain_of(entry: Entry) -> tuple[str, ...]:
    """The names of all who passed it on, publisher first."""
    return (publisher_of(entry), *(link.name for link in entry.said_by[1:]))


def _is_document(name: str) -> bool:
    return (words_of(name) or [UNKNOWN])[-1] in uses("document")


def _within(name: str, publisher: str) -> bool:
    """Whether a publisher speaks of itself: "the office" in a text of the Relief Office."""
    return bool(_key(name)) and _key(name) <= _key(publisher)


def _before_office(name: str) -> str:
    """The name without the office that speaks for it, where something is left.

    >>> _before_office("Rapid Support Forces spokesman")
    'Rapid Support Forces'
    """
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in uses("office"):
        words.pop()
    return " ".join(words)


def _key(name: str) -> frozenset[str]:
    return frozenset(words_of(name)) - {"the", "a", "an"}


def voices(entries: Iterable[Entry]) -> dict[str, Voice]:
    """The voice of each claim, by its id, one name for all that belong together."""
    told = {entry.id: (answering(entry), chain_of(entry)) for entry in entries}
    names = one_name([link for link, _ in told.values()])
    return {claim: Voice(names[link], chain) for claim, (link, chain) in told.items()}


def one_name(links: Iterable[Link]) -> dict[Link, str]:
    """One name for all links that belong together; the same for the same links in any order."""
    distinct = sorted(set(links), key=lambda link: (link.id or "", link.name, link.aliases))
    by_id, owners = _names_of_ids(distinct), _owners(distinct)
    found = {link: by_id.get(link.id or "") or _by_alias(link, owners, by_id) or link.name for link in distinct}
    larger = _larger(set(found.values()))
    return {link: larger.get(name, name) for link, name in found.items()}


def _names_of_ids(links: Iterable[Link]) -> dict[str, str]:
    """The shortest name under which each known actor stands."""
    named: dict[str, str] = {}
    for link in links:
        if link.id:
            named[link.id] = min((named.get(link.id, link.name), link.name), key=lambda name: (len(name), name))
    return named


def _owners(links: Iterable[Link]) -> dict[str, set[str]]:
    """The known actors that go by a name, by the name in small letters."""
    found: dict[str, set[str]] = {}
    for link in links:
        if link.id:
            for name in (link.name, *link.aliases):
                found.setdefault(name.casefold(), set()).add(link.id)
    return found


def _by_alias(link: Link, owners: Mapping[str, set[str]], by_id: Mapping[str, str]) -> str | None:
    """The name of the only known actor that goes by this name too."""
    known = owners.get(link.name.casefold(), set())
    return by_id[next(iter(known))] if len(known) == 1 else None


def _larger(names: set[str]) -> dict[str, str]:
    """Names whose words are all within just one other: that other. What follows "of" tells of something else."""
    found: dict[str, str] = {}
    for name in names:
        above = [other for other in names if _key(name) < _key(other.partition(" of ")[0])]
        if len(above) == 1:
            found[name] = above[0]
    return found
