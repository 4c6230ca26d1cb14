"""Tables in HTML: rows of cells, spans filled in; tables that only arrange a page are told apart."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.loaders.html_tree import HEADINGS, Node

MAX_SPAN = 100
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})

Cells = list[list[Node | None]]


def is_grid(table: Node) -> bool:
    """Whether a table holds facts: at least two columns, and no tables, headings or main parts in its cells."""
    inside = (node for node in table.walk() if node is not table)
    if any(node.tag in HEADINGS or node.tag in ("table", "article", "main") for node in inside):
        return False
    return table.attributes.get("role") != "presentation" and any(len(row) > 1 for row in cell_rows(table))


def is_pairs(rows: Sequence[Sequence[Node | None]]) -> bool:
    """Whether each row is a label in a header cell and one value, as in the box beside an article."""
    return all(
        len(row) == 2 and row[0] is not None and row[0].tag == "th" and (row[1] is None or row[1].tag == "td")
        for row in rows
    )


def cell_rows(table: Node) -> Cells:
    """The cells of each row; one that spans rows stands in each of them, one that spans columns in the first."""
    rows: Cells = []
    below: dict[int, tuple[Node, int]] = {}
    for row in _rows(table):
        cells: list[Node | None] = []
        for cell in (child for child in row.elements() if child.tag in ("td", "th")):
            _fill(cells, below)
            column, width, height = len(cells), _span(cell, "colspan"), _span(cell, "rowspan")
            if height > 1:
                below[column] = (cell, height - 1)
            cells += [cell, *[None] * (width - 1)]
        _fill(cells, below)
        if cells:
            rows.append(cells)
    return rows


def _rows(table: Node) -> list[Node]:
    """The rows, those of the head first."""
    groups = [table, *(child for child in table.elements() if child.tag in _ROW_GROUPS)]
    groups.sort(key=lambda group: group.tag != "thead")
    return [child for group in groups for child in group.elements() if child.tag == "tr"]


def _fill(cells: list[Node | None], below: dict[int, tuple[Node, int]]) -> None:
    """Put the cells of rows above that reach down into the places that come next."""
    while len(cells) in below:
        cell, left = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (cell, left - 1)
        cells.append(cell)


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "")
    return max(1, min(int(value), MAX_SPAN)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
