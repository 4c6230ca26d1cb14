"""What a build keeps of the one before, what it puts together anew, and what its manifest says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.index.analyser import Analyser
from assistant.index.collection import Collection
from assistant.index.remaining import holding
from assistant.index.tfidf import Whole
from assistant.learn.assemble import Entry, Material, Old, write_build
from assistant.learn.fresh import Fresh
from assistant.learn.merging import Size, to_merge


def renew(
    build: Path,
    entries: Mapping[str, Entry],
    fresh: Fresh,
    old: Collection | None,
    analyser: Analyser,
    *,
    may_keep: bool,
    at_once: bool = False,
) -> dict[str, Any]:
    """Write the files of a build and return what the manifest says of its segments and documents.

    ``entries`` are of all documents; those that ``fresh`` does not have are in ``old``. Segments of that one are only
    kept where they ``may`` be: where nobody has put another build in its place, and may have removed them.
    """
    fresh.rewind()
    left = _left(entries, fresh, old)
    records = [] if old is None else old.manifest["segments"]
    segments = () if old is None else old.segments
    sizes = [Size(len(segment), _passages(own)) for segment, own in zip(segments, left, strict=True)]
    added = len(fresh.counting.lengths())
    merged = to_merge(sizes, added) if may_keep else set(range(len(sizes)))
    kept = [number for number in range(len(sizes)) if number not in merged]
    whole = Whole(sum(size.left for size in sizes) + added, _words(left, fresh, old))
    olds = {number: Old.of(segments[number], records[number]["documents"]) for number in sorted(merged)}
    material = Material(entries, fresh, olds, kept, whole)
    made, written = write_build(build, material, analyser, at_once=at_once)
    held = [] if old is None else [_record(old, number, left[number]) for number in kept]
    if written:
        held.append({"build": "", "documents": written, "whole": list(whole), "fewer": []})
    return {"whole": list(whole), "segments": held, "documents": made}


def _left(entries: Mapping[str, Entry], fresh: Fresh, old: Collection | None) -> list[list[Entry]]:
    """For each segment of the old build the documents in it that stay as they are."""
    found: list[list[Entry]] = [[] for _ in (() if old is None else old.segments)]
    for name, entry in entries.items():
        if name not in fresh.entries:
            found[entry["segment"]].append(entry)
    return found


def _passages(entries: Sequence[Entry]) -> int:
    return sum(entry["passages"][1] - entry["passages"][0] for entry in entries)


def _words(left: Sequence[Sequence[Entry]], fresh: Fresh, old: Collection | None) -> int:
    """How many words all passages have together."""
    words = int(fresh.counting.lengths().sum())
    if old is not None:
        words += int(old.manifest["whole"][1])
        for number, entries in enumerate(left):
            lengths = old.segments[number].array("lengths")
            words -= sum(int(lengths[slice(*entry["passages"])].sum()) for entry in _gone(old, number, entries))
    return words


def _gone(old: Collection, number: int, left: Sequence[Entry]) -> list[Entry]:
    """The documents of a segment that do not stay."""
    names = {entry["id"] for entry in left}
    return [entry for entry in old.documents_of(number) if entry["id"] not in names]


def _record(old: Collection, number: int, left: Sequence[Entry]) -> dict[str, Any]:
    """What the manifest says of a segment that is kept."""
    record = old.manifest["segments"][number]
    if not record["build"]:
        record = {**record, "build": old.build.name, "checksums": old.manifest["checksums"]}
    gone = [np.arange(*entry["passages"]) for entry in _gone(old, number, left)]
    if not gone:
        return dict(record)
    more = holding(old.segments[number].blocks, np.sort(np.concatenate(gone)))
    return {**record, "fewer": (old.fewer(number) + more).tolist()}
