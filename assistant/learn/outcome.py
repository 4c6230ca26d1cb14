"""What comes of a file that a build reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.index.texts import Texts


class Part(NamedTuple):
    """A document as it is stored: rows of integers, the JSON of its paths with the length of each, its text in UTF-8.

    ``blocks``: kind, start, end, path of headings, level, parent or -1, page or -1; ``masked``: start, end, both as
    ``rows_to_bytes`` has them; ``passages`` (n, 5): start, end, path of headings, first block, block after the last;
    ``path_sizes`` (n,) with what follows each, a comma.
    """

    blocks: bytes
    masked: bytes
    passages: NDArray[np.int32]
    path_sizes: NDArray[np.int64]
    paths: bytes
    text: bytes


class Prepared(NamedTuple):
    """A document that was read: what the manifest says of it, its parts, and its texts."""

    entry: dict[str, Any]
    part: Part
    texts: Texts


class Refused(NamedTuple):
    """Why a file was not read, and how many seconds it took to find out; ``lasting`` while it does not change."""

    reason: str
    seconds: float
    lasting: bool


Outcome = Prepared | Refused
Files = Sequence[tuple[str, Path]]
"""Files to read, as (document id, path)."""


class Wanted(NamedTuple):
    """How documents are cut and counted: about how many words a passage has, and how many depths of headings count."""

    passage_words: int
    depths: int
