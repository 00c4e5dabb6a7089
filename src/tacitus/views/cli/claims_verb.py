"""tacitus claims."""

from tacitus.views.cli.held import claims as command

__all__ = ["command"]
