"""What stands beside the conversation: the source, opened at the quote, or why the answer was given."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.catalogue import Texts
from assistant.page.escape import as_html
from assistant.page.export import headings
from assistant.page.library import Library
from assistant.page.markup import button, icon_button, region
from assistant.page.pictures import PageShown, has_pages, pages_html
from assistant.page.reader import to_html, window
from assistant.page.session import Conversation
from assistant.page.turns import Opened
from assistant.page.why import why_html
from assistant.types import Citation, Document, Span


def panel_html(conversation: Conversation, library: Library, texts: Texts) -> str:
    """The panel, or nothing where none is open."""
    opened = conversation.opened
    turn = None if opened is None else conversation.turn(opened.turn)
    if opened is None or turn is None:
        return f'<div class="ask-closed{" ask-kept" if conversation.beside else ""}"></div>'
    if opened.view == "why":
        shelf = library.shelf(conversation.uploads, turn.limit)
        inner = why_html(shelf.explain(turn.answer, conversation.heard(turn)), shelf.document, texts)
        return _panel(opened, _bar(texts("why_title"), "", texts), inner, texts("why_title"))
    citation = turn.places[opened.place]
    title, steps = _steps(opened.place, len(turn.places), texts)
    title = title if turn.answer.answered else texts("nearest")
    shelf = library.shelf(conversation.uploads)
    document, file = shelf.document(citation), shelf.file(citation)
    paged = document is not None and has_pages(document, file)
    shown = library.pictures.pages(document, citation, file) if document and paged and not conversation.as_text else ()
    switch = _switch(conversation, texts) if shown or (paged and conversation.as_text) else ""
    inner = _source(citation, document, shown, switch, texts)
    if shown:
        steps = icon_button("zoom", texts("larger"), "larger", pressed=False) + steps
    form = "pages" if shown else "text"
    return _panel(opened, _bar(title, steps, texts), inner, title, form, marks=turn.answer.answered)


def about(document: Document) -> str:
    """What a document says of itself, such as its tags, in a line; empty where it says nothing."""
    return " · ".join(f"{name}: {said}" for name, said in document.metadata)


def _panel(opened: Opened, bar: str, inner: str, label: str, form: str = "", *, marks: bool = True) -> str:
    """The panel; without ``marks`` it opens at the quote, and the style sheet does not mark that.

    Its name is another one whenever something else is shown, to be scrolled to anew.
    """
    kind = "ask-panel" if marks else "ask-panel ask-unmarked"
    auto = "" if opened.asked_for else " data-auto"
    name = f"{opened.view}:{opened.turn}:{opened.place}:{form}:{opened.asked_for}"
    return f'<section class="{kind}" data-panel="{name}"{auto} aria-label="{as_html(label)}">{bar}{inner}</section>'


def _bar(title: str, steps: str, texts: Texts) -> str:
    close = icon_button("close", texts("close"), "close")
    return f'<div class="ask-bar"><h2>{as_html(title)}</h2>{steps}{close}</div>'


def _steps(place: int, total: int, texts: Texts) -> tuple[str, str]:
    """How many sources an answer has and which is open, and the buttons to the one before and the next."""
    steps = [
        icon_button("step:-1", texts("previous_source"), "back", disabled=place == 0),
        icon_button("step:1", texts("next_source"), "on", disabled=place + 1 == total),
    ]
    return texts("source_of", number=place + 1, total=total), "".join(steps) if total > 1 else ""


def _switch(conversation: Conversation, texts: Texts) -> str:
    """The button from the picture of a page to its text, or back."""
    return button("form", texts("show_page" if conversation.as_text else "show_text"), kind="ask-link")


def _source(
    citation: Citation, document: Document | None, shown: Sequence[PageShown], switch: str, texts: Texts
) -> str:
    """A source: where it stands, its words or the pages they are on, and what else there is to say of it."""
    path = "".join(f"<li>{as_html(heading)}</li>" for heading in headings(citation))
    head = f'<p class="ask-title">{as_html(citation.title)}</p>' + (f'<ol class="ask-path">{path}</ol>' if path else "")
    where = texts("place", document=citation.document, start=citation.start, end=citation.end)
    facts = [where] if citation.page is None else [texts("page", number=citation.page), where]
    read = ""
    if document is None:
        gone = f'<p class="ask-none">{as_html(texts("changed_source"))}</p>'
        said = f'{gone}<p class="ask-text"><mark>{as_html(citation.quote)}</mark></p>'
    else:
        said = pages_html(shown, citation, texts) if shown else _in_context(document, citation)
        read = button("read", texts("read_all"), kind="ask-link")
        facts += filter(None, [about(document)])
    foot = f'<p class="ask-notes ask-origin">{read}{switch}<span>{as_html(" · ".join(facts))}</span></p>'
    return head + region("ask-sheet", citation.title, said) + foot


def _in_context(document: Document, citation: Citation) -> str:
    """The quote, marked, with what stands before and after it."""
    span = Span(citation.start, citation.end)
    shown = window(document, span)
    above = '<p class="ask-open" aria-hidden="true">…</p>' if shown.more_before else ""
    below = '<p class="ask-open" aria-hidden="true">…</p>' if shown.more_after else ""
    return above + to_html(document, shown.blocks, span) + below
