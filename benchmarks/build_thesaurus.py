"""Make the thesaurus of general English out of the database files of WordNet 3.0.

    python benchmarks/build_thesaurus.py FOLDER

FOLDER holds ``data.noun``, ``data.verb``, ``data.adj``, ``data.adv`` and ``cntlist.rev`` (Debian: the package
``wordnet-base``). Written are ``assistant/lexicon/thesaurus.txt``, a line for each stem with the expressions that may
stand for it, after a ``+`` where the tagged corpus has it, ``antonyms.txt``, and ``words.txt``, the common words as
they are spelt.

A word is worth to another what their relation is (``RELATIONS``), times powers of the shares that the senses they meet
in have among all senses of each: "record" and "disc" meet in one sense of many. The share in the word asked counts for
more: that a document about bicycles says "cycle" is likely, however seldom the word means that elsewhere.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
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
UNTAGGED = 0.5
"""What a sense counts that the tagged corpus never has."""
LEAST = 0.2
MOST = 20
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
    for offset, synset in senses.items():
        for one in synset.lemmas:
            for other in synset.lemmas:
                if one != other:
                    yield one, other, offset, offset, 1.0
        for symbol, target, mine, theirs in synset.relations:
            worth = RELATIONS.get(symbol)
            if worth is None or target not in senses:
                continue
            ones = synset.lemmas if not mine else synset.lemmas[mine - 1 : mine]
            others = senses[target].lemmas if not theirs else senses[target].lemmas[theirs - 1 : theirs]
            for one in ones:
                for other in others:
                    if " " in other and symbol in "~@":
                        continue  # "toilet kit" for a kit: its own words find it
                    yield one, other, offset, target, worth


def main() -> None:
    """Write both tables."""
    senses = synsets(Path(sys.argv[1]))
    share = shares(senses)
    small = lexicon().function_stems | lexicon().frame_stems
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, here, there, worth in pairs(senses):
        if not _WORD.fullmatch(one) or " " in one or not _WORD.fullmatch(other):
            continue
        own, expression = stem(one), " ".join(phrase(other))
        total = worth * share[one, here] ** OWN_POWER * share[other, there] ** OTHER_POWER
        if own != expression and own not in small and not set(expression.split()) <= small and total >= LEAST:
            table[own][expression] = max(total, table[own].get(expression, 0.0))
    seen: dict[str, int] = defaultdict(int)
    for synset in senses.values():
        for lemma, count in zip(synset.lemmas, synset.counts, strict=True):
            seen[lemma] += count
    words = sorted(w for w, n in seen.items() if re.fullmatch("[a-z]{4,}", w) and (n or stem(w) in background().stems))
    common = {stem(lemma) for lemma, count in seen.items() if count and _WORD.fullmatch(lemma) and " " not in lemma}
    lines = []
    for own in sorted(common | table.keys()):
        best = sorted(table.get(own, {}).items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        others = ", ".join(f"{expression} {worth:.1f}" for expression, worth in best)
        lines.append(f"{own}\t{'+' if own in common else '-'}\t{others}")
    (FOLDER / "thesaurus.txt").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    opposed: dict[str, set[str]] = defaultdict(set)
    for synset in senses.values():
        for symbol, target, mine, theirs in synset.relations:
            if symbol == "!" and target in senses:
                one, other = synset.lemmas[mine - 1], senses[target].lemmas[theirs - 1]
                if _WORD.fullmatch(one) and _WORD.fullmatch(other) and not {" "} & set(one + other):
                    opposed[stem(one)].add(stem(other))
    lines = [f"{one}\t{' '.join(sorted(others - {one}))}" for one, others in sorted(opposed.items())]
    (FOLDER / "antonyms.txt").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    (FOLDER / "words.txt").write_text("\n".join(words) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
