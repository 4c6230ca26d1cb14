"""Word: the few parts of the archive that hold the text, read with the standard library alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.builder import PSEUDO_HEADING_LEVEL, reads_as_heading
from assistant.loaders.by_hand import put_together
from assistant.loaders.docx_paragraph import Words, read_paragraph
from assistant.loaders.docx_styles import Look, Styles
from assistant.loaders.docx_table import cell_elements, is_grid, table_cells
from assistant.loaders.parts import Code, Grid, Heading, Item, Listing, Paragraph, Part, compose, composed_document
from assistant.loaders.read import read_bytes
from assistant.loaders.xml import parse_xml
from assistant.loaders.zipped import Archive, opened
from assistant.types import Document

LARGER = 1.2
"""A few words this much larger than running text are a heading."""
MAIN = "word/document.xml"
_NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "Choice", "AlternateContent"})


class DocxLoader:
    """Documents of Word since 2007."""

    suffixes = frozenset({".docx", ".docm"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        raw = read_bytes(path, limits.max_bytes)
        with opened(path, raw, limits) as archive:
            body = _part(archive, MAIN)
            walk = _Walk(Styles(_optional(archive, "word/styles.xml"), _optional(archive, "word/numbering.xml")))
            walk.notes = _notes(archive)
            walk.measure(body)
            parts = list(put_together(walk.parts(body)))
            title = _own_title(archive) if not any(isinstance(part, Heading) for part in parts) else ""
        return composed_document(path, raw, compose(parts), document_id, title)


def _part(archive: Archive, name: str) -> Element:
    return parse_xml(archive.read(name), archive.path, name)


def _optional(archive: Archive, name: str) -> Element | None:
    return _part(archive, name) if name in archive else None


def _own_title(archive: Archive) -> str:
    core = _optional(archive, "docProps/core.xml")
    return (core.findtext("title") or "") if core is not None else ""


def _notes(archive: Archive) -> dict[tuple[str, str], str]:
    """The text of each footnote and endnote, by its sort and number."""
    found: dict[tuple[str, str], str] = {}
    for sort, name in _NOTES.items():
        part = _optional(archive, name)
        for note in part.iter(sort) if part is not None else ():
            texts = (read_paragraph(paragraph).text.strip() for paragraph in note.iter("p"))
            if "type" not in note.attrib:  # the others are lines that are drawn above the notes
                found[sort, note.get("id", "")] = "\n".join(filter(None, texts))
    return found


class _Walk:
    """Walks over paragraphs and tables; items and lines of code wait until what they belong to is complete."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.notes: dict[tuple[str, str], str] = {}
        self._items: list[Item] = []
        self._format = ""
        self._code: list[str] = []
        self._cited: list[tuple[str, str]] = []
        self._titled = False
        self._sizes: list[int] = []

    def measure(self, body: Element) -> None:
        """Find the sizes of headings that are told by their letters alone, the largest first."""
        letters: Counter[int] = Counter()
        for element in body.iter("p"):
            words = read_paragraph(element, self.styles.look(element.find("pPr")).letters)
            letters[words.size] += len(words.text)
        usual = max(letters, key=lambda size: letters[size], default=0)
        self._sizes = sorted((size for size in letters if usual and size >= LARGER * usual), reverse=True)

    def parts(self, element: Element) -> Iterator[Part]:
        """The parts in an element, in order."""
        for child in _blocks(element):
            yield from self._table(child) if child.tag == "tbl" else self._paragraph(child)
        yield from self._complete()

    def _complete(self) -> Iterator[Part]:
        """What was waiting, then the notes that it refers to."""
        if self._items:
            yield Listing(tuple(self._items))
        if self._code:
            yield Code("\n".join(self._code))
        cited, self._cited, self._items, self._code = self._cited, [], [], []
        for note in cited:
            yield Paragraph(self.notes.get(note, ""))

    def _paragraph(self, element: Element) -> Iterator[Part]:
        look = self.styles.look(element.find("pPr"))
        words = read_paragraph(element, look.letters)
        text = words.text.strip()
        if look.is_contents or (not text and not words.boxes):
            return
        if look.is_code or (look.listed and not look.level) or (look.continues and self._items):
            yield from self._waiting(look, words)
        else:
            yield from self._complete()
            yield self._plain(look, words)
            self._cited += words.notes
            yield from self._complete()
        for box in words.boxes:
            yield from self.parts(box)

    def _waiting(self, look: Look, words: Words) -> Iterator[Part]:
        """Keep an item or a line of code; what is of another sort is complete by now."""
        text = words.text.strip()
        if look.is_code:
            if not self._code:
                yield from self._complete()
            self._code.append(words.text)
        elif look.listed:
            other = not look.nesting and look.format != self._format
            if self._code or (self._items and other):
                yield from self._complete()
            if not look.nesting:
                self._format = look.format
            self._items.append(Item(text, look.nesting, self.styles.mark(look)))
        else:
            last = self._items[-1]
            self._items[-1] = Item(f"{last.text}\n{text}", last.level, last.mark)
        self._cited += words.notes

    def _plain(self, look: Look, words: Words) -> Part:
        text = words.text.strip()
        if look.is_title:
            self._titled = True
            return Heading(text, 1)
        if look.level:
            return Heading(text, look.level + self._titled)
        if reads_as_heading(text) and words.size in self._sizes:
            return Heading(text, PSEUDO_HEADING_LEVEL + self._sizes.index(words.size) + self._titled)
        if reads_as_heading(text) and words.bold:
            return Heading(text, PSEUDO_HEADING_LEVEL + len(self._sizes) + self._titled)
        return Paragraph(text)

    def _table(self, element: Element) -> Iterator[Part]:
        yield from self._complete()
        if is_grid(element) and not self._holds_headings(element):
            rows = table_cells(element)
            yield Grid(tuple(tuple(row) for row in rows))
            self._cited += [note for paragraph in element.iter("p") for note in read_paragraph(paragraph).notes]
        else:
            for cell in cell_elements(element):
                yield from self.parts(cell)
        yield from self._complete()

    def _holds_headings(self, element: Element) -> bool:
        looks = (self.styles.look(paragraph.find("pPr")) for paragraph in element.iter("p"))
        return any(look.level or look.is_title for look in looks)


def _blocks(element: Element) -> Iterator[Element]:
    """The paragraphs and tables right inside an element, or inside what merely surrounds them."""
    for child in element:
        if child.tag in ("p", "tbl"):
            yield child
        elif child.tag in _AROUND:
            yield from _blocks(child)
