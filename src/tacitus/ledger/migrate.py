"""The tables' versions: made and brought up to date by alembic, in one transaction, with a record of it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_SCRIPTS = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The version of a database's tables; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The version that this Tacitus writes."""
    return ScriptDirectory(str(_SCRIPTS)).get_current_head() or ""


def upgrade(connection: Connection) -> None:
    """Bring the tables up to date, in the transaction that the connection is in."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
