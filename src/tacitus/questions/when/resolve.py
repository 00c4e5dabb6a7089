"""Each time expression with its meaning: a walk through the text that keeps the times behind it in view."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tacitus.measures.interval import hull
from tacitus.model.answers import What, When
from tacitus.model.document import Published, ZoneKind
from tacitus.model.found import Basis, Found, found, unresolved
from tacitus.model.reading import Reading
from tacitus.questions.when.ancient import ancient_mark, ancient_story
from tacitus.questions.when.calendar import Named, named_year
from tacitus.questions.when.dates import inside
from tacitus.questions.when.happenings import day_of
from tacitus.questions.when.phrase import Frame, Kind, Phrase
from tacitus.questions.when.reckon import reckon
from tacitus.questions.when.setting import Mark, Reckoned, Setting, Unknown
from tacitus.questions.when.tense import background, in_passing, looks_back, tense

_STEP = "when.resolve"
_RANGE = frozenset({"to", "until", "till", "through", "and", "-", "from", "between"})
_OLD = 2
_MANY = 4
_SURE = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for every expression of a report."""

    phrases: tuple[Phrase, ...]
    reading: Reading
    report: date | None
    latest: date | None
    narrative: bool
    only_year: Mark | None = None
    ancient: bool = False


@dataclass(slots=True)
class Trail:
    """The times behind the reader: the last of the body, the last of the sentence, and the one that gave the last year."""

    last: Mark | None = None
    year: Mark | None = None
    sentence: dict[int, Mark] = field(default_factory=dict)
    ancient: Mark | None = None

    def before(self, phrase: Phrase) -> Mark | None:
        here = self.sentence.get(phrase.sentence)
        return here if here or phrase.zone is ZoneKind.CAPTION else self.last

    def add(self, phrase: Phrase, mark: Mark, moves: bool) -> None:
        """`moves`: whether the story goes on from there."""
        self.sentence[phrase.sentence] = mark
        if phrase.zone is ZoneKind.CAPTION:
            return
        self.last = mark
        coarser = self.year is not None and mark.grain == "year" and mark.start.year == self.year.start.year
        if moves and not coarser:
            self.year = mark

    def leave(self, mark: Mark) -> None:
        """The story is before Christ from here on: no day behind it holds."""
        self.last = self.year = None
        self.sentence.clear()
        self.ancient = mark


def resolve(
    phrases: tuple[Phrase, ...], published: Published, whats: tuple[Found[What], ...], reading: Reading
) -> tuple[Found[When], ...]:
    """One answer for each phrase, in the same order, so that an index of the one is an index of the other."""
    scene = _scene(phrases, published, reading)
    trail, times = Trail(), []
    for place, phrase in enumerate(phrases):
        setting = _setting(place, scene, trail)
        time = _answer(phrase, setting, scene)
        times.append(time)
        mark, ancient = _mark(place, phrase, time, setting), ancient_mark(place, phrase.frame, time)
        if ancient is not None and scene.ancient:
            trail.leave(ancient)
        elif mark is not None:
            trail.ancient = trail.ancient if phrase.frame.year is None else None
            trail.add(phrase, mark, _moves(phrase, time, reading) and not _aside(phrase, mark, trail.year, scene))
    return tuple(_from_happening(phrase, time, scene, times, whats) for phrase, time in zip(phrases, times, strict=True))


def _scene(phrases: tuple[Phrase, ...], published: Published, reading: Reading) -> Scene:
    report = published.days.start or published.days.end if published.days else None
    latest = published.days.end or report if published.days else None
    narrative, only = _narrative(phrases, report), _only_year(phrases, reading)
    return Scene(phrases, reading, report, latest, narrative, only, ancient_story(phrases))


def _only_year(phrases: Sequence[Phrase], reading: Reading) -> Mark | None:
    """The one year that the text names; None where it names none, or several, or only in passing."""
    stated = [(place, each) for place, each in enumerate(phrases) if each.frame.year is not None and each.frame.hijri is None]
    marks = [mark for place, phrase in stated if (mark := _stated(place, phrase)) is not None]
    passing = all(background(phrase, reading) or looks_back(phrase, reading) for _, phrase in stated)
    return replace(marks[0], grain="year") if len({mark.start.year for mark in marks}) == 1 and not passing else None


def _narrative(phrases: Sequence[Phrase], report: date | None) -> bool:
    """Whether the text tells of the past by dates: most of its years are long before the report, and few words point to it.

    Where the report's day is unknown, one word that points to it ("yesterday", "on Friday") is enough to doubt the story.
    """
    frames = [phrase.frame for phrase in phrases]
    pointing = sum(1 for frame in frames if frame.anchor == "published" or (frame.weekday is not None and frame.day is None))
    if report is None:
        return pointing == 0
    old = sum(1 for frame in frames if frame.year is not None and report.year - frame.year >= _OLD)
    return old >= _MANY and old > _SURE * pointing


def _stated(place: int, phrase: Phrase) -> Mark | None:
    """The mark of an expression that states its year."""
    named = reckon(replace(phrase.frame, bound=None), Setting())
    if isinstance(named, Unknown) or named.named.days is None or named.anchor is not None:
        return None
    return Mark(place, named.named.value, named.named.grain, named.named.days)


def _setting(place: int, scene: Scene, trail: Trail) -> Setting:
    phrase = scene.phrases[place]
    time = trail.before(phrase)
    year = _other_end(place, scene)
    if year is None and scene.narrative and phrase.zone is not ZoneKind.CAPTION:
        year = _of_story(phrase, trail.year, scene) or (scene.only_year if scene.report is None else None)
    if year is not None and scene.narrative:
        year = _over_new_year(place, scene, year)
    if year is None and not scene.narrative:
        year = _told_on(phrase, trail.year, scene)
    told = -2 if phrase.frame.bound == "since" else tense(phrase, scene.reading)
    return Setting(scene.report, time, year, told, scene.narrative, trail.ancient)


def _of_story(phrase: Phrase, year: Mark | None, scene: Scene) -> Mark | None:
    """The last year of the story; one that a "had" looks back to serves in the next sentence and no further."""
    if year is None or year.index is None or scene.report is not None:
        return year
    before = scene.phrases[year.index]
    return None if phrase.sentence - before.sentence > 1 and looks_back(before, scene.reading) else year


def _told_on(phrase: Phrase, last: Mark | None, scene: Scene) -> Mark | None:
    """In a report of the day, a date that goes on from one with its year, in the same or the sentence before."""
    if last is None or last.index is None or phrase.frame.month is None or phrase.frame.direction is not None:
        return None
    before = scene.phrases[last.index]
    goes_on = (last.start.month, last.start.day) <= (phrase.frame.month, phrase.frame.day or 31)
    near = phrase.sentence - before.sentence <= 1
    return last if goes_on and near and before.frame.year is not None and before.frame.month is not None else None


def _over_new_year(place: int, scene: Scene, year: Mark) -> Mark:
    """ "From October to March": the March is of the next year; where a March was last named, the October is of the year before."""
    month, before, after = (_bare_month(scene, at) for at in (place, place - 1, place + 1))
    begins, ends = _ranged(scene, place, place + 1), _ranged(scene, place - 1, place)
    if month and before and ends and before > month:
        return _moved_year(year, 1)
    dated = year.grain in ("day", "time", "month")
    return _moved_year(year, -1) if month and after and begins and year.start.month <= after < month and dated else year


def _bare_month(scene: Scene, place: int) -> int | None:
    frame = scene.phrases[place].frame if 0 <= place < len(scene.phrases) else None
    return frame.month if frame is not None and frame.year is None else None


def _ranged(scene: Scene, first: int, last: int) -> bool:
    """Whether only a word of ranges stands between two expressions."""
    if first < 0 or last >= len(scene.phrases):
        return False
    gap = {token.norm for token in scene.reading.tokens[scene.phrases[first].last : scene.phrases[last].first]}
    return bool(gap) and gap <= {"to", "until", "till", "through", "-"}


def _moved_year(year: Mark, by: int) -> Mark:
    return replace(year, grain="year", days=named_year(year.start.year + by).days or year.days)


def _other_end(place: int, scene: Scene) -> Mark | None:
    """ "14 May to 2 June 2021": the year stands at the other end of the range."""
    phrase = scene.phrases[place]
    if place + 1 == len(scene.phrases) or phrase.frame.year is not None or phrase.frame.month is None:
        return None
    after = scene.phrases[place + 1]
    gap = scene.reading.tokens[phrase.last : after.first]
    if after.sentence != phrase.sentence or not gap or after.frame.year is None or not {token.norm for token in gap} <= _RANGE:
        return None
    mark = _stated(place + 1, after)
    return None if mark is None else replace(mark, grain="year")


def _answer(phrase: Phrase, setting: Setting, scene: Scene) -> Found[When]:
    frame = phrase.frame
    if frame.kind is Kind.SHIFT and frame.within is not None:
        outer = reckon(frame.within, setting)
        if isinstance(outer, Unknown) or outer.named.days is None:
            return unresolved(phrase.span, "the time that it is reckoned from is not known", _STEP, phrase.rule)
        place = scene.phrases.index(phrase) + 1
        setting = replace(setting, time=Mark(place, outer.named.value, outer.named.grain, outer.named.days))
        frame = replace(frame, within=None)
    named = reckon(frame, setting)
    if isinstance(named, Unknown):
        return unresolved(phrase.span, named.why_not, _STEP, phrase.rule)
    if named.anchor == "published" and scene.latest != scene.report:
        return _between(phrase, frame, setting, named, scene)
    return _told(phrase, named)


def _between(phrase: Phrase, frame: Frame, setting: Setting, named: Reckoned, scene: Scene) -> Found[When]:
    """The report's day is an interval: reckoned from its first day, and from its last for comparison."""
    other = reckon(frame, replace(setting, report=scene.latest))
    if isinstance(other, Unknown) or (other.named.value, other.named.days) == (named.named.value, named.named.days):
        return _told(phrase, named)
    if scene.report and scene.latest and (scene.latest - scene.report).days > 1:
        if other.named.value == named.named.value and other.named.days and named.named.days:
            days = hull(named.named.days, other.named.days)
            return _told(phrase, replace(named, named=replace(named.named, days=days), approximate=True))
        return unresolved(phrase.span, "the report's day is not known closely enough", _STEP, phrase.rule)
    told = replace(named, approximate=True, why=f"{named.why}, the first that the report can be of")
    return replace(_told(phrase, told), others=(_when(other),))


def _told(phrase: Phrase, named: Reckoned) -> Found[When]:
    basis = Basis.STATED if named.anchor is None else Basis.DERIVED
    return found(phrase.span, _when(named), _STEP, phrase.rule, basis)


def _when(named: Reckoned) -> When:
    time: Named = named.named
    return When(time.value, time.grain, time.days, named.why, named.approximate, named.anchor, named.anchor_time)


def _mark(place: int, phrase: Phrase, time: Found[When], setting: Setting) -> Mark | None:
    """The time as one that others may be reckoned from: a stretch of the calendar, not a length of time.

    A bound is one for what it is bound by ("by May 1943"); in a report of the day only where it leads up to now ("until").
    """
    value, frame = time.value, phrase.frame
    if value is None or value.interval is None or frame.kind not in (Kind.DATE, Kind.SHIFT):
        return None
    if frame.bound is None:
        return Mark(place, value.value, value.grain, value.interval) if value.interval.days is not None else None
    if not setting.narrative and frame.bound != "until":
        return None
    named = reckon(replace(frame, bound=None, within=None if frame.kind is Kind.SHIFT else frame.within), setting)
    if isinstance(named, Unknown) or named.named.days is None or named.named.days.days is None:
        return None
    return Mark(place, named.named.value, named.named.grain, named.named.days)


def _moves(phrase: Phrase, time: Found[When], reading: Reading) -> bool:
    """Whether the story goes on from a time: not from a glance back, aside, or at the report's own day."""
    frame = phrase.frame
    back = frame.kind is Kind.SHIFT and ((frame.step or 0) < 0 or (frame.sign or 0) < 0)
    aside = phrase.first > 0 and reading.tokens[phrase.first - 1].norm == "("
    seen = time.value is not None and time.value.anchor == "published"
    return not (back or aside or seen or frame.bound == "since" or background(phrase, reading))


def _aside(phrase: Phrase, mark: Mark, year: Mark | None, scene: Scene) -> bool:
    """Whether a time of another year than the story's is named in passing: as of 2011; a paper released in 2005."""
    if year is None or phrase.frame.year is None or mark.start.year == year.start.year:
        return False
    before = scene.reading.tokens[max(0, phrase.first - 2) : phrase.first]
    return [token.norm for token in before] == ["as", "of"] or in_passing(phrase, scene.reading)


def _from_happening(
    phrase: Phrase, time: Found[When], scene: Scene, times: Sequence[Found[When]], whats: Sequence[Found[What]]
) -> Found[When]:
    """An expression that waits for the day of a happening, once all other times are known."""
    if phrase.event is None:
        return time
    mark = day_of(phrase, scene.phrases, times, whats, scene.reading)
    if mark is None:
        return time
    word = scene.reading.tokens[phrase.event].text
    if phrase.frame.kind is Kind.DATE and (phrase.frame.ordinal or 0) < 0:
        return time
    if phrase.frame.kind is Kind.DATE:
        onwards = Named(f"the time of {word!r} ({mark.value})", mark.grain, replace(mark.days, end=date.max))
        named = inside(phrase.frame, Reckoned(onwards, ""))
    else:
        named = reckon(replace(phrase.frame, anchor="time"), Setting(time=mark))
    if isinstance(named, Unknown):
        return time
    why = named.why.replace("the time before it", f"the time of {word!r}")
    return _told(phrase, replace(named, why=why, anchor="event", anchor_time=mark.index))
