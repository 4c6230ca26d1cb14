"""Tables in plain text: with tabs, aligned with spaces, ruled with pipes, and flattened when they were copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Document

Draw = Callable[[str], list[str]]
Read = Callable[..., Document]

INTRO = "Tea and Coffee Compared\n\nTea and coffee are drinks.\n\n"


def test_cells_separated_by_tabs(plain: Draw) -> None:
    text = "Drink\tPlant\tTime\nTea\tCamellia sinensis\t3 min\nCoffee\tCoffea arabica\t4 min\n"
    assert plain(text) == [
        "Drink | Plant | Time",
        "Tea | Camellia sinensis | 3 min",
        "Coffee | Coffea arabica | 4 min",
    ]


def test_a_row_whose_last_cell_is_empty_belongs_to_its_table(read: Read) -> None:
    document = read("Drink\tPlant\tTime\nTea\tCamellia\t3 min\nWater\tNone\t\nCoffee\tCoffea\t4 min\n")
    assert [block.kind for block in document.blocks if block.parent is None] == ["table"]


def test_a_tab_keeps_an_empty_cell_in_its_column(plain: Draw) -> None:
    assert plain("Drink\tMilk\tSugar\nTea\t\tyes\n") == ["Drink | Milk | Sugar", "Tea |  | yes"]


def test_cells_aligned_with_spaces(plain: Draw) -> None:
    text = "Drink    Plant       Time\nTea      Camellia    3 min\nCoffee   Coffea      4 min\n"
    assert plain(text) == ["Drink | Plant | Time", "Tea | Camellia | 3 min", "Coffee | Coffea | 4 min"]


def test_cells_between_pipes(plain: Draw) -> None:
    text = "| Drink | Plant |\n|-------|-------|\n| Tea   | Camellia |\n| Coffee | Coffea |\n"
    assert plain(text) == ["Drink | Plant", "Tea | Camellia", "Coffee | Coffea"]


def test_outer_pipes_may_be_missing(plain: Draw) -> None:
    assert plain("Drink | Plant\n------+------\nTea | Camellia\n") == ["Drink | Plant", "Tea | Camellia"]


def test_the_first_row_is_the_header_and_cells_know_their_column(read: Read) -> None:
    document = read("Drink\tPlant\nTea\tCamellia\n")
    cells = [(block.level, document.quote(block.span)) for block in document.blocks if block.kind == "cell"]
    assert cells == [(0, "Drink"), (1, "Plant"), (0, "Tea"), (1, "Camellia")]


def test_text_around_a_table_stays_text(plain: Draw) -> None:
    text = "Drinks at hand\n\nThese are served.\n\nDrink\tPlant\nTea\tCamellia\n\nThat is all there is.\n"
    assert plain(text) == [
        "# Drinks at hand",
        "These are served.",
        "Drink | Plant",
        "Tea | Camellia",
        "That is all there is.",
    ]


def test_two_spaces_after_full_stops_are_no_gutter(plain: Draw) -> None:
    text = (
        "Tea is an old drink.  It was first made in China and\n"
        "spread from there.  Monks took it to Japan, where it\n"
        "was ground.  Ships brought it to Europe much later.\n"
    )
    assert plain(text) == [" ".join(text.split())]


def test_a_flattened_table_gets_its_cells_back(plain: Draw) -> None:
    text = INTRO + (
        "Basis Tea Coffee\n"
        "Plant Tea comes from leaves. Coffee comes from seeds.\n"
        "Taste Tea is mild. Coffee is bitter.\n"
        "Effect Tea calms the drinker. Coffee wakes the drinker.\n"
    )
    assert plain(text)[2:] == [
        "Basis | Tea | Coffee",
        "Plant | Tea comes from leaves. | Coffee comes from seeds.",
        "Taste | Tea is mild. | Coffee is bitter.",
        "Effect | Tea calms the drinker. | Coffee wakes the drinker.",
    ]


def test_a_row_in_which_neither_thing_is_named(plain: Draw) -> None:
    text = INTRO + (
        "Basis Tea Coffee\n"
        "Main Benefit It improves sleep at night. It enhances attention at work.\n"
        "Main Risk It stains the teeth. It upsets the stomach.\n"
    )
    assert plain(text)[3:] == [
        "Main Benefit | It improves sleep at night. | It enhances attention at work.",
        "Main Risk | It stains the teeth. | It upsets the stomach.",
    ]


def test_names_of_two_words(plain: Draw) -> None:
    text = (
        "Green Tea vs Filter Coffee\n\nGreen tea and filter coffee are drinks.\n\n"
        "Aspect Green Tea Filter Coffee\n"
        "Water It needs water below the boil. It needs water at the boil.\n"
        "Pot It is made in a clay pot. It is made in a paper cone.\n"
    )
    assert plain(text)[2:] == [
        "Aspect | Green Tea | Filter Coffee",
        "Water | It needs water below the boil. | It needs water at the boil.",
        "Pot | It is made in a clay pot. | It is made in a paper cone.",
    ]


def test_cells_without_full_stops(plain: Draw) -> None:
    text = INTRO + (
        "Basis Tea Coffee\n"
        "Plant Leaves of the camellia Seeds of the coffea\n"
        "Place Hills with much rain Slopes near the equator\n"
    )
    assert plain(text)[3:] == [
        "Plant | Leaves of the camellia | Seeds of the coffea",
        "Place | Hills with much rain | Slopes near the equator",
    ]


def test_the_text_after_a_flattened_table_is_not_in_it(read: Read) -> None:
    text = INTRO + (
        "Basis Tea Coffee\n"
        "Plant It is a leaf. It is a seed.\n"
        "Taste It is mild. It is bitter.\n\n"
        "Which one is better?\n\nThat depends on the drinker.\n"
    )
    document = read(text)
    assert [block.kind for block in document.blocks[-2:]] == ["heading", "paragraph"]


def test_cells_of_a_flattened_table_are_slices_of_the_file(read: Read) -> None:
    text = INTRO.replace("\n", "\r\n") + (
        "Basis\u00a0Tea Coffee\r\nPlant It’s a\u00a0leaf. It’s a seed.\r\nTaste It is mild. It is bitter.\r\n"
    )
    document = read(text)
    cells = [document.quote(block.span) for block in document.blocks if block.kind == "cell"]
    assert cells[3:6] == ["Plant", "It’s a\u00a0leaf.", "It’s a seed."]


@pytest.mark.parametrize(
    "lines",
    [
        "Milk and Sugar\nWe offer both of them daily. They are free.\nAsk at the bar. Someone will help.\n",
        "The Green Room\nIt opens at nine. It closes at ten.\nGuests are welcome. Dogs are not.\n",
    ],
)
def test_a_short_line_over_sentences_is_no_table(read: Read, lines: str) -> None:
    document = read(INTRO + lines)
    assert "table" not in {block.kind for block in document.blocks}
