"""Starts the chat page in a process of its own. Needs no Streamlit to be imported, only to be installed."""

from __future__ import annotations

import errno
import importlib.util
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError

APP = Path(__file__).with_name("app.py")
INSTALL = "pip install 'ask-your-documents[chat]'"
OPTIONS: Mapping[str, str | bool | tuple[str, ...]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    # Whatever a visitor does is followed by a collection of all garbage otherwise, which the index makes slow: nine
    # tenths of what a question takes (benchmarks/page_sessions.py). Python collects garbage by itself.
    "runner.postScriptGC": False,
    "theme.baseRadius": "0.6rem",
    "theme.buttonRadius": "full",
    "theme.headingFontSizes": ("2.25rem",),
    "theme.light.primaryColor": "#2f5d8c",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f3f5f7",
    "theme.light.textColor": "#1f2630",
    "theme.dark.primaryColor": "#8ab4e0",
    "theme.dark.backgroundColor": "#15191e",
    "theme.dark.secondaryBackgroundColor": "#1f252c",
    "theme.dark.textColor": "#e6e9ed",
}
"""Streamlit's settings for the page; ``.streamlit/config.toml`` has them for ``streamlit run``."""

_GRACE_S = 1.0
_PATIENCE_S = 5.0


def launch(knowledge: Path | None, host: str, port: int, headless: bool) -> int:
    """Run the chat page until it is stopped; the exit code of the page, 0 where Ctrl-C stopped it.

    ``knowledge`` is ``None`` for the default. ``port`` 0 takes any free one. ``headless`` opens no browser.
    Raises ``AssistantError`` where Streamlit is not installed or the address cannot be listened on.
    """
    if importlib.util.find_spec("streamlit") is None:
        raise AssistantError(f"the chat page needs Streamlit, which is not installed; install it with: {INSTALL}")
    free_port = _free_port(host, port)
    # Without -P a file in the working directory, among the documents perhaps, could take a module's place.
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(APP), *flags(host, free_port, headless)]
    with subprocess.Popen(command, env=_environment(knowledge)) as page, _ended_with_us(page):
        try:
            code = page.wait()
        except KeyboardInterrupt:
            return _stop(page)
    return code if code >= 0 else 128 - code


def flags(host: str, port: int, headless: bool) -> list[str]:
    """The arguments of ``streamlit run`` for the page at an address."""
    options = {
        **OPTIONS,
        "server.address": host,
        "server.port": str(port),
        "server.headless": headless,
        # What is shown and opened. Without it Streamlit asks a server outside for the address of this machine.
        "browser.serverAddress": _reached_at(host),
    }
    found = []
    for name, value in options.items():
        values = value if isinstance(value, tuple) else (value,)
        found += [f"--{name}={str(one).lower() if isinstance(one, bool) else one}" for one in values]
    return found


def _reached_at(host: str) -> str:
    """What a browser on this machine calls an address that is listened on."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return "localhost"
    return f"[{host}]" if address.version == 6 else host


def _environment(knowledge: Path | None) -> dict[str, str]:
    environment = dict(os.environ)
    if knowledge is not None:
        environment["ASSISTANT_KNOWLEDGE"] = str(knowledge)
    home = str(Path(__file__).resolve().parents[2])
    if home != sysconfig.get_path("purelib"):  # run from a checkout: the page has to find the package too
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (home, environment.get("PYTHONPATH"))))
    return environment


def _free_port(host: str, port: int) -> int:
    """The port, or any free one for 0, after a look whether it can be listened on."""
    if not host:
        raise AssistantError("the host is empty; 127.0.0.1 is this machine alone, 0.0.0.0 every address it has")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise AssistantError(f"host {host!r}: there is no such address; 127.0.0.1 is this machine alone") from error
    try:
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # a port that was in use a moment ago is free; elsewhere the option means more
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} on {host} is taken; choose another with --port, or stop what uses it"
        elif error.errno == errno.EACCES:
            message = f"port {port} on {host} may not be used; choose one above 1023 with --port"
        else:
            message = f"{host}, port {port}: cannot be listened on ({error.strerror})"
        raise AssistantError(message) from error


def _stop(page: subprocess.Popen[bytes]) -> int:
    """Wait for a page that was told to stop; a terminal tells it with us, another program may tell us only."""
    try:
        page.wait(_GRACE_S)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        page.terminate()
        try:
            page.wait(_PATIENCE_S)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            page.kill()
            page.wait()
    return 0


@contextmanager
def _ended_with_us(page: subprocess.Popen[bytes]) -> Iterator[None]:
    """Pass the signal that ends this process on to the page, so that none is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: page.terminate())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
