"""The spans of a sentence that may be a short answer: phrases, names, numbers, lists of them, clauses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.lexicon import lexicon
from assistant.lexicon.clause import Chunk, Clauses, Piece

MOST_CHUNKS = 9
"""How many chunks a span goes on for; of the gold answers of SQuAD, longer ones are clauses, which are made apart."""
MOST_SPANS = 160
_JOINS = frozenset("I,CT-/:")
_QUOTES = {"(": ")", '"': '"'}


class Place(NamedTuple):
    """A span of pieces, both ends within; ``shape`` says how it was made."""

    first: int
    last: int
    shape: str


def places(read: Clauses) -> list[Place]:
    """The spans that may answer, each once, in the order they are made; the first way it was made names its shape."""
    found: dict[tuple[int, int], str] = {}
    for make in (_phrases, _inside, _joined, _verbal, _clauses, _marked, _words):
        for place in make(read):
            first, last = _trimmed(read.pieces, place.first, place.last)
            if first <= last and len(found) < MOST_SPANS:
                found.setdefault((first, last), place.shape)
    return [Place(first, last, shape) for (first, last), shape in found.items()]


def _trimmed(pieces: tuple[Piece, ...], first: int, last: int) -> tuple[int, int]:
    """A span without an article and marks at its beginning and marks at its end."""
    while first < last and (pieces[first].word in ("a", "an", "the") or pieces[first].tag in ",;:-C'"):
        first += 1
    while last > first and pieces[last].tag in ",;:-'":
        last -= 1
    return first, last


def _phrases(read: Clauses) -> Iterator[Place]:
    """Noun phrases as a whole."""
    for chunk in read.chunks:
        if chunk.kind == "N":
            yield Place(chunk.core, chunk.last, "N")


def _inside(read: Clauses) -> Iterator[Place]:
    """Parts of noun phrases: the owner and what is owned, a name beside a common noun, a number, the last words."""
    for chunk in read.chunks:
        if chunk.kind != "N" or chunk.core == chunk.last:
            continue
        pieces, first, last = read.pieces, chunk.core, chunk.last
        owner = next((n for n in range(last, first, -1) if pieces[n].tag == "'"), None)
        if owner is not None:
            yield Place(first, owner - 1, "owner")
            yield Place(owner + 1, last, "owned")
            first = owner + 1
        if pieces[first].tag == "Y":
            yield Place(first + 1, last, "N")
        cuts = [n for n in range(first + 1, last + 1) if _kind(pieces[n]) != _kind(pieces[n - 1])]
        for cut in cuts:
            yield Place(first, cut - 1, f"head{_kind(pieces[cut - 1])}")
            yield Place(cut, last, f"tail{_kind(pieces[cut])}")
        for start, end in pairwise(cuts):
            yield Place(start, end - 1, f"mid{_kind(pieces[start])}")
        if last - 1 > first and not cuts:
            yield Place(last - 1, last, "tail2")
        if last > first:
            yield Place(first, last - 1, "but_last")
            yield Place(last, last, "tail1")
            yield Place(first + 1, last, "but_first")


def _kind(piece: Piece) -> str:
    """The sort of a word in a noun phrase: a name, a number, a common noun, something said of it."""
    return piece.tag if piece.tag in "UQN" else "A"


def _joined(read: Clauses) -> Iterator[Place]:
    """Noun phrases with what goes on behind them: "A of B", "A, B and C", "from A to B"; with their preposition too."""
    chunks = read.chunks
    for begin, chunk in enumerate(chunks):
        if chunk.kind != "N" and not (chunk.kind in "A" and _lists_adjective(chunks, begin)):
            continue
        start = chunk.core
        before = chunks[begin - 1] if begin else None
        led = before is not None and before.kind in "IT"
        if led and before is not None:
            yield Place(before.first, chunk.last, "IN")
        shape, nouns = chunk.kind, 1
        for end in range(begin + 1, min(len(chunks), begin + MOST_CHUNKS)):
            kind = chunks[end].kind
            if kind in "NA" and shape[-1] not in "N":
                nouns += 1
                shape += kind
                yield Place(start, chunks[end].last, _short(shape))
                if led and before is not None and nouns <= 3:
                    yield Place(before.first, chunks[end].last, "I" + _short(shape))
            elif kind == "N" and shape[-1] == "N" and nouns < 3 and read.pieces[chunks[end].first].tag != "R":
                nouns += 1
                shape += "N"
                yield Place(start, chunks[end].last, _short(shape))
            elif kind in _JOINS:
                shape += kind
            elif kind in "GE" or (kind == "V" and read.pieces[chunks[end].first].tag in "GE"):
                shape += "g"
            else:
                break


def _lists_adjective(chunks: tuple[Chunk, ...], begin: int) -> bool:
    return begin + 1 < len(chunks) and chunks[begin + 1].kind in ",C"


def _short(shape: str) -> str:
    """A shape in few letters: lists of any length alike."""
    for _ in range(3):
        for longer in ("N,CN", "N,N", "NCN"):
            shape = shape.replace(longer, "L")
        for longer in ("L,CN", "L,N", "LCN", "L,L", "LCL", "L,CL", "N,L", "NCL", "N,CL"):
            shape = shape.replace(longer, "L")
    return shape.replace("NIN", "P").replace("PIN", "P").replace("LIN", "L")[:4]


def _verbal(read: Clauses) -> Iterator[Place]:
    """What is done: a verb with its object, "to" with a verb, a form in "ing" with what follows."""
    chunks, pieces = read.chunks, read.pieces
    for begin, chunk in enumerate(chunks):
        if chunk.kind != "V":
            continue
        starts = {chunk.first}
        content = next((n for n in range(chunk.first, chunk.last + 1) if pieces[n].tag in "VEG"), None)
        if content is not None:
            starts.add(content)
        infinitive = begin and chunks[begin - 1].kind == "T"
        if infinitive:
            starts.add(chunks[begin - 1].first)
        for start in sorted(starts):
            name = "t" if pieces[start].tag == "T" else pieces[start].tag.lower()
            yield Place(start, chunk.last, f"v{name}")
            nouns = 0
            for end in range(begin + 1, min(len(chunks), begin + MOST_CHUNKS)):
                kind = chunks[end].kind
                if kind in "NAY":
                    nouns += 1
                    yield Place(start, chunks[end].last, f"v{name}{min(nouns, 3)}")
                elif kind not in "ITCVYA" or nouns > 3:
                    break


def _clauses(read: Clauses) -> Iterator[Place]:
    """From what opens a clause, its subject and its verb to the end of the clause, and to that of the sentence."""
    pieces = read.pieces
    final = len(pieces) - 1
    while final > 0 and not pieces[final].tag.isalnum():
        final -= 1
    for place, piece in enumerate(pieces):
        opening = piece.word in (
            "because",
            "that",
            "to",
            "by",
            "due",
            "if",
            "when",
            "after",
            "as",
            "for",
            "how",
            "whether",
        )
        verb = piece.tag in "XMVEG" and (not place or pieces[place - 1].tag not in "XMVEGYT")
        subject = not place or pieces[place - 1].tag in ",BW;" or pieces[place - 1].word == "that"
        if not (opening or verb or (subject and piece.tag in "DNURAQ")):
            continue
        end = next((n - 1 for n in range(place + 1, final + 1) if pieces[n].tag in ",;:(W-B" and n > place + 1), final)
        name = piece.word if opening else "verb" if verb else "subject"
        yield Place(place, end, f"c_{name}")
        if end != final:
            yield Place(place, final, f"s_{name}")
        if opening and place + 1 <= end:
            yield Place(place + 1, end, f"a_{name}")
            if end != final:
                yield Place(place + 1, final, f"as_{name}")


def _marked(read: Clauses) -> Iterator[Place]:
    """What stands in quotation marks or in brackets, and what follows a colon or a dash."""
    pieces = read.pieces
    for place, piece in enumerate(pieces):
        closing = _QUOTES.get(piece.tag)
        if closing is None:
            continue
        end = next((n for n in range(place + 1, len(pieces)) if pieces[n].tag == closing), None)
        if end is not None and end > place + 1:
            yield Place(place + 1, end - 1, "quoted" if closing == '"' else "bracket")


def _words(read: Clauses) -> Iterator[Place]:
    """Single words said of something, and runs of them."""
    pieces = read.pieces
    for place, piece in enumerate(pieces):
        if piece.tag in "AEYG" and piece.word not in lexicon().negations:
            yield Place(place, place, f"w{piece.tag}")
        if piece.tag in "QU" and (not place or pieces[place - 1].tag != piece.tag):
            end = place
            while end + 1 < len(pieces) and (
                pieces[end + 1].tag == piece.tag
                or (
                    pieces[end + 1].word in lexicon().in_names
                    and piece.tag == "U"
                    and pieces[min(end + 2, len(pieces) - 1)].tag == "U"
                )
            ):
                end += 1
            yield Place(place, end, f"w{piece.tag}")
        if piece.tag == "A" and place and pieces[place - 1].tag == "Y":
            yield Place(place - 1, place, "YA")
