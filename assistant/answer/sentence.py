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
TELLING = 6
"""The letters of a preposition that matches: "before" and "against", not "of"."""
_YEAR = re.compile(r"1\d{3}s?|20\d{2}s?")
_CONTENT = frozenset("NUQAVEGY")


@dataclass(frozen=True, slots=True)
class Matched:
    """A sentence with what of a question stands in it.

    ``worth`` is for each piece what it matches of the question, from 0 to 1 over all; ``left`` and ``right`` are sums
    of it that fade with the distance, ``sums`` those of all before. ``before`` and ``after`` are the nearest that
    match. ``clause`` is the worth of each clause, ``content`` for each beginning how many content words stand before it
    and how many of those match. ``verb`` is the place of the question's verb, ``first_verb`` that of the first of all.
    ``related`` are the stems that may stand for the noun that is asked for. ``lefts`` and ``rights`` are sums of what a
    statement has before and after the gap. ``rarest`` is the piece that matches the most, ``heads`` those naming what
    is asked for. By chunk: ``sorts``, and ``ranks`` (see ``_ranks``).
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
    rarest: int
    heads: tuple[int, ...]

    def echoed(self, first: int, last: int) -> float:
        """The share of the words of a span that are of the question, from 0 to 1."""
        (own, echo), (before, before_echo) = self.content[last + 1], self.content[first]
        return (echo - before_echo) / (own - before) if own > before else 0.0

    def new(self, places: Sequence[Place]) -> list[Place]:
        """The spans that say more than the question does; all where none does."""
        return [place for place in places if self.echoed(place.first, place.last) < 1.0] or list(places)


def matched(question: Question, want: Wanted, read: Clauses) -> Matched:
    """Find the words of a question in a sentence, in any of the forms in which they may be found."""
    pieces = read.pieces
    worths = _worths(question)
    worth = [worths.get(piece.stem, 0.0) if _is_told(piece) else 0.0 for piece in pieces]
    left, before = _reach(worth)
    mirrored, after = _reach(worth[::-1])
    right = mirrored[::-1]
    clause: dict[int, float] = {}
    for number, value in zip(read.clause, worth, strict=True):
        clause[number] = clause.get(number, 0.0) + value
    sorts = tuple(sort_of(pieces[c.core : c.last + 1]) if c.kind == "N" else "" for c in read.chunks)
    told = [piece.tag in _CONTENT for piece in pieces]
    echo = [own and value > 0 for own, value in zip(told, worth, strict=True)]
    size = len(pieces)
    return Matched(
        read=read,
        worth=tuple(worth),
        left=tuple(left),
        right=tuple(right),
        clause=clause,
        before=tuple(before),
        after=tuple(size - 1 - place for place in reversed(after)),
        verb=_verb(want, pieces, left, right),
        first_verb=next((n for n, piece in enumerate(pieces) if piece.tag in "XMVE"), size),
        total=sum(worth),
        related=_others(want.head_stem),
        sums=(0.0, *accumulate(worth)),
        content=tuple(zip((0, *accumulate(map(int, told))), (0, *accumulate(map(int, echo))), strict=True)),
        lefts=_sums_of(want.lefts, pieces, worth),
        rights=_sums_of(want.rights, pieces, worth),
        sorts=sorts,
        ranks=_ranks(read, sorts, worth, left, right),
        rarest=max(range(size), key=worth.__getitem__, default=0),
        heads=tuple(n for n, piece in enumerate(pieces) if piece.stem == want.head_stem),
    )


def _worths(question: Question) -> dict[str, float]:
    """What each stem matches of a question, as a share of its words' weights; of other words, single ones alone."""
    worths: dict[str, float] = {}
    weight = 0.0
    for term in question.terms:
        if term.role == "function":
            continue
        weight += term.weight
        for number, (phrase, worth) in enumerate(term.phrases):
            for stem in phrase if not number or len(phrase) == 1 else ():
                worths[stem] = max(worths.get(stem, 0.0), term.weight * worth / len(phrase))
    return {stem: worth / (weight or 1.0) for stem, worth in worths.items()}


def _is_told(piece: Piece) -> bool:
    """Whether a piece may match: a small word does not, but for the long prepositions that tell something."""
    return piece.tag not in "IDTCBWR" or (piece.tag == "I" and len(piece.word) >= TELLING)


def _reach(worth: Sequence[float]) -> tuple[list[float], list[int]]:
    """For each place the worth of all before it, fading with the distance, and the nearest that matches or -1."""
    faded, nearest = [0.0] * len(worth), [-1] * len(worth)
    for n in range(1, len(worth)):
        faded[n] = (faded[n - 1] + worth[n - 1]) * DECAY
        nearest[n] = n - 1 if worth[n - 1] else nearest[n - 1]
    return faded, nearest


def _others(stem: str) -> frozenset[str]:
    """The words that may stand for one."""
    return frozenset(other[0] for other, _ in alternatives(stem)) if stem else frozenset()


def _verb(want: Wanted, pieces: Sequence[Piece], left: Sequence[float], right: Sequence[float]) -> int | None:
    """Where the verb of a question stands, or one that may stand for it: the nearest to its other words."""
    others = _others(want.verb) if want.verb != "be" else frozenset()
    own = [n for n, piece in enumerate(pieces) if piece.stem == want.verb]
    found = own or [n for n, piece in enumerate(pieces) if piece.tag in "VEG" and piece.stem in others]
    return max(found, key=lambda n: left[n] + right[n]) if found else None


def _sums_of(stems: frozenset[str], pieces: Sequence[Piece], worth: Sequence[float]) -> tuple[float, ...]:
    """For each place, and behind the last, what those of some words that stand before it are worth."""
    own = (value if piece.stem in stems else 0.0 for piece, value in zip(pieces, worth, strict=True))
    return (0.0, *accumulate(own))


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
