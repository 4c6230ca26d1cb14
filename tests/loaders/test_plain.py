"""Headings, paragraphs and lists in plain text, as people keep it and copy it out of web pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Document

Draw = Callable[[str], list[str]]
Read = Callable[..., Document]


def test_bare_short_lines_between_blank_lines_are_headings(plain: Draw) -> None:
    text = "All About Tea\n\nTea is old.\n\nTools & Platforms\n\nPots help.\n\nWhat is Oolong?\n\nIt is a tea.\n"
    assert plain(text) == [
        "# All About Tea",
        "Tea is old.",
        "## Tools & Platforms",
        "Pots help.",
        "## What is Oolong?",
        "It is a tea.",
    ]


def test_a_block_carries_the_path_of_headings_above_it(read: Read) -> None:
    document = read("All About Tea\n\nKinds\n\nGreen Tea\n\nIt is mild.\n")
    assert document.title == "All About Tea"
    assert document.blocks[-1].headings == ("All About Tea", "Kinds", "Green Tea")


def test_headings_made_alike_under_an_empty_one_go_together(plain: Draw) -> None:
    text = "Boats\n\nTools\n\nKayak tools\n\nA pump.\n\nCanoe tools\n\nA pole.\n\nCosts\n\nThey vary.\n"
    assert plain(text) == [
        "# Boats",
        "## Tools",
        "### Kayak tools",
        "A pump.",
        "### Canoe tools",
        "A pole.",
        "## Costs",
        "They vary.",
    ]


def test_numbered_headings_have_the_depth_of_their_number(plain: Draw) -> None:
    text = "Handbook\n\n1 Brewing\n\nHeat the water.\n\n1.1 The Pot\n\nUse clay.\n\n2 Storage\n\nKeep it dry.\n"
    assert [line for line in plain(text) if line.startswith("#")] == [
        "# Handbook",
        "## 1 Brewing",
        "### 1.1 The Pot",
        "## 2 Storage",
    ]


def test_a_drawn_line_under_a_heading_is_neither_text_nor_heading(plain: Draw) -> None:
    assert plain("Tea\n===\n\nTea is hot.\n\n----------\n\nKinds\n-----\nGreen and black.\n") == [
        "# Tea",
        "Tea is hot.",
        "## Kinds",
        "Green and black.",
    ]


def test_lines_of_a_wrapped_paragraph_stay_together(plain: Draw) -> None:
    assert plain("Tea is made of\nleaves that were picked\nby hand.\n\nSo it costs more.\n") == [
        "Tea is made of leaves that were picked by hand.",
        "So it costs more.",
    ]


def test_a_short_sentence_is_no_heading(plain: Draw) -> None:
    assert plain("Tea\n\nTea is hot.\n\nCoffee is too.\n\nMilk is not.\n")[1:] == [
        "Tea is hot.",
        "Coffee is too.",
        "Milk is not.",
    ]


@pytest.mark.parametrize("mark", ["•", "◦", "▪", "-", "*", "+", "–", "—", "●", "·", "•\u00a0", "\u00a0\u00a0•", "\t•"])
def test_marks_of_items(plain: Draw, mark: str) -> None:
    assert plain(f"You need these:\n{mark} pot\n{mark} cup\n") == ["[You need these:]", "- pot", "- cup"]


@pytest.mark.parametrize(
    "marks", [("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("a)", "b)"), ("A.", "B."), ("i.", "ii."), ("(a)", "(b)")]
)
def test_numbers_and_letters_of_items(plain: Draw, marks: tuple[str, str]) -> None:
    text = f"Do this:\n{marks[0]} heat the water\n{marks[1]} pour it\n"
    assert plain(text) == ["[Do this:]", "- heat the water", "- pour it"]


def test_a_mark_may_touch_its_item(plain: Draw) -> None:
    assert plain("You need these:\n•pot\n•cup\n") == ["[You need these:]", "- pot", "- cup"]


@pytest.mark.parametrize("lead", ["The tools are –", "The tools are -", "The tools are:", "Here are the tools."])
def test_the_sentence_before_a_list_leads_into_it(plain: Draw, lead: str) -> None:
    assert plain(f"Tea is old. {lead}\n\n    • pot\n    • cup\n") == ["Tea is old.", f"[{lead}]", "- pot", "- cup"]


def test_a_heading_stands_above_the_line_that_leads_into_a_list(plain: Draw) -> None:
    found = plain("Tea\n\nTea is old.\n\nHow to brew\nYou need:\n• pot\n• cup\n")
    assert found == ["# Tea", "Tea is old.", "## How to brew", "[You need:]", "- pot", "- cup"]


def test_a_list_right_under_its_heading_has_no_lead_in(plain: Draw) -> None:
    assert plain("Tea\n\nTools\n\n• pot\n• cup\n") == ["# Tea", "## Tools", "[]", "- pot", "- cup"]


def test_items_nest_by_indentation(plain: Draw) -> None:
    text = "Kinds:\n- green\n    - sencha\n    - matcha\n- black\n"
    assert plain(text) == ["[Kinds:]", "- green", "  - sencha", "  - matcha", "- black"]


def test_items_nest_by_their_mark_where_indentation_was_lost(plain: Draw) -> None:
    text = "Kinds:\n• green\n◦ sencha\n◦ matcha\n• black\n"
    assert plain(text) == ["[Kinds:]", "- green", "  - sencha", "  - matcha", "- black"]


def test_an_item_goes_on_in_the_next_line(plain: Draw) -> None:
    text = "Steps:\n1. heat the water until it\n   boils\n2. pour it\nover the leaves\n"
    assert plain(text) == ["[Steps:]", "- heat the water until it boils", "- pour it over the leaves"]


def test_blank_lines_between_items_do_not_end_a_list(plain: Draw) -> None:
    assert plain("Kinds:\n\n• green\n\n• black\n\n• white\n") == ["[Kinds:]", "- green", "- black", "- white"]


def test_lines_without_marks_after_a_colon_are_items(plain: Draw) -> None:
    text = "Tea\n\nThe kinds are:\nGreen tea\nBlack tea\nOolong\n\nTea is served hot.\n"
    assert plain(text) == ["# Tea", "[The kinds are:]", "- Green tea", "- Black tea", "- Oolong", "Tea is served hot."]


def test_an_item_that_names_its_purpose_stays_whole(read: Read) -> None:
    document = read("Tools:\n• Pot – holds the tea\n• Monitoring and tasting: spoon, cup\n")
    items = [document.quote(block.span) for block in document.blocks if block.kind == "item"]
    assert items == ["Pot – holds the tea", "Monitoring and tasting: spoon, cup"]


def test_text_after_a_list_is_no_item(plain: Draw) -> None:
    assert plain("Kinds:\n• green\n• black\n\nBoth are fine teas to drink.\n")[-1] == "Both are fine teas to drink."


@pytest.mark.parametrize("leftover", ["Watch Video", "Read More", "Sign Up", "Share this article", "5 min read"])
def test_leftovers_of_the_page_are_no_text(plain: Draw, leftover: str) -> None:
    assert plain(f"Tea\n\nTea is hot.\n\n{leftover}\n\nKinds\n\nThere are two.\n") == [
        "# Tea",
        "Tea is hot.",
        "## Kinds",
        "There are two.",
    ]


def test_a_line_about_the_page_is_text_and_no_heading(plain: Draw) -> None:
    assert plain("Tea\n\nLast Updated 3 May 2020\n\nTea is hot.\n") == [
        "# Tea",
        "Last Updated 3 May 2020",
        "Tea is hot.",
    ]


def test_a_fenced_listing_is_code(plain: Draw) -> None:
    text = "Tea\n\nRun it.\n\n```\nbrew --hot\n- no item\n```\n\nDone it is.\n"
    assert plain(text) == ["# Tea", "Run it.", "code: ``` brew --hot - no item ```", "Done it is."]


def test_questions_of_a_list_of_frequent_ones_are_headings(plain: Draw) -> None:
    text = "Questions\n\nQ: Is tea hot?\nIt is when it is fresh.\n\nQ: Is it old?\nIt is very old.\n"
    assert plain(text) == [
        "# Questions",
        "## Q: Is tea hot?",
        "It is when it is fresh.",
        "## Q: Is it old?",
        "It is very old.",
    ]


def test_a_mark_with_nothing_after_it_leaves_the_other_items_alone(read: Read) -> None:
    document = read("Kinds:\n•\n• green\n• black\n")
    shown = [document.quote(block.span) for block in document.blocks if block.kind == "item"]
    assert [text for text in shown if text] == ["green", "black"]
    whole = document.blocks[0].span
    assert all(whole.start <= block.span.start and block.span.end <= whole.end for block in document.blocks)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_structure_is_the_same_whatever_ends_the_lines(plain: Draw, corpus: dict[str, str], end: str) -> None:
    for text in (*corpus.values(), "Tea\n\nTea is made of\nleaves that were picked\nby hand.\n"):
        assert plain(text.replace("\n", end)) == plain(text)
