"""The last look at a claim before it leaves: what does not hold is refused with its reason, never mended in silence."""

from tacitus.model.answered import Answers
from tacitus.model.claim import Claim
from tacitus.model.document import ZoneKind
from tacitus.model.reading import Reading
from tacitus.model.source import Skipped


def check(reading: Reading, claims: tuple[Claim, ...], answers: Answers) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims that hold, and the refused ones as Skipped."""
    kept: list[Claim] = []
    refused: list[Skipped] = []
    for claim in claims:
        wrong = _wrong(reading, claim, answers)
        if wrong:
            refused.append(Skipped(reading.document.key, "claims", wrong, claim.trigger))
        else:
            kept.append(claim)
    return tuple(kept), tuple(refused)


def _wrong(reading: Reading, claim: Claim, answers: Answers) -> str | None:
    size = len(reading.text)
    spans = [claim.trigger, claim.evidence, *claim.instruments, *(party.span for party in (*claim.agents, *claim.targets))]
    if any(span.end > size for span in spans):
        return "its words reach past the text"
    zone = reading.document.zone_at(claim.trigger.start)
    if zone is None or zone.kind in (ZoneKind.FURNITURE, ZoneKind.SECTION):
        return "its words stand outside the report's own text"
    if any(not 0 <= count.count < len(answers.counts) for count in claim.counts):
        return "it counts what is not there"
    return None
