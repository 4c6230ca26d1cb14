"""A PDF is shown as its page, with the quote marked on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from assistant.page.catalogue import texts_in
from assistant.page.library import Library
from assistant.page.pictures import Pictures
from assistant.page.session import Conversation, Sources
from assistant.page.source import panel_html
from assistant.types import Answer

fpdf = pytest.importorskip("fpdf")
pytest.importorskip("pypdfium2")
pytest.importorskip("PIL")
HOSTILE = "<img src=x onerror=alert(1)>"
ENGLISH = texts_in("en")


def write_pdf(path: Path, *pages: str) -> None:
    file = fpdf.FPDF()
    file.set_font("Helvetica", size=12)
    for text in pages:
        file.add_page()
        file.multi_cell(0, 8, text)
    path.write_bytes(bytes(file.output()))


@pytest.fixture
def library(knowledge: Path) -> Library:
    write_pdf(knowledge / "<b>.pdf", "Nothing is said here.", f"A wobbler is a machine that folds {HOSTILE} paper.")
    return Library(Assistant.open(settings=Settings(knowledge=str(knowledge))))


@pytest.fixture
def asked(library: Library) -> Callable[[str], Conversation]:
    def ask(question: str) -> Conversation:
        conversation = Conversation()
        conversation.ask(question, Sources(library.shelf(None), library.suggestions, lambda answer: None))
        return conversation

    return ask


def panel(library: Library, conversation: Conversation) -> str:
    return panel_html(conversation, library, ENGLISH)


def test_the_page_is_shown_with_the_quote_marked(library: Library, asked: Callable[[str], Conversation]) -> None:
    shown = panel(library, asked("What is a wobbler?"))
    assert re.findall(r'<img src="data:image/webp;base64,[\w+/=]+" width="\d+" height="\d+" alt="Page 2 of', shown)
    assert shown.count("<img") == 1
    assert re.search(r'<span class="ask-box" id="quote" style="left:[\d.]+%;top:[\d.]+%;width:[\d.]+%', shown)
    assert "&lt;img src=x onerror=alert(1)&gt; paper." in shown
    assert 'data-do="form"' in shown


def test_its_text_is_shown_instead_when_that_is_wanted(library: Library, asked: Callable[[str], Conversation]) -> None:
    conversation = asked("What is a wobbler?")
    conversation.as_text = True
    shown = panel(library, conversation)
    assert "<img" not in shown
    assert '<mark id="quote">A wobbler is a machine' in shown
    assert ">Show the page</button>" in shown


def test_a_document_without_pages_is_text(library: Library, asked: Callable[[str], Conversation]) -> None:
    shown = panel(library, asked("What is a flumph?"))
    assert "<img" not in shown
    assert 'data-do="form"' not in shown


def test_a_file_that_changed_is_not_shown_with_marks_of_the_old_one(
    library: Library, knowledge: Path, asked: Callable[[str], Conversation]
) -> None:
    conversation = asked("What is a wobbler?")
    write_pdf(knowledge / "<b>.pdf", "A wobbler is another thing now.")
    shown = panel(library, conversation)
    assert "<img" not in shown
    assert '<mark id="quote">A wobbler is a machine' in shown


def test_a_quote_over_the_end_of_a_page_has_both(library: Library) -> None:
    (name,) = (name for name in library.assistant.documents if name.endswith(".pdf"))
    document = library.assistant.document(name)
    place = library.assistant.ask("What is a wobbler?").citations[0]
    whole = replace(place, start=0, end=len(document.text))
    shown = library.pictures.pages(document, whole, library.shelf(None).file(whole))
    assert [page.number for page in shown] == [1, 2]


def test_a_page_is_drawn_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    reader = "assistant.page.pictures.Reader"
    real = __import__("assistant.loaders.isolated", fromlist=["Reader"]).Reader
    monkeypatch.setattr(reader, lambda limits: drawn.append(limits.seconds) or real(limits))
    answer: Answer = library.assistant.ask("What is a wobbler?")
    pictures, place = Pictures(library.assistant.settings.limits), answer.citations[0]
    document, file = library.assistant.document(place.document), library.shelf(None).file(place)
    one, other = (pictures.pages(document, place, file) for _ in range(2))
    assert one == other != ()
    assert drawn == [10.0]


def test_the_page_comes_with_the_answer(open_page: Callable[..., Any], knowledge: Path) -> None:
    write_pdf(knowledge / "folded.pdf", "A wobbler is a machine that folds paper.")
    page = open_page(q="What is a wobbler?")
    shown = "".join(element.proto.body for element in page.get("html"))
    assert not page.exception
    assert "data:image/webp" in shown
