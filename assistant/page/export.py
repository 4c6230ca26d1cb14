"""A conversation to take away: as Markdown for people, as JSON Lines for ``assistant verify``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from assistant.page.catalogue import DEFAULT, Texts, texts_in
from assistant.page.numbered import first_number
from assistant.types import Answer, Citation

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~&!])")
_BEGINS = re.compile(r"^(\s*)([-+>=]|\d+[.)])", re.MULTILINE)


def to_markdown(title: str, answers: Iterable[Answer]) -> str:
    """Questions as headings, answers with numbered sources. What documents say is escaped: it stays text."""
    parts = [f"# {_escaped(title)}"]
    for answer in answers:
        parts += [f"## {_escaped(' '.join(answer.question.split()))}", answer_markdown(answer)]
    return "\n\n".join(parts) + "\n"


def answer_markdown(answer: Answer) -> str:
    """An answer as Markdown, its sources below it."""
    sources = "\n".join(f"{number}. {_source(one)}" for number, one in enumerate(answer.citations, start=1))
    return "\n\n".join(filter(None, (_body(answer), sources)))


def to_json_lines(answers: Iterable[Answer]) -> str:
    """Each answer as a line of JSON, in the shape that ``assistant ask --format json`` has."""
    return "".join(json.dumps(answer.to_dict()) + "\n" for answer in answers)


def _body(answer: Answer) -> str:
    if answer.table is not None:
        rows = [answer.table.columns, ["---"] * len(answer.table.columns), *answer.table.rows]
        escaped = [
            [cell if cell == "---" else _escaped(" ".join((cell or "").split())) for cell in row] for row in rows
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in escaped)
    if answer.items is not None:
        lead = answer.text.partition(":")[0] if answer.kind == "count" else ""
        first = first_number(answer)  # marked otherwise than the sources below, so that they are no part of the list
        marks = ["-" if first is None else f"{first + n})" for n in range(len(answer.items))]
        items = "\n".join(f"{m} {_escaped(' '.join(i.split()))}" for m, i in zip(marks, answer.items, strict=True))
        return "\n\n".join(filter(None, (_escaped(lead), items)))
    return "  \n".join(_escaped(answer.text).splitlines())


def _source(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    where = f"{place(citation)} ({citation.document}, {citation.start}–{citation.end})"
    return f"{_escaped(where)}: “{_escaped(quote)}”"


def headings(citation: Citation) -> tuple[str, ...]:
    """The headings above a quote, the document's title left out."""
    return citation.section[1:] if citation.section[:1] == (citation.title,) else citation.section


def place(citation: Citation, texts: Texts | None = None) -> str:
    """The document's title, the headings down to the quote, and the page where there are pages; English unless told."""
    path = " › ".join((citation.title, *headings(citation)))
    return path if citation.page is None else f"{path} · {(texts or texts_in(DEFAULT))('page', number=citation.page)}"


def _escaped(text: str) -> str:
    return _BEGINS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
