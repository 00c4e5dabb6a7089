"""Said by: sources, cues and contents; who a pronoun at the source stands for; sayings within sayings."""

from tacitus.questions.said_by.find import find

__all__ = ["find"]
