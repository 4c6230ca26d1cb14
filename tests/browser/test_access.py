"""What a checker of accessibility finds on each page, and how it looks to those who want less motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

# The upload area of Streamlit itself has a role that its name is not allowed for.
THEIRS = {"[data-testid=stFileUploader]"}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault(address: str, browser: Any, scheme: str, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    tab = context.new_page()
    tab.goto(f"{address}/?q=How%20do%20MLOps%20and%20DevOps%20differ%3F")
    tab.locator(".ask-panel mark").first.wait_for(state="attached")
    tab.wait_for_function("window.askListens")
    assert faults(tab) == []
    tab.get_by_role("button", name="Ask it differently").click()
    tab.get_by_label("The question in other words").wait_for()
    tab.get_by_role("button", name="Not a good answer").click()
    tab.get_by_label("What was wrong with it?").wait_for()
    assert faults(tab) == []
    tab.get_by_role("button", name="Why this answer?").click()
    tab.get_by_role("heading", name="The runner-up").wait_for()
    assert faults(tab) == []
    for name, label in (("All documents", "With a tag"), ("More", "Language")):
        tab.get_by_role("button", name=name).click()
        tab.get_by_label(label).wait_for()
        assert faults(tab) == []
        tab.keyboard.press("Escape")
    tab.get_by_role("button", name="New conversation").click()
    tab.get_by_role("button", name="What is MLOps?").wait_for()
    tab.get_by_role("button", name="New conversation").wait_for(state="detached")  # it fades
    assert faults(tab) == []
    tab.goto(f"{address}/documents")
    tab.get_by_role("button", name="MLOps and DevOps compared").click()
    tab.get_by_role("heading", level=1, name="MLOps and DevOps compared").wait_for()
    assert faults(tab) == []
    for page, heading in (("documents", "Documents"), ("asked", "Asked and not answered")):
        tab.goto(f"{address}/{page}")
        tab.get_by_role("heading", name=heading).wait_for()
        assert faults(tab) == []
    context.close()


def faults(tab: Any) -> list[tuple[str, str]]:
    """The rules that are broken, each with the element."""
    from axe_playwright_python.sync_playwright import Axe

    tab.wait_for_timeout(300)  # until what fades in has its colours
    found = Axe().run(tab, context={"exclude": [[one] for one in THEIRS]}).response["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


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
    tab.locator("input[type=file]").set_input_files(own)
    expect(tab.get_by_role("button", name="Teapots")).to_be_visible()
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


def test_what_streamlit_says_itself_is_in_the_language_too(
    address: str, browser: Any, expect: Any, tmp_path: Path
) -> None:
    context = browser.new_context(locale="de-DE")
    tab = context.new_page()
    tab.goto(f"{address}/documents")
    uploader = tab.get_by_test_id("stFileUploaderDropzone")
    expect(uploader).to_contain_text("Hochladen")
    expect(uploader).to_contain_text("20MB je Datei • CSV")
    (tmp_path / "a.xyz").write_text("Upload", encoding="utf-8")
    tab.locator("input[type=file]").set_input_files(tmp_path / "a.xyz")
    expect(tab.get_by_label("a.xyz entfernen")).to_be_visible()
    tab.goto(f"{address}/asked")
    expect(tab.get_by_role("navigation", name="Seiten")).to_be_visible()
    tab.goto(f"{address}/?q=Upload")
    expect(tab.get_by_role("button", name="Frage senden")).to_be_visible()
    expect(tab.locator(".ask-question")).to_contain_text("Upload")  # what is said by others stays as it is
    tab.get_by_role("button", name="Mehr").click()
    expect(tab.get_by_placeholder("Auswählen")).to_be_attached()
    context.close()
