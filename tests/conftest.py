"""Fixtures: the real encoder, opened once."""

from collections.abc import Callable

import pytest

from tacitus.model.reading import Reading
from tacitus.reading.read import open_parser
from tests.builders import make_document

Parse = Callable[..., Reading]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """`parse(text, published=None)` reads a text with the encoder that ships."""
    parser, _ = open_parser()
    return lambda text, published=None: parser(make_document(text, published))
