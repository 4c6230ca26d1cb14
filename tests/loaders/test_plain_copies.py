"""Plain text that was copied out of an encyclopaedia, a web page or a printed document: what came along is left out."""

from __future__ import annotations

from collections.abc import Callable

from assistant.types import Document

Draw = Callable[[str], list[str]]
Read = Callable[..., Document]

PROSE = "Tea is drunk in most countries of the world, hot as well as cold, and it is older than coffee by far.\n"


def test_marks_to_edit_and_of_notes_are_no_words(plain: Draw, read: Read) -> None:
    text = (
        "Tea\n\nTea is hot.[1][2] It is old,[3]: 12  and dear.[citation needed]\n\nKinds[edit]\nGreen tea\n"
        "Black tea[4]\nUses[edit]\nIt is drunk.\n"
    )
    assert plain(text) == [
        "# Tea",
        "Tea is hot. It is old, and dear.",
        "## Kinds",
        "Green tea Black tea",
        "## Uses",
        "It is drunk.",
    ]
    document = read(text)
    assert document.text == text
    assert document.blocks[2].headings == ("Tea", "Kinds")


def test_brackets_of_a_program_and_of_a_paper_stay(plain: Draw) -> None:
    text = f"Lists\n\n{PROSE}\nThe first item is a[0], and it was found elsewhere [2, 5] that x[1] is next.\n"
    assert plain(text)[2] == "The first item is a[0], and it was found elsewhere [2, 5] that x[1] is next."


def test_contents_that_name_the_headings_are_left_out(plain: Draw) -> None:
    text = (
        f"Tea\n\n{PROSE}\nContents\n1\tLeaves\n1.1\tGreen ones\n2\tWater\n\nLeaves\n\n{PROSE}\nGreen ones\n\n"
        f"{PROSE}\nWater\n\n{PROSE}"
    )
    drawn = plain(text)
    assert [line for line in drawn if line.startswith("#")] == ["# Tea", "## Leaves", "## Green ones", "## Water"]
    assert len(drawn) == 8


def test_contents_of_a_box_stay(plain: Draw) -> None:
    text = f"Tea set\n\n{PROSE}\nContents\n1 pot\n6 cups\n6 saucers\n\n{PROSE}"
    assert plain(text)[2:-1] == ["## Contents", "[]", "- 1 pot", "- 6 cups", "- 6 saucers"]


def test_a_menu_on_lines_of_its_own_is_left_out(plain: Draw) -> None:
    menu = "Leaf and Pot\nHome\nTeas\nGift boxes\nHelp\n\n"
    assert plain(f"{menu}How to Brew Tea\n\n{PROSE}")[:3] == ["# Leaf and Pot", "## How to Brew Tea", PROSE.strip()]


def test_the_tabs_of_an_encyclopaedia_stand_below_the_title(plain: Draw) -> None:
    assert plain(f"Green tea\nArticle\nTalk\nRead\nEdit\nView history\n\n{PROSE}") == ["# Green tea", PROSE.strip()]


def test_a_short_list_at_the_top_is_no_menu(plain: Draw) -> None:
    assert plain(f"Pot\nCup\nSpoon\n\n{PROSE}") == ["# Pot", "Cup Spoon", PROSE.strip()]


PAGES = (
    "Tea Report\n\nLeaves\n\nThe leaves are picked by hand in spring, and those that are picked first\n"
    "are dried for a day and a night before they are\n\n                       1\n\f"
    "Report 12                           Tea Report\n\nrolled and sorted. The rest is sold as dust.\n\n"
    "Water\n\nIt boils.\n\n                       2\n\f"
    "Report 12                           Tea Report\n\nPots\n\nThey are of clay.\n\n                       3\n"
)


def test_heads_and_numbers_of_pages_are_left_out(plain: Draw, read: Read) -> None:
    assert plain(PAGES) == [
        "# Tea Report",
        "## Leaves",
        "The leaves are picked by hand in spring, and those that are picked first are dried for a day and a night "
        "before they are rolled and sorted. The rest is sold as dust.",
        "## Water",
        "It boils.",
        "## Pots",
        "They are of clay.",
    ]
    assert read(PAGES).text == PAGES


def test_a_figure_at_the_edge_of_one_page_only_stays(plain: Draw) -> None:
    text = "Tea\n\nSold in May\n\nThe pots were these.\n\f40 cups were sold\n\nThe rest was kept.\n"
    assert "40 cups were sold" in " ".join(plain(text))


def test_words_cut_at_the_end_of_a_line_are_whole(read: Read) -> None:
    document = read("Tea\n\nThe survey was re-\nported by a well-\nknown man, a two-\nyear task. He is well-known.\n")
    assert "reported by" in document.plain(document.blocks[1].span)
    assert "well- known" in document.plain(document.blocks[1].span)
    assert "two- year" in document.plain(document.blocks[1].span)
