"""Incidents as a ledger keeps them, with their claims, the tolls linked to them and their versions, one at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tacitus.format.incident import incident_of
from tacitus.format.pieces import Json
from tacitus.incidents.agreed.agree import agree
from tacitus.ledger import weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.copying import kept_families
from tacitus.model.entry import Entry, Site
from tacitus.model.incident import Incident, LinkKind
from tacitus.questions.where.gazetteer import Gazetteer
from tacitus.views.export.incidents.weighed import Weighed
from tacitus.work.weigh import entries_of


def kept_incidents(connection: Connection, wanted: Iterable[str] | None = None) -> Iterator[Weighed]:
    """Every incident in the ledger's order; where ids are given only those, in the ids' order. Raises LedgerError before the
    first weighing, InputError for an id that is not there."""
    families = {text: family.id for family in kept_families(connection) for text in family.members}
    some = () if wanted is None else sorted(set(wanted))
    lines = weighed.incidents(connection) if wanted is None else (weighed.incident(connection, key) for key in some)
    for line in lines:
        yield _weighed(connection, line, families)


def _weighed(connection: Connection, line: Json, families: Mapping[str, str]) -> Weighed:
    incident = incident_of(line)
    entries = entries_of(connection, incident.claims)
    return Weighed(incident, entries, agree(entries, families), families, tuple(_tolls(connection, incident)))


def _tolls(connection: Connection, incident: Incident) -> Iterator[Entry]:
    """The claims of the incidents that are its toll."""
    for link in incident.links:
        if link.kind is LinkKind.HAS_TOLL:
            yield from entries_of(connection, weighed.incident(connection, link.to)["claims"])


def provinces(gazetteer: Gazetteer) -> Callable[[Site], str | None]:
    """The first-order division that a gazetteer's place lies in."""

    def province(site: Site) -> str | None:
        hits = (hit.row for hit in gazetteer.find(site.name) if gazetteer.candidate(hit.row).id == site.id)
        found = next((area for row in hits if (area := gazetteer.province(row)) is not None), None)
        return None if found is None else gazetteer.candidate(found).name

    return province
