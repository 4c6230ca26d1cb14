"""Lists in plain text: with marks of all sorts, and without any."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Draw = Callable[[str], list[str]]

PROSE = "Tea is drunk in most countries of the world, hot as well as cold, and it is older than coffee by far.\n"


def test_lines_below_a_colon_and_a_blank_line_are_items(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nYou need:\n\na pot, with a lid if you have one\na cup\n"
        f"some water that has just boiled and has been left to stand\n\n{PROSE}"
    )
    assert plain(text)[2:6] == [
        "[You need:]",
        "- a pot, with a lid if you have one",
        "- a cup",
        "- some water that has just boiled and has been left to stand",
    ]


def test_a_wrapped_paragraph_below_a_colon_is_no_list(plain: Draw) -> None:
    text = (
        "Tea\n\nThe rule says:\n\nWhoever drinks the last cup of the pot shall wash it, dry it\n"
        "and put it back where it was found, and shall do the same with\nthe lid of it.\n"
    )
    assert "- " not in "\n".join(plain(text))


@pytest.mark.parametrize(
    "lines",
    [
        ["300 g flour", "a pinch of salt", "½ tsp sugar", "2 eggs, beaten"],
        ["a pot", "two cups", "hot water"],
        ["You are thirsty.", "Guests are here.", "It rains."],
    ],
)
def test_short_lines_under_a_heading_are_items(plain: Draw, lines: list[str]) -> None:
    text = f"Tea\n\n{PROSE}\nWhen and what\n" + "\n".join(lines) + f"\n\n{PROSE}"
    assert plain(text)[2:-1] == ["## When and what", "[]", *(f"- {line}" for line in lines)]


def test_steps_with_their_number_above_them_are_items(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nMethod\nStep 1\nBoil the water.\nStep 2\nPour it over the leaves. Wait.\n"
    assert plain(text)[2:] == ["## Method", "[]", "- Boil the water.", "- Pour it over the leaves. Wait."]


def test_terms_with_their_meaning_indented_below_are_items(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nWords\n\nPot\n    What holds the tea.\n\nCosy\n    What keeps the pot warm, and is\n"
        "    made of wool.\n\nUrn\n    A large pot.\n"
    )
    assert plain(text)[2:] == [
        "## Words",
        "[]",
        "- Pot What holds the tea.",
        "- Cosy What keeps the pot warm, and is made of wool.",
        "- Urn A large pot.",
    ]


def test_the_meaning_of_a_term_goes_on_in_the_next_line(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nWords\n\nPot: what holds\nthe tea.\nCosy - what keeps it warm.\nUrn: a large pot.\n"
    assert plain(text)[3:] == [
        "[]",
        "- Pot: what holds the tea.",
        "- Cosy - what keeps it warm.",
        "- Urn: a large pot.",
    ]


def test_numbered_sources_are_items(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nReferences\n[1] Leaf, A. (1998). Tea. Leeds.\n[2] Pot, B. (2006). Cups and\n"
        "    saucers. Hull.\n"
    )
    assert plain(text)[3:] == ["[]", "- Leaf, A. (1998). Tea. Leeds.", "- Pot, B. (2006). Cups and saucers. Hull."]


def test_sources_without_marks_are_items(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nFurther reading\n\nLeaf, Ann. The Pot. Leeds, 1964.\n"
        "Pot, B. and Cup, R. Tea, Milk. Hull, 1999.\n"
    )
    assert plain(text)[3:] == [
        "[]",
        "- Leaf, Ann. The Pot. Leeds, 1964.",
        "- Pot, B. and Cup, R. Tea, Milk. Hull, 1999.",
    ]


def test_clauses_are_items_and_those_that_lead_into_a_list_its_lead(plain: Draw) -> None:
    text = (
        "TEA CONTRACT\n\n1. SUPPLY\n\n1.1 The Seller shall bring the tea.\n\n"
        "1.2 The Buyer may send back tea that is\n    wet.\n\n"
        "1.3 The Seller shall:\n\n    (a) weigh the tea; and\n\n    (b) seal it, that is\n\n"
        "        (i) with wax; or\n\n        (ii) with lead.\n\n"
        "2. PRICE\n\n2.1 The price is fixed.\n"
    )
    assert plain(text) == [
        "# TEA CONTRACT",
        "## 1. SUPPLY",
        "[]",
        "- The Seller shall bring the tea.",
        "- The Buyer may send back tea that is wet.",
        "[1.3 The Seller shall:]",
        "- weigh the tea; and",
        "- seal it, that is",
        "  - with wax; or",
        "  - with lead.",
        "## 2. PRICE",
        "[]",
        "- The price is fixed.",
    ]


def test_a_table_ends_the_list_above_it(plain: Draw) -> None:
    text = (
        "Tea\n\n1.1 These are sold:\n\n    Tea      Price    Weight\n    Green    £3       100 g\n"
        "    Black    £2       100 g\n\n1.2 All are dry.\n"
    )
    assert plain(text)[2:] == [
        "- These are sold:",
        "Tea | Price | Weight",
        "Green | £3 | 100 g",
        "Black | £2 | 100 g",
        "[]",
        "- All are dry.",
    ]


def test_a_tab_after_a_number_parts_no_columns(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nDo this:\n1.\tboil the water\n2.\tpour it\n\nOr this:\na)\tbuy some\nb)\task for some\n"
    assert plain(text)[2:] == [
        "[Do this:]",
        "- boil the water",
        "- pour it",
        "[Or this:]",
        "- buy some",
        "- ask for some",
    ]


def test_initials_are_no_marks(plain: Draw) -> None:
    drawn = plain(
        f"Tea\n\n{PROSE}\nThe first to plant it here was a doctor of the town by the name of\n"
        "L. Leaf, who had it from a sailor.\n"
    )
    assert "- " not in "\n".join(drawn)
    assert drawn[-1].endswith("by the name of L. Leaf, who had it from a sailor.")


def test_letters_that_count_are_marks(plain: Draw) -> None:
    assert plain("Choose:\nA. tea\nB. coffee\n") == ["[Choose:]", "- tea", "- coffee"]


def test_an_item_goes_on_where_its_line_is_full(plain: Draw) -> None:
    text = "Tea\n\nSteps:\n- heat the water in the large kettle that stands in the kitchen of\nMrs Leaf\n- pour it\n"
    assert plain(text)[2:] == [
        "- heat the water in the large kettle that stands in the kitchen of Mrs Leaf",
        "- pour it",
    ]


def test_a_hyphen_at_the_end_of_a_line_announces_nothing(plain: Draw) -> None:
    text = "Tea\n\nThe leaves are dried and then they are re-\nported to the office.\n"
    assert plain(text) == ["# Tea", "The leaves are dried and then they are reported to the office."]


def test_boxes_to_tick_are_marks(plain: Draw) -> None:
    assert plain("Pack:\n[ ] a towel\n[x] boots\n")[0:1] == ["[Pack:]"]
    assert [line.strip() for line in plain("Pack:\n[ ] a towel\n[x] boots\n")[1:]] == ["- a towel", "- boots"]


def test_quoted_lines_head_nothing(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\n> - Is it hot?\n> - Is it old?\n\nIt is both.\n"
    assert not any(line.startswith("##") for line in plain(text))


def test_the_first_of_short_lines_below_a_heading_heads_no_other(plain: Draw) -> None:
    text = (
        "The tip\n\nWe take a lot.\n\nWhat we do not take\n\nTrade waste\nFireworks, flares and shells\nDead animals\n"
        "Car bodies\n\nHours\n\nWe open at nine.\n"
    )
    drawn = plain(text)
    assert drawn[2:7] == [
        "## What we do not take",
        "[]",
        "- Trade waste",
        "- Fireworks, flares and shells",
        "- Dead animals",
    ]


def test_two_labelled_lines_below_a_heading_are_a_list(plain: Draw) -> None:
    drawn = plain(
        "The tip\n\nOther tips\n\nFenmoor: open on most days\nSaxby Road: glass and paper\n\nHours\n\nWe open.\n"
    )
    assert drawn[1:5] == ["## Other tips", "[]", "- Fenmoor: open on most days", "- Saxby Road: glass and paper"]
