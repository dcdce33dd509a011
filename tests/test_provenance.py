"""Whether an article is read as its site's own, or as taken in from elsewhere."""

from __future__ import annotations

import pytest

from copydesk.analysis.boilerplate.provenance import Level
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.services.editor.editor_session import EditorSession

BODY = (
    "The council voted on Monday to build a second bridge over the river, which the town has wanted for years.\n\n"
    "The bridge will cost four million crowns and is to open in the summer of next year, if the money holds.\n"
)
PAGE = "Home\n\nNews\n\nSport\n\nSign in\n\nCouncil backs new bridge\n\n{}\nShare this article\n\nMost read\n\nContact\n\nPrivacy\n\nTerms of use\n"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", f"---\ntitle: Bridge\n---\n\n{BODY}"),
        ("a.mdx", f"+++\ntitle = 'Bridge'\n+++\n\n{BODY}"),
        ("a.md", f"{BODY}\n![The river](river.jpg)\n"),
        ("a.md", f"{BODY}\n{{{{< figure src=river.jpg >}}}}\n"),
    ],
)
def test_an_own_article(name, source):
    provenance = Document(source, name).provenance
    assert provenance.level is Level.OWN
    assert provenance.evidence


@pytest.mark.parametrize(
    ("name", "source", "evidence"),
    [
        ("a.txt", PAGE.format(BODY), "page around it"),
        ("a.md", PAGE.format(BODY) + "\n[Top](#top)\n", "page around it"),
        (
            "a.md",
            f"---\ntitle: Bridge\nsource_url: https://gazette.example/bridge\n---\n\n{BODY}",
            "source_url",
        ),
    ],
)
def test_an_article_that_was_taken_in(name, source, evidence):
    provenance = Document(source, name).provenance
    assert provenance.level is Level.TAKEN_IN
    assert evidence in provenance.evidence[0]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_nothing_tells(name):
    assert Document(BODY, name).provenance.level is Level.UNKNOWN


@pytest.mark.parametrize(
    "leftover",
    [
        "[Skip to content](#main)",
        "Whoever wants to know more can read [the minutes](https://council.example/minutes).",
        "### Related\n\n- [Ten bridges](/ten-bridges)",
        "![A bridge](https://gazette.example/bridge.jpg)",
    ],
)
def test_links_and_pictures_of_a_copied_page_are_no_sign(leftover):
    assert not Document(f"# Bridge\n\n{BODY}\n{leftover}\n", "a.md").is_own


LINKED = f"---\ntitle: Bridge\n---\n\n{BODY}\nThe council has [its minutes](/minutes) on its pages.\n"
BARE = f"---\ntitle: Bridge\n---\n\n{BODY}"
CALLS = """
Sign up for our newsletter.

Share this article

Leave a comment

Photo: Mara Vint / Getty Images
"""


def test_many_kinds_of_leftovers_came_with_a_page():
    rules = tuple(all_rules(plugin_manager()).values())
    few = Document(LINKED + "\nSign up for our newsletter.\n\nShare this article\n", "a.md")
    many = Document(LINKED + CALLS, "a.md")
    assert few.is_own
    assert not [each for each in lint(few, rules).findings if each.family == "boilerplate"]
    assert len({each.rule for each in lint(many, rules).findings if each.family == "boilerplate"}) == 4


def _boilerplate(source: str, name: str = "a.md") -> set[str]:
    rules = tuple(all_rules(plugin_manager()).values())
    return {
        each.rule for each in lint(Document(source, name), rules).findings if each.family == "boilerplate"
    }


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        ("Skip to main content", "skip-link"),
        ("Sign up for our newsletter.", "newsletter-prompt"),
        ("Advertisement", "advertisement-marker"),
    ],
)
def test_a_call_that_leads_nowhere_is_no_authors(call, rule):
    assert _boilerplate(f"{BARE}\n{call}\n\n{BODY}") == {rule}
    assert not _boilerplate(f"{BARE}\n[{call}](/there)\n\n{BODY}")
    assert not _boilerplate(f"{LINKED}\n{call}\n\n{BODY}")


@pytest.mark.parametrize("line", ["Photo: Mara Vint", "What do you think? Tell us in the comments."])
def test_a_credit_or_a_question_may_be_the_authors(line):
    assert not _boilerplate(f"{BARE}\n{line}\n\n{BODY}")


VOICE, BASKET = (
    "Martha reads it to you in her own voice",
    "Readers who looked at this also put in their basket",
)


def test_general_rules_do_not_count_beside_front_matter():
    calls = ["Sign up for our newsletter.", "Share this article", "Leave a comment", VOICE]
    text = "\n".join(f"{BODY}\n{call}\n" for call in calls) + f"\n{BODY}"
    assert "page-line" in _boilerplate(text)
    assert not _boilerplate(f"{LINKED}\n{text}")


def test_without_front_matter_each_place_of_a_general_rule_is_a_kind():
    assert not _boilerplate(f"{BODY}\n{VOICE}\n\n{BODY}")
    assert _boilerplate(f"{BODY}\n{VOICE}\n\n{BODY}\n{BASKET}\n\n{BODY}") == {"page-line"}


def test_without_front_matter_a_sure_page_line_is_enough():
    sure = "Hear this piece in Martha's voice (AI) 1.2x"
    assert _boilerplate(f"{BODY}\n{sure}\n\n{BODY}") == {"page-line"}
    assert _boilerplate(f"{BARE}\n{sure}\n\n{BODY}") == {"page-line"}
    assert not _boilerplate(f"{LINKED}\n{sure}\n\n{BODY}")


FLOOD = (
    "Two houses empty after the flood\n\n"
    "The river Ebbe rose by a metre on Monday night and ran into nine cellars of Old Street. Two houses cannot be "
    "lived in until spring.\n\n"
    "“We carried the piano upstairs,” said Marit Brekke, who has lived there since her wedding. Her neighbours helped.\n\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "Support for anyone affected is available from the council's web page.",
        "All six episodes are available to stream from Sunday.",
    ],
)
def test_a_line_that_may_be_the_pages_counts_only_beside_another_leftover(line):
    assert not _boilerplate(FLOOD + line, "a.txt")
    assert _boilerplate(f"{FLOOD}{line}\n\nShare on Facebook\n", "a.txt") == {"page-line", "share-prompt"}


def test_two_rules_that_flag_one_line_are_one_kind():
    assert not _boilerplate(
        f"{BODY}\n[Sign up for our newsletter](/sign-up) and get the best stories in your inbox.\n"
    )


def test_an_editor_goes_on_showing_the_rest_while_some_are_mended(tmp_path):
    file = tmp_path / "bridge.md"
    session = EditorSession()

    def shown(text: str) -> set[str]:
        return {each.rule for each in session.check(file, text).findings if each.family == "boilerplate"}

    mended = f"{BODY}\n{VOICE}\n\n{BODY}"
    assert shown(mended) == set()
    assert shown(f"{mended}\n{BASKET}\n\n{BODY}") == {"page-line"}
    assert shown(mended) == {"page-line"}
    assert shown(BODY) == set()
