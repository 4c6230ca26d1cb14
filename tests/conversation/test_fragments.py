"""Questions with parts left out, question words alone, and places in lists."""

from __future__ import annotations

import pytest
from conversations import Resolve, Turn

TOOLS = Turn("What tools does Git need?", "Two.", kind="list", items=("Shell – runs commands", "Editor"))


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (["What is a kayak?", "and a canoe?"], "What is a canoe?"),
        (["What is a kayak?", "the same for canoes"], "What is a canoe?"),
        (["What tools does Git need?", "and Git LFS?"], "What tools does Git LFS need?"),
        (["What is the price of a kayak?", "and of a canoe?"], "What is the price of a canoe?"),
        (["What is the price of a kayak in Oslo?", "and in Leith?"], "What is the price of a kayak in Leith?"),
        (["Which boats are used for racing?", "and for fishing?"], "Which boats are used for fishing?"),
        (
            ["Which boats are used for racing?", "and for fishing?", "what about rowing?"],
            "Which boats are used for rowing?",
        ),
        (["Which boats are fast?", "and nice to have?"], "Which boats are nice to have?"),
        (
            ["What does a racing boat need to beat a fishing boat?", "and a house boat?", "and an MK boat?"],
            "What does an MK boat need to beat a fishing boat?",
        ),
        (["Does Git need a server?", "and a shell?"], "Does Git need a shell?"),
        (["Do I need Git for Oslo?", "and the cloud?"], "Do I need the cloud for Oslo?"),
        (["How has Git changed work?", "and sleep?"], "How has Git changed sleep?"),
        (["Which boats suit Oslo?", "and Leith?"], "Which boats suit Leith?"),
        (["What is in Git stage 3?", "and stage 5?"], "What is in Git stage 5?"),
        (["What is a kayak?", "and the main challenges?"], "what are the main challenges of a kayak?"),
        (["What is a kayak?", "what about its costs?"], "what are the costs of a kayak?"),
        (["Does Git need a server?", "Git LFS too?"], "Does Git LFS need a server?"),
        (["What does a kayak need?", "and an anchor?"], "What does an anchor need?"),
        (["What does a kayak need?", "and Git LFS, what does it need?"], "what does Git LFS need?"),
        (["What does a kayak need?", "and Git LFS, how many boats?"], "how many boats for Git LFS?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(told: Resolve, turns: list[str], resolved: str) -> None:
    assert told(*turns) == resolved


def test_the_other_of_two_that_a_title_sets_side_by_side(told: Resolve) -> None:
    turn = Turn("What is a kayak?", "A kayak is a narrow boat.", "Kayaks and Oars compared")
    assert told(turn, "and the other one?") == "What is an Oar?"


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (["What tools does Git need?", "why?"], "why does Git need tools?"),
        (["Does Git need a server?", "why not?"], "why does Git not need a server?"),
        (["How does Git keep files?", "since when?"], "since when does Git keep files?"),
        (["What are the main challenges of Git?", "why?"], "why are these the main challenges of Git?"),
        (["What is the main challenge of Git?", "why?"], "why is that the main challenge of Git?"),
        (["Which boats are fast?", "why?"], "why are boats fast?"),
        (["Who founded Leith?", "when?"], "when was Leith founded?"),
        (["Who uses Git?", "why?"], "why: Who uses Git?"),
        (["What is Git?", "why?"], "why Git?"),
    ],
)
def test_a_question_word_alone_is_asked_of_the_question_before(told: Resolve, turns: list[str], resolved: str) -> None:
    assert told(*turns) == resolved


@pytest.mark.parametrize(
    ("asked", "fragment", "resolved"),
    [
        ("When will the kayak be sold?", "to whom?", "to whom will the kayak be sold?"),
        ("Which boats did Git sell?", "and for how long?", "for how long did Git sell boats?"),
        ("Which boat did Ada sail?", "on which lake?", "on which lake did Ada sail the boat?"),
        ("Who founded Leith?", "in what year?", "in what year was Leith founded?"),
        ("How many towns signed the letter?", "and when was that?", "when was the letter signed?"),
        ("Which of the boats crossed the lake?", "with what?", "with what was the lake crossed?"),
        ("What is Git?", "since when?", "since when is Git?"),
        ("Does Git sell boats?", "how many?", "how many boats does Git sell?"),
        ("What else did Git sell besides boats?", "when?", "when did Git sell?"),
        ("What paddle do I need for lakes?", "and which boat?", "which boat do I need for lakes?"),
        ("How wide may a kayak be?", "why?", "why: How wide may a kayak be?"),
    ],
)
def test_a_phrase_that_asks_takes_the_place_of_the_one_before(
    told: Resolve, asked: str, fragment: str, resolved: str
) -> None:
    assert told(asked, fragment) == resolved


@pytest.mark.parametrize("asked", ["What causes rust?", "Which moved?", "What changed?", "How do kayaks float?"])
def test_a_clause_is_no_phrase_that_asks(told: Resolve, asked: str) -> None:
    assert "did Git move" not in told("When did Git move?", asked)


@pytest.mark.parametrize(
    ("asked", "fragment", "resolved"),
    [
        ("What does one bell in Leith mean?", "and two?", "What do two bells in Leith mean?"),
        ("How are two oars held?", "and one?", "How is one oar held?"),
        ("What happened in 1974?", "and 1976?", "What happened in 1976?"),
        ("What are the advantages of a kayak?", "and the drawbacks?", "What are the drawbacks of a kayak?"),
        ("Who was the brother of Ada Byrd?", "and the sister?", "Who was the sister of Ada Byrd?"),
    ],
)
def test_a_number_and_an_opposite_take_the_place_of_their_like(
    told: Resolve, asked: str, fragment: str, resolved: str
) -> None:
    assert told(asked, fragment) == resolved


@pytest.mark.parametrize(
    ("asked", "fragment", "resolved"),
    [
        ("What do sailors eat for dinner?", "and on Sundays?", "What do sailors eat for dinner on Sundays?"),
        ("What do sailors eat on Mondays?", "and on Sundays?", "What do sailors eat on Sundays?"),
        ("Does Leith have a beach?", "and in Oslo?", "Does Oslo have a beach?"),
    ],
)
def test_where_or_when_is_added_where_nothing_said_so(told: Resolve, asked: str, fragment: str, resolved: str) -> None:
    assert told(asked, fragment) == resolved


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("What happened to the rest?", "What happened to the rest of the boats?"),
        ("Where is the rest of the town?", "Where is the rest of the town?"),
    ],
)
def test_the_rest_is_of_what_was_counted(told: Resolve, asked: str, resolved: str) -> None:
    assert told("How many boats did you sell?", asked) == resolved


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("What does the second one do?", "What does Editor do?"),
        ("What does the first do?", "What does Shell do?"),
        ("Which of them is free?", "Which of the tools of Git is free?"),
        ("Which one is best?", "Which of the tools of Git is best?"),
        ("Which should I learn first?", "Which of the tools of Git should I learn first?"),
    ],
)
def test_items_of_the_list_just_given(told: Resolve, asked: str, resolved: str) -> None:
    assert told(TOOLS, asked) == resolved


def test_a_place_is_looked_for_in_the_last_list(told: Resolve) -> None:
    turns = [TOOLS, "What does the first one do?"]
    assert told(*turns, "and the second?") == "What does Editor do?"
    assert told(*turns, "What does the third one do?") == "What does the third one do?"


def test_a_choice_from_things_set_side_by_side(told: Resolve) -> None:
    turn = "What is the difference between Git and Leith?"
    assert told(turn, "Which is older?") == "Which of Git and Leith is older?"
    assert told("What is Git?", "and Leith?", "How do the two differ?") == "How do Leith and Git differ?"


def test_a_question_that_no_document_knows_leaves_the_subject_as_it_was(told: Resolve) -> None:
    assert told("What is Git?", Turn("What is a frobnicator?"), "Is it free?") == "Is Git free?"


def test_where_nothing_was_answered_every_question_counts(told: Resolve) -> None:
    assert told(Turn("What is Git?"), Turn("What is a frobnicator?"), "Is it free?") == "Is a frobnicator free?"


def test_courtesies_and_first_questions_stay_as_they_are(told: Resolve) -> None:
    assert told("thanks") == "thanks"
    assert told("What is Git?", "thanks") == "thanks"
    assert told("and Git?") == "and Git?"


def test_a_text_too_long_for_a_question_stays_as_it_is(told: Resolve) -> None:
    asked = "Is it " + "really " * 300 + "free?"
    assert told("What is Git?", asked) == asked
    assert told("What is Git?", asked, "Is it free?") == "Is Git free?"


@pytest.mark.parametrize(
    ("asked", "fragment", "resolved"),
    [
        ("What time does the late ferry leave?", "and the early one?", "What time does the early ferry leave?"),
        ("How long did the Gull take for the crossing?", "and a barge?", "How long did a barge take for the crossing?"),
        ("What do I pay if I lose an oar?", "and the second time?", "What do I pay if I lose an oar the second time?"),
        ("How much money do I get if my kayak breaks?", "and a canoe?", "How much money do I get if a canoe breaks?"),
        ("Which shed is for oars?", "and for paddles?", "Which shed is for paddles?"),
        ("What can I borrow with the Silver card?", "and with Gold?", "What can I borrow with the Gold card?"),
        ("Which boat did you use in your first year?", "and in 1913?", "Which boat did you use in 1913?"),
        ("What is the oar limit in Leith?", "and in Oslo?", "What is the oar limit in Oslo?"),
        ("What is the Silver card for?", "and how many boats?", "how many boats is the Silver card for?"),
        ("What is the budget for a teacher?", "and a nurse?", "What is the budget for a nurse?"),
        ("How much for a car to Leith?", "what about a motorhome?", "How much for a motorhome to Leith?"),
    ],
)
def test_a_thing_takes_the_place_of_the_one_of_its_sort(
    told: Resolve, asked: str, fragment: str, resolved: str
) -> None:
    assert told(asked, fragment) == resolved


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("How do they differ?", "How do Git and Leith differ?"),
        ("What do they have in common?", "What do Git and Leith have in common?"),
        ("Which is better for towns?", "Which of Git and Leith is better for towns?"),
    ],
)
def test_two_things_asked_about_in_turn_are_those_compared(told: Resolve, asked: str, resolved: str) -> None:
    assert told("What is Git?", "and Leith?", asked) == resolved


def test_two_things_of_any_sort_asked_about_in_turn_are_those_compared(told: Resolve) -> None:
    assert told("What is a kayak?", "What is a zebra?", "How do they differ?") == "How do a kayak and a zebra differ?"


def test_who_made_it_asks_of_the_thing(told: Resolve) -> None:
    assert told("What is Git?", "Who made it?") == "Who made Git?"
