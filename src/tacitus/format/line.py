"""A reading as one line of JSON: the same bytes everywhere, safe to print, safe to split into lines."""

import json
import re

from tacitus.format.pieces import Json

# Characters that JSON lets stand and that a terminal obeys, that turn the direction of text, or that some readers take for
# the end of a line; and halves of surrogate pairs, which have no bytes in UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_PACKED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)


def json_line(value: Json) -> str:
    r"""One line, newline included. Escapes say the same as the characters they stand for.

    >>> json_line({"text": "caf\u00e9 \u202e"})
    '{"text":"café \\u202e"}\n'
    """
    packed = _PACKED.encode(value)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", packed) + "\n"
