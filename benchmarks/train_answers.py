"""Fit the weights of the answer model.

    python benchmarks/train_answers.py --squad FILE --sentences FOLDER --tables FOLDER --manuals FOLDER \
        --suite FOLDER --suite FOLDER ... [--write]

Two models over the same features. *Ranking*: which candidate of a question is right, by conditional
logistic regression (the probability of the right candidates among all, a softmax). *Confidence*: whether
the best one is right, by logistic regression on that candidate's features, on answerable and
unanswerable questions. Each data set counts the same however many questions it has. Printed are the
figures on held-out data sets: for each suite, models fitted without it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from assistant.answer import ranked
from assistant.answer.compose import content_of
from assistant.answer.scoring import CONFIDENCE_FEATURES, MODEL, RANKING_FEATURES, Scored, confidence_features, span_of
from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.evaluate.cases import Data, Gold, gold_sentences, manual_sections, plain, squad, tables
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve
from assistant.types import Question

Judge = Callable[[Question, Scored], bool]
RANKING_PENALTY = 0.3
CONFIDENCE_PENALTY = 0.3


@dataclass
class Row:
    """A question: candidates' ranking features (m, f), which are right (m,), and how the best is judged."""

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    scored: list[Scored]
    question: Question
    answerable: bool


@dataclass
class Set:
    """A data set as rows."""

    name: str
    rows: list[Row]


def collect(
    name: str, assistant: Assistant, cases: Sequence[tuple[str, Judge | None]], kinds: frozenset[str] | None
) -> Set:
    """The candidates of each question with their features; ``kinds`` limits them where labels fit only some."""
    rows = []
    for text, judge in cases:
        question = analyse(text, assistant.vocabulary)
        if question.asks == "small_talk" or not question.content:
            continue
        best = best_possible(question, assistant.collection)
        hits = retrieve(question, assistant.collection, assistant.settings.passages)
        found = [
            s for s in ranked(question, hits, assistant.evidences, best) if kinds is None or s.candidate.kind in kinds
        ]
        if not found:
            continue
        right = np.array([judge is not None and judge(question, s) for s in found])
        features = np.array([[s.features[name] for name in RANKING_FEATURES] for s in found])
        rows.append(Row(features, right, found, question, judge is not None))
    return Set(name, rows)


def from_data(name: str, data: Data, kinds: frozenset[str] | None, every: int, passage_words: int) -> Set:
    """A public data set, every n-th question of it."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(data.write(Path(folder)), Settings(passage_words=passage_words))
        cases = [(case.question, None if case.gold is None else _judge(case.gold)) for case in data.cases[::every]]
        return collect(name, assistant, cases, kinds)


def _judge(gold: Gold) -> Judge:
    return lambda _, scored: gold.holds(scored.candidate.document, span_of(scored), scored.candidate.headings)


def from_suite(folder: Path) -> Set:
    """A folder of documents with its ``questions.yaml``; conversations are left out."""
    assistant = Assistant.open(folder)
    cases: list[tuple[str, Judge | None]] = []
    for row in yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8")):
        if "ask" in row:
            expect = row["expect"]
            cases.append((row["ask"], None if expect == "no_answer" else _suite_judge(expect)))
    return collect(folder.name, assistant, cases, None)


def _suite_judge(expect: dict[str, Any]) -> Judge:
    contains = [plain(text) for text in _list(expect.get("contains"))]
    lacks = [plain(text) for text in _list(expect.get("lacks"))]
    cites = expect.get("cites")

    def judge(question: Question, scored: Scored) -> bool:
        if cites is not None and scored.candidate.document.id not in _list(cites):
            return False
        said = plain(content_of(question, scored).text)
        return all(text in said for text in contains) and not any(text in said for text in lacks)

    return judge


def _list(value: Any) -> list[str]:
    return [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]


def fit_ranking(sets: Sequence[Set]) -> NDArray[np.float64]:
    """Weights that make the right candidates likely among all of a question, each set counting the same."""
    groups = [[row for row in s.rows if row.right.any() and not row.right.all()] for s in sets]
    groups = [group for group in groups if group]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = RANKING_PENALTY * 0.01 * float(weights @ weights), 0.02 * RANKING_PENALTY * weights
        for group in groups:
            for row in group:
                scores = row.features @ weights
                everything, right = logsumexp(scores), logsumexp(scores[row.right])
                total += (everything - right) / len(group)
                p = np.exp(scores - everything)
                q = np.where(row.right, np.exp(scores - right), 0.0)
                gradient = gradient + row.features.T @ (p - q) / len(group)
        return total, gradient

    found: NDArray[np.float64] = minimize(loss, np.zeros(len(RANKING_FEATURES)), jac=True, method="L-BFGS-B").x
    return found


def best_of(row: Row, weights: NDArray[np.float64]) -> tuple[int, NDArray[np.float64]]:
    """The position of the best candidate, and its features for the confidence."""
    scores = row.features @ weights
    order = np.lexsort((np.arange(len(scores)), -scores))
    ordered = [(row.scored[int(i)], float(scores[i])) for i in order]
    features = confidence_features(row.question, ordered)
    return int(order[0]), np.array([features[name] for name in CONFIDENCE_FEATURES])


def fit_confidence(sets: Sequence[Set], ranking: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression for "the best candidate is right", each set counting the same."""
    features, labels, shares = [], [], []
    for s in sets:
        for row in s.rows:
            best, found = best_of(row, ranking)
            features.append(found)
            labels.append(bool(row.right[best]))
            shares.append(1.0 / len(s.rows))
    x, y, w = np.array(features), np.array(labels, float), np.array(shares) / len(sets)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ weights
        p = expit(z)
        value = float(w @ (np.logaddexp(0, z) - y * z)) + CONFIDENCE_PENALTY * 0.001 * float(weights @ weights)
        return value, x.T @ (w * (p - y)) + 0.002 * CONFIDENCE_PENALTY * weights

    weights: NDArray[np.float64] = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x
    return weights


def report(s: Set, ranking: NDArray[np.float64], confidence: NDArray[np.float64], note: str = "") -> None:
    """Print: right first among answerable; right and refused at the threshold 0.5; AUROC of the confidence."""
    first, p, right, answerable = [], [], [], []
    for row in s.rows:
        best, found = best_of(row, ranking)
        p.append(float(expit(found @ confidence)))
        right.append(bool(row.right[best]))
        answerable.append(row.answerable)
        if row.answerable:
            first.append(right[-1])
    pa, ra, aa = np.array(p), np.array(right), np.array(answerable)
    refused = float((pa[~aa] < 0.5).mean()) if (~aa).any() else float("nan")
    bins = np.clip((pa * 10).astype(int), 0, 9)
    ece = sum(
        abs(pa[bins == b].mean() - ra[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()
    )
    print(
        f"{s.name:12s} {len(s.rows):5d} questions  first right {np.mean(first):.3f}  "
        f"answered right {np.mean((pa >= 0.5)[aa] & ra[aa]):.3f}  wrong {np.mean((pa >= 0.5)[aa] & ~ra[aa]):.3f}  "
        f"refused {refused:.3f}  AUROC {auroc(pa, aa):.3f}  right-AUROC {auroc(pa, ra):.3f}  ECE {ece:.3f} {note}",
        flush=True,
    )


def auroc(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """The probability that a positive scores higher than a negative, ties counting half."""
    if positive.all() or not positive.any():
        return float("nan")
    from scipy.stats import rankdata

    ranks = rankdata(scores)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def main() -> None:
    """Fit, print the figures and, on request, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--tables", type=Path)
    parser.add_argument("--manuals", type=Path)
    parser.add_argument("--suite", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=5, help="take every n-th question of SQuAD")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sentence, cell = frozenset({"sentence"}), frozenset({"cell"})
    sets: list[Set] = []
    if options.squad:
        sets.append(from_data("squad", squad(options.squad), sentence, options.every, 1000))
    if options.sentences:
        sets.append(from_data("sentences", gold_sentences(options.sentences), sentence, 1, 1000))
    if options.tables:
        sets.append(from_data("tables", tables(options.tables), cell, 2, 120))
    if options.manuals:
        sets.append(from_data("manuals", manual_sections(options.manuals), None, 1, 120))
    suites = [from_suite(folder) for folder in options.suite]
    for held in suites:
        rest = [s for s in (*sets, *suites) if s is not held]
        ranking = fit_ranking(rest)
        report(held, ranking, fit_confidence(rest, ranking), "(held out)")
    everything = [*sets, *suites]
    ranking = fit_ranking(everything)
    confidence = fit_confidence(everything, ranking)
    for s in everything:
        report(s, ranking, confidence)
    if options.write:
        model = yaml.safe_load(MODEL.read_text(encoding="utf-8"))
        head = "".join(line + "\n" for line in MODEL.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
        model["ranking"] = {n: round(float(v), 4) for n, v in zip(RANKING_FEATURES, ranking, strict=True)}
        model["confidence"] = {n: round(float(v), 4) for n, v in zip(CONFIDENCE_FEATURES, confidence, strict=True)}
        MODEL.write_text(head + yaml.safe_dump(model, sort_keys=False, width=120), encoding="utf-8")


if __name__ == "__main__":
    main()
