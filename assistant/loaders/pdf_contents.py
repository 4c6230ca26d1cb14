"""The table of contents of a PDF: lines that end with the number of a page and name what heads a section elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.loaders.boilerplate import boilerplate
from assistant.loaders.pdf_words import Sheet, Word, rows_of

MIN_ENTRIES = 3
MIN_NAMED = 0.5
"""So many of the entries are lines of the document, or there is no telling them from a table of numbers."""
APART = 1.5
LEADING_WORDS = 60
_LEADERS = re.compile(r"(?:\. ?){4,}\s*\w{1,5}\Z")
_PAGE = re.compile(r"\d{1,4}")
_Row = list[Word]


def without_contents(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without the lines of the table of contents, and without the heading above them."""
    pages = [rows_of(sheet.words) for sheet in sheets]
    counts = Counter(_text(row).casefold() for rows in pages for row in rows)
    cleared = []
    for sheet, rows in zip(sheets, pages, strict=True):
        dropped = {id(word) for run in _runs(rows, counts) for row in run for word in row}
        cleared.append(replace(sheet, words=[word for word in sheet.words if id(word) not in dropped]))
    return cleared


def _runs(rows: Sequence[_Row], counts: Counter[str]) -> Iterator[Sequence[_Row]]:
    yield [row for row in rows if _has_leaders(row)]
    start = 0
    while start < len(rows):
        end = start
        while (
            end < len(rows) and _is_entry(rows[end]) and (end == start or _number(rows[end - 1]) <= _number(rows[end]))
        ):
            end += 1
        named = sum(counts[_named(row).strip().casefold()] > 0 for row in rows[start:end])
        if end - start >= MIN_ENTRIES and named >= MIN_NAMED * (end - start):
            headed = start > 0 and _text(rows[start - 1]).casefold() in boilerplate("contents")
            yield rows[start - headed : end]
        start = max(end, start + 1)


def _has_leaders(row: _Row) -> bool:
    """Whether dots lead from words to the number of a page."""
    return _LEADERS.search(_text(row[-LEADING_WORDS:])) is not None


def _is_entry(row: _Row) -> bool:
    """Whether a row is words, dots or a gap, and a number."""
    if _has_leaders(row):
        return True
    if len(row) < 2 or not _PAGE.fullmatch(row[-1].text) or not any(map(str.isalpha, _text(row[:-1]))):
        return False
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    return gaps[-1] > APART * row[-1].size and gaps[-1] == max(gaps)


def _number(row: _Row) -> int:
    """The page that an entry names; 0 where it is written in other letters."""
    found = _PAGE.search(row[-1].text)
    return int(found.group()) if found else 0


def _named(row: _Row) -> str:
    """What an entry says, without dots and number."""
    return _LEADERS.sub("", _text(row)) if _has_leaders(row) else _text(row[:-1])


def _text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)
