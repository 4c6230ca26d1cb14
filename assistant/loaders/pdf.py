"""PDF, with pypdfium2: text in reading order, page by page, with the structure that its looks show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.parts import Heading, PageBreak, Part, compose, composed_document
from assistant.loaders.pdf_columns import in_order
from assistant.loaders.pdf_contents import without_contents
from assistant.loaders.pdf_furniture import without_furniture
from assistant.loaders.pdf_lines import lines_of
from assistant.loaders.pdf_parts import page_parts
from assistant.loaders.pdf_spaced import closed_up
from assistant.loaders.pdf_words import Sheet, read_sheet
from assistant.loaders.read import read_bytes
from assistant.loaders.text import file_title
from assistant.types import Document, Span

_CUT = re.compile(r"([^\W\d_]+)([-\u2010]\u00ad|[-\u2010\u00ad][\n\f]+)([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+[-\u2010][^\W\d_]+")
_SECTION = re.compile(r"(?:§\s*)?(\d{1,2})[.)]?\s+(?=\S)")
_PASSWORD = 4
_SECURITY = 5


class PdfLoader:
    """PDF files with text in them."""

    suffixes = frozenset({".pdf"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        raw = read_bytes(path, limits.max_bytes)
        sheets = list(_sheets(path, raw, limits))
        if not any(sheet.words for sheet in sheets):
            raise LoadError(
                f"{path}: holds no text in its {len(sheets)} pages, which are pictures; "
                "run text recognition over it first, for example with ocrmypdf"
            )
        parts = page_parts([in_order(lines_of(sheet)) for sheet in without_contents(without_furniture(sheets))])
        return composed_document(
            path, raw, compose(parts, cut_words, paged=True), document_id, _title(parts, file_title(path))
        )


def _title(parts: Sequence[Part], name: str) -> str:
    """The highest heading of the first page, or else the first one; ``name`` where that heads a numbered section."""
    headings = [part for part in parts if isinstance(part, Heading)]
    first_page = takewhile(lambda part: not isinstance(part, PageBreak), parts)
    first = [part for part in first_page if isinstance(part, Heading)]
    title = min(first, key=lambda heading: heading.level, default=headings[0] if headings else Heading("", 1))
    beside = [heading for heading in headings if heading.level == title.level]
    counted = [int(found[1]) for heading in beside if (found := _SECTION.match(heading.text))]
    return name if _SECTION.match(title.text) and {1, 2} <= set(counted) else title.text


@contextmanager
def opened(path: Path, raw: bytes) -> Iterator[Any]:
    """The file of pypdfium2 in some bytes. What that library raises meanwhile becomes ``LoadError``."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(raw)
        try:
            yield file
        finally:
            file.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise LoadError(f"{path}: is encrypted; save it without a password") from error
        raise LoadError(f"{path}: is damaged or no PDF ({str(error).rstrip('.')}); save it again") from error


def _sheets(path: Path, raw: bytes, limits: Limits) -> Iterator[Sheet]:
    with opened(path, raw) as file:
        count = len(file)
        if count > limits.max_pages:
            raise LoadError(
                f"{path}: has {count} pages, over the limit of {limits.max_pages}; "
                "split the file or raise the setting max_pages"
            )
        for number in range(count):
            page = file[number]
            sheet = read_sheet(page)
            yield replace(sheet, words=list(closed_up(sheet.words)))
            page.close()


def cut_words(text: str) -> list[Span]:
    """The hyphens and line ends inside words that were cut at the end of a line: they are no part of the word.

    The hyphen of a word that is written with one elsewhere is part of it, and so is one before a capital, unless the
    word is written without it elsewhere.

    >>> text = "inter-\\nnational, well-\\nknown and well-known"
    >>> [text[a:b] for a, b in cut_words(text)]
    ['-\\n', '\\n']
    """
    found = list(_CUT.finditer(text))
    if not found:
        return []
    compounds = {word.casefold().replace("\u2010", "-") for word in _HYPHENATED.findall(text)}
    words = set(_WORD.findall(text))
    spans = []
    for match in found:
        start, end = match.span(2)
        compound = f"{match.group(1)}-{match.group(3)}".casefold() in compounds
        capital = match.group(3)[0].isupper() and match.group(1) + match.group(3) not in words
        if capital or compound:
            start += 1
        spans.append(Span(start, end))
    return spans
