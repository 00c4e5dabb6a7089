"""The tables, the same on SQLite and PostgreSQL. `record` is the book; every other table is made from it and can be made again.

What only one of the two can do (full text, boxes on the map, triggers) is in sqlite.py and postgres.py.
"""

from typing import Any

from sqlalchemy import REAL, BigInteger, Column, Double, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

STEP = 100_000  # a claim's row is its reading's seq times this, plus its number: no report has more claims than characters / 3

metadata = MetaData()
_whole = BigInteger().with_variant(Integer, "sqlite")
_real: TypeEngine[float] = Double().with_variant(REAL, "sqlite")


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _seq(name: str = "seq") -> "Column[int]":
    return Column(name, _whole, primary_key=True, autoincrement=False)


def _text(name: str, **more: Any) -> "Column[str]":
    return Column(name, Text, **more)


def _need(name: str, **more: Any) -> "Column[str]":
    return Column(name, Text, nullable=False, **more)


def _number(name: str, **more: Any) -> "Column[int]":
    return Column(name, _whole, **more)


record = _table(
    "record",
    _seq(),
    _need("id", unique=True),
    _need("kind"),
    Column("body", LargeBinary),  # null once erased
    _need("chain"),
    Index("record_kind", "kind", "seq"),
)
build = _table("build", _seq(), _need("id"), _need("version"), _need("encoder"), _need("gazetteer"), _need("tables"))
archived = _table("archived", _seq(), _need("sha256", unique=True), _number("size", nullable=False))
text = _table(
    "text",
    _seq(),
    _need("id", unique=True),
    _need("document"),
    _need("identity"),
    _text("title"),
    _text("publisher"),
    _text("agency"),
    _need("text"),
    Index("text_document", "document"),
)
arrival = _table(
    "arrival",
    _seq(),
    _need("uri"),
    _need("key"),
    _need("identity"),
    _text("document"),
    _text("text"),
    _text("why_not"),
    _need("at"),
    _need("by"),
    Index("arrival_identity", "identity"),
    Index("arrival_uri", "uri"),
    Index("arrival_text", "text"),
)
reading = _table(
    "reading",
    _seq(),
    _need("id", unique=True),
    _need("text"),
    _need("identity"),
    _need("build"),
    _text("published_from"),
    _text("published_to"),
    _text("basis"),
    _number("claims", nullable=False),
    Index("reading_identity", "identity", "seq"),
    Index("reading_text", "text"),
    Index("reading_published", "published_from", "text"),
)
claim = _table(
    "claim",
    _seq("row"),
    _number("seq", nullable=False),
    _number("number", nullable=False),
    _need("id"),
    _need("type"),
    _text("plover"),
    _text("acled"),
    _need("standing"),
    _number("hedged", nullable=False),
    _text("day_from"),
    _text("day_to"),
    _text("country"),
    Column("lat", _real),
    Column("lon", _real),
    _text("place"),
    _text("precision"),
    Column("confidence", _real, nullable=False),
    _number("start", nullable=False),
    _number("end", nullable=False),
    Index("claim_id", "id"),
    Index("claim_seq", "seq"),
    Index("claim_day", "day_from", "day_to"),
    Index("claim_type", "type"),
)
claim_words = _table("claim_words", _seq("row"), _need("words"), _need("names"), _need("speakers"), _need("title"))
claim_name = _table(
    "claim_name",
    _seq("row"),
    _number("claim", nullable=False),
    _need("role"),
    _need("name"),
    _number("alias", nullable=False),  # 0: the name itself; 1: another one by which the report calls it
    _need("folded"),
    _text("actor"),
    _text("kind"),
    _text("country"),
    Index("claim_name_folded", "folded", "role"),
    Index("claim_name_claim", "claim"),
    Index("claim_name_actor", "actor"),
)
band = _table(
    "band",
    _seq("row"),
    _number("text", nullable=False),
    _number("band", nullable=False),
    Index("band_band", "band"),
    Index("band_text", "text"),
)
copy = _table("copy", _seq(), _need("left"), _need("right"), _need("how"), Index("copy_left", "left"), Index("copy_right", "right"))
visit = _table("visit", _seq(), _need("url"), _need("at"), Index("visit_url", "url", "seq"))
judgement = _table(
    "judgement", _seq(), _need("left"), _need("right"), _need("verdict"), _need("by"), _need("at"), Index("judgement_left", "left")
)
review = _table(
    "review",
    _seq(),
    _need("claim"),
    _need("action"),
    _text("slot"),
    _need("by"),
    _need("at"),
    Index("review_claim", "claim", "seq"),
    Index("review_action", "action"),
)
erased = _table("erased", _seq("row"), _need("id"), Index("erased_id", "id"))
claim_box = _table(
    "claim_box",
    _seq("row"),
    *(Column(side, _real, nullable=False) for side in ("w", "e", "s", "n")),
)
erasure = _table("erasure", _seq(), _need("target"), _need("why"), _need("by"), _need("at"), Index("erasure_target", "target"))

incident = _table(
    "incident",
    _need("id", primary_key=True),
    _need("type"),
    _text("day_from"),
    _text("day_to"),
    _text("country"),
    _text("place"),
    Column("lat", _real),
    Column("lon", _real),
    _text("grade"),
    _number("claims", nullable=False),
    _number("voices", nullable=False),
    _number("happened", nullable=False),  # 1: some claim holds that it did
    Column("body", LargeBinary, nullable=False),
    Index("incident_day", "day_from", "id"),
)
incident_claim = _table(
    "incident_claim", _need("claim", primary_key=True), _need("incident"), Index("incident_claim_incident", "incident")
)
thread = _table(
    "thread",
    _need("id", primary_key=True),
    _need("kind"),  # group or agreement
    _need("name"),
    _text("day_from"),
    _text("day_to"),
    Column("body", LargeBinary, nullable=False),
    Index("thread_kind", "kind", "day_from", "id"),
)
weighing = _table("weighing", _need("name", primary_key=True), _need("value"))
WEIGHED = (incident, incident_claim, thread, weighing)
"""What weighing makes: thrown away and made again from the records, whole or in part."""

INDEXES = (
    build, archived, text, arrival, reading, claim, claim_words, claim_name, claim_box, band, copy, visit, judgement, review,
    erasure, erased,
)  # fmt: skip
"""The tables that are made from the records."""
OWNER = {
    **{table.name: "OLD.seq" for table in INDEXES if "seq" in table.c},
    "claim_words": f"OLD.row / {STEP}",
    "claim_box": f"OLD.row / {STEP}",
    "claim_name": f"OLD.claim / {STEP}",
    "band": "OLD.text",
    "erased": f"OLD.row / {STEP}",
}
"""For each of them, how the number of the record that a row was made from is read off the row."""
