"""Lines made alike in plain text: labels with what they stand for, and a table whose labels have no name."""

from __future__ import annotations

from assistant.loaders.plain import plain_blocks

CLUB = """CHESS CLUB

Courses

Taster evening: 90 minutes, free, every Friday
Openings: four evenings, £20.00, for members
Endgames: two evenings, £12.00, for members

Members get the club paper as well.

Joining fee: £5.00, once
Notice: four weeks
Lockers: £1.00 coin

Prices

                Adult    Child
------------------------------
Single visit    £4.00    £2.00
Year            £60.00   £25.00
"""


def shapes(kind: str) -> list[str]:
    return [CLUB[block.span.start : block.span.end] for block in plain_blocks(CLUB) if block.kind == kind]


def test_the_first_of_several_lines_made_alike_heads_nothing() -> None:
    assert shapes("heading") == ["CHESS CLUB", "Courses", "Prices"]
    assert "Taster evening: 90 minutes, free, every Friday" in shapes("item")


def test_a_sentence_that_announces_nothing_leads_into_no_labels() -> None:
    assert "Members get the club paper as well." in shapes("paragraph")
    assert "Joining fee: £5.00, once" in shapes("item")


def test_a_line_may_be_drawn_below_a_header_without_a_name_above_its_labels() -> None:
    assert shapes("cell")[:4] == ["", "Adult", "Child", "Single visit"]
