"""The words in a shape of PowerPoint: paragraphs with their level, their mark and whether all of them is bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

MAX_LEVEL = 8
_UNSAID = frozenset({"slidenum", "datetime"})  # fields that are filled in anew on each slide or day
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``level`` from 0, ``mark`` "" for none, "bullet", or how its number is written."""

    text: str
    level: int
    mark: str
    bold: bool


def paragraphs(body: Element | None, styles: Sequence[Element]) -> Iterator[Line]:
    """The paragraphs that hold words; ``styles`` are lists of styles by level, the nearest first."""
    if body is None:
        return
    own = body.find("lstStyle")
    chain = [*([own] if own is not None else []), *styles]
    for paragraph in body.iterfind("p"):
        look = paragraph.find("pPr")
        level = _level(look)
        looks = [found for style in chain if (found := style.find(f"lvl{level + 1}pPr")) is not None]
        if look is not None:
            looks.insert(0, look)
        bold = next((default for found in looks if (default := _bold(found.find("defRPr"))) is not None), False)
        pieces = list(_pieces(paragraph, bold))
        text = "".join(piece for piece, _ in pieces).strip()
        if text:
            yield Line(text, level, _mark(looks), all(is_bold for piece, is_bold in pieces if piece.strip()))


def _pieces(paragraph: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    for child in paragraph.iter():
        if child.tag == "br":
            yield "\n", bold
        elif child.tag == "r" or (child.tag == "fld" and not child.get("type", "").startswith(tuple(_UNSAID))):
            own = _bold(child.find("rPr"))
            yield "".join(text.text or "" for text in child.iterfind("t")), bold if own is None else own


def _level(look: Element | None) -> int:
    level = look.get("lvl", "0") if look is not None else "0"
    return min(int(level), MAX_LEVEL) if level.isascii() and level.isdigit() and len(level) < 4 else 0


def _bold(look: Element | None) -> bool | None:
    value = look.get("b") if look is not None else None
    return None if value is None else value in _ON


def _mark(looks: Sequence[Element]) -> str:
    """What the nearest style says of the mark."""
    for look in looks:
        for child in look:
            if child.tag == "buNone":
                return ""
            if child.tag in ("buChar", "buBlip"):
                return "bullet"
            if child.tag == "buAutoNum":
                return child.get("type", "arabicPeriod")
    return ""
