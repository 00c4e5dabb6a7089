"""tacitus agreements."""

from tacitus.views.cli.strands import agreements as command

__all__ = ["command"]
