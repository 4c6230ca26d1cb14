"""What a question asks for has to be there in the form it names: a month, a number, a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from assistant.question import analyse

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
