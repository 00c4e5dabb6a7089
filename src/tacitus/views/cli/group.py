"""tacitus group."""

from tacitus.views.cli.strands import group as command

__all__ = ["command"]
