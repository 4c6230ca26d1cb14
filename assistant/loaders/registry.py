"""Which loader reads a file: a table of formats, each module imported when a file of its sort turns up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits, Loader

if TYPE_CHECKING:
    from assistant.types import Document

PACKAGE = "ask-your-documents"


@dataclass(frozen=True, slots=True)
class Format:
    """File endings, lower case with their dot, and the class that reads such files.

    ``requires`` is the library that the loader cannot do without and that comes with the extra ``extra``.
    A ``risky`` one is read in a process of its own: a small file of its sort can take much time or memory.
    """

    suffixes: tuple[str, ...]
    module: str
    loader: str
    requires: str = ""
    extra: str = ""
    risky: bool = False


FORMATS = (
    Format((".md", ".markdown"), "assistant.loaders.text", "MarkdownLoader"),
    Format((".txt", ".text"), "assistant.loaders.text", "PlainTextLoader"),
    Format((".csv", ".tsv", ".tab"), "assistant.loaders.delimited", "DelimitedLoader"),
    Format((".html", ".htm", ".xhtml"), "assistant.loaders.html", "HtmlLoader", risky=True),
    Format((".docx", ".docm"), "assistant.loaders.docx", "DocxLoader", risky=True),
    Format((".pptx", ".pptm", ".ppsx"), "assistant.loaders.pptx", "PptxLoader", risky=True),
    Format((".rst", ".rest"), "assistant.loaders.rst", "RstLoader", risky=True),
    Format((".epub",), "assistant.loaders.epub", "EpubLoader", risky=True),
    Format((".pdf",), "assistant.loaders.pdf", "PdfLoader", requires="pypdfium2", extra="pdf", risky=True),
)
_BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}


def suffixes() -> tuple[str, ...]:
    """The endings of the files that can be read, in order."""
    return tuple(sorted(_BY_SUFFIX))


def format_of(path: Path) -> Format:
    """The format that a file's ending names. Raises ``LoadError`` for an ending that nothing reads."""
    found = _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        raise LoadError(f"{path}: no loader for {path.suffix or 'files without an ending'}")
    return found


def loader_of(path: Path) -> Loader:
    """The loader that a file's ending names.

    Raises ``LoadError`` where there is none, or where the library that it needs is not installed.
    """
    format_ = format_of(path)
    if format_.requires and find_spec(format_.requires) is None:
        raise LoadError(
            f"{path}: reading {path.suffix.lower()} needs {format_.requires}, which is not installed; "
            f'install it with pip install "{PACKAGE}[{format_.extra}]"'
        )
    return _loader(format_)


@cache
def _loader(format_: Format) -> Loader:
    loader: Loader = getattr(import_module(format_.module), format_.loader)()
    return loader


def load(path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in a file, read by the loader that its ending names; ``LoadError`` where there is none."""
    return loader_of(path).load(path, document_id=document_id, limits=limits)
