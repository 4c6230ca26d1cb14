"""The fragments of HTML: constants around escaped text."""

from __future__ import annotations

from assistant.page.markup import bullets, button, icon_button, paragraph


def bare(markup: str) -> str:
    """The markup without the class of its paragraphs."""
    return markup.replace(' class="ask-text"', "")


def test_a_text_is_a_paragraph() -> None:
    assert bare(paragraph("1 < 2\nand 3")) == "<p>1 &lt; 2&#10;and 3</p>"


def test_the_words_that_answer_stand_out() -> None:
    assert (
        bare(paragraph("It took <ten> years.", "<ten> years")) == "<p>It took <strong>&lt;ten&gt; years</strong>.</p>"
    )


def test_whole_words_stand_out_rather_than_parts_of_others() -> None:
    assert bare(paragraph("MLOps uses ML.", "ML")) == "<p>MLOps uses <strong>ML</strong>.</p>"
    assert bare(paragraph("It is US$5.", "$5")) == "<p>It is US<strong>$5</strong>.</p>"


def test_words_that_the_text_lacks_stand_before_it() -> None:
    assert bare(paragraph("Ten of them.", "10")) == "<p><strong>10</strong></p><p>Ten of them.</p>"


def test_a_list_is_a_list() -> None:
    assert bullets(["<b>", "two"]) == '<ul dir="auto"><li>&lt;b&gt;</li><li>two</li></ul>'


def test_a_button_without_words_has_a_name() -> None:
    assert icon_button("close", 'Close "it"', "close") == (
        '<button type="button" class="ask-icon ask-icon-close" data-do="close" '
        'aria-label="Close &quot;it&quot;" title="Close &quot;it&quot;"></button>'
    )


def test_a_button_with_words_says_them() -> None:
    assert button("read", "Read <it>", kind="ask-link", disabled=True) == (
        '<button type="button" class="ask-link" data-do="read" disabled>Read &lt;it&gt;</button>'
    )
