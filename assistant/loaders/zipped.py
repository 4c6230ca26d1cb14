"""Files that are archives of parts (Word, PowerPoint, EPUB): a part is read with a cap on what it unpacks to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import Limits

MAX_ENTRIES = 20_000
_ENCRYPTED = 0x1
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
)
"""What ``zipfile`` raises for damaged archives."""


class Archive:
    """The parts of an archive, read one by one; all that is read counts towards the limit."""

    def __init__(self, path: Path, file: zipfile.ZipFile, limits: Limits) -> None:
        self.path = path
        self._file = file
        self._limits = limits
        self._left = limits.max_unpacked
        self._known = {entry.filename: entry for entry in file.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def names(self) -> Iterator[str]:
        """The names of the parts, in the order they are stored."""
        yield from self._known

    def read(self, name: str) -> bytes:
        """The content of a part. Raises ``LoadError`` for one that is missing, damaged or too large."""
        entry = self._known.get(name)
        if entry is None:
            raise LoadError(f"{self.path}: is damaged, {name} is missing; save it again")
        if entry.flag_bits & _ENCRYPTED:
            raise LoadError(f"{self.path}: is encrypted; save it without a password")
        if entry.file_size > self._left:
            raise self._too_large()
        with _told(self.path), self._file.open(entry) as part:
            content = part.read(self._left + 1)
        if len(content) > self._left:
            raise self._too_large()
        self._left -= len(content)
        return content

    def _too_large(self) -> LoadError:
        return LoadError(
            f"{self.path}: unpacks to more than the limit of {self._limits.max_unpacked / 1e6:g} MB; "
            "split the file or raise the setting max_unpacked_mb"
        )


@contextmanager
def opened(path: Path, raw: bytes, limits: Limits) -> Iterator[Archive]:
    """The archive in some bytes. Raises ``LoadError`` for bytes that are none."""
    if raw.startswith(_OLD_OFFICE):
        raise LoadError(f"{path}: is encrypted or in an old format of Office; save it anew, without a password")
    with _told(path):
        file = zipfile.ZipFile(io.BytesIO(raw))
    with file:
        if len(file.infolist()) > MAX_ENTRIES:
            raise LoadError(f"{path}: holds more than {MAX_ENTRIES} parts")
        yield Archive(path, file, limits)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise LoadError(f"{path}: is damaged ({error or type(error).__name__}); save it again") from error
