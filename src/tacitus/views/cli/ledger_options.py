"""Which ledger a verb works on: --ledger, else TACITUS_LEDGER; and the options that say which claims are wanted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

import typer

from tacitus.errors import InputError, LedgerError
from tacitus.ledger.book import Ledger
from tacitus.ledger.wanted import Filter, Shown

VARIABLE = "TACITUS_LEDGER"
_FILTER = "Which claims"


def _which(flag: str, **settings: Any) -> Any:
    return typer.Option(flag, show_default=False, rich_help_panel=_FILTER, **settings)


Where = Annotated[
    str | None, typer.Option("--ledger", metavar="PATH|URL", help=f"The ledger; else {VARIABLE}.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one line each.")]
Since = Annotated[str | None, _which("--since", metavar="DAY", help="That could have happened on that day or later.")]
Until = Annotated[str | None, _which("--until", metavar="DAY", help="That could have happened on that day or before.")]
Place = Annotated[str | None, _which("--place", metavar="NAME", help="Where: a place's name, or how it begins.")]
Country = Annotated[str | None, _which("--country", metavar="CC", help="Where: a country's two letters, such as SY.")]
Box = Annotated[str | None, _which("--box", metavar="W,S,E,N", help="Where: degrees; what could lie in there.")]
Near = Annotated[str | None, _which("--near", metavar="LAT,LON,KM", help="Where: within so many kilometres of a point.")]
Actor = Annotated[str | None, _which("--actor", metavar="NAME", help="Who did it or to whom: a name, how it begins, or an id.")]
Speaker = Annotated[str | None, _which("--speaker", metavar="NAME", help="Who says it, or through whom.")]
Type = Annotated[str | None, _which("--type", metavar="KIND", help="What: a kind such as killing, or a PLOVER or ACLED code.")]
Standing = Annotated[
    str | None, _which("--standing", metavar="WORD", help="happened, ongoing, planned, possible, demanded, denied or negated.")
]
Document = Annotated[str | None, _which("--report", metavar="SHA256", help="Of one report.")]
Every = Annotated[bool, _which("--all-builds", help="Also what older builds read.")]
Shows = Annotated[Shown, _which("--shown", help="As reviewed; all, also the rejected; or as read, before any review.")]


@contextmanager
def opened(where: str | None, writable: bool = False) -> Iterator[Ledger]:
    """The ledger that is meant, closed in the end. Raises LedgerError."""
    ledger = Ledger.open(named(where), writable)
    try:
        yield ledger
    finally:
        ledger.close()


def named(where: str | None) -> str:
    """The path or URL of the ledger. Raises LedgerError where nobody said one."""
    given = where or os.environ.get(VARIABLE, "")
    if not given.strip():
        raise LedgerError(f"no ledger is named; give --ledger PATH, or set {VARIABLE} (make one with: tacitus init PATH)")
    return given


def filter_of(**given: Any) -> Filter:
    """The filter of a verb's options. Raises InputError for what cannot be read."""
    since, until = _day("--since", given.pop("since")), _day("--until", given.pop("until"))
    if since and until and until < since:
        raise InputError(f"--until {until} lies before --since {since}")
    box, near = _numbers("--box", given.pop("box"), "W,S,E,N"), _numbers("--near", given.pop("near"), "LAT,LON,KM")
    return Filter(
        since=since,
        until=until,
        box=(box[0], box[1], box[2], box[3]) if box else None,
        near=(near[0], near[1], near[2]) if near else None,
        **given,
    )


def _day(option: str, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise InputError(f"{option} {given}: no such day; write it like 2024-03-05") from error


def _numbers(option: str, given: str | None, form: str) -> list[float] | None:
    if given is None:
        return None
    try:
        numbers = [float(part) for part in given.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != form.count(",") + 1 or not all(abs(number) <= 40_100 for number in numbers):
        raise InputError(f"{option} {given}: give {form} as numbers with commas between")
    lat = numbers[0] if option == "--near" else numbers[1]
    if abs(lat) > 90:
        raise InputError(f"{option} {given}: a latitude of {lat:g} degrees does not exist; the order is {form}")
    return numbers
