"""Incidents as one page that stands by itself: no script, no request, light or dark, and made to be printed.

What reports say is escaped, and stands in elements of its own with `dir="auto"`. Sections come one by one; the list of all is
written last and shown first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from tacitus.format.pieces import Json
from tacitus.model.versions import Field, Figures, Relates, Said, Step, Toll, Version, Voice
from tacitus.rules.table import resource_text
from tacitus.views.export.incidents import telling
from tacitus.views.export.incidents.acled import own_id
from tacitus.views.export.incidents.cell import Row
from tacitus.views.export.incidents.pick import TOGETHER
from tacitus.views.export.incidents.weighed import Story
from tacitus.views.plain import shown
from tacitus.views.wording import day_words, number_words

_PACKAGE = "tacitus.views.export.incidents"
_LABELS = {
    "what": "What happened",
    "who": "Who did it",
    "to whom": "To whom",
    "where": "Where",
    "when": "When",
    "standing": "Did it happen?",
}
_STANDINGS = {
    "happened": "it happened",
    "ongoing": "it is going on",
    "denied": "it did not happen",
    "negated": "it did not happen",
    "planned": "it is planned",
    "possible": "it may have happened",
    "demanded": "it is demanded",
}
_HOW = {
    Relates.AGREE: "agrees with the first",
    Relates.NARROWER: "says more than the first",
    Relates.WIDER: "says less than the first",
    Relates.CONFLICT: "contradicts the first",
    Relates.SILENT: "cannot be held against the first",
}
_POLICIES = (("acled", "ACLED"), ("ucdp", "UCDP"), ("airwars", "Airwars"))
_SIDES = (
    ("independent", "Independent voices that say so"),
    ("parties", "Parties to the conflict that say so"),
    ("deniers", "Those who deny it"),
    ("aside", "Counted as no voice"),
)


def head() -> str:
    """Everything before the first incident."""
    css, guide = (resource_text(_PACKAGE, name) for name in ("page.css", "guide.html"))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>Incidents</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        '<header>\n<h1>Incidents</h1>\n<p class="dim">As reports tell them, side by side. '
        '<a href="#list">List of all incidents</a> · <a href="#about">What was left out</a></p>\n'
        f"{guide}</header>\n<main>\n"
    )


def tail(about: Json, listed: Sequence[str]) -> str:
    """Everything after the last: what was withheld, and the list, which is shown above the incidents."""
    names = ("Incident", "When", "Killed", "Voices", "Denied")
    heads = "".join(f"<th{' class=number' if name in ('Killed', 'Voices') else ''}>{name}</th>" for name in names)
    table = f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>\n{"".join(listed)}</tbody></table></div>'
    rows = table if listed else "<p>There is none.</p>"
    count = about["incidents"]
    number = f"{count['written']:,} {'incident' if count['written'] == 1 else 'incidents'}"
    return f'</main>\n<nav id="list">\n<h2>{number}</h2>\n{rows}\n</nav>\n{_footer(about)}</body>\n</html>\n'


def _footer(about: Json) -> str:
    profile, count = about["profile"], about["incidents"]
    rules = [f"<li>{_text(rule['says'])} ({_claims(rule['claims'])})</li>" for rule in about["withheld"] if rule["claims"]]
    left = [f"<li>{_text(one['why'])} ({one['incidents']:,})</li>" for one in about["left_out"]]
    parts = [
        '<footer id="about">\n<h2>What was left out</h2>',
        f"<p>Profile <b>{_text(profile['name'])}</b>: {_text(profile['says'])}</p>",
        f"<p>What it changed or held back:</p><ul>{''.join(rules)}</ul>" if rules else "<p>It changed nothing here.</p>",
        f"<p>{count['left_out']:,} of {count['given']:,} incidents are not shown:</p><ul>{''.join(left)}</ul>" if left else "",
        f'<p class="dim">{"<br>".join(_text(line) for line in about["credit"])}</p>',
        f'<p class="dim">Ledger {_text(about["ledger"] or "not named")}{_as_of(about)}.</p>\n</footer>\n',
    ]
    return "\n".join(part for part in parts if part)


def _as_of(about: Json) -> str:
    return f", delays reckoned to {_text(about['as_of'])}" if about["as_of"] else ""


def _claims(count: int) -> str:
    return f"{count:,} {'claim' if count == 1 else 'claims'}"


def entry(story: Story, row: Row) -> str:
    """The line of an incident in the list of all."""
    voices = story.versions.voices
    killed = next((toll for toll in story.tolls if toll.outcome == "killed"), None)
    figures = next((one for one in killed.figures if one.policy == "ucdp"), None) if killed else None
    code = own_id(story.incident.id)
    denied = "denied" if voices.deniers else ""
    return (
        f'<tr><td><a href="#{code}">{_title(row)}</a></td><td>{_when(story)}</td>'
        f"<td class=number>{telling.span(figures) if figures else '–'}</td>"
        f"<td class=number>{len(voices.independent)}</td><td>{denied}</td></tr>\n"
    )


def section(story: Story, row: Row) -> str:
    """One incident."""
    key = _Key(story)
    parts = [
        f'<article id="{key.code}">\n<h2>{_title(row)}</h2>\n<p class="dim">{_when(story)} · {key.code}</p>',
        f'<p dir="auto">{_text(str(row["description"].value))}</p>',
        _facts(story),
        f"<h3>What they say, side by side</h3>\n{''.join(_field(field, key) for field in story.versions.fields)}",
        _tolls(story.tolls),
        _extent(story),
        _voices(story, key),
        f"<h3>The words</h3>\n{''.join(_said(said, key) for said in story.versions.claims)}",
    ]
    return "\n".join(part for part in parts if part) + "\n</article>\n"


class _Key:
    """The numbers of an incident's claims and the names of its voices."""

    def __init__(self, story: Story) -> None:
        self.code = own_id(story.incident.id)
        self.claims = story.claims
        self.numbers = {said.claim: number for number, said in enumerate(story.versions.claims, 1)}
        voices = story.versions.voices
        every = (*voices.aside, *voices.deniers, *voices.parties, *voices.independent)
        self.names: Mapping[str, str] = {voice.id: voice.name for voice in every}

    def refs(self, claims: Iterable[str]) -> str:
        numbers = sorted({self.numbers[claim] for claim in claims if claim in self.numbers})
        return " ".join(f'<a href="#{self.code}-{number}">[{number}]</a>' for number in numbers)

    def voices(self, voices: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(_text(self.names.get(voice, "a voice that counts as none")) for voice in voices))


def _text(words: str) -> str:
    """Words for the page: nothing in them is taken for markup, or turns the direction of what follows."""
    return escape(shown(words))


def _title(row: Row) -> str:
    """What, by whom (both sides of what takes two), where."""
    kind, place = str(row["type"].value), row["location"].value if "location" in row else None
    sides = [row[name] for name in ("actor1", "actor2") if name in row and row[name].value]
    together = len(sides) == 2 and sides[0].rule == TOGETHER
    doers = sides if together else [cell for cell in sides[:1] if cell is row.get("actor1")]
    by = f" · {_text(' and '.join(str(cell.value) for cell in doers))}" if doers else ""
    return f"{_text(kind[:1].upper() + kind[1:])}{by} · {_text(str(place)) if place else 'place not said'}"


def _when(story: Story) -> str:
    days = story.versions.times.common or story.versions.times.whole
    return _text(day_words(days)) if days else "day not said"


def _facts(story: Story) -> str:
    voices, grade = story.versions.voices, story.versions.grade
    count = len(voices.independent)
    found = [("good" if count > 1 else "", f"{count} independent {'voice' if count == 1 else 'voices'}")]
    parties = len(voices.parties)
    found += [("", f"{parties} {'party says' if parties == 1 else 'parties say'} so")] if parties else []
    found += [("bad", f"denied by {_text(telling.voiced(voices.deniers))}")] if voices.deniers else []
    torn = [_label(field) for field in story.versions.fields if _torn(field)]
    found += [("bad", f"they contradict one another on: {', '.join(torn)}")] if torn else []
    if grade.grade:
        found.append(("warm", f"suggested grade: {_text(grade.grade)} (after {_text(grade.scheme.title())}: {_text(grade.words)})"))
    return f'<ul class="facts">{"".join(f"<li class={kind or chr(34) * 2}>{words}</li>" for kind, words in found)}</ul>'


def _torn(field: Field) -> bool:
    return any(one.relates is Relates.CONFLICT for version in field.versions for one in version.relations)


def _label(field: Field) -> str:
    about = field.about or ""
    return _text(about[:1].upper() + about[1:]) if about else _LABELS.get(field.name, _text(field.name))


def _field(field: Field, key: _Key) -> str:
    versions = "".join(_version(field, at, key) for at in range(len(field.versions)))
    silent = f'<span class="why">{_silent(len(field.silent))}</span>' if field.silent else ""
    return f'<div class="field"><b>{_label(field)}</b><div><div class="versions">{versions}</div>{silent}</div></div>\n'


def _silent(count: int) -> str:
    return "1 claim does not say" if count == 1 else f"{count:,} claims do not say"


def _version(field: Field, at: int, key: _Key) -> str:
    version = field.versions[at]
    first = next((one for one in version.relations if one.other == 0), None)
    kind = first.relates.value if first else "first"
    how = f'<span class="how">{_how(first.relates, first.why)}</span>' if first else ""
    return (
        f'<div class="version {kind}"><strong dir="auto">{_text(_words(field, version))}</strong>'
        f'<span class="why">{key.voices(version.voices)} {key.refs(version.claims)}</span>{how}</div>'
    )


def _words(field: Field, version: Version) -> str:
    if field.name != "standing":
        return version.text
    standing, _, hedged = version.text.partition(", ")
    return f"{_STANDINGS.get(standing, standing)}{', with doubt' if hedged else ''}"


def _how(relates: Relates, why: str) -> str:
    return f"{_HOW[relates]}: {_text(why)}"


def _tolls(tolls: Sequence[Toll]) -> str:
    if not tolls:
        return ""
    heads = "".join(f"<th>{name}</th>" for _, name in _POLICIES)
    rows = "".join(_toll(toll) for toll in tolls)
    return (
        "<h3>Figures, as three projects would take them</h3>\n"
        f'<div class="wide"><table><thead><tr><th></th>{heads}<th>As told, day by day</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _toll(toll: Toll) -> str:
    by = {one.policy: one for one in toll.figures}
    cells = "".join(f"<td>{_figures(by[policy]) if policy in by else '–'}</td>" for policy, _ in _POLICIES)
    words = f"{toll.whom} {toll.outcome}" if toll.outcome else toll.whom
    return f'<tr><th dir="auto">{_text(words)}</th>{cells}<td dir="auto">{_history(toll.history)}</td></tr>\n'


def _figures(figures: Figures) -> str:
    """9–14, best 9."""
    span = telling.span(figures)
    if not span:
        return "no figure"
    told = figures.best is not None and figures.low is not None and figures.low != figures.high
    return f"{span}{f', best {number_words(figures.best or 0)}' if told else ''}"


def _history(steps: Sequence[Step]) -> str:
    fresh = [step for step in steps if step.change != "repeats"]
    told = (f"{_text(step.text)} ({step.day.isoformat() if step.day else 'day not known'})" for step in fresh)
    return " → ".join(dict.fromkeys(told))


def _extent(story: Story) -> str:
    times, places = story.versions.times, story.versions.places
    coded = f" ({_text(places.coded.words)})" if places.coded else ""
    return f'<p class="why">Time: {_text(times.why)}. Place: {_text(places.why)}{coded}.</p>'


def _voices(story: Story, key: _Key) -> str:
    columns = [
        f"<div><h3>{title}</h3><ul>{''.join(_voice(voice, key) for voice in voices)}</ul></div>"
        for name, title in _SIDES
        if (voices := getattr(story.versions.voices, name))
    ]
    return f'<div class="voices">{"".join(columns)}</div>'


def _voice(voice: Voice, key: _Key) -> str:
    why = f'<span class="why">{_text("; ".join(voice.why))}</span>' if voice.why else ""
    return f'<li><span dir="auto">{_text(voice.name)}</span> {key.refs(voice.claims)}{why}</li>'


def _said(said: Said, key: _Key) -> str:
    number, report = key.numbers[said.claim], key.claims[said.claim].report
    chain = " → ".join(_text(name) for name in _chain(said, telling.publisher(key.claims[said.claim])))
    day = _text(day_words(said.published)) if said.published else "day not known"
    standing = "" if said.says == "yes" and not said.hedged else f" · says: {_standing(said)}"
    return (
        f'<div class="said" id="{key.code}-{number}"><span class="n">[{number}]</span>'
        f'<blockquote dir="auto">{_text(said.words.text)}</blockquote>'
        f'<span class="why">{chain} · {day} · {_source(report.uri, report.title or report.key)}{standing}</span></div>\n'
    )


def _chain(said: Said, publisher: str) -> Iterator[str]:
    """Who says it, the publisher first and by its name."""
    yield from dict.fromkeys((publisher, *said.chain[1:]))


def _standing(said: Said) -> str:
    return f"{_STANDINGS.get(said.standing.value, said.standing.value)}{', with doubt' if said.hedged else ''}"


def _source(uri: str, title: str) -> str:
    """The report's title, as a link where its address is one on the web."""
    if uri.startswith(("https://", "http://")):
        return f'<a rel="noreferrer noopener" href="{escape(uri)}">{_text(title)}</a>'
    return f'<span dir="auto">{_text(title)}</span>'
