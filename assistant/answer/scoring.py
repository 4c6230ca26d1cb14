"""How likely a candidate is right: features that can each be explained in a line, and a logistic model over them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer.candidates import Candidate
from assistant.answer.definition import definition_strength
from assistant.answer.evidence import Coverage, Evidences, adjacent_share, cover, own_share
from assistant.answer.expected import fits, people_stems
from assistant.lexicon import lexicon
from assistant.types import Question, Span

FOUND = 0.4
"""A term with less credit than this counts as missing: it stands neither in the candidate nor above it."""

NEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its score (the logit of the confidence) and what of the question it covers."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    coverage: Coverage

    @property
    def confidence(self) -> float:
        """The probability that the candidate answers the question, from 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.score))))


@lru_cache(maxsize=1)
def model() -> Mapping[str, Any]:
    """The weights, as they ship."""
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("model.yaml").read_text(encoding="utf-8"))
    return loaded


def rank(question: Question, found: Sequence[Candidate], evidences: Evidences) -> list[Scored]:
    """The candidates, most likely first; ties by the place in the documents."""
    weights: Mapping[str, float] = model()["weights"]
    best_hit = max((candidate.hit.score for candidate in found), default=1.0)
    scored = []
    for candidate in found:
        features, coverage = features_of(question, candidate, evidences, best_hit)
        score = sum(weights.get(name, 0.0) * value for name, value in features.items())
        scored.append(Scored(candidate, features, score, coverage))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.rank, s.candidate.order))


def features_of(
    question: Question, candidate: Candidate, evidences: Evidences, best_hit: float
) -> tuple[dict[str, float], Coverage]:
    """The features of a candidate, each from 0 to 1.

    ``cover``: share of the question's content, by weight, found in the candidate and around it.
    ``missing``: the share of the heaviest content term that is not. ``name_missing``: whether one such
    term is a name. ``own``: share found in the candidate itself. ``adjacent``: share of neighbouring
    terms that are neighbours there. ``retrieval``: the passage's score against the best passage's.
    ``fit``: how well the kind suits what is asked for. ``expected``: whether it holds a number, a time, a
    person … where that is asked. ``definition``: how clearly it defines, where that is asked.
    ``novelty``: words that the question has not. ``interrogative``: whether it is a question itself.
    ``heading``: how far the nearest heading is the question. ``early``: how soon it comes.
    """
    terms = question.content
    coverage = cover(terms, candidate.evidence)
    total = sum(term.weight for term in terms) or 1.0
    missing = [term for term, credit in zip(terms, coverage.credits, strict=True) if credit < FOUND]
    own = candidate.evidence.own
    sequence = evidences.sequence(candidate.document.id, candidate.span)
    text = candidate.document.view[candidate.span.start : candidate.span.end]
    features = {
        "bias": 1.0,
        "cover": coverage.share,
        "missing": max((term.weight for term in missing), default=0.0) / total,
        "name_missing": float(any(term.name for term in missing)),
        "own": own_share(terms, own),
        "adjacent": adjacent_share(question, sequence),
        "retrieval": candidate.hit.score / best_hit,
        "fit": _fit(question, candidate),
        "expected": _expected(question, candidate, text),
        "definition": definition_strength(question, candidate) if question.asks == "definition" else 0.0,
        "novelty": min(1.0, _new_words(question, sequence) / NEW_WORDS),
        "interrogative": float(text.endswith("?")),
        "heading": _heading(question, candidate),
        "early": 1.0 / (1.0 + candidate.order),
    }
    return features, coverage


def shape(candidate: Candidate) -> str:
    """The name of a candidate's kind in the table of fits: rows and tables apart."""
    return candidate.shape or candidate.kind


def _fit(question: Question, candidate: Candidate) -> float:
    table = model()["fit"]
    fit: float = table.get(question.asks, table["other"])[shape(candidate)]
    if question.asks == "purpose" and candidate.kind == "item":
        return fit + 0.15 * _inverse(question, candidate)
    return fit


def _inverse(question: Question, candidate: Candidate) -> float:
    """Whether an item's label tells what the thing asked about is for: the question names what follows the label."""
    if candidate.label is None or not question.subject:
        return 0.0
    view = candidate.document.view[candidate.label.end : candidate.span.end].casefold()
    return float(all(question.terms[position].text.casefold() in view for position in question.subject))


def _expected(question: Question, candidate: Candidate, text: str) -> float:
    fit = fits(question, text)
    if (
        question.asks == "person"
        and candidate.kind in ("cell", "item", "list")
        and candidate.evidence.context & people_stems()
    ):
        return 1.0
    return fit


def _new_words(question: Question, sequence: Sequence[str]) -> int:
    asked = {word for term in question.terms for word in term.phrases[0][0]}
    functions = lexicon().function_words
    return len({word for word in sequence if word not in asked and word not in functions})


def _heading(question: Question, candidate: Candidate) -> float:
    """How far the nearest heading is the question: the harmonic mean of what each holds of the other."""
    heading = candidate.evidence.heading
    if not heading:
        return 0.0
    terms = question.content
    share = own_share(terms, heading)
    asked = {word for term in question.terms for expression, _ in term.phrases for word in expression}
    told = [word for word in heading if word not in lexicon().function_words and word not in lexicon().frame_stems]
    if not told or not share:
        return 0.0
    mutual = len([word for word in told if word in asked]) / len(told)
    return 2 * share * mutual / (share + mutual)


def span_of(scored: Scored) -> Span:
    """What an answer of this candidate quotes: the sentence before it too, where it begins by referring to it."""
    candidate = scored.candidate
    if candidate.previous is not None and candidate.kind == "sentence":
        return Span(candidate.previous.start, candidate.span.end)
    return candidate.span
