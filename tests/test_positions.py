"""The same document with other line ends, a byte-order mark or an emoji before it gives the same findings."""

from __future__ import annotations

import pytest

from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.decoding.encodings import decode

RULES = [rule for rule in all_rules(plugin_manager()).values() if rule.family == "damage"]
TEXTS = {
    "a.txt": "The board left the the hall on Tuesday , and left.\n\na judge in Orsund ruled that the board must open its\nbooks; it didnâ€™t.\n",
    "a.md": "# Head\n\nThe *board* left the the hall on Tuesday , and left.\n\n> It didnâ€™t , she said.\n\n- one the the\n",
    "a.html": "<h1>Head</h1>\n<p>The <b>board</b> left the the hall on Tuesday , and left.</p>\n<p>a judge in Orsund ruled\nthat the board must open its books &amp; go.</p>",
}  # fmt: skip


def findings(source, path):
    return lint(Document(source, path), RULES).findings


@pytest.mark.parametrize("path", TEXTS)
def test_line_ends_change_no_line_and_no_column(path):
    plain = findings(TEXTS[path], path)
    other = findings(TEXTS[path].replace("\n", "\r\n"), path)
    assert len(plain) >= 3
    assert [(f.rule, f.line, f.column, f.excerpt) for f in plain] == [
        (f.rule, f.line, f.column, f.excerpt) for f in other
    ]


@pytest.mark.parametrize("path", TEXTS)
def test_a_byte_order_mark_is_not_counted(path):
    source, encoding = decode(b"\xef\xbb\xbf" + TEXTS[path].encode())
    assert encoding == "utf-8"
    assert findings(source, path) == findings(TEXTS[path], path)


@pytest.mark.parametrize("path", TEXTS)
def test_an_emoji_is_one_column(path):
    plain = findings(TEXTS[path], path)
    opening = "<h1>" if path.endswith("html") else ""
    moved = findings(
        TEXTS[path].replace("The ", "🚀 The ", 1) if not opening else TEXTS[path].replace("<p>", "<p>🚀 ", 1),
        path,
    )
    first_line = min(f.line for f in plain)
    assert [(f.rule, f.line, f.column + 2 * (f.line == first_line)) for f in plain] == [
        (f.rule, f.line, f.column) for f in moved
    ]
