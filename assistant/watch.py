"""The newest value of something that is made from a folder of files, made again whenever a file changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from assistant.errors import AssistantError, ConfigError, KnowledgeError

T = TypeVar("T")
DEBOUNCE_MS = 400
"""Changes that follow each other sooner than this are taken together."""
POLL_MS = 100


def can_watch() -> bool:
    """Whether the library that notices changes is installed."""
    return find_spec("watchfiles") is not None


class Watched(Generic[T]):
    """``current`` is the newest value; whoever has taken one keeps it as it is.

    ``make`` makes it from ``path``, a folder or a file. A new value takes the place of the old one when it is
    complete, so that there is one at any time; when it cannot be made the old one stays, and ``failure`` says why
    until one can. Hidden files are left alone. Used as a context manager, or closed with ``close``.

    Raises what ``make`` raises the first time, and ``ConfigError`` where watchfiles is not installed.
    """

    def __init__(self, path: Path, make: Callable[[], T]) -> None:
        if not can_watch():
            raise ConfigError(
                "watching documents needs watchfiles, which is not installed; "
                'install it with pip install "ask-your-documents[watch]"'
            )
        self.failure: AssistantError | None = None
        self._path = path.absolute()
        self._make = make
        self._stop = threading.Event()
        self._changed = threading.Condition()
        changes = self._changes()
        if path.exists():
            next(changes)  # from now on changes are noted: what happens while the first value is made is not missed
        self.current: T = make()
        self._thread = threading.Thread(target=self._follow, args=(changes,), name="assistant-watch", daemon=True)
        self._thread.start()

    def __enter__(self) -> Watched[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop watching; ``current`` stays."""
        self._stop.set()
        self._thread.join()

    def wait(self, until: Callable[[T], bool], seconds: float) -> bool:
        """Wait until the newest value fulfils a condition; whether it does by then."""
        with self._changed:
            return self._changed.wait_for(lambda: until(self.current), seconds)

    def _changes(self) -> Iterator[Collection[object]]:
        """What changed since the last time, nothing where ``POLL_MS`` have passed without a change."""
        import watchfiles

        folder = self._path if self._path.is_dir() else self._path.parent
        return watchfiles.watch(
            folder,
            watch_filter=self._concerns,
            debounce=DEBOUNCE_MS,
            rust_timeout=POLL_MS,
            yield_on_timeout=True,
            stop_event=self._stop,
            recursive=folder == self._path,
        )

    def _follow(self, changes: Iterator[Collection[object]]) -> None:
        try:
            for changed in changes:
                if changed:
                    self._make_again()
        except OSError as error:
            self.failure = KnowledgeError(f"{self._path}: is not watched any more ({error})")

    def _make_again(self) -> None:
        try:
            made = self._make()
        except AssistantError as error:
            self.failure = error
            return
        with self._changed:
            self.current, self.failure = made, None
            self._changed.notify_all()

    def _concerns(self, change: Any, name: str) -> bool:
        """Whether a change is of a document or of what belongs to them, and not of the index."""
        path = Path(name)
        if path == self._path:
            return True
        try:
            inside = path.relative_to(self._path)
        except ValueError:  # a neighbour of the only file
            return False
        return not any(part.startswith(".") for part in inside.parts)
