"""What happened: triggers, their kind, their frame and their standing."""

from tacitus.questions.what.find import find

__all__ = ["find"]
