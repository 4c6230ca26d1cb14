"""Postings in flat arrays, and the words that a misspelt one may stand for."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.columns import HeldColumns
from assistant.index.grams import MIN_LENGTH, build_view, grams
from assistant.index.postings import Postings, key_of
from assistant.index.runs import Runs
from assistant.index.spelling import similar
from assistant.index.word_view import StoredView, write_view


def postings(entries: dict[tuple[str, int], float]) -> Postings:
    """Postings of a dictionary from (term, id) to a value."""
    return Postings.of(
        np.array([key_of(term) for term, _ in entries], np.uint64),
        np.array([number for _, number in entries], np.int32),
        np.array(list(entries.values()), np.float32),
    )


def listed(held: Postings, term: str) -> list[tuple[int, float]]:
    found = held.find(term)
    return [] if found is None else list(zip(found[0].tolist(), found[1].tolist(), strict=True))


def test_a_term_is_found_with_its_ids_in_rising_order() -> None:
    held = postings({("tea", 5): 1.0, ("pot", 2): 3.0, ("tea", 1): 2.0})
    assert listed(held, "tea") == [(1, 2.0), (5, 1.0)]
    assert listed(held, "pot") == [(2, 3.0)]
    assert held.find("cup") is None
    assert [held.frequency(term) for term in ("tea", "pot", "cup")] == [2, 1, 0]


def test_sets_merge() -> None:
    merged = Postings.merge([postings({("tea", 0): 1.0}), postings({("tea", 3): 2.0, ("pot", 2): 1.0})])
    assert listed(merged, "tea") == [(0, 1.0), (3, 2.0)]
    assert listed(merged, "pot") == [(2, 1.0)]


def test_nothing_merges_to_nothing() -> None:
    assert Postings.merge([]).find("tea") is None


def test_renumbering_drops_what_is_gone() -> None:
    held = postings({("tea", 0): 1.0, ("tea", 1): 2.0, ("pot", 1): 3.0})
    moved = held.renumbered(np.array([4, -1], np.int32))
    assert listed(moved, "tea") == [(4, 1.0)]
    assert moved.find("pot") is None


entries = st.dictionaries(
    st.tuples(st.sampled_from(["tea", "pot", "cup", "milk"]), st.integers(0, 9)), st.sampled_from([0.5, 1.0, 2.0])
)


@given(entries, st.permutations(range(10)))
def test_postings_behave_like_a_dictionary(held: dict[tuple[str, int], float], order: list[int]) -> None:
    """Split by id, renumbered and merged again, they hold what a dictionary of the same holds."""
    even = postings({key: value for key, value in held.items() if key[1] % 2 == 0})
    odd = postings({key: value for key, value in held.items() if key[1] % 2})
    moved = Postings.merge([part.renumbered(np.array(order, np.int32)) for part in (even, odd)])
    for term in ("tea", "pot", "cup", "milk"):
        expected = sorted((order[number], value) for (name, number), value in held.items() if name == term)
        assert listed(moved, term) == expected


def test_keys_are_the_same_on_every_machine() -> None:
    assert key_of("tea").to_bytes(8, "little").hex() == "006587c1bb84c490"  # echo -n tea | b2sum -l 64


WORDS = ["kubernetes", "docker", "teapot", "teapots", "kettle", "2023", "tea", "container", "contained"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("kuberntes", "kubernetes"),
        ("kubernets", "kubernetes"),
        ("kubrenetes", "kubernetes"),
        ("dokcer", "docker"),
        ("tepot", "teapot"),
        ("containr", "container"),
    ],
)
def test_a_misspelt_word_finds_what_it_stands_for(asked: str, first: str) -> None:
    assert similar(asked, WORDS, build_view(WORDS))[0][0] == first


@pytest.mark.parametrize("asked", ["jubernetes", "umbrella", "te", "ketchup", "2024", "x" * 50])
def test_words_that_are_too_far_are_not_offered(asked: str) -> None:
    assert similar(asked, WORDS, build_view(WORDS)) == []


def test_a_word_is_most_similar_to_itself() -> None:
    assert similar("teapot", WORDS, build_view(WORDS)) == [("teapot", 1.0), ("teapots", pytest.approx(1 - 1 / 7))]


def test_words_as_near_as_each_other_come_in_alphabetical_order() -> None:
    words = ["tezpot", "teapot", "tebpot"]
    assert [word for word, _ in similar("tepot", words, build_view(words))] == ["teapot", "tebpot", "tezpot"]


def test_without_words_nothing_is_similar() -> None:
    assert similar("kettle", [], build_view([])) == []


@pytest.mark.parametrize("words", [WORDS, [f"{a}{b}{c}ment" for a in "tkp" for b in "aeo" for c in "rlnn"], ["aaaaaa"]])
def test_the_view_of_words_is_that_of_scikit_learn(words: list[str]) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    long_enough = [number for number, word in enumerate(words) if len(word) >= MIN_LENGTH]
    vectorizer = TfidfVectorizer(analyzer=grams, dtype=np.float32)
    coo = vectorizer.fit_transform([words[number] for number in long_enough]).tocoo()
    keys = np.array([key_of(gram) for gram in vectorizer.get_feature_names_out()], np.uint64)
    theirs = Postings.of(keys[coo.col], np.array(long_enough, np.int32)[coo.row], coo.data)
    ours = build_view(words)
    assert (ours.keys.tolist(), ours.ids.tolist()) == (theirs.keys.tolist(), theirs.ids.tolist())
    np.testing.assert_array_max_ulp(ours.values, theirs.values, 1)


def stored_view(words: list[str]) -> StoredView:
    """The view of words, written and read again."""
    columns = HeldColumns()
    with closing(Runs()) as runs:
        write_view(columns, words, runs)
    arrays = columns.arrays()
    return StoredView(lambda part: arrays[f"gram_{part}"])


@pytest.mark.parametrize("words", [WORDS, [], ["aaaaaa"], [f"w{number:x}ds" for number in range(0x11000)]])
def test_the_stored_view_holds_what_the_view_holds(words: list[str]) -> None:
    """Also with so many words that a position needs more than sixteen bits, and with a gram that comes again."""
    held, stored = build_view(words), stored_view(words)
    assert (stored.keys.tolist(), stored.frequencies.tolist()) == (held.keys.tolist(), held.frequencies.tolist())
    for gram in {gram for word in [*words[:3], *words[-3:], "other"] for gram in grams(word)}:
        expected, found = held.find(gram), stored.find(gram)
        assert (found is None) == (expected is None)
        if found is not None and expected is not None:
            assert all(np.array_equal(one, other) for one, other in zip(found, expected, strict=True))
