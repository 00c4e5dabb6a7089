"""tacitus claims: the claims of the ledger; tacitus search: by words."""

import sys
from typing import Annotated

import typer
from rich.text import Text

from tacitus.format.entry import entry_of
from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.ledger import find
from tacitus.ledger.wanted import Shown
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.entry_draw import draw_entries, draw_legend
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.entries import entry_page
from tacitus.views.plain import shown as printable

Words = Annotated[
    list[str], typer.Argument(metavar="WORDS...", help='Words that must all be there; "a phrase", -without, or, begin*.')
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, max=10_000, help="How many at most.")]
Skip = Annotated[int, typer.Option("--skip", metavar="N", min=0, help="Leave out the first N.")]
Reports = Annotated[bool, typer.Option("--reports", help="Look in the whole text of the reports, not in the claims.")]
_GONE = "nothing is there"


def claims(
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
    all_builds: lo.Every = False,
    shown: lo.Shows = Shown.REVIEWED,
    as_json: lo.AsJson = False,
) -> None:
    """Print the claims: by the report's day, then as they stand in it."""
    with guarded():
        wanted = lo.filter_of(
            since=since, until=until, place=place, country=country, box=box, near=near, actor=actor, speaker=speaker,
            type=type_, standing=standing, document=report, every=all_builds, shown=shown,
        )  # fmt: skip
        with lo.opened(ledger) as book, book.reads() as connection:
            lines = find.claims(connection, book.backend, wanted)
            if as_json:
                sys.stdout.writelines(json_line(line) for line in lines)
            else:
                _draw(list(lines))


def search(
    words: Words,
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
    all_builds: lo.Every = False,
    shown: lo.Shows = Shown.REVIEWED,
    reports: Reports = False,
    most: Most = 20,
    skip: Skip = 0,
    as_json: lo.AsJson = False,
) -> None:
    """Search the claims by words, the best first; with --reports the reports themselves."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
        if reports:
            _print_reports(find.search_reports(connection, book.backend, asked, most), as_json)
            return
        wanted = lo.filter_of(
            words=asked, since=since, until=until, place=place, country=country, box=box, near=near, actor=actor,
            speaker=speaker, type=type_, standing=standing, document=report, every=all_builds, shown=shown,
        )  # fmt: skip
        hits = find.search(connection, book.backend, wanted, most, skip)
        if as_json:
            sys.stdout.writelines(json_line(line) for line in hits.lines)
            return
        _draw(list(hits.lines))
        if hits.count > skip + len(hits.lines):
            say(f"{count(hits.count, 'claim')} in all; --skip {skip + len(hits.lines)} shows the next")


def _draw(lines: list[Json]) -> None:
    console = screen()
    draw_entries([entry_page(entry_of(line)) for line in lines], console)
    if lines:
        draw_legend(console)
    else:
        say(_GONE)


def _print_reports(hits: tuple[find.ReportHit, ...], as_json: bool) -> None:
    console = screen()
    for hit in hits:
        passage = hit.passage.replace("\n", " ")
        if as_json:
            facts = {name: getattr(hit, name) for name in ("document", "text", "title", "publisher", "published", "uri")}
            sys.stdout.write(json_line({**facts, "passage": passage.replace("\x02", "").replace("\x03", "")}))
            continue
        head = " · ".join(part for part in (hit.published, hit.publisher, hit.title, hit.uri) if part)
        console.print(Text(printable(head), style="bold"))
        console.print(Text.assemble("  ", (f"{hit.document[:12]}  ", "cyan"), *_marked(passage)), end="\n\n")
    if not hits and not as_json:
        say(_GONE)


def _marked(passage: str) -> list[tuple[str, str]]:
    """The passage with the words that were asked for underlined."""
    parts: list[tuple[str, str]] = []
    for number, part in enumerate(passage.split("\x02")):
        found, _, rest = part.partition("\x03") if number else ("", "", part)
        parts += [(found, "underline"), (_spaced(rest), "")]
    return parts


def _spaced(text: str) -> str:
    """Safe to print, with the spaces at its ends."""
    line = printable(text)
    return (" " if text[:1].isspace() else "") + line + (" " if line and text[-1:].isspace() else "")
