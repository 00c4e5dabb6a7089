"""What a file is, by its first bytes; its name only decides between kinds of text."""

import re
from enum import StrEnum

from tacitus.intake.decode import wide_name

HEAD = 65_536
ARCHIVE = b"WARC/"  # the first bytes of a web archive


class Kind(StrEnum):
    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json lines"
    JSON = "json"
    CSV = "csv"
    GZIP = "gzip"
    WARC = "web archive"
    FEED = "feed"


_BY_NAME = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSON_LINES, ".ndjson": Kind.JSON_LINES,
    ".json": Kind.JSON, ".csv": Kind.CSV, ".tsv": Kind.CSV, ".gz": Kind.GZIP,
    ".warc": Kind.WARC, ".rss": Kind.FEED, ".atom": Kind.FEED,
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/plain": Kind.TEXT, "text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "text/csv": Kind.CSV,
    "application/json": Kind.JSON, "application/x-ndjson": Kind.JSON_LINES, "application/jsonl": Kind.JSON_LINES,
    "application/rss+xml": Kind.FEED, "application/atom+xml": Kind.FEED,
}  # fmt: skip
DOCUMENTS = {
    ".pdf": "a PDF", ".doc": "a Word document", ".docx": "a Word document", ".odt": "an OpenDocument text",
    ".rtf": "an RTF document", ".epub": "an e-book", ".eml": "an e-mail", ".msg": "an e-mail", ".mht": "a web archive",
    ".mhtml": "a web archive", ".xml": "an XML file",
}  # fmt: skip
_MAGIC = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a zip archive or an office document"), (b"\x89PNG", "a picture"), (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"RIFF", "a picture or a sound"), (b"II*\x00", "a picture"), (b"MM\x00*", "a picture"),
    (b"ID3", "a sound"), (b"OggS", "a sound or a film"), (b"\x1aE\xdf\xa3", "a film"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"!<arch>", "a program library"), (b"SQLite format 3", "a database"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"{\\rtf", "an RTF document"), (ARCHIVE, "a web archive"),
)  # fmt: skip
_BEFORE = rb"\s*(?:(?><!--.{0,2000}?-->)\s*|<\?xml[^>]{0,200}>\s*)*"
_MARKUP = re.compile(_BEFORE + rb"<(?:!doctype html|html|head|body|article)\b", re.I | re.S)
_TAG = re.compile(rb"\s*<[a-z][a-z0-9]{0,10}[\s>/]", re.I)
_CLOSING = re.compile(rb"</(?:p|div|span|a|li|h[1-6]|section|article|table)>", re.I)
_FEED = re.compile(_BEFORE + rb"(?:<!doctype\s+rss[^>]{0,300}>\s*)?<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_LOOSE = (None, Kind.TEXT, Kind.HTML, Kind.FEED)  # names that the bytes may contradict
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))


def kind_of(head: bytes, name: str = "", media_type: str | None = None) -> Kind:
    """The kind of a readable file; `head` its first bytes, `name` the file's name, `media_type` what the server said.

    >>> kind_of(b"<!doctype html><p>Shells fell.", "report.txt").value
    'html'
    """
    if head.startswith((b"\x1f\x8b", ARCHIVE)):
        return Kind.WARC if head.startswith(ARCHIVE) else Kind.GZIP
    named = _BY_NAME.get(suffix(name.removesuffix(".gz"))) or _BY_MEDIA_TYPE.get(media_type or "")
    flat = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if named in _LOOSE and _FEED.match(flat):
        return Kind.FEED
    if named in (None, Kind.TEXT, Kind.HTML) and _is_markup(flat):
        return Kind.HTML
    if named not in (None, Kind.GZIP):
        return named
    return Kind.JSON_LINES if flat.lstrip().startswith((b'{"', b"{ ")) else Kind.TEXT


def _is_markup(head: bytes) -> bool:
    """A page by its first tag, or a piece of one: it begins with a tag and closes at least three."""
    return bool(_MARKUP.match(head)) or (bool(_TAG.match(head)) and len(_CLOSING.findall(head)) >= 3)


def is_named(name: str, media_type: str | None) -> bool:
    """Whether the name or the server says what kind of text it is."""
    return suffix(name.removesuffix(".gz")) in _BY_NAME or (media_type or "") in _BY_MEDIA_TYPE


def suffix(name: str) -> str:
    """The ending of a file's name, in small letters, with its dot; empty where there is none."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return f".{base.rpartition('.')[2].casefold()}" if "." in base[1:] else ""


def is_report_name(name: str) -> bool:
    """Whether a folder's file is read: by its ending."""
    return suffix(name.removesuffix(".gz")) in _BY_NAME and suffix(name) in _BY_NAME


def not_text(head: bytes) -> str | None:
    """What a file is that is no text, in words; None for text."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head[4:8] == b"ftyp":
        return "a film"
    if _FEED.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "a feed"
    wide = head.startswith(_WIDE_BOMS) or wide_name(head) is not None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if not wide and (b"\0" in head or controls * 50 > len(head)):
        return "a binary file"
    return None
