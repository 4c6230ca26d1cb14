"""Conversations whose questions a person rewrote to stand alone, as in CANARD (Elgohary et al., 2019) and TREC CAsT.

Each question is resolved from the turns before it as they were resolved, not as the person rewrote them, so that an
error is carried on as in use. The words that the person added are what a question lacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.conversation import resolve
from assistant.errors import AssistantError
from assistant.evaluate.asking import opened, units_found
from assistant.evaluate.cases import Data
from assistant.evaluate.figures import Figures
from assistant.evaluate.readers import json_lines, reading
from assistant.evaluate.report import Report
from assistant.lexicon import lexicon
from assistant.text import normalise, squeeze, stem, tokens
from assistant.types import Answer, Citation, Span

NO_ANSWER = "I don't know."
"""How the data says that the document does not answer a question."""
DEPTHS = (1, 5)
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\|*_`<[]#~"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as asked and as a person rewrote it to stand alone; ``answer`` is empty where there is none.

    ``title`` and ``section`` are those of the document that the answer stands in, empty where the data has none.
    """

    asked: str
    rewritten: str
    answer: str = ""
    title: str = ""
    section: str = ""


Conversation = tuple[Turn, ...]


def conversations(path: Path) -> tuple[Conversation, ...]:
    """The conversations of a file of JSON Lines, a turn each, in order.

    A row has ``conversation``, ``raw`` and ``resolved``, and may have ``answer``, ``title`` and ``section``. Raises
    ``AssistantError`` for a file that is not so or holds none.
    """
    found: dict[str, list[Turn]] = {}
    with reading(path, "conversations with their questions rewritten"):
        for row in json_lines(path):
            found.setdefault(str(row["conversation"]), []).append(_turn(row))
    if not found:
        raise AssistantError(f"{path}: holds no conversations")
    return tuple(map(tuple, found.values()))


def _turn(row: Mapping[str, Any]) -> Turn:
    answer = str(row.get("answer") or "")
    if answer == NO_ANSWER:
        answer = ""
    return Turn(
        asked=str(row["raw"]),
        rewritten=str(row["resolved"]),
        answer=answer,
        title=str(row.get("title") or ""),
        section=str(row.get("section") or ""),
    )


def documents(talks: Iterable[Conversation]) -> Data:
    """The documents that the conversations are held on: each answer under its title and section.

    Where there are no answers, the questions of each conversation, which say at least what words there are.
    """
    texts: dict[str, str] = {}
    for number, talk in enumerate(talks):
        answered = any(turn.answer for turn in talk)
        for place, turn in enumerate(talk):
            if turn.answer:
                texts[_name(number, place)] = f"{_head(turn)}{_plain(turn.answer)}\n"
        if not answered:
            texts[_name(number, 0)] = "\n\n".join(_plain(turn.asked) for turn in talk) + "\n"
    return Data((), texts)


def _head(turn: Turn) -> str:
    """The title and the section as Markdown."""
    return "".join(f"{mark} {_plain(text)}\n\n" for mark, text in _above(turn))


def _above(turn: Turn) -> Iterator[tuple[str, str]]:
    yield from ((mark, text) for mark, text in (("#", turn.title), ("##", turn.section)) if text)


def _plain(text: str) -> str:
    """A text as Markdown that means nothing but its words."""
    return squeeze(text).translate(_MARKS)


def _name(conversation: int, turn: int) -> str:
    return f"{conversation:05d}-{turn:02d}.md"


@dataclass(slots=True)
class Counts:
    """What is counted over turns: the words lacking, of those the recovered, the words added, of those the right ones.

    ``whole`` are the turns that lack nothing and ``kept`` those of them that stayed so; ``shares`` are the shares
    recovered of each of the others.
    """

    turns: int = 0
    lacking: int = 0
    recovered: int = 0
    added: int = 0
    right: int = 0
    whole: int = 0
    kept: int = 0
    shares: list[float] = field(default_factory=list)

    def count(self, asked: str, resolved: str, rewritten: str) -> None:
        """Count a turn."""
        before, after, gold = content(asked), content(resolved), content(rewritten)
        lacking, added = gold - before, after - before
        self.turns += 1
        if not lacking:
            self.whole += 1
            self.kept += not added
            return
        self.lacking += len(lacking)
        self.recovered += len(lacking & after)
        self.added += len(added)
        self.right += len(added & gold)
        self.shares.append(len(lacking & after) / len(lacking))

    def figures(self) -> Figures:
        """The figures; those with nothing to count are left out."""
        shares = {
            "words recovered": (self.recovered, self.lacking),
            "words recovered, mean of the turns": (sum(self.shares), len(self.shares)),
            "words added that are right": (self.right, self.added),
            "whole turns left as they are": (self.kept, self.whole),
        }
        return {name: part / whole for name, (part, whole) in shares.items() if whole}


def content(text: str) -> set[str]:
    """The stems of the words of a question that say something: neither function words nor the likes of "anything".

    >>> sorted(content("What else did the Kinks do?"))
    ['kink']
    """
    small = lexicon().function_words | lexicon().followups.small
    return {stem(token.word) for token in tokens(normalise(text)) if token.word not in small}


def measure_followups(talks: tuple[Conversation, ...], every: int = 1) -> Report:
    """The figures of every n-th conversation, its questions asked of the documents of all.

    Words are counted over the turns that have one before them. Passages are looked for with the question as asked, as
    resolved and as rewritten, first turns too; what is to be found is the turn's own answer.
    """
    data, counts = documents(talks), Counts()
    hits = {version: dict.fromkeys(DEPTHS, 0) for version in ("asked", "resolved", "rewritten")}
    searched = 0
    with opened(data) as assistant:
        for number in range(0, len(talks), every):
            for place, (turn, resolved) in enumerate(_resolved(assistant, talks[number], number)):
                if place:
                    counts.count(turn.asked, resolved, turn.rewritten)
                if turn.answer:
                    searched += 1
                    texts = {"asked": turn.asked, "resolved": resolved, "rewritten": turn.rewritten}
                    for version, text in texts.items():
                        found = units_found(assistant, data, text, max(DEPTHS))
                        for depth in DEPTHS:
                            hits[version][depth] += _name(number, place) in found[:depth]
    figures = {"conversations": float(len(talks[::every])), "turns": float(counts.turns), **counts.figures()}
    return Report({**figures, **(_found(hits, searched) if searched else {})})


def _found(hits: Mapping[str, Mapping[int, int]], searched: int) -> Figures:
    """success@k of the three versions of the questions, and that of the resolved ones as a share of the rewritten."""
    found = {
        f"passage success@{depth} as {version}": hits[version][depth] / searched for depth in DEPTHS for version in hits
    }
    for depth in DEPTHS:
        if hits["rewritten"][depth]:
            share = hits["resolved"][depth] / hits["rewritten"][depth]
            found[f"passage success@{depth}, share of the rewritten"] = share
    return {"passages looked for": float(searched), **found}


def _resolved(assistant: Assistant, talk: Conversation, number: int) -> Iterator[tuple[Turn, str]]:
    """The turns of a conversation, each with its question as resolved from those before it."""
    history: list[Answer] = []
    for place, turn in enumerate(talk):
        resolved = resolve(turn.asked, history, assistant.vocabulary)
        yield turn, resolved
        history.append(_answer(assistant, turn, resolved, _name(number, place)))


def _answer(assistant: Assistant, turn: Turn, resolved: str, name: str) -> Answer:
    """A turn's answer as the assistant would have given it, from the document made of it."""
    if not turn.answer:
        return Answer(turn.asked, resolved, "no_answer", NO_ANSWER, 0.0, reason="the data gives no answer")
    document = assistant.document(name)
    span = Span(len(_head(turn)), len(document.text) - 1)
    above = tuple(text for _, text in _above(turn))
    quote = document.quote(span)
    cited = Citation(name, document.digest, document.title, above, None, span.start, span.end, quote, 1.0)
    return Answer(turn.asked, resolved, "sentence", turn.answer, 1.0, citations=(cited,))
