"""What a person names on the command line becomes reports, one by one: files, folders, URLs, corpora, standard input."""

from collections.abc import Iterator

from tacitus.intake.options import Options
from tacitus.model.source import Skipped, Source


def sources(locator: str, options: Options) -> Iterator[Source | Skipped]:
    """The reports that `locator` leads to, in order, read only as they are asked for.

    `locator` is a file, a folder (every report below it, by path), `-` (`options.stdin`), an http(s) URL, or a corpus: JSON
    lines, CSV or JSON, also gzipped. What cannot be read is Skipped with its reason and never stops the other inputs.
    Raises InputError where a person must act: a folder without a report, a corpus without a text column, a given
    date that is none, `-` without standard input.
    """
    raise NotImplementedError
    yield
