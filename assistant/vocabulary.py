"""What the documents call things: their words, their short forms, the other names given in ``knowledge.yaml``."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from assistant.apart import set_apart
from assistant.index.storage import Collection
from assistant.index.tfidf import pair
from assistant.lexicon import Phrase, background, lexicon, phrase
from assistant.text import normalise, stem, stems, tokens


class Vocabulary:
    """The words of a collection.

    ``aliases`` maps a name to its other spellings; short forms that a document explains are added to it.
    """

    def __init__(self, collection: Collection, aliases: Mapping[str, Iterable[str]]) -> None:
        self.collection = collection
        self._given = {name: tuple(others) for name, others in aliases.items()}
        self.similar = lru_cache(maxsize=4096)(self._similar)
        self.knows = lru_cache(maxsize=1 << 14)(self._knows)

    def __contains__(self, word: str) -> bool:
        """Whether the documents hold a word, folded and inflected like that."""
        return word in self.collection.word_documents

    def _knows(self, expression: Phrase) -> bool:
        """Whether a document holds the stems, as neighbours where there are two or more."""
        if len(expression) == 1:
            return expression[0] in self.collection.index
        return all(pair(a, b) in self.collection.index for a, b in itertools.pairwise(expression))

    def informativeness(self, stem: str) -> float:
        """How much a word tells, in nats; see ``Background.informativeness``."""
        holding = self.collection.index.frequency(stem)
        return background().informativeness(stem, len(self.collection), holding)

    @cached_property
    def aliases(self) -> Mapping[Phrase, frozenset[Phrase]]:
        """For each expression the others that stand for the same thing."""
        groups: list[set[Phrase]] = []
        for name, others in self._given.items():
            groups.append({_phrase(text) for text in (name, *others)})
        for document_id in self.collection.document_ids:
            acronyms: Mapping[str, str] = self.collection.entry(document_id)["acronyms"]
            groups.extend({_phrase(short), _phrase(long)} for short, long in acronyms.items())
        found: dict[Phrase, set[Phrase]] = {}
        for group in groups:
            for one in group:
                if one:
                    found.setdefault(one, set()).update(group - {one, ()})
        return {one: frozenset(others) for one, others in found.items()}

    @cached_property
    def longest_alias(self) -> int:
        """The number of words in the longest expression that has another name."""
        return max((len(expression) for expression in self.aliases), default=0)

    @cached_property
    def titled(self) -> frozenset[str]:
        """The words of titles and headings, folded and as they are inflected there."""
        entries = [self.collection.entry(document_id)["title"] for document_id in self.collection.document_ids]
        headings = {path[-1] for path in self.collection.paths if path}
        return frozenset(token.word for text in (*entries, *headings) for token in tokens(normalise(text)))

    @cached_property
    def titles(self) -> tuple[frozenset[str], ...]:
        """The stems of each document's title and of each heading, once each."""
        entries = [self.collection.entry(document_id)["title"] for document_id in self.collection.document_ids]
        headings = [path[-1] for path in self.collection.paths if path]
        return tuple(sorted({frozenset(stems(normalise(text))) for text in (*entries, *headings)}, key=sorted))

    @cached_property
    def things(self) -> frozenset[frozenset[str]]:
        """What titles and headings are about: their stems without function and frame words, X for "What is X?"."""
        small = lexicon().function_stems | lexicon().frame_stems
        return frozenset(title - small for title in self.titles)

    @cached_property
    def apart(self) -> tuple[frozenset[frozenset[str]], ...]:
        """For each document that sets things apart these, each as its stems."""
        below: dict[str, list[str]] = {}
        for path in self.collection.paths:
            if len(path) > 1:
                below.setdefault(path[0], []).append(path[-1])
        found = (set_apart((title,), headings) for title, headings in below.items())
        return tuple(filter(None, found))

    def _similar(self, word: str) -> tuple[str, ...]:
        """The words of the documents that a misspelt one most likely stands for; several when they are as near.

        Of words equally near, those stand that more documents hold.
        """
        found = self.collection.word_documents.similar(word)
        if not found:
            return ()
        nearest = [candidate for candidate, similarity in found if similarity >= found[0][1]]
        frequency = self.collection.word_documents.frequency
        return tuple(sorted(nearest, key=lambda candidate: (-frequency(candidate), candidate)))

    def split(self, word: str) -> Phrase | None:
        """Two neighbouring words of the documents that a word joins, the first cut that is found."""
        for cut in range(2, len(word) - 1):
            parts = (stem(word[:cut]), stem(word[cut:]))
            if pair(*parts) in self.collection.index:
                return parts
        return None


def _phrase(text: str) -> Phrase:
    return phrase(" ".join(token.word for token in tokens(text)))
