"""The words of a question as terms: their role in it, other words for them, and the misspelt ones set right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import Phrase, classes, lexicon
from assistant.lexicon.thesaurus import alternatives, is_common, is_english, similar_english
from assistant.roles import Roles
from assistant.text import Token, stem
from assistant.types import Span, Term
from assistant.vocabulary import Vocabulary
from assistant.word_forms import Role, base_of, figures_of, is_plural, likelier, plural_of, positives, role_of

SYNONYM_WORTH = 0.75
CORRECTION_WORTH = 0.9
RELATIVE_WORTH = 0.8
THESAURUS_WORTH = 0.6
KINDRED_WORTH = 0.5
MEANT = 0.4
"""A word that stands for the term with less than this only has to do with it: a drink is no coffee."""
INFLECTED_NAME = 0.3
MOST_ALTERNATIVES = 6
"""How many words of the thesaurus a term is looked for by, of those that the documents hold."""

NAME_WEIGHT = 3.0
"""The least weight of a name: what a whole collection is about says little of where to look, but what is meant."""

_SHORT_FORMS = re.compile(r"[A-Z][A-Z0-9]+s")
MIN_ROOT = 3
MIN_SMALL_WORD = 5
FRAME_WEIGHT = 0.5
SURELY_VERB = 0.65
NEUTRAL = 0.5


@dataclass(slots=True)
class Reader:
    """Turns the words of a question into terms."""

    view: str
    words: Sequence[Token]
    vocabulary: Vocabulary

    def terms(self) -> list[Term]:
        found = []
        position = 0
        while position < len(self.words):
            length = self._expression(position)
            found.append(self._term(position, length))
            position += length
        return found

    def _expression(self, position: int) -> int:
        """How many words from a position on have another name together, or are one word in the documents."""
        longest = max(self.vocabulary.longest_alias, lexicon().longest_synonym)
        for length in range(min(longest, len(self.words) - position), 1, -1):
            expression = self._stems(position, length)
            if expression in self.vocabulary.aliases or self._is_met(expression):
                return length
        if position + 1 < len(self.words):
            one, other = self.words[position].word, self.words[position + 1].word
            functions = lexicon().function_words
            hyphen = self.view[self.words[position].end : self.words[position + 1].start] == "-"
            if hyphen and one in functions and other in functions and self.view[self.words[position].start].isupper():
                return 2  # "All-in" is a name
            adjacent = self.view[self.words[position].end : self.words[position + 1].start] in (" ", "-")
            if adjacent and one not in functions and other not in functions:
                joined, apart = (stem(one + other),), self._stems(position, 2)
                if self.vocabulary.knows(joined) and not self.vocabulary.knows(apart):
                    return 2
        return 1

    def _stems(self, position: int, length: int) -> Phrase:
        return tuple(self._stem(token) for token in self.words[position : position + length])

    def _stem(self, token: Token) -> str:
        """The stem of a word; that of the singular where documents hold it of a short form alone: "SREs"."""
        own = stem(token.word)
        if _SHORT_FORMS.fullmatch(self.view, token.start, token.end) is None or self.vocabulary.knows((own,)):
            return own
        single = stem(token.word[:-1])
        return single if self.vocabulary.knows((single,)) else own

    def _term(self, position: int, length: int) -> Term:
        first, last = self.words[position], self.words[position + length - 1]
        span = Span(first.start, last.end)
        text = self.view[span.start : span.end]
        stems = self._stems(position, length)
        role = Roles(self.view, self.words).of(position, stems) if length == 1 else "content"
        small = self._misspelt_small_word(first.word, stems) if role == "content" and length == 1 else None
        if small is not None:
            stems = (stem(small),)
            role = role_of(small, stems)
        whole = length > 1 or self._stands_as_written(position)
        phrases: dict[Phrase, float] = {stems: 1.0 if whole else INFLECTED_NAME}
        if length > 1:
            phrases[(stem("".join(token.word for token in self.words[position : position + length])),)] = 1.0
        for other in sorted(self.vocabulary.aliases.get(stems, ())):
            phrases.setdefault(other, 1.0)
        if Roles(self.view, self.words).is_acronym(position) and self.vocabulary.knows((stem(f"{first.word}s"),)):
            phrases.setdefault((stem(f"{first.word}s"),), 1.0)
        figure = figures_of(first.word) if length == 1 else None
        if figure is not None:
            phrases.setdefault((figure,), 1.0)
        correction = small
        known = any(self.vocabulary.knows(other) for other, worth in phrases.items() if worth >= MEANT)
        if role == "content" and not known:
            known, correction = self._mend(first.word, stems, phrases)
        if role == "content" and length == 1 and whole:
            self._add_relatives(first.word, stems[0], phrases)
        if not self._is_noun_as_verb(position):
            for other in sorted(lexicon().synonyms.get(stems, ())):
                phrases.setdefault(other, SYNONYM_WORTH)
        if role == "content" and len(stems) == 1 and whole:
            self._add_alternatives(correction or first.word, phrases)
        name = role == "content" and self._is_name(text, stems, position)
        return Term(
            text=text,
            span=span,
            phrases=tuple(phrases.items()),
            weight=self._weight(phrases, role, name),
            role=role,
            known=known or any(self.vocabulary.knows(other) for other, worth in phrases.items() if worth >= MEANT),
            name=name,
            plural=length == 1 and is_plural(first.word),
            correction=correction,
        )

    def _is_noun_as_verb(self, position: int) -> bool:
        """Whether a word that often is a noun is the verb: what "who issues the card" asks about are no problems."""
        before, after = self.words[max(0, position - 1) : position], self.words[position + 1 : position + 2]
        verb = bool(before and after) and before[0].word == "who" and after[0].word in lexicon().articles
        return verb and classes.word(self.words[position].word).share("v") < SURELY_VERB

    def _stands_as_written(self, position: int) -> bool:
        """Whether a word is no name, or one that the documents hold, be it in the plural: "React" is no "reacting"."""
        token = self.words[position]
        if not position or not self.view[token.start].isupper() or self.view.isupper() or not token.word.isalpha():
            return True
        forms = (token.word, f"{token.word}s", f"{token.word}es", token.word.removesuffix("s"))
        return any(form in self.vocabulary for form in forms) or not self.vocabulary.titled.isdisjoint(forms)

    def _is_met(self, expression: Phrase) -> bool:
        """Whether the documents have an expression or another for it, or it says more than its small words do.

        "Meant for" that no document says otherwise asks no more than "for".
        """
        others = lexicon().synonyms.get(expression, ())
        if not others or any(self.vocabulary.knows(other) for other in (expression, *others)):
            return bool(others)
        small = lexicon().function_stems | lexicon().frame_stems
        return not small.issuperset(expression)

    def _add_relatives(self, word: str, stemmed: str, phrases: dict[Phrase, float]) -> None:
        """Words of the same family, and the other words for the adjective that a comparative is of."""
        for relative in self._relatives(stemmed):
            phrases.setdefault((relative,), RELATIVE_WORTH)
        for base in positives(word):
            for other in sorted(lexicon().synonyms.get((stem(base),), ())):
                phrases.setdefault(other, SYNONYM_WORTH * CORRECTION_WORTH)

    def _add_alternatives(self, word: str, phrases: dict[Phrase, float]) -> None:
        """Words of general English that may stand for a word, of which the documents hold some."""
        found = [(e, worth) for e, worth in alternatives(word) if e not in phrases and self.vocabulary.knows(e)]
        likely = likelier(word, found)
        for worth, expression in sorted(((-worth, expression) for expression, worth in likely))[:MOST_ALTERNATIVES]:
            phrases[expression] = THESAURUS_WORTH * -worth
        for other in sorted(lexicon().kindred.get(stem(word), ())):
            if self.vocabulary.knows((other,)):
                phrases.setdefault((other,), KINDRED_WORTH)

    def _relatives(self, stemmed: str) -> list[str]:
        """The stems in the documents that differ from one in a derivational ending ("own" and "owner")."""
        endings = lexicon().derivational_endings
        roots = [stemmed[: -len(e)] if e else stemmed for e in endings if stemmed.endswith(e)]
        found = {root + ending for root in roots if len(root) >= MIN_ROOT for ending in endings} - {stemmed}
        return sorted(word for word in found if self.vocabulary.knows((word,)))

    def _misspelt_small_word(self, word: str, stems: Phrase) -> str | None:
        """The word without a subject of its own that a word unknown to everyone stands for ("wat", "actualy")."""
        if len(word) < MIN_ROOT or is_english(word) or stems in lexicon().synonyms or self.vocabulary.knows(stems):
            return None
        from rapidfuzz.distance import DamerauLevenshtein

        small, frame = lexicon().function_words, lexicon().frame_words
        words = lexicon().question_words if len(word) < MIN_SMALL_WORD else (*small, *frame)
        near = [other for other in words if DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1]
        if near and len(word) >= MIN_SMALL_WORD:
            own = self.vocabulary.similar(word)  # "relase" is the documents' "release" and not "relate"
            if any(DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1 for other in own if other not in near):
                return None
        return min(near, default=None)

    def _mend(self, word: str, stems: Phrase, phrases: dict[Phrase, float]) -> tuple[bool, str | None]:
        """Look for the word that an unknown one stands for: joined from two, or misspelt."""
        if len(stems) > 1:
            return False, None
        split = self.vocabulary.split(word)
        if split is not None:
            phrases[split] = 1.0
            return True, None
        for plain in positives(word):
            if self.vocabulary.knows((stem(plain),)):
                phrases.setdefault((stem(plain),), CORRECTION_WORTH)
                return True, None
        if is_english(word) or classes.word(word).classes:
            return False, None  # "France" is no slip for "franc"
        base = base_of(word)
        if base is not None:
            phrases.setdefault((stem(base),), RELATIVE_WORTH)
            return self.vocabulary.knows((stem(base),)), None
        near = self.vocabulary.similar(word)
        for candidate in near:
            phrases.setdefault((stem(candidate),), CORRECTION_WORTH)
        found = near[0] if near else self._english(word, phrases)
        many = found is not None and word.endswith("s") and not found.endswith("s") and not is_plural(found)
        return bool(near), plural_of(found) if found is not None and many else found

    def _english(self, word: str, phrases: dict[Phrase, float]) -> str | None:
        """The English word that a misspelt one stands for, at best one that the documents say in other words."""
        near = similar_english(word)[:MOST_ALTERNATIVES]
        for candidate in near:
            own = (stem(candidate),)
            others = [*lexicon().synonyms.get(own, ()), *(expression for expression, _ in alternatives(candidate))]
            if own in lexicon().synonyms or any(self.vocabulary.knows(expression) for expression in others):
                for other in sorted(lexicon().synonyms.get(own, ())):
                    phrases.setdefault(other, SYNONYM_WORTH)
                return candidate
        return near[0] if near else None

    def _weight(self, phrases: dict[Phrase, float], role: Role, name: bool) -> float:
        """What the term tells: the first expression that the documents hold decides, else the term as asked."""
        if role == "function":
            return 0.0
        known = [expression for expression in phrases if self.vocabulary.knows(expression)]
        expression = known[0] if known else next(iter(phrases))
        weight = max(self.vocabulary.informativeness(word) for word in expression)
        if name:
            weight = max(weight, NAME_WEIGHT)
        return weight * FRAME_WEIGHT if role == "frame" else weight

    def _is_name(self, text: str, stems: Phrase, position: int) -> bool:
        """Whether a term names a particular thing: no word of general English, or written with a capital."""
        unknown = not all(is_common(word) for word in stems)
        if unknown and len(stems) == 1 and text.islower() and base_of(text) is not None:
            unknown = False
        proper = classes.word(text.casefold()).share("N") == 1.0  # "germany" is one however it is typed
        return unknown or proper or (position > 0 and any(letter.isupper() for letter in text))
