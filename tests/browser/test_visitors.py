"""What those who look at the page wish for: their language, less motion, documents of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_nothing_moves_for_those_who_want_less_motion(address: str, browser: Any, expect: Any) -> None:
    for wish, moves in (("no-preference", "ask-in"), ("reduce", "none")):
        context = browser.new_context(reduced_motion=wish)
        tab = context.new_page()
        tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
        expect(tab.locator(".ask-panel")).to_have_css("animation-name", moves)
        context.close()


def test_the_page_speaks_the_language_of_the_browser(address: str, browser: Any, expect: Any) -> None:
    context = browser.new_context(locale="de-DE")
    tab = context.new_page()
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    expect(tab.get_by_text("Sehr wahrscheinlich richtig")).to_be_visible()
    tab.wait_for_function("document.documentElement.lang === 'de'")
    context.close()


def test_a_document_of_ones_own_is_asked_and_stays_ones_own(
    address: str, tab: Any, browser: Any, expect: Any, tmp_path: Path
) -> None:
    own = tmp_path / "teapots.md"
    own.write_text("# Teapots\n\n## What is a teapot?\n\nA teapot is a vessel for steeping leaves.\n", encoding="utf-8")
    tab.goto(f"{address}/documents")
    tab.get_by_text("Add documents", exact=True).click()
    tab.locator("input[type=file]").set_input_files(own)
    expect(tab.get_by_role("button", name="Teapots", exact=True)).to_be_visible()
    expect(tab.get_by_text(" + 1 document of your own")).to_be_visible()
    tab.get_by_role("link", name="Ask", exact=True).click()
    line = tab.get_by_test_id("stChatInputTextArea")
    line.fill("What is a teapot?")
    line.press("Enter")
    expect(tab.locator(".ask-answer")).to_contain_text("a vessel for steeping leaves")
    stranger = browser.new_context().new_page()
    stranger.goto(f"{address}/?q=What%20is%20a%20teapot%3F")
    expect(stranger.locator(".ask-answer")).to_contain_text("Not in the documents")
    stranger.context.close()


def test_the_source_is_read_in_its_document(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    tab.wait_for_function("window.askListens")
    tab.get_by_role("button", name="Read the document").click()
    expect(tab.get_by_role("heading", level=1, name="MLOps and DevOps compared")).to_be_visible()
    expect(tab.locator(".ask-whole mark").first).to_be_in_viewport()
    tab.get_by_role("button", name="Back to the conversation").click()
    expect(tab.locator(".ask-panel mark").first).to_be_in_viewport()
    tab.get_by_role("link", name="Documents").click()
    tab.get_by_role("button", name="MLOps and DevOps compared").click()
    expect(tab.get_by_role("button", name="All documents")).to_be_visible()
    expect(tab.get_by_role("button", name="Back to the conversation")).to_have_count(0)


def test_what_is_read_is_in_the_address_and_gone_back_from(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    tab.get_by_role("button", name="What is MLOps?").click()
    tab.get_by_role("button", name="Read the document").click()
    mark, back = tab.locator(".ask-whole mark").first, tab.get_by_role("button", name="All documents")
    expect(mark).to_be_in_viewport()
    expect(back).to_be_in_viewport()
    tab.reload()
    expect(mark).to_be_in_viewport()
    tab.go_back()
    expect(tab.locator(".ask-turn")).to_have_count(1)
    tab.go_forward()
    expect(mark).to_be_in_viewport()
    tab.get_by_role("link", name="Documents").click()
    expect(tab.get_by_role("heading", level=1, name="Documents")).to_be_in_viewport()
    tab.get_by_role("button", name="Frequently asked questions").click()
    expect(back).to_be_visible()
    tab.go_back()
    expect(tab.get_by_role("heading", level=1, name="Documents")).to_be_visible()


def test_what_streamlit_says_itself_is_in_the_language_too(
    address: str, browser: Any, expect: Any, tmp_path: Path
) -> None:
    context = browser.new_context(locale="de-DE")
    tab = context.new_page()
    tab.goto(f"{address}/documents")
    tab.get_by_text("Dokumente hinzufügen", exact=True).click()
    uploader = tab.get_by_test_id("stFileUploaderDropzone")
    expect(uploader).to_contain_text("Hochladen")
    expect(uploader).to_contain_text("20MB je Datei • CSV")
    (tmp_path / "a.xyz").write_text("Upload", encoding="utf-8")
    tab.locator("input[type=file]").set_input_files(tmp_path / "a.xyz")
    expect(tab.get_by_label("a.xyz entfernen")).to_be_visible()
    why = tab.get_by_text("Dateien dieser Art sind nicht lesbar.")
    expect(why).to_be_visible()
    assert why.bounding_box()["width"] > 100  # Streamlit keeps it from the eye
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    tab.locator("input[type=file]").set_input_files(tmp_path / "empty.md")
    expect(tab.get_by_text("empty.md: enthält keinen Text")).to_be_visible()
    tab.get_by_role("button", name="Hinweis schließen").click()
    expect(tab.get_by_text("enthält keinen Text")).to_have_count(0)
    tab.goto(f"{address}/asked")
    expect(tab.get_by_role("navigation", name="Seiten")).to_be_visible()
    tab.goto(f"{address}/?q=Upload")
    expect(tab.get_by_role("button", name="Frage senden")).to_be_visible()
    expect(tab.locator(".ask-question")).to_contain_text("Upload")  # what is said by others stays as it is
    tab.get_by_role("button", name="Mehr").click()
    expect(tab.get_by_placeholder("Auswählen")).to_be_attached()
    context.close()
