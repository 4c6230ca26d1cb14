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
