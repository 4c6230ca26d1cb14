"""Which of the documents are asked: all, or those that a visitor picked by name or by tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.assistant import Assistant

TAGS = "tags"
"""What a document's list of tags is called in what it says of itself."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """The ids of documents, and tags: what is asked are those documents and all that have one of the tags."""

    documents: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.tags)

    def __str__(self) -> str:
        """The tags and the documents, the first few of them."""
        every = (*self.tags, *self.documents)
        return ", ".join(every[:_NAMED]) + (", …" if len(every) > _NAMED else "")

    def picks(self, assistant: Assistant) -> tuple[str, ...]:
        """The documents of an assistant that are to be asked, in order: all where there is no limit."""
        if not self:
            return assistant.documents
        tagged = tags_of(assistant)
        picked = {*self.documents, *(name for tag in self.tags for name in tagged.get(tag, ()))}
        return tuple(name for name in assistant.documents if name in picked)

    def among(self, assistant: Assistant) -> Assistant:
        """The assistant, answering from no other documents than these."""
        return assistant.within(self.picks(assistant)) if self else assistant


EVERYTHING = Limit()


def titles_of(assistant: Assistant) -> Mapping[str, str]:
    """The title of each document by its id; with the id where another document has the same title."""
    titles = {name: str(assistant.collection.entry(name)["title"]) for name in assistant.documents}
    often = Counter(titles.values())
    return {name: title if often[title] == 1 else f"{title} ({name})" for name, title in titles.items()}


def tags_of(assistant: Assistant) -> Mapping[str, tuple[str, ...]]:
    """For each tag, in order, the documents that have it. Tags that differ in their capitals alone are one."""
    found: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for name in assistant.documents:
        for tag in _tags(assistant.collection.entry(name)["metadata"]):
            found.setdefault(written.setdefault(tag.casefold(), tag), []).append(name)
    return {tag: tuple(found[tag]) for tag in sorted(found, key=str.casefold)}


def _tags(metadata: Iterable[tuple[str, str]]) -> Iterable[str]:
    """The tags of a document, each once."""
    said = (text for name, text in metadata if name == TAGS)
    return dict.fromkeys(tag.strip() for text in said for tag in text.split(",") if tag.strip())
