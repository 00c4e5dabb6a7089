"""tacitus search."""

from tacitus.views.cli.held import search as command

__all__ = ["command"]
