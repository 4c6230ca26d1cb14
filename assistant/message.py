"""What of a message is the question: remarks before it, courtesies, what it excepts and what is said in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import lexicon
from assistant.text import Token, tokens

_APART = re.compile(r"[.?!;:]\s|\s[-–—]+\s")
_ENDS = re.compile(r"[.?!]")
MAX_ASIDE = 5


def parts(view: str, words: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words of what is said before a question, and those of the question without its courtesies.

    Of several sentences, the question is the last that has the form of one; what is said after it is left out:
    "I am new here. What is X? I have only seen it in adverts."
    """
    pieces = _pieces(view, words)
    asking = [number for number, piece in enumerate(pieces) if _is_asking(piece)]
    if len(pieces) == 1 or not asking:
        return [], list(words[_after_openers(words) :])
    remark = [word for piece in pieces[: asking[-1]] for word in piece]
    body = pieces[asking[-1]]
    for piece in pieces[asking[-1] + 1 :]:  # "the Certified: Associate exam" goes on behind its colon
        if _ENDS.search(view[body[-1].end : piece[0].start]):
            break
        body = body + piece
    return remark, body[_after_openers(body) :]


def before_exception(words: Sequence[Token]) -> int:
    """Where a question excepts what an answer need not hold: "what other tools are there besides X?"."""
    places = range(1, len(words))
    return next((place for place in places if begins_with(words[place:], lexicon().exceptions)), len(words))


def before_tail(words: Sequence[Token]) -> int:
    """Where a second question begins that says nothing of its own: "…, and why?", "… and what are they called?".

    What answers the first tells that too, or what stands around it does.
    """
    small = lexicon().function_words | lexicon().question_words | lexicon().tail_words
    for place in range(len(words) - 2, 1, -1):
        if words[place].word in ("and", "or") and words[place + 1].word in lexicon().asking_words:
            said = any(word.word not in small for word in words[:place])
            own = any(word.word not in small for word in words[place + 1 :])
            return place if said and not own else len(words)
    return len(words)


def without_asides(words: Sequence[Token]) -> list[Token]:
    """The words of a question without what is said in passing, unless that is all."""
    kept: list[Token] = []
    place = 0
    while place < len(words):
        length = begins_with(words[place:], lexicon().asides)
        if place and words[place - 1].word in lexicon().forms_of_be and place + length == len(words):
            length = 0  # "what is in the table" says nothing else
        kept += words[place : place + (not length)]
        place += length or 1
    return kept if any(word.word not in lexicon().function_words for word in kept) else list(words)


def begins_with(words: Sequence[Token], expressions: Sequence[tuple[str, ...]]) -> int:
    """How many words the first of the expressions has that the words begin with; 0 for none."""
    plain = tuple([word.word for word in words[:MAX_ASIDE]])
    first = plain[:1]
    return next((len(found) for found in expressions if found[:1] == first and plain[: len(found)] == found), 0)


def _pieces(view: str, words: Sequence[Token]) -> list[list[Token]]:
    """The words between the marks that end a sentence or set a remark apart: "I am new here, what is X?".

    A question also begins behind what asks to be told it: "before I go I would like to know what it costs".
    """
    pieces: list[list[Token]] = []
    told = 0
    for number, word in enumerate(words):
        between = view[words[number - 1].end : word.start] if number else ""
        begins = _opens_question(words[number:])
        led = bool(pieces) and len(pieces[-1]) > 1 and pieces[-1][-1].word in ("but", "so")
        if led and (begins or word.word in lexicon().auxiliaries | lexicon().forms_of_be):
            between = ","
            begins = True
        apart = bool(_APART.search(between)) or ("," in between and begins) or (number == told > 0 and begins)
        if not pieces or apart:
            pieces.append([])
        pieces[-1].append(word)
        told = max(told, number + begins_with(words[number:], lexicon().openers))
    return pieces


def _opens_question(words: Sequence[Token]) -> bool:
    """Whether words begin as a question does: "what", "who's", "at which"."""
    first = words[0].word
    if first in lexicon().prepositions and len(words) > 1:
        return words[1].word in lexicon().asking_governed
    return first in lexicon().question_words or first.partition("'")[0] in lexicon().asking_contracted


def _is_asking(piece: Sequence[Token]) -> bool:
    """Whether a piece of a message is a question: it begins like one."""
    rest = piece[_after_openers(piece) :]
    return len(rest) > 1 and (rest[0].word in lexicon().clause_words or _opens_question(rest))


def is_topic(remark: Sequence[Token]) -> bool:
    """Whether what stands before a question only names what it is about: "acoustic or electric: …"."""
    if not remark or remark[0].word in lexicon().function_words - lexicon().articles:
        return False  # "out of curiosity"
    return not any(word.word in lexicon().clause_words | lexicon().speaking for word in remark)


def small_talk(view: str) -> str | None:
    """Which sort of courtesy a message is and nothing else: ``greeting``, ``thanks`` or ``farewell``."""
    return lexicon().small_talk.get(" ".join(token.word for token in tokens(view)))


def _after_openers(words: Sequence[Token]) -> int:
    """Where a question begins behind its courtesies; one that consists of nothing else is left as it is."""
    plain = [token.word for token in words]
    if (
        len(plain) > 1 and plain[0] in lexicon().modals and plain[1] in lexicon().anyone
    ):  # "could you explain what x is"
        asked = [number for number, word in enumerate(plain) if word in lexicon().question_words]
        things = [number for number in asked if plain[number] not in ("who", "whom", "whose")]
        if asked:
            return (things or asked)[0]
    start = 0
    again = True
    while again:
        again = False
        for opener in lexicon().openers:
            if tuple(plain[start : start + len(opener)]) == opener and start + len(opener) < len(plain):
                start += len(opener)
                again = True
                break
    return start
