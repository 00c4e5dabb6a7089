"""The wheel's build: the gazetteer is made from GeoNames and the tables, and goes into the package (docs/where.md).

Set TACITUS_NO_GAZETTEER to build without it; reading then asks for `python -m tacitus.questions.where.build`.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes src/tacitus/questions/where/data before a wheel or an editable install is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling for each target; the files are ignored by git, so they are named as artifacts."""
        if os.environ.get("TACITUS_NO_GAZETTEER"):
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from tacitus.questions.where.build import build
        finally:
            sys.path.remove(str(source))
        build(source / "tacitus" / "questions" / "where" / "data")
        build_data["artifacts"].append("src/tacitus/questions/where/data/*")
