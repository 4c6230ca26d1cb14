"""Collects the blocks of a document in reading order and keeps the path of headings."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text import FILLER, normalise, sentences, squeeze, trim
from assistant.types import Block, Span

PSEUDO_HEADING_LEVEL = 7
PSEUDO_HEADING_WORDS = 12


def reads_as_heading(bold: str) -> bool:
    """Whether a paragraph all in bold is a heading by its form: a few words that do not end like a sentence."""
    return 0 < len(bold.split()) <= PSEUDO_HEADING_WORDS and not bold.endswith((".", ",", ";"))


class BlockBuilder:
    """Blocks of one text, added from top to bottom.

    ``shown`` is the text with its markup blanked, ``view`` the same to match on (see ``assistant.text``).
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.view = normalise(shown)
        self.blocks: list[Block] = []
        self._path: list[tuple[int, str]] = []
        self.headings: tuple[str, ...] = ()
        """The titles from the top of the document down to the section that is open."""

    @property
    def last(self) -> Block | None:
        """The block added last."""
        return self.blocks[-1] if self.blocks else None

    def heading(self, span: Span, level: int) -> None:
        """Open a section; those of the same or a deeper level are closed."""
        title = squeeze(self.shown[span.start : span.end])
        if not title:
            return
        self.close(level)
        self._path.append((level, title))
        self.headings = (*self.headings, title)
        self._add("heading", span, level=level)

    def close(self, level: int) -> None:
        """End the sections of this or a deeper level."""
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self.headings = tuple(title for _, title in self._path)

    def paragraph(self, span: Span) -> None:
        """Add running text."""
        self._add("paragraph", span)

    def code(self, span: Span) -> None:
        """Add a listing."""
        self._add("code", span)

    def listing(self, items: Sequence[tuple[Span, int]], *, led: bool = True) -> None:
        """Add a list of (span, nesting from 0); where it is ``led``, the sentence right before it is its lead-in."""
        items = [(span, level) for span, level in items if len(set(trim(self.view, *span))) > 1]
        if not items:
            return
        start = self._take_lead_in() if led else None
        first, end = items[0][0].start, max(span.end for span, _ in items)
        parent = self._add("list", Span(first if start is None else start, end))
        for span, level in items:
            self._add("item", span, level=level, parent=parent)

    def table(self, span: Span, rows: Sequence[Sequence[Span]]) -> None:
        """Add a table; ``rows[0]`` holds the column names, each row its cells."""
        filled = [cells for cells in rows if cells]
        start, end = trim(self.view, *span)
        whole = Span(min(start, *(row[0].start for row in filled)), max(end, *(row[-1].end for row in filled)))
        parent = self._add("table", whole)
        for cells in rows:
            row = self._add("row", Span(cells[0].start, cells[-1].end), parent=parent)
            for column, cell in enumerate(cells):
                self._add("cell", cell, level=column, parent=row)

    def _add(self, kind: str, span: Span, *, level: int = 0, parent: int | None = None) -> int:
        start, end = span if kind in ("row", "table") else trim(self.view, *span)
        if start >= end and kind == "paragraph":
            return -1
        self.blocks.append(Block(kind, Span(start, end), self.headings, level, parent))  # type: ignore[arg-type]
        return len(self.blocks) - 1

    def _take_lead_in(self) -> int | None:
        """Cut the last sentence off the paragraph before a list and return where it starts."""
        if not self.blocks or self.blocks[-1].kind != "paragraph":
            return None
        paragraph = self.blocks.pop()
        found = sentences(self.view, *paragraph.span)
        start = found[-1][0] if found else paragraph.span.start
        if start > paragraph.span.start:
            self._add("paragraph", Span(paragraph.span.start, start))
        return start


def document_title(blocks: Sequence[Block], fallback: str) -> str:
    """The first heading, or else the fallback."""
    return next((block.headings[-1] for block in blocks if block.kind == "heading"), fallback).strip(FILLER)
