"""What was searched for, marked where it stands in a passage."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.lexicon import lexicon
from assistant.page.escape import as_html
from assistant.page.excerpt import excerpt
from assistant.text import Token, normalise, stem, stems, tokens

AROUND = 150
_JOINING = " -\n"
"""What may stand between words that are one name."""


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


def named_in(text: str, question: str) -> str:
    """What a question names, as a text that tells what it is has it: the most words of it that stand there together.

    Empty where there are none.

    >>> named_in("Of all models, few drift: model drift is slow.", "what is model drift?")
    'model drift'
    """
    wanted = {place for place, _ in _found(text, question)}
    held = ([token for token in run if token.start in wanted] for run in _runs(text, question))
    longest = max(held, key=len, default=[])
    return text[longest[0].start : longest[-1].end] if longest else ""


def _runs(text: str, question: str) -> list[list[Token]]:
    """The words of a question, small ones too, that stand next to each other in a text, each but once in a run."""
    asked = frozenset(stems(normalise(question)))
    runs: list[list[Token]] = []
    free = asked
    end: int | None = None
    for token in tokens(normalise(text)):
        word = stem(token.word)
        if word in asked:
            if end is None or word not in free or text[end : token.start].strip(_JOINING):
                runs.append([])
                free = asked
            runs[-1].append(token)
            free -= {word}
        end = token.end if word in asked else None
    return runs


def _found(text: str, sought: str) -> Iterator[tuple[int, int]]:
    """Where the words sought stand, the small ones left out unless there are no others."""
    every = frozenset(stems(normalise(sought)))
    wanted = every - lexicon().function_stems or every
    return ((token.start, token.end) for token in tokens(normalise(text)) if stem(token.word) in wanted)
