"""What the passages that were found tell of how likely the question is answered at all.

Predictors of query performance, as Carmel and Yom-Tov, "Estimating the Query Difficulty for Information Retrieval"
(2010), describe them: where documents speak of what is asked, a few passages stand out and score much.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.answer.evidence import Evidences, Sought
from assistant.types import Hit, Question

FIRST, MANY = 5, 10
SPREAD = 4.0
"""The standard deviation of the scores is told in quarters of a perfect passage's score, one at most."""
MOST_WEIGHT = 10.0
SATURATION, LENGTH_SHARE, PASSAGE_WORDS = 1.2, 0.75, 100
"""k1 and b of BM25, and a passage's length that counts as the usual one."""


def prospects(question: Question, hits: Sequence[Hit], best_possible: float) -> Mapping[str, float]:
    """How much the passages found hold of a question, each from 0 to 1; ``best_possible`` is a perfect one's score.

    ``gain``: the mean score of the first five against a perfect passage's, the weighted information gain of Zhou and
    Croft (2007). ``commitment``: the standard deviation among the first ten, in quarters of a perfect passage's score,
    the normalised query commitment of Shtok, Kurland and Carmel (2012). ``telling`` and ``most_telling``: the mean
    and the largest weight of the content terms, of 10, the averaged and the maximum idf of He and Ounis (2004),
    ``dominant``: the share of all their weight that the heaviest has.
    """
    scores = sorted((hit.score for hit in hits), reverse=True)[:MANY]
    weights = [term.weight for term in question.content]
    total = sum(weights)
    return {
        "gain": min(1.0, _mean(scores[:FIRST]) / best_possible) if best_possible else 0.0,
        "commitment": min(1.0, SPREAD * _deviation(scores) / best_possible) if best_possible else 0.0,
        "telling": min(1.0, _mean(weights) / MOST_WEIGHT),
        "most_telling": min(1.0, max(weights, default=0.0) / MOST_WEIGHT),
        "dominant": max(weights, default=0.0) / total if total else 0.0,
    }


def together(hits: Sequence[Hit]) -> Mapping[str, float]:
    """For each document the share of the first five passages that are its own."""
    first = sorted(hits, key=lambda hit: -hit.score)[:FIRST]
    held = Counter(hit.passage.document_id for hit in first)
    return {document: number / len(first) for document, number in held.items()}


def dwelt(content: Sought, hit: Hit, evidences: Evidences) -> float:
    """How much a passage dwells on what is asked, from 0 to 1: the share of its weight, by how often each term is said.

    A term that is said f times counts f / (f + k1 (1 - b + b l / L)), as in BM25.
    """
    sequence = evidences.sequence(hit.passage.document_id, hit.passage.span)
    said = Counter(word for word in sequence if word in content.stems)
    length = 1 - LENGTH_SHARE + LENGTH_SHARE * len(sequence) / PASSAGE_WORDS
    found = 0.0
    for term in content.terms:
        times = max(share * min(said[word] for word in words) for words, share in term.phrases)
        found += term.weight * times / (times + SATURATION * length)
    return found / content.total if content.total else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _deviation(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(_mean([(value - mean) ** 2 for value in values]))
