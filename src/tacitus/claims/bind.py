from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.document import Published
from tacitus.model.reading import Reading
from tacitus.model.source import Skipped


def bind(reading: Reading, published: Published, answers: Answers) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    return (), ()
