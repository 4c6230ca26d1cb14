"""How likely a candidate is right: a linear model chooses among candidates, an additive one says how sure that is."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer.candidates import Candidate
from assistant.answer.evidence import Coverage, Evidences
from assistant.answer.expected import NEUTRAL, asks_of_past, form_asked
from assistant.answer.features import Features
from assistant.answer.filtering import Meant, meant
from assistant.answer.short import likelihood
from assistant.answer.verdict import verdict
from assistant.types import Question, Span

WORTH_READING, ALWAYS_READ = 0.5, 40
"""What covers less of the question than this share of what the best does cannot be the best, and is not looked at where
there are more candidates than so many."""
TYPE_MISSING = 0.45
"""With less than this, the number, time or person that is asked for is not there."""

LEAST_OWN = 0.15
MODEL = Path(__file__).with_name("model.yaml")

BARE_RANKING = ("cover", "own", "unfound", "adjacent", "close", "retrieval", "expected", "novelty", "frame")
RANKING_FEATURES = (
    "cover",
    "literal",
    "missing",
    "all_missing",
    "name_missing",
    "unfound",
    "own",
    "adjacent",
    "close",
    "retrieval",
    "fit",
    "expected",
    "definition",
    "novelty",
    "echo",
    "interrogative",
    "heading",
    "same_heading",
    "heading_list",
    "heading_first",
    "unspecific",
    "specific",
    "rival",
    "missing_count",
    "whole_list",
    "many",
    "few",
    "list_partial",
    "outdone",
    "settled",
    "told",
    "number_missing",
    "inverse",
    "one_column",
    "columns",
    "focus",
    "early",
    "frame",
    "header",
    "subject",
    "label",
    "contrary",
    *(f"bare_{name}" for name in BARE_RANKING),
)
OF_A_KIND = (
    "cover",
    "literal",
    "missing",
    "all_missing",
    "unfound",
    "own",
    "close",
    "retrieval",
    "expected",
    "novelty",
    "heading",
    "focus",
    "frame",
    "subject",
)
GROUPS = {
    "list": ("list", "labels"),
    "item": ("item",),
    "cell": ("cell", "inverse"),
    "rows": ("row", "table"),
    "passage": ("passage",),
}
"""Features that count differently by the kind of the candidate, and which shapes are of one kind. For a sentence each
counts as ``ranking`` has it."""
BARE_FEATURES = (
    "bias",
    "cover",
    "literal",
    "unfound",
    "all_missing",
    "missing_count",
    "name_missing",
    "own",
    "adjacent",
    "close",
    "retrieval",
    "absolute",
    "margin",
    "typed",
    "typed_expected",
    "part",
    "early",
    "novelty",
)
"""Those that count differently in a document without headings: all that speaks for an answer is in the text then."""

CONFIDENCE_FEATURES = (
    "bias",
    *(name for name in RANKING_FEATURES if not name.startswith("bare_")),
    "unknown",
    "absolute",
    "margin",
    "structured",
    "typed",
    "typed_expected",
    "typed_missing",
    "stray",
    "silent",
    "part",
    "unsettled",
    "cover_squared",
    "brief",
    *(f"bare_{name}" for name in BARE_FEATURES),
)
_TYPED = frozenset({"person", "time", "place", "count", "amount", "duration", "frequency", "reason"})
_TOLD = frozenset({"count", "amount", "duration", "frequency", "time"})
_STRUCTURED = frozenset({"list", "item", "cell", "comparison"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its score in the ranking and what of the question it covers.

    ``meant`` are the rows or columns that it tells, where those are asked for.
    """

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    coverage: Coverage
    meant: tuple[Meant, ...] = ()


@lru_cache(maxsize=1)
def model() -> Mapping[str, Any]:
    """The weights, as they ship."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: Mapping[str, Any] = yaml.load(MODEL.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe, faster
    return loaded


@lru_cache(maxsize=16)
def weights_of(shape: str) -> Mapping[str, float]:
    """What each feature of a candidate of a shape, or of a kind without one, counts in the ranking."""
    weights: Mapping[str, float] = model()["ranking"]
    group = next((name for name, shapes in GROUPS.items() if shape in shapes), None)
    more: Mapping[str, float] = model()["by_kind"].get(group, {})
    return {name: weight + more.get(name, 0.0) for name, weight in weights.items()}


def rank(question: Question, found: Sequence[Candidate], evidences: Evidences, best_possible: float) -> list[Scored]:
    """The candidates, most likely first; ties by the place in the documents.

    ``best_possible`` is the retrieval score of a perfect passage.
    """
    best_hit = max((candidate.hit.score for candidate in found), default=1.0)
    reader = Features(question, evidences, model()["fit"], best_hit, best_possible)
    scored = []
    covered = [(candidate, reader.cover(candidate)) for candidate in found]
    shares = sorted((coverage.share for _, coverage in covered), reverse=True)
    least = min(WORTH_READING * shares[0], shares[ALWAYS_READ - 1]) if len(shares) > ALWAYS_READ else 0.0
    read = [(one, reader.of(one, coverage), coverage) for one, coverage in covered if coverage.share >= least]
    outdone = _outdone(read)
    for candidate, features, coverage in read:
        features["outdone"] = outdone.get(candidate.key, 0.0)
        rival = features["rival"] > 0
        settled = question.asks == "yes_no" and verdict(question, candidate, rival=rival) is not None
        features["settled"] = float(settled)
        told = meant(question, candidate, evidences.stems)
        features["told"] = float(bool(told))
        bare = float(_is_bare(candidate))
        features.update({f"bare_{name}": bare * features[name] for name in BARE_RANKING})
        weights = weights_of(candidate.shape or candidate.kind)
        score = sum(weight * features[name] for name, weight in weights.items())
        scored.append(Scored(candidate, features, score, coverage, told))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.rank, s.candidate.order))


def _is_bare(candidate: Candidate) -> bool:
    """Whether prose stands in a document without headings, where all that speaks for an answer is in the text."""
    return not candidate.headings and candidate.kind in ("sentence", "passage")


def _outdone(read: Sequence[tuple[Candidate, dict[str, float], Coverage]]) -> dict[tuple[str, int, int, str], float]:
    """For each list how much of the question its best item adds to what the list, its heading and lead-in hold."""
    added: dict[tuple[str, int], float] = {}
    for candidate, features, _ in read:
        parent = candidate.document.blocks[candidate.block].parent
        if candidate.kind == "item" and parent is not None:
            place = candidate.document.id, parent
            added[place] = max(added.get(place, 0.0), features["specific"])
    return {
        candidate.key: added.get((candidate.document.id, candidate.block), 0.0)
        for candidate, _, _ in read
        if candidate.kind == "list"
    }


def confidence(question: Question, found: Sequence[Scored]) -> float:
    """The probability, from 0 to 1, that the first of the ranked candidates answers the question."""
    if not found:
        return 0.0
    features = confidence_features(question, [(scored, scored.score) for scored in found])
    logit = sum(log_odds(features).values())
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


def log_odds(features: Mapping[str, float]) -> dict[str, float]:
    """What each feature adds to the log-odds that an answer is right: the step of its stair that its value stands on.

    A generalised additive model: ``at`` are the edges of the steps, ``add`` what is added between them.
    """
    stairs: Mapping[str, Mapping[str, Sequence[float]]] = model()["confidence"]
    return {name: stair["add"][bisect_left(stair["at"], features[name])] for name, stair in stairs.items()}


def confidence_features(question: Question, found: Sequence[tuple[Scored, float]]) -> dict[str, float]:
    """The features of the best candidate, given all with their scores, best first, and some more.

    ``margin``: how far the best is ahead of the next that says something else, at most 1. ``structured``: whether
    it is a list, an item, a cell or a comparison. ``typed``: whether a number, a time, a person … is asked,
    ``typed_expected`` whether it is there then and ``typed_missing`` that it is not; ``silent``: see ``is_silent``.
    ``part``: the probability that a part of the sentence answers, a half where no part is looked for. ``stray``: it
    is there, and next to nothing of what is asked about. ``unsettled``: a yes or no is asked, and it says neither.
    ``brief``: fewer than three content terms. ``bare_…``: the same once more, in a document without headings.
    """
    best, score = found[0]
    others = (value for other, value in found[1:] if _says_else(other, best))
    typed = float(question.asks in _TYPED)
    part = likelihood(question, best.candidate.document, best.candidate.span, best.candidate.kind)
    features = {
        "bias": 1.0,
        **best.features,
        "margin": min(1.0, score - next(others, score - 1.0)),
        "structured": float(best.candidate.kind in _STRUCTURED),
        "typed": typed,
        "typed_expected": typed * best.features["expected"],
        "typed_missing": typed * (best.features["expected"] < TYPE_MISSING),
        "stray": float(_is_stray(question, best)),
        "silent": float(is_silent(question, best)),
        "part": NEUTRAL if part is None else part,
        "unsettled": float(question.asks == "yes_no" and not best.features["settled"]),
        "cover_squared": best.features["cover"] ** 2,
        "brief": float(len(question.content) < 3),
    }
    bare = float(_is_bare(best.candidate))
    return {**features, **{f"bare_{name}": bare * features[name] for name in BARE_FEATURES}}


def _is_stray(question: Question, best: Scored) -> bool:
    """Whether what tells a number, a time or a person, or what a thing is, hardly speaks of what is asked about."""
    features = best.features
    if features["cover"] < LEAST_OWN:
        return True
    if question.asks == "definition":
        return features["literal"] < LEAST_OWN and features["definition"] == 0.0  # a machine is no car
    return question.asks in _TYPED and features["expected"] >= TYPE_MISSING and features["own"] < LEAST_OWN


def _says_else(scored: Scored, best: Scored) -> bool:
    """Whether a candidate stands elsewhere than the best, in other words, and tells other rows or columns."""
    one, other = scored.candidate, best.candidate
    if best.meant and scored.meant == best.meant:
        return False
    apart = one.document is not other.document or one.span.end <= other.span.start or one.span.start >= other.span.end
    return apart and one.document.plain(one.span) != other.document.plain(other.span)


def is_silent(question: Question, scored: Scored) -> bool:
    """Whether a candidate says nothing of the sort that is asked for: no number, no date, nobody.

    Then it is no answer, however well it is about the subject: nine in ten of such answers were wrong.
    """
    past = question.asks == "person" and asks_of_past(question)
    told = question.asks in _TOLD or form_asked(question) is not None or past
    return told and scored.features["expected"] < TYPE_MISSING


def span_of(scored: Scored) -> Span:
    """What an answer of this candidate quotes: of a definition that refers to the sentence before it, that too."""
    candidate = scored.candidate
    if candidate.previous is not None and candidate.kind == "sentence" and scored.features["definition"] > 0:
        return Span(candidate.previous.start, candidate.span.end)
    return candidate.span
