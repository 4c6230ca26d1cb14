"""What the styles and the numbering of a Word document say about a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.loaders.docx_paragraph import PLAIN, Letters, is_on, size_of
from assistant.loaders.parts import BULLET

MAX_LEVEL = 9
_HEADING = re.compile(r"heading (\d)\Z")
_LIST = re.compile(r"list(?: bullet| number)? ([2-5])\Z")
_CODE = frozenset({"html preformatted", "code", "source code", "code block", "preformatted text", "macro text"})
_UNNUMBERED = frozenset({"", "bullet", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is by its style: ``level`` of a heading from 1 or 0, ``nesting`` of an item from 0."""

    name: str = ""
    level: int = 0
    letters: Letters = PLAIN
    listed: bool = False
    list_id: str = ""
    nesting: int = 0
    format: str = ""

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the whole."""
        return self.name == "title"

    @property
    def is_contents(self) -> bool:
        """Whether it is a line of the table of contents."""
        return re.match(r"(?:toc|table of figures)\b", self.name) is not None and self.name != "toc heading"

    @property
    def is_code(self) -> bool:
        """Whether it is a line of a listing."""
        return self.name in _CODE

    @property
    def continues(self) -> bool:
        """Whether it goes on with the item before it."""
        return self.name.startswith("list continue")


class Styles:
    """The styles and lists of one document; counts the items of its lists."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {style.get("styleId", ""): style for style in styles.iter("style")} if styles is not None else {}
        self._usual = next((style for style in self._styles.values() if _is_usual(style)), None)
        self._size = size_of(styles.find("docDefaults/rPrDefault/rPr")) if styles is not None else 0
        self._formats: dict[tuple[str, int], str] = {}
        self._counts: dict[str, list[int]] = {}
        if numbering is not None:
            self._read_numbering(numbering)

    def look(self, properties: Element | None) -> Look:
        """What a paragraph with some properties is; its own come before those of its style."""
        chain = [properties] if properties is not None else []
        name, bold, size = "", False, 0
        style = self._styles.get(_value(properties, "pStyle"), self._usual)
        seen: set[str] = set()
        while style is not None and style.get("styleId", "") not in seen:
            seen.add(style.get("styleId", ""))
            name = name or _value(style, "name").casefold()
            bold = bold or is_on(style.find("rPr/b"))
            size = size or size_of(style.find("rPr"))
            own = style.find("pPr")
            chain += [own] if own is not None else []
            style = self._styles.get(_value(style, "basedOn"))
        list_id = next((found for look in chain if (found := _value(look, "numPr/numId"))), "")
        nesting = next((found for look in chain if (found := _value(look, "numPr/ilvl"))), "0")
        outline = next((found for look in chain if (found := _value(look, "outlineLvl"))), "")
        listed = list_id not in ("", "0")
        depth = place = min(int(nesting), MAX_LEVEL) if _is_number(nesting) else 0
        deeper = _LIST.match(name)
        if deeper and not depth:
            depth = int(deeper.group(1)) - 1
        return Look(
            name,
            _level(name, outline),
            Letters(bold, size or self._size),
            listed,
            list_id,
            depth,
            self._formats.get((list_id, place), "") if listed else "",
        )

    def mark(self, look: Look) -> str:
        """What stands before the next item that looks so: a bullet, or its number or letter with a dot."""
        counts = self._counts.setdefault(look.list_id, [])
        del counts[look.nesting + 1 :]
        counts += [0] * (look.nesting + 1 - len(counts))
        counts[look.nesting] += 1
        if look.format in _UNNUMBERED:
            return BULLET
        number = counts[look.nesting]
        if look.format.endswith("Letter") and number <= 26:
            return f"{chr(ord('a') + number - 1)}."
        return f"{number}."

    def _read_numbering(self, numbering: Element) -> None:
        abstract: dict[str, dict[int, str]] = {}
        for kind in numbering.iter("abstractNum"):
            levels = ((level.get("ilvl", ""), _value(level, "numFmt")) for level in kind.iter("lvl"))
            abstract[kind.get("abstractNumId", "")] = {int(at): form for at, form in levels if _is_number(at)}
        for num in numbering.iter("num"):
            for level, form in abstract.get(_value(num, "abstractNumId"), {}).items():
                self._formats[num.get("numId", ""), level] = form


def _is_usual(style: Element) -> bool:
    """Whether paragraphs look so that name no style."""
    return style.get("type") == "paragraph" and style.get("default", "0") in ("1", "true", "on")


def _value(element: Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return found.get("val", "") if found is not None else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4


def _level(name: str, outline: str) -> int:
    """The level of a heading, by the name of its style or by its outline; 0 for what is none."""
    named = _HEADING.match(name)
    if named:
        return max(1, int(named.group(1)))
    return int(outline) + 1 if _is_number(outline) and int(outline) < MAX_LEVEL else 0
