"""The arrays of ``blocks`` → the postings that they were made of, a piece at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.blocks import Blocks, Row
from assistant.index.postings import KEY_BITS, UNUSED_BITS, Keys, Numbers, Postings, cut, key_edges, ranges

_STRETCH = 1 << 20


def unpacked(blocks: Blocks, bits: int = 0) -> Iterator[Postings]:
    """All postings by their frequencies, those of keys with like upper ``bits`` together."""
    of_buckets = KEY_BITS - blocks.key_shift
    step = max(1, 1 << of_buckets >> bits)
    finer = key_edges(max(0, bits - of_buckets))
    many = [0, *blocks.many_keys.searchsorted(key_edges(min(bits, of_buckets))).tolist(), len(blocks.many_keys)]
    for number in range(1 << min(bits, of_buckets)):
        held = [*_of_buckets(blocks, number * step, (number + 1) * step)]
        held += [_of_many(blocks, place) for place in range(many[number], many[number + 1])]
        piece = Postings.join(held)
        first = np.uint64(number << blocks.key_shift)
        places = [0, *piece.keys.searchsorted(first + (finer >> np.uint64(of_buckets))).tolist(), len(piece.keys)]
        for low, high in itertools.pairwise(places):
            yield cut(piece, low, high)


def tally(blocks: Blocks, kept: NDArray[np.bool_]) -> Numbers:
    """(F,) how many postings of each frequency are of passages where ``kept`` (N,) is true."""
    found = np.zeros(len(blocks.frequencies), np.int64)
    view = blocks.few_view
    for start in range(0, len(view), _STRETCH):
        packed = view[start : start + _STRETCH] & blocks.few_mask
        codes = (packed & ((1 << blocks.few_shift) - 1))[kept[packed >> blocks.few_shift]]
        found += np.bincount(codes.astype(np.int64), minlength=len(found))
    for place in range(len(blocks.many_keys)):
        ids, codes = blocks.read(_row(blocks, place))
        found += np.bincount(codes[kept[ids]], minlength=len(found))
    return found


def _row(blocks: Blocks, place: int) -> Row:
    return Row(True, place, int(blocks.many_starts[place]), int(blocks.many_starts[place + 1]), np.float32(0))


def _of_many(blocks: Blocks, place: int) -> Postings:
    ids, codes = blocks.read(_row(blocks, place))
    return _decoded(blocks, blocks.many_keys[place : place + 1], np.array([0, len(ids)]), ids, codes)


def _of_buckets(blocks: Blocks, first: int, last: int) -> Iterator[Postings]:
    """The postings of the terms in these buckets: those with lists, then the lone ones."""
    spans = blocks.bucket_keys[first : last + 1].astype(np.int64)
    lists = blocks.bucket_lists[first : last + 1].astype(np.int64)
    upper = np.arange(first, last, dtype=np.uint64) << np.uint64(blocks.key_shift)
    lower = (blocks.key_view[spans[0] : spans[-1]] & blocks.key_mask) << np.uint64(UNUSED_BITS)
    keys = lower | np.repeat(upper, np.diff(spans))
    listed = np.zeros(len(keys), np.bool_)
    listed[ranges(spans[:-1] - spans[0], np.diff(lists))] = True
    begin = blocks.bucket_postings[first : last + 1].astype(np.int64)
    ends = np.repeat(begin[:-1], np.diff(lists)) + blocks.list_ends[lists[0] : lists[-1]]
    yield _of_few(blocks, keys[listed], np.append(begin[0], ends))
    lone = int(blocks.bucket_postings[-1]) + np.arange(spans[0] - lists[0], spans[-1] - lists[-1] + 1)
    yield _of_few(blocks, keys[~listed], lone)


def _of_few(blocks: Blocks, keys: Keys, starts: Numbers) -> Postings:
    packed = blocks.few_view[starts[0] : starts[-1]] & blocks.few_mask
    ids, codes = packed >> blocks.few_shift, packed & ((1 << blocks.few_shift) - 1)
    return _decoded(blocks, keys, starts - starts[0], ids, codes)


def _decoded(blocks: Blocks, keys: Keys, starts: Numbers, ids: Any, codes: Any) -> Postings:
    return Postings(keys, starts, ids.astype(np.int32), blocks.frequencies[codes])
