"""From a question and the passages found to an answer, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.abstain import reason
from assistant.answer.candidates import candidates
from assistant.answer.compose import compose
from assistant.answer.confidence import confidence
from assistant.answer.evidence import Evidences
from assistant.answer.scoring import Scored, rank
from assistant.message import small_talk
from assistant.text import normalise
from assistant.types import Answer, Hit, Question

__all__ = ["answer", "courtesy", "ranked"]

_COURTESIES = {
    "greeting": "Hello. Ask me something about the documents.",
    "thanks": "You are welcome.",
    "farewell": "Goodbye.",
}


def ranked(question: Question, hits: Sequence[Hit], evidences: Evidences, best: float) -> list[Scored]:
    """All candidates in the hits, most likely first; ``best`` is the score of a perfect passage."""
    return rank(question, candidates(hits, evidences), evidences, best)


def answer(question: Question, hits: Sequence[Hit], evidences: Evidences, *, threshold: float, best: float) -> Answer:
    """The best candidate as an answer, or a refusal when it is less likely right than ``threshold``.

    ``best`` is the score of a perfect passage, against which those of the citations are given.
    """
    found = ranked(question, hits, evidences, best) if question.content else []
    sure = confidence(question, found)
    if not found or sure < threshold:
        return refusal(question, reason(question, found), sure)
    return compose(question, found[0], sure, best)


def refusal(question: Question, why: str, sure: float) -> Answer:
    """The answer that there is none."""
    return Answer(
        question=question.asked,
        interpreted_as=question.text,
        kind="no_answer",
        text=f"The documents do not answer this: {why}.",
        confidence=sure,
        reason=why,
    )


def courtesy(question: Question) -> Answer:
    """A greeting returned."""
    kind = small_talk(normalise(question.asked))
    return Answer(question.asked, question.text, "small_talk", _COURTESIES[kind or "greeting"], 0.0)
