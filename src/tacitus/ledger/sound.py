"""What a database can say of its own soundness: its pages and indexes, and whether its tables and triggers are those that
Tacitus made. Rows and records are checked elsewhere: see check.py."""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from itertools import zip_longest

from sqlalchemy import Connection, Engine, create_engine

from tacitus.ledger.fault import UNREADABLE, Fault, said
from tacitus.ledger.migrate import upgrade

_WORDS = {"claim_fts": ("claim_words", "row", "words, names, speakers, title"), "text_fts": ("text", "seq", "title, text")}
_STEMS = 'tokenize="porter unicode61 remove_diacritics 2"'
_MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
_BOXES = """
SELECT claim_box.row, claim_box.w, claim_box.e, claim_box.s, claim_box.n, rtree.w, rtree.e, rtree.s, rtree.n
FROM claim_box LEFT JOIN claim_rtree AS rtree ON rtree.row = claim_box.row"""
_TOWARDS, _AWAY = 1.0 - 1.0 / 8388608.0, 1.0 + 1.0 / 8388608.0  # by how much an R*Tree widens what a float32 cannot hold
_FOUR = struct.Struct("4f")
_LARGEST = 1e38  # that a float32 holds
_TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")


@dataclass(frozen=True, slots=True)
class Soundness:
    """What is wrong, and what a person should know all the same."""

    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


def sqlite_soundness(engine: Engine, writable: bool) -> Soundness:
    """Pages, tables and triggers, boxes, words; and the lengths by which words are ranked where the file can be written, as
    checking those needs."""
    faults: list[Fault] = []
    parts: list[Callable[[Connection], list[Fault]]] = [_pages, _tables, _boxes, *(partial(_words, index) for index in _WORDS)]
    for part in parts:
        with engine.connect() as connection:
            try:
                faults += part(connection)
            except UNREADABLE as error:
                faults.append(Fault(f"the database cannot be checked ({said(error)})"))
    if not writable:
        return Soundness(tuple(faults), ("the ledger cannot be written, so by what words are ranked was not checked",))
    for index in _WORDS:
        with engine.connect().execution_options(write=True) as connection:
            try:
                connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
            except UNREADABLE as error:
                faults.append(Fault(f"the index of words does not fit its table ({said(error)})", table=index))
    return Soundness(tuple(faults))


def _words(index: str, connection: Connection) -> list[Fault]:
    """The index of words against one that is made anew, word by word: where each stands, summed."""
    for statement in _anew(index):
        connection.exec_driver_sql(statement)
    sums = "SELECT term, count(*), sum((doc * 31 + offset * 7919) % 1000000007) FROM temp.{} GROUP BY term"
    have = connection.exec_driver_sql(sums.format("have"))
    need = connection.exec_driver_sql(sums.format("need"))
    wrong = [(old or new)[0] for old, new in zip_longest(have, need) if old != new]
    connection.rollback()
    words = ", ".join(repr(word) for word in wrong[:3])
    return [Fault(f"the index of words is wrong for {len(wrong):,} words, such as {words}", table=index)] if wrong else []


def _anew(index: str) -> tuple[str, ...]:
    """Makes the index again beside the ledger, and lists of what stands in both."""
    table, key, columns = _WORDS[index]
    return (
        f"CREATE VIRTUAL TABLE temp.anew USING fts5({columns}, content='', {_STEMS})",
        f"INSERT INTO temp.anew(rowid, {columns}) SELECT {key}, {columns} FROM main.{table}",
        f"CREATE VIRTUAL TABLE temp.have USING fts5vocab(main, {index}, instance)",
        "CREATE VIRTUAL TABLE temp.need USING fts5vocab(temp, anew, instance)",
    )


def _pages(connection: Connection) -> list[Fault]:
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    found += [str(row[0]) for row in connection.exec_driver_sql("SELECT rtreecheck('claim_rtree')")]
    return [Fault(" ".join(why.split())) for why in found if why != "ok"]


def _tables(connection: Connection) -> list[Fault]:
    """The tables, indexes and triggers against those of a new ledger: a trigger that is gone lets the ledger be changed."""
    have = {(row[0], row[1]): (row[2], row[3]) for row in connection.exec_driver_sql(_MASTER)}
    need = _made()
    return [
        Fault(f"the {kind} {name} is {'missing' if (kind, name) not in have else 'not the one that Tacitus makes'}")
        for kind, name in sorted(have.keys() | need.keys())
        if have.get((kind, name)) != need.get((kind, name))
    ]


@cache
def _made() -> dict[tuple[str, str], tuple[str, str | None]]:
    """What stands in sqlite_master of a ledger that was just made."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection, connection.begin():
        upgrade(connection)
        made = {(row[0], row[1]): (row[2], row[3]) for row in connection.exec_driver_sql(_MASTER)}
    engine.dispose()
    return made


def _boxes(connection: Connection) -> list[Fault]:
    """The index of boxes holds each box, rounded outwards to float32, and nothing else."""
    faults, boxes = [], 0
    for row, w, e, s, n, *indexed in connection.exec_driver_sql(_BOXES):
        boxes += 1
        if indexed != _indexed(w, e, s, n):
            faults.append(Fault(f"the index of boxes has another box for row {row}", table="claim_rtree"))
    indexed_boxes = connection.exec_driver_sql("SELECT count(*) FROM claim_rtree").scalar_one()
    if indexed_boxes != boxes:
        faults.append(Fault(f"the index of boxes has {indexed_boxes} boxes for {boxes}", table="claim_rtree"))
    return faults


def _indexed(*sides: object) -> list[float] | None:
    """A box (west, east, south, north) as the index holds it; None for what is no box."""
    numbers = [side for side in sides if isinstance(side, float) and abs(side) < _LARGEST]
    if len(numbers) < 4:
        return None
    west, east, south, north = _FOUR.unpack(_FOUR.pack(*numbers))  # the nearest float32 of each
    return [_below(numbers[0], west), _above(numbers[1], east), _below(numbers[2], south), _above(numbers[3], north)]


def _below(value: float, near: float) -> float:
    return near if near <= value else _single(value * (_AWAY if value < 0 else _TOWARDS))


def _above(value: float, near: float) -> float:
    return near if near >= value else _single(value * (_TOWARDS if value < 0 else _AWAY))


def _single(value: float) -> float:
    """The nearest float32."""
    rounded: float = struct.unpack("f", struct.pack("f", value))[0]
    return rounded


def postgres_soundness(engine: Engine) -> Soundness:
    """A server checks its pages itself, where it keeps checksums of them; the triggers are checked here."""
    with engine.connect() as connection, connection.begin():
        kept = connection.exec_driver_sql("SHOW data_checksums").scalar_one() == "on"
        enabled = set(connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')").scalars())
    missing = sorted(set(_triggers()) - enabled)
    notes = () if kept else ("the server keeps no checksums of its pages (data_checksums is off)",)
    return Soundness(tuple(Fault(f"the trigger {name} is missing or off: the ledger can be changed") for name in missing), notes)


@cache
def _triggers() -> tuple[str, ...]:
    """The triggers that the migrations make on PostgreSQL."""
    folder = resources.files("tacitus.ledger.migrations")
    files = [file for file in folder.iterdir() if file.name.endswith(".postgresql.sql")]
    return tuple(name for file in files for name in _TRIGGER.findall(file.read_text("utf8")))
