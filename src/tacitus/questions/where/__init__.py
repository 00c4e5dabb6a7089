"""Where: toponyms, their role, their place, and the geometry of words like "northwest of"."""

from tacitus.questions.where.find import find

__all__ = ["find"]
