"""Questions are read without a grammar: what they are about, what they ask, which words are names."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.conversation import resolve
from assistant.conversation.carried import left_open, stood_for
from assistant.conversation.clause import read
from assistant.conversation.edits import Edit, edited
from assistant.conversation.names import completed, name_of_title, names_in
from assistant.conversation.words import is_plural, singular_of
from assistant.word_forms import plural_of


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What is throat cancer?", "throat cancer"),
        ("How much do blue whales weigh?", "blue whales"),
        ("Can lung cancer spread to the throat?", "lung cancer"),
        ("Is Red Bull bad for you?", "Red Bull"),
        ("Why is blood red?", "blood"),
        ("How was Netflix started?", "Netflix"),
        ("What did the Museum of Art buy?", "Museum of Art"),
        ("Does binge drinking affect sleep?", "binge drinking"),
        ("What does an MLOps engineer hand over?", "MLOps engineer"),
        ("How is the US Electoral College chosen?", "US Electoral College"),
        ("Which dancers were chosen?", "dancers"),
        ("Which teams use Git?", "teams"),
        ("Which skills are must-haves?", "skills"),
        ("Tell me about the Oregon Trail.", "Oregon Trail"),
        ("What does the long-play disc cost?", "long-play disc"),
        ("What is the best spring in town?", "best spring"),
        ("How often are the meters read?", "meters"),
        ("How many adults signed the letter?", "adults"),
        ("What does one bell mean?", "bell"),
        ("What does steady red mean?", "steady red"),
        ("What is idle_hours?", "idle_hours"),
        ("What do you know?", None),
        ("How does that differ from a kayak?", None),
    ],
)
def test_the_subject_of_a_question(question: str, subject: str | None) -> None:
    reading = read(question)
    assert (None if reading.subject is None else reading.said(reading.subject)) == subject


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("Did they tour the north of Spain?", ["north", "Spain"]),
        ("Who pays if my kayak breaks?", ["kayak"]),
        ("What causes throat cancer?", ["throat cancer"]),
        ("Which field uses Puppet?", ["field", "Puppet"]),
        ("How has Netflix changed work?", ["Netflix", "work"]),
        ("Who was Queen Rania of Jordan?", ["Queen Rania of Jordan"]),
        ("What is Calling All Lovers?", ["Calling All Lovers"]),
        ("What were lung cancer's symptoms?", ["lung cancer", "symptoms"]),
        ("What other tools are there besides Git?", ["tools"]),
    ],
)
def test_the_noun_phrases_of_a_question(question: str, nouns: list[str]) -> None:
    reading = read(question)
    assert [reading.said(noun) for noun in reading.nouns] == nouns


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In late 1969, Zappa broke up the band.", ["Zappa"]),
        ("At the invitation of Steve Wickham, Mike Scott moved.", ["Steve Wickham", "Mike Scott"]),
        ('She appeared in "Chikni Chameli," a song.', ["Chikni Chameli"]),
        ("The next album, All The Good Times, did well.", ["All The Good Times"]),
        ("In June she studied at the University of Michigan.", ["University of Michigan"]),
        ("He played the Grand Prix. He won.", ["Grand Prix"]),
        ("Remaining members left.", []),
    ],
)
def test_the_names_in_an_answer(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text)] == names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Marlow Street Practice – Staff Handbook", ""),
        ("Frank Zappa", "Frank Zappa"),
        ("Cold (band)", "Cold"),
        ("Guy Carleton, 1st Baron Dorchester", "Guy Carleton"),
        ("Van der Graaf Generator", "Van der Graaf Generator"),
        ("Glossary", ""),
        ("Reading a job ad", ""),
        ("Kayaks and Canoes Compared", ""),
        ("How to Brew Tea", ""),
        ("Frequently Asked Questions", ""),
    ],
)
def test_which_titles_are_names(title: str, name: str) -> None:
    assert name_of_title(title) == name


def test_part_of_a_name_is_the_whole_unless_it_is_a_thing_of_its_own(notes: Assistant) -> None:
    assert completed("Zappa", "Frank Zappa", notes.vocabulary) == "Frank Zappa"
    assert completed("Frank", "Frank Zappa", notes.vocabulary) == "Frank Zappa"
    assert completed("Git", "Git LFS", notes.vocabulary) == "Git"
    assert completed("Linux", "Linux Foundation", notes.vocabulary) == "Linux"
    assert completed("Bull", "Frank Zappa", notes.vocabulary) == "Bull"


def test_what_a_pronoun_stood_for_is_read_off_the_two_texts() -> None:
    asked, understood = "When did he leave Leith?", "When did Frank Zappa leave Leith?"
    (stood,) = stood_for(asked, understood)
    assert (stood.pronoun, stood.text, understood[slice(*stood.span)]) == ("he", "Frank Zappa", "Frank Zappa")
    (stood,) = stood_for("Did Zappa leave?", "Did Frank Zappa leave?")
    assert (stood.pronoun, stood.text) == ("", "Frank Zappa")
    (stood,) = stood_for("Did she make other albums?", "Did Ada Byrd make other albums besides Blue Hour?")[:1]
    assert stood.text == "Ada Byrd"
    assert stood_for("and Leith?", "Who left Leith?") == ()


@pytest.mark.parametrize(
    ("question", "pronoun"),
    [("Where was she born?", "she"), ("What is CBT and how does it work?", ""), ("Is a kayak worth it?", "")],
)
def test_a_pronoun_that_nothing_stood_for(question: str, pronoun: str) -> None:
    assert left_open(Answer(question, question, "no_answer", "", 0.0, reason="none")) == pronoun


def test_the_plural_of_a_word_and_back() -> None:
    for one, many in (("tool", "tools"), ("company", "companies"), ("class", "classes"), ("box", "boxes")):
        assert (plural_of(one), singular_of(many)) == (many, one)
        assert is_plural(many)
        assert not is_plural(one)
    assert not is_plural("The Wrens")
    assert is_plural("Blue whales")
    assert is_plural("causes of cancer")


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    edits = [Edit(4, 9, "b", ""), Edit(0, 5, "a", ""), Edit(9, 9, "c", "")]
    assert edited("0123456789", edits) == "a5678c9"


TEXTS = st.text(st.sampled_from("aeTHnoi's \n.,?\"-1éZ"), max_size=40) | st.sampled_from(
    ["what is it?", "and Git?", "why?", "the other one", "Did they?", "which of them?", "the first one", "this article"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.tuples(TEXTS, TEXTS), max_size=4), asked=TEXTS)
def test_whatever_was_said_the_same_is_made_of_it(notes: Assistant, turns: list[tuple[str, str]], asked: str) -> None:
    history = [Answer(one, other, "no_answer", other, 0.0, reason="none") for one, other in turns]
    resolved = resolve(asked, history, notes.vocabulary)
    assert resolve(asked, tuple(history), notes.vocabulary) == resolved
    assert resolve(asked, [], notes.vocabulary) == asked
