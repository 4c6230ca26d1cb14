"""A batch of questions: JSON Lines in, JSON Lines out, one for one and in order."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.cli import cli

Write = Callable[..., Path]
BOATS = "Boats\n\nWhat is a Kayak?\n\nA kayak is a narrow boat.\n\nWhat is a Canoe?\n\nA canoe is an open boat.\n"
Ask = Callable[..., Result]


@pytest.fixture
def ask(write: Write) -> Ask:
    """Runs a batch from standard input."""
    folder = write({"boats.txt": BOATS})
    arguments = ["ask", "--knowledge", str(folder), "--questions", "-", "--format", "json"]
    return lambda text: CliRunner().invoke(cli, arguments, input=text)


def rows(*found: dict[str, Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in found)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_come_one_for_one_and_in_order(ask: Ask) -> None:
    result = ask(
        rows({"question": "What is a canoe?"}, {"question": "What is FinOps?"}, {"question": "What is a kayak?"})
    )
    assert [answer["text"] for answer in answers(result)] == [
        "A canoe is an open boat.",
        'The documents do not answer this: no document mentions "FinOps".',
        "A kayak is a narrow boat.",
    ]


def test_a_batch_is_done_however_many_questions_had_no_answer(ask: Ask) -> None:
    assert ask(rows({"question": "What is FinOps?"})).exit_code == 0


def test_rows_that_share_a_conversation_are_its_turns(ask: Ask) -> None:
    given = answers(
        ask(
            rows(
                {"question": "What is a kayak?", "conversation": "one"},
                {"question": "What is FinOps?", "conversation": 2},
                {"question": "and a canoe?", "conversation": "one"},
                {"question": "and a canoe?", "conversation": "three"},
                {"question": "and a canoe?"},
            )
        )
    )
    assert [answer["interpreted_as"] for answer in given[2:]] == ["What is a canoe?", "and a canoe?", "and a canoe?"]


def test_rows_without_a_conversation_know_nothing_of_each_other(ask: Ask) -> None:
    given = answers(ask(rows({"question": "What is a kayak?"}, {"question": "and a canoe?", "conversation": None})))
    assert given[1]["interpreted_as"] == "and a canoe?"


def test_blank_lines_and_a_byte_order_mark_are_passed_over(ask: Ask) -> None:
    result = ask("\ufeff\n" + rows({"question": "What is a kayak?"}) + "\n\n")
    assert [answer["question"] for answer in answers(result)] == ["What is a kayak?"]


def test_further_keys_do_no_harm(ask: Ask) -> None:
    assert answers(ask(rows({"question": "What is a kayak?", "id": 7})))[0]["answered"]


def test_an_empty_question_names_nothing(ask: Ask) -> None:
    assert answers(ask(rows({"question": " "})))[0]["kind"] == "no_answer"


def test_an_empty_batch_gives_nothing(ask: Ask) -> None:
    result = ask("")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "-: line 1 is no JSON"),
        ('{"question": "a"}\n[1]\n', "-: line 2 must look like"),
        ('{"question": 5}\n', "-: line 1 must look like"),
        ('{"ask": "a"}\n', "-: line 1 must look like"),
    ],
)
def test_a_row_that_is_no_question_is_named_and_nothing_answered(ask: Ask, text: str, message: str) -> None:
    result = ask(text)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stdout == ""


def test_a_batch_in_a_file_of_another_encoding_is_refused(write: Write, tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b'{"question": "What is \xe9?"}\n')
    arguments = ["ask", "--knowledge", str(write({"a.txt": BOATS})), "--format", "json"]
    result = CliRunner().invoke(cli, [*arguments, "--questions", str(tmp_path / "batch.jsonl")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not UTF-8; save it as UTF-8" in result.stderr


def test_every_turn_of_a_batch_is_flushed_through_a_pipe(write: Write) -> None:
    command = [
        sys.executable,
        "-m",
        "assistant",
        "ask",
        "--knowledge",
        str(write({"a.txt": BOATS})),
        "--questions",
        "-",
    ]
    given = rows(*({"question": f"What is a kayak, number {number}?"} for number in range(50)))
    shown = subprocess.run(
        [*command, "--format", "json"], input=given, capture_output=True, check=True, encoding="utf-8"
    )
    assert [json.loads(line)["question"] for line in shown.stdout.splitlines()] == [
        f"What is a kayak, number {number}?" for number in range(50)
    ]
