"""From lines to parts: headings by their size, items by their marks, paragraphs by the space between lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.loaders.builder import reads_as_heading
from assistant.loaders.by_hand import labelled_lines
from assistant.loaders.parts import (
    PAGE_BREAK,
    Grid,
    Heading,
    Item,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    listed,
    stands_for,
)
from assistant.loaders.pdf_aligned import aligned_table
from assistant.loaders.pdf_lines import Line
from assistant.loaders.pdf_notes import without_notes

Page = list[list[Line]]

LARGER = 1.12
"""A line this much larger than running text is a heading."""
HEADING_WORDS = 25
HEADING_STEP = 1.7
"""The lines of one heading are less than this many sizes apart."""
LOOSE = 1.35
"""A gap of this many times the usual one ends a paragraph."""
MAX_LINE_STEP = 2.2
"""Lines so many sizes apart are of one paragraph where the one goes on with a sentence of the other."""
INDENT = 0.8
OTHER_COLUMN = 10
"""An item so many sizes away from the first one of its list is not nested in it but stands in another column."""
_STEP = 0.5
_GRAIN, _LEAST_STEP, _USUAL_STEP = 0.05, 0.9, 1.2
_NOT_RARE = 0.1
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
        return cls(body, _line_step(steps), tuple(sizes))

    def level(self, line: Line) -> int:
        """The level of a heading that looks so; 0 for a line that is none."""
        if not line.words or len(line.words) > HEADING_WORDS or not any(c.isalpha() for c in line.text):
            return 0
        size = _rounded(line.size)
        if size in self.headings and len(line.text) > 1:
            return self.headings.index(size) + 1
        bold = line.bold and size >= self.body - _STEP and reads_as_heading(line.text) and not _MARK.match(line.text)
        return len(self.headings) + 1 if bold else 0


def _line_step(steps: Sequence[float]) -> float:
    """The step from line to line: the least one that is not rare; the gaps between paragraphs may be more."""
    counts = Counter(round(step / _GRAIN) for step in steps if step > _LEAST_STEP)
    often = [step for step, count in counts.items() if count >= _NOT_RARE * counts.total()]
    return min(often) * _GRAIN if often else _USUAL_STEP


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
            rows, notes = without_notes(page, self.looks.body)
            yield from self._page(rows)
            yield from self._notes(notes)
        yield from self._close()
        yield from self._turn()

    def _notes(self, rows: Page) -> Iterator[Part]:
        """Notes of a page, before what may go on over its end, unless that began on an earlier page."""
        if not rows:
            return
        if self.breaks or self._is_over_pages():
            yield from self._close()
            yield from self._turn()
        walk = _Walk(self.looks)
        yield from walk._page(rows)
        yield from walk._close()

    def _is_over_pages(self) -> bool:
        held = (self.open.text, *(item.text for item in self.open.items), *(row[0] for row in self.table))
        return any(PAGE_BREAK in text for text in held)

    def _page(self, rows: Page) -> Iterator[Part]:
        position = 0
        while position < len(rows):
            found = self._aligned(rows, position)
            if rows[position][0].cells:
                yield from self._rows(rows[position][0].cells)
                position += 1
            elif found is not None:
                yield from self._rows(found[0], is_ruled=False)
                position += found[1]
            else:
                yield from self._line(_joined(rows[position]))
                position += 1

    def _aligned(self, rows: Page, position: int) -> tuple[Sequence[tuple[str, ...]], int] | None:
        """The table without lines that begins at a row; on top of a page one that goes on may have a single row."""
        goes_on = bool(self.table and self.breaks and not position)
        found = aligned_table(rows, position, lambda line: self.looks.level(line) > 0, goes_on=goes_on)
        if found is not None and goes_on and len(found[0][0]) != len(self.table[0]):
            return aligned_table(rows, position, lambda line: self.looks.level(line) > 0)
        return found

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
            yield labelled_lines(held.text) or Paragraph(held.text)
        if table:
            yield Grid(tuple(table))

    def _rows(self, cells: Sequence[tuple[str, ...]], *, is_ruled: bool = True) -> Iterator[Part]:
        """Rows of a table: they go on with one that the page before ended with, if they have as many columns."""
        if self.table and self.breaks and len(cells[0]) == len(self.table[0]):
            rows = cells[1:] if cells[0] == self.table[0] else cells
            for row in rows:
                self.table.append((PAGE_BREAK * self.breaks + row[0], *row[1:]))
                self.breaks = 0
            return
        yield from self._close()
        yield from self._turn()
        if stands_for(cells, named=not is_ruled):
            yield Listing(tuple(listed(cells)), led=False)
        elif len(cells) > 1:
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
        if edges and abs(line.x0 - edges[0]) > OTHER_COLUMN * line.size:
            edges.clear()
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
        near = 0 <= gap < (HEADING_STEP if level else LOOSE * self.looks.step)
        if level:
            return near and not self.breaks and last.bold == line.bold
        if self._mark(line) is not None:
            return False
        if held.items:
            deeper = line.x0 > held.edges[-1] + INDENT * line.size / 2
            return near and not self.breaks and (deeper or _runs_on(held.items[-1].text, last, line))
        cut = 0 <= gap < MAX_LINE_STEP and not _ENDS.search(held.text) and line.text[:1].islower()
        if (near or cut) and not self.breaks:
            indented = line.x0 > last.x0 + INDENT * line.size and held.last is not held.first
            return not (indented and _ENDS.search(held.text))
        moved = self.breaks or gap < 0  # the next page, or the top of the next column
        return bool(moved and not _ENDS.search(held.text) and not line.text[:1].isupper())


def _runs_on(text: str, last: Line, line: Line) -> bool:
    """Whether an item goes on below its mark: its text is not at an end, and the next word had no room on its line."""
    word = line.words[0]
    room = last.x1 + (word.x1 - word.x0) <= line.x1
    return not _ENDS.search(text) and not room and abs(line.x0 - last.x0) < line.size


def _joined(row: Sequence[Line]) -> Line:
    """The lines of a row as one."""
    if len(row) == 1:
        return row[0]
    words = tuple(word for line in row for word in line.words)
    return Line(words, row[0].x0, row[-1].x1, row[0].y, max(line.size for line in row), all(line.bold for line in row))
