"""What holds for every document and every question: generated ones stand for all."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import anything, markdown_text, plain_text, question

from assistant import Answer, Assistant, LoadError
from assistant.lexicon import lexicon
from assistant.loaders import load
from assistant.text import normalise, tokens
from assistant.types import Document

documents = st.one_of(st.tuples(st.just("a.txt"), plain_text), st.tuples(st.just("a.md"), markdown_text))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generated")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def read(folder: Path, name: str, text: str) -> Document:
    assume(text.strip("\u200b \n\r\t\u00a0"))
    try:
        return load(written(folder, name, text))
    except LoadError as error:
        assume("holds no text" not in str(error))  # nothing but markup
        raise


@settings(max_examples=200)
@given(st.sampled_from(["a.txt", "a.md"]), st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
@example("a.txt", b"charset=undefined \xff")
@example("a.md", b"---\ndate: 2026-13-45\n---\nTea.\n")
@example("a.md", b"---\nn: 0b_\n---\nTea.\n")
def test_loading_raises_nothing_but_a_load_error(folder: Path, name: str, raw: bytes) -> None:
    path = folder / name
    path.write_bytes(raw)
    try:
        document = load(path)
    except LoadError as error:
        assert name in str(error)
    else:
        assert document.id == name
        assert document.title


@given(documents)
def test_the_text_is_the_file_decoded(folder: Path, given: tuple[str, str]) -> None:
    document = read(folder, *given)
    assert document.text == (folder / given[0]).read_bytes().decode("utf-8")
    assert len(document.view) == len(document.text)


@settings(max_examples=200)
@given(documents)
@example(("a.md", "| a | b |\n|---|---|\n| c | |\n|  | d |\n"))
@example(("a.txt", "•\n• tea\n"))
def test_blocks_lie_in_the_text_and_in_their_parents(folder: Path, given: tuple[str, str]) -> None:
    document = read(folder, *given)
    owners = {"item": "list", "row": "table", "cell": "row"}
    for position, block in enumerate(document.blocks):
        assert 0 <= block.span.start <= block.span.end <= len(document.text)
        assert (block.kind in owners) == (block.parent is not None)
        if block.parent is not None:
            parent = document.blocks[block.parent]
            assert block.parent < position
            assert parent.kind == owners[block.kind]
            assert parent.headings == block.headings
            assert parent.span.start <= block.span.start
            assert block.span.end <= parent.span.end


@settings(max_examples=200)
@given(documents)
@example(("a.md", "| a | b |\n|---|---|\n| c | |\n|  | d |\n"))
def test_blocks_of_one_parent_come_in_order_and_do_not_overlap(folder: Path, given: tuple[str, str]) -> None:
    document = read(folder, *given)
    top = [position for position, block in enumerate(document.blocks) if block.parent is None]
    for family in (top, *document.children.values()):
        spans = [document.blocks[position].span for position in family]
        assert all(one.end <= other.start for one, other in pairwise(spans))


@settings(max_examples=200)
@given(documents)
def test_masks_lie_in_the_text_in_order_and_disjoint(folder: Path, given: tuple[str, str]) -> None:
    document = read(folder, *given)
    ends = [0, *(place for mask in document.masked for place in mask), len(document.text)]
    assert ends == sorted(ends)
    assert all(mask.start < mask.end for mask in document.masked)


@settings(max_examples=200)
@given(plain_text)
def test_no_word_of_a_plain_text_is_lost(folder: Path, text: str) -> None:
    """Each is in a heading, a paragraph, a list with its marks, a table or a listing; leftovers of the page aside."""
    document = read(folder, "a.txt", text)
    held = {place for block in document.blocks for place in range(*block.span)}
    lost = [word for word in tokens(document.view) if not held.issuperset(range(word.start, word.end))]
    assert all(_is_mark(document, word.start, word.end) or word.word in ("watch", "video") for word in lost)


def _is_mark(document: Document, start: int, end: int) -> bool:
    """Whether a word is the number or letter of an item: first in its line, a dot or a bracket after it."""
    before = document.view[:start].rpartition("\n")[2]
    return end - start <= 5 and not before.strip(" (\u200b\t") and document.view[end : end + 1] in (".", ")")


@settings(max_examples=200)
@given(markdown_text)
def test_no_word_of_markdown_is_lost(folder: Path, text: str) -> None:
    """Each that is no markup is in a heading, a paragraph, an item or the lead-in of a list, a cell or a listing."""
    assume("\n[" not in f"\n{text}")  # the address of a link that is named elsewhere
    document = read(folder, "a.md", text)
    held: set[int] = set()
    for position, block in enumerate(document.blocks):
        end = block.span.end
        if block.kind == "list":
            end = document.blocks[document.children[position][0]].span.start
        if block.kind not in ("table", "row"):
            held.update(range(block.span.start, end))
    tables = [block.span for block in document.blocks if block.kind == "table"]
    for word in tokens(document.view):
        beyond = any(table.start <= word.start < table.end for table in tables)  # more cells than columns
        assert held.issuperset(range(word.start, word.end)) or beyond or word.word.isdigit()


def holds_its_promises(answer: Answer, folder: Path) -> None:
    """What is true of every answer."""
    if answer.answered:
        texts = [load(folder / name) for name in {citation.document for citation in answer.citations}]
        known = {word.word for document in texts for word in tokens(document.view)}
        asked = {word.word for word in tokens(normalise(answer.interpreted_as))}
        glue = {"yes", "no", "neither"} if answer.kind == "yes_no" else set()
        if answer.kind == "count":
            glue = {str(len(answer.items or ()))}
        assert {word.word for word in tokens(normalise(answer.text))} <= known | asked | glue
    assert answer.answered == bool(answer.citations) == (answer.reason is None and answer.kind != "small_talk")
    assert answer.text
    assert 0 <= answer.confidence <= 1
    for citation in answer.citations:
        text = (folder / citation.document).read_bytes().decode("utf-8")
        assert 0 <= citation.start < citation.end <= len(text)
        assert citation.quote == text[citation.start : citation.end]
        assert 0 <= citation.score <= 1
    assert (answer.items is not None) == (answer.kind == "list")
    assert (answer.table is not None) <= (answer.kind == "comparison")


@settings(max_examples=60)
@given(documents, st.lists(question, min_size=1, max_size=4))
def test_every_quote_is_a_slice_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, given: tuple[str, str], asked: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("one")
    written(folder, *given)
    written(folder, "b.txt", "Kettle\r\n\r\nA\u00a0kettle is a pot that \u200bbrews tea.\r\n")
    assistant = Assistant.open(folder)
    history: list[Answer] = []
    for text in (*asked, "What is a kettle?"):
        history.append(assistant.ask(text, history=history))
        holds_its_promises(history[-1], folder)


@settings(max_examples=500)
@given(st.lists(st.one_of(question, anything, st.sampled_from(["the first one", "why?", "and tea?"])), max_size=3))
@example(["hi" + " " * 3000 + "what is tea?"])
@example(["List the kinds of tea", "the last"])
def test_any_question_gets_an_answer_or_a_reason(shelf: tuple[Assistant, Path], asked: list[str]) -> None:
    assistant, folder = shelf
    history: list[Answer] = []
    for text in asked:
        history.append(assistant.ask(text, history=history))
        assert history[-1].question == text
        holds_its_promises(history[-1], folder)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assistant, Path]:
    folder = tmp_path_factory.mktemp("shelf")
    for path in sorted((Path(__file__).parent / "corpus").glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    return Assistant.open(folder), folder


@pytest.mark.parametrize("courtesy", sorted(lexicon().small_talk))
def test_every_courtesy_is_returned(shelf: tuple[Assistant, Path], courtesy: str) -> None:
    answer = shelf[0].ask(courtesy.capitalize() + "!")
    assert (answer.kind, answer.citations) == ("small_talk", ())


def test_an_item_that_is_a_courtesy_can_be_asked_about(knowledge: Callable[..., Assistant]) -> None:
    assistant = knowledge({"a.txt": "Words\n\nThe greetings of sailors are:\n\n• Ahoy\n• Hello\n• Good night\n"})
    listed = assistant.ask("What are the greetings of sailors?")
    assert listed.items == ("Ahoy", "Hello", "Good night")
    assert assistant.ask("the last", history=[listed]).question == "the last"
