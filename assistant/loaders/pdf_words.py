"""What stands on a page of a PDF: words with their places and sizes, and the straight lines that are drawn."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.loaders.pdf_drawn import Rule, edges_of_paths
from assistant.loaders.pdf_frame import Box, Frame, frame_of

HYPHENS = "\x02\ufffe"
"""What pdfium writes for a hyphen at the end of a line."""
CUT = "\u00ad"
"""Stands in a cell behind the hyphen of a word that was cut at the end of a line."""
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf0fc\u25aa\uf02d", "•")
_CHARACTERS = str.maketrans({**dict.fromkeys(HYPHENS, "-"), **_BULLETS, "\u00a0": " "})

ROW_SHIFT = 0.4
"""Words whose baselines are less than this many sizes apart stand in one row."""
_WORD_GAP = 0.15
_LINE_SHIFT = 0.5
_SCRIPT_SIZE = 0.87
_SCRIPT_SHIFT = (-0.4, 0.75)
_LEAST_SHIFT = 0.05
_UNIT_LETTERS = 3
_SCRIPT_GAP = (-0.3, 0.4)
_DOT_SIZES = (0.12, 0.6)
_DOT_REACH = 1.5
_COMBINING = dict(
    zip(
        "\u00a8\u00b4\u02c6\u02dc\u02c7\u02d8\u02da\u02d9\u00b8\u02db",
        "\u0308\u0301\u0302\u0303\u030c\u0306\u030a\u0307\u0327\u0328",
        strict=True,
    )
)
_ACCENT = re.compile(f"([{''.join(_COMBINING)}])([^\\W\\d_])")
_FARTHEST = 1e6
"""Points from the corner of a page; what stands further off, or nowhere, is on none."""


class Word(NamedTuple):
    """A word: its left and right edge and its baseline in points from the lower left corner, its size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is drawn; places are those that ``frame`` turns the points of the page to."""

    frame: Frame
    words: list[Word]
    rules: list[Rule]

    @property
    def height(self) -> float:
        """The height of the page as its text runs."""
        return self.frame.height


class _Char(NamedTuple):
    text: str
    x0: float
    x1: float
    y: float
    size: float
    place: int


def read_sheet(page: Any) -> Sheet:
    """The words and drawn lines of a page of pypdfium2, turned so that most of its text is upright."""
    text_page = page.get_textpage()
    try:
        frame = frame_of(page, text_page)
        words = with_scripts(_words(text_page, frame))
    finally:
        text_page.close()
    rules: list[Rule] = []
    dots: list[Box] = []
    for edge in edges_of_paths(page):
        if isinstance(edge, Rule):
            rules.append(_turned(edge, frame))
        else:
            dots.append(frame.turned_box(edge))
    return Sheet(frame, words + _bullets(dots, words), rules)


def _turned(rule: Rule, frame: Frame) -> Rule:
    ends = (rule.start, rule.at, rule.end, rule.at) if rule.horizontal else (rule.at, rule.start, rule.at, rule.end)
    x0, y0, x1, y1 = frame.turned_box(ends)
    horizontal = rule.horizontal != bool(frame.quarters % 2)
    return Rule(True, y0, x0, x1) if horizontal else Rule(False, x0, y0, y1)


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one baseline, from top to bottom and left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        if rows and abs(rows[-1][0].y - word.y) <= ROW_SHIFT * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def is_cut(line: str, below: str) -> bool:
    """Whether the last word of a line goes on with the first of the next: software writes a hyphen of its own there."""
    return line.endswith("\u2010") or (line.endswith("-") and below[:1].islower())


def _bullets(dots: list[Box], words: list[Word]) -> list[Word]:
    """Small drawn figures right before a line, as the marks of items that they are."""
    found = []
    for x0, y0, x1, y1 in dots:
        middle = (y0 + y1) / 2
        near = [
            word
            for word in words
            if 0 < word.x0 - x1 < _DOT_REACH * word.size and word.y < middle < word.y + 0.8 * word.size
        ]
        first = min(near, key=lambda word: word.x0, default=None)
        if first is not None and _DOT_SIZES[0] < (x1 - x0) / first.size < _DOT_SIZES[1]:
            found.append(Word("•", x0, x1, first.y, first.size, bold=False))
    return found


def with_scripts(words: Iterable[Word]) -> list[Word]:
    """Words with what stands above or below the line put on it: a number behind a long word is the mark of a note, all
    else is part of the word.

    >>> water = [Word("H", 0, 7, 100, 10, False), Word("2", 7, 10, 98, 6, False), Word("O", 10, 17, 100, 10, False)]
    >>> [word.text for word in with_scripts(water)]
    ['H2O']
    """
    found: list[Word] = []
    goes_on = False
    for word in words:
        before = found[-1] if found else None
        is_script = before is not None and _is_script(word, before)
        if before is not None and (is_script or (goes_on and _adjoins(word, before))):
            if word.y > before.y and word.text.strip("*†‡,").isdigit() and _calls_a_note(before.text):
                found.append(word._replace(y=before.y))
                goes_on = False
            else:
                found[-1] = before._replace(text=before.text + word.text, x1=word.x1)
                goes_on = True
        else:
            found.append(word)
            goes_on = False
    return found


def _adjoins(word: Word, before: Word) -> bool:
    near = -0.5 * before.size < word.x0 - before.x1 < _WORD_GAP * before.size
    return near and abs(word.y - before.y) < _LEAST_SHIFT * before.size


def _is_script(word: Word, before: Word) -> bool:
    shift, gap = (word.y - before.y) / before.size, (word.x0 - before.x1) / before.size
    is_off = abs(shift) > _LEAST_SHIFT and _SCRIPT_SHIFT[0] < shift < _SCRIPT_SHIFT[1]
    return word.size < _SCRIPT_SIZE * before.size and is_off and _SCRIPT_GAP[0] < gap < _SCRIPT_GAP[1]


def _calls_a_note(text: str) -> bool:
    """Whether a word may be followed by the mark of a note: units and formulas are shorter."""
    return not text[-1].isdigit() and len(text) > _UNIT_LETTERS


def _words(text_page: Any, frame: Frame) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    held: list[_Char] = []
    for char in _chars(text_page, frame):
        if held and (char is None or _begins(held[-1], char)):
            yield from _word(text_page, held, frame, pdfium)
            held = []
        if char is not None:
            held.append(char)
    if held:
        yield from _word(text_page, held, frame, pdfium)


def _chars(text_page: Any, frame: Frame) -> Iterator[_Char | None]:
    """The characters that are drawn, in the order of the file; ``None`` for white space."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        text = chr(code).translate(_CHARACTERS) if 0 < code < 0x110000 else ""
        if not text or text.isspace():
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        size = max(1.0, pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d))
        x0, _, x1, _ = frame.turned_box((box.left, box.bottom, box.right, box.top))
        char = _Char(text, x0, x1, frame.turned(x.value, y.value)[1], size, index)
        yield char if all(-_FARTHEST < measure < _FARTHEST for measure in char[1:5]) else None


def _begins(before: _Char, char: _Char) -> bool:
    size = max(before.size, char.size)
    smaller, shift = min(char.size, before.size) < _SCRIPT_SIZE * size, abs(char.y - before.y)
    if shift > _LINE_SHIFT * size or (smaller and (char.size < before.size or shift > _LEAST_SHIFT * size)):
        return True
    return not -size < char.x0 - before.x1 < _WORD_GAP * size


def _word(text_page: Any, chars: list[_Char], frame: Frame, pdfium: Any) -> Iterator[Word]:
    first = chars[0]
    if not frame.is_upright(pdfium.FPDFText_GetCharAngle(text_page, first.place)):
        return  # a note up the margin, or a mark across the page
    text = _accented("".join(char.text for char in chars))
    size = max(char.size for char in chars)
    yield Word(
        text,
        min(char.x0 for char in chars),
        max(char.x1 for char in chars),
        first.y,
        size,
        _is_bold(text_page, first.place, pdfium),
    )


def _accented(text: str) -> str:
    """A word whose accents were drawn by themselves, before their letters, with both as one.

    >>> _accented("M\\u00a8oller"), _accented("Fran\\u00b8cois"), _accented("\\u00b45")
    ('Möller', 'François', '´5')
    """
    if _ACCENT.search(text) is None:
        return text
    return _ACCENT.sub(_as_one, text)


def _as_one(found: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFC", found[2] + _COMBINING[found[1]])
    return letter if len(letter) == 1 else found[0]


def _is_bold(text_page: Any, index: int, pdfium: Any) -> bool:
    if pdfium.FPDFText_GetFontWeight(text_page, index) >= 600:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), flags)
    return 0 < length <= len(name) and any(mark in name.value.lower() for mark in (b"bold", b"black", b"heavy"))
