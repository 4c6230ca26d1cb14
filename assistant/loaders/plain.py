"""Plain text, as people keep it and as they copy it out of web pages: the structure read off the form of its lines."""

from __future__ import annotations

import re

from assistant.loaders import runs
from assistant.loaders.boilerplate import forms, is_about_the_page
from assistant.loaders.builder import BlockBuilder
from assistant.loaders.cut_words import cut_words
from assistant.loaders.grids import heads_table, in_lines, table_at
from assistant.loaders.headings import TITLE_WORDS, is_bare, is_data, is_heading, is_underlined
from assistant.loaders.levels import Levels
from assistant.loaders.lines import (
    Line,
    bullet,
    counts_anew,
    ends_early,
    introduces,
    is_clause,
    is_initial,
    is_rule,
    number_depth,
    section_number,
    split_lines,
    text_width,
)
from assistant.loaders.marked import marked
from assistant.loaders.note_marks import is_edited, note_marks
from assistant.loaders.page_frame import above_title, article, menus, stands_over_byline, title_place
from assistant.loaders.running_heads import has_pages, running_heads
from assistant.text import blank, normalise, trim
from assistant.types import Block, Span

_FENCE = "```"
_NUMBERED_TAB = re.compile(r"\S+[ \t]*\t")


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a plain text."""
    return read_plain(text)[0]


def read_plain(text: str) -> tuple[list[Block], tuple[Span, ...]]:
    """The blocks of a plain text, and the spans in it that are no words of it: marks of notes, heads of pages."""
    marks = note_marks(text)
    shown = blank(text, marks)
    heads = running_heads(text, split_lines(normalise(shown))) if has_pages(text) else []
    apart = _disjoint([*marks, *heads])
    reader = _Reader(text, apart)
    return reader.read(), _disjoint([*apart, *reader.left_out, *cut_words(text)])


def _disjoint(spans: list[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans):
        start = max(span.start, found[-1].end) if found else span.start
        if start < span.end:
            found.append(Span(start, span.end))
    return tuple(found)


class _Reader:
    """Walks over the lines once; each method takes what it recognises and returns whether it did."""

    def __init__(self, text: str, masked: tuple[Span, ...]) -> None:
        self.builder = BlockBuilder(blank(text, masked))
        self.view = self.builder.view
        edited = {_end_before(self.view, mask.start) for mask in masked if is_edited(text, mask.start)}
        lines = split_lines(self.view, edited)
        self.lines = article(lines)
        self.left_out: list[Span] = []
        if len(self.lines) < len(lines):
            kept = {line.start for line in self.lines}
            self.left_out = [line.span for line in lines if line.start not in kept]
        self.width = text_width(self.lines)
        self.menus = menus(self.lines)
        self.position = 0
        self._levels = Levels(self.lines)
        self._section = 0
        self._sectioned = any(line.gap and number_depth(line) > 1 and is_bare(line) for line in self.lines)

    def read(self) -> list[Block]:
        self._title()
        while self.position < len(self.lines):
            recognised = (
                self._code()
                or self._rule()
                or self._table()
                or self._unheaded_list()
                or self._heading()
                or self._list()
                or self._unmarked_list()
            )
            if not recognised:
                self._paragraph()
        return self.builder.blocks

    def _title(self) -> None:
        self._above_title()
        rest = self.lines[self.position :]
        if len(rest) < 2 or bullet(rest[0]) or self._starts_table(self.position):
            return
        line, after = rest[:2]
        besides = is_about_the_page(after.text) or is_data(after.text) or after.start in self.menus
        broken = not after.text[:1].islower() and ends_early(line, after, self.width)
        stands_alone = after.gap or is_rule(after) or after.words > line.words or besides or broken
        if is_underlined(rest, 0) or (is_bare(line, TITLE_WORDS) and stands_alone):
            site = title_place(self.view, rest)
            for above in rest[:site]:
                self.builder.paragraph(above.span)
            self.builder.heading(rest[site].span, 1)
            self.position += site + 1

    def _above_title(self) -> None:
        end = above_title(self.lines, self.menus)
        for line in self.lines[self.position : end]:
            if not is_rule(line):
                self.builder.paragraph(line.span)
        self.position = end

    def _starts_table(self, position: int) -> bool:
        return in_lines(self.view, self.lines, position) is not None

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
        if mark is not None and (mark["number"] is None or _is_item(self.lines[self.position])):
            return False  # a tab or a gap after a bullet is no column
        found = table_at(self.view, self.lines, self.position, begins_run=self._begins_run())
        if found is None:
            return False
        rows, count = found
        last = self.lines[self.position + count - 1]
        self.builder.table(Span(self.lines[self.position].start, last.end), rows)
        self.position += count
        return True

    def _begins_run(self) -> bool:
        """Whether a line stands below a blank one or a heading, with others right below it."""
        here, lines = self.position, self.lines
        below = not here or lines[here].gap or self._below_heading()
        return bool(below) and here + 1 < len(lines) and not lines[here + 1].gap

    def _below_heading(self) -> bool:
        return self.builder.last is not None and self.builder.last.kind == "heading"

    def _asked(self) -> bool:
        """Whether the section that is open is headed by a question."""
        return bool(self.builder.headings) and self.builder.headings[-1].endswith("?")

    def _heading(self) -> bool:
        line = self.lines[self.position]
        numbered = number_depth(line)
        marked = bullet(line) is not None and not is_initial(self.lines, self.position)
        if marked and not (numbered and self._heads_text(self.position)):
            return False
        if line.start in self.menus or not self._heads() or is_about_the_page(line.text):
            return False
        if not numbered and (self._is_first_of_lines() or runs.labelled(self.lines, self.position) is not None):
            return False  # the first of several lines made alike
        self.builder.heading(line.span, self._level(line, numbered))
        self._section = section_number(line) or self._section
        self.position += 1
        return True

    def _level(self, line: Line, numbered: int) -> int:
        if not self.builder.headings and stands_over_byline(self.lines, self.position):
            return 1
        return numbered + 1 if numbered else self._levels.of(line, self.builder.last)

    def _is_first_of_lines(self) -> bool:
        """Whether all lines right below the heading of a section, up to a blank one, are entries of one list.

        Two are, where both are labelled. What stands over a table or a list with labels may head it.
        """
        here, lines, last = self.position, self.lines, self.builder.last
        if last is None or last.kind != "heading" or last.level == 1 or not lines[here].gap:
            return False
        if runs.labelled(lines, here, least=2) is not None:
            return True
        over = heads_table(self.view, lines, here) or runs.labelled(lines, here + 1) is not None
        return not over and runs.lined(lines, here, self.width) is not None

    def _heads(self) -> bool:
        here = self.position
        if not self.builder.headings and stands_over_byline(self.lines, self.position):
            return True
        table = self.builder.last is not None and self.builder.blocks[-1].kind == "cell"
        below, asked = self._below_heading(), self._asked()
        if is_heading(self.lines, here, self.width, below_heading=below, below_table=table, among_questions=asked):
            return True
        if not is_bare(self.lines[here]) or not self._begins_run():
            return False
        return any(heads_table(self.view, self.lines, place) for place in (here, here + 1))

    def _heads_text(self, position: int) -> bool:
        """Whether a numbered bare line is a heading and no item: text that is not indented follows it, or a table.

        Where the headings are numbered throughout, the one whose turn it is is a heading whatever follows.
        """
        line = self.lines[position]
        if not is_bare(line) or position + 1 == len(self.lines):
            return False
        if line.gap and self._section and section_number(line) == self._section + 1:
            return True
        after = self.lines[position + 1]
        if not after.gap and after.text[:1].islower():
            return False
        if counts_anew(self.lines, position):
            return True
        if bullet(after) and number_depth(after) == number_depth(line) + 1:
            return True
        apart = line.gap > 0 or position == 0 or (position == self.position and self._below_heading())
        beside = after.indent <= line.indent or (self._sectioned and after.gap > 0)
        return not bullet(after) and beside and apart

    def _list(self) -> bool:
        heads, starts_table = self._heads_text, self._starts_table
        return self._take(marked(self.lines, self.position, self.width, heads=heads, starts_table=starts_table))

    def _unheaded_list(self) -> bool:
        """Lists whose first line reads like a heading."""
        if self._below_heading() and self.builder.headings[-1].casefold() in forms("people"):
            found = runs.people(self.lines, self.position)
        else:
            found = runs.steps(self.lines, self.position) or runs.terms(self.lines, self.position)
        return self._take(found, led=False)

    def _unmarked_list(self) -> bool:
        """Lines without marks: right after a line that announces them, or one on each line under a heading."""
        here, lines, last = self.position, self.lines, self.builder.last
        announced = here > 0 and introduces(lines[here - 1])
        follows = announced and last is not None and last.kind == "paragraph"
        if follows and self._take(runs.announced(lines, here, self.width)):
            return True
        least = 2 if self._is_first_of_lines() else runs.MIN_ENTRIES
        if self._take(runs.labelled(lines, here, least), led=not lines[here].gap or announced):
            return True
        if last is None or last.kind != "heading":
            return False
        if last.headings[-1].casefold() in forms("sources") and self._take(runs.sources(lines, here, self.width)):
            return True
        run = runs.lined(lines, here, self.width)
        return run is not None and self._take(([(line.span, 0) for line in run], here + len(run)))

    def _take(self, found: runs.Found | None, *, led: bool = True) -> bool:
        if found is None:
            return False
        self.builder.listing(found[0], led=led)
        self.position = found[1]
        return True

    def _paragraph(self) -> None:
        lines = self.lines
        first, asked = self.position, self._asked()
        self.position += 1
        while self.position < len(lines):
            line = lines[self.position]
            if line.gap or line.text.startswith(_FENCE) or introduces(lines[self.position - 1]):
                break
            if is_rule(line) or (bullet(line) and not is_initial(lines, self.position)):
                break
            if self._starts_table(self.position):
                break
            if is_heading(lines, self.position, self.width, among_questions=asked):
                break
            self.position += 1
        mark = bullet(lines[first]) if is_clause(lines[first]) else None
        start = lines[first].start + (mark.end() if mark and mark.group().endswith(".") else 0)
        self.builder.paragraph(Span(start, lines[self.position - 1].end))


def _is_item(line: Line) -> bool:
    """Whether a tab stands between a number and its text and nowhere else."""
    return _NUMBERED_TAB.match(line.text) is not None and line.text.count("\t") == 1


def _end_before(view: str, place: int) -> int:
    """Where what stands on a line before a place ends."""
    return trim(view, view.rfind("\n", 0, place) + 1, place)[1]
