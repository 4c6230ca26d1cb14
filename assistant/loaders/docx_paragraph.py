"""The words of a paragraph in Word: runs put together, what was deleted or is hidden left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "fldData", "Fallback", "rt", "sectPr", "docPr"}
)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class Words:
    """A paragraph's text, whether all of it is bold, the notes it refers to, and the text boxes tied to it."""

    text: str = ""
    bold: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def read_paragraph(paragraph: Element, *, bold: bool = False) -> Words:
    """The words of a paragraph; ``bold`` says how its style has them."""
    words = Words()
    pieces = list(_pieces(paragraph, words, bold))
    words.text = "".join(piece for piece, _ in pieces)
    seen = [is_bold for piece, is_bold in pieces if piece.strip()]
    words.bold = bool(seen) and all(seen)
    return words


def is_on(element: Element | None, default: bool = False) -> bool:
    """Whether a property is set: it is there, and its value does not say otherwise."""
    return default if element is None else element.get("val", "1") not in _OFF


def _pieces(element: Element, words: Words, bold: bool) -> Iterator[tuple[str, bool]]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == "t":
            yield child.text or "", bold
        elif child.tag in _SIGNS:
            yield "" if child.get("type") in ("page", "column") else _SIGNS[child.tag], bold
        elif child.tag in ("footnoteReference", "endnoteReference"):
            words.notes.append((child.tag.removesuffix("Reference"), child.get("id", "")))
        elif child.tag == "txbxContent":
            words.boxes.append(child)
        elif child.tag == "r":
            look = child.find("rPr")
            if look is None or not is_on(look.find("vanish")):
                yield from _pieces(child, words, bold if look is None else is_on(look.find("b"), bold))
        else:
            yield from _pieces(child, words, bold)
