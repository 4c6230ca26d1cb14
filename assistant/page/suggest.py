"""Questions to begin and to go on with, offered only where the documents answer them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from threading import Lock

from assistant.assistant import Assistant
from assistant.text import normalise, stems
from assistant.types import Answer

OFFERED = 3
TRIED = 8
"""How many questions are tried, at most, to find those that are offered."""
_REMEMBERED = 10_000
_LONGEST = 100


class Suggestions:
    """Offers questions of one assistant. Whether a question has an answer is found out once and remembered."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._known: dict[str, bool] = {}
        self._lock = Lock()

    @cached_property
    def starters(self) -> Mapping[str, tuple[str, ...]]:
        """Questions to begin with, by theme; where ``knowledge.yaml`` has none, headings that are answered."""
        asked = self.assistant.starters.items()
        found = {theme: tuple(filter(self.answers, questions)) for theme, questions in asked}
        kept = {theme: questions for theme, questions in found.items() if questions}
        offered = () if kept else self._first(self._headings(self.assistant.documents[:OFFERED]))
        return {"": offered} if offered else kept

    def after(self, answer: Answer, asked: Iterable[str]) -> tuple[str, ...]:
        """Questions to go on with after an answer, none of which is among those ``asked``."""
        cited = dict.fromkeys(citation.document for citation in answer.citations)
        pool = (*answer.suggestions, *self._headings(one for one in cited if one in self.assistant.documents))
        return self._first(pool, asked)

    def _headings(self, documents: Iterable[str]) -> Iterator[str]:
        """Headings that can be asked as they are: questions first, then the others, in reading order."""
        for name in documents:
            document = self.assistant.document(name)
            headings = [document.plain(block.span) for block in document.blocks if block.kind == "heading"]
            short = [heading for heading in headings if len(heading) <= _LONGEST and heading != document.title]
            yield from sorted(dict.fromkeys(short), key=lambda heading: not heading.endswith("?"))

    def _first(self, questions: Iterable[str], asked: Iterable[str] = ()) -> tuple[str, ...]:
        """The first that are answered and say something that is not in those asked or offered before."""
        found: list[str] = []
        seen = [_words(question) for question in asked]
        for question, _ in zip(dict.fromkeys(questions), range(TRIED), strict=False):
            words = _words(question)
            if not any(words <= other for other in seen) and self.answers(question):
                found.append(question)
                seen.append(words)
            if len(found) == OFFERED:
                break
        return tuple(found)

    def answers(self, question: str) -> bool:
        """Whether the documents answer a question that is asked by itself."""
        known = self._known.get(question)
        if known is None:
            known = self.assistant.ask(question).answered
            with self._lock:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[question] = known
        return known


def _words(text: str) -> frozenset[str]:
    return frozenset(stems(normalise(text)))
