"""Earlier answers held against the documents as they are now: does each quote still stand where it stood?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from assistant.errors import AssistantError
from assistant.index.storage import Collection

Status = Literal["intact", "moved", "changed", "gone"]

ALIKE = 75.0
"""From this likeness on, in per cent, a stretch is the quote with other words in it. With a quarter of their words
replaced, more than nine in ten quotes are as alike to what they became; of quotes that were taken out, nine in ten are
not to anything that is left (400 sentences of 25 documents)."""

TELLING_WORDS = 5
"""A quote of fewer words may stand in another document by chance (of runs of four words 1 % do, of five none in 300),
and is like something or other in any text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document as it is now: half-open offsets and the text between them."""

    document: str
    start: int
    end: int
    quote: str

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output."""
        return {"document": self.document, "start": self.start, "end": self.end, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a quote.

    ``intact``: it stands where it stood. ``moved``: it stands at ``now``, word for word, in its document or another.
    ``changed``: its document holds something like it, at ``now``. ``gone``: there is neither, or no such document.
    ``now`` is ``None`` for a quote that is gone.
    """

    claimed: Place
    status: Status
    now: Place | None

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output."""
        return {
            **self.claimed.to_dict(),
            "status": self.status,
            "now": None if self.now is None else self.now.to_dict(),
        }


def quotes_of(line: str) -> list[Place]:
    """The quotes of an answer, given as a line of JSON. Raises ``AssistantError`` that says what it lacks."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise AssistantError(f"is no JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("citations"), list):
        raise AssistantError('is no answer: it has no list of "citations"')
    return [_quote(citation, number) for number, citation in enumerate(row["citations"], start=1)]


def _quote(citation: Any, number: int) -> Place:
    values = [
        citation.get(name) if isinstance(citation, dict) else None for name in ("document", "start", "end", "quote")
    ]
    match values:
        case [str(document), int(start), int(end), str(quote)] if 0 <= start <= end:
            return Place(document, start, end, quote)
    raise AssistantError(f'is no answer: its citation {number} must have "document", "start", "end" and "quote"')


def verify(claimed: Place, collection: Collection) -> Verdict:
    """What became of a quote."""
    here = _text(collection, claimed.document)
    if here is not None and here[claimed.start : claimed.end] == claimed.quote:
        return Verdict(claimed, "intact", claimed)
    telling = len(claimed.quote.split()) >= TELLING_WORDS
    found = _nearest(claimed, here) if here is not None else None
    if found is None and telling:
        found = _elsewhere(claimed, collection)
    if found is not None:
        return Verdict(claimed, "moved", found)
    alike = _alike(claimed, here) if here is not None and telling else None
    return Verdict(claimed, "gone" if alike is None else "changed", alike)


def tally(verdicts: Iterable[Verdict]) -> dict[Status, int]:
    """How many quotes have each status, those without any too."""
    counted = Counter(verdict.status for verdict in verdicts)
    statuses: tuple[Status, ...] = ("intact", "moved", "changed", "gone")
    return {status: counted[status] for status in statuses}


def _text(collection: Collection, document: str) -> str | None:
    return collection.document(document).text if document in collection.document_ids else None


def _nearest(claimed: Place, text: str) -> Place | None:
    """Where the quote stands nearest to where it stood."""
    starts = sorted(_occurrences(claimed.quote, text), key=lambda start: abs(start - claimed.start))
    return _at(claimed.document, text, starts[0], starts[0] + len(claimed.quote)) if starts else None


def _elsewhere(claimed: Place, collection: Collection) -> Place | None:
    """Where the quote stands in the first of the other documents that holds it."""
    sought = claimed.quote.encode("utf-8", "surrogatepass")
    for document in collection.document_ids:
        if document != claimed.document and sought in collection.text_bytes(document):
            text = collection.document(document).text
            for start in _occurrences(claimed.quote, text):
                return _at(document, text, start, start + len(claimed.quote))
    return None


def _occurrences(quote: str, text: str) -> Iterator[int]:
    """The offsets at which a quote stands in a text, not cut out of longer words."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        if not _inside_word(text, start) and not _inside_word(text, start + len(quote)):
            yield start
        start = text.find(quote, start + 1)


def _inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _alike(claimed: Place, text: str) -> Place | None:
    """The stretch that is most like the quote, if it is like it at all."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if 2 * len(text) < len(claimed.quote):  # it would be the text that is looked for in the quote
        return None
    found = partial_ratio_alignment(claimed.quote, text, score_cutoff=ALIKE)
    return None if found is None else _at(claimed.document, text, found.dest_start, found.dest_end)


def _at(document: str, text: str, start: int, end: int) -> Place:
    return Place(document, start, end, text[start:end])
