"""What can be done to a conversation."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, Settings, StorageError
from assistant.page import session
from assistant.page.catalogue import texts_in
from assistant.page.library import Library, Newest
from assistant.page.session import Conversation, Sources
from assistant.page.source import panel_html
from assistant.page.turns import Opened
from assistant.page.uploads import Uploads

OWN = b"# Own\n\n## What is a wobbler?\n\nA wobbler is a thing.\n\n## Colour\n\nIts colour is red.\n"


@pytest.fixture
def library(knowledge: Path) -> Library:
    return Library(Assistant.open(knowledge))


def ask(conversation: Conversation, library: Library, *questions: str) -> None:
    for question in questions:
        conversation.ask(question, sources(library))


def sources(library: Library) -> Sources:
    return Sources(library.shelf(None), library.suggestions, lambda answer: None)


def uploaded(content: bytes) -> Uploads:
    own = Uploads(Settings())
    own.put([("own.md", content)])
    return own


def questions(conversation: Conversation) -> list[str]:
    return [turn.answer.question for turn in conversation.turns]


class Slow:
    """Answers when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        real = Assistant.ask

        def ask_slowly(*given: Any, **named: Any) -> Answer:
            self.go.wait(60)
            return real(*given, **named)

        monkeypatch.setattr(Assistant, "ask", ask_slowly)
        monkeypatch.setattr(session, "PATIENCE_S", 0.0)


def test_what_takes_long_is_put_in_its_place_when_it_is_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, conversation = Slow(monkeypatch), Conversation()
    ask(conversation, library, "What is a flumph?")
    assert conversation.turns == ()
    assert conversation.pending is not None
    assert not conversation.settle()
    slow.go.set()
    assert conversation.settle(60)
    assert questions(conversation) == ["What is a flumph?"]
    assert conversation.pending is None
    assert conversation.opened == Opened(0, 0, asked_for=False)


def test_an_answer_that_is_not_waited_for_never_comes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, conversation = Slow(monkeypatch), Conversation()
    ask(conversation, library, "What is a flumph?")
    conversation.stop()
    ask(conversation, library, "What are the parts of a flumph?")
    slow.go.set()
    assert conversation.settle(60)
    assert questions(conversation) == ["What are the parts of a flumph?"]
    conversation.stop()
    assert questions(conversation) == ["What are the parts of a flumph?"]


def test_what_was_stopped_can_be_asked_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, conversation = Slow(monkeypatch), Conversation()
    ask(conversation, library, "What is a flumph?")
    conversation.break_off()
    assert conversation.pending is None
    assert conversation.stopped is not None
    assert conversation.stopped[1] == "What is a flumph?"
    conversation.resume(sources(library))
    assert conversation.stopped is None
    slow.go.set()
    assert conversation.settle(60)
    assert questions(conversation) == ["What is a flumph?"]
    conversation.break_off()
    assert conversation.stopped is None


def test_a_question_is_kept_as_it_was_typed_unless_it_leans_on_another(library: Library) -> None:
    conversation, kept = Conversation(), []
    keeping = Sources(library.shelf(None), library.suggestions, lambda answer: kept.append(answer.interpreted_as))
    for question in ("What is a flumphh?", "What does it weigh?"):
        conversation.ask(question, keeping)
    assert kept[0] == "What is a flumphh?"
    assert kept[1].startswith("What does a flumph")


def test_what_fails_after_a_while_is_said(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = Conversation()

    def failing(*_: object, **__: object) -> Answer:
        raise StorageError("gone")

    monkeypatch.setattr(Assistant, "ask", failing)
    monkeypatch.setattr(session, "PATIENCE_S", 0.0)
    ask(conversation, library, "What is a flumph?")
    assert conversation.settle(60)
    assert conversation.failure == "gone"
    assert conversation.pending is None


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(library: Library) -> None:
    def failing(answer: Answer) -> int | None:
        raise StorageError("no space")

    conversation = Conversation()
    conversation.ask("What is a zorblax?", Sources(library.shelf(None), library.suggestions, failing))
    assert questions(conversation) == ["What is a zorblax?"]
    assert conversation.failure == "no space"


def test_white_space_is_no_question(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, " \n ")
    assert conversation.turns == ()


def test_a_question_that_is_too_long_is_cut_and_its_turn_says_so(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, f"What is a flumph? {'x' * 1000}", f" What is a flumph?{' ' * 1000}")
    long, short = conversation.turns
    assert long.answer.question == f"What is a flumph? {'x' * 982}"
    assert (long.cut, short.cut) == (True, False)


def test_a_follow_up_comes_with_the_turns_before_it(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "what parts does it have?")
    assert "flumph" in conversation.turns[1].answer.interpreted_as


def test_what_is_asked_alone_is_not_understood_by_what_was_asked_before(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "what parts does it have?")
    assert conversation.turns[1].leans
    assert conversation.heard(conversation.turns[1]) == [conversation.turns[0].answer]
    conversation.ask_again(1, sources(library), alone=True)
    turn = conversation.turns[1]
    assert turn.answer.interpreted_as == turn.answer.question == "what parts does it have?"
    assert not turn.leans
    assert conversation.heard(turn) == []
    conversation.ask_again(1, sources(library))  # and stays so
    assert conversation.turns[1].alone


def test_the_nearest_section_of_a_refusal_waits_to_be_opened_and_has_no_mark(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "Who invented the flumph?")
    assert conversation.opened is None
    conversation.open(1, 0)
    shown = panel_html(conversation, library, texts_in("en"))
    assert '<section class="ask-panel ask-unmarked"' in shown
    assert 'aria-label="The nearest section"' in shown
    conversation.open(0, 0)
    assert "ask-unmarked" not in panel_html(conversation, library, texts_in("en"))


def test_a_place_that_holds_little_of_what_was_refused_is_not_offered(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "Which zorblax wobbles the spoon of Xanadu?")
    assert conversation.turns[0].nearest is None


def test_the_place_beside_the_turns_stays_until_it_is_closed(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a zorblax?")
    assert not conversation.beside
    ask(conversation, library, "What is a flumph?", "What is a zorblax?")
    assert conversation.opened is None
    assert conversation.beside
    assert "ask-kept" in panel_html(conversation, library, texts_in("en"))
    conversation.close()
    assert "ask-kept" not in panel_html(conversation, library, texts_in("en"))


def test_the_source_of_a_new_answer_opens_by_itself(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?")
    assert conversation.opened == Opened(0, 0, asked_for=False)
    ask(conversation, library, "What is a zorblax?")
    assert conversation.opened is None


def test_the_next_source_of_an_answer_and_the_one_before(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "What are the parts of a flumph?")
    first, second = conversation.turns
    answer = replace(first.answer, citations=(*first.places, *second.places))
    conversation.turns = (replace(first, answer=answer), second)
    assert "step:" not in panel_html(conversation, library, texts_in("en"))  # it has one source
    conversation.open(0, 0)
    assert "Source 1 of 2" in panel_html(conversation, library, texts_in("en"))
    for by, place in ((-1, 0), (1, 1), (1, 1), (-1, 0)):
        conversation.step(by)
        assert conversation.opened == Opened(0, place)


def test_a_turn_that_is_deleted_takes_its_source_with_it(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "What are the parts of a flumph?")
    conversation.delete(1)
    assert questions(conversation) == ["What is a flumph?"]
    assert conversation.opened is None
    ask(conversation, library, "What are the parts of a flumph?")
    assert [turn.number for turn in conversation.turns] == [0, 2]


def test_a_question_asked_again_keeps_its_place(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a zorblax?", "What is a flumph?")
    conversation.ask_again(0, sources(library), "parts of a flumph")
    assert questions(conversation) == ["parts of a flumph", "What is a flumph?"]
    assert conversation.turns[0].answer.answered


def test_numbers_that_name_nothing_do_nothing(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?")
    before = conversation.opened
    conversation.open(5, 0)
    conversation.open(0, 3)
    conversation.open(0, -1)
    conversation.delete(9)
    conversation.ask_again(9, sources(library))
    assert conversation.opened == before
    assert len(conversation.turns) == 1


def test_a_question_that_fails_leaves_the_conversation_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?")

    def failing(*_: object, **__: object) -> Answer:
        raise StorageError("the index went away")

    with monkeypatch.context() as broken:
        broken.setattr(Assistant, "ask", failing)
        ask(conversation, library, "What is a flumph?")
    assert conversation.failure == "the index went away"
    assert len(conversation.turns) == 1
    ask(conversation, library, "What is a flumph?")
    assert conversation.failure is None


def test_a_question_that_was_removed_comes_back_to_its_place(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "What is a zorblax?")
    before = conversation.turns
    conversation.delete(0)
    assert conversation.removed() == (0,)
    conversation.put_back()
    assert conversation.turns == before
    assert conversation.removed() == ()


def test_questions_that_were_removed_one_after_the_other_come_back_together(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "What is a zorblax?", "What are the parts of a flumph?")
    before = conversation.turns
    conversation.delete(2)
    conversation.delete(0)
    assert conversation.removed() == (2, 0)
    conversation.put_back()
    assert conversation.turns == before
    conversation.delete(1)
    conversation.forget()
    conversation.put_back()
    assert conversation.turns == (before[0], before[2])  # as it was when it was put away


def test_a_conversation_that_was_put_away_comes_back_until_something_is_asked(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?", "What is a zorblax?")
    conversation.forget()
    assert conversation.turns == ()
    conversation.put_back()
    assert questions(conversation) == ["What is a flumph?", "What is a zorblax?"]
    conversation.forget()
    ask(conversation, library, "What is a flumph?")
    conversation.put_back()
    assert questions(conversation) == ["What is a flumph?"]


def test_one_line_is_written_into_at_a_time(library: Library) -> None:
    conversation = Conversation(noting=0)
    conversation.edit(0)
    assert (conversation.editing, conversation.noting) == (0, None)
    conversation.stop_writing()
    assert conversation.editing is None


def test_a_refusal_names_the_nearest_section_where_something_is_near(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "Who invented the flumph?", "What is a zorblax?")
    near, far = conversation.turns
    assert near.nearest is not None
    assert near.nearest.section[0] == "Gadgets"
    assert far.nearest is None


def test_what_is_offered_has_an_answer_and_was_not_asked(library: Library) -> None:
    conversation = Conversation()
    ask(conversation, library, "What is a flumph?")
    (offered,) = conversation.turns[0].offered
    assert offered == "What are the parts of a flumph?"
    assert library.assistant.ask(offered).answered


def test_nothing_is_offered_that_shows_the_same_place_again(knowledge: Path) -> None:
    more = "\n## 1. Polish\n\nThe flumph uses beeswax as its polish.\n\n## 2. Price\n\nA flumph costs nine crowns.\n"
    (knowledge / "gadgets.md").write_text("# Gadgets\n" + more, encoding="utf-8")
    (knowledge / "knowledge.yaml").unlink()
    suggestions = Library(Assistant.open(knowledge)).suggestions
    answer = suggestions.assistant.ask("Which polish does the flumph use?")
    assert suggestions.answers("Polish")
    assert suggestions.after(answer) == ("Price",)


def test_what_is_offered_is_answered_by_the_document_that_was_cited(knowledge: Path) -> None:
    tea = "# Tea\n\n## What is oolong?\n\nOolong is a tea between green and black.\n\n"
    more = "## What does oolong cost?\n\nOolong costs nine crowns.\n"
    (knowledge / "tea.md").write_text(tea + more, encoding="utf-8")
    library, conversation = Library(Assistant.open(knowledge)), Conversation()
    ask(conversation, library, "What is oolong?")
    assert conversation.turns[0].offered == ("What does oolong cost?",)


def test_after_an_answer_of_ones_own_document_its_questions_are_offered(library: Library) -> None:
    conversation = Conversation(uploads=uploaded(OWN))
    for question in ("What is a wobbler?", "What is a flumph?"):
        conversation.ask(question, library.sources(conversation))
    assert [turn.offered for turn in conversation.turns] == [("Colour",), ("What are the parts of a flumph?",)]


def test_after_a_refusal_questions_to_the_document_that_is_nearest_are_offered(library: Library) -> None:
    conversation = Conversation(uploads=uploaded(OWN))
    for question in ("Who invented the wobbler?", "What is a zorblax?"):
        conversation.ask(question, library.sources(conversation))
    near, far = (turn.offered for turn in conversation.turns)
    assert near == ("What is a wobbler?", "Colour")
    assert "What is a flumph?" in far


def test_after_a_refusal_starters_are_offered(library: Library) -> None:
    refused = library.assistant.ask("What is a zorblax?")
    assert set(library.suggestions.after(refused)) == {"What is a flumph?", "What are the parts of a flumph?"}


def test_a_folder_without_starters_offers_its_headings(knowledge: Path) -> None:
    (knowledge / "knowledge.yaml").unlink()
    starters = Library(Assistant.open(knowledge)).suggestions.starters
    assert "What is a flumph?" in starters[""]


def test_starters_without_an_answer_are_not_offered(knowledge: Path) -> None:
    (knowledge / "knowledge.yaml").write_text("starters: [What is a flumph?, What is a zorblax?]\n", encoding="utf-8")
    assert Library(Assistant.open(knowledge)).suggestions.starters == {"": ("What is a flumph?",)}


def test_the_library_is_made_anew_when_the_documents_changed(knowledge: Path) -> None:
    now = [Assistant.open(knowledge)]
    newest = Newest(lambda: now[0])
    before = newest()
    assert newest() is before
    now[0] = Assistant.open(knowledge)
    assert newest().assistant is now[0]
