"""What a question asks for and about what, read off its form and the words of the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from assistant.lexicon import lexicon
from assistant.terms import Reader
from assistant.text import Token, normalise, squeeze, tokens
from assistant.types import Asks, Question, Term
from assistant.vocabulary import Vocabulary

MAX_CHARS = 2000

_EMPHASIS = re.compile(r"\b(?:exactly|really|actually|precisely|basically)\s")
_SAYS_WHAT = ("mean", "means", "stand for", " is", " are")
MAX_BARE = 4
"""An expression of at most so many content words and no verb is a request to be told what it is."""

_FORM_ASKS_FOR = frozenset({"list", "count", "sort", "fact", "time", "place", "comparison"})


def analyse(text: str, vocabulary: Vocabulary, *, asked: str | None = None) -> Question:
    """Read a question that stands alone. ``asked`` is what was typed, where that was resolved to ``text``."""
    view = normalise(text[:MAX_CHARS])
    words = list(tokens(view))
    if small_talk(normalise(asked or text)) is not None:
        return Question(asked or text, text, "small_talk", ())
    start = max(_after_openers(words), _after_remark(view, words))
    body = words[start:]
    found = tuple(Reader(view, body, vocabulary).terms())
    if any(term.correction is not None and term.role != "content" for term in found):
        return analyse(_corrected(text, found), vocabulary, asked=asked or text)  # "wat is" has the form of "what is"
    asks = _asks(view, body, found)
    focus = _focus(body, found) if asks in _FORM_ASKS_FOR else None
    if asks == "fact" and focus is not None and found[focus].plural:
        asks = "list"
    if not any(term.role == "content" for term in found):
        numbers = lexicon().numbers
        found = tuple(
            replace(term, role="content") if term.role == "frame" and term.text.casefold() not in numbers else term
            for term in found
        )
    return Question(asked or text, _corrected(text, found), asks, found, focus, _subject(found))


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


def _after_remark(view: str, words: Sequence[Token]) -> int:
    """Where the question begins behind a remark about the person who asks: "I am new here, what is X?".

    Only where the remark says nothing that the question does not name itself: not if it refers back with "it".
    """
    if not words or words[0].word not in ("i", "i'm", "i've", "we", "my", "our"):
        return 0
    for number, word in enumerate(words[1:], start=1):
        if word.word in lexicon().question_words and re.search(r"[,.;:!]", view[words[number - 1].end : word.start]):
            rest = {other.word for other in words[number:]}
            return 0 if rest & {"it", "its", "they", "them", "that", "this", "become", "do", "i"} else number
    return 0


def _form(view: str, words: Sequence[Token]) -> str:
    if not words:
        return ""
    text = squeeze(view[words[0].start : words[-1].end]).casefold()
    text = _EMPHASIS.sub("", text)
    return re.sub(r"[^\w\s'+#-]", " ", text).strip()


@lru_cache(maxsize=4096)
def form_of(text: str) -> Asks | None:
    """What a text asks for by its form; ``None`` when it is no question."""
    view = normalise(text)
    form = _form(view, list(tokens(view)))
    found = next((asks for asks, pattern in lexicon().forms if pattern.search(form)), None)
    return cast(Asks, found) if found else None


def _asks(view: str, words: Sequence[Token], terms: tuple[Term, ...]) -> Asks:
    """The kind of thing asked for: by form; a bare expression asks what it is, or for a list if it is a plural."""
    form = _form(view, words)
    content = [term for term in terms if term.role == "content"]
    found = next((asks for asks, pattern in lexicon().forms if pattern.search(form)), None)
    if found == "definition":
        return _what_is(form, content, words)
    if found is not None:
        return cast(Asks, found)
    if content and len(content) <= MAX_BARE and not any(token.word in lexicon().clause_words for token in words):
        head = terms[_subject(terms)[-1]]
        return "list" if head.plural and len(content) > 1 else "definition"
    return "fact"


def _what_is(form: str, content: Sequence[Term], words: Sequence[Token]) -> Asks:
    """Of the questions that begin with "what": those that ask what a thing is, and the others."""
    asked = re.match(r"(what|who)(?:'?s| is| are| was| were)\b(.*)", form)
    if asked is None:
        plain = form.startswith(("what", "who")) and not form.endswith(_SAYS_WHAT)
        return "fact" if plain else "definition"
    rest = asked.group(2).split()
    if any(word.endswith(("'s", "s'")) for word in rest[:-1]):  # "what are X's challenges" asks for something of X
        return "list" if content and content[-1].plural else "fact"
    inner = [word for word in rest if word not in {"a", "an", "the", "exactly", "really", "actually", "meant", "by"}]
    if any(word in ("of", "between", "from", "with", "by", "about", "that", "to") for word in inner[1:]):
        return "list" if content and content[0].plural and " are " in form else "fact"
    if " the " in f" {asked.group(2)} " and content and content[-1].plural and len(content) > 1:
        return "list"
    return "definition"


def _focus(words: Sequence[Token], terms: tuple[Term, ...]) -> int | None:
    """The noun after "what", "which", "how many", "name": the last of the terms before the next small word."""
    openings = {"what", "which", "how", "name", "list", "give"}
    begin = next((number for number, token in enumerate(words) if token.word in openings), None)
    if begin is None:
        return None
    by_start = {term.span.start: position for position, term in enumerate(terms)}
    focus = None
    for token in words[begin + 1 :]:
        if token.word in lexicon().auxiliaries and focus is None:
            break  # "what does it greet its guests with" asks for no noun by name
        position = by_start.get(token.start)
        if position is None:
            continue
        term = terms[position]
        if term.role == "function" and (focus is not None or token.word in lexicon().prepositions):
            if focus is not None:
                break
            continue
        if term.role == "content" or term.plural:
            focus = position
    return focus


def _subject(terms: tuple[Term, ...]) -> tuple[int, ...]:
    """The content terms before the first preposition that follows one."""
    found: list[int] = []
    for position, term in enumerate(terms):
        if term.role == "content":
            found.append(position)
        elif found and term.text.casefold() in lexicon().prepositions - {"as", "to"}:
            break
    return tuple(found)


def _corrected(text: str, terms: tuple[Term, ...]) -> str:
    """The question with misspelt words set right."""
    parts: list[str] = []
    cursor = 0
    for term in terms:
        if term.correction is not None:
            parts += (text[cursor : term.span.start], term.correction)
            cursor = term.span.end
    return "".join([*parts, text[cursor:]])
