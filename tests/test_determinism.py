"""Same documents, same question, same version: the same bytes, the time taken apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from assistant import Answer, Assistant

CORPUS = Path(__file__).parent / "corpus"
KNOWLEDGE = "title: A shelf\naliases: {kayak: [qajaq, sea boat]}\nstarters: [What is tea?, What is a kayak?, Why?]\n"
FOLLOW_UPS = [
    "What is a kayak?",
    "and a canoe?",
    "what are its parts?",
    "the second one",
    "tea and cofee",
    "kyak ofr sea",
]
HINTED = ["Which beverage do monks prefer?", "Is paddling dangerous?", "What do gardeners throw on the pile?"]
"""Asked in words that the documents do not have, but others that are used alike."""


def questions() -> list[str]:
    cases = yaml.safe_load((CORPUS / "questions.yaml").read_text(encoding="utf-8"))
    return [case["ask"] for kind in cases.values() for case in kind] + FOLLOW_UPS + HINTED


def batch(folder: Path, seed: str) -> str:
    """All answers as JSON Lines, from a process and an index of its own."""
    rows = "".join(
        json.dumps({"question": text, "conversation": "talk" if text in FOLLOW_UPS else None}) + "\n"
        for text in questions()
    )
    command = [
        sys.executable,
        "-m",
        "assistant",
        "ask",
        "--knowledge",
        str(folder),
        "--questions",
        "-",
        "--format",
        "json",
    ]
    shown = subprocess.run(
        command,
        input=rows,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    return shown.stdout


def without_time(lines: str) -> list[str]:
    parsed = [json.loads(line) for line in lines.splitlines()]
    assert all(answer.pop("elapsed_ms") >= 0 for answer in parsed)
    return [json.dumps(answer) for answer in parsed]


@pytest.fixture
def shelf(write: Callable[..., Path], corpus: dict[str, str]) -> Callable[[str], Path]:
    return lambda name: write({**corpus, "knowledge.yaml": KNOWLEDGE}, name)


def test_hash_seeds_and_processes_change_nothing(shelf: Callable[[str], Path]) -> None:
    one, other = (without_time(batch(shelf(seed), seed)) for seed in ("1", "4242"))
    assert one == other
    assert len(one) == len(questions())


def test_builds_of_the_same_documents_hold_the_same_bytes(shelf: Callable[[str], Path]) -> None:
    builds = [Assistant.open(shelf(name)).collection.build for name in ("one", "other")]
    one, other = (
        {file.name: file.read_bytes() for file in build.iterdir() if file.name != "manifest.json"} for build in builds
    )
    assert one == other


def test_an_index_just_built_answers_as_one_that_is_opened(shelf: Callable[[str], Path]) -> None:
    built, opened = Assistant.open(shelf("one")), Assistant.open(shelf("one"))
    assert [built.ask(text) for text in questions()] == [opened.ask(text) for text in questions()]


def test_the_order_of_questions_changes_no_answer(shelf: Callable[[str], Path]) -> None:
    forwards, backwards = Assistant.open(shelf("one")), Assistant.open(shelf("one"))
    answers = [forwards.ask(text) for text in questions()]
    assert [backwards.ask(text) for text in reversed(questions())] == answers[::-1]


def test_threads_may_share_an_assistant(shelf: Callable[[str], Path]) -> None:
    assistant = Assistant.open(shelf("one"))
    expected: list[Answer] = [Assistant.open(shelf("one")).ask(text) for text in questions()]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(assistant.ask, questions())) == expected


def test_where_the_documents_lie_changes_no_answer(shelf: Callable[[str], Path]) -> None:
    here, there = Assistant.open(shelf("here")), Assistant.open(shelf("somewhere else"))
    assert [here.ask(text) for text in questions()] == [there.ask(text) for text in questions()]
