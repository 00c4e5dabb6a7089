"""Whether the words that a record quotes stand in the text where it says."""

from tacitus.format.pieces import Json


def untrue(body: Json, words: str) -> list[str]:
    """Every {start, end, text} in a body whose text is not text[start:end], in words; without a text, one that lies outside.

    >>> untrue({"a": [{"start": 0, "end": 3, "text": "Six"}, {"start": 4, "end": 9, "text": "busses"}]}, "Six buses")
    ['characters 4-9 are not "busses"']
    """
    found, level = [], [body]
    while level:  # all objects of one depth at a time: many a step, which is what makes it fast
        quotes = [entry for entry in level if "start" in entry]
        found += [
            entry
            for entry in quotes
            if (start := entry["start"]).__class__ is not int
            or (end := entry.get("end")).__class__ is not int
            or start < 0
            or words[start:end] != entry.get("text")
        ]
        values = [value for entry in level if "coordinates" not in entry for value in entry.values()]
        level = [value for value in values if value.__class__ is dict]
        lists = [value for value in values if value.__class__ is list]
        while lists:
            values = [value for inner in lists for value in inner]
            level += [value for value in values if value.__class__ is dict]
            lists = [value for value in values if value.__class__ is list]
    return [why for entry in found if (why := _why(entry, words))]


def _why(entry: Json, words: str) -> str | None:
    """What is wrong with an entry; None for one that has no words at all, or a stretch of the text without quoting it."""
    start, end = entry["start"], entry.get("end")
    if start is None and end is None:
        return None
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(words)):
        return f"characters {start}-{end} lie outside the text"
    return f'characters {start}-{end} are not "{entry["text"]}"' if "text" in entry else None
