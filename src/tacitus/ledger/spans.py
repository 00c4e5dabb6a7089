"""Whether the words that a record quotes stand in the text where it says."""

from operator import itemgetter, le
from typing import Any

from tacitus.format.pieces import Json

_USUAL = {  # where a reading quotes: in the entries of these lists, and in these slots of theirs
    "times": (),
    "places": (),
    "actors": (),
    "counts": (),
    "sayings": ("cue", "source", "content", "content_parts"),
    "claims": ("trigger", "triggers", "evidence", "agents", "targets", "said_by", "instruments"),
    "agreements": ("parties", "terms"),
}
_WHOLE = itemgetter("start", "end", "text")
_OTHERWISE = (LookupError, TypeError, AttributeError)  # a body that is not shaped as usual


def untrue(body: Json, words: str, plain: bytes | None = None) -> list[str]:
    """Every {start, end, text} in a body whose text is not text[start:end], in words; without a text, one that lies outside.

    `plain` are the body's bytes, by which it is known whether all are in their usual places: then nothing else is searched.

    >>> untrue({"a": [{"start": 0, "end": 3, "text": "Six"}, {"start": 4, "end": 9, "text": "busses"}]}, "Six buses")
    ['characters 4-9 are not "busses"']
    """
    quotes = _usual(body, plain) if plain else None
    if quotes is None:
        quotes = _all(body)
    return [] if _hold(quotes, words) else [why for entry in quotes if (why := _why(entry, words))]


def _usual(body: Json, plain: bytes) -> list[Json] | None:
    """The quotes in their usual places; None where the body may have more."""
    found: list[Any] = []
    try:
        for name, slots in _USUAL.items():
            entries = body.get(name, ())
            found += entries
            for slot in slots:
                for entry in entries:
                    value = entry.get(slot)
                    if value.__class__ is list:
                        found += value
                    elif value:
                        found.append(value)
        found += [entry["span"] for entry in found if entry.get("span")]
        quotes = [entry for entry in found if "start" in entry]
    except _OTHERWISE:
        return None
    countable = plain.startswith(b'{"') and b"\\u" not in plain  # each key "start" is written so, and nothing is missed
    return quotes if countable and len(quotes) == plain.count(b'"start"') else None


def _all(body: Json) -> list[Json]:
    """The quotes, wherever they are."""
    found, level = [], [body]
    while level:  # all objects of one depth at a time: many a step, which is what makes it fast
        found += [entry for entry in level if "start" in entry]
        values = [value for entry in level if "coordinates" not in entry for value in entry.values()]
        level = [value for value in values if value.__class__ is dict]
        lists = [value for value in values if value.__class__ is list]
        while lists:
            values = [value for inner in lists for value in inner]
            level += [value for value in values if value.__class__ is dict]
            lists = [value for value in values if value.__class__ is list]
    return found


def _hold(quotes: list[Json], words: str) -> bool:
    """Whether all of them are whole and true: looked at together, which is several times as fast as one by one."""
    try:
        starts, ends, texts = zip(*map(_WHOLE, quotes), strict=True)
    except (KeyError, ValueError):
        return not quotes
    if {*map(type, starts), *map(type, ends)} != {int} or min(starts) < 0 or max(ends) > len(words):
        return False
    if not all(map(le, starts, ends)):
        return False
    return [words[start:end] for start, end in zip(starts, ends, strict=True)] == list(texts)


def _why(entry: Json, words: str) -> str | None:
    """What is wrong with an entry; None for one that has no words at all, or a stretch of the text without quoting it."""
    start, end = entry["start"], entry.get("end")
    if start is None and end is None:
        return None
    if not (start.__class__ is int and end.__class__ is int and 0 <= start <= end <= len(words)):
        return f"characters {start}-{end} lie outside the text"
    if "text" not in entry or words[start:end] == entry["text"]:
        return None
    return f'characters {start}-{end} are not "{entry["text"]}"'
