"""Who: every mention of an actor, its identity, kind and country; pronouns and short forms carried to what they stand for."""

from tacitus.questions.who.find import find

__all__ = ["find"]
