"""Questions that were asked become questions of the suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import ConfigError
from assistant.evaluate.suites import read_suite
from assistant.page.suite import add_to_suite, suite_file


def test_the_suite_stands_beside_the_documents(tmp_path: Path) -> None:
    assert suite_file(tmp_path) == tmp_path / "questions.yaml"
    assert suite_file(tmp_path / "one.md") == tmp_path / "questions.yaml"


def test_a_question_is_appended_and_what_was_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("# ours\n- ask: One?\n  expect: no_answer", encoding="utf-8")
    assert add_to_suite(file, 'Why "two": [x]?', answered=True)
    assert add_to_suite(file, "Three?", answered=False)
    assert file.read_text(encoding="utf-8").startswith("# ours\n- ask: One?\n")
    turns = [turn for turns in read_suite(file) for turn in turns]
    assert [turn.ask for turn in turns] == ["One?", 'Why "two": [x]?', "Three?"]
    assert [turn.expect.refusal for turn in turns] == [True, False, True]


def test_a_question_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    assert add_to_suite(file, "One?", answered=True)
    assert not add_to_suite(file, "One?", answered=False)
    assert len(read_suite(file)) == 1


def test_a_file_that_is_no_suite_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("title: something else\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="must hold a list of questions"):
        add_to_suite(file, "One?", answered=True)
    assert file.read_text(encoding="utf-8") == "title: something else\n"
