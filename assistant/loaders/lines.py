"""The lines of plain text and what their form says about them.

Every rule here is about form alone: length, punctuation, indentation, what stands before and after.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.text import FILLER, trim
from assistant.types import Span

TAB_WIDTH = 4
MIN_WIDTH = 50
"""Running text is hardly ever broken into shorter lines."""
NEXT_LINES = 20
"""An item is no longer than so many lines."""
QUESTION_WORDS = 25

_SYMBOL = "[•◦▪▫‣⁃∙·●○■□◆◇▶►▸▹➢➤➔➜❖❑❏▢☐☑☒✓✔✗✘✦✧★☆♥♦♣♠⦿◻◼◽◾✅❌❤×»›→⇒§–*+o-]"
"""The ``o`` is what the round bullet of word processors becomes; no sentence begins with a lower-case o alone."""
_BULLET = re.compile(
    rf"(?P<symbol>{_SYMBOL})(?=\s|$)|(?P<glued>[•◦▪‣●○■])|\(?(?P<number>\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})[.)](?=\s)"
    r"|\[(?P<note>\d{1,3})\](?=\s)|(?P<box>\[[ xX]\])(?=\s)"
    r"|(?P<clause>\d{1,2}(?:\.[1-9]\d?)+)\.?(?=\s+[^\W\d_a-z]|\s+[\"'(])"
)
_INITIAL = re.compile(r"(?P<letter>[A-Z])\.\s")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.[1-9]\d?)*)\.?\s+(?=[^\W\d_]|[\"'(])")
ENUMERATED = re.compile(
    r"(?P<sort>(?i:chapter|part|section|item|article|appendix|schedule|step|stage|phase|week|day|lesson|lecture|session|unit|module))"
    r"\s+(?P<count>\d{1,3}|[IVXLC]+|[A-Z]|(?i:one|two|three|four|five|six|seven|eight|nine|ten))\b"
)
_RULE = re.compile(r"([-=_*~#─━═])(?: ?\1){2,}$")
_INTRODUCES = re.compile(r":$|(?<![^\W_])-$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``text`` is its trimmed view, ``gap`` the number of blank lines before it.

    ``edited`` is one behind which the mark to edit a section stood: a heading.
    """

    start: int
    end: int
    indent: int
    gap: int
    text: str
    words: int
    edited: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def split_lines(view: str, edited: Collection[int] = ()) -> list[Line]:
    """The lines of a view that are not blank, in order. Those that end at the ``edited`` places stand apart."""
    found: list[Line] = []
    gap = below = 0
    for raw in view.split("\n"):
        first, below = below, below + len(raw) + 1
        text = raw.strip()
        if text and (text[0] == FILLER or text[-1] == FILLER):
            text = view[slice(*trim(view, first, first + len(raw)))]
        if not text:
            gap += 1
            continue
        start = first + raw.index(text)
        end = start + len(text)
        indent = len(view[first:start].replace(FILLER, "").expandtabs(TAB_WIDTH)) if start > first else 0
        heads = end in edited
        gap = max(gap, int(heads))
        found.append(Line(start, end, indent, gap, text, len(text.split()), heads))
        gap = 0
    return found


def bullet(line: Line) -> re.Match[str] | None:
    """The mark that makes a line a list item: a symbol, a number or a letter with a dot or a bracket, the number
    of a clause or of a source, a box to tick."""
    return _BULLET.match(line.text)


def bullet_style(match: re.Match[str]) -> str:
    """Items of one nesting level share a style: the symbol itself, or the sort of number."""
    for style in ("clause", "note", "box"):
        if match[style] is not None:
            return style
    number = match["number"]
    if number is None:
        return match.group()
    return "number" if number.isdigit() else "letter"


def is_clause(line: Line) -> bool:
    """Whether a line has the number of a clause: "4.2 The fee is due on signing"."""
    mark = bullet(line)
    return mark is not None and mark["clause"] is not None


def is_initial(lines: Sequence[Line], position: int) -> bool:
    """Whether a capital with a dot at the beginning of a line is of a name: no other counts on from it below."""
    match = _INITIAL.match(lines[position].text)
    if match is None:
        return False
    letter = match["letter"]
    follow = {chr(ord(letter) + 1), {"I": "II", "V": "VI", "X": "XI"}.get(letter, "")}
    below = (bullet(line) for line in lines[position + 1 : position + NEXT_LINES])
    return not any(mark is not None and mark["number"] in follow for mark in below)


def is_enumerated(line: Line) -> bool:
    """Whether a line names a part of the whole by its number: "Week 3", "Appendix B: Prices"."""
    return ENUMERATED.match(line.text) is not None


def enumerated_sort(line: Line) -> str:
    """What is counted in an enumerated line, "" for another."""
    match = ENUMERATED.match(line.text)
    return match["sort"].casefold() if match else ""


def number_depth(line: Line) -> int:
    """How many parts a section number has (``2.1 Scope`` has two), 0 without one."""
    match = _NUMBERED.match(line.text)
    return match["number"].count(".") + 1 if match else 0


def section_number(line: Line) -> int | None:
    """The number that a line of a single number begins with (``3. Scope``), ``None`` without one."""
    match = _NUMBERED.match(line.text)
    return int(match["number"]) if match and match["number"].isdigit() else None


def is_rule(line: Line) -> bool:
    """Whether a line is drawn: three or more of one symbol."""
    return _RULE.match(line.text) is not None


def introduces(line: Line) -> bool:
    """Whether a line announces what follows: it ends in a colon or a dash, which is no hyphen of a word."""
    return _INTRODUCES.search(line.text) is not None


def is_question(line: Line) -> bool:
    """Whether a line is a question that stands alone, as in a list of frequent questions."""
    return line.text.endswith("?") and line.words <= QUESTION_WORDS


def ends_early(line: Line, after: Line, width: int) -> bool:
    """Whether a line was broken on purpose: the first word of the next would have stood on it too."""
    return line.indent + len(line.text) + 1 + len(after.text.partition(" ")[0]) <= width


def text_width(lines: Sequence[Line]) -> int:
    """How long lines of running text get before they are broken: hardly any is longer."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    return max(MIN_WIDTH, lengths[int(len(lengths) * 0.95)]) if lengths else MIN_WIDTH


def numbers(line: Line) -> bool:
    """Whether a line is an item of a numbered list."""
    mark = bullet(line)
    return mark is not None and bullet_style(mark) == "number"


def counts_anew(lines: Sequence[Line], position: int) -> bool:
    """Whether right below a numbered line that stands apart the steps of a list begin to count."""
    if position + 1 >= len(lines) or not lines[position].gap:
        return False
    after = lines[position + 1]
    return numbers(after) and section_number(after) == 1 and after.indent <= lines[position].indent


def continues(line: Line, before: Line, base: Line, width: int) -> bool:
    """Whether a line without a mark goes on with the item above it: indented deeper, or in mid-sentence."""
    if line.indent > base.indent:
        return not (line.gap and introduces(line))
    if line.gap or before.text.endswith((".", "!", "?")):
        return False
    return line.text[:1].islower() or not ends_early(before, line, width)
