"""Which part of a web page is the article: navigation, banners, notices about cookies and footers are left out.

The rules look at what elements are, at their roles and at the words in their names; none drops what holds a large
share of the page's words or its main heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.loaders.boilerplate import boilerplate, is_navigation
from assistant.loaders.html_table import is_grid
from assistant.loaders.html_tree import BLOCKS, HEADINGS, UNSEEN, Node
from assistant.text import squeeze, tokens

LARGE_SHARE = 0.4
"""An element that holds this share of the page's words is the article or around it, whatever its name says."""
LINKED_SHARE = 0.6
MAIN_SHARE = 0.05
ARTICLE_SHARE = 0.5
NOTICE_WORDS = 90
CALL_WORDS = 5
MENU_LINKS, MENU_WORDS = 3, 4

_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SIGN = re.compile(r"[^\w\s]\ufe0e?\s?\d{0,2}")
_REFERENCE = re.compile(r"\[?\w{1,3}\]?")
_WITH_ID = frozenset({"aside", "div", "form", "header", "ol", "section", "table", "ul"})
_WITH_CLASS = _WITH_ID | {"a", "center", "figure", "p", "span"}


@dataclass(frozen=True, slots=True)
class _Size:
    """Words, words in links, whether the main part or the main heading is there, and the first heading."""

    words: int
    linked: int
    main: bool
    heading: Node | None = None


def article_of(root: Node) -> Node:
    """A tree that holds the article alone."""
    page = _Page(root)
    body = root.find("body") or root
    pruned = page.pruned(body, inside=False) or Node("body")
    return page.main_part(pruned)


class _Page:
    """Prunes one page."""

    def __init__(self, root: Node) -> None:
        self.sizes: dict[int, _Size] = {}
        self._tables: list[Node] = []
        self._measure(root)
        self.total = max(1, self.sizes[id(root.find("body") or root)].words)

    def _measure(self, root: Node) -> None:
        """Count words, and words in links, of every element, the inner ones first."""
        for node in reversed(list(root.walk())):
            if node.tag in UNSEEN:
                self.sizes[id(node)] = _Size(0, 0, main=False)
                continue
            words = sum(len(child.split()) for child in node.children if isinstance(child, str))
            inner = [self.sizes[id(child)] for child in node.elements()]
            words += sum(size.words for size in inner)
            linked = words if node.tag == "a" else sum(size.linked for size in inner)
            main = node.tag in ("main", "h1") or any(size.main for size in inner)
            first = node if node.tag in HEADINGS else next((size.heading for size in inner if size.heading), None)
            self.sizes[id(node)] = _Size(words, linked, main, first)

    def pruned(self, node: Node, *, inside: bool) -> Node | None:
        """A copy of an element without what is no part of the article; ``inside`` an article already."""
        if node.tag in UNSEEN or self._is_dropped(node, inside):
            return None
        inside = inside or node.tag in ("main", "article") or node.attributes.get("role") == "main"
        copy = Node(node.tag, node.attributes)
        if node.tag == "table":
            self._tables.append(node)
        elsewhere = False
        for place, child in enumerate(node.children):
            if isinstance(child, Node):
                elsewhere = (
                    _heads_elsewhere(child)
                    or self._heads_contents(child, node.children, place + 1)
                    or (elsewhere and self._is_linked(child))
                )
            kept = child if isinstance(child, str) else self.pruned(child, inside=inside)
            if kept is not None and not (elsewhere and isinstance(child, Node)):
                copy.children.append(kept)
        self.sizes[id(copy)] = self.sizes[id(node)]
        if node.tag == "table":
            self._tables.pop()
        return copy

    def main_part(self, body: Node) -> Node:
        """The element that the page itself calls its main part, with the page's main heading; or all of it."""
        self._measure(body)
        total = max(1, self.sizes[id(body)].words)
        for found, share in ((_marked_main(body), MAIN_SHARE), (_only_article(body), ARTICLE_SHARE)):
            if found is not None and self.sizes[id(found)].words >= share * total:
                return _with_main_heading(body, found)
        return body

    def _is_dropped(self, node: Node, inside: bool) -> bool:
        if _is_hidden(node) or _is_sign(node):
            return True
        size = self.sizes[id(node)]
        if node.tag in ("body", "main", "article") or size.main or size.words > LARGE_SHARE * self.total:
            return False
        if node.tag in ("nav", "form", "search") or node.attributes.get("role", "").casefold() in boilerplate("roles"):
            return True
        if node.tag == "td" and self._is_menu(node):
            return True
        if node.tag in ("footer", "aside", "header") and not inside and not _is_note(node):
            return True
        return (
            self._is_named_so(node, inside)
            or self._is_notice(node)
            or self._is_call(node)
            or self._leads_elsewhere(node)
        )

    def _is_named_so(self, node: Node, inside: bool) -> bool:
        if node.tag not in _WITH_CLASS:
            return False
        words = _name_words(node.attributes.get("class", ""))
        if node.tag in _WITH_ID:
            words |= _id_words(node)
        if words & boilerplate("names"):
            return True
        if node.tag not in _WITH_ID:
            return False
        return bool(words & boilerplate("doubtful_names")) and (not inside or self._is_linked(node))

    def _is_menu(self, cell: Node) -> bool:
        """Whether a cell of a table that arranges the page holds links and nothing else."""
        size = self.sizes[id(cell)]
        if not self._tables or size.linked < size.words or not size.words:
            return False
        links = sum(node.tag == "a" for node in cell.walk())
        return links >= MENU_LINKS and size.words <= MENU_WORDS * links and not is_grid(self._tables[-1])

    def _heads_contents(self, node: Node, children: Sequence[Node | str], after: int) -> bool:
        """Whether an element is a heading such as "Table of contents" above nothing but links to places on the page.

        ``after`` is the place, among the children of the element around it, of what follows it.
        """
        if node.tag not in HEADINGS or _words(node) not in boilerplate("contents"):
            return False
        below = next((child for child in islice(children, after, None) if isinstance(child, Node)), None)
        links = [] if below is None else [inner for inner in below.walk() if inner.tag == "a"]
        within = all(link.attributes.get("href", "").startswith("#") for link in links)
        return below is not None and len(links) >= MENU_LINKS and within and self._is_linked(below)

    def _is_linked(self, node: Node) -> bool:
        size = self.sizes[id(node)]
        return size.linked > LINKED_SHARE * size.words

    def _is_notice(self, node: Node) -> bool:
        """Whether an element tells of cookies and asks for consent."""
        if not 0 < self.sizes[id(node)].words <= NOTICE_WORDS or node.tag not in _WITH_ID:
            return False
        pressed = (child for child in node.walk() if child.tag in ("button", "a"))
        if not any(_words(child) in boilerplate("consent") for child in pressed):
            return False
        return "cookie" in _words(node)

    def _is_call(self, node: Node) -> bool:
        """Whether an element is a line of navigation, such as "Back to top"."""
        few = 0 < self.sizes[id(node)].words <= CALL_WORDS
        return few and node.tag in BLOCKS - HEADINGS and is_navigation(squeeze(_text(node)))

    def _leads_elsewhere(self, node: Node) -> bool:
        """Whether an element begins with a heading above what leads to other pages, and has no other of its rank."""
        first = self.sizes[id(node)].heading
        if node.tag not in _WITH_ID or first is None or not _heads_elsewhere(first):
            return False
        others = (inner for inner in node.walk() if inner.tag in HEADINGS and inner is not first)
        return all(inner.tag > first.tag for inner in others)


def _heads_elsewhere(node: Node) -> bool:
    """Whether an element is a heading above what leads to other pages, such as "Related articles"."""
    return node.tag in HEADINGS and _words(node) in boilerplate("elsewhere")


def _name_words(names: str) -> set[str]:
    return {word.casefold() for word in _NAME.findall(names)}


def _id_words(node: Node) -> set[str]:
    """The words of an element's id, unless it is made of the heading inside: such an id names a section."""
    words = _name_words(node.attributes.get("id", ""))
    heading = node.find(*HEADINGS) if words else None
    return set() if heading is not None and words <= _name_words(_text(heading)) else words


def _is_hidden(node: Node) -> bool:
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def _is_note(node: Node) -> bool:
    """Whether an element is a note of a book."""
    return "note" in f"{node.attributes.get('epub:type', '')} {node.attributes.get('role', '')}"


def _is_sign(node: Node) -> bool:
    """Whether an element is a link made of a sign, or the number of a note."""
    if node.tag == "sup":
        links = list(node.elements())
        return len(links) == 1 and links[0].tag == "a" and _REFERENCE.fullmatch(squeeze(_text(node))) is not None
    if node.tag == "a" and "noteref" in f"{node.attributes.get('epub:type', '')} {node.attributes.get('role', '')}":
        return _REFERENCE.fullmatch(squeeze(_text(node))) is not None
    return node.tag == "a" and _SIGN.fullmatch(squeeze(_text(node))) is not None


def _marked_main(body: Node) -> Node | None:
    return next((node for node in body.walk() if node.tag == "main" or node.attributes.get("role") == "main"), None)


def _only_article(body: Node) -> Node | None:
    found = [node for node in body.walk() if node.tag == "article"]
    return found[0] if len(found) == 1 else None


def _with_main_heading(body: Node, main: Node) -> Node:
    """The main part, below the page's only main heading where that stands outside of it."""
    titles = [node for node in body.walk() if node.tag == "h1"]
    if len(titles) != 1 or any(node is titles[0] for node in main.walk()):
        return main
    return Node("body", {}, [titles[0], main])


def _text(node: Node) -> str:
    return "".join(_texts(node))


def _texts(node: Node) -> Iterator[str]:
    for element in node.walk():
        yield from (child for child in element.children if isinstance(child, str))


def _words(node: Node) -> str:
    return " ".join(token.word for token in tokens(_text(node)))
