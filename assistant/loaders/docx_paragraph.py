"""The words of a paragraph in Word: runs put together, what was deleted or is hidden left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "fldData", "Fallback", "rt", "sectPr", "docPr"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class Words:
    """A paragraph's text, how it looks, the notes it refers to, and the text boxes tied to it.

    ``bold`` says that all of it is, ``size`` the least size of its letters in half points.
    """

    text: str = ""
    bold: bool = False
    size: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: bold or not, and their size in half points, 0 where nothing says it."""

    bold: bool = False
    size: int = 0

    def under(self, look: Element | None) -> Letters:
        """How they look where a run says more of them."""
        if look is None:
            return self
        style = look.find("rStyle")
        strong = self.bold or (style is not None and style.get("val", "").casefold() == "strong")
        return Letters(is_on(look.find("b"), strong), size_of(look) or self.size)


PLAIN = Letters()


def read_paragraph(paragraph: Element, letters: Letters = PLAIN) -> Words:
    """The words of a paragraph; ``letters`` says how its style has them."""
    words = Words()
    pieces = list(_pieces(paragraph, words, letters))
    words.text = "".join(piece for piece, _ in pieces)
    seen = [look for piece, look in pieces if piece.strip()]
    words.bold = bool(seen) and all(look.bold for look in seen)
    words.size = min((look.size for look in seen), default=0)
    return words


def size_of(look: Element | None) -> int:
    """The size that a run or a style gives its letters, in half points; 0 where it gives none."""
    found = look.find("sz") if look is not None else None
    value = found.get("val", "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0


def is_on(element: Element | None, default: bool = False) -> bool:
    """Whether a property is set: it is there, and its value does not say otherwise."""
    return default if element is None else element.get("val", "1") not in _OFF


def _pieces(element: Element, words: Words, letters: Letters) -> Iterator[tuple[str, Letters]]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == "t":
            yield child.text or "", letters
        elif child.tag in _SIGNS:
            yield "" if child.get("type") in ("page", "column") else _SIGNS[child.tag], letters
        elif child.tag in ("footnoteReference", "endnoteReference"):
            words.notes.append((child.tag.removesuffix("Reference"), child.get("id", "")))
        elif child.tag == "txbxContent":
            words.boxes.append(child)
        elif child.tag == "r":
            look = child.find("rPr")
            if look is None or not is_on(look.find("vanish")):
                yield from _pieces(child, words, letters.under(look))
        else:
            yield from _pieces(child, words, letters)
