"""Questions limited to some documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, Settings
from assistant.page.escape import as_text
from assistant.page.library import Library
from assistant.page.limit import EVERYTHING, Limit, tags_of
from assistant.page.session import Conversation, Sources
from assistant.page.uploads import Uploads

pytest.importorskip("streamlit.testing.v1")
TEAPOT = b"---\ntags: [Kitchen, tea]\n---\n# Teapots\n\nA teapot is a vessel. A flumph is a kind of teapot.\n"


@pytest.fixture
def two(knowledge: Path) -> Path:
    """Two documents that both say what a flumph is."""
    (knowledge / "teapots.md").write_bytes(TEAPOT)
    (knowledge / "pans.md").write_text("---\ntags: kitchen\n---\n# Pans\n\nA pan is flat.\n", encoding="utf-8")
    return knowledge


@pytest.fixture
def library(two: Path) -> Library:
    return Library(Assistant.open(settings=Settings(knowledge=str(two))))


def test_tags_are_those_of_the_front_matter(library: Library) -> None:
    assert tags_of(library.assistant) == {"kitchen": ("pans.md", "teapots.md"), "tea": ("teapots.md",)}


def test_what_is_asked_is_the_documents_and_those_with_a_tag(library: Library) -> None:
    assert Limit(("gadgets.md",), ("tea",)).picks(library.assistant) == ("gadgets.md", "teapots.md")
    assert EVERYTHING.picks(library.assistant) == ("gadgets.md", "pans.md", "teapots.md")
    assert Limit(("gone.md",), ("gone",)).picks(library.assistant) == ()


def test_answers_and_what_is_offered_come_from_the_documents_picked(library: Library) -> None:
    limit = Limit(tags=("tea",))
    conversation = Conversation()
    shelf, suggestions = library.shelf(None, limit), library.suggesting(limit)
    conversation.ask("What is a flumph?", Sources(shelf, suggestions, lambda answer: None))
    (turn,) = conversation.turns
    assert turn.answer.citations[0].document == "teapots.md"
    assert turn.limit == limit
    assert "What are the parts of a flumph?" not in turn.offered
    assert not library.shelf(None, Limit(("pans.md",))).ask("What are the parts of a flumph?").answered
    assert library.suggesting(limit) is suggestions
    assert library.suggesting(EVERYTHING) is library.suggestions


def test_what_some_of_the_documents_do_not_answer_is_not_kept(library: Library) -> None:
    kept: list[Answer] = []
    for limit, often in ((Limit(("pans.md",)), 0), (EVERYTHING, 1)):
        sources = Sources(library.shelf(None, limit), library.suggesting(limit), kept.append)
        Conversation().ask("What is a zorblax?", sources)
        assert len(kept) == often


def test_uploaded_documents_are_limited_too(library: Library) -> None:
    own = Uploads(Settings())
    own.put([("own.md", b"# Own\n\nA wobbler is a thing.\n")])
    assert library.shelf(own, Limit(("uploaded/own.md",))).ask("What is a wobbler?").answered
    assert not library.shelf(own, Limit(("gadgets.md",))).ask("What is a wobbler?").answered


def html(page: Any) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_the_choice_is_made_shown_and_lifted(open_page: Callable[..., Any], two: Path) -> None:
    page = open_page()
    tags, documents = page.multiselect
    assert list(tags.options) == ["kitchen", "tea"]
    assert list(documents.options) == ["Gadgets", "Pans", "Teapots"]
    documents.set_value(["teapots.md"]).run()
    page.chat_input[0].set_value("What is a flumph?").run()
    assert not page.exception
    assert "A flumph is a kind of teapot." in html(page)
    assert "Only asked of: teapots.md" in html(page)
    assert [button.label for button in page.button if "What are the parts" in button.label] == []
    next(button for button in page.button if button.label == as_text("Ask all documents")).click().run()
    assert page.multiselect[1].value == []
    page.chat_input[0].set_value("What are the parts of a flumph?").run()
    assert "<li>Brush</li>" in html(page)


def test_a_refusal_of_some_offers_to_ask_all(open_page: Callable[..., Any], two: Path) -> None:
    page = open_page()
    page.multiselect[1].set_value(["pans.md"]).run()
    page.chat_input[0].set_value("What are the parts of a flumph?").run()
    assert re.search('data-do="everywhere:0"', html(page))


def test_where_there_is_one_document_there_is_no_choice(open_page: Callable[..., Any]) -> None:
    assert not open_page().multiselect


def test_of_very_many_documents_only_those_picked_elsewhere_are_offered(
    open_page: Callable[..., Any], two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.page.picking.MOST_OFFERED", 1)
    page = open_page()
    assert [one.label for one in page.multiselect] == ["With a tag"]
    assert "There are 3 documents, too many to list here." in html(page)
    page.session_state["conversation"].limit = Limit(("pans.md",))
    page.run()
    assert list(page.multiselect[1].options) == ["Pans"]


def test_two_documents_of_one_title_are_told_apart(two: Path) -> None:
    (two / "more.md").write_text("# Pans\n\nA pan is round.\n", encoding="utf-8")
    titles = Library(Assistant.open(two)).titles
    assert titles["more.md"] == "Pans (more.md)"
    assert titles["teapots.md"] == "Teapots"
