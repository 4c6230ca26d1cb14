"""From lines to parts: headings by their size, items by their marks, paragraphs by the space between lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from assistant.loaders.builder import reads_as_heading
from assistant.loaders.parts import PAGE_BREAK, Grid, Heading, Item, Listing, PageBreak, Paragraph, Part
from assistant.loaders.pdf_lines import Line
from assistant.loaders.pdf_tables import aligned_table

Page = list[list[Line]]

LARGER = 1.12
"""A line this much larger than running text is a heading."""
HEADING_WORDS = 25
LOOSE = 1.35
"""A gap of this many times the usual one ends a paragraph."""
INDENT = 0.8
_STEP = 0.5
_MARK = re.compile(r"([•◦▪▫‣⁃∙·●○■□–*-]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s+(?=\S)")
_SIGN = re.compile(r"[^\w(]")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Looks:
    """How running text looks in a document: its size, the step from line to line in sizes; the sizes of headings."""

    body: float
    step: float
    headings: tuple[float, ...]

    @classmethod
    def of(cls, pages: Sequence[Page]) -> Looks:
        """Measure all pages."""
        lines = [line for page in pages for row in page for line in row if line.words]
        letters: Counter[float] = Counter()
        for line in lines:
            letters[_rounded(line.size)] += len(line.text)
        body = max(letters, key=lambda size: (letters[size], -size)) if letters else 10.0
        steps = [
            (above[0].y - below[0].y) / body
            for page in pages
            for above, below in pairwise(page)
            if _rounded(above[0].size) == _rounded(below[0].size) == body and 0 < above[0].y - below[0].y < 3 * body
        ]
        sizes = sorted({_rounded(line.size) for line in lines if line.size >= LARGER * body}, reverse=True)
        return cls(body, median(steps) if steps else 1.2, tuple(sizes))

    def level(self, line: Line) -> int:
        """The level of a heading that looks so; 0 for a line that is none."""
        if not line.words or len(line.words) > HEADING_WORDS or not any(c.isalpha() for c in line.text):
            return 0
        size = _rounded(line.size)
        if size in self.headings and len(line.text) > 1:
            return self.headings.index(size) + 1
        bold = line.bold and size >= self.body - _STEP and reads_as_heading(line.text) and not _MARK.match(line.text)
        return len(self.headings) + 1 if bold else 0


def _rounded(size: float) -> float:
    return round(size / _STEP) * _STEP


def page_parts(pages: Sequence[Page]) -> list[Part]:
    """The parts of all pages in reading order; what goes on over the end of a page stays whole."""
    return list(_Walk(Looks.of(pages)).parts(pages))


@dataclass(slots=True)
class _Open:
    """What is being put together: a heading, a paragraph, or the items of a list with the edge of each mark."""

    level: int = 0
    text: str = ""
    last: Line | None = None
    first: Line | None = None
    items: list[Item] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)


class _Walk:
    """Goes over rows from page to page."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.open = _Open()
        self.table: list[tuple[str, ...]] = []
        self.breaks = 0

    def parts(self, pages: Sequence[Page]) -> Iterator[Part]:
        """The parts of the pages, page breaks among them."""
        for number, page in enumerate(pages):
            self.breaks += number > 0
            position = 0
            while position < len(page):
                found = aligned_table(page, position)
                if page[position][0].cells:
                    yield from self._rows(page[position][0].cells)
                    position += 1
                elif found is not None:
                    yield from self._rows(found[0])
                    position += found[1]
                else:
                    yield from self._line(_joined(page[position]))
                    position += 1
        yield from self._close()
        yield from self._turn()

    def _turn(self) -> Iterator[Part]:
        """The page breaks that are due."""
        yield from [PageBreak()] * self.breaks
        self.breaks = 0

    def _close(self) -> Iterator[Part]:
        """What is complete now."""
        held, self.open = self.open, _Open()
        table, self.table = self.table, []
        if held.items:
            yield Listing(tuple(held.items))
        elif held.level:
            yield Heading(held.text, held.level)
        elif held.text:
            yield Paragraph(held.text)
        if table:
            yield Grid(tuple(table))

    def _rows(self, cells: Sequence[tuple[str, ...]]) -> Iterator[Part]:
        """Rows of a table: they go on with one that the page before ended with, if they have as many columns."""
        if self.table and self.breaks and len(cells[0]) == len(self.table[0]):
            rows = cells[1:] if cells[0] == self.table[0] else cells
            for row in rows:
                self.table.append((PAGE_BREAK * self.breaks + row[0], *row[1:]))
                self.breaks = 0
            return
        yield from self._close()
        yield from self._turn()
        if len(cells) > 1:
            self.table = list(cells)
        else:
            yield Paragraph(" ".join(filter(None, cells[0])))

    def _line(self, line: Line) -> Iterator[Part]:
        level = self.looks.level(line)
        if self._goes_on(line, level):
            join = PAGE_BREAK * self.breaks or "\n"
            self.breaks = 0
            if self.open.items:
                item = self.open.items[-1]
                self.open.items[-1] = Item(f"{item.text}{join}{line.text}", item.level, item.mark)
            else:
                self.open.text += (" " if level else join) + line.text
            self.open.last = line
            return
        mark = None if level else self._mark(line)
        if mark is not None and self._is_next_item(line):
            self._item(line, mark)
            return
        yield from self._close()
        yield from self._turn()
        if mark is not None:
            self._item(line, mark)
        else:
            self.open = _Open(level, line.text, line, line)

    def _mark(self, line: Line) -> re.Match[str] | None:
        """The mark of an item; a number or a letter is one only where no sentence is cut by the line."""
        mark = _MARK.match(line.text)
        if mark is None or _SIGN.match(mark.group()):
            return mark
        running = self.open.text and not self.open.level
        return None if running and not _ENDS.search(self.open.text) else mark

    def _is_next_item(self, line: Line) -> bool:
        if not self.open.items or self.open.last is None:
            return False
        return bool(self.breaks) or abs(self.open.last.y - line.y) < 3 * LOOSE * self.looks.step * line.size

    def _item(self, line: Line, mark: re.Match[str]) -> None:
        edges = self.open.edges
        while edges and line.x0 < edges[-1] - INDENT * line.size:
            edges.pop()
        if not edges or line.x0 > edges[-1] + INDENT * line.size:
            edges.append(line.x0)
        shown = PAGE_BREAK * (self.breaks if self.open.items else 0) + mark.group(1)
        self.breaks = 0
        self.open.items.append(Item(line.text[mark.end() :], len(edges) - 1, shown))
        self.open.last = line

    def _goes_on(self, line: Line, level: int) -> bool:
        """Whether a line goes on with what is open."""
        held, last = self.open, self.open.last
        if last is None or level != held.level or abs(last.size - line.size) > _STEP * 2:
            return False
        gap = (last.y - line.y) / max(1.0, line.size)
        near = 0 <= gap < LOOSE * self.looks.step if not level else 0 <= gap < 2 * LOOSE
        if level:
            return near and not self.breaks and last.bold == line.bold
        if self._mark(line) is not None:
            return False
        if held.items:
            deeper = line.x0 > held.edges[-1] + INDENT * line.size / 2
            return near and not self.breaks and deeper
        if near and not self.breaks:
            indented = line.x0 > last.x0 + INDENT * line.size and held.last is not held.first
            return not (indented and _ENDS.search(held.text))
        moved = self.breaks or gap < 0  # the next page, or the top of the next column
        return bool(moved and not _ENDS.search(held.text) and not line.text[:1].isupper())


def _joined(row: Sequence[Line]) -> Line:
    """The lines of a row as one."""
    if len(row) == 1:
        return row[0]
    words = tuple(word for line in row for word in line.words)
    return Line(words, row[0].x0, row[-1].x1, row[0].y, max(line.size for line in row), all(line.bold for line in row))
