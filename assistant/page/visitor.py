"""Who looks at the page: their conversation, found again after a reload, and whether they run the assistant."""

from __future__ import annotations

import ipaddress
import re
import secrets

import streamlit as st

from assistant.page.catalogue import Texts
from assistant.page.keeping import Keeper
from assistant.page.problems import told as told_problem
from assistant.page.session import Conversation
from assistant.page.speech import LANGUAGE_COOKIE, chosen
from assistant.page.theirs import theirs

COOKIE = "assistant_browser"
_CONVERSATION, _NAME, _BROWSER, _USER = "conversation", "conversation_name", "browser", "user"
_PARAMETER = "chat"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


def conversation() -> Conversation:
    """The visitor's conversation; the one that the address names if it was this browser's, else a new one."""
    held = st.session_state.get(_CONVERSATION)
    if isinstance(held, Conversation):
        return held
    name = str(st.query_params.get(_PARAMETER, ""))
    found = _keeper().find(_whose(), name)
    st.session_state[_NAME] = name if found is not None else secrets.token_urlsafe(16)
    st.session_state[_CONVERSATION] = found if found is not None else Conversation()
    opened: Conversation = st.session_state[_CONVERSATION]
    return opened


def keep(**named: str) -> None:
    """Let the conversation survive a reload from now on, as long as it holds something.

    The address names it then, and what is ``named``, and nothing else.
    """
    if _holds_something():
        _keeper().keep(_whose(), str(st.session_state[_NAME]), conversation())
    else:
        _keeper().drop(_whose(), str(st.session_state[_NAME]))
    # Also where it seems to say that already: a link to the page that is shown empties what Streamlit holds of the
    # address, and leaves the address.
    st.query_params.from_dict(address(**named))


def address(**named: str) -> dict[str, str]:
    """What the address is to say: the name of the conversation if it is kept, and what is ``named``."""
    return {_PARAMETER: str(st.session_state[_NAME]), **named} if _holds_something() else named


def _holds_something() -> bool:
    held = conversation()
    return bool(held.turns or held.pending is not None or held.uploads is not None or held.limit)


def browser() -> str:
    """What the browser is told apart by: a random name, which the page's script keeps in a cookie."""
    if _BROWSER not in st.session_state:
        given = str(st.context.cookies.get(COOKIE, ""))
        st.session_state[_BROWSER] = given if _TOKEN.fullmatch(given) else secrets.token_urlsafe(24)
    return str(st.session_state[_BROWSER])


def name(user: str) -> None:
    """Note who the visitor is, as a proxy says it; another user gets nothing of what this one has."""
    if st.session_state.get(_USER, user) != user:
        st.session_state.clear()
    st.session_state[_USER] = user


def user() -> str:
    """Who the visitor is; empty where nobody says it."""
    return str(st.session_state.get(_USER, ""))


def told(said: Texts) -> dict[str, str]:
    """What the script of the page is to know."""
    return {
        "browser": browser(),
        "cookie": COOKIE,
        "copied": said("copied"),
        "language": said.language,
        "pages": said("pages"),
        "choice": LANGUAGE_COOKIE,
        "chosen": chosen(),
        "theirs": theirs(said),
    }


def _whose() -> str:
    return f"{user()}\n{browser()}"


def question_in_address() -> str | None:
    """The question that the address asks with ``?q=…``, once."""
    asked = st.query_params.get("q")
    if asked is None:
        return None
    conversation()
    # In one go, with the name that the conversation will be kept by: what is written twice has to be gone back twice.
    st.query_params.from_dict({_PARAMETER: str(st.session_state[_NAME])})
    return str(asked)


def is_owner() -> bool:
    """Whether the visitor runs the assistant: the page listens to this machine alone and nothing stands between."""
    headers = st.context.headers
    return _loopback(str(st.get_option("server.address") or "")) and not any(name in headers for name in _FORWARDED)


def in_words(failure: object, said: Texts) -> str:
    """What went wrong, for whoever runs the assistant; others are told that something did, and no paths."""
    return told_problem(str(failure), said) if is_owner() else said("failed")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@st.cache_resource(show_spinner=False)
def _keeper() -> Keeper:
    return Keeper()
