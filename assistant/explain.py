"""Why an answer is the one it is: what each word of the question did, and what decided between the best two places.

Everything that decides is a sum. A passage's score is a sum over the terms that are searched for, a candidate's one
over its features, the confidence one over features too, put through the logistic function. So the parts that are given
here add up, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answer import ranked
from assistant.answer.citing import cite
from assistant.answer.confidence import confidence_features, log_odds
from assistant.answer.evidence import Evidences
from assistant.answer.hints import FOUND, hint
from assistant.answer.scoring import Scored, span_of, weights_of
from assistant.index.storage import Collection
from assistant.index.tfidf import terms_of
from assistant.reading import parse_yaml
from assistant.retrieve import DEPTH, best_possible, proximity, retrieve, search_terms, word_worths
from assistant.types import Answer, Citation, Question, Term

MEANINGS = Path(__file__).with_name("answer") / "meanings.yaml"
_BARE = "bare_"
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class TermShare:
    """A word of the question, or an expression, and what it did.

    ``score`` is what it adds to the retrieval score of the best candidate's passage, ``share`` the same as a share of
    all, from 0 to 1; what a pair of neighbours adds is shared by the two. ``credit`` is how far the best candidate and
    the places around it hold the term, from 0 to 1; ``None`` for a word that need not be found. ``weight``, in nats, is
    how much the term tells, ``known`` whether any document holds it, ``correction`` what a misspelt word was taken for.
    ``hint`` is a word of the best candidate that is used like one which is missing there.
    """

    text: str
    role: str
    weight: float
    score: float
    share: float
    credit: float | None
    known: bool
    correction: str | None
    hint: str | None = None

    @property
    def matched(self) -> bool:
        """Whether it was found in the passage or around the candidate."""
        return self.score > 0 or bool(self.credit)

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output."""
        return {
            "text": self.text,
            "role": self.role,
            "weight": round(self.weight, DECIMALS),
            "score": round(self.score, DECIMALS),
            "share": round(self.share, DECIMALS),
            "credit": None if self.credit is None else round(self.credit, DECIMALS),
            "known": self.known,
            "correction": self.correction,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a feature adds to a sum, ``amount``, for its value; or the differences of both between two places."""

    feature: str
    value: float
    amount: float

    @property
    def meaning(self) -> str:
        """The feature in words."""
        return meaning(self.feature)

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output."""
        return {
            "feature": self.feature,
            "meaning": self.meaning,
            "value": round(self.value, DECIMALS),
            "amount": round(self.amount, DECIMALS),
        }


@dataclass(frozen=True, slots=True)
class Considered:
    """A place that was considered as the answer: ``score`` is the sum of ``contributions``, zeros left out."""

    kind: str
    place: Citation
    score: float
    contributions: tuple[Contribution, ...]

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output."""
        return {
            "kind": self.kind,
            "place": self.place.to_dict(),
            "score": round(self.score, DECIMALS),
            "contributions": [one.to_dict() for one in self.contributions],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question got its answer.

    ``best`` is the best place found, also where it was not good enough and the answer is a refusal; ``None`` where
    nothing was found or nothing is looked for. ``runner_up`` is the best of those that do not overlap with it.
    ``confidence`` are the contributions whose sum is the log-odds that ``best`` is right.
    """

    answer: Answer
    asks: str
    threshold: float
    terms: tuple[TermShare, ...]
    best: Considered | None
    runner_up: Considered | None
    confidence: tuple[Contribution, ...]

    @property
    def unmatched(self) -> tuple[TermShare, ...]:
        """The terms that matched nothing in the best place or its passage."""
        return tuple(term for term in self.terms if not term.matched)

    @property
    def lost_by(self) -> tuple[Contribution, ...]:
        """Why the runner-up lost: what each feature speaks for the best rather than for it, most telling first.

        The amounts add up to the difference of the two scores.
        """
        if self.best is None or self.runner_up is None:
            return ()
        ours = {one.feature: one for one in self.best.contributions}
        theirs = {one.feature: one for one in self.runner_up.contributions}
        differences = [_difference(name, ours.get(name), theirs.get(name)) for name in dict.fromkeys([*ours, *theirs])]
        return tuple(sorted((one for one in differences if one.amount), key=lambda one: -abs(one.amount)))

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output: the answer, then why."""
        return {
            "answer": self.answer.to_dict(),
            "asks": self.asks,
            "threshold": self.threshold,
            "terms": [term.to_dict() for term in self.terms],
            "unmatched": [term.text for term in self.unmatched],
            "best": None if self.best is None else self.best.to_dict(),
            "runner_up": None if self.runner_up is None else self.runner_up.to_dict(),
            "lost_by": [one.to_dict() for one in self.lost_by],
            "confidence": [one.to_dict() for one in self.confidence],
        }


def explain(
    question: Question, answer: Answer, collection: Collection, evidences: Evidences, *, passages: int, threshold: float
) -> Explanation:
    """Why a question got an answer; ``passages`` and ``threshold`` are those that it was asked with.

    An answer put together from several places is explained by the best single place for the question.
    """
    best = best_possible(question, collection)
    hits = retrieve(question, collection, passages, evidences.sequence) if question.content else []
    found = ranked(question, hits, evidences, best)
    scores = _scores(question, collection, found[0], evidences, passages) if found else ()
    odds = confidence_features(question, [(one, one.score) for one in found]) if found else {}
    return Explanation(
        answer=answer,
        asks=question.asks,
        threshold=threshold,
        terms=_terms(question, scores, found[0] if found else None),
        best=_considered(found[0], best) if found else None,
        runner_up=next((_considered(one, best) for one in found[1:] if _apart(one, found[0])), None),
        confidence=_contributions(odds, log_odds(odds)) if odds else (),
    )


@lru_cache(maxsize=1)
def meanings() -> Mapping[str, str]:
    """What each feature says, in words."""
    read: Mapping[str, str] = parse_yaml(MEANINGS.read_text(encoding="utf-8"))
    return read


def meaning(feature: str) -> str:
    """What a feature says, in words."""
    said = meanings().get(feature.removeprefix(_BARE), feature)
    return f"{said}, in a document without headings" if feature.startswith(_BARE) else said


def _apart(one: Scored, other: Scored) -> bool:
    a, b = one.candidate, other.candidate
    return a.document.id != b.document.id or a.span.end <= b.span.start or a.span.start >= b.span.end


def _considered(scored: Scored, best: float) -> Considered:
    place = cite(scored.candidate, span_of(scored), best)
    weights = weights_of(scored.candidate.shape or scored.candidate.kind)
    amounts = {name: weight * scored.features[name] for name, weight in weights.items()}
    contributions = _contributions(scored.features, amounts)
    return Considered(scored.candidate.kind, place, scored.score, contributions)


def _contributions(features: Mapping[str, float], amounts: Mapping[str, float]) -> tuple[Contribution, ...]:
    """Those that are not 0, the largest first."""
    every = [Contribution(name, features[name], amount) for name, amount in amounts.items()]
    return tuple(sorted((one for one in every if one.amount), key=lambda one: -abs(one.amount)))


def _difference(feature: str, ours: Contribution | None, theirs: Contribution | None) -> Contribution:
    none = Contribution(feature, 0.0, 0.0)
    one, other = ours or none, theirs or none
    return Contribution(feature, one.value - other.value, one.amount - other.amount)


def _scores(
    question: Question, collection: Collection, best: Scored, evidences: Evidences, passages: int
) -> tuple[float, ...]:
    """What each term of the question adds to the retrieval score of a candidate's passage."""
    searched = search_terms(question, collection.analyser.pair_weight)
    passage = best.candidate.hit.passage
    positions = (position for position, _ in collection.index.search(searched, max(passages, DEPTH)))
    position = next(position for position in positions if collection.passage(position).id == passage.id)
    near = proximity(word_worths(searched, collection), passage, collection, evidences.sequence)
    scores = [0.0] * len(question.terms)
    for key, weight in searched.items():
        found = dict(collection.index.search({key: weight}, len(collection)))
        owners = _owners(key, question.terms)
        for owner in owners:
            scores[owner] += (found.get(position, 0.0) + near.get(key, 0.0)) / len(owners)
    return tuple(scores)


def _owners(key: str, terms: Sequence[Term]) -> list[int]:
    """The positions of the terms that a stem or a pair of stems was searched for."""
    whole = [n for n, term in enumerate(terms) if any(key in terms_of(words) for words, _ in term.phrases)]
    if whole:
        return whole
    return [n for half in key.split(" ") for n, term in enumerate(terms) if half in term.phrases[0][0]]


def _terms(question: Question, scores: Sequence[float], best: Scored | None) -> tuple[TermShare, ...]:
    """The terms that are looked for; words that only hold a sentence together are left out unless they were found."""
    total = sum(scores)
    credits = iter(best.coverage.credits if best is not None else (0.0,) * len(question.content))
    shares = []
    for number, term in enumerate(question.terms):
        score = scores[number] if scores else 0.0
        credit = next(credits) if term.role == "content" else None
        if term.role != "function" or score:
            share = score / total if total else 0.0
            lacks = best is not None and credit is not None and credit < FOUND
            hinted = hint(term, best.candidate) if best is not None and lacks else None
            taken = term.text if term.typed is not None else term.correction
            shares.append(
                TermShare(
                    term.typed or term.text, term.role, term.weight, score, share, credit, term.known, taken, hinted
                )
            )
    return tuple(shares)
