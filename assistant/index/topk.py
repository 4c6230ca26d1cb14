"""The best k passages without reading what cannot be among them; NumPy and nothing else.

A score that k passages are known to have is a floor: the k-th largest that one term adds alone is stored, and rises as
terms are read. Terms that reach the floor not even together (MaxScore, Turtle and Flood 1995) are not read but looked
up, for passages that may still get there by what these terms add at most in their block (block-max, Ding and Suel
2011). Sums that only decide what to look at may be off by a rounding, and are compared with a margin; the scores
returned are summed term by term in the order given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from assistant.index.blocks import BLOCK, BLOCK_BITS, DEPTHS, Blocks, Row
from assistant.index.postings import Ids, Values, ranges, unique

MARGIN = np.float32(1 - 1e-5)
"""Of a score: more than what adding some hundred 32-bit numbers in another order may change."""
_WHOLE = 4096
"""Lists no longer than this are read whole and not block by block."""


class Sought(NamedTuple):
    """A term of a question: where its postings are, and its weight."""

    row: Row
    weight: np.float32

    def share(self, weights: Values) -> Values:
        """What passages with these weights gain by the term."""
        return self.weight * (weights * self.row.idf)


class _Read(NamedTuple):
    """What was read of a term: passages in rising order, and what it adds to each."""

    ids: Ids
    shares: Values


def every_score(blocks: Blocks, terms: Sequence[Sought]) -> Values:
    """(N,) the scores of all passages, term by term."""
    scores = np.zeros(len(blocks), np.float32)
    for term in terms:
        ids, codes = blocks.read(term.row)
        scores[ids] += term.share(blocks.weigh(ids, codes))
    return scores


class Gains:
    """What the terms of a small collection add, kept once they have been asked for: eight bytes a posting."""

    def __init__(self, blocks: Blocks, rows: Callable[[Sequence[str]], list[Row | None]]) -> None:
        self._of: dict[str, _Read] = {}
        self._blocks, self._rows = blocks, rows

    def scores(self, terms: Mapping[str, float]) -> Values:
        """(N,) the scores of all passages, term by term in the order of the alphabet."""
        scores = np.zeros(len(self._blocks), np.float32)
        for term in sorted(terms):
            weight = np.float32(terms[term])
            held = self._of.get(term) or self._read(term)
            if held is not None and weight > 0:
                scores[held.ids] += held.shares if weight == 1 else weight * held.shares
        return scores

    def _read(self, term: str) -> _Read | None:
        row = self._rows((term,))[0]
        if row is None:
            return None
        ids, codes = self._blocks.read(row)
        held = self._of[term] = _Read(ids, self._blocks.weigh(ids, codes) * row.idf)
        return held


def top(blocks: Blocks, terms: Sequence[Sought], k: int, scratch: Values) -> tuple[Ids, Values]:
    """Passages among which the best ``k`` with a score above 0 are, ties with the last of them too, and their scores.

    ``scratch`` (N,) holds zeros, and does so again afterwards.
    """
    search = _Search(blocks, terms, k, scratch)
    ids, most = search.candidates()
    first = np.argpartition(-most, 2 * k)[: 2 * k] if len(ids) > 4 * k else np.arange(len(ids))
    held = np.sort(ids[first])
    scores = search.exact(held)
    if len(first) < len(ids):
        most[first] = 0
        rest = ids[most >= max(search.floor, _kth(scores, k)) * MARGIN]
        if len(rest):
            held, scores = np.concatenate([held, rest]), np.concatenate([scores, search.exact(rest)])
    return held, scores


def _kth(scores: Values, k: int) -> np.float32:
    return np.float32(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else np.float32(0)


class _Search:
    """One question on its way: ``floor`` is a score that ``k`` passages have at least."""

    def __init__(self, blocks: Blocks, terms: Sequence[Sought], k: int, scratch: Values) -> None:
        self.blocks = blocks
        self.terms = terms
        self.k = k
        self.floor = np.float32(0)
        self._sums = scratch
        self._read: dict[int, _Read] = {}
        self._weak: list[int] = []
        self._many = [number for number, term in enumerate(terms) if term.row.many]
        self._steps = {n: np.float32(terms[n].weight * terms[n].row.idf * blocks.bound_step[0]) for n in self._many}
        floors = {n: blocks.floors[terms[n].row.number].tolist() for n in self._many}
        self._most = {n: float(terms[n].weight * terms[n].row.idf) * 1.00001 * floors[n][0] for n in self._many}
        column = next((n for n, depth in enumerate(DEPTHS, start=1) if depth >= k), None)
        if column is not None:
            for n in self._many:
                self.floor = max(self.floor, terms[n].weight * (np.float32(floors[n][column]) * terms[n].row.idf))

    def candidates(self) -> tuple[Ids, Values]:
        """The passages that may be among the best, in rising order, and what each scores at most."""
        try:
            return self._candidates()
        finally:
            for read in self._read.values():
                self._sums[read.ids] = 0

    def _candidates(self) -> tuple[Ids, Values]:
        for number, term in enumerate(self.terms):
            if not term.row.many:
                self._add(number, self._whole(number))
        weak = sorted(self._many, key=self._most.__getitem__)
        while weak and sum(self._most[n] for n in weak) >= self.floor * MARGIN:
            number = weak.pop()
            row = self.terms[number].row
            self._add(number, self._within(number) if row.end - row.start > _WHOLE else self._whole(number))
        self._weak = weak
        goal = self.floor * MARGIN - np.float32(sum(self._most[n] for n in weak))
        ids = unique(np.concatenate([read.ids[self._sums[read.ids] >= goal] for read in self._read.values()]))
        most = self._sums[ids]
        of_block = ids >> BLOCK_BITS
        for number in weak:
            most += self._steps[number] * self.blocks.bounds[self.terms[number].row.number][of_block]
        able = most >= self.floor * MARGIN
        return ids[able], most[able]

    def _add(self, number: int, read: _Read) -> None:
        """Take what was read of a term into the sums, and raise the floor by them."""
        self._read[number] = read
        self._sums[read.ids] += read.shares
        self.floor = max(self.floor, _kth(self._sums[read.ids], self.k))

    def _whole(self, number: int) -> _Read:
        term = self.terms[number]
        ids, codes = self.blocks.read(term.row)
        return _Read(ids, term.share(self.blocks.weigh(ids, codes)))

    def _within(self, number: int) -> _Read:
        """The postings of a term in the blocks that may hold a passage which reaches the floor."""
        term, blocks = self.terms[number], self.blocks
        chosen = np.flatnonzero(self._bounds() >= self.floor * MARGIN)
        if 2 * len(chosen) > blocks.bounds.shape[1]:
            return self._whole(number)
        offsets = blocks.offsets[term.row.number]
        first = offsets[chosen].astype(np.int64)
        sizes = offsets[chosen + 1] - first
        packed = blocks.many[ranges(first + blocks.many_starts[term.row.number], sizes)]
        ids = np.repeat(chosen * BLOCK, sizes) + (packed >> blocks.many_shift)
        return _Read(ids.astype(np.int32), term.share(blocks.weigh(ids, packed & ((1 << blocks.many_shift) - 1))))

    def _bounds(self) -> Values:
        """(R,) what a passage of each block scores at most."""
        bounds = np.zeros(self.blocks.bounds.shape[1], np.float32)
        for number in self._many:
            bounds += self._steps[number] * self.blocks.bounds[self.terms[number].row.number]
        for number, read in self._read.items():
            if number not in self._steps and len(read.ids):
                of_block = read.ids >> BLOCK_BITS
                runs = np.concatenate([_ZERO, np.flatnonzero(of_block[1:] != of_block[:-1]) + 1])
                bounds[of_block[runs]] += np.maximum.reduceat(read.shares, runs)
        return bounds

    def exact(self, ids: Ids) -> Values:
        """The scores of passages given in rising order, term by term."""
        shares = self._looked_up(ids)
        scores = np.zeros(len(ids), np.float32)
        for number in range(len(self.terms)):
            if number in shares:
                scores += shares[number]
                continue
            read = self._read[number]
            place = read.ids.searchsorted(ids)
            np.minimum(place, len(read.ids) - 1, out=place)
            scores += read.shares[place] * (read.ids[place] == ids)
        return scores

    def _looked_up(self, ids: Ids) -> dict[int, Values]:
        """What the terms that were not read add to each of these, found by halving in their blocks, all at once."""
        if not self._weak:
            return {}
        blocks = self.blocks
        many, shift = blocks.many, blocks.many_shift
        rows = np.array([[self.terms[number].row.number] for number in self._weak])
        of_block = ids >> BLOCK_BITS
        sought = ((ids & (BLOCK - 1)) << shift).astype(many.dtype)
        first = np.array([[self.terms[number].row.start] for number in self._weak])
        before = first + blocks.offsets[rows, of_block] - 1
        end = first + blocks.offsets[rows, of_block + 1]
        for step in _STEPS:
            ahead = before + step
            smaller = many.take(ahead, mode="clip") < sought
            smaller &= ahead < end
            before = np.where(smaller, ahead, before)
        before += 1
        packed = many.take(before, mode="clip")
        found = ((packed >> shift) == (ids & (BLOCK - 1))) & (before < end)
        weights = blocks.weigh(ids, packed & ((1 << shift) - 1)) * found
        return {number: self.terms[number].share(weights[n]) for n, number in enumerate(self._weak)}


_STEPS = (*(BLOCK >> n for n in range(1, BLOCK_BITS + 1)), 1)
"""64 + … + 1 is one short of a full block."""
_ZERO = np.zeros(1, np.int64)
