"""Whether another candidate tells so plainly what is asked for that one is not the answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import WORTH, Coverage, Evidences, Sought, Stems, holds
from assistant.answer.outdone import Read, bettered_lists
from assistant.terms import MEANT
from assistant.text import words_of
from assistant.types import Question, Span

SAID = 0.6
"""A term that is said by itself or a synonym; a word that only may mean the same will not do."""

DEFINED = 0.85
_COMPARING = frozenset({"comparison", "yes_no"})


class Bettered:
    """Compares the candidates for one question; ``content`` are its content terms."""

    def __init__(self, question: Question, content: Sought, read: Read, evidences: Evidences) -> None:
        self.question = question
        self.content = content
        self._evidences = evidences
        self._headers: dict[tuple[str, int], list[Stems]] = {}
        self._asked_stems: Stems = frozenset(
            word for term in question.terms for words, share in term.phrases if share >= MEANT for word in words
        )
        focus = None if question.focus is None else question.terms[question.focus]
        self._of_some = focus is None or not focus.plural or "of" in words_of(question.text)[:2]  # "which of the tools"
        self._lists = bettered_lists(question, read, evidences)
        self._whole = self._told_whole(read)
        self._told = {name for name, _ in self._whole}
        self._named = self._named_above(read)
        self._nested = self._told_inside(read)
        self._rows = self._told_by_label(read)
        self._replied = self._replied_at_once(read)
        self._of_name = self._told_of_name(read)
        self._defined = self._told_what_it_is(read)
        self._beside = self._told_beside(read)
        self._decided = self._decided_beside(read)

    def is_so(self, candidate: Candidate, features: dict[str, float], coverage: Coverage) -> bool:
        """Whether a list, an item or a row is told better by another of its kind, an item of its own or a sentence."""
        name, place = candidate.document.id, (candidate.document.id, candidate.block)
        if features["silent"] and name in self._told:
            return True
        if candidate.shape == "row":
            return place in self._rows or name in self._defined
        if candidate.kind == "cell":
            return name in self._defined or self._is_of_like_column(candidate)
        lacks = min(coverage.credits, default=1.0) <= WORTH["near"]
        if candidate.kind == "list":
            beside = name in self._named and self._asked(coverage) <= WORTH["title"]
            return place in self._lists or beside or (lacks and self._of_some and name in self._told)
        if candidate.kind == "sentence":
            if name in self._of_name and self._lacks_name(coverage):
                return True
            if lacks and features["expected"] <= self._beside.get(place, -1.0):
                return True
            if coverage.share <= self._decided.get(place, -1.0) and not features["settled"]:
                return True
            return (place in self._replied and not candidate.opens) or self._leans(candidate, features)
        if candidate.kind != "item":
            return False
        return place in self._nested or (lacks and name in self._told)

    def _told_beside(self, read: Read) -> dict[tuple[str, int], float]:
        """The paragraphs in which a sentence says all that is asked, or leaves to a pronoun what the one before named.

        For each how far it holds the sort asked for. "The shop sells bicycles" does not tell who runs it where "It is
        run by the town" follows.
        """
        found: dict[tuple[str, int], float] = {}
        for candidate, features, coverage in read:
            if candidate.kind != "sentence" or features["interrogative"] or features["silent"]:
                continue
            if min(coverage.credits, default=0.0) >= WORTH["heading"]:
                place = candidate.document.id, candidate.block
                found[place] = max(found.get(place, 0.0), features["expected"])
        return found

    def _decided_beside(self, read: Read) -> dict[tuple[str, int], float]:
        """The paragraphs in which a sentence says whether it is so, where that is asked: how much of it that covers."""
        found: dict[tuple[str, int], float] = {}
        for candidate, features, coverage in read if self.question.asks == "yes_no" else ():
            if candidate.kind == "sentence" and features["settled"]:
                place = candidate.document.id, candidate.block
                found[place] = max(found.get(place, 0.0), coverage.share)
        return found

    def _asked(self, coverage: Coverage) -> float:
        """The credit of what is asked for by name; 1 where nothing is."""
        focus = None if self.question.focus is None else self.question.terms[self.question.focus]
        credits = zip(self.content.terms, coverage.credits, strict=True)
        return next((credit for term, credit in credits if term is focus), 1.0)

    def _lacks_name(self, coverage: Coverage) -> bool:
        """Whether a name that is asked about is at best nearby."""
        credits = zip(self.content.terms, coverage.credits, strict=True)
        return any(term.name and term.text[:1].isupper() and credit <= WORTH["near"] for term, credit in credits)

    def _told_of_name(self, read: Read) -> set[str]:
        """The documents in which an item or a cell says all that is asked, names too, and is not silent on it.

        "CELI – the Italian certificate" tells which exam there is for Italian, and what another exam costs does not.
        """
        return {
            candidate.document.id
            for candidate, features, coverage in read
            if candidate.kind in ("item", "cell") and not features["silent"]
            if min(coverage.credits, default=0.0) >= WORTH["title"]
        }

    def _named_above(self, read: Read) -> set[str]:
        """The documents that have a list which says all that is asked, what is asked for in its lead-in or heading.

        Where tools are asked for, what stands under "Tools" goes before other lists of a page that has tools in its
        title.
        """
        return {
            candidate.document.id
            for candidate, _, coverage in read
            if candidate.kind == "list" and self._asked(coverage) >= WORTH["heading"]
            if min(coverage.credits, default=0.0) >= WORTH["above"]
        }

    def _told_inside(self, read: Read) -> set[tuple[str, int]]:
        """The items that have items of their own, of which one says all that is asked and their own line does not."""
        whole = [
            candidate
            for candidate, _, coverage in read
            if candidate.kind == "item" and min(coverage.credits, default=0.0) >= SAID
        ]
        found = set()
        for outer in whole:
            inside = (one for one in whole if one.document is outer.document and _is_inside(one.span, outer.span))
            inner = min(inside, key=lambda one: one.span.start, default=None)
            if inner is not None:
                first = outer.document.blocks[outer.block + 1].span.start  # of those that stand in it
                line = self._evidences.stems(outer.document.id, Span(outer.span.start, first))
                lacks = min(self.content.cover(replace(outer.evidence, own=line, near=frozenset())).credits) < SAID
                if lacks and self._said(line) <= self._said(inner.evidence.own):
                    found.add((outer.document.id, outer.block))
        return found

    def _told_what_it_is(self, read: Read) -> set[str]:
        """The documents that say what the thing asked about is; what a table says of it is not that."""
        return {
            candidate.document.id
            for candidate, features, coverage in read
            if features["definition"] >= DEFINED and min(coverage.credits, default=0.0) >= SAID
            if self.question.asks == "definition"
        }

    def _replied_at_once(self, read: Read) -> set[tuple[str, int]]:
        """The paragraphs below the same question of which the first sentence says yes or no: what follows explains."""
        return {
            (candidate.document.id, candidate.block)
            for candidate, features, _ in read
            if self.question.asks == "yes_no" and candidate.kind == "sentence" and candidate.opens
            if features["same_heading"] and features["settled"]
        }

    def _told_by_label(self, read: Read) -> set[tuple[str, int]]:
        """The rows of a table of which another has more of the question in its label: "Price" where that is compared.

        What the row itself says somewhere, or the name of a column, it need not have there.
        """
        if self.question.asks not in _COMPARING:
            return set()
        labelled: dict[tuple[str, int], list[tuple[int, frozenset[int], frozenset[int]]]] = {}
        for candidate, _, _ in read:
            document, row = candidate.document, candidate.block
            parent = document.blocks[row].parent
            if candidate.shape == "row" and parent is not None:
                label = self._said(self._evidences.stems(document.id, document.blocks[document.children[row][0]].span))
                header = document.children[document.children[parent][0]][1:]
                columns = self._said(
                    self._evidences.union(document.id, (document.blocks[cell].span for cell in header))
                )
                own = self._said(self._evidences.stems(document.id, candidate.span))
                labelled.setdefault((document.id, parent), []).append((row, label - columns, own))
        return {
            (document, row)
            for (document, _), rows in labelled.items()
            for row, label, own in rows
            if any(label < other and other - own for _, other, _ in rows)
        }

    def _said(self, stems: Stems) -> frozenset[int]:
        """Which of the content terms some stems hold, by their numbers."""
        return frozenset(n for n, term in enumerate(self.content.terms) if holds(term, stems, SAID))

    def _is_of_like_column(self, candidate: Candidate) -> bool:
        """Whether another column has a name that the question says wholly, and this one's is that and more.

        Asked about the "traditional" boat, what stands under "Semi-traditional" tells of another.
        """
        document, column = candidate.document, candidate.column or 0
        parent = document.blocks[candidate.block].parent
        if not column or parent is None:
            return False
        key = document.id, parent
        if key not in self._headers:
            cells = document.children[document.children[parent][0]][1:]
            self._headers[key] = [self._evidences.stems(document.id, document.blocks[cell].span) for cell in cells]
        header = self._headers[key]
        own = header[column - 1] if column <= len(header) else frozenset()
        return any(name < own and name <= self._asked_stems for name in header if name) and not own <= self._asked_stems

    def _leans(self, candidate: Candidate, features: dict[str, float]) -> bool:
        """Whether a sentence says less of what is asked than the one before it, which it goes on from."""
        if candidate.previous is None or features["gives_reason"] or features["definition"]:
            return False
        own = self.content.within(candidate.evidence.own).credits
        before = self._whole.get((candidate.document.id, candidate.previous), -1.0)
        return min(own, default=1.0) < SAID and before >= features["expected"]

    def _told_whole(self, read: Read) -> dict[tuple[str, Span], float]:
        """The sentences that say all that is asked and are not silent on it: how far each holds the sort asked for.

        "Varroa is treated with oxalic acid" tells how varroa is treated, and not the item that says what varroa is.
        """
        return {
            (candidate.document.id, candidate.span): features["expected"]
            for candidate, features, _ in read
            if candidate.kind == "sentence" and not features["interrogative"] and not features["silent"]
            if min(self.content.within(candidate.evidence.own).credits, default=0.0) >= SAID
        }


def _is_inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end and one != other
