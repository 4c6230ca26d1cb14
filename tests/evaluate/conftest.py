"""Tiny data in the shapes that public data comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Rows = list[dict[str, Any]]
TEA = "Tea is brewed from leaves. It was first grown in Yunnan."
COFFEE = "Coffee is brewed from roasted beans. It was first grown in Ethiopia."
KAYAK = "A kayak is paddled with two blades. The Inuit built it from driftwood."
CANOE = "A canoe is paddled with one blade. The Algonquin built it from bark."


@pytest.fixture
def squad_file(tmp_path: Path) -> Path:
    """Two articles of two paragraphs, an answerable question on each paragraph and a near miss on two."""

    def paragraph(context: str, question: str, answer: str, near: str | None = None) -> dict[str, Any]:
        answers = [{"text": answer, "answer_start": context.index(answer)}]
        asked: Rows = [{"id": question, "question": question, "answers": answers, "is_impossible": False}]
        if near is not None:
            asked.append({"id": near, "question": near, "answers": [], "is_impossible": True})
        return {"context": context, "qas": asked}

    articles = [
        {
            "title": "Drinks",
            "paragraphs": [
                paragraph(TEA, "Where was tea first grown?", "Yunnan", "Who was taxed for tea?"),
                paragraph(COFFEE, "What is coffee brewed from?", "roasted beans"),
            ],
        },
        {
            "title": "Boats",
            "paragraphs": [
                paragraph(KAYAK, "Who built the kayak?", "The Inuit", "Who sank the kayak?"),
                paragraph(CANOE, "What did the Algonquin build the canoe from?", "bark"),
            ],
        },
    ]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"version": "v2.0", "data": articles}), encoding="utf-8")
    return path


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[[str, Rows], Path]:
    """Writes objects as JSON Lines into a file of the folder ``data``; returns the folder."""

    def write(name: str, rows: Rows) -> Path:
        path = tmp_path / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path.parent

    return write


PAGE = """\
# Boats

Contents:

- [How do I steer a kayak?](#steer)
- [Which paddle?](#which)

How do I steer a kayak?
-----------------------

Lean to one side and sweep the blade.

### In wind

Lower the skeg.

## Which paddle?

A long one for a wide boat.

## Safety

Wear a vest.
"""


@pytest.fixture
def manual_folder(tmp_path: Path) -> Path:
    """Two manuals of a page each; two of the questions are headings, one in each of the two ways to write one."""
    folder = tmp_path / "manual"
    (folder / "pages" / "boats").mkdir(parents=True)
    (folder / "pages" / "tea").mkdir()
    (folder / "pages" / "boats" / "faq.md").write_text(PAGE, encoding="utf-8")
    (folder / "pages" / "tea" / "pots.md").write_text("# Pots\n\n## Glaze\n\nUse a glazed pot.\n", encoding="utf-8")
    sections = [
        {"_id": "boats/faq#1", "title": "How do I steer a kayak?"},
        {"_id": "boats/faq#3", "title": "Which paddle?"},
        {"_id": "tea/pots#1", "title": "Glaze"},
    ]
    queries = [
        {"text": "How do I steer a kayak?", "page": "boats/faq", "section": "boats/faq#1"},
        {"text": "Which paddle?", "page": "boats/faq", "section": "boats/faq#3"},
        {"text": "Which pot should I use?", "page": "tea/pots", "section": "tea/pots#1"},
    ]
    for name, rows in (("sections", sections), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder
