"""A password, or a user that a proxy names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant import Settings
from assistant.page.admission import HOURS, WRONG_MOST, WRONG_SECONDS, Door

pytest.importorskip("streamlit.testing.v1")
Open = Callable[..., Any]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_browser_that_gave_the_password_is_known_for_some_hours() -> None:
    clock = Clock()
    door = Door(clock)
    assert not door.knows("a")
    assert not door.try_password("a", "wrong", "secret")
    assert door.try_password("a", "secret", "secret")
    assert door.knows("a")
    assert not door.knows("b")
    clock.now = HOURS * 3600
    assert not door.knows("a")


def test_the_password_cannot_be_found_by_trying() -> None:
    clock = Clock()
    door = Door(clock)
    for number in range(WRONG_MOST):
        assert not door.try_password(f"browser {number}", "wrong", "secret")
    assert not door.try_password("a", "secret", "secret")
    clock.now = WRONG_SECONDS
    assert door.try_password("a", "secret", "secret")


def test_the_password_is_not_written_where_settings_are_shown() -> None:
    assert "secret" not in repr(Settings(password="secret"))


def html(page: Any) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_nothing_is_shown_before_the_password_was_given(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PASSWORD", "sesame")
    page = open_page(q="What is a flumph?")
    assert "All about" not in html(page)
    assert not page.chat_input
    page.text_input[0].set_value("open")
    page.button[0].click().run()
    assert "not the password" in page.error[0].value
    page.text_input[0].set_value("sesame")
    page.button[0].click().run()
    assert not page.exception
    assert "A <strong>flumph</strong> is a small machine" in html(page)


def test_a_visitor_without_a_user_is_turned_away(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_USER_HEADER", "X-User")
    page = open_page()
    assert "did not say who you are" in page.error[0].value
    assert "All about" not in html(page)
