"""Plain text: tables told by their figures, page numbers without form feeds, names of people, steps counted anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from outlines import outline

from assistant.types import Document

Read = Callable[..., Document]
Plain = Callable[[str], list[str]]
PROSE = "Trees in streets are the hardest working trees that we have, and they cool the\npavement below them.\n"


@pytest.fixture
def plain(read: Read) -> Plain:
    """The outline of a text below a title."""
    return lambda text: outline(read(f"Trees\n\n{text}", "a.txt"))[1:]


def test_columns_of_figures_below_a_line_of_as_many_words(plain: Plain) -> None:
    rows = "Kind Number Share\nLondon plane 4,012 21.8%\nCommon lime 2,870 15.6%\nCherry 1,711 9.3%\n"
    assert plain(f"{PROSE}{rows}Condition\n{PROSE}") == [
        PROSE.replace("\n", " ").strip(),
        *(
            "Kind | Number | Share",
            "London plane | 4,012 | 21.8%",
            "Common lime | 2,870 | 15.6%",
            "Cherry | 1,711 | 9.3%",
        ),
        "## Condition",
        PROSE.replace("\n", " ").strip(),
    ]


def test_names_of_several_words_above_figures_and_rows_that_end_with_words(plain: Plain) -> None:
    names = "Tree Planted Height (m) Nearest street\n"
    rows = "Old Oak 1799 21 Mill Lane\nTwin Lime 1,812 9.5 Quay\nElm 1840 30 Ash Row\n"
    assert plain(f"{PROSE}\n{names}{rows}\n{PROSE}")[1:-1] == [
        "Tree | Planted | Height (m) | Nearest street",
        "Old Oak | 1799 | 21 | Mill Lane",
        "Twin Lime | 1,812 | 9.5 | Quay",
        "Elm | 1840 | 30 | Ash Row",
    ]


def test_sentences_with_two_figures_below_a_line_of_capitals_are_no_table(plain: Plain) -> None:
    lines = ("Oak Lime Elm", "Of 12 30 were felled.", "Of 14 28 were kept.", "Of 15 40 were sold.")
    assert not any("|" in line for line in plain("\n".join(lines)))


def test_figures_in_sentences_are_no_columns(plain: Plain) -> None:
    lines = ("The count began", "in the spring of 2019 2020", "and went on in 2021 2022", "and ended in 2023 2024")
    assert not any("|" in line for line in plain("\n".join(lines)))


def test_a_list_of_prices(plain: Plain) -> None:
    text = "Felling\nSmall tree €45\nLarge tree from €120\nTree over a roof on request\nStump 30 €\n"
    assert plain(text) == [
        *("## Felling", " | ", "Small tree | €45", "Large tree | from €120", "Tree over a roof | on request"),
        "Stump | 30 €",
    ]


@pytest.mark.parametrize("between", [":", " –"])
def test_prices_behind_a_colon_or_a_dash_are_a_list(plain: Plain, between: str) -> None:
    lines = [f"Small tree{between} €45", f"Large tree{between} €120", f"Stump{between} €30"]
    assert plain("Felling\n" + "\n".join(lines)) == ["## Felling", "[]", *(f"- {line}" for line in lines)]


def test_labels_with_figures_below_them_need_not_be_known(plain: Plain) -> None:
    text = "Times\nJanuary and February\n10:00 – 16:00\nMarch\n10:00 – 17:00\nOctober\n9:00 – 16:30\n"
    assert plain(text)[2:] == [
        "January and February | 10:00 – 16:00",
        "March | 10:00 – 17:00",
        "October | 9:00 – 16:30",
    ]


def test_numbered_pages_without_form_feeds(read: Read) -> None:
    foot = "Street Trees 2022\nPage {} of 3\n"
    text = (
        f"Trees\n\n{PROSE}{foot.format(1)}Nearly half of them belong to three kinds, and a single pest could then\n"
        f"{foot.format(2)}do great harm, as the loss of the elms has shown.\n{foot.format(3)}"
    )
    document = read(text, "a.txt")
    assert "Page" not in document.view
    assert "Street Trees 2022" not in document.view
    assert any("pest could then do great harm" in line for line in outline(document))


def test_pages_that_do_not_count_are_text(read: Read) -> None:
    document = read("Trees\n\nPage 12\n\nLimes.\n\nPage 40\n\nPlanes.\n", "a.txt")
    assert document.view.count("Page") == 2


@pytest.mark.parametrize("title", ["Present", "Apologies", "Speakers"])
def test_names_below_a_heading_that_names_people(plain: Plain, title: str) -> None:
    assert plain(f"{title}\nCarla Núñez (chair)\nTobias Rehn\n14 further members signed.\n")[:4] == [
        *(f"## {title}", "[]", "- Carla Núñez (chair)", "- Tobias Rehn")
    ]


def test_numbered_headings_with_steps_that_count_anew(plain: Plain) -> None:
    text = "1. Dig a hole\n1. Mark the place.\n2. Take the spade.\n\n2. Plant the tree\n1. Water it.\n2. Tie it.\n"
    assert plain(text) == [
        *("## 1. Dig a hole", "[]", "- Mark the place.", "- Take the spade."),
        *("## 2. Plant the tree", "[]", "- Water it.", "- Tie it."),
    ]


def test_ways_to_come_are_no_names_of_authors(plain: Plain) -> None:
    text = f"Getting here\nBy bus\n{PROSE}\nBy train\n{PROSE}"
    assert [line for line in plain(text) if line.startswith("#")] == ["## Getting here", "### By bus", "### By train"]


@pytest.mark.parametrize("mark", "▢☐❑★♥➔✅")
def test_marks_of_items(plain: Plain, mark: str) -> None:
    assert plain(f"Tools\n{mark} a spade\n{mark} two posts\n") == ["## Tools", "[]", "- a spade", "- two posts"]


def test_the_last_word_of_a_sentence_is_not_below_a_heading(plain: Plain) -> None:
    assert plain("The Trees of the City and its\nEnvironment. They are cut in winter.\n") == [
        "The Trees of the City and its Environment. They are cut in winter."
    ]


def test_a_line_drawn_below_several_short_ones(plain: Plain) -> None:
    text = f"{PROSE}\nWhat is new in 3.1\n(since 3.0)\nMarch 2024\n====================\n\nLimes.\n"
    assert "## What is new in 3.1" in plain(text)
