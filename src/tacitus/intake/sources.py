"""What a person names on the command line becomes reports, one by one: files, folders, URLs, corpora, standard input."""

import gzip
import io
import os
import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from tacitus.errors import InputError
from tacitus.intake.corpora import STEP, Corpus, Item, csv_header, read_corpus
from tacitus.intake.days import stated
from tacitus.intake.entries import FeedBytes, read_entries
from tacitus.intake.feeds import MOST_BYTES
from tacitus.intake.fetch import fetch
from tacitus.intake.hosts import Hosts, utc_now
from tacitus.intake.options import Options, Take
from tacitus.intake.refused import Refused
from tacitus.intake.sniff import ARCHIVE, DOCUMENTS, HEAD, Kind, is_named, is_report_name, kind_of, not_text, suffix
from tacitus.intake.warc import read_archive
from tacitus.model.source import Skipped, Source

CORPORA = frozenset({Kind.JSON_LINES, Kind.JSON, Kind.CSV})
_GZIP = 31  # zlib's window bits
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MEDIA_TYPES = {Kind.HTML: "text/html", Kind.TEXT: "text/plain"}


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where bytes come from: the name that was given, the address that answered, and what the server said of them."""

    key: str
    uri: str
    media_type: str | None = None
    charset: str | None = None


def sources(locator: str, options: Options) -> Iterator[Item]:
    """The reports that `locator` leads to, in order, read only as they are asked for.

    `locator` is a file, a folder (every report below it, by path), `-` (`options.stdin`), an http(s) URL, a corpus (JSON lines,
    CSV or JSON), a web archive (WARC), each also gzipped, or a feed, whose entries' pages are fetched; a feed inside a folder is
    only named. What cannot be read is Skipped with its reason and never stops the other inputs.
    Raises InputError, at once, where a person must act: a folder without a report, a given date that is none, `-` without
    standard input.
    """
    check(options)
    if not locator.strip():
        raise InputError("an input without a name: is a variable empty?")
    if locator == "-":
        if options.stdin is None:
            raise InputError("-: there is no standard input to read")
        return _stream(_Origin("-", "-"), options.stdin, options)
    if locator.casefold().startswith(("http://", "https://")):
        return _address(locator, options)
    return _folder(locator, options) if _is_folder(locator) else _file(locator, options)


def check(options: Options) -> None:
    """Raises InputError for options that can never be right."""
    day = options.given.published
    if day is not None and stated(day) is None:
        raise InputError(f"the given date {day!r} is no day that can be read without guessing; write it like 2024-03-05")


def _is_folder(locator: str) -> bool:
    try:
        return Path(locator).is_dir()
    except OSError:
        return False


def _folder(folder: str, options: Options) -> Iterator[Item]:
    files, closed = _files(Path(folder))
    if not closed and not any(is_report_name(file.name) for file in files):
        raise InputError(f"{folder}: no report in this folder (looked for text, HTML, JSON lines, JSON, CSV and WARC files)")
    return _each(files, closed, options)


def _each(files: list[Path], closed: list[Skipped], options: Options) -> Iterator[Item]:
    yield from closed
    inside = replace(options, take=Take.NOTHING)
    for file in files:
        yield from _file(str(file), inside)


def _files(folder: Path) -> tuple[list[Path], list[Skipped]]:
    """The reports below a folder by path, with documents of other formats, to be named as skipped; and folders that are closed
    to us. Hidden files stay hidden."""
    found: list[Path] = []
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        known = (name for name in names if is_report_name(name) or suffix(name) in DOCUMENTS)
        found += [Path(root) / name for name in known if not name.startswith(".")]
    skipped = [_skip(str(error.filename), f"the folder cannot be opened: {error.strerror}") for error in closed]
    return sorted(found), skipped


def _file(name: str, options: Options) -> Iterator[Item]:
    path = Path(name)
    try:
        if not path.is_file():
            yield _skip(name, _missing(path, name))
            return
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield _skip(name, f"the file cannot be opened: {getattr(error, 'strerror', None) or error}")
        return
    with stream:
        yield from _stream(_Origin(name, name), stream, options)


def _missing(path: Path, name: str) -> str:
    if path.exists():
        return "neither a file nor a folder"
    return "only http and https addresses are read" if _SCHEME.match(name) else "no such file or folder"


def _address(uri: str, options: Options) -> Iterator[Item]:
    answer = fetch(uri, options.limits, options.allow_private_addresses)
    if isinstance(answer, Refused):
        yield _skip(uri, answer.why_not)
    else:
        yield from _stream(_Origin(uri, answer.uri, answer.media_type, answer.charset), io.BytesIO(answer.data), options)


class _Whole(io.RawIOBase):
    """A stream that can only be read once, with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)


def _stream(origin: _Origin, raw: BinaryIO, options: Options, packed: bool = False) -> Iterator[Item]:
    """One report or a corpus of them, by first bytes and name."""
    try:
        head = raw.read(HEAD)
        whole = io.BufferedReader(_Whole(head, raw), HEAD)
        kind = _kind(origin, head, options)
        if kind is Kind.WARC or (kind is Kind.GZIP and not packed and _holds_archive(head)):
            yield from read_archive(origin.key, whole, options, packed=kind is Kind.GZIP)
        elif kind is not Kind.GZIP:
            yield from _content(origin, whole, head, kind, options)
        elif packed:
            yield _skip(origin.key, "compressed twice", origin.uri)
        else:
            yield from _stream(origin, cast("BinaryIO", gzip.GzipFile(fileobj=whole)), options, packed=True)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _skip(origin.key, f"the compressed file is broken: {error}", origin.uri)
    except OSError as error:
        yield _skip(origin.key, f"the file cannot be read: {error.strerror or error}", origin.uri)


def _kind(origin: _Origin, head: bytes, options: Options) -> Kind:
    name = origin.uri.partition("?")[0]
    kind = kind_of(head, name, origin.media_type)
    unnamed = kind is Kind.TEXT and not is_named(name, origin.media_type)
    return Kind.CSV if unnamed and csv_header(head, options.columns) else kind


def _holds_archive(head: bytes) -> bool:
    """Whether gzipped bytes begin a web archive; its members are unpacked one by one."""
    try:
        return zlib.decompressobj(_GZIP).decompress(head, len(ARCHIVE)) == ARCHIVE
    except zlib.error:
        return False


def _content(origin: _Origin, stream: BinaryIO, head: bytes, kind: Kind, options: Options) -> Iterator[Item]:
    """What unpacked bytes hold."""
    what = not_text(head)
    if not head.strip():
        yield _skip(origin.key, "the file is empty", origin.uri)
    elif kind is Kind.FEED:
        yield from _feed(origin, stream, options)
    elif what:
        yield _skip(origin.key, f"it is {what}: save it as text or HTML", origin.uri)
    elif kind in CORPORA:
        yield from read_corpus(Corpus(origin.key, stream, head, options), kind)
    else:
        yield _report(origin, stream, kind, options)


def _feed(origin: _Origin, stream: BinaryIO, options: Options) -> Iterator[Item]:
    if options.take is Take.NOTHING:
        yield _skip(origin.key, "it is a feed: name it by itself to have its reports fetched", origin.uri)
        return
    there = FeedBytes(origin.key, origin.uri, stream.read(MOST_BYTES + 1), origin.charset)
    yield from read_entries(there, options, Hosts(options, utc_now, time.sleep))


def _report(origin: _Origin, stream: BinaryIO, kind: Kind, options: Options) -> Item:
    most = options.limits.report_bytes
    data = stream.read(most + 1)
    if len(data) > most:
        return _skip(origin.key, f"larger than {most:,} bytes: no single report is", origin.uri)
    return Source(origin.key, origin.uri, data, _MEDIA_TYPES[kind], origin.charset, options.given)


def _skip(key: str, why_not: str, uri: str | None = None) -> Skipped:
    return Skipped(key, STEP, why_not, uri=uri or key)
