"""PowerPoint: slides in their order, headings, lists, tables, notes; what is damaged or a bomb is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from outlines import outline
from slides import NO_BULLET, NUMBER, body, chart, diagram, graphic, line, pptx, shape, slide, table, title

from assistant import Assistant, LoadError
from assistant.loaders import Limits, load
from assistant.types import Document

Read = Callable[..., Document]


@pytest.fixture
def drawn(read: Read) -> Callable[..., list[str]]:
    """The outline of a presentation made of slides."""
    return lambda *slides, **more: outline(read(pptx(*slides, **more), "a.pptx"))


Drawn = Callable[..., list[str]]


def test_slides_are_read_in_the_order_of_the_presentation(drawn: Drawn) -> None:
    assert drawn(slide(title("Tea")), slide(title("Coffee")), order=[2, 1]) == ["# Coffee", "# Tea"]


def test_titles_stand_below_that_of_the_presentation(read: Read) -> None:
    document = read(
        pptx(slide(title("Drinks", "ctrTitle"), shape("by monks", kind="subTitle")), slide(title("Tea"))), "a.pptx"
    )
    assert outline(document) == ["# Drinks", "by monks", "## Tea"]
    assert document.title == "Drinks"


def test_a_section_holds_the_slides_after_it(read: Read) -> None:
    head = '<p:sldLayout xmlns:p="p" type="secHead"/>'
    relation = (
        '<Relationships><Relationship Id="r" Type="x/slideLayout" Target="../slideLayouts/head.xml"/></Relationships>'
    )
    more = {"ppt/slideLayouts/head.xml": head, "ppt/slides/_rels/slide1.xml.rels": relation}
    deck = pptx(slide(title("Hot drinks")), slide(title("Tea")), more=more)
    assert outline(read(deck, "a.pptx")) == ["# Hot drinks", "## Tea"]


def test_the_title_comes_first_and_is_not_repeated_where_a_slide_goes_on(drawn: Drawn) -> None:
    one = slide(body(line("It is hot.", NO_BULLET)), title("Tea"))
    assert drawn(one, slide(title("Tea"), shape("It is old."))) == ["# Tea", "It is hot.", "It is old."]


def test_lists_nest_and_are_numbered(read: Read) -> None:
    lines = (
        line("The steps are:", NO_BULLET),
        line("boil", NUMBER),
        line("slowly", level=1),
        line("pour", NUMBER),
        line("one"),
        line("two"),
    )
    document = read(pptx(slide(body(*lines))), "a.pptx")
    assert document.text == "The steps are:\n\n1. boil\n  • slowly\n2. pour\n\n• one\n• two\n"
    assert outline(document)[:3] == ["[The steps are:]", "- boil", "  - slowly"]


def test_bullets_come_from_the_master_only_where_the_layout_has_a_place(drawn: Drawn) -> None:
    assert drawn(slide(body("tea", "milk"), shape("one", "two"))) == ["[]", "- tea", "- milk", "one", "two"]


def test_a_single_line_behind_a_bullet_lists_nothing(drawn: Drawn) -> None:
    assert drawn(slide(body("Tea is hot."))) == ["Tea is hot."]


def test_a_few_bold_words_head_what_follows_them(drawn: Drawn) -> None:
    text = shape(line("Is tea hot?", bold=True), line("It is."))
    assert drawn(slide(text, shape(line("Important", bold=True)))) == ["####### Is tea hot?", "It is.", "Important"]


def test_a_table_has_rows_and_cells(drawn: Drawn) -> None:
    cells = table(
        (("", "Drink"), ('gridSpan="2"', "Price"), ('hMerge="1"', "")),
        (('rowSpan="2"', "Tea"), "1", "2"),
        (('vMerge="1"', ""), "3", "4"),
    )
    assert drawn(slide(cells)) == ["Drink | Price | ", "Tea | 1 | 2", "Tea | 3 | 4"]


def test_a_chart_is_the_table_of_its_numbers(drawn: Drawn) -> None:
    visitors = chart("Visitors", ("May", "June"), {"2022": ("12", "0.30000000000000004"), "2023": ("15", "")})
    assert drawn(slide(title("Year"), graphic("chart", "id")), graphics={1: visitors}) == [
        "# Year",
        "Visitors",
        " | 2022 | 2023",
        "May | 12 | 15",
        "June | 0.3 | ",
    ]


@pytest.mark.parametrize("circle", [(), ((4, 0),)], ids=["a tree", "a circle"])
def test_a_diagram_is_the_list_of_its_texts(drawn: Drawn, circle: tuple[tuple[int, int], ...]) -> None:
    way = diagram(("", "Plan", "Ask the guests", "Build", "Open"), ((0, 1), (1, 2), (0, 3), (0, 4), *circle))
    assert drawn(slide(title("Way"), graphic("relIds", "dm")), graphics={1: way}) == [
        "# Way",
        "[]",
        "- Plan",
        "  - Ask the guests",
        "- Build",
        "- Open",
    ]


def test_a_chart_that_is_not_there_is_passed_over(drawn: Drawn) -> None:
    assert drawn(slide(title("Year"), graphic("chart", "id"))) == ["# Year"]


def test_notes_follow_their_slide(drawn: Drawn) -> None:
    notes = {1: shape("Say that it is old.", kind="body") + shape("1", kind="sldNum")}
    assert drawn(slide(title("Tea")), slide(title("Coffee")), notes=notes) == [
        "# Tea",
        "Say that it is old.",
        "# Coffee",
    ]


def test_groups_and_the_first_of_several_forms_are_read(drawn: Drawn) -> None:
    forms = (
        '<mc:AlternateContent xmlns:mc="m">'
        f"<mc:Choice>{shape('new')}</mc:Choice><mc:Fallback>{shape('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert drawn(slide(f"<p:grpSp>{shape('inside')}<p:grpSp>{forms}</p:grpSp></p:grpSp>")) == ["inside", "new"]


def test_dates_numbers_footers_and_what_is_hidden_are_left_out(drawn: Drawn) -> None:
    left_out = [shape("never", kind=kind) for kind in ("dt", "ftr", "sldNum")]
    field = '<a:fld type="slidenum"><a:t>7</a:t></a:fld>'
    field = f"<a:p><a:r><a:t>Slide </a:t></a:r>{field}<a:br/><a:r><a:t>ends</a:t></a:r></a:p>"
    assert drawn(slide(*left_out, shape("never", hidden=True), shape(field)), slide(title("No"), look='show="0"')) == [
        "Slide ends"
    ]


def test_an_answer_names_the_slide_counting_those_that_are_not_shown(tmp_path: Path) -> None:
    deck = pptx(
        slide(title("Milk")), slide(title("No"), look='show="0"'), slide(title("Tea"), body("Tea is a hot drink."))
    )
    (tmp_path / "a.pptx").write_bytes(deck)
    (citation,) = Assistant.open(tmp_path).ask("What is tea?").citations
    assert (citation.quote, citation.page, citation.section) == ("Tea is a hot drink.", 3, ("Tea",))


def test_without_a_heading_the_title_is_that_of_the_file(read: Read) -> None:
    core = "<c:coreProperties xmlns:c='c' xmlns:d='d'><d:title>Drinks</d:title></c:coreProperties>"
    assert read(pptx(slide(shape("Tea.")), more={"docProps/core.xml": core}), "a.pptx").title == "Drinks"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted or in an old format"),
        (pptx(slide(title("Tea")))[:-60], "is damaged"),
        (pptx(slide()), "holds no text"),
        (pptx(slide(title("Tea")), order=[1, 2]), "is damaged, a slide is missing"),
        (pptx(slide("<p:sp></p:no>")), r"slide1\.xml is damaged"),
        (pptx(slide("<p:grpSp>" * 300 + "</p:grpSp>" * 300)), "nested more than 200 deep"),
        (pptx("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "document type"),
    ],
)
def test_what_cannot_be_read_is_refused(read: Read, raw: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=rf"a\.pptx: .*{reason}"):
        read(raw, "a.pptx")


def test_a_bomb_is_not_unpacked_also_where_one_slide_is_shown_again_and_again(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    for deck in (pptx(slide(shape("tea " * 1_000_000))), pptx(slide(shape("tea " * 50_000)), order=[1] * 20)):
        path.write_bytes(deck)
        assert path.stat().st_size < 20_000
        with pytest.raises(LoadError, match=r"unpacks to more than the limit of 2 MB; .* max_unpacked_mb"):
            load(path, limits=Limits(max_unpacked=2_000_000))


def test_more_slides_than_the_limit_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(pptx(slide(shape("Tea.")), order=[1, 1, 1]))
    with pytest.raises(LoadError, match=r"has 3 slides, over the limit of 2; .* max_pages"):
        load(tmp_path / "a.pptx", limits=Limits(max_pages=2))
