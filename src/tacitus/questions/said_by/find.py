"""Sources, cues and contents: who is reported to say what, in text order of what is said."""

from collections.abc import Sequence

from tacitus.model.answers import SaidBy, Who
from tacitus.model.found import Found
from tacitus.model.reading import Reading
from tacitus.model.span import Span
from tacitus.questions.said_by.chain import chain
from tacitus.questions.said_by.draft import Draft
from tacitus.questions.said_by.headlines import headline_drafts
from tacitus.questions.said_by.phrases import cited_drafts, phrase_drafts
from tacitus.questions.said_by.quotations import block_drafts, continued
from tacitus.questions.said_by.seen import seen_drafts
from tacitus.questions.said_by.sight import see
from tacitus.questions.said_by.verbs import verb_drafts


def find(reading: Reading, actors: tuple[Found[Who], ...]) -> tuple[Found[SaidBy], ...]:
    """The sayings of a report. A saying has reported words, a quotation or a clause: condemning, commenting on or claiming a
    thing is a happening, not a saying, and so is what the publisher says in its own voice."""
    sight = see(reading)
    verbs = verb_drafts(sight)
    blocks = tuple(block_drafts(sight, verbs))
    drafts = _distinct((*blocks, *verbs, *headline_drafts(sight), *phrase_drafts(sight)))
    drafts = continued(sight, (*drafts, *seen_drafts(sight, drafts)))
    cited = tuple(cited_drafts(sight, drafts))
    sources = {draft.cue for draft in cited}  # who is cited is no thing that is spoken of
    return chain(sight, actors, (*(draft for draft in drafts if draft.cue not in sources), *cited))


def _distinct(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Without the drafts that say again, for the same source, what an earlier one says."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return tuple(kept)


def _same(one: Draft, other: Draft) -> bool:
    alike = one.words == other.words or one.cue == other.cue
    return alike and 2 * _shared(one.content, other.content) >= min(len(one.content), len(other.content))


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
