"""A ledger on a server: PostgreSQL with PostGIS."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url

from tacitus.ledger.asked import asked
from tacitus.ledger.sound import Soundness, postgres_soundness

_LOCK = 7_130_022  # the number of the advisory lock that a writer holds
WORDS = (
    "to_tsvector('english', claim_words.words || ' ' || claim_words.names || ' ' || claim_words.speakers || ' '"
    " || claim_words.title)"
)
TEXTS = "to_tsvector('english', coalesce(text.title, '') || ' ' || text.text)"
BOX = "ST_MakeEnvelope(claim_box.w, claim_box.s, claim_box.e, claim_box.n, 4326)"
_VECTORS = {"claim_words": WORDS, "text": TEXTS}


@dataclass(frozen=True, slots=True)
class Postgres:
    """The backend of a server's database, by URL."""

    url: str
    dialect: str = "postgresql"

    def engine(self) -> Engine:
        address = make_url(self.url).set(drivername="postgresql+psycopg").difference_update_query(["archive"])
        return create_engine(address, pool_size=4, connect_args={"connect_timeout": 10})

    def lock(self, connection: Connection) -> None:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    def words(self, query: str, table: str) -> tuple[str, str, Mapping[str, Any]]:
        vector, wanted = _VECTORS[table], "to_tsquery('english', :words)"
        return f"{vector} @@ {wanted}", f"-ts_rank({vector}, {wanted})", {"words": _match(query)}

    def within(self, west: float, south: float, east: float, north: float) -> tuple[str, Mapping[str, Any]]:
        box = "ST_MakeEnvelope(:west, :south, :east, :north, 4326)"
        inside = f"SELECT claim_box.row FROM claim_box WHERE {BOX} && {box}"
        return f"claim.row IN ({inside})", {"west": west, "south": south, "east": east, "north": north}

    def sound(self, engine: Engine) -> Soundness:
        return postgres_soundness(engine)

    def overwrite(self, connection: Connection) -> None:
        """A server forgets; VACUUM lets it write over what it forgot."""

    def size(self) -> int | None:
        return None

    def tidy(self, engine: Engine) -> None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")


def _match(query: str) -> str:
    """The query in PostgreSQL's language, every word quoted.

    >>> _match('convoy or "six buses" -drone')
    "(('convoy') | ('six' <-> 'buses')) & !('drone')"
    """
    said = asked(query)
    wanted = " | ".join("(" + " & ".join(_quoted(phrase) for phrase in phrases) + ")" for phrases in said.alternatives)
    return f"({wanted})" + "".join(f" & !({_quoted(phrase)})" for phrase in said.without)


def _quoted(phrase: tuple[str, ...]) -> str:
    return " <-> ".join(f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'" for word in phrase)
