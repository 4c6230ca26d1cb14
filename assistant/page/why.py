"""Why an answer was given, as HTML: what each word adds, what was found nowhere, what the runner-up lost by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.explain import Considered, Explanation, TermShare
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html
from assistant.page.excerpt import words
from assistant.page.export import place
from assistant.page.markup import bullets, region
from assistant.page.retold import meaning
from assistant.types import Citation, Document, Span

MOST_REASONS = 3
LEAST_SHARE = 0.005
"""What is shown as less than one per cent has no bar."""
_LONGEST_QUOTE = 240


Read = Callable[[Citation], Document | None]


def why_html(explained: Explanation, read: Read, texts: Texts) -> str:
    """The explanation in the order in which a person asks: how sure, which words, which place, which other.

    ``read`` gives the document of a place.
    """
    if explained.best is None:
        return f"<p>{as_html(texts('nothing_found'))}</p>"
    parts = [_sure(explained, texts)]
    if any(term.matched for term in explained.terms if term.role == "content"):
        matched = [term for term in explained.terms if term.matched]
        parts.append(_shares([term for term in matched if term.share >= LEAST_SHARE], texts))
        small = ", ".join(texts.quoted(term.text) for term in matched if term.share < LEAST_SHARE)
        if small:
            parts.append(f"<p>{as_html(texts('small_share', words=small))}</p>")
    if explained.unmatched:
        words = ", ".join(_unmatched(term, texts) for term in explained.unmatched)
        parts.append(f"<p>{as_html(texts('unmatched', words=words))}</p>")
    if len(explained.answer.citations) > 1:
        parts.append(f'<p class="ask-notes">{as_html(texts("several_places"))}</p>')
    parts.append(_considered(explained.best, read, texts("chosen" if explained.answer.answered else "nearest_place")))
    parts.append(_runner_up(explained, explained.best, read, texts))
    return region("ask-why", texts("why_title"), "".join(parts))


def _sure(explained: Explanation, texts: Texts) -> str:
    percent, threshold = texts.chance(explained.answer.confidence), texts.percent(explained.threshold)
    name = "threshold_words" if explained.answer.answered else "threshold_refused"
    return f"<p>{as_html(texts(name, percent=percent, threshold=threshold))}</p>"


def _shares(terms: Sequence[TermShare], texts: Texts) -> str:
    """A bar chart that is a table: a word, a bar as long as its share, the share in per cent."""
    rows = []
    for term in sorted(terms, key=lambda term: -term.share):
        taken = "" if term.correction is None else f' <span class="ask-faint">→ {as_html(term.correction)}</span>'
        bar = f'<span class="ask-track"><span class="ask-fill" style="width:{term.share:.0%}"></span></span>'
        share = as_html(texts.percent(term.share))
        rows.append(f'<tr><th scope="row">{as_html(term.text)}{taken}</th><td>{bar}</td><td>{share}</td></tr>')
    caption = as_html(texts("words_share"))
    return (
        f'<table class="ask-chart"><caption>{caption}</caption><tbody>{"".join(rows)}</tbody></table>' if rows else ""
    )


def _unmatched(term: TermShare, texts: Texts) -> str:
    word = texts.quoted(term.text)
    return word if term.hint is None else f"{word} (≈ {texts.quoted(term.hint)})"


def _considered(considered: Considered, read: Read, title: str) -> str:
    document = read(considered.place)
    span = Span(considered.place.start, considered.place.end)
    quote = " ".join(considered.place.quote.split()) if document is None else words(document, span)
    short = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…"
    where = f'<p class="ask-notes">{as_html(place(considered.place))}</p>'
    return f"<h3>{as_html(title)}</h3><blockquote><p>{as_html(short)}</p></blockquote>{where}"


def _runner_up(explained: Explanation, best: Considered, read: Read, texts: Texts) -> str:
    runner_up = explained.runner_up
    if runner_up is None:
        return f"<p>{as_html(texts('no_runner_up'))}</p>"
    behind = texts("lost_by", amount=texts.decimal(best.score - runner_up.score))
    telling = [meaning(one, texts) for one in explained.lost_by if one.amount > 0][:MOST_REASONS]
    return f"{_considered(runner_up, read, texts('runner_up'))}<p>{as_html(behind)}</p>{bullets(telling)}"
