"""Formats as values: what a document asks of its format, and that nobody asks for a format by its name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.format import NoReader
from copydesk.formats.parsed import Block, Parsed
from copydesk.formats.registry import FORMATS, format_named, format_of, suffixes
from own_modules import nodes, trees

COMMANDS = Path(__file__).parent.parent / "docs" / "commands.md"
OWN_LISTS = """\
The council of Marvik voted on Monday to build a second bridge over the river, which the town has wanted for years.

The bridge will cost four million crowns and is to open in the summer of next year, if the weather and the money hold.

The mayor said that she was glad, and that the work would begin as soon as the ice was gone from the river.

## Elsewhere in Marvik

- Mayor Opens School
- Ten Bridges Never Built
- New Lamps for Square
- Ferry Timetable Changes
- Choir Looks for Tenors

## Most read

- Storm Over Old Pier
- Baker Wins Prize
- Bridge Toll Goes Up
- Seal in the Canal
- Library Opens Late
- Contact
- Privacy
- About us
- Newsletter
"""


def test_suffixes_belong_to_one_format_each():
    assert len(suffixes()) == sum(len(each.suffixes) for each in FORMATS.values())
    for name, each in FORMATS.items():
        for suffix in (*each.suffixes, *each.suffixes_when_named):
            assert name == each.name == format_of(f"a{suffix}").name
    assert format_of("a.MD") is FORMATS["markdown"]
    assert format_of("README") is FORMATS["text"]


def test_the_documents_list_the_suffixes():
    line = next(
        line
        for line in COMMANDS.read_text("utf-8").splitlines()
        if line.startswith("In a folder, copydesk checks")
    )
    assert set(re.findall(r"\.\w+\b(?=[ `])", line)) - {".gitignore"} == suffixes()


def test_a_document_has_the_name_and_the_value():
    document = Document("A line.", "a.markdown")
    assert (document.format, document.syntax) == ("markdown", FORMATS["markdown"])


def test_a_plugins_format_is_taken_for_markup():
    document = Document("Some text.", "a.wiki", "wiki", parsed=Parsed("Some text.", (Block(0, 10),), {}))
    assert document.format == document.syntax.name == "wiki"
    assert document.syntax.is_markup
    with pytest.raises(NoReader):
        format_named("wiki").parse("Some text.")


@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_lists_that_an_author_marked_up_are_no_page_chrome(path, rules):
    assert lint(Document(OWN_LISTS, path), [rules["page-chrome"]]).findings == ()


def test_the_same_lines_without_markup_are_page_chrome(rules):
    bare = OWN_LISTS.replace("## ", "").replace("\n- ", "\n\n")
    assert lint(Document(bare, "a.txt"), [rules["page-chrome"]]).findings


def comparisons_with_a_name(tree):
    """The lines on which a module compares an attribute or a variable called “format” with a string."""
    for node in nodes(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            names = {
                side.attr if isinstance(side, ast.Attribute) else getattr(side, "id", "") for side in sides
            }
            if names & {"format", "text_format", "format_name"}:
                yield node.lineno


def test_nothing_compares_the_names_of_formats():
    modules = {
        name: tree for name, tree in trees().items() if name.partition("/")[0] not in ("cli", "report")
    }
    assert len(modules) > 200
    assert not [f"{name}:{line}" for name, tree in modules.items() for line in comparisons_with_a_name(tree)]
