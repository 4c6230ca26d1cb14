"""Plain questions to a page of an organisation: what tells a span, a price, a person, a reason, and what does not."""

from __future__ import annotations

import pytest

from assistant import Assistant

LOFT = """# The sail loft

The loft mends sails for its members. It was opened in 1998 by the rigger Owen Pask and has been run by his niece Ida
since 2015. The work is done by 14 helpers and one paid rigger. Our nurse is Dr Ines Cole, telephone 01632 960000. Ring
her at once if somebody has fallen into the water. The harbour master Tom Reed also teaches knots. Tom Reed also sweeps
the yard.

## Lending

You can book a sail up to six weeks ahead. We keep a booked sail at the counter for 48 hours; after that it goes to the
next member. A course costs £15 and has eight places. In 2023 the loft won the Gull Prize for its courses, and it
spent the prize money on a bench.
Rope samples must be sent at least 21 days before the course.

## The yard

Pask Slipway carries boats over the River Lund on a cradle. Swallows nest in the upper shed from May to August. For this
reason the upper shed is closed in summer. The museum in the old shed shows a cutter of 1867.

## Questions

### Do you deliver?

Yes. On Thursdays our van brings sails to any harbour. Delivery costs £5.

### May I lend a sail to a friend?

No. Our insurance covers only the member who signed for it.

## What animals get

| Animal | Price (£) | Food (g) | Space (m) |
|---|---|---|---|
| Cat | 16 | 75 | 2 |
| Dog | 26 | 320 | 6 |
"""


@pytest.fixture(scope="module")
def loft(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("loft")
    (folder / "loft.md").write_text(LOFT, encoding="utf-8")
    return Assistant.open(folder)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("How long do you keep a sail that I have booked?", "48 hours"),
        ("rope samples how long before the course", "21 days"),
        ("How much is a course?", "£15"),
        ("number of helpers", "14 helpers"),
        ("Where do the swallows nest?", "in the upper shed"),
        ("Who is Tom Reed?", "harbour master"),
        ("Who took over from Pask?", "his niece Ida"),
        ("When must I ring the nurse?", "if somebody has fallen"),
        ("Why is the upper shed closed in summer?", "Swallows nest"),
        ("Do you deliver?", "Yes. On Thursdays our van"),
        ("May I lend a sail to a friend?", "No. Our insurance covers only"),
    ],
)
def test_what_the_page_says(loft: Assistant, question: str, says: str) -> None:
    assert says in loft.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "How much money came with the Gull Prize?",  # a year is no amount
        "Who designed Pask Slipway?",  # a slipway and a river are nobody
        "Where was Owen Pask born?",
        "When is the museum open?",  # nor is the year of a boat a time to go
        "How old is the rigger?",
        "What kind of food does the cat get?",  # a weight is no kind
    ],
)
def test_what_the_page_does_not_say(loft: Assistant, question: str) -> None:
    assert loft.ask(question).kind == "no_answer"
