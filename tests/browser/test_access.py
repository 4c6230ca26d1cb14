"""What a checker of accessibility finds on each page and in each state, wide and narrow, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from browser.talk import Strangers, ask

pytestmark = pytest.mark.browser

# The upload area of Streamlit itself has a role that its name is not allowed for.
THEIRS = {"[data-testid=stFileUploader]"}


WAYS = pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
Look = Callable[[int, str], Any]


@pytest.fixture
def look(browser: Any, requests: list[str]) -> Iterator[Look]:
    """Opens a tab of a width, in light or dark; its requests are noted."""
    with ExitStack() as opened:

        def new(width: int, scheme: str) -> Any:
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
            opened.callback(context.close)
            tab = context.new_page()
            tab.on("request", lambda request: requests.append(request.url))
            tab.on("websocket", lambda socket: requests.append(socket.url))
            return tab

        yield new


def check(tab: Any, state: str) -> None:
    assert faults(tab) == [], state


def faults(tab: Any) -> list[tuple[str, str]]:
    """The rules that are broken, each with the element."""
    from axe_playwright_python.sync_playwright import Axe

    tab.wait_for_timeout(300)  # until what fades in has its colours
    found = Axe().run(tab, context={"exclude": [[one] for one in THEIRS]}).response["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


@WAYS
def test_a_conversation_has_no_fault(address: str, look: Look, strangers: Strangers, width: int, scheme: str) -> None:
    tab = look(width, scheme)
    tab.goto(f"{address}/?q=How%20do%20MLOps%20and%20DevOps%20differ%3F")
    tab.locator(".ask-panel mark").first.wait_for(state="attached")
    tab.wait_for_function("window.askListens")
    check(tab, "an answer")
    tab.locator(".ask-chip").click()
    tab.locator(".ask-panel mark").first.wait_for()
    check(tab, "its source")
    tab.get_by_role("button", name="Ask it differently").click()
    tab.get_by_label("The question in other words").wait_for()
    check(tab, "the question in other words")
    tab.get_by_role("button", name="Not a good answer").click()
    tab.get_by_label("What was wrong with it?").wait_for()
    check(tab, "what was wrong")
    tab.get_by_role("button", name="Why this answer?").click()
    tab.get_by_role("heading", name="The runner-up").wait_for()
    check(tab, "why")
    for name, label in (("All documents", "With a tag"), ("More", "Language")):
        tab.get_by_role("button", name=name).click()
        tab.get_by_label(label).wait_for()
        check(tab, name)
        tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Remove this question").click()
    tab.get_by_role("button", name="Undo").wait_for()
    tab.get_by_role("button", name="New conversation").wait_for(state="detached")  # it fades
    check(tab, "nothing asked")
    ask(tab, "Who invented MLOps?")
    tab.locator(".ask-none").wait_for()
    check(tab, "a refusal")
    assert strangers(address) == []


@WAYS
def test_the_other_pages_have_no_fault(
    address: str, look: Look, strangers: Strangers, tmp_path: Path, width: int, scheme: str
) -> None:
    tab = look(width, scheme)
    tab.goto(f"{address}/documents")
    tab.get_by_role("button", name="MLOps and DevOps compared").click()
    tab.get_by_role("heading", level=1, name="MLOps and DevOps compared").wait_for()
    check(tab, "a document")
    tab.get_by_role("button", name="All documents").click()
    tab.get_by_role("heading", level=1, name="Documents").wait_for()
    check(tab, "the documents")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    tab.get_by_text("Add documents", exact=True).click()
    check(tab, "where documents are added")
    tab.locator("input[type=file]").set_input_files(tmp_path / "empty.md")
    tab.get_by_text("holds no text").wait_for()
    check(tab, "a file that is refused")
    sought = tab.get_by_label("Search the documents")
    sought.fill("MLOps")
    sought.press("Enter")
    tab.locator(".ask-found mark").first.wait_for()
    check(tab, "what was found")
    tab.goto(f"{address}/?q=What%20is%20FinOps%3F")
    tab.locator(".ask-none").wait_for()
    tab.goto(f"{address}/asked")
    tab.get_by_role("heading", name="What is FinOps?").wait_for()
    check(tab, "what was not answered")
    tab.get_by_role("button", name="Forget everything").click()
    tab.get_by_role("button", name="Delete it all").wait_for()
    check(tab, "before all is forgotten")
    assert strangers(address) == []


@pytest.fixture(scope="module")
def odd(serving: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page on documents with code, with much in a table, and with pages to be seen as pictures."""
    fpdf = pytest.importorskip("fpdf")
    folder = tmp_path_factory.mktemp("odd") / "knowledge"
    folder.mkdir()
    (folder / "bells.md").write_text(
        "# Bells\n\n## How do I ring?\n\nRun:\n\n```sh\ncd a\nring\n```\n", encoding="utf-8"
    )
    depots = [f"Depot {letter}" for letter in "ABCDEFGHIJKL"]
    table = [["Goods", *depots], ["---"] * 13, *([name, *["12"] * 12] for name in ("Kettles", "Pans"))]
    rows = "\n".join(f"| {' | '.join(row)} |" for row in table)
    (folder / "stock.md").write_text(f"# Stock\n\n## How kettles and pans differ\n\n{rows}\n", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    file = fpdf.FPDF()
    file.set_font("Helvetica", size=12)
    file.add_page()
    file.multi_cell(0, 8, "A wobbler is a machine that folds paper.")
    (folder / "machines.pdf").write_bytes(bytes(file.output()))
    return serving(folder)


@WAYS
def test_odd_answers_have_no_fault(odd: str, look: Look, strangers: Strangers, width: int, scheme: str) -> None:
    tab = look(width, scheme)
    for question, there in (
        ("How do I ring?", ".ask-code"),
        ("How do kettles and pans differ?", ".ask-answer table"),
        ("What is a wobbler?", ".ask-answer"),
    ):
        tab.goto(f"{odd}/?q={question.replace(' ', '%20').replace('?', '%3F')}")
        tab.locator(there).wait_for()
        tab.wait_for_function("window.askListens")
        check(tab, question)
        tab.locator(".ask-chip").first.click()
        tab.locator(".ask-panel").wait_for()
        check(tab, f"the source of {question}")
    tab.get_by_role("img", name="Page 1 of machines").wait_for()
    tab.goto(f"{odd}/documents")
    tab.get_by_text("broken.docx: is damaged").wait_for()
    check(tab, "a file that cannot be read")
    tab.get_by_role("button", name="machines").click()
    tab.get_by_text("page 1", exact=True).wait_for()
    check(tab, "a document with pages")
    assert strangers(odd) == []


def test_where_there_are_no_documents_there_is_no_fault(
    serving: Callable[..., str], tmp_path: Path, look: Look, strangers: Strangers
) -> None:
    address = serving(tmp_path / "nothing")
    tab = look(1280, "light")
    tab.goto(address)
    tab.get_by_text("no such file or folder").wait_for()
    check(tab, "no documents")
    assert strangers(address) == []


def test_what_a_background_tells_is_told_in_the_colours_of_the_system(address: str, browser: Any) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{address}/?q=What%20is%20MLOps%3F")
    tab.locator(".ask-panel mark").first.wait_for()
    colour = "([selector, part]) => getComputedStyle(document.querySelector(selector), part).backgroundColor"
    unseen = tab.evaluate(colour, ["body", None]), "rgba(0, 0, 0, 0)"
    for mark in ([".ask-icon-copy", "::before"], [".ask-panel mark", None]):
        assert tab.evaluate(colour, mark) not in unseen, mark
    tab.get_by_role("button", name="Why this answer?").click()
    tab.locator(".ask-fill").first.wait_for()
    assert tab.evaluate(colour, [".ask-fill", None]) not in unseen
    context.close()
