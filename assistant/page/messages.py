"""A turn of the conversation as HTML: the question, and the answer as what it is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.page.catalogue import Texts
from assistant.page.escape import as_html
from assistant.page.excerpt import Part
from assistant.page.export import answer_markdown, headings, place
from assistant.page.highlight import named_in
from assistant.page.markup import button, icon_button, paragraph, with_text
from assistant.page.markup import table as table_html
from assistant.page.numbered import count_of, first_number
from assistant.page.retold import retold
from assistant.page.turns import Opened, Turn
from assistant.types import Answer, Citation, Table

SHORT_ITEM_WORDS = 5
MANY_ITEMS = 6
_SURENESS = ((0.95, "very_likely"), (0.8, "likely"), (0.65, "probably"))


def turn_html(turn: Turn, texts: Texts, opened: Opened | None = None) -> str:
    """A question and its answer, with what can be done with it."""
    answer = turn.answer
    parts = [
        question_html(answer.question, texts),
        f'<div class="ask-answer" data-said="{turn.number}">{body(turn, texts)}</div>',
        notes(turn, texts),
        places(turn, texts, opened),
        actions(turn, texts, opened),
    ]
    return f'<article class="ask-turn" id="turn-{turn.number}">{"".join(parts)}</article>'


def question_html(question: str, texts: Texts) -> str:
    """What was asked."""
    said = f'<span class="ask-hidden">{as_html(texts("you_asked"))}: </span>{as_html(question)}'
    return f'<h2 class="ask-question">{said}</h2>'


def body(turn: Turn, texts: Texts) -> str:
    """What the answer says, in the form that suits it, with the numbers of its sources."""
    answer = turn.answer
    markers = [_marker(turn.number, place, texts) for place in range(len(answer.citations))]
    if answer.table is not None:
        return _table(answer.table, markers, texts)
    if answer.kind == "no_answer":
        return _refusal(answer, texts)
    if answer.kind == "yes_no":
        return _verdict(answer, markers, texts)
    if answer.items is not None:
        count = count_of(answer)
        lead = paragraph(count, count.partition(":")[0]) if count else ""
        return lead + _list(answer.items, markers, first_number(answer))
    if turn.parts:
        return _parts(turn.parts, markers, texts)
    lines = answer.text.split("\n")
    if len(lines) == len(markers) > 1:
        return "".join(_ending(paragraph(line), [mark]) for line, mark in zip(lines, markers, strict=True))
    if answer.kind == "small_talk":
        return paragraph(retold(answer.text, texts))
    if answer.kind == "cell":
        under = f'<p class="ask-notes">{as_html(" · ".join(turn.labels))}</p>' if turn.labels else ""
        return _ending(paragraph(answer.text, strong=answer.text), markers) + under
    named = named_in(answer.text, answer.interpreted_as) if answer.kind == "definition" else ""
    return _ending(paragraph(answer.text, strong=turn.short or named), markers)


def notes(turn: Turn, texts: Texts) -> str:
    """What is said quietly below an answer: how sure it is, how the question was understood."""
    answer = turn.answer
    said = []
    if answer.answered:
        said.append(_sure(turn, texts))
    if _letters(turn.understood) != _letters(answer.question):
        understood = as_html(texts("understood", text=turn.understood))
        said.append(f"<span>{understood}</span>")
        if turn.leans:
            said.append(button(f"alone:{turn.number}", texts("as_written"), kind="ask-link"))
    if turn.cut:
        said.append(f"<span>{as_html(texts('question_cut', number=texts.number(len(answer.question))))}</span>")
    if turn.limit:
        said.append(f"<span>{as_html(texts('asked_of', names=turn.limit))}</span>")
        if answer.kind == "no_answer":
            said.append(button(f"everywhere:{turn.number}", texts("limit_lift"), kind="ask-link"))
    if answer.kind != "small_talk":
        said.append(button(f"edit:{turn.number}", texts("edit_understood"), kind="ask-link"))
    return f'<p class="ask-notes">{"".join(said)}</p>' if said else ""


def _sure(turn: Turn, texts: Texts) -> str:
    """How sure an answer is, in words that open why; their name has it in per cent too."""
    words = sureness(turn.answer.confidence, texts)
    often = texts("sure_title", percent=texts.chance(turn.answer.confidence))
    return button(f"why:{turn.number}", f"{words}. {often}", kind="ask-link ask-sure", inner=as_html(words))


def sureness(confidence: float, texts: Texts) -> str:
    """A probability in words; none is called certain."""
    return texts(next((name for least, name in _SURENESS if confidence >= least), "unsure"))


def places(turn: Turn, texts: Texts, opened: Opened | None) -> str:
    """The sources, numbered, or the nearest section of a refusal; each opens beside the conversation."""
    chips = [
        _chip(turn, number, citation, texts, _is_open(turn, number, opened))
        for number, citation in enumerate(turn.places)
    ]
    label = as_html(texts("sources" if turn.answer.answered else "nearest"))
    return f'<div class="ask-places" role="group" aria-label="{label}">{"".join(chips)}</div>' if chips else ""


def actions(turn: Turn, texts: Texts, opened: Opened | None) -> str:
    """Thumbs, copy, link, why, again, delete: a row of small buttons."""
    number, answer = turn.number, turn.answer
    made = []
    if answer.kind != "small_talk":
        made += [
            icon_button(f"good:{number}", texts("good"), "good", pressed=turn.judged == "good"),
            icon_button(f"bad:{number}", texts("bad"), "bad", pressed=turn.judged == "bad"),
        ]
    made += [
        with_text(icon_button("copy", texts("copy"), "copy"), answer_markdown(answer, turn.parts)),
        with_text(icon_button("link", texts("link"), "link"), turn.understood),
        icon_button(f"again:{number}", texts("retry"), "again"),
        icon_button(f"delete:{number}", texts("delete"), "delete"),
    ]
    if answer.kind != "small_talk":
        open_why = opened is not None and opened.turn == number and opened.view == "why"
        made.append(button(f"why:{number}", texts("why"), kind="ask-link", current=open_why))
    return f'<div class="ask-actions">{"".join(made)}</div>'


def _refusal(answer: Answer, texts: Texts) -> str:
    reason = retold(answer.reason or answer.text, texts)
    said = reason[:1].upper() + reason[1:]
    return f'<p class="ask-none">{as_html(texts("not_in_documents"))}</p>{paragraph(said.rstrip(".") + ".")}'


def _verdict(answer: Answer, markers: Sequence[str], texts: Texts) -> str:
    """Yes, no or a choice in bold, and what the documents say as the evidence."""
    said, parted, evidence = answer.text.partition(": ")
    if not parted:
        return _ending(paragraph(answer.text, answer.text), markers)
    word = texts(f"verdict_{said.casefold()}") if said in ("Yes", "No") else said
    return paragraph(word, word) + f"<blockquote>{_ending(paragraph(evidence), markers)}</blockquote>"


def _list(items: Sequence[str], markers: Sequence[str], first: int | None) -> str:
    """Items; those that count in their document with their numbers, from the first one on."""
    short = first is None and len(items) >= MANY_ITEMS and all(len(item.split()) <= SHORT_ITEM_WORDS for item in items)
    shown = [as_html(item) for item in items]
    if shown:
        shown[-1] += "".join(markers)
    if first is not None:
        return f'<ol dir="auto" start="{first}">{"".join(f"<li>{item}</li>" for item in shown)}</ol>'
    kind = ' class="ask-short"' if short else ""
    return f'<ul dir="auto"{kind}>{"".join(f"<li>{item}</li>" for item in shown)}</ul>'


def _parts(parts: Sequence[Part], markers: Sequence[str], texts: Texts) -> str:
    """Running words and code in turn. The numbers of the sources follow the words; code is for copying as it is."""
    if all(part.is_code for part in parts):
        parts = (*parts, Part("", is_code=False))
    last = max(number for number, part in enumerate(parts) if not part.is_code)
    shown = []
    for number, part in enumerate(parts):
        if part.is_code:
            copy = with_text(icon_button("copy", texts("copy_code"), "copy"), part.text)
            shown.append(f'<div class="ask-code"><pre tabindex="0">{as_html(part.text)}</pre>{copy}</div>')
        else:
            shown.append(_ending(paragraph(part.text), markers if number == last else ()))
    return "".join(shown)


def _table(table: Table, markers: Sequence[str], texts: Texts) -> str:
    """A comparison. Where each column has a source of its own, its number stands in the column's head."""
    width = max(len(table.columns), *(len(row) for row in table.rows), 0)
    heads = [as_html(name) for name in table.columns] + [""] * (width - len(table.columns))
    if len(markers) == width > 1:
        heads = [head + mark for head, mark in zip(heads, markers, strict=True)]
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    rows = "".join(_row([*row, *[None] * (width - len(row))], table, texts) for row in table.rows)
    return table_html(columns, rows)


def _row(cells: Sequence[str | None], table: Table, texts: Texts) -> str:
    """A row; the first cell is its label where the rows of the table have one."""
    blank = f'<span class="ask-open" title="{as_html(texts("open_cell"))}">–</span>'
    shown = [as_html(cell) if cell else blank for cell in cells]
    labelled = len(table.rows) > 1 and len(cells) > 1
    first = f'<th scope="row">{shown[0]}</th>' if labelled else f"<td>{shown[0]}</td>"
    return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in shown[1:])}</tr>"


def _chip(turn: Turn, number: int, citation: Citation, texts: Texts, is_open: bool) -> str:
    under = headings(citation)
    name = under[-1] if under else citation.title
    page = "" if citation.page is None else f" · {texts('page', number=citation.page)}"
    sign = str(number + 1) if turn.answer.answered else "→"
    more = f'<span class="ask-faint">{as_html(citation.title)}</span>' if under else ""
    label = place(citation, texts)
    if turn.answer.answered:
        label = f"{texts('source', number=number + 1)}: {label}"
    else:
        label = f"{texts('nearest')}: {label}"
        name = f"{texts('nearest')}: {name}"
    inner = f'<span class="ask-number">{sign}</span><span class="ask-name">{as_html(name + page)}</span>{more}'
    return button(f"source:{turn.number}:{number}", label, kind="ask-chip", inner=inner, current=is_open)


def _marker(turn: int, place: int, texts: Texts) -> str:
    label = texts("source", number=place + 1)
    return button(f"source:{turn}:{place}", label, kind="ask-marker", inner=str(place + 1))


def _ending(paragraph_html: str, markers: Sequence[str]) -> str:
    """A paragraph with the numbers of its sources at its end."""
    return f"{paragraph_html.removesuffix('</p>')}{''.join(markers)}</p>"


def _is_open(turn: Turn, number: int, opened: Opened | None) -> bool:
    return opened is not None and (opened.turn, opened.place, opened.view) == (turn.number, number, "source")


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
