"""The HTML report: what it shows of an article, and how it behaves in a real browser."""

from __future__ import annotations

import os
from importlib.resources import files
from itertools import count, pairwise
from pathlib import Path

import pytest
import yaml

from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.findings import Finding, Location
from copydesk.report.base import Report
from copydesk.report.html_page.cards import CardMaker
from copydesk.report.html_page.overview import facets, files_worst_first, views
from copydesk.report.html_page.shown_articles import Numbered, read_article
from copydesk.report.html_page.wording_changes import side_by_side
from copydesk.support import limits
from in_browser import (
    assert_accessible,
    assert_all_is_there_without_script,
    assert_no_link_is_dead,
    opened,
    visible,
)

MARKDOWN = """---
title: The pier
date: 2026-02-31
---

# The pier

Ines Okafor **said the the** pier would `open` soon

> We will see.

- one
  - two
"""


def finding(text, words, severity="warning", path="a.md", rule="doubled-word", **more):
    start = text.index(words)
    line = text[:start].count("\n") + 1
    column = start - text.rfind("\n", 0, start)
    end = start + len(words)
    fields = {"end_line": line, "end_column": column + len(words), "family": "damage", "message": "twice"}
    return Finding(
        path, start, end, line, column, rule=rule, severity=severity, excerpt=words, **{**fields, **more}
    )


def shown(text, *findings, path="a.md"):
    return read_article(Document(text, path), [Numbered(n, each) for n, each in zip(count(1), findings)])


def marked(passage):
    return [(piece.text, piece.numbers) for piece in passage.pieces if piece.findings]


def test_an_article_is_shown_as_readers_see_it():
    article = shown(MARKDOWN)
    assert [(each.element, each.level) for each in article.passages] == [
        ("h3", 1), ("p", 0), ("blockquote", 1), ("li", 1), ("li", 2),
    ]  # fmt: skip
    assert "".join(piece.text for piece in article.passages[1].pieces) == (
        "Ines Okafor said the the pier would `open` soon"
    )
    assert [piece.text for piece in article.passages[1].pieces if piece.is_object] == ["`open`"]
    assert article.language == "en"


@pytest.mark.parametrize(
    ("path", "text", "read"),
    [
        ("a.md", "One two\nthree  \nfour\\\nfive.\n\n> a\n> b\n", ["One two three\nfour\nfive.", "a b"]),
        ("a.html", "<p>One\ntwo<br>three\nfour</p>", ["One two\nthree four"]),
        ("a.rst", "One\ntwo.\n\n| a\n| b\n", ["One two.", "a\nb"]),
    ],
)
def test_lines_that_are_only_wrapped_are_one_line(path, text, read):
    assert ["".join(piece.text for piece in each.pieces) for each in shown(text, path=path).passages] == read


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a.md", "---\ntitle: The pier\n---\n\nIt is old.\n\n## Rust\n", "The pier"),
        ("a.md", "---\ntitle: The pier\n---\n\n# The old pier\n", ""),
        ("a.md", "It is old.\n", ""),
        ("a.html", "<html><head><title>The pier</title></head><body><p>It is old.</p></body></html>", "The pier"),
    ],
)  # fmt: skip
def test_the_title_is_shown_although_front_matter_is_folded(path, text, title):
    assert shown(text, path=path).title == title


def test_long_stretches_without_findings_are_folded():
    """An editor looks for the findings, with what stands beside them."""
    text = "\n\n".join(f"Paragraph {number} of it." for number in range(20)).replace("10 of", "10 of of")
    article = shown(text, finding(text, "of of", path="a.txt"), path="a.txt")
    assert [(len(each.passages), each.is_folded) for each in article.stretches] == [
        (1, False), (8, True), (3, False), (8, True),
    ]  # fmt: skip
    assert [passage for each in article.stretches for passage in each.passages] == list(article.passages)
    short = "\n\n".join(text.split("\n\n")[7:12])
    found = finding(short, "of of", path="a.txt")
    assert [each.is_folded for each in shown(short, found, path="a.txt").stretches] == [False]


def test_a_long_run_of_leftovers_is_folded_behind_its_first_lines():
    lines = [f"Menu {letter}." for letter in "ABCDEFGH"]
    text = "\n\n".join((*lines, "The pier is old.", *(each.lower() for each in lines[:4])))
    of_page = {"family": "boilerplate", "rule": "page-chrome", "path": "a.txt"}
    found = [finding(text, each, **of_page) for each in (*lines, *(each.lower() for each in lines[:4]))]
    article = shown(text, *found, path="a.txt")
    assert [(len(each.passages), each.is_leftovers) for each in article.stretches] == [
        (3, False), (5, True), (5, False),
    ]  # fmt: skip
    assert [passage for each in article.stretches for passage in each.passages] == list(article.passages)


def test_each_article_of_a_feed_has_its_name(tmp_path, monkeypatch, capsys):
    items = "".join(
        f"<item>{title}<author>Ines Okafor</author><description>They sat on the the pier.</description></item>"
        for title in ("<title>The pier of Tolmouth</title>", "<title>The boat</title>", "")
    )
    (tmp_path / "a.rss").write_text(f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>')
    (tmp_path / "b.html").write_text("<html><body><p>They sat on the the boat.</p></body></html>")
    monkeypatch.chdir(tmp_path)
    main(["check", "--isolated", "--output-format", "html", "."])
    page = capsys.readouterr().out
    assert '<a href="#article-1-2">The boat</a>' in page
    assert '<article id="article-1-2">' in page
    assert ">The pier of Tolmouth</a></p>" in page
    assert ">article 3</a></p>" in page
    assert '">Article 3</h3>' in page.replace(' dir="auto"', '"').replace('""', '"')
    assert ">column 28</a>" in page
    assert ">line 1</a>" not in page
    assert "passage li" not in page


def test_findings_that_overlap_share_the_characters_that_both_flag():
    text = "We saw the the boat."
    article = shown(text, finding(text, "saw the", "info"), finding(text, "the the", "error"), path="a.txt")
    (passage,) = article.passages
    assert marked(passage) == [("saw ", "1"), ("the", "2 1"), (" the", "2")]
    assert [piece.begins for piece in passage.pieces if piece.findings] == [(1,), (2,), ()]
    assert passage.pieces[2].severity == "error"


def test_a_place_without_characters_is_marked():
    text = "We saw the boat\n\nIt sank."
    article = shown(text, place(text, 15), path="a.txt")
    assert marked(article.passages[0]) == [("", "1")]


def place(text, offset):
    return Finding(
        "a.txt", offset, offset, 1, offset + 1, 1, offset + 1, "missing-stop", "damage", "warning", "m", ""
    )


def test_a_finding_over_several_paragraphs_begins_once():
    text = "Home\n\nNews\n\nThe boat sank."
    article = shown(text, finding(text, "Home\n\nNews"), path="a.txt")
    assert [[each.number for each in passage.findings] for passage in article.passages] == [[1], [], []]
    assert [marked(each) for each in article.passages] == [[("Home", "1")], [("News", "1")], []]


def test_front_matter_is_folded():
    article = shown(MARKDOWN, finding(MARKDOWN, "2026-02-31", "error"))
    assert [marked(each) for each in article.folded] == [[("2026-02-31", "1")]]
    assert "".join(piece.text for piece in article.folded[0].pieces) == MARKDOWN[: MARKDOWN.index("\n\n#")]
    assert article.is_flagged_outside
    assert not any(each.findings for each in article.passages)
    assert not shown(MARKDOWN).is_flagged_outside


@pytest.mark.parametrize(
    ("left", "right", "differing"),
    [
        ("the red boat", "the blue boat", (["red"], ["blue"])),
        ("the boat", "the old boat", ([], ["old "])),
        ("the boat sank", "nobody was there", ([], [])),  # too unlike: to mark everything says nothing
        ("a " * 500, "b " * 500, ([], [])),
    ],
)
def test_words_that_differ(left, right, differing):
    sides = side_by_side(left, right)
    assert tuple("".join(each.text for each in side) for side in sides) == (left, right)
    assert tuple([each.text for each in side if each.differs] for side in sides) == differing


def report(findings, texts, **more):
    return Report(
        tuple(sorted(findings)),
        len(texts),
        documents=lambda path: (Document(texts[path], path),) if path in texts else (),
        **more,
    )


def test_a_card_quotes_the_other_place():
    texts = {
        "a.txt": "The boat sank. Ines Okafor saw it.",
        "b.txt": "It rained. The old boat sank at noon. So be it.",
    }
    start = texts["b.txt"].index("old")
    other = Location("b.txt", 1, start + 1, start, start + 3, "“old” here")
    flagged = finding(texts["a.txt"], "boat", path="a.txt", related=(other,), suggestions=("old boat",))
    card = CardMaker(report([flagged], texts)).card(Numbered(1, flagged))
    assert card.columns
    assert [each.text for each in card.columns.there if each.differs] == [" old", " at noon"]
    assert (card.columns.place.before, card.columns.place.marked) == ("The ", "old")
    assert not card.others, "what the columns show is not shown again"
    assert [[each.text for each in side if each.differs] for side in card.changes[0][:2]] == [[], ["old "]]


def test_a_mark_is_shown_with_the_words_beside_it():
    text = "It was late.\nThe boat‘ sank early."
    flagged = finding(text, "‘", path="a.txt", suggestions=("’",))
    change = CardMaker(report([flagged], {"a.txt": text})).card(Numbered(1, flagged)).changes[0]
    assert (change.before, change.after) == ("boat", " sank")


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.md", "<!-- copydesk-disable-next-block doubled-word -->"),
        ("a.mdx", "{/* copydesk-disable-next-block doubled-word */}"),
        ("a.rst", ".. copydesk-disable-next-block doubled-word"),
        ("a.txt", None),
    ],
)
def test_the_comment_to_copy_works(path, comment):
    text = "We saw the the boat.\n"
    flagged = finding(text, "the the", path=path)
    snippets = [
        each.text for each in CardMaker(report([flagged], {path: text})).card(Numbered(1, flagged)).snippets
    ]
    assert snippets[0].startswith("\tdoubled-word\t")
    assert snippets[1:] == ([comment] if comment else [])


@pytest.mark.parametrize(
    ("line", "more", "advice"),
    [
        ("Subscribe!", {}, "Read it; if it is a leftover, `copydesk fix --suggested` deletes it."),
        ("Subscribe! We saw it.", {}, "by hand, because other text stands on the same line."),
        (
            "Subscribe!",
            {"stays": True},
            "it may belong to the article. If it is a leftover, delete it by hand.",
        ),
    ],
)
def test_the_card_of_a_leftover_tells_whether_a_fix_deletes_it(line, more, advice):
    text = f"The boat sank at noon.\n\n{line}\n\nInes Okafor saw it.\n"
    flagged = finding(
        text, "Subscribe!", path="a.txt", family="boilerplate", rule="newsletter-prompt", **more
    )
    card = CardMaker(report([flagged], {"a.txt": text})).card(Numbered(1, flagged))
    assert card.is_leftover
    assert card.to_do.endswith(advice)


def test_a_long_sentence_is_cut_between_words():
    text = f"{'lantern ' * 300}the the {'harbours ' * 300}"
    here = text.index("the the")
    other = Location("a.txt", 1, here + 1, here, here + 7, "here")
    flagged = finding(text, "the the", path="a.txt", related=(other,))
    (quoted,) = CardMaker(report([flagged], {"a.txt": text})).card(Numbered(1, flagged)).others
    assert set(quoted.before.split()) == {"…lantern", "lantern"}
    assert set(quoted.after.split()) == {"harbours…", "harbours"}


def test_links_to_the_web():
    flagged = finding("a the the b", "the the", path="år/a b.txt")
    made = CardMaker(report([flagged], {}, link_template="https://example.org/{path}#L{line}")).card(
        Numbered(1, flagged)
    )
    assert made.forge_link == "https://example.org/%C3%A5r/a%20b.txt#L1"
    assert made.editor_link.endswith("/%C3%A5r/a%20b.txt:1:3")


def test_files_worst_first_and_a_place_for_every_finding():
    texts = {"a.txt": "one the the two", "b.txt": "one the the two"}
    found = [
        finding(texts["a.txt"], "the the", path="a.txt"),
        finding(texts["b.txt"], "the the", "error", "b.txt"),
    ]
    gone = finding("x", "x", "error", "gone.txt", family="engine", rule="unreadable-file")
    whole = report([*found, gone], texts)
    files = files_worst_first(whole.findings)
    assert [each.path for each in files] == ["b.txt", "gone.txt", "a.txt"]
    unplaced = {view.entry.path: [card.number for card in view.unplaced] for view in views(whole, files)}
    assert unplaced == {"a.txt": [], "b.txt": [], "gone.txt": [3]}
    assert [(each.value, each.number) for each in facets(whole.findings)["severity"]] == [
        ("error", 2),
        ("warning", 1),
    ]


def test_several_documents_in_one_file():
    from copydesk.support.source_text import SourceText

    text = "one the the two\n---\nthree the the four"
    whole = SourceText(text)
    parts = (
        Document(text[:15], "a.many", "text", within=whole),
        Document(text[20:], "a.many", "text", within=whole, start=20),
    )
    second = text.rindex("the the")
    found = (
        finding(text, "the the", path="a.many"),
        Finding("a.many", second, second + 7, 3, 7, 3, 14, "r", "f", "info", "m", "the the"),
    )
    (view,) = views(Report(found, 1, documents=lambda _path: parts), files_worst_first(found))
    assert [[each.number for p in article.passages for each in p.findings] for article in view.articles] == [
        [1],
        [2],
    ]
    assert [round(each.at, 2) for each in view.ticks] == [0.11, 0.68]


@pytest.fixture
def desk(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        status = main(["check", "--isolated", "--no-cache", *arguments])
        return status, *capfd.readouterr()

    return call


def test_own_template(desk, tmp_path):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    (tmp_path / "own.html.j2").write_text(
        "{% for each in findings %}{{ each.line }}: <{{ each.message }}>{% endfor %}"
    )
    status, out, _ = desk("a.md", "--template", "own.html.j2")
    assert (status, out) == (1, "1: <“the” is repeated>")


def test_a_template_escapes_once(desk, tmp_path):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    (tmp_path / "own.html").write_text("{% for each in findings %}{{ '<b>' | html }} {{ '<b>' }}{% endfor %}")
    assert desk("a.md", "--template", "own.html")[1] == "&lt;b&gt; &lt;b&gt;"


def test_no_log_obeys_what_a_template_shows(desk, tmp_path):
    (tmp_path / "::error::x\x1b[31m.md").write_text("We saw the the *boat*.\n")
    (tmp_path / "own.j2").write_text("{% for each in findings %}\n{{ each.path }}\n{% endfor %}")
    out = desk(".", "--template", "own.j2")[1]
    assert "\x1b" not in out
    assert "\\::error" in out


def test_a_template_includes_no_link_out_of_its_folder(desk, tmp_path):
    (tmp_path / "secret").write_text("nobody may read this")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "linked").symlink_to("../secret")
    (tmp_path / "templates" / "own.j2").write_text("{% include 'linked' %}")
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    status, out, err = desk("a.md", "--template", "templates/own.j2")
    assert (status, "nobody" in out, "leads out of the template's folder" in err) == (2, False, True)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{{ x", "own.j2:1: unexpected end of template"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ summary.__class__.__mro__ }}", "access to attribute '__class__'"),
        (None, "there is no such file"),
    ],
)
def test_a_template_that_cannot_be_used(desk, tmp_path, template, problem):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    if template:
        (tmp_path / "own.j2").write_text(template)
    status, out, err = desk("a.md", "--template", "own.j2")
    assert (status, out) == (2, "")
    assert problem in err


def test_a_link_template_has_known_fields_only(desk, tmp_path):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    status, _, err = desk("a.md", "--link-template", "https://example.org/{file}")
    assert (status, "{file} is no field" in err) == (2, True)


def test_the_browser_is_opened_and_the_file_named(desk, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or False)
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    status, _, err = desk("a.md", "--open", "--output-format", "html=page.html")
    assert (status, opened) == (1, [(tmp_path / "page.html").as_uri()])
    assert "no browser could be started" in err
    assert desk("a.md", "--open")[0] == 1
    assert opened[1].endswith("/report.html")


# --- in a browser ---

HOSTILE = "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"


@pytest.fixture
def page(desk, tmp_path, browser):
    """The report on three articles, one with a hostile name and text, opened in a browser."""
    (tmp_path / "good.md").write_text(MARKDOWN)
    (tmp_path / "pier.txt").write_text(
        "We saw the the pier.\n\nIt was was old.\n\nSubscribe to our newsletter!\n"
    )
    (tmp_path / "<img onerror=x>.txt").write_text(
        f"We saw {HOSTILE} the the pier, and and it was {HOSTILE} old.\n"
    )
    (tmp_path / "clean.md").write_text("The boat was old.\n")
    desk(".", "--output-format", "html=report.html")
    with opened(browser, tmp_path / "report.html") as page:
        yield page


def test_hostile_texts_do_nothing(page):
    assert page.title().startswith("copydesk: ")
    assert page.locator("main img").count() == 0
    assert page.complaints == []


def test_filters(page):
    every = visible(page, ".card")
    assert every >= 4
    page.locator("#filters input[value=damage]").uncheck()
    assert 0 < visible(page, ".card") < every
    assert page.locator(".mark.off").count() > 0
    page.keyboard.press("Escape")
    assert visible(page, ".card") == every
    page.keyboard.press("/")
    page.keyboard.type("newsletter")
    assert visible(page, ".card") == 1
    assert visible(page, "section.file") == 1
    assert page.locator("#shown").inner_text().startswith("1 of ")
    assert not page.locator("#no-match").is_visible()
    page.keyboard.type(" that nobody wrote")
    assert page.locator("#no-match").is_visible()


def test_paths_break_behind_their_signs_and_stay_what_they_are(page):
    entry = page.locator(".files a", has_text="good.md")
    assert (entry.inner_text(), entry.inner_html()) == ("good.md", "good.<wbr>md")


@pytest.mark.parametrize("width", [1400, 390])
def test_nothing_reaches_out_of_a_card(desk, tmp_path, browser, width):
    """Long paths and long words are those that do."""
    folder = tmp_path / "a_very_long_name_of_a_folder" / "anotherverylongnameofafolderwithoutsigns"
    folder.mkdir(parents=True)
    said = "“We found rust at the {} that no paint in this harbour will ever cover again,” said Ottilie Dannecker.\n"
    (folder / "wire.md").write_text(said.format("pier"))
    (folder / "draft.md").write_text(said.format("Hafenmeistereiverwaltungsgebäudeerweiterung"))
    desk(
        str(folder / "draft.md"), "--against", str(folder / "wire.md"), "--output-format", "html=report.html"
    )
    with opened(browser, tmp_path / "report.html", viewport={"width": width, "height": 900}) as page:
        assert page.locator(".card .columns").count() > 0
        wide = page.evaluate(
            "[...document.querySelectorAll('.card')].filter(c => c.scrollWidth > c.clientWidth + 1).length"
        )
        assert wide == 0


def test_articles_without_findings_are_listed(page):
    assert page.locator(".side summary", has_text="1 file without findings").is_visible()
    assert page.locator(".clean li").text_content() == "clean.md"


def test_passages_without_findings_can_be_left_out(page):
    every = visible(page, ".row")
    page.locator("#only-found").check()
    assert 0 < visible(page, ".row") < every
    page.locator("#only-found").uncheck()
    assert visible(page, ".row") == every


def test_keys_go_from_finding_to_finding(page):
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("p")
    assert first.startswith("card-")
    assert first != second
    assert page.evaluate("document.activeElement.id") == first


def test_a_card_and_its_mark_light_up_together(page):
    mark = page.locator(".mark").first
    mark.hover()
    number = mark.get_attribute("data-numbers").split()[0]
    assert "lit" in page.locator(f"#card-{number}").get_attribute("class")
    page.locator(f"#card-{number}").hover()
    assert "lit" in mark.get_attribute("class")


def test_links_inside_the_page_lead_somewhere(page):
    assert_no_link_is_dead(page)
    assert page.evaluate(
        "[...document.querySelectorAll('[popovertarget]')].every(b => document.getElementById(b.getAttribute('popovertarget')))"
    )


@pytest.mark.parametrize("with_script", [True, False])
@pytest.mark.parametrize("width", [1400, 390])
def test_the_page_of_a_rule_opens_beside_its_card(browser, page, tmp_path, with_script, width):
    """The reader does not lose the place, with or without script."""
    window = {"width": width, "height": 800}
    with opened(browser, tmp_path / "report.html", java_script_enabled=with_script, viewport=window) as shown:
        name = shown.locator(".card .rule").first
        name.scroll_into_view_if_needed()
        before = name.bounding_box()
        name.click()
        rule = shown.locator(".rule-page:popover-open")
        assert rule.count() == 1
        assert name.inner_text() in rule.inner_text()
        assert name.bounding_box() == before
        box = rule.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= window["height"]
        shown.keyboard.press("Escape")
        assert rule.count() == 0


def test_escape_closes_a_rule_before_it_shows_all_findings(page):
    page.locator("#filters input[value=boilerplate]").uncheck()
    left = visible(page, ".card")
    page.locator(".card:visible .rule").first.click()
    page.keyboard.press("Escape")
    assert (page.locator(".rule-page:popover-open").count(), visible(page, ".card")) == (0, left)
    page.keyboard.press("Escape")
    assert visible(page, ".card") > left


def test_what_is_unfolded_can_be_copied(page):
    assert page.locator("code.copy + button").count() == 0
    page.locator(".card > details > summary").first.click()
    page.locator("code.copy + button").first.wait_for()
    assert (
        page.locator("code.copy + button").count() == page.locator(".card > details[open] code.copy").count()
    )


DEEP = """\
## The works

We saw the the crane.

##### The crane

It was lent.

It was old.

It was green.

#### The lender

It was the trust.

It was in no hurry.

###### The trust

They met and and agreed.

### The costs

They were high. They were were high.

#### What was left out

One more.

Two more.

Three more.

# The end
"""


def test_headings_have_no_gaps(desk, tmp_path, browser):
    """Articles begin with any level; what is folded is not counted unless it is unfolded."""
    (tmp_path / "deep.md").write_text(DEEP)
    (tmp_path / "titled.md").write_text(f"---\ntitle: The pier\n---\n\n{DEEP[:-12]}")
    desk(".", "--output-format", "html=report.html")
    ranks = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility({contentVisibilityAuto: false}) && !h.closest('details:not([open])')).map(h => +h.tagName[1])"
    with opened(browser, tmp_path / "report.html") as page:
        folds = page.locator("details.rest").count()
        assert folds >= 2
        for unfolded in ([], [0], [1], range(folds)):
            for number in range(folds):
                page.locator("details.rest").nth(number).evaluate(
                    "(fold, open) => { fold.open = open; }", number in unfolded
                )
            found = page.evaluate(ranks)
            assert found[0] == 1
            assert all(later <= earlier + 1 for earlier, later in pairwise(found)), found
        sizes = page.locator(".passage.h4").evaluate_all("all => all.map(h => getComputedStyle(h).fontSize)")
        assert len({*sizes}) == 1, "the looks follow the article's level"
    assert_accessible(browser, tmp_path / "report.html", "light", 1400)


def test_headings_rank_below_those_that_they_belong_to():
    def ranks(text):
        return [
            (each.level, each.rank) for run in shown(text).stretches for each in run.passages if each.rank
        ]

    assert ranks("## A\n\n##### B\n\n### C\n\n# D\n") == [(2, 3), (5, 4), (3, 4), (1, 3)]
    assert ranks("---\ntitle: T\n---\n\n### A\n\n###### B\n") == [(3, 4), (6, 5)]


@pytest.mark.parametrize(
    ("rule", "family", "says"),
    [
        ("unclosed-bracket", "quotes", "Set the mark that is missing"),
        ("weekday-mismatch", "dates", "Look up which is right"),
        ("lost-word", "damage", "what stood here, and put it back"),
        ("hard-to-read", "readability", "plainer words"),
        ("of-this-house", "house", "See on the rule’s page"),
    ],
)
def test_the_card_says_what_an_editor_does(rule, family, says):
    flagged = finding("We saw the boat.", "saw", path="a.txt", rule=rule, family=family)
    card = CardMaker(report([flagged], {"a.txt": "We saw the boat."})).card(Numbered(1, flagged))
    assert says in card.to_do
    assert card.to_do.endswith("accept it with a line from below.")


def test_every_rule_without_a_suggestion_has_a_remedy_of_its_own(rules):
    """Every word of the list is one of a rule's, and no rule of ours is left with the words for unknown families."""
    known = yaml.safe_load(files("copydesk.report.html_page").joinpath("remedies.yaml").read_text("utf-8"))
    words = [word for each in known["faults"] for word in each["words"]]
    assert len(words) == len(set(words))
    assert set(words) <= {word for each in rules for word in each.split("-")}
    assert {rule.family for rule in rules.values()} - {"boilerplate"} <= known["families"].keys()


def test_without_script_everything_is_there(browser, page, tmp_path):
    assert_all_is_there_without_script(browser, page, tmp_path / "report.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing(browser, page, tmp_path, scheme, width):
    assert_accessible(browser, tmp_path / "report.html", scheme, width)


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 9999999999 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{% for each in range(100000) %}{{ 'x' * 99999 }}{% endfor %}",
        "{{ 'x' | center(9999999999) }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ 'x\\ny' | indent(width=9999999999) }}",
        "{{ ['x'] | map('center', 9999999999) | list }}",
        "{{ [1] | batch(9999999999, 'x') | list }}",
        "{{ 'x'.ljust(9999999999) }}",
        "{{ '\\t'.expandtabs(9999999) }}",
    ],
)
def test_a_template_makes_no_text_without_an_end(desk, tmp_path, template):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    (tmp_path / "own.j2").write_text(template)
    status, out, err = desk("a.md", "--template", "own.j2")
    assert (status, out) == (2, "")
    assert "more than 100,000,000 characters" in err


def test_filters_with_a_width_do_what_they_do(desk, tmp_path):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    (tmp_path / "own.j2").write_text(
        "{{ 'a' | center(5) }}|{{ '%3d' | format(7) }}|{{ '{:>3}'.format(12345678) }}"
    )
    assert desk("a.md", "--template", "own.j2")[1] == "  a  |  7|12345678"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system tells nothing of memory")
def test_a_template_takes_no_memory_without_an_end(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("copydesk.report.own_template._MEMORY", 50)
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    (tmp_path / "own.j2").write_text("{{ ('x' * 9000000) | replace('x', 'y' * 99) | length }}")
    status, _, err = desk("a.md", "--template", "own.j2")
    assert (status, "filling it takes too much memory" in err) == (2, True)


def test_a_template_takes_no_time_without_an_end(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FILE_SECONDS", 0.5)
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    endless = "{% for each in range(100000) %}" * 3 + "{% endfor %}" * 3
    (tmp_path / "own.j2").write_text(endless)
    status, _, err = desk("a.md", "--template", "own.j2")
    assert (status, "filling it takes too long" in err) == (2, True)


def test_a_template_waits_for_no_pipe(desk, tmp_path):
    (tmp_path / "a.md").write_text("We saw the the *boat*.\n")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "own.j2").write_text("{% include 'pipe' %}")
    assert "this is no file but a pipe" in desk("a.md", "--template", "own.j2")[2]
    assert "this is no file but a pipe" in desk("a.md", "--template", "pipe")[2]
