"""What was searched for is marked where it stands."""

from __future__ import annotations

import pytest

from assistant.page.highlight import highlighted, named_in


def test_every_word_sought_is_marked_in_any_form() -> None:
    assert highlighted("Pour tea. A pot of teas.", "the pots of tea") == (
        "Pour <mark>tea</mark>. A <mark>pot</mark> of <mark>teas</mark>."
    )


def test_of_a_long_passage_the_part_with_the_word_is_shown() -> None:
    shown = highlighted("Nothing here at all. " * 30 + "Then a kettle boils. " + "And no more. " * 30, "kettle")
    assert "Then a <mark>kettle</mark> boils." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_what_holds_none_of_the_words_is_shown_from_its_beginning() -> None:
    assert highlighted("Pour tea.", "zorblax") == "Pour tea."


def test_a_passage_is_text() -> None:
    assert highlighted("<img> & <b>", "img") == "&lt;<mark>img</mark>&gt; &amp; &lt;b&gt;"


def test_small_words_count_where_there_are_no_others() -> None:
    assert highlighted("To be or not", "or") == "To be <mark>or</mark> not"


@pytest.mark.parametrize(
    ("text", "question", "named"),
    [
        ("MLOps, short for operations, is a practice.", "what is MLOps?", "MLOps"),
        ("A feature store is a system.", "what is a feature store", "feature store"),
        ("Infrastructure as code is code for it.", "what is infrastructure as code", "Infrastructure as code"),
        ("Blue-green deployment is a method.", "what is a blue green deployment", "Blue-green deployment"),
        ("A model, drifting on, is a model drift.", "what is model drift", "model drift"),
        ("A service level agreement is a contract.", "what is an SLA", ""),
    ],
)
def test_what_is_defined_is_named_by_the_most_words_that_stand_together(text: str, question: str, named: str) -> None:
    assert named_in(text, question) == named
