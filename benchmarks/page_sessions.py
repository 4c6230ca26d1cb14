"""How long visitors of the chat page wait who ask at once, and whether its memory grows.

Starts the page in a process of its own and speaks its protocol as browsers do, a websocket for each visitor, without
drawing anything. A visitor's time runs from sending a question to receiving the answer, and to the end of the run
that draws it; "processor" is what a question takes of the page's process, whoever else is busy. All ask in the same
moment, wait until the last has its answer, and ask the next. Stops where a visitor gets the turn of another.

What was read of the documents to answer is remembered, within bounds, so memory grows until each question was asked
once. Whether it grows after that is what the last line says.

    python benchmarks/page_sessions.py --sessions 20 --rounds 10
    python benchmarks/page_sessions.py --sessions 20 --rounds 100     # 2,000 questions: does the memory grow?
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.assistant import knowledge_path
from assistant.evaluate.suites import FILE, read_suite
from assistant.page.escape import as_html
from assistant.page.launch import APP, flags

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60.0
_SAID = re.compile(r'data-said="(\d+)"')


@dataclass
class Visitor:
    """One websocket, what it has been told of the page, and what it saw."""

    socket: Any
    line: str = ""
    fragment: str = ""
    page: str = ""
    waiting: str = ""
    interval: float = 0.1
    answers: int = 0
    turns: dict[str, str] = field(default_factory=dict)

    async def open(self) -> None:
        """Have the page drawn for the first time."""
        await self._send()
        await self._until_finished()

    async def ask(self, question: str) -> tuple[float, float]:
        """Seconds until the answer is there, and until the page is drawn."""
        started = time.perf_counter()
        await self._send(question)
        answered = await self._until_finished()
        while answered is None:  # the page looks for it again and again, as long as it is told to
            if time.perf_counter() - started > PATIENCE_S:
                raise RuntimeError(f"no answer came for {question!r}")
            await asyncio.sleep(self.interval)
            await self._send(again=True)
            answered = await self._until_finished()
        if as_html(question.strip()) not in self.turns[max(self.turns, key=int)]:
            raise RuntimeError(f"another answer came for {question!r}")
        return answered - started, time.perf_counter() - started

    async def _send(self, question: str = "", *, again: bool = False) -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        state = message.rerun_script
        state.page_script_hash = self.page
        if again:
            state.fragment_id, state.is_auto_rerun = self.waiting, True
        if question:
            state.fragment_id = self.fragment
            widget = state.widget_states.widgets.add(id=self.line)
            widget.chat_input_value.data = question
        await self.socket.send(message.SerializeToString())

    async def _until_finished(self) -> float | None:
        """Read until the page is drawn; when a new answer came, on the clock."""
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        answered = None
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self.socket.recv())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash
            elif kind == "auto_rerun":
                self.waiting, self.interval = message.auto_rerun.fragment_id, message.auto_rerun.interval
            elif kind == "delta":
                self._look(message.delta)
                if answered is None and self.answers < self._numbers():
                    self.answers = self._numbers()
                    answered = time.perf_counter()
            elif kind == "script_finished":
                return answered

    def _look(self, delta: Any) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "chat_input":
            self.line, self.fragment = element.chat_input.id, delta.fragment_id
        elif kind in ("alert", "exception"):
            raise RuntimeError(f"the page says: {element.alert.body or element.exception.message}")
        elif kind == "html":
            self.turns.update(dict.fromkeys(_SAID.findall(element.html.body), element.html.body))

    def _numbers(self) -> int:
        return len(self.turns)


def questions(knowledge: Path) -> list[str]:
    """The questions of the suite beside the documents, those that stand alone."""
    return [turns[0].ask for turns in read_suite(knowledge / FILE)]


@contextmanager
def serving(knowledge: Path) -> Iterator[tuple[str, int]]:
    """The page on a copy of some documents; its host with port, and its process."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        copy = Path(home) / "knowledge"
        shutil.copytree(knowledge, copy, ignore=shutil.ignore_patterns(".*"))
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "ASSISTANT_KNOWLEDGE": str(copy), "XDG_DATA_HOME": home, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "streamlit", "run", str(APP), *flags("127.0.0.1", port, True)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as page:
            try:
                _wait(f"http://127.0.0.1:{port}/_stcore/health")
                yield f"127.0.0.1:{port}", page.pid
            finally:
                page.send_signal(signal.SIGTERM)


def _wait(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        try:
            opener.open(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the page did not start within a minute")


def processor_ms(process: int) -> float:
    """What a process has used of the processors until now, in milliseconds."""
    user, system = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int) -> float:
    """What a process holds in memory now."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


async def run(host: str, process: int, sessions: int, rounds: int, asked: Sequence[str]) -> None:
    """Let visitors ask, round after round, and print what they waited."""
    from websockets.asyncio.client import connect

    address = f"ws://{host}/_stcore/stream"
    visitors = [
        Visitor(await connect(address, subprotocols=["streamlit"], max_size=None, proxy=None))  # type: ignore[list-item]
        for _ in range(sessions)
    ]
    for visitor in visitors:
        await visitor.open()
    every = itertools.cycle(asked)
    waits: list[float] = []
    draws: list[float] = []
    print(f"{'questions':>9}  {'median':>7}  {'95 %':>7}  {'worst':>7}  {'drawn':>7}  {'processor':>9}  {'memory':>8}")
    used, counted = processor_ms(process), 0
    at_first, when_known = memory_mb(process), 0.0
    for number in range(1, rounds + 1):
        times = await asyncio.gather(*(visitor.ask(next(every)) for visitor in visitors))
        if not when_known and number * sessions >= len(asked):
            when_known = memory_mb(process)
        waits += [answer for answer, _ in times]
        draws += [drawn for _, drawn in times]
        if number % max(1, rounds // 10) == 0 or number == rounds:
            last = sorted(waits[-sessions * max(1, rounds // 10) :])
            line = (statistics.median(last), last[int(0.95 * (len(last) - 1))], last[-1], statistics.median(draws))
            shown = "  ".join(f"{one * 1000:4.0f} ms" for one in line)
            spent = (processor_ms(process) - used) / (number * sessions - counted)
            used, counted = processor_ms(process), number * sessions
            print(f"{counted:>9}  {shown}  {spent:6.0f} ms  {memory_mb(process):5.0f} MB", flush=True)
    waits.sort()
    print(f"all: median {statistics.median(waits) * 1000:.0f} ms, 95 % {waits[int(0.95 * len(waits))] * 1000:.0f} ms")
    if when_known:
        known = f"{when_known:.0f} MB when each of {len(asked)} questions was asked once"
        print(f"memory: {at_first:.0f} MB at first, {known}, {memory_mb(process):.0f} MB after {counted}")
    for visitor in visitors:
        await visitor.socket.close()


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--knowledge", type=Path, default=knowledge_path(None))
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    with serving(given.knowledge) as (host, process):
        asyncio.run(run(host, process, given.sessions, given.rounds, questions(given.knowledge)))


if __name__ == "__main__":
    main()
