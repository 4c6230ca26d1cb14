"""Everything in the best passages that could be an answer: sentences, lists, items, cells, rows, tables, passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Evidence, Evidences, Stems
from assistant.answer.figures import said_in
from assistant.answer.labels import label_of, led_into, named_things, without_marks
from assistant.answer.mentions import begins_with_pronoun
from assistant.lexicon import lexicon
from assistant.types import AnswerKind, Block, Hit, Span

_OF_THEM = re.compile(
    r"(?i)(?:(?:all|most|some|many|several|none|any|each|both|neither|one|two|three|the (?:first|last)(?: \w+)?) of )?"
    r"(?:these|them|those|they|it)\b"
)
"""What refers to a whole list, right behind it: "All of these are free"."""
MAX_LIST_ITEMS = 200
MAX_LABEL_WORDS = 5
MAX_COLUMNS = 8
"""A table of more columns is no comparison of things whose names could be an answer."""
MAX_NEAR_CHARS = 20_000
ROW_WORTH = 0.6
"""What a term is worth in a cell of a row that would be the answer: its label and header say what it is about."""
PASSAGE_WORTH = 0.8
"""What a term is worth that stands somewhere in a passage, where the whole passage would be the answer."""


def candidates(hits: Sequence[Hit], evidences: Evidences) -> list[Candidate]:
    """The candidates in the passages found, those of the best passage first, each once."""
    found: dict[tuple[str, int, int, str], Candidate] = {}
    for rank, hit in enumerate(hits):
        for candidate in _Passage(hit, rank, evidences).candidates():
            found.setdefault(candidate.key, candidate)
    return list(found.values())


class _Passage:
    """Makes the candidates of one hit."""

    def __init__(self, hit: Hit, rank: int, evidences: Evidences) -> None:
        self.hit = hit
        self.rank = rank
        self.evidences = evidences
        self.document = evidences.collection.document(hit.passage.document_id)
        self.around = evidences.around(self.document, hit.passage.headings)
        start, end = hit.passage.span
        self.whole = self.stems(Span(start, min(end, start + MAX_NEAR_CHARS)))
        self.order = 0

    def stems(self, span: Span) -> Stems:
        return self.evidences.stems(self.document.id, span)

    def candidates(self) -> Iterator[Candidate]:
        first, last = self.hit.passage.blocks
        kinds = {self.document.blocks[position].kind for position in range(first, last)}
        if kinds <= {"paragraph", "code"}:
            yield self._make("passage", first, self.hit.passage.span, own=self.whole, own_worth=PASSAGE_WORTH)
        for position in range(first, last):
            block = self.document.blocks[position]
            if block.kind == "paragraph":
                yield from self._sentences(position, block.span)
            elif block.kind == "list":
                yield from self._list(position)
            elif block.kind == "item" and (block.parent is None or block.parent < first):
                yield from self._items(block.parent or 0, (position,))
            elif block.kind == "table":
                yield from self._table(position)
            elif block.kind == "row" and (block.parent is None or block.parent < first):
                yield from self._row(position)

    def _make(
        self,
        kind: AnswerKind,
        block: int,
        span: Span,
        *,
        own: Stems = frozenset(),
        context: Stems = frozenset(),
        near: Stems = frozenset(),
        own_worth: float = 1.0,
        **given: object,
    ) -> Candidate:
        evidence = Evidence(own=own, context=context, near=near, own_worth=own_worth, **self.around)
        order = self.order
        self.order += 1
        headings = self.document.blocks[block].headings
        place = self.document, self.hit, self.rank, block, span
        return Candidate(kind, *place, evidence, headings, order, **given)  # type: ignore[arg-type]

    def _sentences(self, block: int, span: Span, context: Stems = frozenset()) -> Iterator[Candidate]:
        passage = self.hit.passage.span
        previous: Span | None = None
        anchor: Stems = frozenset()
        went_on = False
        unsaid = self.evidences.unsaid(self.document.id, span)
        for sentence, (refers, short, aspect) in zip(
            self.evidences.sentences(self.document.id, span), unsaid, strict=True
        ):
            referring = previous is not None and refers
            if previous is None and _OF_THEM.match(self.document.view, sentence.start):
                context = context | self._listed_before(block)
            if sentence.start >= passage.start and sentence.end <= passage.end:
                # what "it" is said of in one sentence is nothing that the next one's "it" tells of
                before = frozenset() if previous is None or went_on else self.stems(previous)
                subject = anchor | before if referring else frozenset()
                yield self._make(
                    "sentence",
                    block,
                    sentence,
                    own=self.stems(sentence),
                    context=context | subject | short,
                    near=self.whole,
                    previous=previous if referring else None,
                    opens=previous is None and self._opens(block),
                    aspect=aspect,
                )
            previous = sentence
            went_on = referring
            if not referring:
                anchor = self.stems(sentence)  # of this the pronouns speak until another sentence names something

    def _opens(self, block: int) -> bool:
        """Whether a block comes right after a heading."""
        return block > 0 and self.document.blocks[block - 1].kind == "heading"

    def _listed_before(self, block: int) -> Stems:
        """The stems of the list that stands right before a block."""
        before = self.document.blocks[block - 1] if block else None
        if before is None or before.kind != "item" or before.parent is None:
            return frozenset()
        return self.stems(self.document.blocks[before.parent].span)

    def _list(self, position: int) -> Iterator[Candidate]:
        block = self.document.blocks[position]
        children = self.document.children.get(position, ())
        if not children:
            return
        parts = tuple(self.document.blocks[child].span for child in children)
        lead = Span(block.span.start, parts[0].start)
        lead_stems = self.stems(lead) | self._referred_to(position, lead)
        said = self.document.view[slice(*without_marks(self.document, lead))]
        if said.endswith(".") or said_in(said) & lexicon().reason_words:  # it says more than what is listed
            yield from self._sentences(position, Span(*without_marks(self.document, lead)))
        top = tuple(self.document.blocks[child].span for child in children if self.document.blocks[child].level == 0)
        yield self._make(
            "list",
            position,
            block.span,
            context=lead_stems,
            near=self.evidences.union(self.document.id, parts[:MAX_LIST_ITEMS]),
            parts=top or parts,
        )
        yield from self._items(position, children)

    def _referred_to(self, position: int, lead: Span) -> Stems:
        """What a pronoun that a lead-in begins with refers to: "It consists of:", the sentence before the list."""
        before = self.document.blocks[position - 1] if position else None
        if before is None or before.kind != "paragraph" or not begins_with_pronoun(self.document.view, lead.start):
            return frozenset()
        found = self.evidences.sentences(self.document.id, before.span)
        return self.stems(found[-1]) if found else frozenset()

    def _items(self, parent: int, children: Sequence[int]) -> Iterator[Candidate]:
        blocks = self.document.blocks
        everything = self.document.children.get(parent, ())
        lead = Span(blocks[parent].span.start, blocks[everything[0]].span.start)
        lead_stems = self.stems(lead) | self._referred_to(parent, lead)
        for child in children:
            block = blocks[child]
            context = lead_stems | self._owner(block, child, everything)
            nested = self._nested(child, everything)
            span = Span(block.span.start, nested[-1].end) if nested else block.span
            label = label_of(self.document, block.span) or self._named_by_itself(block, nested)
            yield self._make(
                "item", child, span, own=self.stems(span), context=context, near=self.whole, label=label, parts=nested
            )
            sentences = self.evidences.sentences(self.document.id, block.span)
            if len(sentences) > 1:
                yield from self._sentences(child, block.span, context)

    def _owner(self, block: Block, child: int, everything: Sequence[int]) -> Stems:
        """The stems of the item that an item is nested in."""
        if block.level == 0:
            return frozenset()
        for other in reversed([number for number in everything if number < child]):
            if self.document.blocks[other].level < block.level:
                return self.stems(self.document.blocks[other].span)
        return frozenset()

    def _named_by_itself(self, block: Block, nested: Sequence[Span]) -> Span | None:
        """The line of an item over others, where it is brief: it names what they are of."""
        brief = bool(nested) and len(self.document.view[slice(*block.span)].split()) <= MAX_LABEL_WORDS
        return block.span if brief else None

    def _nested(self, child: int, everything: Sequence[int]) -> tuple[Span, ...]:
        """The items right inside an item."""
        level = self.document.blocks[child].level
        found = []
        for other in everything[everything.index(child) + 1 :] if child in everything else ():
            block = self.document.blocks[other]
            if block.level <= level:
                break
            found.append(block.span)
        return tuple(found)

    def _table(self, position: int) -> Iterator[Candidate]:
        rows = self.document.children.get(position, ())
        if len(rows) < 2:
            return
        block = self.document.blocks[position]
        labels = [self._cells(row)[0] for row in rows]
        lead = self.stems(led_into(self.document, position))
        yield self._make(
            "comparison",
            position,
            block.span,
            context=self.stems(self.document.blocks[rows[0]].span) | lead,
            near=self.evidences.union(self.document.id, labels[:MAX_LIST_ITEMS]),
            parts=tuple(self.document.blocks[row].span for row in rows),
            shape="table",
        )
        yield from self._labels(position, rows, labels, lead)
        for row in rows[1:]:
            yield from self._row(row)

    def _labels(self, position: int, rows: Sequence[int], labels: Sequence[Span], lead: Stems) -> Iterator[Candidate]:
        """What rows or columns are named after, none a figure; without names of columns rows are told whole."""
        header = self._cells(rows[0])
        labels = [labels[0], *named_things(labels[1:], header[1:], partial(self.evidences.sequence, self.document.id))]
        names = [self.document.view[start:end].strip().casefold() for start, end in labels[1:]]
        named = all(name and not name[0].isdigit() for name in names) and len(set(names)) == len(names)
        lines = tuple(self.document.blocks[row].span for row in rows[1:])
        if named and 1 < len(names) <= MAX_LIST_ITEMS:
            yield self._make(
                "list",
                position,
                self.document.blocks[position].span,
                context=self.stems(labels[0]) | lead,
                near=self.evidences.union(self.document.id, labels),
                parts=tuple(labels[1:]) if any(start < end for start, end in header) else lines,
                shape="labels",
            )

    def _row(self, position: int) -> Iterator[Candidate]:
        blocks = self.document.blocks
        table = blocks[position].parent
        if table is None:
            return
        header = self._cells(self.document.children[table][0])
        cells = self._cells(position)
        header_stems = self.evidences.union(self.document.id, header)
        label = self.stems(cells[0])
        yield self._make(
            "comparison",
            position,
            blocks[position].span,
            own=self.evidences.union(self.document.id, cells[1:]),
            context=label | header_stems,
            own_worth=ROW_WORTH,
            parts=cells,
            shape="row",
        )
        whole_row = self.evidences.union(self.document.id, cells)  # what the cell itself says counts more there
        for column, cell in enumerate(cells):
            name = header[column] if column < len(header) else Span(cell.start, cell.start)
            if cell.end > cell.start:
                yield self._make(
                    "cell",
                    position,
                    cell,
                    own=self.stems(cell),
                    own_worth=ROW_WORTH,
                    context=self.stems(name) | (label if column else frozenset()),
                    near=whole_row,
                    parts=cells,
                    column=column,
                    label=cells[0],
                )
            if column and cell.end > cell.start and name.end > name.start and len(cells) <= MAX_COLUMNS:
                yield self._make(
                    "cell",
                    position,
                    cell,
                    own=self.stems(cell),
                    context=label,
                    near=header_stems,
                    parts=(name, cell),
                    column=column,
                    label=cells[0],
                    shape="inverse",
                )

    def _cells(self, row: int) -> tuple[Span, ...]:
        return tuple(self.document.blocks[cell].span for cell in self.document.children.get(row, ()))
