"""Code and mathematics between marks of other programs than Markdown are no prose."""

from __future__ import annotations

import pytest

from copydesk.document import Document
from copydesk.formats.parsed import MARKUP, OBJECT
from copydesk.formats.templating.fences import fence_ends


def shown(source):
    document = Document(source, "a.md")
    assert len(document.text) == len(source)
    words = "|".join(document.text[block.start : block.end] for block in document.blocks)
    return words.replace(MARKUP, "").replace(OBJECT, "*")


@pytest.mark.parametrize(
    "code",
    [
        "[code]\nprint(a , b)\n\nprint(c)\n[/code]",
        '[cce lang="php"]\necho "a " ;\n[/cce]',
        "[snippet language=&#8221;php&#8221;]\necho 1 ;\n[/snippet]",
        "=CODE_START=\n> a , b\nc ?\n=CODE_END=",
        "{% highlight ruby %}\na , b\n\nc ;\n{% endhighlight %}",
        "{% raw %}\n<p>{{ a , b }}</p>\n{% endraw %}",
        "{{< highlight go >}}\na , b\n\nc ;\n{{< /highlight >}}",
        "{{% katex %}}\na , b\n{{% /katex %}}",
        "<table><tr><td>\n\n<pre>a , b\n\nc</pre>\n\n</td></tr></table>",
        "  <pre class='x'>a , b\n\nc</pre>",
        "$$\n\na , b\n\nc\n$$",
        "\\begin{align}\na , b\n\\end{align}",
    ],
)
def test_code_that_fills_lines_is_left_out(code):
    assert shown(f"Before it.\n\n{code}\n\nBehind it.") == "Before it.|Behind it."


@pytest.mark.parametrize(
    "code",
    [
        "$$x , y$$",
        "\\\\(x , y^2\\\\)",
        "\\(x\\)",
        "\\[a_b\\]",
        "{{< math >}}x , y{{< /math >}}",
        "{% raw %}{{ a }}{% endraw %}",
        "<pre>a , b</pre>",
        "[js]a , b[/js]",
        '<span class="katex"><span>x</span><span>y , z</span></span>',
        '<span class="math inline">x</span>',
        "<code>a <code>b</code> c</code>",
    ],
)
def test_code_within_a_line_stands_for_a_word(code):
    assert shown(f"One has {code} in it.") == "One has * in it."


@pytest.mark.parametrize(
    "words",
    [
        "[code] of it",
        "(see [code])",
        "a \\(see below\\) b",
        "a \\[...\\] b",
        "the \\[sic\\] one",
        "about $5 and $6",
    ],
)
def test_prose_in_such_marks_stays(words):
    assert shown(words) == words.replace("\\", "")


def test_what_is_never_closed_hides_nothing():
    assert (
        shown("The <pre> is old.\n\n[code] is new.\n\n{% raw %} too.") == "The  is old.|[code] is new.| too."
    )


def test_a_whole_article_that_is_shown_as_it_is_stays():
    source = "{% raw %}\n\nIt is late.\n\nIt has `{{ a }}` in it.\n\n{% endraw %}"
    assert shown(source) == "It is late.|It has * in it."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The tags <mark>, <time> and <audio>.", "The tags *, * and *."),
        ("The tag **<ion-list>**: it lists.", "The tag *: it lists."),
        ("The tag <p>. It is old.", "The tag *. It is old."),
        ("Old<p>new, and <b>bold</b>, and <i>late.", "Oldnew, and bold, and late."),
        ("It is <em>so\n\nold</em> now.", "It is so|old now."),
    ],
)
def test_tags_that_a_sentence_names_stand_for_words(source, expected):
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("```\na\n```\nb", "```\na\n```"),
        ("````\n```\na\n```\n````\nb", "````\n```\na\n```\n````"),  # a fence within a longer one
        ("```r\nx <- '````'\n```\nb", "```r\nx <- '````'\n```"),  # no fence within a line
        ("- ~~~ js\n  a\n  ~~~\n", "~~~ js\n  a\n  ~~~"),
        ("a ```b``` c ````d````", "```b```"),
        ("```a``` and ```b", "```a```"),
        ("```\na", None),
        ("a ````b``` c", None),
    ],
)
def test_fences(source, code):
    start = min(source.find(mark) for mark in ("```", "~~~") if mark in source)
    end = fence_ends(source).get(start)
    assert (source[start:end] if end else None) == code


def test_runs_that_nothing_closes_are_looked_for_once():
    source = "".join("`" * (300 - number) + "a" for number in range(200))
    assert fence_ends(source) == {}
