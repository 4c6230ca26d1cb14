"""What surrounds an article that was copied out of a web page."""

from __future__ import annotations

from assistant.loaders.plain import plain_blocks

PAGE = """Kettlewise
Home   Recipes   Shop   Contact

Green Tea or Black Tea?

Home › Drinks › Tea

Green tea and black tea come from one plant. Tea that is left to wither turns black, and the leaves of green tea are
heated before that happens.

What is green tea?

Green tea is tea that was heated early. It is paler than black tea.

© Kettlewise
"""


def test_the_name_of_a_site_is_no_title() -> None:
    blocks = plain_blocks(PAGE)
    headings = [(block.level, PAGE[slice(*block.span)]) for block in blocks if block.kind == "heading"]
    assert headings == [(1, "Green Tea or Black Tea?"), (2, "What is green tea?")]


def test_menus_and_trails_are_kept_as_text_and_are_no_headings() -> None:
    blocks = {PAGE[slice(*block.span)]: block.kind for block in plain_blocks(PAGE)}
    assert blocks["Home   Recipes   Shop   Contact"] == "paragraph"
    assert blocks["Home › Drinks › Tea"] == "paragraph"


def test_a_trail_that_ends_in_a_long_name_is_no_title() -> None:
    text = "Home › Opening hours and how to get here\n\nOpening hours and how to get here\n\nWe open at nine.\n"
    headings = [text[slice(*block.span)] for block in plain_blocks(text) if block.kind == "heading"]
    assert headings == ["Opening hours and how to get here"]


def test_a_title_that_the_text_speaks_of_stays_the_title() -> None:
    text = PAGE.removeprefix("Kettlewise\nHome   Recipes   Shop   Contact\n\n")
    assert text[slice(*plain_blocks(text)[0].span)] == "Green Tea or Black Tea?"


def test_a_row_of_short_entries_over_another_is_a_table() -> None:
    text = "Prices\n\nTea     Small     Large\nGreen   £1        £2\nBlack   £2        £3\n"
    assert [block.kind for block in plain_blocks(text)].count("row") == 3


def _headings(text: str) -> list[tuple[int, str]]:
    return [(block.level, text[slice(*block.span)]) for block in plain_blocks(text) if block.kind == "heading"]


def test_a_notice_about_cookies_stands_above_the_title() -> None:
    text = "We use cookies to see which pages are read. Accept all   Only necessary\n\nGreen tea\n\nIt is mild.\n"
    assert _headings(text) == [(1, "Green tea")]
    assert _headings("Oat cookies\n\nThey are crisp.\n\nBaking\n\nTake oats.\n") == [(1, "Oat cookies"), (2, "Baking")]


def test_what_stands_over_the_name_of_who_wrote_it_is_the_title() -> None:
    text = (
        "Read us on paper, too: one issue a month comes to your house.\n\nGreen or black: which tea is yours?\n"
        "By Ann Rowe\nLast updated 14 March 2025\n\nBoth come from one plant.\n\nWhat is green tea?\n\nIt is mild.\n"
    )
    assert _headings(text) == [(1, "Green or black: which tea is yours?"), (2, "What is green tea?")]


def test_a_trail_of_two_places_is_no_title() -> None:
    assert _headings("Blog / Drinks\n\nGreen or black tea\n\nBoth come from one plant.\n") == [
        (1, "Green or black tea")
    ]


def test_what_stands_with_a_menu_above_a_signed_title_is_no_heading() -> None:
    text = (
        "Free cups over £25 · Leaf since 1915\nTea\tCoffee\tCakes\tLog in\n\nAdvice › Brewing\n\n"
        "How to brew green tea\n\nWritten by Ann Lee\n\nLet the water cool. Then steep it.\n\nCups\n\nUse warm cups.\n"
    )
    headings = [(block.level, text[slice(*block.span)]) for block in plain_blocks(text) if block.kind == "heading"]
    assert headings == [(1, "How to brew green tea"), (2, "Cups")]
