"""Documents, pictures and limits as JSON, to go from one process to another. Nothing that is read is code."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.loaders.base import Limits
from assistant.loaders.picture import Picture, Wanted
from assistant.types import Block, Document, Span


def write_request(path: Path, document_id: str, limits: Limits) -> str:
    """What the worker is asked, on one line."""
    return json.dumps({"path": str(path), "id": document_id, "limits": asdict(limits)})


def read_request(line: str) -> tuple[Path, str, Limits]:
    """What ``write_request`` wrote."""
    content = json.loads(line)
    return Path(content["path"]), content["id"], Limits(**content["limits"])


def write_picture_request(path: Path, wanted: Wanted, limits: Limits) -> str:
    """What the worker is asked where a page of a file is to be drawn, on one line."""
    return json.dumps({"path": str(path), "id": "", "limits": asdict(limits), "picture": asdict(wanted)})


def read_wanted(line: str) -> Wanted | None:
    """The page that is to be drawn; ``None`` where a document is to be read."""
    wanted = json.loads(line).get("picture")
    return None if wanted is None else Wanted(**wanted)


def write_picture(picture: Picture) -> str:
    """A picture on one line."""
    image = base64.b64encode(picture.image).decode("ascii")
    return json.dumps({"picture": {**asdict(picture), "image": image}})


def read_picture(line: str) -> Picture | str:
    """The picture, or the reason why there is none."""
    reply = json.loads(line)
    if "refused" in reply:
        return str(reply["refused"])
    content = reply["picture"]
    boxes = ((float(x), float(y), float(w), float(h)) for x, y, w, h in content["marks"])
    return Picture(base64.b64decode(content["image"]), int(content["width"]), int(content["height"]), tuple(boxes))


def write_document(document: Document) -> str:
    """A document on one line."""
    content: dict[str, Any] = {name: getattr(document, name) for name in ("id", "title", "source", "text", "digest")}
    content |= {name: getattr(document, name) for name in ("masked", "metadata", "pages")}
    content["blocks"] = [(b.kind, *b.span, b.headings, b.level, b.parent, b.page) for b in document.blocks]
    return json.dumps({"document": content})


def write_refusal(reason: str, *, last: bool = False) -> str:
    """Why a file was not read, on one line; ``last`` from a process that is not to be asked again."""
    return json.dumps({"refused": reason, "last": True} if last else {"refused": reason})


def is_last(line: str) -> bool:
    """Whether the process that wrote a reply is not to be asked again."""
    return line.startswith('{"refused"') and "last" in json.loads(line)


def read_reply(line: str) -> Document | str:
    """The document, or the reason why there is none."""
    reply = json.loads(line)
    if "refused" in reply:
        return str(reply["refused"])
    content = reply["document"]
    return Document(
        content["id"],
        content["title"],
        content["source"],
        content["text"],
        tuple(
            Block(kind, Span(start, end), tuple(headings), level, parent, page)
            for kind, start, end, headings, level, parent, page in content["blocks"]
        ),
        content["digest"],
        tuple(Span(*mask) for mask in content["masked"]),
        tuple((name, text) for name, text in content["metadata"]),
        tuple(content["pages"]),
    )
