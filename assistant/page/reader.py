"""Documents for reading: the blocks of a document as HTML, with a stretch of it marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.page.escape import as_html
from assistant.page.excerpt import INSIDE, unfenced
from assistant.page.markup import table
from assistant.page.numbered import counts_up, number_before
from assistant.text import FILLER, blank
from assistant.types import Document, Span

BEFORE = 600
AFTER = 1800
"""About how many characters are shown before and after a quote: with the quote, what a screen holds."""

_MARK_ID = "quote"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Window:
    """Some of a document's outermost blocks, by their positions, and whether there are more before and after."""

    blocks: tuple[int, ...]
    more_before: bool
    more_after: bool


def outermost(document: Document) -> tuple[int, ...]:
    """The positions of the blocks that are in no other block."""
    return tuple(n for n, block in enumerate(document.blocks) if block.kind not in INSIDE)


def window(document: Document, span: Span, before: int = BEFORE, after: int = AFTER) -> Window:
    """The blocks that hold a span, with their neighbours: back to the heading above if it is near, and on from there.

    Neighbours are taken while they add no more than ``before`` and ``after`` characters; a heading that would come
    last is left to what follows it.
    """
    every = outermost(document)
    holding = [n for n, block in enumerate(every) if _overlap(document.blocks[block].span, span)]
    first, last = (holding[0], holding[-1]) if holding else (0, 0)
    start, end = first, last
    room = before
    while start > 0 and (room := room - _length(document, every[start - 1])) >= 0:
        start -= 1
        if document.blocks[every[start]].kind == "heading":
            break
    room = after
    while end + 1 < len(every) and (room := room - _length(document, every[end + 1])) >= 0:
        end += 1
    while end > last and document.blocks[every[end]].kind == "heading":
        end -= 1
    return Window(every[start : end + 1], start > 0, end + 1 < len(every))


def pages(document: Document, characters: int = 12_000) -> list[tuple[int, ...]]:
    """The outermost blocks in parts of about so many characters, none of which ends with a heading."""
    found: list[list[int]] = [[]]
    size = 0
    for position in outermost(document):
        if size > characters and document.blocks[found[-1][-1]].kind != "heading":
            found.append([])
            size = 0
        found[-1].append(position)
        size += _length(document, position)
    return [tuple(part) for part in found]


def page_begins(document: Document, blocks: Iterable[int]) -> dict[int, int]:
    """For each of some blocks with which a page begins, the number of the page, from 1; the first begins one."""
    found: dict[int, int] = {}
    for position in blocks:
        number = document.page_at(document.blocks[position].span.start)
        if number is not None and number not in found.values():
            found[position] = number
    return found


def to_html(
    document: Document,
    blocks: Iterable[int],
    marked: Span | None = None,
    top: int = 3,
    above: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """Blocks as HTML: headings, paragraphs, lists, tables and code, the span marked, the first mark with an id.

    Text is escaped; markup of the document itself (emphasis, links) is left out. ``top`` is the level in HTML of the
    first heading: the page's own title comes before it, and beside the conversation that of the panel. No level is
    left out, whatever the document does. ``above``: HTML to put above some of the blocks.
    """
    writer = _Writer(document, marked, top)
    return "".join(above.get(position, "") + writer.block(position) for position in blocks)


class _Writer:
    def __init__(self, document: Document, marked: Span | None, top: int) -> None:
        self._document = document
        self._marked = marked
        self._top = top
        self._first: int | None = None
        self._last = top - 1
        self._begun = False

    def block(self, position: int) -> str:
        block = self._document.blocks[position]
        if block.kind == "heading":
            level = self._level(block.level)
            return f"<h{level}>{self._words(block.span)}</h{level}>"
        if block.kind == "list":
            return self._list(position)
        if block.kind == "table":
            return self._table(position)
        if block.kind == "code":
            return f'<pre tabindex="0">{self._pieces(unfenced(self._document, block.span), _verbatim)}</pre>'
        return f"<p>{self._words(block.span)}</p>"

    def _level(self, given: int) -> int:
        if self._first is None:
            self._first = given
        self._last = min(6, max(self._top, min(self._top + given - self._first, self._last + 1)))
        return self._last

    def _list(self, position: int) -> str:
        blocks = self._document.blocks
        items = self._document.children.get(position, ())
        span = blocks[position].span
        lead = Span(span.start, blocks[items[0]].span.start) if items else span
        text = self._words(_without_mark(self._document, lead))
        return (f"<p>{text}</p>" if text.strip() else "") + self._items(items)

    def _items(self, items: Sequence[int]) -> str:
        """Items, each with those below it that are nested deeper."""
        if not items:
            return ""
        level = min(self._document.blocks[item].level for item in items)
        groups: list[list[int]] = []
        for item in items:
            if self._document.blocks[item].level == level or not groups:
                groups.append([item])
            else:
                groups[-1].append(item)
        held = (f"{self._words(self._document.blocks[own].span)}{self._items(inner)}" for own, *inner in groups)
        inside = "".join(f"<li>{text}</li>" for text in held)
        starts = [self._document.blocks[own].span.start for own, *_ in groups]
        numbers = [number_before(self._document.text, start) for start in starts]
        return (
            f'<ol dir="auto" start="{numbers[0]}">{inside}</ol>'
            if counts_up(numbers)
            else f'<ul dir="auto">{inside}</ul>'
        )

    def _table(self, position: int) -> str:
        rows = [self._document.children.get(row, ()) for row in self._document.children.get(position, ())]
        width = max(map(len, rows), default=0)
        if not width:
            return f"<p>{self._words(self._document.blocks[position].span)}</p>"
        head, *body = ([self._words(self._document.blocks[cell].span) for cell in row] for row in rows)
        columns = "".join(f'<th scope="col"{_whole(cell)}>{cell}</th>' for cell in _padded(head, width))
        lines = "".join(
            f"<tr>{''.join(f'<td{_whole(cell)}>{cell}</td>' for cell in _padded(row, width))}</tr>" for row in body
        )
        return table(columns, lines)

    def _words(self, span: Span) -> str:
        return self._pieces(span, _running)

    def _pieces(self, span: Span, shown: Callable[[Document, Span], str]) -> str:
        """A span in up to three pieces, the marked one between the others."""
        marked = self._marked
        if marked is None or not _overlap(span, marked):
            return as_html(shown(self._document, span))
        start, end = max(span.start, marked.start), min(span.end, marked.end)
        before, quote, after = (
            as_html(shown(self._document, Span(*piece)))
            for piece in ((span.start, start), (start, end), (end, span.end))
        )
        if not quote.strip():
            return before + quote + after
        name = "" if self._begun else f' id="{_MARK_ID}"'
        self._begun = True
        return f"{before}<mark{name}>{quote}</mark>{after}"


def _running(document: Document, span: Span) -> str:
    """The words of a span: markup left out, white space as single spaces, kept at the ends."""
    text = blank(document.text, document.masked, (span.start, span.end))
    return _SPACE.sub(" ", text.replace(FILLER, ""))


def _verbatim(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _without_mark(document: Document, lead: Span) -> Span:
    """The words before the first item of a list, without the mark of that item."""
    text = document.text[lead.start : lead.end]
    line_end = text.rfind("\n")
    return Span(lead.start, lead.start + max(line_end, 0))


def _whole(cell: str) -> str:
    """The class of a cell that is marked from beginning to end: it is coloured as a whole, which is calmer."""
    return ' class="ask-whole-mark"' if cell.startswith("<mark") and cell.endswith("</mark>") else ""


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _length(document: Document, position: int) -> int:
    span = document.blocks[position].span
    return span.end - span.start
