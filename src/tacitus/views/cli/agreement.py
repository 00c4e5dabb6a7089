"""tacitus agreement."""

from tacitus.views.cli.strands import agreement as command

__all__ = ["command"]
