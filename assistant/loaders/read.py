"""From a file's bytes to its text: nothing stripped, nothing guessed without need."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from assistant.errors import LoadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),  # the mark stays in the text, as it does for anyone who decodes the file as UTF-8
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:coding[:=]|charset=)[ \t]*[\"']?([A-Za-z0-9._-]+)")
_DECLARATION_BYTES = 1024
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01
_BINARY = "holds binary data and not text; remove it or give it its proper ending"


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file; ``LoadError`` when it cannot be read or is larger than ``max_bytes``."""
    try:
        if not path.is_file():
            raise LoadError(f"{path}: not a regular file; only files are read")
        size = path.stat().st_size
        if size > max_bytes:
            raise LoadError(
                f"{path}: {size / 1e6:.1f} MB is over the limit of {max_bytes / 1e6:g} MB; "
                "split the file or raise the setting max_file_mb"
            )
        return path.read_bytes()
    except OSError as error:
        raise LoadError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions") from error


def decode(raw: bytes, name: str) -> str:
    """The text of a file: by its byte-order mark, as UTF-8, as it declares itself, as Windows-1252, as detected.

    Raises ``LoadError`` for bytes that are not text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(_try(raw, encoding), raw, name)
    text = _try(raw, "utf-8")
    if text is None:
        declared = _DECLARED.search(raw, 0, _DECLARATION_BYTES)
        text = _try(raw, declared.group(1).decode("ascii")) if declared else None
    if text is None and b"\x00" not in raw:
        text = _try(raw, "cp1252")
    if text is None:
        text = _detected(raw)
    return _checked(text, raw, name)


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _detected(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[: 1 << 20]).best()
    return None if best is None else _try(raw, best.encoding)


def _checked(text: str | None, raw: bytes, name: str) -> str:
    """The text, unless it holds more control characters than any text does."""
    if text is None and b"\x00" in raw:
        raise LoadError(f"{name}: {_BINARY}")
    if text is None:
        raise LoadError(f"{name}: its encoding is unknown; save it as UTF-8")
    if len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text) or "\x00" in text:
        raise LoadError(f"{name}: {_BINARY}")
    return text
