"""Charts and diagrams of PowerPoint: what they say in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assistant.loaders.parts import Grid, Item, Listing, Paragraph, Part

MAX_POINTS = 5_000
MAX_LEVEL = 8
MAX_DIGITS = 14


def chart_parts(chart: Element) -> Iterator[Part]:
    """A chart's title, and the numbers it draws as a table: a row for each category, a column for each series."""
    yield Paragraph(_text(chart.find("chart/title")))
    series = [found for plot in chart.iterfind("chart/plotArea/*") for found in plot.iterfind("ser")]
    names = next((found for one in series if (found := _points(one, "cat", "xVal"))), {})
    values = [_points(one, "val", "yVal") for one in series]
    heads = ["".join(_points(one, "tx").values()) or _text(one.find("tx")) for one in series]
    numbers = sorted({*names, *(number for found in values for number in found)})[:MAX_POINTS]
    rows = [(names.get(number, str(number + 1)), *(found.get(number, "") for found in values)) for number in numbers]
    if rows:
        yield Grid((("", *heads), *rows))


def diagram_parts(data: Element) -> Iterator[Part]:
    """The texts of a diagram as a list, those of its parts nested in it."""
    texts = {
        point.get("modelId", ""): _text(point.find("t"))
        for point in data.iterfind("ptLst/pt")
        if point.get("type", "node") in ("node", "asst", "doc")
    }
    below: dict[str, list[tuple[int, str]]] = {}
    for link in data.iterfind("cxnLst/cxn"):
        place = link.get("srcOrd", "0")
        if link.get("type", "parOf") == "parOf" and link.get("destId", "") in texts:
            order = int(place) if place.isascii() and place.isdigit() and len(place) < 9 else 0
            below.setdefault(link.get("srcId", ""), []).append((order, link.get("destId", "")))
    inner = {number for links in below.values() for _, number in links}
    waiting = [(number, 0) for number in sorted(texts, key=inner.__contains__)][::-1]
    items: list[Item] = []
    seen: set[str] = set()
    while waiting:
        number, level = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        if texts[number]:
            items.append(Item(texts[number], level))
        deeper = min(level + bool(texts[number]), MAX_LEVEL)
        waiting += [(other, deeper) for _, other in sorted(below.get(number, ()), reverse=True)]
    yield Listing(tuple(items))


def _points(series: Element, *tags: str) -> dict[int, str]:
    """The texts or numbers that a file keeps of what a chart draws, by their place."""
    found: dict[int, str] = {}
    for holder in (held for tag in tags for held in series.iterfind(tag)):
        for point in holder.iter("pt"):
            place = point.get("idx", "")
            if place.isascii() and place.isdigit() and len(place) < 7:
                found.setdefault(int(place), _number(" ".join((point.findtext("v") or "").split())))
    return found


def _number(text: str) -> str:
    """A number without the last digits, which tell of the way it was kept; other texts as they are."""
    try:
        return f"{float(text):.12g}" if len(text) > MAX_DIGITS and text.isascii() else text
    except ValueError:
        return text


def _text(element: Element | None) -> str:
    """The words in an element, a line for each paragraph."""
    if element is None:
        return ""
    lines = ("".join(text.text or "" for text in paragraph.iter("t")) for paragraph in element.iter("p"))
    return "\n".join(filter(None, map(str.strip, lines)))
