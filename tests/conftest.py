"""Fixtures: the real encoder, opened once; a machine on which nobody has added anything."""

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from tacitus.model.reading import Reading
from tacitus.reading.read import open_parser
from tests.builders import make_document

settings.register_profile("tacitus", deadline=None)  # speed is measured in bench/, not here: a busy machine is no failure
settings.load_profile("tacitus")

Parse = Callable[..., Reading]


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the person at this machine has added is not read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "TACITUS_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def parse() -> Parse:
    """`parse(text, published=None)` reads a text with the encoder that ships."""
    parser, _ = open_parser()
    return lambda text, published=None: parser(make_document(text, published))
