"""How sure the best candidate is right: an additive model, each of whose features adds a step to the log-odds."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from assistant.answer.evidence import Sought
from assistant.answer.expected import NEUTRAL
from assistant.answer.scoring import RANKING_FEATURES, Scored, is_bare, model
from assistant.answer.short import likelihood
from assistant.answer.silence import TYPE_MISSING
from assistant.types import Question

LEAST_OWN = 0.15
MOST_COUNTED, NEAR_SCORE = 30, 2.0
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
    "foreign",
    "uncovered",
    "score",
    "terms",
    "words",
    "quoted",
    "crowd",
    "lead",
    "lead_of_five",
    "dwelt",
    "gain",
    "commitment",
    "telling",
    "most_telling",
    "dominant",
    "together",
    *(f"bare_{name}" for name in BARE_FEATURES),
)
_TYPED = frozenset({"person", "time", "place", "count", "amount", "duration", "frequency", "reason"})
_STRUCTURED = frozenset({"list", "item", "cell", "comparison"})


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
    ``typed_expected`` whether it is there then and ``typed_missing`` that it is not.
    ``part``: the probability that a part of the sentence answers, a half where no part is looked for. ``stray``: it
    is there, and next to nothing of what is asked about. ``unsettled``: a yes or no is asked, and it says neither.
    ``brief``: fewer than three content terms. ``foreign``: a name is asked about that no document holds,
    ``uncovered``: next to nothing of what is asked is there. What
    ``_standing`` tells comes on top. ``bare_…``: the same once more, in a document without headings.
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
        "part": NEUTRAL if part is None else part,
        "unsettled": float(question.asks == "yes_no" and not best.features["settled"]),
        "cover_squared": best.features["cover"] ** 2,
        "brief": float(len(question.content) < 3),
        "uncovered": float(best.features["cover"] < LEAST_OWN),
        "foreign": float(any(term.name and not term.known for term in question.content)),
        **_standing(question, found),
    }
    bare = float(is_bare(best.candidate))
    return {**features, **{f"bare_{name}": bare * features[name] for name in BARE_FEATURES}}


def _standing(question: Question, found: Sequence[tuple[Scored, float]]) -> dict[str, float]:
    """How the best candidate stands among the others, and how much is asked and quoted; each cut to 1.

    ``score``: its score in the ranking, in units of 40. ``lead`` and ``lead_of_five``: how far it is ahead of the
    second and of the fifth, in units of 10. ``crowd``: the share of the first 30 that come within 2 of it. ``terms``
    and ``words``: how many content terms, of 8, and terms in all, of 16, the question has. ``quoted``: the length of
    the quote, of 400 characters.
    """
    span, score = found[0][0].candidate.span, found[0][1]
    scores = [value for _, value in found[:MOST_COUNTED]]
    near = sum(value > score - NEAR_SCORE for value in scores)
    return {
        "score": min(1.0, score / 40),
        "terms": min(1.0, len(question.content) / 8),
        "words": min(1.0, len(question.terms) / 16),
        "quoted": min(1.0, (span.end - span.start) / 400),
        "crowd": near / MOST_COUNTED,
        "lead": min(1.0, (score - scores[1]) / 10) if len(scores) > 1 else 1.0,
        "lead_of_five": min(1.0, (score - scores[4]) / 10) if len(scores) > 4 else 1.0,
    }


def _is_stray(question: Question, best: Scored) -> bool:
    """Whether what tells a number, a time or a person, or what a thing is, hardly speaks of what is asked about.

    So does a sentence where several things are asked for that no document speaks of, or several of something that it
    does not speak of: what a press is tells none of "the parts of the press".
    """
    features = best.features
    focus = None if question.focus is None else question.terms[question.focus]
    if focus is not None and focus.plural and best.candidate.kind == "sentence":
        after = question.terms[(question.focus or 0) + 1 :][:1]
        of_something = bool(after) and after[0].text.casefold() == "of"
        if not focus.known or (of_something and features["focus"] == 0.0):
            return True
    if question.asks == "definition":
        return features["literal"] < LEAST_OWN and features["definition"] == 0.0  # a machine is no car
    if question.asks not in _TYPED or features["expected"] < TYPE_MISSING:
        return False
    if best.candidate.kind in ("cell", "comparison") or (question.asks == "count" and best.candidate.kind == "list"):
        return False  # what it is about is said by its row and its column, or by what leads into it
    words = Sought([term for term in question.terms if term.role != "function"])
    evidence = best.candidate.evidence
    own = evidence.context | evidence.near if best.candidate.kind == "list" else evidence.own
    return words.share(own) < LEAST_OWN


def _says_else(scored: Scored, best: Scored) -> bool:
    """Whether a candidate stands elsewhere than the best, in other words, and tells other rows or columns.

    Items under the same label say more of the same: "Containers – Docker" and "Containers – Podman".
    """
    one, other = scored.candidate, best.candidate
    if best.meant and scored.meant == best.meant:
        return False
    if one.kind == other.kind == "item" and one.label is not None and other.label is not None:
        labels = (
            candidate.document.plain(label).casefold() for candidate, label in ((one, one.label), (other, other.label))
        )
        if len(set(labels)) == 1:
            return False
    apart = one.document is not other.document or one.span.end <= other.span.start or one.span.start >= other.span.end
    return apart and one.document.plain(one.span) != other.document.plain(other.span)
