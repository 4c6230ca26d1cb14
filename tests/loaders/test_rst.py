"""reStructuredText: headings, lists, tables, listings, directives; nothing is run or included."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from outlines import outline

from assistant import LoadError
from assistant.types import Document

Read = Callable[..., Document]
Rst = Callable[[str], list[str]]


@pytest.fixture
def rst(read: Read) -> Rst:
    """The outline of a text."""
    return lambda text: outline(read(text, "a.rst"))


def test_headings_rank_in_the_order_in_which_their_adornments_turn_up(rst: Rst) -> None:
    text = "====\nTea\n====\n\nGreen\n=====\n\nSencha\n~~~~~~\nIt is mild.\n\nBlack\n=====\n\nStrong.\n\n----\n\nEnd.\n"
    assert rst(text) == ["# Tea", "## Green", "### Sencha", "It is mild.", "## Black", "Strong.", "End."]


def test_lists_nest(rst: Rst) -> None:
    text = "The kinds are:\n\n* green\n  tea\n\n  - sencha\n  - matcha\n\n* black\n\n1. boil\n2. pour\n"
    assert rst(text) == [
        "[The kinds are:]",
        "- green tea",
        "  - sencha",
        "  - matcha",
        "- black",
        "[]",
        "- boil",
        "- pour",
    ]


def test_terms_and_fields_are_items(rst: Rst) -> None:
    text = "tea\n  A hot drink.\n\nmilk\n  A white drink.\n\n:Author: A monk\n:Date: long ago\n"
    assert rst(text) == [
        "[]",
        "- tea: A hot drink.",
        "- milk: A white drink.",
        "[]",
        "- Author: A monk",
        "- Date: long ago",
    ]


def test_grid_tables(rst: Rst) -> None:
    text = """
+-------+-----------+
| Drink | Price     |
+=======+===========+
| Tea   | two       |
| green | euros     |
+-------+-----------+
| Water | **free**  |
+-------+-----------+
"""
    assert rst(text) == ["Drink | Price", "Tea green | two euros", "Water | free"]


def test_cells_of_a_grid_that_span_rows_and_columns(rst: Rst) -> None:
    text = """
+-------+---------------+
| Pool  | Hours         |
|       +-------+-------+
|       | May   | June  |
+=======+=======+=======+
| North | 8     | 9     |
+-------+-------+ until |
| South | shut  | dark  |
+-------+-------+-------+
"""
    assert rst(text) == [
        "Pool | Hours: May | Hours: June",
        "North | 8 | 9 until dark",
        "South | shut | 9 until dark",
    ]


def test_a_grid_that_is_not_closed_is_cut_at_its_bars(rst: Rst) -> None:
    assert rst("+---+---+\n| a | b |\n| c | d |\n") == ["a | b", "c | d"]


def test_cells_of_a_simple_table_that_span_columns(rst: Rst) -> None:
    text = "=====  ====  ====\n       Hours\n-----  ----------\nPool   May   June\n=====  ====  ====\nNorth  8     9\n"
    text += "South  shut in both\n=====  ====  ====\n"
    assert rst(text) == ["Pool | Hours: May | Hours: June", "North | 8 | 9", "South | shut in both | "]


def test_simple_tables(rst: Rst) -> None:
    text = "=====  ======\nDrink  Price\n=====  ======\nTea    two\n       euros\nWater\n=====  ======\n\nAfter.\n"
    assert rst(text) == ["Drink | Price", "Tea | two euros", "Water | ", "After."]


def test_tables_written_as_lists_or_as_csv(rst: Rst) -> None:
    text = (
        ".. list-table:: Prices\n   :header-rows: 1\n\n   * - Drink\n     - Price\n   * - Tea\n     - 2\n\n"
        '.. csv-table::\n   :header: "Drink", "Price"\n\n   "Milk, hot", 3\n'
    )
    assert rst(text) == ["Prices", "Drink | Price", "Tea | 2", "Drink | Price", "Milk, hot | 3"]


def test_listings_keep_their_lines(read: Read) -> None:
    text = "Brew::\n\n    boil *water*\n      pour\n\n.. code-block:: python\n   :linenos:\n\n   pour()\n\n"
    text += ">>> drink()\n'tea'\n"
    document = read(text, "a.rst")
    assert document.text == "Brew:\n\nboil *water*\n  pour\n\npour()\n\n>>> drink()\n'tea'\n"
    assert [block.kind for block in document.blocks] == ["paragraph", "code", "code", "code"]


def test_directives_give_their_text_and_nothing_is_included(rst: Rst) -> None:
    text = (
        ".. note:: Tea is\n   hot.\n\n.. warning::\n\n   Do not spill.\n\n.. figure:: tea.png\n"
        "   :alt: A cup\n\n   A cup of tea.\n\n"
        ".. versionadded:: 3.1\n   The pot.\n"
        ".. include:: secret.txt\n.. image:: a.png\n.. _target:\n.. |cup| replace:: pot\n"
        ".. A comment\n   that goes on.\n"
        ".. [1] Said by monks.\n"
    )
    assert rst(text) == ["Tea is hot.", "Do not spill.", "A cup of tea.", "The pot.", "Said by monks."]


def test_words_are_read_without_their_markup(rst: Rst) -> None:
    text = (
        "*Tea* is **hot**, ``a_*b*``, :ref:`see <x>`, `a link <https://tea.example>`_ and more_ [1]_; 2*3*4 \\*s\\*.\n"
    )
    assert rst(text) == ["Tea is hot, a_*b*, see, a link and more; 2*3*4 *s*."]


def test_signs_in_a_name_are_part_of_it(rst: Rst) -> None:
    assert rst("Call :meth:`__init__` as `a_ *b*` says in :rfc:`5322`.\n") == [
        "Call __init__ as a_ *b* says in RFC 5322."
    ]


def test_what_is_nested_without_end_is_refused(read: Read) -> None:
    with pytest.raises(LoadError, match=r"a\.rst: is nested more than 40 deep"):
        read("\n\n".join(" " * depth + "- tea" for depth in range(0, 200, 2)), "a.rst")


def test_a_table_without_cells_is_passed_over(rst: Rst) -> None:
    assert rst(".. csv-table::\n\n\nAfter.\n") == ["After."]
    assert rst("+---+---+\n\nAfter.\n") == ["After."]


def test_a_few_bold_words_are_the_heading_of_what_stands_below_them_and_no_title(read: Read) -> None:
    document = read("**Example 1: To boil water**\n\nLight the stove.\n\nIt is **hot**.\n", "boil-water.rst")
    assert outline(document) == ["####### Example 1: To boil water", "Light the stove.", "It is hot."]
    assert document.title == "boil water"


def test_the_name_of_a_file_that_a_directive_names_says_nothing(rst: Rst) -> None:
    assert rst("Tea\n===\n\nHot.\n\n.. cmake-module:: ../../Modules/Tea.cmake\n\n.. note:: Mind the steam.\n") == [
        *("# Tea", "Hot.", "Mind the steam.")
    ]
