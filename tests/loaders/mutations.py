"""Files that were damaged at random: bytes changed, cut, doubled, moved, and what is special in their format put in.

Of an archive one part is changed, mostly as a tree so that it is still XML, and all are packed anew, so that what reads
the part is reached; now and then the archive itself is changed.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from copy import deepcopy
from random import Random

TOKENS = {
    ".md": ("```", "~~~", "| a | b |\n|--|--|", "> " * 30, "- " * 20, "[x](y)", "![", "***", "---\n", "&#0;", "<b>"),
    ".txt": ("\f", "\t", "• ", "1. ", "1.1.1 ", "[1]", "----", "....", ": ", "?\n", "|", " " * 40, "[edit]", "(a) "),
    ".csv": ('"', '""', ",", ";", "\t", "\n", "sep=;\n", "\r", '"\n"', ",,,,"),
    ".html": (
        *("<table>", "<td rowspan=99999 colspan=9999>", "</p>", "<li>", "<!--", "<![CDATA[", "<script>", "&#xFFFFFF;"),
        *("<dl><dt>", "<pre>", "<h1>", "<ul>" * 50, "</div>", "<svg>", "<template>", "<main>", "\0", "<p hidden>", "&"),
    ),
    ".xml": (
        *('w:val="-1"', 'w:val="99999999999"', 'w:val=""', "<w:p>", "</w:p>", "<w:tbl>", "<w:gridSpan w:val='9999'/>"),
        *('Target="../../x"', 'r:id="rId1"', "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "<a:t>", "]]>", "<?x?>"),
        *('idx="-1"', 'gridSpan="9999"', 'rowSpan="-3"', 'type="title"', 'full-path="x"', 'media-type="text/html"'),
    ),
    ".rst": (
        *("====", "----", "::\n\n", ".. ", ".. code::\n", ".. list-table::\n\n   * - ", "+--+--+", "|x|", "`"),
        "    " * 9,
    ),
    ".pdf": (
        *("/Kids [3 0 R 3 0 R]", "/Count -1", "/Count 999999999", "/MediaBox [0 0 0 0]", "/Rotate 45", "BT", "ET"),
        *("-1e38", "1e38 0 0 1e38 0 0 cm", "Tf", "(x) Tj", "99999999 0 R", "endstream", "/Length 0", "/Encrypt 9 0 R"),
        *("0 0 1e9 1e9 re S", "0 Td", "NaN", "/FontMatrix [0 0 0 0 0 0]", "Td", "0 0 0 0 0 0 Tm", "<<", ">>", "]", "["),
        *("1" * 50, "q"),
    ),
}
_ARCHIVES = {".docx", ".pptx", ".epub"}


def mutated(raw: bytes, suffix: str, chance: Random, *, other: bytes = b"") -> bytes:
    """A file of a format, damaged; ``other`` is another file, a piece of which may be put in."""
    if suffix not in _ARCHIVES or chance.random() < 0.2:
        return _changed(raw, TOKENS.get(suffix, TOKENS[".xml"]), chance, other)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    if chance.random() < 0.7:
        parts[name] = _tree_changed(parts[name], chance)
    else:
        kind = ".html" if name.endswith("html") else ".xml"
        parts[name] = _changed(parts[name], TOKENS[kind], chance, other)
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _changed(raw: bytes, tokens: tuple[str, ...], chance: Random, other: bytes) -> bytes:
    """Some bytes after one to eight changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 8))):
        start = chance.randint(0, len(raw))
        end = min(len(raw), start + chance.choice((1, 2, 8, 40, 300)))
        piece = raw[start:end]
        change = chance.randrange(8)
        if change == 0:
            raw = raw[:start]
        elif change == 1:
            raw = raw[:start] + raw[end:]
        elif change == 2:
            raw = raw[:start] + piece * chance.choice((2, 3, 50)) + raw[end:]
        elif change == 3:
            place = chance.randint(0, len(raw))
            raw = raw[:place] + piece + raw[place:]
        elif change == 4:
            raw = raw[:start] + bytes(chance.randrange(256) for _ in piece) + raw[end:]
        elif change == 5 and piece:
            raw = raw[:start] + bytes([piece[0] ^ (1 << chance.randrange(8))]) + raw[start + 1 :]
        elif change == 6 and other:
            place = chance.randint(0, len(other))
            raw = raw[:start] + other[place : place + chance.choice((10, 200, 3000))] + raw[start:]
        else:
            raw = raw[:start] + chance.choice(tokens).encode() * chance.choice((1, 1, 3)) + raw[start:]
    return raw


_VALUES = ("", "0", "3", "7", "-1", "99999999999", "1.5", "NaN", "on", "rId1", "../../x", "\u00e9\u2028", "x" * 5000)


def _tree_changed(raw: bytes, chance: Random) -> bytes:
    """XML whose elements were dropped, doubled, moved into each other and renamed, and whose values were changed."""
    try:
        root = ET.fromstring(raw)
    except ET.ParseError:
        return raw
    for step in range(chance.choice((1, 1, 2, 4, 12))):
        parents = [element for element in root.iter() if len(element)] or [root]
        parent = chance.choice(parents)
        if not len(parent):
            return raw
        child = chance.choice(list(parent))
        change = chance.randrange(7)
        if change == 0:
            parent.remove(child)
        elif change == 1:
            parent.insert(chance.randint(0, len(parent)), child)
        elif change == 2:
            copied = deepcopy(child)
            times = chance.choice((1, 3, 60)) if step == 0 else 1
            chance.choice(list(copied.iter())).extend([deepcopy(child)] * times)
            parent.append(copied)
        elif change == 3:
            child.tag = chance.choice(list(root.iter())).tag
        elif change == 4:
            child.text = chance.choice(_VALUES)
        elif change == 5:
            child.tail = chance.choice(_VALUES)
        elif child.attrib:
            child.set(chance.choice(sorted(child.attrib)), chance.choice(_VALUES))
    return ET.tostring(root)
