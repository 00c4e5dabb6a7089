from tacitus.model.agreement import Agreement
from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.reading import Reading


def agreements(reading: Reading, answers: Answers, claims: tuple[Claim, ...]) -> tuple[Agreement, ...]:
    return ()
