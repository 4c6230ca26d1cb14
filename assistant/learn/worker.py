"""The process that reads files for a build: a request in, what comes of the file out, until there are no more.

Run by ``assistant.learn.ahead``.
"""

from __future__ import annotations

import os
import sys
from typing import IO

from assistant.learn.prepare import prepare
from assistant.learn.wire import read_request, write_outcome
from assistant.loaders.base import Limits
from assistant.loaders.isolated import Reader


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    readers: dict[Limits, Reader] = {}
    try:
        while (request := read_request(requests)) is not None:
            document_id, path, wanted, limits = request
            if limits not in readers:
                readers[limits] = Reader(limits)
            write_outcome(replies, prepare(readers[limits], document_id, path, wanted))
    finally:
        for reader in readers.values():
            reader.close()


if __name__ == "__main__":
    own_replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    try:
        serve(sys.stdin.buffer, own_replies)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # whoever asked has gone
