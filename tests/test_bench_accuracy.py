"""The measure itself: its list is whole, its table says what was measured, it stops clearly where there are no data."""

import json
from pathlib import Path

import pytest

import accuracy
from accuracy import BEGIN, END, Result, fill, markdown_table, marked, rows, text_table
from gate import Held, read_floors, write_floors
from scores import Measure, Texts, digest, figures, measures, peaceful

ROOT = Path(__file__).resolve().parent.parent
SETS, EVERY = measures()
ONE = Measure("when-x", "when", "x/dev", "days equal, F1", "time values", "F1", 0.7, yardstick="Peer .700")


def _data(folder: Path) -> None:
    """A data folder with no set in it."""
    (folder / "score").mkdir()
    (folder / "score" / "score.py").write_text("", encoding="utf8")


def test_every_measure_is_of_a_known_set_and_has_its_own_id() -> None:
    assert {one.set for one in EVERY} == {texts.id for texts in SETS}
    assert len({one.id for one in EVERY}) == len(EVERY)
    assert all(texts.scorer in ("gold", "public", "muc4", "peaceful") for texts in SETS)
    assert {one.question for one in EVERY} == {"when", "where", "how many", "what", "who", "said by"}


def test_every_measure_is_held_and_none_that_is_no_longer_taken() -> None:
    assert set(read_floors(ROOT / "bench" / "floors.json")) == {one.id for one in EVERY}


def test_the_page_has_a_row_for_every_measure() -> None:
    table = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf8").partition(BEGIN)[2].partition(END)[0]
    found = [tuple(cell.strip() for cell in line.split("|")[1:4]) for line in table.split("\n") if line.startswith("| ")]
    assert found[2:] == [(one.question, one.set, one.says) for one in EVERY]


@pytest.mark.parametrize(
    ("line", "key", "figure"),
    [
        (
            "time spans, relaxed        P 0.887  R 0.986  F1 0.934   (290 of 294, 327 predicted)",
            ("time spans, relaxed", "R"),
            0.986,
        ),
        ("  agents         P 1.000  R 0.872  F1 0.932   (75 of 86 gold, 75 predicted)", ("agents", "F1"), 0.932),
        ("value F1                   0.747", ("value F1", "one"), 0.747),
        ("Acc@161km, end to end      0.605   of all gold; 0.764 of those placed", ("Acc@161km, end to end", "one"), 0.605),
        ("event type, first claim    0.484   (30 of 62; an event read on 35)", ("event type, first claim", "one"), 0.484),
        ("claims of force            2", ("claims of force", "one"), 2),
    ],
)
def test_figures_are_taken_from_what_a_scorer_prints(line: str, key: tuple[str, str], figure: float) -> None:
    assert figures(f"x: 4 documents read\n{line}\n")[key] == figure


@pytest.mark.parametrize(
    ("figure", "floor", "down", "word"),
    [
        (0.7, 0.7, False, "pass"),
        (0.699, 0.7, False, "short"),
        (2, 2, True, "pass"),
        (3, 2, True, "short"),
        (0.1, None, False, ""),
        (None, 0.7, False, "absent"),
    ],
)
def test_a_figure_passes_at_its_floor(figure: float | None, floor: float | None, down: bool, word: str) -> None:
    assert Result(Measure("m", "when", "x", "s", "l", floor=floor, down=down), figure).word == word


def test_both_tables_say_the_same() -> None:
    results = [Result(ONE, 0.6543), Result(ONE, None)]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in markdown_table(results).split("\n")]
    assert cells[2] == ["when", "x/dev", "days equal, F1", "0.700", "0.654", "short", "Peer .700"]
    assert cells[3][4:6] == ["–", "absent"]
    lines = text_table(results).split("\n")
    assert lines[1].split() == ["when", "x/dev", "days", "equal,", "F1", "0.700", "0.654", "short", "Peer", ".700"]
    assert rows(results)[0]["figure"] == 0.6543


def test_the_table_goes_between_the_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n", encoding="utf8")
    assert marked(page)
    fill(page, "| new |")
    fill(page, "| newer |")
    assert page.read_text(encoding="utf8") == f"Before.\n{BEGIN}\n| newer |\n{END}\nAfter.\n"
    page.write_text("no marks", encoding="utf8")
    assert not marked(page) and not marked(tmp_path / "absent.md")


def test_without_data_it_says_so_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main([f"DATA={tmp_path}"]) == 0
    assert accuracy.main([]) == 0
    assert accuracy.main(["DATA="]) == 0
    assert capsys.readouterr().out.count("skipped: no annotated texts") == 3


@pytest.mark.parametrize(
    "words",
    [["--table", "page.md", "--quick"], ["--table", "page.md"], ["--lower", "m", "--why", "w"], ["--only", "nothing-such"]],
)
def test_words_that_cannot_be_used_are_refused_before_anything_is_read(tmp_path: Path, words: list[str]) -> None:
    _data(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        accuracy.main([f"DATA={tmp_path}", *words])
    assert stopped.value.code == 2


@pytest.mark.parametrize(("figure", "code"), [(0.5, 0), (0.497, 1), (0.6, 0)])
def test_the_exit_code_is_1_where_a_held_figure_fell_and_only_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], figure: float, code: int
) -> None:
    _data(tmp_path)
    write_floors(tmp_path / "floors.json", {"when-x": Held(0.5, "a1")})
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(accuracy, "measured", lambda *_: [Result(ONE, figure, "a1"), Result(ONE, None)])
    assert accuracy.main([f"DATA={tmp_path}"]) == code
    assert ("when-x: fell from 0.5 to 0.497" in capsys.readouterr().err) is bool(code)
    assert accuracy.main([f"DATA={tmp_path}", "--record"]) == code
    assert read_floors(tmp_path / "floors.json")["when-x"].figure == max(figure, 0.5)
    assert accuracy.main([f"DATA={tmp_path}", "--record", "--lower", "when-x", "--why", "another encoder"]) == (0 if code else 2)
    assert read_floors(tmp_path / "floors.json")["when-x"].figure == (figure if code else max(figure, 0.5))


def test_sets_that_are_absent_are_named_and_do_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _data(tmp_path)
    assert accuracy.main([f"DATA={tmp_path}", "--only", "lgl/dev,when", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {row["question"] for row in told} == {"when", "where"}
    assert {row["word"] for row in told} == {"absent"}


@pytest.mark.parametrize("change", ["data", "scorer", "name"])
def test_the_digest_tells_changed_data_and_a_changed_scorer(tmp_path: Path, change: str) -> None:
    texts = Texts("g", "gold", "gold")
    for name, text in (("score/score.py", "print()"), ("gold/one/gold.json", "{}"), ("gold/one/article.txt", "A report.")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf8")
    before = digest(texts, tmp_path)
    assert before == digest(texts, tmp_path)
    if change == "name":
        (tmp_path / "gold" / "one").rename(tmp_path / "gold" / "two")
    else:
        path = tmp_path / {"data": "gold/one/article.txt", "scorer": "score/score.py"}[change]
        path.write_text("changed", encoding="utf8")
    assert digest(texts, tmp_path) != before


def test_claims_of_force_are_counted_apart() -> None:
    claims = [{"type": kind, "trigger": {"text": "w"}} for kind in ("strike", "agreement", "killing")]
    reading = json.dumps({"document": {"key": "k"}, "claims": claims})
    assert figures(peaceful([reading, json.dumps({"document": {"key": "unread"}})])) == {
        ("claims of force", "one"): 2,
        ("claims", "one"): 3,
    }
