"""A segment's blocks as they weigh among all segments: without what was deleted, with the lengths and idf of the whole.

What is stored was computed for the collection as it was when the segment was written. Another mean length makes all
weights a little larger or smaller, so that what a term adds at most, and the scores that k passages have at least, are
stretched by the largest and the smallest change; weights themselves are computed anew. A deleted passage has a length
of its own for which all weights are 0: nothing else tells it from others, and no search finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.blocks import BLOCK, BLOCK_BITS, DEPTHS, Blocks, Row
from assistant.index.postings import Numbers, Values, ranges
from assistant.index.tfidf import Whole, idf_of, weights_of

_ROUNDING = 1e-6
"""Of a bound that was multiplied: more than that may change."""
_MOST_KEPT = 1 << 16


class Remaining(NamedTuple):
    """A segment's blocks as stored, and what was deleted of it.

    ``deleted`` (d,) are passages in rising order, ``fewer`` (b,) how many of them hold each term in many passages.
    """

    blocks: Blocks
    deleted: Numbers
    fewer: Numbers

    @classmethod
    def of(cls, blocks: Blocks, deleted: Numbers) -> Remaining:
        """With what the deleted passages hold counted."""
        return cls(blocks, deleted, holding(blocks, deleted))

    def within(self, whole: Whole, analyser: Analyser) -> Blocks:
        """The blocks as they weigh in the whole."""
        stored = self.blocks
        weights = weights_of(stored.frequencies, stored.lengths, whole, analyser)
        change = weights.astype(np.float64) / stored.weights
        rise = np.float32(change.max(initial=1.0) * (1 + _ROUNDING))
        fall = np.float32(change.min(initial=1.0) * (1 - _ROUNDING))
        codes = stored.length_codes
        if len(self.deleted):
            codes = np.array(codes)
            codes[self.deleted] = len(stored.lengths)
            weights = np.pad(weights, ((0, 0), (0, 1)))
        floors = np.hstack([stored.floors[:, :1] * rise, _deeper(stored.floors[:, 1:], self.fewer) * fall])
        for array in (codes, weights, floors):
            array.flags.writeable = False  # as what is mapped: compiled code is the same for both
        return replace(stored, length_codes=codes, weights=weights, bound_step=stored.bound_step * rise, floors=floors)


def _deeper(floors: Values, fewer: Numbers) -> Values:
    """The floors at each depth that passages which are not deleted reach: of those n deeper where n may be deleted."""
    found = np.zeros(floors.shape, np.float32)
    for place, depth in enumerate(DEPTHS):
        for deeper in range(len(DEPTHS) - 1, place - 1, -1):
            able = DEPTHS[deeper] - fewer >= depth
            found[able, place] = floors[able, deeper]
    return found


def holding(blocks: Blocks, passages: Numbers) -> NDArray[np.int32]:
    """(b,) how many of the passages, given in rising order, hold each term in many passages."""
    found = np.zeros(len(blocks.many_keys), np.int32)
    for block in np.unique(passages >> BLOCK_BITS).tolist():
        sought = np.zeros(BLOCK, np.bool_)
        first, last = passages.searchsorted([block * BLOCK, (block + 1) * BLOCK])
        sought[passages[first:last] & (BLOCK - 1)] = True
        begin, end = (blocks.offsets[:, block + side].astype(np.int64) for side in (0, 1))
        places = blocks.many[ranges(blocks.many_starts[:-1] + begin, end - begin)] >> blocks.many_shift
        owners = np.repeat(np.arange(len(found)), end - begin)
        found += np.bincount(owners[sought[places]], minlength=len(found)).astype(np.int32)
    return found


class Rarity:
    """How many passages of all segments hold a term, and the power of its idf; each looked up once."""

    def __init__(self, segments: Iterable[Remaining], whole: Whole, power: float) -> None:
        self._whole, self._power = whole, power
        self._counts = [_Counts(segment) for segment in segments]
        self._known: dict[str, tuple[int, np.float32]] = {}

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        return self._looked_up((term,))[term][0]

    def powers(self, terms: Sequence[str]) -> list[np.float32]:
        """The powers of the idf of terms."""
        known = self._looked_up(terms)
        return [known[term][1] for term in terms]

    def _looked_up(self, terms: Sequence[str]) -> Mapping[str, tuple[int, np.float32]]:
        """What is known, with these terms."""
        known = self._known
        new = [term for term in terms if term not in known]
        if new:
            if len(known) > _MOST_KEPT:
                known = self._known = {term: known[term] for term in terms if term in known}
            for term, held in zip(new, map(sum, zip(*(one.of(new) for one in self._counts), strict=True)), strict=True):
                known[term] = held, np.float32(idf_of(held, self._whole.passages) ** self._power)
        return known


class _Counts:
    """How many passages of a segment that are not deleted hold a term."""

    def __init__(self, segment: Remaining) -> None:
        self._segment = segment

    @cached_property
    def _deleted(self) -> NDArray[np.bool_]:
        found = np.zeros(len(self._segment.blocks), np.bool_)
        found[self._segment.deleted] = True
        return found

    def of(self, terms: Sequence[str]) -> list[int]:
        """How many hold each of the terms."""
        return [0 if row is None else self._of(row) for row in self._segment.blocks.rows(terms)]

    def _of(self, row: Row) -> int:
        if not len(self._segment.deleted):
            return row.end - row.start
        if row.many:
            return row.end - row.start - int(self._segment.fewer[row.number])
        ids, _ = self._segment.blocks.read(row)
        return row.end - row.start - int(np.count_nonzero(self._deleted[ids]))
