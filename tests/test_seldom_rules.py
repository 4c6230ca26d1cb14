"""What rules that mostly hold must leave alone: replies, numbers, relative clauses, tables, times, odd characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant

Make = Callable[[str], Assistant]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(text: str) -> Assistant:
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        return Assistant.open(tmp_path)

    return made


def asked(assistant: Assistant, *questions: str) -> Answer:
    turns: list[Answer] = []
    for question in questions:
        turns.append(assistant.ask(question, history=turns))
    return turns[-1]


def test_a_reply_is_to_the_question_above_it_alone(make: Make) -> None:
    garden = make(
        "# Garden\n\n## Are dogs allowed?\n\nNo. The garden has a fence.\n\n"
        "## Is there a car park?\n\nNo. The bus stops at the gate every hour.\n"
    )
    assert garden.ask("Does the garden have a fence?").text == "Yes: The garden has a fence."
    assert garden.ask("Does the bus stop at the gate?").text == "Yes: The bus stops at the gate every hour."
    assert garden.ask("Are dogs allowed?").text == "No. The garden has a fence."
    answer = garden.ask("Does the garden have a fence?")
    assert answer.citations[0].quote == "The garden has a fence."


@pytest.mark.parametrize(
    ("text", "question", "says"),
    [
        ("Iron has the atomic number 26. The atomic mass of iron is 55.8.", "What is the atomic number of iron?", "26"),
        (
            "The bus to the harbour is number 14. The bus to the harbour takes 20 minutes.",
            "What is the number of the bus to the harbour?",
            "14",
        ),
        ("The club grew by 1500 members last spring. The fee stayed.", "How much did the club grow?", "1500"),
        ("The club has 25 tennis and squash courts. It has a bar.", "How many courts does the club have?", "25"),
        ("The starter is 36 hours old. The bridge is 12 metres long.", "How old is the starter?", "36 hours"),
        ("Children who cannot swim must wear a vest. Staff get a lunch.", "children who cannot swim", "vest"),
        ("The drawer in the table holds the spare keys.", "What is kept in the table?", "spare keys"),
    ],
)
def test_what_is_said_is_found(make: Make, text: str, question: str, says: str) -> None:
    answer = make(f"# Notes\n\n{text}\n").ask(question)
    assert answer.answered, answer.text
    assert says in answer.text


LIDO = """# Lido

## Pool

The pool opens at 7 am on weekdays. The pool was built in 1934. On Sundays the pool opens at 9 am.

## Club

The swimming club is run by Anna Berg.

## Paint

Apply the paint with a roller. When the paint is dry, put on a second coat.

## Varnish

Apply the varnish with a brush. When the varnish is dry, sand it.

## Houses

The hostel has 12 rooms. The hotel has 42 rooms. The hotel has a lift.
"""


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        (("When does the pool open?", "who runs this club?"), "Anna Berg"),
        (("How do I apply the paint?", "What do I do when it is dry?"), "second coat"),
        (("Does the hotel have a lift?", "How many rooms does it have?"), "42"),
        (("When does the pool open on Sundays?", "and when was it built?"), "1934"),
    ],
)
def test_a_follow_up_is_asked_of_what_it_can_be_said_of(make: Make, questions: tuple[str, ...], says: str) -> None:
    assert says in asked(make(LIDO), *questions).text


def test_another_thing_is_asked_of_what_was_spoken_of(make: Make) -> None:
    mill = make(
        "# Buildings\n\n## Mill\n\nThe mill was built in 1820. The mill is 12 metres high.\n\n"
        "## Church\n\nThe church was built in 1634. The church is 40 metres high.\n"
    )
    assert "1634" in asked(mill, "How high is the church?", "and another thing, when was it built?").text


def test_a_title_of_names_is_no_row_above_figures(tmp_path: Path) -> None:
    text = "Results of the Rowing Club 2020\nAnna 12 14\nBen 10 9\nCleo 8 7\nDora 9 6\n\nThe races were held in May.\n"
    (tmp_path / "results.txt").write_text(text, encoding="utf-8")
    document = Assistant.open(tmp_path).document("results.txt")
    assert any("2020" in document.plain(block.span) for block in document.blocks)


def test_what_a_superlative_is_measured_to_is_no_column(make: Make) -> None:
    camp = make(
        "# Camp\n\n| Hut | Beds | Height | Nearest station |\n|---|---|---|---|\n| Oak hut | 12 | 900 | Lund |\n"
        "| Elm hut | 8 | 1200 | Bray |\n"
    )
    assert camp.ask("Which station is nearest to the Elm hut?").text == "Bray"


def test_half_a_character_in_a_question_is_no_fault(make: Make) -> None:
    pool = make("# Pool\n\nThe pool opens at 7 am.\n")
    assert "7 am" in pool.ask("when does the pool\ud83d open").text


@pytest.mark.parametrize("letter", ["A-", "A", "1", "A "])
def test_an_item_without_end_is_read(make: Make, letter: str) -> None:
    """A time that grew with the square of its length would be minutes."""
    assistant = make(f"# Report\n\n- report members {letter * 60_000}\n- pots\n")
    assert assistant.ask("Who wrote the report of the members?").confidence >= 0.0
