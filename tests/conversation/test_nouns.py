"""Nouns that refer back, nouns left out, parts of names, and questions that leave open what they are about."""

from __future__ import annotations

import pytest
from conversations import Resolve, Turn

BYRD = Turn("Where was she born?", "Byrd was born in Leith.", "Ada Byrd")
WRENS = Turn("Did they tour?", "The Wrens toured Spain.", "The Wrens")


def test_this_article_is_what_it_is_about(told: Resolve) -> None:
    assert told(BYRD, "What is interesting about this article?") == "What is interesting about Ada Byrd?"


def test_a_kind_of_thing_is_the_one_that_was_named(told: Resolve) -> None:
    album = Turn("What did they record?", "They recorded the album Blue Hour.", "The Wrens")
    assert told(WRENS, album, "Was the album a success?") == "Was the album Blue Hour of The Wrens a success?"


def test_a_band_is_the_one_that_the_document_is_about(told: Resolve) -> None:
    assert told(WRENS, "Did the band split up?") == "Did the band The Wrens split up?"


def test_a_noun_is_said_as_fully_as_before(told: Resolve) -> None:
    assert told("What was the Leith Experiment?", "Who led the experiment?") == "Who led the Leith Experiment?"


def test_a_noun_that_says_whose_it_is_needs_nothing(told: Resolve) -> None:
    assert told("What was the Leith Experiment?", "What is the price of a zebra?") == "What is the price of a zebra?"


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("Did she tour during this time?", "Did Ada Byrd tour during 1901?"),
        ("Where was she at that time?", "Where was Ada Byrd in 1901?"),
    ],
)
def test_this_time_is_the_year_that_was_spoken_of(told: Resolve, asked: str, resolved: str) -> None:
    assert told(BYRD, Turn("What did she do?", "She sang in 1901.", "Ada Byrd"), asked) == resolved


@pytest.mark.parametrize(
    ("answer", "asked", "resolved"),
    [
        ("She sang.", "Did she tour during this time?", "Did Ada Byrd tour during 1900-1905?"),
        ("She sang in 1901.", "Did she tour during this time?", "Did Ada Byrd tour during 1901?"),
        ("She sang in 1901.", "Did she tour during that period?", "Did Ada Byrd tour during 1900-1905?"),
        ("She sang on 3 May 1901.", "Who paid her that day?", "Who paid Ada Byrd 3 May 1901?"),
        ("She sang in 1901.", "Did she tour in the 1890s?", "Did Ada Byrd tour in the 1890s?"),
    ],
)
def test_a_time_is_looked_for_in_what_was_said_and_in_the_heading(
    told: Resolve, answer: str, asked: str, resolved: str
) -> None:
    turn = Turn("What did she do?", answer, "Ada Byrd", section="Years in Oslo (1900-1905)")
    assert told(BYRD, turn, asked) == resolved


def test_a_film_is_what_an_answer_calls_so(told: Resolve) -> None:
    turn = Turn("What did she do?", "She played in Blue Hour, a short film about harps.", "Ada Byrd")
    assert told(BYRD, turn, "Was the movie a success?") == "Was the movie Blue Hour of Ada Byrd a success?"


def test_there_is_the_place_that_was_spoken_of(told: Resolve) -> None:
    turn = Turn("What did she do?", "She went to Oslo.", "Ada Byrd")
    assert told(BYRD, turn, "Why did she live there?") == "Why did Ada Byrd live in Oslo?"
    assert told(BYRD, turn, "Is there a harp?") == "Is there a harp of Ada Byrd?"


def test_part_of_a_name_is_completed(told: Resolve) -> None:
    assert told(BYRD, "Did Byrd sing?") == "Did Ada Byrd sing?"
    turn = Turn("Who sang with her?", "Jean Paul Nicolet sang.", "Ada Byrd")
    assert told(BYRD, turn, "Was Nicolet paid?") == "Was Jean Paul Nicolet paid?"


def test_what_has_a_heading_to_itself_is_no_part_of_another_name(told: Resolve) -> None:
    assert told(Turn("What keeps files?", "Git LFS does.", "Git LFS"), "Is Git free?") == "Is Git free?"


def test_what_stands_before_an_everyday_word_is_a_thing_of_its_own(told: Resolve) -> None:
    turn = Turn("Who pays for it?", "The Linux Foundation does.")
    assert told("What is Git?", turn, "Is Linux free?") == "Is Linux free?"


@pytest.mark.parametrize(
    ("turns", "resolved"),
    [
        (["What are mammals?", "What is the largest in the world?"], "What is the largest mammal in the world?"),
        (["What are mammals?", "What is the largest one on land?"], "What is the largest mammal on land?"),
        (["What is a toilet?", "When was the first invented?"], "When was the first toilet invented?"),
        (["What is a kayak?", "What are good ones?"], "What are good kayaks?"),
        (["What is a zebra?", "What does one do?"], "What does a zebra do?"),
        (["What is a kayak?", "Which type is best for lakes?"], "Which type of kayaks is best for lakes?"),
        (["What is a kayak?", "Which type of boat is best?"], "Which type of boat is best?"),
    ],
)
def test_a_noun_that_was_left_out_is_put_in(told: Resolve, turns: list[str], resolved: str) -> None:
    assert told(*turns) == resolved


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("What happened in 1901?", "What happened in 1901 to Ada Byrd?"),
        ("Which songs were recorded?", "Which songs were recorded for Ada Byrd?"),
        ("Any sisters?", "Any sisters of Ada Byrd?"),
        ("What were the awards?", "What were the awards of Ada Byrd?"),
    ],
)
def test_what_names_nothing_is_asked_of_the_topic(told: Resolve, asked: str, resolved: str) -> None:
    assert told(BYRD, asked) == resolved


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("What are the main challenges?", "What are the main challenges of Git?"),
        ("What are some of the main challenges?", "What are some of the main challenges of Git?"),
        ("What can I use instead?", "What can I use instead of Git?"),
        ("What would be a good alternative?", "What would be a good alternative of Git?"),
    ],
)
def test_what_leaves_its_thing_open_is_asked_of_the_subject(told: Resolve, asked: str, resolved: str) -> None:
    assert told("What is Git?", asked) == resolved


@pytest.mark.parametrize(
    "asked",
    [
        "What is a zebra?",
        "What is the price of a canoe?",
        "How are canoes steered?",
        "Do I need a paddle?",
        "Who painted Oslo?",
        "What are zebras?",
        "How many tons did a typical canoe carry?",
        "How many towns signed the letter?",
        "Who runs the ferry now?",
    ],
)
def test_a_question_with_a_subject_of_its_own_inherits_nothing(told: Resolve, asked: str) -> None:
    assert told("What is Git?", asked) == asked


def test_what_was_said_without_an_article_is_said_so_again(told: Resolve) -> None:
    assert told("Does rowing help?", "What are the costs?") == "What are the costs of rowing?"


def test_what_the_answer_speaks_of_needs_no_owner(told: Resolve) -> None:
    turn = Turn("What do sailors wear?", "A cap with a ribbon.")
    assert told(turn, "Who sells the ribbon?") == "Who sells the ribbon?"


def test_what_is_asked_of_a_part_in_passing_is_asked_of_the_whole(told: Resolve) -> None:
    turns = ["What is Git?", "What is in Git stage 3?"]
    assert told(*turns, "What would be a good project?") == "What would be a good project of Git?"


def test_others_are_those_besides_what_was_given(told: Resolve) -> None:
    turn = Turn("What did they record?", "Blue Hour.", "The Wrens")
    assert told(WRENS, turn, "Did they make other albums?") == "Did The Wrens make other albums besides Blue Hour?"


def test_what_else_there_is_is_so_besides_the_sentence_that_was_given(told: Resolve) -> None:
    turn = Turn("What did they do in 1990?", "They moved to Oslo and played in bars.", "The Wrens")
    assert told(WRENS, turn, "What else did they do?") == (
        "What else did The Wrens do besides “They moved to Oslo and played in bars”?"
    )


@pytest.mark.parametrize(
    ("answer", "others"),
    [
        ("After years she won the first harp award in Oslo.", "the first harp award"),
        ("In Oslo she won her second award, Golden String.", "the second award, Golden String"),
        ("In Oslo she won an award for singers.", "an award for singers"),
    ],
)
def test_others_are_those_besides_what_the_answer_names_of_the_sort(told: Resolve, answer: str, others: str) -> None:
    asked = "Did she win any other awards?"
    turn = Turn("What did she win?", answer, "Ada Byrd")
    assert told(BYRD, turn, asked) == f"Did Ada Byrd win any other awards besides {others}?"


def test_what_an_answer_names_in_passing_is_not_excepted(told: Resolve) -> None:
    turn = Turn("Were they liked?", "Critics in Oslo liked them.", "The Wrens")
    assert told(WRENS, turn, "Did they make other albums?") == "Did The Wrens make other albums?"


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("What are the costs for towns?", "What are the costs of Git for towns?"),
        ("What is the link between tools and towns?", "What is the link between tools and towns?"),
    ],
)
def test_what_is_of_nothing_is_of_the_subject(told: Resolve, asked: str, resolved: str) -> None:
    assert told("What is Git?", asked) == resolved


def test_a_small_word_behind_a_hyphen_belongs_to_the_name(told: Resolve) -> None:
    assert told(Turn("When is the morning check-in?"), "Who leads it?") == "Who leads the morning check-in?"
