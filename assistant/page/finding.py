"""A question that is being answered, in a thread of its own, so that it can be waited for, or not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
AT_ONCE = 8
HELD_UP_S = 0.6
"""One after the other is quickest for most of those who ask at once; but nobody waits longer for a slow one."""

_turn = Lock()


class Finding(Generic[T]):
    """What a function returns or raises, as soon as it does."""

    def __init__(self, find: Callable[[], T]) -> None:
        self._future: Future[T] = _threads().submit(_one_by_one, find)

    def within(self, seconds: float) -> T | None:
        """The result if it is there by then, else ``None``; raises what the function raised."""
        try:
            return self._future.result(seconds)
        except TimeoutError:
            if self._future.done():
                raise
            return None

    def give_up(self) -> None:
        """Do not begin if that has not happened yet. What has begun goes on, and nobody waits for it."""
        self._future.cancel()


def _one_by_one(find: Callable[[], T]) -> T:
    held = _turn.acquire(timeout=HELD_UP_S)
    try:
        return find()
    finally:
        if held:
            _turn.release()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="assistant-ask")
