"""The lines of plain text and what their form says about them.

Every rule here is about form alone: length, punctuation, indentation, what stands before and after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text import FILLER, tokens, trim
from assistant.types import Span

TAB_WIDTH = 4
ITEM_WORDS = 12
ENTRY_WORDS = 9
HEADING_WORDS = 12
HEADING_CHARS = 90
TITLE_WORDS = 20
QUESTION_WORDS = 25

_LINE = re.compile(r"[^\n]*\n?")
_SYMBOL = "[•◦▪▫‣⁃∙·●○■□◆◇▶►➢➤❖✓✔✗»›→§–*+o-]"
"""The ``o`` is what the round bullet of word processors becomes; no sentence begins with a lower-case o alone."""
_BULLET = re.compile(
    rf"(?P<symbol>{_SYMBOL})(?=\s|$)|(?P<glued>[•◦▪‣●○■])|\(?(?P<number>\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}})[.)](?=\s)"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[^\W\d_])")
_ENUMERATED = re.compile(r"(?:chapter|part|section|appendix|step)\s+\w+", re.IGNORECASE)
_RULE = re.compile(r"([-=_*~#])\1{2,}$")
_INTRODUCES = re.compile(r"[:-]$")
_LABEL_QUESTION = re.compile(r"(?:Q|Question)\s*\d*\s*[:.)]\s*\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``text`` is its trimmed view, ``gap`` the number of blank lines before it."""

    start: int
    end: int
    indent: int
    gap: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def words(self) -> int:
        return len(self.text.split())


def split_lines(view: str) -> list[Line]:
    """The lines of a view that are not blank, in order."""
    found = []
    gap = 0
    for match in _LINE.finditer(view):
        start, end = trim(view, *match.span())
        if start == end:
            gap += 1
            continue
        lead = view[match.start() : start].replace(FILLER, "")
        found.append(Line(start, end, len(lead.expandtabs(TAB_WIDTH)), gap, view[start:end]))
        gap = 0
    return found


def bullet(line: Line) -> re.Match[str] | None:
    """The mark that makes a line a list item: a symbol, a number or a letter with a dot or a bracket."""
    return _BULLET.match(line.text)


def bullet_style(match: re.Match[str]) -> str:
    """Items of one nesting level share a style: the symbol itself, or the sort of number."""
    number = match["number"]
    if number is None:
        return match.group()
    return "number" if number.isdigit() else "letter"


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
    """Whether a line announces what follows: it ends in a colon or a dash."""
    return _INTRODUCES.search(line.text) is not None


def is_question(line: Line) -> bool:
    """Whether a line is a question that stands alone, as in a list of frequent questions."""
    return line.text.endswith("?") and line.words <= QUESTION_WORDS


def is_bare(line: Line, max_words: int = HEADING_WORDS) -> bool:
    """Whether a line is short and, unlike a sentence, begins like a title and ends without a stop."""
    text = line.text
    if line.words > max_words or len(text) > HEADING_CHARS * max_words / HEADING_WORDS or is_rule(line):
        return False
    if is_question(line) or _ENUMERATED.match(text):
        return True
    opening = next((c for c in text if c.isalnum()), "")
    return bool(opening) and not opening.islower() and not text.endswith((".", ",", ";", ":", "!", "-", '."'))


def is_heading(lines: list[Line], position: int) -> bool:
    """Whether a bare line heads what follows it.

    It stands apart from the text before it, or that text has come to an end, and something follows
    that is not its own continuation.
    """
    line = lines[position]
    if not is_bare(line) or _LABEL_QUESTION.match(line.text):
        return bool(_LABEL_QUESTION.match(line.text)) and line.text.endswith("?")
    if position + 1 == len(lines):
        return False
    before = lines[position - 1] if position else None
    after = lines[position + 1]
    if before is not None and not line.gap and not (before.text.endswith((".", "!", "?", ":", '"')) or bullet(before)):
        return False
    if after.gap or bullet(after) or is_rule(after) or (line.gap > 0 and introduces(after)):
        return True
    return after.words > line.words and not after.text[:1].islower() and (line.gap > 0 or after.words > HEADING_WORDS)


def is_item(line: Line) -> bool:
    return line.words <= ITEM_WORDS and not is_question(line) and not introduces(line) and not line.text.endswith(".")


def is_entry(line: Line) -> bool:
    """Whether a line is one of a row of entries: short, begun like a name or a figure, without a stop."""
    opening = line.text.lstrip("\"'(£$€~").partition(" ")[0]
    return (
        line.words <= ENTRY_WORDS
        and (opening[:1].isdigit() or any(letter.isupper() for letter in opening))  # "macOS" is a name too
        and not line.text.endswith((".", "!", "?", ",", ";", ":"))
        and not bullet(line)
    )


def are_alike(one: Line, other: Line) -> bool:
    """Whether two headings are made alike: of as many words, sharing one, or both short names."""
    words = [{token.word for token in tokens(line.text)} for line in (one, other)]
    if is_question(one) != is_question(other):
        return False
    return bool(words[0] & words[1]) if len(words[0]) > 1 else len(words[1]) == 1


def numbers(line: Line) -> bool:
    """Whether a line is an item of a numbered list."""
    mark = bullet(line)
    return mark is not None and bullet_style(mark) == "number"


def continues(line: Line, before: Line, base: Line) -> bool:
    """Whether a line without a mark goes on with the item above it: indented deeper, or in mid-sentence."""
    if line.indent > base.indent:
        return not (line.gap and introduces(line))
    return not line.gap and line.text[:1].islower() and not before.text.endswith((".", "!", "?"))
