"""A new build: the stored parts of unchanged documents and the parts of new ones put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.acronyms import find_acronyms
from assistant.index.counting import count
from assistant.index.postings import Postings, key_of
from assistant.index.storage import Collection, block_rows, passage_rows
from assistant.index.tfidf import Analyser, TfidfIndex
from assistant.learn.scan import Scan
from assistant.types import Document, Passage


@dataclass(frozen=True, slots=True)
class Parts:
    """A build to be saved: what the manifest says of each document, arrays, texts in UTF-8, lists of words."""

    entries: list[dict[str, Any]]
    arrays: dict[str, NDArray[Any]]
    texts: bytes
    lists: dict[str, Any]


def assemble(scan: Scan, old: Collection | None, analyser: Analyser) -> Parts:
    """Put the stored parts of unchanged documents and the parts of new ones together, in order of their ids."""
    chunks = scan.chunks
    new_passages = [passage for name in sorted(chunks) for passage in chunks[name]]
    counted = count(scan.fresh, new_passages, analyser.heading_weights)

    columns: dict[str, list[NDArray[Any]]] = {"blocks": [], "masked": [], "passages": [], "lengths": []}
    sizes = dict.fromkeys((*columns, "paths", "text"), 0)
    texts: list[bytes] = []
    paths: list[tuple[str, ...]] = []
    entries: list[dict[str, Any]] = []
    moved_old = np.full(0 if old is None else len(old), -1, np.int32)
    moved_old_documents = np.full(0 if old is None else len(old.document_ids), -1, np.int32)
    moved_new = np.zeros(len(new_passages), np.int32)
    moved_new_documents = np.zeros(len(chunks), np.int32)
    next_new = next_document = 0
    for number, name in enumerate(sorted(scan.entries)):
        entry = {**scan.entries[name], "id": name}
        if name in scan.fresh:
            document = scan.fresh[name]
            part = _new_part(document, chunks[name])
            amount = len(chunks[name])
            part["lengths"] = counted.lengths[next_new : next_new + amount]
            moved_new[next_new : next_new + amount] = np.arange(amount) + sizes["passages"]
            moved_new_documents[next_document] = number
            next_new += amount
            next_document += 1
            entry |= {
                "title": document.title,
                "digest": document.digest,
                "metadata": document.metadata,
                "pages": document.pages,
                "acronyms": find_acronyms(document.view),
            }
        elif old is not None:
            stored = old.entry(name)
            part = _old_part(old, name)
            begin, end = stored["passages"]
            moved_old[begin:end] = np.arange(end - begin) + sizes["passages"]
            moved_old_documents[old.document_ids.index(name)] = number
        for column, held in columns.items():
            held.append(part[column])
        texts.append(part["text"])
        paths += part["paths"]
        for column in sizes:
            size = len(part[column])
            entry[column] = [sizes[column], sizes[column] + size]
            sizes[column] += size
        entries.append(entry)

    postings = [counted.postings.renumbered(moved_new)]
    word_postings = [counted.holders.renumbered(moved_new_documents)]
    words = {key_of(word): word for word in counted.words}
    if old is not None:
        postings.append(old.index.blocks.to_postings().renumbered(moved_old))
        word_postings.append(old.word_documents.renumbered(moved_old_documents))
        words.update(zip(old.word_documents.keys.tolist(), old.words, strict=True))
    merged, merged_words = Postings.merge(postings), Postings.merge(word_postings)
    vocabulary = [words[key] for key in merged_words.keys.tolist()]
    return Parts(
        entries,
        _arrays(columns, merged, merged_words, vocabulary, analyser),
        b"".join(texts),
        {"paths": paths, "words": vocabulary},
    )


def _arrays(
    columns: dict[str, list[NDArray[Any]]],
    terms: Postings,
    words: Postings,
    vocabulary: list[str],
    analyser: Analyser,
) -> dict[str, NDArray[Any]]:
    from assistant.index.spelling import build_view

    arrays: dict[str, NDArray[Any]] = {name: np.concatenate(held) for name, held in columns.items()}
    blocks = TfidfIndex.of(terms, arrays["lengths"].astype(np.int32), analyser).blocks
    arrays |= {f"term_{name}": array for name, array in blocks.arrays().items()}
    for name, postings in (("word", words), ("gram", build_view(vocabulary))):
        arrays |= {
            f"{name}_keys": postings.keys,
            f"{name}_starts": postings.starts,
            f"{name}_ids": postings.ids,
            f"{name}_values": postings.values,
        }
    return arrays


def _new_part(document: Document, passages: list[Passage]) -> dict[str, Any]:
    paths = sorted({block.headings for block in document.blocks} | {passage.headings for passage in passages})
    return {
        "blocks": block_rows(document, paths),
        "masked": np.array(document.masked, np.int32).reshape(-1, 2),
        "passages": passage_rows(passages, paths),
        "paths": paths,
        "text": document.text.encode("utf-8", "surrogatepass"),
    }


def _old_part(old: Collection, name: str) -> dict[str, Any]:
    entry = old.entry(name)
    return {
        "blocks": old.array("blocks")[slice(*entry["blocks"])],
        "masked": old.array("masked")[slice(*entry["masked"])],
        "passages": old.passage_rows[slice(*entry["passages"])],
        "lengths": old.array("lengths")[slice(*entry["passages"])],
        "paths": [old.path(number) for number in range(*entry["paths"])],
        "text": old.text_bytes(name),
    }
