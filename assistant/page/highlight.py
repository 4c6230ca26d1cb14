"""What was searched for, marked where it stands in a passage."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.lexicon import lexicon
from assistant.page.escape import as_html
from assistant.page.excerpt import excerpt
from assistant.text import normalise, stem, stems, tokens

AROUND = 150


def highlighted(text: str, sought: str) -> str:
    """The part of a text that has the first of the words sought, each of them marked; HTML.

    >>> highlighted("Warm the pots. Pour the tea.", "a pot")
    'Warm the <mark>pots</mark>. Pour the tea.'
    """
    every = list(_found(text, sought))
    first = every[0] if every else (0, 0)
    cut = excerpt(text, *first, around=AROUND)
    cursor, end = first[0] - len(cut.before), first[1] + len(cut.after)
    parts = ["… " if cut.cut_before else ""]
    for start, stop in every:
        if stop <= end:
            parts += [as_html(text[cursor:start]), f"<mark>{as_html(text[start:stop])}</mark>"]
            cursor = stop
    return "".join([*parts, as_html(text[cursor:end]), " …" if cut.cut_after else ""])


def _found(text: str, sought: str) -> Iterator[tuple[int, int]]:
    """Where the words sought stand, the small ones left out unless there are no others."""
    every = frozenset(stems(normalise(sought)))
    wanted = every - lexicon().function_stems or every
    return ((token.start, token.end) for token in tokens(normalise(text)) if stem(token.word) in wanted)
