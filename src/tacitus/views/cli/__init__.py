"""The command line: one file a verb, loaded when it is called."""

from tacitus.views.cli.verbs import main

__all__ = ["main"]
