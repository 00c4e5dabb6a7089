"""tacitus release: frozen tables, with what changed since the last."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tacitus.ledger import find, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.book import Ledger
from tacitus.profiles import DEFAULT, Profile, profile_named
from tacitus.questions.where.gazetteer import open_gazetteer
from tacitus.reviews.view import nameless
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.export import AsOf
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.export.facts import Facts
from tacitus.views.export.incidents.kept import kept_incidents, provinces
from tacitus.views.export.incidents.write import write_incidents
from tacitus.views.export.kept_facts import facts_of
from tacitus.views.export.release import make_release
from tacitus.views.export.write import write_claims

Name = Annotated[str, typer.Argument(metavar="NAME", help="The release's name, such as 2024-03.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where releases lie.")]
Before = Annotated[Path | None, typer.Option("--before", metavar="FOLDER", help="The last release, to tell what changed.")]
Under = Annotated[str, typer.Option("--profile", metavar="NAME", help="What is withheld: public, team or full.")]
_SHAPES = ("acled", "ucdp", "airwars", "hxl", "incidents-geojson")


def command(
    name: Name, out: Out = Path(), before: Before = None, profile: Under = DEFAULT, as_of: AsOf = None, ledger: lo.Where = None
) -> None:
    """Freeze the claims and every table of incidents as one release, with checksums and the changes since the last."""
    with guarded("interrupted; nothing was released"), lo.opened(ledger) as book, tempfile.TemporaryDirectory() as folder:
        with book.reads() as connection:
            weighed.must_be(connection)
            facts = facts_of(connection, as_of)
            tables = _tables(book, connection, Path(folder), profile_named(profile), facts)
        done = make_release(name, out, tables, facts, before)
        changed = ", ".join(f"{number:,} {what}" for what, number in sorted(done.changes.items()) if number)
        say(f"{done.folder}: {count(len(done.files), 'file')}" + (f"; since {before}: {changed or 'no change'}" if before else ""))


def _tables(book: Ledger, connection: Connection, folder: Path, profile: Profile, facts: Facts) -> dict[str, Path]:
    """The claims and each shape of incidents, written to a folder of their own."""
    places = provinces(open_gazetteer())
    made = {"claims": folder / "claims.csv"}
    write_claims("csv", map(nameless, find.claims(connection, book.backend)), made["claims"], profile, facts)
    for shape in _SHAPES:
        made[shape] = folder / ("airwars" if shape == "airwars" else f"{shape}.{'geojson' if 'geojson' in shape else 'csv'}")
        write_incidents(shape, kept_incidents(connection), made[shape], profile, facts, province=places)
    return made
