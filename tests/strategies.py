"""Generated documents: plain text and Markdown put together from blocks, and text of any kind."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "tea leaf Kettle brews MLOps 42 vs. e.g. naïve “quoted” don’t H2O.ai C++ a – CI/CD 3.14 日本 \u200bthin no\u00a0br"
)
ASKED = "What is are the tea leaf of brews? Kettle vs and MLOps it why How many does 42 list"

word = st.sampled_from(WORDS.split(" "))
anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
question_words = st.sampled_from(ASKED.split(" "))
question = st.one_of(
    st.lists(question_words, min_size=1, max_size=9).map(" ".join),
    st.text(max_size=80),
)


def line(least: int = 1, most: int = 9) -> st.SearchStrategy[str]:
    """A few words."""
    return st.lists(word, min_size=least, max_size=most).map(" ".join)


sentence = line(3, 14).map(lambda text: f"It {text}.")
paragraph = st.lists(sentence, min_size=1, max_size=5).map(" ".join)
bullet = st.sampled_from(["• ", "- ", "* ", "1. ", "a) ", "\t• ", "  ◦ ", "(ii) ", "–\u00a0"])


@st.composite
def listing(draw: st.DrawFn) -> str:
    """A lead-in and items, some of them nested."""
    lead = draw(st.sampled_from(["These are the parts:", "The parts are –", "Parts", ""]))
    items = draw(st.lists(st.tuples(bullet, line(), st.sampled_from(["", "    "])), min_size=1, max_size=6))
    return "\n".join(filter(None, [lead, *(f"{indent}{mark}{text}" for mark, text, indent in items)]))


@st.composite
def separated(draw: st.DrawFn, mark: str) -> str:
    """Rows of equally many cells."""
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(line(1, 3), min_size=width, max_size=width), min_size=1, max_size=4))
    return "\n".join(mark.join(row) for row in rows)


flattened = st.lists(line(2, 5), min_size=2, max_size=4).map(
    lambda cells: "\n".join(
        ["Basis Tea Coffee", *(f"Label{n} It has {cell}. It lacks {cell}." for n, cell in enumerate(cells))]
    )
)

plain_block = st.one_of(
    line(1, 6),
    line(1, 5).map(lambda text: f"What is {text}?"),
    paragraph,
    listing(),
    separated("\t"),
    separated("   "),
    separated(" | "),
    flattened,
    st.sampled_from(["Watch Video", "----------", "```\ncode = 1\n```", "2.1 Scope", "Basis Tea Coffee", "\u00a0"]),
    anything,
)
plain_text = st.lists(plain_block, min_size=1, max_size=8).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\r\n", "\n \n"]).map(lambda gap: gap.join(blocks))
)


@st.composite
def pipe_table(draw: st.DrawFn) -> str:
    """A Markdown table, an escaped pipe in some of its cells."""
    width = draw(st.integers(1, 3))
    cell = st.one_of(line(1, 3), line(1, 2).map(lambda text: f"{text} \\| x"), st.just(""))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=2, max_size=4))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


inline = st.one_of(
    line(1, 5),
    line(1, 3).map(lambda text: f"**{text}**"),
    line(1, 3).map(lambda text: f"_{text}_ and [{text}](http://example.invalid/a_b 'c')"),
    st.sampled_from(
        ["`x = 1`", "AT&amp;T", "5 &lt; 6", "\\*not\\*", "<b>bold</b>", "![alt](a.png)", "<http://a.invalid>"]
    ),
).map(lambda text: text.replace("\t", " "))
rich = st.lists(inline, min_size=1, max_size=5).map(" ".join)

markdown_block = st.one_of(
    st.tuples(st.integers(1, 6), rich).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
    rich,
    rich.map(lambda text: f"{text}:\n\n- {text}\n  - {text}\n  - {text}\n\n    more {text}\n- {text}"),
    rich.map(lambda text: f"1. {text}\n2. {text}\n\n   ```\n   {text}\n   ```"),
    rich.map(lambda text: f"> {text}\n>\n> - {text}\n"),
    rich.map(lambda text: f"- {text}\n  - {text}\n\n  {text}"),
    rich.map(lambda text: f"{text}\n===="),
    pipe_table(),
    st.sampled_from(
        ["---", "***", "```sh\necho $HOME\n```", "    indented code", "<div>\nhtml\n</div>", "a  \nb\\\nc"]
    ),
    anything,
)
markdown_text = st.lists(markdown_block, min_size=1, max_size=8).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n", "\r\n\r\n"]).map(lambda gap: gap.join(blocks))
)
