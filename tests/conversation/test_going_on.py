"""Questions that go on with the one before: at its time, with what was done, about what it brought in."""

from __future__ import annotations

import pytest
from conversations import Resolve


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (["When does the mill open on Sunday?", "and when does it close?"], "and when does the mill close on Sunday?"),
        (
            ["When does the mill open on Sunday?", "What about public holidays?"],
            "When does the mill open on public holidays?",
        ),
        (["When does the mill open on Sunday?", "and who runs it?"], "and who runs the mill?"),
        (["When does the mill open?", "and when does it close?"], "and when does the mill close?"),
        (["Do you deliver?", "What does that cost?"], "What does that cost to deliver?"),
        (["Does the harbour have a crane?", "When does it run?"], "When does a crane run?"),
        (["Is the crane safe if I store an anchor?", "How old is it?"], "How old is the crane?"),
        (
            ["What is the price per night for a zebra?", "How much space does it get?"],
            "How much space does a zebra get?",
        ),
        (["What is in Git stage 2?", "and in stage 4?"], "What is in Git stage 4?"),
        (["What is a racing kayak?", "What does that system cost?"], "What does a racing kayak cost?"),
        (["What is a kayak?", "What about when it is hot?"], "What about when it is hot?"),
        (["What is a kayak?", "Now something else, what is a canoe?"], "what is a canoe?"),
    ],
)
def test_what_goes_on_with_the_question_before(told: Resolve, turns: list[str], resolved: str) -> None:
    assert told(*turns) == resolved
