"""What is drawn on a page of a PDF: straight lines, and small figures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from assistant.loaders.pdf_frame import Box

_THIN = 2.0
_LEAST_RULE = 8.0
_MAX_SEGMENTS = 5_000


class Rule(NamedTuple):
    """A straight line that is drawn: where it is across its direction, and where it begins and ends along it."""

    horizontal: bool
    at: float
    start: float
    end: float


def edges_of_paths(page: Any) -> Iterator[Rule | Box]:
    """The straight edges of all paths, across or upright, and the boxes of small figures."""
    import pypdfium2.raw as pdfium

    left = _MAX_SEGMENTS
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        x0, y0, x1, y1 = box = drawn.get_bounds()
        left -= 1
        if not all(map(math.isfinite, box)):
            continue
        if min(x1 - x0, y1 - y0) < _THIN and max(x1 - x0, y1 - y0) > _LEAST_RULE:
            yield from _edge(box)
        elif max(x1 - x0, y1 - y0) < _LEAST_RULE:
            if abs((x1 - x0) - (y1 - y0)) < 1:
                yield box
        else:
            count = min(left, max(0, pdfium.FPDFPath_CountSegments(drawn)))
            left -= count
            yield from _edges(drawn, count, pdfium)
        if left <= 0:
            return


def _edge(bounds: Box) -> Iterator[Rule]:
    x0, y0, x1, y1 = bounds
    if x1 - x0 >= max(_LEAST_RULE, y1 - y0):
        yield Rule(True, (y0 + y1) / 2, x0, x1)
    elif y1 - y0 >= _LEAST_RULE:
        yield Rule(False, (x0 + x1) / 2, y0, y1)


def _edges(drawn: Any, count: int, pdfium: Any) -> Iterator[Rule]:
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _between(before, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _between(point, start)
        before = point


def _between(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(x1 - x0, y1 - y0) < _THIN:
        yield from _edge((x0, y0, x1, y1))
