"""A saying on the way: words found, nobody's name put to them yet."""

from dataclasses import dataclass

from tacitus.model.found import Basis
from tacitus.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """`source` is the token of the source's main word and `words` all its words; both None where nobody is named, and then
    `why_not` says why. `parts` are the reported words in text order. `head` is the cue's token, None without a cue. `outer` is
    the cue of the saying that passes this one on (reported, citing ...), where both have the same words."""

    rule: str
    strength: str
    parts: tuple[Span, ...]
    source: int | None = None
    words: Span | None = None
    head: int | None = None
    cue: Span | None = None
    form: str | None = None
    basis: Basis = Basis.STATED
    why_not: str | None = None
    outer: Span | None = None

    @property
    def content(self) -> Span:
        """From the first character of the reported words to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)
