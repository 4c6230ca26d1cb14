"""How a span stands to the words of a question in a sentence, as named properties that a weight can be given to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer.spans import Place
from assistant.answer.wanted import Wanted
from assistant.lexicon import classes, lexicon
from assistant.lexicon.clause import Clauses, Piece, tables
from assistant.lexicon.thesaurus import alternatives
from assistant.types import Question

DECAY = 0.75
"""What a word of the question counts one piece farther away."""
_YEAR = re.compile(r"1\d{3}s?|20\d{2}s?")
_SHOWN = frozenset("IDTCBWXMR")
"""Parts of speech of small words, which are themselves properties beside a span; others are so by their letter."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A sentence with what of a question stands in it.

    ``worth`` is for each piece what it matches of the question, from 0 to 1 over all; ``left`` and ``right`` are sums of
    it that fade with the distance. ``verb`` is the place of the question's verb, ``verbs`` those of all verbs.
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
        worths.get(piece.stem, 0.0) / weight if piece.tag not in "IDTCBWR" or piece.tag == "I" and len(piece.word) > 5 else 0.0
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
    others = {want.verb, *(other[0] for other, _ in alternatives(want.verb))} if want.verb and want.verb != "be" else set()
    own = [n for n, piece in enumerate(pieces) if piece.stem == want.verb]
    near = own or [n for n, piece in enumerate(pieces) if piece.tag in "VEG" and piece.stem in others]
    verb = max(near, key=lambda n: left[n] + right[n]) if near else None
    first_verb = next((n for n, piece in enumerate(pieces) if piece.tag in "XMVE"), size)
    related = frozenset(other[0] for other, _ in alternatives(want.head_stem)) if want.head_stem else frozenset()
    return Matched(
        read, worth, tuple(left), tuple(right), clause, tuple(before), tuple(after), verb, first_verb, sum(worth), related
    )


def _step(value: float, edges: Sequence[float]) -> int:
    """How many of some edges a value reaches."""
    return sum(value >= edge for edge in edges)


_LENGTHS = (2, 3, 4, 5, 7, 10, 15)
_DISTANCES = (1, 2, 3, 4, 6, 10)
_NEAR = (0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45)
_SHARES = (0.01, 0.2, 0.4, 0.6, 0.8, 0.99)


def properties(want: Wanted, found: Matched, place: Place) -> Iterator[str]:
    """The properties of a span, by name."""
    pieces, worth = found.read.pieces, found.worth
    first, last, shape = place
    inner = pieces[first : last + 1]
    own = [(piece, worth[n]) for n, piece in enumerate(inner, start=first) if piece.tag in "NUQAVEGY"]
    before = _beside(pieces, first - 1)
    after = _beside(pieces, last + 1)
    head = _head(inner)
    sort = _sort(head)
    yield f"shape {shape}"
    yield f"length {_step(last - first + 1, _LENGTHS)}"
    yield f"tags {_tags(inner)}"
    yield f"sort {sort}"
    yield f"before {before}"
    yield f"after {after}"
    yield f"between {before} {after}"
    yield f"before {before} sort {sort}"
    yield f"ends {inner[0].tag}{inner[-1].tag}"
    if first and pieces[first - 1].tag in "DA":
        yield f"before2 {_beside(pieces, first - 2)}"
    yield from _of_head(want, found, place, head, sort)
    echoed = sum(value > 0 for _, value in own) / len(own) if own else 0.0
    yield f"echo {_step(echoed, (0.01, 0.34, 0.51, 0.99))}"
    if worth[last] > 0:
        yield "echo last"
    if worth[first] > 0:
        yield "echo first"
    if echoed > 0 and head is not None and any(piece is head and value > 0 for piece, value in own):
        yield "echo head"
    yield from _near(found, place)
    yield from _at_verb(want, found, place, before)
    yield from _neighbours(want, found, place)
    if want.before:
        said = pieces[first - 1].word if first else ""
        led = pieces[first].word
        same = "same" if want.before in (said, led) else "other" if first and pieces[first - 1].tag in "IT" else "none"
        yield f"preposition {same}"
    if pieces[first].tag in "IT":
        yield f"led {pieces[first].word}"
    elif pieces[first].tag in "YBXM":
        yield f"opens {pieces[first].word}"


def _beside(pieces: Sequence[Piece], place: int) -> str:
    """A word beside a span: a small one itself, another its letter."""
    if not 0 <= place < len(pieces):
        return "end"
    piece = pieces[place]
    if piece.tag == "D":
        return piece.word if piece.word in ("a", "an", "the") else "D"
    return piece.word if piece.tag in _SHOWN or piece.word in tables()["about"] else piece.tag


def _tags(inner: Sequence[Piece]) -> str:
    """The parts of speech of a span, equal neighbours once, five at most."""
    tags = ""
    for piece in inner:
        if tags[-1:] != piece.tag:
            tags += piece.tag
    return tags if len(tags) <= 5 else f"{tags[:3]}..{tags[-1]}"


def _head(inner: Sequence[Piece]) -> Piece | None:
    """The main word of a span: the last noun of its first noun phrase."""
    head = None
    for piece in inner:
        if piece.tag in "NUQ":
            head = piece
        elif head is not None and piece.tag not in "A'EG":
            break
    return head


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


def _of_head(want: Wanted, found: Matched, place: Place, head: Piece | None, sort: str) -> Iterator[str]:
    """How a span suits the noun that is asked for."""
    if not want.head:
        return
    pieces = found.read.pieces
    first, last, _ = place
    if head is not None:
        yield f"asked {want.sort} sort {sort}"
        share = classes.word(head.word).classes.get(want.sort, 0.0)
        yield f"of sort {_step(share, (0.05, 0.3, 0.6, 0.9))}{' name' if head.tag == 'U' else ''}"
        if head.stem in found.related:
            yield "kind of head"
        if head.stem == want.head_stem:
            yield "head is head"
    where = [n for n, piece in enumerate(pieces) if piece.stem == want.head_stem]
    if not where:
        yield "head nowhere"
        return
    if any(first <= n <= last for n in where):
        inside = "last" if last in where else "first" if first in where else "within"
        yield f"head {inside}{' alone' if first == last else ''}"
        return
    nearest = min(where, key=lambda n: min(abs(n - first), abs(n - last)))
    distance = first - nearest if nearest < first else nearest - last
    side = "before" if nearest < first else "after"
    yield f"head {side} {_step(distance, (2, 3, 4, 6, 10))}"
    if nearest < first:
        between = pieces[nearest + 1 : first]
        yield f"head before by {' '.join(piece.word if piece.tag not in 'NUAVEGQY' else piece.tag for piece in between[:3])}"


def _near(found: Matched, place: Place) -> Iterator[str]:
    """How near the words of the question are."""
    first, last, _ = place
    yield f"left {_step(found.left[first], _NEAR)}"
    yield f"right {_step(found.right[last], _NEAR)}"
    yield f"near {_step(found.left[first] + found.right[last], _NEAR)}"
    size = len(found.worth)
    to_left = first - found.before[first] if found.before[first] >= 0 else 99
    to_right = found.after[last] - last if found.after[last] < size else 99
    yield f"to left {_step(to_left, _DISTANCES)}"
    yield f"to right {_step(to_right, _DISTANCES)}"
    yield f"to either {_step(min(to_left, to_right), _DISTANCES)}"
    numbers = found.read.clause
    here = {numbers[first], numbers[last]}
    share = sum(found.clause[number] for number in here) / found.total if found.total else 0.0
    yield f"in clause {_step(share, _SHARES)}"
    inside = sum(found.worth[first : last + 1]) / found.total if found.total else 0.0
    yield f"inside {_step(inside, _SHARES)}"
    passed = sum(found.worth[:first]) / found.total if found.total else 0.0
    yield f"passed {_step(passed, _SHARES)}"
    yield f"clause {min(2, numbers[first])}"
    side = "before" if last < found.first_verb else "after" if first > found.first_verb else "over"
    yield f"{side} first verb"
    yield f"{'begins' if first < 2 else ''}{'ends' if last >= size - 2 else ''} sentence"


def _at_verb(want: Wanted, found: Matched, place: Place, before: str) -> Iterator[str]:
    """On which side of the question's verb, how far from it, and led by what a span stands."""
    gap = f"{want.gap}{' passive' if want.passive else ''}"
    first, last, _ = place
    if found.verb is None:
        side = "before" if last < found.first_verb else "after" if first > found.first_verb else "over"
        yield f"{gap}: {side} some verb"
        return
    chunks = found.read.chunk
    if first <= found.verb <= last:
        yield f"{gap}: over verb"
        return
    side = "before" if last < found.verb else "after"
    distance = abs(chunks[found.verb] - (chunks[last] if side == "before" else chunks[first]))
    passive = found.read.pieces[found.verb].tag == "E" and any(
        piece.word in lexicon().forms_of_be for piece in found.read.pieces[max(0, found.verb - 3) : found.verb]
    )
    voice = " passive" if passive else ""
    yield f"{gap}: {side}{voice} verb {_step(distance, (2, 3, 4, 6, 9))}"
    yield f"{gap}: {side}{voice} verb by {before}"
    same = found.read.clause[found.verb] == found.read.clause[first]
    yield f"{gap}: {side} verb {'same' if same else 'other'} clause"


def _neighbours(want: Wanted, found: Matched, place: Place) -> Iterator[str]:
    """Whether the words beside a span are those that a statement made of the question has there."""
    pieces = found.read.pieces
    left = next((n for n in range(place.first - 1, -1, -1) if pieces[n].tag in "NUQAVEG"), None)
    right = next((n for n in range(place.last + 1, len(pieces)) if pieces[n].tag in "NUQAVEG"), None)
    if left is not None:
        yield f"left word {'matches' if found.worth[left] else 'does not'}"
        if want.left and pieces[left].stem == want.left:
            yield f"{want.gap}: left as asked"
    if right is not None:
        yield f"right word {'matches' if found.worth[right] else 'does not'}"
        if want.right and pieces[right].stem == want.right:
            yield f"{want.gap}: right as asked"
