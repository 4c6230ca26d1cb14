"""Damaged files of all formats, read as a build reads them: what is no document must be a refusal that says why.

Each file is one that a loader reads, mutated at random (``tests/loaders/mutations.py``). It is a fault when anything
but a refusal is raised, when that names an exception that nobody foresaw, when a file takes longer than the limit or
ends the process that reads it, and when a document breaks the contract of loaders. ``--keep`` keeps such files.

    python benchmarks/fuzz.py --files 10000
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

TESTS = Path(__file__).parents[1] / "tests" / "loaders"
sys.path.insert(0, str(TESTS))

from contract import blocks_lie_in_the_text, tables_have_a_header_and_rows  # noqa: E402
from mutations import mutated  # noqa: E402
from samples import samples  # noqa: E402

from assistant.chunk import chunk  # noqa: E402
from assistant.errors import LoadError  # noqa: E402
from assistant.loaders import Limits  # noqa: E402
from assistant.loaders.isolated import Reader  # noqa: E402
from assistant.loaders.registry import FORMATS  # noqa: E402

UNFORESEEN = re.compile(r"cannot be read \(\w+: |took longer|ended the process|of memory; ")
SUFFIXES = [format_.suffixes[0] for format_ in FORMATS]
REPORT_SECONDS = 60


def seeds(folder: Path | None) -> dict[str, list[bytes]]:
    """The files that are mutated, by their ending: the article of the tests, and those in a folder."""
    made = samples()
    found = {suffix: [made[suffix]] for suffix in SUFFIXES}
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        if path.suffix in found and path.is_file():
            found[path.suffix].append(path.read_bytes())
    return found


def fault(reader: Reader, path: Path) -> str | None:
    """What is wrong with how a file was read: nothing, "" where it was refused as it should be, or the fault."""
    started = time.monotonic()
    try:
        document = reader.load(path, path.name)
        blocks_lie_in_the_text(document) if document.blocks else None
        tables_have_a_header_and_rows(document)
        chunk(document)
    except LoadError as error:
        return str(error) if UNFORESEEN.search(str(error)) else ""
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    seconds = time.monotonic() - started
    return f"took {seconds:.0f} s" if seconds > reader.limits.seconds else None


def fuzz(files: int, seed: int, found: dict[str, list[bytes]], keep: Path | None) -> Counter[tuple[str, str]]:
    """How many files of each ending were read, refused and faulty."""
    chance, tally = Random(seed), Counter[tuple[str, str]]()
    told = time.monotonic()
    with tempfile.TemporaryDirectory() as home, Reader(Limits(seconds=10)) as reader:
        for number in range(files):
            suffix = SUFFIXES[number % len(SUFFIXES)]
            other = chance.choice(found[chance.choice(SUFFIXES)])
            content = mutated(chance.choice(found[suffix]), suffix, chance, other=other)
            path = Path(home) / f"{number}{suffix}"
            path.write_bytes(content)
            wrong = fault(reader, path)
            tally[suffix, "read" if wrong is None else "faulty" if wrong else "refused"] += 1
            if wrong:
                print(f"{path.name}: {wrong}", file=sys.stderr, flush=True)
                if keep is not None:
                    (keep / path.name).write_bytes(content)
            path.unlink()
            if time.monotonic() - told > REPORT_SECONDS:
                told = time.monotonic()
                print(f"{number + 1} of {files}", file=sys.stderr, flush=True)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=Path, help="a folder of files that are mutated too")
    parser.add_argument("--keep", type=Path, help="a folder for the files that are read wrongly")
    given = parser.parse_args()
    if given.keep is not None:
        given.keep.mkdir(parents=True, exist_ok=True)
    tally = fuzz(given.files, given.seed, seeds(given.seeds), given.keep)
    for suffix in SUFFIXES:
        print(suffix, *(f"{tally[suffix, outcome]} {outcome}" for outcome in ("read", "refused", "faulty")), sep="\t")
    sys.exit(any(tally[suffix, "faulty"] for suffix in SUFFIXES))


if __name__ == "__main__":
    main()
