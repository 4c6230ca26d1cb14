"""How a page of a PDF lies: where its corner is, and which way most of its text runs."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

SAMPLE = 400
TILT = 0.1
_QUARTER = math.pi / 2

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in points, and by how many quarters its text is turned against the clock."""

    left: float
    bottom: float
    across: float
    up: float
    quarters: int = 0

    @property
    def width(self) -> float:
        """The width as the text runs."""
        return self.up if self.quarters % 2 else self.across

    @property
    def height(self) -> float:
        """The height as the text runs."""
        return self.across if self.quarters % 2 else self.up

    def turned(self, x: float, y: float) -> Point:
        """A point of the page as seen by who reads its text, from the lower left corner.

        >>> Frame(0, 0, 600, 800, 1).turned(590, 20)
        (20, 10)
        """
        x, y = x - self.left, y - self.bottom
        return ((x, y), (y, self.across - x), (self.across - x, self.up - y), (self.up - y, x))[self.quarters]

    def back(self, x: float, y: float) -> Point:
        """The point of the page that is seen at a place.

        >>> Frame(0, 0, 600, 800, 1).back(20, 10)
        (590, 20)
        """
        x, y = ((x, y), (self.across - y, x), (self.across - x, self.up - y), (y, self.up - x))[self.quarters]
        return x + self.left, y + self.bottom

    def turned_box(self, box: Box) -> Box:
        """A box as it is seen."""
        (x0, y0), (x1, y1) = self.turned(*box[:2]), self.turned(*box[2:])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def is_upright(self, angle: float) -> bool:
        """Whether text of an angle, in radians with the clock, runs as most does."""
        return abs(math.remainder(angle + self.quarters * _QUARTER, 2 * math.pi)) < TILT


def frame_of(page: Any, text_page: Any) -> Frame:
    """The frame of a page of pypdfium2, by the letters that a sample of its text shows."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_bbox()
    count = pdfium.FPDFText_CountChars(text_page)
    seen: Counter[int] = Counter()
    for index in range(0, count, max(1, count // SAMPLE)):
        if pdfium.FPDFText_GetUnicode(text_page, index) > ord(" "):
            quarters = -pdfium.FPDFText_GetCharAngle(text_page, index) / _QUARTER  # its angles go with the clock
            if abs(quarters - round(quarters)) < TILT:
                seen[round(quarters) % 4] += 1
    most = max(seen, key=lambda quarters: (seen[quarters], -quarters), default=0)
    return Frame(left, bottom, max(1.0, right - left), max(1.0, top - bottom), most)
