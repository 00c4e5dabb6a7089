"""One incident on a terminal: what it is, its versions field by field, tolls under three rules, voices, the words of each claim.

Claims carry small numbers, in order of their reports, that every part of the page refers to. Source text comes as `Text`: nothing
in it is taken for markup.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tacitus.model.span import Span
from tacitus.model.versions import Coded, Field, Figures, Grade, Relates, Relation, Said, Toll, Version, Versions, Voice
from tacitus.views.plain import around, shortened, shown
from tacitus.views.wording import day_words, number_words

NARROW = 100  # columns; below this the parts come as lists
WORDS = 300  # characters of a claim's words
MOST = 6  # versions of a field, steps of a history: more are counted, not shown
_COLOURS = {
    Relates.AGREE: "green",
    Relates.NARROWER: "cyan",
    Relates.WIDER: "cyan",
    Relates.CONFLICT: "bold red",
    Relates.SILENT: "dim",
}
_NAMES = {"acled": "ACLED", "ucdp": "UCDP", "airwars": "Airwars"}
_VOICES = (
    ("independent", "say so independently"),
    ("parties", "parties that say so"),
    ("deniers", "deny it"),
    ("aside", "count as no voice"),
)


@dataclass(frozen=True, slots=True)
class _Key:
    """The numbers of the claims, the names of the voices, and which voices are parties."""

    numbers: Mapping[str, int]
    names: Mapping[str, str]
    parties: frozenset[str]

    def refs(self, claims: Iterable[str]) -> str:
        """Claims as their numbers: [1–3, 5].

        >>> _Key({"a": 1, "b": 2, "c": 3, "d": 5}, {}, frozenset()).refs(["a", "b", "c", "d"])
        '[1–3, 5]'
        """
        runs: list[list[int]] = []
        for number in sorted({self.numbers[claim] for claim in claims}):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        parts = (str(run[0]) if len(run) == 1 else f"{run[0]}{', ' if len(run) == 2 else '–'}{run[-1]}" for run in runs)
        return f"[{', '.join(parts)}]"

    def name(self, voice: str) -> str:
        return self.names.get(voice, voice) + (" (party)" if voice in self.parties else "")


def draw_incident(versions: Versions, console: Console, name: str | None = None) -> None:
    """The whole page for a screen as wide as the console's; `name` is the incident's id."""
    key = _key(versions)
    wide = console.width >= NARROW
    for part in _header(versions, name):
        console.print(part)
    console.print(_head("Versions"))
    shown_fields = [field for field in versions.fields if field.about is None or len(field.versions) > 1]
    console.print(_fields_table(shown_fields, key) if wide else _fields_list(shown_fields, key))
    if versions.tolls:
        console.print(_head("Figures, each under its published rule"))
        console.print(_toll_table(versions.tolls, key) if wide else _stacked(versions.tolls, key))
    for part in (*_sums(versions, key), *_voices(versions, key), *_claims(versions.claims)):
        console.print(part)


def _key(versions: Versions) -> _Key:
    voices = versions.voices
    every = (*voices.aside, *voices.deniers, *voices.parties, *voices.independent)
    numbers = {said.claim: number for number, said in enumerate(versions.claims, 1)}
    parties = {voice.id for voice in voices.parties}
    parties |= {voice.id for voice in voices.deniers if "no party" not in voice.why}
    return _Key(numbers, {voice.id: shown(voice.name) for voice in every}, frozenset(parties))


def _header(versions: Versions, name: str | None) -> Iterator[RenderableType]:
    """What, where, when; the grade; who stands behind it and on what they differ."""
    first = {field.name: field.versions[0].text for field in reversed(versions.fields)}
    days = versions.times.common or versions.times.whole
    place = first.get("where")
    title = Text(shown(first.get("what", "incident")), style="bold")
    title.append(f" · {shown(place) if place else 'place not said'} · {day_words(days) if days else 'day not said'}")
    yield Text.assemble(title, (f"   {name}" if name else "", "dim"))
    yield _grade(versions.grade)
    voices = versions.voices
    said = len(versions.claims)
    texts = len({claim.text for claim in versions.claims})
    counts = (
        f"{len(voices.independent)} independent {'voice' if len(voices.independent) == 1 else 'voices'}",
        f"{len(voices.parties)} {'party' if len(voices.parties) == 1 else 'parties'}",
        f"{len(voices.deniers)} {'denies' if len(voices.deniers) == 1 else 'deny'} it",
        f"{said} {'claim' if said == 1 else 'claims'} in {texts} {'text' if texts == 1 else 'texts'}",
    )
    yield Text(" · ".join(counts))
    torn = [_label(field) for field in versions.fields if _torn(field)]
    yield Text.assemble(("they conflict on: ", "red"), ", ".join(torn)) if torn else Text("no two versions conflict", style="green")


def _grade(grade: Grade) -> Text:
    if grade.grade is None:
        return Text(f"no grade suggested: {grade.why_not}", style="dim")
    said = f", suggested after {_NAMES.get(grade.scheme, grade.scheme)} (rule {grade.rule}): {grade.words}"
    return Text.assemble((grade.grade, "bold yellow"), said)


def _torn(field: Field) -> bool:
    return any(one.relates is Relates.CONFLICT for version in field.versions for one in version.relations)


def _label(field: Field) -> str:
    return shown(field.about or field.name)


def _head(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _fields_table(fields: Sequence[Field], key: _Key) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Field", ratio=3, overflow="fold")
    table.add_column("Version", ratio=6, overflow="fold")
    table.add_column("Who says it", ratio=7, overflow="fold")
    table.add_column("Beside the first", ratio=6, overflow="fold")
    for field in fields:
        for at, version in enumerate(field.versions[:MOST]):
            label = Text(_label(field), style="bold") if at == 0 else Text()
            table.add_row(label, Text(shown(version.text)), _sayers(version, key), _beside(field, at))
        if _rest(field, key).plain:
            table.add_row(Text(), _rest(field, key))
    return table


def _fields_list(fields: Sequence[Field], key: _Key) -> Table:
    """For a narrow screen: the field over its versions."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(overflow="fold")
    for field in fields:
        table.add_row(Text(_label(field), style="bold"))
        for at, version in enumerate(field.versions[:MOST]):
            line = Text.assemble(f"{shown(version.text)}  ", _sayers(version, key))
            table.add_row(Padding(line, (0, 0, 0, 2)))
            if at:
                table.add_row(Padding(_beside(field, at), (0, 0, 0, 4)))
        if _rest(field, key).plain:
            table.add_row(Padding(_rest(field, key), (0, 0, 0, 2)))
    return table


def _sayers(version: Version, key: _Key) -> Text:
    return Text.assemble(", ".join(key.name(voice) for voice in version.voices), (f" {key.refs(version.claims)}", "dim"))


def _beside(field: Field, at: int) -> Text:
    """How a version stands to the first, and to another with which it conflicts."""
    if at == 0:
        alone = "all who say it agree" if len(field.versions[0].voices) > 1 else "one voice"
        return Text("" if len(field.versions) > 1 else alone, style="dim")
    relations = field.versions[at].relations
    first = next(one for one in relations if one.other == 0)
    others = [one for one in relations if one.relates is Relates.CONFLICT and 0 < one.other < at]
    lines = [
        _relation(first, ""),
        *(_relation(one, f" with “{shortened(field.versions[one.other].text, 30)}”") for one in others[:1]),
    ]
    return Text("\n").join(lines)


def _relation(one: Relation, whose: str) -> Text:
    word = "not comparable" if one.relates is Relates.SILENT else one.relates.value
    return Text.assemble((f"{word}{whose}", _COLOURS[one.relates]), (f": {shown(one.why)}", "not bold"))


def _rest(field: Field, key: _Key) -> Text:
    more = len(field.versions) - MOST
    parts = [f"and {more} more versions"] if more > 0 else []
    if field.silent and field.about is None:
        parts.append(f"silent: {key.refs(silent.claim for silent in field.silent)}")
    return Text("; ".join(parts), style="dim")


def _toll_table(tolls: Sequence[Toll], key: _Key) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("How many", overflow="fold", ratio=4)
    for figures in tolls[0].figures:
        table.add_column(_NAMES.get(figures.policy, figures.policy), overflow="fold", ratio=3)
    table.add_column("As it was told", overflow="fold", ratio=12)
    for at, toll in enumerate(tolls):
        told = Text("\n").join((*_history(toll, key), *_left_out(toll, key, full=at == 0)))
        table.add_row(_toll_words(toll), *(_figures(figures, key) for figures in toll.figures), told)
    return table


def _toll_words(toll: Toll) -> Text:
    return Text(shown(" ".join(word for word in (toll.whom, toll.outcome) if word)), style="bold")


def _stacked(tolls: Sequence[Toll], key: _Key) -> Table:
    """For a narrow screen: the toll over its figures and its history."""
    table = Table.grid()
    table.add_column(overflow="fold")
    for at, toll in enumerate(tolls):
        table.add_row(_toll_words(toll))
        figures = (Text.assemble((f"{_NAMES.get(one.policy, one.policy)} ", "dim"), _figures(one, key)) for one in toll.figures)
        row = Text("   ").join(figures)
        table.add_row(Padding(row, (0, 0, 0, 2)))
        for line in (*_history(toll, key), *_left_out(toll, key, full=at == 0)):
            table.add_row(Padding(line, (0, 0, 0, 4)))
    return table


def _figures(figures: Figures, key: _Key) -> Text:
    """Low to high and the best, with the claims that give the best, or else the low."""
    known = [value for value in (figures.low, figures.high) if value is not None]
    bounds = "–".join(dict.fromkeys(number_words(value) for value in known))
    best = number_words(figures.best) if figures.best is not None else ""
    words = f"{bounds}, best {best}" if bounds and best and bounds != best else bounds or best
    if not words:
        return Text("none", style="dim")
    role = "best" if best else "low"
    return Text.assemble(words, (f" {key.refs(one.claim for one in figures.places if role in one.roles)}", "dim"))


def _history(toll: Toll, key: _Key) -> Iterator[Text]:
    """A line a voice: what it said, day by day."""
    for voice in dict.fromkeys(step.voice for step in toll.history):
        steps = [step for step in toll.history if step.voice == voice]
        shown_steps = [f"{step.text}{f' ({step.day.day} {step.day:%b})' if step.day else ''}" for step in steps[-MOST:]]
        dots = "… → " if len(steps) > MOST else ""
        words = f"{key.name(voice)}: {dots}{' → '.join(shown_steps)}"
        yield Text.assemble(words, (f" {key.refs(step.claim for step in steps)}", "dim"))


def _left_out(toll: Toll, key: _Key, full: bool) -> Iterator[Text]:
    """What is none of the toll, by reason; `full` is for the first toll: beneath the others it goes without saying that they
    count somebody else."""
    whys = dict.fromkeys(left.why for left in toll.left_out if full or not left.why.startswith("counts "))
    parts = [f"{key.refs(left.claim for left in toll.left_out if left.why == why)} {shown(why)}" for why in whys]
    if parts:
        yield Text(f"left out: {'; '.join(parts)}", style="dim")


def _sums(versions: Versions, key: _Key) -> Iterator[RenderableType]:
    for held in versions.sums:
        sign, style = {True: ("=", ""), False: ("≠", "red"), None: ("⊃", "dim")}[held.holds]
        words = f"{held.whole} {sign} {' + '.join(held.parts)}: {held.why} {key.refs(held.claims)}"
        yield Text(shown(words), style=style)


def _voices(versions: Versions, key: _Key) -> Iterator[RenderableType]:
    yield _head("Voices")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for place, label in _VOICES:
        found: tuple[Voice, ...] = getattr(versions.voices, place)
        for at, voice in enumerate(found):
            why = "; ".join(shown(one) for one in voice.why)
            refs = (f" {key.refs(voice.claims)}", "dim")
            grid.add_row(
                Text(label if at == 0 else "", style="dim"), Text.assemble(shown(voice.name), refs, f"  {why}" if why else "")
            )
    yield grid
    yield from _codes(versions)


def _codes(versions: Versions) -> Iterator[RenderableType]:
    """How sharply time and place are known, and why."""
    for name, why, coded in (
        ("when", versions.times.why, versions.times.coded),
        ("where", versions.places.why, versions.places.coded),
    ):
        yield Text.assemble((f"{name}: ", "dim"), why, _coded(coded))


def _coded(coded: Coded | None) -> Text:
    if coded is None:
        return Text()
    acled = coded.acled if coded.acled is not None else "not coded"
    return Text(f" (precision {coded.row}: ACLED {acled}, UCDP {coded.ucdp})", style="dim")


def _claims(claims: Sequence[Said]) -> Iterator[RenderableType]:
    yield _head("The words")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, said in enumerate(claims, 1):
        day = day_words(said.published) if said.published else "day not known"
        chain = " > ".join(shown(name) for name in said.chain)
        notes = [said.standing.value] if said.says != "yes" or said.standing.value != "happened" else []
        notes += ["hedged"] if said.hedged else []
        head = Text.assemble(
            f"{day} · {chain}", (f" · {shown(said.report)}", "dim"), (f" · {', '.join(notes)}" if notes else "", "yellow")
        )
        grid.add_row(Text(str(number), style="bold cyan"), head)
        grid.add_row(Text(), _words(said))
    yield grid


def _words(said: Said) -> Text:
    """The claim's clause with its trigger marked."""
    start = said.words.span.start
    whole = Span(0, len(said.words.text))
    if not said.words.span.contains(said.trigger.span):
        return Text(shortened(said.words.text, WORDS), style="dim")
    core = Span(said.trigger.span.start - start, said.trigger.span.end - start)
    before, trigger, after = around(said.words.text, whole, core, WORDS)
    return Text.assemble((before, "dim"), (trigger, "underline"), (after, "dim"))
