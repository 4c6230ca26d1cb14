"""Which lines of plain text are headings, by their form and by what stands above and below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import lexicon
from assistant.loaders.boilerplate import forms
from assistant.loaders.lines import (
    ENUMERATED,
    Line,
    bullet,
    ends_early,
    enumerated_sort,
    introduces,
    is_enumerated,
    is_question,
    is_rule,
    number_depth,
)
from assistant.loaders.runs import labelled, lined
from assistant.text import tokens

HEADING_WORDS = 12
HEADING_CHARS = 90
TITLE_WORDS = 20
LOOK_AHEAD = 60
"""So many lines of a list are looked at to tell whether the line above it is its heading."""
MOSTLY = 0.6
"""The share of the entries of a list that are not made like the name above them."""
FULL = 0.85
"""Of the width of a text, a line that is no shorter goes on below."""
SMALL_WORD = 3
LONG_WORD = 5
"""No shorter word with a stop behind it ends a sentence for certain: "Prof." is none."""
SMALL_LINE, LONG_RULE = 6, 10
MIN_IN_CAPITALS = 2
MIN_LINES = 3
MAX_STACKED = 3
"""So many headings may stand right below each other: a chapter, its section, the label of a list."""

_STOPS = (".", ",", ";", ":", "!", "-", '."')
_LABEL_QUESTION = re.compile(r"(?:Q|Question)\s*\d*\s*[:.)]\s*\S", re.IGNORECASE)
_LABEL_ANSWER = re.compile(r"(?:A|Answer)\s*\d*\s*[:)]\s*\S", re.IGNORECASE)
_ADDRESS = re.compile(r"://|\bwww\.|\w@\w")
_WIDE_GAP = re.compile(r"\S(?: {3,}| *\t\s*)\S|\.{4}")
_TELLING = re.compile(r" {3}|\t|\.{4}|://|www\.|@|:\d\d")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|" + ENUMERATED.pattern + r"[.:]?)\s+")
_PARTED = re.compile(r"[,;:]|\d{3}|[£$€]")
_TIME = re.compile(r"\[\d{1,2}:\d\d|\d{1,2}:\d\d:\d\d\b")
_SENTENCES = re.compile(r"[a-z]{4}\. {1,2}[A-Z]")
_YEAR = re.compile(r"[12]\d{3}(?:[-/]\d{2,4})?$")


def is_data(text: str) -> bool:
    """Whether a line is read off or looked up: no words, two columns, an address, what another said or at a time.

    >>> is_data("£219.00"), is_data("1984"), is_data("ask@shop.example"), is_data("Fees")
    (True, False, True, False)
    """
    if text[0] in ">|":
        return True  # said by another, or of a table
    if _TELLING.search(text) is None:
        return _LETTER.search(text) is None and not _YEAR.match(text)
    number = _NUMBER.match(text)
    return (
        _WIDE_GAP.search(text, number.end() if number else 0) is not None
        or _ADDRESS.search(text) is not None
        or _TIME.match(text) is not None
        or (_LETTER.search(text) is None and not _YEAR.match(text))
    )


def is_unfinished(text: str) -> bool:
    """Whether a line breaks off before what it is about.

    >>> is_unfinished("We are looking for people who can help with"), is_unfinished("Coatings worth paying for")
    (True, False)
    """
    last = text.rpartition(" ")[2]
    if not last.islower():
        return False
    subject = text.partition(" ")[0].casefold() in forms("subjects")
    return last in forms("open_ends") or (subject and last in lexicon().prepositions)


def is_name(line: Line) -> bool:
    """Whether a bare line is words and nothing else, unlike an address or a price: numbered, or without stops."""
    if number_depth(line) or is_enumerated(line) or line.edited or is_question(line):
        return True
    return line.text[:1].isalpha() and not _PARTED.search(line.text)


def is_bare(line: Line, max_words: int = HEADING_WORDS) -> bool:
    """Whether a line is short and, unlike a sentence, begins like a title and ends without a stop."""
    text = line.text
    if line.words > max_words or len(text) > HEADING_CHARS * max_words / HEADING_WORDS or is_rule(line):
        return False
    if line.edited:
        return True
    if is_data(text):
        return False
    if is_question(line) or (is_enumerated(line) and (not text.endswith((".", ",", ";")) or line.words == 2)):
        return True
    opening = next((c for c in text if c.isalnum()), "")
    if _SENTENCES.search(text):
        return False
    return bool(opening) and not opening.islower() and not text.endswith(_STOPS) and not is_unfinished(text)


def is_underlined(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is drawn below a short one, of about its length."""
    if position + 1 >= len(lines):
        return False
    line, after = lines[position : position + 2]
    if after.gap or not is_rule(after) or after.indent != line.indent or is_rule(line) or line.words > HEADING_WORDS:
        return False
    return abs(len(after.text) - len(line.text)) <= 2 and not is_data(line.text) and any(map(str.isalpha, line.text))


def is_heading(
    lines: Sequence[Line],
    position: int,
    width: int,
    *,
    below_heading: bool = False,
    below_table: bool = False,
    among_questions: bool = False,
) -> bool:
    """Whether a bare line heads what follows it.

    It stands apart from the text before it, or that text has come to an end, and something follows
    that is not its own continuation. Below another heading it takes more: a list, or running text. A table
    has come to an end. ``among_questions`` a question needs no blank line above it.
    """
    line = lines[position]
    long = line.words > HEADING_WORDS and not line.text.endswith("?") and line.text[0] not in "Qq"
    if long or position + 1 == len(lines):
        return False
    if not line.gap and line.text[0].islower() and not is_rule(lines[position + 1]):
        return False  # most lines of running text
    after = lines[position + 1]
    if _LABEL_QUESTION.match(line.text):
        return line.text.endswith("?") or _LABEL_ANSWER.match(after.text) is not None
    if line.edited or (is_rule(after) and is_underlined(lines, position)) or _stands_over_rule(lines, position):
        return True
    if not after.gap and _ends_sentence(after) and not is_question(line):
        return False  # the last word of a sentence that was broken for want of room
    if line.text.casefold() in forms("people") and not after.gap and is_bare(line):
        return True
    if not is_bare(line) or _LABEL_ANSWER.match(line.text):
        return False
    before = lines[position - 1] if position else None
    apart = before is None or line.gap > 0 or (is_rule(before) and not below_heading)
    if is_enumerated(line) and (apart or below_heading) and not after.gap:
        return enumerated_sort(after) != enumerated_sort(line) and ends_early(line, after, width)
    if not apart and (below_heading or is_enumerated(line)):
        heads = _heads_text(lines, position, width) or _heads_heading(lines, position + 1, width)
        return heads and is_name(line)
    if before is not None and not apart and not below_table and not _has_ended(before):
        return False
    if after.gap:
        return apart or is_question(line)
    if bullet(after) or is_rule(after) or (apart and introduces(after) and not after.text[:1].islower()):
        return True
    if (apart or (among_questions and is_question(line))) and _heads_text(lines, position, width):
        return True
    if (before is None or apart or bullet(before)) and is_name(line) and _heads_heading(lines, position + 1, width):
        return True
    if apart and line.text.isupper() and after.indent > line.indent:
        return True
    if after.text[:1].islower() or after.words <= line.words or is_data(after.text):
        return False
    if introduces(after) and is_name(line) and line.words <= HEADING_WORDS / 2:
        return True
    return not _stands_over_lines(lines, position, width) if apart else _is_running(line, after, width)


def _is_running(line: Line, after: Line, width: int) -> bool:
    """Whether the line below a short one is of running text: of many words, or as long as lines get."""
    if after.words > HEADING_WORDS:
        return True
    full = after.words > HEADING_WORDS / 2 and after.indent + len(after.text) >= FULL * width
    return full and line.words <= HEADING_WORDS / 2 and len(line.text) < width / 2 and is_name(line)


def _stands_over_lines(lines: Sequence[Line], position: int, width: int) -> bool:
    """Whether there is a short line or two below one, as in an address or above an article, and no text."""
    below = lines[position + 1 : position + 1 + MIN_LINES]
    for number, line in enumerate(below):
        if number and line.gap:
            return True
        last = number + 1 == len(below) or below[number + 1].gap > 0
        if not is_bare(line) or (not last and not ends_early(line, below[number + 1], width)):
            return False
    return len(below) < MIN_LINES


def _stands_over_rule(lines: Sequence[Line], position: int) -> bool:
    """Whether a bare line that stands apart is the first of two or three short ones with a line drawn below them."""
    drawn = any(line.text[0] in "=-" for line in lines[position + 2 : position + 1 + MIN_LINES])
    if not drawn or not lines[position].gap or not is_bare(lines[position]):
        return False
    for line in lines[position + 1 : position + 1 + MIN_LINES]:
        if line.gap or line.words > SMALL_LINE or bullet(line):
            return False
        if is_rule(line):
            return len(line.text) >= LONG_RULE and line.text[0] in "=-" and line is not lines[position + 1]
    return False


def _ends_sentence(after: Line) -> bool:
    """Whether a line begins with a single word that ends a sentence, and goes on."""
    word, _, rest = after.text.partition(" ")
    return word[-1] == "." and word[:-1].isalpha() and len(word) > LONG_WORD and rest.lstrip()[:1].isupper()


def _has_ended(before: Line) -> bool:
    return before.text.endswith((".", "!", "?", ":", '"')) or bullet(before) is not None


def _heads_text(lines: Sequence[Line], position: int, width: int) -> bool:
    """Whether right below a bare line there is a list or running text: the line was not broken for want of room."""
    line, after = lines[position : position + 2]
    if after.gap:
        return False
    if bullet(after):
        return number_depth(after) < 2
    below = lines[position + 1 : position + 1 + LOOK_AHEAD]
    run = lined(below, 0, width)
    others = sum(not entry.text[:1].isupper() for entry in run or ())
    if run is not None and line.text[:1].isalpha() and others >= MOSTLY * len(run):
        return True
    if labelled(below, 0) is not None and labelled(lines[position : position + LOOK_AHEAD], 0) is None:
        return True
    if after.text[:1].islower() or not ends_early(line, after, width):
        return False
    if after.words > HEADING_WORDS or not after.text.endswith((".", "!")):
        return after.words > HEADING_WORDS
    return is_question(line) or (after.words > 1 and (line.gap > 0 or after.words > line.words / 2))


def _heads_heading(lines: Sequence[Line], position: int, width: int, depth: int = 1) -> bool:
    """Whether a bare line right below another is a heading by what it stands above."""
    if depth == MAX_STACKED or position + 1 >= len(lines) or lines[position].gap or not is_bare(lines[position]):
        return False
    if not is_name(lines[position]):
        return False
    if lines[position].edited or _heads_text(lines, position, width):
        return ends_early(lines[position - 1], lines[position], width)
    return _heads_heading(lines, position + 1, width, depth + 1)


def are_alike(one: Line, other: Line) -> bool:
    """Whether two headings are made alike: questions with the same capitals, of a word each, or sharing one."""
    if is_question(one) or is_question(other):
        return is_question(one) and is_question(other) and _has_title_case(one) == _has_title_case(other)
    words = [{token.word for token in tokens(line.text)} for line in (one, other)]
    return bool(words[0] & words[1]) if len(words[0]) > 1 else len(words[1]) == 1


def _has_title_case(line: Line) -> bool:
    """Whether all but the small words of a line begin with a capital."""
    words = [word for word in line.text.split()[1:] if len(word) > SMALL_WORD]
    return bool(words) and all(word[0].isupper() for word in words)


def has_capitals(lines: Sequence[Line]) -> bool:
    """Whether the sections of a text are headed in capitals: at least two bare lines that stand apart are."""
    found = (line.gap > 0 and line.text.isupper() and is_bare(line) for line in lines[1:])
    return sum(found) >= MIN_IN_CAPITALS
