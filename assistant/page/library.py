"""What all visitors share: the opened documents, the questions that are offered."""

from __future__ import annotations

import datetime
import gc
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from threading import Lock

from assistant.asked import AskedStore, asked_file
from assistant.assistant import Assistant, knowledge_path
from assistant.errors import AssistantError
from assistant.page.limit import EVERYTHING, Limit, tags_of, titles_of
from assistant.page.pictures import Pictures
from assistant.page.session import Conversation, Sources
from assistant.page.shelf import Shelf
from assistant.page.suggest import Suggestions
from assistant.page.turns import Judgement
from assistant.page.uploads import Uploads
from assistant.types import Answer

PARTS = 64
"""Of so many different limits the questions to go on with are remembered."""


class Library:
    """The shared documents, opened once. Safe to use from several sessions at a time."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.opened = datetime.datetime.now().astimezone()
        self.suggestions = Suggestions(assistant)
        self._parts: OrderedDict[tuple[str, ...], Suggestions] = OrderedDict()
        self._lock = Lock()
        self.pictures = Pictures(assistant.settings.limits)

    def shelf(self, uploads: Uploads | None, limit: Limit = EVERYTHING) -> Shelf:
        """The shared documents with what a visitor uploaded, limited to some of them."""
        own = None if uploads is None else uploads.assistant
        shared = self.suggesting(limit).assistant
        return Shelf(shared, None if own is None else limit.among(own), limit)

    def sources(self, conversation: Conversation) -> Sources:
        """What the next question of a conversation is asked of."""
        shelf = self.shelf(conversation.uploads, conversation.limit)
        own = None if conversation.uploads is None else conversation.uploads.suggestions
        return Sources(shelf, self.suggesting(conversation.limit), self.keep, own)

    def suggesting(self, limit: Limit) -> Suggestions:
        """Offers questions that some of the shared documents answer."""
        picked = limit.picks(self.assistant)
        if len(picked) == len(self.assistant.documents):
            return self.suggestions
        with self._lock:
            found = self._parts.pop(picked, None) or Suggestions(limit.among(self.assistant))
            self._parts[picked] = found
            if len(self._parts) > PARTS:
                self._parts.popitem(last=False)
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the shared documents by their ids."""
        return titles_of(self.assistant)

    @cached_property
    def tags(self) -> Mapping[str, tuple[str, ...]]:
        """The tags of the shared documents, each with the documents that have it."""
        return tags_of(self.assistant)

    @cached_property
    def asked(self) -> AskedStore | None:
        """What was asked and not answered; ``None`` where that is not to be kept."""
        settings = self.assistant.settings
        return AskedStore(asked_file(), knowledge_path(settings.knowledge or None)) if settings.keep_questions else None

    def keep(self, answer: Answer) -> int | None:
        """Keep a question that has no answer for the owner; the number of the entry, where one was made."""
        return self.asked.keep(answer) if self.asked is not None and answer.kind == "no_answer" else None

    def judge(self, conversation: Conversation, number: int, judged: Judgement) -> None:
        """Note what a visitor thinks of an answer; the same thumb a second time takes it back.

        What has no answer is kept anyway; of the others those that are no good are.
        """
        turn = conversation.turn(number)
        if turn is None:
            return
        new = None if turn.judged == judged else judged
        kept = turn.kept
        if self.asked is not None and turn.answer.answered:
            if new == "bad":
                kept = self.asked.keep(turn.standing)
            elif kept is not None:
                self.asked.drop([kept])
                kept = None
        conversation.judge(number, new, kept)

    def note(self, conversation: Conversation, number: int, note: str) -> None:
        """Keep what a visitor says about an answer that is no good."""
        turn = conversation.turn(number)
        if self.asked is not None and turn is not None and turn.kept is not None and note.strip():
            self.asked.note(turn.kept, note.strip())


class Newest:
    """The library on the newest assistant: made anew when the documents changed, else the same.

    ``learn`` is told the ids of documents that were just added, and returns when the newest assistant has them.
    ``failure`` says why the documents as they are now cannot be used, where that is so: those before are. ``watching``:
    changes are noticed while the page is open.
    """

    def __init__(
        self,
        assistant: Callable[[], Assistant],
        learn: Callable[[Collection[str]], object] = lambda names: None,
        failure: Callable[[], AssistantError | None] = lambda: None,
        *,
        watching: bool = False,
    ) -> None:
        self.watching = watching
        self._assistant = assistant
        self.learn = learn
        self.failure = failure
        self._held = Library(assistant())

    def __call__(self) -> Library:
        newest = self._assistant()
        held = self._held
        if held.assistant is not newest:
            held = self._held = Library(newest)
            gc.collect()  # what the old one held is large and goes in circles; Python may wait long before it looks
        return held
