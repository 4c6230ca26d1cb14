"""Headers, footers and page numbers: what stands in the margin of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.loaders.pdf_words import Sheet, Word, rows_of

MARGIN = 0.1
"""The share of a page's height, above and below, in which headers and footers stand."""
REPEATED = 3
"""What stands at the same place on so many pages, in a short document on two, is no part of the text."""
SHORT_PAGES = 4
EDGE, ALONE = 0.06, 2.0
"""What stands in this share of a page's height and so many sizes apart from the rest is no heading."""
PIECE_GAP = 2.0
_PLACE = 6.0
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"^(?:[^\W\d_]+\s+)?\d{1,3}(?:\.\d{1,3})*[.:]?\s+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página)\s+|(?:p|s|pág)\.\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)

_Key = tuple[bool, int, str, bool]
"""Above or below, where, in which words but for their digits, and whether it stands apart from all other rows."""


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without page numbers and words that repeat in the margins; what is alone at an edge heads nothing."""
    margins = [_margin_rows(sheet) for sheet in sheets]
    counts = Counter(key for rows in margins for key in {key for key, _ in rows})
    least = REPEATED if len(sheets) > SHORT_PAGES else 2
    body, largest = _sizes(sheets)
    lines = _lines(sheets)
    cleared = []
    for sheet, rows in zip(sheets, margins, strict=True):
        repeated = [row for key, row in rows if counts[key] >= least and any(c.isalpha() for c in key[2])]
        repeated += [row for key, row in rows if key[3] and lines.get(_title(row), 0.0) > row[0].size]
        numbers = [row for _, row in rows if _PAGE_NUMBER.fullmatch(_text(row))]
        dropped = {id(word) for row in (*repeated, *numbers) for word in row}
        words = [word for word in sheet.words if id(word) not in dropped]
        cleared.append(replace(sheet, words=_lowered(words, sheet.height, body, largest)))
    return cleared


def _lowered(words: list[Word], height: float, body: float, largest: float) -> list[Word]:
    """Words of a page, those that stand by themselves at its very edge no larger than running text: no headings.

    The largest letters of all are those of a title, wherever it stands.
    """
    rows = rows_of(words)
    ends = [(rows[0], rows[1]), (rows[-1], rows[-2])] if len(rows) > 1 else []
    alone = [
        row
        for row, other in ends
        if not EDGE <= row[0].y / max(1.0, height) <= 1 - EDGE
        and abs(row[0].y - other[0].y) > ALONE * row[0].size
        and max(word.size for word in row) < largest
    ]
    changed = {id(word) for row in alone for word in row}
    return [word._replace(size=min(word.size, body), bold=False) if id(word) in changed else word for word in words]


def _sizes(sheets: Sequence[Sheet]) -> tuple[float, float]:
    """The size of most letters, and the largest."""
    letters: Counter[float] = Counter()
    for word in (word for sheet in sheets for word in sheet.words):
        letters[word.size] += len(word.text)
    return max(letters, key=lambda size: (letters[size], -size), default=0.0), max(letters, default=0.0)


def _margin_rows(sheet: Sheet) -> list[tuple[_Key, list[Word]]]:
    """What stands in the upper and the lower margin, each with what makes it the same as something on another page.

    Rows that stand apart from all others are taken piece by piece.
    """
    found = []
    rows = rows_of(sheet.words)
    for number, row in enumerate(rows):
        share = row[0].y / max(1.0, sheet.height)
        if share > 1 - MARGIN or share < MARGIN:
            beside = [*rows[max(0, number - 1) : number], *rows[number + 1 : number + 2]]
            is_alone = all(abs(row[0].y - other[0].y) > ALONE * row[0].size for other in beside)
            for piece in _pieces(row) if is_alone else [row]:
                key = (share > 0.5, round(row[0].y / _PLACE), _DIGITS.sub("#", _text(piece)), is_alone)
                found.append((key, piece))
    return found


def _pieces(row: Sequence[Word]) -> list[list[Word]]:
    """What stands at the left, in the middle and at the right of a row."""
    found = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > PIECE_GAP * word.size:
            found.append([])
        found[-1].append(word)
    return found


def _lines(sheets: Sequence[Sheet]) -> dict[str, float]:
    """The rows of a document without their numbers, each with the largest size it is written in anywhere."""
    found: dict[str, float] = {}
    for row in (row for sheet in sheets for row in rows_of(sheet.words)):
        found[_title(row)] = max(found.get(_title(row), 0.0), row[0].size)
    return found


def _title(row: Sequence[Word]) -> str:
    """The text of a row without the number before it: "Chapter 1: Tea" names the section "1 Tea"."""
    return _NUMBER.sub("", _text(row)).casefold()


def _text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)
