"""Writes presentations of PowerPoint, the few parts that hold the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SORT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
BULLETS = "".join(f'<a:lvl{level}pPr><a:buChar char="-"/></a:lvl{level}pPr>' for level in (1, 2, 3))
NO_BULLET, NUMBER = "<a:buNone/>", '<a:buAutoNum type="arabicPeriod"/>'


def line(text: str, mark: str = "", *, level: int = 0, bold: bool = False) -> str:
    """A paragraph; ``mark`` says what stands before it, "" what its layout says."""
    look = f'<a:rPr b="{int(bold)}"/>' if bold else ""
    return f'<a:p><a:pPr lvl="{level}">{mark}</a:pPr><a:r>{look}<a:t>{escape(text)}</a:t></a:r></a:p>'


def shape(*lines: str, kind: str | None = None, number: int | None = None, hidden: bool = False) -> str:
    """A text box, or what fills the layout's place of a kind and a number."""
    holder = f' type="{kind}"' if kind else ""
    holder += f' idx="{number}"' if number is not None else ""
    place = f"<p:ph{holder}/>" if kind is not None or number is not None else ""
    paragraphs = "".join(text if text.startswith("<") else line(text) for text in lines)
    shown = ' hidden="1"' if hidden else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"{shown}/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f"<p:txBody><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def title(text: str, kind: str = "title") -> str:
    return shape(text, kind=kind)


def body(*lines: str) -> str:
    """The place for content: what stands there has bullets unless it says otherwise."""
    return shape(*lines, number=1)


def table(*rows: Sequence[str | tuple[str, str]]) -> str:
    """A table; a cell is a text, or attributes and a text."""
    cells = [[cell if isinstance(cell, tuple) else ("", cell) for cell in row] for row in rows]
    lines = "".join(
        f"<a:tr>{''.join(f'<a:tc {look}><a:txBody>{line(text)}</a:txBody></a:tc>' for look, text in row)}</a:tr>"
        for row in cells
    )
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="t"/></p:nvGraphicFramePr><a:graphic>'
        f"<a:graphicData><a:tbl>{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def graphic(tag: str, number: str) -> str:
    """A frame that shows what another part says: a chart by its "id", a diagram ("relIds") by its "dm"."""
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="g"/></p:nvGraphicFramePr><a:graphic>'
        f'<a:graphicData><x:{tag} xmlns:x="urn:x" r:{number}="rId9"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def chart(name: str, categories: Sequence[str], series: Mapping[str, Sequence[str]]) -> str:
    """A chart of some series."""
    drawn = "".join(
        f"<ser><tx>{_cached([head])}</tx><cat>{_cached(categories)}</cat><val>{_cached(values)}</val></ser>"
        for head, values in series.items()
    )
    head = f"<title><tx><rich><p><r><t>{escape(name)}</t></r></p></rich></tx></title>"
    return f"<chartSpace><chart>{head}<plotArea><barChart>{drawn}</barChart></plotArea></chart></chartSpace>"


def _cached(texts: Sequence[str]) -> str:
    points = "".join(f'<pt idx="{n}"><v>{escape(text)}</v></pt>' for n, text in enumerate(texts) if text)
    return f"<strRef><strCache>{points}</strCache></strRef>"


def diagram(texts: Sequence[str], links: Sequence[tuple[int, int]]) -> str:
    """A diagram of some texts, each link from the one above to one below."""
    points = "".join(
        f'<pt modelId="{n}" type="{"node" if text else "doc"}"><t><p><r><t>{escape(text)}</t></r></p></t></pt>'
        for n, text in enumerate(texts)
    )
    drawn = "".join(f'<cxn srcId="{one}" destId="{other}" srcOrd="{n}"/>' for n, (one, other) in enumerate(links))
    return f"<dataModel><ptLst>{points}</ptLst><cxnLst>{drawn}</cxnLst></dataModel>"


def slide(*shapes: str, look: str = "") -> str:
    """A slide; ``look`` are its attributes."""
    return f"<p:sld {P} {A} {R} {look}>{_tree(shapes)}</p:sld>"


def _tree(shapes: Sequence[str]) -> str:
    return f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>"


def _relations(*found: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{number}" Type="{SORT}{sort}" Target="{target}"/>' for number, sort, target in found
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def pptx(
    *slides: str,
    order: Sequence[int] = (),
    notes: Mapping[int, str] | None = None,
    graphics: Mapping[int, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """The file; ``order`` are the numbers of the slides as they are shown, ``notes`` the shapes of their notes."""
    order = order or range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId r:id="rId{number}" id="{255 + number}"/>' for number in order)
    parts = {
        "_rels/.rels": _relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relations(
            *((f"rId{number}", "slide", f"slides/slide{number}.xml") for number in range(1, len(slides) + 1))
        ),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {P} {A}>{_tree([body('Click')])}</p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            ("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {P} {A}>{_tree([])}<p:txStyles><p:bodyStyle>{BULLETS}"
        "</p:bodyStyle></p:txStyles></p:sldMaster>",
    }
    for number, content in enumerate(slides, 1):
        parts[f"ppt/slides/slide{number}.xml"] = content
        found = [("rId1", "slideLayout", "/ppt/slideLayouts/slideLayout1.xml")]
        if notes and number in notes:
            found.append(("rId2", "notesSlide", f"../notesSlides/notes{number}.xml"))
            parts[f"ppt/notesSlides/notes{number}.xml"] = f"<p:notes {P} {A}>{_tree([notes[number]])}</p:notes>"
        if graphics and number in graphics:
            found.append(("rId9", "chart", f"../charts/chart{number}.xml"))
            parts[f"ppt/charts/chart{number}.xml"] = graphics[number]
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(*found)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
