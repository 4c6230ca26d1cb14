"""Word: headings, lists, tables, notes; what is damaged, locked or a bomb is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from outlines import outline
from word import W, docx, paragraph, run, table

from assistant import LoadError
from assistant.loaders import Limits, load
from assistant.types import Document

Read = Callable[..., Document]


@pytest.fixture
def word(read: Read) -> Callable[..., list[str]]:
    """The outline of a document made of blocks."""
    return lambda *blocks, **more: outline(read(docx(*blocks, **more), "a.docx"))


Word = Callable[..., list[str]]


def test_headings_by_style_and_the_title_above_them(word: Word) -> None:
    drawn = word(
        paragraph("Drinks", "Titel"),
        paragraph("Tea", "U1"),
        paragraph("Green tea", "U2"),
        paragraph("It is mild."),
        paragraph("Coffee", "Own"),
    )
    assert drawn == ["# Drinks", "## Tea", "### Green tea", "It is mild.", "## Coffee"]


def test_a_paragraph_of_a_few_bold_words_is_a_heading(word: Word) -> None:
    bold = run("Is tea ", "<w:b/>") + run("hot?", '<w:b w:val="1"/>')
    assert word(paragraph(bold), paragraph(run("It", "<w:b/>") + run(" is."))) == ["####### Is tea hot?", "It is."]


def test_lists_nest_and_are_numbered(read: Read) -> None:
    document = read(
        docx(
            paragraph("The steps are:"),
            paragraph("boil", list_id=2),
            paragraph("slowly", list_id=2, level=1),
            paragraph("gently", list_id=2, level=1),
            paragraph("pour", list_id=2),
            paragraph("into a pot", "More"),
            paragraph("one", "Dots"),
            paragraph("two", "Dots"),
        ),
        "a.docx",
    )
    assert document.text == (
        "The steps are:\n\n1. boil\n  a. slowly\n  b. gently\n2. pour\ninto a pot\n\n• one\n• two\n"
    )
    assert outline(document)[:3] == ["[The steps are:]", "- boil", "  - slowly"]


def test_a_table_has_rows_and_cells(word: Word) -> None:
    down = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    drawn = word(
        table(
            ("Drink", wide + paragraph("Price")),
            (down.format("restart") + paragraph("Tea"), "1", "2"),
            (down.format("continue") + paragraph(""), "3", "4"),
        )
    )
    assert drawn == ["Drink | Price | ", "Tea | 1 | 2", "Tea | 3 | 4"]


def test_a_frame_around_text_is_no_table(word: Word) -> None:
    assert word(table((paragraph("Tea", "U1") + paragraph("It is hot."),))) == ["# Tea", "It is hot."]


def test_a_note_follows_what_refers_to_it(word: Word) -> None:
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph("----")}</w:footnote>
    <w:footnote w:id="2">{paragraph("Said by monks.")}</w:footnote></w:footnotes>"""
    told = run("Tea is old") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(".")
    assert word(paragraph(told), paragraph("Next."), more={"word/footnotes.xml": notes}) == [
        "Tea is old.",
        "Said by monks.",
        "Next.",
    ]


def test_what_is_deleted_hidden_or_a_command_is_left_out(word: Word) -> None:
    text = (
        run("Tea ")
        + f"<w:del>{run('milk ')}</w:del><w:ins>{run('is ')}</w:ins>"
        + run("not ", "<w:vanish/>")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + f"<w:hyperlink>{run('hot')}</w:hyperlink>"
    )
    assert word(paragraph(text), paragraph("Tea ... 3", "V1")) == ["Tea is hot"]


def test_lines_of_code_are_one_listing(read: Read) -> None:
    document = read(docx(paragraph("brew", "Code"), paragraph("  pour", "Code"), paragraph("Tea.")), "a.docx")
    assert document.text == "brew\n  pour\n\nTea.\n"
    assert [block.kind for block in document.blocks] == ["code", "paragraph"]


def test_what_stands_in_a_text_box_or_a_control_is_read_once(word: Word) -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn += "</mc:AlternateContent></w:r>"
    control = f"<w:sdt><w:sdtContent>{paragraph('Controlled')}</w:sdtContent></w:sdt>"
    assert word(paragraph(run("Outside") + drawn), control) == ["Outside", "In the box", "Controlled"]


def test_without_a_heading_the_document_has_its_own_title(read: Read) -> None:
    core = '<c:p xmlns:c="c" xmlns:dc="d"><dc:title>About tea</dc:title></c:p>'
    assert read(docx(paragraph("It is hot."), more={"docProps/core.xml": core}), "a.docx").title == "About tea"
    assert read(docx(paragraph("It is hot.")), "about-tea.docx").title == "about tea"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "encrypted or in an old format"),
        (b"no archive at all", "is damaged"),
        (docx(paragraph("Tea"))[:-60], "is damaged"),
        (docx(), "holds no text"),
        (docx("<w:p><w:broken></w:p>"), "document.xml is damaged"),
        (docx("<w:a>" * 300 + "</w:a>" * 300), "nested more than 200 deep"),
        (docx(paragraph("&tea;").replace("&amp;", "&")), "document.xml is damaged"),
        (docx(paragraph("Tea"), more={"word/styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "document type"),
    ],
)
def test_what_cannot_be_read_is_refused(read: Read, raw: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=rf"a\.docx: .*{reason}"):
        read(raw, "a.docx")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("tea " * 1_000_000)))
    assert path.stat().st_size < 20_000
    with pytest.raises(LoadError, match=r"unpacks to more than the limit of 2 MB; .* max_unpacked_mb"):
        load(path, limits=Limits(max_unpacked=2_000_000))


def test_a_part_that_lies_about_its_size_is_refused(read: Read) -> None:
    raw = docx(paragraph("tea " * 10_000))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    with pytest.raises(LoadError, match="is damaged"):
        read(raw.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")), "a.docx")


def test_lists_typed_by_hand_are_lists(word: Word) -> None:
    typed = [
        "1.\tBoats are cleaned.",
        "2.\tDamage is told.",
        "- oars go back",
        "- vests are hung up",
        "- alone no more",
    ]
    assert word(*map(paragraph, typed)) == [
        "[]",
        "- Boats are cleaned.",
        "- Damage is told.",
        "[]",
        "- oars go back",
        "- vests are hung up",
        "- alone no more",
    ]


def test_what_merely_begins_like_an_item_is_none(word: Word) -> None:
    lines = ["3. The third rule stands alone.", "Text.", "1. One", "3. Three", "A. Smith wrote it.", "* * *", "* * *"]
    assert word(*map(paragraph, lines)) == lines


def test_lines_of_one_paragraph_may_be_items(word: Word) -> None:
    lines = "</w:t><w:br/><w:t>".join(["Please bring:", "• a coat", "• a pencil"])
    assert word(paragraph(f"<w:r><w:t>{lines}</w:t></w:r>")) == ["[Please bring:]", "- a coat", "- a pencil"]


def test_lines_with_tabs_are_a_table_or_labels_with_what_they_stand_for(word: Word) -> None:
    rows = ["Boat\tLength\tSeats", "Heron\t7.8 m\t1", "Otter\t\t10.4 m\t2"]
    assert word(*map(paragraph, rows)) == ["Boat | Length | Seats", "Heron | 7.8 m | 1", "Otter | 10.4 m | 2"]
    labels = ["Date:\t14 March", "Place:\tBoat house"]
    assert word(*map(paragraph, labels)) == ["[]", "- Date: 14 March", "- Place: Boat house"]
    assert word(paragraph("Signed\tby the chair")) == ["Signed by the chair"]


def test_lines_of_a_label_and_what_it_stands_for_are_a_list(word: Word) -> None:
    lines = "</w:t><w:br/><w:t>".join(["Date: 14 March", "Chair of the day: Ruth Okafor"])
    assert word(paragraph(f"<w:r><w:t>{lines}</w:t></w:r>")) == [
        "[]",
        "- Date: 14 March",
        "- Chair of the day: Ruth Okafor",
    ]
    rows = ["Date: 14 March", "Chair: Ruth", "Place: 12 Hill Road"]
    assert word(*map(paragraph, rows)) == ["[]", *(f"- {row}" for row in rows)]
    said = ["Ruth: It is late.", "Paul: It is not.", "Ruth: It is."]
    assert word(*map(paragraph, [*said, "Note: two", "are none"])) == [*said, "Note: two", "are none"]


def test_a_table_of_labels_is_a_list(word: Word) -> None:
    assert word(table(("Name:", "Ruth"), ("Born:", "1970"))) == ["[]", "- Name: Ruth", "- Born: 1970"]


def test_names_that_span_columns_stand_before_the_names_below_them(word: Word) -> None:
    def cell(text: str, look: str) -> str:
        return f"<w:tcPr>{look}</w:tcPr>{paragraph(text)}"

    rows = (
        (cell("Group", '<w:vMerge w:val="restart"/>'), cell("Fee", '<w:gridSpan w:val="2"/>')),
        (cell("", "<w:vMerge/>"), "single", "family"),
        ("Adults", "18", "30"),
    )
    assert word(table(*rows)) == ["Group | Fee: single | Fee: family", "Adults | 18 | 30"]


def test_a_few_words_in_larger_letters_are_a_heading(word: Word) -> None:
    drawn = word(
        paragraph(run("The boat house", '<w:sz w:val="40"/>')),
        paragraph(run("Opening hours", '<w:sz w:val="28"/>')),
        paragraph(run("It is open from April to October.", '<w:sz w:val="22"/>')),
        paragraph(run("Keys", '<w:sz w:val="22"/><w:b/>')),
        paragraph(run("They hang in the hall.", '<w:sz w:val="22"/>')),
    )
    assert drawn == [
        "####### The boat house",
        "######## Opening hours",
        "It is open from April to October.",
        "######### Keys",
        "They hang in the hall.",
    ]


def test_the_second_style_of_a_list_is_nested(word: Word) -> None:
    assert word(paragraph("tea", "Dots"), paragraph("green", "Dots2")) == ["[]", "- tea", "  - green"]
