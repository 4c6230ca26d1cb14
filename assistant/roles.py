"""What a word does in a question, by itself and by the words beside it: content, frame or function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import Phrase, classes, lexicon
from assistant.text import Token, stem
from assistant.word_forms import Role, counted_behind, is_measure, role_of

NEUTRAL = 0.5


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of the words of a question, whose text is ``view``."""

    view: str
    words: Sequence[Token]

    def of(self, position: int, stems: Phrase) -> Role:
        """The role of the word at a position, given its stem."""
        word = self.words[position].word
        role = "content" if self.is_acronym(position) else role_of(word, stems)
        if role == "frame" and (self._is_called(position) or self._is_set_apart(position)):
            return "content"
        before = self.words[position - 1].word if position else ""
        if not position and word in lexicon().command_words:
            return "function"  # "define X" says how to answer
        if role == "content" and before == "how" and is_measure(word):
            return "frame"
        if role == "frame" and position and self._measures(position):
            return "content"
        after = self.words[position + 1].word if position + 1 < len(self.words) else "of"
        if word == "number" and counted_behind([other.word for other in self.words], position):
            return "function"
        if word == "number" and self._is_content(position - 1):
            return "frame"  # a telephone number is told by the number
        if role == "frame" and after in lexicon().prepositions and self._is_predicate(position):
            return "content"
        if role == "frame" and word in lexicon().compounding and self._is_content(position - 1):
            return "content"
        if word == "name" and before == "the" and after not in lexicon().function_words:
            return "content"  # "where does the name Zeppelin come from" asks of the name
        told = word.endswith("ed") and before not in {"", *lexicon().forms_of_be}
        if role == "frame" and told and stems[0] in lexicon().command_stems:
            return "content"
        return role

    def _is_predicate(self, position: int) -> bool:
        """Whether an adjective is what is asked of a thing: "where is the wheel popular", not "what popular wheels"."""
        if not position or classes.word(self.words[position].word).share("a") < NEUTRAL:
            return False
        before = [word.word for word in self.words[:position]]
        if self.words[position].word in lexicon().contrasts:
            return False
        asked = any(word in lexicon().forms_of_be for word in before[:2])
        return asked and role_of(before[-1], (stem(before[-1]),)) == "content"

    def _is_content(self, position: int) -> bool:
        """Whether there is a word at a place that is a noun and names something."""
        if position < 0:
            return False
        word = self.words[position].word
        return role_of(word, (stem(word),)) == "content" and classes.word(word).share("n", "s") >= NEUTRAL

    def _measures(self, position: int) -> bool:
        """Whether a number stands right before a unit: "five years" is no other span of time."""
        following = self.words[position + 1].word if position + 1 < len(self.words) else ""
        return self.words[position].word in lexicon().numbers and (
            following in lexicon().duration_words or any(following in units for units in lexicon().units.values())
        )

    def is_acronym(self, position: int) -> bool:
        """Whether a small word is meant as a name: "IT" or "tier A" in a question that is not all in capitals."""
        token = self.words[position]
        text = self.view[token.start : token.end]
        if len(text) == 1:
            return text != "I" and text.isupper() and self._follows_word(token) and not self.view.isupper()
        return text.isalpha() and text.isupper() and not self.view.isupper()

    def _is_called(self, position: int) -> bool:
        """Whether a word is written as the name of something beside another name: "Basic" in "Basic and Enterprise"."""
        joined = lexicon().joints - lexicon().articles

        def begins(place: int) -> bool:
            return 0 < place < len(self.words) and self.view[self.words[place].start].isupper()

        beside = [other for other in (position - 1, position + 1) if 0 < other < len(self.words)]
        return begins(position) and any(
            self.words[other].word in joined
            and begins(2 * other - position)
            and self.view[self.words[other].start].islower()
            for other in beside
        )

    def _is_set_apart(self, position: int) -> bool:
        """Whether an adjective says which is meant of two: "primary vs secondary", "main pool and diving pool"."""
        joined = lexicon().joints - lexicon().articles
        sides = ((position - 1, position - 2), (position + 1, position + 2))
        others = [
            self.words[other].word
            for joint, other in sides
            if 0 <= other < len(self.words) and self.words[joint].word in joined
        ]
        told = [word for word in others if role_of(word, (stem(word),)) == "content"]
        behind = [word.word for word in self.words[position + 1 : position + 2]]
        if any(role_of(word, (stem(word),)) == "content" for word in behind):
            plain = [word.word for word in self.words]
            told += [plain[n - 1] for n in range(1, len(plain)) if plain[n] == behind[0] and n != position + 1]
        return all(
            any(classes.word(word).share("a") >= NEUTRAL for word in words)
            for words in (told, [self.words[position].word])
        )

    def _follows_word(self, token: Token) -> bool:
        """Whether a word stands right behind another: the letter of "tier A" tells it from other tiers."""
        before = self.view[: token.start]
        return before[-1:] == " " and before[-2:-1].isalpha()
