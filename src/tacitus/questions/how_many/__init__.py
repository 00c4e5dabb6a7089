"""How many: numbers with their unit, hedge, bounds, outcome, and which is part of which."""

from tacitus.questions.how_many.find import find

__all__ = ["find"]
