"""Headings count for what stands below them, however deep they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant

SECTIONS = """# Opening hours

We are there from nine to five, and on Fridays until three.

# Prices

Adults pay £4, children £2.

# Parking

There are twelve places behind the house, and they cost nothing.
"""


@pytest.mark.parametrize("mark", ["#", "##"])
@pytest.mark.parametrize(
    ("question", "said"),
    [("Where can I park?", "twelve places"), ("what are the prices", "£4"), ("opening hours", "nine")],
)
def test_sections_without_a_title_above_them_are_headed_too(
    tmp_path: Path, mark: str, question: str, said: str
) -> None:
    (tmp_path / "house.md").write_text(SECTIONS.replace("# ", f"{mark} "), encoding="utf-8")
    given = Assistant.open(tmp_path).ask(question)
    assert given.answered
    assert said in given.text
