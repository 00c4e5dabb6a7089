"""tacitus groups."""

from tacitus.views.cli.strands import groups as command

__all__ = ["command"]
