"""The index of this project over bare texts, without loaders and answers, as its peers are measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from assistant.index.analyser import Analyser
from assistant.index.blocks import Blocks
from assistant.index.columns import FileColumns
from assistant.index.counting import Counting
from assistant.index.packing import pack, weighing
from assistant.index.runs import Runs, piece_bits
from assistant.index.texts import texts_of
from assistant.index.tfidf import TfidfIndex
from assistant.types import Document, Passage, Span
from benchmarks.speed.folder import DOCUMENT


def build(texts: Sequence[str], folder: Path, *, pairs: bool) -> None:
    """Index texts, one passage each, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    analyser = Analyser()
    counting = Counting(analyser.heading_weights, Runs(folder), Runs(folder), pairs=pairs)
    for number, held in enumerate(_documents(texts)):
        counting.add(number, texts_of(*held, len(analyser.heading_weights)))
    counting.finish()
    columns, amount = FileColumns(folder), counting.terms.postings
    weights = weighing(counting.lengths(), counting.frequencies, analyser)
    pack(columns, weights, amount, counting.terms.merged(piece_bits(amount)))
    columns.close()


def _documents(texts: Sequence[str]) -> Iterator[tuple[Document, list[Passage]]]:
    """Documents of as many passages as those that ``folder`` writes."""
    for first in range(0, len(texts), DOCUMENT):
        name, held = str(first // DOCUMENT), texts[first : first + DOCUMENT]
        ends = list(accumulate(len(text) + 1 for text in held))
        spans = [Span(end - len(text) - 1, end - 1) for text, end in zip(held, ends, strict=True)]
        document = Document(name, "", "", "\n".join(held), (), "")
        yield document, [Passage(f"{name}#{n}", name, span, (), (0, 0)) for n, span in enumerate(spans)]


def opened(folder: Path, *, fast: bool) -> TfidfIndex:
    """The index of a folder, its files mapped."""
    arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in Blocks.names()}
    index = TfidfIndex(Blocks.of_arrays(arrays), Analyser())
    if fast:
        index.hasten()
    return index
