"""An answer that takes its time, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.talk import ask, last_answer
from browser.test_access import faults
from browser.test_shown import RUN

pytestmark = pytest.mark.browser

SCRIPT = """
import time
from assistant import Assistant
from assistant.page import run

if not hasattr(Assistant, "real"):
    Assistant.real = Assistant.ask

    def slowly(self, question, **named):
        time.sleep(20 if "forever" in question else 2 if "slow" in question else 0)
        return self.real(question, **named)

    Assistant.ask = slowly
run()
"""


def test_one_waits_for_an_answer_or_stops_it(
    serving: Callable[..., str], tmp_path: Path, tab: Any, expect: Any
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "a.md").write_text("# Slow things\n\nA flumph is a slow machine.\n", encoding="utf-8")
    (tmp_path / "app.py").write_text(SCRIPT, encoding="utf-8")
    tab.goto(serving(tmp_path / "app.py", RUN, knowledge=str(folder)))
    ask(tab, "Is a flumph a slow machine?")
    expect(tab.get_by_text("Looking in the documents")).to_be_visible()
    expect(tab.locator(".ask-answer")).to_contain_text("A flumph is a slow machine.", timeout=15_000)
    expect(tab.get_by_text("Looking in the documents")).to_have_count(0)

    ask(tab, "What takes forever?")
    expect(tab.get_by_text("Looking in the documents")).to_be_visible()
    assert faults(tab) == []
    tab.get_by_role("button", name="Stop").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Looking in the documents")).to_have_count(0)
    expect(tab.locator(".ask-turn")).to_have_count(1)
    ask(tab, "What is a flumph?")
    expect(last_answer(tab, 2)).to_contain_text("A flumph is a slow machine.")
