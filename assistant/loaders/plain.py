"""Plain text, as people keep it and as they copy it out of web pages: the structure read off the form of its lines."""

from __future__ import annotations

import re

from assistant.loaders.boilerplate import is_about_the_page, is_navigation
from assistant.loaders.builder import BlockBuilder
from assistant.loaders.flattened import flattened_table
from assistant.loaders.lines import (
    TITLE_WORDS,
    Line,
    are_alike,
    bullet,
    bullet_style,
    continues,
    introduces,
    is_bare,
    is_entry,
    is_heading,
    is_item,
    is_rule,
    number_depth,
    numbers,
    section_number,
    split_lines,
)
from assistant.loaders.page_frame import menus, title_place
from assistant.loaders.stacked import stacked_table
from assistant.loaders.tables import separated_table
from assistant.types import Block, Span

SECTION_LEVEL = 2
MIN_ENTRIES = 3
_FENCE = "```"
_LABELLED = re.compile(r"(?=[^\W\d_])[^:.;!?]{1,40}(?::| [-–—]) \S")


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a plain text."""
    return _Reader(text).read()


class _Reader:
    """Walks over the lines once; each method takes what it recognises and returns whether it did."""

    def __init__(self, text: str) -> None:
        self.builder = BlockBuilder(text)
        self.view = self.builder.view
        self.lines = [line for line in split_lines(self.view) if not is_navigation(line.text)]
        self.menus = menus(self.lines)
        self.position = 0
        self._sibling: Line | None = None
        self._section = 0

    def read(self) -> list[Block]:
        self._title()
        while self.position < len(self.lines):
            recognised = (
                self._code()
                or self._rule()
                or self._table()
                or self._heading()
                or self._list()
                or self._unmarked_list()
            )
            if not recognised:
                self._paragraph()
        return self.builder.blocks

    def _title(self) -> None:
        while self.position < len(self.lines) and self.lines[self.position].start in self.menus:
            self.builder.paragraph(self.lines[self.position].span)
            self.position += 1
        rest = self.lines[self.position :]
        if len(rest) < 2:
            return
        line, after = rest[:2]
        stands_alone = after.gap or is_rule(after) or after.words > line.words or after.start in self.menus
        if is_bare(line, TITLE_WORDS) and not bullet(line) and stands_alone and not self._starts_table():
            site = title_place(self.view, rest)
            for above in rest[:site]:
                self.builder.paragraph(above.span)
            self.builder.heading(rest[site].span, 1)
            self.position += site + 1

    def _starts_table(self) -> bool:
        return separated_table(self.view, self.lines, self.position) is not None

    def _code(self) -> bool:
        if not self.lines[self.position].text.startswith(_FENCE):
            return False
        first = self.position
        self.position += 1
        while self.position < len(self.lines) and not self.lines[self.position].text.startswith(_FENCE):
            self.position += 1
        last = min(self.position, len(self.lines) - 1)
        self.builder.code(Span(self.lines[first].start, self.lines[last].end))
        self.position = last + 1
        return True

    def _rule(self) -> bool:
        if not is_rule(self.lines[self.position]):
            return False
        self.position += 1
        return True

    def _table(self) -> bool:
        mark = bullet(self.lines[self.position])
        if mark is not None and mark["number"] is None:
            return False  # a tab or a gap after a bullet is no column
        found = separated_table(self.view, self.lines, self.position)
        if found is None:
            found = flattened_table(self.view, self.lines, self.position)
        if found is None and self._begins_run():
            found = self._stacked_table()
        if found is None:
            return False
        rows, count = found
        last = self.lines[self.position + count - 1]
        self.builder.table(Span(self.lines[self.position].start, last.end), rows)
        self.position += count
        return True

    def _stacked_table(self) -> tuple[list[list[Span]], int] | None:
        """A table a cell a line; none where its first line is rather the heading of one that begins below it."""
        found = stacked_table(self.view, self.lines, self.position)
        cornerless = found is not None and not found[0][0][0].end > found[0][0][0].start
        return None if cornerless and self._heads_table() else found

    def _heads_table(self) -> bool:
        """Whether a bare line stands right above a table that is a cell a line."""
        here, lines = self.position, self.lines
        if here + 1 >= len(lines) or lines[here + 1].gap or not (lines[here].gap or not here):
            return False
        return is_bare(lines[here]) and stacked_table(self.view, lines, here + 1) is not None

    def _begins_run(self) -> bool:
        """Whether a line stands below a blank one or a heading, with others right below it."""
        here, lines = self.position, self.lines
        below = not here or lines[here].gap or (self.builder.blocks and self.builder.blocks[-1].kind == "heading")
        return bool(below) and here + 1 < len(lines) and not lines[here + 1].gap

    def _heading(self) -> bool:
        line = self.lines[self.position]
        numbered = number_depth(line)
        if bullet(line) and not (numbered and self._heads_text()):
            return False
        heads = is_heading(self.lines, self.position) or self._heads_table()
        if line.start in self.menus or not heads or is_about_the_page(line.text):
            return False
        if not numbered and self._labelled_end() is not None:
            return False  # the first of several lines made alike
        self.builder.heading(line.span, numbered + 1 if numbered else self._level(line))
        self._section = section_number(line) or self._section
        self.position += 1
        return True

    def _heads_text(self) -> bool:
        """Whether a numbered bare line is a heading and no item: text that is not indented follows it.

        Where the headings are numbered throughout, the one whose turn it is is a heading whatever follows.
        """
        line = self.lines[self.position]
        if not is_bare(line) or self.position + 1 == len(self.lines):
            return False
        if line.gap and self._section and section_number(line) == self._section + 1:
            return True
        after = self.lines[self.position + 1]
        return not bullet(after) and after.indent <= line.indent and (line.gap > 0 or self.position == 0)

    def _level(self, line: Line) -> int:
        """The level of a heading without a number: one below another that has no text of its own.

        The headings after it stay there as long as they are made like the first of them: in "Tools", "Solar
        tools", "Wind tools", "Costs" the two in the middle go together.
        """
        last = self.builder.blocks[-1] if self.builder.blocks else None
        if last is not None and last.kind == "heading" and last.level == SECTION_LEVEL:
            self._sibling = line
            return SECTION_LEVEL + 1
        if last is not None and self._sibling is not None and are_alike(self._sibling, line):
            return SECTION_LEVEL + 1
        self._sibling = None
        return SECTION_LEVEL

    def _list(self) -> bool:
        lines = self.lines
        mark = bullet(lines[self.position])
        if mark is None:
            return False
        base = lines[self.position]
        levels: list[tuple[int, str]] = []
        items: list[tuple[Span, int]] = []
        while self.position < len(lines):
            line = lines[self.position]
            mark = bullet(line)
            if mark is not None:
                if items and line.gap and number_depth(line) and self._heads_text() and not numbers(base):
                    break
                level = _nesting(levels, line.indent, bullet_style(mark))
                items.append((Span(line.start + mark.end(), line.end), level))
            elif items and continues(line, lines[self.position - 1], base):
                items[-1] = (Span(items[-1][0].start, line.end), items[-1][1])
            else:
                break
            self.position += 1
        self.builder.listing(items)
        return True

    def _unmarked_list(self) -> bool:
        """Short lines without marks: right after a line that announces them, or one on each line under a heading."""
        return self._announced_list() or self._labelled_list() or self._lined_list()

    def _lined_list(self) -> bool:
        """Three lines or more under a heading of which each is short and none is a sentence or goes on with another."""
        blocks, lines = self.builder.blocks, self.lines
        if not blocks or blocks[-1].kind != "heading":
            return False
        end = first = self.position
        while end < len(lines) and (end == first or not lines[end].gap) and is_entry(lines[end]):
            end += 1
        whole = end == len(lines) or lines[end].gap
        if end - first < MIN_ENTRIES or not whole:
            return False
        self.builder.listing([(line.span, 0) for line in lines[first:end]])
        self.position = end
        return True

    def _labelled_list(self) -> bool:
        """Three lines or more of which each is "Label: what it is", as in a list of words or of who does what."""
        end = self._labelled_end()
        if end is None:
            return False
        first = self.position
        led = not self.lines[first].gap or (first > 0 and introduces(self.lines[first - 1]))
        self.builder.listing([(line.span, 0) for line in self.lines[first:end]], led=led)
        self.position = end
        return True

    def _labelled_end(self) -> int | None:
        """Where a labelled list that begins here ends; ``None`` where none does."""
        lines = self.lines
        end = first = self.position
        while end < len(lines) and (end == first or not lines[end].gap) and _LABELLED.match(lines[end].text):
            end += 1
        whole = end == len(lines) or lines[end].gap
        marked = any(bullet(line) for line in lines[first:end])
        return end if end - first >= MIN_ENTRIES and whole and not marked else None

    def _announced_list(self) -> bool:
        lines = self.lines
        if self.position == 0 or not introduces(lines[self.position - 1]):
            return False
        if not self.builder.blocks or self.builder.blocks[-1].kind != "paragraph":
            return False
        end = self.position
        gap = lines[end].gap
        while end < len(lines) and lines[end].gap == gap and is_item(lines[end]):
            end += 1
        if gap and end < len(lines) and end - self.position > 1:
            end -= 1  # a bare line before text is the next heading
        if end - self.position < 2:
            return False
        self.builder.listing([(line.span, 0) for line in lines[self.position : end]])
        self.position = end
        return True

    def _paragraph(self) -> None:
        lines = self.lines
        first = self.position
        self.position += 1
        while self.position < len(lines):
            line = lines[self.position]
            if line.gap or bullet(line) or line.text.startswith(_FENCE) or introduces(lines[self.position - 1]):
                break
            if is_heading(lines, self.position) or self._starts_table():
                break
            self.position += 1
        self.builder.paragraph(Span(lines[first].start, lines[self.position - 1].end))


def _nesting(levels: list[tuple[int, str]], indent: int, style: str) -> int:
    """The nesting of an item, by indentation, and by a change of mark where that is all there is."""
    while levels and levels[-1][0] > indent:
        levels.pop()
    if (indent, style) in levels:
        del levels[levels.index((indent, style)) + 1 :]
    else:
        levels.append((indent, style))
    return len(levels) - 1
