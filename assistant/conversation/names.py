"""The names in a text that is no question: an answer, the title of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.conversation.clause import KEPT
from assistant.conversation.words import is_capital, is_general, is_listed, is_small, opens
from assistant.lexicon import lexicon
from assistant.question import form_of
from assistant.text import Token, normalise, stem, tokens
from assistant.vocabulary import Vocabulary
from assistant.word_forms import is_frame

MAX_CHARS = 600
"""An answer is read so far: what is spoken of next is what it begins with."""
MAX_TITLE_WORDS = 7
MAX_ABBREVIATION = 3
"""A longer word with a full stop ends a sentence."""

_QUOTED = re.compile(r'"([A-Z0-9][^"\n]{1,60}?)[,.]?"')
_JOINT = re.compile(r"[ \t]?[-/&]?[ \t]?|\.[ \t]?|[ \t]&[ \t]")
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")
_RANK = re.compile(r",\s+\d.*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written in a text, with its offsets there; ``quoted`` where it stood in quotes.

    ``before`` is the word before it, which may say what it is: "the album Computer Games"; ``after`` the one right
    behind it.
    """

    text: str
    start: int
    end: int
    before: str
    quoted: bool = False
    after: str = ""

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words."""
        return stems_of(self.text)


@lru_cache(maxsize=KEPT)
def stems_of(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that mean something."""
    return tuple(stem(word.word) for word in tokens(normalise(text)) if word.word not in lexicon().function_words)


@lru_cache(maxsize=KEPT)
def names_in(text: str) -> tuple[Name, ...]:
    """The names in a text, in order: runs of words with capitals, and what stands in quotes and begins with one."""
    view = normalise(text[:MAX_CHARS])
    words = tuple(tokens(view))
    found = [Name(m[1], m.start(1), m.end(1), _before(words, m.start(1)), True) for m in _QUOTED.finditer(view)]
    inside = [(name.start, name.end) for name in found]
    run: list[Token] = []
    for number, word in enumerate(words):
        if any(start <= word.start < end for start, end in inside):
            continue
        following = words[number + 1] if number + 1 < len(words) else None
        if run and is_capital(view, word) and _is_joint(view, run[-1], word):
            run.append(word)
        elif run and word.word in lexicon().in_names and _leads_on(view, word, following):
            continue
        else:
            found += [_name(view, words, run)] if run else []
            run = [word] if _begins(view, word, following) else []
    found += [_name(view, words, run)] if run else []
    return tuple(sorted((name for name in found if name.stems), key=lambda name: name.start))


def _begins(view: str, word: Token, following: Token | None) -> bool:
    """Whether a word with a capital begins a name: small and common words only where another of it follows."""
    if not is_capital(view, word) or word.word in lexicon().time_words:
        return False
    if not is_small(view, word) and not (opens(view, word) and is_general(word.word)):
        return True
    return not (is_small(view, word) and opens(view, word)) and _leads_on(view, word, following)


def _leads_on(view: str, word: Token, following: Token | None) -> bool:
    """Whether the next word is written with a capital too."""
    return following is not None and is_capital(view, following) and view[word.end : following.start].isspace()


def _is_joint(view: str, last: Token, word: Token) -> bool:
    between = view[last.end : word.start]
    small = set(between.casefold().split())
    if view[last.start : last.end].endswith("'s"):
        return False
    if "." in between and last.end - last.start > MAX_ABBREVIATION:
        return False
    return bool(_JOINT.fullmatch(between)) or (bool(small) and small <= lexicon().in_names)


def _name(view: str, words: Sequence[Token], run: Sequence[Token]) -> Name:
    end = run[-1].end - (2 if view[: run[-1].end].endswith("'s") else 0)
    following = next((word for word in words if word.start >= run[-1].end), None)
    after = following.word if following is not None and view[run[-1].end : following.start].isspace() else ""
    return Name(view[run[0].start : end], run[0].start, end, _before(words, run[0].start), after=after)


def _before(words: Sequence[Token], start: int) -> str:
    return next((word.word for word in reversed(words) if word.end <= start), "")


@lru_cache(maxsize=KEPT)
def name_of_title(title: str) -> str:
    """The name that a title is, without what stands in brackets after it; empty for one that is no name.

    A name is written with capitals throughout, and has not the form of a question or a comparison. A single word is
    one where no list of English words has it, or where brackets say what it is ("Cold (band)").
    """
    bare = _RANK.sub("", _ASIDE.sub("", title)).strip()
    view = normalise(bare)
    small = lexicon().in_names
    words = [word for word in tokens(view) if not is_small(view, word) and word.word not in small]
    if words and words[-1].word in lexicon().followups.paperwork:
        return ""
    if not words or len(words) > MAX_TITLE_WORDS or form_of(bare) is not None or is_frame(words[-1].word):
        return ""
    if not all(is_capital(view, word) or word.word.isdigit() for word in words):
        return ""
    return "" if len(words) == 1 and bare == title and is_listed(words[0].word) else bare


def completed(name: str, whole: str, vocabulary: Vocabulary) -> str:
    """The whole of a name of which part was said: "Zappa" is "Frank Zappa".

    What has a title or a heading to itself is a thing of its own ("Git" is not "Git LFS"), and so is what stands before
    the everyday word for another thing ("Linux" is not "Linux Foundation").
    """
    part, stems = stems_of(name), stems_of(whole)
    place = next((n for n in range(len(stems) - len(part) + 1) if stems[n : n + len(part)] == part), None)
    if not part or place is None or len(part) == len(stems) or frozenset(part) in vocabulary.things:
        return name
    words = [token.word for token in tokens(normalise(whole)) if token.word not in lexicon().function_words]
    after = words[place + len(part) :]
    kinds = lexicon().followups.kinds
    return name if after and all(word in kinds or is_general(word) for word in after) else whole
