"""Peaceful news in which words of force stand in other senses."""

import tomllib
from pathlib import Path

from tacitus.questions.what.find import find
from tacitus.questions.what.rows import table
from tests.conftest import Parse

_CASES = Path(__file__).parent / "cases" / "peaceful.toml"
_MOST_VIOLENT, _MOST = 2, 4


def test_peaceful_news_gives_hardly_any_claim(parse: Parse) -> None:
    rows = tomllib.loads(_CASES.read_text(encoding="utf8"))["row"]
    assert len(rows) >= 60
    answers = [(row["id"], answer) for row in rows for answer in find(parse(row["text"]))]
    found = [(row, answer.value.kind, answer.maker.rule) for row, answer in answers if answer.value]
    families = {kind.id: kind.family for kind in table().kinds.values()}
    violent = [case for case in found if families[case[1]] in ("force", "seizure", "abuse", "ground")]
    assert len(violent) <= _MOST_VIOLENT, violent
    assert len(found) <= _MOST, found
