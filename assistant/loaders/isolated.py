"""Reads files so that none of them can take the others down: risky ones in a process of their own, with limits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.picture import Picture, Wanted
from assistant.loaders.registry import format_of, load, loader_of
from assistant.loaders.wire import is_last, read_picture, read_reply, write_picture_request, write_request
from assistant.types import Document

LARGE_BYTES = 100_000
"""Files of every format that are larger than this are read in the other process too: the most twisted Markdown of that
size takes some seconds, and a time that grows with the square of it."""
_WORKER = "assistant.loaders.worker"


class Reader:
    """Reads one file after the other. The other process is started for the first file that needs it.

    Used as a context manager, or closed with ``close``; that ends the process.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._worker: subprocess.Popen[str] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one; the next file starts another."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        for pipe in _pipes(worker):
            try:
                pipe.close()
            except OSError:  # what was still to be written has no reader
                continue
        worker.wait()

    def load(self, path: Path, document_id: str) -> Document:
        """The document in a file. Raises ``LoadError``, also for a file that takes too long or too much memory."""
        loader_of(path)  # what cannot be read at all needs no process
        if not (format_of(path).risky or _is_large(path)):
            return load(path, document_id=document_id, limits=self.limits)
        reply = read_reply(self._ask(path, write_request(path, document_id, self.limits)))
        if isinstance(reply, str):
            raise LoadError(reply)
        return reply

    def picture(self, path: Path, wanted: Wanted) -> Picture:
        """A page of a PDF as a picture. Raises ``LoadError`` as ``load`` does."""
        loader_of(path)
        reply = read_picture(self._ask(path, write_picture_request(path, wanted, self.limits)))
        if isinstance(reply, str):
            raise LoadError(reply)
        return reply

    def _ask(self, path: Path, request: str) -> str:
        """The reply to a request. Where it goes wrong in a process that has read other files it is tried in a new one:
        what is wrong may be their doing."""
        used = self._worker is not None
        line = self._reply(path, request)
        if used and _is_over(line):
            self.close()
            line = self._reply(path, request)
        if _is_over(line):
            self.close()
        if line:
            return line
        raise LoadError(
            f"{path}: ended the process that read it, as files do that are damaged or need more than the limit of "
            f"{self.limits.memory / 1e6:g} MB of memory; save it again or raise the setting max_memory_mb"
        )

    def _reply(self, path: Path, request: str) -> str:
        """A line, or "" from a process that has ended. Raises ``LoadError`` where it takes too long."""
        worker = self._started()
        requests, replies = _pipes(worker)
        timer = Timer(self.limits.seconds, worker.kill)
        timer.start()
        try:
            requests.write(request + "\n")
            requests.flush()
            line = replies.readline()
        except OSError:
            line = ""
        finally:
            in_time = timer.is_alive()
            timer.cancel()
        if line.endswith("\n") or in_time:
            return line if line.endswith("\n") else ""
        self.close()
        raise LoadError(
            f"{path}: took longer than the limit of {self.limits.seconds:g} s; "
            "split the file or raise the setting max_seconds"
        )

    def _started(self) -> subprocess.Popen[str]:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            root = str(Path(__file__).parents[2])
            paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
            self._worker = subprocess.Popen(
                [sys.executable, "-P", "-m", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                encoding="ascii",
            )
        return self._worker


def _is_over(line: str) -> bool:
    """Whether a process has ended, or is about to with this reply."""
    return not line or is_last(line)


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > LARGE_BYTES
    except OSError:  # the loader says what is wrong
        return False


def _pipes(worker: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if worker.stdin is None or worker.stdout is None:
        raise LoadError("the process that reads files has no pipes")
    return worker.stdin, worker.stdout
