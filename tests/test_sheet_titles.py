"""`copydesk compare` on what stands above and beside an article: its title, description, captions and alt texts."""

from __future__ import annotations

import csv
import io
import json
import subprocess

import pytest

from copydesk.__main__ import main
from copydesk.document import Document
from copydesk.engine.above_the_text.shown_texts import read_shown_texts

EN = """\
Ottilie Dannecker, the harbour warden of Tarnwick, closed the ferry pier on 3 March 2026. Some 240 boats will move to the inner basin.

“We found rust that no paint will cover,” Dannecker said. Piet Halvorsen, who has fished there since 1987, regrets the cost of 2.4 million crowns.
"""
DE = """\
Die Hafenmeisterin Ottilie Dannecker hat den Anleger in Tarnwick am 3. März 2026 geschlossen. Rund 240 Boote ziehen um.

„Wir haben Rost gefunden, den keine Farbe deckt“, sagte Dannecker. Jürgen Petzold, der seit 1987 dort fischt, klagt über die Kosten von 2,4 Millionen Kronen.
"""
FR = """\
La gardienne du port Ottilie Dannecker a fermé la jetée de Tarnwick le 3 mars 2026. Quelque 240 bateaux partiront vers le bassin.

« Nous avons trouvé une rouille que rien ne couvrira », a dit Mme Dannecker. Amélie Rouvière, pêcheuse depuis 1987, regrette le coût de 2,4 millions de couronnes.
"""
ES = """\
La guardiana del puerto Otilia Valdecasas cerró el muelle de Tarnabo el 3 de marzo de 2026. Unos 240 barcos se irán a la dársena.

«Hemos encontrado un óxido que ninguna pintura cubrirá», dijo Valdecasas. Pedro Villardi, pescador desde 1987, lamenta el coste de 2,4 millones de coronas.
"""
CS = """\
Správkyně přístavu Otylie Danečková uzavřela molo v Tarnově 3. března 2026. Do vnitřní nádrže se přesune 240 lodí.

„Našli jsme rez, kterou žádný nátěr nezakryje,“ řekla Danečková. Petr Halva tam loví od roku 1987.
"""
MARKDOWN = '---\nauthor: Ida Berg\ndate: 2026-03-09\nslug: daneker-340\n{}: "{}"\n---\n\n'


@pytest.fixture
def compared(tmp_path, monkeypatch, capsys, forget_settings):
    """Exit status, and the rows of a draft that stand in its first lines, as kind, text, outcome."""
    monkeypatch.chdir(tmp_path)

    def call(draft, source, above=None, name="draft.md", source_name="wire.txt"):
        (tmp_path / name).write_text(draft, "utf-8")
        (tmp_path / source_name).write_text(source, "utf-8")
        capsys.readouterr()
        status = main(["compare", name, "--with", source_name, "--output-format", "json"])
        (sheet,) = json.loads(capsys.readouterr().out)["drafts"]
        assert not sheet["problem"]
        for row in sheet["rows"]:
            here = draft[row["offset"] : row["end_offset"]]
            assert here[0] == row["text"][0]
            assert draft.split("\n")[row["line"] - 1][row["column"] - 1] == here[0]
        at = draft.index(above) if above else 0
        end = at + len(above) if above else draft.rindex("---")
        inside = [row for row in sheet["rows"] if at <= row["offset"] < end]
        outside = [row for row in sheet["rows"] if row not in inside]
        assert not above or all(row["outcome"] == "matches" for row in outside), outside
        return status, [(row["kind"], row["text"], row["outcome"]) for row in inside]

    return call


WRONG = [
    (EN, "title", "Ottilie Daneker Closes the Ferry Pier", "name", "Ottilie Daneker", "differs"),
    (EN, "title", "Daneker Closes Ferry Pier", "name", "Daneker", "differs"),
    (EN, "title", "Opinion | Daneker must go", "name", "Daneker", "differs"),
    (EN, "seoTitle", "Why Halverson Regrets the Cost", "name", "Halverson", "differs"),
    (EN, "deck", "A warden shuts the pier in Tarnwik for good", "name", "Tarnwik", "differs"),
    (EN, "headline", "Boats Leave Tarnwik for the Basin", "name", "Tarnwik", "differs"),
    (EN, "description", "The pier was closed on 5 March 2026.", "date", "5 March 2026", "not found"),
    (EN, "summary", "Some 340 boats will move to the inner basin", "number", "340", "differs"),
    (EN, "title", "Pier works cost 2.6 million crowns", "number", "2.6 million", "not found"),
    (EN, "title", "‘We found rust that no paint can cover’", "quotation", "We found rust that no paint can cover", "differs"),
    (EN, "caption", "Piet Halverson at the pier", "name", "Piet Halverson", "differs"),
    (DE, "title", "Daneker schließt den Anleger", "name", "Daneker", "differs"),
    (DE, "teaser", "Rund 340 Boote ziehen um.", "number", "340", "differs"),
    (DE, "title", "Jürgen Petzolt klagt über die Kosten", "name", "Jürgen Petzolt", "differs"),
    (FR, "title", "Daneker ferme la jetée", "name", "Daneker", "differs"),
    (FR, "chapo", "Amélie Rouviere regrette le coût", "name", "Amélie Rouviere", "differs"),
    (FR, "title", "« Nous avons trouvé une rouille que tout couvrira »", "quotation", "Nous avons trouvé une rouille que tout couvrira", "differs"),
    (ES, "alt", "Pedro Vilardi en el muelle", "name", "Pedro Vilardi", "differs"),
    (ES, "descripcion", "El muelle se cerró el 5 de marzo de 2026", "date", "5 de marzo de 2026", "differs"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "key", "text", "kind", "wrong", "outcome"), WRONG)
def test_what_is_wrong_above_an_article_has_a_row(compared, source, key, text, kind, wrong, outcome):
    status, rows = compared(MARKDOWN.format(key, text) + source, source, text)
    assert (kind, wrong, outcome) in rows
    assert status == 1


RIGHT = [
    (EN, "title", "Dannecker Closes Ferry Pier in Tarnwick", [("name", "Dannecker"), ("name", "Tarnwick")]),
    (EN, "title", "5 Things to Know About the Ferry Pier", []),
    (EN, "description", "Here are seven reasons why boats move.", []),
    (EN, "title", "240 Boats Move as Piet Halvorsen Regrets Cost", [("number", "240"), ("name", "Piet Halvorsen")]),
    (EN, "title", "Why Green Energy Matters More Than Ever", []),
    (EN, "title", "Mayor Signs Harbour Deal", []),
    (EN, "title", "Piet Halvorsen on the eels of the basin | Orrest Gazette", [("name", "Piet Halvorsen")]),
    (EN, "title", "Danneckers at the Pier", []),
    (EN, "title", "Dannickism Comes to Town", []),
    (EN, "caption", "Ottilie Dannecker at the pier. Photo by Jan Holt", [("name", "Ottilie Dannecker")]),
    (EN, "caption", "The pier (Jan Holt / Reuters)", []),
    (EN, "alt", "The pier in 1987. © Marit Strand", [("date", "1987")]),
    (DE, "title", "Fünf Dinge, die Sie über den Anleger wissen müssen", []),
    (DE, "title", "Neue Kammer für den Bauern", []),
    (DE, "title", "Danneckers Anleger ist zu", []),
    (DE, "alt", "Einige der 240 Boote. Foto: Jan Holt", [("number", "240")]),
    (FR, "title", "5 choses à savoir sur la jetée", []),
    (FR, "title", "Les élus votent, Marine s’en va", []),
    (ES, "title", "Cinco claves del cierre", []),
    (ES, "caption", "Pedro Villardi. Foto: Ana Roldán", [("name", "Pedro Villardi")]),
    (CS, "title", "Molo podle Danečkové dosloužilo", []),
    (CS, "title", "Danečková uzavřela molo", [("name", "Danečková")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "key", "text", "expected"), RIGHT)
def test_what_is_right_above_an_article_stops_nothing(compared, source, key, text, expected):
    status, rows = compared(MARKDOWN.format(key, text) + source, source, text)
    assert rows == [(*each, "matches") for each in expected]
    assert status == 0


def test_bylines_slugs_and_dates_of_publication_have_no_row(compared):
    assert compared(MARKDOWN.format("layout", "post") + EN, EN) == (0, [])


def test_each_text_is_a_text_of_its_own(compared):
    front = (
        "---\ntitle: Ottilie Daneker goes\ndescription: Ottilie Daneker goes, and Daneker is glad.\n---\n\n"
    )
    _, rows = compared(front + EN, EN)
    assert [text for _, text, outcome in rows if outcome == "differs"] == [
        "Ottilie Daneker",
        "Ottilie Daneker",
    ]


@pytest.mark.parametrize(("outcome", "before"), [("matches", "Seven piers"), ("not found", "Old piers")])
def test_the_title_of_the_source_counts(compared, outcome, before):
    front = "---\ntitle: {} in Wethering\n---\n\n"
    _, rows = compared(front.format("Seven piers") + EN, front.format(before) + EN, source_name="wire.md")
    assert rows == [("number", "Seven", outcome), ("name", "Wethering", "matches")]


@pytest.mark.parametrize(
    ("page", "above", "expected"),
    [
        ("<head><title>{}</title></head><body>", "Ottilie Daneker shuts pier | Orrest Gazette", [("name", "Ottilie Daneker", "differs")]),
        ("<head><title>{}</title></head><body>", "Ferry pier shut - Orrest Gazette", []),
        ("<head><title>{}</title></head><body>", "Ferry pier shut – 340 boats move", [("number", "340", "not found")]),
        ('<head><meta name="description" content="{}"></head><body>', "Ottilie Dannecker shut the pier in 1897.", [("name", "Ottilie Dannecker", "matches"), ("date", "1897", "not found")]),
        ('<head><meta content="{}" property="og:title"></head><body>', "Daneker shuts pier", [("name", "Daneker", "differs")]),
        ('<head><meta name="author" content="{}"></head><body>', "Ottilie Daneker", []),
        ('<body><p><img src="a.jpg" alt="{}">', "Piet Halverson at the pier", [("name", "Piet Halverson", "differs")]),
    ],
)  # fmt: skip
def test_pages_have_such_texts_in_their_heads_and_pictures(compared, page, above, expected):
    body = "".join(f"<p>{each}</p>" for each in EN.strip().split("\n\n"))
    text = f'<html lang="en">{page.format(above)}<article>{body}</article></body></html>\n'
    status, rows = compared(text, EN, above, "draft.html")
    assert rows == expected
    assert status == int(any(outcome != "matches" for *_, outcome in expected))


def test_a_picture_in_a_sentence_and_its_alt_text_are_both_shown(compared, tmp_path, capsys):
    draft = "![Piet Halverson at the pier](a.jpg) " + EN
    compared(draft, EN, "Piet Halverson at the pier")
    main(["compare", "draft.md", "--with", "wire.txt", "--output-format", "html"])
    page = capsys.readouterr().out
    assert page.count('class="card fact') == page.count('id="mark-') == 9
    main(["compare", "draft.md", "--with", "wire.txt", "--output-format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert [rows[0][key] for key in ("line", "column", "kind", "text", "outcome")] == [
        "1",
        "3",
        "name",
        "Piet Halverson",
        "differs",
    ]
    main(["compare", "draft.md", "--with", "wire.txt"])
    assert "Piet Halverson" in capsys.readouterr().out


def test_a_feed_keeps_such_texts_apart(compared):
    body = EN.replace("\n\n", "&lt;/p&gt;&lt;p&gt;").strip()
    feed = (
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Wire</title>'
        '<item><title>Pier</title><media:content url="a.jpg"><media:description>Piet Halverson at the pier'
        f"</media:description></media:content><description>&lt;p&gt;{body}&lt;/p&gt;</description></item></channel></rss>\n"
    )
    _, rows = compared(feed, EN, "Piet Halverson at the pier", "feed.rss")
    assert rows == [("name", "Piet Halverson", "differs")]


def test_the_policy_counts_them(compared, capsys):
    compared(MARKDOWN.format("title", "Daneker Closes Ferry Pier") + EN, EN)
    assert main(["compare", "draft.md", "--with", "wire.txt", "--allow", "differs=1"]) == 0
    assert main(["compare", "draft.md", "--with", "wire.txt", "--allow", "name.differs=0"]) == 1


def test_the_last_revision_of_a_title_is_its_source(compared, tmp_path, capsys):
    def git(*words):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *words], cwd=tmp_path, check=True
        )

    (tmp_path / "draft.md").write_text(MARKDOWN.format("title", "7 piers of Wethering close") + EN, "utf-8")
    git("init", "-q")
    git("add", "draft.md")
    git("commit", "-qm", "a")
    (tmp_path / "draft.md").write_text(MARKDOWN.format("title", "8 piers of Wethering close") + EN, "utf-8")
    capsys.readouterr()
    assert main(["compare", ".", "--against-base", "HEAD", "--output-format", "json"]) == 1
    (sheet,) = json.loads(capsys.readouterr().out)["drafts"]
    assert [(row["line"], row["text"]) for row in sheet["rows"] if row["outcome"] != "matches"] == [(5, "8")]


def test_names_that_the_project_allows_are_allowed(compared, tmp_path, capsys):
    (tmp_path / "copydesk.yaml").write_text(
        "names: {two_people: [[Piet Halvorsen, Jon Halverson]]}\n", "utf-8"
    )
    _, rows = compared(MARKDOWN.format("title", "Halverson Regrets the Cost") + EN, EN)
    assert rows == []


@pytest.mark.parametrize("text", ["Photo: Jan Holt", "(AP Photo/Jan Holt)", "© Jan Holt", "(Jan Holt/Orrest Gazette)", "| Jan Holt", "Foto von Jan Holt", "Crédit photo : Jan Holt"])  # fmt: skip
def test_credits_are_no_text(text):
    document = Document(f'---\ncaption: "The old pier. {text}"\n---\n\n{EN}', "a.md")
    shown = read_shown_texts(document)
    assert "pier" in shown.text
    assert "Holt" not in shown.text
    assert len(shown.text) <= len(document.source)
