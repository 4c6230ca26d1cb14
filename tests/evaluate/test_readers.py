"""Public data is read from its usual shapes, and what is not in shape is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.evaluate.beir import beir
from assistant.evaluate.cases import Case, Data, Gold
from assistant.evaluate.manuals import manual_sections
from assistant.evaluate.readers import gold_sentences, squad, tables
from assistant.types import Span

WriteLines = Callable[[str, list[dict[str, Any]]], Path]


def section_of(data: Data, question: str) -> str:
    """The words of the section that answers a question."""
    (gold,) = [case.gold for case in data.cases if case.question == question]
    assert gold is not None
    assert gold.section is not None
    return data.texts[gold.document][slice(*gold.section)]


def test_a_paragraph_of_squad_is_a_document_and_an_article_a_topic(squad_file: Path) -> None:
    data = squad(squad_file)
    assert data.texts["00000.txt"].startswith("Tea is brewed")
    assert data.topics == {"00000.txt": "Drinks", "00001.txt": "Drinks", "00002.txt": "Boats", "00003.txt": "Boats"}
    assert data.cases[0] == Case("Where was tea first grown?", Gold("00000.txt", (Span(49, 55),), ("Yunnan",)))
    assert data.cases[1] == Case("Who was taxed for tea?", None, near="00000.txt")


def test_the_halves_of_a_data_set_share_no_topic_and_keep_their_questions(squad_file: Path) -> None:
    drinks, boats = squad(squad_file).halves()
    assert list(drinks.texts) == ["00000.txt", "00001.txt"]
    assert [case.about for case in boats.cases] == ["00002.txt", "00002.txt", "00003.txt"]


def test_every_second_question_is_asked_of_all_documents(squad_file: Path) -> None:
    data = squad(squad_file).every(2)
    assert [case.about for case in data.cases] == ["00000.txt", "00001.txt", "00002.txt"]
    assert len(data.texts) == 4


def test_sentences_that_answer(write_lines: WriteLines) -> None:
    write_lines("corpus.jsonl", [{"_id": "p1", "title": "Tea", "text": "Tea is hot. It is old."}])
    folder = write_lines(
        "queries.jsonl",
        [
            {"text": "how old is tea", "answerable": True, "answer_sentences": ["It is old."], "passage": "p1"},
            {"text": "is tea sweet", "answerable": False, "answer_sentences": [], "passage": "p1"},
        ],
    )
    data = gold_sentences(folder)
    assert data.texts == {"p1.txt": "Tea is hot. It is old."}
    assert data.cases == (
        Case("how old is tea", Gold("p1.txt", texts=("It is old.",))),
        Case("is tea sweet", None, near="p1.txt"),
    )


def test_a_table_becomes_markdown_whatever_its_cells_hold(write_lines: WriteLines) -> None:
    write_lines("t-corpus.jsonl", [{"_id": "f0", "title": "Teas", "table": [["Name", "Origin"], ["a|b", "*Yunnan*"]]}])
    folder = write_lines("t-queries.jsonl", [{"text": "where from", "table": "f0", "cells": ["*Yunnan*", "*Yunnan*"]}])
    data = tables(folder)
    assert data.texts["f0.md"] == "# Teas\n\n| Name | Origin |\n| --- | --- |\n| a\\|b | \\*Yunnan\\* |\n"
    assert data.cases[0].gold == Gold("f0.md", texts=("*Yunnan*",))


def test_the_section_of_a_manual_begins_at_its_heading_and_holds_those_below_it(manual_folder: Path) -> None:
    data = manual_sections(manual_folder)
    section = section_of(data, "How do I steer a kayak?")
    assert section.startswith("How do I steer a kayak?\n---")
    assert section.endswith("Lower the skeg.\n\n")
    assert section_of(data, "Which paddle?") == "## Which paddle?\n\nA long one for a wide boat.\n\n"
    assert data.topics == {"boats/faq.md": "boats", "tea/pots.md": "tea"}


def test_a_stretch_of_a_manual_belongs_to_the_section_that_its_middle_stands_in(manual_folder: Path) -> None:
    data = manual_sections(manual_folder)
    text = data.texts["boats/faq.md"]
    steer, wind, vest = (text.index(words) for words in ("Lean", "Lower", "Wear"))
    page, kayak, safety = (data.unit_of("boats/faq.md", Span(at, at + 4)) for at in (0, steer, vest))
    assert len({page, kayak, safety}) == 3
    assert data.unit_of("boats/faq.md", Span(wind, wind + 15)) == kayak


def test_headings_that_are_asked_are_taken_out_with_the_contents_that_repeat_them(manual_folder: Path) -> None:
    data = manual_sections(manual_folder, headings=False)
    text = data.texts["boats/faq.md"]
    assert "steer a kayak" not in text
    assert "Which paddle" not in text
    assert "---" not in text
    assert "## Safety" in text
    assert section_of(data, "How do I steer a kayak?").split("\n\n")[1:3] == ["### In wind", "Lower the skeg."]
    assert section_of(data, "Which paddle?").strip() == "A long one for a wide boat."
    assert section_of(data, "Which pot should I use?").strip() == "Use a glazed pot."


def test_a_section_that_no_page_has_is_named(manual_folder: Path) -> None:
    (manual_folder / "pages" / "tea" / "pots.md").write_text("# Pots\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"the page tea/pots\.md has no heading 'Glaze'"):
        manual_sections(manual_folder)


def test_the_judgements_of_beir(write_lines: WriteLines) -> None:
    write_lines("corpus.jsonl", [{"_id": 7, "title": "Tea", "text": "It is hot."}, {"_id": 8, "text": "Pots"}])
    folder = write_lines("queries.jsonl", [{"_id": "q1", "text": "hot drink"}, {"_id": "q2", "text": "never judged"}])
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\t7\t2\nq1\t99\t1\n", encoding="utf-8")
    judged = beir(folder)
    assert judged.texts == {"0000000.txt": "Tea\n\nIt is hot.\n", "0000001.txt": "Pots\n"}
    assert judged.relevant == {"q1": {"0000000.txt": 2}}


@pytest.mark.parametrize(
    ("qrels", "complaint"),
    [
        ("head\n", "no judgements"),
        ("head\nq1 7 2\n", r"test\.tsv: line 2 must be a question, a document and a grade"),
        ("head\nq1\t7\tgood\n", "line 2 must be"),
    ],
)
def test_judgements_that_cannot_be_read_are_named(write_lines: WriteLines, qrels: str, complaint: str) -> None:
    write_lines("corpus.jsonl", [{"_id": "7", "text": "It is hot."}])
    folder = write_lines("queries.jsonl", [{"_id": "q1", "text": "hot drink"}])
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    with pytest.raises(AssistantError, match=complaint):
        beir(folder)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", r"squad\.json: is not SQuAD"),
        ("[]", "is not SQuAD"),
        ('{"data": [{}]}', "is not SQuAD: 'paragraphs' is missing"),
    ],
)
def test_what_is_no_squad_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "squad.json").write_text(content, encoding="utf-8")
    with pytest.raises(AssistantError, match=complaint):
        squad(tmp_path / "squad.json")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"missing\.json: cannot be read"):
        squad(tmp_path / "missing.json")
    with pytest.raises(AssistantError, match=r"corpus\.jsonl: cannot be read"):
        gold_sentences(tmp_path)
    with pytest.raises(AssistantError, match=r"must hold one \*-corpus\.jsonl, not 0"):
        tables(tmp_path)


def test_a_line_that_is_no_json_is_named(write_lines: WriteLines) -> None:
    folder = write_lines("corpus.jsonl", [{"_id": "p1", "text": "Tea"}])
    (folder / "queries.jsonl").write_text("\n{not json\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"queries\.jsonl: line 2 is no JSON"):
        gold_sentences(folder)
