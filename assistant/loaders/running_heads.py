"""What stands at the head and foot of each page of a text that was copied out of a printed document.

Pages are told by the form feeds between them. What is left out is the number of the page, and the lines at its edges
that stand at the same edge of another page too, whatever figures are in them. Where there are no form feeds, the
numbers of pages are told by their count ("Page 1 of 4", "Page 2 of 4"), and the lines beside them by standing beside
others too. A sentence that goes on over the page is whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.loaders.lines import Line
from assistant.types import Span

EDGE_LINES = 3
MIN_SHARE = 0.5
"""On so many of the pages a line has to stand, and on two."""

MIN_COUNTED = 2

_COUNTED = re.compile(r"\W*(?:page|p\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_NUMBERS_PAGE = re.compile(r"^[^\w\n]{0,9}(?:page|p\.)[ \t]*\d{1,4}\b", re.IGNORECASE | re.MULTILINE)
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)


def has_pages(text: str) -> bool:
    """Whether a text may have pages: form feeds, or a line that numbers one.

    >>> has_pages("Tea\\nPage 1 of 3\\nis hot."), has_pages("The page is hot.")
    (True, False)
    """
    return "\f" in text or _NUMBERS_PAGE.search(text) is not None


def running_heads(text: str, lines: Sequence[Line]) -> list[Span]:
    """The spans to leave out, in order: the lines, and the white space in which a sentence goes on over the page."""
    if "\f" not in text:
        left_out = _counted(lines)
        return list(_spans(text, lines, left_out)) if left_out else []
    pages = _pages(text, lines)
    if len(pages) < 2:
        return []
    seen = Counter(key for page in pages for key in {_key(line, edge) for line, edge in _edges(page)})
    least = max(2, MIN_SHARE * len(pages))

    def recurs(line: Line, edge: str) -> bool:
        return _PAGE_NUMBER.fullmatch(line.text) is not None or seen[_key(line, edge)] >= least

    left_out = {
        line.start
        for page in pages
        for edge, inwards in (("head", page), ("foot", page[::-1]))
        for line in takewhile(lambda line, edge=edge: recurs(line, edge), inwards[:EDGE_LINES])  # type: ignore[misc]
    }
    return list(_spans(text, lines, left_out)) if left_out else []


def _counted(lines: Sequence[Line]) -> set[int]:
    """Where the lines start that number the pages, each one more than the one before, and those beside them."""
    found = [(place, int(match[1])) for place, line in enumerate(lines) if (match := _COUNTED.fullmatch(line.text))]
    if len(found) < MIN_COUNTED or any(other[1] != one[1] + 1 for one, other in pairwise(found)):
        return set()
    places = [place for place, _ in found]
    beside = {
        side: Counter(_key(lines[place + side], "")[1] for place in places if 0 <= place + side < len(lines))
        for side in (-1, 1)
    }
    left_out = {lines[place].start for place in places}
    for place in places:
        for side in (-1, 1):
            near = lines[place + side] if 0 <= place + side < len(lines) else None
            if near is not None and beside[side][_key(near, "")[1]] >= max(2, MIN_SHARE * len(places)):
                left_out.add(near.start)
    return left_out


def _pages(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    feeds = [match.start() for match in re.finditer("\f", text)]
    pages: list[list[Line]] = [[]]
    for line in lines:
        while feeds and line.start > feeds[0]:
            feeds.pop(0)
            pages.append([])
        pages[-1].append(line)
    return [page for page in pages if page]


def _edges(page: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The lines at the edges of a page, each with the edge."""
    for line in page[:EDGE_LINES]:
        yield line, "head"
    for line in page[-EDGE_LINES:]:
        yield line, "foot"


def _key(line: Line, edge: str) -> tuple[str, str]:
    return edge, _FIGURES.sub("0", " ".join(line.text.split()).casefold())


def _spans(text: str, lines: Sequence[Line], left_out: set[int]) -> Iterator[Span]:
    kept: Line | None = None
    skipped: list[Line] = []
    for line in lines:
        if line.start in left_out:
            skipped.append(line)
            continue
        if skipped and kept is not None and not kept.text.endswith((".", "!", "?", ":")) and line.text[:1].islower():
            yield Span(text.find("\n", kept.end) + 1 or kept.end + 1, line.start)
        else:
            yield from (one.span for one in skipped)
        kept, skipped = line, []
    yield from (one.span for one in skipped)
