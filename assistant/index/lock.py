"""One process at a time changes which build of a folder is the current one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without file locks of this sort
    fcntl = None  # type: ignore[assignment]

LOCK = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Wait until no other process holds the folder, and hold it; the system lets go of it when this one ends.

    Where there are no such locks nobody waits; whether it is held is told. Raises ``OSError`` where the folder cannot
    be written.
    """
    with (folder / LOCK).open("ab") as file:
        held = False
        if fcntl is not None:
            with suppress(OSError):  # some network drives have none
                fcntl.flock(file, fcntl.LOCK_EX)
                held = True
        yield held
