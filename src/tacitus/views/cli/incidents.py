"""tacitus incidents: the incidents of the ledger, one a line; with --json each with its versions."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tacitus.format.line import json_line
from tacitus.format.pieces import Json
from tacitus.ledger import weighed
from tacitus.views.cli import ledger_options as lo
from tacitus.views.cli.guard import count, guarded, say
from tacitus.views.cli.screen import screen
from tacitus.views.plain import shortened

Single = Annotated[bool, typer.Option("--all", help="Also incidents that a single claim tells.")]
SHORT = 18  # characters of an id: "incident-" and nine digits


def command(ledger: lo.Where = None, single: Single = False, as_json: lo.AsJson = False) -> None:
    """List incidents by day: what, where, the toll under each published rule, how many voices, the suggested grade."""
    with guarded(), lo.opened(ledger) as book, book.reads() as connection:
        lines = weighed.incidents(connection)
        if as_json:
            sys.stdout.writelines(json_line(line) for line in lines)
            return
        told = list(lines)
        some = told if single else [line for line in told if len(line["claims"]) > 1]
        _draw(some, screen())
        if any(line["versions"]["grade"]["grade"] for line in some):
            say("* a grade suggested by a published rule: tacitus incident ID names the rule")
        if len(some) < len(told):
            say(f"{len(told) - len(some):,} more incidents that a single claim tells; --all shows them")


def _draw(lines: list[Json], console: Console) -> None:
    """Up to four lines an incident: when and what and where, who and to whom, the toll, who says so."""
    for line in lines:
        versions = line["versions"]
        grade = versions["grade"]["grade"]
        console.print(
            Text.assemble(
                (f"{_days(versions['times']):<24}", ""),
                (_what(line), "bold"),
                _where(versions),
                (f"  {grade}*" if grade else "", "yellow"),
                (f"  {line['id'][:SHORT]}", "cyan"),
            )
        )
        tolls = "; ".join(toll_words(toll) for toll in versions["tolls"] if toll["outcome"])
        for words in (_parties(versions), tolls, _voices(versions["voices"], len(line["claims"]))):
            if words:
                console.print(Padding(Text(words), (0, 0, 0, 24)))
        console.print()


def _days(times: Json) -> str:
    days = times["common"] or times["whole"] or {"from": None, "to": None}
    first, last = days["from"], days["to"]
    if first == last:
        return first or "undated"
    if first and last:
        return f"{first} – {last[5:] if first[:4] == last[:4] else last}"
    return f"from {first}" if first else f"by {last}"


def _what(line: Json) -> str:
    """What those who say that it happened call it; else what it is called by those who deny it."""
    told = _field(line["versions"], "what") or line["type"]
    happened = any(said["says"] == "yes" for said in line["versions"]["claims"])
    return told.replace("_", " ") + ("" if happened else " (nobody says that it happened)")


def _where(versions: Json) -> str:
    place = _field(versions, "where")
    return f", {place}" if place else ""


def _parties(versions: Json) -> str:
    """Who is said to have done it, and to whom."""
    who, whom = _field(versions, "who"), _field(versions, "to whom")
    return f"{who or 'nobody named'} → {whom}" if whom else who


def _field(versions: Json, name: str) -> str:
    told = [version["text"] for field in versions["fields"] if field["name"] == name for version in field["versions"]]
    return shortened(" / ".join(dict.fromkeys(told)), 60) if told else ""


def toll_words(toll: Json) -> str:
    """The least and the most that a toll's versions allow, by UCDP's rule where it gives figures.

    >>> figures = [{"policy": "ucdp", "low": 3, "best": 7, "high": 9}]
    >>> toll_words({"outcome": "killed", "whom": "civilians", "figures": figures})
    '3–9 civilians killed'
    """
    by_policy = {figure["policy"]: figure for figure in toll["figures"]}
    figure = by_policy.get("ucdp") or next(iter(by_policy.values()), {"low": None, "best": None, "high": None})
    low, high = figure["low"], figure["high"]
    bounds = [f"{value:,}" for value in (low, high) if value is not None]
    number = "–".join(dict.fromkeys(bounds)) or (f"{figure['best']:,}" if figure["best"] is not None else "?")
    return f"{number} {toll['whom']} {toll['outcome']}"


def _voices(voices: Json, claims: int) -> str:
    """Independent voices first, then parties, then who denies."""
    parts = [", ".join(shortened(voice["name"], 40) for voice in voices["independent"])]
    for label, kind in (("party:", "parties"), ("denied by", "deniers")):
        if voices[kind]:
            parts.append(f"{label} {', '.join(shortened(voice['name'], 40) for voice in voices[kind])}")
    return "; ".join(part for part in parts if part) + f" ({count(claims, 'claim')})"
