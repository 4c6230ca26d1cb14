"""Whether what a list holds is of the sort that is asked for."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import WORTH, Coverage, Sought, holds
from assistant.types import Question

LITERAL = 0.9


def of_sort(question: Question, candidate: Candidate, content: Sought, coverage: Coverage) -> Coverage:
    """What a list covers of a question's content, where no item tells by a synonym that all are of the sort asked for.

    Duties are no tools because one of them is to install software; "testing tools" among them are some.
    """
    if candidate.kind != "list" or question.focus is None:
        return coverage
    focus = question.terms[question.focus]
    place = next((n for n, term in enumerate(content.terms) if term is focus), None)
    if place is None or coverage.credits[place] > WORTH["near"] or holds(focus, candidate.evidence.near, LITERAL):
        return coverage
    around = content.cover(replace(candidate.evidence, near=frozenset(), own=frozenset())).credits[place]
    lost = (coverage.credits[place] - around) * focus.weight / content.total
    return Coverage(coverage.share - lost, (*coverage.credits[:place], around, *coverage.credits[place + 1 :]))
