"""What a visitor can ask: the documents that all share, and those that the visitor brought along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant, knowledge_path
from assistant.conversation import resolve
from assistant.explain import Explanation
from assistant.page.excerpt import Part, labels, parts
from assistant.page.limit import EVERYTHING, Limit
from assistant.text import squeeze
from assistant.types import Answer, Citation, Document, Span

LEAST_FOUND = 0.3
"""A place that holds less than this share of the question, by the weight of its words, is not near it. Of the questions
that the documents which ship do not answer, those below have a place that is about something else."""
_AS_IT_STANDS = frozenset({"passage", "sentence", "definition"})


@dataclass(frozen=True)
class Shelf:
    """One assistant for the shared documents, and one for the visitor's own where there are any.

    ``limit`` is what both were limited to.
    """

    shared: Assistant
    own: Assistant | None = None
    limit: Limit = EVERYTHING

    @property
    def assistants(self) -> tuple[Assistant, ...]:
        """The assistants there are, the visitor's own first: in a draw it wins."""
        return (self.shared,) if self.own is None else (self.own, self.shared)

    def ask(self, question: str, history: Sequence[Answer] = ()) -> Answer:
        """The answer that is most likely right: confidence is a probability, so those of two collections compare."""
        return max((one.ask(question, history=history) for one in self.assistants), key=_likelihood)

    def leans(self, question: str, history: Sequence[Answer]) -> bool:
        """Whether a question is understood as another one after what was asked before."""
        return any(resolve(question, history, one.vocabulary) != question for one in self.assistants if history)

    def explain(self, answer: Answer, history: Sequence[Answer] = ()) -> Explanation:
        """Why an answer was given, by the assistant that gave it; of a refusal, by the one that came nearest."""
        cited = answer.citations[:1]
        gave = [one for one in self.assistants if cited and _digest(one, cited[0]) == cited[0].digest]
        asked = gave or self.assistants
        # Of a refusal each assistant has its own.
        given = answer if gave or len(asked) == 1 else None
        found = [one.explain(answer.question, history=history, answer=given) for one in asked]
        return max(found, key=lambda one: one.answer.confidence)

    def nearest(self, refused: Answer, history: Sequence[Answer] = ()) -> Citation | None:
        """The place to look at where there is no answer; ``None`` where none holds enough of what was asked about."""
        explained = self.explain(refused, history)
        content = [term for term in explained.terms if term.role == "content"]
        found = sum(term.weight * (term.credit or 0.0) for term in content)
        near = found and found >= LEAST_FOUND * sum(term.weight for term in content)
        return explained.best.place if near and explained.best is not None else None

    def document(self, citation: Citation) -> Document | None:
        """The cited document; ``None`` where it is gone or is no longer what it was."""
        holding = self._holding(citation)
        return None if holding is None else holding.document(citation.document)

    def named(self, name: str) -> Document | None:
        """The document with an id, as it is now; ``None`` where there is none."""
        return next((one.document(name) for one in self.assistants if name in one.collection.document_ids), None)

    def parts(self, answer: Answer) -> tuple[Part, ...]:
        """What an answer consists of, where lines of code are in it; else nothing."""
        cited = answer.citations[0] if len(answer.citations) == 1 and answer.kind in _AS_IT_STANDS else None
        document = None if cited is None else self.document(cited)
        return () if cited is None or document is None else parts(document, Span(cited.start, cited.end))

    def short(self, answer: Answer) -> str:
        """The words of the short answer as the answer has them, without markup; empty where there is none."""
        document = self.document(answer.citations[0]) if answer.short_answer and answer.citations else None
        if answer.short_answer is None or document is None:
            return ""
        plain = document.plain(Span(answer.short_answer.start, answer.short_answer.end))
        return next((one for one in (plain, squeeze(answer.short_answer.text)) if one and one in answer.text), "")

    def labels(self, answer: Answer) -> tuple[str, ...]:
        """The row and the column that a cell which answers is in; nothing for other answers."""
        cited = answer.citations[0] if len(answer.citations) == 1 and answer.kind == "cell" else None
        document = None if cited is None else self.document(cited)
        return () if cited is None or document is None else labels(document, Span(cited.start, cited.end))

    def file(self, citation: Citation) -> Path | None:
        """The file of the cited document, which may be another by now; ``None`` where the document is gone."""
        holding = self._holding(citation)
        if holding is None:
            return None
        home = knowledge_path(holding.settings.knowledge or None)
        return home / citation.document if home.is_dir() else home

    def _holding(self, citation: Citation) -> Assistant | None:
        held = (one for one in self.assistants if _digest(one, citation) == citation.digest)
        return next(held, None)


def _likelihood(answer: Answer) -> tuple[bool, float]:
    return answer.kind == "small_talk" or answer.answered, answer.confidence


def _digest(assistant: Assistant, citation: Citation) -> str | None:
    if citation.document not in assistant.collection.document_ids:
        return None
    return str(assistant.collection.entry(citation.document)["digest"])
