"""Tables in PDF as people have them: cells of several lines, spans, labels beside what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pdfs
import pytest
from outlines import outline
from pdfs import write

from assistant.types import Document

Read = Callable[..., Document]
Pdf = Callable[[Any], list[str]]


def test_short_paragraphs_in_columns_are_no_table(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 200, ["(1) These terms hold for all contracts about", "the hire of lamps.", "(2) No others hold."])
    write(file, 40, 242, ["(3) Whoever hires a lamp has to return it in", "the state in which it was handed over."])
    write(file, 320, 205, ["(4) Damage has to be told at once, and at", "the latest on the day after it was found"])
    write(file, 320, 233, ["by the one who hires, or by those who", "were with him. (5) The law of Wales holds."])
    assert laid_out(file)[1:] == [
        "- These terms hold for all contracts about the hire of lamps.",
        "- No others hold.",
        "- Whoever hires a lamp has to return it in the state in which it was handed over.",
        "- Damage has to be told at once, and at the latest on the day after it was found by the one who hires, or by "
        "those who were with him. (5) The law of Wales holds.",
    ]


def test_cells_of_several_lines_are_told_by_the_space_between_rows(laid_out: Pdf) -> None:
    file = pdfs.new()
    for top, row in (
        (100, (["Task"], ["Who"], ["Due"])),
        (122, (["Sign the contract and ask for", "a plan of the works"], ["Ruth", "Okafor"], ["28", "March"])),
        (158, (["Buy the lock"], ["Mira", "Lind"], ["20", "March"])),
        (194, (["Tell all who live in the house", "about the works"], ["Paul", "Stein"], ["15", "April"])),
    ):
        for x, cell in zip((40, 260, 340), row, strict=True):
            write(file, x, top, cell)
    assert laid_out(file) == [
        "Task | Who | Due",
        "Sign the contract and ask for a plan of the works | Ruth Okafor | 28 March",
        "Buy the lock | Mira Lind | 20 March",
        "Tell all who live in the house about the works | Paul Stein | 15 April",
    ]


def test_cells_of_several_lines_in_rows_without_space_go_on_where_the_first_column_is_empty(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Tool", "Spade", "", "Fork"])
    write(file, 140, 100, ["What it is for", "Digging in soil that", "is not too hard", "Lifting roots"])
    write(file, 340, 100, ["Price", "34.90", "", "39.50"])
    assert laid_out(file) == [
        "Tool | What it is for | Price",
        "Spade | Digging in soil that is not too hard | 34.90",
        "Fork | Lifting roots | 39.50",
    ]


@pytest.mark.parametrize("ruled", [True, False])
def test_words_cut_in_a_cell_are_matched_whole(read: Read, ruled: bool) -> None:
    file = pdfs.new()
    for top, row in (
        (100, ("Word", "What it says")),
        (122, ("Fast", "A lively environ-", "ment")),
        (158, ("Calm", "Peace")),
    ):
        for x, lines in ((40, row[:1]), (140, row[1:])):
            write(file, x, top, lines)
    if ruled:
        for y in (86, 108, 144, 166):
            file.line(30, y, 300, y)
        for x in (30, 130, 300):
            file.line(x, 86, x, 166)
    document = read(pdfs.data(file), "a.pdf")
    assert outline(document) == ["Word | What it says", "Fast | A lively environment", "Calm | Peace"]
    assert "environ-\u00adment" in document.text


def test_a_wrapped_row_of_names_that_is_set_to_the_middle(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 140, 100, ["What the phrase", "usually means"])
    write(file, 40, 107, ["Phrase"])
    for top, row in ((140, ("Hats", "many duties")), (162, ("Pace", "much change")), (184, ("Field", "all new"))):
        for x, text in zip((40, 140), row, strict=True):
            pdfs.at(file, x, top, text)
    assert laid_out(file) == [
        "Phrase | What the phrase usually means",
        "Hats | many duties",
        "Pace | much change",
        "Field | all new",
    ]


def test_a_table_goes_on_over_the_page_with_a_single_row(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 650, ["Tree", "Oak", "Ash"], 20)
    write(file, 240, 650, ["Wood", "hard", "tough"], 20)
    file.add_page()
    write(file, 40, 90, ["Tree", "Elm"], 20)
    write(file, 240, 90, ["Wood", "bent"], 20)
    assert laid_out(file) == ["Tree | Wood", "Oak | hard", "Ash | tough", "Elm | bent"]


def test_columns_of_cells_that_are_long_are_no_columns_of_text(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Phrase", "Wear many hats", "Fast-paced environment", "Greenfield project"], 20)
    write(
        file, 200, 100, ["What it means", "a small team, broad duties", "priorities change often", "building anew"], 20
    )
    write(
        file, 400, 100, ["What to ask", "Which duties take most?", "How is work planned?", "Who decides on tools?"], 20
    )
    assert laid_out(file)[1] == "Wear many hats | a small team, broad duties | Which duties take most?"


def test_rows_in_blocks_are_rows(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["No", "", "1", "2", "", "3", "4"], 10)
    write(file, 140, 100, ["Name", "", "oak", "ash", "", "elm", "fir"], 10)
    assert laid_out(file) == ["No | Name", "1 | oak", "2 | ash", "3 | elm", "4 | fir"]


def test_a_label_set_to_the_middle_of_its_row_stays_in_it(laid_out: Pdf) -> None:
    file = pdfs.new()
    for x, y, text in (
        (40, 100, "Tree"),
        (140, 100, "Where it grows"),
        (140, 122, "On hills that see much"),
        (40, 129, "Oak"),
        (140, 136, "rain and little frost"),
        (140, 160, "By the water, and also"),
        (40, 167, "Alder"),
        (140, 174, "in wet woods"),
    ):
        pdfs.at(file, x, y, text)
    assert laid_out(file) == [
        "Tree | Where it grows",
        "Oak | On hills that see much rain and little frost",
        "Alder | By the water, and also in wet woods",
    ]


def test_labels_beside_what_they_stand_for_are_a_list(laid_out: Pdf) -> None:
    file = pdfs.new()
    pdfs.heading(file, "Work", 16)
    top = file.get_y() + 20
    write(file, 40, top, ["2019 - today", "2015 - 2019"], 40)
    write(file, 160, top, ["Builder of bridges in Lyon", "Builder of halls in Turin"], 40)
    pdfs.at(file, 160, top + 16, "\x95 Led the works on the Rhone")
    assert laid_out(file) == [
        "# Work",
        "[]",
        "- 2019 - today: Builder of bridges in Lyon",
        "  - Led the works on the Rhone",
        "- 2015 - 2019: Builder of halls in Turin",
    ]


def test_numbers_set_apart_from_what_they_count_are_the_marks_of_a_list(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["1", "2", "3"])
    write(
        file, 60, 100, ["Choose a box of those that we have.", "Tell us the day on which you need it.", "Pay by card."]
    )
    assert laid_out(file) == [
        "[]",
        "- Choose a box of those that we have.",
        "- Tell us the day on which you need it.",
        "- Pay by card.",
    ]


def test_a_heading_ends_a_table(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Item", "Lamp", "Rope"])
    write(file, 140, 100, ["Price", "three", "five"])
    file.set_font(style="B", size=pdfs.BODY)
    pdfs.at(file, 40, 148, "Hire")
    file.set_font(style="", size=pdfs.BODY)
    pdfs.at(file, 40, 164, "Lamps are hired for a day or for a week, and ropes for as long as one likes.")
    assert laid_out(file)[:4] == ["Item | Price", "Lamp | three", "Rope | five", "# Hire"]


def test_cells_that_span_others(laid_out: Pdf) -> None:
    file = pdfs.new()
    with file.table(line_height=20, first_row_as_headings=False) as grid:
        row = grid.row()
        row.cell("Pool", rowspan=2)
        row.cell("Hours in the week", colspan=2, align="CENTER")
        row = grid.row()
        row.cell("Summer")
        row.cell("Winter")
        row = grid.row()
        for text in ("North", "8 to 20", "9 to 18"):
            row.cell(text)
        row = grid.row()
        row.cell("South")
        row.cell("closed")
        row.cell("10 to 16")
    assert laid_out(file) == [
        "Pool | Hours in the week: Summer | Hours in the week: Winter",
        "North | 8 to 20 | 9 to 18",
        "South | closed | 10 to 16",
    ]
