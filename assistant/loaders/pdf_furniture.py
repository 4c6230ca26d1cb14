"""Headers, footers and page numbers: what stands in the margin of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.loaders.pdf_lines import rows_of
from assistant.loaders.pdf_words import Sheet, Word

MARGIN = 0.1
"""The share of a page's height, above and below, in which headers and footers stand."""
REPEATED = 3
"""What stands at the same place on so many pages, in a short document on two, is no part of the text."""
SHORT_PAGES = 4
_PLACE = 6.0
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)

_Key = tuple[bool, int, str]


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without the words that repeat in their margins, and without page numbers there."""
    margins = [_margin_rows(sheet) for sheet in sheets]
    counts = Counter(key for rows in margins for key in {key for key, _ in rows})
    least = REPEATED if len(sheets) > SHORT_PAGES else 2
    cleared = []
    for sheet, rows in zip(sheets, margins, strict=True):
        repeated = [row for key, row in rows if counts[key] >= least and any(c.isalpha() for c in key[2])]
        numbers = [row for _, row in rows if _PAGE_NUMBER.fullmatch(_text(row))]
        dropped = {id(word) for row in (*repeated, *numbers) for word in row}
        cleared.append(replace(sheet, words=[word for word in sheet.words if id(word) not in dropped]))
    return cleared


def _margin_rows(sheet: Sheet) -> list[tuple[_Key, list[Word]]]:
    """The rows in the upper and the lower margin, each with what makes it the same as one on another page."""
    found = []
    for row in rows_of(sheet.words):
        share = row[0].y / max(1.0, sheet.height)
        if share > 1 - MARGIN or share < MARGIN:
            key = (share > 0.5, round(row[0].y / _PLACE), _DIGITS.sub("#", _text(row)))
            found.append((key, row))
    return found


def _text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)
