"""Words that stand for a number, as the range they leave open (vague.toml)."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from tacitus.model.answers import Amount


@cache
def ranges() -> dict[str, tuple[float, float]]:
    """The least and the most that each word can mean."""
    text = resources.files("tacitus.measures").joinpath("vague.toml").read_text(encoding="utf8")
    return {row["id"]: (float(row["low"]), float(row["high"])) for row in tomllib.loads(text)["row"]}


def ranged(amount: Amount) -> Amount:
    """An amount that only a word tells, as its range; any other as it is.

    >>> ranged(Amount(None, None, None, "dozens"))
    Amount(best=None, low=20.0, high=150.0, hedge='dozens')
    """
    if amount.best is not None or amount.low is not None or amount.high is not None:
        return amount
    known = ranges().get(amount.hedge or "")
    return replace(amount, low=known[0], high=known[1]) if known else amount
