"""Words, stems and sentences with their offsets, and the view that matching is done on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import anything, paragraph

from assistant.text import blank, fold, normalise, sentences, squeeze, stem, stems, tokens, trim


def words(text: str) -> list[str]:
    return [token.word for token in tokens(normalise(text))]


def test_a_view_unifies_typography_and_keeps_the_length() -> None:
    text = "“It’s”\u00a0here\u2009– now\u2028\r\n"
    assert normalise(text) == '"It\'s" here - now\n \n'
    assert len(normalise(text)) == len(text)


def test_a_token_says_where_its_word_stands() -> None:
    text = "Brew «Café» twice"
    assert [(text[t.start : t.end], t.word) for t in tokens(text)] == [
        ("Brew", "brew"),
        ("Café", "cafe"),
        ("twice", "twice"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CI/CD", ["ci", "cd"]),
        ("H2O.ai", ["h2o", "ai"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("1,000.5 kg", ["1000.5", "kg"]),
        ("the plant’s leaves", ["the", "plant", "leaves"]),
        ("don’t", ["don't"]),
        ("state-of-the-art", ["state", "of", "the", "art"]),
        ("snake_case", ["snake", "case"]),
        ("cafe\u0301", ["cafe"]),
        ("Straße", ["strasse"]),
        ("日本", ["日本"]),
        ("…!?", []),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("invisible", ["\u200b", "\u00ad", "\u2060", "\ufeff"])
def test_an_invisible_character_does_not_cut_a_word(invisible: str) -> None:
    assert words(f"Kuber{invisible}netes") == ["kubernetes"]


def test_tokens_of_a_part_keep_the_offsets_of_the_whole() -> None:
    assert [(t.start, t.word) for t in tokens("tea and coffee", 4, 14)] == [(4, "and"), (8, "coffee")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("teapots", "teapot"), ("steeping", "steep"), ("built", "build"), ("mlops", "mlop")],
)
def test_inflected_forms_share_a_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_an_endless_word_is_left_as_it_is() -> None:
    assert stem("s" * 5000) == "s" * 5000


def test_stems_come_in_the_order_of_the_text() -> None:
    assert stems("Leaves steeped twice") == ["leav", "steep", "twice"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tea is hot. Coffee too!", ["Tea is hot.", "Coffee too!"]),
        ("It costs 3.50 at most. Why?", ["It costs 3.50 at most.", "Why?"]),
        ("Dr. Lee drinks e.g. Assam. He does.", ["Dr. Lee drinks e.g. Assam.", "He does."]),
        ("  one  ", ["one"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_sentences_of_a_part_keep_the_offsets_of_the_whole() -> None:
    text = "Skip this. Take this. And this."
    assert [text[start:end] for start, end in sentences(text, 11)] == ["Take this.", "And this."]


@given(st.one_of(paragraph, anything, st.text(max_size=80)))
def test_sentences_lose_no_word(text: str) -> None:
    view = normalise(text)
    covered = {place for start, end in sentences(view) for place in range(start, end)}
    assert all(covered.issuperset(range(token.start, token.end)) for token in tokens(view))


@given(st.text())
def test_offsets_into_the_view_are_offsets_into_the_text(text: str) -> None:
    view = normalise(text)
    assert len(view) == len(text)
    assert all(view[token.start : token.end] and token.word for token in tokens(view))


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_blanking_keeps_the_length_and_the_rest(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    shown = blank(text, [(start, end)])
    assert (shown[:start], shown[end:]) == (text[:start], text[end:])
    assert set(shown[start:end]) <= {"\u200b"}
    assert len(shown) == len(text)


def test_blanking_within_a_part_cuts_the_masks_at_its_ends() -> None:
    assert blank("**tea** pot", [(0, 2), (5, 7)], (1, 9)) == "\u200btea\u200b\u200b p"


def test_squeezing_makes_one_line_as_a_person_reads_it() -> None:
    assert squeeze("\ufeff tea\u00a0 and\r\n\tcof\u00adfee\u200b ") == "tea and coffee"


def test_trimming_leaves_out_what_cannot_be_seen() -> None:
    assert trim(" \u200btea\u200b\n", 0, 7) == (2, 5)


def test_folding_makes_spellings_equal() -> None:
    assert fold("TEA's") == fold("tea") == fold("Téa") == "tea"


@pytest.mark.parametrize(
    ("form", "base"), [("came", "come"), ("swept", "sweep"), ("loaves", "loaf"), ("rewritten", "rewrite")]
)
def test_an_irregular_form_has_the_stem_of_its_word(form: str, base: str) -> None:
    assert stem(form) == stem(base)
