"""One incident from its claims: versions side by side, voices, a suggested grade, tolls, times and places.

A pure function of the claims and of which texts are copies: the order of the claims, or a claim given twice, changes nothing.
"""

from collections.abc import Iterable, Mapping

from tacitus.incidents.agreed.actors import Actors
from tacitus.incidents.agreed.extent import places, times
from tacitus.incidents.agreed.facts import Evidence, grade
from tacitus.incidents.agreed.fields import fields
from tacitus.incidents.agreed.numbers import figures
from tacitus.incidents.agreed.order import in_order
from tacitus.incidents.agreed.roots import Root, roots
from tacitus.incidents.agreed.sides import Sides
from tacitus.incidents.agreed.sums import sums
from tacitus.incidents.agreed.tolls import tolls
from tacitus.incidents.agreed.voices import YES, all_says, voices
from tacitus.model.entry import Entry
from tacitus.model.versions import Said, Versions


def agree(entries: Iterable[Entry], families: Mapping[str, str]) -> Versions:
    """`families` maps the id of a report's text to the id of its family of near-identical texts; a text not in it is its own."""
    claims = in_order(entries)
    actors = Actors(claims)
    sides = Sides(claims, actors)
    says = all_says(claims)
    rooted = roots(claims, families, actors, sides)
    keys = {claim: root.key for claim, root in rooted.items()}
    heard = voices(claims, says, rooted, sides)
    told = figures(claims)
    asserted = [entry for entry in claims if says[entry.id] == YES]
    numbers = [figure for figure in told if says[figure.entry.id] == YES]
    return Versions(
        claims=tuple(_said(entry, says[entry.id], rooted[entry.id]) for entry in claims),
        fields=fields(claims, told, says, keys, actors),
        voices=heard,
        grade=grade(Evidence(asserted, numbers, rooted, sides, heard)),
        tolls=tolls(numbers, keys),
        sums=sums(numbers, keys),
        times=times(asserted),
        places=places(asserted),
    )


def _said(entry: Entry, says: str, root: Root) -> Said:
    chain = tuple(link.name for link in entry.said_by)
    report = entry.report
    return Said(
        claim=entry.id,
        number=entry.number,
        kind=entry.kind,
        standing=entry.standing,
        hedged=entry.hedged,
        says=says,
        voice=root.key,
        chain=chain,
        report=report.key,
        text=report.text,
        title=report.title,
        published=report.published,
        words=entry.evidence,
        trigger=entry.trigger,
    )
