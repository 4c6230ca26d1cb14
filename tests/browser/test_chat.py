"""One real conversation in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SHIPPED = Path(__file__).parents[2] / "knowledge"
HOSTILE = "<img src=x onerror=alert(1)> ![x](http://example.invalid/a.png) $x$ :smile: [a](javascript:1) **b** `c`"

BACKGROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 25, 30)"}


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The knowledge that ships, with an index of its own."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "knowledge", ignore=shutil.ignore_patterns(".*")))


def last_answer(tab: Any, turns: int) -> Any:
    """The last message, once there are so many turns."""
    messages = tab.get_by_test_id("stChatMessage")
    messages.nth(2 * turns - 1).wait_for()
    return messages.nth(2 * turns - 1)


def ask(tab: Any, question: str) -> None:
    line = tab.get_by_test_id("stChatInputTextArea")
    line.fill(question)
    line.press("Enter")


def test_a_conversation_with_the_documents_that_ship(
    serve: Callable[..., str],
    shipped: Path,
    tab: Any,
    expect: Any,
    strangers: Callable[[str], list[str]],
    requests: list[str],
) -> None:
    address = serve(shipped)
    tab.goto(address)

    tab.get_by_role("button", name="What is MLOps?").click()
    answer = last_answer(tab, 1)
    expect(answer).to_contain_text("a set of practices")

    ask(tab, "what tools does MLOps use")
    answer = last_answer(tab, 2)
    expect(answer.get_by_role("listitem").filter(has_text="Kubeflow")).to_be_visible()
    source = answer.get_by_test_id("stExpander")
    expect(source.locator("summary")).to_contain_text("1 · MLOps and DevOps compared › MLOps tools")
    expect(source.locator("mark")).not_to_be_visible()
    source.locator("summary").click()
    expect(source.locator("mark")).to_be_visible()
    assert "\n- Kubeflow\n" in source.locator("mark").inner_text()
    expect(source).to_contain_text("mlops-vs-devops.md, characters")

    ask(tab, "and DevOps?")
    answer = last_answer(tab, 3)
    expect(answer.get_by_role("listitem").filter(has_text="Jenkins")).to_be_visible()
    expect(answer.locator("summary")).to_contain_text("DevOps tools")
    expect(answer).to_contain_text("Understood as:")

    tab.get_by_role("button", name="New conversation").click()
    tab.get_by_role("button", name="What is MLOps?").wait_for()
    expect(tab.get_by_test_id("stChatMessage")).to_have_count(0)

    assert any(url.startswith("ws://") for url in requests)
    assert strangers(address) == []


def test_a_hostile_document_is_shown_as_text(
    serve: Callable[..., str], tmp_path: Path, tab: Any, expect: Any, strangers: Callable[[str], list[str]]
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    said = f"The wobbler greets its guests with {HOSTILE} each morning."
    (folder / "traps.txt").write_text(f"{said}\n\nNothing else is known.\n", encoding="utf-8")
    tab.on("dialog", lambda dialog: pytest.fail(f"a document opened a dialog: {dialog.message}"))
    address = serve(folder)
    tab.goto(address)

    question = f"How does the wobbler greet its guests? {HOSTILE}"
    ask(tab, question)
    expect(tab.get_by_test_id("stChatMessage").first).to_contain_text(question)
    last_answer(tab, 1)

    ask(tab, "What does the wobbler greet its guests with?")
    answer = last_answer(tab, 2)
    expect(answer).to_contain_text(said)
    answer.locator("summary").first.click()
    expect(answer.locator("mark").first).to_be_visible()
    expect(answer.locator("mark").first).to_contain_text(HOSTILE)
    for tag in ("img", "a", "script", ".katex", "code", "strong"):
        expect(tab.get_by_test_id("stChatMessage").locator(tag)).to_have_count(0)
    assert strangers(address) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone(
    serve: Callable[..., str], shipped: Path, browser: Any, expect: Any, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(serve(shipped))
    expect(tab.get_by_role("heading", level=1)).to_be_in_viewport()
    tab.get_by_role("button", name="How do MLOps and DevOps differ?").click()
    expect(last_answer(tab, 1).get_by_role("table")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    expect(tab.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUNDS[scheme])
    context.close()
