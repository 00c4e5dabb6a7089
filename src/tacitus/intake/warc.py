"""Web archives (WARC, plain or gzipped): every page that a server gave becomes a Source. The only importer of fastwarc.

fastwarc ends without a word where an archive was cut off; so the length of every record is checked here, the end of every gzip
member by `members`, and what does not hold is said once all that is whole was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tacitus.intake.archived import STEP, Archived, report_of
from tacitus.intake.members import PIECE, Members
from tacitus.intake.options import Options
from tacitus.model.source import Skipped, Source

_HEAD = 65_536  # of a record too large to be read whole: enough to see what it is
_WANTED = WarcRecordType.response | WarcRecordType.resource


@dataclass(frozen=True, slots=True)
class _Read:
    """A record that was passed: its number from 1, where it starts, whether it is whole, what it became."""

    number: int
    start: int
    whole: bool
    item: Source | Skipped | None


def read_archive(name: str, stream: BinaryIO, options: Options, packed: bool) -> Iterator[Source | Skipped]:
    """The reports of an archive in order. Its end is said where it is not the end of a record.

    A record is given once the next one was reached, so that the check sum of its gzip member is known.
    """
    members = Members(stream, packed)
    last: _Read | None = None
    fault, empty = None, True
    for record in _records(name, members, options):
        if isinstance(record, str):
            fault = record
            break
        for item in _given(last):
            empty = False
            yield item
        last = record
        if not record.whole:
            break
    for item in _given(_trusted(last, members)):
        empty = False
        yield item
    why_not = _ending(last, members, fault) or ("no page in it" if empty else None)
    if why_not:
        yield Skipped(name, STEP, why_not, uri=name)


def _given(read: _Read | None) -> Iterator[Source | Skipped]:
    if read is not None and read.whole and read.item is not None:
        yield read.item


def _trusted(last: _Read | None, members: Members) -> _Read | None:
    """The last record, unless its gzip member does not hold. One that is only cut behind the record is kept."""
    broken = members.fault is not None and not members.cut
    return None if last is None or (broken and last.start >= members.sound) else last


def _ending(last: _Read | None, members: Members, fault: str | None) -> str | None:
    """What is wrong with the end of an archive."""
    number = last.number if last else 0
    kept = "; what is whole was read" if number else ""
    if last and not last.whole and members.fault is None:
        return f"the archive ends in the middle of record {number}{kept}"
    if members.fault is not None:
        inside = last is not None and (not last.whole or last.start >= members.sound)
        place = number if inside else number + 1
        how = "ends in the middle of" if members.cut else "is damaged at"
        return f"the archive {how} record {place}: {members.fault}{kept}"
    if fault is not None:
        return f"the archive is damaged or cut off behind record {number}: {fault}{kept}" if number else f"no web archive: {fault}"
    if number and not members.is_closed_off:
        return f"the archive ends in the middle of record {number}: its end mark is missing{kept}"
    return None


def _records(name: str, members: Members, options: Options) -> Iterator[_Read | str]:
    """Every record, also those that are no reports; at a fault its reason."""
    number = 0
    try:
        for record in ArchiveIterator(members, parse_http=False, stream_detect=False):
            number += 1
            yield _read(f"{name}#{number}", number, record, options)
    except (OSError, ValueError) as error:
        yield str(error)


def _read(place: str, number: int, record: WarcRecord, options: Options) -> _Read:
    """One record, to its end."""
    stated = _header(record, b"Content-Length")
    length, start = record.content_length, record.stream_pos
    if not stated.isdecimal() or int(stated[:20]) != length:
        return _Read(number, start, False, None)
    if record.record_type & _WANTED == 0:
        return _Read(number, start, record.consume(length) == length, None)
    most = length if length <= options.limits.record_bytes else _HEAD
    block = _block(record, most)
    whole = len(block) == most and record.consume(length - most) == length - most
    item = report_of(_archived(place, record, block), options) if whole else None
    return _Read(number, start, whole, item)


def _block(record: WarcRecord, most: int) -> bytes:
    parts, left = [], most
    while left and (part := record.reader.read(min(left, PIECE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _archived(place: str, record: WarcRecord, block: bytes) -> Archived:
    uri = _header(record, b"WARC-Target-URI").strip("<>")
    return Archived(
        key=_header(record, b"WARC-Record-ID").strip("<>") or place,
        uri=uri or place,
        is_resource=record.record_type == WarcRecordType.resource,
        content_type=_header(record, b"Content-Type"),
        block=block,
        length=record.content_length,
        date=_header(record, b"WARC-Date") or None,
        digest=_header(record, b"WARC-Block-Digest") or None,
        truncated=_header(record, b"WARC-Truncated") or None,
        segment=_header(record, b"WARC-Segment-Number") or None,
    )


def _header(record: WarcRecord, name: bytes) -> str:
    return (record.headers.get_bytes(name) or b"").decode("utf-8", "replace").strip()
