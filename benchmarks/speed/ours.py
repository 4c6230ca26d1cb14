"""The index of this project over bare texts, without loaders and answers, as its peers are measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.index.blocks import Blocks
from assistant.index.counting import count
from assistant.index.tfidf import Analyser, TfidfIndex
from assistant.types import Document, Passage, Span


def build(texts: Sequence[str], folder: Path, *, pairs: bool) -> None:
    """Index texts, one passage each, into a folder."""
    documents = {str(n): Document(str(n), "", "", text, (), "") for n, text in enumerate(texts)}
    passages = [Passage(f"{n}#0", str(n), Span(0, len(text)), (), (0, 0)) for n, text in enumerate(texts)]
    counted = count(documents, passages, Analyser().heading_weights, pairs=pairs)
    index = TfidfIndex.of(counted.postings, counted.lengths, Analyser())
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in index.blocks.arrays().items():
        np.save(folder / name, array)


def opened(folder: Path, *, fast: bool) -> TfidfIndex:
    """The index of a folder, its files mapped."""
    arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in Blocks.names()}
    index = TfidfIndex(Blocks.of_arrays(arrays), Analyser())
    if fast:
        index.hasten()
    return index
