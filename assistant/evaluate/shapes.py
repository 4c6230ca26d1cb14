"""The shapes of public data that can be measured on, each with what makes a report of a path.

Another shape is a function of its own here and an option of ``assistant evaluate``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import AssistantError
from assistant.evaluate.beir import beir, measure_ranking
from assistant.evaluate.cases import Data
from assistant.evaluate.followups import conversations, measure_followups
from assistant.evaluate.manuals import manual_sections
from assistant.evaluate.measure import measure
from assistant.evaluate.readers import gold_sentences, squad, tables
from assistant.evaluate.report import Report

Measured = Callable[[Path, int], Report]
"""Measures on the data at a path, with every n-th question of it."""


def _over(reader: Callable[[Path], Data]) -> Measured:
    def measured(path: Path, every: int) -> Report:
        data = reader(path)
        if not data.cases:
            raise AssistantError(f"{path}: holds no questions")
        return measure(data.every(every))

    return measured


SHAPES: Mapping[str, Measured] = {
    "squad": _over(squad),
    "beir": lambda path, every: measure_ranking(beir(path), every),
    "followups": lambda path, every: measure_followups(conversations(path), every),
    "sentences": _over(gold_sentences),
    "tables": _over(tables),
    "manuals": _over(manual_sections),
    "manuals_without_headings": _over(lambda path: manual_sections(path, headings=False)),
}
