"""The new segment of a build: the stored parts of unchanged documents and the parts of new ones, put together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.columns import FileColumns
from assistant.index.counting import once
from assistant.index.json_file import ListFile, to_json
from assistant.index.packing import pack, weighing
from assistant.index.postings import Postings, cut, key_edges
from assistant.index.runs import Runs, piece_bits
from assistant.index.segment import PARTS, Segment
from assistant.index.tfidf import Whole
from assistant.index.unpacking import tally, unpacked
from assistant.index.word_view import PARTS as VIEWPARTS
from assistant.index.word_view import write_view
from assistant.learn.fresh import Fresh
from assistant.learn.outcome import Part

Places = NDArray[np.int32]
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where passages and documents, each in order, are in the new segment; -1 where they are not."""

    passages: Places
    documents: Places


class Old(NamedTuple):
    """A segment that is put together with what is new, and where its passages and documents go."""

    segment: Segment
    moved: Moved

    @classmethod
    def of(cls, segment: Segment, documents: int) -> Old:
        """A segment of so many documents, nothing of which has gone anywhere."""
        return cls(segment, Moved(np.full(len(segment), -1, np.int32), np.full(documents, -1, np.int32)))


class Material(NamedTuple):
    """What a build is made of.

    ``entries`` are of all documents by their ids, in any order; those that ``fresh`` does not have are in a segment of
    ``merged`` or, by its old number, of ``kept``. ``whole`` is what all of them are together.
    """

    entries: Mapping[str, Entry]
    fresh: Fresh
    merged: Mapping[int, Old]
    kept: Sequence[int]
    whole: Whole


def write_build(
    build: Path, material: Material, analyser: Analyser, *, at_once: bool = False
) -> tuple[list[dict[str, Any]], int]:
    """Write the new segment of a build, documents in order of their ids.

    Returned is what the manifest says of all documents, and how many of them are in this segment; without any there are
    no files. ``fresh`` is counted to the end. ``at_once``: a thread writes the terms meanwhile.
    """
    names, new_number = sorted(material.entries), {number: place for place, number in enumerate(material.kept)}
    made = {
        name: {**entry, "segment": new_number[entry["segment"]]}
        for name, entry in material.entries.items()
        if name not in material.fresh.entries and entry["segment"] in new_number
    }
    own = [name for name in names if name not in made]
    if own:
        made.update((entry["id"], entry) for entry in _write_segment(build, material, own, analyser, at_once=at_once))
    return [made[name] for name in names], len(own)


def _write_segment(
    build: Path, material: Material, names: Sequence[str], analyser: Analyser, *, at_once: bool
) -> list[dict[str, Any]]:
    """Write the segment of these documents and return what the manifest says of each."""

    def write_terms() -> None:
        with closing(FileColumns(build, "term_")) as columns:
            _write_terms(columns, material, written, analyser)

    with closing(FileColumns(build)) as columns:
        with ExitStack() as opened:
            parts = {part: opened.enter_context((build / f"{part}.bin").open("wb")) for part in PARTS}
            paths = opened.enter_context((build / "paths.json").open("wb"))
            written = _Documents(columns, parts, paths, material)
            for name in names:
                written.add(name, material.entries[name])
            paths.write(b"]")
        columns.add("lengths", written.lengths())
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write_terms) if at_once else None
            _write_words(build, columns, material, written)
            if writing is None:
                write_terms()
            else:
                writing.result()
    return written.entries


class _Documents:
    """Writes texts, blocks, passages and paths, and notes where the passages have gone."""

    def __init__(
        self, columns: FileColumns, parts: Mapping[str, IO[bytes]], paths: IO[bytes], material: Material
    ) -> None:
        self.entries: list[dict[str, Any]] = []
        self._columns, self._material = columns, material
        self._sizes = dict.fromkeys((*PARTS, "passages", "paths"), 0)
        self._parts, self._paths = parts, paths
        self._path_end = 1
        self._fresh_lengths = material.fresh.counting.lengths()
        self._lengths: list[NDArray[np.int32]] = []
        documents = len(material.fresh.entries)
        self.of_fresh = Moved(np.zeros(len(self._fresh_lengths), np.int32), np.zeros(documents, np.int32))
        self._next_passage = self._next_document = 0
        self._paths.write(b"[")
        columns.add("path_starts", np.array([1], np.int64))
        columns.add("passages", np.zeros((0, 5), np.int32))

    def lengths(self) -> NDArray[np.int32]:
        """(n,) the words of each passage."""
        return np.concatenate([np.zeros(0, np.int32), *self._lengths])

    def add(self, name: str, entry: Entry) -> None:
        """Write a document behind those before."""
        fresh = self._material.fresh
        if name in fresh.entries:
            part = fresh.take(name)
            self._write(fresh.entries[name], part)
            amount = len(part.passages)
            self._note(self.of_fresh, self._fresh_lengths, self._next_document, self._next_passage, amount)
            self._next_document += 1
            self._next_passage += amount
        else:
            old = self._material.merged[entry["segment"]]
            part = _old_part(old.segment, entry)
            self._write(entry, part)
            lengths = old.segment.array("lengths")
            self._note(old.moved, lengths, entry["number"], entry["passages"][0], len(part.passages))

    def _note(self, moved: Moved, lengths: NDArray[np.int32], document: int, first: int, amount: int) -> None:
        """Keep where a document and its passages have gone."""
        end = self._sizes["passages"]
        moved.passages[first : first + amount] = np.arange(end - amount, end)
        moved.documents[document] = len(self.entries) - 1
        self._lengths.append(lengths[first : first + amount])

    def _write(self, entry: Entry, part: Part) -> None:
        made = {**entry, "segment": len(self._material.kept), "number": len(self.entries)}
        amounts = {name: len(getattr(part, name)) for name in (*PARTS, "passages")}
        for name, amount in {**amounts, "paths": len(part.path_sizes)}.items():
            start = self._sizes[name]
            self._sizes[name] = start + amount
            made[name] = [start, start + amount]
        self._columns.add("passages", part.passages)
        for name, file in self._parts.items():
            file.write(getattr(part, name))
        if len(part.path_sizes):
            self._paths.write(part.paths if self._path_end == 1 else b"," + part.paths)
            self._columns.add("path_starts", self._path_end + np.cumsum(part.path_sizes))
            self._path_end += int(part.path_sizes.sum())
        self.entries.append(made)


def _old_part(segment: Segment, entry: Entry) -> Part:
    blocks, masked, text = (segment.part_bytes(name, entry[name]) for name in PARTS)
    sizes, paths = segment.path_bytes(entry["paths"])
    return Part(blocks, masked, segment.array("passages")[slice(*entry["passages"])], sizes, paths, text)


def _write_terms(columns: FileColumns, material: Material, written: _Documents, analyser: Analyser) -> None:
    """Write the postings of the terms as they are searched."""
    counting = material.fresh.counting
    amount, frequencies = counting.terms.postings, counting.frequencies
    for segment, moved in material.merged.values():
        held = tally(segment.blocks, moved.passages >= 0)
        amount += int(held.sum())
        frequencies = np.union1d(frequencies, segment.blocks.frequencies[held > 0])
    bits = piece_bits(amount)
    pieces = [_renumbered(counting.terms.merged(bits), written.of_fresh.passages)]
    pieces += [
        _renumbered(unpacked(segment.blocks, bits), moved.passages) for segment, moved in material.merged.values()
    ]
    pack(columns, weighing(written.lengths(), frequencies, analyser, material.whole), amount, _together(pieces))


def _renumbered(pieces: Iterator[Postings], places: Places) -> Iterator[Postings]:
    yield from (piece.renumbered(places) for piece in pieces)


def _together(pieces: Sequence[Iterator[Postings]]) -> Iterator[Postings]:
    if len(pieces) == 1:
        return pieces[0]
    return (Postings.merge(all_) for all_ in zip(*pieces, strict=True))


def _write_words(build: Path, columns: FileColumns, material: Material, written: _Documents) -> None:
    """Write the words that are seen, for each the documents that hold it, and the view of their character n-grams."""
    fresh, merged = material.fresh, material.merged.values()
    bits = piece_bits(fresh.counting.holders.postings + sum(len(old.segment.word_documents.ids) for old in merged))
    counted = (once(piece) for piece in fresh.counting.holders.merged(bits))
    pieces = [_renumbered(counted, written.of_fresh.documents)]
    names = fresh.counting.words()
    for segment, moved in merged:
        names.update(zip(segment.word_documents.keys.tolist(), segment.words, strict=True))
        pieces.append(_renumbered(_parted(segment.word_documents, bits), moved.documents))
    words: list[str] = []
    end = 0
    columns.add("word_starts", np.zeros(1, np.int64))
    columns.add("word_ids", np.zeros(0, np.uint16 if len(written.entries) < 1 << 16 else np.int32))
    with ListFile(build / "words.json") as listed:
        for piece in _together(pieces):
            columns.add("word_keys", piece.keys)
            columns.add("word_starts", end + piece.starts[1:])
            columns.add("word_ids", piece.ids)
            end += len(piece.ids)
            held = [names[key] for key in piece.keys.tolist()]
            listed.add(map(to_json, held))
            words += held
    same = next((segment for segment, _ in merged if segment.words == words), None)
    if same is not None:
        for part in VIEWPARTS:
            columns.add(f"gram_{part}", same.array(f"gram_{part}"))
    else:
        with closing(Runs(build, fresh.memory)) as runs:
            write_view(columns, words, runs)


def _parted(postings: Postings, bits: int) -> Iterator[Postings]:
    """Postings in pieces of keys with like upper ``bits``."""
    places = [0, *postings.keys.searchsorted(key_edges(bits)).tolist(), len(postings.keys)]
    return (cut(postings, low, high) for low, high in itertools.pairwise(places))
