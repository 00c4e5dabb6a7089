"""What a page says of itself: JSON-LD, then meta elements, then marked-up times. Published and modified are kept apart."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus.intake.days import Stated, stated
from tacitus.intake.page import Tree, one_line, words_of
from tacitus.rules.table import load_rows

TABLE = "metadata.toml"
_DATE = "datepublished"
_DEEPEST, _LONGEST_BYLINE = 12, 160
_BRANCHES = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")

Json = Any


@dataclass(frozen=True, slots=True)
class Names:
    """A row of metadata.toml: names that mean the same, the best first."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """`published` is where the page says it, its words, and what they mean."""

    title: str | None = None
    section: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: tuple[str, str, Stated] | None = None
    modified: str | None = None


def read_metadata(tree: Tree) -> Metadata:
    """The page's own word, each from the first place that gives it."""
    ordered = sorted((thing for thing in _things(tree) if _rank(thing) < 2), key=_rank)
    nodes = {str(thing["@id"]): thing for thing in _things(tree) if "@id" in thing and len(thing) > 1}
    metas = _metas(tree)
    titles = (_text(thing.get("headline") or thing.get("name")) for thing in ordered if _rank(thing) == 0)
    publishers = (_named(thing.get("publisher"), nodes) for thing in ordered)
    authors = (_authors(thing.get("author"), nodes) for thing in ordered)
    return Metadata(
        title=_first(titles) or _meta(metas, "title"),
        section=_first(_text(thing.get("articleSection")) for thing in ordered) or _meta(metas, "section") or _trail(tree),
        publisher=_first(publishers) or _meta(metas, "publisher") or _item(tree, "publisher"),
        byline=_first(authors) or _meta(metas, "byline") or _item(tree, "author") or _author_line(tree),
        published=_published(ordered, metas, tree),
        modified=_modified(ordered, metas, tree),
    )


def _published(ordered: list[Mapping[str, Json]], metas: list[tuple[str, str]], tree: Tree) -> tuple[str, str, Stated] | None:
    said: list[tuple[str, str]] = [("JSON-LD datePublished", _text(thing.get("datePublished")) or "") for thing in ordered]
    said += [(f"meta {name}", words) for wanted in names("published") for name, words in metas if name == wanted]
    said += [("time element", words) for words in _times(tree, _DATE, names("published-classes"))]
    return next(((where, words, day) for where, words in said if (day := stated(words))), None)


def _modified(ordered: list[Mapping[str, Json]], metas: list[tuple[str, str]], tree: Tree) -> str | None:
    said = [_text(thing.get("dateModified")) or "" for thing in ordered]
    said += [words for wanted in names("modified") for name, words in metas if name == wanted]
    said += _times(tree, "datemodified", names("modified-classes"))
    return next((words for words in said if stated(words)), None)


def _things(tree: Tree) -> Iterator[Mapping[str, Json]]:
    """Every JSON-LD object of the page, also those in lists, graphs and one another; broken scripts are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        text = text.replace("//<![CDATA[", "").replace("//]]>", "").replace("<![CDATA[", "").replace("]]>", "")
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value)


def _objects(value: Json) -> Iterator[Mapping[str, Json]]:
    waiting: list[tuple[Json, int]] = [(value, 0)]
    while waiting:
        here, depth = waiting.pop(0)
        if depth > _DEEPEST:
            continue
        if isinstance(here, list):
            waiting += [(item, depth + 1) for item in here]
        elif isinstance(here, dict):
            yield here
            waiting += [(here[name], depth + 1) for name in _BRANCHES if name in here]


def _rank(thing: Mapping[str, Json]) -> int:
    """0 for an article, 1 for a page, 2 for everything else."""
    kinds = thing.get("@type")
    types = {str(kind).rpartition("/")[2].casefold() for kind in (kinds if isinstance(kinds, list) else [kinds])}
    return 0 if types.intersection(names("articles")) else 1 if types.intersection(names("pages")) else 2


@cache
def names(row: str) -> tuple[str, ...]:
    """The names of a row of metadata.toml."""
    return next(names.names for names in load_rows(Names, __package__, TABLE) if names.id == row)


def _text(value: Json, depth: int = 0) -> str | None:
    """A string or the first of several, on one line."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return _first(_text(item, depth + 1) for item in value)
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("name"), depth + 1)
    return (one_line(value).strip() or None) if isinstance(value, str) else None


def _named(value: Json, nodes: Mapping[str, Mapping[str, Json]], depth: int = 0) -> str | None:
    """The name of a person or an organisation given as a string, an object, a list or a reference."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return _first(_named(item, nodes, depth + 1) for item in value)
    if isinstance(value, dict):
        return _text(value.get("name")) or _text(nodes.get(str(value.get("@id")), {}).get("name"))
    words = _text(value)
    return _text(nodes[words].get("name")) if words and words in nodes else _not_address(words)


def _authors(value: Json, nodes: Mapping[str, Mapping[str, Json]]) -> str | None:
    found = [_named(item, nodes) for item in (value if isinstance(value, list) else [value])]
    return ", ".join(dict.fromkeys(name for name in found if name)) or None


def _not_address(words: str | None) -> str | None:
    return None if words is None or words.startswith(("http:", "https:", "@", "//")) else words


def _metas(tree: Tree) -> list[tuple[str, str]]:
    """Names (property, name, itemprop or http-equiv, in small letters) and contents of the meta elements."""
    found: list[tuple[str, str]] = []
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        words = one_line(meta.get("content") or "").strip()
        if words:
            found.append((name.casefold(), words))
    return found


def _meta(metas: list[tuple[str, str]], row: str) -> str | None:
    return next((words for want in names(row) for name, words in metas if name == want and _not_address(words)), None)


def _times(tree: Tree, prop: str, classes: tuple[str, ...]) -> list[str]:
    """Dates marked as such. Where only a class or the time element itself marks them, they count if all are one day."""
    marked, named, bare = [], [], []
    for element in tree.iter("time", "span", "abbr", "div", "p", "meta"):
        words = element.get("datetime") or element.get("content") or ""
        is_time = element.tag == "time" and bool(words)
        is_marked = prop in (element.get("itemprop") or "").casefold().split()
        if is_marked or (is_time and prop == _DATE and "pubdate" in element.attrib):
            marked.append(words or words_of(element))
        elif is_time and any(name in (element.get("class") or "").casefold() for name in classes):
            named.append(words)
        elif is_time and prop == _DATE:
            bare.append(words)
    return marked + _one_day(named) + _one_day(bare)


def _one_day(said: list[str]) -> list[str]:
    days = {day.days for words in said if (day := stated(words))}
    return said if len(days) == 1 else []


def _item(tree: Tree, prop: str) -> str | None:
    """The words of a microdata property, or of the name inside it."""
    for element in tree.iter():
        if isinstance(element.tag, str) and prop in (element.get("itemprop") or "").casefold().split():
            inner = next((part for part in element.iter() if part.get("itemprop") == "name"), element)
            words = _not_address(one_line(inner.get("content") or "").strip() or words_of(inner)[:120].strip())
            if words:
                return words
    return None


def _author_line(tree: Tree) -> str | None:
    """The words of an element whose class says that it is the line of the authors, without "By"."""
    for element in tree.iter("p", "div", "span", "a", "address"):
        if "byline" in (element.get("class") or "").casefold() or element.get("rel") == "author":
            words = words_of(element)
            if 0 < len(words) <= _LONGEST_BYLINE:
                return words[3:].strip() if words[:3].casefold() == "by " else words
    return None


def _trail(tree: Tree) -> str | None:
    """The last step but the page itself of a JSON-LD breadcrumb trail."""
    trail = next((thing for thing in _things(tree) if str(thing.get("@type")).casefold() == "breadcrumblist"), {})
    listed = trail.get("itemListElement")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    found = (_text(item.get("name")) or _text(item.get("item")) for item in items)
    steps = [name for name in found if _not_address(name) and name and name.casefold() not in ("home", "homepage")]
    return steps[-2] if len(steps) > 1 else None


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)
