"""tacitus schema"""

import json

import typer

from tacitus.format.schema import schema
from tacitus.views.cli.guard import guarded


def command() -> None:
    """Print the JSON Schema (draft 2020-12) of what `tacitus read --json` prints, one object a line."""
    with guarded():
        typer.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
