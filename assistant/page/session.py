"""A visitor's conversation, and all that can be done to it. The page only draws it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from assistant.errors import AssistantError
from assistant.page.finding import Finding
from assistant.page.limit import EVERYTHING, Limit
from assistant.page.shelf import Shelf
from assistant.page.suggest import Suggestions
from assistant.page.turns import Judgement, Opened, Turn, View
from assistant.page.uploads import Uploads
from assistant.types import Answer, Citation

MOST_TURNS = 100
"""Of a longer conversation the oldest turns are let go, so that memory stays within bounds."""
LONGEST_QUESTION = 1000
PATIENCE_S = 1.0
"""An answer that is there by then is shown at once; what takes longer can be stopped meanwhile."""


Keep = Callable[[Answer], int | None]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a question is asked of, what offers the next ones, and who keeps what has no answer.

    ``own`` offers those that the visitor's own documents answer.
    """

    shelf: Shelf
    suggestions: Suggestions
    keep: Keep
    own: Suggestions | None = None

    def offered(self, answer: Answer, before: Sequence[Answer], nearest: Citation | None) -> tuple[str, ...]:
        """Questions to go on with after an answer, or after a refusal and what is near; after that there are some."""
        place = answer.citations[0] if answer.citations else nearest
        own = self.own if place is not None and self.own is not None and self.own.knows(place.document) else None
        found = (own or self.suggestions).after(answer, before, nearest)
        return found if found or answer.answered else self.suggestions.after(answer, before)


@dataclass(frozen=True, slots=True)
class Pending:
    """A turn that is being made: its number, its question, whether that was longer, and who keeps it."""

    number: int
    question: str
    finding: Finding[Turn]
    keep: Keep
    alone: bool = False
    cut: bool = False


@dataclass
class Conversation:
    """The turns, oldest first, and the state of the page around them. Belongs to one visitor.

    ``limit``: what is asked from now on. ``as_text``: sources that have pages are shown as text, not as pictures.
    ``beside``: there is room for a source beside the turns, also while none is open, so that nothing moves.
    ``stopped``: number and question of what the visitor did not wait for, and whether it was asked alone.
    ``taken``: the turns that were taken out, in that order, which can be undone until something is asked.
    """

    turns: tuple[Turn, ...] = ()
    opened: Opened | None = None
    editing: int | None = None
    noting: int | None = None
    stopped: tuple[int, str, bool] | None = None
    failure: str | None = None
    pending: Pending | None = None
    whole: bool = False
    as_text: bool = False
    beside: bool = False
    uploads: Uploads | None = None
    limit: Limit = EVERYTHING
    taken: tuple[Turn, ...] = ()
    made: int = field(default=0, repr=False)

    def turn(self, number: int) -> Turn | None:
        """The turn with a number, if it is still there."""
        return next((turn for turn in self.turns if turn.number == number), None)

    def before(self, number: int) -> list[Answer]:
        """The answers before a turn, oldest first."""
        return [turn.answer for turn in self.turns if turn.number < number]

    def heard(self, turn: Turn) -> list[Answer]:
        """The answers that a turn was understood by, oldest first."""
        return [] if turn.alone else self.before(turn.number)

    def ask(self, question: str, sources: Sources, *, alone: bool = False) -> None:
        """Put a question after those that were put before, ``alone`` as if it were the first. White space is none."""
        if question.strip():
            self._put(self.made, question, sources, alone)

    def ask_again(self, number: int, sources: Sources, words: str = "", *, alone: bool = False) -> None:
        """Put the question of a turn again in its place, in other words where some are given.

        One that was asked alone is asked alone again.
        """
        turn = self.turn(number)
        if turn is not None:
            self._put(number, words.strip() or turn.answer.question, sources, alone or turn.alone)

    def _put(self, number: int, question: str, sources: Sources, alone: bool) -> None:
        self.stop()
        whole = question.strip()
        question = whole[:LONGEST_QUESTION]
        self.failure = self.editing = self.noting = self.stopped = None
        self.taken = ()
        find = partial(_answered, number, question, self.before(number), sources, alone)
        self.pending = Pending(number, question, Finding(find), sources.keep, alone, whole != question)
        self.settle(PATIENCE_S)

    def settle(self, seconds: float = 0.0) -> bool:
        """Put the turn that is being made into its place, if that is there within so many seconds.

        Returns whether nothing is being made any more.
        """
        pending = self.pending
        if pending is None:
            return True
        try:
            turn = pending.finding.within(seconds)
        except AssistantError as error:
            self.pending, self.failure = None, str(error)
            return True
        except BaseException:
            self.pending = None
            raise
        if turn is None:
            return False
        self.pending = None
        try:
            turn = replace(turn, cut=pending.cut)
            if not turn.limit:  # that some of the documents do not answer it says nothing of the others
                turn = replace(turn, kept=pending.keep(turn.standing))
        except AssistantError as error:  # that it cannot be kept takes the answer from nobody
            self.failure = str(error)
        others = [one for one in self.turns if one.number != turn.number]
        self.turns = tuple(sorted((*others, turn), key=lambda one: one.number))[-MOST_TURNS:]
        self.made = max(self.made, turn.number + 1)
        self.opened = Opened(turn.number, 0, asked_for=False) if turn.answer.citations else None
        self.beside = self.beside or self.opened is not None
        return True

    def stop(self) -> None:
        """Wait no longer for the turn that is being made."""
        pending, self.pending = self.pending, None
        if pending is not None:
            pending.finding.give_up()

    def break_off(self) -> None:
        """Wait no longer because the visitor says so; what was asked can be asked again."""
        pending = self.pending
        self.stop()
        self.stopped = None if pending is None else (pending.number, pending.question, pending.alone)

    def resume(self, sources: Sources) -> None:
        """Ask what was stopped again."""
        if self.stopped is not None:
            number, question, alone = self.stopped
            self._put(number, question, sources, alone)

    def delete(self, number: int) -> None:
        """Take a turn out. Those after it stay as they were understood."""
        self.taken += tuple(turn for turn in self.turns if turn.number == number)
        self.turns = tuple(turn for turn in self.turns if turn.number != number)
        self.editing = self.noting = None
        if self.opened is not None and self.opened.turn == number:
            self.opened = None

    def forget(self) -> None:
        """Begin a new conversation; what was uploaded stays, and what is asked."""
        self.stop()
        self.taken = self.turns
        self.turns, self.failure, self.stopped = (), None, None
        self.close()
        self.editing = self.noting = None
        self.whole = False

    def removed(self) -> tuple[int, ...]:
        """The numbers of the turns that can be put back; the one that was taken out last comes last."""
        return tuple(turn.number for turn in self.taken)

    def put_back(self) -> None:
        """Undo what took turns out."""
        self.turns = tuple(sorted((*self.turns, *self.taken), key=lambda one: one.number))
        self.taken = ()

    def edit(self, number: int) -> None:
        """Begin to put the question of a turn in other words."""
        self.editing, self.noting = number, None

    def stop_writing(self) -> None:
        """Put away the line for other words, or for what was wrong."""
        self.editing = self.noting = None

    def open(self, number: int, place: int, view: View = "source") -> None:
        """Show a place of a turn beside the conversation, or why it was answered so."""
        turn = self.turn(number)
        if turn is not None and (view == "why" or 0 <= place < len(turn.places)):
            self.opened = Opened(number, place, view)
            self.beside = True

    def opened_place(self) -> Citation | None:
        """The place that stands beside the conversation, where one does."""
        turn = None if self.opened is None else self.turn(self.opened.turn)
        if self.opened is None or turn is None or self.opened.place >= len(turn.places):
            return None
        return turn.places[self.opened.place]

    def close(self) -> None:
        """Show nothing beside the conversation."""
        self.opened, self.beside = None, False

    def step(self, by: int) -> None:
        """Open the next source of the answer whose source is open, or the one before."""
        if self.opened is not None:
            self.open(self.opened.turn, self.opened.place + by)

    def judge(self, number: int, judged: Judgement | None, kept: int | None) -> None:
        """Note what the visitor thinks of an answer."""
        self.turns = tuple(
            replace(turn, judged=judged, kept=kept) if turn.number == number else turn for turn in self.turns
        )


def _answered(number: int, question: str, before: Sequence[Answer], sources: Sources, alone: bool) -> Turn:
    """The turn of a question, with what is offered beside its answer."""
    shelf = sources.shelf
    history = () if alone else before
    answer = shelf.ask(question, history)
    nearest = shelf.nearest(answer, history) if answer.kind == "no_answer" else None
    offered = sources.offered(answer, before, nearest)
    return Turn(
        number,
        answer,
        nearest,
        offered,
        limit=shelf.limit,
        alone=alone,
        leans=shelf.leans(question, history),
        parts=shelf.parts(answer),
        labels=shelf.labels(answer),
        short=shelf.short(answer),
    )
