"""tacitus merge"""

from pathlib import Path
from typing import Annotated

import typer

from tacitus.views.cli.guard import count, guarded, say
from tacitus.work.merge import merge


def command(
    folders: Annotated[list[Path], typer.Argument(help="The folders of all shards of one run.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="The folder to make: the same, to the byte, as one run would have made.")],
) -> None:
    """Join the folders that `tacitus read --shard 1/N ... N/N --out` made into one."""
    with guarded("interrupted; remove the folder that was begun and merge again"):
        say(f"{count(merge(folders, out), 'report')} in {out}")
