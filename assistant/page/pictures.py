"""Pages of PDF files as pictures with the quote marked on them, drawn once for all visitors."""

from __future__ import annotations

import base64
import time
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import NamedTuple

from assistant.errors import LoadError
from assistant.loaders.base import Limits
from assistant.loaders.isolated import Reader
from assistant.loaders.picture import KIND, Picture, Wanted
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html
from assistant.types import Citation, Document

MOST_PAGES = 3
"""Of a quote that goes on over more pages the first ones are shown."""
SECONDS = 10.0
REMEMBERED = 32
AT_ONCE = 2


class PageShown(NamedTuple):
    """A page, from 1, and how it looks."""

    number: int
    picture: Picture


def has_pages(document: Document, file: Path | None) -> bool:
    """Whether a document has pages that can be looked at."""
    return bool(document.pages) and file is not None and file.suffix.lower() == ".pdf"


class Pictures:
    """Draws the pages that quotes stand on, and remembers those drawn last. Safe to share between threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = replace(limits, seconds=min(SECONDS, limits.seconds))
        self._known: OrderedDict[Wanted, Picture | None] = OrderedDict()
        self._lock = Lock()
        self._drawing = BoundedSemaphore(AT_ONCE)
        self._idle: list[tuple[float, Reader]] = []
        weakref.finalize(self, _close, self._idle)

    def pages(self, document: Document, citation: Citation, file: Path | None) -> tuple[PageShown, ...]:
        """The pages of a quote that can be drawn and on which it is found; none where ``has_pages`` is false."""
        if file is None or not has_pages(document, file):
            return ()
        bounds = enumerate(pairwise((*document.pages, len(document.text))), start=1)
        holding = [(n, begin, end) for n, (begin, end) in bounds if begin < citation.end and citation.start < end]
        shown = []
        for number, begin, end in holding[:MOST_PAGES]:
            inside = max(citation.start, begin) - begin, min(citation.end, end) - begin
            picture = self._picture(file, Wanted(number, document.digest, document.text[begin:end], *inside))
            if picture is not None and picture.marks:
                shown.append(PageShown(number, picture))
        return tuple(shown)

    def _picture(self, file: Path, wanted: Wanted) -> Picture | None:
        with self._lock:
            if wanted in self._known:
                self._known.move_to_end(wanted)
                return self._known[wanted]
        with self._drawing:
            drawn = self._drawn(file, wanted)
        with self._lock:
            self._known[wanted] = drawn
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return drawn

    def _drawn(self, file: Path, wanted: Wanted) -> Picture | None:
        reader = self._reader()
        try:
            drawn = reader.picture(file, wanted)
        except LoadError:  # its text is shown, which says the same
            reader.close()
            return None
        with self._lock:
            self._idle.append((time.monotonic(), reader))
        return drawn

    def _reader(self) -> Reader:
        """A reader whose process runs already, or a new one: such a process ends itself some time after a page."""
        while True:
            with self._lock:
                if not self._idle:
                    return Reader(self._limits)
                since, reader = self._idle.pop()
            if time.monotonic() - since < self._limits.seconds:
                return reader
            reader.close()


def _close(idle: list[tuple[float, Reader]]) -> None:
    while idle:
        idle.pop()[1].close()


def pages_html(shown: Sequence[PageShown], citation: Citation, texts: Texts) -> str:
    """Pages one below the other, the quote marked; for those who do not see it, it stands there in words."""
    said = f'<p class="ask-hidden">{as_html(citation.quote)}</p>'
    return said + "".join(_page_html(page, citation, texts, first=page is shown[0]) for page in shown)


def _page_html(page: PageShown, citation: Citation, texts: Texts, *, first: bool) -> str:
    picture = page.picture
    source = f"data:{KIND};base64,{base64.b64encode(picture.image).decode('ascii')}"
    name = as_html(texts("page_picture", number=page.number, title=citation.title))
    size = f'width="{picture.width}" height="{picture.height}"'
    boxes = "".join(_box_html(box, first=first and number == 0) for number, box in enumerate(picture.marks))
    return f'<div class="ask-picture"><img src="{source}" {size} alt="{name}">{boxes}</div>'


def _box_html(box: tuple[float, float, float, float], *, first: bool) -> str:
    left, top, width, height = box
    name = ' id="quote"' if first else ""
    place = f"left:{left:.3%};top:{top:.3%};width:{width:.3%};height:{height:.3%}"
    return f'<span class="ask-box"{name} style="{place}"></span>'
