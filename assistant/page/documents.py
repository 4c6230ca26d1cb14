"""The page of documents: what is known, searching it, reading it, bringing one's own."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.assistant import Assistant, knowledge_path
from assistant.page import hands, reading, visitor
from assistant.page.bringing import bring, dismiss
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text
from assistant.page.excerpt import words
from assistant.page.export import place
from assistant.page.highlight import highlighted
from assistant.page.library import Library, Newest
from assistant.page.markup import bullets, button, table
from assistant.page.problems import told
from assistant.page.speech import texts
from assistant.types import Citation, Document, Span

SHOWN = 50
LONGEST_SOUGHT = 200
FOUND = 8
LEAST_SHARE = 0.2
"""Passages with less of the best one's score share small words with what was sought, and little else."""
_FIELD, _SOUGHT, _LIMIT, _LISTED = "search", "sought", "documents_shown", "listed"


@st.fragment
def draw(newest: Newest, asking: Callable[[], Any]) -> None:
    """The list, or the document that is being read; ``asking`` gives the page to ask on."""
    if st.session_state.pop(reading.GO_ASKING, False):
        # The address stays as it is until that page is there: one can go back to the document.
        st.switch_page(asking(), query_params=st.query_params.to_dict())
    said, library = texts(), newest()
    hands.listen(_act, **visitor.told(said))
    read = reading.named(st.query_params.to_dict())
    found = reading.found(read, library.shelf(visitor.conversation().uploads))
    if found:
        reading.show(*found, read, said)
    else:
        _show_list(library, newest, said)
    visitor.keep(**(read if found else {}))


def _show_list(library: Library, newest: Newest, said: Texts) -> None:
    assistant = library.assistant
    count = said.counted("documents", len(assistant.documents))
    line = said(
        "documents_line",
        documents=count,
        passages=said.number(len(assistant.collection)),
        words=said.number(len(assistant.collection.words)),
    )
    own = library.shelf(visitor.conversation().uploads).own
    if own is not None:
        line = f"{line} + {said.counted('own', len(own.documents))}"
    head = f'<h1 class="ask-page">{as_html(said("documents_title"))}</h1><p class="ask-faint">{as_html(line)}</p>'
    st.html(head + _state(library, newest, said))
    failure = newest.failure()
    if failure is not None:
        st.warning(as_text(said("not_newest", reason=visitor.in_words(failure, said))))
    # Streamlit forgets what is in a field that is not drawn, as while a document is read.
    st.session_state.setdefault(_FIELD, st.session_state.get(_SOUGHT, ""))
    sought = st.text_input(said("search_documents"), key=_FIELD).strip()[:LONGEST_SOUGHT]
    st.session_state[_SOUGHT] = sought
    if sought:
        _show_found(library, sought, said)
    else:
        listed = [(one, name) for one in filter(None, (own, assistant)) for name in one.documents]
        limit = int(st.session_state.get(_LIMIT, SHOWN))
        st.session_state[_LISTED] = [_whole(one.document(name)) for one, name in listed[:limit]]
        bring(newest, said)
        rows = "".join(_row(n, one, name, said) for n, (one, name) in enumerate(listed[:limit]))
        st.html(table(_heads(said), rows, "ask-wide ask-listing"))
        if len(listed) > limit:
            st.button(as_text(said("show_more")), on_click=_show_more)
        _show_problems(assistant, said)


def _state(library: Library, newest: Newest, said: Texts) -> str:
    """How current the index is, whether changes are noticed, and how many files it lacks."""
    skipped = len(library.assistant.report.skipped)
    facts = [said("as_of", time=library.opened.strftime("%Y-%m-%d %H:%M"))]
    facts.append(said("watched" if newest.watching else "not_watched"))
    facts += [said.counted("unread", skipped)] if skipped else []
    return f'<p class="ask-notes">{"".join(f"<span>{as_html(fact)}</span>" for fact in facts)}</p>'


def _heads(said: Texts) -> str:
    names = ("column_title", "column_kind", "column_sections", "column_passages", "column_changed")
    return "".join(f'<th scope="col">{as_html(said(name))}</th>' for name in names)


def _row(number: int, assistant: Assistant, name: str, said: Texts) -> str:
    document = assistant.document(name)
    sections = sum(block.kind == "heading" for block in document.blocks)
    begin, end = assistant.collection.entry(name)["passages"]
    cells = [Path(name).suffix.lstrip("."), said.number(sections), said.number(end - begin), _changed(assistant, name)]
    inner = as_html(document.title)
    below = f'<div class="ask-faint">{as_html(name)}</div>'
    opener = button(f"open:{number}", document.title, kind="ask-link ask-open-document", inner=inner)
    return f'<tr><th scope="row">{opener}{below}</th>{"".join(f"<td>{as_html(cell)}</td>" for cell in cells)}</tr>'


def _changed(assistant: Assistant, name: str) -> str:
    """The day of the last change of a document's file; a dash where the file is gone."""
    home = knowledge_path(assistant.settings.knowledge or None)
    try:
        changed = (home / name if home.is_dir() else home).stat().st_mtime
    except OSError:
        return "–"
    return datetime.datetime.fromtimestamp(changed, tz=datetime.UTC).date().isoformat()


def _show_found(library: Library, sought: str, said: Texts) -> None:
    """The documents with such a name, and the passages found, to be opened where they stand."""
    shelf = library.shelf(visitor.conversation().uploads)
    named = _named(shelf.assistants, sought)
    places = _passages(shelf.assistants, sought)
    st.session_state[_LISTED] = [*named, *places]
    if not named and not places:
        st.info(as_text(said("no_such")))
    if named:
        openers = (_opener(n, one.title, one.document) for n, one in enumerate(named))
        st.html(f'<h2 class="ask-theme">{as_html(said("named_so"))}</h2>{"".join(openers)}')
    if named and places:
        st.html(f'<h2 class="ask-theme">{as_html(said("column_passages"))}</h2>')
    for number, found in enumerate(places, start=len(named)):
        st.html(_opener(number, place(found, said), found.quote, sought))


def _opener(number: int, name: str, below: str, sought: str = "") -> str:
    """The name of what was found, which opens it, and some of it below."""
    opener = button(f"open:{number}", name, kind="ask-link ask-open-document", inner=as_html(name))
    return f'<div class="ask-found">{opener}<p>{highlighted(below, sought) if sought else as_html(below)}</p></div>'


def _named(assistants: Sequence[Assistant], sought: str) -> list[Citation]:
    """The first documents whose title or file name has all the words sought."""
    words = sought.casefold().split()
    names = (
        (one, name, f"{one.collection.entry(name)['title']} {name}") for one in assistants for name in one.documents
    )
    fitting = ((one, name) for one, name, full in names if all(word in full.casefold() for word in words))
    return [_whole(one.document(name)) for one, name in islice(fitting, FOUND)]


def _passages(assistants: Sequence[Assistant], sought: str) -> list[Citation]:
    hits = [(one, hit) for one in assistants for hit in one.search(sought, top=FOUND)]
    hits = sorted(hits, key=lambda found: -found[1].score)[:FOUND]
    hits = [(one, hit) for one, hit in hits if hit.score >= LEAST_SHARE * hits[0][1].score]
    return [_place(one.document(hit.passage.document_id), hit.passage.span) for one, hit in hits]


def _show_problems(assistant: Assistant, said: Texts) -> None:
    skipped = assistant.report.skipped
    if skipped:
        home = f"{knowledge_path(assistant.settings.knowledge or None)}/"
        st.html(f"<h2 class='ask-theme'>{as_html(said('problems'))}</h2>")
        st.html(
            f'<div class="ask-answer">{bullets(told(reason.replace(home, ""), said) for _, reason in skipped)}</div>'
        )


def _whole(document: Document) -> Citation:
    return _place(document, Span(0, 0))


def _place(document: Document, span: Span) -> Citation:
    under = [block.headings for block in document.blocks if block.span.start <= span.start]
    section = under[-1] if under and span.end else ()
    quote = words(document, span) if span.end else ""
    return Citation(document.id, document.digest, document.title, section, None, span.start, span.end, quote, 0.0)


def _act(deed: str, numbers: tuple[int, ...]) -> None:
    listed = st.session_state.get(_LISTED, [])
    match deed, numbers:
        case "open", (number,) if 0 <= number < len(listed):
            visitor.keep(**reading.in_address(listed[number]))
        case "dismiss", (number,):
            dismiss(number)


def _show_more() -> None:
    """Twice as many, so that the end of a long list is near."""
    st.session_state[_LIMIT] = 2 * int(st.session_state.get(_LIMIT, SHOWN))
