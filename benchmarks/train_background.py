"""Count how common words are in general English, for collections too small to tell.

    python benchmarks/train_background.py PATH ... > assistant/lexicon/background.json

Each PATH is a SQuAD file (.json), a file of JSON Lines with a ``text`` or an ``answer`` in each, or a folder of
Markdown and text files; of each, ``PASSAGES`` are read, evenly spread, so that none of them sets the
tone. Written are the number of passages read and, for the stems that at least ``MIN_PASSAGES`` of them
hold, in how many.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.chunk import chunk
from assistant.loaders import load, suffixes
from assistant.text import normalise, stems

MIN_PASSAGES = 2
PASSAGES = 800


def passages(path: Path) -> Iterator[str]:
    """The passages of a file or a folder."""
    if path.suffix == ".json":
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
            yield from (normalise(paragraph["context"]) for paragraph in article["paragraphs"])
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield normalise(row.get("text") or f"{row['resolved']} {row['answer'] or ''}")
    elif path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in suffixes():
                document = load(file)
                yield from (document.view[p.span.start : p.span.end] for p in chunk(document))


def main() -> None:
    """Print the table."""
    counts: Counter[str] = Counter()
    total = 0
    for path in sys.argv[1:]:
        texts = list(passages(Path(path)))
        for text in texts[:: max(1, len(texts) // PASSAGES)]:
            counts.update(set(stems(text)))
            total += 1
    kept = {stem: n for stem, n in sorted(counts.items()) if n >= MIN_PASSAGES and stem.isalpha()}
    json.dump({"passages": total, "stems": kept}, sys.stdout, separators=(",", ":"), ensure_ascii=True)


if __name__ == "__main__":
    main()
