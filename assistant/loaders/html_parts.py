"""The parts of an article in HTML: headings, paragraphs, lists, definitions, tables and listings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.loaders.builder import PSEUDO_HEADING_LEVEL, reads_as_heading
from assistant.loaders.by_hand import put_together
from assistant.loaders.html_table import cell_rows, is_grid, is_pairs
from assistant.loaders.html_tree import BLOCKS, HEADINGS, LISTS, Node
from assistant.loaders.parts import BULLET, Code, Grid, Heading, Item, Listing, Paragraph, Part, SectionEnd, labelled

_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_BOLD = frozenset({"b", "strong"})
_BREAK = "\n"


def html_parts(node: Node) -> Iterator[Part]:
    """The parts of an element in reading order."""
    return put_together(_Walk().parts(node))


@dataclass(slots=True)
class _Running:
    """Running text that is being collected: its pieces, and whether each is bold."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)

    def take(self) -> Iterator[Part]:
        """The paragraph, or a heading where a few bold words are all there is; then it is empty."""
        text = _tidy("".join(piece for piece, _ in self.pieces))
        bold = all(is_bold for piece, is_bold in self.pieces if piece.strip())
        self.pieces.clear()
        if text and bold and reads_as_heading(text):
            yield Heading(text, PSEUDO_HEADING_LEVEL)
        elif text:
            yield Paragraph(text)


class _Walk:
    """Walks over the elements; inline ones go on with the paragraph that is open, others end it."""

    def __init__(self) -> None:
        self.running = _Running()

    def parts(self, node: Node) -> Iterator[Part]:
        yield from self._inside(node, bold=False)
        yield from self.running.take()

    def _inside(self, node: Node, *, bold: bool) -> Iterator[Part]:
        for child in node.children:
            if isinstance(child, str):
                self.running.pieces.append((_SPACE.sub(" ", child), bold))
            elif child.tag == "br":
                self.running.pieces.append((_BREAK, bold))
            elif child.tag not in BLOCKS:
                yield from self._inside(child, bold=bold or child.tag in _BOLD)
            else:
                yield from self.running.take()
                yield from self._block(child)
                yield from self.running.take()

    def _block(self, node: Node) -> Iterator[Part]:
        if node.tag in HEADINGS:
            yield Heading(running_text(node).replace(_BREAK, " "), int(node.tag[1]))
        elif node.tag == "summary":
            yield Heading(running_text(node).replace(_BREAK, " "), PSEUDO_HEADING_LEVEL)
        elif node.tag == "details":
            yield from self._inside(node, bold=False)
            yield from self.running.take()
            yield SectionEnd(PSEUDO_HEADING_LEVEL)
        elif node.tag == "pre":
            yield Code(_verbatim(node))
        elif node.tag in LISTS and _is_list(node):
            yield Listing(tuple(_items(node, 0)))
        elif node.tag == "dl":
            yield from _definitions(node)
        elif node.tag == "table" and is_grid(node):
            yield from _table(node)
        else:
            yield from self._inside(node, bold=False)


def running_text(node: Node, skipped: frozenset[str] = frozenset()) -> str:
    """The words of an element in one stretch, a line for each block in it; elements of some tags left out."""
    return _tidy("".join(_pieces(node, skipped)))


def _pieces(node: Node, skipped: frozenset[str]) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield _SPACE.sub(" ", child)
        elif child.tag == "br":
            yield _BREAK
        elif child.tag == "pre":
            yield f"{_BREAK}{_verbatim(child)}{_BREAK}"
        elif child.tag not in skipped:
            edge = _BREAK if child.tag in BLOCKS else ""
            yield edge
            yield from _pieces(child, skipped)
            yield edge


def _tidy(text: str) -> str:
    """Runs of spaces as one, none beside a line end, no empty lines."""
    return _AROUND_BREAK.sub(_BREAK, re.sub(" {2,}", " ", text)).strip(" \n")


def _verbatim(node: Node) -> str:
    return "".join(
        child if isinstance(child, str) else (_BREAK if child.tag == "br" else _verbatim(child))
        for child in node.children
    )


def _is_list(node: Node) -> bool:
    """Whether the items are items: those that hold headings or tables are parts of the page."""
    return not any(inner.tag in HEADINGS or inner.tag in ("table", "dl") for inner in node.walk())


def _items(node: Node, level: int) -> Iterator[Item]:
    """The items of a list; text after a list inside an item goes on as another item of the outer one."""
    number = _start(node)
    for child in node.children:
        if isinstance(child, str):  # text that is in no item
            own = running_text(Node("li", {}, [child]))
            yield from [Item(own, level)] if own else []
            continue
        if child.tag in LISTS:
            yield from _items(child, level + 1)
            continue
        mark = f"{number}." if node.tag == "ol" else BULLET
        number += 1
        for own, inner in _split(child):
            if own:
                yield Item(own, level, mark)
            if inner is not None:
                yield from _items(inner, level + 1)


def _start(node: Node) -> int:
    start = node.attributes.get("start", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1


def _split(item: Node) -> Iterator[tuple[str, Node | None]]:
    """The text of an item up to each list inside it, with that list, and what comes after the last."""
    held = Node("li")
    waiting: list[Node | str] = list(reversed(item.children))
    while waiting:
        child = waiting.pop()
        if isinstance(child, Node) and child.tag in LISTS:
            yield running_text(held), child
            held = Node("li")
        elif isinstance(child, Node) and child.tag in BLOCKS and child.find(*LISTS) is not None:
            waiting += [_BREAK, *reversed(child.children), _BREAK]
        else:
            held.children.append(child)
    text = running_text(held)
    if text:
        yield text, None


def _definitions(node: Node) -> Iterator[Part]:
    """A list of definitions as items "term: definition"; questions among the terms are headings."""
    pairs = list(_pairs(node))
    if any(term.endswith("?") for term, _ in pairs) or any(_holds_parts(d) for _, d in pairs if d is not None):
        for term, definition in pairs:
            yield Heading(term.replace(_BREAK, " "), PSEUDO_HEADING_LEVEL)
            if definition is not None:
                yield from html_parts(definition)
        return
    yield Listing(tuple(Item(labelled(term, running_text(d) if d is not None else "")) for term, d in pairs))


def _pairs(node: Node) -> Iterator[tuple[str, Node | None]]:
    """Each term with its definition; several terms in a row share one, several definitions are one."""
    terms: list[str] = []
    definition = Node("dd")
    for child in _members(node):
        if isinstance(child, Node) and child.tag == "dt":
            if definition.children:
                yield ", ".join(terms), definition
                terms, definition = [], Node("dd")
            terms.append(running_text(child))
        else:
            own = child.children if isinstance(child, Node) and child.tag == "dd" else [child]
            definition.children += [_BREAK, *own]
    if terms or definition.children:
        yield ", ".join(terms), definition if definition.children else None


def _members(node: Node) -> Iterator[Node | str]:
    """Terms, definitions, and what is in neither; those of a list inside one of them are left to it."""
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield child
        elif child.tag in ("dt", "dd") or child.find("dt", "dd") is None:
            yield child
        else:
            yield from _members(child)


def _holds_parts(node: Node) -> bool:
    return node.find("pre", "dl", "table", *LISTS) is not None


def _table(node: Node) -> Iterator[Part]:
    caption = next((child for child in node.elements() if child.tag == "caption"), None)
    if caption is not None:
        yield Paragraph(running_text(caption))
    cells = cell_rows(node)
    rows: Sequence[Sequence[str]] = [[running_text(cell) if cell else "" for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    if is_pairs(cells):
        yield Listing(tuple(Item(labelled(label, text)) for label, text in rows))
    elif len(rows) > 1:
        yield Grid(tuple(tuple(row) for row in rows))
    else:
        yield from (Paragraph(" ".join(filter(None, row))) for row in rows)
