"""Waiting for an answer, or not."""

from __future__ import annotations

import threading

import pytest

from assistant.page import finding
from assistant.page.finding import Finding


def test_what_was_found_or_went_wrong_comes_out() -> None:
    assert Finding(lambda: "tea").within(60) == "tea"

    def failing() -> str:
        raise TimeoutError("it took the database too long")

    with pytest.raises(TimeoutError, match="database"):
        Finding(failing).within(60)


def test_one_that_takes_long_holds_up_nobody_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "HELD_UP_S", 0.01)
    go, begun = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        go.wait(60)
        return "slow"

    first = Finding(slow)
    assert begun.wait(60)
    assert first.within(0) is None
    assert Finding(lambda: "quick").within(60) == "quick"
    go.set()
    assert first.within(60) == "slow"
