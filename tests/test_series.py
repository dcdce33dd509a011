"""Editions of a series are no copies of one story, and copies of one story are no editions."""

from __future__ import annotations

import pytest

from copydesk.analysis.dates.notations.grammar import calendar_names
from copydesk.document import Document
from copydesk.stories.grouping.clustering import group_stories
from copydesk.stories.grouping.series import are_editions, editions
from copydesk.stories.grouping.sketch import read_sketch

FRAME = (
    "Every month the harbour board reports what happened on the quays and which repairs are planned for the season. "
    "Readers who want to comment on the repairs can write to the office beside the northern breakwater. "
)
NEWS = "The northern breakwater received {} truckloads of stones before the autumn storms arrived on Tuesday evening. "


def article(path, head="", number=40):
    text = (
        FRAME
        + NEWS.format(number)
        + "The harbourmaster thanked everybody who had carried stones through the night."
    )
    return Document(f"---\n{head}\n---\n\n{text}\n" if head else f"{text}\n", path)


def editions_of(document):
    sketch = read_sketch(document)
    return sketch.editions, sketch.date


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("news-january-2025.md"), article("news-may-2025.md")),
        (article("v18.18.0.md"), article("v20.7.0.md")),
        (article("weekly.2015-05-29.md"), article("weekly.2015-07-10.md")),
        (article("a.md", "title: Harbour letter no. 12\ndate: 2025-03-01"), article("b.md", "title: Harbour letter no. 13\ndate: 2025-03-08")),
        (article("a.md", "title: Release\nversion: 1.2"), article("b.md", "title: Release\nversion: 1.3")),
        (article("a.md", "date: 2018-03-01\ntitle: Open day"), article("b.md", "date: 2019-02-26\ntitle: Invitation")),
        (article("2014-10-10-brief.md"), article("2015-04-22-brief.md")),
    ],
    ids=lambda document: document.path,
)  # fmt: skip
def test_editions(one, other):
    (ours, our_date), (theirs, their_date) = editions_of(one), editions_of(other)
    assert are_editions(ours, theirs, our_date, their_date)
    assert are_editions(theirs, ours, their_date, our_date)
    assert not are_editions(ours, ours, our_date, our_date)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("ferry-1.md"), article("ferry-2.md")),
        (article("00017.txt"), article("00018.txt")),
        (article("data.es.md", "date: 2018-03-16"), article("data-static.es.md", "date: 2018-02-20")),
        (article("2024-05-01-bridge.md", "title: The bridge"), article("2024-05-02-bridge.md", "title: The bridge")),
        (article("bridge.md", "title: Bridge to open"), article("bridge-copy.md", "title: Council opens bridge")),
    ],
    ids=lambda document: document.path,
)  # fmt: skip
def test_copies_are_no_editions(one, other):
    (ours, our_date), (theirs, their_date) = editions_of(one), editions_of(other)
    assert not are_editions(ours, theirs, our_date, their_date)


def stories(*documents):
    return group_stories([read_sketch(each) for each in documents], lambda index: documents[index].text)


def test_only_copies_make_a_story():
    assert stories(article("bridge.md"), article("bridge-copy.md", number=43))
    assert not stories(article("letter-january-2025.md"), article("letter-may-2025.md", number=43))


def test_two_articles_of_one_site_are_copies_only_where_they_are_mostly_the_same():
    other = " ".join(
        f"Visitors counted {n} different vessels moored alongside pier number {n}." for n in range(20, 32)
    )
    longer = Document(f"{FRAME}{other}\n", "piers.txt")
    shorter = Document(
        f"{FRAME}Nobody expected such interest in pilings this year, officials admitted. {other[:150]}\n",
        "b.txt",
    )
    assert stories(longer, shorter)
    own = [
        Document(f"---\ntitle: {title}\n---\n\n{each.source}", f"{title}.md")
        for title, each in (("Piers", longer), ("Pilings", shorter))
    ]
    assert all(read_sketch(each).is_own for each in own)
    same = Document(own[0].source.replace("Piers", "Moorings"), "moorings.md")
    assert stories(own[0], same)


def test_months_are_those_of_the_language():
    ours, theirs = (
        editions("x.md", {"title": title}, calendar_names("de"))
        for title in ("Rundbrief März", "Rundbrief April")
    )
    assert are_editions(ours, theirs, None, None)
    assert calendar_names("en") >= {"january", "sept", "may"}


def test_a_version_on_one_side_alone_tells_nothing():
    one, other = article("a.md", "title: Release\nversion: 2"), article("b.md", "title: Launch")
    (ours, our_date), (theirs, their_date) = editions_of(one), editions_of(other)
    assert not are_editions(ours, theirs, our_date, their_date)
    assert not are_editions(theirs, ours, their_date, our_date)
