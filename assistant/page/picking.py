"""The control that limits the questions to some documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import streamlit as st

from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text
from assistant.page.library import Library
from assistant.page.limit import EVERYTHING, Limit, tags_of, titles_of
from assistant.page.session import Conversation

MOST_OFFERED = 500
"""The choices go to the browser with each answer: of more documents, one is picked on the page of documents."""
_TAGS, _DOCUMENTS = "limit_tags", "limit_documents"


def show_limit(conversation: Conversation, library: Library, said: Texts) -> None:
    """A button that says which documents are asked and opens the choice; nothing where there is only one."""
    titles = _titles(conversation, library)
    tags = _tags(conversation, library)
    if len(titles) < 2:
        return
    picked = len(_picked(conversation, library))
    label = said("limit_some", number=picked, total=len(titles)) if conversation.limit else said("limit_none")
    with (
        st.container(key="limit", width="content"),
        st.popover(as_text(label), icon=":material/filter_alt:", key="limit_popover"),
    ):
        st.html(f'<p class="ask-notes">{as_html(said("limit_help"))}</p>')
        if len(titles) > MOST_OFFERED:
            st.html(f'<p class="ask-notes">{as_html(said("limit_many", number=said.number(len(titles))))}</p>')
        note = partial(_note, conversation)
        if tags:
            _hold(_TAGS, conversation.limit.tags, tags)
            st.multiselect(said("limit_tags"), tags, key=_TAGS, on_change=note, placeholder=said("limit_choose"))
        offered = _offered(conversation, titles)
        if offered:
            _hold(_DOCUMENTS, conversation.limit.documents, offered)
            st.multiselect(
                said("limit_documents"),
                offered,
                format_func=lambda name: titles.get(name, name),
                key=_DOCUMENTS,
                on_change=note,
                placeholder=said("limit_choose"),
            )
        st.button(
            as_text(said("limit_lift")),
            key="limit_lift",
            disabled=not conversation.limit,
            on_click=partial(lift, conversation),
        )


def lift(conversation: Conversation) -> None:
    """Ask all documents again."""
    conversation.limit = EVERYTHING


def _hold(key: str, picked: tuple[str, ...], offered: Iterable[str]) -> None:
    """Have the control show what is picked, of what is there."""
    there = frozenset(offered)
    st.session_state[key] = [one for one in picked if one in there]


def _note(conversation: Conversation) -> None:
    documents, tags = st.session_state.get(_DOCUMENTS) or (), st.session_state.get(_TAGS) or ()
    conversation.limit = Limit(tuple(map(str, documents)), tuple(map(str, tags)))


def _titles(conversation: Conversation, library: Library) -> Mapping[str, str]:
    """The documents that can be asked, by their ids."""
    own = library.shelf(conversation.uploads).own
    return library.titles if own is None else {**titles_of(own), **library.titles}


def _offered(conversation: Conversation, titles: Mapping[str, str]) -> list[str]:
    """The documents to choose from; of very many those chosen elsewhere, to be taken out again."""
    few = len(titles) <= MOST_OFFERED
    return list(titles) if few else [name for name in conversation.limit.documents if name in titles]


def _tags(conversation: Conversation, library: Library) -> list[str]:
    own = library.shelf(conversation.uploads).own
    return list(dict.fromkeys((*library.tags, *(tags_of(own) if own is not None else ()))))


def _picked(conversation: Conversation, library: Library) -> list[str]:
    shelf = library.shelf(conversation.uploads, conversation.limit)
    return [name for one in shelf.assistants for name in one.documents]
