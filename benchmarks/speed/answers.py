"""How long an assistant that is open takes for a whole answer."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from assistant import Assistant
from assistant.evaluate.suites import FILE, read_suite


def questions_of(folder: Path, assistant: Assistant) -> list[str]:
    """The questions of the suite beside the documents, or the headings of these that are questions."""
    if (folder / FILE).exists():
        return [turn.ask for turns in read_suite(folder / FILE) for turn in turns[:1]]
    documents = map(assistant.document, assistant.documents)
    headings = (block.headings[-1] for document in documents for block in document.blocks if block.kind == "heading")
    return [heading for heading in dict.fromkeys(headings) if heading.endswith("?")]


def measure(folder: Path, most: int) -> dict[str, list[float]]:
    """Milliseconds of processor for each of at most so many questions, when it is asked first and once more."""
    assistant = Assistant.open(folder)
    asked = questions_of(folder, assistant)[:most]
    taken: dict[str, list[float]] = {}
    for time_of_asking in ("first", "once more"):
        for text in asked:
            started = time.process_time()
            assistant.ask(text)
            taken.setdefault(time_of_asking, []).append((time.process_time() - started) * 1e3)
    return taken


def rows(taken: dict[str, list[float]]) -> list[tuple[str, str, str, str]]:
    """What is measured as cells: when, of how many questions, the median and what 95 of 100 take at most."""
    return [
        (name, str(len(each)), f"{median(each):.1f}", f"{sorted(each)[int(0.95 * len(each))]:.1f}")
        for name, each in taken.items()
    ]
