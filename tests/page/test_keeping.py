"""Conversations that survive a reload, and are nobody else's."""

from __future__ import annotations

from assistant.page.keeping import Keeper
from assistant.page.session import Conversation


def test_a_conversation_is_found_by_its_browser_alone() -> None:
    keeper = Keeper()
    held = Conversation()
    keeper.keep("mine", "a", held)
    assert keeper.find("mine", "a") is held
    assert keeper.find("yours", "a") is None
    assert keeper.find("mine", "b") is None


def test_the_oldest_are_let_go() -> None:
    keeper = Keeper(most=2)
    for name in ("a", "b", "a", "c"):
        keeper.keep("mine", name, Conversation())
    assert [keeper.find("mine", name) is not None for name in "abc"] == [True, False, True]
    assert len(keeper) == 2


def test_what_was_not_used_for_long_is_let_go() -> None:
    now = [0.0]
    keeper = Keeper(hours=1, clock=lambda: now[0])
    keeper.keep("mine", "a", Conversation())
    now[0] = 3599
    assert keeper.find("mine", "a") is not None
    now[0] = 3601
    assert keeper.find("mine", "a") is None


def test_what_is_dropped_is_found_no_more() -> None:
    keeper = Keeper()
    keeper.keep("mine", "a", Conversation())
    keeper.drop("yours", "a")
    assert keeper.find("mine", "a") is not None
    keeper.drop("mine", "a")
    assert keeper.find("mine", "a") is None
