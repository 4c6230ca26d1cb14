"""PDF as people have it: columns out of step, notes at the foot, running heads, pages that are turned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfs
import pytest
from outlines import outline
from pdfs import write

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


def test_columns_need_not_stand_on_the_same_lines(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 200, PROSE)
    write(file, 320, 206, [*PROSE[1:], PROSE[0].replace("Tea", "It")])
    assert " ".join(laid_out(file)) == " ".join([*PROSE, *PROSE[1:], PROSE[0].replace("Tea", "It")])


def test_what_stands_beside_running_text_out_of_step_is_a_column(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 200, [*PROSE, *PROSE])
    file.set_font(size=9)
    write(file, 340, 205, ["Contact", "12 Hill Road", "Leeds", "Skills", "Welding"], 11)
    lines = laid_out(file)
    assert lines[0] == " ".join([*PROSE, *PROSE])
    assert " ".join(lines[1:]) == "Contact 12 Hill Road Leeds Skills Welding"


def test_a_note_at_the_foot_does_not_cut_what_goes_on_over_the_page(laid_out: Pdf) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "Tea is a drink that is known all over the world, and people like it. " * 4)
    pdfs.at(file, 40, 650, "Monks carried the shrub to the islands in the east, where they drank")
    file.set_font(size=8)
    pdfs.at(file, 40, 700, "1 So say the books of the time, and most of those who wrote about it.")
    file.add_page()
    file.set_font(size=pdfs.BODY)
    pdfs.at(file, 40, 80, "it to stay awake through the night.")
    lines = laid_out(file)
    assert lines[-1] == (
        "Monks carried the shrub to the islands in the east, where they drank it to stay awake through the night."
    )
    assert lines[-2].endswith("So say the books of the time, and most of those who wrote about it.")


def test_small_figures_are_put_on_the_word_they_stand_at(laid_out: Pdf) -> None:
    file = pdfs.new()
    file.set_xy(40, 100)
    for text, place in (("Rain is H", ""), ("2", "SUB"), ("O that falls", ""), ("3", "SUP"), (" at last.", "")):
        file.char_vpos = place or "LINE"
        file.write(14, text)
    assert laid_out(file) == ["Rain is H2O that falls 3 at last."]


def test_paragraphs_of_one_line_stay_apart(laid_out: Pdf) -> None:
    file = pdfs.new()
    lines = ["Dear parents,", "On Monday we go to the museum.", "Please bring a coat.", "Joan Whitlock"]
    write(file, 40, 100, lines, 28)
    pdfs.at(file, 40, 198, "Head teacher")
    assert laid_out(file) == [*lines[:3], "Joan Whitlock Head teacher"]


def test_a_sentence_goes_on_below_where_lines_stand_further_apart_than_elsewhere(laid_out: Pdf) -> None:
    file = pdfs.new()
    write(file, 40, 100, ["Books can be renewed twice with the number of your card", "and your date of birth."], 20)
    write(file, 40, 300, [*PROSE, *PROSE], 13)
    assert laid_out(file)[0] == "Books can be renewed twice with the number of your card and your date of birth."


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


@pytest.mark.parametrize(("heads", "title"), [("{0}", "{0}"), ("Chapter {1}: {0}", "{1} {0}"), ("{1}. {0}", "{0}")])
def test_running_heads_that_name_the_section_are_left_out(laid_out: Pdf, heads: str, title: str) -> None:
    file = pdfs.new()
    for number, name in enumerate(("Tea", "Coffee", "Water"), start=1):
        if number > 1:
            file.add_page()
        pdfs.at(file, 40, 30, heads.format(name, number))
        pdfs.at(file, 440, 30, "Annual report")
        pdfs.at(file, 290, 770, str(number))
        file.set_y(90)
        pdfs.heading(file, title.format(name, number), 16)
        pdfs.paragraph(file, f"{name} is a drink that people like, and they say so to each other. " * 3)
    lines = laid_out(file)
    titles = [f"# {title.format(name, number)}" for number, name in enumerate(("Tea", "Coffee", "Water"), start=1)]
    assert lines[::2] == titles
    assert [line[:8] for line in lines[1::2]] == ["Tea is a", "Coffee i", "Water is"]


def test_accents_that_were_drawn_by_themselves_are_on_their_letters(laid_out: Pdf) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "Tea was first sold by Niels M\u00a8oller and Ren\u00b4e Lalique, who charged \u00b45 a cup.")
    assert laid_out(file) == ["Tea was first sold by Niels Möller and René Lalique, who charged ´5 a cup."]


def test_the_table_of_contents_is_left_out(laid_out: Pdf) -> None:
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
    assert laid_out(file) == [
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
def test_a_page_whose_text_is_turned_is_read_as_it_runs(laid_out: Pdf, angle: int) -> None:
    file = pdfs.new()
    pdfs.at(file, 5, 400, "This one line does not run like the others.")
    with file.rotation(angle, 300, 400):
        write(file, 60, 200, PROSE)
        write(file, 60, 320, ["Tree", "Oak", "Ash"], 20)
        write(file, 260, 320, ["Wood", "hard", "tough"], 20)
    assert laid_out(file) == [" ".join(PROSE), "Tree | Wood", "Oak | hard", "Ash | tough"]


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


def test_letters_that_stand_apart_are_words(laid_out: Pdf) -> None:
    file = pdfs.new()
    file.set_char_spacing(5)
    pdfs.at(file, 40, 100, "Summer feast")
    file.set_char_spacing(0)
    pdfs.at(file, 40, 140, "It begins on Friday.")
    for x, letters in ((40, "Axk"), (70, "Byl"), (100, "Czm"), (130, "Dwn")):
        write(file, x, 200, letters, 20)
    assert laid_out(file) == ["Summer feast", "It begins on Friday.", "A | B | C | D", "x | y | z | w", "k | l | m | n"]
