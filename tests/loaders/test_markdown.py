"""Blocks of Markdown, and what of it is markup and not words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant import LoadError
from assistant.types import Document

Draw = Callable[[str], list[str]]
Read = Callable[..., Document]


def test_headings_and_their_path(read: Read) -> None:
    document = read("# Tea\n\n## Kinds ##\n\nGreen\n\nSetext\n------\n\nBlack\n", "a.md")
    assert [block.headings for block in document.blocks if block.kind == "paragraph"] == [
        ("Tea", "Kinds"),
        ("Tea", "Setext"),
    ]


def test_a_paragraph_of_a_few_bold_words_is_a_heading(markdown: Draw) -> None:
    assert markdown("# Tea\n\n**Green tea**\n\nIt is mild.\n\n**It is mild.**\n") == [
        "# Tea",
        "####### Green tea",
        "It is mild.",
        "It is mild.",
    ]


def test_the_sentence_before_a_list_leads_into_it(markdown: Draw) -> None:
    assert markdown("Tea is old. The kinds are:\n\n- green\n- black\n") == [
        "Tea is old.",
        "[The kinds are:]",
        "- green",
        "- black",
    ]


def test_lists_nest(markdown: Draw) -> None:
    text = "1. green\n   - sencha\n   - matcha\n     * ceremonial\n2. black\n"
    assert markdown(text) == ["[]", "- green", "  - sencha", "  - matcha", "    - ceremonial", "- black"]


def test_an_item_of_several_paragraphs_is_one_item(markdown: Draw) -> None:
    assert markdown("- green\n\n  and mild\n- black\n") == ["[]", "- green and mild", "- black"]


def test_text_of_an_item_after_a_nested_list_is_kept(read: Read) -> None:
    document = read("- green\n  - sencha\n\n  Both are mild.\n\n- black\n\n  - assam\n\n  It is strong.\n", "a.md")
    leaves = [document.quote(block.span) for block in document.blocks if block.kind in ("item", "paragraph")]
    assert any("Both are mild." in text for text in leaves)
    assert any("It is strong." in text for text in leaves)


def test_a_table_has_rows_and_cells(markdown: Draw) -> None:
    text = "| Drink | Plant |\n|:--|--:|\n| Tea | *Camellia* |\n| Water | |\n"
    assert markdown(text) == ["Drink | Plant", "Tea | Camellia", "Water | "]


def test_an_escaped_pipe_belongs_to_its_cell(read: Read) -> None:
    document = read("| Command | Does |\n|---|---|\n| ls \\| wc | counts |\n", "a.md")
    cells = [document.plain(block.span) for block in document.blocks if block.kind == "cell"]
    assert cells[2:] == ["ls | wc", "counts"]


def test_a_cell_may_begin_with_a_character_that_cannot_be_seen(markdown: Draw) -> None:
    assert markdown("| A | B |\n|---|---|\n| \u200btea | cof\u200bfee |\n")[1] == "tea | coffee"


def test_code_is_kept_apart_from_text(markdown: Draw) -> None:
    drawn = markdown("Run:\n\n```\nbrew --hot\n```\n\n    indented\n")
    assert drawn == ["Run:", "code: ``` brew --hot ```", "code: indented"]


def test_quoted_text_is_text(markdown: Draw) -> None:
    assert markdown("> Tea is\n> old.\n>\n> It is hot.\n") == ["Tea is old.", "It is hot."]


def test_a_list_may_be_quoted(markdown: Draw) -> None:
    assert markdown("> - green\n> - black\n>   and strong\n") == ["[]", "- green", "- black and strong"]


def test_front_matter_gives_the_title_and_is_no_text(read: Read) -> None:
    document = read("---\ntitle: All about tea\ntags: [hot]\n---\n\n# Kinds\n\nGreen.\n", "a.md")
    assert document.title == "All about tea"
    assert [document.quote(block.span) for block in document.blocks] == ["Kinds", "Green."]


def test_front_matter_keeps_what_a_reader_of_an_answer_wants_to_know(read: Read) -> None:
    document = read("---\nTags: [hot, old]\nreviewed: 2026-01-02\nlayout: post\n---\n\nGreen.\n", "a.md")
    assert document.metadata == (("tags", "hot, old"), ("reviewed", "2026-01-02"))
    assert read("---\ntags: hot\nreviewed:\n---\n\nGreen.\n", "a.md").metadata == (("tags", "hot"),)
    assert read("Green.\n", "a.md").metadata == ()


@pytest.mark.parametrize("title", ["2026", "[Tea, Coffee]", "2026-01-02"])
def test_a_title_may_look_like_something_else(read: Read, title: str) -> None:
    document = read(f"---\ntitle: {title}\n---\n\n# Kinds\n", "a.md")
    assert document.title == title.strip("[]")


def test_without_front_matter_the_first_heading_is_the_title(read: Read) -> None:
    assert read("Some text.\n\n## About *tea*\n", "a.md").title == "About tea"


def test_without_a_heading_the_file_name_is_the_title(read: Read) -> None:
    assert read("Some text.\n", "my-tea_notes.md").title == "my tea notes"


def test_text_between_two_rules_is_no_front_matter(markdown: Draw) -> None:
    assert markdown("---\n\nTea is old.\n\n---\n\nCoffee is not.\n") == ["Tea is old.", "Coffee is not."]


@pytest.mark.parametrize("matter", ["date: 2026-13-45", "title: [unclosed", "n: 0b_", "a: " + "[" * 3000])
def test_front_matter_that_is_no_yaml_does_not_stop_anything(read: Read, matter: str) -> None:
    document = read(f"---\n{matter}\n---\n\n# Tea\n\nTea is old.\n", "a.md")
    assert document.title == "Tea"


@pytest.mark.parametrize("mark", [">", "- "])
def test_what_is_nested_too_deep_is_refused_and_not_passed_over(read: Read, mark: str) -> None:
    assert "tea" in read(mark * 15 + "tea", "a.md").view
    assert read(mark * 15 + "tea", "a.md").blocks
    with pytest.raises(LoadError, match=r"a\.md: quotes and lists are nested more than 40 levels deep"):
        read(mark * 5_000 + "tea", "a.md")


@pytest.mark.parametrize(
    "opening", ["[{} ", "[{}](", "![{} ", "![{}](", "[{}][", "[{}\n", "*{} [", "[{}](<", "{} {{#", "{}] "]
)
@pytest.mark.parametrize("ending", ["", "]", "](a)", "*", "}"])
def test_no_text_is_lost_among_brackets_without_end(read: Read, opening: str, ending: str) -> None:
    words = [f"tea{number}" for number in range(500)]
    source = "".join(opening.format(word) for word in words) + ending * len(words)
    document = read(f"# Pots\n\n{source}\n\nThe end.\n", "a.md")
    assert re.findall(r"tea\d+", document.view) == words
    assert [document.plain(block.span) for block in document.blocks][::2] == ["Pots", "The end."]
    assert re.findall(r"tea\d+", document.plain(document.blocks[1].span)) == words


@pytest.mark.parametrize("heading", ["## Tea {#tea}", "## Tea {#a-b_1}", "## Tea¶"])
def test_the_anchor_of_a_heading_is_no_word(markdown: Draw, heading: str) -> None:
    assert markdown(f"{heading}\n\nTea is old.\n")[0] == "## Tea"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("**Tea** and _coffee_ and ~~milk~~", "Tea and coffee and milk"),
        ("[Tea](http://a.invalid/x_y 'z') is old", "Tea is old"),
        ("[Tea][ref] is old\n\n[ref]: http://a.invalid", "Tea is old"),
        ("![A pot](pot.png) of tea", "A pot of tea"),
        ("<http://a.invalid> has tea", "http://a.invalid has tea"),
        ("`brew` the tea", "brew the tea"),
        ("\\*tea\\*", "*tea*"),
        ("AT&amp;T sells tea", "AT&T sells tea"),
        ("caf&eacute; tea", "caf&eacute; tea"),
        ("tea<br>pot <!-- not this --> here", "tea pot here"),
        ("in C:\\temp\\tea", "in C:\\temp\\tea"),
        ("snake_case_tea", "snake_case_tea"),
        ("tea \\\nand coffee", "tea and coffee"),
    ],
)
def test_markup_is_not_part_of_the_words(read: Read, source: str, shown: str) -> None:
    document = read(source + "\n", "a.md")
    assert document.plain(document.blocks[0].span) == shown


def test_markup_between_letters_does_not_cut_a_word(read: Read) -> None:
    document = read("Kuber**netes** runs.\n", "a.md")
    assert document.view.replace("\u200b", "") == "Kubernetes runs.\n"


def test_a_quote_is_a_slice_of_the_file_with_its_markup(read: Read) -> None:
    text = "# Tea\r\n\r\nIt is **very** [old](x).\r\n"
    document = read(text, "a.md")
    assert document.text == text
    assert document.quote(document.blocks[1].span).startswith("It is **very** [old")


def test_html_is_read_for_its_words(markdown: Draw) -> None:
    assert markdown("<div>\n<p>Tea is old.</p>\n<script>alert('no')</script>\n</div>\n") == ["Tea is old."]


def test_elements_of_html_do_not_grow_together(read: Read) -> None:
    document = read("<ul><li>green</li><li>black</li></ul>\n", "a.md")
    assert document.plain(document.blocks[0].span).split() == ["green", "black"]


@pytest.mark.parametrize("text", ["##\n", "---\ntitle: Tea\n---\n", "[a]: http://b\n"])
def test_what_says_nothing_is_refused(read: Callable[..., Document], text: str) -> None:
    with pytest.raises(LoadError, match="holds no text"):
        read(text, "a.md")


def test_text_kept_in_a_markdown_file_without_markup_has_the_structure_of_its_lines(
    markdown: Draw, plain: Draw
) -> None:
    lines = ["Tea or coffee", "", "What to bring", "", "- a cup", "- a spoon", "", "Prices", ""]
    text = "\n".join([*lines, "Drink\tSmall\tLarge", "Tea\t£1\t£2", "Coffee\t£2\t£3", ""])
    assert markdown(text) == plain(text)
    assert markdown(text)[:2] == ["# Tea or coffee", "## What to bring"]


@pytest.mark.parametrize("markup", ["*mild*", "`tea`", "[tea](a.md)", "<b>tea</b>", "> tea", "# Tea", "a \\* b"])
def test_any_markup_makes_a_text_markdown(markdown: Draw, markup: str) -> None:
    assert not any(line.startswith("# Green") for line in markdown(f"Green tea\n\nIt is old.\n\n{markup}\n"))


COLUMNS = ["Drink      Small   Large", "Tea        £1      £2", "Hot milk   £2      £3"]


@pytest.mark.parametrize("frame", ["    {}\n    {}\n    {}\n", "```\n{}\n{}\n{}\n```\n", "```\n\n{}\n{}\n{}\n\n```\n"])
def test_aligned_columns_in_a_listing_are_a_table(markdown: Draw, frame: str) -> None:
    drawn = markdown("# Prices\n\nFor all:\n\n" + frame.format(*COLUMNS) + "\nThat is all.\n")
    assert drawn == [
        "# Prices",
        "For all:",
        "Drink | Small | Large",
        "Tea | £1 | £2",
        "Hot milk | £2 | £3",
        "That is all.",
    ]


@pytest.mark.parametrize(
    "listing",
    [
        "pip install tea     # green\npip install milk    # white\npip install cups    # blue",
        "TEA   = 1           # cups\nMILK  = 2           # litres\nCAKE  = 3           # pieces",
        "Drink      Small\nTea        £1",
        "Drink      Small   Large\nTea        £1      £2\nthen we pour it",
        "Print(tea)   First\nPrint(cup)   Second\nPrint(pot)   Third",
    ],
)
def test_programs_and_commands_are_no_tables(markdown: Draw, listing: str) -> None:
    assert len(markdown(f"# Prices\n\n```\n{listing}\n```\n")) == 2


def test_a_listing_in_a_language_is_no_table(markdown: Draw) -> None:
    assert len(markdown("# Prices\n\n```sh\n{}\n{}\n{}\n```\n".format(*COLUMNS))) == 2


def test_columns_that_are_aligned_in_a_paragraph_are_a_table(markdown: Draw) -> None:
    text = "# Tea\n\nSort     Steep it for\nGreen    two minutes\nBlack    four minutes\n"
    assert markdown(text) == [
        "# Tea",
        "Sort | Steep it for",
        "Green | two minutes",
        "Black | four minutes",
    ]


def test_lines_that_are_broken_by_hand_are_no_table(markdown: Draw) -> None:
    text = "# Tea\n\nSteep it.  Then\nwait for  two\nminutes, or  four.\n"
    assert markdown(text) == ["# Tea", "Steep it. Then wait for two minutes, or four."]


def test_rows_of_pipes_are_a_table_without_the_rule_below_the_first(markdown: Draw) -> None:
    text = "# Tea\n\n| Sort | Steep it for |\n| Green | two minutes |\n| Black | four minutes |\n"
    assert markdown(text)[1:] == ["Sort | Steep it for", "Green | two minutes", "Black | four minutes"]


def test_a_table_that_was_copied_a_cell_a_line_is_one(markdown: Draw) -> None:
    rows = [
        ["Feature", "Pot", "Mug", "Cup"],
        ["Holds", "1.2 l", "0.4 l", "0.2 l"],
        ["Weighs", "900 g", "350 g", "180 g"],
    ]
    rows += [["Price", "£24", "£9", "£7"]]
    text = "# Tea\n\n" + "\n".join(cell for row in rows for cell in row) + "\n"
    assert markdown(text)[1:] == [" | ".join(row) for row in rows]


def test_lines_that_all_begin_in_bold_are_a_list(markdown: Draw) -> None:
    text = "# Tea\n\n**Pot**: holds tea.\n**Mug**: holds more.\n**Cup**: holds less.\n"
    assert markdown(text)[1:] == ["[]", "- Pot: holds tea.", "- Mug: holds more.", "- Cup: holds less."]


def test_prose_that_begins_in_bold_is_prose(markdown: Draw) -> None:
    text = "# Tea\n\n**Pot** and mug\nhold tea and\n**Cup** too.\n"
    assert markdown(text)[1:] == ["Pot and mug hold tea and Cup too."]
