"""Web pages: the article, without what surrounds it, with its structure."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from outlines import outline

from assistant import LoadError
from assistant.types import Document

Read = Callable[..., Document]
Draw = Callable[[str], list[str]]
ARTICLE = "<p>Tea is a hot drink made of leaves, and people have told each other so for a long time.</p>"


@pytest.fixture
def html(read: Read) -> Draw:
    """The outline of a page."""
    return lambda text: outline(read(text, "page.html"))


@pytest.mark.parametrize(
    "around",
    [
        '<nav><a href="/">Home page</a></nav>',
        '<div class="navbar"><a href="/">Home page</a></div>',
        '<ul role="navigation"><li><a href="/">Home page</a></li></ul>',
        "<header><p>Drinks Weekly</p></header>",
        "<footer><p>All rights reserved</p></footer>",
        '<div id="site-footer">All rights reserved</div>',
        "<aside><p>Buy tea now</p></aside>",
        '<div class="sidebar"><p>Buy tea now</p></div>',
        '<div class="cookieBanner">We use cookies.</div>',
        "<div><p>This site uses cookies.</p><button>Accept all</button></div>",
        "<section><h2>You may also like</h2><ul><li>Buy tea now</li></ul></section>",
        '<h2>Related articles</h2><ul><li><a href="/">Buy tea now</a></li></ul>',
        '<div class="crumbs"><a href="/">Home page</a> / Tea</div>',
        '<div class="foot"><h4>Service</h4><p>Buy tea now</p></div>',
        '<form><label>Mail <input name="mail"></label><button>Subscribe</button></form>',
        "<script>let tea = 1 < 2;</script><style>p { color: red }</style><noscript>No script</noscript>",
        '<p hidden>Not seen</p><p style="display: none">Not seen</p><div aria-hidden="true">Not seen</div>',
        "<p>Back to top</p>",
        "<select><option>Green</option></select>",
        "<svg><text>drawn</text></svg>",
        "<template><p>later</p></template>",
    ],
)
def test_what_surrounds_the_article_is_left_out(html: Draw, around: str) -> None:
    article = [ARTICLE[3:-4]]
    assert html(f"<body>{around}{ARTICLE}</body>") == article
    assert html(f"<body>{ARTICLE}{around}</body>") == article


@pytest.mark.parametrize(
    "kept",
    [
        '<section id="cookies"><h2>Cookies</h2><p>Biscuits go with tea.</p></section>',
        '<main class="has-sidebar"><h2>Cookies</h2><p>Biscuits go with tea.</p></main>',
        "<article><header><h2>Cookies</h2></header><p>Biscuits go with tea.</p></article>",
        '<h2><a class="header" href="#cookies">Cookies</a></h2><p>Biscuits go with tea.</p>',
        '<h2>Cookies<a class="headerlink" href="#cookies">¶</a></h2><p>Biscuits go with tea.</p>',
        '<body class="nav-open footer"><h2>Cookies</h2><p>Biscuits go with tea.</p></body>',
        '<h2>Cookies</h2><p>Biscuits go with tea.<sup><a href="#n1">[1]</a></sup></p>',
    ],
)
def test_a_name_alone_throws_no_text_away(html: Draw, kept: str) -> None:
    assert html(kept) == ["## Cookies", "Biscuits go with tea."]


def test_the_main_part_is_taken_with_the_main_heading(read: Read) -> None:
    page = f"<div><h1>Tea</h1><p>By Ann</p></div><main>{ARTICLE}</main><div>Another page of this site</div>"
    document = read(f"<title>Tea | Drinks</title>{page}", "a.html")
    assert outline(document) == ["# Tea", ARTICLE[3:-4]]
    assert document.title == "Tea"


def test_without_a_main_heading_the_page_has_its_name(read: Read) -> None:
    assert read(f"<title>About\n tea</title>{ARTICLE}", "a.html").title == "About tea"
    assert read(ARTICLE, "about-tea.html").title == "about tea"


def test_words_of_inline_elements_are_neither_glued_nor_cut(html: Draw) -> None:
    text = "<p>Kuber<b>netes</b> and <i>tea</i><br>pots<span> in\n use</span>.</p><div>One</div><div>Two</div>"
    assert html(text) == ["Kubernetes and tea pots in use.", "One", "Two"]


def test_lists_nest_and_keep_their_lead_in(html: Draw) -> None:
    text = (
        "<p>Tea is old. The kinds are:</p><ul><li>green<ul><li>sencha<li>matcha</ul>and mild</li><li><p>black</p>"
        "<p>and strong</p></ul>"
    )
    assert html(text) == [
        "Tea is old.",
        "[The kinds are:]",
        "- green",
        "  - sencha",
        "  - matcha",
        "- and mild",
        "- black and strong",
    ]


def test_items_have_the_marks_that_are_seen(read: Read) -> None:
    assert (
        read("<ol start=3><li>boil<ul><li>slowly</ul><li>pour</ol>", "a.html").text == "3. boil\n  • slowly\n4. pour\n"
    )


def test_a_list_of_cards_is_no_list(html: Draw) -> None:
    text = "<ul><li><h3>Green</h3><p>It is mild.</p></li><li><h3>Black</h3><p>It is strong.</p></li></ul>"
    assert html(text) == ["### Green", "It is mild.", "### Black", "It is strong."]


def test_a_table_has_its_header_whatever_the_order(html: Draw) -> None:
    text = (
        "<table><caption>Drinks</caption><tbody><tr><td>Tea<td>Camellia<tr><th>Coffee<td>Coffea</tbody>"
        "<thead><tr><th>Drink<th>Plant</thead></table>"
    )
    assert html(text) == ["Drinks", "Drink | Plant", "Tea | Camellia", "Coffee | Coffea"]


def test_cells_that_span_rows_and_columns(html: Draw) -> None:
    text = (
        "<table><tr><th>Drink<th colspan=2>Price<th>Place</tr><tr><td rowspan=2>Tea<td>1<td>2<td>shop</tr>"
        "<tr><td>3<td>4<td>market</tr></table>"
    )
    assert html(text) == ["Drink | Price |  | Place", "Tea | 1 | 2 | shop", "Tea | 3 | 4 | market"]


def test_a_table_of_labels_and_values_is_a_list_of_them(html: Draw) -> None:
    assert html("<table><tr><th>Plant<td>Camellia</tr><tr><th>Origin:<td>China</tr></table>") == [
        "[]",
        "- Plant: Camellia",
        "- Origin: China",
    ]


def test_a_table_that_arranges_the_page_is_read_through(html: Draw) -> None:
    text = f"<table><tr><td><h2>Tea</h2>{ARTICLE}</td><td><table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr></table>"
    assert html(text) == ["## Tea", ARTICLE[3:-4], "a | b", "c | d"]


def test_definitions_are_labelled_items(html: Draw) -> None:
    assert html("<dl><dt>Sencha<dd>a green tea<dt>Assam<dt>Darjeeling<dd>a black tea</dl>") == [
        "[]",
        "- Sencha: a green tea",
        "- Assam, Darjeeling: a black tea",
    ]


def test_a_cell_of_links_is_a_menu_only_where_the_table_arranges_the_page(html: Draw) -> None:
    menu = "<td><a href='/'>Home page</a><br><a href='/n'>News</a><br><a href='/b'>Boats</a></td>"
    assert html(f"<table><tr>{menu}<td><h2>Tea</h2>{ARTICLE}</td></tr></table>")[0] == "## Tea"
    assert html(f"<table><tr><td>Pages</td>{menu}</tr><tr><td>Day</td><td>one</td></tr></table>{ARTICLE * 2}")[0] == (
        "Pages | Home page News Boats"
    )


def test_what_stands_below_such_a_heading_is_kept_where_it_is_text(html: Draw) -> None:
    assert html(f"{ARTICLE}<h2>Read next</h2><p>Tea is poured at once.</p>")[-1] == "Tea is poured at once."
    page = f"<div><h2>Related products</h2><p>Pots.</p><h2>Making tea</h2><p>Boil it.</p></div>{ARTICLE * 2}"
    assert html(page)[:3] == ["Pots.", "## Making tea", "Boil it."]


@pytest.mark.parametrize(
    "faq",
    [
        "<h3>Is tea hot?</h3><p>It is.</p>",
        "<dl><dt>Is tea hot?</dt><dd><p>It is.</p></dd></dl>",
        "<details><summary>Is tea hot?</summary><p>It is.</p></details>",
        "<p><strong>Is tea hot?</strong></p><p>It is.</p>",
    ],
)
def test_a_question_and_its_answer(html: Draw, faq: str) -> None:
    question, answer = html(faq)
    assert (question.lstrip("#"), answer) == (" Is tea hot?", "It is.")


def test_code_keeps_its_lines(read: Read) -> None:
    document = read("<p>Run:</p><pre><code>brew  --hot\n  --now\n</code></pre>", "a.html")
    assert document.text == "Run:\n\nbrew  --hot\n  --now\n"
    assert [block.kind for block in document.blocks] == ["paragraph", "code"]


def test_entities_and_declared_encodings_are_read(read: Read) -> None:
    raw = '<meta charset="iso-8859-2"><p>Łódź &amp; tea&nbsp;pots &lt;3 &#233;</p>'.encode("iso-8859-2")
    assert read(raw, "a.html").text == "Łódź & tea\u00a0pots <3 é\n"


@pytest.mark.parametrize(
    "tags", ["ul li", "ol li", "div", "table tr td", "dl dd", "dl dt", "blockquote p", "li", "ul li div", "td", "b"]
)
@pytest.mark.parametrize("depth", [40, 149, 150, 151, 700])
@pytest.mark.parametrize("closed", [True, False])
def test_no_text_is_lost_however_deep_it_stands(read: Read, tags: str, depth: int, closed: bool) -> None:
    names = tags.split()
    opened = "".join(f"<{name}>{name}{number} " for number in range(depth) for name in names)
    ends = "".join(f"</{name}>" for name in reversed(names)) * depth if closed else ""
    text = read(f"<body>{ARTICLE}{opened}{ends}<p>The end.</p></body>", "a.html").text
    words = [f"{name}{number}" for number in range(depth) for name in names]
    assert sorted(re.findall(r"\b[a-z]+\d+\b", text)) == sorted(words)
    assert text.rstrip().endswith("The end.") or not closed


def test_a_list_too_deep_for_the_tree_ends_where_it_ends(html: Draw) -> None:
    inner = "<div>" * 300 + "deep" + "</div>" * 300
    assert html(f"<ul><li>one</li><li>two{inner}</li><li>three</li></ul>{ARTICLE}") == [
        "[]",
        "- one",
        "- two deep",
        "- three",
        ARTICLE[3:-4],
    ]


def test_a_list_of_definitions_in_a_definition_is_read_once(html: Draw) -> None:
    inner = "<dl><dt>Sencha<dd>a green one<dt>Gyokuro<dd>a shaded one</dl>"
    assert html(f"<dl><dt>Tea<dd>Made of leaves:{inner}<dt>Coffee<dd>Made of seeds.</dl>") == [
        "####### Tea",
        "[Made of leaves:]",
        "- Sencha: a green one",
        "- Gyokuro: a shaded one",
        "####### Coffee",
        "Made of seeds.",
    ]


def test_what_stands_in_a_list_and_in_no_item_is_kept(html: Draw) -> None:
    assert html("<ul>Green:<li>Sencha</li>and<li>Gyokuro</li></ul>") == [
        "[]",
        "- Green:",
        "- Sencha",
        "- and",
        "- Gyokuro",
    ]
    assert html("<dl><p>Kinds:</p><dt>Sencha<dd>a green tea</dl>") == ["[]", "- Kinds:", "- Sencha: a green tea"]


def test_deep_nesting_is_read(html: Draw) -> None:
    assert html("<div>" * 100_000 + "Tea is hot.") == ["Tea is hot."]
    assert html("<b>" * 50_000 + "Tea is hot." + "</b>" * 50_000)[-1].endswith("Tea is hot.")


def test_a_page_without_an_article_holds_no_text(read: Read) -> None:
    with pytest.raises(LoadError, match="holds no text"):
        read("<html><script>tea()</script><body></body></html>", "a.html")


def test_what_follows_a_part_that_opens_belongs_to_the_section_around_it(read: Read) -> None:
    text = (
        "<h1>Tea</h1><h2>Green tea</h2><details><summary>History</summary><p>Monks drank it.</p></details>"
        "<p>It is mild.</p><details><summary>Is it healthy?</summary>Yes.</details>"
    )
    document = read(text, "page.html")
    places = {document.plain(block.span): block.headings[1:] for block in document.blocks}
    assert places["Monks drank it."] == ("Green tea", "History")
    assert places["It is mild."] == ("Green tea",)
    assert places["Yes."] == ("Green tea", "Is it healthy?")


@pytest.mark.parametrize("title", ["Table of Contents", "On this page"])
def test_a_list_of_what_is_on_the_page_is_left_out(html: Draw, title: str) -> None:
    links = "".join(f'<li><a href="#{name}">{name}</a></li>' for name in ("Green", "Black", "White"))
    sections = "".join(f'<h3 id="{name}">{name}</h3><p>{name} tea is hot.</p>' for name in ("Green", "Black", "White"))
    drawn = html(f"<h1>Tea</h1><section><h2>{title}</h2><ul>{links}</ul></section>{sections}{ARTICLE}")
    assert drawn[:3] == ["# Tea", "### Green", "Green tea is hot."]


def test_contents_that_are_no_links_stay(html: Draw) -> None:
    drawn = html(f"<h1>Tea chest</h1>{ARTICLE}<h2>Contents</h2><ul><li>green tea</li><li>a spoon</li></ul>")
    assert drawn[2:] == ["## Contents", "[]", "- green tea", "- a spoon"]
