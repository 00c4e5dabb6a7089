"""A body over many reports on a terminal: how it split by each speaker's figures, who contradicts whom, where it was when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from tacitus.model.answers import Relation
from tacitus.model.entry import Entry, Site
from tacitus.model.interval import Interval
from tacitus.model.thread import Body, Part, Phase, Reckoning, Voice
from tacitus.views.plain import shortened, shown
from tacitus.views.wording import day_words, number_words, relation_words

NARROW, WIDE = 100, 150  # below the first one column tells state and place; from the second on the words have their own
NAMES = 4  # of the other names, this many are shown
WORDS = 90  # characters of a claim's words
_WAYS = {"N": "north", "E": "east", "S": "south", "W": "west"}


def draw_body(body: Body, console: Console, entries: Mapping[str, Entry] | None = None) -> None:
    """The whole page: head, splits by speaker, contradictions, the track. `entries` give the words of the claims, by id."""
    known = entries or {}
    for line in _head(body):
        console.print(line)
    if body.flows:
        console.print(heading("How it split"))
        console.print(Padding(_splits(body), (0, 0, 0, 2)))
    if body.contradictions:
        console.print(heading("Contradictions"))
        console.print(Padding(_clashes(body, known), (0, 0, 0, 2)))
    console.print(heading("Track"))
    console.print(Padding(_track(body, known, console.width), (0, 0, 0, 2)))


def heading(name: str) -> Text:
    return Text(f"\n{name}", style="bold")


def _head(body: Body) -> Iterator[Text]:
    whole = body.parts[0].number
    many = f" · {number_words(whole)} {shown(body.unit or '')}".rstrip() if whole is not None else ""
    yield Text.assemble((shown(body.name), "bold"), many, (f"   {body.id}", "dim"))
    others = [shown(name) for name in body.aliases if name.casefold() != body.name.casefold()]
    named = sorted(others, key=lambda name: (-len(name), name))[:NAMES]
    if named:
        more = f" and {len(others) - len(named)} more" if len(others) > len(named) else ""
        yield Text(f"also called {', '.join(named)}{more}", style="dim")
    voices = {phase.voice.name for phase in body.phases}
    days = [day for phase in body.phases if (day := _first(phase)) != date.max]
    span = f" · {day_words(Interval(min(days), max(days)))}" if days else ""
    yield Text(f"{_count(len(body.phases), 'claim')} of {_count(len(voices), 'speaker')}{span}", style="dim")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _first(phase: Phase) -> date:
    days = phase.days or phase.told
    return (days.start or days.end if days else None) or date.max


def _splits(body: Body) -> Tree:
    """One branch a speaker: the sum in its figures, and beneath what each part does by its account."""
    tree = Tree(Text(shown(body.parts[0].label), style="bold"), guide_style="dim")
    sums = {one.voice: one for one in body.balances}
    for voice in dict.fromkeys(flow.voice for flow in body.flows):
        branch = tree.add(Text.assemble((shown(voice), "bold"), _beside(body, voice), _sum(sums.get(voice))))
        for flow in (flow for flow in body.flows if flow.voice == voice):
            part = next((part for part in body.parts if part.key == (flow.goal if flow.kind == "split" else flow.source)), None)
            if flow.kind == "merge":
                branch.add(Text(f"joins {shown(flow.goal)}"))
            elif part:
                branch.add(Text.assemble(shown(part.label), (f"  {_does(body, part, voice)}", "cyan")))
    return tree


def _beside(body: Body, voice: str) -> str:
    """For speakers without a name of their own ("drivers") the outlets that pass it on."""
    outlets = dict.fromkeys(phase.voice.chain[0] for phase in body.phases if phase.voice.name == voice)
    return f" ({', '.join(map(shown, outlets))})" if voice[:1].islower() else ""


def _sum(one: Reckoning | None) -> str:
    """17 = 6 + 11, adds up."""
    if one is None:
        return ": without numbers"
    parts = " + ".join(number_words(part) for part in one.parts)
    whole = number_words(one.whole) if one.whole is not None else "?"
    sign = ("≠" if one.holds is False else "=") if one.parts else ""
    rest = " + ?" if one.parts and one.holds is None else ""
    by = f" ({whole} by {shown(one.whole_by)})" if one.whole_by else ""
    return f": {f'{whole} {sign} {parts}{rest}'.strip()}, {one.why}{by}"


def _does(body: Body, part: Part, voice: str) -> str:
    """What a part does by one speaker's account, in order of time, each thing once."""
    told = [phase for phase in body.phases if phase.part == part.key and phase.voice.name == voice]
    said = dict.fromkeys(f"{_state(one)} {_where(one.place)}".strip() for one in told)
    return "; ".join(words for words in said if not any(other != words and other.startswith(words) for other in said))


def _state(phase: Phase) -> str:
    state = f"not {shown(phase.state)}" if phase.denied else shown(phase.state)
    return f"{state} {_WAYS.get(phase.course, phase.course)}" if phase.course else state


def _where(site: Site | None) -> str:
    if site is None:
        return ""
    return f"{relation_words(_plain(site.relation))}{shown(site.quote.text if site.quote else site.name)}"


def _plain(relation: Relation | None) -> Relation | None:
    return None if relation is None or relation.type in ("in", "part", "between") else relation


def _clashes(body: Body, entries: Mapping[str, Entry]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="red")
    grid.add_column(overflow="fold")
    for one in body.contradictions:
        grid.add_row(Text(one.field), Text(shown(one.why)))
        for claim in (one.left, one.right):
            if claim in entries:
                grid.add_row(Text(), quoted(entries[claim]))
    return grid


def quoted(entry: Entry) -> Text:
    """The words of a claim, in one line."""
    return Text(f"“{shortened(entry.evidence.text, WORDS).strip(',; ')}”", style="dim")


def _track(body: Body, entries: Mapping[str, Entry], width: int) -> Table:
    """One row for what one speaker says of one part, however many reports print it."""
    wordy = width >= WIDE and bool(entries)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("When", no_wrap=True)
    table.add_column("How many", no_wrap=True)
    for name in ("State and place",) if width < NARROW else ("State", "Where"):
        table.add_column(name, overflow="fold")
    table.add_column("Who says", overflow="fold")
    if wordy:
        table.add_column("The words", overflow="fold", ratio=1)
    labels = {part.key: part.label for part in body.parts}
    for held in _rows(body.phases):
        first = held[0]
        state, where = _state(first), _where(first.place)
        cells = [when_words(first.days, first.told), _many(first, labels)]
        cells += [f"{state} {where}".strip()] if width < NARROW else [state, where]
        words = [quoted(entries[first.claim]) if first.claim in entries else Text()] if wordy else []
        table.add_row(*map(Text, cells), tellers([phase.voice for phase in held]), *words)
    return table


def _many(phase: Phase, labels: Mapping[str, str]) -> str:
    if phase.part != "whole":
        return shown(labels[phase.part])
    return f"all {number_words(phase.number)}" if phase.number is not None else "all"


def _rows(phases: Sequence[Phase]) -> list[list[Phase]]:
    """Phases that say the same by the same speaker put together, in order of time."""
    rows: dict[tuple[object, ...], list[Phase]] = {}
    for phase in phases:
        place = phase.place.name if phase.place else None
        key = (phase.days, phase.part, phase.state, phase.denied, phase.course, place, phase.voice.name)
        rows.setdefault(key, []).append(phase)
    return list(rows.values())


def when_words(days: Interval | None, told: Interval | None) -> str:
    """The day; where none is told, that of the report: it was so by then.

    >>> when_words(None, Interval.day(date(2024, 3, 2)))
    'by 2024-03-02'
    """
    if days:
        return day_words(days)
    return f"by {told.end or told.start}" if told else "no day"


def tellers(voices: Sequence[Voice]) -> Text:
    """Who says it, and in which outlets; whom the speaker cites."""
    outlets = dict.fromkeys(shown(voice.chain[0]) for voice in voices if voice.chain[0] != voice.name)
    cited = dict.fromkeys(shown(voice.chain[-1]) for voice in voices if len(voice.chain) > 2)
    named = {voice.name for voice in voices}
    cites = [name for name in cited if not any(name.casefold().startswith(one.casefold()) for one in named)]
    notes = [part for part in (", ".join(outlets), f"citing {', '.join(cites)}" if cites else "") if part]
    note = f" ({'; '.join(notes)})" if notes else ""
    return Text.assemble(", ".join(sorted(shown(name) for name in named)), (note, "dim"))
