"""The page for whoever runs the assistant: what was asked and not answered, or answered badly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import streamlit as st

from assistant.asked import AskedStore, Gap, gaps
from assistant.assistant import knowledge_path
from assistant.errors import AssistantError
from assistant.page import hands, visitor
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text
from assistant.page.library import Library
from assistant.page.markup import bullets
from assistant.page.problems import told
from assistant.page.retold import retold
from assistant.page.speech import texts
from assistant.page.suite import add_to_suite, suite_file

SHOWN = 30
MOST_TYPED = 3
_SAID = "gaps_said"
_LIMIT = "gaps_shown"


def draw(newest: Callable[[], Library]) -> None:
    """The list, each entry with what can be done about it."""
    said, library = texts(), newest()
    hands.listen(lambda deed, numbers: None, **visitor.told(said))
    st.html(f"<h1 class='ask-page'>{as_html(said('gaps_title'))}</h1><p>{as_html(said('gaps_intro'))}</p>")
    store = library.asked
    if store is None:
        st.info(as_text(said("gaps_off")))
        return
    _show_outcome(said)
    limit = int(st.session_state.get(_LIMIT, SHOWN))
    try:
        every = gaps(store.entries())
        still_open = (gap for gap in every if gap.disliked or not library.suggestions.answers(gap.question))
        found = list(islice(still_open, limit + 1))  # no more are asked again than are shown
    except AssistantError as error:
        st.error(as_text(told(str(error), said)))
        return
    if not found:
        st.info(as_text(said("gaps_none")))
        return
    suite = suite_file(knowledge_path(library.assistant.settings.knowledge or None))
    for gap in found[:limit]:
        _show_gap(gap, store, suite, said)
    if len(found) > limit:
        st.button(as_text(said("show_more")), on_click=_show_more)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="ask-notes">{as_html(said("kept_where", file=store.file))}</p>', width="stretch")
        with st.popover(as_text(said("forget_all")), type="tertiary"):  # once gone it cannot be had back
            forget = partial(_forget, store, said("forgotten"))
            st.button(as_text(said("really_forget")), type="primary", on_click=forget)


def _show_gap(gap: Gap, store: AskedStore, suite: Path, said: Texts) -> None:
    latest = gap.entries[0]
    facts = [said.counted("times", len(gap.entries))]
    if gap.reason is not None:
        facts.append(retold(gap.reason, said))
    if gap.disliked:
        facts.append(said("disliked"))
    facts += map(said.quoted, gap.notes)
    facts += [said("typed_so", words=said.quoted(words)) for words in gap.typed[:MOST_TYPED]]
    wordings = bullets(gap.wordings[1:6]) if len(gap.wordings) > 1 else ""
    with st.container(border=True, key=f"gap-{latest.id}"):
        notes = "".join(f"<span>{as_html(fact)}</span>" for fact in facts)
        st.html(f"<h2 class='ask-gap'>{as_html(gap.question)}</h2><p class='ask-notes'>{notes}</p>{wordings}")
        with st.container(horizontal=True):
            written = said("in_suite", file=suite.name), said("was_in_suite", file=suite.name)
            for name, answered in (("should_answer", True), ("should_refuse", False)):
                act = partial(_write, gap, store, suite, written, answered)
                st.button(as_text(said(name)), key=f"{name}-{latest.id}", on_click=act)
            st.button(
                as_text(said("dismiss")),
                key=f"dismiss-{latest.id}",
                type="tertiary",
                on_click=partial(_drop, gap, store),
            )


def _write(gap: Gap, store: AskedStore, suite: Path, outcomes: tuple[str, str], answered: bool) -> None:
    """Write a question into the suite and say so; the second of the outcomes is that it had it."""
    try:
        new = add_to_suite(suite, gap.question, answered=answered)
        _drop(gap, store)
        st.session_state[_SAID] = (True, outcomes[0] if new else outcomes[1])
    except AssistantError as error:
        st.session_state[_SAID] = (False, str(error))


def _drop(gap: Gap, store: AskedStore) -> None:
    store.drop([entry.id for entry in gap.entries])


def _forget(store: AskedStore, forgotten: str) -> None:
    store.forget()
    st.session_state[_SAID] = (True, forgotten)


def _show_more() -> None:
    st.session_state[_LIMIT] = int(st.session_state.get(_LIMIT, SHOWN)) + SHOWN


def _show_outcome(said: Texts) -> None:
    outcome = st.session_state.pop(_SAID, None)
    if outcome is not None:
        well, words = outcome
        (st.success if well else st.error)(as_text(told(words, said)))
