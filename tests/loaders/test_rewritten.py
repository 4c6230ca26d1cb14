"""Three whole articles, rewritten in other formats, answer all questions of their suite as they do in plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from rewritten import WRITERS, latin

from assistant import Answer, Assistant
from assistant.loaders import load

CORPUS = Path(__file__).parents[1] / "corpus"


def questions() -> list[str]:
    """All questions of the suite that stand alone."""
    suite: dict[str, list[Any]] = yaml.safe_load((CORPUS / "questions.yaml").read_text(encoding="utf-8"))
    return [
        entry["ask"] for entries in suite.values() for entry in entries if isinstance(entry, dict) and "ask" in entry
    ]


def said(answer: Answer) -> tuple[object, ...]:
    """What an answer says and in which section, in the letters that a simple PDF can hold."""
    sections = [citation.section for citation in answer.citations]
    return (answer.kind, latin(answer.text) if answer.answered else "", sections)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    folder = tmp_path_factory.mktemp("plain")
    for path in CORPUS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    assistant = Assistant.open(folder)
    return [said(assistant.ask(question)) for question in questions()]


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_question_has_the_answer_of_the_plain_text(
    write: Callable[..., Path], expected: list[tuple[object, ...]], suffix: str
) -> None:
    files = {f"{path.stem}{suffix}": WRITERS[suffix](load(path)) for path in sorted(CORPUS.glob("*.txt"))}
    assistant = Assistant.open(write(files))
    answers = [assistant.ask(question) for question in questions()]
    given = [said(answer) for answer in answers]
    assert len(given) > 100
    for citation in (citation for answer in answers for citation in answer.citations):
        document = assistant.document(citation.document)
        assert citation.page == document.page_at(citation.start)
        assert (citation.page is not None) == (suffix == ".pdf")
    assert [pair for pair in zip(questions(), given, expected, strict=True) if pair[1] != pair[2]] == []
