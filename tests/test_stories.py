"""Which articles are grouped, how their sentences align, and how wordings are compared."""

from __future__ import annotations

import pytest

from copydesk.analysis.wording.normal_forms import forms_of, read_wording
from copydesk.analysis.wording.word_diff import find_words, match_words
from copydesk.document import Document
from copydesk.stories.comparing.alignment import align
from copydesk.stories.grouping.sketch import read_sketch
from copydesk.stories.grouping.story_plan import plan_copies

FIRE = (
    "The mill at Orrest burned for six hours before the crews from three valleys could reach the upper floors.",
    "“We heard the roof go before we saw any smoke at all,” said Tamsin Orde, who lives across the weir.",
    "Nobody was hurt, and the owner, Piers Hallam, said that all of the looms on both floors were insured.",
    "The valley council will meet on the hill on Monday to talk about what should be built in its place.",
)
WALL = (
    "The harbour wall at Skelby will stay closed until spring because it has moved by an inch since the autumn.",
    "“We found cracks that no paint will cover,” said Ilka Brandvold, the harbour master, on the quay.",
    "Ferries will leave from the northern pier, and the herring boats may tie up behind the old customs house.",
    "The port will ask the island assembly for the money, which it puts at some forty thousand crowns in all.",
)
CHROME = (
    "The Orrest Lantern is written by neighbours for neighbours and has been printed here since the flood year.",
    "Write to our editors at the old toll house, or leave a note in the green box beside the bakery on the square.",
    "Nothing on this page may be copied, sung or read aloud for money unless the editors have said so in writing.",
)


def stories(**texts):
    sketches = {path: read_sketch(Document(text, f"{path}.md")) for path, text in texts.items()}
    return [set(plan.members) for plan in plan_copies(sketches, texts.__getitem__, {})]


def page(*sentences):
    return "\n\n".join(sentences)


def test_a_rewrite_is_grouped_with_its_original():
    rewrite = page(
        "Crews from three valleys needed six hours to put out the fire in the mill at Orrest.",
        "“We heard the roof go before we saw any smoke at all,” Tamsin Orde said.",
        "The owner, Piers Hallam, said that all of the looms on both floors were insured, and nobody was hurt.",
        "What should be built in its place is for the valley council to say, which will meet on the hill on Monday.",
    )
    assert stories(a=page(*FIRE), b=rewrite, c=page(*WALL)) == [{"a", "b"}]


def test_what_stands_at_the_foot_of_every_page_is_no_story():
    assert stories(a=page(*FIRE, *CHROME), b=page(*WALL, *CHROME)) == []


def test_a_story_key_joins_and_parts():
    front = "---\nstory: {}\n---\n"
    fire, wall = page(*FIRE), page(*WALL)
    assert stories(a=front.format("x") + fire, b=front.format("x") + wall) == [{"a", "b"}]
    assert stories(a=front.format("x") + fire, b=front.format("y") + fire) == []
    assert stories(a=front.format("x") + fire, b=fire) == [{"a", "b"}]


def test_many_copies_are_one_story_which_is_compared_part_by_part():
    texts = {f"copy{number}": page(*FIRE) for number in range(40)}
    sketches = {path: read_sketch(Document(text, f"{path}.md")) for path, text in texts.items()}
    parts = list(plan_copies(sketches, texts.__getitem__, {}))
    subjects = [part.members[index] for part in parts for index in part.nearest]
    assert sorted(subjects) == sorted(texts)
    assert all(part.nearest[index] for part in parts for index in part.nearest)
    assert max(len(part.members) for part in parts) < len(texts)


def test_sentences_align_by_likeness_and_order_and_moved_ones_are_found():
    ours = ["the mill burned for six hours", "we heard the roof go at dawn", "nobody was hurt in the fire"]
    theirs = [
        "nobody was hurt in the fire",
        "the mill has burned for six hours",
        "we heard the roof fall at dawn",
    ]
    assert align(ours, theirs) == [(0, 1), (1, 2), (2, 0)]
    assert align(ours, ["a bell was sold to the priest of a far town"]) == []


def forms(text):
    return forms_of(read_wording(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It isn’t", "it is not"),
        ("they can't", "they can not"),
        ("[A]t noon", "at noon"),
        ("[the] wall", "[] wall"),
        ("we want[ed] [yo]u", "we [] []"),
        ("the wall[2] moved", "the wall moved"),
        ("well . . . no", "well … no"),
        ("the [...] wall", "the … wall"),
        ("um, no [sic]", "no"),
        ("U.S. troops", "us troops"),
        ("ten and twenty-two", "10 and 22"),
        ("1,500,000", "1500000"),
        ("10%", "10 percent"),
        ("**bold** w\0ord \0\0caf\u00e9", "bold word cafe"),
        ("f***ing", "f*"),
        ("a f— thing", "a f* thing"),
        ("in her twenties or 20s", "in her 20 s or 20 s"),
        ("$5 and €2.5bn", "5 dollars and 2.5 billion euros"),
    ],
)
def test_form_of_words(text, wanted):
    assert " ".join(forms(text)) == wanted


@pytest.mark.parametrize(
    ("ours", "theirs", "hunks"),
    [
        ("it would improve things", "it would not improve things", 1),
        ("we realise the colour of it", "we realize the color of it", 0),
        ("the tyres hit the kerb by the plough", "the tires hit the curb by the plow", 0),
        ("the policymakers saw the e-mail", "the policy makers saw the email", 0),
        ("we saw ... the wall", "we saw with our own eyes the wall", 0),
        ("we saw [the mayor] go", "we saw him go", 0),
        ("the wall", "no one saw the wall that day", 0),
        ("the great wall of Skelby", "the wall of Skelby", 1),
        ("a first-hand look", "a firsthand look", 0),
        ("it cost $5 million", "it cost five million dollars", 0),
        ("it cost £5", "it cost $5", 1),
        ("two hundred and ten looms", "210 looms", 0),
        ("the U.N. said no", "the United Nations said no", 0),
        ("a 30-foot-high wall", "the 30 feet high wall", 1),
        ("a 30-foot-high wall", "a 30 feet high wall", 0),
        ("a month off", "a months off", 1),
        ("with … a … smile", "with smile", 0),
    ],
)
def test_where_wordings_differ(ours, theirs, hunks):
    assert len(match_words(forms(ours), forms(theirs)).hunks) == hunks


def test_words_are_found_where_they_stand():
    theirs = forms("so we saw the wall move and said so")
    assert find_words(forms("the wall move"), theirs) == (3, 6)
    assert find_words(forms("we saw ... said so"), theirs) == (1, 9)
    assert find_words(forms("wall the"), theirs) is None
