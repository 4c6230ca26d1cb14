"""Questions with what counts as their answer, and the documents that they are asked of.

Documents are written to a folder of their own and indexed as anyone's would be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.text import normalise, squeeze
from assistant.types import Document, Span


@dataclass(frozen=True, slots=True)
class Gold:
    """What answers a question.

    ``document`` is the id of the one that does. ``spans`` are answers in it, offsets into its text; ``texts`` are
    answers in words, a sentence or a cell; ``section`` is where in the document the answer stands, for data that names
    a section and no words.
    """

    document: str
    spans: tuple[Span, ...] = ()
    texts: tuple[str, ...] = ()
    section: Span | None = None

    def holds(self, document: Document, span: Span) -> bool:
        """Whether a stretch of a document contains an answer, whole, or for a section stands in it by its middle."""
        if document.id != self.document:
            return False
        if self.section is not None:
            return self.section.start <= middle(span) < self.section.end
        if any(span.start <= gold.start and gold.end <= span.end for gold in self.spans):
            return True
        said = plain(document.plain(span))
        return any(plain(text) in said for text in self.texts)


@dataclass(frozen=True, slots=True)
class Case:
    """A question; ``gold`` is ``None`` for one that the documents do not answer.

    ``near`` is the document that an unanswerable question is about.
    """

    question: str
    gold: Gold | None
    near: str | None = None

    @property
    def about(self) -> str | None:
        """The document that the question is about, whether it answers it or not."""
        return self.near if self.gold is None else self.gold.document


@dataclass(frozen=True, slots=True)
class Data:
    """Documents, by the name of the file that each becomes, and questions on them.

    ``unit`` is the name of what is to be found: a document each, unless ``sections`` has the offsets, in rising order,
    where the sections of a document begin. ``topics`` says what a document is about, itself where it is not named.
    ``cut`` says that documents are longer than a passage and cut into them as anyone's are, ``short`` that the gold
    texts are short answers, which a short answer can be compared with.
    """

    cases: tuple[Case, ...]
    texts: Mapping[str, str]
    unit: str = "passage"
    sections: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    short: bool = False

    def write(self, folder: Path) -> Path:
        """Write the documents as files; returns the folder."""
        for name, text in self.texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return folder

    def unit_of(self, document: str, span: Span) -> str:
        """The name of the unit that a stretch of a document stands in, by its middle."""
        starts = self.sections.get(document)
        return document if starts is None else f"{document}#{bisect_right(starts, middle(span))}"

    def every(self, n: int) -> Data:
        """The same documents with every ``n``-th question."""
        return replace(self, cases=self.cases[::n])

    def halves(self) -> tuple[Data, Data]:
        """The data parted by topic, every other topic to the second half, each with the questions about its own."""
        order = {topic: number for number, topic in enumerate(dict.fromkeys(map(self._topic, self.texts)))}
        one, other = (
            self._part({name for name in self.texts if order[self._topic(name)] % 2 == half}) for half in (0, 1)
        )
        return one, other

    def _topic(self, document: str) -> str:
        return self.topics.get(document, document)

    def _part(self, names: set[str]) -> Data:
        texts = {name: text for name, text in self.texts.items() if name in names}
        return replace(self, texts=texts, cases=tuple(case for case in self.cases if case.about in names))


def middle(span: Span) -> int:
    """The offset halfway through a stretch."""
    return (span.start + span.end) // 2


def plain(text: str) -> str:
    """A text without differences of case, typography and spacing."""
    return squeeze(normalise(text).replace("`", "")).casefold()
