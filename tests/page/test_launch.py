"""The chat page is started in a process of its own."""

from __future__ import annotations

import importlib.util
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.page import launch as launching
from assistant.page.launch import OPTIONS, flags, launch

ROOT = Path(__file__).parents[2]


@pytest.fixture
def taken() -> Any:
    """A port that something listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in table.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return found


def test_both_ways_to_start_have_the_same_settings() -> None:
    file = flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")))
    assert file.pop("server.address") == "127.0.0.1"
    assert file == {name: list(value) if isinstance(value, tuple) else value for name, value in OPTIONS.items()}


def test_the_page_talks_to_nobody_and_shows_no_tracebacks() -> None:
    given = flags("127.0.0.1", 8501, headless=True)
    assert "--browser.gatherUsageStats=false" in given
    assert "--client.showErrorDetails=none" in given
    assert "--server.address=127.0.0.1" in given
    assert "--browser.serverAddress=127.0.0.1" in given
    assert "--server.headless=true" in given


@pytest.mark.parametrize(
    ("host", "reached"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "localhost"), ("::", "localhost"), ("::1", "[::1]"), ("box", "box")],
)
def test_the_address_shown_is_one_that_a_browser_can_open(host: str, reached: str) -> None:
    """Left to itself, Streamlit asks a server outside which address this machine has."""
    assert f"--browser.serverAddress={reached}" in flags(host, 8501, headless=False)


def test_without_streamlit_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(AssistantError, match=r"pip install 'ask-your-documents\[chat\]'"):
        launch(None, "127.0.0.1", 0, True)


def test_the_install_command_names_this_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"{project['name']}[chat]" in launching.INSTALL
    assert "chat" in project["optional-dependencies"]


def test_a_port_that_is_taken_is_said_in_words(taken: int) -> None:
    with pytest.raises(AssistantError, match=f"port {taken} on 127.0.0.1 is taken; choose another with --port"):
        launch(None, "127.0.0.1", taken, True)


def test_an_address_of_another_machine_is_said_in_words() -> None:
    with pytest.raises(AssistantError, match=r"192\.0\.2\.1, port 0: cannot be listened on"):
        launch(None, "192.0.2.1", 0, True)


def test_a_host_that_is_none_is_said_in_words() -> None:
    with pytest.raises(AssistantError, match="the host is empty"):
        launch(None, "", 0, True)
    with pytest.raises(AssistantError, match=r"host 'a\.\.b': there is no such address"):
        launch(None, "a..b", 0, True)


def test_the_exit_code_of_the_page_is_returned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("streamlit")
    monkeypatch.setattr(launching, "APP", tmp_path / "missing.py")
    assert launch(None, "127.0.0.1", 0, True) not in (0, None)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent differently there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_page_too(sent: signal.Signals, tmp_path: Path) -> None:
    pytest.importorskip("streamlit")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = (
        "import signal, sys; from assistant.page.launch import launch; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"sys.exit(launch(None, '127.0.0.1', {port}, True))"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if b"URL" in line:
                break
        assert answers(port)
        process.send_signal(sent)
        rest = process.stdout.read()
        assert process.wait(30) == 0
    assert b"Traceback" not in rest
    assert not answers(port)


def answers(port: int) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=10) as reply:
            return bool(reply.status == 200)
    except urllib.error.URLError:
        return False


def test_launching_needs_no_streamlit_to_be_loaded() -> None:
    code = "import sys, assistant.page.launch; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
