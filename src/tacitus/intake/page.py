"""An HTML page as a tree, or why it is none. The only file that parses markup."""

import re
from typing import Any

from tacitus.intake.refused import Refused
from tacitus.settings import Limits

Tree = Any  # lxml.html.HtmlElement: lxml has no types
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BY_NUMBER = re.compile(r"&#(x[0-9a-f]{1,9}|\d{1,9});?", re.IGNORECASE)
MOST_ATTRIBUTES = 1000  # of one tag; the parser's time grows with their square
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DEAD = ("script", "style", "noscript", "template", "svg", "iframe", "object")


def parse_page(markup: str, limits: Limits) -> Tree | Refused:
    """The tree of a page. libxml2 stops at 2,048 tags inside one another; what is deeper than `html_depth` is refused."""
    from lxml import etree, html

    if any(len(_QUOTED.sub("", tag).split()) > MOST_ATTRIBUTES for tag in _LONG_TAG.findall(markup)):
        return Refused(f"its markup has a tag with more than {MOST_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_without_controls(markup).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        return Refused(f"no page can be made of its markup: {error}")
    if any("depth" in str(entry.message) for entry in parser.error_log) or too_deep(tree, limits.html_depth):
        return Refused(f"its markup has more than {limits.html_depth} tags inside one another")
    return tree


def _without_controls(markup: str) -> str:
    """The markup without characters that a tree cannot hold, whether written as such or by number."""
    return _BY_NUMBER.sub(lambda hit: hit[0] if _is_kept(hit[1]) else " ", _CONTROL.sub(" ", markup))


def _is_kept(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code < 0x110000 and not 0xD800 <= code < 0xE000 and not _CONTROL.match(chr(code))


def too_deep(tree: Tree, most: int) -> bool:
    """Whether tags stand more than `most` deep; walks without recursion."""
    level = [tree]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def words_of(element: Tree) -> str:
    """The text of an element and all in it, on one line, without scripts."""
    return one_line(" ".join(str(part) for part in element.itertext() if _is_shown(part)))


def _is_shown(part: Any) -> bool:
    parent = part.getparent() if hasattr(part, "getparent") else None
    return parent is None or part.is_tail or parent.tag not in _DEAD


def one_line(text: str) -> str:
    """Runs of white space as one space; no-break spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")
