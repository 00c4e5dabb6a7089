"""The readings themselves, one line of tacitus/1 a report."""

from collections.abc import Mapping
from dataclasses import dataclass

from tacitus.format.line import json_line
from tacitus.format.pieces import Json

FILE = "readings.jsonl"


@dataclass(frozen=True, slots=True)
class Lines:
    """The export `jsonl`."""

    @property
    def name(self) -> str:
        return "jsonl"

    def heads(self) -> Mapping[str, bytes]:
        return {FILE: b""}

    def rows(self, reading: Json) -> Mapping[str, bytes]:
        return {FILE: json_line(reading).encode()}
