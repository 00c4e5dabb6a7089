"""What frames a report: title, section line, captions, furniture, dateline, and what these say of it.

The words of furniture, captions and datelines live in their tables. Everything that no rule claims is body.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tacitus.intake.captions import credit, is_caption
from tacitus.intake.datelines import agency_in, agency_name, find_dateline
from tacitus.intake.days import FULL_DAY, Stated, stated
from tacitus.intake.furniture import furnishing, is_section
from tacitus.intake.paragraphs import Paragraph, paragraphs, plain
from tacitus.model.document import Dateline, Zone, ZoneKind
from tacitus.model.span import Span

TITLE_WORDS, TITLE_LENGTH = 25, 220
TITLE_LINES = 3
HEAD = 12  # paragraphs within which a report begins
DATE_LINE_LETTERS = 8  # letters that a time of day and its zone take beside a date
NEXT_LENGTH = 80  # characters of the line under a title that no blank line follows
_LOOSE_END = re.compile(r"\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|that|is|was|as|its|their|his|her)$", re.I)
_CLOSING = "\"')]} "
_ALONE = (ZoneKind.TITLE, ZoneKind.CAPTION, ZoneKind.SECTION)
_NOT_PUBLISHERS = re.compile(r"(?:all|us|our|the authors?|authors?|content|copyright|this|terms|by)\b", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph with its kind; what a furniture line says of the report is in `says`."""

    paragraph: Paragraph
    kind: ZoneKind
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """`published` is the line that dates the report, where it has one, and what it means."""

    zones: tuple[Zone, ...]
    title: str | None = None
    section: str | None = None
    publisher: str | None = None
    byline: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    published: tuple[str, Stated] | None = None
    modified: str | None = None


@dataclass(slots=True)
class _Place:
    """Where the walk through the paragraphs stands: above the first sentence, below a title, in a list of links."""

    head: bool = True
    title: bool = False
    links: bool = False


def frame(text: str, title: str | None = None, marked: Sequence[Zone] = (), find_title: bool = True) -> Frame:
    """The frame of a text. `title` is the title where it is known, `marked` are zones already known (of an HTML page);
    without `find_title` no other line is taken for the title."""
    parts = tuple(_parts(text, title, marked, find_title))
    dateline = _dateline(parts)
    says = [said for part in parts for said in part.says]
    own = next((part.paragraph.span.of(text) for part in parts if part.kind is ZoneKind.TITLE), None)
    section = next((part.paragraph.span.of(text) for part in parts if part.kind is ZoneKind.SECTION), None)
    byline = _said(says, "byline")
    published = _said(says, "published")
    day = dated(published) if published else None
    return Frame(
        zones=tuple(_zones(parts, dateline)),
        title=title or (_one_line(own).rstrip(".") if own else None),
        section=_one_line(section) if section else None,
        publisher=_publisher(says),
        byline=byline,
        agency=_agency(text, dateline, byline, _said(says, "agency")),
        dateline=dateline,
        published=(published, day) if published and day else None,
        modified=_said(says, "modified"),
    )


def dated(words: str) -> Stated | None:
    """What a line's date means: the words themselves, or the one full date in them."""
    hit = re.search(FULL_DAY, words, re.IGNORECASE)
    return stated(words) or (stated(hit[0]) if hit else None)


def _parts(text: str, title: str | None, marked: Sequence[Zone], find_title: bool) -> Iterator[Part]:
    all_of_them = list(paragraphs(text))
    known = {zone.span.start: zone.kind for zone in marked} | (_cut_title(all_of_them, title) if title else {})
    place = _Place()
    for number, paragraph in enumerate(all_of_them):
        kind = known.get(paragraph.span.start)
        if kind:
            part = Part(paragraph, kind)
        else:
            seeks = find_title and place.head and not place.title
            part = _judged(paragraph, all_of_them[number + 1 : number + 1 + HEAD] if seeks else None, place, text)
        place.title |= part.kind is ZoneKind.TITLE
        if part.kind is ZoneKind.BODY and (paragraph.is_prose or number >= HEAD):
            place.head = place.links = False
        yield part


def _cut_title(found: list[Paragraph], title: str) -> dict[int, ZoneKind]:
    """Finds the known title at the head of the text, alone or before the first sentence, and cuts it off as a paragraph."""
    wanted = " ".join(plain(title).casefold().split()).rstrip(". ")
    for number, paragraph in enumerate(found[:HEAD] if wanted else ()):
        if not paragraph.plain.casefold().startswith(wanted):
            continue
        rest = paragraph.plain[len(wanted) :]
        stop = len(rest) - len(rest.lstrip(".")) if rest[:1] == "." else 0
        if rest.strip(" ."):
            if stop != 1 or not rest[1:2].isspace():
                continue
            start = paragraph.span.start + len(wanted) + 1
            left = rest[1:].lstrip()
            begin = paragraph.span.end - len(left)
            found[number : number + 1] = [
                Paragraph(Span(paragraph.span.start, start), paragraph.plain[: len(wanted) + 1], 1, False),
                Paragraph(Span(begin, paragraph.span.end), left, paragraph.lines, paragraph.gap),
            ]
        return {paragraph.span.start: ZoneKind.TITLE}
    return {}


def _judged(paragraph: Paragraph, after: Sequence[Paragraph] | None, place: _Place, text: str) -> Part:
    """The kind of a paragraph by its own words and its place; `after` is what follows where a title could still stand."""
    line = furnishing(paragraph, place.head, text)
    if line:
        place.links |= line.row.opens and not place.head
        return Part(paragraph, ZoneKind.FURNITURE, tuple(line.says.items()))
    if place.links and not paragraph.is_prose and not paragraph.is_bullet:
        return Part(paragraph, ZoneKind.FURNITURE)
    if place.head and not place.title and is_section(paragraph):
        return Part(paragraph, ZoneKind.SECTION)
    if is_caption(paragraph):
        return Part(paragraph, ZoneKind.CAPTION)
    if after is not None and _is_title(paragraph, after):
        return Part(paragraph, ZoneKind.TITLE)
    return Part(paragraph, ZoneKind.BODY)


def _is_title(paragraph: Paragraph, after: Sequence[Paragraph]) -> bool:
    """A short line above the report's sentences that does not end like one."""
    words = paragraph.plain
    under = next((other for other in after if not is_caption(other)), None)
    if under is None or under.is_bullet or not any(other.is_prose for other in after) or not _can_be_title(paragraph):
        return False
    if words.rstrip(_CLOSING).endswith(tuple(".,;:")) and find_dateline(under) is None:
        return False
    if paragraph.gap:
        return True
    return under.is_prose and len(under.plain) >= NEXT_LENGTH and not under.plain[0].islower() and paragraph.words > 1


def _can_be_title(paragraph: Paragraph) -> bool:
    words = paragraph.plain
    first = next((char for char in words if char.isalnum()), "")
    if not first or (first.islower() and "-" not in words.split()[0]) or not any(char.isalpha() for char in words):
        return False
    short = paragraph.words <= TITLE_WORDS and len(words) <= TITLE_LENGTH and paragraph.lines <= TITLE_LINES
    if not short or paragraph.is_bullet or words.endswith((",", ";", ":")) or _LOOSE_END.search(words):
        return False
    return not _is_date_line(words) and find_dateline(paragraph) is None


def _is_date_line(words: str) -> bool:
    """A date, perhaps with a time and a zone, and nothing else."""
    left = re.sub(FULL_DAY, "", words, count=1, flags=re.IGNORECASE)
    return stated(words) is not None or (left != words and len(re.sub(r"[\W\d_]", "", left)) <= DATE_LINE_LETTERS)


def _dateline(parts: Sequence[Part]) -> Dateline | None:
    """The dateline of the first paragraphs of the body, up to the first sentence."""
    for part in parts:
        if part.kind is ZoneKind.BODY:
            found = find_dateline(part.paragraph)
            if found or part.paragraph.is_prose:
                return found
    return None


def _zones(parts: Sequence[Part], dateline: Dateline | None) -> Iterator[Zone]:
    """Zones in order: captions, titles and the dateline one by one, other neighbours of a kind together."""
    spans: list[tuple[ZoneKind, Span]] = []
    words = dateline.span if dateline else None
    for part in parts:
        for span in _cut(part.paragraph, dateline):
            last = spans[-1] if spans else None
            if last and last[0] is part.kind and part.kind not in _ALONE and words not in (span, last[1]):
                spans[-1] = (part.kind, last[1].cover(span))
            else:
                spans.append((part.kind, span))
    credits_of = {part.paragraph.span: credit(part.paragraph) for part in parts if part.kind is ZoneKind.CAPTION}
    return (Zone(kind, span, credits_of.get(span)) for kind, span in spans)


def _cut(paragraph: Paragraph, dateline: Dateline | None) -> list[Span]:
    """A paragraph in one piece, or its dateline and the rest."""
    span = paragraph.span
    if dateline is None or not span.contains(dateline.span):
        return [span]
    left = len(paragraph.plain[dateline.span.end - span.start :].lstrip())
    return [dateline.span, Span(span.end - left, span.end)] if left else [span]


def _said(says: Sequence[tuple[str, str]], name: str) -> str | None:
    """The first words that furniture says under a name."""
    return next((" ".join(words.split()) for key, words in says if key == name and words), None)


def _publisher(says: Sequence[tuple[str, str]]) -> str | None:
    """The publisher where the page's own lines force one: they name one, it is no agency, and no other line names another."""
    names = [" ".join(words.split()) for key, words in says if key == "publisher"]
    kept = {name.casefold(): name for name in names if not _NOT_PUBLISHERS.match(name) and agency_in(name) is None}
    return next(iter(kept.values())) if len(kept) == 1 else None


def _agency(text: str, dateline: Dateline | None, byline: str | None, source: str | None) -> str | None:
    if dateline and dateline.agency:
        return agency_name(dateline.agency.of(text))
    return (agency_in(byline) if byline else None) or (agency_in(source) if source else None)


def _one_line(words: str) -> str:
    return " ".join(words.split())
