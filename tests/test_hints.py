"""Words that are used like one that is missing: what is like what, where it counts, and where it must not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Assistant
from assistant.answer import hints, ranked
from assistant.answer.scoring import Scored
from assistant.lexicon.associations import SCALE, associated, directions
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve

Open = Callable[..., Assistant]

ALLOTMENTS = """Allotments

What tenants may do

Hens may be kept, cockerels may not.

Every plot comes with a shed that tenants paint themselves.

Anything left smouldering after dusk has to be put out by its tenant.

Dues are collected each spring by the treasurer.

Pets must stay outside the fence.
"""
RATES = "Rates\n\n| Plot | Dues | Water |\n|---|---|---|\n| Small | £30 | included |\n| Large | £55 | metered |\n"


def found(assistant: Assistant, text: str) -> list[Scored]:
    question = analyse(text, assistant.vocabulary)
    hits = retrieve(question, assistant.collection, assistant.settings.passages, assistant.evidences.sequence)
    return ranked(question, hits, assistant.evidences, best_possible(question, assistant.collection))


def hinted(assistant: Assistant, text: str) -> dict[str, float]:
    """How far each place that is found hints at what it does not say."""
    return {s.candidate.document.plain(s.candidate.span): s.features["hinted"] for s in found(assistant, text)}


@pytest.mark.parametrize(("asked", "like", "unlike"), [("rain", "downpor", "paint"), ("salari", "wage", "spoon")])
def test_words_that_are_used_alike_count_and_others_do_not(asked: str, like: str, unlike: str) -> None:
    (worths,) = associated([asked], [like, unlike])
    assert worths.keys() == {like}
    assert 0.3 < worths[like] <= 1


@pytest.mark.parametrize(("asked", "said"), [("buy", "sell"), ("hot", "cold"), ("rain", "rain")])
def test_neither_the_opposite_nor_the_word_itself_is_like_a_word(asked: str, said: str) -> None:
    assert {asked, said} <= directions().places.keys()
    assert associated([asked], [said]) == [{}]


@pytest.mark.parametrize("said", ["monday", "seven", "the", "xylotomy"])
def test_times_numbers_small_and_unknown_words_are_like_nothing(said: str) -> None:
    assert associated([said], directions().places) == [{}]


def test_likeness_does_not_depend_on_what_else_is_compared() -> None:
    said = sorted(directions().places)[::8]
    (together,) = associated(["doctor"], said)
    (backwards,) = associated(["doctor"], said[::-1])
    alone = {word: worth for one in said for word, worth in associated(["doctor"], [one])[0].items()}
    assert together == backwards == alone
    assert len(together) > 1


def test_products_of_directions_are_exact_in_single_precision() -> None:
    vectors = directions().vectors
    assert (np.abs(vectors.astype(np.int64)).sum(axis=1) * 127).max() < 2**24
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
    assert lengths == pytest.approx(np.full(len(vectors), SCALE), rel=0.02)


def test_what_a_sentence_does_not_say_is_hinted_at_by_a_word_used_like_it(knowledge: Open) -> None:
    assistant = knowledge({"allotments.txt": ALLOTMENTS})
    said = hinted(assistant, "Are chickens allowed for tenants?")
    assert said["Hens may be kept, cockerels may not."] > said["Dues are collected each spring by the treasurer."]


def test_a_word_that_is_said_is_not_hinted_at_as_well(knowledge: Open) -> None:
    assert set(hinted(knowledge({"allotments.txt": ALLOTMENTS}), "hens").values()) == {0.0}


def test_nothing_hints_at_a_name(knowledge: Open) -> None:
    assistant = knowledge({"allotments.txt": ALLOTMENTS})
    assert max(hinted(assistant, "are the chickens allowed").values()) > 0
    assert set(hinted(assistant, "are the Chickens allowed").values()) == {0.0}


def test_nothing_is_hinted_at_in_a_table(knowledge: Open) -> None:
    candidates = found(knowledge({"rates.md": RATES}), "What does electricity for a large plot cost?")
    assert {s.features["hinted"] for s in candidates if s.candidate.kind in ("cell", "comparison")} == {0.0}


def test_an_explanation_names_the_word_that_hints(knowledge: Open) -> None:
    explained = knowledge({"allotments.txt": ALLOTMENTS}).explain("Must puppies stay outside?")
    assert explained.best is not None
    assert explained.best.place.quote == "Pets must stay outside the fence."
    assert [term.hint for term in explained.terms if term.text == "puppies"] == ["Pets"]
    assert [term.hint for term in explained.terms if term.text == "stay"] == [None]


HARBOUR = """The harbour office

The office looks after the boats that lie in the harbour.

Each berth has a tap and a socket on the quay.

Violent storms are announced by two red lamps on the tower.

The harbour master was born on the island and has run the office since 2011.

Trawlers land their catch at dawn, and it is sold in the hall by seven.

Sailors who fall ill are seen by a doctor in the white house behind the chapel.

Visitors pay for each night at the machine beside the steps.
"""
IN_OTHER_WORDS = {
    "How do tourists settle the bill?": "Visitors pay for each night at the machine beside the steps.",
    "What happens in bad weather?": "Violent storms are announced by two red lamps on the tower.",
    "Where are fishes auctioned?": "Trawlers land their catch at dawn, and it is sold in the hall by seven.",
    "How is a hurricane made known?": "Violent storms are announced by two red lamps on the tower.",
    "Where can patients see a physician?": (
        "Sailors who fall ill are seen by a doctor in the white house behind the chapel."
    ),
}


def bests(assistant: Assistant) -> dict[str, tuple[str, float]]:
    """The best place for each question in other words, and how sure that is."""
    explained = {text: assistant.explain(text) for text in IN_OTHER_WORDS}
    return {text: (one.best.place.quote, one.answer.confidence) for text, one in explained.items() if one.best}


def test_questions_in_other_words_find_their_place_and_are_surer_of_it(
    knowledge: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = knowledge({"harbour.txt": HARBOUR})
    hinted = bests(assistant)
    monkeypatch.setattr(hints, "associated", lambda asked, said: [{} for _ in asked])
    plain = bests(assistant)
    assert {text: quote for text, (quote, _) in hinted.items()} == IN_OTHER_WORDS
    assert sum(quote == IN_OTHER_WORDS[text] for text, (quote, _) in plain.items()) < len(IN_OTHER_WORDS)
    assert all(hinted[text][1] > plain[text][1] for text in IN_OTHER_WORDS if plain[text][0] == hinted[text][0])


def test_a_question_in_other_words_is_answered(knowledge: Open) -> None:
    answer = knowledge({"harbour.txt": HARBOUR}).ask("How are hurricanes announced?")
    assert answer.text == "Violent storms are announced by two red lamps on the tower."
