"""PDF as people have it: columns out of step, cells of several lines, notes, labels beside what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfs
import pytest
from outlines import outline

from assistant.loaders.pdf import cut_words
from assistant.types import Document

Read = Callable[..., Document]
Pdf = Callable[[Any], list[str]]
PROSE = (
    "Tea is a hot drink that is made of the leaves",
    "of a shrub. Monks carried it over the sea to",
    "the islands in the east, where they drank it to",
    "stay awake through the long hours of the night.",
    "The shrub grows on hills that see much rain.",
)


@pytest.fixture
def pdf(read: Read) -> Pdf:
    """The outline of the document in a file that was written on."""
    return lambda file: outline(read(pdfs.data(file), "a.pdf"))


def write(file: Any, x: float, top: float, lines: Sequence[str], step: float = 14) -> None:
    """Lines below each other."""
    for number, line in enumerate(lines):
        pdfs.at(file, x, top + number * step, line)


def test_columns_need_not_stand_on_the_same_lines(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 200, PROSE)
    write(file, 320, 206, [*PROSE[1:], PROSE[0].replace("Tea", "It")])
    assert " ".join(pdf(file)) == " ".join([*PROSE, *PROSE[1:], PROSE[0].replace("Tea", "It")])


def test_short_paragraphs_in_columns_are_no_table(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 200, ["(1) These terms hold for all contracts about", "the hire of lamps.", "(2) No others hold."])
    write(file, 40, 242, ["(3) Whoever hires a lamp has to return it in", "the state in which it was handed over."])
    write(file, 320, 205, ["(4) Damage has to be told at once, and at", "the latest on the day after it was found"])
    write(file, 320, 233, ["by the one who hires, or by those who", "were with him. (5) The law of Wales holds."])
    assert pdf(file)[1:] == [
        "- These terms hold for all contracts about the hire of lamps.",
        "- No others hold.",
        "- Whoever hires a lamp has to return it in the state in which it was handed over.",
        "- Damage has to be told at once, and at the latest on the day after it was found by the one who hires, or by "
        "those who were with him. (5) The law of Wales holds.",
    ]


def test_cells_of_several_lines_are_told_by_the_space_between_rows(pdf: Pdf) -> None:
    file = pdfs.new()
    for top, row in (
        (100, (["Task"], ["Who"], ["Due"])),
        (122, (["Sign the contract and ask for", "a plan of the works"], ["Ruth", "Okafor"], ["28", "March"])),
        (158, (["Buy the lock"], ["Mira", "Lind"], ["20", "March"])),
        (194, (["Tell all who live in the house", "about the works"], ["Paul", "Stein"], ["15", "April"])),
    ):
        for x, cell in zip((40, 260, 340), row, strict=True):
            write(file, x, top, cell)
    assert pdf(file) == [
        "Task | Who | Due",
        "Sign the contract and ask for a plan of the works | Ruth Okafor | 28 March",
        "Buy the lock | Mira Lind | 20 March",
        "Tell all who live in the house about the works | Paul Stein | 15 April",
    ]


def test_cells_of_several_lines_in_rows_without_space_go_on_where_the_first_column_is_empty(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Tool", "Spade", "", "Fork"])
    write(file, 140, 100, ["What it is for", "Digging in soil that", "is not too hard", "Lifting roots"])
    write(file, 340, 100, ["Price", "34.90", "", "39.50"])
    assert pdf(file) == [
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


def test_a_wrapped_row_of_names_that_is_set_to_the_middle(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 140, 100, ["What the phrase", "usually means"])
    write(file, 40, 107, ["Phrase"])
    for top, row in ((140, ("Hats", "many duties")), (162, ("Pace", "much change")), (184, ("Field", "all new"))):
        for x, text in zip((40, 140), row, strict=True):
            pdfs.at(file, x, top, text)
    assert pdf(file) == [
        "Phrase | What the phrase usually means",
        "Hats | many duties",
        "Pace | much change",
        "Field | all new",
    ]


def test_a_table_goes_on_over_the_page_with_a_single_row(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 650, ["Tree", "Oak", "Ash"], 20)
    write(file, 240, 650, ["Wood", "hard", "tough"], 20)
    file.add_page()
    write(file, 40, 90, ["Tree", "Elm"], 20)
    write(file, 240, 90, ["Wood", "bent"], 20)
    assert pdf(file) == ["Tree | Wood", "Oak | hard", "Ash | tough", "Elm | bent"]


def test_columns_of_cells_that_are_long_are_no_columns_of_text(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Phrase", "Wear many hats", "Fast-paced environment", "Greenfield project"], 20)
    write(
        file, 200, 100, ["What it means", "a small team, broad duties", "priorities change often", "building anew"], 20
    )
    write(
        file, 400, 100, ["What to ask", "Which duties take most?", "How is work planned?", "Who decides on tools?"], 20
    )
    assert pdf(file)[1] == "Wear many hats | a small team, broad duties | Which duties take most?"


def test_what_stands_beside_running_text_out_of_step_is_a_column(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 200, [*PROSE, *PROSE])
    file.set_font(size=9)
    write(file, 340, 205, ["Contact", "12 Hill Road", "Leeds", "Skills", "Welding"], 11)
    lines = pdf(file)
    assert lines[0] == " ".join([*PROSE, *PROSE])
    assert " ".join(lines[1:]) == "Contact 12 Hill Road Leeds Skills Welding"


def test_rows_in_blocks_are_rows(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["No", "", "1", "2", "", "3", "4"], 10)
    write(file, 140, 100, ["Name", "", "oak", "ash", "", "elm", "fir"], 10)
    assert pdf(file) == ["No | Name", "1 | oak", "2 | ash", "3 | elm", "4 | fir"]


def test_a_label_set_to_the_middle_of_its_row_stays_in_it(pdf: Pdf) -> None:
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
    assert pdf(file) == [
        "Tree | Where it grows",
        "Oak | On hills that see much rain and little frost",
        "Alder | By the water, and also in wet woods",
    ]


def test_labels_beside_what_they_stand_for_are_a_list(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.heading(file, "Work", 16)
    top = file.get_y() + 20
    write(file, 40, top, ["2019 - today", "2015 - 2019"], 40)
    write(file, 160, top, ["Builder of bridges in Lyon", "Builder of halls in Turin"], 40)
    pdfs.at(file, 160, top + 16, "\x95 Led the works on the Rhone")
    assert pdf(file) == [
        "# Work",
        "[]",
        "- 2019 - today: Builder of bridges in Lyon",
        "  - Led the works on the Rhone",
        "- 2015 - 2019: Builder of halls in Turin",
    ]


def test_numbers_set_apart_from_what_they_count_are_the_marks_of_a_list(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["1", "2", "3"])
    write(
        file, 60, 100, ["Choose a box of those that we have.", "Tell us the day on which you need it.", "Pay by card."]
    )
    assert pdf(file) == [
        "[]",
        "- Choose a box of those that we have.",
        "- Tell us the day on which you need it.",
        "- Pay by card.",
    ]


def test_a_heading_ends_a_table(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Item", "Lamp", "Rope"])
    write(file, 140, 100, ["Price", "three", "five"])
    file.set_font(style="B", size=pdfs.BODY)
    pdfs.at(file, 40, 148, "Hire")
    file.set_font(style="", size=pdfs.BODY)
    pdfs.at(file, 40, 164, "Lamps are hired for a day or for a week, and ropes for as long as one likes.")
    assert pdf(file)[:4] == ["Item | Price", "Lamp | three", "Rope | five", "# Hire"]


def test_cells_that_span_others(pdf: Pdf) -> None:
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
    assert pdf(file) == [
        "Pool | Hours in the week: Summer | Hours in the week: Winter",
        "North | 8 to 20 | 9 to 18",
        "South | closed | 10 to 16",
    ]


def test_a_note_at_the_foot_does_not_cut_what_goes_on_over_the_page(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "Tea is a drink that is known all over the world, and people like it. " * 4)
    pdfs.at(file, 40, 650, "Monks carried the shrub to the islands in the east, where they drank")
    file.set_font(size=8)
    pdfs.at(file, 40, 700, "1 So say the books of the time, and most of those who wrote about it.")
    file.add_page()
    file.set_font(size=pdfs.BODY)
    pdfs.at(file, 40, 80, "it to stay awake through the night.")
    lines = pdf(file)
    assert lines[-1] == (
        "Monks carried the shrub to the islands in the east, where they drank it to stay awake through the night."
    )
    assert lines[-2].endswith("So say the books of the time, and most of those who wrote about it.")


def test_small_figures_are_put_on_the_word_they_stand_at(pdf: Pdf) -> None:
    file = pdfs.new()
    file.set_xy(40, 100)
    for text, place in (("Rain is H", ""), ("2", "SUB"), ("O that falls", ""), ("3", "SUP"), (" at last.", "")):
        file.char_vpos = place or "LINE"
        file.write(14, text)
    assert pdf(file) == ["Rain is H2O that falls 3 at last."]


def test_paragraphs_of_one_line_stay_apart(pdf: Pdf) -> None:
    file = pdfs.new()
    lines = ["Dear parents,", "On Monday we go to the museum.", "Please bring a coat.", "Joan Whitlock"]
    write(file, 40, 100, lines, 28)
    pdfs.at(file, 40, 198, "Head teacher")
    assert pdf(file) == [*lines[:3], "Joan Whitlock Head teacher"]


def test_a_sentence_goes_on_below_where_lines_stand_further_apart_than_elsewhere(pdf: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Books can be renewed twice with the number of your card", "and your date of birth."], 20)
    write(file, 40, 300, [*PROSE, *PROSE], 13)
    assert pdf(file)[0] == "Books can be renewed twice with the number of your card and your date of birth."


def test_what_stands_alone_at_the_edge_of_a_page_heads_nothing(read: Read) -> None:
    file = pdfs.new()
    file.set_font(size=14)
    pdfs.at(file, 40, 30, "Journal of Drinks 12")
    file.set_y(80)
    pdfs.heading(file, "On tea", 20)
    pdfs.paragraph(file, "Tea is a drink that people like, and they say so to each other. " * 3)
    document = read(pdfs.data(file), "a.pdf")
    assert [line for line in outline(document) if line.startswith("#")] == ["# On tea"]
    assert document.title == "On tea"


def test_running_heads_that_name_the_section_are_left_out(pdf: Pdf) -> None:
    file = pdfs.new()
    for number, name in enumerate(("Tea", "Coffee", "Water"), start=1):
        if number > 1:
            file.add_page()
        pdfs.at(file, 40, 30, name)
        pdfs.at(file, 440, 30, "Annual report")
        pdfs.at(file, 290, 770, str(number))
        file.set_y(90)
        pdfs.heading(file, name, 16)
        pdfs.paragraph(file, f"{name} is a drink that people like, and they say so to each other. " * 3)
    lines = pdf(file)
    assert [line[:8] for line in lines] == ["# Tea", "Tea is a", "# Coffee", "Coffee i", "# Water", "Water is"]


def test_the_table_of_contents_is_left_out(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.heading(file, "Contents", 16)
    top = file.get_y() + 20
    write(file, 40, top, ["Tea", "Coffee", "Water"], 16)
    write(file, 540, top, ["2", "2", "3"], 16)
    file.add_page()
    for name in ("Tea", "Coffee"):
        pdfs.heading(file, name, 16)
        pdfs.paragraph(file, f"{name} is a drink that people like.")
    write(file, 40, 300, ["Cups of tea", "Cups of milk", "Cups of water"], 16)
    write(file, 540, 300, ["2", "12", "30"], 16)
    assert pdf(file) == [
        "# Tea",
        "Tea is a drink that people like.",
        "# Coffee",
        "Coffee is a drink that people like.",
        "[]",
        "- Cups of tea: 2",
        "- Cups of milk: 12",
        "- Cups of water: 30",
    ]


def test_the_title_is_the_highest_heading_of_the_first_page(read: Read) -> None:
    file = pdfs.new()
    pdfs.heading(file, "Report of the club", 14)
    pdfs.heading(file, "The year in the garden", 24)
    pdfs.paragraph(file, "It was a year that saw much rain, and little else is to be told of it. " * 3)
    assert read(pdfs.data(file), "a.pdf").title == "The year in the garden"


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad"])
def test_every_hyphen_at_a_line_end_cuts_a_word(hyphen: str) -> None:
    text = f"inter{hyphen}\nnational"
    assert [text[a:b] for a, b in cut_words(text)] == [f"{hyphen}\n"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_whose_text_is_turned_is_read_as_it_runs(pdf: Pdf, angle: int) -> None:
    file = pdfs.new()
    pdfs.at(file, 5, 400, "This one line does not run like the others.")
    with file.rotation(angle, 300, 400):
        write(file, 60, 200, PROSE)
        write(file, 60, 320, ["Tree", "Oak", "Ash"], 20)
        write(file, 260, 320, ["Wood", "hard", "tough"], 20)
    assert pdf(file) == [" ".join(PROSE), "Tree | Wood", "Oak | hard", "Ash | tough"]


def test_a_page_that_does_not_begin_in_its_corner(read: Read, tmp_path: Path) -> None:
    import pypdfium2

    file = pdfs.new()
    for number in range(3):
        if number:
            file.add_page()
        pdfs.at(file, 40, 160, "Drinks of the world")
        pdfs.paragraph(file, "Tea.")
        write(file, 40, 400, [f"{PROSE[number]} and so on."])
    with pypdfium2.PdfDocument(pdfs.data(file)) as opened:
        for page in opened:
            page.set_cropbox(0, 300, 600, 650)
        opened.save(tmp_path / "cropped.pdf")
    lines = outline(read((tmp_path / "cropped.pdf").read_bytes(), "a.pdf"))
    assert lines == [f"{PROSE[number]} and so on." for number in range(3)]


def test_letters_that_stand_apart_are_words(pdf: Pdf) -> None:
    file = pdfs.new()
    file.set_char_spacing(5)
    pdfs.at(file, 40, 100, "Summer feast")
    file.set_char_spacing(0)
    pdfs.at(file, 40, 140, "It begins on Friday.")
    for x, letters in ((40, "Axk"), (70, "Byl"), (100, "Czm"), (130, "Dwn")):
        write(file, x, 200, letters, 20)
    assert pdf(file) == ["Summer feast", "It begins on Friday.", "A | B | C | D", "x | y | z | w", "k | l | m | n"]
