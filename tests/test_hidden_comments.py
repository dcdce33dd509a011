"""Comments that hide findings are none where a reader would see them, or a program takes them for text."""

from __future__ import annotations

import pytest

from copydesk.formats.registry import format_named

COMMENT = "<!-- copydesk-disable-file doubled-word -->"


def comments(source, format_name):
    return [each.body for each in format_named(format_name).comments(source)]


@pytest.mark.parametrize("format_name", ["markdown", "html", "mdx", "a-plugin's"])
@pytest.mark.parametrize(
    "source",
    [
        f'<script>\nconst a = "{COMMENT}";\n</script>',
        f"<textarea rows=3>{COMMENT}</textarea>",
        f"<title>How to write {COMMENT}</title>",
        f"<style>/* {COMMENT} */</style>",
        f"<xmp>{COMMENT}</xmp>\n\n<iframe src='a'>{COMMENT}</iframe>",
        f"<script>let a = '<script>' + 1;\n'{COMMENT}'</script>",
        f'<p title="{COMMENT}">The mill.</p>',
        f"<!-- an old note: {COMMENT}",
    ],
)
def test_a_comment_in_text_is_none(source, format_name):
    assert comments(f"The mill.\n\n{source}\n\nThe weir.\n", format_name) == []


@pytest.mark.parametrize("format_name", ["markdown", "html"])
@pytest.mark.parametrize(
    "source",
    [
        COMMENT,
        f"<script>a()</script>\n\n{COMMENT}",
        f"<!-- was: <title> -->\n\n{COMMENT}\n\n<title>A</title>",
        f'<p title="<script>">The mill.</p>\n\n{COMMENT}\n\n<script>a()</script>',
        f"<template>{COMMENT}</template>",
        f"<div>{COMMENT}</div>",
        f"<!-->{COMMENT}",
    ],
)
def test_a_comment_behind_such_text_counts(source, format_name):
    assert comments(f"The mill.\n\n{source}\n\nThe weir.\n", format_name) == [COMMENT[5:-4]]


def test_a_comment_of_a_template_counts_in_a_script():
    source = "<script>{# copydesk-disable-file doubled-word #}</script>"
    assert comments(source, "markdown") == ["copydesk-disable-file doubled-word"]


def test_code_that_names_an_element_hides_no_comment():
    assert comments(f"Write `<script>`.\n\n{COMMENT}\n\nAnd `</script>`.\n", "markdown") == [COMMENT[5:-4]]


DIRECTIVE = "copydesk-disable-file doubled-word"
JSX = f"{{/* {DIRECTIVE} */}}"


@pytest.mark.parametrize(
    "source",
    [
        f'<Mill wheel={{"{JSX}"}} />',
        f"<Mill wheel='{JSX}' />",
        f"<Mill\n  wheel={{`{JSX}`}}\n/>",
        f"<Mill wheel={{() => {{ return '{JSX}' }}}} />",
        f'<Mill wheel={{"{COMMENT}"}} />',
        f'{{"{JSX}"}}',
        f"{{wheel + '{{# {DIRECTIVE} #}}'}}",
        f'export const wheel = "{JSX}"',
        f"import wheel from 'wheels'\nexport const mill = '{JSX}'",
        f'<div title={{"{{% comment %}}{DIRECTIVE}{{% endcomment %}}"}}></div>',
    ],
)
def test_a_string_of_mdx_holds_no_comment(source):
    assert comments(f"The mill.\n\n{source}\n\nThe weir.\n", "mdx") == []


@pytest.mark.parametrize(
    "source",
    [
        JSX,
        f"<Mill wheel={{2}}>\n  {JSX}\n</Mill>",
        f"It isn't {{wheel}}, don't say so. {JSX}",
        f"export const wheel = 2\n\n{JSX}",
        f"<Mill>{JSX}</Mill>",
    ],
)
def test_a_comment_of_mdx_beside_strings_counts(source):
    assert comments(f"The mill.\n\n{source}\n\nThe weir.\n", "mdx") == [DIRECTIVE]


@pytest.mark.parametrize(
    "source",
    [
        f'{{{{< mill wheel="{COMMENT}" >}}}}',
        f'{{{{ "{COMMENT}" | safe }}}}',
        f"{{% set wheel = '{{# {DIRECTIVE} #}}' %}}",
        f"[mill wheel='{COMMENT}']",
    ],
)
def test_a_string_of_a_template_holds_no_comment(source):
    assert comments(f"The mill.\n\n{source}\n\nThe weir.\n", "markdown") == []


def test_a_page_has_no_comments_of_mdx():
    assert comments(f"<p>{JSX} The the mill.</p>", "html") == []
