"""Passages follow the structure of their document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import markdown_text, plain_text

from assistant.chunk import chunk
from assistant.loaders.markdown import markdown_blocks
from assistant.loaders.plain import plain_blocks
from assistant.text import sentences, tokens
from assistant.types import Document, Passage


def plain(text: str) -> Document:
    return Document("tea.txt", "Tea", "tea.txt", text, tuple(plain_blocks(text)), "")


def markdown(text: str) -> Document:
    blocks, masked = markdown_blocks(text)
    return Document("tea.md", "Tea", "tea.md", text, tuple(blocks), "", tuple(masked))


def quotes(document: Document, words: int) -> list[str]:
    return [document.quote(passage.span) for passage in chunk(document, words)]


SENTENCE = "Tea leaves are steeped in water that has boiled."  # nine words


def test_passages_are_numbered_in_reading_order() -> None:
    document = markdown("# Tea\n\nHot.\n\n# Coffee\n\nHot too.\n")
    assert [(passage.id, passage.document_id) for passage in chunk(document)] == [
        ("tea.md#0", "tea.md"),
        ("tea.md#1", "tea.md"),
    ]


def test_a_passage_carries_its_path_of_headings_and_never_crosses_one() -> None:
    document = markdown("# Tea\n\n## Kinds\n\nGreen.\n\n## Pots\n\nClay.\n")
    assert [(passage.headings, document.quote(passage.span)) for passage in chunk(document)] == [
        (("Tea", "Kinds"), "Green."),
        (("Tea", "Pots"), "Clay."),
    ]


def test_no_heading_is_left_behind_alone() -> None:
    assert quotes(markdown("# Tea\n\n## Kinds\n\n## Pots\n\nClay.\n"), 50) == ["Clay."]


def test_neighbours_share_a_passage_as_long_as_they_fit() -> None:
    document = markdown("# Tea\n\none two\n\nthree four\n\nfive six\n")
    assert quotes(document, 4) == ["one two\n\nthree four", "five six"]


def test_a_long_paragraph_is_cut_between_sentences_into_pieces_of_like_length() -> None:
    document = plain(" ".join([SENTENCE] * 6))
    assert quotes(document, 20) == [f"{SENTENCE} {SENTENCE}"] * 3


def test_a_sentence_is_never_cut() -> None:
    endless = "tea " * 300 + "ends."
    assert quotes(plain(endless), 20) == [endless]


def test_a_list_stays_whole_with_its_lead_in() -> None:
    document = markdown("Kinds of tea:\n\n- green\n- black\n- white\n")
    assert quotes(document, 120) == ["Kinds of tea:\n\n- green\n- black\n- white"]


def test_a_list_longer_than_a_passage_is_found_whole_and_by_its_parts() -> None:
    document = markdown("Kinds:\n\n- green tea leaf\n- black tea leaf\n- white tea leaf\n- old tea leaf\n")
    assert quotes(document, 6) == [
        "Kinds:\n\n- green tea leaf\n- black tea leaf\n- white tea leaf\n- old tea leaf",
        "green tea leaf\n- black tea leaf",
        "white tea leaf\n- old tea leaf",
    ]


def test_a_table_is_found_whole_and_row_by_row() -> None:
    document = markdown("| Drink | Plant |\n|---|---|\n| Tea | Camellia |\n| Coffee | Coffea |\n")
    whole, *rows = quotes(document, 120)
    assert whole == document.text.strip()
    assert rows == ["Tea | Camellia", "Coffee | Coffea"]


def test_a_table_shares_its_passage_with_nobody() -> None:
    document = markdown("Before.\n\n| A | B |\n|---|---|\n| c | d |\n\nAfter.\n")
    assert quotes(document, 120) == ["Before.", "| A | B |\n|---|---|\n| c | d |", "c | d", "After."]


def test_the_blocks_of_a_passage_are_those_inside_it() -> None:
    document = markdown("# Tea\n\nHot.\n\n- green\n- black\n")
    (passage,) = chunk(document)
    assert [block.kind for block in document.blocks[slice(*passage.blocks)]] == ["list", "item", "item"]


@given(st.one_of(plain_text.map(plain), markdown_text.map(markdown)), st.sampled_from([10, 30, 120]))
def test_passages_cover_all_text_that_is_no_heading(document: Document, words: int) -> None:
    passages = chunk(document, words)
    covered = {place for passage in passages for place in range(*passage.span)}
    for block in document.blocks:
        if block.kind != "heading":
            assert all(covered.issuperset(range(word.start, word.end)) for word in tokens(document.view, *block.span))


@given(st.one_of(plain_text.map(plain), markdown_text.map(markdown)), st.sampled_from([10, 30, 120]))
def test_passages_hold_something_under_one_path_of_headings(document: Document, words: int) -> None:
    for passage in chunk(document, words):
        first, last = passage.blocks
        inside = document.blocks[first:last]
        assert passage.span.start < passage.span.end
        assert inside
        assert {block.headings for block in inside} == {passage.headings}
        assert "heading" not in {block.kind for block in inside}


@pytest.mark.parametrize("words", [10, 40])
@given(plain_text.map(plain))
def test_a_passage_ends_where_a_sentence_ends(words: int, document: Document) -> None:
    ends = {
        end
        for block in document.blocks
        if block.kind == "paragraph"
        for _, end in sentences(document.view, *block.span)
    }
    ends |= {block.span.end for block in document.blocks}
    assert all(_end(passage) in ends for passage in chunk(document, words))


def _end(passage: Passage) -> int:
    return passage.span.end
