"""The page on real documents, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, StorageError
from assistant.page.escape import as_html, as_text

pytest.importorskip("streamlit.testing.v1")
Open = Callable[..., Any]

OWN_TAGS = {
    "article",
    "button",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "mark",
    "ol",
    "p",
    "section",
    "span",
    "strong",
    "ul",
}
HOSTILE = "<img src=x onerror=alert(1)> ![x](http://example.invalid/a.png) $x$ :smile: [a](javascript:1)"


def fragments(page: Any) -> str:
    return "".join(element.proto.body for element in page.get("html") if not element.proto.body.startswith("<style>"))


def read_as_markdown(page: Any) -> list[str]:
    """All that Streamlit reads as Markdown on this page."""
    elements = [*page.markdown, *page.caption, *page.title, *page.subheader, *page.error]
    return [element.value for element in elements] + [button.label for button in page.button]


def questions(page: Any) -> int:
    """How many turns are shown."""
    return fragments(page).count('<article class="ask-turn"')


def click(page: Any, label: str) -> None:
    next(button for button in page.button if button.label == as_text(label)).click().run()


def ask(page: Any, question: str) -> None:
    page.chat_input[0].set_value(question).run()


def test_an_empty_conversation_offers_questions_by_theme(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert ">All about *gadgets*</h1>" in fragments(page)
    assert re.findall(r'<h2 class="ask-theme">([^<]*)</h2>', fragments(page)) == ["First steps", "More"]
    assert re.findall(r'data-do="starter:(\d:\d)">([^<]*)</button>', fragments(page)) == [
        ("0:0", "What is a flumph?"),
        ("1:0", "What are the parts of a flumph?"),
    ]


def test_a_question_is_answered_and_its_source_opened_at_the_quote(open_page: Open) -> None:
    page = open_page()
    ask(page, "What is a flumph?")
    assert not page.exception
    assert questions(page) == 1
    assert "A <strong>flumph</strong> is a small machine that polishes spoons.<button" in fragments(page)
    assert '<mark id="quote">A flumph is a small machine that polishes spoons.</mark>' in fragments(page)
    assert "gadgets.md, characters 33 to 82" in fragments(page)


def test_a_source_says_what_its_document_says_of_itself(open_page: Open, knowledge: Path) -> None:
    matter = "---\ntags: [spoons, '*kitchen*']\nreviewed: 2026-01-02\n---\n\n"
    text = (knowledge / "gadgets.md").read_text(encoding="utf-8")
    (knowledge / "gadgets.md").write_text(matter + text, encoding="utf-8")
    page = open_page()
    ask(page, "What is a flumph?")
    assert "tags: spoons, *kitchen* · reviewed: 2026-01-02" in fragments(page)


def test_a_typed_question_is_answered(open_page: Open) -> None:
    page = open_page()
    ask(page, "What are the parts of a flumph?")
    assert not page.exception
    assert all(f"<li>{part}" in fragments(page) for part in ("Brush", "Motor", "Belt"))


def test_white_space_is_no_question(open_page: Open) -> None:
    page = open_page()
    ask(page, "   ")
    assert questions(page) == 0


def test_a_follow_up_comes_with_the_turns_before_it(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page()
    ask(page, "What is a flumph?")
    ask(page, "what parts does it have?")
    assert re.search("Understood as: [^<]*flumph", fragments(page))
    assert questions(page) == 2


def test_a_question_to_go_on_with_is_offered(open_page: Open) -> None:
    page = open_page()
    ask(page, "What is a flumph?")
    assert 'data-do="offered:0:0">What are the parts of a flumph?</button>' in fragments(page)


def test_a_refusal_says_why(open_page: Open) -> None:
    page = open_page()
    ask(page, "What is a zorblax?")
    assert not page.exception
    assert as_html("No document mentions “zorblax”.") in fragments(page)
    assert "ask-panel" not in fragments(page)


def test_a_new_conversation_begins_empty(open_page: Open) -> None:
    page = open_page()
    ask(page, "What is a flumph?")
    click(page, "New conversation")
    assert questions(page) == 0
    assert "ask-welcome" in fragments(page)


def test_hostile_text_is_shown_as_text(open_page: Open, knowledge: Path) -> None:
    (knowledge / "traps.md").write_text(
        f"# Traps {HOSTILE}\n\nThe wobbler says `{HOSTILE}` to its guests.\n", encoding="utf-8"
    )
    page = open_page()
    ask(page, f"What does the wobbler say to its guests? {HOSTILE}")
    ask(page, "What does the wobbler say to its guests?")
    assert not page.exception
    assert as_html(HOSTILE) in fragments(page)
    assert set(re.findall(r"<(\w+)", fragments(page))) <= OWN_TAGS
    for trap in ("<img", "![", "[a]", "](", "$x$", ":smile:", "http://", "javascript:"):
        assert not [text for text in read_as_markdown(page) if trap in text]


def test_a_question_in_the_address_is_asked_once(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(q="What is a flumph?")
    assert questions(page) == 1
    assert "q" not in page.query_params
    page.run()
    assert questions(page) == 1


def test_a_long_conversation_shows_its_last_turns_first(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.page.chat.SHOWN", 2)
    page = open_page()
    for _ in range(3):
        ask(page, "What is a flumph?")
    assert questions(page) == 2
    click(page, "Show 1 earlier question")
    assert questions(page) == 3


@pytest.mark.usefixtures("owner")
def test_missing_documents_are_said_in_words(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", "no/such_folder")
    page = open_page()
    assert not page.exception
    assert as_text("no/such_folder: no such file or folder") in page.error[0].value


@pytest.mark.usefixtures("owner")
def test_an_unknown_setting_is_said_in_words(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TRESHOLD", "1")
    page = open_page()
    assert not page.exception
    assert "threshold" in page.error[0].value


@pytest.mark.usefixtures("owner")
def test_a_question_that_fails_says_why_as_text(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page()

    def failing(*_: object, **__: object) -> Answer:
        raise StorageError("the index *went* away")

    with monkeypatch.context() as broken:
        broken.setattr(Assistant, "ask", failing)
        ask(page, "What is a flumph?")
    assert not page.exception
    assert [error.value for error in page.error] == [as_text("the index *went* away")]


def test_the_documents_are_opened_once(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    really_open = Assistant.open

    def noting(*arguments: object, **named: object) -> Assistant:
        opened.append(arguments)
        return really_open(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "open", noting)
    ask(open_page(), "What is a flumph?")
    open_page()
    assert len(opened) == 1


def test_no_server_outside_is_asked_for_the_address_of_this_machine(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from streamlit import net_util
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    def leaving(*_: object, **__: object) -> None:
        pytest.fail("a server outside was asked")

    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr("requests.get", leaving)
    open_page()
    assert not is_url_from_allowed_origins("http://example.invalid")


def test_visitors_are_told_no_paths_of_the_machine(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    # Else it is told by what Streamlit read first in this process, which may be the settings of this project.
    monkeypatch.setattr("streamlit.get_option", {"server.address": "192.0.2.1"}.get)
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", "no/such_folder")
    page = open_page()
    (said,) = [error.value for error in page.error]
    assert "such" not in said
    assert said.startswith("Something went wrong here")
    assert [button.label for button in page.button] == [as_text("Try again")]
