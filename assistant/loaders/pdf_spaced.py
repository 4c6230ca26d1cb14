"""Words that are set with space between their letters, as headings are for show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.loaders.pdf_words import Word

MIN_LETTERS = 4
MAX_SPACE, MAX_WORD_SPACE = 0.8, 2.5
WORD_SPACE = 1.6
"""Words are parted by a gap of so many times the one between their letters."""


def closed_up(words: Iterable[Word]) -> Iterator[Word]:
    """Words as they are meant: of four letters or more in a row, each by itself, those that stand close are one.

    >>> letters = [Word(c, x, x + 6, 0, 10, False) for c, x in zip("TEATIME", (0, 10, 20, 40, 50, 60, 70))]
    >>> [word.text for word in closed_up(letters)]
    ['TEA', 'TIME']
    """
    held: list[Word] = []
    for word in words:
        if held and not _goes_on(held[-1], word):
            yield from _joined(held)
            held = []
        held.append(word)
    yield from _joined(held)


def _goes_on(before: Word, word: Word) -> bool:
    gap = word.x0 - before.x1
    single = len(before.text) == len(word.text) == 1 and before.text.isalpha() and word.text.isalpha()
    level = before.y == word.y and before.size == word.size
    return single and level and 0 < gap < MAX_WORD_SPACE * word.size


def _joined(letters: Sequence[Word]) -> Iterator[Word]:
    """Letters as the words that they make."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(letters)]
    if len(letters) < MIN_LETTERS or min(gaps) > MAX_SPACE * letters[0].size:
        yield from letters
        return
    least = min(gaps)
    word = letters[0]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > WORD_SPACE * least + 0.05 * letter.size:
            yield word
            word = letter
        else:
            word = word._replace(text=word.text + letter.text, x1=letter.x1)
    yield word
