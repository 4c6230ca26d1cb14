"""The page on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from browser.talk import ask, last_answer

pytestmark = pytest.mark.browser


def test_the_page_fits_a_phone_in_the_dark(address: str, browser: Any, expect: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(address)
    expect(tab.get_by_role("heading", level=1)).to_be_in_viewport()
    tab.get_by_role("button", name="How do MLOps and DevOps differ?").click()
    answer = last_answer(tab, 1)
    expect(answer.get_by_role("table")).to_be_visible()
    expect(tab.locator(".ask-panel")).not_to_be_visible()
    answer.locator(".ask-chip").click()
    expect(tab.locator(".ask-panel mark").first).to_be_in_viewport()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    expect(tab.get_by_test_id("stApp")).to_have_css("background-color", "rgb(21, 25, 30)")
    context.close()


def test_the_pages_are_reached_on_a_phone_and_nothing_covers_them(address: str, browser: Any, expect: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="es-ES")
    tab = context.new_page()
    tab.goto(address)
    pages = tab.get_by_role("navigation", name="Páginas")
    pages.get_by_role("link", name="Documentos").click()
    expect(tab.get_by_role("heading", level=1, name="Documentos")).to_be_visible()
    expect(pages.get_by_role("link", name="Documentos")).to_have_attribute("aria-current", "page")
    pages.get_by_role("link", name="Preguntar", exact=True).click()
    tab.get_by_role("button", name="What is MLOps?").click()
    expect(last_answer(tab, 1)).to_contain_text("a set of practices")
    context.close()


def test_a_source_that_is_closed_on_a_phone_leads_back_to_its_answer(address: str, browser: Any, expect: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    tab = context.new_page()
    tab.goto(address)
    for turns, question in enumerate(("What is MLOps?", "How do MLOps and DevOps differ?", "What is DevOps?"), start=1):
        ask(tab, question)
        last_answer(tab, turns)
    chip = tab.locator(".ask-turn").first.locator(".ask-chip")
    chip.click()
    expect(tab.locator(".ask-panel mark").first).to_be_in_viewport()
    tab.get_by_role("button", name="Close").click()
    expect(tab.locator(".ask-panel")).to_have_count(0)
    expect(chip).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1000, 768)])
def test_the_head_is_one_row_and_covers_no_question(
    address: str, browser: Any, expect: Any, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True, locale="de-DE")
    tab = context.new_page()
    tab.goto(f"{address}/?q=Which%20tools%20does%20MLOps%20use%3F")
    answer = last_answer(tab, 1)
    expect(tab.get_by_role("button", name="Mehr")).to_be_in_viewport()
    tab.wait_for_timeout(500)  # until what scrolls stands still
    head, question = tab.locator(".st-key-head").bounding_box(), answer.locator("h2").bounding_box()
    assert head["height"] < 50
    assert question["y"] >= head["y"] + head["height"]
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    marker = answer.locator(".ask-marker").first.bounding_box()
    coarse = tab.evaluate("matchMedia('(pointer: coarse)').matches")
    assert coarse
    assert min(marker["width"], marker["height"]) >= 24
    context.close()
