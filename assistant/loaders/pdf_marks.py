"""Where on a page of a PDF a stretch of the text stands that was made of it."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.loaders.pdf_frame import Box
from assistant.loaders.pdf_words import Word

MOST_PAIRS = 500_000
"""Of words that a page repeats more often than this allows, none is told from the others."""

_WORD = re.compile(r"\S+")
_ABOVE, _BELOW = 0.85, 0.25
_SAME_LINE = 0.3
_NEXT_WORD = 1.5


def marks(drawn: Sequence[Word], text: str, start: int, end: int) -> list[Box]:
    """The boxes around the words of ``text[start:end]``, one for each line or cell, in points from the lower left.

    ``text`` is what the page says, in whatever order its words are ``drawn``.
    """
    said = [(match.group(), *match.span()) for match in _WORD.finditer(text)]
    found = aligned([word for word, _, _ in said], [word.text for word in drawn])
    quoted = [n for n, (_, begin, stop) in enumerate(said) if begin < end and start < stop]
    return list(_boxes([drawn[found[n]] for n in quoted if n in found]))


def aligned(said: Sequence[str], drawn: Sequence[str]) -> dict[int, int]:
    """For the position of a word said that of the same word drawn: the longest runs that both have come first.

    A word that is in no run of two or more has its like only where it is the last one left on both sides. This is
    greedy string tiling (Wise, 1993), the runs found by their diagonals.

    >>> aligned("a b c d".split(), "c d x a b".split())
    {0: 3, 1: 4, 2: 0, 3: 1}
    """
    taken: dict[int, int] = {}
    used: set[int] = set()
    runs = [(-length, one, other) for one, other, length in _runs(said, drawn) if length > 1]
    heapq.heapify(runs)
    while runs:
        length, one, other = heapq.heappop(runs)
        free = [step for step in range(-length) if one + step not in taken and other + step not in used]
        if len(free) == -length:
            taken.update((one + step, other + step) for step in free)
            used.update(other + step for step in free)
        else:
            for first, count in _stretches(free):
                if count > 1:
                    heapq.heappush(runs, (-count, one + first, other + first))
    taken |= _last_ones(said, drawn, taken, used)
    return dict(sorted(taken.items()))


def _runs(said: Sequence[str], drawn: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The runs of words that cannot be made longer, as the two places where they begin and their length."""
    places: dict[str, list[int]] = {}
    for other, word in enumerate(drawn):
        places.setdefault(word, []).append(other)
    often = Counter(said)
    share = MOST_PAIRS / max(1, len(places))
    places = {word: found for word, found in places.items() if often[word] * len(found) <= share}
    pairs = {(one, other) for one, word in enumerate(said) for other in places.get(word, ())}
    for one, other in pairs:
        if (one - 1, other - 1) not in pairs:
            length = 1
            while (one + length, other + length) in pairs:
                length += 1
            yield one, other, length


def _stretches(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in a row, as the first of them and how many there are."""
    begin = 0
    for place in range(1, len(steps) + 1):
        if place == len(steps) or steps[place] != steps[place - 1] + 1:
            yield steps[begin], place - begin
            begin = place


def _last_ones(
    said: Sequence[str], drawn: Sequence[str], taken: Mapping[int, int], used: set[int]
) -> Mapping[int, int]:
    left = [one for one in range(len(said)) if one not in taken]
    others = [other for other in range(len(drawn)) if other not in used]
    often = Counter(said[one] for one in left), Counter(drawn[other] for other in others)
    places = {drawn[other]: other for other in others}
    return {one: places[said[one]] for one in left if often[0][said[one]] == often[1][said[one]] == 1}


def _boxes(words: Sequence[Word]) -> Iterator[Box]:
    """Boxes around words, those that follow each other on a line as one."""
    held: list[Word] = []
    for word in words:
        if held and not _follows(held[-1], word):
            yield _around(held)
            held = []
        held.append(word)
    if held:
        yield _around(held)


def _follows(before: Word, word: Word) -> bool:
    size = max(before.size, word.size)
    return abs(word.y - before.y) < _SAME_LINE * size and -size < word.x0 - before.x1 < _NEXT_WORD * size


def _around(words: Sequence[Word]) -> Box:
    return (
        min(word.x0 for word in words),
        min(word.y - _BELOW * word.size for word in words),
        max(word.x1 for word in words),
        max(word.y + _ABOVE * word.size for word in words),
    )
