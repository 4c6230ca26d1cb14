"""What the buttons of the page's own HTML do, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.page.acting import act
from assistant.page.library import Library
from assistant.page.session import Conversation


@pytest.fixture
def library(knowledge: Path) -> Library:
    return Library(Assistant.open(knowledge))


def asked(conversation: Conversation) -> list[str]:
    return [turn.answer.question for turn in conversation.turns]


def test_what_is_offered_is_asked_by_its_place(library: Library) -> None:
    conversation = Conversation()
    act(conversation, library, "starter", (1, 0))
    assert asked(conversation) == ["What are the parts of a flumph?"]
    act(conversation, library, "offered", (0, 0))
    assert asked(conversation) == ["What are the parts of a flumph?", "What is a flumph?"]
    assert all(turn.alone for turn in conversation.turns)


def test_a_click_that_comes_late_or_names_nothing_asks_nothing(library: Library) -> None:
    conversation = Conversation()
    for numbers in ((2, 0), (0, 1), (-1, 0), (0, -1)):
        act(conversation, library, "starter", numbers)
    assert asked(conversation) == []
    act(conversation, library, "starter", (0, 0))
    act(conversation, library, "starter", (0, 0))
    act(conversation, library, "offered", (0, 9))
    act(conversation, library, "offered", (7, 0))
    assert asked(conversation) == ["What is a flumph?"]
