"""tacitus incident: the versions of one happening side by side."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from tacitus.errors import InputError
from tacitus.format.incident import incident_of
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.incidents.agreed.agree import agree
from tacitus.ledger import find, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.copying import kept_families
from tacitus.model.versions import Versions
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import guarded
from tacitus.views.cli.incident_draw import draw_incident
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shown
from tacitus.work.weigh import entries_of

Key = Annotated[str, typer.Argument(metavar="ID", help="An incident's id, its beginning, or a claim's.", show_default=False)]


def command(key: Key, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show an incident: every field with its versions and who gives them, the toll under each rule, the voices, the words."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        line = weighed.incident(connection, incident_named(connection, key))
        if as_json:
            sys.stdout.write(json_line(line))
            return
        console = screen()
        draw_incident(versions_of(connection, line), console, line["id"])
        _draw_links(line, console)


def incident_named(connection: Connection, key: str) -> str:
    """The whole id of an incident, by the beginning of its id or by a claim's. Raises InputError."""
    if key.startswith("claim-"):
        claim = find.resolve(connection, key).id
        found = weighed.incident_of(connection, claim)
        if found is None:
            raise InputError(f"{claim}: it is in no incident yet; run: tacitus weigh")
        return found
    kind, whole = weighed.weighed_id(connection, key)
    if kind != "incident":
        raise InputError(f"{whole}: it is {'an agreement' if kind == 'agreement' else 'a group'}; see: tacitus {kind} {key}")
    return whole


def versions_of(connection: Connection, line: Json) -> Versions:
    """The versions of an incident's claims, as they are today."""
    entries = entries_of(connection, incident_of(line).claims)
    families = {text: family.id for family in kept_families(connection) for text in family.members}
    return agree(entries, families)


def _draw_links(line: Json, console: Console) -> None:
    for link in line["links"]:
        console.print(Text.assemble((f"{link['kind']} ", "bold"), (link["to"][:18], "cyan"), shown(f": {link['why']}")))
    for judgement in line["held"]:
        if judgement["by"] != "policy":
            console.print(Text(shown(f"{judgement['by']}: {judgement['verdict']}: {'; '.join(judgement['why'])}")))
    for judgement in line["contested"]:
        words = f"contested: {judgement['by']} says {judgement['verdict']}: {'; '.join(judgement['why'])}"
        console.print(Text(shown(words), style="yellow"))
