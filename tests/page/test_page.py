"""The page on real documents, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, StorageError
from assistant.page.escape import as_html, as_text

pytest.importorskip("streamlit.testing.v1")
Open = Callable[[], Any]

HOSTILE = "<img src=x onerror=alert(1)> ![x](http://example.invalid/a.png) $x$ :smile: [a](javascript:1)"


def fragments(page: Any) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def read_as_markdown(page: Any) -> list[str]:
    """All that Streamlit reads as Markdown on this page."""
    elements = [*page.markdown, *page.caption, *page.title, *page.subheader, *page.error]
    labels = [*(button.label for button in page.button), *(expander.label for expander in page.expander)]
    return [element.value for element in elements] + labels


def test_an_empty_conversation_offers_questions_by_theme(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert page.title[0].value == as_text("All about *gadgets*")
    assert [caption.value for caption in page.main.caption] == ["First steps", "More"]
    assert [button.label for button in page.main.button] == [
        as_text("What is a flumph?"),
        as_text("What are the parts of a flumph?"),
    ]


def test_a_starter_question_is_answered_with_its_source(open_page: Open) -> None:
    page = open_page()
    page.main.button[0].click().run()
    assert not page.exception
    assert [message.name for message in page.chat_message] == ["user", "assistant"]
    assert "A flumph is a small machine that polishes spoons.</div>" in fragments(page)
    assert page.expander[0].label == as_text("1 · Gadgets › What is a flumph?")
    assert ">A flumph is a small machine that polishes spoons.</mark>" in fragments(page)
    assert page.expander[0].caption[0].value == as_text("gadgets.md, characters 33 to 82")


def test_a_typed_question_is_answered(open_page: Open) -> None:
    page = open_page()
    page.chat_input[0].set_value("What are the parts of a flumph?").run()
    assert not page.exception
    assert all(f">{part}</li>" in fragments(page) for part in ("Brush", "Motor", "Belt"))


def test_white_space_is_no_question(open_page: Open) -> None:
    page = open_page()
    page.chat_input[0].set_value("   ").run()
    assert not page.chat_message
    assert page.title


def test_a_follow_up_comes_with_the_turns_before_it(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []
    answer = Assistant.ask

    def noting(self: Assistant, question: str, *, history: Sequence[Answer] = ()) -> Answer:
        asked.append((question, [turn.question for turn in history]))
        return answer(self, question, history=history)

    monkeypatch.setattr(Assistant, "ask", noting)
    page = open_page()
    page.chat_input[0].set_value("What is a flumph?").run()
    page.chat_input[0].set_value("what parts does it have?").run()
    assert asked == [("What is a flumph?", []), ("what parts does it have?", ["What is a flumph?"])]
    assert len(page.chat_message) == 4


def test_what_is_offered_to_go_on_with_can_be_asked(open_page: Open) -> None:
    page = open_page()
    page.main.button[0].click().run()
    assert [button.label for button in page.main.button] == [as_text("What are the parts of a flumph?")]
    page.main.button[0].click().run()
    assert len(page.chat_message) == 4


def test_a_refusal_says_why(open_page: Open) -> None:
    page = open_page()
    page.chat_input[0].set_value("What is a zorblax?").run()
    assert not page.exception
    assert as_html('no document mentions "zorblax"') in fragments(page)
    assert not page.expander


def test_a_new_conversation_begins_empty(open_page: Open) -> None:
    page = open_page()
    assert page.sidebar.button[0].disabled
    page.main.button[0].click().run()
    page.sidebar.button[0].click().run()
    assert not page.chat_message
    assert page.title


def test_hostile_text_is_shown_as_text(open_page: Open, knowledge: Path) -> None:
    (knowledge / "traps.md").write_text(
        f"# Traps {HOSTILE}\n\nThe wobbler says `{HOSTILE}` to its guests.\n", encoding="utf-8"
    )
    page = open_page()
    page.chat_input[0].set_value(f"What does the wobbler say to its guests? {HOSTILE}").run()
    page.chat_input[0].set_value("What does the wobbler say to its guests?").run()
    assert not page.exception
    assert any("Traps" in expander.label for expander in page.expander)
    assert as_html(HOSTILE) in fragments(page)
    for trap in ("<img", "<a ", "<script"):
        assert trap not in fragments(page)
    for trap in ("<img", "![", "[a]", "](", "$x$", ":smile:", "http://", "javascript:"):
        assert not [text for text in read_as_markdown(page) if trap in text]


def test_files_that_could_not_be_read_are_named(open_page: Open, knowledge: Path) -> None:
    (knowledge / "*notes*.xyz").write_text("?", encoding="utf-8")
    page = open_page()
    assert page.sidebar.caption[0].value == "1 document"
    assert page.sidebar.expander[0].label == "1 file could not be read"
    assert "*notes*.xyz" in fragments(page)


def test_missing_documents_are_said_in_words(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", "no/such_folder")
    page = open_page()
    assert not page.exception
    assert as_text("no/such_folder: no such file or folder") in page.error[0].value


def test_an_unknown_setting_is_said_in_words(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TRESHOLD", "1")
    page = open_page()
    assert not page.exception
    assert "threshold" in page.error[0].value


def test_a_question_that_fails_leaves_the_conversation_as_it_was(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    page.main.button[0].click().run()

    def failing(*_: object, **__: object) -> Answer:
        raise StorageError("the index *went* away")

    with monkeypatch.context() as broken:
        broken.setattr(Assistant, "ask", failing)
        page.chat_input[0].set_value("What is a flumph?").run()
    assert not page.exception
    assert [error.value for error in page.error] == [as_text("the index *went* away")]
    assert len(page.chat_message) == 2
    page.chat_input[0].set_value("What is a flumph?").run()
    assert not page.error
    assert len(page.chat_message) == 4


def test_the_documents_are_opened_once(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    really_open = Assistant.open

    def noting(*arguments: object, **named: object) -> Assistant:
        opened.append(arguments)
        return really_open(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "open", noting)
    open_page().main.button[0].click().run()
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
