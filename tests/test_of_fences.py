"""Good and bad things, the least of one thing and of all, what is fine, and what a table says in words."""

from __future__ import annotations

import pytest

from assistant import Assistant

FENCES = """Hedge, timber or wire: which fence suits your garden?

A fence keeps rabbits out and children in. We asked three gardeners what they would plant or build.

The figures

Fence\tPrice per metre\tLifespan\tMinimum height\tNoise in wind\tWeight per m²
Hedge\t£14\t60 years\t90 cm\tlow\tnone
Timber panel\t£45\t20 years\t120 cm\tnoticeable\t15 kg
Wire mesh\t£9\t25 years\t60 cm\tnone\t2 kg

Good things about hedges

- birds nest in them
- they never need paint
- wind passes through

Bad things about hedges

- slow to grow
- roots dry the bed beside them
- snap when climbed on

Words

Visitor: anyone who is not on the list of keys
Keyholder: a member who locks up
Warden: a member who walks the fences in spring

Rules

Dogs are welcome on a lead. Ladders are not.
"""


@pytest.fixture(scope="module")
def fences(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("fences")
    (folder / "fences.txt").write_text(FENCES, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("pros of hedges", "birds nest in them"),
        ("What are the advantages of hedges?", "birds nest in them"),
        ("disadvantages of hedges", "slow to grow"),
        ("What are the weak points of hedges?", "slow to grow"),
    ],
)
def test_good_and_bad_things_are_benefits_and_drawbacks(fences: Assistant, question: str, first: str) -> None:
    items = fences.ask(question).items
    assert items is not None
    assert items[0] == first


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is the lowest height for a timber panel?", "120 cm"),
        ("What is the lowest height of wire mesh?", "60 cm"),
        ("Which fence has the lowest height?", "Wire mesh"),
        ("weight of wire mesh per square metre", "2 kg"),
        ("how noisy is a hedge in the wind", "low"),
        ("who counts as a visitor?", "not on the list of keys"),
        ("are dogs ok", "welcome on a lead"),
    ],
)
def test_what_is_told_of_one_thing(fences: Assistant, question: str, said: str) -> None:
    assert said in fences.ask(question).text


def test_that_something_happens_does_not_say_that_it_is_fine(fences: Assistant) -> None:
    assert not fences.ask("is it ok to climb on hedges").text.startswith("Yes")
