"""An HTML page's report as text: title, paragraphs, quotations, lists and tables in order, captions known as such.

Extraction is trafilatura's. A caption is handed to it as a paragraph with a mark, so that it keeps its place among the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.intake.metadata import Metadata
from tacitus.intake.page import Tree, one_line, words_of
from tacitus.intake.refused import Refused
from tacitus.model.document import Zone, ZoneKind
from tacitus.model.span import Span

MARK = "\ue000"  # a private character: taken out of every page first, so that only we set it
_LONGEST_CAPTION = 900  # characters
_TITLE_PLACE = 4  # blocks within which the title stands
_SUFFIXES = (" | ", " - ", " – ", " — ", " :: ", " » ")
_CONTAINERS = frozenset({"body", "div", "quote", "section", "article", "main"})
_BREAKS = frozenset({"lb", "br"})


@dataclass(frozen=True, slots=True)
class Body:
    """The text, its title, and the zones that the markup itself shows."""

    text: str
    title: str | None
    zones: tuple[Zone, ...]


def read_body(tree: Tree, metadata: Metadata) -> Body | Refused:
    """The report on a page. The tree is changed: captions become paragraphs."""
    from trafilatura import bare_extraction  # half a second to import: only where there is a page

    title = metadata.title or _heading(tree) or _window_title(tree, metadata.publisher)
    _mark_captions(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    content: Tree = getattr(found, "body", None)
    lines = [line for block in _blocks(content) for line in _lines(block)] if content is not None else []
    if not any(line.strip(MARK) for line in lines):
        return Refused("no report was found on the page")
    return _composed(lines, title.replace(MARK, "") if title else None)


def _heading(tree: Tree) -> str | None:
    """The page's first-level heading, where it has exactly one."""
    headings = [words for element in tree.iter("h1") if (words := words_of(element))]
    return headings[0] if len(headings) == 1 else None


def _window_title(tree: Tree, publisher: str | None) -> str | None:
    """The title element, without the site's name behind it."""
    title = next((words for element in tree.iter("title") if (words := words_of(element))), None)
    for mark in _SUFFIXES if title else ():
        start, found, end = (title or "").rpartition(mark)
        if found and (end.casefold() == (publisher or "").casefold() or (len(end.split()) <= 4 < len(start.split()))):
            return start.strip()
    return title


def _mark_captions(tree: Tree) -> None:
    """Every caption becomes a marked paragraph before its figure; a figure with nothing else to say goes."""
    found = [element for element in tree.iter("figcaption", "p", "div", "span", "dd") if _is_caption(element)]
    for element in found:
        words = words_of(element).replace(MARK, "")
        figure = next(element.iterancestors("figure"), element)
        if not words or len(words) > _LONGEST_CAPTION or figure.getparent() is None:
            continue
        paragraph = element.makeelement("p")
        paragraph.text = MARK + words
        figure.addprevious(paragraph)
        element.drop_tree()
        if figure is not element and not words_of(figure):
            figure.drop_tree()


def _is_caption(element: Tree) -> bool:
    return element.tag == "figcaption" or "caption" in (element.get("class") or "").casefold()


def _blocks(element: Tree) -> Iterator[str]:
    """The blocks of trafilatura's tree as text; lines within one are parted by a line feed."""
    if element.tag not in _CONTAINERS:
        yield {"table": _table, "list": _list}.get(element.tag, _inline)(element)
        return
    loose = element.text or ""
    for child in element:
        if child.tag in _BREAKS or child.tag in ("hi", "ref", "del"):
            loose += _inline(child) if child.tag not in _BREAKS else "\n"
        else:
            yield loose
            yield from _blocks(child)
            loose = ""
        loose += child.tail or ""
    yield loose


def _list(element: Tree) -> str:
    return "\n".join(f"- {one_line(_inline(item))}" for item in element.iter("item") if _inline(item).strip())


def _table(element: Tree) -> str:
    """One line a row, the cells parted by a bar."""
    rows = ([one_line(_inline(cell)) for cell in row.iter("cell")] for row in element.iter("row"))
    return "\n".join(" | ".join(cell for cell in cells if cell) for cells in rows)


def _inline(element: Tree) -> str:
    """The words of an element and all in it; a break is a line feed."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts += ["\n" if child.tag in _BREAKS else child.text or "", child.tail or ""]
    return "".join(parts)


def _lines(block: str) -> Iterator[str]:
    """A block's lines with single spaces; items and rows stay together as one entry."""
    lines = [one_line(line).strip() for line in block.split("\n")]
    kept = [line for line in lines if line.strip(MARK)]
    if kept and all(line.startswith("- ") or " | " in line for line in kept):
        yield "\n".join(kept)
    else:
        yield from kept


def _composed(lines: list[str], title: str | None) -> Body:
    """Blocks joined by blank lines. The title comes first unless it stands among the first of them."""
    wanted = _folded(title) if title else None
    place = next((number for number, line in enumerate(lines[:_TITLE_PLACE]) if wanted and _folded(line) == wanted), None)
    if title and place is None:
        lines, place = [title, *lines], 0
    parts: list[str] = []
    zones: list[Zone] = []
    at = 0
    for number, line in enumerate(lines):
        words = line.replace(MARK, "").strip()
        if not words:
            continue
        kind = ZoneKind.TITLE if number == place else ZoneKind.CAPTION if line.startswith(MARK) else None
        if kind:
            zones.append(Zone(kind, Span(at, at + len(words))))
        parts.append(words)
        at += len(words) + 2
    return Body("\n\n".join(parts) + "\n", title, tuple(zones))


def _folded(words: str) -> str:
    return " ".join(words.replace(MARK, "").casefold().split())
