"""The search of ``topk`` as compiled code, for whoever asks many questions of a large collection (extra ``fast``).

It reads the same blocks and sums the same numbers in the same order, so that ranking and scores are the same bit for
bit. The passages of the terms that few hold are put together first, and each is bounded by what the others add at most
in its block. Where terms in many passages may make a result without those, blocks are read in falling order of their
bounds (Mallia et al. 2024). Either way the terms that are weak together are only looked up.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from assistant.index.base import Ranked
from assistant.index.blocks import Array, Blocks
from assistant.index.compiled.best import among, bounds_of, by_block, exactly
from assistant.index.compiled.sums import added, added_by_block, cleared, of_all, raised
from assistant.index.compiled.terms import ABOVE, FEW, MARGIN, by_strength, compiled, held, known_floor, placed
from assistant.index.postings import key_of

_ranked_of = partial(tuple.__new__, Ranked)
SCORED_ALL = 1 << 14
"""So few passages are all scored: up to 10,000 that was faster than judging blocks, at 100,000 it was not."""
LONG = 1 << 16
"""Longer lists are read block by block; with 800,000 passages faster by a sixth than from 16,384 on."""


class Fast:
    """Answers questions from blocks of postings."""

    def __init__(self, blocks: Blocks, scored_all: int = SCORED_ALL, long: int = LONG) -> None:
        self._all, self._long = len(blocks) <= scored_all, long
        self._own = threading.local()
        self._held = held(blocks)

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``; ``k`` is small."""
        if not terms:
            return []
        named = sorted(terms)
        keys = np.array([key_of(term) for term in named], np.uint64)
        weights = np.array([terms[term] for term in named], np.float32)
        ids, scores = _top(keys, weights, k, self._all, self._long, self._held, self._sums())
        return list(map(_ranked_of, zip(ids.tolist(), scores.tolist(), strict=True)))

    def _sums(self) -> Array:
        """Zeros, one for each passage, of this thread's own."""
        held: Array | None = getattr(self._own, "zeros", None)
        if held is None:
            held = self._own.zeros = np.zeros(len(self._held.lengths), np.float32)
        return held


@compiled
def _top(keys: Any, asked: Any, k: int, score_all: bool, long: int, held: Any, sums: Any) -> Any:
    """The best; ``sums`` (N,) are zeros, and are so again afterwards."""
    terms = placed(keys, asked, held)
    if score_all:
        return of_all(terms, held, sums, k)
    ranked, most = by_strength(terms, held)
    factors = terms.asked * terms.idf * held.step
    peaks = np.zeros(held.bounds.shape[1], np.float32)
    heap, heads = np.zeros(k, np.float32), np.zeros(k, np.int64)
    floor = known_floor(terms, held, k)
    for t in range(len(keys)):
        if terms.kind[t] == FEW:
            floor = max(floor, added(t, terms, held, sums, peaks, heap, heads))
            floor = raised(heap, heads, ranked, terms, held, floor)
    strong, slack = len(ranked), np.float32(0)
    for t in ranked:
        slack += most[t]
    while strong > 0 and slack >= floor * MARGIN:
        t = ranked[strong - 1]
        if slack < floor * MARGIN or terms.end[t] - terms.first[t] > long:
            break
        slack -= most[t] / ABOVE
        strong -= 1
        rest = bounds_of(terms.row, factors, held.bounds, ranked[:strong])
        floor = max(floor, added_by_block(t, rest, terms, held, sums, peaks, heap, heads, floor))
        floor = raised(heap, heads, ranked[:strong], terms, held, floor)
    if slack < floor * MARGIN:
        found, guessed, floor = among(slack, terms, held, ranked, strong, factors, sums, peaks, heap, floor)
    else:
        found, guessed, floor = by_block(peaks, terms, held, ranked[:strong], factors, sums, heap, floor)
    cleared(terms, held, ranked[strong:], sums)
    return exactly(found, guessed, floor * MARGIN, terms, held, k)
