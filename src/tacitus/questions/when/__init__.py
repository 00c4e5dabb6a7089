"""When: time expressions, the report's own day, and what each expression means."""

from tacitus.questions.when.find import find
from tacitus.questions.when.phrase import Phrase
from tacitus.questions.when.publication import published
from tacitus.questions.when.resolve import resolve

__all__ = ["Phrase", "find", "published", "resolve"]
