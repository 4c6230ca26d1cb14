"""Lists and tables that somebody typed as paragraphs: with marks or numbers in front, with tabs in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from assistant.loaders.parts import BULLET, Grid, Heading, Item, Listing, Paragraph, Part, listed, stands_for

MIN_ROWS = 3
MAX_CELL_WORDS = 25
# a long dash begins what somebody says
_BULLET = re.compile(r"[-–•*·▪◦●○■□✓✔➢] ?\s+(?=[^\W_]|[\"'“‘(])")
_NUMBER = re.compile(r"\(?(\d{1,3}|[A-Za-z])[.)]\s+(?=[^\W_]|[\"'“‘(])")
_LABEL = re.compile(r"[^\W\d_][\w'’./-]+(?: [\w'’./-]+){0,3}: (?=\S)")
_TABS = re.compile(r"\s*\t\s*")


def put_together(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts, those that were typed as a list or a table put together; no other text holds tabs then."""
    for is_paragraph, group in groupby(parts, key=lambda part: isinstance(part, Paragraph)):
        if is_paragraph:
            yield from _of_paragraphs([one for part in group if isinstance(part, Paragraph) for one in _in_lines(part)])
        else:
            yield from map(_without_tabs, group)


def _of_paragraphs(paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    at = 0
    while at < len(paragraphs):
        goes_on = at > 0 and _LABEL.match(paragraphs[at - 1].text) is not None
        found, size = (
            _rows(paragraphs, at)
            or _items(paragraphs, at)
            or (None if goes_on else _labels(paragraphs, at))
            or (None, 1)
        )
        yield found if found is not None else _without_tabs(paragraphs[at])
        at += size


def _from(paragraphs: Sequence[Paragraph], at: int) -> Iterator[Paragraph]:
    """The paragraphs from a place on, not copied: there may be very many."""
    return (paragraphs[place] for place in range(at, len(paragraphs)))


def _in_lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph; one whose lines from some line on all have marks as these lines."""
    lines = paragraph.text.split("\n")
    first = next((number for number, line in enumerate(lines) if _item(line)), len(lines))
    if len(lines) - first < 2 or not all(map(_item, lines[first:])):
        yield paragraph
        return
    if first:
        yield Paragraph("\n".join(lines[:first]))
    yield from map(Paragraph, lines[first:])


def _items(paragraphs: Sequence[Paragraph], at: int) -> tuple[Listing, int] | None:
    """The list that begins with a paragraph: at least two behind the same sort of mark, numbers in their order."""
    items: list[Item] = []
    for paragraph in _from(paragraphs, at):
        item = _item(paragraph.text)
        if item is None or (items and not _is_next(items[-1].mark, item.mark)):
            break
        items.append(item)
    return (Listing(tuple(items)), len(items)) if len(items) > 1 else None


def _labels(paragraphs: Sequence[Paragraph], at: int) -> tuple[Listing, int] | None:
    """The list that begins with a paragraph: a label and what it stands for in each of its lines, or in paragraphs."""
    lines = labelled_lines(paragraphs[at].text)
    if lines is not None:
        return lines, 1
    texts: list[str] = []
    for paragraph in _from(paragraphs, at):
        if not _LABEL.match(paragraph.text) or len(paragraph.text.split()) > MAX_CELL_WORDS:
            break
        texts.append(paragraph.text)
    if len(texts) < MIN_ROWS or len({text.partition(":")[0] for text in texts}) < len(texts):
        return None
    return Listing(tuple(map(Item, texts)), led=False), len(texts)


def labelled_lines(text: str) -> Listing | None:
    """The list that a text is, if each of its lines is another label and what it stands for.

    >>> labelled_lines("Date: 14 March\\nChair: Ruth Okafor").items[1].text
    'Chair: Ruth Okafor'
    """
    lines = text.split("\n")
    labels = {line.partition(":")[0] for line in lines if _LABEL.match(line)}
    return Listing(tuple(map(Item, lines)), led=False) if len(labels) == len(lines) > 1 else None


def _item(text: str) -> Item | None:
    bullet, number = _BULLET.match(text), _NUMBER.match(text)
    if bullet:
        return Item(_spaced(text[bullet.end() :]))
    return Item(_spaced(text[number.end() :]), mark=f"{number.group(1)}.") if number else None


def _is_next(before: str, mark: str) -> bool:
    if BULLET in (before, mark):
        return before == mark
    one, other = before[:-1], mark[:-1]
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return not one.isdigit() and not other.isdigit() and ord(other) == ord(one) + 1


def _rows(paragraphs: Sequence[Paragraph], at: int) -> tuple[Part, int] | None:
    """The table that begins with a paragraph: lines of as many pieces between tabs, none of which is long."""
    rows: list[tuple[str, ...]] = []
    for paragraph in _from(paragraphs, at):
        cells = tuple(_TABS.split(paragraph.text.strip()))
        if len(cells) < 2 or _item(paragraph.text) or any(len(cell.split()) > MAX_CELL_WORDS for cell in cells):
            break
        rows.append(cells)
    rows = rows[: next((n + 1 for n, (one, other) in enumerate(pairwise(rows)) if len(one) != len(other)), len(rows))]
    if len(rows) > 1 and stands_for(rows, named=True):
        return Listing(tuple(listed(rows)), led=False), len(rows)
    return (Grid(tuple(rows)), len(rows)) if len(rows) >= MIN_ROWS else None


def _without_tabs(part: Part) -> Part:
    if isinstance(part, Paragraph):
        return Paragraph(_spaced(part.text))
    if isinstance(part, Heading):
        return Heading(_spaced(part.text), part.level)
    if isinstance(part, Listing):
        return Listing(tuple(Item(_spaced(item.text), item.level, item.mark) for item in part.items), part.led)
    return part


def _spaced(text: str) -> str:
    return _TABS.sub(" ", text)
