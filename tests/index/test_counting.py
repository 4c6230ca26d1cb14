"""Words found in bytes, many at once, are those read one by one; where counts are kept changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.index import counting, runs
from assistant.index.counting import Counting
from assistant.index.postings import Postings, key_of
from assistant.index.runs import Runs
from assistant.index.table import Table
from assistant.index.texts import texts_of
from assistant.index.words import Words
from assistant.text import stem, stem_all, tokens
from assistant.types import Document, Passage, Span

LETTERS = ["tea", "Tea", "3", "14", "5a", "é", "İ", "ß", "\u0301", "\u200b"]
PIECES = [*LETTERS, "'", "'s", ".", ",", "+", "#", "_", "-", " ", "\n"]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.characters(codec="utf-8")), max_size=40).map("".join)


@given(st.lists(texts, max_size=4))
@example(["3,000.50 v1.2. 10,000, 1.5_x C++ c+ + d# #d don't 'tis' l'art's a_b"])
@example(["a" * 63 + " " + "a" * 64 + " " + "a" * 65 + " " + "a" * 65 + "b " + "é" * 60 + " " + "é" * 61])
def test_words_in_bytes_are_those_read_one_by_one(given_texts: list[str]) -> None:
    words = Words()
    for text in given_texts:
        numbers, places = words.read(text.encode("utf-8").lower())
        assert [words.listed[n] for n in numbers.tolist()] == [token.word for token in tokens(text)]
        assert np.all(np.diff(places) >= 0)
        keys = words.stem_keys.array()[words.stem_of.array()[numbers]]
        assert keys.tolist() == [key_of(stem(token.word)) for token in tokens(text)]


def test_stems_of_many_words_are_those_of_each() -> None:
    words = ["flavours", "analysed", "built", "tea", "", "x" * 80, "running"]
    assert stem_all(words) == [stem(word) for word in words]


@given(st.lists(st.lists(st.integers(1, 2**64 - 1), max_size=300), max_size=4))
def test_a_table_numbers_keys_in_the_order_in_which_they_are_added(batches: list[list[int]]) -> None:
    table, added = Table(), dict[int, int]()
    for batch in batches:
        new = [key for key in dict.fromkeys(batch) if key not in added]
        table.add(np.array(new, np.uint64))
        added.update((key, len(added)) for key in new)
        for sought in ([*added], [*added, 7, 2**63 + 7]):
            expected = [added.get(key, -1) for key in sought]
            assert table.find(np.array(sought, np.uint64)).tolist() == expected


def test_a_table_tells_keys_apart_that_want_the_same_place() -> None:
    table = Table()
    crowded = np.arange(1, 6000, dtype=np.uint64)  # their upper bits are the same
    table.add(crowded)
    assert table.find(crowded).tolist() == list(range(len(crowded)))
    assert table.find(np.array([6000], np.uint64)).tolist() == [-1]


def drawn(seed: int) -> tuple[Document, list[Passage]]:
    """A document of 40 passages of a few words each."""
    numbers = np.random.default_rng(seed).zipf(1.3, (40, 12)) % 500
    rows = [" ".join(f"w{number}" for number in row) for row in numbers.tolist()]
    document = Document("a.txt", "Title", "a.txt", "\n".join(rows), (), "")
    starts = np.cumsum([0, *(len(row) + 1 for row in rows)]).tolist()
    spans = [Span(start, start + len(row)) for start, row in zip(starts, rows, strict=False)]
    return document, [Passage(f"a.txt#{n}", "a.txt", span, ("Title",), (0, 0)) for n, span in enumerate(spans)]


def counted(folder: Path, budget: int, bits: int) -> tuple[list[Postings], list[int]]:
    terms, holders = Runs(folder, budget), Runs(folder, budget)
    counting = Counting((2.0, 1.0), terms, holders)
    for number in range(6):
        counting.add(number, texts_of(*drawn(number), 2))
    counting.finish()
    pieces = [*terms.merged(bits), *holders.merged(bits)]
    terms.close()
    holders.close()
    return pieces, counting.lengths().tolist()


@pytest.mark.parametrize(("bits", "most"), [(0, 256), (3, 256), (3, 3)])
def test_counts_are_the_same_in_memory_and_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bits: int, most: int
) -> None:
    whole, lengths = counted(tmp_path, 1 << 30, 0)
    monkeypatch.setattr(counting, "BATCH", 1000)
    monkeypatch.setattr(runs, "_MOST_RECENT", most)
    monkeypatch.setattr(runs, "_PIECE_BITS", 9)
    spilled, spilled_lengths = counted(tmp_path, 5000, bits)
    assert list(tmp_path.iterdir()) == []
    assert spilled_lengths == lengths
    half = len(spilled) // 2
    for one, parts in zip(whole, (spilled[:half], spilled[half:]), strict=True):
        together = Postings.join(parts)
        assert together.keys.tolist() == one.keys.tolist()
    terms = Postings.join(spilled[:half])
    assert terms.ids.tolist() == whole[0].ids.tolist()
    assert terms.values.tolist() == whole[0].values.tolist()
    uppers = [set((piece.keys >> np.uint64(64 - max(bits, 1))).tolist()) for piece in spilled[:half] if bits]
    assert all(len(upper) <= 1 for upper in uppers)
