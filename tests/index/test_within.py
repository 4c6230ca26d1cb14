"""Questions put to some of the documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant

Knowledge = Callable[..., Assistant]
FILES = {f"{name}.md": f"# {name}\n\nA flumph is a {name} machine.\n" for name in ("blue", "green", "red")}


def test_only_the_documents_picked_answer(knowledge: Knowledge) -> None:
    whole = knowledge(FILES)
    part = whole.within(["green.md"])
    assert part.documents == ("green.md",)
    assert part.ask("What is a flumph?").text == "A flumph is a green machine."
    assert {hit.passage.document_id for hit in part.search("flumph")} == {"green.md"}
    assert part.explain("What is a flumph?").best.place.document == "green.md"  # type: ignore[union-attr]
    assert len(whole.documents) == 3


def test_they_are_picked_before_the_best_passages_are(knowledge: Knowledge) -> None:
    crowd = {f"n{number}.md": "# Flumph\n\nA flumph is a flumph.\n" for number in range(30)}
    whole = knowledge({**crowd, "last.md": "# Else\n\nSome say that a flumph, whatever it may be, is in the garden.\n"})
    found = whole.search("flumph", top=20)
    assert "last.md" not in {hit.passage.document_id for hit in found}
    (hit,) = whole.within(["last.md"]).search("flumph", top=20)
    assert hit.passage.document_id == "last.md"
    everywhere = {one.passage.id: one.score for one in whole.search("flumph", top=100)}
    assert hit.score == everywhere[hit.passage.id]


def test_the_best_are_those_of_the_whole_in_their_order(knowledge: Knowledge) -> None:
    words = ("flumph", "kettle", "wobbler")
    files = {
        f"n{number:02}.md": f"# Note {number}\n\n"
        + " ".join([words[number % 3], words[number % 2], "tea"] * (number % 5 + 1))
        for number in range(40)
    }
    whole = knowledge(files)
    every = whole.search("flumph kettle tea", top=1000)
    for step in (1, 2, 7, 39):
        picked = whole.documents[::step]
        wanted = [hit for hit in every if hit.passage.document_id in picked]
        for top in (1, 3, 50):
            assert whole.within(picked).search("flumph kettle tea", top=top) == wanted[:top]


def test_no_documents_answer_nothing(knowledge: Knowledge) -> None:
    assert not knowledge(FILES).within([]).ask("What is a flumph?").answered


def test_the_same_documents_answer_the_same(knowledge: Knowledge) -> None:
    whole = knowledge(FILES)
    assert whole.within(whole.documents).ask("What is a flumph?") == whole.ask("What is a flumph?")


def test_a_document_that_is_not_there_is_an_error(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        knowledge(FILES).within(["grey.md"])
