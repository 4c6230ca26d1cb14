"""EPUB: chapters in the order of the book."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from books import epub
from outlines import outline

from assistant import LoadError
from assistant.types import Document

Read = Callable[..., Document]


def test_chapters_are_read_in_the_order_of_the_book(read: Read) -> None:
    chapters = {"two words.xhtml": "<h1>Coffee</h1><p>It is black.</p>", "b.xhtml": "<h1>Tea</h1><p>It is hot.</p>"}
    document = read(epub(chapters, order=["b.xhtml", "two words.xhtml"]), "a.epub")
    assert outline(document) == ["# Tea", "It is hot.", "# Coffee", "It is black."]
    assert document.title == "Drinks"


def test_a_chapter_that_is_missing_is_told(read: Read) -> None:
    with pytest.raises(LoadError, match=r"a\.epub: is damaged, OEBPS/gone\.xhtml is missing"):
        read(epub({"a.xhtml": "<p>Tea</p>"}, order=["a.xhtml", "gone.xhtml"]), "a.epub")


def test_a_book_that_is_locked_is_refused(read: Read) -> None:
    with pytest.raises(LoadError, match=r"a\.epub: is locked by its publisher"):
        read(epub({"a.xhtml": "<p>Tea</p>"}, more={"META-INF/rights.xml": "<r/>"}), "a.epub")


def test_notes_are_read_and_their_marks_are_not(read: Read) -> None:
    chapter = (
        '<p>Tea is old.<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n"><p>So they say.</p>'
        "</aside>"
    )
    assert outline(read(epub({"a.xhtml": chapter}), "a.epub")) == ["Tea is old.", "So they say."]
