"""A page about a lifeboat station: what is asked of its tables and lists in other words than it has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant

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
    answer = station.ask("Which categorys are there?")
    assert answer.interpreted_as == "Which categories are there?"
    assert answer.items == ("RED", "AMBER", "GREEN")
