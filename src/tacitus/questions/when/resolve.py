from tacitus.model.answers import What, When
from tacitus.model.document import Published
from tacitus.model.found import Found
from tacitus.model.reading import Reading


def resolve(phrases: tuple[object, ...], published: Published, whats: tuple[Found[What], ...], reading: Reading) -> tuple[Found[When], ...]:
    return ()
