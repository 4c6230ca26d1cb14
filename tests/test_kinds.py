"""Yes or no, how many, which of two, which rows: what is worked out from a quote and not quoted alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant

SAILING = """# The sailing club

## Rules of the harbour

Dogs are welcome on the pier. Open fires are forbidden on the beach. Visitors may not use the crane.
The slipway is closed in winter.

## Boats of the club

The club owns these boats:

- Heron
- Kestrel
- Plover

## Lockers

| Locker | Key kept by | Size | Use in winter |
|---|---|---|---|
| Blue locker | harbour office | large | sails |
| Red locker | harbour office | small | ropes |
| Green locker | sailmaker | large | ropes |

## What is a painter?

A painter is a rope that ties a dinghy to a ring.

## What is a sheet?

A sheet is a rope that pulls a sail in.

## Can I park a trailer?

A trailer takes two spaces and costs four pounds a night.
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("club")
    (folder / "club.md").write_text(SAILING, encoding="utf-8")
    return Assistant.open(folder)


@pytest.fixture
def ask(club: Assistant) -> Callable[[str], Answer]:
    def asked(question: str) -> Answer:
        answer = club.ask(question)
        for citation in answer.citations:
            assert citation.quote == SAILING[citation.start : citation.end]
        return answer

    return asked


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Are dogs welcome on the pier?", "Yes: Dogs are welcome on the pier."),
        ("Are open fires forbidden on the beach?", "Yes: Open fires are forbidden on the beach."),
        ("Are open fires allowed on the beach?", "No: Open fires are forbidden on the beach."),
        ("May visitors use the crane?", "No: Visitors may not use the crane."),
        ("Is the slipway open in winter?", "No: The slipway is closed in winter."),
    ],
)
def test_a_statement_affirms_or_denies(ask: Callable[[str], Answer], question: str, says: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.text) == ("yes_no", says)


def test_a_heading_that_asks_affirms_nothing(ask: Callable[[str], Answer]) -> None:
    answer = ask("Can I park a trailer?")
    assert not answer.text.startswith(("Yes", "No"))
    assert "two spaces" in answer.text


def test_the_items_of_a_list_are_counted(ask: Callable[[str], Answer]) -> None:
    answer = ask("How many boats does the club own?")
    assert (answer.kind, answer.text, answer.items) == (
        "count",
        "3: Heron, Kestrel, Plover",
        ("Heron", "Kestrel", "Plover"),
    )


def test_a_list_is_no_count_of_something_else(ask: Callable[[str], Answer]) -> None:
    assert ask("How many sailors own the boats of the club?").kind != "count"


def test_rows_are_told_by_a_cell(ask: Callable[[str], Answer]) -> None:
    answer = ask("Which lockers are used for ropes in winter?")
    assert answer.items == ("Red locker", "Green locker")
    assert [citation.quote.split("|")[0].strip() for citation in answer.citations] == ["Red locker", "Green locker"]
    assert ask("Which locker has its key kept by the sailmaker?").text == "Green locker"


def test_one_of_two_is_chosen(ask: Callable[[str], Answer]) -> None:
    assert ask("Is the key of the green locker kept by the harbour office or by the sailmaker?").text.startswith(
        "sailmaker"
    )


def test_two_things_asked_about_at_once_are_set_side_by_side(ask: Callable[[str], Answer]) -> None:
    answer = ask("How does a painter differ from a sheet?")
    assert answer.kind == "comparison"
    assert answer.table is not None
    assert answer.table.columns == ("painter", "sheet")
    assert [citation.section[-1] for citation in answer.citations] == ["What is a painter?", "What is a sheet?"]


def test_a_remark_is_no_part_of_the_question(ask: Callable[[str], Answer]) -> None:
    assert ask("I am new to this and rather lost. What is a painter?").text.startswith("A painter is a rope")
    assert ask("My uncle always talks of a painter. What is it?").text.startswith("A painter is a rope")


@pytest.mark.parametrize("question", ["When was the crane built?", "How heavy is the Heron?", "Who designed the pier?"])
def test_what_tells_no_date_number_or_person_is_no_answer(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).kind == "no_answer"


def test_words_that_mean_the_same_are_found(write: Callable[..., Path]) -> None:
    club = Assistant.open(write({"boats.txt": "Boats\n\nUpkeep\n\nA hull is painted each spring.\n"}))
    assert club.ask("What maintenance does a hull need?").text == "A hull is painted each spring."
