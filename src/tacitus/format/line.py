"""A reading as one line of JSON: the same bytes everywhere, safe to print, safe to split into lines."""

import json
import re

import orjson

from tacitus.format.pieces import Json

# Characters that JSON lets stand and that a terminal obeys, that turn the direction of text, or that some readers take for
# the end of a line; and halves of surrogate pairs, which have no bytes in UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_PLAIN = bytes(range(32, 127))
_PACKED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)
_EXPONENT = re.compile(rb"e-?\d+[,\]}]")  # begins with a plain letter: bytes without it are passed over fast


def json_line(value: Json) -> str:
    r"""One line, newline included. Escapes say the same as the characters they stand for.

    >>> json_line({"text": "caf\u00e9 \u202e"})
    '{"text":"café \\u202e"}\n'
    """
    plain = _written(value)
    if plain is None:
        return _escaped(_PACKED.encode(value)) + "\n"
    rest = plain.translate(None, _PLAIN)  # what is left of a long line is short, and in order
    line = plain.decode()
    return (_escaped(line) if rest and _UNSAFE.search(rest.decode()) else line) + "\n"


def _written(value: Json) -> bytes | None:
    """The bytes as orjson writes them, seven times as fast; None where the standard library would or might write others: halves
    of characters, whole numbers beyond 64 bits, and fractions beside nothing or with an exponent. No number (NaN) is null."""
    try:
        plain = orjson.dumps(value, option=orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME)
    except TypeError:
        return None
    return None if b"0.0000" in plain or _EXPONENT.search(plain) else plain


def _escaped(line: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
