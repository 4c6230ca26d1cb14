"""The index over several segments: each is searched by itself, with the idf and the mean length of all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.index.analyser import Analyser
from assistant.index.base import Ranked
from assistant.index.remaining import Rarity, Remaining
from assistant.index.tfidf import TfidfIndex, Whole, idf_of


class Stretches(NamedTuple):
    """Where runs of a segment's passages begin in it, in rising order, and where in the whole."""

    own: list[int]
    whole: list[int]

    def position(self, passage: int) -> int:
        """A passage's position in the whole."""
        run = bisect_right(self.own, passage) - 1
        return self.whole[run] + passage - self.own[run]


class Segmented:
    """Finds the best passages of several segments; the ranking and the scores are those of one that holds all."""

    def __init__(
        self, segments: Sequence[Remaining], stretches: Sequence[Stretches], whole: Whole, analyser: Analyser
    ) -> None:
        self._rarity = Rarity(segments, whole, analyser.idf_power)
        self._whole = whole
        self._segments = [
            (TfidfIndex(segment.within(whole, analyser), analyser, self._rarity.powers), places)
            for segment, places in zip(segments, stretches, strict=True)
        ]

    def __len__(self) -> int:
        return self._whole.passages

    def __contains__(self, term: str) -> bool:
        return self.frequency(term) > 0

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        return self._rarity.frequency(term)

    def idf(self, term: str) -> float:
        """The rarity of a term: ln(1 + (N - n + ½) / (n + ½))."""
        return float(idf_of(self.frequency(term), len(self)))

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``."""
        found = [
            (-score, places.position(passage))
            for index, places in self._segments
            for passage, score in index.search(terms, k)
            if score > 0  # deleted ones have none
        ]
        return [(position, -score) for score, position in sorted(found)[: max(k, 0)]]

    def hasten(self) -> bool:
        """See ``TfidfIndex.hasten``."""
        return all(index.hasten() for index, _ in self._segments)
