"""A page about a lifeboat station: what is asked of its tables and lists in other words than it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.answer.side_by_side import stand_together

STATION = """# Hollow Bay lifeboat station

The station was opened on 12 May 1924 in front of 300 people. Eleven crew members live within five minutes of it. The
drill on Tuesdays is due within two working days of every launch.

## How urgent is a call?

Category  What it means             Boat afloat within    Told to the harbour within    Example
RED       lives are in danger       8 minutes             2 minutes                     a swimmer in a rip current
AMBER     a boat cannot steer       20 minutes            1 hour                        a yacht without a rudder
GREEN     advice is wanted          next morning          not at all                    a paddler asks about tides

## Tools on board

- Flare: lights the water at night
- Throw line: reaches people near the rocks
- Radio: talks to the harbour
- Pump: clears water out of a flooded boat

## Before you sail

1. Check the tide table before you launch.
2. Tell somebody when you will be back.

The list for the winter course is full until March.
"""

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("station")
    (folder / "station.md").write_text(STATION, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is AMBER?", "a boat cannot steer"),
        ("How quickly must the boat be afloat for a RED call?", "8 minutes"),
        ("Within what time is the harbour told of AMBER?", "1 hour"),
        ("Give me an example of GREEN", "a paddler asks about tides"),
        ("how many crew members are there", "Eleven crew members live within five minutes of it."),
    ],
)
def test_what_is_asked_is_told(station: Assistant, question: str, told: str) -> None:
    assert station.ask(question).text == told


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("Should I check the tide table after I launch?", "No: "),
        ("Should I check the tide table before I launch?", "Yes: "),
        ("Can I get onto the list for the winter course?", "No: "),
    ],
)
def test_before_is_not_after_and_full_is_closed(station: Assistant, question: str, reply: str) -> None:
    assert station.ask(question).text.startswith(reply)


@pytest.mark.parametrize(
    "question",
    [
        "How many works are due after a launch?",  # two working days count no works
        "Which of the tools is the oldest?",  # all of the tools does not say which
    ],
)
def test_what_is_not_told_is_not_answered(station: Assistant, question: str) -> None:
    assert not station.ask(question).answered


def test_one_of_them_is_one_of_the_list_that_an_item_is_of(station: Assistant) -> None:
    first = station.ask("What lights the water at night?")
    assert first.kind == "item"
    again = station.ask("Which of them talks to the harbour?", history=[first])
    assert again.interpreted_as == "Which of the tools talks to the harbour?"


def test_words_that_are_misspelt_in_the_plural_ask_for_several(station: Assistant) -> None:
    answer = station.ask("Which catgories are there?")
    assert answer.interpreted_as == "Which categories are there?"
    assert answer.items == ("RED", "AMBER", "GREEN")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("afloat within: RED vs AMBER", ["8 minutes", "20 minutes"]),
        ("How soon is the harbour told of RED and of AMBER?", ["2 minutes", "1 hour"]),
    ],
)
def test_two_rows_are_told_side_by_side(station: Assistant, question: str, told: list[str]) -> None:
    assert all(figure in station.ask(question).text for figure in told)


COURSES = """# Sea school

| Course | Begins | Full price | With a crew card |
|---|---|---|---|
| Spring 2026 | 3 February 2026 | £90 | £70 |
| Autumn 2025 | 9 September 2025 | £80 | £60 |
| Rest and recovery | 1 May 2026 | £20 | £10 |

All lessons except night sailing are filmed. The main pool is 25 m long.

| Pool | Length | Depth |
|---|---|---|
| Main pool | 25 m | 2 m |
| Diving pool | 12 m | 5 m |

- Quiet Hour: sailing without an engine, for people who do not like noise
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("school")
    (folder / "school.md").write_text(COURSES, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    "question",
    [
        "How many people booked the spring 2026 course?",  # a date is no count
        "When is the quiet hour?",  # its name tells no time
    ],
)
def test_what_is_of_another_sort_is_no_answer(school: Assistant, question: str) -> None:
    assert not school.ask(question).answered


def test_a_row_is_no_other_row_of_which_a_word_is_asked(school: Assistant) -> None:
    assert school.ask("When does the autumn 2026 course begin?").kind not in ("cell", "sentence")


def test_what_is_excepted_is_denied(school: Assistant) -> None:
    assert school.ask("Is night sailing filmed?").text.startswith("No: ")


def test_without_is_not_with(school: Assistant) -> None:
    assert "£70" in school.ask("What does spring 2026 cost with a crew card?").text
    assert school.ask("What does spring 2026 cost without a crew card?").text != "£70"


def test_an_adjective_says_which_of_two_is_meant(school: Assistant) -> None:
    answer = school.ask("How long are the main pool and the diving pool?")
    assert answer.kind == "comparison"
    assert "25 m" in answer.text
    assert "12 m" in answer.text


def test_a_row_may_have_two_things_in_its_name(school: Assistant) -> None:
    answer = school.ask("When does rest and recovery begin?")
    assert [cited.quote for cited in answer.citations][:1] == ["1 May 2026"]
    assert len(answer.text.splitlines()) == 1


def test_what_goes_with_a_thing_is_added_to_the_question_before(school: Assistant) -> None:
    before = school.ask("What does the spring course cost?")
    after = school.ask("and with a crew card?", history=[before])
    assert after.interpreted_as == "What does the spring course cost with a crew card?"
    assert "£70" in after.text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Now the diving pool: how deep is it?", "how deep is the diving pool?"),
        ("Let's talk about the diving pool. How deep is it?", "How deep is the diving pool?"),
        ("Back to the diving pool: how deep is it?", "how deep is the diving pool?"),
    ],
)
def test_a_subject_that_is_announced_is_what_is_asked_about(school: Assistant, said: str, meant: str) -> None:
    before = school.ask("When does spring 2026 begin?")
    after = school.ask(said, history=[before])
    assert after.interpreted_as == meant
    assert "5 m" in after.text


def test_what_two_do_is_told_of_each(tmp_path: Path) -> None:
    (tmp_path / "crew.md").write_text(
        "# The crew\n\n## What does a helmsman do?\n\n- steer the boat\n- read the waves\n\n"
        "## What does a mechanic do?\n\n- mend the engine\n- fill the tank\n\n"
        "## From mechanic to helmsman\n\nA mechanic who wants to be a helmsman has to learn:\n\n"
        "- the chart\n- the radio\n",
        encoding="utf-8",
    )
    answer = Assistant.open(tmp_path).ask("What do a helmsman and a mechanic do?")
    assert answer.kind == "comparison"
    assert "steer the boat" in answer.text
    assert "mend the engine" in answer.text
    assert "the chart" not in answer.text


def test_two_questions_in_one_are_both_answered(tmp_path: Path) -> None:
    (tmp_path / "boats.md").write_text(
        "# Boats\n\n## Sloop\n\nA sloop is a boat with one mast.\n\n## Ketch\n\nA ketch is a boat with two masts.\n",
        encoding="utf-8",
    )
    answer = Assistant.open(tmp_path).ask("What is a sloop and what is a ketch?")
    assert [cited.quote for cited in answer.citations] == [
        "A sloop is a boat with one mast.",
        "A ketch is a boat with two masts.",
    ]


def test_nothing_is_added_to_a_question_that_is_not_answered_with_it_either(station: Assistant) -> None:
    before = station.ask("What lights the water at night?")
    after = station.ask("Who won the world cup in 1998?", history=[before])
    assert not after.answered
    assert after.interpreted_as == "Who won the world cup in 1998?"


def test_tables_of_two_documents_are_not_one(tmp_path: Path) -> None:
    for name, ticket, price in (("a.md", "Mug", "£4"), ("b.md", "Cup", "£3")):
        table = f"| Thing | Price |\n|---|---|\n| {ticket} | {price} |\n| Plate | £9 |\n| {ticket} lid | £1 |\n"
        (tmp_path / name).write_text(f"# Shop\n\n{table}", encoding="utf-8")
    assistant = Assistant.open(tmp_path)
    one, other = assistant.ask("What does a mug cost?"), assistant.ask("What does a cup lid cost?")
    assert {one.citations[0].document, other.citations[0].document} == {"a.md", "b.md"}
    assert not stand_together((one, other), assistant.document(one.citations[0].document))
