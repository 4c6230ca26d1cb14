"""What is counted of a document: the texts of its passages and of the headings above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.text import normalise
from assistant.types import Document, Passage


class Texts(NamedTuple):
    """What is counted of a document: texts in UTF-8, and for each its field and its passage, of ``passages`` in all.

    Field 0 is a passage's own text, 1 and on are its headings by their depth.
    """

    encoded: list[bytes]
    fields: list[int]
    owners: list[int]
    passages: int


def texts_of(document: Document, passages: Sequence[Passage], depths: int) -> Texts:
    """The texts of passages of a document, headings in so many depths."""
    view = document.view
    texts = Texts([], [], [], len(passages))
    heads: dict[tuple[str, ...], list[tuple[int, bytes]]] = {}
    for owner, passage in enumerate(passages):
        held = heads.get(passage.headings)
        if held is None:
            above = enumerate(_heads(passage, document, depths), 1)
            held = heads[passage.headings] = [(field, _encoded(normalise(text))) for field, text in above if text]
        own = _encoded(view[passage.span.start : passage.span.end])
        for field, encoded in ((0, own), *held):
            texts.encoded.append(encoded)
            texts.fields.append(field)
            texts.owners.append(owner)
    return texts


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _heads(passage: Passage, document: Document, depths: int) -> list[str]:
    """For each weight the headings it is for, the nearest heading first, the last for all above."""
    path = passage.headings
    above = path if document.title in path[:1] else (document.title, *path)
    nearest = above[::-1]
    return [*nearest[: depths - 1], " ".join(nearest[depths - 1 :])]
