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
    if want.kind in _TIMED:
        return _tells_time(inner, pieces[place.first - 1].word if place.first else "")
    if want.kind in _COUNTED:
        unit = pieces[place.last + 1].tag if place.last + 1 < len(pieces) else ""
        return _counts(inner) and not (want.kind in _WITH_UNIT and inner[-1].tag == "Q" and unit == "N")
    if want.kind in _NAMED:
        return not any(piece.tag in "XMV" for piece in inner)
    if want.kind == "which_number":
        return _counts(inner)
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


def _counts(inner: Sequence[Piece]) -> bool:
    return any(piece.tag == "Q" or classes.word(piece.word).main_class in _COUNTING for piece in inner)
