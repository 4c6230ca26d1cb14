"""Make the table of words that are used alike out of word vectors.

    python benchmarks/build_associations.py FILE

FILE holds vectors in the form of GloVe: a line for each word, the commonest first, the word and its numbers with spaces
between. The tables that ship are made from ``glove.6B.100d.txt`` (Pennington, Socher and Manning, *GloVe: Global
Vectors for Word Representation*, 2014; from Wikipedia 2014 and Gigaword 5; Public Domain Dedication and License 1.0,
see ``assistant/lexicon/LICENSE-GloVe``). Written are ``assistant/lexicon/associations.txt``, a line for each common
stem with its closeness in thousandths, and ``associations.npy``, for each line a direction in whole numbers.

A stem's vector is the mean of its words' directions, the commoner counting for more. What all stems have in common is
taken out: their mean and the two directions in which they differ most (Mu and Viswanath, *All-but-the-Top*, 2018). The
similarity of two stems is their cosine, measured against how close the neighbours of each are, its *closeness*: some
words are near to everything (Conneau and others, *Word Translation Without Parallel Data*, 2018, section 2.3). Left out
are small words, numbers, names of times, and words that WordNet does not know (``stems.txt``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.lexicon import background, lexicon
from assistant.lexicon.associations import SCALE, TABLE, VECTORS
from assistant.text import stem

Vectors = NDArray[np.float32]

WORDS, STEMS = 80_000, 16_000
"""How many words are read, and how many stems, the commonest, the table is about: with 8,000 less was gained on SQuAD
2.0 and suites, with 20,000 no more."""
COMMON = 30
"""A word of rank r counts 1 / (r + COMMON) in the vector of its stem."""
SHARED = 2
NEIGHBOURS = 10
MIN_LENGTH = 3
ROWS = 1_000


def read(path: Path) -> Iterator[tuple[str, Vectors]]:
    """The words of a file with their directions (n,), in order; numbers and marks are left out."""
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, WORDS):
            word, *numbers = line.rstrip().split(" ")
            if word.isascii() and word.isalpha() and len(numbers) > 1:
                vector = np.array(numbers, dtype=np.float32)
                yield word.casefold(), vector / np.linalg.norm(vector)


def by_stem(words: Iterator[tuple[str, Vectors]]) -> tuple[list[str], Vectors]:
    """The stems (s,), the commonest first, and their directions (s, n)."""
    sums: dict[str, Vectors] = {}
    shares: dict[str, float] = {}
    for rank, (word, vector) in enumerate(words):
        own, share = stem(word), 1.0 / (rank + COMMON)
        sums[own] = sums.get(own, np.zeros_like(vector)) + share * vector
        shares[own] = shares.get(own, 0.0) + share
    stems = sorted(sums, key=lambda own: (-shares[own], own))
    return stems, directions(np.array([sums[own] for own in stems]))


def directions(vectors: Vectors) -> Vectors:
    """Vectors (s, n), each of length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found


def without_shared(vectors: Vectors) -> Vectors:
    """Directions (s, n) without their mean and the ``SHARED`` directions in which they differ most."""
    centred = vectors - vectors.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:SHARED]
    return directions(centred - (centred @ axes.T) @ axes)


def closeness(vectors: Vectors) -> Vectors:
    """How close the nearest neighbours of each vector are in the mean (s,)."""
    found = [
        np.sort(vectors[first : first + ROWS] @ vectors.T, axis=1)[:, -NEIGHBOURS - 1 : -1].mean(axis=1)
        for first in range(0, len(vectors), ROWS)
    ]
    return np.concatenate(found)


def main() -> None:
    """Write the table."""
    tables = lexicon()
    known = {line.partition("\t")[0] for line in (TABLE.parent / "stems.txt").read_text("ascii").splitlines()}
    known |= background().stems.keys()
    known -= tables.function_stems | {stem(word) for word in tables.numbers}
    known -= {stem(word) for words in tables.times.values() for word in words}
    stems, vectors = by_stem(read(Path(sys.argv[1])))
    vectors = without_shared(vectors)
    kept = [place for place, own in enumerate(stems) if own in known and len(own) >= MIN_LENGTH][:STEMS]
    whole = np.clip(np.rint(SCALE * vectors[kept]), -127, 127).astype(np.int8)
    np.save(VECTORS, whole)
    close = np.rint(1000 * closeness((whole / SCALE).astype(np.float32))).astype(int)
    lines = [f"{stems[place]}\t{value}\n" for place, value in zip(kept, close.tolist(), strict=True)]
    TABLE.write_text("".join(lines), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
