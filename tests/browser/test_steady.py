"""What is seen while the page loads: nothing that moves once it is there, and no grey bars before it."""

from __future__ import annotations

from typing import Any

import pytest

from browser.talk import ask, last_answer

pytestmark = pytest.mark.browser

GOOD = 0.1
"""The most that may move while a page loads to be called good: https://web.dev/articles/cls."""
WATCH = """
window.moved = 0
window.bars = 0
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value
}).observe({ type: "layout-shift", buffered: true })
const look = () => {
  for (const bar of document.querySelectorAll("[data-testid=stSkeleton]")) {
    const room = bar.closest("[data-testid=stLayoutWrapper]:has(> .st-key-page)").getBoundingClientRect()
    if (getComputedStyle(bar).visibility !== "hidden" && room.height > 1) window.bars += 1
  }
  requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_nothing_moves_while_the_page_loads(address: str, browser: Any, expect: Any, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(WATCH)
    tab = context.new_page()
    found = {}

    def note(state: str) -> None:
        tab.wait_for_function("document.querySelector('html.ask-whole-page')")
        tab.wait_for_timeout(500)
        found[state] = tab.evaluate("window.moved")
        assert tab.evaluate("window.bars") == 0, state

    tab.goto(address)
    tab.get_by_role("button", name="Which tools does MLOps use?").wait_for()
    note("nothing asked")
    ask(tab, "What is MLOps?")
    last_answer(tab, 1)
    tab.wait_for_url("**/?chat=*")
    tab.reload()
    last_answer(tab, 1)
    note("reloaded")
    tab.goto(f"{address}/?q=How%20do%20MLOps%20and%20DevOps%20differ%3F")
    last_answer(tab, 1)
    note("a question in the address")
    tab.locator(".ask-chip").click()
    tab.get_by_role("button", name="Read the document").click()
    tab.wait_for_url("**/documents?*document=*")
    tab.reload()
    expect(tab.locator("#quote").first).to_be_in_viewport()
    note("a document in the address")
    tab.goto(f"{address}/documents")
    tab.get_by_role("heading", level=1).wait_for()
    note("documents")
    context.close()
    assert {state: moved for state, moved in found.items() if moved > GOOD} == {}


def test_the_page_does_not_stay_hidden_without_its_script(address: str, tab: Any, expect: Any) -> None:
    tab.add_init_script("DOMTokenList.prototype.add = () => {}")
    tab.goto(address)
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
