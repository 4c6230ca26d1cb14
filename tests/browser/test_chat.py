"""Real conversations in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from browser.talk import Strangers, ask, last_answer

pytestmark = pytest.mark.browser


def test_one_click_gives_the_answer_and_its_place_marked(
    address: str, tab: Any, expect: Any, strangers: Strangers, requests: list[str]
) -> None:
    tab.goto(address)
    tab.get_by_role("button", name="Which tools does MLOps use?").click()
    answer = last_answer(tab, 1)
    expect(answer.get_by_role("listitem").filter(has_text="Kubeflow")).to_be_visible()
    panel = tab.get_by_role("region", name="Source 1 of 1")
    expect(panel.locator("mark").first).to_be_in_viewport()
    expect(panel.locator("mark").filter(has_text="Kubeflow")).to_be_in_viewport()
    expect(panel.locator(".ask-path")).to_contain_text("tools")
    assert any(url.startswith("ws://") for url in requests)
    assert strangers(address) == []


def test_a_conversation_with_its_sources(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    ask(tab, "what tools does MLOps use")
    last_answer(tab, 1)
    ask(tab, "and DevOps?")
    answer = last_answer(tab, 2)
    expect(answer.get_by_role("listitem").filter(has_text="Jenkins")).to_be_visible()
    expect(answer).to_contain_text("Understood as: ")
    expect(tab.get_by_role("button", name="Previous source")).to_have_count(0)  # the answer has one source
    tab.locator(".ask-turn").first.get_by_role("button", name="Source 1", exact=True).click()
    expect(tab.locator(".ask-panel mark").filter(has_text="Kubeflow")).to_be_visible()
    answer.get_by_role("button", name="Source 1", exact=True).click()
    expect(tab.locator(".ask-panel mark").filter(has_text="Jenkins")).to_be_visible()

    answer.get_by_role("button", name="Why this answer?").click()
    expect(tab.get_by_role("row", name="DevOps")).to_be_visible()
    expect(tab.get_by_role("heading", name="The runner-up")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator(".ask-panel")).to_have_count(0)

    tab.reload()
    last_answer(tab, 2)
    tab.locator(".ask-turn").first.get_by_role("button", name="Remove this question").click()
    expect(tab.locator(".ask-turn")).to_have_count(1)
    tab.get_by_role("button", name="New conversation").click()
    expect(tab.locator(".ask-turn")).to_have_count(0)
    expect(tab.get_by_role("heading", level=1)).to_be_in_viewport()
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(".ask-turn")).to_have_count(1)
    tab.get_by_role("button", name="New conversation").click()
    expect(tab.locator(".ask-turn")).to_have_count(0)
    tab.wait_for_url(lambda url: "chat=" not in url)
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(tab.get_by_role("button", name="Undo")).to_have_count(0)  # by then it is gone for good


def test_a_question_in_the_address_put_in_other_words_and_taken_away(address: str, tab: Any, expect: Any) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/?q=What%20is%20FinOps%3F")
    answer = last_answer(tab, 1)
    expect(answer).to_contain_text("No document mentions “FinOps”.")
    answer.get_by_role("button", name="Ask it differently").click()
    words = tab.get_by_label("The question in other words")
    words.fill("What is MLOps?")
    words.press("Enter")
    expect(tab.locator(".ask-answer")).to_contain_text("a set of practices")
    expect(tab.locator(".ask-turn")).to_have_count(1)

    tab.get_by_role("button", name="Copy the answer").click()
    tab.wait_for_function("navigator.clipboard.readText().then(text => text.includes('set of practices'))")
    tab.get_by_role("button", name="More").click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save as JSON").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert saved["question"] == "What is MLOps?"
    assert saved["citations"][0]["quote"]


def test_nobody_sees_the_conversation_of_another_browser(address: str, tab: Any, browser: Any, expect: Any) -> None:
    tab.goto(address)
    ask(tab, "What is MLOps?")
    last_answer(tab, 1)
    tab.wait_for_url("**/?chat=*")
    stranger = browser.new_context().new_page()
    stranger.goto(tab.url)
    stranger.get_by_role("button", name="What is MLOps?").wait_for()
    expect(stranger.locator(".ask-turn")).to_have_count(0)
    stranger.context.close()


def test_the_language_that_was_chosen_stays(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    tab.get_by_label("Language").click()
    tab.get_by_role("option", name="Deutsch").click()
    tab.get_by_role("link", name="Dokumente").click()
    expect(tab.get_by_role("heading", level=1, name="Dokumente")).to_be_visible()
    tab.wait_for_function("document.cookie.includes('assistant_language=de')")
    tab.reload()
    expect(tab.get_by_role("heading", level=1, name="Dokumente")).to_be_visible()


def test_a_follow_up_is_taken_as_it_was_written_when_that_is_wanted(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    ask(tab, "what tools does MLOps use")
    last_answer(tab, 1)
    ask(tab, "and DevOps?")
    answer = last_answer(tab, 2)
    answer.get_by_role("button", name="Ask it as I wrote it").click()
    expect(answer).not_to_contain_text("Understood as")
    answer.get_by_role("button", name="Ask it differently").click()
    words = tab.get_by_label("The question in other words")
    expect(words).to_have_value("and DevOps?")
    words.fill("What is DevOps?")
    words.press("Enter")
    expect(answer).to_contain_text("a way of working")
    expect(answer).not_to_contain_text("Understood as")


def test_what_is_pasted_in_and_too_long_is_there_and_said_to_be_cut(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    line = tab.get_by_test_id("stChatInputTextArea")
    line.click()
    tab.keyboard.insert_text(f"What is MLOps? {'It is said to be of use. ' * 50}")
    expect(line).to_have_value(re.compile("^What is MLOps"))
    line.press("Enter")
    expect(last_answer(tab, 1)).to_contain_text("Only the first 1,000 characters were asked.")
    tab.get_by_role("button", name="Ask it differently").click()
    words = tab.get_by_label("The question in other words")
    words.fill(f"What is DevOps? {'It is said to be of use. ' * 50}")
    words.press("Enter")
    expect(tab.locator(".ask-question")).to_contain_text("What is DevOps?")


def test_the_turns_stay_where_they_are_when_there_is_no_source(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    before = last_answer(tab, 1).bounding_box()["x"]
    ask(tab, "What is FinOps?")
    assert last_answer(tab, 2).bounding_box()["x"] == before
    expect(tab.locator(".ask-panel")).to_have_count(0)


def test_the_nearest_section_of_a_refusal_opens_on_a_click_with_nothing_marked(
    address: str, tab: Any, expect: Any
) -> None:
    tab.goto(f"{address}/?q=Who%20invented%20MLOps%3F")
    answer = last_answer(tab, 1)
    expect(tab.locator(".ask-panel")).to_have_count(0)
    answer.get_by_role("button", name="The nearest section").click()
    expect(tab.get_by_role("region", name="The nearest section")).to_be_visible()
    expect(tab.locator(".ask-panel mark").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(tab.locator(".ask-panel mark").first).to_be_in_viewport()


def test_the_line_stays_at_the_bottom_and_covers_nothing_that_is_written_into(
    address: str, tab: Any, expect: Any
) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    line = tab.locator(".st-key-line")
    last_answer(tab, 1)
    first = line.bounding_box()["y"]
    assert first > 0.8 * tab.viewport_size["height"]
    ask(tab, "How do MLOps and DevOps differ?")
    answer = last_answer(tab, 2)
    tab.wait_for_function(f"Math.abs(document.querySelector('.st-key-line').getBoundingClientRect().y - {first}) < 40")
    for name, label in (("Ask it differently", "in other words"), ("Not a good answer", "What was wrong with it?")):
        answer.get_by_role("button", name=name).click()
        expect(tab.get_by_label(label)).to_be_visible()
        tab.wait_for_function(
            "document.querySelector('.stForm').getBoundingClientRect().bottom"
            " <= document.querySelector('.st-key-line').getBoundingClientRect().top"
        )
