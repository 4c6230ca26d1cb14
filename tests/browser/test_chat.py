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
    serve: Callable[..., str], shipped: Path, tab: Any, strangers: Callable[[str], list[str]], requests: list[str]
) -> None:
    address = serve(shipped)
    tab.goto(address)

    tab.get_by_role("button", name="What is MLOps?").click()
    answer = last_answer(tab, 1)
    assert "a set of practices" in answer.inner_text()

    ask(tab, "what tools does MLOps use")
    answer = last_answer(tab, 2)
    answer.get_by_role("listitem").filter(has_text="Kubeflow").wait_for()
    source = answer.get_by_test_id("stExpander")
    assert source.locator("summary").inner_text().endswith("MLOps and DevOps compared › MLOps tools")
    assert not source.locator("mark").is_visible()
    source.locator("summary").click()
    source.locator("mark").wait_for()
    assert "\n- Kubeflow\n" in source.locator("mark").inner_text()
    assert "mlops-vs-devops.md, characters" in source.inner_text()

    ask(tab, "and DevOps?")
    answer = last_answer(tab, 3)
    assert "Jenkins" in answer.inner_text()
    assert "Kubeflow" not in answer.inner_text()
    assert "Understood as:" in answer.inner_text()

    tab.get_by_role("button", name="New conversation").click()
    tab.get_by_role("button", name="What is MLOps?").wait_for()
    assert tab.get_by_test_id("stChatMessage").count() == 0

    assert any(url.startswith("ws://") for url in requests)
    assert strangers(address) == []


def test_a_hostile_document_is_shown_as_text(
    serve: Callable[..., str], tmp_path: Path, tab: Any, strangers: Callable[[str], list[str]]
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
    last_answer(tab, 1)
    assert question in tab.get_by_test_id("stChatMessage").first.inner_text()

    ask(tab, "What does the wobbler greet its guests with?")
    answer = last_answer(tab, 2)
    assert said in answer.inner_text()
    answer.locator("summary").first.click()
    answer.locator("mark").first.wait_for()
    assert HOSTILE in answer.locator("mark").first.inner_text()
    for tag in ("img", "a", "script", ".katex", "code", "strong"):
        assert tab.get_by_test_id("stChatMessage").locator(tag).count() == 0
    assert strangers(address) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone(serve: Callable[..., str], shipped: Path, browser: Any, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(serve(shipped))
    tab.get_by_role("heading", name="Careers in MLOps and DevOps").last.wait_for()
    assert tab.get_by_role("heading", name="Careers in MLOps and DevOps").last.bounding_box()["y"] > 0
    tab.get_by_role("button", name="How do MLOps and DevOps differ?").click()
    last_answer(tab, 1).get_by_role("table").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert (tab.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)") == (
        scheme == "light"
    )
    context.close()
