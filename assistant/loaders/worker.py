"""The process that reads files which may hang or eat memory: a line of JSON in, a line of JSON out.

It gives itself no more memory than the limits of its first request say, and no more time for a file than that file's
limits say; what goes beyond ends this process and no other. Run by ``assistant.loaders.isolated``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TextIO

from assistant.errors import LoadError
from assistant.loaders.base import Limits
from assistant.loaders.registry import load
from assistant.loaders.wire import read_request, read_wanted, write_document, write_picture, write_refusal

GRACE_SECONDS = 5
"""How much later than the process that asked this one ends itself, for when nobody is there to end it."""


def serve(requests: TextIO, replies: TextIO) -> None:
    """Answer requests until there are no more."""
    limited = False
    for line in requests:
        path, document_id, limits = read_request(line)
        if not limited:
            _limit_memory(limits.memory)
            limited = True
        _limit_time(limits.seconds + GRACE_SECONDS)
        final = False
        try:
            reply = _done(line, path, document_id, limits)
        except LoadError as error:
            reply = write_refusal(str(error))
        except MemoryError:
            final = True
            reply = write_refusal(
                f"{path}: needs more than the limit of {limits.memory / 1e6:g} MB of memory; "
                "split the file or raise the setting max_memory_mb",
                last=True,
            )
        except RecursionError:
            reply = write_refusal(f"{path}: is nested too deep to be read; take out some of its levels")
        except Exception as error:  # whatever a file does to a loader is told, and the next file is read
            reply = write_refusal(f"{path}: cannot be read ({type(error).__name__}: {error}); save it again")
        replies.write(reply + "\n")
        replies.flush()
        if final:
            return


def _done(line: str, path: Path, document_id: str, limits: Limits) -> str:
    """The file read, or a page of it drawn."""
    wanted = read_wanted(line)
    if wanted is None:
        return write_document(load(path, document_id=document_id, limits=limits))
    from assistant.loaders.pdf_picture import draw

    return write_picture(draw(path, wanted, limits))


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):  # a lower limit is in force already
        return


def _limit_time(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    """Serve over standard input and output; whatever a library prints goes nowhere."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    with replies:
        serve(sys.stdin, replies)


if __name__ == "__main__":
    main()
