"""Tacitus: who says that what happened to whom, where, when and how many, each word tied to its source."""

__version__ = "0.1.0"
__all__ = ["__version__"]
