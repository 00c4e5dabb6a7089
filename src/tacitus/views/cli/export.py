"""tacitus export: the claims of the ledger in other people's formats."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from tacitus.errors import InputError
from tacitus.ledger import find, weighed
from tacitus.ledger.backend import Connection
from tacitus.ledger.bag import bag as write_bag
from tacitus.ledger.book import Ledger
from tacitus.ledger.wanted import Filter
from tacitus.profiles import DEFAULT, profile_named
from tacitus.profiles import Profile as Profiled
from tacitus.questions.where.gazetteer import open_gazetteer
from tacitus.reviews.view import nameless
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.export.facts import Facts, Withheld
from tacitus.views.export.incidents.kept import kept_incidents, provinces
from tacitus.views.export.incidents.shape import SHAPES
from tacitus.views.export.incidents.write import write_incidents
from tacitus.views.export.kept_facts import facts_of
from tacitus.views.export.one import check_out, write_out
from tacitus.views.export.write import FORMS, write_claims
from tacitus.views.web.app import pages_of
from tacitus.views.web.assets import find_assets
from tacitus.views.web.desk import Desk
from tacitus.views.web.saving import saved_page
from tacitus.views.web.stored import Stored

Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="NAME", help=f"Of claims: {', '.join(FORMS)}; of incidents: {', '.join(SHAPES)}.", show_default=False
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="PATH", help="The file to write.", show_default=False)]
Profile = Annotated[str, typer.Option("--profile", metavar="NAME", help="What is withheld: public, team or full.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="The day that delays are reckoned to; else today.")]
Replace = Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")]
Excel = Annotated[bool, typer.Option("--excel", help="With csv: safe to open in a spreadsheet.")]
Bag = Annotated[
    Path | None, typer.Option("--bag", metavar="FOLDER", help="Instead: the whole ledger as a BagIt folder.", show_default=False)
]

Page = Annotated[
    str | None,
    typer.Option("--page", metavar="PATH", help="Instead: one page of serve as a file, such as /incidents.", show_default=False),
]


def command(
    format_: Format = None,
    out: Out = None,
    profile: Profile = DEFAULT,
    bag: Bag = None,
    page: Page = None,
    as_of: AsOf = None,
    ledger: lo.Where = None,
    since: lo.Since = None,
    until: lo.Until = None,
    place: lo.Place = None,
    country: lo.Country = None,
    box: lo.Box = None,
    near: lo.Near = None,
    actor: lo.Actor = None,
    speaker: lo.Speaker = None,
    type_: lo.Type = None,
    standing: lo.Standing = None,
    report: lo.Document = None,
    replace: Replace = False,
    excel: Excel = False,
) -> None:
    """Write claims under a profile, which says what is withheld; a file beside each export states it."""
    with guarded("interrupted; nothing was written"), lo.opened(ledger) as book:
        if bag is not None:
            _bag(book, bag, format_ or out or page)
            return
        if page is not None:
            _page(book, page, out, format_, profile_named(profile), as_of, replace)
            return
        wanted = lo.filter_of(
            since=since, until=until, place=place, country=country, box=box, near=near, actor=actor, speaker=speaker,
            type=type_, standing=standing, document=report,
        )  # fmt: skip
        _written(book, wanted, _asked(format_, out), profile_named(profile), as_of, replace=replace, excel=excel)


def _written(
    book: Ledger, wanted: Filter, asked: tuple[str, Path], profile: Profiled, as_of: str | None, *, replace: bool, excel: bool
) -> None:
    """Claims, or incidents, in a format to a path."""
    form, path = asked
    with book.reads() as connection:
        facts = facts_of(connection, as_of)
        if form in SHAPES:
            _incidents(connection, form, path, profile, facts, replace)
            return
        claims = map(nameless, find.claims(connection, book.backend, wanted))
        done = write_claims(form, claims, path, profile, facts, replace=replace, excel=excel)
    _tell(done, path, profile.name)


def _asked(form: str | None, out: Path | None) -> tuple[str, Path]:
    if form is None or out is None:
        raise InputError(
            f"give --format NAME and --out PATH (formats: {', '.join((*FORMS, *SHAPES))}), or --page PATH, or --bag FOLDER"
        )
    return form, out


def _incidents(connection: Connection, form: str, out: Path, profile: Profiled, facts: Facts, replace: bool) -> None:
    """One incident a row. Raises LedgerError where nothing was weighed."""
    weighed.must_be(connection)
    places = provinces(open_gazetteer())
    done = write_incidents(form, kept_incidents(connection), out, profile, facts, province=places, replace=replace)
    left = done.left_out.total()
    say(f"{count(done.written, 'incident')} in {out} under the profile {profile.name}; {left:,} left out, with their reasons")


def _page(book: Ledger, page: str, out: Path | None, form: str | None, profile: Profiled, as_of: str | None, replace: bool) -> None:
    """One page of the app as a file that opens by itself. Raises InputError, OutputError."""
    if out is None or form is not None:
        raise InputError("--page writes one file: give --out FILE.html, and leave out --format")
    check_out(out, replace)
    desk = Desk(book, Stored(book.backend), find_assets())
    made = saved_page(desk, pages_of, page, profile, as_of)
    write_out(out, made.html.encode())
    say(f"{out}: the page {page} under the profile {profile.name}; its foot says what was withheld")


def _bag(book: Ledger, folder: Path, other: object) -> None:
    if other:
        raise InputError("--bag takes the whole ledger: leave out --format, --page and --out")
    packed = write_bag(book, folder)
    size = f"{count(packed.files, 'file')}, {packed.size:,} bytes"
    say(f"{packed.folder}: a bag of {size}; the ledger's chain ends at record {packed.number}, {packed.head}")


def _tell(done: Withheld, out: Path, profile: str) -> None:
    """What was written, and what was not and why."""
    say(f"{count(done.written, 'claim')} in {out} under the profile {profile}; {out}.about.json says what was withheld")
    if done.held_back:
        say(f"{count(done.held_back, 'claim')} held back: {_listed(done.rules)}")
    for why, number in sorted(done.left_out.items()):
        say(f"{count(number, 'claim')} left out: {why}")


def _listed(rules: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} {number:,}" for rule, number in sorted(rules.items()))
