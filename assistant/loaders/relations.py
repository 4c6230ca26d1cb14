"""Office archives: which parts a part refers to, by number and by sort."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from assistant.loaders.xml import parse_xml
from assistant.loaders.zipped import Archive


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: ``sort`` as "slideLayout", ``target`` the name of the other part."""

    sort: str
    target: str


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """What a part refers to inside the archive, by the number it uses; ``""`` stands for the archive as a whole."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive:
        return {}
    return {
        relation.get("Id", ""): Relation(
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target", "")))).lstrip("/"),
        )
        for relation in parse_xml(archive.read(listed), archive.path, listed).iter("Relationship")
        if relation.get("TargetMode") != "External"
    }


def related(found: dict[str, Relation], sort: str) -> str:
    """The first part of a sort, or nothing."""
    return next((relation.target for relation in found.values() if relation.sort == sort), "")
