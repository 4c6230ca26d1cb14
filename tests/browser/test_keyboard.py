"""The page without a mouse: what is reached, and where the focus is."""

from __future__ import annotations

import re
from typing import Any

import pytest

from browser.talk import last_answer

pytestmark = pytest.mark.browser


def test_the_keyboard_reaches_everything(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    tab.get_by_role("button", name="Which tools does MLOps use?").wait_for()
    tab.keyboard.press("Control+k")
    line = tab.get_by_test_id("stChatInputTextArea")
    expect(line).to_be_focused()
    tab.keyboard.type("What is MLOps?")
    tab.keyboard.press("Enter")
    answer = last_answer(tab, 1)
    expect(line).to_be_focused()
    reached = walk(tab, back=12)
    for name in ("Source 1", "Ask it differently", "A good answer", "Copy the answer", "Why this answer?"):
        assert [one for one in reached if one.startswith(name)], f"{name} is not reached"
    answer.get_by_role("button", name="Why this answer?").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("region", name="Why this answer").first).to_be_visible()


def walk(tab: Any, back: int) -> list[str]:
    """The names of what has the focus, going back with the tab key."""
    names = []
    for _ in range(back):
        tab.keyboard.press("Shift+Tab")
        script = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        names.append(tab.evaluate(script).strip())
    return names


def test_the_focus_stays_where_something_was_done(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    line = tab.get_by_test_id("stChatInputTextArea")
    answer = last_answer(tab, 1)

    def press(name: str) -> Any:
        button = tab.get_by_role("button", name=name, exact=True)
        button.focus()
        tab.keyboard.press("Enter")
        return button

    good = press("A good answer")
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(good).to_be_focused()
    sure = tab.get_by_role("button", name="Very likely right. How often answers like this one are right")
    sure.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Chosen")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator(".ask-panel")).to_have_count(0)
    expect(sure).to_be_focused()
    why = press("Why this answer?")
    expect(tab.get_by_role("heading", name="Chosen")).to_be_visible()
    expect(why).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator(".ask-panel")).to_have_count(0)
    expect(why).to_be_focused()
    press("Ask it differently")
    expect(tab.get_by_label("The question in other words")).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("The question in other words")).to_have_count(0)
    expect(answer.get_by_role("button", name="Ask it differently")).to_be_focused()
    press("Remove this question")
    expect(tab.locator(".ask-turn")).to_have_count(0)
    expect(tab.get_by_role("button", name="Undo")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator(".ask-turn")).to_have_count(1)
    expect(line).to_be_focused()
    press("New conversation")
    expect(tab.locator(".ask-turn")).to_have_count(0)
    expect(line).to_be_focused()


def test_an_answer_is_read_out_part_for_part(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=Which%20tools%20does%20MLOps%20use%3F")
    status = tab.locator("#ask-announcer")
    expect(status).to_contain_text("Kubeflow, H2O.ai, MLflow,")
    expect(status).to_have_text(re.compile(r"Databricks$"))  # and not the number of its source


def test_a_menu_is_entered_and_left_with_the_keyboard(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    last_answer(tab, 1)
    tab.locator(".ask-panel").wait_for()
    for name, first in (("All documents", "With a tag"), ("More", "Save as Markdown")):
        opener = tab.get_by_role("button", name=name)
        opener.focus()
        tab.keyboard.press("Enter")
        expect(tab.get_by_label(first).or_(tab.get_by_role("button", name=first))).to_be_focused()
        tab.keyboard.press("Escape")
        expect(tab.get_by_test_id("stPopoverBody")).to_have_count(0)
        expect(opener).to_be_focused()
    expect(tab.locator(".ask-panel")).to_be_visible()  # the source is not what was closed


def test_a_source_that_was_opened_is_entered_by_the_next_tab(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    last_answer(tab, 1)
    tab.locator(".ask-chip").first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".ask-panel[data-panel$=True]")).to_be_visible()
    expect(tab.locator(".ask-chip").first).to_be_focused()
    tab.keyboard.press("Tab")
    inside = "document.activeElement.closest('.ask-panel') !== null"
    assert tab.evaluate(inside)
    tab.keyboard.press("Shift+Tab")
    expect(tab.locator(".ask-chip").first).to_be_focused()
    tab.keyboard.press("Tab")
    assert not tab.evaluate(inside)  # who comes back goes on from there


def test_escape_puts_the_line_for_other_words_away(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    answer = last_answer(tab, 1)
    edit = answer.get_by_role("button", name="Ask it differently")
    edit.focus()
    tab.keyboard.press("Enter")
    line = tab.get_by_label("The question in other words")
    expect(line).to_be_focused()
    tab.keyboard.press("Escape")
    expect(line).to_have_count(0)
    expect(edit).to_be_focused()
    expect(tab.locator(".ask-panel")).to_have_count(1)
    bad = answer.get_by_role("button", name="Not a good answer")
    bad.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("What was wrong with it?")).to_be_focused()
    tab.keyboard.type("too short")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("What was wrong with it?")).to_have_count(0)
    expect(bad).to_be_focused()


def test_a_document_is_entered_and_left_to_where_it_was_opened(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/documents")
    sought = tab.get_by_label("Search the documents")
    tab.wait_for_function("window.askListens")
    sought.fill("MLOps")
    sought.press("Enter")
    hit = tab.locator(".ask-found", has=tab.locator("mark")).nth(1).get_by_role("button")
    hit.focus()
    tab.keyboard.press("Enter")
    back = tab.get_by_role("button", name="All documents")
    expect(back).to_be_focused()
    expect(tab.locator(".ask-whole mark").first).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(hit).to_be_focused()
    expect(sought).to_have_value("MLOps")
