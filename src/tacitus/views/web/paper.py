"""A page as a file of its own: nothing in it asks for anything, runs, or leads anywhere but to another place of the page.

What is said on the page stays; what is there to be used (forms, buttons, menus, scripts) goes, links into the app become words, and
a map becomes a picture.
"""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

_GONE = frozenset(
    {"script", "form", "button", "input", "select", "option", "datalist", "textarea", "link", "noscript", "iframe", "object"}
    | {"embed", "template", "dialog", "img", "video", "audio", "base", "source"}
)
_UNUSED = frozenset({"skip", "keys", "toggle", "again", "done", "judging", "mapnote", "nosave"})
"""Classes of what is there to be used."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_DRAWN = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs"}
    | {"marker", "pattern", "lineargradient", "stop", "clippath", "use"}
)
_SVG_NAMES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio", "markerwidth": "markerWidth"}
_DROPPED = ("on", "hx-", "data-")
_ATTRIBUTES = frozenset({"src", "srcset", "action", "formaction", "href", "xlink:href", "download", "rel", "target", "ping"})
_POINTING = frozenset({"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list"})
Attributes = list[tuple[str, str | None]]


def paper(html: str, style: Callable[[str], str], picture: Callable[[str, str], str]) -> str:
    """The page as it is kept. `style` gives the rules of a style sheet by its address, `picture` a map by the address of its areas
    and what it is called."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    made = _Paper(seen.ids, "".join(style(href) for href in seen.sheets), picture)
    made.feed(html)
    made.close()
    return "".join(made.parts)


class _Seen(HTMLParser):
    """The places that a link may lead to, and the style sheets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.sheets: list[str] = []
        self._gone = _Gone()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        told = dict(attrs)
        if tag == "link" and told.get("rel") == "stylesheet" and told.get("href"):
            self.sheets.append(str(told["href"]))
        if not self._gone.begins(tag, told) and told.get("id"):
            self.ids.add(str(told["id"]))

    def handle_endtag(self, tag: str) -> None:
        self._gone.ends(tag)


class _Gone:
    """Whether what is read now is left out: from the element that is, until it ends."""

    def __init__(self) -> None:
        self._tag, self._depth = "", 0

    @property
    def inside(self) -> bool:
        return self._depth > 0

    def begins(self, tag: str, told: dict[str, str | None]) -> bool:
        if self._depth:
            self._depth += tag == self._tag and tag not in _VOID
            return True
        classes = set((told.get("class") or "").split())
        if tag in _GONE or classes & _UNUSED or (tag == "nav" and "pager" not in classes):
            self._tag, self._depth = tag, int(tag not in _VOID)
            return True
        return False

    def ends(self, tag: str) -> bool:
        inside = self._depth > 0
        self._depth -= inside and tag == self._tag
        return inside


class _Paper(HTMLParser):
    """Writes the page anew."""

    def __init__(self, ids: set[str], styles: str, picture: Callable[[str, str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._ids, self._styles, self._picture = ids, styles, picture
        self._gone = _Gone()
        self._links: list[str] = []
        self._svg = 0
        self._map = 0  # how deep within the element that a picture stands for
        self._pager = False

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        told = dict(attrs)
        if self._map:
            self._map += tag not in _VOID
        elif tag == "a" and (self._pager or (told.get("href") or "").startswith("/api/")):
            self._mute()
        elif not self._gone.begins(tag, told):
            self._open(tag, attrs, told)

    def _mute(self) -> None:
        """A link that is no words of the page: it goes with what parts it from those before."""
        self._links.append("")
        if self.parts and self.parts[-1].rstrip().endswith("·"):
            self.parts[-1] = self.parts[-1].rstrip().removesuffix("·").rstrip()

    def _open(self, tag: str, attrs: Attributes, told: dict[str, str | None]) -> None:
        address = told.get("data-areas")
        if address and tag not in _VOID:
            label = told.get("aria-label") or "Map"
            self.parts.append(f'<figure class="map">{self._picture(address, label)}</figure>')
            self._map = 1
            return
        if tag == "nav":
            self._pager, tag = True, "p"
        self._svg += tag == "svg"
        name = self._link(told) if tag == "a" else tag
        self.parts.append(f"<{name}{self._attributes(name, attrs)}>")
        if tag == "head":
            self.parts.append(f"\n<style>\n{self._styles}</style>")

    def _link(self, told: dict[str, str | None]) -> str:
        """What a link becomes: it stays one where it leads to a place that is on the page."""
        inside = (told.get("href") or "").startswith("#") and (told.get("href") or "")[1:] in self._ids
        name = "a" if inside else "g" if self._svg else "span"
        self._links.append(name)
        return name

    def _attributes(self, tag: str, attrs: Attributes) -> str:
        return "".join(self._attribute(name, value) for name, value in attrs if self._stays(tag, name, value))

    def _stays(self, tag: str, name: str, value: str | None) -> bool:
        if tag == "a" and name == "href":
            return True
        if name in _POINTING:
            return all(word in self._ids for word in (value or "").split())
        if tag in ("span", "g", "p") and name in ("aria-label", "aria-current", "tabindex"):
            return False
        return name == "data-theme" or (name not in _ATTRIBUTES and not name.startswith(_DROPPED))

    def _attribute(self, name: str, value: str | None) -> str:
        name = _SVG_NAMES.get(name, name)
        return f" {name}" if value is None else f' {name}="{escape(value)}"'

    def handle_endtag(self, tag: str) -> None:
        if self._map:
            self._map -= 1
        elif tag == "a" and self._links and not self._links[-1]:
            self._links.pop()
        elif not self._gone.ends(tag):
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag == "a" and self._links:
            tag = self._links.pop()
        if tag == "nav":
            self._pager, tag = False, "p"
        self._svg -= tag == "svg"
        self.parts.append(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """What is closed as it opens: shapes of a drawing."""
        if self._map or self._gone.inside or tag in _GONE or tag == "a":
            return
        closing = "/" if tag in _DRAWN else ""
        self.parts.append(f"<{tag}{self._attributes(tag, attrs)}{closing}>")
        if tag not in _VOID and not closing:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not (self._map or self._gone.inside or (self._links and not self._links[-1])):
            self.parts.append(escape(data, quote=False))
