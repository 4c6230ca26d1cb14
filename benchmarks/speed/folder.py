"""Made-up text as a folder of documents, to measure the commands as they are used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.speed.texts import Texts

SECTION, DOCUMENT = 5, 100
"""How many passages stand under a heading, and in a document."""


def write_documents(texts: Texts, folder: Path) -> None:
    """Write the passages as Markdown, a heading over every few."""
    folder.mkdir(parents=True, exist_ok=True)
    passages = iter(texts)
    for number in range(-(-texts.passages // DOCUMENT)):
        held = list(islice(passages, DOCUMENT))
        (folder / f"{number:05}.md").write_text("\n\n".join(_sections(held)) + "\n", encoding="utf-8")


def _sections(passages: list[str]) -> Iterator[str]:
    for number, text in enumerate(passages):
        if number % SECTION == 0:
            level = "#" if number == 0 else "##"
            yield f"{level} {' '.join(text.split()[3:6]).strip('.,').title()}"
        yield text
