"""Corpora as a stream of reports: JSON lines, JSON, CSV. A broken record is Skipped by its line, the rest go on.

A record's text is kept as it is: the Source holds its UTF-8 bytes. A corpus of any size is read line by line.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, BinaryIO

from tacitus.intake.decode import Decoded, decode
from tacitus.intake.options import Columns, Options
from tacitus.intake.sniff import HEAD, Kind
from tacitus.model.source import Given, Skipped, Source

if TYPE_CHECKING:
    from _csv import Reader

Item = Source | Skipped
STEP = "intake"


@dataclass(frozen=True, slots=True)
class Corpus:
    """An open corpus: its name (a path or an address), its bytes from the start, and their first ones."""

    name: str
    stream: BinaryIO
    head: bytes
    options: Options

    def place(self, line: int) -> str:
        return f"{self.name}:{line}"

    def skip(self, why_not: str, line: int | None = None) -> Skipped:
        return Skipped(self.name if line is None else self.place(line), STEP, why_not, uri=self.name)


def read_corpus(corpus: Corpus, kind: Kind) -> Iterator[Item]:
    """The records of a corpus of one kind, in order; that it has none is said."""
    reader = {Kind.JSON_LINES: _json_lines, Kind.JSON: _json, Kind.CSV: _csv}[kind]
    empty = True
    for item in reader(corpus):
        empty = False
        yield item
    if empty:
        yield corpus.skip("no record in it")


def _json_lines(corpus: Corpus) -> Iterator[Item]:
    most = corpus.options.limits.record_bytes
    number = 0
    while line := corpus.stream.readline(most + 1):
        number += 1
        if len(line) > most:
            _leave_line(corpus.stream)
            yield corpus.skip(f"the line is longer than {most:,} bytes", number)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _json_record(corpus, line, number)


def _leave_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def _json_record(corpus: Corpus, line: bytes, number: int) -> Item:
    record, why_not = _parsed(line)
    if why_not is not None:
        return corpus.skip(why_not, number)
    if not isinstance(record, dict):
        return corpus.skip("the line is no JSON object", number)
    return _report(corpus, record, number)


def _parsed(data: bytes) -> tuple[Any, str | None]:
    """A JSON value, or why there is none."""
    try:
        return json.loads(data.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        return None, f"it is not UTF-8 (byte {error.start + 1})"
    except RecursionError:
        return None, "not JSON: nested too deep"
    except ValueError as error:
        return None, f"not JSON: {error}"


def _json(corpus: Corpus) -> Iterator[Item]:
    """One object or one list of objects; several objects one after another are JSON lines under the wrong name."""
    most = corpus.options.limits.json_bytes
    data = corpus.stream.read(most + 1)
    if len(data) > most:
        yield corpus.skip(f"a JSON file of more than {most:,} bytes: save it as JSON lines, which may be of any size")
        return
    value, why_not = _parsed(data)
    if why_not is not None and "Extra data" in why_not:
        yield from _json_lines(Corpus(corpus.name, io.BytesIO(data), corpus.head, corpus.options))
    elif why_not is not None:
        yield corpus.skip(why_not)
    else:
        for number, record in enumerate(value if isinstance(value, list) else [value], 1):
            yield _report(corpus, record, number) if isinstance(record, dict) else corpus.skip("no JSON object", number)


def _csv(corpus: Corpus) -> Iterator[Item]:
    """CSV with a header. A quotation mark that is never closed swallows what follows: that is said, and the reading ends."""
    csv.field_size_limit(max(csv.field_size_limit(), corpus.options.limits.record_bytes))
    lines = _text_lines(corpus)
    try:
        before, line = next(((number, line) for number, line in enumerate(lines, 1) if line.strip()), (1, ""))
        mark = _delimiter(line)
        header = [name.strip() for name in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error as error:
        yield corpus.skip(f"a broken header: {error}", 1)
        return
    if _column(dict.fromkeys(header), corpus.options.columns.text) is None:
        yield corpus.skip(_no_text_column(header, corpus.options.columns))
        return
    yield from _csv_rows(corpus, header, csv.reader(lines, delimiter=mark, strict=True), before)


def _csv_rows(corpus: Corpus, header: list[str], rows: "Reader", before: int) -> Iterator[Item]:
    """`before` lines stand above the first row, the header among them."""
    while True:
        number = before + rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield corpus.skip(f"a broken row: {error}", number)
            continue
        if row is None:
            return
        if row:
            yield _csv_record(corpus, header, row, number)


def _csv_record(corpus: Corpus, header: list[str], row: list[str], number: int) -> Item:
    if len(row) > len(header):
        return corpus.skip(f"the row has {len(row)} fields, the header {len(header)}: is a text with commas not quoted?", number)
    if any("\udc80" <= char <= "\udcff" for cell in row for char in cell if char > "\ud7ff"):
        return corpus.skip("the row has bytes that do not fit the file's encoding", number)
    return _report(corpus, dict(zip_longest(header, row)), number)


def _text_lines(corpus: Corpus) -> Iterator[str]:
    """The lines with their ends. A byte that does not fit becomes a lone surrogate, by which its row is known."""
    most, encoding = corpus.options.limits.record_bytes, _encoding(corpus.head)
    text = io.TextIOWrapper(corpus.stream, encoding, errors="surrogateescape", newline="")
    try:
        while line := text.readline(most + 1):
            if len(line) > most:
                raise csv.Error(f"a line of more than {most:,} characters; what follows is not read")
            yield line
    except UnicodeError as error:
        raise csv.Error(f"bytes that are not {encoding}; what follows is not read") from error


def _encoding(head: bytes) -> str:
    """The encoding of the whole file by its first bytes; a character cut in two at their end does not count against UTF-8."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        guess = decode(head)
        return guess.encoding.partition(" ")[0] if isinstance(guess, Decoded) else "utf-8"
    return "utf-8"


def _delimiter(header: str) -> str:
    """Comma, semicolon, tab or bar: the one that stands most often in the header."""
    return max(",;\t|", key=header.count)


def csv_header(head: bytes, columns: Columns) -> bool:
    """Whether unnamed bytes begin as a CSV file with a text column: more than one field, one of them called so."""
    line = head.partition(b"\n")[0].decode("utf-8", "replace").strip("\ufeff\r")
    names = [name.strip(' "') for name in line.split(_delimiter(line))]
    return len(names) > 1 and _column(dict.fromkeys(names), columns.text) is not None


def _report(corpus: Corpus, record: Mapping[str, Any], number: int) -> Item:
    """A record as a Source; what it does not say of itself is what the person gave for all."""
    columns, place = corpus.options.columns, corpus.place(number)
    key = _string(_filled(record, columns.id)) or place
    why_not, data = _text_of(record, columns)
    if why_not is not None:
        return Skipped(key, STEP, why_not, uri=place)
    given = corpus.options.given
    said = Given(
        _string(_filled(record, columns.published)) or given.published,
        _string(_filled(record, columns.publisher)) or given.publisher,
        _string(_filled(record, columns.title)) or given.title,
    )
    return Source(key, _string(_filled(record, columns.uri)) or place, data, "text/plain", "utf-8", said)


def _text_of(record: Mapping[str, Any], columns: Columns) -> tuple[str | None, bytes]:
    """Why the record has no text, or its UTF-8 bytes."""
    name = _column(record, columns.text)
    if name is None:
        return _no_text_column(list(record), columns), b""
    text = record[name]
    if text is None or text == "":
        return "the record's text is empty", b""
    if not isinstance(text, str):
        return "the record's text is no string", b""
    try:
        return None, text.encode("utf-8")
    except UnicodeEncodeError:
        return "the record's text holds half a character (a lone surrogate)", b""


def _column(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The record's own name of the first of the named columns that it has."""
    own = {str(name).strip().casefold(): name for name in record}
    return next((own[name.casefold()] for name in names if name.casefold() in own), None)


def _filled(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The value of the first of the named columns that the record fills."""
    full = {name: value for name, value in record.items() if value not in (None, "")}
    column = _column(full, names)
    return None if column is None else full[column]


def _string(value: Any) -> str | None:
    """A cell as a word: text or a number; anything else says nothing. Half characters are not kept."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).encode("utf-8", "replace").decode("utf-8").strip() or None


def _no_text_column(names: list[str], columns: Columns) -> str:
    shown = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "") if names else "none"
    return f"no text column (looked for {', '.join(columns.text)}); its columns are: {shown}"
