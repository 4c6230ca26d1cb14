"""Who is let in, and what they may bring, in a real browser."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Serving = Callable[..., str]


@pytest.fixture
def gadgets(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "gadgets.md").write_text("# Gadgets\n\nA flumph is a small machine.\n", encoding="utf-8")
    return folder


def test_a_document_is_added_for_everyone(
    serving: Serving, gadgets: Path, tmp_path: Path, tab: Any, browser: Any, expect: Any
) -> None:
    teapots = tmp_path / "teapots.md"
    teapots.write_text("# Teapots\n\nA teapot is a vessel for steeping leaves.\n", encoding="utf-8")
    own = serving(gadgets, upload_to_folder="true")
    tab.goto(f"{own}/documents")
    tab.get_by_text("Add documents", exact=True).click()
    tab.locator(".st-key-adding input[type=file]").set_input_files(teapots)
    tab.get_by_role("button", name="Add to the documents").click()
    expect(tab.get_by_text("1 document added")).to_be_visible()
    expect(tab.get_by_role("button", name="Teapots", exact=True)).to_be_visible()
    expect(tab.get_by_text("teapots.md", exact=True)).to_have_count(0)  # the chooser is empty again
    assert (gadgets / "added" / "teapots.md").read_bytes() == teapots.read_bytes()
    stranger = browser.new_context().new_page()
    stranger.goto(f"{own}/?q=What%20is%20a%20teapot%3F")
    expect(stranger.locator(".ask-answer")).to_contain_text("a vessel for steeping leaves")
    stranger.context.close()


def test_the_password_is_asked_for_once(serving: Serving, gadgets: Path, tab: Any, expect: Any) -> None:
    from browser.test_access import faults

    own = serving(gadgets, password="sesame")
    tab.goto(f"{own}/?q=What%20is%20a%20flumph%3F")
    word = tab.get_by_label("Password", exact=True)
    word.fill("open")
    word.press("Enter")
    expect(tab.get_by_text("That was not the password.")).to_be_visible()
    assert faults(tab) == []
    word.fill("sesame")
    word.press("Enter")
    expect(tab.locator(".ask-answer")).to_contain_text("A flumph is a small machine.")
    tab.wait_for_url("**/?chat=*")
    tab.reload()
    expect(tab.locator(".ask-answer")).to_contain_text("A flumph is a small machine.")


class Proxy(socketserver.ThreadingTCPServer):
    """Passes on what comes, with the user in the head of the first request of each connection."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        self.host, self.port = target.split("//")[1].split(":")
        self.user = b""
        super().__init__(("127.0.0.1", 0), _Passing)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passing(socketserver.BaseRequestHandler):
    server: Proxy

    def handle(self) -> None:
        with socket.create_connection((self.server.host, int(self.server.port))) as target:
            first = self.request.recv(65536)
            line, _, rest = first.partition(b"\r\n")
            target.sendall(line + b"\r\nX-User: " + self.server.user + b"\r\n" + rest)
            back = threading.Thread(target=self._pass_on, args=(target, self.request), daemon=True)
            back.start()
            self._pass_on(self.request, target)
            back.join()

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while some := source.recv(65536):
                target.sendall(some)
            target.shutdown(socket.SHUT_WR)


def test_a_proxy_names_the_user(serving: Serving, gadgets: Path, tab: Any, expect: Any) -> None:
    own = serving(gadgets, user_header="X-User")
    tab.goto(f"{own}/?q=What%20is%20a%20flumph%3F")
    expect(tab.get_by_text("did not say who you are")).to_be_visible()
    with Proxy(own) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        proxy.user = b"ann"
        tab.goto(f"{proxy.address}/?q=What%20is%20a%20flumph%3F")
        expect(tab.locator(".ask-answer")).to_contain_text("A flumph is a small machine.")
        expect(tab.get_by_role("link", name="Documents")).to_be_visible()
        expect(tab.get_by_role("link", name="Unanswered")).to_have_count(0)  # that is the owner's alone
        tab.wait_for_url("**/?chat=*")
        tab.wait_for_function("document.cookie.includes('assistant_browser=')")  # set by the page's script
        tab.reload()
        expect(tab.locator(".ask-answer")).to_contain_text("A flumph is a small machine.")
        proxy.user = b"bob"
        tab.reload()
        expect(tab.get_by_test_id("stChatInputTextArea")).to_be_visible()
        expect(tab.locator(".ask-answer")).to_have_count(0)
        proxy.shutdown()
