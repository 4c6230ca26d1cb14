"""Why an answer was given, in HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.page.catalogue import texts_in
from assistant.page.messages import notes
from assistant.page.shelf import Shelf
from assistant.page.turns import Turn
from assistant.page.why import why_html

TABLE = """# Boats

| Basis | Kayak | Canoe |
|---|---|---|
| Seats | one | two |
| Paddle | double | single |
"""


@pytest.fixture
def shelf(knowledge: Path) -> Shelf:
    (knowledge / "boats.md").write_text(TABLE, encoding="utf-8")
    return Shelf(Assistant.open(knowledge))


def test_the_chosen_place_is_shown_without_its_markup(shelf: Shelf) -> None:
    shown = why_html(shelf.explain(shelf.ask("How do kayak and canoe differ?")), shelf.document, texts_in("en"))
    assert "Basis · Kayak · Canoe · Seats · one · two" in shown
    assert "---" not in shown


def test_words_that_are_found_nowhere_are_named(shelf: Shelf) -> None:
    shown = why_html(shelf.explain(shelf.ask("What does a zorblax flumph cost?")), shelf.document, texts_in("en"))
    assert "“zorblax”" in shown


def test_the_nearest_place_of_a_refusal_is_not_said_to_be_chosen(shelf: Shelf) -> None:
    shown = why_html(shelf.explain(shelf.ask("Who invented the flumph?")), shelf.document, texts_in("en"))
    assert "<h3>What came nearest</h3>" in shown
    assert "Chosen" not in shown
    assert "sure of what came nearest; answers are given from" in shown


@pytest.mark.parametrize(("confidence", "percent"), [(0.9999, "99%"), (0.0001, "1%"), (0.5, "50%")])
def test_no_answer_is_called_certain_and_none_impossible(shelf: Shelf, confidence: float, percent: str) -> None:
    explained = shelf.explain(shelf.ask("What is a flumph?"))
    given = replace(explained, answer=replace(explained.answer, confidence=confidence))
    assert f"<p>{percent} sure." in why_html(given, shelf.document, texts_in("en"))
    assert f": {percent}" in notes(Turn(0, given.answer), texts_in("en"))


def test_where_nothing_came_near_nothing_is_said_to_be_sure(shelf: Shelf) -> None:
    shown = why_html(shelf.explain(shelf.ask("")), shelf.document, texts_in("en"))
    assert shown == "<p>No place in the documents came near the question.</p>"


def test_words_that_add_next_to_nothing_are_named_in_a_line(shelf: Shelf) -> None:
    explained = shelf.explain(shelf.ask("What are the parts of a flumph?"))
    telling, *others = (term for term in explained.terms if term.matched)
    terms = (telling, *(replace(term, share=0.004) for term in others))
    shown = why_html(replace(explained, terms=terms), shelf.document, texts_in("en"))
    small = ", ".join(f"“{term.text}”" for term in others)
    assert f"Found, and adding next to nothing: {small}" in shown
    assert len(re.findall('<th scope="row">', shown)) == 1


def test_words_that_only_shape_the_question_have_no_bars_by_themselves(shelf: Shelf) -> None:
    explained = shelf.explain(shelf.ask("What is a zorblax?"))
    assert "ask-chart" not in why_html(explained, shelf.document, texts_in("en"))
