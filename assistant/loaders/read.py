"""From a file's bytes to its text: nothing stripped, nothing guessed without need."""

from __future__ import annotations

import codecs
import os
import re
import stat
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
# a pipe, a device or a file of the system that has nothing to give yet is not waited for
_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_BINARY = "holds binary data and not text; remove it or give it its proper ending"


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file; ``LoadError`` when it cannot be read or is larger than ``max_bytes``.

    What is looked at is what is read, whatever takes the place of a file meanwhile, and nothing is waited for.
    """
    try:
        _require_regular(path, path.stat())  # whoever waits at the other end of a pipe is not disturbed
        descriptor = os.open(path, _AT_ONCE)
        try:
            status = os.fstat(descriptor)
            _require_regular(path, status)
            if status.st_size > max_bytes:
                raise _too_large(path, status.st_size, max_bytes)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                raw = file.read(status.st_size + 1) or b""
                if len(raw) > status.st_size:  # it grows, or is made as it is read
                    raw += file.read(max_bytes + 1 - len(raw)) or b""
        finally:
            os.close(descriptor)
    except OSError as error:
        raise LoadError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions") from error
    if len(raw) > max_bytes:
        raise _too_large(path, len(raw), max_bytes)
    return raw


def _require_regular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise LoadError(f"{path}: not a regular file; only files are read")


def _too_large(path: Path, size: int, max_bytes: int) -> LoadError:
    return LoadError(
        f"{path}: {size / 1e6:.1f} MB is over the limit of {max_bytes / 1e6:g} MB; "
        "split the file or raise the setting max_file_mb"
    )


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
