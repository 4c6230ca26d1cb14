"""From the chosen candidate to the answer that a person reads: its text, its items or table, its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate
from assistant.answer.scoring import Scored, span_of
from assistant.text import FILLER
from assistant.types import Answer, AnswerKind, Citation, Document, Question, Span, Table

SHORT_ITEM_WORDS = 5


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer says, apart from how sure it is."""

    kind: AnswerKind
    text: str
    items: tuple[str, ...] | None = None
    table: Table | None = None


def compose(
    question: Question, scored: Sequence[Scored], contents: Sequence[Content], confidence: float, best: float
) -> Answer:
    """The answer made of one content, or of several that each keep their citation."""
    first = contents[0]
    text = first.text if len(contents) == 1 else "\n".join(content.text for content in contents)
    kind = first.kind if len(contents) == 1 else "comparison"
    return Answer(
        question=question.asked,
        interpreted_as=question.text,
        kind=kind,
        text=text,
        confidence=confidence,
        items=first.items if len(contents) == 1 else None,
        table=first.table if len(contents) == 1 else None,
        citations=tuple(cite(one.candidate, span_of(one), best) for one in scored),
    )


def content_of(question: Question, scored: Scored) -> Content:
    """What a candidate says as an answer to a question."""
    candidate = scored.candidate
    document = candidate.document
    if candidate.kind == "list":
        items = list_items(document, candidate)
        return Content("list", list_text(items), items)
    if candidate.kind == "comparison":
        table = table_of(candidate)
        return Content("comparison", table_text(table), table=table)
    kind = candidate.kind
    if kind in ("sentence", "item") and question.asks == "definition" and scored.features["definition"] > 0:
        kind = "definition"
    return Content(kind, document.plain(span_of(scored)))


def list_items(document: Document, candidate: Candidate) -> tuple[str, ...]:
    """The items of a list as a person reads them; those nested in one follow it after a colon."""
    block = candidate.block
    children = document.children.get(block, ())
    items: list[tuple[str, list[str]]] = []
    for child in children:
        words = document.plain(document.blocks[child].span)
        if document.blocks[child].level and items:
            items[-1][1].append(words)
        else:
            items.append((words, []))
    return tuple(f"{own.rstrip(':')}: {', '.join(inner)}" if inner else own for own, inner in items)


def list_text(items: Sequence[str]) -> str:
    """Short items in a row, longer ones on lines of their own."""
    if all(len(item.split()) <= SHORT_ITEM_WORDS and "," not in item for item in items):
        return ", ".join(items)
    return "\n".join(f"• {item}" for item in items)


def table_of(candidate: Candidate) -> Table:
    """The columns and rows of a table, or of one row of it, open cells as ``None``."""
    document = candidate.document
    blocks = document.blocks
    row = candidate.block
    table = blocks[row].parent if candidate.shape == "row" else row
    rows = document.children[table if table is not None else row]
    shown = (row,) if candidate.shape == "row" else rows[1:]
    columns = tuple(text or "" for text in _texts(document, rows[0]))
    return Table(columns, tuple(_fill(_texts(document, number), len(columns)) for number in shown))


def _texts(document: Document, row: int) -> list[str | None]:
    return [document.plain(document.blocks[cell].span) or None for cell in document.children.get(row, ())]


def _fill(cells: list[str | None], width: int) -> tuple[str | None, ...]:
    return tuple((cells + [None] * width)[: max(width, len(cells))])


def table_text(table: Table) -> str:
    """A line for each row: its label, then what each column says."""
    lines = []
    for label, *cells in table.rows:
        said = "; ".join(
            f"{name}: {_end(cell)}" for name, cell in zip(table.columns[1:], cells, strict=False) if cell is not None
        )
        lines.append(f"{label} – {said}" if label else said)
    return "\n".join(lines)


def _end(cell: str) -> str:
    return cell.rstrip(".;")


def cite(candidate: Candidate, span: Span, best: float) -> Citation:
    """The place a candidate stands; the score is the passage's share of the best possible one, from 0 to 1."""
    document = candidate.document
    start, end = _with_markup(document, span)
    block = document.blocks[candidate.block]
    return Citation(
        document=document.id,
        digest=document.digest,
        title=document.title,
        section=candidate.headings,
        page=block.page,
        start=start,
        end=end,
        quote=document.quote(Span(start, end)),
        score=min(1.0, candidate.hit.score / best) if best else 0.0,
    )


def _with_markup(document: Document, span: Span) -> Span:
    """The span with the markup that touches it, so that a quote does not end between a word and its closing mark."""
    start, end = span
    text, view = document.text, document.view
    while start > 0 and view[start - 1] == FILLER and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and view[end] == FILLER and not text[end].isspace():
        end += 1
    return Span(start, end)
