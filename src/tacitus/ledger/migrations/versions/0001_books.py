"""The books: records, what is made from them, what finds them and what keeps them from being changed."""

from tacitus.ledger.migrations.statements import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    run(revision)
