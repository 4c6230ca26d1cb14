"""A sentence in words with their parts of speech and in chunks, read without a grammar and without a tagger.

What a word is, is told by the closed classes (``clause.yaml``), by what WordNet knows it as, by its ending, its capital
and the word before it. Letters of parts of speech: ``D`` determiner, ``R`` pronoun, ``W`` question word or relative,
``I`` preposition, ``T`` "to", ``C`` and/or/but, ``B`` what opens a clause, ``M`` modal, ``X`` be/do/have, ``V`` verb,
``E`` past form, ``G`` form in "ing", ``A`` adjective, ``Y`` adverb, ``N`` noun, ``U`` proper noun, ``Q`` number,
``'`` the possessive ending; a mark of punctuation is itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.lexicon import classes
from assistant.lexicon.tables import read_table
from assistant.text import FILLER, fold, stem

_PIECE = re.compile(
    rf"[$£€]\s?\d[\d.,]*\d|[$£€]\d|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])%?(?:-\d+(?:[.,]\d+)*%?(?![^\W_]))?"
    rf"|[^\W\d_]\.(?=\s[^\W\d_])"
    rf"|(?:[^\W_]\.){{2,}}|'s\b|'(?=\s)|[^\W_](?:[^\W_]|[\u0300-\u036f]|{FILLER}+(?=[^\W_])|['.&/+-](?!s\b)(?=[^\W_]))*[+#]*"
    rf"|[^\s\w{FILLER}]",
)
_YEAR = re.compile(r"1\d{3}s?|20\d{2}s?")
NOMINAL = frozenset("NUQ")
INSIDE = frozenset("NUQAEG'")
MORE = 0.6
"""Before a word that is so much an adjective or the like, "more" and "most" compare it, and count nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a mark of punctuation: offsets into the view, the folded word, its stem and its part of speech."""

    start: int
    end: int
    word: str
    stem: str
    tag: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pieces from ``first`` to ``last``, both within: ``N`` a noun phrase, ``V`` a verb group, else one piece's tag.

    ``core`` is the first piece of a noun phrase after a determiner that does not count: "every" and "no" stay.
    """

    kind: str
    first: int
    last: int
    core: int


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence as read: its pieces, its chunks, for each piece the number of its clause and of its chunk."""

    view: str
    pieces: tuple[Piece, ...]
    chunks: tuple[Chunk, ...]
    clause: tuple[int, ...]
    chunk: tuple[int, ...]

    def text(self, first: int, last: int) -> str:
        """The words from one piece to another, both within."""
        return self.view[self.pieces[first].start : self.pieces[last].end]


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Any]:
    """The tables of ``clause.yaml``, each a set of words; ``tag`` maps a word of a closed class to its letter."""
    raw = read_table("clause.yaml")
    endings = {ending: letter for letter, text in raw.pop("endings").items() for ending in text.split()}
    found: dict[str, Any] = {name: frozenset(str(text).split()) for name, text in raw.items()}
    found["tag"] = {word: letter for letter in "QYXMBCTIWRD" for word in found[letter]}
    found["endings"] = sorted(endings.items(), key=lambda pair: -len(pair[0]))
    return found


@lru_cache(maxsize=1 << 11)
def read(view: str) -> Clauses:
    """The reading of a sentence, given as a view."""
    spans = [match.span() for match in _PIECE.finditer(view)]
    words = [view[start:end] for start, end in spans]
    titled = _is_titled(words)
    pieces: list[Piece] = []
    for number, ((start, end), written) in enumerate(zip(spans, words, strict=True)):
        folded = fold(written) if written not in ("'s", "'") else written
        following = words[number + 1] if number + 1 < len(words) else ""
        tag = _tag(written, folded, pieces, following, titled)
        pieces.append(Piece(start, end, folded, stem(folded), tag))
    chunks = _chunks(pieces)
    chunk = [0] * len(pieces)
    for number, one in enumerate(chunks):
        chunk[one.first : one.last + 1] = [number] * (one.last - one.first + 1)
    return Clauses(view, tuple(pieces), tuple(chunks), tuple(_clauses(pieces)), tuple(chunk))


def _is_titled(words: list[str]) -> bool:
    """Whether nearly every word has a capital, so that it tells nothing."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.8 * len(long)


def _tag(written: str, folded: str, before: list[Piece], following: str, titled: bool) -> str:
    if len(written) == 2 and written[1] == ".":
        return "U"  # the initial of a name
    if not (written[0].isalnum() or written[0] in "$£€'"):
        return written[0]
    if written in ("'s", "'"):
        return "'" if before and before[-1].tag in "NUARQE" else '"'
    if written[0].isdigit() or written[0] in "$£€":
        return "Q"
    last = before[-1].tag if before else ""
    closed = tables()["tag"].get(folded)
    opens = not before or (last in '."(:' and not any(piece.tag.isalpha() for piece in before[-2:]))
    capital = written[0].isupper()
    if closed is not None and not (capital and not opens and len(written) > 1 and written.isupper()):
        return _closed(closed, folded, last, following)
    known = classes.word(folded)
    if capital and not titled:
        if not opens or not _is_everyday(known) or (following[:1].isupper() and not known.share("v", "a", "r") > 0.5):
            return "U"
    elif any(letter.isupper() for letter in written[1:]):
        return "U"
    return _open(folded, known, last, following)


def _closed(tag: str, folded: str, last: str, following: str) -> str:
    """The part of speech of a small word, where it has more than one."""
    if folded == "that":
        if last in "NUQ" and last:
            return "W"
        return "B" if last in "VE" or following.casefold() in tables()["D"] | tables()["R"] else "D"
    if folded in ("about", "around", "over", "under") and following[:1].isdigit():
        return "Y"
    if folded == "one" and last in ("D", "A"):
        return "R"
    if folded == "her" and not following[:1].isalpha():
        return "R"
    if folded == "following" and last == "D":
        return "A"
    if tag == "M" and last in ("D", "A"):
        return "N"  # "the will of the people", "a can"
    if folded in ("most", "more", "less") and classes.word(following.casefold()).share("a", "d", "r") > MORE:
        return "Y"
    alone = tables()["X"] | tables()["M"] | tables()["I"]
    if folded in tables()["alone"] and (following.casefold() in alone or not following[:1].isalnum()):
        return "R"  # "this is", "some of", "all."
    return tag


def _is_everyday(known: classes.Word) -> bool:
    """Whether a word is used in small letters: what a capital at the beginning of a sentence then says nothing of."""
    return sum(count for part, count in known.parts.items() if part != "N") >= max(0.5, known.parts.get("N", 0.0))


def _open(folded: str, known: classes.Word, last: str, following: str) -> str:
    """The part of speech of a word of an open class: the most common one that can stand after the word before it."""
    follows = following.casefold()
    after_noun = last in "NUR)" and bool(last)
    share = {
        "N": known.share("n", "s", "N"),
        "V": known.share("v"),
        "E": known.share("d"),
        "G": known.share("g"),
        "A": known.share("a"),
        "Y": known.share("r"),
    }
    if not known.parts:
        return _by_ending(folded)
    opens_phrase = follows in tables()["D"] or follows in tables()["I"] or follows == "to"
    if last in ("M", "T"):
        weight = {"N": 0.1, "V": 6.0, "E": 0.5, "G": 0.5, "A": 0.5, "Y": 1.0}
    elif last == "D" or last == "'":
        weight = {"N": 2.0, "V": 0.01, "E": 0.8, "G": 0.7, "A": 1.5, "Y": 0.3}
    elif last in ("A", "I", "Q"):
        weight = {"N": 2.0, "V": 0.1, "E": 0.7, "G": 1.0, "A": 1.0, "Y": 0.5}
    elif last == "R":
        weight = {"N": 0.2, "V": 4.0, "E": 4.0, "G": 1.0, "A": 0.8, "Y": 1.0}
    elif last == "X":
        weight = {"N": 0.5, "V": 0.3, "E": 4.0, "G": 3.0, "A": 2.0, "Y": 1.5}
    elif after_noun:
        weight = {
            "N": 1.0,
            "V": 8.0 if follows in tables()["D"] else 2.5 if opens_phrase else 0.8,
            "E": 3.0,
            "G": 1.2,
            "A": 0.5,
            "Y": 1.0,
        }
    else:
        weight = {"N": 1.0, "V": 0.5, "E": 1.0, "G": 1.0, "A": 1.0, "Y": 1.0}
    if folded.endswith("ly"):
        weight["Y"] *= 3
    return max(share, key=lambda part: share[part] * weight[part])


def _by_ending(folded: str) -> str:
    if folded.endswith("ing"):
        return "G"
    if folded.endswith("ed"):
        return "E"
    if "-" in folded:
        last = folded.rpartition("-")[2]
        known = classes.word(last)
        return "A" if not known.share("n", "s") > 0.7 or folded[0].isdigit() else "N"
    return next((letter for ending, letter in tables()["endings"] if folded.endswith(ending)), "N")


def _chunks(pieces: list[Piece]) -> list[Chunk]:
    found: list[Chunk] = []
    number = 0
    while number < len(pieces):
        end = _noun_phrase(pieces, number)
        if end is not None:
            core = number
            while core < end and pieces[core].tag in "DY" and pieces[core].word not in tables()["counting"]:
                core += 1
            found.append(Chunk("N", number, end, core))
            number = end + 1
            continue
        end = number
        if pieces[number].tag in "MXVEGY":
            while end + 1 < len(pieces) and pieces[end + 1].tag in "MXVEGY" and _noun_phrase(pieces, end + 1) is None:
                end += 1
            verbs = any(piece.tag in "MXVEG" for piece in pieces[number : end + 1])
            found.append(Chunk("V" if verbs else "Y", number, end, number))
        else:
            found.append(Chunk(pieces[number].tag, number, number, number))
        number = end + 1
    return found


def _noun_phrase(pieces: list[Piece], first: int) -> int | None:
    """The last piece of the noun phrase that begins at one; ``None`` where none does."""
    place = first
    if pieces[place].tag == "R":
        return place
    while place < len(pieces) and pieces[place].tag in "DY" and (pieces[place].tag == "D" or place > first):
        place += 1
    if first == place and pieces[place].tag == "Y" and place + 1 < len(pieces) and pieces[place + 1].tag == "Q":
        place += 1  # "about 40 people"
    determined = place > first and pieces[first].tag == "D"
    begin = place
    last = None
    while place < len(pieces):
        tag = pieces[place].tag
        if tag not in INSIDE and not (tag == "," and _in_number(pieces, place)):
            break
        if tag in "EG" and not determined and place == begin and not _modifies(pieces, place):
            break
        if tag == "E" and last is not None and last == place - 1:
            break  # "the city founded"
        if tag == "G" and last is not None and last == place - 1 and not _modifies(pieces, place):
            break
        if tag in NOMINAL:
            last = place
        place += 1
    if last is None and determined and begin < len(pieces) and pieces[begin].tag in "AEG":
        last = begin  # "the poor"
    if last is not None and last + 1 < len(pieces) and pieces[last + 1].tag == "'" and last + 2 >= len(pieces):
        return last + 1
    return last


def _in_number(pieces: list[Piece], place: int) -> bool:
    """Whether a comma stands inside of a date: "May 5, 1999"."""
    if not 2 <= place < len(pieces) - 1:
        return False
    months = tables()["months"]
    return pieces[place - 2].word in months and bool(_YEAR.fullmatch(pieces[place + 1].word))


def _modifies(pieces: list[Piece], place: int) -> bool:
    """Whether a form in "ed" or "ing" is said of the noun right after it: "increased prices"."""
    before = pieces[place - 1].tag if place else ""
    return place + 1 < len(pieces) and pieces[place + 1].tag in "NU" and before in ("I", "A", ",", "C", "V", "")


def _clauses(pieces: list[Piece]) -> list[int]:
    """The number of the clause of each piece: a new one begins at a mark, a relative or what opens a clause."""
    number = 0
    found = []
    for place, piece in enumerate(pieces):
        begins = piece.tag in ",;:()-BW" or (
            piece.tag == "C" and place + 1 < len(pieces) and pieces[place + 1].tag in "XMVR"
        )
        if begins and place:
            number += 1
        found.append(number)
    return found
