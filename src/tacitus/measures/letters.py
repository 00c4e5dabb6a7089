"""Letters made comparable: what stays of a name without case and marks."""

import unicodedata

_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h", "ʿ": "", "ʾ": ""}
)


def unmarked(name: str) -> str:
    """Case-folded and without diacritics; word breaks stay.

    >>> unmarked("Ţarţūs")
    'tartus'
    """
    if name.isascii():
        return name.casefold().strip()
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).casefold().translate(_PLAIN)
    parts = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(mark for mark in parts if not unicodedata.combining(mark)).strip()
