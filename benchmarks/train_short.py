"""Fit the weights of the short answer on questions with the span that answers each.

    python benchmarks/train_short.py --squad FILE [--held-out] [--every N]

Written is ``assistant/answer/short.json``. With ``--held-out`` nothing is written: the articles are parted into five,
a model is fitted without each fifth and measured on it, with the sentence that holds the answer given, and end to end
with every N-th question asked of all documents.

Loss: the cross entropy between the model's probabilities of a sentence's spans and what each is worth, its token F1 to
the power of ``SHARP``, made to sum to one; weights are held to 0 by ``PENALTY``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit, logit

from assistant.answer import ranked
from assistant.answer.compose import content_of
from assistant.answer.scoring import span_of
from assistant.answer.short import ANY, WEIGHTS, Model, agreements, described, short_answer
from assistant.answer.spans import Place
from assistant.assistant import Assistant
from assistant.evaluate.asking import opened
from assistant.evaluate.cases import Case, Data
from assistant.evaluate.figures import token_f1
from assistant.evaluate.readers import squad
from assistant.lexicon.clause import read
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve
from assistant.text import sentences

PENALTY, SHARP, STEPS, FOLDS = 2.0, 12, 50, 5
LEAST_SEEN, LEAST_SEEN_OF_KIND = 5, 8
"""The fewest spans that have a property with a weight, for all questions and for those of a kind."""
SMALL = 0.02
"""Weights below this are left out; the figures are the same without them."""

ALIKE = (
    *("near ", "left ", "right ", "to ", "passed ", "inside ", "in clause ", "clause ", "link ", "cue "),
    *("before first ", "after first ", "over first ", "subject", "object", "adverbial", "of_be", "none", "in place"),
)
"""Properties that count alike for every kind of question: where a span stands to the words of the question. Weights of
their own for each kind are fitted to chance (token F1 0.613 with them, 0.617 without, articles held out)."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A question with a sentence that answers it: its spans, the properties and the token F1 (n,) of each."""

    topic: str
    kind: str
    spans: list[Place]
    names: list[list[str]]
    f1: Array


def rows(data: Data, assistant: Assistant) -> Iterator[Row]:
    """The answerable questions, each with the sentence that its first gold answer begins in."""
    for case in data.cases:
        if case.gold is None:
            continue
        view = assistant.document(case.gold.document).view
        begins = case.gold.spans[0].start
        around = next(((a, b) for a, b in sentences(view) if a <= begins < b), None)
        if around is None:
            continue
        text = view[slice(*around)]
        want, spans, names = described(analyse(case.question, assistant.vocabulary), text)
        if not spans:
            continue
        said = [read(text).text(place.first, place.last) for place in spans]
        f1 = np.array([token_f1(words, case.gold.texts) for words in said])
        yield Row(data.topics[case.gold.document], want.kind, spans, names, f1)


def all_names(row: Row) -> Iterator[list[tuple[str, str]]]:
    """The keys of the weights of each span: its properties for all questions and for those of the kind."""
    for names in row.names:
        yield [(ANY, name) for name in names] + [(row.kind, name) for name in names if not name.startswith(ALIKE)]


def fit(found: Sequence[Row]) -> Model:
    """The weights that make spans as likely as they are worth."""
    seen = Counter(key for row in found for keys in all_names(row) for key in set(keys))

    def often(key: tuple[str, str]) -> bool:
        return seen[key] >= (LEAST_SEEN if key[0] == ANY else LEAST_SEEN_OF_KIND)

    place = {key: n for n, key in enumerate(sorted(filter(often, seen)))}
    rows_: list[int] = []
    starts = [0]
    for row in found:
        for keys in all_names(row):
            rows_ += [place[key] for key in keys if key in place]
            starts.append(len(rows_))
    features = csr_matrix((np.ones(len(rows_)), rows_, starts), shape=(len(starts) - 1, len(place)))
    turned = features.T.tocsr()
    sizes = np.array([len(row.spans) for row in found])
    begins, group = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(found)), sizes)
    worth = np.concatenate([row.f1 for row in found]) ** SHARP
    total = np.add.reduceat(worth, begins)
    counted = total > 0.01
    worth = np.where(counted[group], worth / np.maximum(total, 1e-9)[group], 0.0)

    def loss(weights: Array) -> tuple[float, Array]:
        scores = features @ weights
        highest = np.maximum.reduceat(scores, begins)
        likely = np.exp(scores - highest[group])
        sums = np.add.reduceat(likely, begins)
        value = float((counted * (highest + np.log(sums))).sum() - worth @ scores + PENALTY * (weights @ weights))
        likely = np.where(counted[group], likely / sums[group], 0.0)
        return value, turned @ (likely - worth) + 2 * PENALTY * weights

    weights = minimize(loss, np.zeros(len(place)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    shipped: dict[str, dict[str, float]] = {}
    for (kind, name), number in place.items():
        if abs(weights[number]) >= SMALL:
            shipped.setdefault(kind, {})[name] = round(float(weights[number]), 2)
    return Model(shipped)


def chosen(row: Row, fitted: Model) -> tuple[float, float]:
    """The token F1 of the span that a model chooses, and how much the spans agree with it."""
    weights = fitted.of(row.kind)
    scores = np.array([sum(weights.get(name, 0.0) for name in names) for names in row.names])
    expected = agreements(scores, row.spans)
    return float(row.f1[expected.argmax()]), float(expected.max())


def calibration(f1: Array, agreement: Array) -> tuple[float, float]:
    """Slope and intercept that make of the agreement the log-odds that at least half of the words are right."""
    x, right = logit(np.clip(agreement, 1e-6, 1 - 1e-6)), f1 >= 0.5

    def loss(pair: Array) -> float:
        p = np.clip(expit(pair[0] * x + pair[1]), 1e-9, 1 - 1e-9)
        return -float(np.where(right, np.log(p), np.log(1 - p)).sum())

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return round(float(slope), 3), round(float(intercept), 3)


def end_to_end(case: Case, assistant: Assistant, fitted: Model) -> float:
    """The token F1 of the short answer, or else the quote, of the answer to a question asked of all documents."""
    question = analyse(case.question, assistant.vocabulary)
    best = best_possible(question, assistant.collection)
    hits = retrieve(question, assistant.collection, assistant.settings.passages, assistant.evidences.sequence)
    scored = ranked(question, hits, assistant.evidences, best)
    if not scored or case.gold is None:
        return 0.0
    document, span = scored[0].candidate.document, span_of(scored[0])
    given = short_answer(question, document, span, content_of(question, scored[0]).kind, fitted)
    return token_f1(document.quote(span) if given is None else given.text, case.gold.texts)


def folds(found: Sequence[Row]) -> Iterator[tuple[set[str], Model]]:
    """A fifth of the articles, and a model of the others, five times."""
    topics = sorted({row.topic for row in found})
    for number in range(FOLDS):
        out = set(topics[number::FOLDS])
        yield out, fit([row for row in found if row.topic not in out])


def main() -> None:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--squad", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--every", type=int, default=6)
    options = parser.parse_args()
    data = squad(options.squad)
    with opened(data) as assistant:
        found = list(rows(data, assistant))
        measured: list[tuple[str, float, float]] = []
        models = list(folds(found))
        for out, fitted in models:
            measured += [(row.kind, *chosen(row, fitted)) for row in found if row.topic in out]
        f1, agreement = (np.array([one[n] for one in measured]) for n in (1, 2))
        slope, intercept = calibration(f1, agreement)
        print(f"sentence given, held out: F1 {f1.mean():.4f}, all right {(f1 == 1).mean():.4f}, {len(f1)} questions")
        if not options.held_out:
            write(Model(fit(found).weights, (slope, intercept)))
            return
        for kind, count in Counter(kind for kind, *_ in measured).most_common():
            print(f"  {kind:14} {count:5} {np.mean([one[1] for one in measured if one[0] == kind]):.3f}")
        cases = [case for case in data.every(options.every).cases if case.gold is not None]
        ends = [
            end_to_end(case, assistant, Model(fitted.weights, (slope, intercept)))
            for out, fitted in models
            for case in cases
            if data.topics[case.about or ""] in out
        ]
        print(f"end to end, held out: F1 {np.mean(ends):.4f}, {len(ends)} questions")


def write(fitted: Model) -> None:
    """Write a model, a line for each weight."""
    ordered = {kind: dict(sorted(names.items())) for kind, names in sorted(fitted.weights.items())}
    text = json.dumps({"calibration": fitted.calibration, "weights": ordered}, indent=0, ensure_ascii=False)
    WEIGHTS.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{sum(map(len, ordered.values()))} weights, {len(text) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
