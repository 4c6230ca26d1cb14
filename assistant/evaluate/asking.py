"""Asking the questions of a data set, and judging what comes back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.defaults import PASSAGE_WORDS
from assistant.evaluate.cases import Case, Data
from assistant.evaluate.figures import Confidences
from assistant.text import normalise, sentences
from assistant.types import Answer, Span

WHOLE_DOCUMENT = 10_000
"""Words of a passage where each document of the data is a passage already."""

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A case with its answer; ``right`` when the first quote holds a gold answer, ``one`` when it is one sentence."""

    case: Case
    answer: Answer
    right: bool
    one: bool

    @property
    def short(self) -> str:
        """The short answer, and where there is none the quote."""
        if self.answer.short_answer is not None:
            return self.answer.short_answer.text
        return self.answer.citations[0].quote if self.answer.citations else ""


@contextmanager
def opened(data: Data) -> Iterator[Assistant]:
    """An assistant on the documents of a data set that gives every answer it finds."""
    words = PASSAGE_WORDS if data.cut else WHOLE_DOCUMENT
    with tempfile.TemporaryDirectory() as folder:
        yield Assistant.open(data.write(Path(folder)), Settings(passage_words=words, threshold=0.0))


def ask(assistant: Assistant, case: Case) -> Asked:
    """The answer to a case, judged."""
    answer = assistant.ask(case.question)
    if case.gold is None or not answer.citations:
        return Asked(case, answer, False, False)
    first = answer.citations[0]
    right = case.gold.holds(assistant.document(first.document), Span(first.start, first.end))
    return Asked(case, answer, right, len(sentences(normalise(first.quote))) == 1)


def confidences(asked: Iterable[Asked]) -> Confidences:
    """The confidences of the answers, (n,)."""
    return np.array([one.answer.confidence for one in asked], np.float64)


def units_found(assistant: Assistant, data: Data, question: str, depth: int = DEPTH) -> tuple[str, ...]:
    """The names of the units that the best passages for a question stand in, best first, each once."""
    found: dict[str, None] = {}
    for hit in assistant.search(question, depth * 5):
        found.setdefault(data.unit_of(hit.passage.document_id, hit.passage.span))
        if len(found) == depth:
            break
    return tuple(found)
