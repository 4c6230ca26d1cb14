"""The words of a collection, over all its segments: which there are, how many documents hold one, how it is spelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.index.segment import Segment

if TYPE_CHECKING:
    from assistant.index.near import Near


class Wordbook:
    """The words that are seen, folded; ``there`` is for each segment which of its documents are not deleted."""

    def __init__(self, segments: Sequence[Segment], there: Sequence[NDArray[np.bool_]]) -> None:
        self._segments, self._there = segments, there
        self._alone = segments[0] if len(segments) == 1 and there[0].all() else None

    def frequency(self, word: str) -> int:
        """How many documents hold a word."""
        held = [segment.word_documents.find(word) for segment in self._segments]
        found = zip(held, self._there, strict=True)
        return sum(int(np.count_nonzero(there[one[0]])) for one, there in found if one is not None)

    def __contains__(self, word: str) -> bool:
        return self.frequency(word) > 0

    @cached_property
    def words(self) -> list[str]:
        """All words in the order of their keys."""
        if self._alone is not None:
            return self._alone.words
        found: dict[int, str] = {}
        for number, segment in enumerate(self._segments):
            found.update(_listed(segment, self._seen(number)))
        return [found[key] for key in sorted(found)]

    def similar(self, word: str) -> list[tuple[str, float]]:
        """The words that a misspelt one may stand for; see ``spelling.similar``."""
        from assistant.index.spelling import similar

        if self._alone is not None:
            return similar(word, self._alone.words, self._alone.word_view)
        return similar(word, *self._near.around(word))

    def _seen(self, number: int) -> NDArray[np.bool_]:
        """Which words of a segment are in a document that is not deleted."""
        held, there = self._segments[number].word_documents, self._there[number]
        if not len(held.keys) or there.all():
            return np.ones(len(held.keys), np.bool_)
        seen: NDArray[np.bool_] = np.logical_or.reduceat(there[held.ids], held.starts[:-1])
        return seen

    @cached_property
    def _largest(self) -> Segment:
        """The segment with the most words."""
        return max(self._segments, key=lambda segment: len(segment.word_documents.keys))

    @cached_property
    def _near(self) -> Near:
        from assistant.index.near import Near

        base = self._segments.index(self._largest)
        keys, seen = self._largest.word_documents.keys, self._seen(base)
        more: dict[int, str] = {}
        for number, segment in enumerate(self._segments):
            if number != base:
                own = segment.word_documents.keys
                places = np.minimum(keys.searchsorted(own), len(keys) - 1)
                more.update(_listed(segment, self._seen(number) & ~((keys[places] == own) & seen[places])))
        return Near(self._largest.words, keys, self._largest.word_view, ~seen, more)


def _listed(segment: Segment, picked: NDArray[np.bool_]) -> Iterator[tuple[int, str]]:
    """Words of a segment with their keys."""
    keys, words = segment.word_documents.keys, segment.words
    return ((int(keys[place]), words[place]) for place in np.flatnonzero(picked).tolist())
