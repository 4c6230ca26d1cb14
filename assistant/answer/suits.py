"""Whether a span can be what a question wants at all: a time for "when", a number for "how many"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.spans import Place
from assistant.answer.wanted import Wanted
from assistant.lexicon import classes, lexicon
from assistant.lexicon.clause import Piece, tables

_TIMED = frozenset({"when", "which_time"})
_COUNTED = frozenset({"how_many", "how_much", "how_measure", "how_long"})
_NAMED = frozenset({"who", "whose", "which_person"})
_WITH_UNIT = frozenset({"how_measure", "how_long"})
_COUNTING = frozenset({"quantity", "relation", "time", "group", "possession"})


def suits(want: Wanted, pieces: Sequence[Piece], place: Place) -> bool:
    """Whether a span of a sentence, given as its pieces, can be what is wanted; true where the form says nothing."""
    inner = pieces[place.first : place.last + 1]
    if place.first and pieces[place.first - 1].word in tables()["turning"]:
        return False  # not "two hours" of "every two hours"
    if want.kind in _TIMED:
        return _tells_time(inner, pieces[place.first - 1].word if place.first else "")
    if want.kind in _COUNTED:
        return _counts(inner) and (want.kind == "how_many" or not _lacks_unit(want, pieces, place.last))
    if want.kind in _NAMED:
        return not any(piece.tag in "XMV" for piece in inner)
    if want.kind == "which_number":
        return _counts(inner) and not _lacks_unit(want, pieces, place.last)
    if want.kind == "where" or want.kind.startswith("which"):
        return not any(piece.tag in "XM" for piece in inner)
    return True


def _tells_time(inner: Sequence[Piece], before: str) -> bool:
    conditions = tables()["conditions"]
    if before in conditions or inner[0].word in conditions:
        return True
    times = lexicon().time_words | tables()["months"] | tables()["days"]
    return any(
        piece.tag == "Q" or piece.word in times or classes.word(piece.word).main_class == "time" for piece in inner
    )


def _lacks_unit(want: Wanted, pieces: Sequence[Piece], last: int) -> bool:
    """Whether a number has been parted from what it counts: "three" from "months", "half" from "a litre"."""
    if pieces[last].tag != "Q" or last + 1 >= len(pieces):
        return False
    following = pieces[last + 1]
    measured = following.tag == "N" and (want.kind in _WITH_UNIT or following.word in tables()["units"])
    return measured or following.word in ("a", "an")


def _counts(inner: Sequence[Piece]) -> bool:
    return any(piece.tag == "Q" or classes.word(piece.word).main_class in _COUNTING for piece in inner)
