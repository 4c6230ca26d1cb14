"""Pages of PDF files as pictures, the words of a quote marked where they stand."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfs
import pytest

from assistant import LoadError
from assistant.loaders import Limits, load
from assistant.loaders.isolated import Reader
from assistant.loaders.pdf_marks import aligned, marks
from assistant.loaders.pdf_picture import MOST_PIXELS, draw
from assistant.loaders.pdf_words import Word
from assistant.loaders.picture import Picture, Wanted
from assistant.types import Document

Image = pytest.importorskip("PIL.Image")
DARK = 128


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Any], Path]:
    """The place of a file that was written on."""

    def write(file: Any) -> Path:
        path = tmp_path / "a.pdf"
        path.write_bytes(pdfs.data(file))
        return path

    return write


def wanted(document: Document, quote: str, page: int = 1) -> Wanted:
    """What is asked for to see a quote on its page."""
    bounds = (*document.pages, len(document.text))
    text = document.text[bounds[page - 1] : bounds[page]]
    start = text.index(quote)
    return Wanted(page, document.digest, text, start, start + len(quote))


def seen(path: Path, quote: str, page: int = 1) -> Picture:
    return draw(path, wanted(load(path), quote, page), Limits())


def ink(picture: Picture, outside: bool = False) -> int:
    """How many dark pixels are inside the marks, or outside of them."""
    image = Image.open(io.BytesIO(picture.image)).convert("L")
    assert image.size == (picture.width, picture.height)
    marked = Image.new("1", image.size)
    for x, y, width, height in picture.marks:
        left, top = round(x * picture.width), round(y * picture.height)
        marked.paste(1, (left, top, left + round(width * picture.width), top + round(height * picture.height)))
    inside = zip(image.get_flattened_data(), marked.get_flattened_data(), strict=True)
    return sum(shade < DARK and bool(mark) != outside for shade, mark in inside)


def test_the_mark_holds_the_ink_of_the_quote_and_no_other(written: Callable[[Any], Path]) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "The kettle is on the stove.")
    picture = seen(written(file), "The kettle is on the stove.")
    assert picture.width > 3 * picture.height  # a line on an empty page
    assert len(picture.marks) == 1
    assert ink(picture) > 500
    assert ink(picture, outside=True) == 0


def test_of_words_said_twice_those_of_the_quote_are_marked(written: Callable[[Any], Path]) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "Green tea is hot. It is good.")
    pdfs.paragraph(file, "Black tea is hot. It is good.")
    path = written(file)
    text = load(path).text
    first, second = (
        draw(path, Wanted(1, load(path).digest, text, start, start + 11), Limits())
        for start in (text.index("It is good."), text.rindex("It is good."))
    )
    assert first.marks[0][1] < second.marks[0][1]
    assert first.marks[0][0] == pytest.approx(second.marks[0][0], abs=0.05)


def test_a_quote_on_several_lines_has_a_box_for_each(written: Callable[[Any], Path]) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "A sentence that is so long that it takes a second line. " * 4)
    document = load(written(file))
    picture = seen(written(file), document.text.strip())
    assert len(picture.marks) == document.text.strip().count("\n") + 1 > 1
    assert ink(picture, outside=True) == 0


def test_columns_written_row_by_row_are_marked_in_their_column(written: Callable[[Any], Path]) -> None:
    file = pdfs.new()
    left = [
        "Tea is made of the leaves of a shrub.",
        "Monks carried it over the wide sea.",
        "It grows on hills in the rain.",
    ]
    right = [
        "Coffee is brewed from roasted seeds.",
        "They are ground into a fine powder.",
        "It was sold in the harbours.",
    ]
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        pdfs.at(file, 40, 100 + row * 14, one)
        pdfs.at(file, 320, 100 + row * 14, other)
    path = written(file)
    left_box = seen(path, "Monks carried it over the wide sea.").marks
    right_box = seen(path, "They are ground into a fine powder.").marks
    assert len(left_box) == len(right_box) == 1
    assert left_box[0][0] < 0.2 < 0.5 < right_box[0][0]
    assert left_box[0][1] == right_box[0][1]


def test_a_page_that_is_turned_is_marked_where_it_is_seen(written: Callable[[Any], Path]) -> None:
    import pypdfium2

    file = pdfs.new()
    pdfs.paragraph(file, "The kettle is on the stove.")
    path = written(file)
    quote = wanted(load(path), "The kettle is on the stove.")
    with pypdfium2.PdfDocument(path) as opened:
        opened[0].set_rotation(90)
        opened[0].set_cropbox(10, 20, 500, 780)
        opened.save(path)
    picture = draw(path, replace(quote, digest=load(path).digest), Limits())
    assert picture.height > 3 * picture.width
    assert ink(picture) > 500
    assert ink(picture, outside=True) == 0


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_that_is_turned_is_marked_where_it_is_seen(written: Callable[[Any], Path], angle: int) -> None:
    file = pdfs.new()
    with file.rotation(angle, 300, 400):
        pdfs.at(file, 100, 350, "The kettle is on the stove.")
    picture = seen(written(file), "The kettle is on the stove.")
    assert ink(picture) > 500
    assert ink(picture, outside=True) == 0


def test_a_large_page_is_drawn_small(tmp_path: Path) -> None:
    file = pdfs.fpdf.FPDF(unit="pt", format=(14_000, 9_000))
    file.add_page()
    file.set_font("Helvetica", size=200)
    file.text(100, 400, "The kettle is on the stove.")
    file.rect(10, 10, 13_980, 8_980)
    (tmp_path / "a.pdf").write_bytes(bytes(file.output()))
    picture = seen(tmp_path / "a.pdf", "The kettle is on the stove.")
    assert 0.5 * MOST_PIXELS < picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture.width <= 4_000


def test_the_other_process_draws_the_same(written: Callable[[Any], Path]) -> None:
    file = pdfs.new()
    pdfs.paragraph(file, "The kettle is on the stove.")
    path = written(file)
    asked = wanted(load(path), "The kettle")
    with Reader(Limits()) as reader:
        assert reader.picture(path, asked) == draw(path, asked, Limits())
        with pytest.raises(LoadError, match="has changed since"):
            reader.picture(path, replace(asked, digest="sha256:0"))
        with pytest.raises(LoadError, match="has no page 7"):
            reader.picture(path, replace(asked, page=7))
        assert reader.load(path, "a") == load(path, document_id="a")


def test_words_are_found_however_they_are_ordered() -> None:
    said = [f"w{number % 40}-{number // 7}" for number in range(300)]
    lines = [list(range(start, start + 10)) for start in range(0, 300, 10)]
    random.Random(7).shuffle(lines)
    order = [place for line in lines for place in line]
    found = aligned(said, [said[place] for place in order])
    assert found == {place: order.index(place) for place in range(300)}


def test_a_page_that_says_one_word_forever_takes_no_time() -> None:
    assert marks([Word("na", 0, 1, 0, 1, False)] * 20_000, "na " * 20_000, 0, 50) == []
