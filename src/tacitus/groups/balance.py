"""Whether the parts of a body add up to it: 17 = 6 + 11."""

from collections.abc import Sequence

from tacitus.measures.number import holds
from tacitus.model.answers import Amount
from tacitus.model.group import Balance


def balance(unit: str | None, whole: Amount | None, parts: Sequence[Amount], pieces: int | None) -> Balance:
    """The sum of the parts against the whole.

    It holds where they are equal, and does not where the parts are more than the whole. Where they are fewer, parts may be left
    untold: that is only a failure when the body is said to have come apart in just so many `pieces`.
    """
    told = tuple(part.best for part in parts if part.best is not None)
    known = whole.best if whole else None
    return Balance(unit, known, told, _holds(whole, parts, pieces))


def _holds(whole: Amount | None, parts: Sequence[Amount], pieces: int | None) -> bool | None:
    if len(parts) < 2:
        return None
    equal = holds(whole, parts)
    if equal is not False or whole is None or whole.best is None:
        return equal
    less = sum(part.best or 0.0 for part in parts) < whole.best
    return None if less and pieces != len(parts) else False
