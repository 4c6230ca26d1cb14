"""A slide's shapes: titles, text with or without bullets, tables; styles come from its layout and its master."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.loaders.builder import PSEUDO_HEADING_LEVEL, reads_as_heading
from assistant.loaders.parts import BULLET, Grid, Heading, Item, Listing, Paragraph, Part
from assistant.loaders.pptx_text import Line, paragraphs

TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
_TEXTS = frozenset({"body", "obj", "subTitle"})
_ALIKE = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slide takes its looks from."""

    layout: Element
    master: Element

    def styles(self, shape: Element) -> list[Element]:
        """The lists of styles that hold for a shape, the nearest first."""
        holder = placeholder(shape)
        if holder is None:
            found = [self.master.find("txStyles/otherStyle")]
        else:
            kind = kind_of(shape)
            same = [_same(self.layout, holder, kind), _same(self.master, None, kind)]
            found = [above.find("txBody/lstStyle") if above is not None else None for above in same]
            found.append(self.master.find(f"txStyles/{'title' if kind in TITLES else 'body'}Style"))
        return [style for style in found if style is not None]


def shapes(slide: Element) -> Iterator[Element]:
    """Shapes with text and frames with tables, in the order they are read out, also those in groups."""
    tree = slide.find("cSld/spTree")
    if tree is not None:
        yield from _shapes(tree)


def _shapes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in ("sp", "graphicFrame", "cxnSp"):
            if not _is_hidden(child):
                yield child
        elif child.tag == "grpSp":
            if not _is_hidden(child):
                yield from _shapes(child)
        elif child.tag == "AlternateContent":
            yield from _shapes(next(iter(child), child))


def _is_hidden(shape: Element) -> bool:
    return shape.find("./*/cNvPr[@hidden='1']") is not None


def placeholder(shape: Element) -> Element | None:
    """What says which place of the layout a shape fills."""
    return shape.find("./*/nvPr/ph")


def kind_of(shape: Element) -> str:
    """What a shape is there for: "title", "body" and so on, "" for one that fills no place of the layout."""
    holder = placeholder(shape)
    return "" if holder is None else holder.get("type", "obj")


def title_of(slide: Element) -> Element | None:
    """The shape that holds the slide's title."""
    return next((shape for shape in shapes(slide) if kind_of(shape) in TITLES), None)


def _same(above: Element, holder: Element | None, kind: str) -> Element | None:
    """The shape above that a placeholder fills: the one of its number, or else the first of its kind."""
    candidates = [shape for shape in shapes(above) if placeholder(shape) is not None]
    number = holder.get("idx") if holder is not None else None
    if number is not None:
        for shape in candidates:
            own = placeholder(shape)
            if own is not None and own.get("idx") == number:
                return shape
    wanted = _ALIKE.get(kind, kind)
    return next((shape for shape in candidates if _ALIKE.get(kind_of(shape), kind_of(shape)) == wanted), None)


def shape_parts(shape: Element, place: Place) -> Iterator[Part]:
    """What a shape says."""
    if kind_of(shape) in _FURNITURE:
        return
    table = shape.find("graphic/graphicData/tbl")
    if table is not None:
        yield from _table(table)
    lines = list(paragraphs(shape.find("txBody"), place.styles(shape)))
    yield from _text(lines, may_head_others=kind_of(shape) in _TEXTS)


def _text(lines: Sequence[Line], *, may_head_others: bool) -> Iterator[Part]:
    """Paragraphs and lists; a single line behind a mark lists nothing.

    A few bold words are a heading where text follows in the same shape, or the layout has a place for them.
    """
    waiting: list[Line] = []
    for number, line in enumerate(lines):
        if line.mark:
            if waiting and _begins_anew(waiting, line):
                yield _listing(waiting)
                waiting = []
            waiting.append(line)
            continue
        if waiting:
            yield _listing(waiting)
            waiting = []
        heads = may_head_others or number + 1 < len(lines)
        if line.bold and heads and reads_as_heading(line.text):
            yield Heading(line.text, PSEUDO_HEADING_LEVEL)
        else:
            yield Paragraph(line.text)
    if len(lines) == 1 and waiting:
        yield Paragraph(lines[0].text)
    elif waiting:
        yield _listing(waiting)


def _begins_anew(waiting: Sequence[Line], line: Line) -> bool:
    """Whether a line is marked in another way than the last one of its level, with none above it."""
    before = next((other for other in reversed(waiting) if other.level <= line.level), None)
    return before is None or (before.level == line.level == waiting[0].level and before.mark != line.mark)


def _listing(lines: Sequence[Line]) -> Listing:
    top = min(line.level for line in lines)
    counts: list[int] = []
    items: list[Item] = []
    for line in lines:
        level = line.level - top
        del counts[level + 1 :]
        counts += [0] * (level + 1 - len(counts))
        counts[level] += 1
        items.append(Item(line.text, level, _drawn(line.mark, counts[level])))
    return Listing(tuple(items))


def _drawn(mark: str, number: int) -> str:
    if mark == "bullet":
        return BULLET
    return f"{chr(ord('a') + number - 1)}." if mark.startswith("alpha") and number <= 26 else f"{number}."


def _table(table: Element) -> Iterator[Part]:
    """A table; a cell merged downwards stands in each row, one merged sideways in one column."""
    rows: list[tuple[str, ...]] = []
    for row in table.iterfind("tr"):
        texts: list[str] = []
        for cell in row.iterfind("tc"):
            column = len(texts)
            if cell.get("vMerge") in ("1", "true") and rows and column < len(rows[-1]):
                texts.append(rows[-1][column])
            else:
                texts.append("\n".join(line.text for line in paragraphs(cell.find("txBody"), ())))
        if texts:
            rows.append(tuple(texts))
    if len(rows) > 1 and max(map(len, rows)) > 1:
        yield Grid(tuple(rows))
    else:
        yield from (Paragraph(text) for row in rows for text in row)
