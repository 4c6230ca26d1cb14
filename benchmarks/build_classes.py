"""Make the table of what words may be out of the database files of WordNet 3.0.

    python benchmarks/build_classes.py FOLDER

FOLDER holds ``data.noun``, ``data.verb``, ``data.adj``, ``data.adv``, ``verb.exc``, ``noun.exc`` and ``cntlist.rev``
(Debian: the package ``wordnet-base``). Written is ``assistant/lexicon/classes.txt``, a line for each single word: the
parts of speech it may have, each with how often the tagged corpus has it, and for nouns the lexicographer's files that
its senses are in, as shares in tenths.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parents[1] / "assistant" / "lexicon" / "classes.txt"
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
NUMBERS = {"n": 1, "v": 2, "a": 3, "s": 5, "r": 4}
CLASSES = (
    "entity act animal artifact attribute body cognition communication event feeling food group place motive object "
    "person phenomenon plant possession process quantity relation shape state substance time"
)
"""The lexicographer's files of nouns, from 3."""
CLASS_NAMES = CLASSES.split()
KINDS = ("animal", "plant")
MOST = 3
UNTAGGED = 0.5
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")


def tagged(folder: Path) -> dict[tuple[str, int, int, int], int]:
    """How often the tagged corpus has a lemma in a sense: by lemma, part of speech, file and number in it."""
    found = {}
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split()
        lemma, _, sense = key.partition("%")
        part, file, lexical = map(int, sense.split(":")[:3])
        found[lemma, part, file, lexical] = int(count)
    return found


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    counts = tagged(folder)
    parts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    classes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, letter in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            file, part, amount = int(fields[1]), NUMBERS[fields[2]], int(fields[3], 16)
            for number in range(amount):
                lemma = re.sub(r"\(\w+\)$", "", fields[4 + 2 * number])
                lexical = int(fields[5 + 2 * number], 16)
                if not _WORD.fullmatch(lemma):
                    continue
                named = lemma[0].isupper()
                if named and name == "noun" and CLASS_NAMES[file - 3] in KINDS:
                    continue  # the Latin names of kinds
                weight = counts.get((lemma.lower(), part, file, lexical), 0) + UNTAGGED
                parts[lemma.lower()][letter.upper() if named else letter] += weight
                if name == "noun":
                    classes[lemma.lower()][CLASS_NAMES[file - 3]] += weight
    for kind, letter in (("verb", "d"), ("noun", "s")):
        for line in (folder / f"{kind}.exc").read_text(encoding="ascii").splitlines():
            form, base = line.split()[:2]
            if _WORD.fullmatch(form) and not (kind == "verb" and form.endswith(("ing", "s"))) and form != base:
                parts[form][letter] += max(parts.get(base, {}).get("v" if kind == "verb" else "n", 0), UNTAGGED)
                if kind == "noun" and parts[form]["s"] > parts[form].get("n", 0) and base in classes:
                    classes[form] = classes[base]
    lines = []
    for word in sorted(parts):
        said = " ".join(f"{part}{count:.0f}" for part, count in sorted(parts[word].items()))
        total = sum(classes[word].values())
        best = sorted(classes[word].items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        shares = " ".join(f"{name} {10 * share / total:.0f}" for name, share in best if round(10 * share / total))
        lines.append(f"{word}\t{said}\t{shares}")
    OUT.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
