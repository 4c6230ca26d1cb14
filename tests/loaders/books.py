"""Writes books in EPUB."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from urllib.parse import quote

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
CONTENTS = '<item id="toc" href="toc.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
CHAPTER = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def epub(
    chapters: Mapping[str, str], order: Sequence[str] = (), title: str = "Drinks", more: Mapping[str, str] | None = None
) -> bytes:
    """A book of chapters, each the inside of a body by its name; ``more`` are other parts by their names."""
    order = order or list(chapters)
    items = "".join(
        f'<item id="c{number}" href="{quote(name)}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(order)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(order)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></metadata><manifest>{CONTENTS}{items}</manifest>"
        f'<spine><itemref idref="toc"/>{spine}</spine></package>'
    )
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        **{f"OEBPS/{name}": CHAPTER.format(body) for name, body in chapters.items()},
        **(more or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
