"""Bytes become characters, and it is kept which evidence decided: BOM, stated charset, meta element, the bytes themselves.

A byte that fits nowhere is never dropped without a word: the encoding says how many were replaced, and a text in which they
are more than a few is refused.
"""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from tacitus.intake.refused import Refused

MOST_REPLACED = 0.01  # of the characters
BY_CHANCE = 3  # whole sequences of UTF-8: fewer may come about in Latin text of one byte a character
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})[\"']", re.IGNORECASE)
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_NEVER = frozenset({"utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
_SHARED = frozenset(b"\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xae\xb0\xb1\xb6\xb7\xbb")
_LATIN_SHARE = 0.8
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and the encoding with what decided it: "utf-8 (bom)"."""

    text: str
    encoding: str


def decode(data: bytes, charset: str | None = None, html: bool = False) -> Decoded | Refused:
    """The characters of `data`. `charset` is what the sender stated; `html` looks for a meta element as well.

    >>> decode(b"\\xef\\xbb\\xbfShells fell.").encoding
    'utf-8 (bom)'
    """
    return _by_bom(data, charset) or _wide(data) or _by_statement(data, charset, html) or _by_bytes(data)


def _by_bom(data: bytes, charset: str | None) -> Decoded | Refused | None:
    """A stated utf-8 keeps a leading U+FEFF: in a corpus record it is a character like any other."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            if mark == codecs.BOM_UTF8 and charset and _codec(charset) == "utf-8":
                return None
            text = _strict(data, name)
            if text is None and name != "utf-8-sig":
                return Refused(f"it begins as {name.upper()} and goes on otherwise: save it as UTF-8")
            return Decoded(text, f"{name.removesuffix('-sig')} (bom)") if text is not None else None
    return None


def _by_statement(data: bytes, charset: str | None, html: bool) -> Decoded | None:
    """What the sender or the page states, unless the bytes are UTF-8 beyond doubt and the statement is a one-byte charset."""
    for label, said in ((charset, "stated"), (_in_page(data) if html else None, "meta")):
        name = _codec(label) if label else None
        text = _strict(data, name) if name else None
        if name is None or text is None:
            continue
        if name != "utf-8" and not data.isascii() and "utf" not in name and _strict(data, "utf-8") is not None:
            return Decoded(data.decode("utf-8"), f"utf-8 (its bytes; {said} as {label})")
        return Decoded(text, f"{name} ({said})")
    return None


def _in_page(data: bytes) -> str | None:
    head = data[:4096]
    hit = _META.search(head) or _XML.search(head)
    label = hit[1].decode("ascii", "replace") if hit else None
    return "utf-8" if label and label.casefold().startswith("utf-16") else label


def _codec(label: str) -> str | None:
    """Python's name of a charset, as browsers read it (latin-1 is cp1252); None for one we do not know or do not trust."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return None if name in _NEVER else _WEB_NAMES.get(name, name)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _by_bytes(data: bytes) -> Decoded | Refused:
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    return _damaged(data) or _one_byte(data) or Refused("no encoding fits the file: save it as UTF-8")


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a BOM. Asked before any statement: its bytes fit other encodings too, but make no text there."""
    name = wide_name(data)
    text = _strict(data, name) if name else None
    return Decoded(text, f"{name} (no bom)") if text is not None else None


def wide_name(data: bytes) -> str | None:
    """utf-16-le or utf-16-be where every second byte is nearly always the same small one, as in text without a BOM."""
    sample = data[:4096]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[first::2], sample[1 - first :: 2]
        if len(high) > 1 and _steady(high) and not _steady(low) and 0 not in low[: len(low) // 2]:
            return name
    return None


def _steady(column: bytes) -> bool:
    return max(column.count(byte) for byte in range(0x20)) * 10 >= len(column) * 6


def _damaged(data: bytes) -> Decoded | Refused | None:
    """UTF-8 with some bytes broken: the sequences of several bytes that are right outnumber those that are not."""
    body = data.removeprefix(codecs.BOM_UTF8)
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count("\ufffd".encode())
    whole = sum(1 for char in text if ord(char) > 0x7F) - text.count("\ufffd")
    if whole <= broken and (whole < BY_CHANCE or not _is_latin(data)):
        return None
    if whole <= broken or broken > MOST_REPLACED * len(text):
        return Refused(f"its encodings are mixed: {broken} bytes are not UTF-8, the rest is; save it as UTF-8")
    return Decoded(text, f"utf-8 ({broken} broken {'byte' if broken == 1 else 'bytes'} replaced by U+FFFD)")


def _is_latin(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    letters = sum(1 for byte in sample if chr(byte).isalpha() and byte < 0x80)
    return letters >= _LATIN_SHARE * (letters + sum(1 for byte in sample if byte > 0x7F))


def _one_byte(data: bytes) -> Decoded | None:
    """Windows' western code page where nothing else could differ or the text is Latin; else what charset-normalizer finds."""
    high = bytes(byte for byte in data[:_SAMPLE] if byte > 0x7F)
    text = _strict(data, "cp1252")
    if text is not None and _SHARED.issuperset(high):
        return Decoded(text, "cp1252 (its marks are the same in all Windows code pages)")
    if text is not None and _is_latin(data):
        return Decoded(text, "cp1252 (guessed: Latin letters)")
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    text = _strict(data, best.encoding) if best else None
    return Decoded(text, f"{best.encoding} (guessed)") if best and text is not None else None
