"""The search that leaves out what cannot be among the best, against the scores of every passage one by one."""

from __future__ import annotations

import importlib.util
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np
import pytest
from exhaustive import WORDS, Exhaustive, collection
from hypothesis import given
from hypothesis import strategies as st

from assistant.index import tfidf
from assistant.index.analyser import Analyser
from assistant.index.blocks import BLOCK, FEW
from assistant.index.packing import index_of
from assistant.index.postings import Postings, key_of, stable_order
from assistant.index.tfidf import TfidfIndex
from assistant.index.unpacking import unpacked

PASSAGES = 17_000
SMALL = 700
HOWS = [
    "numpy",
    *(
        pytest.param(how, marks=pytest.mark.skipif(not importlib.util.find_spec("numba"), reason="numba"))
        for how in ("numba", "numba, block by block")
    ),
]


@lru_cache(maxsize=16)
def searched(how: str, wide: bool = False, size: int = PASSAGES) -> tuple[TfidfIndex, Exhaustive]:
    postings, lengths = collection(7, size, wide=wide)
    index = index_of(postings, lengths, Analyser())
    if how != "numpy":
        from assistant.index.fast import LONG, Fast

        long = 500 if how.endswith("block by block") else LONG
        index._fast = Fast(index.blocks, scored_all=SMALL, long=long).search
    return index, Exhaustive(postings, lengths, Analyser())


questions = st.dictionaries(
    st.one_of(st.integers(0, 5), st.integers(0, WORDS + 3)).map(lambda n: f"w{n}"),
    st.sampled_from([1.0, 0.3, 0.15, 2.5]),
    max_size=9,
)


def test_the_collection_has_terms_of_both_sorts() -> None:
    blocks = searched("numpy")[0].blocks
    assert len(blocks.list_ends) > 20
    assert len(blocks.many_keys) > 10
    assert blocks.bounds.shape[1] == -(-PASSAGES // BLOCK)
    assert len(blocks.few_idf) > FEW


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("wide", [False, True], ids=["few frequencies", "more than a byte can tell apart"])
@pytest.mark.parametrize("size", [SMALL, PASSAGES])
@given(terms=questions, k=st.sampled_from([1, 3, 10, 20, 100, 1000, 20000]))
def test_ranking_and_scores_are_those_of_every_passage_bit_for_bit(
    how: str, wide: bool, size: int, terms: dict[str, float], k: int
) -> None:
    index, exhaustive = searched(how, wide, size)
    assert index.search(terms, k) == exhaustive.search(terms, k)


@pytest.mark.parametrize("how", HOWS)
def test_passages_that_are_alike_come_in_order_of_their_positions(how: str) -> None:
    ids = np.arange(PASSAGES, dtype=np.int32)
    ones, lengths = np.ones(PASSAGES, np.float32), np.full(PASSAGES, 9, np.int32)
    index = index_of(Postings.of(np.full(PASSAGES, key_of("tea"), np.uint64), ids, ones), lengths, Analyser())
    if how != "numpy":
        assert index.hasten()
    assert [position for position, _ in index.search({"tea": 1.0, "pot": 1.0}, 30)] == list(range(30))


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("size", [SMALL, PASSAGES])
def test_questions_may_become_longer_and_shorter_and_ask_for_more_and_fewer(how: str, size: int) -> None:
    index, exhaustive = searched(how, size=size)
    for words, k in ((2, 5), (200, 5), (3, 50), (90, 1), (1, 5)):
        terms = {f"w{3 * n}": 1.0 + n % 3 for n in range(words)}
        assert index.search(terms, k) == exhaustive.search(terms, k)


@pytest.mark.parametrize("how", HOWS)
def test_threads_that_search_at_once_do_not_disturb_each_other(how: str) -> None:
    index, exhaustive = searched(how)
    asked = [{f"w{n}": 1.0, f"w{n + 20}": 0.5, f"w{7 * n}": 1.0} for n in range(1, 41)]
    expected = [exhaustive.search(terms, 10) for terms in asked]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(5):
            assert list(pool.map(lambda terms: index.search(terms, 10), asked)) == expected


def test_a_small_collection_is_scored_as_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    postings, lengths = collection(9, PASSAGES)
    small = index_of(postings, lengths, Analyser())
    monkeypatch.setattr(tfidf, "_SMALL", PASSAGES + 1)
    exhaustive = Exhaustive(postings, lengths, Analyser())
    for terms in ({"w0": 1.0, "w9": 0.3}, {"w399": 1.0}, {"w3": 1.0, "w50": 1.0, "w200": 2.0}):
        assert small.search(terms, 10) == exhaustive.search(terms, 10)


def test_a_search_that_breaks_off_leaves_no_scores_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    index, exhaustive = searched("numpy")
    terms = {"w1": 1.0, "w60": 1.0, "w300": 1.0}
    with monkeypatch.context() as patched:
        patched.setattr("assistant.index.topk.unique", lambda numbers: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.search_plainly(terms, 10)
    assert index.search_plainly(terms, 10) == exhaustive.search(terms, 10)


@pytest.mark.parametrize("bits", [0, 3, 13])
def test_blocks_give_back_the_postings_they_were_made_of(bits: int) -> None:
    postings, lengths = collection(3, PASSAGES)
    blocks = index_of(postings, lengths, Analyser()).blocks
    back = Postings.join(list(unpacked(blocks, bits)))
    for one, other in zip(
        (postings.keys, postings.starts, postings.ids, postings.values),
        (back.keys, back.starts, back.ids, back.values),
        strict=True,
    ):
        assert np.array_equal(one, other)


@given(st.lists(st.one_of(st.integers(0, 40), st.integers(2**63, 2**63 + 40)), max_size=60))
def test_a_stable_order_leaves_equal_keys_in_order(keys: list[int]) -> None:
    order = stable_order(np.array(keys, np.uint64))
    assert order.tolist() == sorted(range(len(keys)), key=lambda n: (keys[n], n))
