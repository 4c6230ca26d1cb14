"""What a page of a centre tells in the sentence after the one that names a thing, by a lead-in, or not at all."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.lexicon import classes
from assistant.word_forms import is_plural

CENTRE = """Sallow Craft Centre

Our sites

    Site          Benches   Heating       Keyholder
    Mill Lane     72        Wood stove    Ruth Okafor
    Bridge Yard   51        None          Len Hodgkiss
    Chapel Row    25        Radiators     Mags Devlin

The repair shop

The repair shop, called Second Round, sells bicycles and lamps. It is run by Hanna Sallow and opens at ten. \
It takes cash and cards. In 2023 it made a profit of £84,000.

Who we are

The committee meets in the hut on the first Tuesday of each month.

- Chair, Joan Appleyard: speaks for us at the council
- Treasurer, Doreen Pike: pays the bills
- Secretary, Femi Adebayo: writes the minutes

Lathe course

The course begins with the question what you want to make:

1. Choosing: pick a blank and a tool
2. Turning: work from the outside in
3. Finishing: sand and oil

Once you know one lathe, the second takes about four weeks.

- Lathe A: bowls and plates
- Lathe B: legs of chairs
- Lathe C: spindles

Certificates

No certificate replaces work that you can show. If you want one all the same, these are the most asked for:

Name\tBest for\tFee\tValid for
Lathe Pass\tbeginners\t£70\t2 years
Bench Licence\tteachers\t£300\t3 years
Guild Test\tmasters\t£445\t5 years

Pay

    Level     Turner    Joiner
    Junior    £21,000   £24,000
    Senior    £31,000   £36,000
"""


@pytest.fixture(scope="module", params=["centre.md", "centre.txt"])
def centre(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    name: str = request.param
    folder = tmp_path_factory.mktemp("centre")
    (folder / name).write_text(CENTRE, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who runs the repair shop?", "run by Hanna Sallow"),
        ("How much profit did the repair shop make in 2023?", "£84,000"),
        ("Does the repair shop take cards?", "Yes: It takes cash and cards."),
    ],
)
def test_what_a_sentence_leaves_to_a_pronoun_is_told_by_it(centre: Assistant, question: str, said: str) -> None:
    assert said in centre.ask(question).text


def test_who_is_on_something_is_told_by_the_list_that_is_led_into_by_it(centre: Assistant) -> None:
    given = centre.ask("Who is on the committee?")
    assert given.items is not None
    assert [item.partition(":")[0] for item in given.items] == [
        *("Chair, Joan Appleyard", "Treasurer, Doreen Pike", "Secretary, Femi Adebayo"),
    ]


def test_the_sentence_that_leads_into_a_table_says_what_it_lists(centre: Assistant) -> None:
    assert centre.ask("Which certificates are most asked for?").items == (
        *("Lathe Pass", "Bench Licence", "Guild Test"),
    )


def test_which_sites_there_are(centre: Assistant) -> None:
    assert centre.ask("which sites do you have").items == ("Mill Lane", "Bridge Yard", "Chapel Row")


@pytest.mark.parametrize(
    "question",
    [
        "What is the pass mark of the Guild Test?",
        "What is the dress code for the Guild Test?",
        "How much does a junior turner earn in switzerland?",
        "What is the average pay of a turner in germany?",
    ],
)
def test_a_cell_of_the_row_that_is_asked_about_does_not_tell_anything_else(centre: Assistant, question: str) -> None:
    assert not centre.ask(question).answered


def test_a_cell_tells_what_its_column_names(centre: Assistant) -> None:
    assert centre.ask("What is the fee of the Guild Test?").text == "£445"
    assert "£21,000" in centre.ask("How much does a junior turner earn?").text


def test_the_mark_of_an_item_is_no_figure(centre: Assistant) -> None:
    assert "Choosing" not in centre.ask("How much is the lathe course?").text


def test_a_number_in_what_leads_into_a_list_counts_what_stands_behind_it(centre: Assistant) -> None:
    given = centre.ask("How many weeks does the second lathe take?")
    assert "four weeks" in given.text
    assert given.kind == "sentence"


@pytest.mark.parametrize("tail", [", and why", " and what are they called", ", and which", " and where are they?"])
def test_a_second_question_that_says_nothing_of_its_own_changes_nothing(centre: Assistant, tail: str) -> None:
    asked = "which sites do you have"
    assert centre.ask(asked + tail).items == centre.ask(asked).items


def test_a_second_question_with_words_of_its_own_is_read(centre: Assistant) -> None:
    assert "£70" in centre.ask("What is Lathe Pass and what is its fee?").text


@pytest.mark.parametrize(
    ("form", "of"), [("sites", "site"), ("planes", "plane"), ("boxes", "box"), ("heroes", "hero"), ("lanes", "lane")]
)
def test_plurals_are_of_the_word_that_they_end(form: str, of: str) -> None:
    assert is_plural(form)
    assert classes.word(form).classes == classes.word(of).classes


@pytest.mark.parametrize(
    ("form", "of"), [("rated", "rate"), ("hoped", "hope"), ("hopped", "hop"), ("visited", "visit"), ("singing", "sing")]
)
def test_pasts_are_of_the_verb_that_they_end(form: str, of: str) -> None:
    base = classes.word(of).parts["v"]
    assert base in classes.word(form).parts.values()


def test_which_of_them_asks_of_the_list_that_two_things_were_taken_from(centre: Assistant) -> None:
    history = []
    for text in ("Which certificates are most asked for?", "How much is the second one?", "and Lathe Pass?"):
        history.append(centre.ask(text, history=history))
    assert "Guild Test" in centre.ask("which of them is for masters?", history=history).text
