"""The fragments of HTML: constants around escaped text."""

from __future__ import annotations

import re

from assistant.page.excerpt import Excerpt
from assistant.page.markup import bullets, marked, paragraph


def bare(markup: str) -> str:
    """The markup without the styles of its tags."""
    return re.sub(r' style="[^"<>]*"', "", markup)


def test_a_text_is_a_block() -> None:
    assert bare(paragraph("1 < 2\nand 3")) == "<div>1 &lt; 2&#10;and 3</div>"


def test_the_words_that_answer_stand_out() -> None:
    assert bare(paragraph("It took <ten> years.", "<ten> years")) == (
        "<div>It took <strong>&lt;ten&gt; years</strong>.</div>"
    )


def test_words_that_the_text_lacks_stand_before_it() -> None:
    assert bare(paragraph("Ten of them.", "10")) == "<div><strong>10</strong></div><div>Ten of them.</div>"


def test_a_list_is_a_list() -> None:
    assert bare(bullets(["<b>", "two"])) == "<ul><li>&lt;b&gt;</li><li>two</li></ul>"


def test_a_quote_is_marked_in_its_surroundings() -> None:
    assert bare(marked(Excerpt("a < ", "<b>", " c", cut_before=True, cut_after=False))) == (
        "<div><span>… a &lt; </span><mark>&lt;b&gt;</mark><span> c</span></div>"
    )
