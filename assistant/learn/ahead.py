"""Files are read ahead, in processes of their own, while this one counts what came of those before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from assistant.learn.outcome import Files, Outcome, Wanted
from assistant.learn.prepare import prepare
from assistant.learn.wire import read_outcome, write_request
from assistant.loaders.base import Limits
from assistant.loaders.isolated import Reader

_AHEAD = 3
"""How many files for each process are read before they are asked for."""


def read_ahead(files: Files, wanted: Wanted, limits: Limits, processes: int) -> Iterator[Outcome]:
    """What comes of each file, in order."""
    workers = [Worker(wanted, limits) for _ in range(processes)]
    free: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def read(document_id: str, path: Path) -> Outcome:
        worker = free.get()
        try:
            return worker.read(document_id, path)
        finally:
            free.put(worker)

    waiting: deque[Future[Outcome]] = deque()
    with ExitStack() as ending:
        for worker in workers:
            ending.callback(worker.close)
        pool = ending.enter_context(ThreadPoolExecutor(processes))
        for worker in workers:
            ending.callback(worker.end)  # so that no thread waits for a reply any more
        ending.callback(pool.shutdown, wait=False, cancel_futures=True)
        for document_id, path in files:
            waiting.append(pool.submit(read, document_id, path))
            if len(waiting) > _AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class Worker:
    """A process that reads files for this one."""

    def __init__(self, wanted: Wanted, limits: Limits) -> None:
        self._wanted, self._limits = wanted, limits
        root = str(Path(__file__).parents[2])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "assistant.learn.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def read(self, document_id: str, path: Path) -> Outcome:
        """What comes of a file; where the process has ended it is read here."""
        requests, replies = self._process.stdin, self._process.stdout
        if requests is not None and replies is not None:
            try:
                write_request(requests, (document_id, path, self._wanted, self._limits))
                return read_outcome(replies)
            except (OSError, EOFError):
                self.end()
        with Reader(self._limits) as reader:
            return prepare(reader, document_id, path, self._wanted)

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Let go of the pipes of a process that has ended."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader
                    continue
