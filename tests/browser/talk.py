"""What every test of a conversation does in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
