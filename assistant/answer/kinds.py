"""What the documents count among a kind of things: that Python is a language, and Kubeflow a platform.

Where "which language" is asked, what names one of them tells what is asked for. A kind's members are read where
documents say so: "languages such as Python and Go" (the patterns of Hearst 1992), "Python is a language", "the language
Python", lists and columns under that name. Names are taken everywhere, other words only from lists and columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from assistant.answer.labels import label_of
from assistant.index.storage import Collection
from assistant.lexicon import Phrase, lexicon
from assistant.text import stem, stems, tokens
from assistant.types import Document, Span
from assistant.word_forms import is_plural

READ = 24
"""So many passages that speak of a kind are read for its members."""
MOST_WORDS = 4
MOST_MEMBERS = 200
MOST_READ = 2_000
_WORD = r"[A-Z0-9][\w+#/'-]*(?:\.\w+)*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_NAMES = rf"(?:{_NAME})(?:(?:, (?:and |or )?| and | or )(?:{_NAME}))*"
_PARTING = re.compile(r",? (?:and|or) |[,;/]\s")


def members(collection: Collection, kind: str) -> frozenset[Phrase]:
    """What is said to be of a kind, given as its stem: each as its stems."""
    found: set[Phrase] = set()
    seen: set[tuple[str, int]] = set()
    for position, _ in collection.index.search({kind: 1.0}, READ):
        passage = collection.passage(position)
        document = collection.document(passage.document_id)
        for text in _in_text(document, passage.span, kind):
            found.add(tuple(stems(text)))
        for number in range(*passage.blocks):
            if (document.id, number) not in seen:
                seen.add((document.id, number))
                found.update(tuple(stems(text)) for text in _in_block(document, number, kind))
        if len(found) > MOST_MEMBERS:
            break
    return frozenset(words for words in found if words and kind not in words and len(words) <= MOST_WORDS)


def holds_any(named: frozenset[Phrase], sequence: Sequence[str], asked: frozenset[str]) -> bool:
    """Whether some stems in order hold one of those named that the question does not."""
    lengths = {len(words) for words in named}
    return any(
        words in named and not asked.issuperset(words)
        for length in lengths
        for words in (tuple(sequence[n : n + length]) for n in range(len(sequence) - length + 1))
    )


def _in_text(document: Document, span: Span, kind: str) -> Iterator[str]:
    """The names that running text says to be of a kind."""
    text = document.view[span.start : min(span.end, span.start + MOST_READ)]
    forms = {token.word for token in tokens(text) if stem(token.word) == kind}
    if not forms:
        return
    for pattern in _patterns("|".join(sorted(map(re.escape, forms)))):
        for match in pattern.finditer(text):
            yield from _PARTING.split(match["names"])


@lru_cache(maxsize=256)
def _patterns(forms: str) -> tuple[re.Pattern[str], ...]:
    """What says of names that they are of a kind, given the forms of its word."""
    kind = rf"(?i:\b(?:{forms})\b)"
    openers = "|".join(re.escape(" ".join(words)) for words in lexicon().exemplifying)
    return (
        re.compile(rf"{kind},? (?:{openers})(?: the)? (?P<names>{_NAMES})"),
        re.compile(rf"{kind}(?: -|:) (?P<names>{_NAMES})(?=[.;,)\n]|$)"),
        re.compile(rf"(?P<names>{_NAMES}),? (?:and|or)(?: many| some)? other (?:[\w-]+ ){{0,2}}{kind}"),
        re.compile(
            rf"(?:^|(?<=[.!?] )|(?<=\n))(?:The )?(?P<names>{_NAME})(?:, [^.,]*,)? (?:is|are|was|were) "
            rf"(?:an?|the|one of the|both|all) (?:[\w-]+ ){{0,3}}?{kind}(?! (?:of )?[A-Z])"
        ),
        re.compile(
            rf"(?P<names>{_NAME}), (?:an?|the) (?:[\w-]+ ){{0,3}}?{kind}"
            rf"(?=[.,;)\n]| (?:that|which|for|of|to|with|in)\b|$)"
        ),
        re.compile(rf"\b[Tt]he (?P<names>{_NAME}) {kind}"),
    )


def _in_block(document: Document, number: int, kind: str) -> Iterator[str]:
    """What a list or a table names of a kind that leads into it, labels an item or names a column."""
    block = document.blocks[number]
    children = document.children.get(number, ())
    if block.kind == "list" and children:
        first = document.blocks[children[0]].span
        lead = document.view[block.span.start : first.start]
        if _speaks_of(lead, kind) or (block.headings and _speaks_of(block.headings[-1], kind)):
            for child in children:
                yield from _named_by(document, document.blocks[child].span)
    elif block.kind == "item":
        label = label_of(document, block.span)
        if label is not None and _speaks_of(document.view[slice(*label)], kind):
            yield from _PARTING.split(document.view[label.end : block.span.end].strip(" :-\n"))
    elif block.kind == "table" and children:
        rows = [document.children.get(row, ()) for row in children]
        for column, cell in enumerate(rows[0]):
            if tuple(stems(document.view[slice(*document.blocks[cell].span)])) == (kind,):
                for row in rows[1:]:
                    if column < len(row):
                        yield from _PARTING.split(document.view[slice(*document.blocks[row[column]].span)])


def _named_by(document: Document, span: Span) -> Iterator[str]:
    """What an item names: its label, or all of it where it has none and is brief."""
    label = label_of(document, span)
    text = document.view[slice(*(label or span))].strip()
    if len(text.split()) <= MOST_WORDS:
        yield text


def _speaks_of(text: str, kind: str) -> bool:
    """Whether a heading, a lead-in or a label names several of a kind: "tools" in "Tools for MLOps"."""
    small = lexicon().function_stems | lexicon().frame_stems
    words = [token.word for token in tokens(text)]
    return any(
        is_plural(word) and stem(word) == kind and (not after or stem(after) in small)
        for word, after in zip_longest(words, words[1:])
    )
