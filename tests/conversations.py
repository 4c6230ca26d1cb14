"""Little conversations for the tests of follow-ups, and documents that know their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant import Answer
from assistant.types import AnswerKind, Citation

FILES = {
    "ada-byrd.md": "# Ada Byrd\n\n## Early life\n\nByrd was born in Leith. She played the harp in Oslo.\n",
    "the-wrens.md": "# The Wrens\n\n## Albums\n\nThe Wrens are a band from Leith. Their album Blue Hour sold well.\n",
    "git.md": "# Git\n\nGit keeps history.\n\n## Git LFS\n\nGit LFS keeps large files.\n",
    "boats.md": (
        "# Kayaks and canoes compared\n\nA kayak is a narrow boat. A canoe is an open boat with a paddle.\n\n"
        "## Gear\n\nThe gear of a kayak: a skeg, a pump. Its alternatives, tools, costs and main challenges.\n"
        "A racing kayak is fast. A zebra is no boat. Toilets, mammals and experiments are known in towns.\n"
    ),
}
Resolve = Callable[..., str]


@dataclass(frozen=True)
class Turn:
    """A question and its answer; without a title the answer is cited from a file that is called after nothing."""

    asked: str
    answer: str = ""
    title: str = "notes.txt"
    kind: AnswerKind = "sentence"
    items: tuple[str, ...] | None = None
    section: str = ""

    def answered(self, understood: str) -> Answer:
        if not self.answer:
            return Answer(self.asked, understood, "no_answer", "Not known.", 0.1, reason="no document says so")
        above = (self.title, self.section) if self.section else ()
        cited = Citation("notes.txt", "sha256:0", self.title, above, None, 0, len(self.answer), self.answer, 1.0)
        return Answer(self.asked, understood, self.kind, self.answer, 0.9, items=self.items, citations=(cited,))
