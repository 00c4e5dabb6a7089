"""Ledgers for tests: reports made by hand, on SQLite, and on a PostgreSQL server that the tests start themselves."""

import atexit
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from tacitus.ledger import schema, weighed
from tacitus.ledger.book import Ledger, Writer
from tacitus.ledger.draft import Draft, bundle, draft
from tacitus.ledger.weighed import Summary
from tacitus.model.ids import bytes_id
from tacitus.model.readout import Readout
from tests.readouts import make_readout

AT, BY = "2024-05-01T09:00:00Z", "A. Coder"
SERVER = Path("/usr/lib/postgresql")
_COUNTER = count(1)
_PACKED = ("data", "_idx")  # how the names of tables end in which FTS5 packs its words


@dataclass(frozen=True, slots=True)
class Report:
    """A report by its number: its words, its bytes and what a build found in it."""

    number: int
    version: str = "0.1.0"

    @property
    def tail(self) -> str:
        return f"\nDispatch {self.number} of the Darfur desk.\n"

    @property
    def data(self) -> bytes:
        return (make_readout().document.text + self.tail).encode()

    @property
    def sha256(self) -> str:
        return bytes_id(self.data)

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(f"{claim.id}-{self.number}" for claim in make_readout().claims)

    @property
    def uri(self) -> str:
        return f"https://nile.example/{self.number}"

    @property
    def readout(self) -> Readout:
        """What was found in it."""
        made = make_readout()
        document = replace(made.document, text=made.document.text + self.tail, id=self.sha256, uri=self.uri)
        claims = tuple(replace(claim, id=f"{claim.id}-{self.number}", cause_of=(), effect_of=()) for claim in made.claims)
        build = replace(made.build, version=self.version)
        return replace(made, document=document, claims=claims, groups=(), agreements=(), build=build)

    def drafts(self, writer: Writer, by: str = BY) -> list[Draft]:
        """Everything that its adding records."""
        whole = bundle(self.readout)
        arrival = {
            "uri": self.uri,
            "key": f"dispatch-{self.number}",
            "identity": self.sha256,
            "document": self.sha256,
            "text": whole.text.record.id,
            "why_not": None,
            "at": AT,
            "by": by,
        }
        return [whole.build, writer.keep(self.sha256, self.data), whole.text, whole.reading, draft("arrival", arrival)]


def make_ledger(where: str | Path, reports: Sequence[Report] = (), by: str = BY) -> Ledger:
    """A ledger with these reports."""
    ledger = Ledger.create(str(where), "march", AT, by)
    enter(ledger, *reports, by=by)
    return ledger


def enter(ledger: Ledger, *reports: Report, by: str = BY) -> None:
    """Record reports, each in a transaction of its own."""
    for report in reports:
        with ledger.writes() as writer:
            writer.add(report.drafts(writer, by))


def enter_others(ledger: Ledger, left: Report, right: Report, by: str = BY) -> None:
    """A visit, a copy, a judgement and a review: the records that no report makes alone."""
    pair = {"left": left.sha256, "right": right.sha256}
    judged = {"left": f"{left.claims[0]}", "right": f"{right.claims[0]}", "verdict": "same", "by": by, "at": AT, "why": ["a", "b"]}
    anchor = {"text": bundle(left.readout).text.record.id, "type": "denial", "start": 529, "end": 535}
    made = {"slot": None, "value": None, "undoes": None, "after": None, "why": "a film", "by": by, "at": AT}
    reviewed = {"claim": left.claims[0], "reading": "reading-1", "anchor": anchor, "action": "reject", **made}
    with ledger.writes() as writer:
        writer.add(
            [
                draft("visit", {"url": left.uri, "at": AT, "by": by}),
                draft("copy", {**pair, "how": "shared passages", "passages": [[0, 4, 0, 4]]}),
                draft("judgement", judged),
                draft("review", reviewed),
            ]
        )


def weigh(ledger: Ledger) -> None:
    """Something weighed, as weighing keeps it."""
    summary = Summary("strike", "2023-06-12", None, "SD", "Mellit", 14.13, 25.55, None, 1, True)
    with ledger.writes() as writer:
        weighed.replace_incidents(writer.connection, [({"id": "incident-1", "claims": [Report(1).claims[2]]}, summary)])
        weighed.replace_threads(writer.connection, "group", [({"id": "body-1"}, "convoy", None, None)])
        weighed.keep_state(writer.connection, {"seq": "9"})


def records(ledger: Ledger) -> list[tuple[int, str, bool]]:
    """Number, id and whether there is a body, of every record."""
    columns = schema.record.c
    with ledger.reads() as connection:
        found = connection.execute(select(columns.seq, columns.id, columns.body.is_not(None)).order_by(columns.seq))
        return [(row[0], row[1], bool(row[2])) for row in found]


def ids(ledger: Ledger, *without: str) -> set[str]:
    """The ids of the records, but those of some kinds."""
    return {key for _, key, _ in records(ledger) if key.partition("-")[0] not in without}


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a ledger file says: its tables and triggers, every row, every body, every word and box of the indexes. What
    no query shows is left out: SQLite's own statistics, free room, the pages that the words of an index are packed in."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        shape = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        names = [name for kind, name, _, _ in shape if kind == "table" and not name.startswith("sqlite_stat")]
        found = {name: raw.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names if name[-4:] not in _PACKED}
        for index in ("claim_fts", "text_fts"):
            raw.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab(main, {index}, instance)")
            found[f"{index}_words"] = raw.execute(f"SELECT * FROM temp.{index}_words").fetchall()
    found["claim_rtree_node"] = [(key, node[: 4 + 24 * int.from_bytes(node[2:4])]) for key, node in found["claim_rtree_node"]]
    found["record"] = [(*row[:3], row[3] and zlib.decompress(row[3]), row[4]) for row in found["record"]]
    return {"": shape, **found}


@contextmanager
def meddled(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as somebody with the means to change anything has it: without triggers, with its own connection."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, statement in triggers:
            raw.execute(statement)


@cache
def server() -> str:
    """A PostgreSQL server of our own, for as long as the tests run: the address of its databases. Skips where Debian's package is
    not there."""
    programs = max(SERVER.glob("*/bin"), default=None, key=lambda path: int(path.parent.name))
    if programs is None or not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        pytest.skip("no PostgreSQL with PostGIS here; install Debian's postgresql-15-postgis-3")
    folder = Path(tempfile.mkdtemp(prefix="tacitus-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    data, port = folder / "data", _port()
    options = ("-U", "tacitus", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--data-checksums")
    _run_as(folder, str(programs / "initdb"), "-D", str(data), *options)
    settings = f"-p {port} -k {folder} -h 127.0.0.1 -F -c full_page_writes=off -c log_min_messages=fatal"
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _run_as(folder, str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
    atexit.register(_run_as, folder, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    return f"postgresql://tacitus@127.0.0.1:{port}"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made, on either kind of database."""
    return place(request.param, tmp_path, "march")


def place(dialect: str, folder: Path, name: str) -> str:
    """Where a ledger of that name may be made."""
    return str(folder / f"{name}.tacitus.db") if dialect == "sqlite" else new_database(server(), folder / f"{name}.tacitus.archive")


def _port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _run_as(folder: Path, *command: str) -> None:
    """Run as somebody without privileges: PostgreSQL refuses to be root's."""
    who = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups") if os.geteuid() == 0 else ()
    subprocess.run([*who, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)


def new_database(server: str, archive: Path) -> str:
    """The URL of a new database with that archive."""
    name = f"ledger_{next(_COUNTER)}"
    engine = create_engine(f"{server.replace('postgresql', 'postgresql+psycopg', 1)}/postgres", poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{server}/{name}?archive={archive}"
