"""A sentence with what of a question stands in it, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.answer.spans import Place
from assistant.answer.wanted import Wanted
from assistant.lexicon import classes
from assistant.lexicon.clause import Clauses, Piece, tables
from assistant.lexicon.thesaurus import alternatives
from assistant.types import Question

DECAY = 0.75
"""What a word of the question counts one piece farther away."""
_YEAR = re.compile(r"1\d{3}s?|20\d{2}s?")
_CONTENT = frozenset("NUQAVEGY")


@dataclass(frozen=True, slots=True)
class Matched:
    """A sentence with what of a question stands in it.

    ``worth`` is for each piece what it matches of the question, from 0 to 1 over all; ``left`` and ``right`` are sums of
    it that fade with the distance, ``sums`` those of all before it. ``before`` and ``after`` are the nearest pieces that
    match. ``clause`` is the worth of each clause, ``content`` for each beginning how many content words stand before it
    and how many of those match. ``verb`` is the place of the question's verb, ``first_verb`` that of the first of all.
    ``related`` are the stems that may stand for the noun that is asked for. ``lefts`` and ``rights`` are sums of what a
    statement has before and after the gap. By chunk: ``sorts``, and ``ranks`` (see ``_ranks``).
    """

    read: Clauses
    worth: tuple[float, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    clause: dict[int, float]
    before: tuple[int, ...]
    after: tuple[int, ...]
    verb: int | None
    first_verb: int
    total: float
    related: frozenset[str]
    sums: tuple[float, ...]
    content: tuple[tuple[int, int], ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    sorts: tuple[str, ...]
    ranks: tuple[tuple[int, int, int], ...]

    def echoed(self, first: int, last: int) -> float:
        """The share of the words of a span that are of the question, from 0 to 1."""
        (own, echo), (before, before_echo) = self.content[last + 1], self.content[first]
        return (echo - before_echo) / (own - before) if own > before else 0.0

    def new(self, places: Sequence[Place]) -> list[Place]:
        """The spans that say more than the question does; all where none does."""
        return [place for place in places if self.echoed(place.first, place.last) < 1.0] or list(places)


def matched(question: Question, want: Wanted, read: Clauses) -> Matched:
    """Find the words of a question in a sentence, in any of the forms in which they may be found."""
    worths: dict[str, float] = {}
    weight = 0.0
    for term in question.terms:
        if term.role == "function":
            continue
        weight += term.weight
        for number, (phrase, worth) in enumerate(term.phrases):
            for stem in phrase if not number else phrase[:1] if len(phrase) == 1 else ():
                worths[stem] = max(worths.get(stem, 0.0), term.weight * worth / len(phrase))
    weight = weight or 1.0
    pieces = read.pieces
    worth = tuple(
        worths.get(piece.stem, 0.0) / weight
        if piece.tag not in "IDTCBWR" or piece.tag == "I" and len(piece.word) > 5
        else 0.0
        for piece in pieces
    )
    size = len(pieces)
    left, right = [0.0] * size, [0.0] * size
    before, after = [-1] * size, [size] * size
    for n in range(1, size):
        left[n] = (left[n - 1] + worth[n - 1]) * DECAY
        before[n] = n - 1 if worth[n - 1] else before[n - 1]
    for n in range(size - 2, -1, -1):
        right[n] = (right[n + 1] + worth[n + 1]) * DECAY
        after[n] = n + 1 if worth[n + 1] else after[n + 1]
    clause: dict[int, float] = {}
    for n, value in enumerate(worth):
        clause[read.clause[n]] = clause.get(read.clause[n], 0.0) + value
    others = (
        {want.verb, *(other[0] for other, _ in alternatives(want.verb))} if want.verb and want.verb != "be" else set()
    )
    own = [n for n, piece in enumerate(pieces) if piece.stem == want.verb]
    near = own or [n for n, piece in enumerate(pieces) if piece.tag in "VEG" and piece.stem in others]
    verb = max(near, key=lambda n: left[n] + right[n]) if near else None
    first_verb = next((n for n, piece in enumerate(pieces) if piece.tag in "XMVE"), size)
    related = frozenset(other[0] for other, _ in alternatives(want.head_stem)) if want.head_stem else frozenset()
    content = [(0, 0)]
    for piece, value in zip(pieces, worth, strict=True):
        own, echo = content[-1]
        told = piece.tag in _CONTENT
        content.append((own + told, echo + (told and value > 0)))
    lefts, rights = ([0.0] * (size + 1) for _ in range(2))
    for n, piece in enumerate(pieces):
        lefts[n + 1] = lefts[n] + (worth[n] if piece.stem in want.lefts else 0.0)
        rights[n + 1] = rights[n] + (worth[n] if piece.stem in want.rights else 0.0)
    sorts = tuple(sort_of(pieces[c.core : c.last + 1]) if c.kind == "N" else "" for c in read.chunks)
    return Matched(
        read=read,
        worth=worth,
        left=tuple(left),
        right=tuple(right),
        clause=clause,
        before=tuple(before),
        after=tuple(after),
        verb=verb,
        first_verb=first_verb,
        total=sum(worth),
        related=related,
        sums=(0.0, *accumulate(worth)),
        content=tuple(content),
        lefts=tuple(lefts),
        rights=tuple(rights),
        sorts=sorts,
        ranks=_ranks(read, sorts, worth, left, right),
    )


def _ranks(
    read: Clauses, sorts: Sequence[str], worth: Sequence[float], left: Sequence[float], right: Sequence[float]
) -> tuple[tuple[int, int, int], ...]:
    """For each chunk: its rank by nearness among those of its sort, how many those are, its rank among all new ones.

    A noun phrase is new when no word of it is of the question. Ranks are from 0; 9 for what has none.
    """
    groups: dict[str, list[tuple[float, int]]] = {}
    for number, chunk in enumerate(read.chunks):
        if chunk.kind != "N" or read.pieces[chunk.last].tag == "R":
            continue
        if any(worth[chunk.core : chunk.last + 1]):
            continue
        near = -(left[chunk.core] + right[chunk.last]), number
        groups.setdefault(sorts[number].partition(" ")[0], []).append(near)
        groups.setdefault("", []).append(near)
    found = [(9, 0, 9)] * len(read.chunks)
    fresh = {number: rank for rank, (_, number) in enumerate(sorted(groups.pop("", [])))}
    for members in groups.values():
        for rank, (_, number) in enumerate(sorted(members)):
            found[number] = rank, len(members), fresh[number]
    return tuple(found)


def head_of(inner: Sequence[Piece]) -> Piece | None:
    """The main word of a span: the last noun of its first noun phrase."""
    head = None
    for piece in inner:
        if piece.tag in "NUQ":
            head = piece
        elif head is not None and piece.tag not in "A'EG":
            break
    return head


def sort_of(inner: Sequence[Piece]) -> str:
    """The class of what a span names; a date where it has a month in it."""
    if len(inner) > 1 and any(piece.word in tables()["months"] and piece.tag == "U" for piece in inner):
        return "date"
    return _sort(head_of(inner))


def _sort(head: Piece | None) -> str:
    """The class of what a word names; numbers by their form, names that no table knows ``name``."""
    if head is None:
        return "none"
    word = head.word
    if head.tag == "Q":
        if _YEAR.fullmatch(word):
            return "year"
        if word.endswith("%"):
            return "percent"
        if word[0] in "$£€":
            return "money"
        return "ordinal" if word[0].isdigit() and word[-1] in "tdh" else "number"
    if word in tables()["months"] or word in tables()["days"]:
        return "date"
    known = classes.word(word)
    if head.tag == "U":
        named = known.main_class if known.parts.get("N", 0.0) >= known.parts.get("n", 0.0) else f"~{known.main_class}"
        return f"name {named}" if known.classes else "name"
    return known.main_class or "thing"
