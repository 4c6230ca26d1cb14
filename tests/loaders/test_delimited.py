"""CSV and TSV: cells with offsets into the file as decoded."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, LoadError
from assistant.loaders.delimited import find_cells
from assistant.types import Document

Read = Callable[..., Document]


def cells(document: Document) -> list[list[str]]:
    """The words of each row's cells."""
    rows = [position for position, block in enumerate(document.blocks) if block.kind == "row"]
    return [[document.plain(document.blocks[cell].span) for cell in document.children[row]] for row in rows]


def test_the_first_row_holds_the_column_names(read: Read) -> None:
    document = read("Drink,Plant\nTea,Camellia\nCoffee,Coffea\n", "hot-drinks.csv")
    assert document.title == "hot drinks"
    assert [block.kind for block in document.blocks[:3]] == ["table", "row", "cell"]
    assert cells(document) == [["Drink", "Plant"], ["Tea", "Camellia"], ["Coffee", "Coffea"]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Drink;Price\nTea;1,50\nCoffee;2,50\n"),
        ("a.csv", "sep=;\nDrink;Price\nTea;1,50\nCoffee;2,50\n"),
        ("a.csv", "Drink\tPrice\nTea\t1,50\nCoffee\t2,50\n"),
        ("a.csv", "Drink|Price\r\nTea|1,50\r\nCoffee|2,50\r\n"),
        ("a.csv", '\ufeff"Drink","Price"\n"Tea","1,50"\n"Coffee","2,50"'),
        ("a.tsv", "Drink\tPrice\nTea\t1,50\nCoffee\t2,50\n"),
    ],
)
def test_the_delimiter_is_found_out(read: Read, name: str, text: str) -> None:
    document = read(text, name)
    assert document.text == text
    assert cells(document) == [["Drink", "Price"], ["Tea", "1,50"], ["Coffee", "2,50"]]


def test_a_quoted_cell_may_hold_delimiters_line_ends_and_quotes(read: Read) -> None:
    text = 'Drink,Says\n"Tea, green","It is ""hot"".\nVery."\n'
    document = read(text, "a.csv")
    assert cells(document)[1] == ["Tea, green", 'It is "hot". Very.']
    assert document.quote(document.blocks[-1].span) == 'It is ""hot"".\nVery.'


def test_rows_may_be_short_or_empty(read: Read) -> None:
    document = read("a,b,c\n\n1\n,,\n1,,3\n", "a.csv")
    assert cells(document) == [["a", "b", "c"], ["1"], ["1", "", "3"]]


def test_a_file_of_delimiters_holds_no_text(read: Read) -> None:
    with pytest.raises(LoadError, match="holds no text"):
        read(",,,\n,,\n", "a.csv")


def test_a_cell_answers(knowledge: Callable[..., Assistant]) -> None:
    assistant = knowledge({"drinks.csv": "Drink,Plant,Origin\nTea,Camellia,China\nCoffee,Coffea,Ethiopia\n"})
    answer = assistant.ask("Which origin does coffee have?")
    assert (answer.kind, answer.text, answer.citations[0].quote) == ("cell", "Ethiopia", "Ethiopia")


texts = st.text(st.sampled_from('ab ,;"\n\r\t'), max_size=8)


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_cells_are_those_that_were_written(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    text = written.getvalue()
    found = find_cells(text, 0, delimiter)
    assert [[text[a:b].replace('""', '"') for a, b in row] for row in found.rows] == rows
