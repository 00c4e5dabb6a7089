from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.group import Group
from tacitus.model.reading import Reading


def follow(reading: Reading, answers: Answers, claims: tuple[Claim, ...]) -> tuple[Group, ...]:
    return ()
