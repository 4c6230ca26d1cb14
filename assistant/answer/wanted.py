"""What a question wants to be told in a few words: by its question word, the noun it asks for, and the gap in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon import classes, lexicon
from assistant.lexicon.clause import Clauses, Piece, read
from assistant.text import normalise

_CONTENT = frozenset("NUQAVEG")


@dataclass(frozen=True, slots=True)
class Wanted:
    """``kind`` is the sort of question, ``head`` the noun asked for and ``sort`` its class.

    ``gap`` is what is missing in it: ``subject``, ``object``, ``of_be`` (what something is), ``adverbial``. ``verb`` is
    the stem of its main verb, ``before`` the preposition that governs the gap, ``left`` and ``right`` the stems of the
    words beside the gap in a statement, ``lefts`` and ``rights`` those of all words before and after it, as far as the
    form of the question tells.
    """

    kind: str
    head: str = ""
    head_stem: str = ""
    sort: str = ""
    gap: str = ""
    verb: str = ""
    before: str = ""
    passive: bool = False
    plural: bool = False
    left: str = ""
    right: str = ""
    lefts: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 10)
def wanted(question: str) -> Wanted:
    """What a question that stands alone wants."""
    understood = read(normalise(question.strip().rstrip("?").strip()))
    pieces = understood.pieces
    asking = next((n for n, piece in enumerate(pieces) if piece.word.partition("'")[0] in lexicon().asking_words), None)
    if asking is None:
        return Wanted("other")
    word = pieces[asking].word.partition("'")[0]
    before = pieces[asking - 1].word if asking and pieces[asking - 1].tag in "IT" else ""
    rest = asking + 1
    kind, head, rest = _asked(word, pieces, rest)
    rest = _after_phrases(pieces, rest) if head is not None else rest
    gap, verb, passive, left, right = _gap(pieces, rest, kind)
    if kind == "what" and head is None and pieces[-1].word in ("do", "done", "doing") and len(pieces) > rest + 1:
        kind = "what_do"
    if any(piece.tag in "XMVE" for piece in pieces[:asking]) and not _verb_follows(pieces, rest):
        gap = "in place"
        verbs = [piece for piece in pieces[:asking] if piece.tag in "VEG"]
        verb = verbs[-1].stem if verbs else "be"
        left = next((piece.stem for piece in reversed(pieces[:asking]) if piece.tag in _CONTENT), "")
    lefts, rights = _sides(pieces, asking, rest, gap, verb)
    if not before and pieces[-1].tag in "IT" and gap != "subject":
        before, gap = pieces[-1].word, "adverbial"
    if kind in ("what", "which") and gap == "of_be" and head is None:
        head = _subject_head(understood, rest + 1)
    if head is not None:
        kind = _refined(kind, head, gap)
    if gap == "of_be" and kind in ("what", "what_is") and _is_bare(understood, rest + 1):
        kind = "what_it_is"
    return Wanted(
        kind,
        head.word if head else "",
        head.stem if head else "",
        classes.word(head.word).main_class if head else "",
        "adverbial" if before and gap == "object" else gap,
        verb,
        before,
        passive,
        bool(head and _is_plural(head.word)),
        left,
        right,
        lefts,
        rights,
    )


def _after_phrases(pieces: Sequence[Piece], rest: int) -> int:
    """Where a question goes on behind the prepositional phrases that follow what is asked for: "what city in X is"."""
    while rest + 1 < len(pieces) and pieces[rest].tag == "I" and pieces[rest + 1].tag in "DNUAQEG":
        place = rest + 1
        while place < len(pieces) and pieces[place].tag in "DNUAQ'":
            place += 1
        if place >= len(pieces) or pieces[place].tag not in "IXMVE":
            break
        rest = place
    return rest


def _sides(
    pieces: Sequence[Piece], asking: int, rest: int, gap: str, verb: str
) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the words that a statement has before and after the gap."""
    before = frozenset(piece.stem for piece in pieces[:asking] if piece.tag in _CONTENT)
    after = [piece.stem for piece in pieces[rest:] if piece.tag in _CONTENT]
    if gap == "in place":
        return before, frozenset(after)
    if gap == "subject":
        return frozenset(), frozenset(after)
    if gap in ("object", "adverbial") and verb in after:
        end = after.index(verb) + 1
        return frozenset(after[:end]), frozenset(after[end:]) if gap == "object" else frozenset()
    return frozenset(), frozenset()


def _asked(word: str, pieces: Sequence[Piece], rest: int) -> tuple[str, Piece | None, int]:
    """The sort of question by its question word, the noun that is asked for, and where it goes on behind that."""
    following = pieces[rest].word if rest < len(pieces) else ""
    if word == "how":
        if following in ("many", "much"):
            head, end = _noun(pieces, rest + 1)
            return f"how_{following}", head if following == "many" else None, end
        if following in lexicon().measured_how:
            return "how_long" if following == "long" else "how_measure", None, rest + 1
        if following and pieces[rest].tag in "AY" and rest + 1 < len(pieces) and pieces[rest + 1].tag in "XM":
            return "how_adjective", None, rest + 1
        return "how", None, rest
    if word in ("what", "which", "whose"):
        head, end = _noun(pieces, rest)
        return ("whose" if word == "whose" else "which" if head else word), head, end
    return ("who" if word == "whom" else word), None, rest


def _noun(pieces: Sequence[Piece], start: int) -> tuple[Piece | None, int]:
    """The head of the noun phrase that begins at a place, and where that ends; "kind of X" asks for an X."""
    place = start
    while place < len(pieces) and pieces[place].tag in "AQNU'DY" + ("EG" if place > start else "E"):
        if pieces[place].tag == "E" and (
            place + 1 >= len(pieces)
            or pieces[place + 1].tag not in "NUA"
            or (place > start and pieces[place - 1].tag in "NU")
        ):
            break
        place += 1
    inside = range(start, place)
    nominal = [n for n in inside if pieces[n].tag in "NU"] or [n for n in inside if pieces[n].tag in "AQ"]
    if not nominal or (pieces[start].tag == "E" and not _verb_follows(pieces, place)):
        return None, start  # "what caused inflation", and not "what proposed law was"
    head = pieces[nominal[-1]]
    if (
        (head.word in lexicon().sorts_of or head.word in lexicon().names_of)
        and place + 1 < len(pieces)
        and pieces[place].word == "of"
    ):
        inner, end = _noun(pieces, place + 1)
        if inner is not None:
            return inner, end
    return head, place


def _verb_follows(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a verb stands at a place, or behind an adverb there."""
    while place < len(pieces) and pieces[place].tag == "Y":
        place += 1
    return place < len(pieces) and pieces[place].tag in "XMVE"


def _gap(pieces: Sequence[Piece], rest: int, kind: str) -> tuple[str, str, bool, str, str]:
    """What is missing, the stem of the main verb, whether that is passive, the words beside the gap in a statement."""
    adverbial = kind in ("when", "where", "why", "how", "how_long", "how_measure", "how_adjective")
    if rest >= len(pieces):
        return "none", "", False, "", ""
    while rest + 1 < len(pieces) and pieces[rest].tag == "Y":
        rest += 1
    first = pieces[rest]
    content = [n for n in range(rest, len(pieces)) if pieces[n].tag in "VEGNUAQ"]
    right = pieces[content[0]].stem if content else ""
    verbs = [n for n in range(rest, len(pieces)) if pieces[n].tag in "VEG"]
    if first.tag in "VE" or (first.tag == "G" and not adverbial):
        return "subject", first.stem, False, "", right
    if first.tag not in "XM":
        return ("adverbial" if adverbial else "none"), (pieces[verbs[0]].stem if verbs else ""), False, "", right
    be = first.word.partition("'")[0] in lexicon().forms_of_be
    following = pieces[rest + 1] if rest + 1 < len(pieces) else None
    if following is not None and following.tag in "EGVXY" and not adverbial:
        after = next((n for n in verbs if n > rest), None)
        verb = pieces[after].stem if after is not None else first.stem
        return "subject", verb, be, "", right
    if be and not adverbial and following is not None and following.tag in "IA":
        return "subject", "be", False, "", right
    main = verbs[-1] if verbs else None
    if first.word in ("do", "does", "did") or first.tag == "M" or first.word in ("has", "have", "had"):
        main = next((n for n in verbs if n > rest + 1), main)
        if main is None:
            main = _likely_verb(pieces, content, rest)
    elif be and not adverbial and (main is None or main < len(pieces) - 3):
        return "of_be", "be", False, pieces[content[-1]].stem if content else "", right
    verb = pieces[main].stem if main is not None else "be"
    return ("adverbial" if adverbial else "object"), verb, be, verb, ""


def _likely_verb(pieces: Sequence[Piece], content: Sequence[int], rest: int) -> int | None:
    """The word read as a noun that must be the verb after "do" and the like: "did OPEC block deliveries"."""
    after_noun = [n for n in content if n > rest + 1 and pieces[n].tag in "NA" and pieces[n - 1].tag in "NUQR"]
    return max(after_noun, key=lambda n: (classes.word(pieces[n].word).share("v"), -n), default=None)


def _subject_head(understood: Clauses, start: int) -> Piece | None:
    """The head of what follows "what is": "the population of X", "the name of the X"."""
    if start >= len(understood.pieces):
        return None
    number = understood.chunk[start]
    chunks = understood.chunks
    if chunks[number].kind != "N":
        return None
    end = chunks[number].last
    head = understood.pieces[end]
    if (
        head.word in lexicon().names_of | lexicon().sorts_of
        and number + 2 < len(chunks)
        and understood.pieces[end + 1].word in ("of", "for")
    ):
        return understood.pieces[chunks[number + 2].last] if chunks[number + 2].kind == "N" else head
    return head


def _is_bare(understood: Clauses, start: int) -> bool:
    """Whether all that follows "what is" is one noun phrase without "the" or an owner: what it is, is asked."""
    if start >= len(understood.pieces):
        return False
    chunk = understood.chunks[understood.chunk[start]]
    inner = understood.pieces[chunk.first : chunk.last + 1]
    whole = chunk.kind == "N" and chunk.first == start and chunk.last == len(understood.pieces) - 1
    return whole and not any(piece.word == "the" or piece.tag in "'Q" for piece in inner)


def _refined(kind: str, head: Piece, gap: str) -> str:
    """What kind of question "what" and "which" are by the noun that is asked for."""
    if kind not in ("what", "which"):
        return kind
    if head.word in lexicon().times_asked:
        return "which_time"
    if head.word in lexicon().quantities:
        return "which_number"
    if kind == "what" and gap == "of_be":
        return "what_is"
    sort = classes.word(head.word).main_class
    if sort == "person":
        return "which_person"
    if sort in ("place", "object"):
        return "which_place"
    if sort == "group":
        return "which_group"
    return kind


def _is_plural(word: str) -> bool:
    return word in lexicon().irregular_plurals or classes.word(word).share("s") > 0.5
