"""What a measurement says: figures, and how the confidence compares with what was right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.evaluate.figures import Group

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """``figures`` by name; the answers by ``reliability``, that is by ranges of confidence, and by ``kinds``.

    ``risk_coverage`` maps a share of the questions, those answered with the most confidence, to the share of wrong
    answers among them.
    """

    figures: Mapping[str, float]
    reliability: tuple[Group, ...] = ()
    kinds: tuple[Group, ...] = ()
    risk_coverage: Mapping[float, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output: the figures by name, the tables as lists; rounded to four decimals."""
        return {
            **{name: round(value, DECIMALS) for name, value in self.figures.items()},
            "reliability": [_row("range", one) for one in self.reliability],
            "kinds": [_row("kind", one) for one in self.kinds],
            "risk_coverage": [
                {"coverage": coverage, "risk": round(risk, DECIMALS)} for coverage, risk in self.risk_coverage.items()
            ],
        }

    def lines(self) -> Iterator[str]:
        """As tables of text; those without rows are left out."""
        yield from _table((), [(name, _number(name, value)) for name, value in self.figures.items()])
        for title, groups in (("Confidence", self.reliability), ("Kind", self.kinds)):
            if groups:
                yield ""
                yield from _table((title, *_COLUMNS), [_cells(one) for one in groups])
        if self.risk_coverage:
            yield ""
            rows = [(f"{coverage:g}", f"{risk:.4f}") for coverage, risk in self.risk_coverage.items()]
            yield from _table(("Coverage", "risk"), rows)


_COLUMNS = ("answers", "mean confidence", "share right", "calibration error")
_COUNTS = frozenset({"questions", "passages", "conversations", "turns", "passages looked for"})


def _number(name: str, value: float) -> str:
    return f"{value:.0f}" if name in _COUNTS else f"{value:.4f}"


def _cells(one: Group) -> tuple[str, ...]:
    return one.name, str(one.answers), f"{one.confidence:.4f}", f"{one.right:.4f}", f"{one.error:.4f}"


def _row(title: str, one: Group) -> dict[str, Any]:
    return {
        title: one.name,
        "answers": one.answers,
        "confidence": round(one.confidence, DECIMALS),
        "right": round(one.right, DECIMALS),
        "calibration_error": round(one.error, DECIMALS),
    }


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, the first column to the left, the others to the right."""
    everything = [head, *rows] if head else list(rows)
    widths = [max(len(row[column]) for row in everything) for column in range(len(everything[0]))]
    for name, *cells in everything:
        aligned = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *aligned)).rstrip()
