"""The properties of a span in a sentence, by name: what it is itself, and how it stands to the words of a question."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.answer.sentence import Matched, head_of, sort_of
from assistant.answer.spans import Place
from assistant.answer.wanted import Wanted
from assistant.lexicon import background, classes, lexicon
from assistant.lexicon.clause import Clauses, Piece, tables

CUE_REACH = 3
LONGEST_LINK = 4
GENERAL = 25
"""A word that so many of the 2,583 passages of general English hold may have a weight of its own."""
_SHOWN = frozenset("IDTCBWXMR")
"""Parts of speech of small words, which are themselves properties beside a span; others are so by their letter."""


def is_general(stem: str) -> bool:
    """Whether a word is one that everyone uses, whatever they write about."""
    return background().stems.get(stem, 0) >= GENERAL


def _step(value: float, edges: Sequence[float]) -> int:
    """How many of some edges a value reaches."""
    return bisect_right(edges, value)


_LENGTHS = (2, 3, 4, 5, 7, 10, 15)
_DISTANCES = (1, 2, 3, 4, 6, 10)
_NEAR = (0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45)
_SHARES = (0.01, 0.2, 0.4, 0.6, 0.8, 0.99)


def properties(want: Wanted, found: Matched, place: Place) -> Iterator[str]:
    """The properties of a span, by name."""
    pieces, worth = found.read.pieces, found.worth
    first, last, shape = place
    inner = pieces[first : last + 1]
    before = _beside(pieces, first - 1)
    after = _beside(pieces, last + 1)
    head = head_of(inner)
    sort = sort_of(inner)
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
    echoed = found.echoed(first, last)
    yield f"echo {_step(echoed, (0.01, 0.34, 0.51, 0.99))}"
    if worth[last] > 0:
        yield "echo last"
    if worth[first] > 0:
        yield "echo first"
    if echoed > 0 and head is not None and worth[first + inner.index(head)] > 0:
        yield "echo head"
    yield from _near(found, place)
    rank, rivals, fresh = found.ranks[found.read.chunk[first]]
    group = sort.partition(" ")[0]
    yield f"rank {min(rank, 3)} of {min(rivals, 3)}"
    yield f"rank {min(rank, 3)} of {min(rivals, 3)} {group}"
    yield f"fresh {min(fresh, 4)}"
    yield from _order(want, found, place)
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


def _of_head(want: Wanted, found: Matched, place: Place, head: Piece | None, sort: str) -> Iterator[str]:
    """How a span suits the noun that is asked for."""
    if not want.head:
        return
    first, last, _ = place
    if head is not None:
        yield f"asked {want.sort} sort {sort}"
        if is_general(want.head_stem):
            yield f"asked {want.head_stem} sort {sort}"
        share = classes.word(head.word).classes.get(want.sort, 0.0)
        yield f"of sort {_step(share, (0.05, 0.3, 0.6, 0.9))}{' name' if head.tag == 'U' else ''}"
        if head.stem in found.related:
            yield "kind of head"
        if head.stem == want.head_stem:
            yield "head is head"
    where = found.heads
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
    yield f"head {side} by {_link(found, nearest, first) if nearest < first else _link(found, last, nearest)}"


def _link(found: Matched, one: int, other: int) -> str:
    """What stands between two pieces: the chunks, verbs as forms of "be" or others, at most four of them."""
    read = found.read
    begin, end = read.chunk[one] + 1, read.chunk[other]
    if end < begin:
        return "same"
    if end - begin > LONGEST_LINK:
        return "far"
    return " ".join(_named(read, number) for number in range(begin, end)) or "next"


def _named(read: Clauses, number: int) -> str:
    chunk = read.chunks[number]
    piece = read.pieces[chunk.first]
    if chunk.kind == "V":
        verbs = read.pieces[chunk.first : chunk.last + 1]
        if all(verb.word in lexicon().forms_of_be or verb.tag == "Y" for verb in verbs):
            return "be"
        return "been" if verbs[0].tag == "X" and verbs[-1].tag == "E" else f"V{verbs[-1].tag}"
    return piece.word if chunk.kind in _SHOWN and chunk.kind not in "RM" else chunk.kind


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
    if to_left < 99:
        yield f"link left {_link(found, found.before[first], first)}"
    if to_right < 99:
        yield f"link right {_link(found, last, found.after[last])}"
    top = found.rarest
    if found.worth[top] and not first <= top <= last:
        same = "same" if found.read.clause[top] == found.read.clause[first] else "other"
        yield f"to rarest {_step(first - top if top < first else top - last, _DISTANCES)} {same} clause"
    yield f"to either {_step(min(to_left, to_right), _DISTANCES)}"
    numbers = found.read.clause
    here = {numbers[first], numbers[last]}
    yield f"in clause {_step(sum(found.clause[number] for number in here) / (found.total or 1.0), _SHARES)}"
    total = found.total or 1.0
    yield f"inside {_step((found.sums[last + 1] - found.sums[first]) / total, _SHARES)}"
    passed = found.sums[first] / total
    yield f"passed {_step(passed, _SHARES)}"
    yield f"clause {min(2, numbers[first])}"
    side = "before" if last < found.first_verb else "after" if first > found.first_verb else "over"
    yield f"{side} first verb"
    yield f"{'begins' if first < 2 else ''}{'ends' if last >= size - 2 else ''} sentence"


def _order(want: Wanted, found: Matched, place: Place) -> Iterator[str]:
    """How much of the question stands on the side of a span where a statement would have it, and on the other side."""
    if not found.total or not (want.lefts or want.rights):
        return
    first, last, _ = place
    agree = found.lefts[first] + found.rights[-1] - found.rights[last + 1]
    against = found.lefts[-1] - found.lefts[last + 1] + found.rights[first]
    yield f"{want.gap}: agrees {_step(agree / found.total, _SHARES)}"
    yield f"{want.gap}: against {_step(against / found.total, _SHARES)}"
    yield f"{want.gap}: order {_step((agree - against) / found.total, (-0.6, -0.3, -0.05, 0.05, 0.3, 0.6))}"


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
    before, after = _beside(pieces, place.first - 1), _beside(pieces, place.last + 1)
    if left is not None:
        match = "matches" if found.worth[left] else pieces[left].tag
        yield f"left word {match}"
        yield f"left word {match} then {before}"
        if want.left and pieces[left].stem == want.left:
            yield f"{want.gap}: left as asked"
        if place.first - left <= CUE_REACH and is_general(pieces[left].stem):
            yield f"cue {pieces[left].stem}"
        if pieces[left].tag == "N" and left == place.first - 1:
            yield f"title {classes.word(pieces[left].word).main_class}"
    if right is not None:
        match = "matches" if found.worth[right] else pieces[right].tag
        yield f"right word {match}"
        yield f"right word {match} after {after}"
        if want.right and pieces[right].stem == want.right:
            yield f"{want.gap}: right as asked"
        if right - place.last <= CUE_REACH and is_general(pieces[right].stem):
            yield f"cue after {pieces[right].stem}"
