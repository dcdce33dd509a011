"""reStructuredText: the text keeps its length, markup is filled, and code, targets and comments are no text."""

from __future__ import annotations

import inspect
import random

import pytest
from docutils import nodes as docutils_nodes
from docutils.parsers.rst import states as docutils_states
from docutils.parsers.rst import tableparser
from docutils.statemachine import StringList
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.formats.registry import FORMATS
from copydesk.formats.rst import states, tables
from copydesk.formats.rst.inline import InlineReader
from copydesk.run.fixes.edits import edited, edits_of

ARTICLE = """\
=================
The Marvik Ferry
=================

:Author: Mara Vint
:Date: 2024-05-12

The ferry *Elsdal* sails at **nine** from `the old pier <https://pier.example/a>`_, as the
board_ said in |month| [1]_. Its engine is ``diesel.start the the``.

.. contents:: Not for readers

What was said
-------------

The log of the the ship says::

    teh teh log
      is code

- The first item goes on
  over two lines.

  * An item *within* it.
- The last item.

1. First.
2. Second.

Quay
    Where ships lie.

Verse
~~~~~

| The sea is wide
|   and cold.
|
| I row.

A paragraph before the quotation.

    The board knew nothing of it.

    -- Tilda Roon

.. note:: Bring a coat,
   for it rains.

   And a hat.

.. versionadded:: 3.2 A second ferry.

.. code-block:: python
   :caption: not read

   print("the the")

.. figure:: ferry.png
   :alt: not read

   The ferry at night.

   Drawn by Tilda Roon.

.. table:: Fares

   =====  ====
   Who    Fare
   =====  ====
   Child  2
   Dog    2
   =====  ====

+--------+-------+
| Day    | Ships |
+========+=======+
| Monday | one   |
| or so  | one   |
+--------+-------+

.. list-table:: Crews

   * - Captain
     - Mate

>>> print("the the")
the the

.. admonition:: For children

   They sail :sup:`almost` free; see :ref:`fares` and :doc:`the list </fares>`.

.. [1] It was *May*.
.. |month| replace:: May the the
.. _board: https://board.example/
.. A comment says the the.

----

The end\\ **s** here: 5 \\* 3.
"""
BLOCKS = [
    ("heading", 1, "The Marvik Ferry"),
    (
        "body",
        0,
        f"The ferry Elsdal sails at nine from the old pier, as the\nboard said in {OBJECT}. Its engine is {OBJECT}.",
    ),
    ("heading", 2, "What was said"),
    ("body", 0, "The log of the the ship says:"),
    ("list", 1, "The first item goes on\nover two lines."),
    ("list", 2, "An item within it."),
    ("list", 1, "The last item."),
    ("list", 1, "First."),
    ("list", 1, "Second."),
    ("list", 1, "Quay"),
    ("list", 1, "Where ships lie."),
    ("heading", 3, "Verse"),
    ("body", 0, "The sea is wide\nand cold."),
    ("body", 0, "I row."),
    ("body", 0, "A paragraph before the quotation."),
    ("quote", 1, "The board knew nothing of it."),
    ("quote", 1, "Tilda Roon"),
    ("body", 0, "Bring a coat,\nfor it rains."),
    ("body", 0, "And a hat."),
    ("body", 0, "A second ferry."),
    ("caption", 0, "The ferry at night."),
    ("body", 0, "Drawn by Tilda Roon."),
    ("caption", 0, "Fares"),
    *(("table", 0, cell) for cell in ("Who", "Fare", "Child", "2", "Dog", "2", "Day", "Ships")),
    *(("table", 0, cell) for cell in ("Monday", "one", "or so", "one")),
    ("caption", 0, "Crews"),
    *(("table", 0, cell) for cell in ("Captain", "Mate")),
    ("heading", 0, "For children"),
    ("body", 0, f"They sail almost free; see {OBJECT} and the list."),
    ("body", 0, "It was May."),
    ("body", 0, "The ends here: 5 * 3."),
]


def read(source):
    return Document(source, "a.rst")


def shown(document, block):
    return document.text[block.start : block.end].replace(MARKUP, "")


def texts(source):
    document = read(source)
    return [(block.place, shown(document, block)) for block in document.blocks]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_article(line_end):
    source = ARTICLE.replace("\n", line_end)
    document = read(source)
    found = [
        (block.place, block.level, shown(document, block).replace(line_end, "\n"))
        for block in document.blocks
    ]
    assert found == BLOCKS
    assert document.meta == {"author": "Mara Vint", "date": "2024-05-12"}
    assert [block.hints for block in document.blocks if block.hints] == [("footnote",)]
    places_are_exact(document)


def places_are_exact(document):
    """At every index stands the source's character, or a filler, or the break between cells that touch."""
    for text, source in zip(document.text, document.source, strict=True):
        assert text in (source, MARKUP, OBJECT) or (text == "\n" and source == "|")
        assert source not in "\r\n" or text == source
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(document.source[block.start : block.end].strip() for block in document.blocks)


def test_what_is_no_text_is_never_seen():
    text = read(ARTICLE).text
    for word in (
        "diesel",
        "contents",
        "teh",
        "print",
        "png",
        "not read",
        "replace",
        "comment",
        "example",
        "3.2",
    ):
        assert word in ARTICLE
        assert word not in text


def test_the_rules_find_the_one_fault(rules):
    recommended = [rule for rule in rules.values() if rule.preset == "recommended"]
    found = lint(read(ARTICLE), recommended).findings
    assert [(each.rule, each.line) for each in found] == [("doubled-word", 16)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A ``b`` c", f"A {OBJECT} c"),
        ("A `b`_ and `c d`__ e__", "A b and c d e"),
        ("A `<https://x.example>`_ b", f"A {OBJECT} b"),
        ("A :func:`b` and :func:`the call <b>` c", f"A {OBJECT} and the call c"),
        ("A :func:`b_c() <b>` d", f"A {OBJECT} d"),
        ("An `x`:sup: and :emphasis:`y z`", "An x and y z"),
        ("A [Roon2024]_ b [#]_.", f"A {OBJECT} b."),
        ("A _`target` b", "A target b"),
        ("A \\*b\\* and c\\ d", "A *b* and cd"),
        ("A * b ** c", "A * b ** c"),
        ("A |b|_ c", f"A {OBJECT} c"),
        ("See https://x.example/a_b now", f"See {OBJECT} now"),
        ("One *two\nthree* four", "One two\nthree four"),
        ("漢字 *é* 🚀", "漢字 é 🚀"),
        ("A :unknown:role`b` c *", "A :unknown:role`b` c *"),
    ],
)
def test_inline_markup(source, expected):
    assert texts(source) == [("body", expected)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (".. warning::\n   It rains.", [("body", "It rains.")]),
        (
            ".. tip:: It rains.\n   :class: wet\n\n   And pours.",
            [("body", "It rains."), ("body", "And pours.")],
        ),
        (".. epigraph::\n\n   It rains.", [("quote", "It rains.")]),
        (".. rubric:: Rain\n   :class: wet", [("heading", "Rain")]),
        (".. py:function:: rain(the, the)\n\n   It rains.", [("body", "It rains.")]),
        (".. function:: rain(the, the)\n   :noindex:\n\n   It rains.", [("body", "It rains.")]),
        (".. deprecated:: 2.0\n   Use *snow*.", [("body", "Use snow.")]),
        (".. math::\n\n   a = b c", []),
        (".. unheard-of:: It rains.\n\n   The the.", []),
        (".. include:: /etc/hostname", []),
        (".. raw:: html\n   :file: /etc/hostname", []),
        (".. note::", []),
        ("- .. note:: It rains.\n  \n     And pours.", [("list", "It rains."), ("list", "And pours.")]),
    ],
)
def test_directives(source, expected):
    assert texts(source) == expected


def test_cells_and_lines_with_the_same_words_have_places_of_their_own():
    source = "===  ===  =====\nA    B    A or B\n===  ===  =====\nno   no   no\n===  ===  =====\n"
    document = read(source)
    assert [block.start for block in document.blocks] == sorted({block.start for block in document.blocks})
    assert [shown(document, block) for block in document.blocks] == ["A", "B", "A or B", "no", "no", "no"]
    document = read("a. a\n\n:b: b\n\nno\n\nno *no*\n")
    assert [(block.start, shown(document, block)) for block in document.blocks] == [
        (3, "a"), (10, "b"), (13, "no"), (17, "no no"),
    ]  # fmt: skip


def test_tabs_are_one_character_each():
    source = "-\tThe first\titem.\n\n\tA quote:\n\tthe end.\n"
    document = read(source)
    assert [(block.start, shown(document, block)) for block in document.blocks] == [
        (2, "The first\titem."), (20, "A quote:\nthe end."),
    ]  # fmt: skip
    places_are_exact(document)


@pytest.mark.parametrize(
    ("source", "meta"),
    [
        ("Title\n=====\n\n:date: 2024-05-12 10:20\n:authors: Mara Vint\n:lang: de\n\nText.",
         {"date": "2024-05-12 10:20", "author": "Mara Vint", "lang": "de"}),
        (".. title: The Ferry\n.. date: 2024-05-12\n\nText.", {"title": "The Ferry", "date": "2024-05-12"}),
        ("Text.\n\n:date: 2024-05-12\n", {}),
    ],
)  # fmt: skip
def test_what_a_document_says_of_itself(source, meta):
    document = read(source)
    assert document.meta == meta
    assert [text for _, text in texts(source) if "ferry" in text.lower()] == []
    for key in {"date", "title"} & meta.keys():
        span = document.meta_at(key)
        assert source[span.start : span.end] == meta[key]


def test_links():
    source = "See `the pier <https://x.example/p>`_, `the quay`_, board_, :doc:`that <sub/page>` and rope."
    document = read(f"{source}\n\n.. _board: page.html\n")
    for words in ("the pier", "the quay", "board", "that"):
        start = source.index(words)
        assert document.is_linked(start, start + len(words)), words
    start = source.index("rope")
    assert not document.is_linked(start, start + 4)
    assert document.link_targets(0, len(document.source)) == ["https://x.example/p", "sub/page", "page.html"]
    assert not document.leads_nearby(0, 10)
    assert read("See :doc:`/other` and `this <page.html>`_.").leads_nearby(0, 10)


@pytest.fixture
def fixed(rules):
    """A text after one round of fixes."""

    def fix(text):
        document = read(text)
        findings = lint(
            document, [rules[each] for each in ("doubled-word", "feed-footer", "share-prompt")]
        ).findings
        return edited(document, text.encode(), edits_of(document, findings, suggested=True)).decode()

    return fix


FOOTER = "The post A b c appeared first on D."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("- He saw the the pier.\n\n::\n\n  the the\n", "- He saw the pier.\n\n::\n\n  the the\n"),
        ("He saw *the* the pier.\n", "He saw *the* the pier.\n"),
        (f"Text.\n\n{FOOTER}\n", "Text.\n"),
        (f"Text.\n\n- {FOOTER}\n\nMore.\n", "Text.\n\nMore.\n"),
    ],
)
def test_fixes(fixed, text, left):
    assert fixed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        f"{FOOTER}\n{'~' * 40}\n\nText.\n",
        f"{'=' * 40}\n{FOOTER}\n{'=' * 40}\n\nText.\n",
        f"{FOOTER}\n   Which says it all.\n",
        f".. note:: {FOOTER}\n",
    ],
)
def test_what_holds_something_up_is_not_cut(fixed, text):
    assert fixed(text) == text


def test_what_is_nested_too_deeply_is_reported(tmp_path, capsys):
    (tmp_path / "a.rst").write_text("- " * 400 + "x")
    assert main(["check", "--isolated", str(tmp_path / "a.rst")]) == 2
    assert "not checked: it is nested too deeply" in capsys.readouterr().out


SNIPPETS = [
    "*", "**", "`", "``", "_", "|", "\\", "word", "a b.", "é", "漢字", "🚀", "\n", "\n\n", "\n   ", "  ", "\t", "\0",
    "\x85", "\u2028", "\r\n", "- ", "1. ", ":f: ", ".. ", ".. note:: ", ".. figure:: x\n", "::\n\n", "====\n", "---\n",
    "=== ===\n", "| ", "+--+--+\n|a |b |\n+--+--+\n", ">>> ", "[1]_ ", ".. [1] ", ".. |s| replace:: ", ".. _t: x\n",
    "`a <b>`_", ":ref:`a`", "https://a.example ", "-- x", "term\n  def\n", ".. list-table:: T\n\n   * - a\n     - b\n",
    ".. copydesk-disable x\n",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=30).map("".join) | st.text(max_size=60))
def test_every_place_holds_its_character_or_a_filler(source):
    document = read(source)
    places_are_exact(document)
    for comment in FORMATS["rst"].comments(source):
        assert source[comment.body_start : comment.body_start + len(comment.body)] == comment.body
        assert comment.start < comment.body_start < comment.end


def test_marks_in_a_row_are_read_as_docutils_reads_them(monkeypatch):
    pieces = [".. a comment", ".. _name: https://a.example", ".. note:: It rains.", "__ https://b.example",
              ".. note::\n\n   It snows.\n\n   It hails.", ".. [1] A note.", "..\n\n   A quotation.", "A line.",
              "* An item\n\n  .. more\n\n  .. still more", ".. |a| replace:: b"]  # fmt: skip
    draw = random.Random(7)
    texts = [
        "".join(draw.choice(pieces) + draw.choice(["\n", "\n\n", "\n\n\n"]) for _ in range(12))
        for _ in range(60)
    ]
    ours = [FORMATS["rst"].parse(text) for text in texts]
    for state in states.STATES:
        monkeypatch.setattr(state, "explicit_list", docutils_states.Body.explicit_list)
    for text, read in zip(texts, ours, strict=True):
        assert FORMATS["rst"].parse(text) == read


@pytest.mark.parametrize(
    "table",
    [
        "+----+\n| {} |\n+----+\n",
        "+------+-----+\n| {} | one\n+------+-----+\n",
        "+-----+\n| {} |\n",
        "====  ====\n{}  b\n===  ===\n",
        "====  ====\n{}  b\n",
        "- a list\n\n  +----+\n  | {} |\n  +----+\n",
    ],
)
@pytest.mark.parametrize("words", ["Café in the the spring", "Im Mai kam die die Fähre"])
def test_the_words_of_a_malformed_table_are_read(table, words):
    source = "Before.\n\n" + table.format(words) + "\nBehind.\n"
    document = Document(source, "a.rst")
    assert any(words in document.text[each.start : each.end] for each in document.blocks)
    at = source.index(words)
    assert document.text[at : at + len(words)] == words


@pytest.mark.parametrize(
    "table",
    [
        "== ==\na b c\n== ==\n",
        ".. table::\n\n   == ==\n   a b c\n   == ==\n",
        "== ==\na b\n",
        "+--+--+\n| a b | c\n+--+\n",
    ],
)
def test_a_malformed_simple_table_is_read(table):
    parsed = FORMATS["rst"].read(f"The pier is closed.\n\n{table}\nIt rains.\n")
    assert parsed.fault is None
    assert "a b" in parsed.text


def _signature(function):
    return [(each.name, each.kind) for each in inspect.signature(function).parameters.values()]


@pytest.mark.parametrize(
    ("own", "of_docutils"),
    [
        (states._Reading, docutils_states.Body),
        (InlineReader, docutils_states.Inliner),
        (states._Counted, docutils_nodes.document),
        (tables.GridTable, tableparser.GridTableParser),
        (tables.SimpleTable, tableparser.SimpleTableParser),
        (tables._Lines, StringList),
    ],
)
def test_what_replaces_a_method_of_docutils_takes_the_same_arguments(own, of_docutils):
    for name, method in vars(own).items():
        theirs = getattr(of_docutils, name, None)
        if not inspect.isfunction(method) or not inspect.isfunction(theirs):
            continue
        if any(kind is inspect.Parameter.VAR_KEYWORD for _, kind in _signature(method)):
            continue  # it hands on whatever comes
        assert _signature(method) == _signature(theirs), name
