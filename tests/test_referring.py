"""What refers to what was said before it, what says something of a thing, and what only seems to tell a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.answer.expected import fits
from assistant.loaders.plain import plain_blocks
from assistant.question import analyse

BINDERY = """# The bindery

## Methods

Sewn binding and glued binding are the two common methods. Sewn binding joins the sections with thread, whereas glued
binding holds single leaves with a film of glue. Sewn binding is dearer than glued binding. A ledger binding opens flat
and carries a heavy cover. It is popular in archives and town halls. The drawback is that it takes a week.

## The sewing frame

The sewing frame stands by the window. It consists of these parts:

- Crossbar: holds the cords
- Keys: fasten the cords below the bed
- Bed: carries the sections

## Papers

The workshop keeps these papers:

- laid paper for ledgers
- wove paper for novels
- crepe paper for lamps

All of these are free of acid.

## The press

The nipping press is 60 centimetres long and 40 centimetres wide. It squeezes a book for 20 minutes. The press master,
Edda Rohr (1811–1879), built it. The press master's apprentice swept the floor.
"""
STACKED = """Wood or gas
This page compares wood and gas. Both wood and gas heat a house. Storage is a question of space.

The main points

Aspect
Wood
Gas
Storage
A dry shed
No room needed
Ashes
Twice a week
Never
Lighting
With kindling
By a switch
Smell
Of resin
None
Smoke
On cold mornings
Hardly any
Chimney
Swept every spring
Checked once
Noise
A crackle
A hum
"""


@pytest.fixture(scope="module")
def bindery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("bindery")
    (folder / "bindery.md").write_text(BINDERY, encoding="utf-8")
    return Assistant.open(folder)


@pytest.fixture(scope="module")
def ask(bindery: Assistant) -> Callable[[str], Answer]:
    return bindery.ask


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Where is a ledger binding popular?", "archives and town halls"),
        ("What is the drawback of a ledger binding?", "it takes a week"),
        ("When was Edda Rohr born?", "1811"),
        ("What is the difference between sewn binding and glued binding?", "whereas glued"),
        ("Which paper is for novels?", "wove paper"),
    ],
)
def test_what_refers_to_the_thing_asked_about_answers(ask: Callable[[str], Answer], question: str, told: str) -> None:
    answer = ask(question)
    assert answer.kind != "no_answer"
    assert told in answer.text


@pytest.mark.parametrize(
    "question", ["What parts does the sewing frame consist of?", "Which parts has the sewing frame?"]
)
def test_a_list_is_of_what_its_lead_in_refers_to(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.kind == "list"
    assert len(answer.items or ()) == 3


def test_a_sentence_behind_a_list_may_speak_of_all_of_it(ask: Callable[[str], Answer]) -> None:
    answer = ask("Is crepe paper free of acid?")
    assert answer.kind == "yes_no"
    assert "All of these are free of acid." in answer.text


@pytest.mark.parametrize(
    ("question", "text", "tells"),
    [
        ("How wide is the press?", "It is 60 centimetres long.", False),
        ("How wide is the press?", "It is 60 centimetres long and 40 centimetres wide.", True),
        ("How much glue is used?", "It takes 20 minutes.", False),
        ("How much glue is used?", "It takes 20 grams.", True),
        ("How many presses are there?", "See section 7.", False),
        ("Which section is about presses?", "See section 7.", True),
        ("Who runs the press?", "It is made for books or maps.", False),
        ("Who runs the press?", "The apprentices do.", True),
        ("What does the word vellum mean?", "Vellum is smooth.", False),
        ("What does the word vellum mean?", "Vellum comes from a word that means calf.", True),
    ],
)
def test_what_tells_what_is_asked_for(bindery: Assistant, question: str, text: str, tells: bool) -> None:
    assert (fits(analyse(question, bindery.vocabulary), text) >= 0.5) is tells


def test_several_in_a_row_are_told_by_a_sentence(bindery: Assistant) -> None:
    question = analyse("Which papers does the workshop sell?", bindery.vocabulary)
    assert question.asks == "list"
    assert fits(question, "It sells laid paper, wove paper and vellum.") > fits(question, "It sells paper at noon.")
    assert fits(question, "It sells Arches and Fabriano.") > fits(question, "The workshop sells it.")


@pytest.mark.parametrize("question", ["What happens when the glue dries?", "What happens if a cord breaks?"])
def test_what_happens_asks_for_no_list(bindery: Assistant, question: str) -> None:
    assert analyse(question, bindery.vocabulary).asks == "fact"


def test_a_table_a_cell_a_line_has_a_column_for_each_of_the_things_compared() -> None:
    blocks = plain_blocks(STACKED)
    rows = [block for block in blocks if block.kind == "row"]
    cells = [STACKED[block.span.start : block.span.end] for block in blocks if block.kind == "cell"]
    assert len(rows) == 8
    assert cells[:6] == ["Aspect", "Wood", "Gas", "Storage", "A dry shed", "No room needed"]


def test_this_or_that_gets_no_yes(ask: Callable[[str], Answer]) -> None:
    answer = ask("Should I choose sewn binding or glued binding?")
    assert not answer.text.startswith(("Yes", "No"))


def test_the_sort_of_a_thing_is_told_by_the_sentence_that_says_what_it_is(tmp_path: Path) -> None:
    listed = "- Lexa – terms differ by part and year\n- Brok – terms differ by country\n"
    text = f"# Tools\n\n## What is free?\n\nOf the tools these are free in part:\n\n{listed}\n## Who uses Lexa?\n\n"
    (tmp_path / "tools.md").write_text(f"{text}Lexa is a cutting tool, used by binders.\n", encoding="utf-8")
    assert Assistant.open(tmp_path).ask("what sort of tool is Lexa").text == "Lexa is a cutting tool, used by binders."
