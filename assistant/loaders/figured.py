"""Tables whose cells are parted by single spaces, as they come out of a PDF: told by the figures that end their rows.

Below a line of as many words as there are columns, each row is a label and then a figure for each other column. A list
of prices has one figure a row, an amount of money, and needs no names above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.lexicon import lexicon
from assistant.loaders.boilerplate import forms
from assistant.loaders.header import nameless
from assistant.loaders.lines import Line, bullet
from assistant.types import Span

Rows = list[list[Span]]

MIN_ROWS = 3
LABEL_WORDS = 7
MOSTLY = 0.7
"""The share of the rows of a list of prices that end with an amount."""

_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[~<>≤≥±+-]?[£$€¥]?\d[\d.,:/–-]*(?:%|°C?|[A-Za-z]{1,3})?")
_MONEY = re.compile(r"[+-]?(?:[£$€¥]\s?\d[\d.,]*(?:\.?–|\.-)?|\d[\d.,]*\s?(?:[£$€¥]|EUR|USD|GBP|CHF))$")
_LETTER = re.compile(r"[^\W\d_]")


def figured_table(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """The rows of such a table that begins at a line, its names first, and the number of lines they take."""
    if position + MIN_ROWS > len(lines) or lines[position + 1].gap or not _may_be_row(lines[position + 1].text):
        return None
    if bullet(lines[position]):
        return None
    found = _priced(lines, position) if _may_be_row(lines[position].text) else None
    return found or _columned(lines, position)


def _may_be_row(text: str) -> bool:
    """Whether a line ends like a row: with a figure, the sign or code of a currency, or what stands for a price."""
    last = text[-1]
    return last.isdigit() or last in "%£$€¥–-C" or text[-2:-1].isdigit() or last.isupper() or bool(_unpriced(text))


def _columned(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """Rows of a label and two figures or more, below a line with a word for each column."""
    header = lines[position]
    columns = header.words
    if not 3 <= columns <= 7 or position + MIN_ROWS >= len(lines) or header.text[-1] in ".,:;!?":
        return None
    rows = [[Span(header.start + word.start(), header.start + word.end()) for word in _WORD.finditer(header.text)]]
    for number in range(position + 1, len(lines)):  # a slice would copy all that is left
        line = lines[number]
        row = None if line.gap else _row(line, columns - 1)
        if row is None:
            break
        rows.append(row)
    return (rows, len(rows)) if len(rows) > MIN_ROWS else None


def _row(line: Line, figures: int) -> list[Span] | None:
    """The label and the figures of a line that ends with exactly so many."""
    if not any(letter.isdigit() for letter in line.text[-5:]):
        return None
    words = list(_WORD.finditer(line.text))
    label, values = words[:-figures], words[-figures:]
    if not label or len(label) > LABEL_WORDS or not all(_FIGURE.fullmatch(word.group()) for word in values):
        return None
    if label[-1].group() in lexicon().prepositions or _FIGURE.fullmatch(label[0].group() if len(label) == 1 else ""):
        return None  # a sentence goes on with a figure
    spans = [(label[0].start(), label[-1].end()), *(word.span() for word in values)]
    return [Span(line.start + start, line.start + end) for start, end in spans]


def _priced(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """Rows of a label and an amount of money, or what stands for one."""
    rows: Rows = []
    amounts = 0
    for number in range(position, len(lines)):
        line = lines[number]
        value = None if (rows and line.gap) or bullet(line) else _value(line.text)
        if value is None:
            break
        amounts += _MONEY.search(line.text) is not None
        label = line.text[:value].rstrip()
        rows.append([Span(line.start, line.start + len(label)), Span(line.start + value, line.end)])
    return (nameless(rows), len(rows)) if len(rows) >= MIN_ROWS and amounts >= MOSTLY * len(rows) else None


def _value(text: str) -> int | None:
    """Where the amount that a line ends with begins, with "from" or "about" before it; ``None`` without one."""
    money = _MONEY.search(text)
    start = money.start() if money else len(text) - len(_unpriced(text))
    label = text[:start].rstrip()
    if money and label.rpartition(" ")[2].casefold() in forms("approximates"):
        start = label.rfind(" ") + 1
        label = text[:start].rstrip()
    if start == len(text) or not _LETTER.search(label) or len(label.split()) > LABEL_WORDS:
        return None
    if _MONEY.search(label) or label[-1] in ".!?:–—-":
        return None  # what a colon or a dash parts is an item of a list
    return start


def _unpriced(text: str) -> str:
    """What a line ends with that stands for a price, "" for nothing of the sort: "on request"."""
    word = text[text.rfind(" ") + 1 :].casefold()
    if word not in _unpriced_words():
        return ""
    folded = text.casefold()
    found = (form for form in forms("unpriced") if folded.endswith(f" {form}"))
    return max(found, key=len, default="")


@lru_cache(maxsize=1)
def _unpriced_words() -> frozenset[str]:
    """The last words of what stands for a price."""
    return frozenset(form.rpartition(" ")[2] for form in forms("unpriced"))
