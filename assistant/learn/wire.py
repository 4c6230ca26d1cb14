"""What goes between a build and the processes that read files for it: a line of JSON, then the bytes it tells of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import numpy as np

from assistant.index.texts import Texts
from assistant.learn.outcome import Outcome, Part, Prepared, Refused, Wanted
from assistant.loaders.base import Limits

Shapes = list[tuple[str, list[int]]]
Request = tuple[str, Path, Wanted, Limits]


def part_to_bytes(part: Part) -> tuple[Shapes, bytes]:
    """The types and shapes of the members of a part, and the members one after the other."""
    arrays = [np.frombuffer(member, np.uint8) if isinstance(member, bytes) else member for member in part]
    return [(array.dtype.str, list(array.shape)) for array in arrays], b"".join(array.tobytes() for array in arrays)


def part_from_bytes(shapes: Sequence[tuple[str, list[int]]], stored: bytes) -> Part:
    """The opposite of ``part_to_bytes``."""
    held: list[Any] = []
    start = 0
    for kind, shape in shapes:
        amount = int(np.prod(shape))
        array = np.frombuffer(stored, kind, amount, start).reshape(shape)
        held.append(array)
        start += array.nbytes
    blocks, masked, passages, sizes, paths, text = held
    return Part(blocks.tobytes(), masked.tobytes(), passages, sizes, paths.tobytes(), text.tobytes())


def write_request(file: IO[bytes], request: Request) -> None:
    """Ask for a file."""
    document_id, path, wanted, limits = request
    _write(file, {"id": document_id, "path": str(path), "wanted": list(wanted), "limits": asdict(limits)})


def read_request(file: IO[bytes]) -> Request | None:
    """The next file that is asked for; none at the end."""
    line = file.readline()
    if not line:
        return None
    asked = json.loads(line)
    return asked["id"], Path(asked["path"]), Wanted(*asked["wanted"]), Limits(**asked["limits"])


def write_outcome(file: IO[bytes], outcome: Outcome) -> None:
    """Answer with what came of a file."""
    if isinstance(outcome, Refused):
        _write(file, {"refused": list(outcome)})
        return
    shapes, stored = part_to_bytes(outcome.part)
    encoded, *rest = outcome.texts
    told = {"entry": outcome.entry, "shapes": shapes, "part": len(stored), "sizes": list(map(len, encoded))}
    _write(file, {**told, "texts": rest}, stored, *encoded)


def read_outcome(file: IO[bytes]) -> Outcome:
    """What came of a file. Raises ``EOFError`` where the other process has ended."""
    line = file.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    told = json.loads(line)
    if "refused" in told:
        return Refused(*told["refused"])
    part = part_from_bytes(told["shapes"], _exactly(file, told["part"]))
    return Prepared(told["entry"], part, Texts([_exactly(file, size) for size in told["sizes"]], *told["texts"]))


def _write(file: IO[bytes], told: dict[str, Any], *stored: bytes) -> None:
    file.write(json.dumps(told).encode("ascii") + b"\n")
    file.writelines(stored)
    file.flush()


def _exactly(file: IO[bytes], size: int) -> bytes:
    held = file.read(size)
    if len(held) < size:
        raise EOFError
    return held
