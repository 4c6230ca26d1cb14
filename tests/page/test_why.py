"""Why an answer was given, in HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.page.catalogue import texts_in
from assistant.page.shelf import Shelf
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
