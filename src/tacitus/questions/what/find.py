from tacitus.model.answers import What
from tacitus.model.found import Found
from tacitus.model.reading import Reading


def find(reading: Reading) -> tuple[Found[What], ...]:
    return ()
