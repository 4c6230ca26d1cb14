"""A page of a document as a picture: what is asked for, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

KIND = "image/webp"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page, from 1, of a file with this digest.

    ``text`` is what the page says, ``start`` and ``end`` where in it the quote stands.
    """

    page: int
    digest: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, without empty margins, as an image file of the type ``KIND``, of so many pixels.

    ``marks`` are the boxes of the quote: left, top, width and height as shares of the picture's.
    """

    image: bytes
    width: int
    height: int
    marks: tuple[tuple[float, float, float, float], ...]
