from tacitus.model.answers import HowMany, What
from tacitus.model.found import Found
from tacitus.model.reading import Reading


def find(reading: Reading, whats: tuple[Found[What], ...]) -> tuple[Found[HowMany], ...]:
    return ()
