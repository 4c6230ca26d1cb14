"""Measuring on little conversations, where each figure can be counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.cli import cli
from assistant.errors import AssistantError
from assistant.evaluate.followups import Counts, Turn, content, conversations, documents, measure_followups

Rows = list[dict[str, Any]]
WriteLines = Callable[[str, Rows], Path]
BYRD: Rows = [
    {"raw": "Where was she born?", "resolved": "Where was Ada Byrd born?", "answer": "Byrd was born in Leith."},
    {"raw": "When did she sing?", "resolved": "When did Ada Byrd sing?", "answer": "She sang in 1901."},
    {"raw": "Who painted Oslo?", "resolved": "Who painted Oslo?", "answer": "I don't know."},
    {"raw": "Did she like it?", "resolved": "Did Ada Byrd like Oslo?", "answer": None},
]
BOAT: Rows = [
    {"raw": "What is a kayak?", "resolved": "What is a kayak?", "answer": "A kayak is a narrow boat."},
    {"raw": "Is it fast?", "resolved": "Is a kayak fast?", "answer": "It is fast."},
]


def rows() -> Rows:
    byrd = [{**row, "conversation": "a", "title": "Ada Byrd", "section": "Early life"} for row in BYRD]
    return byrd + [{**row, "conversation": "b", "title": "Boats [1]", "section": "Kayaks"} for row in BOAT]


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "--followups", *map(str, arguments)])


def test_conversations_are_read_turn_by_turn(write_lines: WriteLines) -> None:
    byrd, boat = conversations(write_lines("talk.jsonl", rows()) / "talk.jsonl")
    assert byrd[0] == Turn(
        "Where was she born?", "Where was Ada Byrd born?", "Byrd was born in Leith.", "Ada Byrd", "Early life"
    )
    assert [turn.answer for turn in byrd[2:]] == ["", ""]
    assert len(boat) == 2


def test_each_answer_is_a_document_under_its_title(write_lines: WriteLines) -> None:
    data = documents(conversations(write_lines("talk.jsonl", rows()) / "talk.jsonl"))
    assert list(data.texts) == ["00000-00.md", "00000-01.md", "00001-00.md", "00001-01.md"]
    assert data.texts["00001-00.md"] == "# Boats \\[1\\]\n\n## Kayaks\n\nA kayak is a narrow boat.\n"


def test_where_there_are_no_answers_the_questions_say_what_words_there_are(write_lines: WriteLines) -> None:
    silent = [{key: row[key] for key in ("conversation", "raw", "resolved")} for row in rows()]
    data = documents(conversations(write_lines("talk.jsonl", silent) / "talk.jsonl"))
    assert data.texts["00001-00.md"] == "What is a kayak?\n\nIs it fast?\n"
    assert list(data.texts) == ["00000-00.md", "00001-00.md"]


def test_the_words_that_say_something() -> None:
    assert content("What else did the Wrens ever play besides anything?") == {"wren", "play"}


def test_words_are_counted_by_what_a_question_lacked() -> None:
    counts = Counts()
    counts.count("Did she sing?", "Did Ada sing in Oslo?", "Did Ada Byrd sing?")
    counts.count("Did she leave it?", "Did Ada Byrd leave Leith?", "Did Ada Byrd leave Leith?")
    counts.count("Is it fast?", "Is it fast?", "Is it fast?")
    counts.count("Is a kayak fast?", "Is a kayak fast for Ada?", "Is a kayak fast?")
    assert counts.figures() == {
        "words recovered": 4 / 5,
        "words recovered, mean of the turns": (1 / 2 + 1) / 2,
        "words added that are right": 4 / 5,
        "whole turns left as they are": 1 / 2,
    }


def test_the_figures_of_two_conversations(write_lines: WriteLines) -> None:
    path = write_lines("talk.jsonl", rows()) / "talk.jsonl"
    found = json.loads(evaluate(path, "--format", "json").stdout)
    assert (found["conversations"], found["turns"], found["passages looked for"]) == (2, 4, 4)
    assert found["words recovered"] == 0.8333  # Ada, Byrd; Ada, Byrd and not Oslo, which no document knows; kayak
    assert found["whole turns left as they are"] == 1
    assert found["passage success@5 as rewritten"] == 1
    assert found["passage success@5, share of the rewritten"] == 1


def test_an_error_is_carried_on_as_in_use() -> None:
    turns = (
        Turn("What is a kayak?", "What is a kayak?", "A boat."),
        Turn("Is it fast?", "Is the zebra fast?", "Yes."),
        Turn("Is it old?", "Is the zebra old?", "Yes."),
    )
    assert measure_followups((turns,)).figures["words recovered"] == 0


def test_every_second_conversation(write_lines: WriteLines) -> None:
    path = write_lines("talk.jsonl", rows()) / "talk.jsonl"
    shown = evaluate(path, "--every", 2)
    assert shown.exit_code == 0
    assert "conversations                                   1\n" in shown.output
    assert "turns                                           3\n" in shown.output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "holds no conversations"),
        ('{"raw": "Is it?"}\n', "'conversation' is missing"),
        ("[1]\n", "is not conversations with their questions rewritten"),
        ("{\n", "line 1 is no JSON"),
    ],
)
def test_what_is_not_in_shape_is_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "talk.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AssistantError, match=says):
        conversations(path)
