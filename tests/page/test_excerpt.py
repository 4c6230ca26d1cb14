"""A quote is shown in surroundings that begin and end where a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.loaders.markdown import markdown_blocks
from assistant.page.excerpt import Part, excerpt, labels, parts
from assistant.page.reader import outermost, to_html
from assistant.types import Document, Span

TEXT = "First line here.\nOne is here. Two is there. Three is where. Four is gone.\nLast line here."


def around(quote: str, reach: int) -> tuple[str, str, str]:
    start = TEXT.index(quote)
    found = excerpt(TEXT, start, start + len(quote), reach)
    return found.before, found.quote, found.after


def test_a_short_document_is_shown_whole() -> None:
    found = excerpt(TEXT, 17, 29, 1000)
    assert found.before + found.quote + found.after == TEXT
    assert not found.cut_before
    assert not found.cut_after


def test_surroundings_begin_with_a_sentence_and_end_with_one() -> None:
    assert around("Three is where.", 20) == ("Two is there. ", "Three is where.", " Four is gone.")


def test_surroundings_begin_with_a_line_and_end_with_one() -> None:
    assert around("One is here. Two is there. Three is where. Four is gone.", 3) == (
        "",
        "One is here. Two is there. Three is where. Four is gone.",
        "",
    )


def test_where_no_sentence_is_in_reach_a_word_is_not_cut() -> None:
    text = "alpha beta gamma delta epsilon zeta eta"
    start = text.index("delta")
    for reach in (8, 10):
        found = excerpt(text, start, start + 5, reach)
        assert (found.before, found.after) == ("gamma ", " epsilon")
    found = excerpt(text, start, start + 5, 6)
    assert (found.before, found.after) == ("gamma ", "")


def test_cut_surroundings_say_so() -> None:
    start = TEXT.index("Two")
    found = excerpt(TEXT, start, start + 13, 15)
    assert found.cut_before
    assert found.cut_after


@given(st.text("ab .\n!?", max_size=80), st.data(), st.integers(0, 30))
def test_the_parts_are_neighbouring_slices_within_reach(text: str, data: st.DataObject, reach: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = excerpt(text, start, end, reach)
    assert found.quote == text[start:end]
    assert text[:start].endswith(found.before)
    assert text[end:].startswith(found.after)
    assert len(found.before) <= reach
    assert len(found.after) <= reach
    assert found.cut_before == (len(found.before) < start)


def markdown(text: str) -> Document:
    blocks, masked = markdown_blocks(text)
    return Document("a.md", "A", "a.md", text, tuple(blocks), "", tuple(masked))


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_code_is_without_its_fences(fence: str) -> None:
    document = markdown(f"# Bells\n\nText.\n\n{fence}py\ndef ring():\n    return 1\n{fence}\n")
    start = document.text.index("def")
    assert parts(document, Span(start, start + 3)) == (Part("def ring():\n    return 1", is_code=True),)
    assert parts(document, Span(0, 3)) == ()
    assert '<pre tabindex="0">def ring():&#10;    return 1</pre>' in to_html(document, outermost(document))


def test_a_fence_that_is_never_closed_hides_no_line() -> None:
    document = markdown("Text.\n\n```\nring()\n")
    start = document.text.index("ring")
    assert parts(document, Span(start, start + 4)) == (Part("ring()", is_code=True),)


def test_words_and_code_are_told_apart() -> None:
    document = markdown("# Bells\n\nRing *it*:\n\n```sh\ncd tower\n  ring\n```\n\nThen:\n\n- wait\n- listen\n")
    assert parts(document, Span(document.text.index("Ring"), len(document.text))) == (
        Part("Ring it:", is_code=False),
        Part("cd tower\n  ring", is_code=True),
        Part("Then: wait · listen", is_code=False),
    )


def test_a_cell_is_said_of_its_row_and_column() -> None:
    document = markdown("| Boat | Seats | Built |\n|---|---|---|\n| Heron | 4 | 1998 |\n| Otter | 8 | 2007 |\n")
    start = document.text.index("8 |", 60)
    assert labels(document, Span(start, start + 1)) == ("Otter", "Seats")
    name = document.text.index("Otter")
    assert labels(document, Span(name, name + 5)) == ()  # it is the label
    assert labels(document, Span(0, 4)) == ()
