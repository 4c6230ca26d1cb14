"""How likely a candidate is right: features that can each be explained in a line, and a logistic model over them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer.candidates import Candidate
from assistant.answer.definition import definition_strength
from assistant.answer.evidence import Coverage, Evidence, Evidences, adjacent_share, cover, own_share
from assistant.answer.expected import fits, people_stems
from assistant.lexicon import background, lexicon
from assistant.question import FRAME_WEIGHT
from assistant.types import Question, Span, Term

FOUND = 0.4
"""A term with less credit than this counts as missing: it stands neither in the candidate nor above it."""

NEARBY = 0.7
"""A term with less credit than this stands at best near the candidate or in the document's title."""

NEW_WORDS = 3
SMALL_WORD_WEIGHT = 0.3
"""What a word like "for" weighs, in nats, where a heading and a question are compared."""

TYPE_MISSING = 0.45
"""With less than this, the number, time or person that is asked for is not there."""


MODEL = Path(__file__).with_name("model.yaml")

RANKING_FEATURES = (
    "cover",
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
    "undefined",
    "novelty",
    "interrogative",
    "heading",
    "heading_list",
    "heading_first",
    "unspecific",
    "whole_list",
    "one_column",
    "columns",
    "focus",
    "early",
    "frame",
)
CONFIDENCE_FEATURES = (
    "bias",
    *RANKING_FEATURES,
    "unknown",
    "absolute",
    "margin",
    "structured",
    "typed",
    "typed_expected",
    "typed_missing",
    "cover_squared",
    "brief",
)
_TYPED = frozenset({"person", "time", "place", "count", "amount", "duration", "frequency", "reason"})
_STRUCTURED = frozenset({"list", "item", "cell", "comparison"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its score in the ranking and what of the question it covers."""

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    coverage: Coverage


@lru_cache(maxsize=1)
def model() -> Mapping[str, Any]:
    """The weights, as they ship."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: Mapping[str, Any] = yaml.load(MODEL.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe, faster
    return loaded


def rank(question: Question, found: Sequence[Candidate], evidences: Evidences, best_possible: float) -> list[Scored]:
    """The candidates, most likely first; ties by the place in the documents.

    ``best_possible`` is the retrieval score of a perfect passage.
    """
    weights: Mapping[str, float] = model()["ranking"]
    best_hit = max((candidate.hit.score for candidate in found), default=1.0)
    scored = []
    for candidate in found:
        features, coverage = features_of(question, candidate, evidences, best_hit, best_possible)
        score = sum(weight * features[name] for name, weight in weights.items())
        scored.append(Scored(candidate, features, score, coverage))
    return sorted(scored, key=lambda s: (-s.score, s.candidate.rank, s.candidate.order))


def confidence(question: Question, found: Sequence[Scored]) -> float:
    """The probability, from 0 to 1, that the first of the ranked candidates answers the question."""
    if not found:
        return 0.0
    features = confidence_features(question, [(scored, scored.score) for scored in found])
    logit = sum(weight * features[name] for name, weight in model()["confidence"].items())
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


def confidence_features(question: Question, found: Sequence[tuple[Scored, float]]) -> dict[str, float]:
    """The features of the best candidate, given all with their scores, best first, and some more.

    ``margin``: how far the best is ahead of the next that says something else, at most 1.
    ``structured``: whether it is a list, an item, a cell or a comparison. ``typed``: whether a number, a time, a
    person … is asked, ``typed_expected`` whether it is there then and ``typed_missing`` that it is not. ``brief``: fewer than three content terms.
    """
    best, score = found[0]
    span = best.candidate.span
    others = (
        value
        for other, value in found[1:]
        if other.candidate.document is not best.candidate.document
        or other.candidate.span.end <= span.start
        or other.candidate.span.start >= span.end
    )
    typed = float(question.asks in _TYPED)
    return {
        "bias": 1.0,
        **best.features,
        "margin": min(1.0, score - next(others, score - 1.0)),
        "structured": float(best.candidate.kind in _STRUCTURED),
        "typed": typed,
        "typed_expected": typed * best.features["expected"],
        "typed_missing": typed * (best.features["expected"] < TYPE_MISSING),
        "cover_squared": best.features["cover"] ** 2,
        "brief": float(len(question.content) < 3),
    }


def features_of(
    question: Question, candidate: Candidate, evidences: Evidences, best_hit: float, best_possible: float
) -> tuple[dict[str, float], Coverage]:
    """The features of a candidate, each from 0 to 1.

    ``cover``: share of the question's content, by weight, found in the candidate and around it.
    ``missing``: the share of the heaviest content term that is not, ``all_missing`` of all of them.
    ``name_missing``: whether one is a name. ``unknown``: share that no document holds. ``unfound``: the
    share of the heaviest term that is at best nearby. ``own``: share found in the candidate itself.
    ``adjacent``: share of neighbouring terms that are neighbours there, ``close``: how closely the terms
    stand together. ``retrieval``: the passage's score against the best passage's, ``absolute`` against a
    perfect passage's. ``undefined``: a definition is asked and this is none. ``focus``: whether what is
    asked for by name is found. ``frame``: share of the frame words found in the candidate.
    ``fit``: how well the kind suits what is asked for. ``expected``: whether it holds a number, a time, a
    person … where that is asked. ``definition``: how clearly it defines, where that is asked.
    ``novelty``: words that the question has not. ``interrogative``: whether it is a question itself.
    ``heading``: how far the nearest heading is the question, ``heading_list`` the same for a list and
    ``heading_first`` for the first sentence under it. ``unspecific``: an item that meets the question no better
    than its list does. ``whole_list``: the coverage of a list. ``one_column``: a row of which the question names
    one column, ``columns`` a cell of a row of which it names several. ``early``: how soon it comes.
    """
    terms = question.content
    coverage = cover(terms, candidate.evidence)
    total = sum(term.weight for term in terms) or 1.0
    missing = [term for term, credit in zip(terms, coverage.credits, strict=True) if credit < FOUND]
    own = candidate.evidence.own
    sequence = evidences.sequence(candidate.document.id, candidate.span)
    text = candidate.document.view[candidate.span.start : candidate.span.end]
    heading = _heading(question, candidate)
    unfound = [term.weight for term, credit in zip(terms, coverage.credits, strict=True) if credit < NEARBY]
    features = {
        "cover": coverage.share,
        "missing": max((term.weight for term in missing), default=0.0) / total,
        "all_missing": sum(term.weight for term in missing) / total,
        "name_missing": float(any(term.name for term in missing)),
        "unknown": sum(term.weight for term in terms if not term.known) / total,
        "unfound": max(unfound, default=0.0) / total,
        "own": own_share(terms, own),
        "adjacent": adjacent_share(question, sequence),
        "close": _closeness(question, sequence),
        "retrieval": candidate.hit.score / best_hit,
        "absolute": min(1.0, candidate.hit.score / best_possible) if best_possible else 0.0,
        "fit": _fit(question, candidate),
        "expected": _expected(question, candidate, text),
        "definition": definition_strength(question, candidate) if question.asks == "definition" else 0.0,
        "undefined": float(question.asks == "definition" and not definition_strength(question, candidate)),
        "novelty": min(1.0, _new_words(question, sequence) / NEW_WORDS),
        "interrogative": float(text.endswith("?")),
        "heading": heading,
        "heading_list": heading * (candidate.kind == "list"),
        "heading_first": heading * (candidate.kind == "sentence" and candidate.opens),
        "unspecific": float(candidate.kind == "item" and not _specific(terms, candidate)),
        "whole_list": float(candidate.kind == "list") * coverage.share,
        **_columns(question, candidate, evidences),
        "focus": _focus(question, coverage),
        "early": 1.0 / (1.0 + candidate.order),
        "frame": own_share([term for term in question.terms if term.role == "frame"], own),
    }
    return features, coverage


def _closeness(question: Question, sequence: Sequence[str]) -> float:
    """The number of content terms found against the length of the shortest stretch that holds them all; 0 for one."""
    places: dict[int, list[int]] = {}
    for number, term in enumerate(question.content):
        heads = {expression[0] for expression, _ in term.phrases}
        found = [position for position, word in enumerate(sequence) if word in heads]
        if found:
            places[number] = found
    if len(places) < 2:
        return 0.0
    marks = sorted((position, number) for number, found in places.items() for position in found)
    last: dict[int, int] = {}
    best = len(sequence)
    for position, number in marks:
        last[number] = position
        if len(last) == len(places):
            best = min(best, position - min(last.values()) + 1)
    return min(1.0, len(places) / best)


def _focus(question: Question, coverage: Coverage) -> float:
    """The credit of the term that names what is asked for; 0.5 where none does."""
    if question.focus is None:
        return 0.5
    focus = question.terms[question.focus]
    for term, credit in zip(question.content, coverage.credits, strict=True):
        if term is focus:
            return credit
    return 0.5


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
    """How far the nearest heading is the question itself: the cosine of the two, each word weighed by what it tells.

    Words that shape a question count here too: "What is X used for?" is not "What is X?".
    """
    heading = candidate.evidence.heading
    if not heading or not question.terms:
        return 0.0
    met = asked = 0.0
    matched: set[str] = set()
    for term in question.terms:
        weight = term.weight or SMALL_WORD_WEIGHT
        asked += weight * weight
        found, worth = max(
            ((words, share) for words, share in term.phrases if heading.issuperset(words)),
            key=lambda pair: pair[1],
            default=((), 0.0),
        )
        matched.update(found)
        met += worth * weight * weight
    rest = sum(_weight_of(word) ** 2 for word in heading - matched)
    return met / math.sqrt(asked * (met + rest)) if met else 0.0


def _weight_of(word: str) -> float:
    if word in lexicon().function_stems:
        return SMALL_WORD_WEIGHT
    weight = background().informativeness(word)
    return weight * FRAME_WEIGHT if word in lexicon().frame_stems else weight


def _specific(terms: Sequence[Term], candidate: Candidate) -> bool:
    """Whether an item holds a term itself that its list, heading and lead-in do not."""
    around = replace(candidate.evidence, own=frozenset(), near=frozenset())
    own = Evidence(own=candidate.evidence.own)
    return any(own.credit(term) > around.credit(term) for term in terms)


def _columns(question: Question, candidate: Candidate, evidences: Evidences) -> dict[str, float]:
    """Which columns of a row the question names, by the words that only their headers have."""
    found = {"one_column": 0.0, "columns": 0.0}
    if candidate.kind not in ("cell", "comparison") or candidate.shape == "table":
        return found
    document = candidate.document
    table = document.blocks[candidate.block].parent
    if table is None:
        return found
    header = [
        evidences.stems(document.id, document.blocks[cell].span)
        for cell in document.children.get(document.children[table][0], ())[1:]
    ]
    named = []
    for number, words in enumerate(header):
        others = frozenset().union(*(other for place, other in enumerate(header) if place != number))
        own = Evidence(own=words - others or words)
        named.append(any(own.credit(term) > NEARBY for term in question.content))
    if candidate.kind == "comparison":
        found["one_column"] = float(sum(named) == 1)
    else:
        found["columns"] = float(sum(named) > 1)
    return found


def span_of(scored: Scored) -> Span:
    """What an answer of this candidate quotes: the sentence before it too, where it begins by referring to it."""
    candidate = scored.candidate
    if candidate.previous is not None and candidate.kind == "sentence":
        return Span(candidate.previous.start, candidate.span.end)
    return candidate.span
