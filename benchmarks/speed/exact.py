"""Exact scores, every passage for every question, to hold each ranking against the formula that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.speed.peers import TOP

Scores = NDArray[np.float64]
TOLERANCE = 1e-5
"""What 32-bit scores may differ by, as a share."""


class Exact:
    """Scores by formula over the counts of stemmed texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        self._counter = CountVectorizer(analyzer=str.split)
        self._counts = self._counter.fit_transform(texts).tocsc()
        self._lengths = np.asarray(self._counts.sum(axis=1), np.float64).ravel()

    def scores(self, formula: str, question: Sequence[str]) -> Scores:
        """(passages,) the score of each passage."""
        total = np.zeros(len(self._lengths))
        relative = self._lengths / self._lengths.mean()
        for word in dict.fromkeys(question):
            column = self._counter.vocabulary_.get(word)
            if column is None:
                continue
            span = slice(self._counts.indptr[column], self._counts.indptr[column + 1])
            ids, f = self._counts.indices[span], self._counts.data[span].astype(np.float64)
            total[ids] += _FORMULAS[formula](f, relative[ids], len(total), len(ids))
        return total

    def agreement(self, formula: str, question: Sequence[str], found: Sequence[int]) -> float:
        """Of the passages that belong to the best ten, ties counted as right, the share that was found."""
        scores = self.scores(formula, question)
        wanted = min(TOP, int((scores > 0).sum()))
        if not wanted:
            return 1.0
        edge = np.partition(scores, -wanted)[-wanted]
        return min(1.0, float((scores[list(set(found))] >= edge * (1 - TOLERANCE)).sum()) / wanted)


def _bm25(k1: float, b: float, idf: Callable[[float, float], float]) -> Callable[..., Any]:
    return lambda f, length, n, df: idf(n, df) * f / (f + k1 * (1 - b + b * length))


def _ours(f: Scores, length: Scores, n: int, df: int) -> Any:
    from assistant.index.analyser import Analyser

    a = Analyser()
    idf = np.log1p((n - df + 0.5) / (df + 0.5))
    return np.log1p(np.log1p(a.gain * f / (1 - a.slope + a.slope * length))) * idf**a.idf_power


_FORMULAS: dict[str, Callable[..., Any]] = {
    "bm25s": _bm25(1.5, 0.75, lambda n, df: float(np.log1p((n - df + 0.5) / (df + 0.5)))),
    "tantivy": _bm25(1.2, 0.75, lambda n, df: float(np.log1p((n - df + 0.5) / (df + 0.5)))),
    "fts5": _bm25(1.2, 0.75, lambda n, df: max(1e-6, float(np.log((n - df + 0.5) / (df + 0.5))))),
    "ours": _ours,
}
