"""Measures as pure functions: of a confidence, of a short answer, of a ranking."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.errors import AssistantError

BINS = 10
COVERAGES = tuple(step / 10 for step in range(1, 11))
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)

Confidences = NDArray[np.float64]
Marks = NDArray[np.bool_]
Figures = dict[str, float]


def auroc(positive: Confidences, negative: Confidences) -> float:
    """The probability that one of the positives, (n,), scores higher than one of the negatives, (m,); ties count half.

    >>> auroc(np.array([0.9, 0.5]), np.array([0.5, 0.1]))
    0.875
    """
    scores = np.concatenate([positive, negative])
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that have something in common, a range of confidence or a kind.

    How many there are, their mean confidence, and the share of them that is right. ``error`` is the expected
    calibration error among them alone.
    """

    name: str
    answers: int
    confidence: float
    right: float
    error: float


def group(name: str, confidence: Confidences, right: Marks) -> Group:
    """The group of all of some answers, given as their confidences (n,) and whether each is right (n,); n > 0."""
    error = calibration_error(confidence, right)
    return Group(name, len(right), float(confidence.mean()), float(right.mean()), error)


def reliability(confidence: Confidences, right: Marks, bins: int = BINS) -> tuple[Group, ...]:
    """The answers by equal ranges of confidence, (n,), those without any left out; what a reliability diagram shows."""
    place = np.clip((confidence * bins).astype(int), 0, bins - 1)
    full = [number for number in range(bins) if (place == number).any()]
    named = {number: f"{number / bins:g}–{(number + 1) / bins:g}" for number in full}
    return tuple(
        Group(named[number], int(here.sum()), mean, share, abs(mean - share))
        for number in full
        for here in [place == number]
        for mean, share in [(float(confidence[here].mean()), float(right[here].mean()))]
    )


def calibration_error(confidence: Confidences, right: Marks, bins: int = BINS) -> float:
    """The expected calibration error (Guo et al., 2017): |confidence - accuracy| averaged over equal ranges.

    >>> calibration_error(np.array([0.75, 0.75]), np.array([True, False]))
    0.25
    """
    groups = reliability(confidence, right, bins)
    return sum(one.error * one.answers for one in groups) / max(1, len(right))


def risk_coverage(confidence: Confidences, right: Marks, coverages: Sequence[float] = COVERAGES) -> dict[float, float]:
    """The share of wrong answers among the most confident ones, for each share of the questions that is answered.

    >>> risk_coverage(np.array([0.9, 0.2]), np.array([True, False]), [0.5, 1.0])
    {0.5: 0.0, 1.0: 0.5}
    """
    risks = _risks(confidence, right)
    return {share: float(risks[max(1, round(share * len(right))) - 1]) for share in coverages}


def area_under_risk_coverage(confidence: Confidences, right: Marks) -> float:
    """The mean risk over all coverages (Geifman and El-Yaniv, 2017): 0 is best; ties keep the order they are in."""
    return float(_risks(confidence, right).mean())


def _risks(confidence: Confidences, right: Marks) -> NDArray[np.float64]:
    order = np.argsort(-confidence, kind="stable")
    return np.cumsum(~right[order]) / np.arange(1, len(right) + 1)


def normalised(answer: str) -> list[str]:
    """The words of a short answer as SQuAD compares them: no case, no punctuation, no articles.

    >>> normalised("The Eiffel Tower, Paris.")
    ['eiffel', 'tower', 'paris']
    """
    return _ARTICLES.sub(" ", answer.lower().translate(_NO_PUNCTUATION)).split()


def exact_match(said: str, golds: Iterable[str]) -> float:
    """1 where an answer is one of those that count, as SQuAD compares them, else 0."""
    return _best(lambda one, other: float(one == other), said, golds)


def token_f1(said: str, golds: Iterable[str]) -> float:
    """The harmonic mean of precision and recall of an answer's words against the best gold answer, from 0 to 1."""
    return _best(_f1, said, golds)


def _best(compare: Callable[[list[str], list[str]], float], said: str, golds: Iterable[str]) -> float:
    words = normalised(said)
    return max((compare(words, normalised(gold)) for gold in golds), default=0.0)


def _f1(words: list[str], gold: list[str]) -> float:
    if not words or not gold:
        return float(words == gold)
    shared = sum((Counter(words) & Counter(gold)).values())
    return 2 * shared / (len(words) + len(gold))


def ranking(relevant: Mapping[str, Mapping[str, int]], found: Mapping[str, Sequence[str]], unit: str) -> Figures:
    """success@1 and @5, recall@5 and @10, MRR and nDCG@10, by ir-measures.

    ``relevant`` maps each question to the grades of what answers it, ``found`` to what was found, best first. A
    question without hits counts as 0. ``unit`` names what is found.
    """
    try:
        import ir_measures
        from ir_measures import RR, R, Success, nDCG
    except ImportError as error:
        raise AssistantError("measuring needs ir-measures: pip install 'ask-your-documents[evaluate]'") from error
    names = {Success @ 1: "success@1", Success @ 5: "success@5", R @ 5: "recall@5", R @ 10: "recall@10"}
    names |= {RR: "MRR", nDCG @ 10: "nDCG@10"}
    run = {question: {name: 1.0 / rank for rank, name in enumerate(hits, start=1)} for question, hits in found.items()}
    figures = ir_measures.calc_aggregate(list(names), relevant, run)
    return {f"{unit} {name}": float(figures[measured]) for measured, name in names.items()}
