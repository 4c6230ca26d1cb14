"""PowerPoint: the slides in the order of the presentation, read with the standard library alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.by_hand import put_together
from assistant.loaders.parts import Heading, PageBreak, Paragraph, Part, compose, composed_document
from assistant.loaders.pptx_graphic import chart_parts, diagram_parts
from assistant.loaders.pptx_slide import Place, kind_of, shape_parts, shapes, title_of
from assistant.loaders.pptx_text import paragraphs
from assistant.loaders.read import read_bytes
from assistant.loaders.relations import Relation, related, relations
from assistant.loaders.xml import parse_xml
from assistant.loaders.zipped import Archive, opened
from assistant.types import Document

MAIN = "ppt/presentation.xml"
_SECTION = "secHead"
_OPENING = "ctrTitle"


class PptxLoader:
    """Presentations and shows of PowerPoint since 2007."""

    suffixes = frozenset({".pptx", ".pptm", ".ppsx"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        raw = read_bytes(path, limits.max_bytes)
        with opened(path, raw, limits) as archive:
            deck = _Deck(archive)
            slides = deck.slides()
            if len(slides) > limits.max_pages:
                raise LoadError(
                    f"{path}: has {len(slides)} slides, over the limit of {limits.max_pages}; "
                    "split the file or raise the setting max_pages"
                )
            composed = compose(put_together(deck.parts(slides)), paged=True)
            title = "" if any(block.kind == "heading" for block in composed.blocks) else deck.own_title()
        return composed_document(path, raw, composed, document_id, title)


class _Deck:
    """A presentation; layouts and masters are read once, and each heading knows those above it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._trees: dict[str, Element] = {}
        self._titled = False  # a slide opens the presentation with its title
        self._in_section = False
        self._title = ""

    def slides(self) -> list[str]:
        """The names of the slides in the order they are shown."""
        main = related(relations(self._archive, ""), "officeDocument") or MAIN
        known = relations(self._archive, main)
        places = self._tree(main).iterfind("sldIdLst/sldId")
        found = (known.get(place.get("id", "")) for place in places)
        return [relation.target if relation is not None else "a slide" for relation in found]

    def own_title(self) -> str:
        """The title among the file's properties."""
        core = "docProps/core.xml"
        return (self._tree(core).findtext("title") or "") if core in self._archive else ""

    def parts(self, slides: list[str]) -> Iterator[Part]:
        """The parts of all slides; those that are not shown are empty pages."""
        for number, name in enumerate(slides):
            if number:
                yield PageBreak()
            slide = self._tree(name, keep=False)
            if slide.get("show", "1") not in ("0", "false"):
                yield from self._slide(slide, name, is_first=not number)

    def _slide(self, slide: Element, name: str, *, is_first: bool) -> Iterator[Part]:
        known = relations(self._archive, name)
        place = self._place(related(known, "slideLayout"))
        title = title_of(slide)
        if title is not None:
            yield from self._heading(title, place, is_first=is_first)
        for shape in shapes(slide):
            if shape is not title:
                yield from shape_parts(shape, place)
                yield from self._graphic(shape, known)
        notes = related(known, "notesSlide")
        if notes:
            yield from self._notes(self._tree(notes, keep=False))

    def _graphic(self, shape: Element, known: dict[str, Relation]) -> Iterator[Part]:
        """What a chart or a diagram says, which is kept in a part of its own."""
        for tag, number, parts in (("chart", "id", chart_parts), ("relIds", "dm", diagram_parts)):
            holder = shape.find(f"graphic/graphicData/{tag}")
            relation = known.get(holder.get(number, "")) if holder is not None else None
            if relation is not None and relation.target in self._archive:
                yield from parts(self._tree(relation.target, keep=False))

    def _heading(self, title: Element, place: Place, *, is_first: bool) -> Iterator[Part]:
        text = " ".join(" ".join(line.text for line in paragraphs(title.find("txBody"), ())).split())
        opens = is_first and kind_of(title) == _OPENING
        begins_section = not opens and place.layout.get("type") == _SECTION
        self._titled = self._titled or opens
        self._in_section = self._in_section or begins_section
        if text and text != self._title:  # a slide that goes on has the title of the one before
            deeper = self._in_section and not begins_section
            yield Heading(text, 1 if opens else 1 + self._titled + deeper)
        self._title = text

    def _notes(self, notes: Element) -> Iterator[Part]:
        """What the speaker says to a slide."""
        for shape in shapes(notes):
            if kind_of(shape) == "body":
                yield from (Paragraph(line.text) for line in paragraphs(shape.find("txBody"), ()))

    def _place(self, layout: str) -> Place:
        master = related(relations(self._archive, layout), "slideMaster") if layout else ""
        return Place(*(self._tree(name) if name else Element("none") for name in (layout, master)))

    def _tree(self, name: str, *, keep: bool = True) -> Element:
        if name in self._trees:
            return self._trees[name]
        tree = parse_xml(self._archive.read(name), self._archive.path, name)
        if keep:
            self._trees[name] = tree
        return tree
