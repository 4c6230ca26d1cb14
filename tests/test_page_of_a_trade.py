"""Questions to a page as it is copied out of a browser: sorts of things, what is forbidden, who, where, how many."""

from __future__ import annotations

import pytest

from assistant import Assistant

POTTERY = """Clay for Beginners: Tools, Kilns and Glazes

What is the pottery?

The pottery is an open workshop in Harrow Lane. It has these rooms:
• Wheel Room: throwing and trimming
• Kiln Room: drying and firing
• Shop: pots, bowls and tiles

What the team does

The daily duties of the pottery team are:
• Wedging the clay
• Installing software on the till
• Loading the kilns

Pottery Tools

The workshop hands these out:
• Clay-IT – weighs the clay
• Ribs – smooth the wall of a pot
• Wires – cut the pot off the wheel

Firing

You may fire these clays:
• stoneware
• earthenware

The following clays are banned, because they burst or give off fumes:
• paper clay
• raku with grog

Getting started

The course follows four steps:
1. Wedge the clay.
2. Centre it.
3. Open it.
4. Fire it.

The kilns stand at least two metres from any wall.

What does it cost?

Item\tPrice\tUnit
Bag of clay\t£9\tbag
Kiln time\t£3\thour
Membership\t£40\tyear

The tool shelf is a shelf of tools that members may keep for seven days. It includes:
• a heat gun
• a tile cutter

Which glaze runs? The glaze book is free for up to ten members and needs no training.

How big are the kilns?

Kiln\tChamber\tHot plate
Small\t20 litres\t2 kW
Large\t90 litres\t6 kW

History

The potter Ada Lyle opened the first workshop in Saint Ruan in 1961. In 1990 O'Dowd published the book "Slow Clay",
which made it known. Gull Kilns and Mersea Clay are family firms. Fern Glazes is sold by post only, and it is well
liked. Peter Sand, a friend of hers, had painted tiles before.

Questions

How long does the kiln last?

A kiln survives around 900 full loads before its walls crack. A full load takes six hours.

Does a kiln need a fan?

Not always. A small kiln can stand beside an open window.
"""

CONTACTS = (
    "# The office\n\n| Team | Reports to |\n|---|---|\n| Kiln crew | The head of firing |\n| Shop | The owner |\n"
)


@pytest.fixture(scope="module")
def pottery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("pottery")
    (folder / "pottery.txt").write_text(POTTERY, encoding="utf-8")
    (folder / "office.md").write_text(CONTACTS, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Which clays are not allowed in the kiln?", "paper clay"),
        ("Which clays may be fired?", "stoneware"),
        ("why are some clays banned?", "fumes"),
        ("Who published the book Slow Clay?", "O'Dowd"),
        ("In which town was the first workshop opened?", "Saint Ruan"),
        ("who does the kiln crew report to?", "head of firing"),
        ("How close to a wall can a kiln stand?", "two metres"),
        ("Does a kiln need a fan?", "Not always. A small kiln"),
        ("How many rooms does the pottery have?", "3"),
        ("How many tools are there?", "Ribs"),
        ("How many tools are on the tool shelf?", "2: a heat gun, a tile cutter"),
        ("how many people can use the glaze book for free", "ten members"),
        ("How long does it take to load the kiln fully?", "six hours"),
        ("Which tool lets you cut a pot off the wheel?", "Wires"),
        ("Which tool is meant for the wall of a pot?", "Ribs"),
    ],
)
def test_it_is_answered_by_what_tells_it(pottery: Assistant, question: str, says: str) -> None:
    answer = pottery.ask(question)
    assert answer.answered, answer.text
    assert says in answer.text


def test_things_of_a_sort_are_no_others_of_which_one_is_called_so(pottery: Assistant) -> None:
    """A name that ends in the letters of a word of the question does not take the place of the list it stands in."""
    assert pottery.ask("Which tools does the pottery use?").items == (
        "Clay-IT – weighs the clay",
        "Ribs – smooth the wall of a pot",
        "Wires – cut the pot off the wheel",
    )


def test_what_is_forbidden_is_not_told_by_what_is_allowed(pottery: Assistant) -> None:
    assert "stoneware" not in pottery.ask("Which clays must not be fired?").text


def test_a_count_that_the_document_tells_is_shown_with_its_sentence(pottery: Assistant) -> None:
    answer = pottery.ask("How many steps does the course have?")
    assert answer.kind == "count"
    assert answer.text.startswith("4: The course follows four steps:\n• Wedge the clay.")
    assert answer.short_answer is not None
    assert answer.short_answer.text == "four"
    assert answer.items is not None
    assert len(answer.items) == 4


@pytest.mark.parametrize(
    "question",
    [
        "Do you need a hot plate with glazes?",  # that a large kiln has one does not tell
        "When was the kiln bought?",  # an hour of it costs something
        "How many potters' wheels are in the Wheel Room?",
        "How does machine learning work?",
        "What is the pass mark for the Wheel Room?",
    ],
)
def test_what_only_stands_nearby_is_no_answer(pottery: Assistant, question: str) -> None:
    assert not pottery.ask(question).answered


def test_what_others_are_tells_nothing_of_what_is_named_beside_them(pottery: Assistant) -> None:
    assert "Gull" not in pottery.ask("Is Fern Glazes a family firm?").text


def test_which_of_them_goes_back_behind_a_question_about_one(pottery: Assistant) -> None:
    first = pottery.ask("Which tools does the workshop hand out?")
    assert first.items is not None
    second = pottery.ask("what is the second one for?", history=[first])
    assert "smooth the wall" in second.text
    third = pottery.ask("and which of them cuts the pot off?", history=[first, second])
    assert "Wires" in third.text
    assert "Ribs" not in third.text


def test_which_is_the_best_of_what_no_document_knows_asks_of_nothing_before(pottery: Assistant) -> None:
    first = pottery.ask("Which tools does the workshop hand out?")
    assert not pottery.ask("Which is the best dishwasher?", history=[first]).answered
