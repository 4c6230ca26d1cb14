"""Which lines of plain text are headings, which are not, and how deep they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Document

Draw = Callable[[str], list[str]]

PROSE = "Tea is drunk in most countries of the world, hot as well as cold, and it is older than coffee by far.\n"


def headings(drawn: list[str]) -> list[str]:
    return [line for line in drawn if line.startswith("#")]


def test_headings_stand_right_below_each_other(plain: Draw) -> None:
    assert headings(plain(f"Tea\n\n{PROSE}\nKinds\nGreen tea\n{PROSE}\nCosts\n{PROSE}")) == [
        "# Tea",
        "## Kinds",
        "### Green tea",
        "## Costs",
    ]


def test_a_label_over_items_below_other_items_is_a_heading(plain: Draw) -> None:
    drawn = plain(f"Tea\n\n{PROSE}\nFor and against\nFor\n+ warm\n+ cheap\nAgainst\n- stains\n- cools\n")
    assert headings(drawn) == ["# Tea", "## For and against", "### For", "### Against"]
    assert [line for line in drawn if line.startswith("- ")] == ["- warm", "- cheap", "- stains", "- cools"]


def test_a_question_heads_an_answer_that_is_shorter(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nMay I keep the leaves for another day?\nNo.\n\nWhere does it grow?\nHills: yes\n"
        "Bogs: no\nSand: no\n"
    )
    assert headings(plain(text)) == ["# Tea", "## May I keep the leaves for another day?", "## Where does it grow?"]


def test_questions_right_below_answers_are_headings_too(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nAsked often\nIs it hot?\nYes.\nIs milk in it?\nNot in ours, unless you ask.\n\n"
        f"Costs\n\n{PROSE}"
    )
    assert headings(plain(text)) == ["# Tea", "## Asked often", "### Is it hot?", "### Is milk in it?", "## Costs"]


def test_what_is_said_after_the_letter_of_an_answer_is_no_heading(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nQ: I have none.\nA: Ask us.\n\nQ: What may I bring?\nA: You may bring\n- a cup\n- a spoon\n"
    )
    assert headings(plain(text)) == ["# Tea", "## Q: I have none.", "## Q: What may I bring?"]


def test_weeks_head_the_labels_below_them(plain: Draw) -> None:
    text = (
        f"Tea course\n\n{PROSE}\nWeek 1: Leaves\nRead: ch. 1\nBring: a cup\n\nWeek 2: Water and pots\n"
        "Read: ch. 2\nBring: a pot\n"
    )
    assert headings(plain(text)) == ["# Tea course", "## Week 1: Leaves", "## Week 2: Water and pots"]


def test_days_on_lines_of_their_own_are_a_list(plain: Draw) -> None:
    text = f"Tea trip\n\n{PROSE}\nDay 1: the hills\nDay 2: the factory\nDay 3: the port\n"
    assert plain(text)[2:] == ["[]", "- Day 1: the hills", "- Day 2: the factory", "- Day 3: the port"]


def test_what_is_underlined_is_a_heading_whatever_it_begins_with(plain: Draw) -> None:
    assert headings(plain(f"teapot 2.1\n==========\n\n{PROSE}\nmaking it\n---------\n\n{PROSE}")) == [
        "# teapot 2.1",
        "## making it",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "£219.00",
        "4.50",
        "Write to tea@leaf.example",
        "Book: https://leaf.example/tea",
        "Tea Trust                 Report 12",
        "[14:02:10] Ann: the kettle is on",
        "> Is the kettle on",
        "Photo: a cup on a saucer",
        "3 weeks ago",
        "He went to the hills and stayed. The tea there",
    ],
)
def test_data_and_parts_of_sentences_head_nothing(plain: Draw, line: str) -> None:
    assert headings(plain(f"Tea\n\n{PROSE}\n{line}\n\n{PROSE}")) == ["# Tea"]


@pytest.mark.parametrize(
    "line", ["1984", "Coatings worth paying for", "Settling in", "Appendix B   Prices", "Chapter II."]
)
def test_a_title_may_be_a_year_or_end_in_a_small_word(plain: Draw, line: str) -> None:
    assert f"## {' '.join(line.split())}" in plain(f"Tea\n\n{PROSE}\n{line}\n\n{PROSE}")


def test_a_sentence_that_breaks_off_leads_into_the_list_below_it(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nHelp\n\nWe look for people who can help with\n\n  - the pots\n  - the cups\n"
    assert plain(text)[2:] == ["## Help", "[We look for people who can help with]", "- the pots", "- the cups"]


def test_a_short_line_over_one_other_is_no_heading(plain: Draw) -> None:
    assert headings(
        plain(f"Tea\n\n{PROSE}\nLeaf Lane Tea Rooms\nPut together by the staff, spring 2024\n\n{PROSE}")
    ) == ["# Tea"]


def test_an_address_has_no_heading_in_it(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nContact\nManager: Ann Leaf\nLeaf Ltd, 3 Hill Road, Leeds\n"
        "Letters are answered within twenty working days, or sooner where we can, and calls at once.\n"
    )
    assert headings(plain(text)) == ["# Tea", "## Contact"]


def test_sections_in_capitals_are_above_the_others(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nPRICES\n\n{PROSE}\nFreight\n\n{PROSE}\nPLACES\n\n{PROSE}"
    assert headings(plain(text)) == ["# Tea", "## PRICES", "### Freight", "## PLACES"]


def test_where_sections_are_numbered_text_may_be_indented_below_them(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\n1.  Leaves\n\n   They are green.\n\n2.  Water\n\n2.1  Heat\n\n   It boils.\n"
    assert headings(plain(text)) == ["# Tea", "## 1. Leaves", "## 2. Water", "### 2.1 Heat"]


def test_numbered_headings_stand_right_below_each_other(plain: Draw) -> None:
    text = (
        f"Minutes\n\n{PROSE}\n1. Matters arising\n1.1 The kettle\nIt was mended.\n\n1.2 The pot\n"
        f"It was not.\n\n2. Costs\n\n{PROSE}"
    )
    assert headings(plain(text)) == [
        "# Minutes",
        "## 1. Matters arising",
        "### 1.1 The kettle",
        "### 1.2 The pot",
        "## 2. Costs",
    ]


def test_a_title_is_followed_by_what_is_about_the_page(plain: Draw) -> None:
    assert plain(f"Tea vs Coffee: Which One Should You Drink?\nBy Ann Leaf\nMay 2023\n\n{PROSE}")[0] == (
        "# Tea vs Coffee: Which One Should You Drink?"
    )


def test_capitals_over_indented_text_are_a_heading_whatever_it_begins_with(plain: Draw) -> None:
    assert headings(plain(f"Teapot\n\n{PROSE}\nSYNOPSIS\n    teapot [OPTION]\n\nAUTHOR\n    ann leaf\n")) == [
        "# Teapot",
        "## SYNOPSIS",
        "## AUTHOR",
    ]


def test_a_question_in_title_case_is_of_another_sort(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nOften asked\n\nIs it hot?\n\nYes.\n\nIs it old?\n\nYes.\n\nSo, Which One?\n\n{PROSE}"
    assert headings(plain(text)) == ["# Tea", "## Often asked", "### Is it hot?", "### Is it old?", "## So, Which One?"]


@pytest.mark.parametrize(
    "text",
    [
        "The library does not support the process.  Lossless\nJPEG shares little with it and is seldom used.",
        "Looking more closely, the compressor holds the following main\nelements: pots, cups and a spoon.",
        "Copyright © 2001 Joey Hess",
    ],
)
def test_broken_lines_and_rights_are_no_headings(read: Callable[..., Document], text: str) -> None:
    document = read(f"Tea\n\nIt is hot.\n\n{text}\n\nIt is old.\n")
    assert [document.plain(block.span) for block in document.blocks if block.kind == "heading"] == ["Tea"]


def test_what_links_to_a_heading_marks_it_and_is_no_word_of_it(read: Callable[..., Document]) -> None:
    document = read("Tea\n\nIt is hot.\nSteeping¶\nThree minutes.\n")
    assert [document.plain(block.span) for block in document.blocks if block.kind == "heading"] == ["Tea", "Steeping"]


@pytest.mark.parametrize("drawn", ["_" * 30, "━" * 30, "-" * 60])
def test_a_line_that_is_drawn_ends_a_paragraph_and_an_item(read: Callable[..., Document], drawn: str) -> None:
    document = read(f"Tea\n\nIt is a drink for people who are tired.\n{drawn}\n\n1. Boil.\n2. Pour.\n{drawn}\n")
    assert drawn not in [document.plain(block.span)[-len(drawn) :] for block in document.blocks]
