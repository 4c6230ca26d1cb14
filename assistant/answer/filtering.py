"""Which rows or columns of a table are meant: "which certification covers Ansible" tells rows by what a cell says.

The question asks for what the first column lists ("certification"), and tells it by what another column says of it
("Ansible"). The answer is the label of each row whose cell in that column says the same. In a table that is written
the other way round, with the things side by side above it, "which of them seats four" tells the column by the row
("Seats") and what its cell says ("four"), and "which of them may vote" by a cell that says yes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Sought, Stems, holds
from assistant.answer.extremes import Extreme, extreme, figure_of, furthest
from assistant.lexicon import lexicon
from assistant.text import stem, tokens, words_of
from assistant.types import Document, Question, Span, Term

StemsOf = Callable[[str, Span], Stems]
"""The stems of a stretch of a document, by its id."""

_CHOOSING = frozenset({"fact", "list", "person", "place", "sort"})
LABEL_SAID = 0.5
"""The share of a row's label, by its words, that a question has to say."""
SAID = 0.6
"""A term that a cell is to say must be met by itself or a synonym; a word that only may mean the same will not do."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A row or column that is meant: the span of its name, and of the row that tells it; ``above`` for a column.

    ``measure`` and ``figure``: the spans of what it was chosen by, where it has the most or the least of it.
    """

    label: Span
    whole: Span
    above: bool = False
    measure: Span | None = None
    figure: Span | None = None


class _Table:
    """The table that a cell stands in."""

    def __init__(self, cell: Candidate, stems: StemsOf) -> None:
        self.document = cell.document
        self.column = cell.column or 0
        self.rows = cell.document.children[cell.document.blocks[cell.block].parent or 0]
        self._stems = stems

    def cell(self, row: int, column: int) -> Span | None:
        """The span of a cell, ``None`` where the row ends before it."""
        cells = self.document.children.get(row, ())
        return self.document.blocks[cells[column]].span if column < len(cells) else None

    def stems(self, row: int, column: int) -> Stems:
        """The stems of a cell."""
        span = self.cell(row, column)
        return frozenset() if span is None else self._stems(self.document.id, span)

    def whole(self, row: int) -> Span:
        """The span of a row."""
        return self.document.blocks[row].span


def meant(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """The rows or columns that a question tells by a cell; none where the candidate is no cell or it asks otherwise."""
    if candidate.kind != "cell" or candidate.document.blocks[candidate.block].parent is None:
        return ()
    if not candidate.column:
        return all_rows(question, candidate, stems) or rows_alike(question, candidate, stems)
    return (
        rows_meant(question, candidate, stems)
        or columns_meant(question, candidate, stems)
        or furthest_rows(question, candidate, stems)
        or furthest_columns(question, candidate, stems)
    )


def all_rows(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """All rows, where what the first column lists is asked for and the candidate's label says no more of it."""
    if question.asks not in ("list", "count") or question.focus is None or candidate.column is None:
        return ()
    if extreme(question) is not None:
        return ()  # "which of the boats is the longest" asks for one
    table = _Table(candidate, stems)
    focus = question.terms[question.focus]
    own = table.stems(candidate.block, 0)
    if not focus.plural or not holds(focus, table.stems(table.rows[0], 0), SAID):
        return ()
    others = [term for term in question.content if term is not focus]
    around = candidate.evidence
    about = around.heading | around.above | around.title | table.stems(table.rows[0], 0)
    if any(holds(term, own, SAID) or not holds(term, about, SAID) for term in others):
        return ()  # "which tools are for containers" asks for those of which a row says that
    whole = candidate.document.blocks[candidate.document.blocks[candidate.block].parent or 0].span
    labels = [table.cell(row, 0) for row in table.rows[1:]]
    return tuple(Meant(label, whole) for label in labels if label is not None and label.start < label.end)


def rows_alike(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """The rows of which a column says what the question says, where several are asked for and the label's is one."""
    focus = None if question.focus is None else question.terms[question.focus]
    if question.asks != "list" or focus is None or not focus.plural:
        return ()
    table = _Table(candidate, stems)
    own = table.whole(candidate.block)
    width = len(candidate.document.children.get(candidate.block, ()))
    found = (rows_meant(question, replace(candidate, column=column), stems) for column in range(1, width))
    return next((rows for rows in found if any(row.whole == own for row in rows)), ())


def furthest_rows(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """The rows with the most or the least in the candidate's column, where that is asked."""
    sought = extreme(question)
    if sought is None or question.asks not in _CHOOSING or _is_of_all(question, sought):
        return ()
    table = _Table(candidate, stems)
    named = table.stems(table.rows[0], table.column)
    if not sought.names & named or _is_of_one(question, sought, named, table.stems(candidate.block, 0)):
        return ()
    rows = table.rows[1:]
    if _is_of_single(sought, [table.stems(row, 0) for row in rows]):
        return ()
    places = _furthest(candidate.document, [table.cell(row, table.column) for row in rows], sought.most)
    measure = table.cell(table.rows[0], table.column)
    found = [(table.cell(row, 0), table.whole(row), table.cell(row, table.column)) for row in (rows[n] for n in places)]
    return tuple(
        Meant(label, whole, measure=measure, figure=figure) for label, whole, figure in found if label is not None
    )


def furthest_columns(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """The columns with the most or the least in the candidate's row, where that is asked."""
    sought = extreme(question)
    if sought is None or question.asks not in _CHOOSING or _is_of_all(question, sought):
        return ()
    table = _Table(candidate, stems)
    row, header = candidate.block, table.rows[0]
    width = len(table.document.children.get(row, ()))
    named = table.stems(row, 0)
    if not sought.names & named or width != len(table.document.children.get(header, ())):
        return ()
    things = [table.stems(header, column) for column in range(1, width)]
    if any(_is_of_one(question, sought, named, thing) for thing in things) or _is_of_single(sought, things):
        return ()
    places = _furthest(candidate.document, [table.cell(row, column) for column in range(1, width)], sought.most)
    found = [(table.cell(header, 1 + place), table.cell(row, 1 + place)) for place in places]
    measure = table.cell(row, 0)
    return tuple(
        Meant(name, table.whole(row), above=True, measure=measure, figure=figure)
        for name, figure in found
        if name is not None and name[0] < name[1]
    )


def _is_of_one(question: Question, sought: Extreme, named: Stems, thing: Stems) -> bool:
    """Whether figures are called the largest, and it is asked of one thing: "the largest group in an evening class"."""
    asked = frozenset(words[0] for term in question.content for words, _ in term.phrases[:1] if len(words) == 1)
    own = thing - named - lexicon().function_stems
    return named >= frozenset(map(stem, sought.words)) and bool(own) and own <= asked


def _is_of_all(question: Question, sought: Extreme) -> bool:
    """Whether the least or most is asked among more than the documents know of: "the hottest chilli in the world"."""
    unknown = (words for term in question.content if not term.known for words, _ in term.phrases[:1])
    return any(sought.of.issuperset(words) for words in unknown)


def _is_of_single(sought: Extreme, things: Sequence[Stems]) -> bool:
    """Whether the least or most is asked of a single one of some things: "the lowest pitch for clay tiles"."""
    return sum(bool(thing) and thing <= sought.of for thing in things) == 1


def _furthest(document: Document, cells: Sequence[Span | None], most: bool) -> list[int]:
    """The places of the cells with the largest figure, or the smallest; none where two or more have no figure."""
    told = [(place, figure_of(document.plain(cell))) for place, cell in enumerate(cells) if cell is not None]
    figures = [(place, figure) for place, figure in told if figure is not None]
    if len(figures) < 2 or len(figures) < len(cells) - 1:
        return []
    return [figures[found][0] for found in furthest([figure for _, figure in figures], most)]


def rows_meant(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """The rows that a question tells by what one of their cells says; none where it asks for something else."""
    table = _Table(candidate, stems)
    if question.focus is None:
        return ()
    focus = question.terms[question.focus]
    if not holds(focus, table.stems(table.rows[0], 0), SAID):
        return ()
    told = [term for term in question.terms if term is not focus and term.role != "function"]
    own = table.stems(candidate.block, table.column) - table.stems(candidate.block, 0)
    said = [term for term in told if holds(term, own, SAID)]
    utmost = any(term.text.casefold() in lexicon().utmost for term in said) and any(
        holds(term, table.stems(table.rows[0], table.column), SAID) for term in told if term.role == "content"
    )  # "which role needs the most mathematics" is told by "most" under "Mathematics"
    if not utmost and not any(term.role == "content" for term in said):
        return _rows_affirmed(question, table)
    sought = Sought(said)
    denied = _denies(words_of(question.text))  # "which needs no agent" is told by "no agent needed"
    found = []
    for row in table.rows[1:]:
        cell, label = table.cell(row, table.column), table.cell(row, 0)
        if cell is None or label is None or sought.share(table.stems(row, table.column)) < 1.0:
            continue
        if _denies([token.word for token in tokens(candidate.document.view, *cell)]) == denied:
            found.append(Meant(label, table.whole(row)))
    return tuple(found)


def _rows_affirmed(question: Question, table: _Table) -> tuple[Meant, ...]:
    """The rows that say yes in a column of which the question says the name: "which passes | may park"."""
    name = table.stems(table.rows[0], table.column) - lexicon().function_stems
    said = [term for term in question.terms if term.role != "function" and holds(term, name, SAID)]
    if not said or len(said) < LABEL_SAID * len(name):
        return ()
    cells = [table.cell(row, table.column) for row in table.rows[1:]]
    if None in cells:
        return ()
    places = _affirmed(table.document, [cell for cell in cells if cell is not None], question)
    found = [(table.cell(row, 0), table.whole(row)) for row in (table.rows[1 + place] for place in places)]
    return tuple(Meant(label, whole) for label, whole in found if label is not None)


def columns_meant(question: Question, candidate: Candidate, stems: StemsOf) -> tuple[Meant, ...]:
    """The columns that a question tells by what their cells in the candidate's row say; none where it does not.

    The question says most of the row's label, asks for no column by its name, and says what some cells say and the
    others do not; where it says nothing more than the label, the cells that say yes are meant.
    """
    if question.asks not in _CHOOSING or not _chooses(question):
        return ()
    table = _Table(candidate, stems)
    row, header = candidate.block, table.rows[0]
    width = len(table.document.children.get(row, ()))
    if width < 3 or width != len(table.document.children.get(header, ())):
        return ()
    label = table.stems(row, 0) - lexicon().function_stems
    terms = [term for term in question.terms if term.role != "function"]
    said = [term for term in terms if holds(term, label, SAID)]
    if not said or len(said) < LABEL_SAID * len(label):
        return ()
    others = [term for term in terms if term not in said]
    focus = None if question.focus is None else question.terms[question.focus]
    naming = [term for term in others if term is not focus]
    if any(holds(term, table.stems(header, column), SAID) for term in naming for column in range(1, width)):
        return ()
    if focus is not None and sum(holds(focus, table.stems(header, column), SAID) for column in range(1, width)) == 1:
        return ()  # "which language" asks for what stands under "Language"
    cells = [span for span in (table.cell(row, column) for column in range(1, width)) if span is not None]
    held = [table.stems(row, column) for column in range(1, width)]
    places = _told(held, others) or _affirmed(table.document, cells, question)
    names = [table.cell(header, 1 + place) for place in places]
    found = tuple(Meant(name, table.whole(row), above=True) for name in names if name is not None and name[0] < name[1])
    return found if len(found) < width - 1 else ()


def _chooses(question: Question) -> bool:
    """Whether a question asks to choose: "which boat", "who may", "what sort of pass"."""
    return not (lexicon().choosing - {"where"}).isdisjoint(words_of(question.text)[:3])


def _told(cells: Sequence[Stems], terms: Sequence[Term]) -> list[int]:
    """The places of the cells that hold the most of the terms, at least one that tells something."""
    held = [{number for number, term in enumerate(terms) if holds(term, cell, SAID)} for cell in cells]
    most = max(map(len, held))
    best = next(found for found in held if len(found) == most)
    telling = any(terms[n].role == "content" or terms[n].text.casefold() in lexicon().numbers for n in best)
    return [place for place, found in enumerate(held) if len(found) == most] if telling else []


def _affirmed(document: Document, cells: Sequence[Span], question: Question) -> list[int]:
    """The places of the cells that say yes, or no where the question denies, if every one says one of them."""
    firsts = [next(iter(tokens(document.view, *cell)), None) for cell in cells]
    marks = [
        lexicon().ticks.get(first.word if first else document.view[slice(*cell)].strip())
        for first, cell in zip(firsts, cells, strict=True)
    ]
    if None in marks:
        return []
    denied = _denies(words_of(question.text))
    return [place for place, mark in enumerate(marks) if mark != denied]


def _denies(words: Sequence[str]) -> bool:
    return any(word in lexicon().negations or word.endswith("n't") for word in words)
