"""Tables whose cells are parted by single spaces, as they come out of a PDF: told by the figures that end their rows.

Below a line of as many words as there are columns, each row is a label and then a figure for each other column. A list
of prices has one figure a row, an amount of money, and needs no names above it. Where the names are of several words,
each begins with a capital, and a row may end with words: "Long Tunnel 1799 1,265 Ellery" below "Structure Opened Length
(yards) Nearest village".
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
LABEL_WORDS, MOST_COLUMNS, MOST_WORDS = 7, 8, 24
MOSTLY = 0.7
"""The share of the rows of a list of prices that end with an amount."""

_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[~<>≤≥±+-]?[£$€¥]?\d[\d.,:/–-]*(?:%|°C?|[A-Za-z]{1,3})?")
_TWO_FIGURES = re.compile(r"\s[£$€¥]?\d\S* [£$€¥]?\d")
_RUN = re.compile(
    rf"(?P<label>[^\W\d_]\S*(?: [^\W\d_(]\S*)*?) (?P<figures>{_FIGURE.pattern}(?: {_FIGURE.pattern})+)"
    r"(?: (?P<rest>[^\W\d_].*[^\s.,;:!?]))?"
)
"""A row of words, two figures or more, and words that do not end like a sentence."""
_NAME = re.compile(r"[^\W\d_a-z]\S*(?: (?:[a-z]\S*|\([^()]*\)))*")
"""The name of a column: a word with a capital, and what follows it in small letters or brackets."""
_MONEY = re.compile(r"[+-]?(?:[£$€¥]\s?\d[\d.,]*(?:\.?–|\.-)?|\d[\d.,]*\s?(?:[£$€¥]|EUR|USD|GBP|CHF))$")
_LETTER = re.compile(r"[^\W\d_]")


def figured_table(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """The rows of such a table that begins at a line, its names first, and the number of lines they take."""
    if position + MIN_ROWS > len(lines) or lines[position + 1].gap or bullet(lines[position]):
        return None
    following = lines[position + 1].text
    found = None
    if _may_be_row(following):
        found = _priced(lines, position) if _may_be_row(lines[position].text) else None
        found = found or _columned(lines, position)
    return found or (_named(lines, position) if _TWO_FIGURES.search(following) else None)


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


def _named(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """Rows of a label, figures, and words or none, below a line with a name of one or more words for each of them."""
    header = lines[position]
    names = [Span(header.start + name.start(), header.start + name.end()) for name in _NAME.finditer(header.text)]
    said = " ".join(name.group() for name in _NAME.finditer(header.text))
    if not 3 <= len(names) <= MOST_COLUMNS or header.text[-1] in ".,:;!?" or said.split() != header.text.split():
        return None
    rows, figures = [names], 0
    for number in range(position + 1, len(lines)):
        line = lines[number]
        found = None if line.gap or line.words > MOST_WORDS or bullet(line) else _RUN.fullmatch(line.text)
        cells = [] if found is None else _cells(line, found)
        if len(cells) != len(names):
            break
        held = len(cells) - 1 - bool(found and found["rest"])
        if figures and held != figures:
            break
        figures = held
        rows.append(cells)
    return (rows, len(rows)) if len(rows) > MIN_ROWS else None


def _cells(line: Line, found: re.Match[str]) -> list[Span]:
    """The label of a row, its figures, and the words behind them; nothing where they are too many."""
    if len(found["label"].split()) > LABEL_WORDS or len((found["rest"] or "").split()) > LABEL_WORDS:
        return []
    start, end = found.span("figures")
    spans = [found.span("label"), *(word.span() for word in _WORD.finditer(line.text, start, end)), found.span("rest")]
    return [Span(line.start + one, line.start + other) for one, other in spans if one < other]


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
