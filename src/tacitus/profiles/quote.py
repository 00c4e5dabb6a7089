"""A short quotation: some words of the clause, with the trigger in their middle."""

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]
_WORD = re.compile(r"\S+")


def shortened(evidence: Json, trigger: Json, most: int) -> dict[str, Any]:
    """The clause, or `most` of its words; what is left is a piece of the report as it stands, with its own offsets."""
    text, start = evidence["text"], evidence["start"]
    words = [found.span() for found in _WORD.finditer(text)]
    if len(words) <= most or evidence.get("altered"):
        return dict(evidence)
    left, right = trigger["start"] - start, trigger["end"] - start
    inside = [place for place, (first, last) in enumerate(words) if first < right and last > left]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    spare = max(most - (last - first + 1), 0)
    begin = min(max(first - spare // 2, 0), len(words) - most)
    left, right = words[begin][0], words[begin + most - 1][1]
    return {**evidence, "start": start + left, "end": start + right, "text": text[left:right]}
