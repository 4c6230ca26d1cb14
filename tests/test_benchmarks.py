"""What the ranking is compared with does what its formula says; the other measurements notice what they look for."""

from __future__ import annotations

import importlib.util
import os
import sys
from argparse import Namespace
from math import log
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from assistant.evaluate.suites import FILE, read_suite
from assistant.learn import merging
from assistant.text import normalise, stems

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"
FEWEST = 20
sys.path.insert(0, str(ROOT))

from benchmarks.kills import judged, kill_builds  # noqa: E402
from benchmarks.speed import answers, change  # noqa: E402
from benchmarks.speed.exact import Exact  # noqa: E402
from benchmarks.speed.peers import Ours  # noqa: E402
from benchmarks.speed.texts import Texts  # noqa: E402


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


def test_made_up_text_is_the_same_every_time_and_its_words_are_as_uneven_as_those_of_language() -> None:
    one, other = Texts(200, 50), Texts(200, 50)
    assert list(one) == list(other)
    assert one.questions(5, seed=3) == other.questions(5, seed=3) != one.questions(5, seed=4)
    assert all(3 <= len(question.split()) <= 8 for question in one.questions(50, seed=3))
    counts = np.sort(np.unique(one.ranks, return_counts=True)[1])[::-1]
    assert counts[0] > 3 * counts[10] > 50 * counts[-1]
    assert (counts == 1).sum() > len(counts) / 3


def test_a_word_comes_again_in_its_passage() -> None:
    texts = Texts(400, 100)
    ranks = np.split(texts.ranks, texts.starts[1:-1])
    rare = np.flatnonzero(np.bincount(texts.ranks) == 2)
    together = sum(len(np.intersect1d(rare, held[np.isin(held, rare)])) for held in ranks if len(held))
    twice = sum((np.unique(held[np.isin(held, rare)], return_counts=True)[1] == 2).sum() for held in ranks)
    assert twice > together / 10  # by chance it would be one in some hundred


def test_whole_answers_are_timed_for_the_questions_of_a_suite_or_of_headings(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("# Tea\n\n## Is tea hot?\n\nYes, it is.\n\n## Kinds\n\nGreen.\n", encoding="utf-8")
    taken = answers.measure(tmp_path, 10)
    assert {name: len(each) for name, each in taken.items()} == {"first": 1, "once more": 1}
    (tmp_path / FILE).write_text("- ask: what is tea\n- ask: is it hot\n", encoding="utf-8")
    assert [cells[:2] for cells in answers.rows(answers.measure(tmp_path, 10))] == [("first", "2"), ("once more", "2")]


def test_what_this_project_finds_agrees_with_exact_scores(tmp_path: Path) -> None:
    texts = Texts(300, 30)
    stemmed = [" ".join(stems(normalise(text))) for text in texts]
    engine = Ours(fast=False)
    engine.build(list(texts), tmp_path / "index")
    engine.open(tmp_path / "index")
    exact = Exact(stemmed)
    for text in texts.questions(20, seed=2):
        question = list(dict.fromkeys(stems(normalise(text))))
        assert exact.agreement("ours", question, engine.search(question)) == 1
        assert exact.agreement("ours", question, []) == 0


def test_exact_scores_are_those_of_the_formula() -> None:
    scores = Exact(["tea tea pot", "boat"]).scores("fts5", ["tea", "boat"])
    assert scores[0] == pytest.approx(1e-6 * 2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2)))
    assert scores[1] == pytest.approx(1e-6 * 1 / (1 + 1.2 * (0.25 + 0.75 * 1 / 2)))


def test_an_index_that_is_neither_the_old_nor_the_new_one_is_noticed() -> None:
    old, new = ("hot", "hot"), ("cold", "cold")
    assert judged(lambda: old, old, new) == "old"
    assert judged(lambda: new, old, new) == "new"
    assert judged(lambda: ("hot", "cold"), old, new) == "mixture"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
def test_a_killed_build_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    found = list(kill_builds(tmp_path, kills=3, seed=1))
    assert {before for before, _ in found} <= {"old", "new"}
    assert [after for _, after in found] == ["new"] * 3


def test_one_changed_file_is_measured_in_segments_and_all_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change, "GRAIN", 0)
    monkeypatch.setattr(merging, "WHOLE", 0)
    options = Namespace(passages=1000, words=30, rounds=1, questions=20, seed=7)
    rows = dict(change.measure(options, tmp_path))
    assert int(rows["one file changed"][2]) > 1
    assert rows["one file changed, all copied"][2] == "1"
    assert rows["a question to the segments"][2] == "20 of 20 alike"
    assert merging.WHOLE == 0


@pytest.mark.parametrize("suite", sorted((BENCHMARKS / "suites").iterdir()), ids=lambda path: path.name)
def test_a_suite_can_be_asked(suite: Path) -> None:
    assert len(read_suite(suite / FILE)) >= FEWEST
    assert any(path.suffix in (".txt", ".md", ".html", ".csv") for path in suite.iterdir())
