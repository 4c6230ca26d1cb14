"""What stands around an article that was copied out of a web page: menus, trails, the name of the site."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.lexicon import lexicon
from assistant.loaders.boilerplate import is_trail, menu_entries
from assistant.loaders.lines import TITLE_WORDS, Line, is_bare
from assistant.loaders.mentions import mentions_of
from assistant.text import tokens

HEAD_LINES = 10
NAMED_ONCE_MORE = 2.0
"""How often the words of a site's name come in the text of an article, in the mean, with the line itself."""


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
        alike = any(menu_entries(other.text) == entries for other in beside)
        return is_trail(lines[number].text) or (entries > 0 and not alike)

    return frozenset(line.start for number, line in enumerate(lines) if surrounds(number))


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

    prose = next((n for n, line in enumerate(lines[:HEAD_LINES]) if line.words > TITLE_WORDS), HEAD_LINES)
    if spoken_of(lines[0]) > NAMED_ONCE_MORE:
        return 0
    titles = [n for n in range(1, min(prose, len(lines) - 1)) if may_be_title(lines[n])]
    return next((n for n in titles if lines[n + 1].gap and spoken_of(lines[n]) > 2 * NAMED_ONCE_MORE), 0)


def _forms(word: str) -> tuple[str, ...]:
    """A word in the singular and the plural."""
    return (word, word.removesuffix("s"), f"{word}s")
