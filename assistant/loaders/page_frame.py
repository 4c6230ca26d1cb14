"""What stands around an article that was copied out of a web page: menus, trails, the site's name, the contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.lexicon import lexicon
from assistant.loaders.boilerplate import (
    boilerplate,
    is_about_the_page,
    is_navigation,
    is_notice,
    is_trail,
    menu_entries,
)
from assistant.loaders.headings import TITLE_WORDS, is_bare, is_data
from assistant.loaders.lines import Line
from assistant.loaders.mentions import mentions_of
from assistant.text import tokens

HEAD_LINES = 10
NAMED_ONCE_MORE = 2.0
"""How often the words of a site's name come in the text of an article, in the mean, with the line itself."""
MENU_WORDS, MENU_LINES = 4, 3
SENTENCE_WORDS = 8
RECURRING = 0.75
"""The share of the entries of a table of contents that have to stand in the text too."""

_ENTRY_NUMBER = re.compile(r"^(?:\W|\d+(?:\.\d+)*\.?\s)+|[\s.·]*\d*$")


def article(lines: Sequence[Line]) -> list[Line]:
    """The lines without calls to action, the menu at the head and the table of contents.

    A line stands apart from the one above it where one that is left out did.
    """
    left_out = {*_menu(lines), *_contents(lines)}
    found: list[Line] = []
    gap = 0
    for number, line in enumerate(lines):
        if number in left_out or (is_navigation(line.text) and not _is_label(lines, number)):
            gap = max(gap, line.gap)
            continue
        found.append(replace(line, gap=gap) if gap > line.gap else line)
        gap = 0
    return found


def _is_label(lines: Sequence[Line], number: int) -> bool:
    """Whether an address stands right below a word that could be a button: "Email"."""
    return number + 1 < len(lines) and not lines[number + 1].gap and "@" in lines[number + 1].text


def _block(lines: Sequence[Line], position: int) -> range:
    """The places of the lines from a place on up to a blank line."""
    end = position + 1
    while end < len(lines) and not lines[end].gap:
        end += 1
    return range(position, end)


def _menu(lines: Sequence[Line]) -> Iterator[int]:
    """The places of a menu with each entry on a line of its own, without the name above it that is the page's."""
    block = _block(lines, 0) if lines else range(0)
    texts = [lines[number].text.casefold() for number in block]
    tabs = sum(text in boilerplate("tabs") for text in texts)
    known = sum(text in boilerplate("menu") or is_navigation(text) for text in texts)
    first = texts.index("home") if "home" in texts else int(tabs > known)
    if len(block) < MENU_LINES or any(len(text.split()) > MENU_WORDS for text in texts[first:]):
        return
    if "home" in texts or 2 * max(tabs, known) >= len(texts):
        yield from block[first:]


def _contents(lines: Sequence[Line]) -> Iterator[int]:
    """The places of a table of contents: its heading, and entries that most stand in the text too."""
    places = [n for n, line in enumerate(lines) if line.text.rstrip(":").casefold() in boilerplate("contents")]
    if not places:
        return
    counts = Counter(_entry(line.text) for line in lines if line.words <= TITLE_WORDS)
    end = 0
    for place in places:
        if place < end:
            continue
        block = _block(lines, place)
        end = block[-1] + 1
        entries = block[1:] or (_block(lines, place + 1) if place + 1 < len(lines) else range(0))
        recurring = sum(counts[_entry(lines[number].text)] > 1 for number in entries)
        if len(entries) > 1 and recurring >= RECURRING * len(entries):
            yield from (place, *entries)


def _entry(text: str) -> str:
    """An entry of the contents without its number, the dots behind it and its page."""
    return _ENTRY_NUMBER.sub("", text).casefold()


def menus(lines: Sequence[Line]) -> frozenset[int]:
    """Where the menus and trails at the head and the foot of a page start: they are no headings and no titles.

    A row of short entries with another of as many right above or below it is a table.
    """

    def surrounds(number: int) -> bool:
        if HEAD_LINES <= number < len(lines) - HEAD_LINES:
            return False
        entries = menu_entries(lines[number].text)
        below = lines[number + 1 : number + 2]
        beside = [
            *(lines[number - 1 : number] if not lines[number].gap else ()),
            *(one for one in below if not one.gap),
        ]
        tabbed = "\t" in lines[number].text  # cells may be empty, so that another row of a table has fewer
        alike = any(menu_entries(other.text) == entries or (tabbed and "\t" in other.text) for other in beside)
        return is_trail(lines[number].text) or (entries > 0 and not alike)

    return frozenset(line.start for number, line in enumerate(lines) if surrounds(number))


def above_title(lines: Sequence[Line], menus: Collection[int]) -> int:
    """How many lines stand above the title: menus, trails, notices, rules, and lines of data that stand alone.

    So does all that stands with a menu or a trail above a title over the name of who wrote the page.
    """
    places = range(1, min(HEAD_LINES, len(lines)))
    signed = next((n for n in places if stands_over_byline(lines, n, apart=True)), 0)
    above = [line for line in lines[:signed] if not is_notice(line.text)]
    if any(line.start in menus for line in above) and not any(map(_is_prose, above)):
        return signed
    for number, (line, after) in enumerate(pairwise(lines)):
        data = after.gap > 0 and is_data(line.text)
        notice = is_notice(line.text) and not is_bare(line, TITLE_WORDS)
        if not (data or notice or line.start in menus):
            return number
    return max(0, len(lines) - 1)


def stands_over_byline(lines: Sequence[Line], position: int, *, apart: bool = False) -> bool:
    """Whether a line that stands apart could be a title, and right below it is said who wrote the page, or when.

    ``apart``: a blank line may stand between.
    """
    line, after = lines[position], lines[position + 1 : position + 2]
    said = bool(after) and (apart or not after[0].gap) and is_about_the_page(after[0].text)
    return said and line.gap > 0 and is_bare(line, TITLE_WORDS)


def title_place(view: str, lines: Sequence[Line]) -> int:
    """The place of the title where the first line only names whose page it is, else 0.

    The words of a title are those of its text; the name of a site comes once more, at the end, if at all.
    """
    known = mentions_of(view)

    def spoken_of(line: Line) -> float:
        words = [token.word for token in tokens(line.text) if token.word not in lexicon().function_words]
        return sum(max(map(known.count, _forms(word))) for word in words) / len(words) if words else 0.0

    def may_be_title(line: Line) -> bool:
        asks = any(token.word in lexicon().question_words for token in list(tokens(line.text))[:1])
        return line.gap > 0 and is_bare(line, TITLE_WORDS) and not asks

    prose = next((n for n, line in enumerate(lines[:HEAD_LINES]) if _is_prose(line)), HEAD_LINES)
    if spoken_of(lines[0]) > NAMED_ONCE_MORE:
        return 0
    titles = [n for n in range(1, min(prose, len(lines) - 1)) if may_be_title(lines[n])]
    return next((n for n in titles if lines[n + 1].gap and spoken_of(lines[n]) > 2 * NAMED_ONCE_MORE), 0)


def _is_prose(line: Line) -> bool:
    """Whether a line has more words than a title, or is a sentence."""
    return line.words > TITLE_WORDS or (line.text.endswith(".") and line.words > SENTENCE_WORDS)


def _forms(word: str) -> tuple[str, ...]:
    """A word in the singular and the plural."""
    return (word, word.removesuffix("s"), f"{word}s")
