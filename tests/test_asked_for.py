"""What a question asks for has to be there in the form it names: a month, a number, a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from assistant.answer.counted import counts_in
from assistant.answer.expected import fits
from assistant.answer.extremes import asks_utmost
from assistant.answer.silence import TYPE_MISSING
from assistant.question import analyse
from assistant.word_forms import likelier

BAKERY = """# The village bakery

## Baking days

We bake from March to November in the old mill, and the oven is lit at 4.30 am.
The mill has six ovens, and no oven is older than ten years.

## Words of bakers

- Crumb: the soft inside of a loaf
- Peel: the long shovel that puts loaves into the oven
- Score: the cut in the top of a loaf

## How a loaf is made

1. Weigh the flour.
2. Knead the dough.
3. Shape the loaf.

## What else we sell

Besides bread we sell three kinds of cake. Rolls do not contain milk, but cakes do.
A visiting baker teaches the course, which starts at the green door.

## History of the mill

The mill is 21 metres long. It was bought by the village two years later.
The oven was rebricked in clay because the old stones had cracked.
In 1902 a flood at the mill killed fourteen men.
Rye bakers ask for minus two in the cold room, which keeps the dough quiet.
Never open the flue during baking. The flue is swept every month.
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    return Assistant.open(folder)


@pytest.fixture
def ask(bakery: Assistant) -> Callable[[str], Answer]:
    return bakery.ask


def test_the_word_for_what_is_described(ask: Callable[[str], Answer]) -> None:
    assert ask("What do you call the soft inside of a loaf?").text.startswith("Crumb")
    assert ask("What is the long shovel for loaves called?").text.startswith("Peel")


def test_a_time_in_the_unit_asked(ask: Callable[[str], Answer]) -> None:
    assert "March to November" in ask("In which months do you bake?").text
    assert "4.30" in ask("At what time is the oven lit?").text


def test_a_number_belongs_to_what_is_counted(ask: Callable[[str], Answer]) -> None:
    assert "six ovens" in ask("How many ovens are in the mill?").text
    assert not ask("How many doors are in the mill?").answered


@pytest.mark.parametrize(
    "question", ["What is the name of the visiting baker?", "Which house number is the green door?"]
)
def test_what_has_no_name_or_number_is_not_made_up(ask: Callable[[str], Answer], question: str) -> None:
    assert not ask(question).answered


def test_what_is_said_in_passing_is_no_part_of_the_question(ask: Callable[[str], Answer]) -> None:
    answer = ask("How is a loaf made, step by step?")
    assert answer.items == ("Weigh the flour.", "Knead the dough.", "Shape the loaf.")


@pytest.mark.parametrize("text", ["Besides bread, what do you sell?", "What do you sell apart from bread?"])
def test_what_is_excepted_is_not_looked_for(bakery: Assistant, text: str) -> None:
    assert "bread" not in [term.text for term in analyse(text, bakery.vocabulary).content]


def test_people_are_counted_under_another_name(bakery: Assistant) -> None:
    question = analyse("How many workers died in the flood?", bakery.vocabulary)
    assert counts_in(question, "a flood killed fourteen men", frozenset({"worker"})) > TYPE_MISSING
    assert counts_in(question, "a flood broke fourteen doors", frozenset({"worker"})) < TYPE_MISSING


def test_a_figure_without_a_unit_may_tell_a_measure(ask: Callable[[str], Answer]) -> None:
    assert "minus two" in ask("What temperature do rye bakers ask for?").text


def test_what_is_reckoned_from_a_time_is_no_length(ask: Callable[[str], Answer]) -> None:
    assert "21 metres" in ask("How long is the mill?").text


def test_what_is_never_done_tells_not_how_often_something_is(ask: Callable[[str], Answer]) -> None:
    assert "every month" in ask("How often is the flue swept?").text


def test_a_word_made_of_another_is_no_name_and_no_slip(bakery: Assistant) -> None:
    question = analyse("Why was the oven reclayed?", bakery.vocabulary)
    term = question.content[-1]
    assert (term.name, term.correction) == (False, None)
    assert (("clay",), 0.8) in term.phrases


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What is a visit like, step by step?", "way"),
        ("How far in advance can I order?", "duration"),
        ("What does the baker charge us for a course?", "amount"),
        ("Price for a course", "amount"),
    ],
)
def test_what_is_asked_for_is_told_by_the_form(bakery: Assistant, text: str, asks: str) -> None:
    assert analyse(text, bakery.vocabulary).asks == asks


def test_the_least_number_of_something_counts_it(bakery: Assistant) -> None:
    question = analyse("What is the minimum number of loaves for an order?", bakery.vocabulary)
    assert question.focus is not None
    assert question.terms[question.focus].text == "loaves"


def test_a_thesaurus_is_believed_more_where_text_uses_two_words_alike() -> None:
    worth = dict(likelier("couch", [(("sofa",), 0.5), (("put",), 0.5)]))
    assert worth[("sofa",)] > 0.5 > worth[("put",)]


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        ("Which university is best for baking?", "Bakers come straight from university.", False),
        ("Which university is best for baking?", "Many bakers went to Leeds.", True),
        ("In which country is rye eaten most?", "Ask Tom for rye in the mill.", False),
        ("In which country is rye eaten most?", "Rye is eaten most in Finland.", True),
        ("Which language do the labels have?", "Labels have a language of their own.", False),
        ("What does a roll cost?", "Rolls are free.", True),
        ("What does a roll cost?", "Rolls are seldom free.", False),
    ],
)
def test_what_has_names_of_its_own_is_told_by_one(bakery: Assistant, text: str, said: str, told: bool) -> None:
    assert (fits(analyse(text, bakery.vocabulary), said) > TYPE_MISSING) == told


@pytest.mark.parametrize(
    ("text", "utmost"),
    [
        ("Which baker has the most ovens?", True),
        ("Who is the oldest baker?", True),
        ("What is the best way to knead?", False),
        ("How many loaves at most?", False),
    ],
)
def test_which_one_is_beyond_all_others(text: str, utmost: bool) -> None:
    assert asks_utmost(text) == utmost


def test_what_says_how_to_answer_is_not_looked_for(bakery: Assistant) -> None:
    assert [term.text for term in analyse("Define a peel please", bakery.vocabulary).terms if term.weight] == ["peel"]


@pytest.mark.parametrize(("text", "asks"), [("learn baking", "way"), ("baking days", "list")])
def test_a_bare_request_that_begins_with_a_verb_asks_how(bakery: Assistant, text: str, asks: str) -> None:
    assert analyse(text, bakery.vocabulary).asks == asks


def test_a_question_is_read_again_when_a_word_of_it_was_set_right(bakery: Assistant) -> None:
    question = analyse("bakign days", bakery.vocabulary)
    assert (question.asked, question.text, question.asks) == ("bakign days", "baking days", "list")
    assert [(term.text, term.typed) for term in question.content] == [("baking", "bakign"), ("days", None)]


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        ("When did the bakers leave?", "Ada Mill (12 May 1859 – 3 March 1938) was a baker.", False),
        ("When was Ada Mill born?", "Ada Mill (12 May 1859 – 3 March 1938) was a baker.", True),
        ("On what date did they leave?", "The mill is 5.2 metres wide.", False),
        ("On what date did they leave?", "They left on 6 September 1934.", True),
        ("How often may I bake?", "You may bake three times.", True),
        ("How many pairs of rolls are there?", "There are 12 pairs of loaves.", False),
        ("Which mill company does Tom work for?", "Tom, AGM baker for a mill, starts at nine.", False),
        ("Where does the name Peel come from?", "A peel is in the mill.", False),
        ("Where does the name Peel come from?", "The name is from an old word for shovel.", True),
        ("What does a course cost?", "Half of it, 65 percent, is baking.", False),
    ],
)
def test_what_tells_a_time_a_measure_or_a_name(bakery: Assistant, text: str, said: str, told: bool) -> None:
    question = analyse(text, bakery.vocabulary)
    counted = frozenset({"pair"})
    found = counts_in(question, said, counted) if question.asks == "count" else fits(question, said)
    assert (found > TYPE_MISSING) == told


def test_numbers_before_a_unit_tell_and_are_found_as_figures(bakery: Assistant) -> None:
    terms = {term.text: term for term in analyse("Is the oven older than five years?", bakery.vocabulary).terms}
    assert terms["five"].role == "content"
    assert (("5",), 1.0) in terms["five"].phrases
