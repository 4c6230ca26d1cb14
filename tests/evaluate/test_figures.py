"""Measures, each against a value worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluate.figures import (
    Group,
    area_under_risk_coverage,
    auroc,
    calibration_error,
    exact_match,
    group,
    ranking,
    reliability,
    risk_coverage,
    token_f1,
)

TENTHS = st.integers(0, 10).map(lambda tenth: tenth / 10)


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [([0.9, 0.8], [0.1], 1.0), ([0.1], [0.9, 0.8], 0.0), ([0.5], [0.5], 0.5), ([0.9, 0.5, 0.2], [0.5, 0.1], 0.75)],
)
def test_auroc_counts_the_pairs_in_order_and_ties_as_half(
    positive: list[float], negative: list[float], expected: float
) -> None:
    assert auroc(np.array(positive), np.array(negative)) == pytest.approx(expected)


@given(st.lists(TENTHS, min_size=1), st.lists(TENTHS, min_size=1))
def test_auroc_is_that_of_all_pairs(positive: list[float], negative: list[float]) -> None:
    pairs = [1.0 if one > other else 0.5 if one == other else 0.0 for one in positive for other in negative]
    assert auroc(np.array(positive), np.array(negative)) == pytest.approx(sum(pairs) / len(pairs))


def test_reliability_groups_answers_by_their_confidence() -> None:
    confidence, right = np.array([0.05, 0.95, 0.91, 1.0]), np.array([False, True, False, True])
    low, high = reliability(confidence, right)
    assert (low.name, low.answers, low.right) == ("0–0.1", 1, 0.0)
    assert (high.name, high.answers) == ("0.9–1", 3)
    assert (high.confidence, high.right) == pytest.approx((2.86 / 3, 2 / 3))


def test_the_calibration_error_weighs_ranges_by_their_answers() -> None:
    confidence, right = np.array([0.1, 0.95, 0.95, 0.95]), np.array([False, True, True, True])
    assert calibration_error(confidence, right) == pytest.approx((0.1 + 3 * 0.05) / 4)


def test_a_group_has_the_calibration_error_of_its_own_answers() -> None:
    found = group("list", np.array([0.25, 0.85]), np.array([True, False]))
    assert found == Group("list", 2, pytest.approx(0.55), 0.5, pytest.approx((0.75 + 0.85) / 2))


def test_risk_is_the_share_of_wrong_answers_among_the_most_confident() -> None:
    confidence, right = np.array([0.2, 0.9, 0.6, 0.4]), np.array([False, True, False, True])
    assert risk_coverage(confidence, right, [0.25, 0.5, 0.75, 1.0]) == {0.25: 0, 0.5: 0.5, 0.75: 1 / 3, 1.0: 0.5}
    assert area_under_risk_coverage(confidence, right) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


@pytest.mark.parametrize(
    ("said", "golds", "exact", "f1"),
    [
        ("The Eiffel Tower.", ["Eiffel tower"], 1, 1),
        ("in 1889", ["1889", "the year 1889"], 0, 2 / 3),
        ("a red red car", ["red car"], 0, 4 / 5),
        ("Paris", ["London"], 0, 0),
        ("", ["London"], 0, 0),
        ("the", [""], 1, 1),
        ("Paris", [], 0, 0),
    ],
)
def test_short_answers_are_compared_as_squad_does(said: str, golds: list[str], exact: float, f1: float) -> None:
    assert exact_match(said, golds) == exact
    assert token_f1(said, golds) == pytest.approx(f1)


def test_a_ranking_is_measured_by_rank() -> None:
    relevant = {"1": {"a": 1}, "2": {"c": 1}}
    figures = ranking(relevant, {"1": ["a", "b"], "2": ["a", "c"]}, "passage")
    assert figures == pytest.approx(
        {
            "passage success@1": 0.5,
            "passage success@5": 1,
            "passage recall@5": 1,
            "passage recall@10": 1,
            "passage MRR": 0.75,
            "passage nDCG@10": (1 + 1 / np.log2(3)) / 2,
        }
    )


def test_a_question_for_which_nothing_was_found_counts() -> None:
    figures = ranking({"1": {"a": 1}, "2": {"c": 1}}, {"1": ["a"], "2": []}, "section")
    assert figures["section success@1"] == 0.5
