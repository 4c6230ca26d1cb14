"""What compiled code is given: the arrays of an index, and what a thread works in.

Nothing is allocated in compiled code, so that it need not count references (``_nrt``), which took half of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from assistant.index.blocks import BLOCK, Array, Blocks

BUCKETS = 128
BATCH = 16
_OPTIONS: Any = {"nogil": True, "error_model": "numpy", "_nrt": False}
compiled: Callable[[Callable[..., Any]], Any] = njit(**_OPTIONS, cache=True)
inlined: Callable[[Callable[..., Any]], Any] = njit(**_OPTIONS, forceinline=True)


class Held(NamedTuple):
    """The arrays of ``Blocks``, and how keys and postings are put together in them."""

    bucket_keys: Array
    bucket_lists: Array
    bucket_postings: Array
    keys: Array
    list_ends: Array
    few: Array
    few_idf: Array
    many_keys: Array
    many_starts: Array
    many: Array
    many_idf: Array
    offsets: Array
    bounds: Array
    floors: Array
    lengths: Array
    weights: Array
    step: np.float32
    heaviest: np.float32
    key_shift: np.uint64
    key_mask: np.uint64
    few_shift: int
    few_mask: int
    many_shift: int
    long: int


def held(blocks: Blocks, long: int) -> Held:
    """The arrays of an index; terms in more than ``long`` passages are read block by block."""
    given: dict[str, Any] = {
        **blocks.arrays(),
        "keys": blocks.key_view,
        "few": blocks.few_view,
        "lengths": blocks.length_codes,
        "step": np.float32(blocks.bound_step[0]),
        "heaviest": np.float32(blocks.weights.max(initial=0)),
        "key_shift": np.uint64(blocks.key_shift),
        "key_mask": blocks.key_mask,
        "few_shift": blocks.few_shift,
        "few_mask": int(blocks.few_mask),
        "many_shift": blocks.many_shift,
        "long": long,
    }
    return Held(**{name: given[name] for name in Held._fields})


class Sheet(NamedTuple):
    """What a thread works in where all passages are scored, for N passages, T terms and the k best.

    ``keys``, and in the same bytes after them ``asked``: the question; ``powers`` (T,): those of the idf, 0 for what
    the blocks say; ``ids``, ``scores`` (k,): the result;
    ``numbers`` (5, T), ``figures`` (5, T + 1): of the terms; ``sums`` (N,): zeros, what passages have so far.
    """

    keys: Array
    asked: Array
    powers: Array
    ids: Array
    scores: Array
    numbers: Array
    figures: Array
    sums: Array


class Room(NamedTuple):
    """As ``Sheet``, with what is needed to leave out passages, in R blocks.

    - ``seen`` (N + 1,): passages with sums; ``own``, ``most``, ``order``, ``guessed`` (N,): of those looked at closely
    - ``peaks``, ``rest`` (R,): the largest sum in each block, what other terms may add; ``block``: the sums of one
    - ``batch``, ``scored``, ``slack``: passages looked up together, their scores so far, what they may still get;
      ``places`` (3, …): where their postings may be
    - ``heap``, ``heads``, ``others`` (k,): the largest sums, and whose they are; ``sizes``: of buckets
    """

    keys: Array
    asked: Array
    powers: Array
    ids: Array
    scores: Array
    numbers: Array
    figures: Array
    sums: Array
    seen: Array
    own: Array
    most: Array
    order: Array
    guessed: Array
    peaks: Array
    rest: Array
    block: Array
    batch: Array
    scored: Array
    slack: Array
    places: Array
    heap: Array
    heads: Array
    others: Array
    sizes: Array


_WHOLE, _PART = np.int32, np.float32


def sheet(passages: int) -> Sheet:
    """A sheet for no question yet."""
    return Sheet(**_of_question(0), **_of_best(0), sums=np.zeros(passages, _PART))


def room(passages: int) -> Room:
    """A room for no question yet; pages of memory are taken as they are written to."""
    blocks = -(-passages // BLOCK)
    return Room(
        **sheet(passages)._asdict(),
        **_of_heap(0),
        seen=np.empty(passages + 1, _WHOLE),
        own=np.empty(passages, _PART),
        most=np.empty(passages, _PART),
        order=np.empty(passages, _WHOLE),
        guessed=np.empty(passages, _PART),
        peaks=np.empty(blocks, _PART),
        rest=np.empty(blocks, _PART),
        block=np.empty(BLOCK, _PART),
        batch=np.empty(BATCH, _WHOLE),
        scored=np.empty(BATCH, _PART),
        slack=np.empty(BATCH, _PART),
        places=np.empty((3, BATCH), np.int64),
        sizes=np.empty(BUCKETS + 1, np.int64),
    )


def made_for(place: Any, terms: int, k: int) -> Any:
    """The same sheet or room for questions of so many terms, and so many passages wanted."""
    heap = _of_heap(k) if isinstance(place, Room) else {}
    return place._replace(**_of_question(terms), **_of_best(k), **heap)


def _of_question(terms: int) -> dict[str, Array]:
    question = np.zeros(2 * terms, np.uint64)
    numbers, figures = np.empty((5, terms), np.int64), np.empty((5, terms + 1), _PART)
    given: dict[str, Array] = {"keys": question, "asked": question.view(np.float64), "powers": np.zeros(terms, _PART)}
    return {**given, "numbers": numbers, "figures": figures}


def _of_best(k: int) -> dict[str, Array]:
    return {"ids": np.empty(k, _WHOLE), "scores": np.empty(k, _PART)}


def _of_heap(k: int) -> dict[str, Array]:
    return {"heap": np.empty(k, _PART), "heads": np.empty(k, _WHOLE), "others": np.empty(k, _WHOLE)}
