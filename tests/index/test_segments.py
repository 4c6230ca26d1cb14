"""A search over several segments, some of whose passages were deleted, against the same passages in one."""

from __future__ import annotations

import importlib.util
from functools import lru_cache

import numpy as np
import pytest
from exhaustive import WORDS, Exhaustive, collection
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.blocks import Blocks
from assistant.index.packing import index_of
from assistant.index.postings import Postings, key_of
from assistant.index.remaining import Remaining, holding
from assistant.index.segmented import Segmented, Stretches
from assistant.index.tfidf import Whole

ALL = 24_000
SHARES = [0.9, 0.07, 0.02, 0.01]
"""Of the documents: 21,600 passages in a first segment, which is searched in blocks, and fewer in those after it."""
SMALL = 700
HOWS = [
    "numpy",
    *(
        pytest.param(how, marks=pytest.mark.skipif(not importlib.util.find_spec("numba"), reason="numba"))
        for how in ("numba", "numba, block by block")
    ),
]
Numbers = NDArray[np.int64]


def cut(seed: int, gone: float) -> tuple[Numbers, Numbers]:
    """For each passage its segment, and where it is among those that are there, -1 where it was deleted.

    Documents have up to 200 passages each and are in one segment or the other as chance has it.
    """
    drawn = np.random.default_rng(seed)
    sizes = drawn.integers(1, 200, ALL)
    sizes = sizes[: int(np.cumsum(sizes).searchsorted(ALL)) + 1]
    document = np.repeat(np.arange(len(sizes)), sizes)[:ALL]
    segment = drawn.choice(len(SHARES), len(sizes), p=SHARES)[document]
    there = (drawn.random(len(sizes)) >= gone)[document]
    return segment, np.where(there, np.cumsum(there) - 1, -1)


@lru_cache(maxsize=8)
def searched(how: str, gone: float, mean: int = 30) -> tuple[Segmented, Exhaustive]:
    """``mean`` is the words a passage had when the segments were written; there are 30 now."""
    postings, lengths = collection(5, ALL)
    segment, position = cut(3, gone)
    alive = position >= 0
    whole = Exhaustive(postings.renumbered(position.astype(np.int32)), lengths[alive], Analyser())
    parts, stretches = [], []
    for number in range(len(SHARES)):
        own = np.flatnonzero(segment == number)
        places = np.full(ALL, -1, np.int32)
        places[own] = np.arange(len(own))
        then = Whole(ALL, ALL * mean)
        stored = index_of(postings.renumbered(places), lengths[own], Analyser(), then).blocks
        parts.append(Remaining.of(stored, np.flatnonzero(~alive[own])))
        kept = np.flatnonzero(alive[own])
        stretches.append(Stretches(kept.tolist(), position[own[kept]].tolist()))
    index = Segmented(parts, stretches, Whole.of(lengths[alive]), Analyser())
    if how != "numpy":
        from assistant.index.fast import LONG, Fast

        long = 500 if how.endswith("block by block") else LONG
        for one, _ in index._segments:
            one._fast = Fast(one.blocks, one._powers, scored_all=SMALL, long=long).search
    return index, whole


questions = st.dictionaries(
    st.one_of(st.integers(0, 5), st.integers(0, WORDS + 3)).map(lambda n: f"w{n}"),
    st.sampled_from([1.0, 0.3, 0.15, 2.5]),
    max_size=9,
)


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize(("gone", "mean"), [(0.0, 30), (0.02, 4), (0.02, 200), (0.4, 30)])
@given(terms=questions, k=st.sampled_from([0, 1, 3, 10, 20, 100, 1000, 30000]))
def test_ranking_and_scores_are_those_of_one_segment_bit_for_bit(
    how: str, gone: float, mean: int, terms: dict[str, float], k: int
) -> None:
    index, whole = searched(how, gone, mean)
    assert index.search(terms, k) == whole.search(terms, k)


@pytest.mark.parametrize("how", HOWS)
def test_passages_that_are_alike_come_in_order_of_their_positions(how: str) -> None:
    """Two segments of passages that are all alike, taking turns."""
    half = 9000
    ids, ones = np.arange(half, dtype=np.int32), np.ones(half, np.float32)
    alike = Postings.of(np.full(half, key_of("tea"), np.uint64), ids, ones)
    part = Remaining.of(index_of(alike, np.full(half, 9, np.int32), Analyser()).blocks, np.arange(0, 20))
    turns = [Stretches(list(range(half)), list(range(first - 40, 2 * half - 40, 2))) for first in (0, 1)]
    index = Segmented([part, part], turns, Whole(2 * half - 40, 9 * (2 * half - 40)), Analyser())
    if how != "numpy":
        assert index.hasten()
    assert [position for position, _ in index.search({"tea": 1.0, "pot": 1.0}, 30)] == list(range(30))


def test_how_many_passages_hold_a_term_is_counted_over_all_segments() -> None:
    index, whole = searched("numpy", 0.4)
    for number in range(WORDS):
        found = whole.postings.find(f"w{number}")
        assert index.frequency(f"w{number}") == (0 if found is None else len(found[0]))
    assert "w0" in index
    assert "nowhere" not in index
    assert len(index) == whole.size
    assert index.idf("nowhere") > index.idf("w300") > index.idf("w0")


def test_what_deleted_passages_hold_is_counted_in_their_blocks() -> None:
    postings, lengths = collection(5, 2000)
    blocks: Blocks = index_of(postings, lengths, Analyser()).blocks
    deleted = np.array([0, 1, 127, 128, 640, 1999])
    kept = np.ones(2000, np.int32)
    kept[deleted] = -1
    wanted = []
    for key in blocks.many_keys:
        row = int(postings.keys.searchsorted(key))
        ids = postings.ids[postings.starts[row] : postings.starts[row + 1]]
        wanted.append(int(np.isin(ids, deleted).sum()))
    assert holding(blocks, deleted).tolist() == wanted
    assert max(wanted) > 3
