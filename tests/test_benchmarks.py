"""What the ranking is compared with does what its formula says."""

from __future__ import annotations

import importlib.util
from math import log
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def retrieval() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("retrieval", ROOT / "benchmarks" / "retrieval.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_bm25_is_that_of_the_formula(retrieval: ModuleType) -> None:
    scores = retrieval.bm25(["tea tea pot", "boat"])("tea boat tea")
    idf = log(1 + 1.5 / 1.5)  # each word stands in one of the two texts, which have 2 words in the mean
    tea = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2))
    boat = idf * 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 1 / 2))
    assert scores.tolist() == pytest.approx([2 * tea, boat])


def test_the_cosine_of_a_text_with_itself_is_one(retrieval: ModuleType) -> None:
    scores = retrieval.cosine(["tea pot", "boat"])("pots of tea")
    assert scores.tolist() == pytest.approx([1, 0])


def test_units_are_ranked_once_each_by_their_best_passage(retrieval: ModuleType) -> None:
    scores = retrieval.bm25(["tea", "boat tea", "boat boat"])
    assert retrieval.ranker(scores, ["a", "b", "a"])("boat") == ["a", "b"]
