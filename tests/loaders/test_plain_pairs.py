"""Labels and their values in plain text, and tables whose columns are told by the white space between them."""

from __future__ import annotations

from collections.abc import Callable

Draw = Callable[[str], list[str]]

PROSE = "Tea is drunk in most countries of the world, hot as well as cold, and it is older than coffee by far.\n"
NAMELESS = " | "


def test_dots_lead_from_a_label_to_its_value(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nPrices\nGreen tea, pot ......  3.50\nBlack tea .......... 12.00\n"
        "Water .............. on request\n"
    )
    assert plain(text)[2:] == [
        "## Prices",
        NAMELESS,
        "Green tea, pot | 3.50",
        "Black tea | 12.00",
        "Water | on request",
    ]


def test_dots_without_a_value_lead_nowhere(plain: Draw) -> None:
    assert NAMELESS not in plain(f"Tea\n\n{PROSE}\nSigned by the seller ..........\nSigned by the buyer ..........\n")


def test_each_value_stands_on_the_line_below_its_label(plain: Draw) -> None:
    text = f"Teapot\n\n{PROSE}\nSpecifications\nBrand\nLeaf\nColour\nDark green\nHeight\n12 cm\nKind of lid\nScrewed\n"
    assert plain(text)[2:] == [
        "## Specifications",
        NAMELESS,
        "Brand | Leaf",
        "Colour | Dark green",
        "Height | 12 cm",
        "Kind of lid | Screwed",
    ]


def test_names_on_lines_of_their_own_are_no_labels(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nOur staff\nAnn Leaf\nBob Pot\nCid Cup\nDora Urn\nEve Lid\nFay Tin\n"
    assert NAMELESS not in plain(text)


def test_an_address_below_the_word_email_makes_it_a_label(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nReach us\nPhone\n01632 960111\nEmail\ntea@leaf.example\nOpening hours\nAll day\n"
    assert plain(text)[3:] == [NAMELESS, "Phone | 01632 960111", "Email | tea@leaf.example", "Opening hours | All day"]


def test_a_figure_beside_the_first_label_is_no_name_of_a_column(plain: Draw) -> None:
    text = f"Teapot\n\n{PROSE}\nData\nHeight\t12 cm\nWidth\t9 cm\n\nSales\nYear\t2023\nPots\t14\n"
    assert plain(text)[3:] == [NAMELESS, "Height | 12 cm", "Width | 9 cm", "## Sales", "Year | 2023", "Pots | 14"]


def test_options_with_their_meaning_have_no_header(plain: Draw) -> None:
    text = (
        "tea(1)\n\nThese are the options of the program that makes the tea:\n\n  -h, --hot    boil it first\n"
        "  -m, --milk   pour milk in\n  -q           be quiet\n"
    )
    assert plain(text)[2:] == [NAMELESS, "-h, --hot | boil it first", "-m, --milk | pour milk in", "-q | be quiet"]


def test_names_stand_anywhere_above_their_columns(plain: Draw) -> None:
    text = (
        "Tea\n\nSales\n\n"
        "  Kind               Pots     Cups\n"
        "  --------------------------------\n"
        "  Green          1,846.10   412.35\n"
        "  Black            310.00    95.00\n"
        "  --------------------------------\n"
        "  Total          2,156.10   507.35\n"
    )
    assert plain(text)[2:] == [
        "Kind | Pots | Cups",
        "Green | 1,846.10 | 412.35",
        "Black | 310.00 | 95.00",
        "Total | 2,156.10 | 507.35",
    ]


def test_columns_on_the_left_may_have_no_name(plain: Draw) -> None:
    text = (
        "Ferry\n\nWeekdays\n\n                  A       B\nPier      dep   07.15   09.30\n"
        "Rock      arr     -     09.50\nIsle      arr   07.55   10.15\n"
    )
    assert plain(text)[2:] == [
        " |  | A | B",
        "Pier | dep | 07.15 | 09.30",
        "Rock | arr | - | 09.50",
        "Isle | arr | 07.55 | 10.15",
    ]


def test_a_cell_may_be_missing_in_any_row(plain: Draw) -> None:
    text = (
        "Weather\n\nDate        Temp   Rain    Wind\n2024-01-01  3.2    0.0     12\n"
        "2024-01-02  4.1    2.4     15\n2024-01-03         1.1     9\n2024-01-04  2.0            11\n"
    )
    assert plain(text)[1:] == [
        "Date | Temp | Rain | Wind",
        "2024-01-01 | 3.2 | 0.0 | 12",
        "2024-01-02 | 4.1 | 2.4 | 15",
        "2024-01-03 |  | 1.1 | 9",
        "2024-01-04 | 2.0 |  | 11",
    ]


def test_what_does_not_fit_beside_its_label_goes_on_below(plain: Draw) -> None:
    text = (
        "Minutes\n\nPresent:    Ann Leaf (chair), Bob Pot,\n            Cid Cup, Dora Urn\n"
        "Apologies:  Eve Lid\n\nThe meeting began at eight.\n"
    )
    assert plain(text)[1:] == [
        NAMELESS,
        "Present: | Ann Leaf (chair), Bob Pot, Cid Cup, Dora Urn",
        "Apologies: | Eve Lid",
        "The meeting began at eight.",
    ]


def test_a_line_right_above_a_table_is_its_heading(plain: Draw) -> None:
    text = f"Tea\n\n{PROSE}\nPer cup\nheat\tmilk\tsugar\n80\t2 ml\t3 g\n"
    assert plain(text)[2:] == ["## Per cup", "heat | milk | sugar", "80 | 2 ml | 3 g"]
