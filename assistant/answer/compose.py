"""From the chosen candidate to the answer that a person reads: its text, its items or table, its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.candidate import Candidate
from assistant.answer.citing import cite
from assistant.answer.columns import compared_columns
from assistant.answer.counted import counts_in
from assistant.answer.counting import counted_stems, counts, led_by_number, listed
from assistant.answer.expected import fits
from assistant.answer.filtering import Meant
from assistant.answer.holders import holder_of
from assistant.answer.labels import without_marks
from assistant.answer.persons import names_holder
from assistant.answer.scoring import Scored, span_of
from assistant.answer.short import short_answer
from assistant.answer.tense import asks_of_past
from assistant.answer.verdict import replies_to_another, verdict
from assistant.lexicon import lexicon
from assistant.text import sentences, stems, tokens, trim
from assistant.types import Answer, AnswerKind, Document, Question, ShortAnswer, Span, Table

SHORT_ITEM_WORDS = 5
_TOLD_BY_LEAD = frozenset({"duration", "amount", "count"})
TOLD = 0.9
"""From this on a text holds the sort of thing that is asked for."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer says, apart from how sure it is."""

    kind: AnswerKind
    text: str
    items: tuple[str, ...] | None = None
    table: Table | None = None
    places: tuple[Span, ...] = ()
    """What is quoted, where that is not the candidate itself."""
    short: Span | None = None
    """What of it answers by itself, where that is known already."""


def compose(question: Question, scored: Scored, confidence: float, best: float) -> Answer:
    """The answer that a candidate makes, with the places that it quotes."""
    content = content_of(question, scored)
    places = content.places or (span_of(scored),)
    return Answer(
        question=question.asked,
        interpreted_as=question.text,
        kind=content.kind,
        text=content.text,
        confidence=confidence,
        items=content.items,
        table=content.table,
        short_answer=_short(question, scored, content),
        citations=tuple(cite(scored.candidate, place, best) for place in places),
    )


def _short(question: Question, scored: Scored, content: Content) -> ShortAnswer | None:
    document = scored.candidate.document
    if content.short is not None:
        return ShortAnswer(document.quote(content.short), *content.short)
    return None if content.places else short_answer(question, document, span_of(scored), content.kind)


def content_of(question: Question, scored: Scored) -> Content:
    """What a candidate says as an answer to a question."""
    if scored.meant:
        return _named(scored.candidate.document, scored.meant)
    content = _plain_content(question, scored)
    if question.asks == "yes_no":
        says = verdict(question, scored.candidate, rival=scored.features["rival"] > 0)
        if says is not None:
            said = content.text.casefold().startswith(("yes", "no,", "no.", "no:", "no "))
            word = "" if said else "Yes: " if says else "No: "
            return replace(content, kind="yes_no", text=word + content.text)
    if question.asks == "count":
        things = listed(question, scored.candidate, content.items)
        if things is not None:
            return _counted(scored.candidate, things)
    return content


def _counted(candidate: Candidate, things: tuple[str, ...]) -> Content:
    """How many things there are, and which; and the sentence that says so, where one leads into them."""
    led = led_by_number(candidate, len(things))
    if led is not None:
        said = candidate.document.plain(led[0]).rstrip(" :–—-")
        return Content("count", f"{len(things)}: {said}:\n{bullets(things)}", things, short=led[1])
    told = list_text(things)
    apart = "\n" if "\n" in told else " "
    return Content("count", f"{len(things)}:{apart}{told}", things)


def _plain_content(question: Question, scored: Scored) -> Content:
    candidate = scored.candidate
    document = candidate.document
    lead = _told_by_lead(question, candidate)
    if lead is not None:
        told = short_answer(question, document, lead, "sentence")
        short = None if told is None else Span(told.start, told.end)
        return Content("sentence", document.plain(lead), places=(lead,), short=short)
    if candidate.kind == "list":
        labels = tuple(document.plain(part) for part in candidate.parts)
        items = labels if candidate.shape == "labels" else list_items(document, candidate)
        return Content("list", list_text(items), items)
    if candidate.shape == "inverse":
        name, cell = candidate.parts
        return Content("cell", f"{document.plain(name)}: {document.plain(cell)}")
    if candidate.kind == "comparison":
        table = table_of(question, candidate)
        return Content("comparison", table_text(table), table=table)
    inner = _inner_items(question, candidate) if question.asks == "list" else ()
    if inner:
        return Content("list", list_text(inner), inner)
    kind = candidate.kind
    holder = holder_of(question, candidate)
    if isinstance(holder, Span):
        said = f"{document.plain(holder)}: {document.plain(candidate.span)}"
        return Content("item", said, places=(holder, candidate.span))
    if holder is not None:
        return Content("item", f"{holder} – {document.plain(candidate.span)}")
    if kind == "item" and question.asks == "person" and _holder(question, candidate):
        return Content("item", f"{candidate.headings[-1]} – {document.plain(candidate.span)}")
    if kind in ("sentence", "item") and question.asks == "definition" and scored.features["definition"] > 0:
        kind = "definition"
    span = span_of(scored)
    own = _without_reply(question, candidate, span)
    if own != span:
        told = short_answer(question, document, own, kind)
        short = None if told is None else Span(told.start, told.end)
        return Content(kind, document.plain(own), places=(own,), short=short)
    return Content(kind, document.plain(span))


def _told_by_lead(question: Question, candidate: Candidate) -> Span | None:
    """The sentence that leads into a list and tells how long, how much or many, where that is asked; no item does."""
    if candidate.kind != "list" or not candidate.parts or question.asks not in _TOLD_BY_LEAD:
        return None
    document, view = candidate.document, candidate.document.view
    lead = without_marks(document, Span(candidate.span.start, candidate.parts[0].start))
    if any(fits(question, view[slice(*part)]) >= TOLD for part in candidate.parts):
        return None
    said = [Span(*sentence) for sentence in sentences(view, *lead)]
    if question.asks == "count":  # "the second takes four weeks:", and not that there are so many items
        stems = () if counts(question, candidate) else counted_stems(question, TOLD)
        return next((span for span in said if counts_in(question, view[slice(*span)], frozenset(stems)) == 1.0), None)
    return next((span for span in said if fits(question, view[slice(*span)]) >= TOLD), None)


def _without_reply(question: Question, candidate: Candidate, span: Span) -> Span:
    """What is quoted without a "Yes." or "No." that replies to another question than this."""
    view = candidate.document.view
    first = next(tokens(view, *span), None)
    if first is None or first.word not in lexicon().replies or not replies_to_another(question, candidate):
        return span
    rest = trim(view, first.end + 1, span.end) if view[first.end : first.end + 1] in (".", "!") else span
    return Span(*rest) if rest[0] < rest[1] else span


def _named(document: Document, meant: Sequence[Meant]) -> Content:
    """The names of rows, each quoted with its row, or of columns, quoted from above the row that tells them.

    One that has the most or the least of something is told with how much that is.
    """
    names = tuple(document.plain(one.label) for one in meant)
    whole = tuple(dict.fromkeys(one.whole for one in meant))
    places = (*(one.label for one in meant if one.above), *whole)
    if len(names) == 1:
        (one,) = meant
        if one.measure is None or one.figure is None:
            return Content("cell", names[0], places=places)
        measure, figure = document.plain(one.measure), _end(document.plain(one.figure))
        said = f"{measure}: {figure}" if measure else figure
        return Content("cell", f"{names[0]} – {said}", places=places, short=one.label)
    return Content("list", list_text(names), names, places=places)


def _holder(question: Question, candidate: Candidate) -> bool:
    """Whether the heading above an item names who does what the item says: "Treasurer: …" above "pays the bills"."""
    if len(candidate.headings) < 2:
        return False
    return names_holder(candidate.headings[-1]) and not asks_of_past(question)


def _inner_items(question: Question, candidate: Candidate) -> tuple[str, ...]:
    """The items right inside of an item that says what they are asked of: "roles in a DevOps team", below "DevOps"."""
    document, block = candidate.document, candidate.document.blocks[candidate.block]
    if candidate.kind != "item" or block.parent is None:
        return ()
    inside = [
        document.blocks[place]
        for place in document.children[block.parent]
        if place > candidate.block and document.blocks[place].span.end <= candidate.span.end
    ]
    if not inside:
        return ()
    asked = frozenset(word for term in question.terms for words, _ in term.phrases for word in words)
    label = frozenset(stems(document.view, candidate.span.start, inside[0].span.start)) - lexicon().function_stems
    return tuple(document.plain(one.span) for one in inside if one.level == block.level + 1) if label <= asked else ()


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
    return bullets(items)


def bullets(items: Sequence[str]) -> str:
    """Each item on a line of its own."""
    return "\n".join(f"• {item}" for item in items)


def table_of(question: Question, candidate: Candidate) -> Table:
    """The columns and rows of a table, or of one row of it, open cells as ``None``.

    Where things are compared that head some of the columns, those alone.
    """
    document = candidate.document
    blocks = document.blocks
    row = candidate.block
    table = blocks[row].parent if candidate.shape == "row" else row
    rows = document.children[table if table is not None else row]
    shown = (row,) if candidate.shape == "row" else rows[1:]
    columns = tuple(text or "" for text in _texts(document, rows[0]))
    told = [_fill(_texts(document, number), len(columns)) for number in shown]
    names = document.children.get(rows[0], ())[1:]
    asked = compared_columns(question, [frozenset(stems(document.view, *document.blocks[cell].span)) for cell in names])
    if not asked or any(len(row) != len(columns) for row in told):
        return Table(columns, tuple(told))
    kept = (0, *(number + 1 for number in asked))
    return Table(tuple(columns[n] for n in kept), tuple(tuple(row[n] for n in kept) for row in told))


def _texts(document: Document, row: int) -> list[str | None]:
    return [document.plain(document.blocks[cell].span) or None for cell in document.children.get(row, ())]


def _fill(cells: list[str | None], width: int) -> tuple[str | None, ...]:
    return tuple((cells + [None] * width)[: max(width, len(cells))])


def table_text(table: Table) -> str:
    """A line for each row: its label, then what each column says."""
    lines = []
    for label, *cells in table.rows:
        said = "; ".join(
            f"{name}: {_end(cell)}" if name else _end(cell)
            for name, cell in zip(table.columns[1:], cells, strict=False)
            if cell is not None
        )
        lines.append(f"{label} – {said}" if label else said)
    return "\n".join(lines)


def _end(cell: str) -> str:
    return cell.rstrip(".;")
