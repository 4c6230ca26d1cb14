"""Documents that visitors bring along: for themselves, and for everyone where the owner allows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assistant.loaders import suffixes
from assistant.page import visitor
from assistant.page.adding import Added, add_to_folder, may_add
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text
from assistant.page.library import Library, Newest
from assistant.page.markup import icon_button
from assistant.page.problems import told
from assistant.page.uploads import MOST_FILES, Refused, Uploads

_GIVEN, _SHARED, _OUTCOME, _ROUND = "given", "shared", "added", "shared_round"


def bring(newest: Newest, said: Texts) -> None:
    """The places to put documents into, folded away: one's own, and those for everyone where the owner allows it."""
    library = newest()
    with st.expander(as_text(said("bring")), icon=":material/upload:"):
        if not may_add(library.assistant.settings):
            _show_own(library, said)
            return
        own, everyone = st.columns(2)
        with own:
            _show_own(library, said)
        with everyone:
            _show_shared(newest, library, said)


def _show_own(library: Library, said: Texts) -> None:
    conversation = visitor.conversation()
    with st.container(key="uploads"):
        _chooser(_GIVEN, said("uploads"), said("uploads_help", number=MOST_FILES), library, partial(_upload, library))
        if conversation.uploads is not None:
            refused = conversation.uploads.refused
            _show_refused(refused, [f"dismiss:{number}" for number in range(len(refused))], said)
            st.button(as_text(said("remove_uploads")), on_click=_remove_uploads)


def _show_shared(newest: Newest, library: Library, said: Texts) -> None:
    key = _shared_key()
    with st.container(key="adding"):
        _chooser(key, said("add"), said("add_help", number=MOST_FILES), library)
        if st.session_state.get(key):
            st.button(as_text(said("add_send")), type="primary", on_click=partial(_add, newest))
        outcome = st.session_state.pop(_OUTCOME, None)
        if isinstance(outcome, Added):
            if outcome.documents:
                st.success(as_text(said.counted("added", len(outcome.documents))))
            # It is shown once: whatever is done next takes it away.
            _show_refused(outcome.refused, ["dismiss"] * len(outcome.refused), said)


def _chooser(key: str, label: str, help_text: str, library: Library, change: partial[None] | None = None) -> None:
    st.file_uploader(
        label,
        type=list(suffixes()),
        accept_multiple_files=True,
        key=key,
        on_change=change,
        max_upload_size=max(1, int(library.assistant.settings.max_file_mb)),
    )
    st.html(f'<p class="ask-notes">{as_html(help_text)}</p>')


def dismiss(number: int) -> None:
    """Say no more of a visitor's own file why it was refused."""
    own = visitor.conversation().uploads
    if own is not None:
        own.refused = tuple(one for n, one in enumerate(own.refused) if n != number)


def _show_refused(refused: Sequence[Refused], deeds: Sequence[str], said: Texts) -> None:
    """Why files were refused, each with a button that takes that away, which does its deed."""
    for one, deed in zip(refused, deeds, strict=True):
        why = as_html(told(f"{one.name}: {said(one.why, **one.values)}", said))
        close = icon_button(deed, said("hide_notice"), "close")
        st.html(f'<p class="ask-refused" role="alert"><span>{why}</span>{close}</p>')


def _upload(library: Library) -> None:
    given = st.session_state.get(_GIVEN) or []
    conversation = visitor.conversation()
    if conversation.uploads is None:
        conversation.uploads = Uploads(library.assistant.settings)
    conversation.uploads.put((file.name, file.getvalue()) for file in given)


def _remove_uploads() -> None:
    visitor.conversation().uploads = None
    st.session_state.pop(_GIVEN, None)


def _add(newest: Newest) -> None:
    """Add what was chosen, wait until it is read, and empty the chooser."""
    given = st.session_state.get(_shared_key()) or []
    settings = newest().assistant.settings
    outcome = add_to_folder(((file.name, file.getvalue()) for file in given), settings)
    if outcome.documents:
        newest.learn(outcome.documents)
    st.session_state[_OUTCOME] = outcome
    st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1


def _shared_key() -> str:
    """The key of the chooser: another one after each time, which empties it."""
    return f"{_SHARED}-{st.session_state.get(_ROUND, 0)}"
