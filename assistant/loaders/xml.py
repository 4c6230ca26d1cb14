"""XML from outside: no document types, no entities, no depth without end."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder  # builds the tree only; nothing is parsed by it
from xml.parsers import expat

from assistant.errors import LoadError

MAX_DEPTH = 200


def parse_xml(raw: bytes, path: Path, part: str) -> Element:
    """The tree of an XML text, names without their namespaces.

    Raises ``LoadError`` for a text that is no XML, is too deep or declares a document type.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise LoadError(f"{path}: {part} is nested more than {MAX_DEPTH} deep")
        # of two with one name, as id and r:id, the one of a namespace stays, whatever their order
        ordered = sorted(attributes, key=lambda key: "}" in key)
        builder.start(_name(tag), {_name(key): attributes[key] for key in ordered})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(tag))

    def refuse(*_: object) -> NoReturn:
        raise LoadError(f"{path}: {part} declares a document type, which is not read for safety; save the file again")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise LoadError(f"{path}: {part} is damaged ({error}); save the file again") from error
    return builder.close()


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
