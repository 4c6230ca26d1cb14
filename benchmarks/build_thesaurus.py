"""Make the thesaurus of general English out of the database files of WordNet 3.0 and the Moby Thesaurus.

    python benchmarks/build_thesaurus.py FOLDER FILE

FILE is Grady Ward's Moby Thesaurus (public domain, 1996): a line for each word with the words that may stand for it,
separated by commas. FOLDER holds ``data.noun``, ``data.verb``, ``data.adj``, ``data.adv`` and ``cntlist.rev``
(Debian: the package ``wordnet-base``). Written to ``assistant/lexicon`` are ``thesaurus.txt``, a line for each word
with the stems of what may stand for it, ``stems.txt``, with a ``+`` those that the tagged corpus has,
``antonyms.txt``, and ``words.txt``, the common words as they are spelt.

A word is worth to another what their relation is (``RELATIONS``), times powers of the shares that the senses they meet
in have among all senses of each: "record" and "disc" meet in one sense of many. The share in the word asked counts for
more: that a document about bicycles says "cycle" is likely, however seldom the word means that elsewhere.

Moby says nothing of senses and much that is far-fetched. It confirms: two words that WordNet relates in some rare
sense, and that stand in each other's lines there, do stand for each other ("penalty" and "fine"). Of what it has alone,
everyday words are taken that stand in each other's lines, worth the more the more of their lines is the same (the
cosine, each word weighed by how few lines have it). Words that mean the opposite of each other are left out.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.lexicon import background, lexicon, phrase
from assistant.text import stem

FOLDER = Path(__file__).parents[1] / "assistant" / "lexicon"
RELATIONS = {"+": 0.9, "=": 0.7, "\\": 0.9, "&": 0.7, "@": 0.4, "~": 0.5, "^": 0.6}
"""Derived form, attribute, pertaining to, similar, more general and particular, see also; of one synset: 1."""
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
NUMBERS = {"n": 1, "v": 2, "a": 3, "r": 4, "s": 5}
OWN_POWER, OTHER_POWER = 0.5, 0.25
UNTAGGED = 1.0
"""What a sense counts that the tagged corpus never has."""
LEAST = 0.25
MOST, MOST_RARE = 16, 2
CONFIRMED, CONFIRMED_OWN, CONFIRMED_OTHER = 0.7, 0.25, 0.1
"""What a relation is worth at least, and the powers of the shares, where Moby confirms what WordNet relates."""
ALONE_LEAST, ALONE, ALIKE = 0.2, 0.6, 0.5
"""What two words are worth to each other that only Moby relates, at least and at most, and how like their lines have to
be for the most; then times from a half to 1 by how common the other is."""
SYNONYM = 0.7
"""What two words of one sense are worth at least, shared out among the senses of the first (its square root)."""
GENERAL = 60
"""A sense with more particular ones below it than this says too little to stand for one of them: a person, a thing."""
_WORD = re.compile(r"[a-z]{2,}(?: [a-z]{2,})?")


@dataclass(frozen=True)
class Synset:
    """A sense: its lemmas, and its relations as (symbol, offset and part of speech, own and other's word)."""

    lemmas: tuple[str, ...]
    counts: tuple[int, ...]
    relations: tuple[tuple[str, str, int, int], ...]


def synsets(folder: Path) -> dict[str, Synset]:
    """All senses by offset and part of speech, with how often the tagged corpus has each lemma in each."""
    tagged: dict[tuple[str, int, int, int], int] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split()
        lemma, _, sense = key.partition("%")
        part, file, lexical = sense.split(":")[:3]
        tagged[lemma, 3 if part == "5" else int(part), int(file), int(lexical)] = int(count)
    found = {}
    for name, letter in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                offset, synset = _synset(line, tagged)
                found[offset + letter] = synset
    return found


def _synset(line: str, tagged: dict[tuple[str, int, int, int], int]) -> tuple[str, Synset]:
    fields = line.split(" | ")[0].split()
    offset, file, part, amount = fields[0], int(fields[1]), fields[2], int(fields[3], 16)
    number = 3 if part == "s" else NUMBERS[part]
    words = [(fields[4 + 2 * i], int(fields[5 + 2 * i], 16)) for i in range(amount)]
    plain = [re.sub(r"\((?:a|p|ip)\)$", "", word) for word, _ in words]
    counts = tuple(
        tagged.get((word.lower(), number, file, lexical), 0) for word, (_, lexical) in zip(plain, words, strict=True)
    )
    start = 4 + 2 * amount
    relations = []
    for i in range(int(fields[start])):
        symbol, other, letter, ends = fields[start + 1 + 4 * i : start + 5 + 4 * i]
        relations.append((symbol, other + letter, int(ends[:2], 16), int(ends[2:], 16)))
    return offset, Synset(tuple(word.replace("_", " ").replace("-", " ") for word in plain), counts, tuple(relations))


def shares(senses: dict[str, Synset]) -> dict[tuple[str, str], float]:
    """The share that each sense has among all senses of a lemma, by lemma and offset."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for offset, synset in senses.items():
        for lemma, count in zip(synset.lemmas, synset.counts, strict=True):
            weights[lemma][offset] = count + UNTAGGED
    return {
        (lemma, offset): weight / sum(of.values()) for lemma, of in weights.items() for offset, weight in of.items()
    }


def pairs(senses: dict[str, Synset]) -> Iterator[tuple[str, str, str, str, float]]:
    """Two lemmas that may stand for each other, the sense of each, and what their relation is worth."""
    below = Counter(target for sense in senses.values() for symbol, target, _, _ in sense.relations if symbol == "@")
    for offset, synset in senses.items():
        for one in synset.lemmas:
            for other in synset.lemmas:
                if one != other:
                    yield one, other, offset, offset, 1.0
        for symbol, target, mine, theirs in synset.relations:
            worth = RELATIONS.get(symbol)
            if worth is None or target not in senses or (symbol == "@" and below[target] > GENERAL):
                continue
            ones = synset.lemmas if not mine else synset.lemmas[mine - 1 : mine]
            others = senses[target].lemmas if not theirs else senses[target].lemmas[theirs - 1 : theirs]
            for one in ones:
                for other in others:
                    if " " in other and symbol in "~@":
                        continue  # "toilet kit" for a kit: its own words find it
                    yield one, other, offset, target, worth


def moby_pairs(path: Path) -> Iterator[tuple[str, str, float]]:
    """Two words of the Moby Thesaurus that stand in each other's lines, and how like these are, from 0 to 1."""
    lines: dict[str, frozenset[str]] = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        entries = [word.strip().casefold() for word in line.split(",")]
        lines[entries[0]] = frozenset(entries)
    counted = Counter(word for held in lines.values() for word in held)
    weights = {word: math.log(len(lines) / count) ** 2 for word, count in counted.items()}
    norms = {own: math.sqrt(sum(weights[word] for word in held)) for own, held in lines.items()}
    for own, held in lines.items():
        for other in held - {own}:
            if own in lines.get(other, ()):
                shared = sum(weights[word] for word in held & lines[other])
                yield own, other, shared / (norms[own] * norms[other] or 1.0)


def commonness(words: Sequence[str]) -> float:
    """How common the rarest of some stems is in general English, from 0 to 1, on the scale of logarithms."""
    counts = background().stems
    return min(math.log1p(counts.get(word, 0)) for word in words) / math.log1p(max(counts.values()))


def opposites(senses: dict[str, Synset]) -> dict[str, set[str]]:
    """The stems that mean the opposite of each."""
    opposed: dict[str, set[str]] = defaultdict(set)
    for synset in senses.values():
        for symbol, target, mine, theirs in synset.relations:
            if symbol == "!" and target in senses:
                one, other = synset.lemmas[mine - 1], senses[target].lemmas[theirs - 1]
                if _WORD.fullmatch(one) and _WORD.fullmatch(other) and not {" "} & set(one + other):
                    opposed[stem(one)].add(stem(other))
    return opposed


def main() -> None:
    """Write the tables."""
    senses = synsets(Path(sys.argv[1]))
    share = shares(senses)
    senses_of = Counter(lemma for lemma, _ in share)
    small = lexicon().function_stems | lexicon().frame_stems
    table: dict[str, dict[str, float]] = defaultdict(dict)

    def enter(one: str, other: str, worth: float) -> None:
        own, expression = stem(one), " ".join(phrase(other))
        if own != expression and own not in small and not set(expression.split()) <= small and worth >= LEAST:
            table[one][expression] = max(worth, table[one].get(expression, 0.0))

    alike = {(one, other): share for one, other, share in moby_pairs(Path(sys.argv[2]))}
    for one, other, here, there, worth in pairs(senses):
        if _WORD.fullmatch(one) and " " not in one and _WORD.fullmatch(other):
            confirmed = (one, other) in alike
            powers = (CONFIRMED_OWN, CONFIRMED_OTHER) if confirmed else (OWN_POWER, OTHER_POWER)
            worth = max(worth, CONFIRMED) if confirmed else worth
            total = worth * share[one, here] ** powers[0] * share[other, there] ** powers[1]
            enter(one, other, max(total, SYNONYM / math.sqrt(senses_of[one])) if here == there else total)
    seen: dict[str, int] = defaultdict(int)
    for synset in senses.values():
        for lemma, count in zip(synset.lemmas, synset.counts, strict=True):
            seen[lemma] += count
    words = sorted(w for w, n in seen.items() if re.fullmatch("[a-z]{4,}", w) and (n or stem(w) in background().stems))
    common = {stem(lemma) for lemma, count in seen.items() if count and _WORD.fullmatch(lemma) and " " not in lemma}
    everyday = common | set(background().stems)
    for (one, other), near in alike.items():
        if _WORD.fullmatch(one) and _WORD.fullmatch(other) and " " not in one and everyday.issuperset(phrase(other)):
            worth = ALONE_LEAST + (ALONE - ALONE_LEAST) * min(1.0, near / ALIKE)
            enter(one, other, worth * (0.5 + 0.5 * commonness(phrase(other))))
    opposed = opposites(senses)
    known = sorted({stem(word) for word in seen if _WORD.fullmatch(word) and " " not in word} | common)
    lines = [f"{word}\t{'+' if word in common else '-'}" for word in known]
    (FOLDER / "stems.txt").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    lines = []
    for own in sorted({word for word in seen if _WORD.fullmatch(word) and " " not in word} | table.keys()):
        against = opposed.get(stem(own), ())
        ranked = sorted(table.get(own, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        ranked = [pair for pair in ranked if pair[0] not in against]
        best = [pair for pair in ranked if everyday.issuperset(pair[0].split())][:MOST]
        best += [pair for pair in ranked if not everyday.issuperset(pair[0].split())][:MOST_RARE]
        others = ", ".join(
            f"{expression} {worth:.2f}" for expression, worth in sorted(best, key=lambda p: (-p[1], p[0]))
        )
        if others:
            lines.append(f"{own}\t{others}")
    (FOLDER / "thesaurus.txt").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    lines = [f"{one}\t{' '.join(sorted(others - {one}))}" for one, others in sorted(opposed.items())]
    (FOLDER / "antonyms.txt").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    (FOLDER / "words.txt").write_text("\n".join(words) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
