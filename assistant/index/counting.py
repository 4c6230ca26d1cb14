"""From passages to how often each holds each term, fast: words are read and stemmed once, the rest is sorted numbers.

A batch of passages is counted by sorting one number for each word and each pair of neighbours, which holds the term,
the passage and the field; the batches are then put together by the keys of their terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Ids, Keys, Numbers, Postings, Values, changes, pair_keys, unique
from assistant.index.runs import Runs
from assistant.index.texts import Texts, texts_of
from assistant.index.words import Words
from assistant.types import Document, Passage

BATCH = 1_500_000
"""About how many bytes of text are counted at once: some 250,000 words."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a set of passages contributes to an index.

    ``postings`` are by the passage's position, ``lengths`` (n,) in words; ``words`` are those that are seen, and
    ``holders`` the postings of their keys by the position of the document.
    """

    postings: Postings
    lengths: NDArray[np.int32]
    words: tuple[str, ...]
    holders: Postings


def count(
    documents: Mapping[str, Document],
    passages: Sequence[Passage],
    heading_weights: Sequence[float],
    *,
    pairs: bool = True,
) -> Counted:
    """Count the terms of passages in memory; a document's position is that among the ids in order."""
    numbers = {name: number for number, name in enumerate(sorted(documents))}
    counting = Counting(heading_weights, Runs(), Runs(), pairs=pairs)
    for passage in passages:
        texts = texts_of(documents[passage.document_id], [passage], len(heading_weights))
        counting.add(numbers[passage.document_id], texts)
    counting.finish()
    words = counting.words()
    holders = once(Postings.join(list(counting.holders.merged(0))))
    listed = tuple(words[key] for key in holders.keys.tolist())
    return Counted(Postings.join(list(counting.terms.merged(0))), counting.lengths(), listed, holders)


def once(holders: Postings) -> Postings:
    """Without ids that come twice in a key, one after the other."""
    of_key = np.repeat(np.arange(len(holders.keys)), holders.frequencies)
    kept = changes((of_key << 32) | holders.ids)
    starts = kept.searchsorted(holders.starts)
    return Postings(holders.keys, starts, holders.ids[kept], holders.values[kept])


class Counting:
    """Takes the passages of one document after the other and counts a batch as soon as it is large enough.

    ``terms`` are given the postings by the passage's position, ``holders`` those of words by that of the document;
    ``frequencies`` are the distinct values of the first.
    """

    def __init__(self, heading_weights: Sequence[float], terms: Runs, holders: Runs, *, pairs: bool = True) -> None:
        self.terms, self.holders = terms, holders
        self.frequencies = np.zeros(0, np.float32)
        self._weights = np.array((1.0, *heading_weights), np.float32)
        self._pairs = pairs
        self._words = Words()
        self._texts: list[bytes] = []
        self._fields: list[int] = []
        self._owners: list[int] = []
        self._of_document: list[int] = []
        self._size = 0
        self._lengths: list[NDArray[np.int32]] = []
        self._first = 0

    def add(self, number: int, texts: Texts) -> None:
        """Count passages of the document at a position; they stand after all before."""
        self._owners += [len(self._of_document) + owner for owner in texts.owners]
        self._texts += texts.encoded
        self._fields += texts.fields
        self._of_document += [number] * texts.passages
        self._size += sum(map(len, texts.encoded))
        if self._size >= BATCH:
            self._count()

    def finish(self) -> None:
        """Count what is left."""
        if self._texts:
            self._count()

    def lengths(self) -> NDArray[np.int32]:
        """(n,) the words of each passage, its headings not among them."""
        return np.concatenate([np.zeros(0, np.int32), *self._lengths])

    def words(self) -> dict[int, str]:
        """All words by their keys."""
        return dict(zip(self._words.keys.array().tolist(), self._words.listed, strict=True))

    def _count(self) -> None:
        """Count what has been taken since the last time."""
        sizes = np.fromiter(map(len, self._texts), np.int64, len(self._texts)) + 1
        fields, owners = np.array(self._fields), np.array(self._owners)
        documents = np.array(self._of_document)
        words, place = self._words.read(b"\n".join(self._texts).lower())
        self._texts, self._fields, self._owners, self._of_document, self._size = [], [], [], [], 0
        within = np.diff(place.searchsorted(np.concatenate([[0], np.cumsum(sizes)])))
        part = np.repeat(np.arange(len(sizes)), within)
        owner, of_field = owners[part], fields[part]
        own = np.flatnonzero(of_field == 0)
        self._lengths.append(np.bincount(owner[own], minlength=len(documents)).astype(np.int32))
        self._hold(words[own], documents[owner[own]])
        self._weigh(self._words.stem_of.array()[words], part, owner, of_field)
        self._first += len(documents)

    def _hold(self, words: Numbers, documents: Numbers) -> None:
        """Note which documents hold which words."""
        keys, local = _in_order(self._words.keys.array(), words)
        held = unique((local << 32) | documents)
        starts = changes(held >> 32)
        ids = (held & 0xFFFFFFFF).astype(np.int32)
        ones = np.broadcast_to(np.float32(1), len(ids))
        self.holders.add(Postings(keys, np.append(starts, len(held)), ids, ones))

    def _weigh(self, stems: Numbers, part: Numbers, owner: Numbers, of_field: Numbers) -> None:
        """Note the frequencies of the stems and of their pairs."""
        keys, local = _in_order(self._words.stem_keys.array(), stems)
        terms, starts, ids, values = self._summed(local, owner, of_field)
        self._add(Postings(keys[terms], starts, ids, values))
        if self._pairs:
            bits = len(keys).bit_length()
            same = np.flatnonzero(part[1:] == part[:-1])
            joined = (local[same] << bits) | local[same + 1]
            terms, starts, ids, values = self._summed(joined, owner[same], of_field[same])
            of_pairs = pair_keys(keys[terms >> bits], keys[terms & ((1 << bits) - 1)])
            self._add(Postings.join([Postings(of_pairs, starts, ids, values)]))

    def _add(self, run: Postings) -> None:
        known = self.frequencies[0] if len(self.frequencies) else np.float32(0)
        other = run.values[run.values != known]  # nearly all are the least
        self.frequencies = np.union1d(self.frequencies, other)
        self.terms.add(run)

    def _summed(self, terms: Numbers, owner: Numbers, of_field: Numbers) -> tuple[Numbers, Numbers, Ids, Values]:
        """From terms one by one with their passage and field: the distinct terms, and the rest of ``Postings``."""
        of_owner, of_fields = int(owner.max(initial=0)).bit_length(), len(self._weights).bit_length()
        packed = ((terms << of_owner) | owner) << of_fields | of_field
        packed.sort()
        weights = self._weights[packed & ((1 << of_fields) - 1)]
        packed >>= of_fields
        first = changes(packed)
        values = np.add.reduceat(weights, first) if len(first) else np.zeros(0, np.float32)
        packed = packed[first]
        ids: Ids = ((packed & ((1 << of_owner) - 1)) + self._first).astype(np.int32)
        packed >>= of_owner
        starts = changes(packed)
        return packed[starts], np.append(starts, len(packed)), ids, values


def _in_order(all_keys: Keys, numbers: Numbers) -> tuple[Keys, Numbers]:
    """The keys of those that are used, in order, and for each its place among them."""
    used = np.flatnonzero(np.bincount(numbers))
    used = used[np.argsort(all_keys[used])]
    local = np.zeros(len(all_keys), np.int64)
    local[used] = np.arange(len(used))
    return all_keys[used], local[numbers]
