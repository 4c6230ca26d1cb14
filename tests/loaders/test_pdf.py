"""PDF: reading order, pages, headings, lists and tables by their looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfs
import pytest
from outlines import outline

from assistant import Assistant, LoadError
from assistant.loaders import Limits, load
from assistant.loaders.pdf import cut_words
from assistant.types import Document, Span

Read = Callable[..., Document]
LEFT = [
    "Tea is a hot drink that is made of the leaves",
    "of a shrub. Monks carried it over the sea to",
    "the islands in the east, where they drank it to",
    "stay awake through the long hours of the night.",
    "The shrub grows on hills that see much rain.",
]
RIGHT = [
    "Coffee is a drink that is brewed from the seeds",
    "of another shrub. They are roasted until they",
    "are brown, then ground, and at last water that",
    "boils is poured over them through a fine cloth.",
    "It was first sold in the harbours of the south.",
]


@pytest.fixture
def pdf(read: Read) -> Callable[[Any], Document]:
    """The document in a file that was written on."""
    return lambda file: read(pdfs.data(file), "a.pdf")


Pdf = Callable[[Any], Document]


def write_columns(file: Any, top: float = 200) -> None:
    """Two columns, row by row, as some programs write them."""
    for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        pdfs.at(file, 40, top + row * 14, left)
        pdfs.at(file, 320, top + row * 14, right)


def test_headings_are_told_by_their_size(pdf: Pdf) -> None:
    file = pdfs.new()
    for text, size in (("Drinks", 24), ("Tea", 16), ("Green tea", 11)):
        pdfs.heading(file, text, size)
        pdfs.paragraph(file, "It is a drink that people like, and they say so to each other. " * 3)
    document = pdf(file)
    assert [line for line in outline(document) if line.startswith("#")] == ["# Drinks", "## Tea", "### Green tea"]
    assert document.title == "Drinks"


def test_a_file_of_numbered_sections_is_called_by_its_name(pdf: Pdf) -> None:
    def titled(*headings: str) -> str:
        file = pdfs.new()
        for text in headings:
            pdfs.heading(file, text, 18)
            pdfs.paragraph(file, "It is a drink that people like, and they say so to each other. " * 3)
        return pdf(file).title

    assert titled("1. Parties", "2. Term") == "a"
    assert titled("7 kinds of tea", "More kinds") == "7 kinds of tea"


def test_columns_are_read_one_after_the_other(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.heading(file, "A heading that runs across both of the columns of this page", 18)
    write_columns(file)
    assert outline(pdf(file)) == [
        "# A heading that runs across both of the columns of this page",
        " ".join(LEFT),
        " ".join(RIGHT),
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.at(file, 40, 700, "Tea is a hot drink that is made of the leaves of a shrub, which")
    file.add_page()
    pdfs.at(file, 40, 60, "grows on hills. It is old. And people like it for its taste, they say.")
    document = pdf(file)
    (block,) = document.blocks
    assert document.quote(block.span).endswith(
        "which\fgrows on hills. It is old. And people like it for its taste, they say."
    )
    assert [document.page_at(document.text.index(word)) for word in ("Tea", "which", "grows", "old")] == [1, 1, 2, 2]


def test_an_answer_names_the_page_it_stands_on(tmp_path: Path) -> None:
    file = pdfs.new()
    for name, drink in (("Tea", "a hot drink made of leaves"), ("Milk", "a white drink that cows give")):
        pdfs.heading(file, f"What is {name.lower()}?")
        pdfs.paragraph(file, f"{name} is {drink}.")
        file.add_page()
    (tmp_path / "a.pdf").write_bytes(pdfs.data(file))
    assistant = Assistant.open(tmp_path)
    assert [assistant.ask(f"What is {drink}?").citations[0].page for drink in ("tea", "milk")] == [1, 2]


def test_what_repeats_in_the_margins_is_left_out(pdf: Pdf) -> None:
    file = pdfs.new()
    for number, drink in enumerate(("Tea", "Milk", "Water"), start=1):
        if number > 1:
            file.add_page()
        pdfs.at(file, 40, 30, "Drinks of the world")
        pdfs.at(file, 40, 770, f"Page {number} of 3")
        file.set_y(80)
        pdfs.paragraph(file, f"{drink} is a drink that is sold here.")
    document = pdf(file)
    assert outline(document) == [f"{drink} is a drink that is sold here." for drink in ("Tea", "Milk", "Water")]
    assert len(document.pages) == 3


def test_a_line_that_stands_in_one_margin_only_is_text(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.at(file, 40, 30, "Said at the very top.")
    file.set_y(80)
    pdfs.paragraph(file, "Tea is a drink that is sold here.")
    assert outline(pdf(file)) == ["Said at the very top.", "Tea is a drink that is sold here."]


def test_a_word_cut_at_a_line_end_is_matched_whole_and_quoted_as_it_stands(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.at(file, 40, 100, "Tea is an inter-")
    pdfs.at(file, 40, 114, "national drink.")
    document = pdf(file)
    (block,) = document.blocks
    assert document.quote(block.span) == "Tea is an inter-\nnational drink."
    assert document.plain(block.span) == "Tea is an international drink."


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("inter-\nnational", ["-\n"]),
        ("inter-\fnational", ["-\f"]),
        ("Tea-\nHouse", ["\n"]),
        ("Tea-\nHouse of TeaHouse", ["-\n"]),
        ("well-\nknown, a well-known word", ["\n"]),
        ("1990-\n2000", []),
        ("green -\nblack", []),
    ],
)
def test_which_hyphens_are_part_of_the_word(text: str, masked: list[str]) -> None:
    assert [text[a:b] for a, b in cut_words(text)] == masked


def test_lists_nest_by_their_place_and_go_on_over_the_page(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.at(file, 40, 680, "The kinds of tea are:")
    for x, y, text in ((50, 694, "\x95 green, which is mild and which"), (60, 708, "many people like")):
        pdfs.at(file, x, y, text)
    pdfs.at(file, 70, 722, "\x95 sencha")
    file.add_page()
    pdfs.at(file, 50, 60, "\x95 black")
    document = pdf(file)
    assert outline(document) == [
        "[The kinds of tea are:]",
        "- green, which is mild and which many people like",
        "  - sencha",
        "- black",
    ]
    assert document.page_at(document.text.index("black")) == 2


def test_a_number_at_the_start_of_a_line_is_no_item(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.at(file, 40, 100, "Tea has been sold here since the year")
    pdfs.at(file, 40, 114, "12) of the old calendar, they say.")
    assert outline(pdf(file)) == ["Tea has been sold here since the year 12) of the old calendar, they say."]


@pytest.mark.parametrize("ruled", [True, False])
def test_tables_are_told_by_lines_or_by_their_columns(pdf: Pdf, ruled: bool) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "Two drinks are set side by side.")
    rows = (("Basis", "Tea", "Coffee"), ("Plant", "Camellia", "Coffea"), ("Origin", "China", "Ethiopia"))
    pdfs.table(file, rows, ruled=ruled)
    pdfs.paragraph(file, "Both are drunk hot.")
    assert outline(pdf(file)) == [
        "Two drinks are set side by side.",
        *(" | ".join(row) for row in rows),
        "Both are drunk hot.",
    ]


def test_a_ruled_cell_of_several_lines_is_one_cell(pdf: Pdf) -> None:
    file = pdfs.new()
    long = "It grows on hills that see much rain, and on some that do not see any rain at all."
    pdfs.table(file, (("Basis", "Tea", "Coffee"), ("Growth", long, "Coffea"), ("Origin", "China", "Ethiopia")))
    assert outline(pdf(file))[1] == f"Growth | {long} | Coffea"


def test_a_table_goes_on_over_the_page(pdf: Pdf) -> None:
    file = pdfs.new()
    rows = [("Number", "Square"), *((str(number), str(number**2)) for number in range(1, 51))]
    pdfs.table(file, rows)
    document = pdf(file)
    assert outline(document) == [" | ".join(row) for row in rows]
    assert document.page_at(document.text.index("\n50\t")) == 2


@pytest.mark.parametrize("count", range(33, 41))
def test_no_row_is_lost_where_the_page_ends(pdf: Pdf, count: int) -> None:
    file = pdfs.new()
    rows = [
        ("Drink", "Price"),
        *((f"drink {'abcdefghij'[n // 10]}", f"price {'abcdefghij'[n % 10]}") for n in range(count)),
    ]
    pdfs.table(file, rows)
    assert outline(pdf(file)) == [" | ".join(row) for row in rows]


def test_a_single_ruled_row_is_text(pdf: Pdf) -> None:
    file = pdfs.new()
    pdfs.table(file, [("Mind", "the step")])
    assert outline(pdf(file)) == ["Mind the step"]


def test_a_file_of_pictures_says_what_to_do(read: Read) -> None:
    file = pdfs.new()
    file.rect(100, 100, 300, 400, style="F")
    with pytest.raises(LoadError, match=r"a\.pdf: holds no text in its 1 pages, which are pictures; .*ocrmypdf"):
        read(pdfs.data(file), "a.pdf")


def test_a_locked_file_is_refused(read: Read) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "Secret tea.")
    file.set_encryption(owner_password="boss", user_password="guest")
    with pytest.raises(LoadError, match=r"a\.pdf: is encrypted; save it without a password"):
        read(pdfs.data(file), "a.pdf")


def test_a_file_of_too_many_pages_names_the_setting(tmp_path: Path) -> None:
    file = pdfs.new()
    for _ in range(3):
        pdfs.paragraph(file, "Tea.")
        file.add_page()
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.data(file))
    with pytest.raises(LoadError, match=r"has 4 pages, over the limit of 3; .*max_pages"):
        load(path, limits=Limits(max_pages=3))


def test_cut_words_lie_in_the_view(pdf: Pdf) -> None:
    file = pdfs.new()
    write_columns(file)
    document = pdf(file)
    assert all(isinstance(span, Span) for span in document.masked)
    assert len(document.view) == len(document.text)
