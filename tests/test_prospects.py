"""What the passages found tell of a question before any of them is read for its answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.answer.evidence import Sought
from assistant.answer.prospects import dwelt, prospects, together
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve
from assistant.types import Hit, Question

Open = Callable[..., Assistant]

FERRIES = {
    "ferry.txt": "The Ferry\n\nThe ferry crosses the sound. A ferry leaves each hour, and the last ferry at dusk.\n",
    "pier.txt": "The Pier\n\nThe pier has a café, a ferry ramp, a crane, two slipways and a shed for nets and ropes.\n",
    "bakery.txt": "The Bakery\n\nThe bakery opens at seven and sells rye bread.\n",
}


def asked(assistant: Assistant, text: str) -> tuple[Question, list[Hit], dict[str, float]]:
    question = analyse(text, assistant.vocabulary)
    hits = retrieve(question, assistant.collection, 10, assistant.evidences.sequence)
    return question, hits, dict(prospects(question, hits, best_possible(question, assistant.collection)))


def test_a_passage_that_keeps_coming_back_to_a_thing_dwells_on_it(knowledge: Open) -> None:
    assistant = knowledge(FERRIES)
    question, hits, _ = asked(assistant, "When does the ferry leave?")
    of = {hit.passage.document_id: dwelt(Sought(question.content), hit, assistant.evidences) for hit in hits}
    assert 1 > of["ferry.txt"] > of["pier.txt"] > 0


def test_what_the_documents_speak_of_has_better_prospects(knowledge: Open) -> None:
    assistant = knowledge(FERRIES)
    (_, _, there), (_, _, absent) = (
        asked(assistant, text) for text in ("When does the ferry leave?", "When does the glacier melt?")
    )
    assert there["gain"] > absent["gain"]
    assert there["commitment"] > absent["commitment"]


def test_how_many_of_the_first_passages_are_of_one_document(knowledge: Open) -> None:
    assistant = knowledge({**FERRIES, "trips.txt": "Trips\n\nBy sea\n\nA ferry.\n\nBy land\n\nNo ferry, a bus.\n"})
    _, hits, _ = asked(assistant, "ferry")
    shares = together(hits)
    assert shares["trips.txt"] == 2 * shares["ferry.txt"]
    assert sum(shares.values()) == pytest.approx(1.0)


def test_every_prospect_is_a_share(knowledge: Open) -> None:
    assistant = knowledge(FERRIES)
    for text in ("ferry", "What?", "glacier", "Which bakery sells rye bread on the ferry at dusk?"):
        _, _, found = asked(assistant, text)
        assert all(0.0 <= value <= 1.0 for value in found.values()), text
