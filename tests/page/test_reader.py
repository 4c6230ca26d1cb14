"""Documents as HTML to read, with the quote marked."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.loaders.markdown import markdown_blocks
from assistant.page.reader import outermost, page_begins, pages, to_html, window
from assistant.types import Block, Document, Span

TEXT = """# Kettles

A kettle *boils* water.

## Parts

The parts are:

- Lid
  - Knob
- Spout

| Part | Made of |
|---|---|
| Lid | Steel |

    x < 1
      y

## Care

Rinse it.
"""


def document(text: str = TEXT) -> Document:
    blocks, masked = markdown_blocks(text)
    return Document("a.md", "Kettles", "a.md", text, tuple(blocks), "", tuple(masked))


def whole(text: str = TEXT, marked: Span | None = None) -> str:
    read = document(text)
    return re.sub(r' (?:scope|tabindex|class)="[\w-]+"', "", to_html(read, outermost(read), marked))


def span(quote: str, text: str = TEXT) -> Span:
    return Span(text.index(quote), text.index(quote) + len(quote))


def test_blocks_are_shown_as_what_they_are() -> None:
    html = whole()
    assert html.startswith("<h3>Kettles</h3><p>A kettle boils water.</p><h4>Parts</h4>")
    assert "<ul><li>Lid<ul><li>Knob</li></ul></li><li>Spout</li></ul>" in html.replace(' dir="auto"', "")
    assert "<th>Part</th><th>Made of</th>" in html
    assert "<tr><td>Lid</td><td>Steel</td></tr>" in html
    assert "x &lt; 1&#10;" in html


def test_the_lead_in_of_a_list_stands_above_it_without_the_first_items_mark() -> None:
    assert re.search(r'<p>The parts are:\s*</p><ul dir="auto">', whole())


def test_the_quote_is_marked_without_its_markup() -> None:
    assert 'A kettle <mark id="quote">boils water</mark>.' in whole(marked=span("*boils* water"))


def test_a_quote_of_several_blocks_is_marked_in_each_and_named_once() -> None:
    html = whole(marked=span("- Lid\n  - Knob\n- Spout"))
    assert re.findall(r"<mark[^>]*>\w+</mark>", html) == [
        '<mark id="quote">Lid</mark>', "<mark>Knob</mark>", "<mark>Spout</mark>",
    ]  # fmt: skip


def test_text_of_a_document_is_never_markup() -> None:
    text = "# <img src=x>\n\n`<script>alert(1)</script>` & **<b>**\n"
    html = whole(text)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_window_begins_at_the_heading_above_and_ends_with_no_heading() -> None:
    read = document()
    shown = window(read, span("A kettle *boils* water."), after=20)
    kinds = [read.blocks[position].kind for position in shown.blocks]
    assert kinds == ["heading", "paragraph"]
    assert not shown.more_before
    assert shown.more_after


def test_a_window_holds_the_whole_quote_however_long() -> None:
    read = document()
    shown = window(read, Span(0, len(TEXT)), before=0, after=0)
    assert shown.blocks == outermost(read)


@given(st.integers(20, 400))
def test_pages_hold_each_block_once_and_none_ends_with_a_heading(characters: int) -> None:
    read = document()
    parts = pages(read, characters)
    assert tuple(position for part in parts for position in part) == outermost(read)
    assert all(read.blocks[part[-1]].kind != "heading" for part in parts)


def test_no_level_of_headings_is_left_out() -> None:
    read = document("### Low\n\n# High\n\n#### Deep\n\n## Middle\n")
    shown = re.findall(r"<h\d>\w+", to_html(read, outermost(read), top=2))
    assert shown == ["<h2>Low", "<h2>High", "<h3>Deep", "<h2>Middle"]


def test_items_that_count_keep_their_numbers() -> None:
    html = whole("To make tea:\n\n3. Boil.\n   - gently\n4. Pour.\n\nText.\n\n- One\n- Two\n")
    html = html.replace(' dir="auto"', "")
    assert '<ol start="3"><li>Boil.<ul><li>gently</li></ul></li><li>Pour.</li></ol>' in html
    assert "<ul><li>One</li><li>Two</li></ul>" in html


def test_pages_are_numbered_where_they_begin() -> None:
    text = "One.\n\nTwo goes on.\n\nThree."
    blocks = tuple(Block("paragraph", Span(start, end)) for start, end in ((0, 4), (6, 18), (20, 26)))
    paged = Document("a.pdf", "A", "", text, blocks, "", pages=(0, 6))
    begins = page_begins(paged, outermost(paged))
    assert begins == {0: 1, 1: 2}
    above = {position: f"<i>{number}</i>" for position, number in begins.items()}
    assert to_html(paged, outermost(paged), above=above) == (
        "<i>1</i><p>One.</p><i>2</i><p>Two goes on.</p><p>Three.</p>"
    )
    assert page_begins(document(TEXT), (0, 1, 2)) == {}
