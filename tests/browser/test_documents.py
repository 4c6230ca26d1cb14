"""What documents hold and how they are limited, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.talk import HOSTILE, Strangers, ask, last_answer

pytestmark = pytest.mark.browser


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
    wobbler = "A wobbler is a machine that folds paper, cloth and thin sheets of tin."
    for text in ("Nothing is said here.", f"{'Some words to begin with. ' * 60}Here are more. {wobbler}"):
        file.add_page()
        file.multi_cell(0, 8, text)
    (folder / "machines.pdf").write_bytes(bytes(file.output()))
    own = serving(folder)
    tab.goto(f"{own}/?q=What%20is%20a%20wobbler%3F")
    picture = tab.get_by_role("img", name="Page 2 of machines")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 300
    page = picture.bounding_box()
    for mark in marks(tab):
        assert page["x"] <= mark["x"] < mark["x"] + mark["width"] <= page["x"] + page["width"]
    tab.get_by_role("button", name="Larger").click()
    assert picture.bounding_box()["width"] > 1.5 * page["width"]
    assert_marks_are_seen(tab)
    tab.get_by_role("button", name="Show as text").click()
    expect(tab.locator(".ask-panel mark")).to_have_text(wobbler)
    tab.get_by_role("button", name="Show the page").click()
    expect(picture).to_be_visible()

    tab.set_viewport_size({"width": 390, "height": 844})
    tab.locator(".ask-chip").click()
    expect(picture).to_be_visible()
    assert_marks_are_seen(tab)
    tab.get_by_role("button", name="Larger").click()
    assert_marks_are_seen(tab)
    tab.get_by_role("button", name="Show as text").click()
    expect(tab.locator(".ask-panel mark")).to_be_in_viewport()
    assert strangers(own) == []


def marks(tab: Any) -> list[Any]:
    """Where on the screen the lines of the quote are; there are two."""
    found = [box.bounding_box() for box in tab.locator(".ask-box").all()]
    assert len(found) == 2
    return found


def assert_marks_are_seen(tab: Any) -> None:
    """Much of the lines of the quote is on the screen."""
    tab.wait_for_timeout(700)  # until what scrolls stands still
    sheet, lines = tab.locator(".ask-sheet").bounding_box(), marks(tab)
    left, right = sheet["x"], sheet["x"] + sheet["width"]
    seen = sum(max(0, min(line["x"] + line["width"], right) - max(line["x"], left)) for line in lines)
    assert seen > 0.5 * min(sheet["width"], sum(line["width"] for line in lines)), (sheet, lines)
    assert all(60 < line["y"] < tab.viewport_size["height"] - 100 for line in lines), lines


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
    tab.get_by_label("With a tag").press("ArrowDown")
    tab.get_by_role("option", name=HOSTILE).click()
    expect(tab.get_by_role("dialog", name="1 of 3 documents")).to_be_visible()
    tab.keyboard.press("Escape")
    tab.get_by_label("Documents", exact=True).press("ArrowDown")
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


CODE = """# Ringing

## How do I ring the bell?

Run these commands:

```sh
cd tower
if [ -f bell ]; then
    ./ring --twice
fi
```
"""


def test_code_is_shown_and_copied_with_its_lines(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "bells.md").write_text(CODE, encoding="utf-8")
    own = serving(folder)
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{own}/?q=How%20do%20I%20ring%20the%20bell%3F")
    lines = "cd tower\nif [ -f bell ]; then\n    ./ring --twice\nfi"
    answer = last_answer(tab, 1)
    expect(answer).to_contain_text("Run these commands:")
    assert answer.locator("pre").text_content() == lines
    answer.get_by_role("button", name="Copy the code").click()
    tab.wait_for_function("text => navigator.clipboard.readText().then(copied => copied === text)", arg=lines)
    answer.get_by_role("button", name="Copy the answer").click()
    fenced = f"```\n{lines}\n```"
    tab.wait_for_function("text => navigator.clipboard.readText().then(copied => copied.includes(text))", arg=fenced)


def test_what_is_written_from_right_to_left_is_shown_so(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    arabic = "القهوة العربية هي مشروب يصنع من حبوب البن المحمصة."
    (folder / "coffee.md").write_text(f"# القهوة\n\n## ما هي القهوة العربية؟\n\n{arabic}\n", encoding="utf-8")
    tab.goto(serving(folder))
    ask(tab, "ما هي القهوة العربية؟")
    text = last_answer(tab, 1).locator("p.ask-text")
    expect(text).to_contain_text(arabic)
    marker, whole = text.get_by_role("button").bounding_box(), text.bounding_box()
    assert marker["x"] < whole["x"] + whole["width"] / 2  # it follows the text, which ends on the left


def test_a_wide_table_is_opened_at_the_cell_that_answers(
    serving: Callable[..., str], tmp_path: Path, browser: Any, expect: Any
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    names = [f"Depot {letter}" for letter in "ABCDEFGHIJKL"]
    table = [
        ["Goods", *names],
        ["---"] * 13,
        ["Kettles", *map(str, range(101, 113))],
        ["Pans", *map(str, range(201, 213))],
    ]
    rows = "\n".join(f"| {' | '.join(row)} |" for row in table)
    (folder / "stock.md").write_text(f"# Stock\n\n## Goods in stock by depot\n\n{rows}\n", encoding="utf-8")
    tab = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    tab.goto(f"{serving(folder)}/?q=How%20many%20kettles%20are%20in%20stock%20in%20depot%20K%3F")
    last_answer(tab, 1).locator(".ask-chip").click()
    mark = tab.locator(".ask-panel mark").filter(has_text="111")
    expect(mark).to_be_in_viewport()
    tab.wait_for_function("document.querySelector('.ask-panel .ask-wide').scrollLeft > 0")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.context.close()


def test_many_documents_are_found_by_name_and_asked_alone(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number:03}.md").write_text(f"# Kettle {number}\n\nIt holds {number} cups.\n", encoding="utf-8")
    tab.goto(f"{serving(folder)}/documents")
    expect(tab.locator(".ask-open-document")).to_have_count(50)
    sought = tab.get_by_label("Search the documents")
    sought.fill("kettle 417")
    sought.press("Enter")
    tab.get_by_role("button", name="Kettle 417", exact=True).first.click()  # the document, above its passage
    tab.get_by_role("button", name="Ask this document alone").click()
    tab.get_by_role("button", name="1 of 600 documents").click()
    expect(tab.get_by_text("There are 600 documents, too many to list here.")).to_be_visible()
