"""The words inside of a sentence that answer by themselves: a log-linear model over its spans.

Each span has named properties (``properties.py``), and each property a weight for every question and one for the kind
of question (``short.json``, fitted by ``benchmarks/train_short.py``). The sums make a probability of each span,
and chosen is not the likeliest one but the one that shares the most words with all, weighed by their probabilities (the
least Bayes risk under token F1): "Warsaw", "the city of Warsaw" and "in Warsaw" speak for each other.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.properties import properties
from assistant.answer.sentence import matched
from assistant.answer.spans import Place, places
from assistant.answer.suits import suits
from assistant.answer.wanted import Wanted, wanted
from assistant.lexicon.clause import read
from assistant.text import stem, stems, words_of
from assistant.types import AnswerKind, Document, Question, ShortAnswer, Span

WEIGHTS = Path(__file__).with_name("short.json")
SETTINGS = Path(__file__).with_name("short.yaml")
_LABELLED = re.compile(r"[^.,;:]{1,60}(?::|\s-+)\s|.*\n\s*[-*+\u2022\d\u200b]", re.DOTALL)
"""What is no sentence but a label with what it stands for, or goes over the items of a list."""
ANY = "any"
"""The key of the weights that count for every kind of question."""


class Short(NamedTuple):
    """A span of a text, half-open offsets, with the probability that it answers."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True)
class Model:
    """``weights`` by kind of question and property; ``calibration`` slope and intercept from agreement to log-odds."""

    weights: Mapping[str, Mapping[str, float]]
    calibration: tuple[float, float] = (1.0, 0.0)
    _merged: dict[str, Mapping[str, float]] = field(default_factory=dict, repr=False)

    def of(self, kind: str) -> Mapping[str, float]:
        """The weight of each property for a kind of question."""
        if kind not in self._merged:
            merged = dict(self.weights[ANY])
            for name, weight in self.weights.get(kind, {}).items():
                merged[name] = merged.get(name, 0.0) + weight
            self._merged[kind] = merged
        return self._merged[kind]

    def probability(self, agreement: float) -> float:
        """The probability that a span answers, given how much all spans of the sentence agree with it."""
        slope, intercept = self.calibration
        agreement = min(max(agreement, 1e-6), 1 - 1e-6)
        return 1.0 / (1.0 + math.exp(-(slope * math.log(agreement / (1 - agreement)) + intercept)))


@lru_cache(maxsize=1)
def model() -> Model:
    """The weights, as they ship."""
    loaded = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    slope, intercept = loaded["calibration"]
    return Model(loaded["weights"], (slope, intercept))


@lru_cache(maxsize=1)
def settings() -> Mapping[str, Any]:
    """What was set by hand; see ``short.yaml``."""
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    return loaded


def described(question: Question, view: str) -> tuple[Wanted, list[Place], list[list[str]]]:
    """What a question wants, the spans of a sentence, and the properties of each."""
    want = wanted(question.text)
    found = matched(question, want, read(view))
    spans = [place for place in found.new(places(found.read)) if suits(want, found.read.pieces, place)]
    return want, spans, [list(properties(want, found, place)) for place in spans]


def agreements(scores: NDArray[np.float64], spans: Sequence[Place]) -> NDArray[np.float64]:
    """For each of n spans with a score (n,) the token F1 that is to be expected of it, by pieces for words."""
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    first, last = (np.array([place[end] for place in spans]) for end in (0, 1))
    shared = np.minimum(last[:, None], last) - np.maximum(first[:, None], first) + 1
    length = last - first + 1
    expected: NDArray[np.float64] = (2 * np.maximum(shared, 0) / (length[:, None] + length)) @ likely
    return expected


def best(question: Question, view: str, fitted: Model | None = None) -> Short | None:
    """The span of a sentence, given as a view, that most likely answers a question; ``None`` where it has none."""
    fitted = fitted or model()
    want, spans, described_ = described(question, view)
    if not spans:
        return None
    weights = fitted.of(want.kind)
    scores = np.array([sum(weights.get(name, 0.0) for name in names) for names in described_])
    expected = agreements(scores, spans)
    chosen = int(expected.argmax())
    pieces = read(view).pieces
    place = spans[chosen]
    start, end = pieces[place.first].start, pieces[place.last].end
    return Short(start, end, fitted.probability(float(expected[chosen])))


@lru_cache(maxsize=256)
def _best(question: Question, view: str) -> Short | None:
    return best(question, view)


def _is_statement(view: str) -> bool:
    """Whether a text is a sentence, with a verb, and no label with what it stands for."""
    return not _LABELLED.match(view) and any(piece.tag in "XMVE" for piece in read(view).pieces)


def likelihood(question: Question, document: Document, span: Span, kind: AnswerKind) -> float | None:
    """The probability that a part of a sentence answers a question; ``None`` where no part is looked for."""
    chosen, form = settings(), wanted(question.text).kind
    if kind != "sentence" or question.asks in chosen["whole"] or form in chosen["whole"]:
        return None
    if span.end - span.start > chosen["most_chars"] or not _is_statement(document.view[span.start : span.end]):
        return None
    found = _best(question, document.view[span.start : span.end])
    return found.probability if found else 0.0


def short_answer(
    question: Question, document: Document, span: Span, kind: AnswerKind, fitted: Model | None = None
) -> ShortAnswer | None:
    """The words of a quoted span that answer by themselves; ``None`` where none do, or none are likely enough to."""
    chosen, form = settings(), wanted(question.text).kind
    kinds = chosen["kinds"].get(form, chosen["kinds"][ANY])
    if kind not in kinds or question.asks in chosen["whole"] or span.end - span.start > chosen["most_chars"]:
        return None
    view = document.view[span.start : span.end]
    if not _is_statement(view):
        return None
    found = (best(question, view, fitted) if fitted else _best(question, view)) if form not in chosen["whole"] else None
    floors = chosen["floors"]
    if found is None or found.probability < floors.get(form, floors.get(question.asks, chosen["floor"])):
        return None
    if found.end - found.start >= chosen["most_share"] * len(view.strip()):
        return None
    start, end = span.start + found.start, span.start + found.end
    asked = words_of(question.text)
    if "or" not in asked and set(stems(document.view, start, end)) <= set(map(stem, asked)):
        return None  # what the question says itself answers it only where it is one of those to choose from
    return ShortAnswer(document.text[start:end], start, end)
