"""A new build: the stored parts of unchanged documents and the parts of new ones put together, one after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.collection import Collection
from assistant.index.columns import FileColumns
from assistant.index.counting import once
from assistant.index.json_file import ListFile, to_json
from assistant.index.packing import pack, weighing
from assistant.index.postings import Postings, cut, key_edges
from assistant.index.runs import Runs, piece_bits
from assistant.index.spelling import gram_postings
from assistant.index.tfidf import Analyser
from assistant.index.unpacking import tally, unpacked
from assistant.learn.fresh import Fresh
from assistant.learn.outcome import Part

Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where passages and documents, each in order, are in the new build; -1 where they are gone."""

    passages: Places
    documents: Places


def write_build(
    build: Path,
    entries: Mapping[str, Mapping[str, Any]],
    fresh: Fresh,
    old: Collection | None,
    analyser: Analyser,
    *,
    at_once: bool = False,
) -> list[dict[str, Any]]:
    """Write the files of a build, documents in order of their ids, and return what the manifest says of each.

    ``entries`` are of all documents, in any order; those that ``fresh`` does not have are in ``old``. ``at_once``: a
    thread writes the terms meanwhile.
    """
    fresh.rewind()

    def write_terms() -> None:
        with closing(FileColumns(build, "term_")) as columns:
            _write_terms(columns, fresh, old, written, analyser)

    with closing(FileColumns(build)) as columns:
        with (build / "text.bin").open("wb") as texts, (build / "paths.json").open("wb") as paths:
            written = _Documents(columns, texts, paths, fresh, old)
            for name in sorted(entries):
                written.add(name, entries[name])
            paths.write(b"]")
        columns.add("lengths", written.lengths())
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write_terms) if at_once else None
            _write_words(build, columns, fresh, old, written)
            if writing is None:
                write_terms()
            else:
                writing.result()
    return written.entries


class _Documents:
    """Writes texts, blocks, passages and paths, and notes where the passages have gone."""

    def __init__(
        self, columns: FileColumns, texts: IO[bytes], paths: IO[bytes], fresh: Fresh, old: Collection | None
    ) -> None:
        self.entries: list[dict[str, Any]] = []
        self._columns, self._fresh, self._old = columns, fresh, old
        self._sizes = dict.fromkeys(("blocks", "masked", "passages", "paths", "text"), 0)
        self._texts, self._paths = texts, paths
        self._path_end = 1
        self._fresh_lengths = fresh.counting.lengths()
        self._lengths: list[NDArray[np.int32]] = []
        self.of_fresh = Moved(np.zeros(len(self._fresh_lengths), np.int32), np.zeros(len(fresh.entries), np.int32))
        self._next_passage = self._next_document = 0
        documents = () if old is None else old.document_ids
        self.of_old = Moved(
            np.full(0 if old is None else len(old), -1, np.int32), np.full(len(documents), -1, np.int32)
        )
        self._place_of_old = {name: place for place, name in enumerate(documents)}
        self._paths.write(b"[")
        columns.add("path_starts", np.array([1], np.int64))
        for name, width in (("blocks", 7), ("masked", 2), ("passages", 5)):
            columns.add(name, np.zeros((0, width), np.int32))

    def lengths(self) -> NDArray[np.int32]:
        """(n,) the words of each passage."""
        return np.concatenate([np.zeros(0, np.int32), *self._lengths])

    def add(self, name: str, entry: Mapping[str, Any]) -> None:
        """Write a document behind those before."""
        if name in self._fresh.entries:
            part = self._fresh.take(name)
            self._write(self._fresh.entries[name], part)
            amount = len(part.passages)
            self._note(self.of_fresh, self._fresh_lengths, self._next_document, self._next_passage, amount)
            self._next_document += 1
            self._next_passage += amount
        elif self._old is not None:
            part = _old_part(self._old, name)
            self._write(entry, part)
            first = int(entry["passages"][0])
            lengths = self._old.array("lengths")
            self._note(self.of_old, lengths, self._place_of_old[name], first, len(part.passages))

    def _note(self, moved: Moved, lengths: NDArray[np.int32], document: int, first: int, amount: int) -> None:
        """Keep where a document and its passages have gone."""
        end = self._sizes["passages"]
        moved.passages[first : first + amount] = np.arange(end - amount, end)
        moved.documents[document] = len(self.entries) - 1
        self._lengths.append(lengths[first : first + amount])

    def _write(self, entry: Mapping[str, Any], part: Part) -> None:
        made = dict(entry)
        columns = {"blocks": part.blocks, "masked": part.masked, "passages": part.passages}
        amounts = {column: len(rows) for column, rows in columns.items()}
        for column, amount in {**amounts, "paths": len(part.path_sizes), "text": len(part.text)}.items():
            start = self._sizes[column]
            self._sizes[column] = start + amount
            made[column] = [start, start + amount]
        for column, rows in columns.items():
            self._columns.add(column, rows)
        self._texts.write(part.text)
        if len(part.path_sizes):
            self._paths.write(part.paths if self._path_end == 1 else b"," + part.paths)
            self._columns.add("path_starts", self._path_end + np.cumsum(part.path_sizes))
            self._path_end += int(part.path_sizes.sum())
        self.entries.append(made)


def _old_part(old: Collection, name: str) -> Part:
    entry = old.entry(name)
    sizes, paths = old.path_bytes(name)
    return Part(
        old.array("blocks")[slice(*entry["blocks"])],
        old.array("masked")[slice(*entry["masked"])],
        old.passage_rows[slice(*entry["passages"])],
        sizes,
        paths,
        old.text_bytes(name),
    )


def _write_terms(
    columns: FileColumns, fresh: Fresh, old: Collection | None, written: _Documents, analyser: Analyser
) -> None:
    """Write the postings of the terms as they are searched."""
    amount, frequencies = fresh.counting.terms.postings, fresh.counting.frequencies
    if old is not None:
        held = tally(old.index.blocks, written.of_old.passages >= 0)
        amount += int(held.sum())
        frequencies = np.union1d(frequencies, old.index.blocks.frequencies[held > 0])
    bits = piece_bits(amount)
    pieces = _renumbered(fresh.counting.terms.merged(bits), written.of_fresh.passages)
    if old is not None:
        pieces = _together(pieces, _renumbered(unpacked(old.index.blocks, bits), written.of_old.passages))
    pack(columns, weighing(written.lengths(), frequencies, analyser), amount, pieces)


def _renumbered(pieces: Iterator[Postings], places: Places) -> Iterator[Postings]:
    yield from (piece.renumbered(places) for piece in pieces)


def _together(pieces: Iterator[Postings], others: Iterator[Postings]) -> Iterator[Postings]:
    yield from (Postings.merge(both) for both in zip(pieces, others, strict=True))


def _write_words(build: Path, columns: FileColumns, fresh: Fresh, old: Collection | None, written: _Documents) -> None:
    """Write the words that are seen, for each the documents that hold it, and the view of their character n-grams."""
    bits = piece_bits(fresh.counting.holders.postings + (0 if old is None else len(old.word_documents.ids)))
    counted = (once(piece) for piece in fresh.counting.holders.merged(bits))
    pieces = _renumbered(counted, written.of_fresh.documents)
    names = fresh.counting.words()
    if old is not None:
        names.update(zip(old.word_documents.keys.tolist(), old.words, strict=True))
        pieces = _together(pieces, _renumbered(_parted(old.word_documents, bits), written.of_old.documents))
    words: list[str] = []
    end = 0
    columns.add("word_starts", np.zeros(1, np.int64))
    with ListFile(build / "words.json") as listed:
        for piece in pieces:
            columns.add("word_keys", piece.keys)
            columns.add("word_starts", end + piece.starts[1:])
            columns.add("word_ids", piece.ids)
            end += len(piece.ids)
            held = [names[key] for key in piece.keys.tolist()]
            listed.add(map(to_json, held))
            words += held
    if old is not None and words == old.words:
        for part in ("keys", "starts", "ids", "values"):
            columns.add(f"gram_{part}", old.array(f"gram_{part}"))
    else:
        _write_view(columns, words, Runs(build, fresh.memory))


def _write_view(columns: FileColumns, words: list[str], runs: Runs) -> None:
    """Write the view of the words' character n-grams."""
    columns.add("gram_starts", np.zeros(1, np.int64))
    with closing(runs):
        end = 0
        for piece in gram_postings(words, runs):
            columns.add("gram_keys", piece.keys)
            columns.add("gram_starts", end + piece.starts[1:])
            columns.add("gram_ids", piece.ids)
            columns.add("gram_values", piece.values)
            end += len(piece.ids)


def _parted(postings: Postings, bits: int) -> Iterator[Postings]:
    """Postings in pieces of keys with like upper ``bits``."""
    places = [0, *postings.keys.searchsorted(key_edges(bits)).tolist(), len(postings.keys)]
    return (cut(postings, low, high) for low, high in itertools.pairwise(places))
