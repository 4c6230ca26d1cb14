"""Who is let in, where the owner asks for a password or has a proxy name the user."""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from threading import Lock

import streamlit as st

from assistant.config import Settings
from assistant.page import hands, visitor
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text

HOURS = 12.0
MOST = 10_000
WRONG_MOST = 20
WRONG_SECONDS = 300.0
_WORD, _FAILED = "password", "password_failed"


class Door:
    """Remembers which browsers gave the password, and how often a wrong one was given lately, by anyone.

    After ``WRONG_MOST`` wrong ones within ``WRONG_SECONDS`` none is looked at until some time has passed, so that
    the password cannot be found by trying.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._let_in: OrderedDict[str, float] = OrderedDict()
        self._wrong: list[float] = []
        self._lock = Lock()

    def knows(self, browser: str) -> bool:
        """Whether a browser gave the password within the last ``HOURS``."""
        with self._lock:
            given = self._let_in.get(browser)
        return given is not None and self._clock() - given < HOURS * 3600

    def try_password(self, browser: str, given: str, password: str) -> bool:
        """Whether the password is right; the browser is known from then on."""
        with self._lock:
            now = self._clock()
            self._wrong = [then for then in self._wrong if now - then < WRONG_SECONDS]
            if len(self._wrong) >= WRONG_MOST:
                return False
            if not hmac.compare_digest(given.encode("utf-8"), password.encode("utf-8")):
                self._wrong.append(now)
                return False
            self._let_in[browser] = now
            self._let_in.move_to_end(browser)
            while len(self._let_in) > MOST:
                self._let_in.popitem(last=False)
            return True


def is_let_in(settings: Settings, said: Texts) -> bool:
    """Whether the visitor may see the page; where not, what is missing is shown or asked for."""
    if settings.user_header:
        visitor.name(st.context.headers.get(settings.user_header) or "")
        if not visitor.user():
            _listen(said)
            st.error(as_text(said("no_user")))
            return False
    if not settings.password or _door().knows(visitor.browser()):
        return True
    _ask(settings.password, said)
    return False


def _ask(password: str, said: Texts) -> None:
    _listen(said)
    with st.container(key="door"):
        st.html(f'<h1 class="ask-page">{as_html(said("password_title"))}</h1>')
        with st.form("door", border=False):
            st.text_input(said("password_label"), type="password", key=_WORD, max_chars=200)
            st.form_submit_button(as_text(said("password_send")), type="primary", on_click=partial(_try, password))
        if st.session_state.pop(_FAILED, False):
            st.error(as_text(said("password_wrong")))


def _listen(said: Texts) -> None:
    """The script of the page, which tells when all is there to be shown; there is nothing to do with it here."""
    hands.listen(lambda deed, numbers: None, **visitor.told(said))


def _try(password: str) -> None:
    given = str(st.session_state.get(_WORD) or "")
    st.session_state[_FAILED] = not _door().try_password(visitor.browser(), given, password)


@st.cache_resource(show_spinner=False)
def _door() -> Door:
    return Door()
