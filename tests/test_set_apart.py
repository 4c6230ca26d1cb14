"""Two things that a page sets side by side: what is told of the one, of the other, of neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Assistant

LOOMS = """Weaving vs Knitting: Looms, Needles and Courses

What is weaving?

Weaving is a craft in which two sets of threads cross each other at right angles. It suits those who want firm cloth:
rugs, belts and sails.

What is knitting?

Knitting is a craft in which one thread is pulled through its own loops. A knitting circle has eight members.

A short history

The word knitting was first put into a law by the clerk Hugo Penrose in 1488. The workshop was opened by Martha Quill in
1974 and renamed Threadneedle House. A kitten was born there in 1981. Quill retired in 1999 and moved to Lund.

Who takes part

These are the roles:
- Weaving
    - Warper
    - Weaver
- Knitting
    - Pattern drafter
    - Knitter
    - Finisher

The warper winds the warp.

Weaving and knitting compared

Point	Weaving	Knitting
Main users	Sailmakers	Families
Largest group	12 people	9 people
Lowest level	Beginner	None
Taught in	Room 4, Mill Yard	Library
Time for a scarf	Two days	Five evenings

Tools

In our shop you find these tools:
- Shuttle: carries the thread through the shed
- Reed: keeps the threads apart
- Niddy-noddy: winds yarn into hanks

The methods of paying are:
- Cash
- Bank transfer

Looms for sale

Feature
Table loom
Floor loom
Rigid loom
Price
£180
£940
£120
Width
40 centimetres
110 centimetres
60 centimetres
Floor space
Half a square metre
3 square metres
None

Pay

Yearly pay	Junior	Senior
Weaver	£24,000	£31,000
Knitter	£22,000	£29,000

Courses

The grants for learners are as follows:
- Guild Grant: pays half of the fee
- Town Grant: pays for yarn

Send these for the application:
- A photo of your work
- A letter

Does a floor loom work in a flat?

Normally not. Its treadles are heard two floors below. Only a table loom is quiet.
"""


@pytest.fixture(scope="module")
def looms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("looms")
    (folder / "looms.txt").write_text(LOOMS, encoding="utf-8")
    return Assistant.open(folder)


def said(answer: Answer) -> str:
    return " ".join((answer.text, *(answer.items or ())))


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        ("How many members does a knitting circle have?", "eight members", "12"),
        ("Who are the main users of weaving?", "Sailmakers", "Families"),
        ("What is the largest group in knitting?", "9 people", "12 people"),
        ("What is the lowest level for weaving?", "Beginner", "None"),
        ("Which has the largest group, weaving or knitting?", "12 people", "Room"),
        ("Where is weaving taught?", "Room 4, Mill Yard", "Library"),
        ("What roles are there in knitting?", "Pattern drafter", "Warper"),
        ("How big is the floor loom?", "3 square metres", "£940"),
        ("How wide is the floor loom?", "110 centimetres", "3 square"),
        ("What types of loom are for sale?", "Rigid loom", "Floor space"),
        ("How many ways to pay are there?", "Bank transfer", "Town Grant"),
        ("What grants are there?", "Guild Grant", "photo"),
        ("Does a floor loom work in a flat?", "Normally not", "table loom"),
        ("When did Martha Quill retire?", "1999", "1974"),
        ("Compare the senior pay of a weaver and a knitter", "£29,000", "Mill Yard"),
        ("Which is dearer, the table loom or the floor loom?", "£940", "Niddy"),
    ],
)
def test_what_is_asked_is_told_of_the_right_thing(looms: Assistant, question: str, says: str, lacks: str) -> None:
    answer = looms.ask(question)
    assert says in said(answer)
    assert lacks not in said(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Who first put the word weaving into a law?",
        "How many members does a weaving circle have?",
        "Why was the workshop renamed Threadneedle House?",
        "When was Hugo Penrose born?",
        "How heavy is the floor loom?",
        "How fast is the table loom?",
        "What brand does the niddy-noddy have?",
    ],
)
def test_what_is_told_of_the_other_or_of_another_side_is_no_answer(looms: Assistant, question: str) -> None:
    assert looms.ask(question).kind == "no_answer"


@pytest.mark.parametrize(
    ("questions", "understood", "says"),
    [
        (["What is weaving?", "and knitting?"], "What is knitting?", "its own loops"),
        (
            ["What tools do you sell?", "how many are there?"],
            "how many tools are there?",
            "Niddy-noddy",
        ),
        (
            ["What is the price of the floor loom?", "what floor space does it need?"],
            "what floor space does the floor loom need?",
            "3 square metres",
        ),
        (["What does a junior weaver earn?", "and a senior?"], "What does a senior weaver earn?", "£31,000"),
        (
            ["What is the largest group in knitting?", "When did the workshop lose its owner?"],
            "When did the workshop lose its owner?",
            "",
        ),
        (["What roles are there in weaving?", "what does the first one do?"], "what does Warper do?", "winds the warp"),
    ],
)
def test_a_follow_up_goes_on_with_the_thing_or_its_counterpart(
    looms: Assistant, questions: list[str], understood: str, says: str
) -> None:
    history: list[Answer] = []
    for question in questions:
        history.append(looms.ask(question, history=history))
    assert history[-1].interpreted_as == understood
    assert says in said(history[-1])


def test_a_heading_is_the_question_however_its_apostrophe_is_written(tmp_path: Path) -> None:
    text = "Looms\n\nWhy don't looms hum?\n\nThe treadles hang on cords.\n\nWhy do looms stand?\n\nThey are heavy.\n"
    sure = []
    for name, written in (("plain", text), ("set", text.replace("'", "’"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "looms.txt").write_text(written, encoding="utf-8")
        sure.append(Assistant.open(tmp_path / name).ask("Why don't looms hum?").confidence)
    assert sure[0] == sure[1] > 0.5


def test_what_is_beyond_all_others_needs_nothing_of_what_was_spoken_of(looms: Assistant) -> None:
    before = looms.ask("What is weaving?")
    question = "what is the tallest building in the world"
    assert looms.ask(question, history=[before]).interpreted_as == question
