"""Comparison tables that lost their columns when they were copied.

A header line of short names is left (``Basis Solar Wind``), then one line for each row: its label, what
is said of the first thing, what is said of the second. Where a label ends and where the second cell
begins is read off the form: a cell begins with a capital; cells of a row begin alike, are about as
long as each other, end like sentences, and each names its own thing more often than the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.lexicon import lexicon
from assistant.loaders.boilerplate import forms
from assistant.loaders.lines import Line, bullet, introduces
from assistant.loaders.mentions import count_in, mentions_of
from assistant.text import squeeze
from assistant.types import Span

HEADER_WORDS = 8
LABEL_WORDS = 5
MIN_ROWS = 2
ROW_WORDS = 4

_WORD = re.compile(r"\S+")
_STOPS = (".", "!", "?", ";", '."')


class _Header(NamedTuple):
    label: Span
    first: Span
    second: Span


class _Cut(NamedTuple):
    score: float
    first: int
    second: int


def flattened_table(view: str, lines: Sequence[Line], position: int) -> tuple[list[list[Span]], int] | None:
    """The rows of a flattened table whose header is the line at ``position``, and the lines they take."""
    line = lines[position]
    if not _may_head(line) or position + MIN_ROWS >= len(lines):
        return None
    if any(row.words < ROW_WORDS - 1 for row in lines[position + 1 : position + 1 + MIN_ROWS]):
        return None
    header = _header(view, line)
    if header is None:
        return None
    names = tuple(squeeze(view[span.start : span.end]).casefold() for span in header[1:])
    rows: list[list[Span]] = [list(header)]
    labels: set[str] = set()
    gap = lines[position + 1].gap
    for row_line in lines[position + 1 :]:
        row = None if row_line.gap > gap or bullet(row_line) else _row(view, row_line, names)
        if row is None:
            break
        label = view[row[0].start : row[0].end].casefold()
        if label in labels:
            break
        labels.add(label)
        rows.append(row)
    return (rows, len(rows)) if len(rows) > MIN_ROWS else None


def _may_head(line: Line) -> bool:
    text = line.text
    return 2 <= line.words <= HEADER_WORDS and not re.search(r"[.,;:!?\t|]", text) and not introduces(line)


def _header(view: str, line: Line) -> _Header | None:
    """Cut a header into the label's name and the two things; they must be spoken of elsewhere too, or be two of a sort.

    The best cut is the one whose two names are set side by side in the text ("X vs Y"), then the one with
    the shortest label, then the one with names of equal length, then the one with the most mentions.
    """
    words = [Span(*match.span()) for match in _WORD.finditer(view, line.start, line.end)]
    known = mentions_of(view)
    small = forms("connectors") | lexicon().followups.determiners
    best: tuple[tuple[bool, int, int, int], _Header] | None = None
    for first in range(len(words) - 1):
        for second in range(first + 1, len(words)):
            cut = _Header(
                Span(words[0].start, words[first - 1].end) if first else Span(line.start, line.start),
                Span(words[first].start, words[second - 1].end),
                Span(words[second].start, words[-1].end),
            )
            one, other = (view[span.start : span.end].casefold() for span in cut[1:])
            if forms("connectors").intersection(one.split() + other.split()) or one == other:
                continue
            if view[cut.label.start : cut.label.end].casefold() in small:
                continue  # "A Short History" is a title
            parallel = first == 1 and _parallel(one, other)
            if not parallel and not (known.recurs(one) and known.recurs(other)):
                continue
            mentions = min(known.count(one), known.count(other)) - 1
            beside = mentions > 0 and known.side_by_side(one, other)
            if not parallel and (mentions < 1 or (first != 1 and not beside)):
                continue
            rank = (beside or parallel, -first, -abs(len(one.split()) - len(other.split())), mentions)
            if best is None or rank > best[0]:
                best = rank, cut
    return best[1] if best else None


def _parallel(one: str, other: str) -> bool:
    """Whether two names are two of a sort: "small party" and "big party"."""
    ones, others = one.split(), other.split()
    return len(ones) == len(others) > 1 and ones[-1] == others[-1]


def _row(view: str, line: Line, names: tuple[str, ...]) -> list[Span] | None:
    words = [Span(*match.span()) for match in _WORD.finditer(view, line.start, line.end)]
    if len(words) < ROW_WORDS - 1:
        return None
    texts = [view[word.start : word.end] for word in words]
    best: _Cut | None = None
    for first, label_score in _label_ends(texts, names):
        cut = _second_cell(texts, first, names)
        if cut is not None and (best is None or cut.score + label_score > best.score):
            best = _Cut(cut.score + label_score, first, cut.second)
    if best is None:
        return None
    return [
        Span(words[0].start, words[best.first - 1].end),
        Span(words[best.first].start, words[best.second - 1].end),
        Span(words[best.second].start, words[-1].end),
    ]


def _label_ends(texts: list[str], names: tuple[str, ...]) -> list[tuple[int, float]]:
    """Where the first cell may begin, with how much speaks for it.

    A label has no punctuation and does not begin like a sentence. Of a run of capitalised words at the
    start, the last is the cell's first word: it is the one that goes on in lower case.
    """
    if _opens_sentence(texts[0]) or not _begins(texts[0]):
        return []
    run = 0
    while run < len(texts) and _begins(texts[run]):
        run += 1
        if texts[run - 1].endswith((",", *_STOPS)):
            break
    found = []
    for start in range(1, min(LABEL_WORDS, len(texts) - 2) + 1):
        if texts[start - 1].endswith((",", ":", *_STOPS)):
            break
        if not _begins(texts[start]) or texts[start - 1] in forms("connectors") or _approximates(texts, start):
            continue
        score = -0.25 * start
        if texts[start].casefold() in forms("openers") or _starts_with(texts, start, names[0]):
            score += 3
        if start == max(run - 1, 1) or (run == 1 and not any(_begins(text) for text in texts[1:start])):
            score += 2
        found.append((start, score))
    return found


def _approximates(texts: list[str], start: int) -> bool:
    """Whether the word before a figure belongs to it: "About 40%"."""
    figure = texts[start].lstrip("\"'(£$€~")[:1].isdigit()
    return figure and start > 1 and texts[start - 1].casefold() in forms("approximates")


def _second_cell(texts: list[str], first: int, names: tuple[str, ...]) -> _Cut | None:
    best: _Cut | None = None
    total = len(texts) - first
    for second in range(first + 1, len(texts)):
        before = texts[second - 1]
        if not _begins(texts[second]) or before.endswith(",") or before.casefold() in forms("connectors"):
            continue
        if _approximates(texts, second):
            continue
        left, right = texts[first:second], texts[second:]
        score = 2.0 if before.endswith(_STOPS) else 0.0
        score += 3.0 if _starts_with(texts, second, names[1]) else 0.0
        score += 2.0 if texts[second].casefold() == texts[first].casefold() else 0.0
        score += 1.0 if before[:1].islower() or before.endswith(_STOPS) else 0.0
        score -= 1.5 if before.casefold() in lexicon().prepositions else 0.0  # seldom as "all the way through"
        score -= 2.0 * abs(len(left) - len(right)) / total
        score -= 1.5 * (count_in(names[1], _text(left)) + count_in(names[0], _text(right)))
        score += 0.5 * (count_in(names[0], _text(left)) > 0) + 0.5 * (count_in(names[1], _text(right)) > 0)
        if best is None or score > best.score:
            best = _Cut(score, first, second)
    return best


def _text(words: list[str]) -> str:
    return " ".join(words).casefold()


def _starts_with(texts: list[str], start: int, name: str) -> bool:
    length = len(name.split())
    return _text(texts[start : start + length]).rstrip(".,;:'s") == name.rstrip("s")


def _opens_sentence(word: str) -> bool:
    return word.casefold() in forms("openers") and word.casefold() not in forms("label_openers")


def _begins(word: str) -> bool:
    """Whether a word can begin a cell: with a capital or a figure."""
    opening = word.lstrip("\"'(")[:1]
    return opening.isupper() or opening.isdigit()
