"""Follow-up questions are answered as if they had been asked in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant

BOATS = {
    "boats.txt": (
        "Kayaks and Canoes Compared\n\n"
        "What is a Kayak?\n\nA kayak is a narrow boat with a deck.\n\n"
        "What is a Canoe?\n\nA canoe is an open boat.\n\n"
        "Kayak Gear\n\nThe gear of a kayak is:\n\n• Skeg – holds the course\n• Skirt – keeps water out\n• Pump\n\n"
        "Canoe Gear\n\nThe gear of a canoe is:\n\n• Pole\n• Yoke – rests on the shoulders\n\n"
        "Basis Kayak Canoe\n"
        "Main Strength It handles waves well. It carries heavy loads.\n"
        "Main Weakness It is hard to leave. It is pushed by the wind.\n"
    )
}
NAMED = {"Dory": "a flat bottom", "Proa": "outriggers", "Sampan": "a roof"}
Open = Callable[..., Assistant]


@pytest.fixture
def talk(knowledge: Open) -> Callable[..., Answer]:
    """Asks one question after the other; returns the last answer."""
    assistant = knowledge(BOATS)

    def ask(*questions: str) -> Answer:
        history: list[Answer] = []
        for question in questions:
            history.append(assistant.ask(question, history=history))
        return history[-1]

    return ask


Talk = Callable[..., Answer]


@pytest.mark.parametrize(
    ("turns", "understood"),
    [
        (["What is a kayak?", "and a canoe?"], "What is a canoe?"),
        (["What is a kayak?", "What about a canoe?"], "What is a canoe?"),
        (["What is the gear of a kayak?", "and of a canoe?"], "What is the gear of a canoe?"),
        (["What is a kayak?", "What is its main strength?"], "What is the main strength of kayak?"),
        (["What is a kayak?", "what gear does it need?"], "what gear does kayak need?"),
        (["What is a kayak?", "What is a canoe?"], "What is a canoe?"),
        (["What is a kayak?", "thanks", "and a canoe?"], "What is a canoe?"),
        (["hello", "What is a kayak?"], "What is a kayak?"),
    ],
)
def test_what_a_follow_up_stands_for(talk: Talk, turns: list[str], understood: str) -> None:
    answer = talk(*turns)
    assert answer.question == turns[-1]
    assert answer.interpreted_as.replace("a kayak", "kayak") == understood.replace("a kayak", "kayak")


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (["What is a kayak?", "and a canoe?"], "A canoe is an open boat."),
        (["What is the main strength of a kayak?", "and of a canoe?"], "It carries heavy loads."),
        (["What is the main strength of a kayak?", "and the main weakness?"], "It is hard to leave."),
        (["What is a canoe?", "What is its main weakness?"], "It is pushed by the wind."),
        (["What is the main weakness of a canoe?", "and of the other?"], "It is hard to leave."),
        (["What is the gear of a kayak?", "what does the first one do?"], "Skeg – holds the course"),
        (["What is the gear of a kayak?", "what does the second one do?"], "Skirt – keeps water out"),
        (["What is the gear of a canoe?", "what does the last one do?"], "Yoke – rests on the shoulders"),
    ],
)
def test_what_a_follow_up_is_answered_with(talk: Talk, turns: list[str], says: str) -> None:
    assert talk(*turns).text == says


def test_the_list_of_the_other_thing(talk: Talk) -> None:
    answer = talk("What is the gear of a kayak?", "and of a canoe?")
    assert answer.items == ("Pole", "Yoke – rests on the shoulders")


def test_a_subject_is_carried_over_several_turns(talk: Talk) -> None:
    turns = ["What is a canoe?", "What is its main strength?", "and its main weakness?", "what is its gear?"]
    assert talk(*turns).items == ("Pole", "Yoke – rests on the shoulders")


def test_a_question_that_names_its_subject_inherits_nothing(talk: Talk) -> None:
    alone, after = (
        talk("What is the main strength of a canoe?"),
        talk("What is a kayak?", "What is the main strength of a canoe?"),
    )
    assert after == alone


def test_words_that_name_what_the_documents_are_about_inherit_nothing(knowledge: Open) -> None:
    assistant = knowledge({"wobblers.txt": "Wobblers\n\nThe wobbler greets its guests with a bow.\n"})
    before = assistant.ask("How does the wobbler greet its guests?")
    answer = assistant.ask("wobbler guests", history=[before])
    assert answer.interpreted_as == "wobbler guests"
    assert answer.text == "The wobbler greets its guests with a bow."


def test_what_is_answered_surer_as_it_was_asked_is_asked_so(knowledge: Open) -> None:
    told = "{0} is a boat with {1}.\n\n## Building\n\nThe {0} is built in six weeks."
    files = {f"{name.lower()}.md": f"# {name}\n\n{told.format(name, what)}\n" for name, what in NAMED.items()}
    assistant = knowledge(files)
    before = assistant.ask("What is a Dory?")
    answer = assistant.ask("how many weeks is the proa built", history=[before])
    assert answer.interpreted_as == "how many weeks is the proa built"
    assert answer.text == "The Proa is built in six weeks."


def test_a_turn_that_no_document_answers_leaves_the_subject_as_it_was(talk: Talk) -> None:
    answer = talk("What is a canoe?", "What is a zeppelin?", "What is its main strength?")
    assert answer.text == "It carries heavy loads."


def test_without_history_a_pronoun_refers_to_nothing(talk: Talk) -> None:
    answer = talk("What is its price?")
    assert answer.interpreted_as == "What is its price?"
    assert answer.kind == "no_answer"


def test_an_absent_thing_is_refused_in_a_follow_up_too(talk: Talk) -> None:
    answer = talk("What is a kayak?", "and a zeppelin?")
    assert (answer.kind, answer.reason) == ("no_answer", 'no document mentions "zeppelin"')


def test_an_existential_it_refers_to_nothing(talk: Talk) -> None:
    assert "kayak is true" not in talk("What is a kayak?", "Is it true that a canoe is open?").interpreted_as


def test_courtesies_are_returned_in_the_middle_of_a_conversation(talk: Talk) -> None:
    assert talk("What is a kayak?", "thanks!").kind == "small_talk"


def test_the_history_belongs_to_the_caller(knowledge: Open) -> None:
    assistant = knowledge(BOATS)
    history = [assistant.ask("What is a kayak?")]
    assistant.ask("and a canoe?", history=history)
    assert len(history) == 1
    assert assistant.ask("and a canoe?", history=history) == assistant.ask("and a canoe?", history=tuple(history))
    assert assistant.ask("and a canoe?").interpreted_as == "and a canoe?"


def test_suggestions_are_starters_that_were_not_asked_yet(knowledge: Open) -> None:
    starters = ["What is a kayak?", "What is a canoe?", "What is the gear of a kayak?", "Is a zeppelin a boat?"]
    yaml = "starters:\n  Boats:\n" + "".join(f"    - {starter}\n" for starter in starters)
    assistant = knowledge({**BOATS, "knowledge.yaml": yaml})
    first = assistant.ask("what is a KAYAK")
    assert "What is a kayak?" not in first.suggestions
    assert first.suggestions[0] == "What is the gear of a kayak?"
    second = assistant.ask("What is the gear of a kayak?", history=[first])
    assert set(second.suggestions) == {"What is a canoe?", "Is a zeppelin a boat?"}
