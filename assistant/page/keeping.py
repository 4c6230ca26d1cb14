"""Conversations that survive a reload: held in memory, each found only by the browser that it belongs to."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from assistant.page.session import Conversation

MOST = 200
HOURS = 12.0


class Keeper:
    """Holds the conversations that were used last: at most ``most``, none that was not looked at for ``hours``.

    A conversation is found by its own name, which stands in the address, together with that of the browser, which does
    not: an address that is passed on opens nobody's conversation.
    """

    def __init__(self, most: int = MOST, hours: float = HOURS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = hours * 3600
        self._clock = clock
        self._held: OrderedDict[tuple[str, str], tuple[float, Conversation]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def keep(self, browser: str, name: str, conversation: Conversation) -> None:
        """Hold a conversation from now on."""
        with self._lock:
            self._held[browser, name] = (self._clock(), conversation)
            self._held.move_to_end((browser, name))
            self._let_go()

    def drop(self, browser: str, name: str) -> None:
        """Hold a conversation no longer."""
        with self._lock:
            self._held.pop((browser, name), None)

    def find(self, browser: str, name: str) -> Conversation | None:
        """The conversation of that name that the browser had; ``None`` where there is none."""
        with self._lock:
            self._let_go()
            found = self._held.get((browser, name))
        return None if found is None else found[1]

    def _let_go(self) -> None:
        oldest = self._clock() - self._seconds
        while self._held and (len(self._held) > self._most or next(iter(self._held.values()))[0] < oldest):
            self._held.popitem(last=False)
