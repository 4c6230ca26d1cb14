"""What a conversation consists of: its turns, and what stands open beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from assistant.page.excerpt import Part
from assistant.page.limit import EVERYTHING, Limit
from assistant.text import words_of
from assistant.types import Answer, Citation

Judgement = Literal["good", "bad"]
View = Literal["source", "why"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer. ``number`` names it in its conversation and is never given again.

    ``nearest`` is a place to look at where there is no answer, ``offered`` are questions to go on with, ``kept`` is
    the entry of the turn among the questions that are kept for the owner, ``limit`` is what was asked of. ``alone``: it
    was asked as if nothing had been asked before; ``leans``: it was understood by what was asked before. ``parts``:
    what the answer consists of, where code is in it. ``labels``: the row and the column of a cell that answers.
    ``short``: the words of the answer that would do by themselves. ``cut``: what was asked was longer.
    """

    number: int
    answer: Answer
    nearest: Citation | None = None
    offered: tuple[str, ...] = ()
    judged: Judgement | None = None
    kept: int | None = None
    limit: Limit = EVERYTHING
    alone: bool = False
    leans: bool = False
    parts: tuple[Part, ...] = ()
    labels: tuple[str, ...] = ()
    short: str = ""
    cut: bool = False

    @property
    def places(self) -> tuple[Citation, ...]:
        """What can be opened beside the conversation: the sources, or the nearest section of a refusal."""
        return self.answer.citations or (() if self.nearest is None else (self.nearest,))

    @property
    def understood(self) -> str:
        """The question as it was understood; as typed where it was refused for a word that was taken for another."""
        answer = self.answer
        replaced = {*words_of(answer.question)} - {*words_of(answer.interpreted_as)}
        refused = answer.kind == "no_answer" and not self.leans
        return answer.question if refused and replaced & {*words_of(answer.reason or "")} else answer.interpreted_as

    @property
    def standing(self) -> Answer:
        """The answer to the question as typed, or as it was understood where it leans on what was asked before."""
        return self.answer if self.leans else replace(self.answer, interpreted_as=self.answer.question)


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands beside the conversation: a turn's place, counted from 0, or why it was answered so.

    ``asked_for`` is false for the source that opens by itself when an answer comes.
    """

    turn: int
    place: int
    view: View = "source"
    asked_for: bool = True
