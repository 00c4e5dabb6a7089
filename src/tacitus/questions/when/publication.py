from tacitus.model.document import Published
from tacitus.model.reading import Reading


def published(phrases: tuple[object, ...], reading: Reading) -> Published:
    return reading.document.published
