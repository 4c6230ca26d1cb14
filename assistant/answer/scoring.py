"""Which candidate is the likeliest to be right: a linear model of their features, with weights by kind."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter, mul
from pathlib import Path
from typing import Any

from assistant.answer.bettered import Bettered
from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Coverage, Evidences, holds
from assistant.answer.extremes import told_by_column
from assistant.answer.features import Features
from assistant.answer.filtering import Meant, meant
from assistant.answer.hints import Hints
from assistant.answer.outdone import Read, outdone_lists
from assistant.answer.outline import OUTLINED
from assistant.answer.prospects import dwelt, prospects, together
from assistant.answer.verdict import verdict
from assistant.terms import MEANT
from assistant.types import Question, Span

WORTH_READING, ALWAYS_READ = 0.5, 40
"""What covers less of the question than this share of what the best does cannot be the best, and is not looked at where
there are more candidates than so many."""
REACH, ALWAYS_KEPT = 8.0, 8
"""What lags behind the best by more than this in the features that are cheap to read is read no further, but for so
many of the first. What the other features add brings none of it to the front: of 7,086 questions none was answered by
what lagged by more than 6.2."""
SAME_SCORE = 1e-6
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
    "one_sided",
    "of_other",
    "numbered",
    "unranked",
    "torn",
    "furthest",
    "bettered",
    "hinted",
    *(f"bare_{name}" for name in BARE_RANKING),
)
_outlined, _ranked = itemgetter(*OUTLINED), itemgetter(*RANKING_FEATURES)
_BARE = tuple((f"bare_{name}", name) for name in BARE_RANKING)
_NOT_BARE = {name: 0.0 for name, _ in _BARE}
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


@lru_cache(maxsize=32)
def _weights(shape: str, names: tuple[str, ...]) -> tuple[float, ...]:
    weights = weights_of(shape)
    return tuple(weights[name] for name in names)


def rank(question: Question, found: Sequence[Candidate], evidences: Evidences, best_possible: float) -> list[Scored]:
    """The candidates, most likely first; ties by the place in the documents.

    ``best_possible`` is the retrieval score of a perfect passage. Features that compare candidates are added here:
    ``outdone``, ``bettered``, ``settled``, ``told`` and ``hinted``, the share of the question that is hinted at; and
    those of the passages: ``dwelt``, ``together`` and what ``prospects`` tells.
    """
    hits = {candidate.hit.passage.id: candidate.hit for candidate in found}
    best_hit = max((hit.score for hit in hits.values()), default=1.0)
    reader = Features(question, evidences, model()["fit"], best_hit, best_possible)
    scored = []
    covered = [(candidate, reader.cover(candidate)) for candidate in found]
    shares = sorted((coverage.share for _, coverage in covered), reverse=True)
    least = min(WORTH_READING * shares[0], shares[ALWAYS_READ - 1]) if len(shares) > ALWAYS_READ else 0.0
    covered = [(one, coverage) for one, coverage in covered if coverage.share >= least]
    read = _promising(reader, covered)
    hints = Hints(question.content, covered)
    expected = prospects(question, tuple(hits.values()), best_possible)
    beside = together(tuple(hits.values()))
    dwelling = {
        name: dwelt(reader.content, hits[name], evidences)
        for name in dict.fromkeys(candidate.hit.passage.id for candidate, _, _ in read)
    }
    for candidate, features, _ in read:
        rival = features["rival"] > 0
        settled = question.asks == "yes_no" and verdict(question, candidate, rival=rival) is not None
        features["settled"] = float(settled)
    outdone = outdone_lists(question, read)
    bettered = Bettered(question, reader.content, read, evidences)
    for candidate, features, coverage in read:
        features["outdone"] = outdone.get(candidate.key, 0.0)
        features["bettered"] = float(bettered.is_so(candidate, features, coverage))
        told = meant(question, candidate, evidences.stems)
        furthest = bool(told) and told[0].measure is not None
        if furthest:
            coverage = told_by_column(question, coverage)
            features.update(reader.of(candidate, coverage, reader.outline(candidate, coverage)))
        features["told"] = float(bool(told))
        features["furthest"] = float(furthest)
        features["unranked"] *= 1.0 - features["told"]
        features["hinted"] = hints.share(candidate, coverage)
        features["dwelt"] = dwelling[candidate.hit.passage.id]
        features["together"] = beside.get(candidate.document.id, 0.0)
        features.update(expected)
        bare = is_bare(candidate)
        features.update({name: bare * features[plain] for name, plain in _BARE} if bare else _NOT_BARE)
        score = sum(map(mul, _weights(candidate.shape or candidate.kind, RANKING_FEATURES), _ranked(features)))
        scored.append(Scored(candidate, features, score, coverage, told))
    ordered = sorted(scored, key=lambda s: (-s.score, s.candidate.rank, s.candidate.order))
    return _whole_table_first(question, _whole_row_first(ordered), evidences)


def _promising(reader: Features, covered: Sequence[tuple[Candidate, Coverage]]) -> Read:
    """The candidates that may be the best, with their features: those that do not lag behind in their outlines."""
    told = []
    for candidate, coverage in covered:
        outline = reader.outline(candidate, coverage)
        weights = _weights(candidate.shape or candidate.kind, OUTLINED)
        told.append((sum(map(mul, weights, _outlined(outline))), candidate, coverage, outline))
    scores = sorted((score for score, *_ in told), reverse=True)
    least = min(scores[0] - REACH, scores[ALWAYS_KEPT - 1]) if len(scores) > ALWAYS_KEPT else -math.inf
    return [
        (candidate, reader.of(candidate, coverage, outline), coverage)
        for score, candidate, coverage, outline in told
        if score >= least
    ]


def _whole_row_first(ranked: list[Scored]) -> list[Scored]:
    """With its row before the best candidate, where that is a cell that nothing tells from others of the row.

    The question says which row, and not which column: all of it is the answer.
    """
    best = ranked[0] if ranked else None
    if best is None or best.candidate.kind != "cell" or best.meant:
        return ranked
    place = best.candidate.document.id, best.candidate.block
    beside = [one for one in ranked if (one.candidate.document.id, one.candidate.block) == place]
    alike = [one for one in beside if one.candidate.kind == "cell" and best.score - one.score < SAME_SCORE]
    row = next((one for one in beside if one.candidate.shape == "row"), None)
    if len(alike) < 2 or row is None:
        return ranked
    return [row, *(one for one in ranked if one is not row)]


def _whole_table_first(question: Question, ranked: list[Scored], evidences: Evidences) -> list[Scored]:
    """With its table before the best candidate, where that is a row of which the question does not say the label.

    What two things differ in is all of the table, and not the row of which a cell happens to name one of them.
    """
    best = ranked[0] if ranked else None
    if best is None or question.asks != "comparison" or best.candidate.shape != "row":
        return ranked
    document, row = best.candidate.document, best.candidate.block
    parent = document.blocks[row].parent
    label = evidences.stems(document.id, document.blocks[document.children[row][0]].span)
    header = evidences.stems(document.id, document.blocks[document.children[parent or 0][0]].span)
    attributes = (term for term in question.terms if term.role != "function" and not holds(term, header))
    if any(holds(term, label, MEANT) for term in attributes):
        return ranked
    found = (one for one in ranked if one.candidate.shape == "table" and one.candidate.document is document)
    table = next((one for one in found if one.candidate.block == parent), None)
    return ranked if table is None else [table, *(one for one in ranked if one is not table)]


def is_bare(candidate: Candidate) -> bool:
    """Whether prose stands in a document without headings, where all that speaks for an answer is in the text."""
    return not candidate.headings and candidate.kind in ("sentence", "passage")


def span_of(scored: Scored) -> Span:
    """What an answer of this candidate quotes: a definition or reason that leans on the sentence before with that."""
    candidate = scored.candidate
    leans = scored.features["definition"] > 0 or scored.features["gives_reason"] > 0
    if candidate.previous is not None and candidate.kind == "sentence" and leans:
        return Span(candidate.previous.start, candidate.span.end)
    return candidate.span
