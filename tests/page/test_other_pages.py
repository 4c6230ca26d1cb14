"""The page of documents and the page of what was asked, without a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from assistant import Answer, Assistant, Settings
from assistant.asked import AskedStore, asked_file
from assistant.page.escape import as_text
from assistant.page.reading import in_address

testing = pytest.importorskip("streamlit.testing.v1")
HOSTILE = "<img src=x onerror=alert(1)> $x$ :smile: [a](javascript:1)"


@pytest.fixture
def store(knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AskedStore:
    """Where the questions asked of ``knowledge`` are kept."""
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name: str(tmp_path / "data"))
    return AskedStore(asked_file(), knowledge)


@pytest.fixture
def show(knowledge: Path, store: AskedStore) -> Callable[..., Any]:
    """Draws a page, named by its module, on ``knowledge``."""

    def script(page: str, folder: str, keep: bool, add: bool) -> None:
        from importlib import import_module

        from assistant import Assistant, Settings
        from assistant.page.library import Newest

        settings = Settings(knowledge=folder, keep_questions=keep, upload_to_folder=add)
        assistant = Assistant.open(settings=settings)
        elsewhere = (lambda: None,) if page == "documents" else ()
        import_module(f"assistant.page.{page}").draw(Newest(lambda: assistant), *elsewhere)

    def shown(page: str, keep: bool = True, add: bool = False) -> Any:
        given = {"page": page, "folder": str(knowledge), "keep": keep, "add": add}
        drawn = testing.AppTest.from_function(script, kwargs=given, default_timeout=60).run()
        assert not drawn.exception
        return drawn

    return shown


def html(page: Any) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def click(page: Any, label: str) -> None:
    next(button for button in page.button if button.label == as_text(label)).click().run()
    assert not page.exception


def keep(store: AskedStore, *questions: str) -> None:
    for question in questions:
        store.keep(Answer(question, question, "no_answer", "No.", 0.1, reason="no document mentions it"))


def test_documents_are_listed_with_what_is_known_of_them(show: Callable[..., Any], knowledge: Path) -> None:
    (knowledge / "broken.md").write_bytes(b"\x00\x01")
    page = show("documents")
    assert "1 document, " in html(page)
    cells = re.findall(r"<td>([^<]*)</td>", html(page))
    assert cells[:3] == ["md", "3", "2"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cells[3])
    assert "broken.md" in html(page)
    assert "1 file could not be read, see below." in html(page)
    assert re.search(r"As the folder was on \d{4}-\d\d-\d\d \d\d:\d\d\.", html(page))
    assert "Changes are noticed when the page is started again." in html(page)
    assert str(knowledge) not in html(page)


@pytest.mark.usefixtures("owner")
def test_that_the_newest_documents_cannot_be_used_is_said(knowledge: Path) -> None:
    def script(folder: str) -> None:
        from assistant import Assistant, KnowledgeError, Settings
        from assistant.page import documents
        from assistant.page.library import Newest

        assistant = Assistant.open(settings=Settings(knowledge=folder))
        broken = Newest(lambda: assistant, failure=lambda: KnowledgeError("it is *empty*"))
        documents.draw(broken, lambda: None)

    page = testing.AppTest.from_function(script, kwargs={"folder": str(knowledge)}, default_timeout=60).run()
    assert not page.exception
    assert as_text("it is *empty*") in page.warning[0].value


def test_what_is_searched_for_is_found_where_it_stands(show: Callable[..., Any]) -> None:
    page = show("documents")
    page.text_input[0].set_value("spoons").run()
    assert "Gadgets › What is a flumph?" in html(page)
    page.text_input[0].set_value("zorblax").run()
    assert page.info[0].value == "No document holds that\\."


def test_a_document_is_found_by_its_title_and_by_its_file_name(show: Callable[..., Any], knowledge: Path) -> None:
    (knowledge / "pots-of-tea.md").write_text("# About brewing\n\nLeaves are steeped.\n", encoding="utf-8")
    page = show("documents")
    for words in ("about BREW", "pots-of"):
        page.text_input[0].set_value(words).run()
        assert "Documents named so" in html(page)
        assert 'data-do="open:0" aria-label="About brewing"' in html(page)


def test_twice_as_many_documents_are_shown_when_more_are_wanted(show: Callable[..., Any], knowledge: Path) -> None:
    for number in range(120):
        (knowledge / f"{number:03}.md").write_text(f"# Pot {number}\n\nIt holds tea.\n", encoding="utf-8")
    page = show("documents")
    assert html(page).count("ask-open-document") == 50
    click(page, "Show more")
    assert html(page).count("ask-open-document") == 100


def test_what_was_sought_is_marked_and_passages_with_small_words_alone_are_left_out(
    show: Callable[..., Any], knowledge: Path
) -> None:
    (knowledge / "tea.md").write_text(
        "# Tea\n\nTea is made of leaves, hot water and time, and is drunk from the cup.\n", encoding="utf-8"
    )
    page = show("documents")
    page.text_input[0].set_value("the spoons of the flumph").run()
    assert "polishes <mark>spoons</mark>" in html(page)
    assert "leaves" not in html(page)


def test_a_document_is_read_at_the_place(show: Callable[..., Any], knowledge: Path) -> None:
    page = show("documents")
    read(page, in_address(Assistant.open(knowledge).ask("What is a flumph?").citations[0]))
    assert '<mark id="quote">A flumph is a small machine that polishes spoons.</mark>' in html(page)
    assert html(page).count(">Gadgets</h") == 1  # the title stands above, and not once more in the text
    click(page, "All documents")
    assert "<mark" not in html(page)
    assert not page.query_params


def read(page: Any, address: Mapping[str, str]) -> None:
    """Have the address name what is to be read."""
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception


def test_nothing_is_marked_in_a_document_that_has_changed_since(show: Callable[..., Any]) -> None:
    page = show("documents")
    read(page, {"document": "gadgets.md", "at": "3-10-00000000"})
    assert ">Gadgets</h1>" in html(page)
    assert "<mark" not in html(page)


@pytest.mark.parametrize("name", ["gone.md", "../../etc/passwd", ""])
def test_an_address_of_a_document_that_is_not_there_leads_to_the_list(show: Callable[..., Any], name: str) -> None:
    page = show("documents")
    read(page, {"document": name, "at": "3-10-00000000"})
    assert "ask-listing" in html(page)
    assert not page.query_params


def test_what_was_sought_is_there_again_after_reading(show: Callable[..., Any]) -> None:
    page = show("documents")
    page.text_input[0].set_value("spoons").run()
    read(page, {"document": "gadgets.md"})
    assert not page.text_input
    click(page, "All documents")
    assert page.text_input[0].value == "spoons"
    assert "ask-found" in html(page)
    page.text_input[0].set_value("").run()
    assert "ask-listing" in html(page)


def test_documents_are_added_for_everyone_only_where_that_is_allowed(show: Callable[..., Any]) -> None:
    for allowed, labels in (
        (False, ["Add documents for yourself"]),
        (True, ["Add documents for yourself", "Add documents for everyone"]),
    ):
        page = show("documents", add=allowed)
        assert [chooser.proto.label for chooser in page.get("file_uploader")] == labels


def test_hostile_names_and_titles_are_text(show: Callable[..., Any], knowledge: Path) -> None:
    (knowledge / "<b> $y$ :tada:.md").write_text(f"# {HOSTILE}\n\nSome words.\n", encoding="utf-8")
    page = show("documents")
    assert "<img" not in html(page)
    assert "<b>" not in html(page)
    assert "&lt;b&gt; $y$ :tada:.md" in html(page)


def test_what_was_asked_is_grouped(show: Callable[..., Any], store: AskedStore) -> None:
    keep(store, "What does a flumph cost?", f"Who is {HOSTILE}?", "How much does the flumph cost?")
    page = show("gaps")
    titles = re.findall(r"<h2 class='ask-gap'>(.*?)</h2>", html(page))
    assert titles[0] == "How much does the flumph cost?"
    assert len(titles) == 2
    assert "asked 2 times" in html(page)
    assert "<img" not in html(page)


def test_a_dislike_and_a_refusal_of_the_same_question_are_both_told(
    show: Callable[..., Any], store: AskedStore, knowledge: Path
) -> None:
    question = "What is a flumph?"
    store.keep(Assistant.open(knowledge).ask(question), "too short")
    keep(store, question)
    page = show("gaps")
    assert "<span>no document mentions it</span><span>not a good answer</span><span>“too short”</span>" in html(page)


def test_what_was_typed_in_a_conversation_is_told(show: Callable[..., Any], store: AskedStore) -> None:
    store.keep(Answer("and <it>?", "What does a flumph cost?", "no_answer", "No.", 0.1, reason="no"))
    page = show("gaps")
    assert "<h2 class='ask-gap'>What does a flumph cost?</h2>" in html(page)
    assert "<span>typed in a conversation as “and &lt;it&gt;?”</span>" in html(page)


def test_a_question_goes_to_the_suite_and_off_the_list(
    show: Callable[..., Any], store: AskedStore, knowledge: Path
) -> None:
    keep(store, "Why: a zorblax?")
    page = show("gaps")
    click(page, "To the suite: rightly not answered")
    assert page.success[0].value == as_text("Written into questions.yaml.")
    assert (knowledge / "questions.yaml").read_text(
        encoding="utf-8"
    ) == "- ask: 'Why: a zorblax?'\n  expect: no_answer\n"
    assert store.entries() == []


def test_all_can_be_forgotten(show: Callable[..., Any], store: AskedStore) -> None:
    keep(store, "Why a zorblax?")
    page = show("gaps")
    (popover,) = page.get("popover")
    assert popover.proto.popover.label == "Forget everything that was kept"
    assert store.entries() != []
    click(page, "Delete it all")
    assert store.entries() == []


def test_where_nothing_is_kept_the_page_says_so(show: Callable[..., Any], store: AskedStore) -> None:
    keep(store, "Why a zorblax?")
    page = show("gaps", keep=False)
    assert page.info[0].value == as_text("Nothing is kept, because keep_questions is off.")
    assert "zorblax" not in html(page)


def test_refusals_and_bad_answers_are_kept_unless_that_is_off(knowledge: Path, store: AskedStore) -> None:
    from assistant.page.library import Library
    from assistant.page.session import Conversation

    for keeping, kept in ((False, []), (True, ["What is a flumph?", "What is a zorblax?"])):
        library = Library(Assistant.open(settings=Settings(knowledge=str(knowledge), keep_questions=keeping)))
        conversation = Conversation()
        for question in ("What is a flumph?", "What is a zorblax?"):
            conversation.ask(question, library.sources(conversation))
        library.judge(conversation, 0, "bad")
        library.note(conversation, 0, "too short")
        assert [entry.question for entry in store.entries()] == kept
    assert store.entries()[0].note == "too short"
    library.judge(conversation, 0, "bad")  # the same thumb again takes it back
    assert [entry.question for entry in store.entries()] == ["What is a zorblax?"]
