"""A page of a PDF as a picture, and where on it a quote stands. Drawn in the process that reads risky files."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import LoadError
from assistant.loaders.base import Limits, digest
from assistant.loaders.pdf import opened
from assistant.loaders.pdf_marks import marks
from assistant.loaders.pdf_words import read_sheet
from assistant.loaders.picture import Picture, Wanted
from assistant.loaders.read import read_bytes

SCALE = 2.0
"""Pixels for each point: sharp on a screen whose pixels are small."""
MOST_PIXELS = 4_000_000
MOST_SIDE = 4_000
_QUALITY = 80
_WHITE = 245
_MARGIN = 0.025

Corner = tuple[int, int]


def draw(path: Path, wanted: Wanted, limits: Limits) -> Picture:
    """Draw a page. Raises ``LoadError`` for a file that is no longer what was cited, or cannot be drawn."""
    raw = read_bytes(path, limits.max_bytes)
    if digest(raw) != wanted.digest:
        raise LoadError(f"{path}: has changed since it was read")
    with opened(path, raw) as file:
        if not 1 <= wanted.page <= len(file):
            raise LoadError(f"{path}: has no page {wanted.page}")
        page = file[wanted.page - 1]
        sheet = read_sheet(page)
        found = marks(sheet.words, wanted.text, wanted.start, wanted.end)
        bitmap = page.render(scale=_scale(page.get_width(), page.get_height()))
        # The page may be turned, and begin elsewhere than in its corner.
        turned = bitmap.get_posconv(page).to_bitmap
        back = sheet.frame.back
        corners = [(turned(*back(x0, y0)), turned(*back(x1, y1))) for x0, y0, x1, y1 in found]
        return _picture(path, bitmap, corners)


def _scale(width: float, height: float) -> float:
    width, height = max(1.0, width), max(1.0, height)
    return min(SCALE, MOST_SIDE / max(width, height), math.sqrt(MOST_PIXELS / (width * height)))


def _picture(path: Path, bitmap: Any, corners: Sequence[tuple[Corner, Corner]]) -> Picture:
    """The page without its empty margins."""
    try:
        page = bitmap.to_pil().convert("RGB")
        left, top, right, bottom = _printed(page)
        shown = page.crop((left, top, right, bottom))
        written = io.BytesIO()
        shown.save(written, "WEBP", quality=_QUALITY, method=2)
    except (ImportError, OSError) as error:
        raise LoadError(f"{path}: its pages cannot be shown as pictures here ({error})") from error
    boxes = []
    for one, other in corners:
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        width, height = shown.size
        boxes.append(((x0 - left) / width, (y0 - top) / height, (x1 - x0) / width, (y1 - y0) / height))
    return Picture(written.getvalue(), shown.width, shown.height, tuple(boxes))


def _printed(page: Any) -> tuple[int, int, int, int]:
    """The part of a page that is not white, with some of the white around it; all of a page that is."""
    ink = page.convert("L").point([255 if shade < _WHITE else 0 for shade in range(256)]).getbbox()
    if ink is None:
        return 0, 0, page.width, page.height
    room = round(_MARGIN * max(page.size))
    left, top, right, bottom = ink
    return max(0, left - room), max(0, top - room), min(page.width, right + room), min(page.height, bottom + room)
