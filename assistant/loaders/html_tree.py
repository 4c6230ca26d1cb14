"""Web pages as trees: the standard library's parser, with the end tags that people leave out.

An element deeper than ``MAX_DEPTH`` becomes a neighbour of the one above it, as in browsers: no page is too deep. What
is in such an element stays in it, and its end tag ends no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_DEPTH = 150


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
LISTS = _tags("ul ol menu dir")
BLOCKS = (
    HEADINGS
    | LISTS
    | _tags("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption")
    | _tags("figure footer form header hgroup hr html legend li main nav option p pre search section summary table")
    | _tags("tbody td tfoot th thead tr")
)
UNSEEN = _tags(
    "annotation applet audio base button canvas datalist embed head iframe input label link map meta meter noscript "
    "object optgroup option progress script select style svg template textarea title video"
)
"""Elements whose content is no text of the page, or is there to be pressed."""

_VOID = _tags("area base br col embed frame hr img input link meta param source track wbr")
_TABLE_PARTS = _tags("table thead tbody tfoot tr td th caption")
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "caption"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    **dict.fromkeys(_ROW_GROUPS, (_ROW_GROUPS | {"tr"}, frozenset({"table"}))),
}
"""For a start tag the elements that it ends, and those beyond which it ends nothing."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: its children are elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[Node]:
        """The elements right inside."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def find(self, *tags: str) -> Node | None:
        """The first element below, in order, with one of the tags."""
        return next((node for node in self.walk() if node is not self and node.tag in tags), None)


def parse(text: str) -> Node:
    """The tree of a page; whatever the text, there is one."""
    builder = _TreeBuilder()
    builder.feed(text)
    builder.close()
    return builder.root


class _TreeBuilder(HTMLParser):
    """Builds the tree while the parser reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ends, limits = _CLOSES.get(tag, (frozenset(), frozenset()))
        if ends:
            self._close(ends, limits)
        elif tag in BLOCKS:
            self._close(frozenset({"p"}), BLOCKS)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[min(len(self._open), MAX_DEPTH) - 1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._open[-1].tag == tag and tag not in BLOCKS:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        limits = frozenset({"table"}) if tag in _TABLE_PARTS else _TABLE_PARTS
        self._close(frozenset({tag}), limits - {tag})

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close(self, ends: frozenset[str], limits: frozenset[str]) -> None:
        """End the innermost open element of some tags, and those inside it; not beyond a limit or a great many."""
        for position in range(len(self._open) - 1, max(0, len(self._open) - MAX_DEPTH), -1):
            if self._open[position].tag in ends:
                del self._open[position:]
                return
            if self._open[position].tag in limits:
                return
