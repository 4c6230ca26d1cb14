"""Whole numbers of a few bytes each: written one after the other, read through a view that takes eight at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
SPARE = 8
"""Zeros at the end of such an array, so that what is read beyond its last number is there."""


def bytes_for(largest: int) -> int:
    """How many bytes the numbers up to ``largest`` need, 1 to 8."""
    return max(1, -(-largest.bit_length() // 8))


def narrow(numbers: Array, width: int) -> NDArray[np.uint8]:
    """Numbers as ``width`` bytes each, the lowest first; without the spare zeros.

    >>> narrow(np.array([1, 258]), 3).tolist()
    [1, 0, 0, 2, 1, 0]
    """
    whole = np.ascontiguousarray(numbers, "<u8").view(np.uint8).reshape(-1, 8)
    return np.ascontiguousarray(whole[:, :width]).reshape(-1)


def wide(stored: Array, width: int) -> Array:
    """The numbers in an array of bytes, each with what follows it in the bits from ``8 * width`` on.

    >>> (wide(np.array([1, 0, 0, 2, 1, 0, *[0] * SPARE], np.uint8), 3) & 0xFFFFFF).tolist()
    [1, 258]
    """
    kind = "<u4" if width <= 4 else "<u8"
    flat: Any = np.ascontiguousarray(stored)
    view: Array = np.ndarray(((len(flat) - SPARE) // width,), kind, flat, strides=(width,))
    return view


def mask(width: int) -> Any:
    """What leaves of a number in such a view only its own bits."""
    kind = np.uint32 if width <= 4 else np.uint64
    return kind((1 << 8 * width) - 1)
