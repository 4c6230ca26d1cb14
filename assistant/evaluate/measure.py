"""Measuring over data: what is found, what is answered, what is refused.

All questions are asked with no threshold, so that each gets the best answer there is and its confidence; what the
threshold would refuse is then counted. A question that got no answer counts in every mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.evaluate.asking import Asked, ask, confidences, opened, units_found
from assistant.evaluate.cases import Data
from assistant.evaluate.figures import (
    Confidences,
    Figures,
    Marks,
    area_under_risk_coverage,
    auroc,
    calibration_error,
    exact_match,
    group,
    ranking,
    reliability,
    risk_coverage,
    token_f1,
)
from assistant.evaluate.report import Report
from assistant.types import Span


def measure(data: Data) -> Report:
    """All figures of a data set."""
    with opened(data) as assistant:
        asked = [ask(assistant, case) for case in data.cases]
        counts = {"questions": float(len(asked)), "passages": float(len(assistant.collection))}
        found = _found(assistant, data)
    right = np.array([one.right for one in asked], bool)
    confidence = confidences(asked)
    kinds = sorted({one.answer.kind for one in asked})
    of_kind = {kind: np.array([one.answer.kind == kind for one in asked]) for kind in kinds}
    return Report(
        {
            **counts,
            **found,
            **_answers(asked, data.short),
            **_abstention(asked, data),
            "expected calibration error": calibration_error(confidence, right),
            "area under risk–coverage": area_under_risk_coverage(confidence, right),
        },
        reliability(confidence, right),
        tuple(group(kind, confidence[here], right[here]) for kind, here in of_kind.items()),
        risk_coverage(confidence, right),
    )


def _found(assistant: Assistant, data: Data) -> Figures:
    answerable = {str(number): case for number, case in enumerate(data.cases) if case.gold is not None}
    if not answerable:
        return {}
    relevant = {
        number: {data.unit_of(case.gold.document, case.gold.section or Span(0, 0)): 1}
        for number, case in answerable.items()
        if case.gold is not None
    }
    found = {number: units_found(assistant, data, case.question) for number, case in answerable.items()}
    return ranking(relevant, found, data.unit)


def _answers(asked: Sequence[Asked], short: bool) -> Figures:
    answerable = [(one, one.case.gold) for one in asked if one.case.gold is not None]
    if not answerable:
        return {}
    figures = {
        "answer success@1": _mean([one.right for one, _ in answerable]),
        "sentence success@1": _mean([one.right and one.one for one, _ in answerable]),
    }
    if short:
        figures["short answer exact match"] = _mean([exact_match(one.short, gold.texts) for one, gold in answerable])
        figures["short answer F1"] = _mean([token_f1(one.short, gold.texts) for one, gold in answerable])
    return figures


def _abstention(asked: Sequence[Asked], data: Data) -> Figures:
    """How well the confidence tells answerable questions from two kinds of others, each kind apart.

    Near misses are about something that the documents speak of, and ask what they do not say. Absent topics are
    answerable questions asked of the half of the documents that does not speak of them; they are compared with the same
    questions asked of the half that does.
    """
    figures: Figures = {}
    answerable = confidences(one for one in asked if one.case.gold is not None)
    near = confidences(one for one in asked if one.case.gold is None)
    known, absent = _by_halves(data)
    threshold = Settings().threshold
    if len(answerable):
        figures["answerable answered"] = _mean(answerable >= threshold)
    for name, against, others in (("near misses", answerable, near), ("absent topics", known, absent)):
        if len(others):
            figures[f"{name} refused"] = _mean(others < threshold)
        if len(against) and len(others):
            figures[f"AUROC {name}"] = auroc(against, others)
    return figures


def _by_halves(data: Data) -> tuple[Confidences, Confidences]:
    """The confidences of answerable questions asked of the half with their topic, and of the half without."""
    known: list[Asked] = []
    absent: list[Asked] = []
    halves = data.halves()
    if all(half.texts for half in halves):
        for here, elsewhere in (halves, halves[::-1]):
            with opened(here) as assistant:
                known += [ask(assistant, case) for case in here.cases if case.gold is not None]
                absent += [ask(assistant, case) for case in elsewhere.cases if case.gold is not None]
    return confidences(known), confidences(absent)


def _mean(values: Sequence[float] | Marks) -> float:
    return float(np.mean(values))
