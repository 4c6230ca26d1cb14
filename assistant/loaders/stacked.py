"""Tables copied with each cell on a line of its own: the header's cells first, then those of each row.

Such a run of short lines could be a list as well. What tells a table, and how many columns it has, is that the cells
differ in form and the columns explain how: either each column has a form of its own (names, sizes, prices), or the
cells of a row are of one form while the rows differ, under the names of two or more things: names that the text speaks
of elsewhere, names of one sort ("Day ticket", "Season ticket"), or any below a corner that says what rows are
("Feature"). A list of names, or one of prices, shows neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.lexicon import lexicon
from assistant.loaders import boilerplate
from assistant.loaders.lines import Line, bullet, introduces, is_question, is_rule
from assistant.loaders.mentions import mentions_of
from assistant.text import squeeze
from assistant.types import Span

MIN_CELLS = 8
MIN_ROWS = 3
MAX_COLUMNS = 7
CELL_WORDS = 30
HEADER_WORDS = 4
LABEL_WORDS = 7
MOSTLY = 0.85
"""The share of the cells that the columns, or the rows, have to explain."""
ALIKE = 0.7
"""That share where the text sets all the things that head the columns side by side."""
RECURRING = 0.15
"""The share of the cells that may be spoken of elsewhere: the entries of a list often are, each under its heading."""
GAIN = 0.15
"""By how much that has to be more than the commonest form alone explains."""

_FIGURE = re.compile(r"(?:about |over |up to |from |around |under |c\. ?)?[~<>≤≥±+-]?[£$€¥]?\d", re.IGNORECASE)
_DENIED = re.compile(r"(?:not?|without) \w+(?: \w+)?$", re.IGNORECASE)


def stacked_table(view: str, lines: Sequence[Line], position: int) -> tuple[list[list[Span]], int] | None:
    """The rows of a table whose first header cell is the line at ``position``, and the number of lines they take."""
    run = _run(lines, position)
    if len(run) < MIN_CELLS:
        return None
    forms = [form(line.text) for line in run]
    found: tuple[float, int, int] | None = None
    for columns in range(2, min(MAX_COLUMNS, len(run) // 2) + 1):
        corner = (len(run) + 1) % columns == 0
        if len(run) % columns and not corner:
            continue
        missing = int(bool(len(run) % columns))
        if (len(run) + missing) // columns < MIN_ROWS or not _may_be_grid(run, forms, columns, missing):
            continue
        score = _score(view, run, forms, columns, missing)
        if score is not None and (found is None or score > found[0]):
            found = score, columns, missing
    if found is None:
        return None
    _, columns, missing = found
    start = run[0].start
    spans = [Span(start, start)] * missing + [line.span for line in run]
    return [spans[first : first + columns] for first in range(0, len(spans), columns)], len(run)


def _run(lines: Sequence[Line], position: int) -> Sequence[Line]:
    """The lines from a position on that may be cells, up to the next blank line."""
    end = position
    while end < len(lines) and (end == position or not lines[end].gap) and _is_cell(lines[end]):
        end += 1
    whole = end == len(lines) or lines[end].gap > 0
    return lines[position:end] if whole else ()


def _is_cell(line: Line) -> bool:
    if line.text in boilerplate.forms("empty_cells"):
        return True  # a dash alone
    return line.words <= CELL_WORDS and not (bullet(line) or introduces(line) or is_question(line) or is_rule(line))


def form(text: str) -> str:
    """What a cell is by its form: a figure, a mark such as yes or no, a sentence, a name or phrase, small or long."""
    marks = boilerplate.forms("empty_cells") | boilerplate.forms("unpriced") | lexicon().marks
    if text.casefold() in marks or _DENIED.match(text):
        return "mark"
    if _FIGURE.match(text):
        return "figure"
    if text.endswith((".", "!")) and len(text.split()) > 2:
        return "sentence"
    return "phrase" if len(text.split()) <= LABEL_WORDS else "text"


def _may_be_grid(run: Sequence[Line], forms: Sequence[str], columns: int, missing: int) -> bool:
    """Whether the first row can be a header, and the first column labels: short names, each another."""
    header = run[: columns - missing]
    if any(line.words > HEADER_WORDS for line in header) or set(forms[: columns - missing]) != {"phrase"}:
        return False
    labels = run[columns - missing :: columns]
    short = all(line.words <= LABEL_WORDS and not line.text.endswith((".", ",", ";")) for line in labels)
    return short and len({line.text.casefold() for line in labels}) == len(labels)


def _score(view: str, run: Sequence[Line], forms: Sequence[str], columns: int, missing: int) -> float | None:
    """How well so many columns explain the forms of the cells, ``None`` where that is not enough."""
    body = forms[columns - missing :]
    rows = [body[first : first + columns] for first in range(0, len(body), columns)]
    plain = _commonest(body) / len(body)
    by_column = sum(_explained(column) for column in zip(*rows, strict=True)) / len(body)
    scores = [by_column] if by_column >= max(MOSTLY, plain + GAIN) else []
    cells = [form for row in rows for form in row[1:]]
    named = sum(row[0] == "phrase" for row in rows) >= MOSTLY * len(rows)
    by_row = sum(_explained(row[1:]) for row in rows) / len(cells)
    names = [squeeze(line.text).casefold() for line in run[1 - missing : columns - missing]]
    pairs = list(pairwise(names))
    beside = sum(mentions_of(view).side_by_side(one, other) for one, other in pairs) / max(1, len(pairs))
    if columns > 2 and named and by_row >= (ALIKE if beside == 1.0 else MOSTLY):
        varied = by_row >= _commonest(cells) / len(cells) + GAIN
        single = beside > 0 or _single_out(view, run[columns - missing :], columns)
        cornered = not missing and squeeze(run[0].text).casefold() in boilerplate.forms("corners")
        if (varied and (cornered or _of_one_sort(names))) or ((varied or single) and _are_things(view, names)):
            scores.append(by_row + 0.5 * beside)
    return max(scores, default=None)


def _single_out(view: str, body: Sequence[Line], columns: int) -> bool:
    """Whether what the cells say is said hardly anywhere else, unlike the names above them."""
    cells = [squeeze(line.text).casefold() for number, line in enumerate(body) if number % columns]
    return sum(mentions_of(view).count(cell) > 1 for cell in cells) <= RECURRING * len(cells)


def _explained(forms: Sequence[str]) -> int:
    """How many cells of a column are of its form; a mark stands where there is nothing of that form: "free", "none"."""
    marks = forms.count("mark")
    return marks + max(Counter(form for form in forms if form != "mark").values(), default=0)


def _commonest(forms: Sequence[str]) -> int:
    return max(Counter(forms).values())


def _of_one_sort(names: Sequence[str]) -> bool:
    """Whether names end in one word, each with something else before it."""
    words = [name.split() for name in names]
    return len(set(names)) == len(names) > 1 and all(len(each) > 1 and each[-1] == words[0][-1] for each in words)


def _are_things(view: str, names: Sequence[str]) -> bool:
    """Whether the names above the columns are of things that the text speaks of elsewhere too."""
    return all(mentions_of(view).count(name) > 1 for name in names)
