"""The two models of the answers, fitted: a linear one that ranks candidates, an additive one for the confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from assistant.answer.confidence import CONFIDENCE_FEATURES, confidence_features
from assistant.answer.scoring import GROUPS, OF_A_KIND, RANKING_FEATURES, Scored
from assistant.types import Asks, Question

RANKING_PENALTY = 0.3
FIT_PENALTY = 2.0
"""How hard the table of kinds is held to what was set by hand; it has many entries that few questions speak for."""
ASKS: tuple[Asks, ...] = tuple(asks for asks in get_args(Asks) if asks != "small_talk")
SHAPES = ("sentence", "item", "list", "cell", "row", "table", "passage", "inverse", "labels")
COLUMNS = (*RANKING_FEATURES, *(f"{group} {name}" for group in GROUPS for name in OF_A_KIND))
"""The features of the ranking, and what they count more or less for candidates of a kind."""
ROUNDS, RATE, LEAF, DRAWN = 600, 0.1, 20, 0.6
"""Of the boosting: how many stumps, the share taken of each, the fewest answers on a side, the share drawn of answers
and of features for each."""
GIVEN = {"silent": -4.5, "stray": -1.5, "foreign": -3.0, "uncovered": -6.0}
"""What these add is given and not fitted: the sets hold few of them, and an answer of that sort is worse than none."""
GIVEN_RANKING = {"one_sided": -3.0, "of_other": -5.0, "numbered": -3.0, "furthest": 4.0, "bettered": -4.0}
"""Likewise what these count in the ranking: what compares other things, or tells of one of those asked for, is none,
and the row that has the most of what is asked for is the answer."""
DIRECTIONS = Path(__file__).with_name("directions.yaml")
SMALL_SET = 60
ABSENT = 0.3
"""What questions on topics that are not there count beside others of their data set: they are easily told."""
PUBLIC, PUBLIC_RANKING = 6.0, 4.0
"""What a public data set counts beside a suite: there are few of those, and each stands for a make of documents."""


@dataclass
class Row:
    """A question: candidates' ``COLUMNS`` (m, f), which are right (m,), and how the best is judged.

    ``kinds`` (m,) are the candidates' places in ``SHAPES``, ``asks`` the question's in ``ASKS``.
    """

    features: NDArray[np.float64]
    kinds: NDArray[np.int64]
    asks: int
    right: NDArray[np.bool_]
    scored: list[Scored]
    question: Question
    answerable: bool


def columns(features: NDArray[np.float64], kinds: NDArray[np.int64]) -> NDArray[np.float64]:
    """The ``COLUMNS`` (m, f) of m candidates with ranking features (m, r) and kinds (m,)."""
    picked = features[:, [RANKING_FEATURES.index(name) for name in OF_A_KIND]]
    groups = [np.isin(kinds, [SHAPES.index(shape) for shape in shapes]) for shapes in GROUPS.values()]
    return np.hstack([features, *(picked * group[:, None] for group in groups)])


@dataclass
class Set:
    """A data set as rows."""

    name: str
    rows: list[Row]
    precise: bool
    share: float = 1.0


@dataclass
class Ranking:
    """Weights of the features (f,), and what each kind of candidate is worth by what is asked (asks, shapes)."""

    weights: NDArray[np.float64]
    table: NDArray[np.float64]

    def scores(self, row: Row) -> NDArray[np.float64]:
        """The score of each candidate (m,)."""
        found: NDArray[np.float64] = row.features @ self.weights + self.table[row.asks, row.kinds]
        return found


def fit_ranking(sets: Sequence[Set]) -> Ranking:
    """Weights that make the right candidates likely among all of a question, each set counting the same."""
    counted = [(s, [row for row in s.rows if row.right.any() and not row.right.all()]) for s in sets]
    groups = [(1.0 if s.precise else PUBLIC_RANKING, group) for s, group in counted if group]
    size, shape = len(COLUMNS), (len(ASKS), len(SHAPES))

    given = {COLUMNS.index(name): weight for name, weight in GIVEN_RANKING.items()}
    held = list(given)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        found = Ranking(flat[:size], flat[size:].reshape(shape))
        penalties = np.concatenate([np.full(size, RANKING_PENALTY), np.full(flat.size - size, FIT_PENALTY)])
        total, gradient = 0.01 * float(penalties @ (flat * flat)), 0.02 * penalties * flat
        table = np.zeros(shape)
        for share, group in groups:
            weight = share / len(group)
            for row in group:
                scores = found.scores(row)
                everything, right = logsumexp(scores), logsumexp(scores[row.right])
                total += weight * (everything - right)
                p = np.exp(scores - everything)
                q = np.where(row.right, np.exp(scores - right), 0.0)
                gradient[:size] += weight * (row.features.T @ (p - q))
                np.add.at(table[row.asks], row.kinds, weight * (p - q))
        gradient[size:] += table.ravel()
        gradient[held] = 0.0
        return total, gradient

    start = np.zeros(size + len(ASKS) * len(SHAPES))
    start[held] = list(given.values())
    flat = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return Ranking(flat[:size], flat[size:].reshape(shape))


def best_of(row: Row, ranking: Ranking) -> tuple[int, NDArray[np.float64]]:
    """The position of the best candidate, and its features for the confidence."""
    scores = ranking.scores(row)
    order = np.lexsort((np.arange(len(scores)), -scores))
    ordered = [(row.scored[int(i)], float(scores[i])) for i in order]
    features = confidence_features(row.question, ordered)
    fit = ranking.weights[RANKING_FEATURES.index("fit")]
    features["fit"] += ranking.table[row.asks, row.kinds[order[0]]] / fit
    return int(order[0]), np.array([features[name] for name in CONFIDENCE_FEATURES])


@dataclass
class Stair:
    """A function of one feature that is constant between its edges: ``add`` has one entry more than ``at``."""

    at: list[float]
    add: list[float]

    def __call__(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The step that each value stands on."""
        return np.array(self.add)[np.searchsorted(self.at, values, side="left")]


Stairs = dict[str, Stair]


def fit_confidence(sets: Sequence[Set], ranking: Ranking) -> Stairs:
    """An additive model of "the best candidate is right": stumps, boosted by Newton steps, added up by feature.

    Each large set counts the same, small ones by their size. Their stairs only rise, or only
    fall, where ``directions.yaml`` says so. What is ``GIVEN`` is added whatever else speaks for the
    answer: answers of these sorts are not fitted on.
    """
    from sklearn.tree import DecisionTreeRegressor

    features, labels, shares = [], [], []
    given = [CONFIDENCE_FEATURES.index(name) for name in GIVEN]
    for s in sets:
        for row in s.rows:
            best, found = best_of(row, ranking)
            if found[given].any():
                continue  # else the others would be fitted to take back what is given
            features.append(found)
            labels.append(bool(row.right[best]))
            shares.append(1.0 / max(len(s.rows), SMALL_SET) if s.precise else s.share * PUBLIC / len(s.rows))
    x, y, w = np.array(features), np.array(labels, float), np.array(shares)
    w /= w.mean()
    directions = _directions()
    steps: dict[int, list[tuple[float, float, float]]] = {}
    log_odds = np.zeros(len(y))
    drawn = np.random.default_rng(0)
    for round_ in range(ROUNDS):
        p = expit(log_odds)
        slope, curve = y - p, np.maximum(p * (1 - p), 1e-3)
        chosen = drawn.random(len(y)) < DRAWN
        stump = DecisionTreeRegressor(
            max_depth=1, min_samples_leaf=LEAF, max_features=DRAWN, random_state=round_, monotonic_cst=directions
        )
        stump.fit(x[chosen], (slope / curve)[chosen], sample_weight=(w * curve)[chosen])
        tree = stump.tree_
        if tree.node_count == 1:
            continue
        low, high = (RATE * float(np.clip(tree.value[side].item(), -4, 4)) for side in (1, 2))
        edge = round(float(tree.threshold[0]), 4)
        steps.setdefault(int(tree.feature[0]), []).append((edge, low, high))
        log_odds = log_odds + np.where(x[:, tree.feature[0]] <= edge, low, high)
    stairs = {CONFIDENCE_FEATURES[number]: _stair(found) for number, found in sorted(steps.items())}
    return {**stairs, **{name: Stair([0.5], [0.0, add]) for name, add in GIVEN.items()}}


def _directions() -> NDArray[np.int64]:
    """For each feature whether more of it may only add to the confidence (1), only take from it (-1), or both (0)."""
    named = {name: set(words.split()) for name, words in yaml.safe_load(DIRECTIONS.read_text(encoding="utf-8")).items()}
    plain = [name.removeprefix("bare_") for name in CONFIDENCE_FEATURES]
    return np.array([int(name in named["surer"]) - int(name in named["less_sure"]) for name in plain])


def _stair(steps: Sequence[tuple[float, float, float]]) -> Stair:
    edges = sorted({edge for edge, _, _ in steps})
    sums = [sum(low if place <= edge else high for edge, low, high in steps) for place in (*edges, np.inf)]
    return Stair(edges, [round(value, 4) for value in sums])


def probability(stairs: Stairs, features: NDArray[np.float64]) -> float:
    """The probability that a best candidate with these features (f,) is right."""
    places = {name: number for number, name in enumerate(CONFIDENCE_FEATURES)}
    return float(expit(sum(float(stair(features[places[name]])) for name, stair in stairs.items())))


def auroc(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """The probability that a positive scores higher than a negative, ties counting half."""
    if positive.all() or not positive.any():
        return float("nan")
    from scipy.stats import rankdata

    ranks = rankdata(scores)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))
