"""The wheel's build: the gazetteer is made from GeoNames and the tables (docs/where.md), and what the pages of `tacitus serve` are
drawn with is fetched by npm (docs/web.md); both go into the wheel.

Set TACITUS_NO_GAZETTEER to build without the one; reading then asks for `python -m tacitus.questions.where.build`. Set
TACITUS_NO_ASSETS to build without the other; the pages then say what is missing. Without npm the build goes on.
"""

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TacitusBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes src/tacitus/questions/where/data and src/tacitus_assets before a wheel or an editable install is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling for each target; the files are ignored by git, so they are named as artifacts."""
        source = Path(self.root) / "src"
        if not os.environ.get("TACITUS_NO_GAZETTEER"):
            self._gazetteer(source)
            build_data["artifacts"].append("src/tacitus/questions/where/data/*")
        if not os.environ.get("TACITUS_NO_ASSETS"):
            self._assets(source)
            build_data["artifacts"].append("src/tacitus_assets/*")

    def _gazetteer(self, source: Path) -> None:
        sys.path.insert(0, str(source))
        try:
            from tacitus.questions.where.build import build
        finally:
            sys.path.remove(str(source))
        build(source / "tacitus" / "questions" / "where" / "data")

    def _assets(self, source: Path) -> None:
        """What npm gives; where it gives nothing, what is there already is taken, and a line says why."""
        build = runpy.run_path(str(Path(self.root) / "assets" / "build.py"))["build"]
        problem = build(source / "tacitus_assets")
        if problem:
            self.app.display_warning(f"tacitus_assets is not made anew: {problem}; the pages of tacitus serve have no map")
