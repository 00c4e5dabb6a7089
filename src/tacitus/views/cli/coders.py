"""tacitus coders: how far coders agree, and what they differ on."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.reviews.alpha import Agreement
from tacitus.reviews.people import Coder, Pace
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shortened, shown
from tacitus.work.review import coders, paces

Names = Annotated[list[str] | None, typer.Option("--as", metavar="NAME", help="Only these coders; give it for each.")]


def command(names: Names = None, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show what each coder did, Krippendorff's alpha for the verdict and each corrected slot, and what coders differ on."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        found, own = coders(connection, names or ()), paces(connection, names or ())
        if as_json:
            sys.stdout.writelines(_lines(found, own))
        else:
            _people(own)
            _draw(found)


def _lines(found: Agreement, own: tuple[Coder, ...]) -> list[str]:
    """A line for each coder, then for each measure, then for each difference."""
    people: list[Json] = [
        {"what": "coder", "name": one.name, "reviews": one.reviews, "claims": dict(one.held), "seconds": asdict(one.pace)}
        for one in own
    ]
    measures: list[Json] = [
        {
            "what": "measure",
            "about": one.about,
            "units": one.units,
            "pairs": one.pairs,
            "same": one.same,
            "alpha": one.alpha,
            "coders": list(found.coders),
        }
        for one in found.measures
    ]
    differ: list[Json] = [
        {"what": "difference", "claim": one.claim, "about": one.about, "says": dict(one.says)} for one in found.differences
    ]
    return [json_line(one) for one in (*people, *measures, *differ)]


def _people(own: tuple[Coder, ...]) -> None:
    """Each coder's claims by verdict, and how long one took."""
    for one in own:
        held = ", ".join(f"{number:,} {kind}" for kind, number in one.held.items() if number) or "nothing that holds"
        screen().print(Text.assemble((f"{shown(one.name):<10}", "bold"), f"  {held}", (_took(one.pace), "dim")))


def _took(pace: Pace) -> str:
    """The median and the quartiles in words; nothing where nobody measured."""
    if pace.median is None or pace.lower is None or pace.upper is None:
        return ""
    return f"  a claim took {pace.median:.0f} s ({pace.lower:.0f} to {pace.upper:.0f}; {pace.claims:,} measured)"


def _draw(found: Agreement) -> None:
    console = screen()
    if not found.claims:
        say(f"no claim was judged by two coders ({', '.join(found.coders) or 'nobody reviewed'})")
        return
    say(f"{', '.join(shown(name) for name in found.coders)}: {count(found.claims, 'claim')} judged by two or more")
    for one in found.measures:
        figure = "not defined: all say the same" if one.alpha is None else f"{one.alpha:.3f}"
        console.print(
            Text.assemble((f"{one.about:<10}", "bold"), f"alpha {figure}", (f"  {one.same:,} of {one.units:,} alike", "dim"))
        )
    for differ in found.differences:
        said = "; ".join(f"{name}: {shortened(value, 80)}" for name, value in differ.says)
        console.print(Text.assemble((f"{differ.claim}  ", "cyan"), (f"{differ.about}  ", "bold"), said))
