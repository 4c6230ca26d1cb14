"""What is compared: each builds an index of stemmed texts in a folder, opens it, and finds the best ten passages.

All find the same stems, stop words kept, so that what differs is the index and not how words are read: this project
reads the texts itself, the others are given the stems.
"""

from __future__ import annotations

import importlib.util
import itertools
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

TOP = 10
Stems = Sequence[str]


class Peer(Protocol):
    """What is compared.

    ``raw`` says whether it reads and stems the texts itself, ``stored`` whether it keeps an index on disk; ``formula``
    names the exact scoring that it stands for.
    """

    name: str
    raw: bool
    needs: str
    stored: bool
    formula: str

    def build(self, texts: Sequence[str], folder: Path) -> None: ...

    def open(self, folder: Path) -> None: ...

    def search(self, question: Stems) -> list[int]: ...


class Bm25s:
    """bm25s with its NumPy or its numba backend."""

    raw, needs, stored, formula = False, "bm25s", True, "bm25s"

    def __init__(self, backend: str) -> None:
        self.backend = backend
        self.name = f"bm25s {backend}"
        if backend == "numba":
            self.needs = "numba"
        self._index: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        import bm25s

        index = bm25s.BM25(backend=self.backend)
        index.index([text.split() for text in texts], show_progress=False)
        index.save(folder)

    def open(self, folder: Path) -> None:
        import bm25s

        self._index = bm25s.BM25.load(folder, mmap=self.backend == "numpy", load_corpus=False)
        self._index.backend = self.backend
        if self.backend == "numba":
            self._index.activate_numba_scorer()

    def search(self, question: Stems) -> list[int]:
        known = [word for word in question if word in self._index.vocab_dict]
        if not known:
            return []
        found, _ = self._index.retrieve([known], k=TOP, show_progress=False, sorted=True)
        return [int(position) for position in found[0]]

    def batch(self, questions: Sequence[Stems]) -> None:
        """All questions in one call, which spares the work of a call for each."""
        known = [[word for word in question if word in self._index.vocab_dict] for question in questions]
        self._index.retrieve(known, k=TOP, show_progress=False)


class RankBm25:
    """rank_bm25's Okapi, in memory."""

    raw, name, needs, stored, formula = False, "rank_bm25", "rank_bm25", False, ""

    def __init__(self) -> None:
        self._index: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        from rank_bm25 import BM25Okapi

        self._index = BM25Okapi([text.split() for text in texts])

    def open(self, folder: Path) -> None: ...

    def search(self, question: Stems) -> list[int]:
        import numpy as np

        scores = self._index.get_scores(list(question))
        return [int(n) for n in np.argsort(scores)[::-1][:TOP]]


class Minsearch:
    """minsearch with one text field, in memory."""

    raw, name, needs, stored, formula = False, "minsearch", "minsearch", False, ""

    def __init__(self) -> None:
        self._index: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        from minsearch import Index

        self._index = Index(text_fields=["text"], keyword_fields=[])
        self._index.fit([{"text": text, "number": number} for number, text in enumerate(texts)])

    def open(self, folder: Path) -> None: ...

    def search(self, question: Stems) -> list[int]:
        return [int(found["number"]) for found in self._index.search(" ".join(question), num_results=TOP)]


class Cosine:
    """scikit-learn's TfidfVectorizer and a sparse product, in memory."""

    raw, name, needs, stored, formula = False, "scikit-learn", "sklearn", False, ""

    def __init__(self) -> None:
        self._vectorizer: Any = None
        self._vectors: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(analyzer=str.split)
        self._vectors = self._vectorizer.fit_transform(texts).tocsc()

    def open(self, folder: Path) -> None: ...

    def search(self, question: Stems) -> list[int]:
        import numpy as np

        scores = (self._vectors @ self._vectorizer.transform([" ".join(question)]).T).toarray().ravel()
        best = np.argpartition(scores, -min(TOP, len(scores)))[-TOP:]
        return [int(n) for n in best[np.argsort(-scores[best])]]


class Tantivy:
    """tantivy, one thread, words parted at spaces."""

    raw, name, needs, stored, formula = False, "tantivy", "tantivy", True, "tantivy"

    def __init__(self) -> None:
        self._searcher: Any = None
        self._index: Any = None

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", stored=False, fast=True, indexed=False)
        return builder.build()

    def build(self, texts: Sequence[str], folder: Path) -> None:
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._tantivy = tantivy

    def search(self, question: Stems) -> list[int]:
        schema, parts = self._index.schema, self._tantivy
        words = [
            (parts.Occur.Should, parts.Query.term_query(schema, "text", word, index_option="freq")) for word in question
        ]
        found = self._searcher.search(parts.Query.boolean_query(words), TOP, count=False).hits
        return list(self._searcher.fast_field_values("number", [address for _, address in found]))


class Fts5:
    """SQLite's FTS5, ranked by its bm25()."""

    raw, name, needs, stored, formula = False, "SQLite FTS5", "sqlite3", True, "fts5"

    def __init__(self) -> None:
        self._base: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(folder / "fts.db")
        base.execute("create virtual table t using fts5(text, content='', detail='full', tokenize=\"unicode61\")")
        base.executemany("insert into t(rowid, text) values (?, ?)", enumerate(texts, start=1))
        base.execute("insert into t(t) values ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts.db")

    def search(self, question: Stems) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in question)
        rows = self._base.execute("select rowid from t where t match ? order by rank limit ?", (words, TOP))
        return [row[0] - 1 for row in rows]


class Ours:
    """The index of this project over words alone, or over words and pairs of neighbours as it ships."""

    raw = stored = True

    def __init__(self, *, fast: bool, pairs: bool = False) -> None:
        self.fast, self.pairs = fast, pairs
        self.needs = "numba" if fast else "numpy"
        self.name = f"this project{' with pairs' if pairs else ''}, {self.needs}"
        self.formula = "" if pairs else "ours"
        self._index: Any = None

    def build(self, texts: Sequence[str], folder: Path) -> None:
        from benchmarks.speed.ours import build

        build(texts, folder, pairs=self.pairs)

    def open(self, folder: Path) -> None:
        from benchmarks.speed.ours import opened

        self._index = opened(folder, fast=self.fast)

    def search(self, question: Stems) -> list[int]:
        terms = dict.fromkeys(question, 1.0)
        if self.pairs:
            terms.update((f"{a} {b}", 0.3) for a, b in itertools.pairwise(question))
        return [position for position, _ in self._index.search(terms, TOP)]


_PEERS: dict[str, Callable[[], Peer]] = {
    "ours-numba": lambda: Ours(fast=True),
    "ours-numpy": lambda: Ours(fast=False),
    "ours-pairs-numba": lambda: Ours(fast=True, pairs=True),
    "ours-pairs-numpy": lambda: Ours(fast=False, pairs=True),
    "bm25s-numba": lambda: Bm25s("numba"),
    "bm25s-numpy": lambda: Bm25s("numpy"),
    "tantivy": Tantivy,
    "fts5": Fts5,
    "rank_bm25": RankBm25,
    "minsearch": Minsearch,
    "scikit-learn": Cosine,
}
NAMES = tuple(_PEERS)


def peer(name: str) -> Peer | None:
    """One of ``NAMES``; ``None``, and a line that says so, where what it needs is not installed."""
    made = _PEERS[name]()
    if importlib.util.find_spec(made.needs) is None:
        print(f"{made.name}: skipped, {made.needs} is not installed")
        return None
    return made
