"""Measuring on tiny data, where each figure can be counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.cli import cli
from assistant.evaluate.asking import Asked, ask, opened
from assistant.evaluate.cases import Case, Gold
from assistant.evaluate.manuals import manual_sections
from assistant.evaluate.measure import measure
from assistant.evaluate.readers import squad
from assistant.types import Answer, Citation, ShortAnswer, Span

WriteLines = Callable[[str, list[dict[str, Any]]], Path]
CITATION = Citation("a.txt", "sha256:0", "a", (), None, 0, 18, "Tea is from Yunnan", 1.0)


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)])


def figures(*arguments: object) -> dict[str, Any]:
    result = evaluate(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_squad_is_measured_from_passage_to_short_answer(squad_file: Path) -> None:
    found = figures("--squad", squad_file)
    assert (found["questions"], found["passages"]) == (6, 4)
    assert found["passage success@1"] == 1
    assert 0 < found["sentence success@1"] <= found["answer success@1"] <= 1
    assert 0 <= found["short answer exact match"] <= found["short answer F1"]
    assert found["short answer F1"] > 0


def test_near_misses_and_absent_topics_are_reported_apart(squad_file: Path) -> None:
    found = figures("--squad", squad_file)
    assert found["AUROC absent topics"] > 0.8
    assert found["absent topics refused"] == 1
    assert {"AUROC near misses", "near misses refused", "answerable answered"} <= found.keys()


def test_a_data_set_on_one_topic_has_no_absent_ones(squad_file: Path) -> None:
    content = json.loads(squad_file.read_text(encoding="utf-8"))
    del content["data"][1]
    squad_file.write_text(json.dumps(content), encoding="utf-8")
    assert not [name for name in figures("--squad", squad_file) if "absent" in name]


def test_confidence_is_told_by_range_by_kind_and_by_coverage(squad_file: Path) -> None:
    found = figures("--squad", squad_file)
    assert sum(row["answers"] for row in found["reliability"]) == 6
    assert sum(row["answers"] for row in found["kinds"]) == 6
    assert list(found["reliability"][0]) == ["range", "answers", "confidence", "right", "calibration_error"]
    wrong = 2 + 4 * (1 - found["answer success@1"])  # an answer to a near miss is wrong whatever it says
    assert found["risk_coverage"][-1] == {"coverage": 1.0, "risk": pytest.approx(wrong / 6, abs=1e-4)}
    error = sum(row["answers"] * row["calibration_error"] for row in found["reliability"]) / 6
    assert found["expected calibration error"] == pytest.approx(error, abs=1e-3)


def test_the_same_run_gives_the_same_figures(squad_file: Path) -> None:
    assert evaluate("--squad", squad_file).stdout == evaluate("--squad", squad_file).stdout


def test_a_report_is_a_table_of_text(squad_file: Path) -> None:
    lines = evaluate("--squad", squad_file, "--every", 2).stdout.splitlines()
    assert lines[0].split() == ["questions", "3"]
    assert "passage success@1" in lines[2]
    assert [line for line in lines if line.startswith("Confidence")]
    assert [line for line in lines if line.startswith("Coverage")]


def test_a_short_answer_is_compared_and_where_there_is_none_the_quote() -> None:
    case = Case("Where is tea from?", Gold("a.txt", (Span(12, 18),), ("Yunnan",)))
    whole = Answer("q", "q", "sentence", "Tea is from Yunnan", 0.9, citations=(CITATION,))
    short = Answer(
        *("q", "q", "sentence", "Tea is from Yunnan", 0.9),
        short_answer=ShortAnswer("Yunnan", 12, 18),
        citations=(CITATION,),
    )
    none = Answer("q", "q", "no_answer", "No.", 0.0, reason="why")
    said = [Asked(case, answer, True, True).short for answer in (whole, short, none)]
    assert said == ["Tea is from Yunnan", "Yunnan", ""]


def test_an_answer_in_another_document_is_wrong_even_with_the_right_words(squad_file: Path) -> None:
    data = squad(squad_file)
    with opened(data) as assistant:
        right = ask(assistant, data.cases[0])
        elsewhere = ask(assistant, Case(data.cases[0].question, Gold("00001.txt", texts=("Yunnan",))))
    assert (right.right, right.one) == (True, True)
    assert not elsewhere.right


def test_manuals_are_measured_by_section_with_and_without_the_headings(manual_folder: Path) -> None:
    found = figures("--manuals", manual_folder)
    assert found["section success@1"] == 1
    bare = figures("--manuals", manual_folder, "--without-headings")
    assert bare["section success@1"] < 1
    assert bare["questions"] == 3


def test_a_question_that_nothing_is_found_for_is_not_right(manual_folder: Path) -> None:
    data = manual_sections(manual_folder, headings=False)
    report = measure(data)
    assert report.figures["answer success@1"] < 1


def test_beir_and_tables_and_sentences(write_lines: WriteLines) -> None:
    write_lines(
        "corpus.jsonl", [{"_id": "p1", "text": "Tea is hot. It is old."}, {"_id": "p2", "text": "Boats float."}]
    )
    folder = write_lines("queries.jsonl", [{"_id": "q1", "text": "What is hot?"}])
    (folder / "qrels").mkdir()
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tp1\t1\n", encoding="utf-8")
    assert figures("--beir", folder)["passage success@1"] == 1

    write_lines(
        "queries.jsonl",
        [{"text": "What is hot?", "answerable": True, "answer_sentences": ["Tea is hot."], "passage": "p1"}],
    )
    assert figures("--sentences", folder)["sentence success@1"] == 1

    write_lines("t-corpus.jsonl", [{"_id": "f0", "title": "Teas", "table": [["Tea", "Origin"], ["Pu-erh", "Yunnan"]]}])
    write_lines("t-queries.jsonl", [{"text": "What is the origin of pu-erh?", "table": "f0", "cells": ["Yunnan"]}])
    found = figures("--tables", folder)
    assert (found["table success@1"], found["answer success@1"]) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ((), 2, "give one of --squad, --beir, --sentences, --tables, --manuals"),
        (("--squad", "a", "--beir", "b"), 2, "give one of"),
        (("--squad", "a", "--without-headings"), 2, "--without-headings goes with --manuals"),
        (("--squad", "a", "--every", "0"), 2, "--every"),
        (("--squad", "missing.json"), 1, "missing.json: cannot be read"),
    ],
)
def test_what_cannot_be_measured_is_said(arguments: tuple[str, ...], code: int, complaint: str) -> None:
    result = evaluate(*arguments)
    assert result.exit_code == code
    assert complaint in result.output


def test_data_without_questions_is_said(tmp_path: Path) -> None:
    (tmp_path / "squad.json").write_text('{"data": []}', encoding="utf-8")
    result = evaluate("--squad", tmp_path / "squad.json")
    assert result.exit_code == 1
    assert "holds no questions" in result.output
