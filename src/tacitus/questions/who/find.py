from tacitus.model.answers import Who
from tacitus.model.found import Found
from tacitus.model.reading import Reading
from tacitus.questions.who.actors import Actors


def find(reading: Reading, actors: Actors) -> tuple[Found[Who], ...]:
    return ()
