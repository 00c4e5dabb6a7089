"""A migration's statements: a file for each database, parted by lines `-- next`. They are never changed once released."""

from importlib import resources

from alembic import op

_NEXT = "\n-- next\n"


def run(revision: str) -> None:
    """Every statement of a revision, in the transaction that alembic is in."""
    connection = op.get_bind()
    file = resources.files("tacitus.ledger.migrations").joinpath(f"{revision}.{connection.dialect.name}.sql")
    for statement in file.read_text("utf8").split(_NEXT):
        connection.exec_driver_sql(statement.strip())
