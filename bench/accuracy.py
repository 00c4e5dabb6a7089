"""Accuracy on annotated texts that are not part of this repository: every measure, one table, and a gate.

    python bench/accuracy.py DATA=FOLDER [--only when,where] [--quick] [--jobs N] [--json] [--show] [--keep FOLDER]
    python bench/accuracy.py DATA=FOLDER --table docs/accuracy.md     # write the table into that page
    python bench/accuracy.py DATA=FOLDER --record                     # hold what is now reached: upwards only
    python bench/accuracy.py DATA=FOLDER --record --lower MEASURE --why TEXT

`measures.toml` lists what is measured, `floors.json` holds what was reached. The exit code is 1 where a figure fell below the
one held (see `gate.py`), 0 where all hold, where the data are absent, and where a figure is only short of what is wanted.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from gate import Floors, Held, Taken, Verdict, compare, complaint, read_floors, record, write_floors
from scores import Measure, Texts, corpus, digest, figures, measures, place, read, score

FLOORS = Path(__file__).resolve().parent / "floors.json"
HEAD = ("question", "set", "measure", "floor", "figure", "", "yardstick")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True, slots=True)
class Result:
    """A measure and its figure; None where the set is absent."""

    measure: Measure
    figure: float | None
    data: str = ""

    @property
    def word(self) -> str:
        """pass or short of the floor; nothing where there is no floor."""
        if self.figure is None:
            return "absent"
        if self.measure.floor is None:
            return ""
        enough = self.figure <= self.measure.floor if self.measure.down else self.figure >= self.measure.floor
        return "pass" if enough else "short"

    def cells(self) -> tuple[str, ...]:
        one = self.measure
        floor = "–" if one.floor is None else f"at most {one.floor:.0f}" if one.down else f"{one.floor:.3f}"
        figure = "–" if self.figure is None else f"{self.figure:.0f}" if one.down else f"{self.figure:.3f}"
        return (one.question, one.set, one.says, floor, figure, self.word, one.yardstick or "–")


def main(arguments: list[str]) -> int:
    """Measure, print, and hold the gate. Returns the exit code: 2 for words that cannot be used."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    given = asked.data.removeprefix("DATA=")
    if not given or not (Path(given) / "score" / "score.py").is_file():
        print(f"accuracy: skipped: no annotated texts at {given or '(no folder given)'}; run with DATA=FOLDER")
        return 0
    if (asked.only or asked.quick) and asked.table:
        parser.error("--table needs every measure: leave out --only and --quick")
    if asked.table and not marked(asked.table):
        parser.error(f"--table {asked.table}: a page with {BEGIN} and {END} in it, once each")
    if (asked.lower or asked.why) and not asked.record:
        parser.error("--lower and --why go with --record")
    results = measured(asked, Path(given))
    if not results:
        parser.error(f"--only {asked.only}: no such question or set")
    print(json.dumps(rows(results), indent=2, ensure_ascii=False) if asked.json else text_table(results))
    if asked.table:
        fill(asked.table, markdown_table(results))
    return _gate(results, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", default="", metavar="DATA=FOLDER", help="holds score/, gold/ and data/")
    parser.add_argument("--only", default="", metavar="WHAT", help="questions, sets or measures, separated by commas")
    parser.add_argument("--quick", action="store_true", help="leave out the slow sets")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--show", action="store_true", help="print what each scorer says, misses and all, before the table")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the readings there, a file a set")
    parser.add_argument("--table", type=Path, metavar="PAGE", help="write the table between the marks of a Markdown page")
    parser.add_argument("--record", action="store_true", help="hold the figures reached; never lower ones")
    parser.add_argument("--lower", nargs="+", default=[], metavar="MEASURE", help="with --record: let these down")
    parser.add_argument("--why", default="", metavar="TEXT", help="with --lower: the reason, kept in the file")
    return parser


def chosen(asked: argparse.Namespace) -> list[tuple[Texts, list[Measure]]]:
    """The sets to read, each with the measures to take from it."""
    sets, every = measures()
    names = {name.strip().replace("-", " ") for name in asked.only.split(",") if name.strip()}
    wanted = [one for one in every if not names or names & {one.question, one.set.replace("-", " "), one.id.replace("-", " ")}]
    found = [(texts, [one for one in wanted if one.set == texts.id]) for texts in sets if not (asked.quick and texts.slow)]
    return [(texts, own) for texts, own in found if own]


def measured(asked: argparse.Namespace, data: Path) -> list[Result]:
    """Every figure asked for, in the order of `measures.toml`. A line that a scorer does not print, for want of answers, is 0."""
    results: dict[str, Result] = {}
    picked = chosen(asked)
    here = [(texts, own) for texts, own in picked if place(texts, data).exists()]
    corpora = [corpus(texts, data) for texts, _ in here]
    readings: list[list[str]] = [[] for _ in here]
    for number, line in read(corpora, asked.jobs):
        readings[number].append(line)
        if len(readings[number]) == len(corpora[number]):
            print(f"accuracy: read {here[number][0].id}", file=sys.stderr)
    for (texts, own), lines in zip(here, readings, strict=True):
        printed = score(texts, data, lines, asked.show)
        if asked.show and not asked.json:
            print(f"== {texts.id}\n{printed}")
        if asked.keep:
            _keep(asked.keep, texts, lines)
        found, stamp = figures(printed), digest(texts, data)
        results |= {one.id: Result(one, found.get((one.line, one.column), 0.0), stamp) for one in own}
    return [results.get(one.id, Result(one, None)) for one in measures()[1] if any(one in own for _, own in picked)]


def _keep(folder: Path, texts: Texts, lines: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{texts.id.replace('/', '-')}.jsonl").write_text("".join(lines), encoding="utf8")


def text_table(results: Sequence[Result]) -> str:
    """The table in columns."""
    lines = [HEAD, *(result.cells() for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def markdown_table(results: Sequence[Result]) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *(result.cells() for result in results)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def rows(results: Sequence[Result]) -> list[dict[str, object]]:
    return [asdict(result.measure) | {"figure": result.figure, "word": result.word, "data": result.data} for result in results]


def marked(page: Path) -> bool:
    """Whether a page has the two marks between which the table goes."""
    text = page.read_text(encoding="utf8") if page.is_file() else ""
    return text.count(BEGIN) == 1 == text.count(END)


def fill(page: Path, figures_table: str) -> None:
    """Put the table between the two marks of a page."""
    text = page.read_text(encoding="utf8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{figures_table}\n{END}{after}", encoding="utf8")


def _gate(results: Sequence[Result], asked: argparse.Namespace) -> int:
    taken = [Taken(one.measure.id, one.figure, one.data, one.measure.down) for one in results if one.figure is not None]
    held = read_floors(FLOORS)
    if asked.record:
        return _record(held, taken, asked)
    for one in taken:
        if line := complaint(one, held.get(one.measure)):
            print(f"accuracy: {line}", file=sys.stderr)
    return int(any(compare(one, held.get(one.measure)) is Verdict.FELL for one in taken))


def _record(held: Floors, taken: Sequence[Taken], asked: argparse.Namespace) -> int:
    try:
        kept, refused = record(held, taken, asked.lower, asked.why)
    except ValueError as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    write_floors(FLOORS, kept)
    for name in sorted(kept):
        if line := _changed(name, held.get(name), kept[name]):
            print(f"accuracy: {line}", file=sys.stderr)
    for line in refused:
        print(f"accuracy: {line}", file=sys.stderr)
    return int(bool(refused))


def _changed(name: str, before: Held | None, after: Held) -> str | None:
    """What the recording did to a figure."""
    if before == after:
        return None
    told = "nothing" if before is None else f"{before.figure}{'' if before.data == after.data else ' on other data'}"
    return f"{name}: held {told}, now {after.figure}"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"accuracy: a scorer failed: {error.stderr}")
