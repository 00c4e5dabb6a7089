"""tacitus coders: how far coders agree, and what they differ on."""

import sys
from typing import Annotated

import typer
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.reviews.alpha import Agreement
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shortened, shown
from tacitus.work.review import coders

Names = Annotated[list[str] | None, typer.Option("--as", metavar="NAME", help="Only these coders; give it for each.")]


def command(names: Names = None, ledger: lo.Where = None, as_json: lo.AsJson = False) -> None:
    """Show Krippendorff's alpha for the verdict and for each corrected slot, and every claim on which coders differ."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        found = coders(connection, names or ())
        if as_json:
            sys.stdout.writelines(_lines(found))
        else:
            _draw(found)


def _lines(found: Agreement) -> list[str]:
    """A line for each measure, then one for each difference."""
    measures: list[Json] = [
        {
            "what": "measure",
            "about": one.about,
            "units": one.units,
            "same": one.same,
            "alpha": one.alpha,
            "coders": list(found.coders),
        }
        for one in found.measures
    ]
    differ: list[Json] = [
        {"what": "difference", "claim": one.claim, "about": one.about, "says": dict(one.says)} for one in found.differences
    ]
    return [json_line(one) for one in (*measures, *differ)]


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
