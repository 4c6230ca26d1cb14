"""What other programs rely on: the shape of an answer in JSON, exit codes, what goes where."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import assistant
from assistant import Answer, Assistant, Citation, Table
from assistant.cli import cli
from assistant.types import ShortAnswer

Write = Callable[..., Path]
Run = Callable[..., Result]
TEA = (
    "Tea\n\nWhat is Tea?\n\nTea is a\u00a0hot drink, “so they \u200bsay”.\n\n"
    "The kinds of tea are:\n\n• green\n• black\n"
)
ANSWER_TYPES: dict[str, tuple[type, ...]] = {
    "question": (str,),
    "interpreted_as": (str,),
    "answered": (bool,),
    "kind": (str,),
    "text": (str,),
    "items": (list, type(None)),
    "table": (dict, type(None)),
    "short_answer": (dict, type(None)),
    "confidence": (float, int),
    "reason": (str, type(None)),
    "citations": (list,),
    "suggestions": (list,),
    "elapsed_ms": (float, int),
}
CITATION_TYPES: dict[str, tuple[type, ...]] = {
    "document": (str,),
    "digest": (str,),
    "title": (str,),
    "section": (list,),
    "page": (int, type(None)),
    "start": (int,),
    "end": (int,),
    "quote": (str,),
    "score": (float, int),
}
CITATION = Citation("a.txt", "sha256:0", "Tea", ("Tea",), None, 2, 5, "hot", 1 / 3)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **given: CliRunner().invoke(cli, list(map(str, arguments)), **given)


def has_types(found: dict[str, Any], expected: dict[str, tuple[type, ...]]) -> bool:
    return list(found) == list(expected) and all(isinstance(found[name], expected[name]) for name in expected)


@pytest.mark.parametrize("question", ["What is tea?", "Which kinds of tea are there?", "What is FinOps?", "hello"])
def test_an_answer_has_the_keys_and_types_of_the_contract(write: Write, run: Run, question: str) -> None:
    result = run("ask", "--knowledge", write({"a.txt": TEA}), "--format", "json", question)
    (line,) = result.stdout.splitlines()
    answer = json.loads(line)
    assert has_types(answer, ANSWER_TYPES)
    assert all(has_types(citation, CITATION_TYPES) for citation in answer["citations"])
    assert answer["answered"] == bool(answer["citations"])
    assert (answer["reason"] is not None) == (answer["kind"] == "no_answer")


def test_a_quote_in_json_is_the_slice_of_the_file_character_for_character(write: Write, run: Run) -> None:
    result = run("ask", "--knowledge", write({"a.txt": TEA}), "--format", "json", "What is tea?")
    (citation,) = json.loads(result.stdout)["citations"]
    assert (
        citation["quote"] == TEA[citation["start"] : citation["end"]] == "Tea is a\u00a0hot drink, “so they \u200bsay”."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_a_quote_in_json_survives_any_encoding_of_the_output(write: Write, encoding: str) -> None:
    command = ["ask", "--knowledge", str(write({"a.txt": TEA})), "--format", "json", "What is tea?"]
    environment = {"PYTHONIOENCODING": encoding, "PATH": ""}
    shown = subprocess.run(
        [sys.executable, "-m", "assistant", *command], capture_output=True, check=True, env=environment
    )
    (citation,) = json.loads(shown.stdout.decode(encoding))["citations"]
    assert citation["quote"] == TEA[citation["start"] : citation["end"]]


def test_a_search_in_json_quotes_the_file_too(write: Write, run: Run) -> None:
    result = run("search", "--knowledge", write({"a.txt": TEA}), "--format", "json", "--top", 1, "tea drink")
    (line,) = result.stdout.splitlines()
    hit = json.loads(line)
    assert list(hit) == ["document", "section", "start", "end", "quote", "score"]
    assert hit["quote"] == TEA[hit["start"] : hit["end"]]


def test_numbers_are_rounded_to_four_decimals() -> None:
    answer = Answer("q", "q", "sentence", "t", 2 / 3, citations=(CITATION,), elapsed_ms=1.23456)
    shown = answer.to_dict()
    assert (shown["confidence"], shown["citations"][0]["score"], shown["elapsed_ms"]) == (0.6667, 0.3333, 1.2346)


def test_items_tables_and_short_answers_in_json() -> None:
    answer = Answer(
        *("q", "q", "comparison", "t", 0.5),
        items=("a", "b"),
        table=Table(("Basis", "Tea"), (("Taste", None),)),
        short_answer=ShortAnswer("hot", 2, 5),
        citations=(CITATION,),
    )
    shown = answer.to_dict()
    assert shown["items"] == ["a", "b"]
    assert shown["table"] == {"columns": ["Basis", "Tea"], "rows": [["Taste", None]]}
    assert shown["short_answer"] == {"text": "hot", "start": 2, "end": 5}


@pytest.mark.parametrize(
    ("kind", "reason", "citations"),
    [("sentence", None, ()), ("no_answer", "why", (CITATION,)), ("no_answer", None, ()), ("list", "why", (CITATION,))],
)
def test_answered_means_cited_and_refused_means_with_a_reason(kind: Any, reason: Any, citations: Any) -> None:
    with pytest.raises(ValueError, match=f"an answer of kind {kind}"):
        Answer("q", "q", kind, "t", 0.5, reason=reason, citations=citations)


def test_the_public_names_are_sorted_and_there() -> None:
    assert assistant.__all__ == sorted(assistant.__all__)
    assert all(hasattr(assistant, name) for name in assistant.__all__)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", "What is tea?"], 0),
        (["ask", "What is FinOps?"], 3),
        (["ask", "hello"], 3),
        (["search", "tea"], 0),
        (["search", "nowhere"], 0),
        (["explain", "What is FinOps?"], 0),
        (["build"], 0),
        (["--help"], 0),
        (["--version"], 0),
        (["ask", "--knowledge", "missing", "What is tea?"], 1),
        (["ask", "--questions", "missing", "--format", "json"], 1),
        (["verify", "missing"], 1),
        (["ask"], 2),
        (["ask", "  "], 2),
        (["ask", "one?", "two?"], 2),
        (["ask", "--threshold", "7", "What is tea?"], 2),
        (["ask", "--format", "xml", "What is tea?"], 2),
        (["ask", "--questions", "missing"], 2),
        (["search", "--top", "0", "tea"], 2),
        (["chat", "--port", "99999"], 2),
        (["brew"], 2),
        (["ask", "--colour", "What is tea?"], 2),
    ],
)
def test_exit_codes(write: Write, run: Run, arguments: list[str], code: int) -> None:
    write({"a.txt": TEA}, "knowledge")
    result = run(*arguments)
    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_results_go_to_standard_output_and_warnings_to_standard_error(write: Write, run: Run) -> None:
    folder = write({"a.txt": TEA, "b.xyz": "?"})
    result = run("ask", "--knowledge", folder, "--format", "json", "What is tea?")
    assert json.loads(result.stdout)["answered"]
    assert result.stderr.startswith("assistant: skipped ")
    assert run("ask", "--knowledge", folder, "--quiet", "What is tea?").stderr == ""


def test_a_documents_control_codes_do_not_reach_the_terminal(write: Write, run: Run) -> None:
    result = run(
        "ask", "--knowledge", write({"a.txt": "Tea is a \x1b[31mred\x1b[0m drink of leaves.\n"}), "What is tea?"
    )
    assert "Tea is a" in result.stdout
    assert "\x1b" not in result.output


def test_python_m_is_the_same_command(write: Write) -> None:
    command = [sys.executable, "-m", "assistant", "ask", "--knowledge", str(write({"a.txt": TEA})), "What is tea?"]
    shown = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("Tea is a hot drink")


def test_the_knowledge_folder_is_the_default(write: Write, run: Run) -> None:
    write({"a.txt": TEA}, "knowledge")
    assert "Source: a.txt › Tea › What is Tea?" in run("ask", "What is tea?").stdout


def test_without_a_folder_the_knowledge_that_ships_is_asked(run: Run) -> None:
    assert "mlops-vs-devops.md" in run("ask", "What is MLOps?").stdout


def test_a_document_is_named_by_its_path_in_the_folder(write: Write) -> None:
    answer = Assistant.open(write({"sub/deeper/a.txt": TEA})).ask("What is tea?")
    assert answer.citations[0].document == "sub/deeper/a.txt"
