"""One small article, written in every format that can be read."""

from __future__ import annotations

from html import escape

import pdfs
import slides
from books import epub
from word import docx, paragraph, table

TABLE = (
    ("Basis", "Tea", "Coffee"),
    ("Plant", "Camellia", "Coffea"),
    ("Origin", "China", "Ethiopia"),
    ("Brewing time", "Three minutes", "Four minutes"),
)
ARTICLE: tuple[tuple[str, object], ...] = (
    ("h1", "Tea or coffee"),
    ("h2", "What is tea?"),
    ("p", "Tea is a hot drink made of the leaves of a shrub. Monks carried it to Japan in the ninth century."),
    ("h2", "What is coffee?"),
    (
        "p",
        "Coffee is a drink brewed from roasted seeds. It was first sold in Yemen because monks wanted to wake.",
    ),
    ("h2", "Kinds of tea"),
    ("p", "The kinds of tea are:"),
    ("ul", ("green tea", "black tea", "white tea")),
    ("h2", "Making tea"),
    ("p", "To make tea, follow these steps:"),
    ("ol", ("Boil the water.", "Warm the pot.", "Wait three minutes.")),
    ("h2", "Differences between tea and coffee"),
    ("table", TABLE),
    ("h2", "Can tea be kept overnight?"),
    ("p", "Cold tea turns bitter after twelve hours, in a closed jar too."),
)


def markdown() -> bytes:
    """The article in Markdown."""
    lines: list[str] = []
    for kind, content in ARTICLE:
        if kind in ("h1", "h2"):
            lines.append(f"{'#' * int(kind[1])} {content}")
        elif kind == "p":
            lines.append(str(content))
        elif kind == "table":
            rows = [f"| {' | '.join(row)} |" for row in TABLE]
            lines.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
        else:
            marks = {"ul": ["-"] * 3, "ol": ["1.", "2.", "3."]}[kind]
            lines.append("\n".join(f"{mark} {item}" for mark, item in zip(marks, content, strict=True)))  # type: ignore[call-overload]
    return "\n\n".join(lines).encode() + b"\n"


def plain() -> bytes:
    """The article as it is copied out of a web page."""
    lines: list[str] = []
    for kind, content in ARTICLE:
        if kind == "table":
            lines.append("\n".join("\t".join(row) for row in TABLE))
        elif isinstance(content, tuple):
            marks = {"ul": ["•"] * 3, "ol": ["1.", "2.", "3."]}[kind]
            lines.append("\n".join(f"{mark} {item}" for mark, item in zip(marks, content, strict=True)))
        else:
            lines.append(str(content))
    return "\n\n".join(lines).encode() + b"\n"


def csv(delimiter: str = ",") -> bytes:
    """The article's table alone."""
    return "".join(delimiter.join(row) + "\n" for row in TABLE).encode()


def html_body() -> str:
    """The article's elements."""
    pieces: list[str] = []
    for kind, content in ARTICLE:
        if kind == "table":
            head, *rows = (
                "".join(f"<{cell}>{escape(text)}</{cell}>" for text in row)
                for cell, row in zip(["th", *["td"] * 3], TABLE, strict=True)
            )
            body = "".join(f"<tr>{row}</tr>" for row in rows)
            pieces.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
        elif isinstance(content, tuple):
            pieces.append(f"<{kind}>{''.join(f'<li>{escape(item)}</li>' for item in content)}</{kind}>")
        else:
            pieces.append(f"<{kind}>{escape(str(content))}</{kind}>")
    return "\n".join(pieces)


def html() -> bytes:
    """The article on a page with what usually surrounds one."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tea or coffee | Drinks Weekly</title>
<style>p {{ color: red }}</style><script>var tea = "<p>no</p>";</script></head><body>
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><nav><ul><li><a href="/">Home</a><li><a href="/tea">Tea shop</a></li></ul></nav></header>
<div id="cookie-notice"><p>We use cookies to make this site better.</p><button>Accept all</button></div>
<main>{html_body()}</main>
<aside><h3>Related articles</h3><ul><li><a href="/milk">All about milk</a></li></ul></aside>
<footer><p>© Drinks Weekly. All rights reserved.</p></footer></body></html>""".encode()


def word() -> bytes:
    """The article in Word."""
    blocks: list[str] = []
    for kind, content in ARTICLE:
        if kind == "table":
            blocks.append(table(*TABLE))
        elif isinstance(content, tuple):
            blocks += [paragraph(item, list_id={"ul": 1, "ol": 2}[kind]) for item in content]
        else:
            blocks.append(paragraph(str(content), {"h1": "U1", "h2": "U2"}.get(kind, "")))
    return docx(*blocks)


def show() -> bytes:
    """The article in PowerPoint, a slide for each section."""
    made: list[list[str]] = []
    lines: list[str] = []
    for kind, content in ARTICLE:
        if kind in ("h1", "h2"):
            lines = []
            made.append([slides.title(str(content), {"h1": "ctrTitle", "h2": "title"}[kind])])
        elif kind == "table":
            made[-1].append(slides.table(*TABLE))
        elif isinstance(content, tuple):
            lines += [slides.line(item, {"ul": "", "ol": slides.NUMBER}[kind]) for item in content]
            made[-1][1:] = [slides.body(*lines)]
        else:
            lines.append(slides.line(str(content), slides.NO_BULLET))
            made[-1][1:] = [slides.body(*lines)]
    return slides.pptx(*(slides.slide(*shapes) for shapes in made))


def restructured() -> bytes:
    """The article in reStructuredText."""
    lines: list[str] = []
    for kind, content in ARTICLE:
        if kind in ("h1", "h2"):
            lines.append(f"{content}\n{ {'h1': '=', 'h2': '-'}[kind] * len(str(content)) }")
        elif kind == "table":
            border = "  ".join(["=" * 15] * 3)
            head, *rows = ("  ".join(cell.ljust(15) for cell in row).rstrip() for row in TABLE)
            lines.append("\n".join([border, head, border, *rows, border]))
        elif isinstance(content, tuple):
            marks = {"ul": ["-"] * 3, "ol": ["1.", "2.", "3."]}[kind]
            lines.append("\n".join(f"{mark} {item}" for mark, item in zip(marks, content, strict=True)))
        else:
            lines.append(str(content))
    return "\n\n".join(lines).encode() + b"\n"


def pdf() -> bytes:
    """The article in PDF."""
    file = pdfs.new()
    file.set_compression(False)  # so that what is damaged at random is what is drawn
    for kind, content in ARTICLE:
        if kind == "table":
            pdfs.table(file, TABLE)
        elif kind == "p":
            pdfs.paragraph(file, str(content))
        elif isinstance(content, tuple):
            pdfs.items(file, content, {"ul": (), "ol": ("1.", "2.", "3.")}[kind])
        else:
            pdfs.heading(file, str(content), {"h1": 22, "h2": 15}[kind])
    return pdfs.data(file)


def samples() -> dict[str, bytes]:
    """The bytes of a file for each ending."""
    return {
        **dict.fromkeys((".md", ".markdown"), markdown()),
        **dict.fromkeys((".txt", ".text"), plain()),
        **dict.fromkeys((".tsv", ".tab"), csv("\t")),
        ".csv": csv(),
        ".epub": epub({"tea.xhtml": html_body()}, title="Tea or coffee"),
        ".pdf": pdf(),
        **dict.fromkeys((".docx", ".docm"), word()),
        **dict.fromkeys((".pptx", ".pptm", ".ppsx"), show()),
        **dict.fromkeys((".rst", ".rest"), restructured()),
        **dict.fromkeys((".html", ".htm", ".xhtml"), html()),
    }
