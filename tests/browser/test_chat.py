"""Real conversations in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> ![x](http://example.invalid/a.png) $x$ :smile: [a](javascript:1) **b** `c`"

Strangers = Callable[[str], list[str]]


def last_answer(tab: Any, turns: int) -> Any:
    """The last turn, once there are so many."""
    found = tab.locator(".ask-turn")
    found.nth(turns - 1).wait_for()
    tab.wait_for_function("window.askListens")  # the script of the page comes right after the page
    return found.nth(turns - 1)


def ask(tab: Any, question: str) -> None:
    line = tab.get_by_test_id("stChatInputTextArea")
    line.fill(question)
    line.press("Enter")


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
    tab.get_by_role("button", name="Previous source").click()
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


def test_a_question_in_the_address_put_in_other_words_and_taken_away(address: str, tab: Any, expect: Any) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/?q=What%20is%20FinOps%3F")
    answer = last_answer(tab, 1)
    expect(answer).to_contain_text('No document mentions "FinOps".')
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
        tab.get_by_role("button", name="As JSON Lines").click()
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
    expect(line).to_be_focused()


def test_a_hostile_document_is_shown_as_text(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any, strangers: Strangers
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    said = f"The wobbler greets its guests with {HOSTILE} each morning."
    text = f"Wobblers\n\n{said}\n\nNothing else is known.\n"
    (folder / "<img src=x> $y$ :smile:.txt").write_text(text, encoding="utf-8")
    tab.on("dialog", lambda dialog: pytest.fail(f"a document opened a dialog: {dialog.message}"))
    own = serving(folder)
    tab.goto(own)

    question = f"How does the wobbler greet its guests? {HOSTILE}"
    ask(tab, question)
    expect(last_answer(tab, 1).locator("h2")).to_contain_text(question)

    ask(tab, "wobbler guests")
    expect(last_answer(tab, 2)).to_contain_text(said)
    expect(tab.locator(".ask-panel mark").first).to_contain_text(HOSTILE)
    expect(tab.locator(".ask-panel .ask-notes")).to_contain_text("<img src=x> $y$ :smile:.txt")
    for tag in ("img", "a", "script", ".katex", "code"):
        expect(tab.locator(f".ask-turn {tag}, .ask-panel {tag}")).to_have_count(0)
    assert strangers(own) == []


def test_a_pdf_is_shown_as_its_page(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any, strangers: Strangers
) -> None:
    fpdf = pytest.importorskip("fpdf")
    folder = tmp_path / "knowledge"
    folder.mkdir()
    file = fpdf.FPDF()
    file.set_font("Helvetica", size=12)
    for line in ("Nothing is said here.", "A wobbler is a machine that folds paper."):
        file.add_page()
        file.multi_cell(0, 8, line)
    (folder / "machines.pdf").write_bytes(bytes(file.output()))
    own = serving(folder)
    tab.goto(f"{own}/?q=What%20is%20a%20wobbler%3F")
    picture = tab.get_by_role("img", name="Page 2 of machines")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 300
    mark, page = tab.locator(".ask-box").bounding_box(), picture.bounding_box()
    assert page["x"] <= mark["x"] < mark["x"] + mark["width"] <= page["x"] + page["width"]
    tab.get_by_role("button", name="Larger").click()
    assert picture.bounding_box()["width"] > 1.5 * page["width"]
    tab.get_by_role("button", name="Show as text").click()
    expect(tab.locator(".ask-panel mark")).to_have_text("A wobbler is a machine that folds paper.")
    tab.get_by_role("button", name="Show the page").click()
    expect(picture).to_be_visible()
    assert strangers(own) == []


def test_questions_are_limited_by_tag_and_by_document(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any, strangers: Strangers
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "a.md").write_text(f"# {HOSTILE}\n\nA wobbler is a folding machine.\n", encoding="utf-8")
    (folder / "b.md").write_text(
        f"---\ntags: ['{HOSTILE}']\n---\n# Bees\n\nA wobbler is an insect.\n", encoding="utf-8"
    )
    (folder / "c.md").write_text("# Cars\n\nA car is fast.\n", encoding="utf-8")
    tab.on("dialog", lambda dialog: pytest.fail(f"a document opened a dialog: {dialog.message}"))
    own = serving(folder)
    tab.goto(own)
    tab.get_by_role("button", name="All documents").click()
    tab.get_by_label("With a tag").click()
    tab.get_by_role("option", name=HOSTILE).click()
    expect(tab.get_by_role("dialog", name="1 of 3 documents")).to_be_visible()
    tab.keyboard.press("Escape")
    tab.get_by_label("Documents", exact=True).click()
    expect(tab.get_by_role("option", name="$x$ :smile: [a](javascript:1)")).to_be_visible()
    tab.get_by_role("option", name="Cars").click()
    expect(tab.get_by_role("dialog", name="2 of 3 documents")).to_be_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    ask(tab, "What is a wobbler?")
    expect(last_answer(tab, 1)).to_contain_text("A wobbler is an insect.")
    expect(last_answer(tab, 1)).to_contain_text(f"Only asked of: {HOSTILE}, c.md")
    tab.reload()
    expect(tab.get_by_role("button", name="2 of 3 documents")).to_be_visible()

    tab.get_by_role("link", name="Documents").click()
    tab.get_by_role("button", name="$x$ :smile: [a](javascript:1)").click()
    tab.get_by_role("button", name="Ask this document alone").click()
    expect(tab.get_by_role("button", name="1 of 3 documents")).to_be_visible()
    ask(tab, "What is a wobbler?")
    expect(last_answer(tab, 2)).to_contain_text("A wobbler is a folding machine.")
    ask(tab, "What is a car?")
    last_answer(tab, 3).get_by_role("button", name="Ask all documents").click()
    expect(last_answer(tab, 3)).to_contain_text("A car is fast.")
    assert strangers(own) == []


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


def test_the_language_that_was_chosen_stays(address: str, tab: Any, expect: Any) -> None:
    tab.goto(address)
    tab.get_by_role("button", name="More").click()
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


def test_the_turns_stay_where_they_are_when_there_is_no_source(address: str, tab: Any, expect: Any) -> None:
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    before = last_answer(tab, 1).bounding_box()["x"]
    ask(tab, "What is FinOps?")
    assert last_answer(tab, 2).bounding_box()["x"] == before
    expect(tab.locator(".ask-panel")).to_have_count(0)
