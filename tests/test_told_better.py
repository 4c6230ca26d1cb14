"""What goes before what: the sentence that says it all, the list under the right name, the row, the column, an item."""

from __future__ import annotations

import pytest

from assistant import Assistant

RAILWAY = """Heath Valley Railway: Drivers, Guards and Tickets

What is the railway?

The Heath Valley Railway is a line of nine miles that volunteers run with steam. It is made up of these parts:
- Works
    - Forge: bending and hardening steel
    - Paint shop: coaches and signs
- Museum

What a fireman does

A fireman is the second person on the engine, who keeps up the steam. The tasks of a fireman are:
- Raising steam at dawn
- Shovelling coal
- Watching the water

Guards do other things in these duties:
- Waving the flag
- Checking tickets

Gear

Firemen rely on the following:
- Shovel: throws coal into the fire
- Pricker: breaks up clinker
- Slacker: sprays down dust

Guards have a set of their own:
- Flag: tells the driver to start
- Punch: marks what has been checked

Faults

The usual faults are:
- Priming: water that is carried over with the steam
- Clinker: ash that melts on the grate

Priming is stopped by a half-shut regulator. A change of coal is the best remedy against clinker.

Which ticket?

Feature
Day Ticket
All-in Ticket
Senior Day Ticket
Price
£12
£19
£9
Good for
One trip out and back
Trains and museum
A trip with a seat kept
Can be returned
Not possible
Up to two days ahead
Up to a day ahead
Dogs
40p a mile
Free of charge
30p a mile

A Day Ticket is a pass that is good until midnight.

Signals

Signals are of two kinds:
- Arm signals
    - stop a train by day
- Lamp signals
    - stop a train by night

Hours

Place       Weekdays        Sundays
Station     9 am – 5 pm     10 am – 4 pm
Museum      11 am – 3 pm    closed

How to drive an engine

1. Work as a cleaner
2. Learn the rule book
3. Pass as a fireman
4. Take the test

It takes about three years with two days a week, and most begin like this:
- Sign the book
- Get overalls
- Meet the foreman

History

The line was opened by the Earl of Lunn in 1871. In 1952 Edith Garrow founded HVRS, a society that bought the line from
the state. She had been told of it by the signalman Paul Street, who lived at the crossing.
The water crane was set up at Lunn in 1874. A boiler that stands on the saddle is the heaviest part.

Questions

Do I need a licence to be a fireman?

A licence is not needed. Three in ten firemen had no licence when they began, but all of them took a course.
"""


@pytest.fixture(scope="module")
def railway(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("railway")
    (folder / "railway.txt").write_text(RAILWAY, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        ("How is priming stopped?", "half-shut regulator", "carried over"),
        ("What is the best remedy against clinker?", "change of coal", "melts"),
        ("Which gear do firemen use?", "Shovel", "Raising steam"),
        ("What does a fireman do?", "Raising steam", "second person"),
        ("What is the forge?", "bending and hardening", "coaches"),
        ("What does the Day Ticket cost?", "£12", "£9"),
        ("How much is the All-in Ticket?", "£19", "£12"),
        ("Can the All-in Ticket be returned?", "two days ahead", "Not possible"),
        ("How much does a dog cost with a Senior Day Ticket?", "30p a mile", "40p"),
        ("What is HVRS?", "a society that bought the line", "signalman"),
        ("Who founded HVRS?", "Edith Garrow", "signalman"),
        ("Do I need a licence to work as a fireman?", "A licence is not needed", "Three in ten"),
        ("How long does it take to drive an engine?", "about three years", "overalls"),
        ("How many steps does it take to drive an engine?", "4", "overalls"),
        ("Which is dearer, the Day Ticket or the All-in Ticket?", "£19", "Sundays"),
        ("Is the Day Ticket or the All-in Ticket dearer?", "£19", "Yes"),
        ("How do the Day Ticket and the All-in Ticket differ in price?", "£19", "£9"),
        ("What is a Day Ticket?", "until midnight", "£12"),
        ("Which signals stop a train by night?", "Lamp signals", "by day"),
    ],
)
def test_what_is_told_best_is_the_answer(railway: Assistant, question: str, says: str, lacks: str) -> None:
    text = railway.ask(question).text
    assert says in text
    assert lacks not in text


@pytest.mark.parametrize(
    "question",
    [
        "Why was the museum opened?",  # a table of hours gives no reason
        "When was the museum opened?",  # nor a year
        "Who designed the water crane?",
        "What does the DFT stand for?",
        "How do I grease the Slacker?",
    ],
)
def test_what_nothing_tells_is_refused(railway: Assistant, question: str) -> None:
    assert railway.ask(question).kind == "no_answer"


def test_a_step_is_an_item_of_the_list_before(railway: Assistant) -> None:
    first = railway.ask("How do I become an engine driver?")
    assert first.items is not None
    second = railway.ask("what is the second step?", history=[first])
    assert second.text.startswith(first.items[1][:10])


def test_a_thing_with_an_article_is_asked_about_anew(railway: Assistant) -> None:
    first = railway.ask("What does the Day Ticket cost?")
    assert railway.ask("And what is a fireman?", history=[first]).interpreted_as == "And what is a fireman?"


def test_a_name_that_ends_in_an_article_stays_whole(railway: Assistant) -> None:
    first = railway.ask("What does the fireman watch?")
    assert "data clerks" in railway.ask("and data clerks?", history=[first]).interpreted_as


def test_a_title_with_an_article_heads_no_table(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("history")
    text = (
        "Guide\n\nIt keeps the history of a short line, and a short history of steam.\n\nA Short History\n\n"
        "In 1961 John Marsh spoke of it in Lund. Amy Bell made it known when she opened a shop in May.\n\n"
        "In June 2009 Paul Street and Ada Reed told how they ran ten trains a day. The guard Tom Lyle came too.\n\n"
        "Frequently Asked Questions\n\nIs it free?\n\nYes.\n"
    )
    (folder / "guide.txt").write_text(text, encoding="utf-8")
    assert not [block for block in Assistant.open(folder).document("guide.txt").blocks if block.kind == "table"]
