"""Where a rule holds: the same for rules in Python and in YAML."""

from __future__ import annotations

import pytest

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.findings import Flag
from copydesk.packs.loader import load_packs
from copydesk.rules import PLACES, Where, rule
from copydesk.stories.grouping.sketch import read_sketch

ENGLISH = "The keeper of the lighthouse has been there for years, and she will not leave it."
GERMAN = "Der Wärter ist seit Jahren auf dem Turm, und er wird ihn auch in diesem Jahr nicht verlassen."
UNKNOWN = "Lighthouse keeper wanted."

PAGE = """\
# Keeper

The keeper said “we, keeper by keeper, stayed” and left. A [keeper](https://tern.example/k) came.

## Keeper lists

- [The first](first.md)
- [The second](second.md)

## House rules

- the keeper sleeps
"""


def flagging(**where):
    """The lines of PAGE on which a rule for the word “keeper” finds it, as often as it does."""
    return [finding.line for finding in lint(Document(PAGE, "a.md"), [finder(**where)]).findings]


def finder(**where):
    @rule(family="test", **where)
    def found_word(doc):
        """A word is found."""
        at = doc.text.lower().find("keeper")
        while at >= 0:
            yield Flag(at, at + 6, "found")
            at = doc.text.lower().find("keeper", at + 1)

    return found_word


@pytest.mark.parametrize(
    ("where", "lines"),
    [
        ({}, [1, 3, 3, 3, 3, 5, 12]),
        ({"places": ("heading", "list")}, [1, 5, 12]),
        ({"in_quotations": False}, [1, 3, 3, 5, 12]),
        ({"in_links": False}, [1, 3, 3, 3, 5, 12]),
        ({"own_links": False}, [1, 3, 3, 3, 3, 12]),
        ({"over_prose": False}, [3, 3, 3, 3, 5, 12]),
        ({"own_under": ("rules",)}, [1, 3, 3, 3, 3, 5]),
    ],
    ids=str,
)
def test_places(where, lines):
    assert flagging(**where) == lines


@pytest.mark.parametrize(
    ("opening", "is_letter"),
    [
        ("Dear Tom,", True),
        ("Lundport, 4 May\n\nDear Ada,", True),
        ("Liebe Anna,", True),
        ("Dear readers,", False),
        ("Liebe Leserinnen und Leser,", False),
        ("A dear friend,", False),
        ("The lamp, which had gone out,", False),
    ],
)
def test_letters(opening, is_letter):
    document = Document(
        f"{opening}\n\n{GERMAN if 'Lie' in opening else ENGLISH}\n\nA keeper came.\n", "a.txt"
    )
    assert bool(lint(document, [finder(in_letters=False)]).findings) != is_letter


@pytest.mark.parametrize(
    ("where", "texts"),
    [
        ({}, [ENGLISH, GERMAN, UNKNOWN]),
        ({"languages": ("en",)}, [ENGLISH, UNKNOWN]),
        ({"languages": ("en",), "unknown_language": False}, [ENGLISH]),
        ({"languages": ("de", "en"), "unknown_language": False}, [ENGLISH, GERMAN]),
    ],
    ids=str,
)
def test_languages(where, texts):
    read = []

    @rule(family="test", **where)
    def reads(doc):
        """A rule that tells what it is given."""
        read.append(doc.source)
        return ()

    for text in (ENGLISH, GERMAN, UNKNOWN):
        lint(Document(text), [reads])
    assert read == texts, "a check runs only over documents in its languages"


def test_rule_files_say_it_as_decorators_do(tmp_path):
    pack = tmp_path / "test" / "found-word.yaml"
    pack.parent.mkdir()
    keys = (
        "places: [list, heading]\nlanguages: [de, en]\nin_quotations: false\nin_links: false\nin_letters: false\n"
        "own_links: false\nover_prose: false\ndate_lines: false\nown_under: [rules]\n"
    )
    pack.write_text(f"summary: A word.\nphrases: [keeper]\nbad: A keeper.\ngood: A lamp.\n{keys}", "utf-8")
    (in_yaml,) = load_packs([tmp_path])
    in_python = finder(
        places=["heading", "list"],
        languages=["en", "de"],
        in_quotations=False,
        in_links=False,
        in_letters=False,
        own_links=False,
        over_prose=False,
        date_lines=False,
        own_under=["rules"],
    )
    assert in_yaml.where == in_python.where != Where()
    assert finder().where == Where(frozenset(PLACES))


def test_a_place_that_does_not_exist():
    with pytest.raises(ValueError, match=r"rule found-word: unknown places \['footnote'\]"):
        finder(places=("body", "footnote"))


def test_rules_of_a_story_need_no_facts_of_their_own():
    def gather(_doc):
        raise AssertionError("the facts of a story are the engine's")

    @rule(family="test", scope="story")
    def copied(story):
        """A story rule."""
        return ()

    @rule(family="test", scope="story", gather=gather)
    def also_copied(story):
        """A story rule that says what it gathers, as plugins may."""
        return ()

    document = Document(ENGLISH)
    result = lint(document, [copied, also_copied], read_sketch)
    assert result.facts == {document.key: (0, {copied.facts_name: read_sketch(document)})}
    assert not result.findings
    assert not lint(document, [copied]).facts


def test_rules_of_a_run_say_what_they_gather():
    with pytest.raises(ValueError, match="rule repeated: the scope “run” needs gather="):

        @rule(family="test", scope="run")
        def repeated(run):
            """A run rule."""
            return ()
