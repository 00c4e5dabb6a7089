"""An agreement over many reports on a terminal: parties, where it stands by whom, terms with deeds, breaches with denials."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tacitus.model.entry import Entry
from tacitus.model.thread import Breach, Deed, Pact, Status, Term
from tacitus.views.cli.group_draw import heading, quoted, tellers, when_words
from tacitus.views.plain import shortened, shown
from tacitus.views.wording import day_words

_SIGNS = {"said to be broken": "red", "collapsed": "red", "ended": "red", "suspended": "yellow", "opposed": "yellow"}


def draw_pact(pact: Pact, console: Console, entries: Mapping[str, Entry] | None = None) -> None:
    """The whole page. `entries` give the words of the claims, by id."""
    known = entries or {}
    parties = ", ".join(shown(party.name) for party in pact.parties) or "parties not known"
    console.print(Text.assemble((f"{shown(pact.kind)}: ", "bold"), (parties, "bold"), (f"   {pact.id}", "dim")))
    for line in _effective(pact):
        console.print(line)
    parts: tuple[tuple[str, Sequence[object], RenderableType], ...] = (
        ("Where it stands, by whom", pact.statuses, _statuses(pact)),
        ("Terms, and what is told of their being done", pact.terms, _terms(pact, known)),
        ("Alleged breaches", pact.breaches, _breaches(pact, known)),
        ("Opposed by", pact.opposed_by, Text(", ".join(shown(name) for name, _ in pact.opposed_by))),
    )
    for name, filled, drawn in parts:
        if filled:
            console.print(heading(name))
            console.print(Padding(drawn, (0, 0, 0, 2)))


def _effective(pact: Pact) -> Iterator[Text]:
    if not pact.effective:
        yield Text("no report says from which day it was in effect", style="dim")
    for version in pact.effective:
        by = ", ".join(shown(voice) for voice in version.voices)
        yield Text.assemble(f"in effect from {day_words(version.days)}", (f"  by {by}", "dim"))
    if len(pact.effective) > 1:
        yield Text("the reports differ on the day", style="red")


def _statuses(pact: Pact) -> Table:
    """In time; what one speaker says in several reports is one row."""
    grid = _grid(3)
    rows: dict[tuple[object, ...], list[Status]] = {}
    for one in pact.statuses:
        rows.setdefault((one.status, one.voice.name, one.days), []).append(one)
    against = {breach.claim: breach.against for breach in pact.breaches}
    for held in rows.values():
        first = held[0]
        text = Text(shown(first.status), style=_SIGNS.get(first.status, ""))
        if first.claim in against:
            text.append(f" by {_names(against[first.claim])}")
        grid.add_row(Text(when_words(first.days, first.told)), text, tellers([one.voice for one in held]))
    return grid


def _names(names: Sequence[str]) -> str:
    return ", ".join(shown(name) for name in names) or "somebody"


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for place in range(columns):
        grid.add_column(overflow="fold", no_wrap=place == 0)
    return grid


def _terms(pact: Pact, entries: Mapping[str, Entry]) -> Table:
    grid = _grid(2)
    for term in pact.terms:
        grid.add_row(Text(shown(term.duty or "term"), style="bold"), Text(_words(term)))
        for deed in _once(term.deeds, entries):
            line = Text.assemble(("done? ", "cyan"), when_words(deed.days, None).replace("no day", "day not told"), "  ")
            line.append_text(tellers([deed.voice]))
            line.append(f"  {deed.why}", style="dim")
            grid.add_row(Text(), line)
            if deed.claim in entries:
                grid.add_row(Text(), quoted(entries[deed.claim]))
        if not term.deeds:
            grid.add_row(Text(), Text("nothing is told of it", style="dim"))
    return grid


def _once(deeds: Sequence[Deed], entries: Mapping[str, Entry]) -> list[Deed]:
    """Deeds, those that one speaker tells in the same words in several reports put together."""
    told: dict[tuple[object, ...], Deed] = {}
    for deed in deeds:
        words = quoted(entries[deed.claim]).plain if deed.claim in entries else deed.claim
        told.setdefault((deed.voice.name, deed.days, words), deed)
    return list(told.values())


def _words(term: Term) -> str:
    """The longest wording, and how many others there are."""
    texts = sorted({shortened(clause.quote.text, 200) for _, clause in term.clauses}, key=lambda text: (-len(text), text))
    return f"{texts[0]} (and {len(texts) - 1} other wording{'s' if len(texts) > 2 else ''})" if len(texts) > 1 else texts[0]


def _breaches(pact: Pact, entries: Mapping[str, Entry]) -> Table:
    grid = _grid(2)
    for breach in pact.breaches:
        grid.add_row(Text(when_words(breach.days, breach.told)), _alleged(breach))
        if breach.claim in entries:
            grid.add_row(Text(), quoted(entries[breach.claim]))
        if not breach.denials:
            grid.add_row(Text(), Text("no denial is told", style="dim"))
        for claim, voice in breach.denials:
            grid.add_row(Text(), Text.assemble(("denied by ", "yellow"), tellers([voice])))
            if claim in entries:
                grid.add_row(Text(), quoted(entries[claim]))
    return grid


def _alleged(breach: Breach) -> Text:
    place = breach.place
    where = f" at {shown(place.quote.text if place.quote else place.name)}" if place else ""
    return Text.assemble(tellers([breach.voice]), (" alleges a breach by ", "red"), _names(breach.against), where)
