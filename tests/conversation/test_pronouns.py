"""Pronouns stand for what was spoken of, as people use them in conversations about persons, bands and things."""

from __future__ import annotations

import pytest
from conversations import Resolve, Turn

BORN = Turn("Where was she born?", "Byrd was born in Leith.", "Ada Byrd")


def test_a_pronoun_that_nothing_stood_for_was_asked_of_what_the_document_is_about(told: Resolve) -> None:
    assert told(BORN, "When did she leave?") == "When did Ada Byrd leave?"


def test_without_a_title_it_was_asked_of_whom_the_answer_names(told: Resolve) -> None:
    assert told(Turn("Where was she born?", "Byrd was born in Leith."), "When did she leave?") == "When did Byrd leave?"


def test_the_topic_stays_over_several_turns(told: Resolve) -> None:
    turns = [Turn("Did she like Oslo?", "She did not.", "Ada Byrd"), Turn("Was she ever paid?")]
    assert told(BORN, *turns, "What was her first job?") == "What was the first job of Ada Byrd?"


def test_what_was_a_she_is_no_it_and_no_he(told: Resolve) -> None:
    assert not told(BORN, "Was it cold?").startswith("Was Ada Byrd")
    assert "Ada Byrd paid" not in told(BORN, "Was he paid?")


def test_another_who_is_asked_about_by_name_takes_the_pronoun_over(told: Resolve) -> None:
    assert told(BORN, Turn("Who was Ole Bull?", "A fiddler.", "Ada Byrd"), "Where did he live?") == (
        "Where did Ole Bull live?"
    )


def test_a_band_is_they(told: Resolve) -> None:
    turn = Turn("Did they tour?", "The Wrens toured Spain.", "The Wrens")
    assert told(turn, "Who did they play with?") == "Who did The Wrens play with?"


def test_two_people_spoken_of_together_are_they(told: Resolve) -> None:
    turn = Turn("Did she marry?", "In 1901 she married Ole Bull.", "Ada Byrd")
    assert told(BORN, turn, "Did they have children?") == "Did Ada Byrd and Ole Bull have children?"


@pytest.mark.parametrize(
    ("answer", "beside"),
    [
        ("At the Harp Festival she sang with Ole Bull.", "Ada Byrd and Ole Bull"),
        ("In Oslo, Ole Bull heard her.", "Ada Byrd and Ole Bull"),
    ],
)
def test_a_festival_and_a_town_are_nobody_beside_a_person(told: Resolve, answer: str, beside: str) -> None:
    turn = Turn("What did she do?", answer, "Ada Byrd")
    assert told(BORN, turn, "When did they meet?") == f"When did {beside} meet?"


def test_part_of_the_name_that_all_is_about_is_that(told: Resolve) -> None:
    turn = Turn("What happened in 1901?", "Ada moved to Oslo.", "Ada Byrd")
    assert told(turn, "When did she leave?") == "When did Ada Byrd leave?"


def test_a_he_is_no_mother(told: Resolve) -> None:
    turn = Turn("Where was he born?", "Bull was born in Leith.", "Ole Bull")
    mother = Turn("Who was the mother of Ole Bull?", "Ann Storm", "Ole Bull")
    assert told(turn, mother, "Where did he live?") == "Where did Ole Bull live?"


@pytest.mark.parametrize(
    ("first", "resolved"),
    [
        (Turn("What were they known for?", "Songs.", "The Gulls"), "Did The Gulls tour?"),
        (Turn("What is Blue Hour?", "In 1990 the Gulls recorded it.", "The Gulls"), "Did The Gulls tour?"),
        (Turn("What is Blue Hour?", "An album.", "The Gulls", section="Blue Hour"), "Did Blue Hour tour?"),
        (Turn("What is Blue Hour?", "An album.", "Stormy Gulls", section="Blue Hour"), "Did Stormy Gulls tour?"),
    ],
)
def test_what_a_document_is_about_is_told_by_its_title(told: Resolve, first: Turn, resolved: str) -> None:
    assert told(first, "Did they tour?") == resolved


def test_it_is_the_thing_that_was_just_given(told: Resolve) -> None:
    turn = Turn("What was her first album?", "Blue Hour", "Ada Byrd")
    assert told(BORN, turn, "Was it popular?") == "Was Blue Hour of Ada Byrd popular?"


def test_it_stays_with_a_thing_over_several_turns(told: Resolve) -> None:
    turns = ["What is a kayak?", "How long is it?", "Is it used on lakes?"]
    assert told(*turns, "How much does it cost?") == "How much does a kayak cost?"


def test_what_else_a_question_names_is_not_the_subject(told: Resolve) -> None:
    turns = ["What is a kayak?", "Why do the Inuit call it a boat?"]
    assert told(*turns, "Is it fast?") == "Is a kayak fast?"


def test_they_agrees_in_number_with_what_it_stands_for(told: Resolve) -> None:
    assert told("What is a kayak?", "What gear do they need?") == "What gear do kayaks need?"
    assert told("What are mammals?", "Where do they live?") == "Where do mammals live?"
    assert told("What are mammals?", "Where does it live?") == "Where does it live?"


def test_they_are_the_things_that_were_asked_for_where_a_list_gave_them(told: Resolve) -> None:
    tools = Turn("What tools does Git need?", "Two.", kind="list", items=("a shell", "an editor"))
    assert told(tools, "How much do they cost?") == "How much do the tools of Git cost?"


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (["Who were the best students of Ada Byrd?", "Who paid them?"], "Who paid the best students of Ada Byrd?"),
        (["How many kayaks did Ada Byrd own?", "Where are they kept?"], "Where are the kayaks of Ada Byrd kept?"),
        (["How many boats did you sell?", "How many of them in Leith?"], "How many of the boats in Leith?"),
        (["What are the costs of a kayak?", "Do they sink?"], "Do kayaks sink?"),
    ],
)
def test_they_are_the_things_in_the_plural_that_were_asked_about(
    told: Resolve, turns: list[str], resolved: str
) -> None:
    assert told(*turns) == resolved


@pytest.mark.parametrize(
    ("asked", "follow_up", "resolved"),
    [
        ("What is the oldest boat on the lake?", "Has it sunk?", "Has the oldest boat on the lake sunk?"),
        ("What is the price of a kayak?", "Is it fast?", "Is a kayak fast?"),
        ("What is the Silver card?", "Is it free?", "Is the Silver card free?"),
        ("What is Byrd's theory?", "Is it true?", "Is Byrd's theory true?"),
        ("What are ways to steer a kayak?", "Is it fast?", "Is a kayak fast?"),
        ("Which boats are good for fishing?", "Are kayaks good for it?", "Are kayaks good for fishing?"),
        ("Where is the boat in Leith?", "Is it fast?", "Is the boat fast?"),
        ("What does the take-home boat cost?", "Is it fast?", "Is the take-home boat fast?"),
    ],
)
def test_it_is_the_head_with_what_hangs_on_it(told: Resolve, asked: str, follow_up: str, resolved: str) -> None:
    assert told(asked, follow_up) == resolved


def test_whom_an_answer_calls_his_is_not_who_was_asked_about(told: Resolve) -> None:
    turn = Turn("Where was Ada Byrd born?", "Byrd was born to a fiddler, Tom Byrd, and his wife.", "Ada Byrd")
    assert told(turn, "When did she leave?") == "When did Ada Byrd leave?"


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (["Where may my zebra sleep on the Gannet?", "Who feeds him?"], "Who feeds my zebra?"),
        ([Turn("May our horse sail?", "Horses sail free."), "When did he eat?"], "When did our horse eat?"),
        (["Who paid for the Gannet?", "Who feeds him?"], "Who feeds him?"),
        (["How far is Oslo?", "When did he leave?"], "When did he leave?"),
    ],
)
def test_he_is_no_ship_and_no_town_and_may_be_an_animal(told: Resolve, turns: list[str | Turn], resolved: str) -> None:
    assert told(*turns) == resolved


def test_what_is_given_to_her_is_not_hers(told: Resolve) -> None:
    assert told(BORN, "Who gave her credit?") == "Who gave Ada Byrd credit?"
    assert told(BORN, "Who gave her harp to a museum?") == "Who gave Ada Byrd's harp to a museum?"


def test_the_second_pronoun_for_the_same_thing_is_left(told: Resolve) -> None:
    assert told(BORN, "Why did she sell her harp?") == "Why did Ada Byrd sell her harp?"


def test_a_pronoun_may_refer_back_inside_of_its_own_question(told: Resolve) -> None:
    asked = "What is a zebra and where does it live?"
    assert told("What is a kayak?", asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "Is it true that a canoe is open?",
        "Is it possible to fold a canoe?",
        "Is a canoe worth it?",
    ],
)
def test_an_it_that_stands_for_nothing_is_left(told: Resolve, asked: str) -> None:
    assert told("What is a kayak?", asked) == asked


def test_what_is_hard_to_learn_is_a_thing(told: Resolve) -> None:
    assert told("What is Git?", "Is it hard to learn?") == "Is Git hard to learn?"


def test_this_by_itself_is_a_thing_and_never_a_person(told: Resolve) -> None:
    assert told("What is Git?", "How does that differ from a zebra?") == "How does Git differ from a zebra?"
    assert told(BORN, "Why did she do this?") == "Why did Ada Byrd do this?"


def test_a_verb_that_is_drawn_to_a_pronoun_is_kept(told: Resolve) -> None:
    assert told("What is Git?", "What happens if it's slow?") == "What happens if Git is slow?"


@pytest.mark.parametrize("said", ["He sailed near Oxmere.", "He danced at the Mariinsky.", "He went to Hebrew school."])
def test_a_name_that_stands_as_that_of_a_place_or_thing_is_no_he(told: Resolve, said: str) -> None:
    assert told(Turn("What happened in 1901?", said), "When did he leave?") == "When did he leave?"


def test_they_are_not_whom_an_answer_names_in_passing(told: Resolve) -> None:
    turn = Turn("May a boat be held?", "Nobody holds a boat unless Tom Byrd agrees.")
    assert "Tom Byrd" not in told(turn, "How often are the toilets cleaned?", "What do they cost?")
