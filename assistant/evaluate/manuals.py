"""Manuals: pages of Markdown, and questions that name the section which answers them.

Most of the questions are headings of the manuals themselves, so finding the section is finding the heading again. Taken
out of the pages, they measure something else: the gap between the words of a question and the words of its answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from assistant.errors import AssistantError
from assistant.evaluate.cases import Case, Data, Gold
from assistant.evaluate.readers import json_lines, reading
from assistant.loaders import load
from assistant.types import Document, Span

_UNDERLINE = re.compile(r"\n[ \t]*(?:=+|-+)[ \t]*(?=\n|\Z)")


def manual_sections(folder: Path, *, headings: bool = True) -> Data:
    """``pages/`` of Markdown, ``sections.jsonl`` with their titles and ``queries.jsonl`` that name a section.

    Without ``headings``, those of the sections that answer a question are taken out of the pages, and with them the
    lines that only repeat one, as tables of contents do. A section goes on through the ones below it; what manual a
    page is from, the first folder of its path, is its topic.
    """
    with reading(folder, "manuals with sections that answer"):
        titles = {row["_id"]: row["title"] for row in json_lines(folder / "sections.jsonl")}
        rows = list(json_lines(folder / "queries.jsonl"))
        asked = [(row["text"], f"{row['page']}.md", titles[row["section"]]) for row in rows]
    pages: dict[str, _Page] = {}
    for path in sorted((folder / "pages").rglob("*.md")):
        name = path.relative_to(folder / "pages").as_posix()
        golden = {_key(title) for _, page, title in asked if page == name}
        pages[name] = _page(load(path, document_id=name), golden, headings)
    return Data(
        cases=tuple(
            Case(text, Gold(page, section=_section(folder, pages, page, title))) for text, page, title in asked
        ),
        texts={name: page.text for name, page in pages.items()},
        unit="section",
        sections={name: page.starts for name, page in pages.items()},
        topics={name: name.partition("/")[0] for name in pages},
        cut=True,
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, the offsets at which its sections begin, and its sections by the key of their title."""

    text: str
    starts: tuple[int, ...]
    sections: dict[str, Span]


def _section(folder: Path, pages: dict[str, _Page], page: str, title: str) -> Span:
    found = pages[page].sections.get(_key(title)) if page in pages else None
    if found is None:
        raise AssistantError(f"{folder}: the page {page} has no heading {title!r}")
    return found


def _page(document: Document, golden: set[str], headings: bool) -> _Page:
    blocks = [block for block in document.blocks if block.kind == "heading"]
    keys = [_key(document.plain(block.span)) for block in blocks]
    lines = [_lines(document.text, block.span) for block in blocks]
    removed = [] if headings else _repeating(document, golden)
    edges = [_moved(line.start, removed) for line in lines]
    edges.append(_moved(len(document.text), removed))
    begins = list(_begins([block.level for block in blocks], [key in golden for key in keys]))
    return _Page(
        _without(document.text, removed),
        tuple(edges[number] for number in begins),
        {keys[begin]: Span(edges[begin], edges[end]) for begin, end in pairwise([*begins, len(blocks)])},
    )


def _repeating(document: Document, titles: set[str]) -> list[Span]:
    """The lines that say one of some titles and nothing else, in order: headings, and what lists the contents."""
    found = (
        _lines(document.text, block.span)
        for block in document.blocks
        if block.kind in ("heading", "item", "paragraph") and _key(document.plain(block.span)) in titles
    )
    return sorted(set(found))


def _begins(levels: Sequence[int], golden: Sequence[bool]) -> Iterator[int]:
    """The numbers of the headings at which a section begins: not those below one that answers."""
    answering: int | None = None
    for number, (level, answers) in enumerate(zip(levels, golden, strict=True)):
        if answers or answering is None or level <= answering:
            answering = level if answers else None
            yield number


def _lines(text: str, span: Span) -> Span:
    """The whole lines that a heading stands on, with the line that underlines it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    underline = _UNDERLINE.match(text, end)
    end = end if underline is None else underline.end()
    return Span(start, min(end + 1, len(text)))


def _moved(offset: int, removed: Sequence[Span]) -> int:
    """Where an offset comes to stand once stretches before it are taken out."""
    return offset - sum(min(span.end, offset) - span.start for span in removed if span.start < offset)


def _without(text: str, removed: Sequence[Span]) -> str:
    edges = [0, *chain.from_iterable(removed), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _key(title: str) -> str:
    """The letters and digits of a title: markup is written in many ways."""
    return "".join(character for character in title.casefold() if character.isalnum())
