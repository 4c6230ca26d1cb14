"""A real browser, and the page served to it as ``assistant chat`` does."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "knowledge"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_LAUNCH = (
    "import sys; from pathlib import Path; from assistant.page.launch import launch; "
    "sys.exit(launch(Path(sys.argv[1]), '127.0.0.1', int(sys.argv[2]), True))"
)
_PATIENCE_S = 60.0


def missing(what: str) -> NoReturn:
    """Where the tests are the gate, a browser that is not there is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not there, and CI is set")
    pytest.skip(f"{what} is not there")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, without a window."""
    try:
        import streamlit  # noqa: F401
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        missing(str(error.name))
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        if not Path(path).exists():
            missing("Chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def expect(browser: Any) -> Any:
    """Playwright's assertions, which wait for what they assert."""
    from playwright.sync_api import expect as expecting

    expecting.set_options(timeout=20_000)  # a busy machine draws a page in more than the five seconds that are usual
    return expecting


@pytest.fixture(scope="module")
def serving() -> Iterator[Callable[..., str]]:
    """Starts the page on a folder of documents, or Streamlit on a script; the address it is at."""
    with ExitStack() as running:
        yield lambda path, code=_LAUNCH, **settings: running.enter_context(_serving(path, code, settings))


@pytest.fixture(scope="session")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page on the knowledge that ships, with an index of its own."""
    folder = tmp_path_factory.mktemp("shipped") / "knowledge"
    with _serving(Path(shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns(".*"))), _LAUNCH) as served:
        yield served


@contextmanager
def _serving(path: Path, code: str, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    environment |= {f"ASSISTANT_{name.upper()}": value for name, value in settings.items()}
    environment["XDG_DATA_HOME"] = str(path.parent / "data")
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait(server, f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the page ended with exit code {server.returncode}")
        try:
            with opener.open(address, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"the page did not start within {_PATIENCE_S:.0f} s")


@pytest.fixture
def requests() -> list[str]:
    """The addresses that the page asked for, as they come."""
    return []


@pytest.fixture
def tab(browser: Any, requests: list[str]) -> Iterator[Any]:
    """A fresh tab whose requests are noted."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    opened = context.new_page()
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("websocket", lambda socket: requests.append(socket.url))
    yield opened
    context.close()


@pytest.fixture
def strangers(requests: list[str]) -> Callable[[str], list[str]]:
    """The addresses asked for that are on another host than the page's own."""

    def outside(own: str) -> list[str]:
        host = own.split("//")[1]
        return [url for url in requests if not url.startswith(("data:", "blob:")) and url.split("/")[2] != host]

    return outside
