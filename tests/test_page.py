"""Which blocks are the article and which the page around it; fingerprints of lines."""

from __future__ import annotations

import pickle

import pytest

from copydesk.analysis.boilerplate import block_features as shapes
from copydesk.analysis.boilerplate import context_features as contexts
from copydesk.analysis.boilerplate import page
from copydesk.analysis.boilerplate.block_features import is_sentence
from copydesk.analysis.boilerplate.chrome import find_chrome
from copydesk.analysis.boilerplate.chrome_score import outside_odds
from copydesk.analysis.boilerplate.closing_lines import heads_references, is_closing
from copydesk.analysis.boilerplate.fingerprints import fingerprint, line_fingerprints
from copydesk.checks.boilerplate.page_chrome import page_chrome
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.formats.parsed import Block

PARAGRAPHS = [
    "The council voted on Monday to build a second bridge over the river, which the town has wanted for thirty years.",
    "“We have waited for long enough,” said the mayor, who had campaigned for the bridge since she took office in 2014.",
    "The bridge will cost four million crowns and is to open in the summer of next year, if the weather holds.",
]
MENU = ["Home", "News", "Sport", "Weather", "Contact", "Log in", "Subscribe"]


def read(*lines):
    document = Document("\n\n".join(lines))
    return document, document.page


def test_article_text_is_not_chrome():
    document, reading = read("Council backs new bridge", *PARAGRAPHS)
    assert all(chance < 0.5 for chance in reading.chrome[1:])
    assert not [
        region for region in find_chrome(document.text, document.blocks, reading) if region.where == "inside"
    ]


def test_a_menu_before_the_article_is_one_region():
    document, reading = read(*MENU, "Council backs new bridge for the valley", *PARAGRAPHS)
    region = find_chrome(document.text, document.blocks, reading)[0]
    assert (region.first, region.last, region.where) == (0, len(MENU) - 1, "before")


def test_all_below_a_feed_footer_is_the_pages():
    below = ["Ferry breaks down again on a Monday", *MENU, "© 2026 Valley Voice", *MENU]
    footer = "The post Council backs new bridge appeared first on Valley Voice."
    document, reading = read(*MENU, "Council backs new bridge for the valley", *PARAGRAPHS, footer, *below)
    region = find_chrome(document.text, document.blocks, reading)[-1]
    assert (region.first, region.last) == (len(document.blocks) - len(below), len(document.blocks) - 1)


def test_without_a_paragraph_there_is_no_telling():
    document, reading = read(*MENU)
    assert find_chrome(document.text, document.blocks, reading) == []
    assert read()[1] == page.Page((), (), (), None)


def test_every_feature_has_a_weight_for_every_bin():
    for tables in page.weights().values():
        assert set(tables["own"]) == {"bias", *shapes.FEATURES}
        assert set(tables["context"]) == {"bias", *contexts.FEATURES}
    sources = ["", "a", "* x", "©", "12", "«É»", "\n\n".join([*MENU, *PARAGRAPHS] * 40), "\ufffc", "\0\0x\0"]
    for source in sources:
        document = Document(source)
        assert len(document.page.chrome) == len(document.blocks)


def test_every_bin_is_within_its_size():
    sources = [
        "a",
        "* x",
        "© 12",
        "\n\n".join([*MENU, *PARAGRAPHS, "Share this", "By Mara Vint", "1 May 2024"] * 9),
    ]
    tables = page.tables_for("en")
    for source in sources:
        document = Document(source)
        read = shapes.read_shapes(document.text, document.blocks, "en", tables["phrases"])
        own = page.own_odds(read, tables["own"])
        for rows, features in (
            ([shape.bins for shape in read], shapes.FEATURES),
            (contexts.read_contexts(read, own), contexts.FEATURES),
        ):
            for row in rows:
                assert all(0 <= number < size for number, size in zip(row, features.values(), strict=True))


def test_phrases_are_words_pairs_and_both_ends():
    assert shapes.phrases(shapes.words_of("Read More!")) == ["read", "more", "^ read", "read more", "more $"]
    assert shapes.phrases(shapes.words_of("— 12 —")) == []


def test_what_stands_outside_the_article_is_told_by_the_whole_page():
    chrome, article, doubtful = 3.0, -3.0, 0.5
    before, inside = [chrome] * 4 + [doubtful] + [chrome] * 3, [article] * 3 + [doubtful] + [article] * 3
    outside = [value > 0 for value in outside_odds([*before, *inside, *[chrome] * 5])]
    assert outside[2:6] == [True] * 4
    assert outside[8:15] == [False] * 7
    assert outside[-3:] == [True] * 3
    assert outside_odds([]) == []


@pytest.mark.parametrize(
    ("menu", "paragraphs"),
    [
        (
            "Startseite Nachrichten Sport Wetter Kleinanzeigen Leserbriefe Anmelden Abo Region Wirtschaft Kultur Freizeit"
            " Reisen Beruf Bilder Impressum",
            [
                "Der Rat der Stadt hat am Montag beschlossen, über den Fluss eine zweite Brücke zu bauen.",
                "„Wir haben lange genug gewartet“, sagte die Bürgermeisterin, die seit dem Jahr 2014 für die Brücke wirbt.",
                "Die Brücke kostet vier Millionen Kronen und soll im Sommer des nächsten Jahres eröffnet werden.",
            ],
        ),
        (
            "Accueil Actualités Sport Météo Annonces Courrier Connexion Abonnements Région Économie Culture Loisirs"
            " Voyages Emploi Images Contact",
            [
                "Le conseil de la ville a décidé lundi de construire un second pont sur la rivière.",
                "« Nous avons assez attendu », a dit la maire, qui fait campagne pour le pont depuis son élection en 2014.",
                "Le pont coûtera quatre millions de couronnes et doit ouvrir au cours de l'été de l'année prochaine.",
            ],
        ),
    ],
)
def test_a_menu_in_another_language_is_told_by_its_shape(menu, paragraphs):
    menu = menu.split()
    document, reading = read(*menu, *paragraphs, *menu)
    before, after = find_chrome(document.text, document.blocks, reading)
    assert (before.first, before.last, before.where) == (0, len(menu) - 1, "before")
    assert (after.first, after.blocks, after.where) == (len(menu) + len(paragraphs), len(menu), "after")


def test_the_article_may_begin_or_end_the_text():
    assert all(value < 0 for value in outside_odds([-3.0] * 4))
    assert [value > 0 for value in outside_odds([-3.0] * 6 + [3.0] * 5)] == [False] * 6 + [True] * 5


@pytest.mark.parametrize(
    "line",
    [
        "share this article",
        "related",
        "12 comments",
        "© 2026 valley voice",
        "view all posts",
        "lees ook: brug",
    ],
)
def test_lines_that_close_an_article(line):
    assert is_closing(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "shares fell by a tenth",
        "name the bridge",
        "topics for the meeting",
        "facebook was founded in 2004",
    ],
)
def test_lines_that_do_not(line):
    assert not is_closing(line)


@pytest.mark.parametrize(
    ("line", "is_heading"), [("## references:", True), ("sources", True), ("sources say so", False)]
)
def test_headings_of_references(line, is_heading):
    assert heads_references(line) is is_heading


def test_what_html_calls_navigation_counts():
    block = Block(0, 4, "chrome")
    plain_block = Block(0, 4)
    tables = page.tables_for("en")
    odds = [
        page.own_odds(shapes.read_shapes("Acts", [each], "en", tables["phrases"]), tables["own"])[0]
        for each in (block, plain_block)
    ]
    assert odds[0] > odds[1] + 1


@pytest.mark.parametrize(
    "line", ["The mayor said so to us.", "“The mayor said so to us.”", "Did the mayor say so to us?"]
)
def test_sentences(line):
    assert is_sentence(line, Block(0, len(line)))
    assert not is_sentence(line[:-4] + "abcd", Block(0, len(line)))


def test_fingerprints_see_words_only():
    assert fingerprint("  Valley   VOICE: ") == fingerprint("**Valley Voice**")
    assert fingerprint("Valley Voice") != fingerprint("Valley Vice")
    assert fingerprint("* *") is None


def test_facts_are_small_and_pickle():
    document = Document("\n\n".join(f"Line number {number} of many" for number in range(1000)))
    lines = line_fingerprints(document.text, document.blocks, frozenset({"body"}))
    assert pickle.loads(pickle.dumps(lines)) == lines
    assert len(pickle.dumps(lines)) < 20_000


@pytest.mark.parametrize(
    "line",
    [
        "市议会周一决定在河上修建第二座桥。",
        "「もう十分待ちました」と市長は語った。",
        "परिषद ने सोमवार को दूसरा पुल बनाने का फैसला किया।",
    ],
)
def test_sentences_of_other_scripts(line):
    assert is_sentence(line, Block(0, len(line)))
    assert not is_sentence("新闻。", Block(0, 3))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ('<div class="author-box"><p>Mara Vint writes about bridges and lives in the valley.</p></div>', ["Mara Vint writes"]),
        ('<div class="widget-box"><p>Mara Vint writes about bridges and lives in the valley.</p></div>', []),
        ('<div class="sidebar"><a href="#a">The vote</a><p><a href="#b">The cost</a></p></div>', []),
    ],
)  # fmt: skip
def test_what_markup_names_as_the_pages(part, expected):
    prose = "".join(f"<p>{each} {each}</p>" for each in PARAGRAPHS)
    document = Document(f"<main><h1>Council backs new bridge</h1>{prose}{part}</main>", "a.html")
    found = [each for each in lint(document, [page_chrome]).findings if "markup" in each.message]
    assert [document.source[each.start : each.end][:16] for each in found] == expected
