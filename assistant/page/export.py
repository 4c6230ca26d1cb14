"""A conversation to take away: as Markdown for people, as JSON Lines for ``assistant verify``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from textwrap import indent

from assistant.page.catalogue import DEFAULT, Texts, texts_in
from assistant.page.escape import JOINER
from assistant.page.excerpt import Part
from assistant.page.numbered import count_of, first_number
from assistant.types import Answer, Citation

# Beside what Markdown itself reads, what makes a link or calls a person without any brackets.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~&!]|:(?=//)|(?<=www)\.|@(?=\w))", re.IGNORECASE)
# `:rocket:` is looked for after the Markdown was read, where a backslash is no longer there to help.
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_FENCE = re.compile(r"`{3,}")
_BEGINS = re.compile(r"^(\s*)([-+>=]|\d+[.)])", re.MULTILINE)


def to_markdown(title: str, answers: Iterable[tuple[Answer, Sequence[Part]]]) -> str:
    """Questions as headings, answers with numbered sources. What documents say is escaped: it stays text.

    An answer comes with the parts that it consists of, where code is in it.
    """
    written = [f"# {_escaped(title)}"]
    for answer, parts in answers:
        written += [f"## {_escaped(' '.join(answer.question.split()))}", answer_markdown(answer, parts)]
    return "\n\n".join(written) + "\n"


def answer_markdown(answer: Answer, parts: Sequence[Part] = ()) -> str:
    """An answer as Markdown, its sources below it."""
    lines = any(part.is_code for part in parts)
    told = answer.table is not None and len(answer.citations) == 1  # its cells are what is quoted
    sources = (f"{number}. {_source(one, lines, told=told)}" for number, one in enumerate(answer.citations, start=1))
    body = "\n\n".join(map(_part, parts)) if parts else _body(answer)
    return "\n\n".join(filter(None, (body, "\n".join(sources))))


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
        lead = count_of(answer)
        first = first_number(answer)  # marked otherwise than the sources below, so that they are no part of the list
        marks = ["-" if first is None else f"{first + n})" for n in range(len(answer.items))]
        items = "\n".join(f"{m} {_escaped(' '.join(i.split()))}" for m, i in zip(marks, answer.items, strict=True))
        return "\n\n".join(filter(None, (_escaped(lead), items)))
    return "  \n".join(_escaped(answer.text).splitlines())


def _part(part: Part) -> str:
    return _fenced(part.text) if part.is_code else _escaped(part.text)


def _fenced(code: str) -> str:
    """Lines as they stand, between fences that are longer than any in them."""
    longest = max((len(run) for run in _FENCE.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code}\n{fence}"


def _source(citation: Citation, lines: bool, *, told: bool) -> str:
    """Where a quote stands, and its words unless they are told above; with its lines where those matter."""
    where = _escaped(f"{place(citation)} ({citation.document}, {citation.start}–{citation.end})")
    if told:
        return where
    if lines:
        return f"{where}:\n\n{indent(_fenced(citation.quote), '   ')}"
    return f"{where}: “{_escaped(' '.join(citation.quote.split()))}”"


def headings(citation: Citation) -> tuple[str, ...]:
    """The headings above a quote, the document's title left out."""
    return citation.section[1:] if citation.section[:1] == (citation.title,) else citation.section


def place(citation: Citation, texts: Texts | None = None) -> str:
    """The document's title, the headings down to the quote, and the page where there are pages; English unless told."""
    path = " › ".join((citation.title, *headings(citation)))
    return path if citation.page is None else f"{path} · {(texts or texts_in(DEFAULT))('page', number=citation.page)}"


def _escaped(text: str) -> str:
    return _BEGINS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", _EMOJI.sub(f":{JOINER}", text)))
