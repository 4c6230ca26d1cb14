"""Questions to begin and to go on with, offered only where the documents answer them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from threading import Lock

from assistant.assistant import Assistant
from assistant.lexicon import lexicon
from assistant.text import normalise, stems
from assistant.types import Answer, Citation

OFFERED = 3
TRIED = 8
"""How many questions are tried, at most, to find those that are offered."""
_REMEMBERED = 10_000
_LONGEST = 100
_NUMBER = re.compile(r"^(?:§+\s*)?(?:\d+(?:\.\d+)*[.):]?|[A-Za-z][.)])\s+(?=\S)")
Place = tuple[str, int, int]
"""A document's id, and where in it something begins and ends."""


class Suggestions:
    """Offers questions of one assistant. Whether a question has an answer is found out once and remembered."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._known: dict[str, tuple[Place, ...]] = {}
        self._lock = Lock()

    @cached_property
    def starters(self) -> Mapping[str, tuple[str, ...]]:
        """Questions to begin with, by theme; where ``knowledge.yaml`` has none, headings that are answered."""
        asked = self.assistant.starters.items()
        found = {theme: tuple(filter(self.answers, questions)) for theme, questions in asked}
        kept = {theme: questions for theme, questions in found.items() if questions}
        offered = () if kept else self._first(self._headings(self.assistant.documents[:OFFERED]))
        return {"": offered} if offered else kept

    def after(self, answer: Answer, before: Iterable[Answer] = (), nearest: Citation | None = None) -> tuple[str, ...]:
        """Questions to go on with after an answer: none asks or is answered by what was asked or shown ``before``.

        They are answered by a document that the answer is from; after a refusal by that of the nearest place, or by any
        where none is near.
        """
        turns = (*before, answer)
        places = answer.citations or (() if nearest is None else (nearest,))
        cited = dict.fromkeys(place.document for place in places)
        headings = self._headings(one for one in cited if self.knows(one))
        starters = (*answer.suggestions, *(one for theme in self.starters.values() for one in theme))
        pool = (*(one for one in starters if self._answers_within(one, cited)), *headings)
        asked = [words for turn in turns for words in (turn.question, turn.interpreted_as)]
        return self._first(pool, asked, [place for turn in turns for place in _places(turn)], cited)

    def knows(self, document: str) -> bool:
        """Whether a document, given by its id, is one that its questions may be answered by."""
        return document in self.assistant.documents

    def _headings(self, documents: Iterable[str]) -> Iterator[str]:
        """Headings that can be asked, without their numbers: questions first, then the others, in reading order."""
        for name in documents:
            document = self.assistant.document(name)
            headings = [document.plain(block.span) for block in document.blocks if block.kind == "heading"]
            named = [_NUMBER.sub("", heading) for heading in headings if heading != document.title]
            short = [heading for heading in named if 0 < len(heading) <= _LONGEST]
            yield from sorted(dict.fromkeys(short), key=lambda heading: not heading.endswith("?"))

    def _first(
        self,
        questions: Iterable[str],
        asked: Iterable[str] = (),
        shown: Iterable[Place] = (),
        within: Collection[str] = (),
    ) -> tuple[str, ...]:
        """The first that say something that is not in those asked or offered, and are answered by another place.

        That place is ``within`` some documents, where any are given.
        """
        found: list[str] = []
        seen, places = [_words(question) for question in asked], list(shown)
        for question, _ in zip(dict.fromkeys(questions), range(TRIED), strict=False):
            words = _words(question)
            if any(words <= other or _gist(words) == _gist(other) for other in seen):
                continue
            told = self._told(question)
            if self._answers_within(question, within) and not any(_overlap(told[0], other) for other in places):
                found.append(question)
                seen.append(words)
                places += told
            if len(found) == OFFERED:
                break
        return tuple(found)

    def answers(self, question: str) -> bool:
        """Whether the documents answer a question that is asked by itself."""
        return bool(self._told(question))

    def _answers_within(self, question: str, documents: Collection[str]) -> bool:
        """Whether some documents answer a question best, or any where none are given."""
        told = self._told(question)
        return bool(told) and (not documents or told[0][0] in documents)

    def _told(self, question: str) -> tuple[Place, ...]:
        """The places that answer a question that is asked by itself."""
        known = self._known.get(question)
        if known is None:
            known = _places(self.assistant.ask(question))
            with self._lock:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[question] = known
        return known


def _words(text: str) -> frozenset[str]:
    return frozenset(stems(normalise(text)))


def _gist(words: frozenset[str]) -> frozenset[str]:
    """The words without the small ones; all where there are no others."""
    return words - lexicon().function_stems or words


def _places(answer: Answer) -> tuple[Place, ...]:
    return tuple((cited.document, cited.start, cited.end) for cited in answer.citations)


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
