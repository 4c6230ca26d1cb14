"""The tables of words: each is read by some module."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.lexicon import FollowUps, Lexicon, Patterns

PACKAGE = Path(__file__).parents[1] / "assistant"


@pytest.mark.parametrize("tables", [Lexicon, FollowUps, Patterns])
def test_each_table_is_read(tables: type) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    read = set(re.findall(r"\.(\w+)", code))
    assert [table.name for table in fields(tables) if table.name not in read] == []
