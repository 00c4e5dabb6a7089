"""Titles: the words that stand before a person's name."""

from tacitus.model.reading import Token
from tacitus.questions.who.tables import TitleRow, titles


def title_of(token: Token) -> TitleRow | None:
    """The row of a title, with or without its full stop."""
    return titles().get(token.norm.rstrip("."))
