"""The export `jsonl`: the claims as they are, one line of tacitus-claim/1 each, with a codebook of their fields."""

from collections.abc import Iterator

from tacitus.format.line import json_line
from tacitus.views.export.codebook import fields_codebook
from tacitus.views.export.form import text_form
from tacitus.views.export.sheet import Sheet


def _lines(sheet: Sheet) -> Iterator[str]:
    for line in sheet.claims:
        yield json_line(line)


LINES = text_form(_lines, codebook=lambda _: fields_codebook())
