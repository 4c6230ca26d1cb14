"""The façade: open a folder of documents, ask it questions."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import answer, courtesy
from assistant.answer.evidence import Evidences
from assistant.answer.pairs import Pair, pair
from assistant.answer.side_by_side import (
    asks_of_side,
    choice,
    says_of_both,
    side_by_side,
    stand_together,
    undecided,
    without_comparing,
)
from assistant.answer.sides import compared
from assistant.config import Settings
from assistant.conversation import only_adds, resolve
from assistant.index.storage import Collection
from assistant.knowledge import Knowledge, read_knowledge
from assistant.knowledge import knowledge_path as knowledge_path
from assistant.learn import Progress, Report, require_readable, update
from assistant.lexicon import lexicon
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve
from assistant.text import normalise, stems, whole_characters
from assistant.types import Answer, Document, Hit, Question
from assistant.vocabulary import Vocabulary
from assistant.watch import Watched

if TYPE_CHECKING:
    from assistant.explain import Explanation

PUT_AS_CHOICE = 0.5
"""Of two things, one of which a question takes for granted, either need be only so much as sure as an answer."""
SUGGESTIONS = 3
_OF_EACH = frozenset({"definition", "list", "purpose", "reason", "way", "person", "place", "time"})
"""What can be asked of two things at once, and be told of each by itself."""
_OF_ONE = frozenset({"cell", "comparison", "item", "no_answer"})
"""What may tell of one thing what is asked of two: a table or a list may have the other beside it."""


class Assistant:
    """Answers questions from the documents of one folder. Immutable, and safe to share between threads.

    The caller owns the conversation and passes the earlier answers in with each question.
    """

    def __init__(self, collection: Collection, knowledge: Knowledge, settings: Settings, report: Report) -> None:
        self.collection = collection
        self.knowledge = knowledge
        self.settings = settings
        self.report = report
        self.vocabulary = Vocabulary(collection, knowledge.aliases)
        self.evidences = Evidences(collection)

    @classmethod
    def open(
        cls, path: str | Path | None = None, settings: Settings | None = None, *, progress: Progress | None = None
    ) -> Assistant:
        """Open a folder of documents, or a single file; what changed since the last time is read again.

        ``path`` is by default the one in ``settings``, then ``./knowledge``, then what ships with the package.
        Raises ``KnowledgeError`` where there is nothing to read, ``ConfigError`` for a ``knowledge.yaml`` that
        cannot be used, ``StorageError`` where there is no place for the index.
        """
        settings = settings or Settings()
        folder = knowledge_path(path or settings.knowledge or None)
        require_readable(folder)
        knowledge = read_knowledge(folder)
        collection, report = update(folder, settings, progress=progress)
        return cls(collection, knowledge, settings, report)

    @classmethod
    def watch(cls, path: str | Path | None = None, settings: Settings | None = None) -> Watched[Assistant]:
        """Open documents as ``open`` does, and again whenever one of them changes: ``current`` is the newest assistant.

        An assistant once taken goes on answering from the documents as they were. Raises what ``open`` raises, and
        ``ConfigError`` where watchfiles is not installed.
        """
        settings = settings or Settings()
        folder = knowledge_path(path or settings.knowledge or None)
        return Watched(folder, lambda: cls.open(folder, settings))

    @cached_property
    def _offers(self) -> list[tuple[str, frozenset[str]]]:
        """The starter questions with what each is about."""
        return [(text, _gist(text)) for texts in self.knowledge.starters.values() for text in texts]

    @property
    def title(self) -> str:
        """What the documents are, as a whole."""
        return self.knowledge.title

    @property
    def starters(self) -> Mapping[str, tuple[str, ...]]:
        """Questions to begin with, by theme."""
        return self.knowledge.starters

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents, in order."""
        return self.collection.document_ids

    def document(self, document_id: str) -> Document:
        """A document as it was loaded. Raises ``KeyError`` for an id that is not in ``documents``."""
        return self.collection.document(document_id)

    def within(self, documents: Iterable[str]) -> Assistant:
        """The same assistant, answering from these documents alone, given by their ids.

        They are picked before the best passages are. What the others say still tells which words there are and how
        rare they are. Raises ``KeyError`` for an id that is not in ``documents``.
        """
        part = copy.copy(self)
        part.collection = self.collection.within(documents)
        return part

    def ask(self, question: str, *, history: Sequence[Answer] = ()) -> Answer:
        """Answer a question; ``history`` are the earlier answers of the conversation, oldest first.

        A question that the documents do not answer is no error: the answer says so, and why.
        """
        started = time.perf_counter()
        understood = self._understood(question, history)
        given = courtesy(understood) if understood.asks == "small_talk" else self._answer(understood)
        suggestions = self._suggestions(given, history)
        return replace(given, suggestions=suggestions, elapsed_ms=(time.perf_counter() - started) * 1000)

    def explain(self, question: str, *, history: Sequence[Answer] = (), answer: Answer | None = None) -> Explanation:
        """Why a question gets its answer: what each of its words adds, and what decided between the best two places.

        ``answer`` is the one that ``ask`` gave, where it is at hand.
        """
        from assistant.explain import explain

        return explain(
            self._understood(question, history),
            self.ask(question, history=history) if answer is None else answer,
            self.collection,
            self.evidences,
            passages=self.settings.passages,
            threshold=self.settings.threshold,
        )

    def _understood(self, question: str, history: Sequence[Answer]) -> Question:
        """The question as it stands alone; as it was asked, where that is answered surer.

        So is one of which the documents know no word and that what was added does not get answered.
        """
        question = whole_characters(question)
        resolved = resolve(question, history, self.vocabulary)
        found = analyse(resolved, self.vocabulary, asked=question)
        if not only_adds(question, resolved):
            return found
        alone = analyse(question, self.vocabulary)
        asked, added = self._answer(alone), self._answer(found)
        surer = asked.answered and asked.confidence > added.confidence
        strange = bool(alone.content) and not any(term.known for term in alone.content)
        return alone if surer or (strange and not added.answered) else found

    def _answer(self, question: Question) -> Answer:
        given = self._from_passages(question)
        if question.asks == "comparison":
            things = compared(question)
            if things is None:
                return self._attribute(question) or given
            of_side = asks_of_side(question, things)  # "the price of tea and coffee"
            of_each = self._attribute(question) if of_side else None
            of_both = says_of_both(given, question, things)
            if of_each is not None and not (of_both and given.confidence >= of_each.confidence):
                return of_each
            if of_both or of_side:
                return given
            two = pair(question, lexicon().joining)
            told = None if two is None or given.kind not in _OF_ONE else self._beside(question, two)
            return told or side_by_side(question, things, self._each(f"What is {thing}?" for thing in things)) or given
        two = pair(question)
        if two is None:
            return given
        if question.asks == "yes_no" and two.joint == "or":
            least = self.settings.threshold * PUT_AS_CHOICE
            chosen = choice(question, two.things, self._each(two.alone, least), given)
            sure = chosen is not None and chosen.confidence >= self.settings.threshold
            return chosen if chosen and sure else undecided(given)
        if (
            two.joint == "and"
            and two.named
            and question.asks in _OF_EACH
            and not says_of_both(given, question, two.things)
        ):
            return side_by_side(question, two.things, self._each(two.alone)) or given
        if two.joint == "and" and question.asks in _OF_EACH and two.counted:
            each = side_by_side(question, two.things, self._each(two.alone))
            if each is not None and each.confidence > given.confidence:
                return each  # "what do an engineer and a designer do": each is told more surely than both at once
        if two.joint == "and" and given.kind in _OF_ONE and not says_of_both(given, question, two.things):
            return self._beside(question, two) or given
        return given

    def _beside(self, question: Question, two: Pair) -> Answer | None:
        """What a table or a list says of two things one beside the other: "the price of a cup and a mug"."""
        found: list[tuple[Pair, tuple[Answer, Answer]]] = []
        for way in filter(None, (two, two.shared)):
            answers = self._each(map(without_comparing, way.alone))
            told = all(given.answered for given in answers)
            if told and stand_together(answers, self.collection.document(answers[0].citations[0].document)):
                found.append((way, answers))
        found.sort(key=lambda one: -sum(given.kind == "cell" for given in one[1]))
        return side_by_side(question, found[0][0].things, found[0][1]) if found else None

    def _attribute(self, question: Question) -> Answer | None:
        """One thing said of two, each asked about alone: "compare the prices of tea and coffee"."""
        two = pair(question)
        if two is None:
            return None
        return side_by_side(question, two.things, self._each(without_comparing(text) for text in two.alone))

    def _each(self, texts: Iterable[str], threshold: float | None = None) -> tuple[Answer, Answer]:
        one, other = (self._from_passages(analyse(text, self.vocabulary), threshold) for text in texts)
        return one, other

    def _from_passages(self, question: Question, threshold: float | None = None) -> Answer:
        return answer(
            question,
            retrieve(question, self.collection, self.settings.passages, self.evidences.sequence),
            self.evidences,
            threshold=self.settings.threshold if threshold is None else threshold,
            best=best_possible(question, self.collection),
        )

    def hasten(self) -> bool:
        """Search with compiled code from now on, for whoever asks many questions of a large collection.

        The results are the same. Compiling takes some seconds, once on a machine. Returns whether numba, of the extra
        ``fast``, is installed.
        """
        return self.collection.index.hasten()

    def search(self, question: str, top: int = 10) -> list[Hit]:
        """The best passages for a question, best first."""
        return retrieve(analyse(question, self.vocabulary), self.collection, top, self.evidences.sequence)

    def _suggestions(self, given: Answer, history: Sequence[Answer]) -> tuple[str, ...]:
        """Starter questions that were not asked yet, those that share the most words with the question first."""
        asked = {_gist(turn.interpreted_as) for turn in (*history, given)}
        words = _gist(given.interpreted_as)
        offered = [(text, gist) for text, gist in self._offers if gist not in asked]
        return tuple(text for text, _ in sorted(offered, key=lambda offer: -len(words & offer[1]))[:SUGGESTIONS])


def _gist(text: str) -> frozenset[str]:
    """The stems of a question without its small words: two questions with the same ask the same."""
    small = lexicon().function_stems
    return frozenset(word for word in stems(normalise(text)) if word not in small)
