"""What a question asks for and about what, read off its form and the words of the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast

from assistant.lexicon import Phrase, lexicon
from assistant.text import Token, normalise, squeeze, stem, tokens
from assistant.types import Asks, Question, Span, Term
from assistant.vocabulary import Vocabulary

SYNONYM_WORTH = 0.75
CORRECTION_WORTH = 0.9
RELATIVE_WORTH = 0.8
NAME_WEIGHT = 3.0
"""The least weight of a name: what a whole collection is about says little of where to look, but what is meant."""

MIN_ROOT = 3
MIN_SMALL_WORD = 5
FRAME_WEIGHT = 0.5
MAX_CHARS = 2000

_PREPOSITIONS = frozenset(
    ["of", "in", "for", "between", "from", "with", "on", "at", "by", "to", "within", "about", "into", "than", "as"]
)
_EMPHASIS = re.compile(r"\b(?:exactly|really|actually|precisely|basically)\s")
_SAYS_WHAT = ("mean", "means", "stand for", " is", " are")
_CLAUSE_WORDS = frozenset(
    [
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "how",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "will",
    ]
)
_AUXILIARIES = frozenset({"do", "does", "did", "can", "could", "will", "would", "should", "has", "have", "had"})
_MEASURES = frozenset({"long", "often", "frequently", "much", "many"})
_REQUESTS = frozenset({"can", "could", "would", "will"})
_ANYONE = frozenset({"you", "someone", "somebody", "anyone", "anybody"})
_QUESTION_WORDS = frozenset(["what", "which", "who", "whom", "whose", "when", "where", "why", "how", "if", "whether"])
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
    found = tuple(_Reader(view, body, vocabulary).terms())
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
    if plain[:1] and plain[0] in _REQUESTS and plain[1:2] and plain[1] in _ANYONE:  # "could you explain what x is"
        asked = [number for number, word in enumerate(plain) if word in _QUESTION_WORDS]
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
        if word.word in _QUESTION_WORDS and re.search(r"[,.;:!]", view[words[number - 1].end : word.start]):
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
    if content and len(content) <= MAX_BARE and not any(token.word in _CLAUSE_WORDS for token in words):
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
        if token.word in _AUXILIARIES and focus is None:
            break  # "what does it greet its guests with" asks for no noun by name
        position = by_start.get(token.start)
        if position is None:
            continue
        term = terms[position]
        if term.role == "function" and (focus is not None or token.word in _PREPOSITIONS):
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
        elif found and term.text.casefold() in _PREPOSITIONS - {"as", "to"}:
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


@dataclass(slots=True)
class _Reader:
    """Turns the words of a question into terms."""

    view: str
    words: Sequence[Token]
    vocabulary: Vocabulary

    def terms(self) -> list[Term]:
        found = []
        position = 0
        while position < len(self.words):
            length = self._expression(position)
            found.append(self._term(position, length))
            position += length
        return found

    def _expression(self, position: int) -> int:
        """How many words from a position on have another name together, or are one word in the documents."""
        longest = max(self.vocabulary.longest_alias, lexicon().longest_synonym)
        for length in range(min(longest, len(self.words) - position), 1, -1):
            expression = self._stems(position, length)
            if expression in self.vocabulary.aliases or expression in lexicon().synonyms:
                return length
        if position + 1 < len(self.words):
            one, other = self.words[position].word, self.words[position + 1].word
            functions = lexicon().function_words
            adjacent = self.view[self.words[position].end : self.words[position + 1].start] in (" ", "-")
            if adjacent and one not in functions and other not in functions:
                joined, apart = (stem(one + other),), self._stems(position, 2)
                if self.vocabulary.knows(joined) and not self.vocabulary.knows(apart):
                    return 2
        return 1

    def _stems(self, position: int, length: int) -> Phrase:
        return tuple(stem(token.word) for token in self.words[position : position + length])

    def _term(self, position: int, length: int) -> Term:
        first, last = self.words[position], self.words[position + length - 1]
        span = Span(first.start, last.end)
        text = self.view[span.start : span.end]
        stems = self._stems(position, length)
        phrases: dict[Phrase, float] = {stems: 1.0}
        if length > 1:
            phrases[(stem("".join(token.word for token in self.words[position : position + length])),)] = 1.0
        for other in sorted(self.vocabulary.aliases.get(stems, ())):
            phrases.setdefault(other, 1.0)
        role = self._role(first.word, stems) if length == 1 else "content"
        if role == "content" and position and self.words[position - 1].word == "how" and first.word in _MEASURES:
            role = "frame"
        if role == "frame" and position and first.word.endswith("ed") and stems[0] in lexicon().command_stems:
            role = "content"
        correction = None
        small = self._misspelt_small_word(first.word, stems) if role == "content" and length == 1 else None
        if small is not None:
            role, correction = self._role(small, (stem(small),)), small
            stems = (stem(small),)
            phrases = {stems: 1.0}
        known = any(self.vocabulary.knows(expression) for expression in phrases)
        if role == "content" and not known:
            known, correction = self._mend(first.word, stems, phrases)
        if role == "content" and length == 1:
            for relative in self._relatives(stems[0]):
                phrases.setdefault((relative,), RELATIVE_WORTH)
            for base in _positives(first.word):
                for other in sorted(lexicon().synonyms.get((stem(base),), ())):
                    phrases.setdefault(other, SYNONYM_WORTH * CORRECTION_WORTH)
        for other in sorted(lexicon().synonyms.get(stems, ())):
            phrases.setdefault(other, SYNONYM_WORTH)
        name = role == "content" and self._is_name(text, stems, position)
        weight = 0.0 if role == "function" else self._weight(phrases)
        if name:
            weight = max(weight, NAME_WEIGHT)
        if role == "frame":
            weight *= FRAME_WEIGHT
        return Term(
            text=text,
            span=span,
            phrases=tuple(phrases.items()),
            weight=weight,
            role=role,
            known=known or any(self.vocabulary.knows(other) for other in phrases),
            name=name,
            plural=length == 1 and _is_plural(first.word),
            correction=correction,
        )

    def _role(self, word: str, stems: Phrase) -> Literal["content", "frame", "function"]:
        if word in lexicon().function_words:
            return "function"
        return "frame" if len(stems) == 1 and is_frame(word) else "content"

    def _relatives(self, stemmed: str) -> list[str]:
        """The stems in the documents that differ from one in a derivational ending ("own" and "owner")."""
        endings = lexicon().derivational_endings
        roots = [stemmed[: -len(e)] if e else stemmed for e in endings if stemmed.endswith(e)]
        found = {root + ending for root in roots if len(root) >= MIN_ROOT for ending in endings} - {stemmed}
        return sorted(word for word in found if self.vocabulary.knows((word,)))

    def _misspelt_small_word(self, word: str, stems: Phrase) -> str | None:
        """The word without a subject of its own that a word unknown to everyone stands for ("wat", "actualy")."""
        if len(word) < MIN_ROOT or _general(stems[0]) or stems in lexicon().synonyms or self.vocabulary.knows(stems):
            return None
        from rapidfuzz.distance import DamerauLevenshtein

        small = _QUESTION_WORDS if len(word) < MIN_SMALL_WORD else (*lexicon().function_words, *lexicon().frame_words)
        near = [other for other in small if DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1]
        return min(near, default=None)

    def _mend(self, word: str, stems: Phrase, phrases: dict[Phrase, float]) -> tuple[bool, str | None]:
        """Look for the word that an unknown one stands for: joined from two, or misspelt."""
        if len(stems) > 1:
            return False, None
        split = self.vocabulary.split(word)
        if split is not None:
            phrases[split] = 1.0
            return True, None
        for plain in _positives(word):
            if self.vocabulary.knows((stem(plain),)):
                phrases.setdefault((stem(plain),), CORRECTION_WORTH)
                return True, None
        if _general(stems[0]):
            return False, None
        near = self.vocabulary.similar(word)
        for candidate in near:
            phrases.setdefault((stem(candidate),), CORRECTION_WORTH)
        return bool(near), near[0] if near else None

    def _weight(self, phrases: dict[Phrase, float]) -> float:
        """What the term tells: the first expression that the documents hold decides, else the term as asked."""
        known = [expression for expression in phrases if self.vocabulary.knows(expression)]
        expression = known[0] if known else next(iter(phrases))
        return max(self.vocabulary.informativeness(word) for word in expression)

    def _is_name(self, text: str, stems: Phrase, position: int) -> bool:
        """Whether a term names a particular thing: no word of general English, or written with a capital."""
        unknown = not all(_general(word) for word in stems)
        return unknown or (position > 0 and any(letter.isupper() for letter in text))


def is_frame(word: str) -> bool:
    """Whether a word, or what it is an inflected form of, shapes a question without naming its subject.

    Only inflection counts: to explain is one of these words, and explainability is not.
    """
    words = lexicon().frame_words
    return word in words or any(word.endswith(e) and word[: -len(e)] in words for e in ("s", "es", "d", "ed", "ing"))


def _general(stemmed: str) -> bool:
    from assistant.lexicon import background

    return stemmed in background().stems


def _positives(word: str) -> tuple[str, ...]:
    """The adjectives that a comparative or superlative may be of, which the stemmer leaves apart."""
    for ending in ("er", "est"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            base = word[: -len(ending)]
            return (base, base + "e", base[:-1] if base[-1] == base[-2] else base, base[:-1] + "y")
    return ()


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural: its final s is not part of the stem."""
    if word in ("people", "criteria", "men", "women", "children", "pros", "cons"):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ops"))
        and not stem(word).endswith("s")
    )
