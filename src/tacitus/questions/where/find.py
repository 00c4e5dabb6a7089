from tacitus.model.answers import Where, Who
from tacitus.model.found import Found
from tacitus.model.reading import Reading
from tacitus.questions.where.gazetteer import Gazetteer


def find(reading: Reading, actors: tuple[Found[Who], ...], gazetteer: Gazetteer) -> tuple[Found[Where], ...]:
    return ()
