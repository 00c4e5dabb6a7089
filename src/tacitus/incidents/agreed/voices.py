"""The voices of an incident: independent roots, parties, deniers, and those that count as none."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tacitus.incidents.agreed.roots import Root
from tacitus.incidents.agreed.sides import Sides
from tacitus.incidents.agreed.tables import speech
from tacitus.model.answers import Standing
from tacitus.model.entry import Entry
from tacitus.model.versions import Voice, Voices

YES, NO, MAYBE = "yes", "no", "maybe"
_STANDS = {Standing.HAPPENED: YES, Standing.ONGOING: YES, Standing.DENIED: NO, Standing.NEGATED: NO}


def all_says(entries: Sequence[Entry]) -> dict[str, str]:
    """What each claim holds of the happening: yes, no or maybe. Acts of speech count for what they say of it, unless speech is all
    that the incident is."""
    deeds = any(speech(entry.kind) is None for entry in entries)
    return {entry.id: _says(entry, deeds) for entry in entries}


def _says(entry: Entry, deeds: bool) -> str:
    stands = _STANDS.get(entry.standing, MAYBE)
    row = speech(entry.kind) if deeds else None
    if row is None:
        return stands
    return row.says if stands == YES else MAYBE


def voices(entries: Sequence[Entry], says: Mapping[str, str], roots: Mapping[str, Root], sides: Sides) -> Voices:
    """Every voice in its place."""
    heard: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        heard[roots[entry.id].key].append(entry)
    party = {key: _why_party(key, claims, roots, sides) for key, claims in heard.items()}
    named = _families_with_a_source(entries, says, roots, party)
    places: dict[str, list[Voice]] = defaultdict(list)
    for key, claims in sorted(heard.items()):
        by = {held: [entry for entry in claims if says[entry.id] == held] for held in (YES, NO, MAYBE)}
        if by[NO]:
            places["deniers"].append(_voice(key, by[NO], roots, (party[key] or "no party", "says that it did not happen")))
        if by[YES]:
            source = None if party[key] else _source_given(by[YES], roots, named)
            where = "parties" if party[key] else "aside" if source else "independent"
            places[where].append(_voice(key, by[YES], roots, tuple(why for why in (party[key], source) if why)))
        elif by[MAYBE] and not by[NO]:
            places["aside"].append(_voice(key, by[MAYBE], roots, ("does not say that it happened",)))
    return Voices(*(tuple(places[where]) for where in ("independent", "parties", "deniers", "aside")))


def _why_party(key: str, claims: Sequence[Entry], roots: Mapping[str, Root], sides: Sides) -> str | None:
    found = {why for entry in claims if (why := sides.why_party(key, roots[entry.id].named))}
    return min(found, default=None)


def _families_with_a_source(
    entries: Sequence[Entry], says: Mapping[str, str], roots: Mapping[str, Root], party: Mapping[str, str | None]
) -> dict[str, str]:
    """Families of reports that name an independent source for it, with the name."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        root = roots[entry.id]
        if says[entry.id] == YES and not root.own and party[root.key] is None:
            found[root.family].add(root.name)
    return {family: min(names) for family, names in found.items()}


def _source_given(claims: Sequence[Entry], roots: Mapping[str, Root], named: Mapping[str, str]) -> str | None:
    """Why the report's own word is no voice beside the source that it names."""
    if not all(roots[entry.id].own for entry in claims):
        return None
    given = sorted({named[roots[entry.id].family] for entry in claims if roots[entry.id].family in named})
    return f"its reports name a source for it: {given[0]}" if given else None


def _voice(key: str, claims: Sequence[Entry], roots: Mapping[str, Root], more: tuple[str, ...]) -> Voice:
    why = (*_one(claims, roots), *more)
    return Voice(key, roots[claims[0].id].name, tuple(entry.id for entry in claims), why)


def _one(claims: Sequence[Entry], roots: Mapping[str, Root]) -> Iterator[str]:
    """What makes several claims one voice."""
    families: dict[str, set[str]] = defaultdict(set)
    for entry in claims:
        families[roots[entry.id].family].add(entry.report.text)
    texts = sum(len(found) for found in families.values())
    if texts > len(families):
        yield f"copies: {texts} texts, {len(families)} of them no copy of another"
    own = [entry for entry in claims if roots[entry.id].own]
    if len(own) < len(claims) and texts > 1:
        yield f"one root: {texts} texts lead back to it"
    elif len(families) > 1:
        agency = all(entry.report.agency for entry in own)
        yield f"one {'agency' if agency else 'outlet'}: {len(families)} reports of its own"
    if any(len(entry.said_by) > 1 for entry in own):
        yield "sources without a name count as their report's own voice"
