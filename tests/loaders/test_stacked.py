"""Tables copied with each cell on a line of its own, and the short lines that are none."""

from __future__ import annotations

import pytest

from assistant.loaders.plain import plain_blocks

THINGS = """Canoe vs Kayak

Both float.

At a glance

Question
Canoe
Kayak
Seats
Up to four
One or two
Paddle
One blade
Two blades
Weight
32 kg
24 kg
Price new
£700
£450

A canoe is open, a kayak is closed.
"""
RECORDS = """Huts

Hut
Height
Beds
Open
Fern hut
1,850 m
14
June to October
Stag hut
2,210 m
36
July to September
Upper hut
2,640 m
8
All year

Bring a sheet.
"""


def rows(text: str) -> list[list[str]]:
    """The cells of the tables of a text, row by row."""
    blocks = plain_blocks(text)
    numbers = [number for number, block in enumerate(blocks) if block.kind == "row"]
    return [[text[slice(*block.span)] for block in blocks if block.parent == number] for number in numbers]


def test_the_rows_of_two_things_side_by_side() -> None:
    assert rows(THINGS) == [
        ["Question", "Canoe", "Kayak"],
        ["Seats", "Up to four", "One or two"],
        ["Paddle", "One blade", "Two blades"],
        ["Weight", "32 kg", "24 kg"],
        ["Price new", "£700", "£450"],
    ]


def test_a_header_without_a_name_above_the_labels() -> None:
    found = rows(THINGS.replace("Question\n", ""))
    assert found[0] == ["", "Canoe", "Kayak"]
    assert found[3] == ["Weight", "32 kg", "24 kg"]


def test_columns_that_have_a_form_each() -> None:
    assert rows(RECORDS)[0] == ["Hut", "Height", "Beds", "Open"]
    assert rows(RECORDS)[2] == ["Stag hut", "2,210 m", "36", "July to September"]


FARES = """Lake boats

Boats cross the lake all year.

Summer fares
Ticket
Old Pier
North Pier
Island
Adult
£4.10
£6.30
£8.00
Under 5
Free
Free
Free
Bicycle
£2.00
£2.50
Not carried
Dog
£1.00
£1.50
Not carried

Fares are lower in winter.
"""


def test_a_cell_that_says_that_there_is_nothing_of_the_sort_belongs_to_its_column() -> None:
    assert rows(FARES)[2] == ["Under 5", "Free", "Free", "Free"]
    assert rows(FARES)[3] == ["Bicycle", "£2.00", "£2.50", "Not carried"]


def test_the_line_right_above_a_table_is_its_heading() -> None:
    headings = [FARES[slice(*block.span)] for block in plain_blocks(FARES) if block.kind == "heading"]
    assert headings == ["Lake boats", "Summer fares"]
    assert rows(FARES)[0] == ["Ticket", "Old Pier", "North Pier", "Island"]


def test_a_table_and_its_rows_are_slices_of_the_text() -> None:
    blocks = plain_blocks(THINGS)
    table = next(block for block in blocks if block.kind == "table")
    assert THINGS[slice(*table.span)].startswith("Question\nCanoe")
    assert THINGS[slice(*table.span)].endswith("£450")


@pytest.mark.parametrize(
    "lines",
    [
        ["Debian 12", "Fedora 40", "macOS 14", "FreeBSD 14", "Windows 11", "Ubuntu 24", "Arch", "Alpine", "Void"],
        ["Apples", "Bread", "Milk", "Tea", "Salt", "Rice", "Flour", "Eggs", "Butter", "Jam", "Honey", "Oats"],
        ["£3 tea", "£4 coffee", "£5 cake", "£6 soup", "£7 pie", "£8 fish", "£9 pizza", "£10 steak", "£11 lobster"],
    ],
)
def test_a_list_of_short_lines_is_no_table(lines: list[str]) -> None:
    blocks = plain_blocks("Shopping\n\nWhat there is\n\n" + "\n".join(lines) + "\n\nThat is all.\n")
    assert [block.kind for block in blocks].count("item") == len(lines)
    assert not rows("\n".join(lines))


FEATURES = """Lakes

Feature
Ostersee
Kleiner Weiher
Teufelsloch
How deep it is
21 m
4 m
33 m
What swims there
Pike and perch
Carp
Hardly anything
Boats allowed
Rowing boats
None at all
Sailing boats
Entrance
£4
£2
£3

All are open in summer.
"""
TICKETS = """Tickets

Good for
Day ticket
Weekend ticket
Season ticket
Who may use it
The buyer alone
Two people
A whole family
Price
Free of charge
£12
£30
Journeys
Up to 5
Up to 8
40 journeys
Where it is sold
On the boat
In the kiosk
At the town hall
Refund
Not available
Half the price
The full price

All are sold at the pier.
"""


def test_names_that_only_the_header_has_below_a_corner_that_says_what_rows_are() -> None:
    found = rows(FEATURES)
    assert found[0] == ["Feature", "Ostersee", "Kleiner Weiher", "Teufelsloch"]
    assert found[2] == ["What swims there", "Pike and perch", "Carp", "Hardly anything"]
    assert rows(FEATURES.replace("Feature\n", "Harbour\n")) == []


def test_names_of_one_sort_head_columns_though_nothing_else_speaks_of_them() -> None:
    found = rows(TICKETS)
    assert found[0] == ["Good for", "Day ticket", "Weekend ticket", "Season ticket"]
    assert found[-1] == ["Refund", "Not available", "Half the price", "The full price"]


@pytest.mark.parametrize("nothing", ["-", "–", "—", "n/a", "✗"])
def test_a_cell_may_hold_a_dash_alone(nothing: str) -> None:
    text = f"Fees\n\nMember\nPer term\nPer year\nFull\n£48\n£130\nStudent\n£15\n£40\nFriend\n{nothing}\n£20\n\nPay.\n"
    cells = [text[slice(*block.span)] for block in plain_blocks(text) if block.kind == "cell"]
    assert cells[-3:] == ["Friend", nothing, "£20"]
