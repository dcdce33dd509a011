"""The title, the captions and the other texts in front matter: what is read, what is found, and what fixes write."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml

import copydesk
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.document import Document
from copydesk.engine.above_the_text.texts import read_front_matter_texts
from copydesk.engine.linter import lint
from copydesk.formats.features.spoken_settings.spoken_texts import find_spoken_texts
from copydesk.formats.features.spoken_settings.text_keys import DEFAULT_KEYS, TextKeys
from copydesk.formats.features.spoken_settings.value_writer import rewritings
from copydesk.run.fixes.edits import edited, edits_of
from copydesk.support.source_text import Replacement

BODY = "The ferry left the harbour before noon, and nobody on the quay had been told of it.\n"

FORMS = {
    "plain": "---\ntitle: {}\n---\n",
    "single": "---\ntitle: '{}'\n---\n",
    "double": '---\ntitle: "{}"\n---\n',
    "comment": "---\ntitle: {}  # for the front page\n---\n",
    "folded": "---\ntitle: >-\n  {}\ntags: [a]\n---\n",
    "literal": "---\ntitle: |\n  {}\n---\n",
    "flow": "---\nimages: [{{src: a.jpg, caption: {}}}]\n---\n",
    "list": "---\ngallery:\n  - src: a.jpg\n    alt: {}\n---\n",
    "toml": '+++\ntitle = "{}"\n+++\n',
    "toml literal": "+++\n[image]\ncaption = '{}'\n+++\n",
    "toml long": '+++\ndescription = """\n{}"""\n+++\n',
    "json": '{{\n  "title": "{}"\n}}\n\n',
    "bare": "Title: {}\nDate: 2021-05-04\n\n",
}
RULES = list(all_rules(plugin_manager()).values())


def texts(source, keys=DEFAULT_KEYS):
    """Each text of the front matter with its place; a check on the way that every offset is right."""
    document = Document(source, "a.md")
    found = find_spoken_texts(source, document.meta, keys)
    for each in found:
        assert len(each.text) == len(source[each.start : each.end])
        same = [a == b for a, b in zip(each.text, source[each.start : each.end], strict=True) if a.isalnum()]
        assert all(same) or "\\" in source or "&" in source
    return [(" ".join(each.text.replace("\0", "").split()), each.place) for each in found]


def findings(source, path="a.md"):
    return [(each.line, each.column, each.rule, each.excerpt) for each in copydesk.lint(source, path=path)]


def fixed(source, path="a.md"):
    """The source after all suggestions that can be written."""
    document = Document(source, path)
    found = lint(document, RULES).findings
    data = source.encode()
    return edited(document, data, edits_of(document, found, suggested=True)).decode()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_title_is_read_in_every_way_of_writing_it(form):
    source = form.format("The ferry leaves from the the quay") + "\n" + BODY
    document = Document(source, "a.md")
    assert [text for text, _ in texts(source)] == ["The ferry leaves from the the quay"]
    (finding,) = [each for each in lint(document, RULES).findings if each.rule == "doubled-word"]
    assert source[finding.start : finding.end] == "the the"
    assert finding.suggestions == ("the",)
    assert fixed(source) == form.format("The ferry leaves from the quay") + "\n" + BODY


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: The old quay\nslug: the-old-quay\ndate: 2021-05-04\nlayout: post", [("The old quay", "heading")]),
        ("image:\n  alt_text: A boat at the quay\n  src: boat.jpg", [("A boat at the quay", "caption")]),
        ("seoTitle: Old quay\nimage-description: A boat", [("Old quay", "heading"), ("A boat", "body")]),
        ("authors: [Ida Berg, 'Tom O''Hara']", [("Ida Berg", "list"), ("Tom O'Hara", "list")]),
        ("author:\n  - Ida Berg\n  - Tom Hale\ntags: [quay]", [("Ida Berg", "list"), ("Tom Hale", "list")]),
        ("title: 2021\ndescription:\nsummary: ''", []),
        ('title: "Caf\\u00e9 \\"Quay\\" \\U0001F600"', [('Café "Quay" \U0001f600', "heading")]),
        ('title: "The old \\\n  quay\n  is shut"', [("The old quay is shut", "heading")]),
        ("title: The old quay\n  is shut # again\ntags: []", [("The old quay is shut", "heading")]),
        ("title: O&#39;Hara &amp; sons", [("O'Hara & sons", "heading")]),
        ("title: The *old* [quay](quay.md), <b>now</b> `shut`", [("The old quay, now \ufffc", "heading")]),
        ("title: The {{ site.name }} quay", [("The \ufffc quay", "heading")]),
        ("title: &name The old quay\nheadline: *name", []),
        ("question: Who pays?", []),
    ],
)  # fmt: skip
def test_which_values_are_text(front, expected):
    assert texts(f"---\n{front}\n---\n\n{BODY}") == expected


def test_paragraphs_of_a_block_are_apart():
    source = f"---\ndescription: |\n  The ferry left.\n\n  Nobody came.\n---\n\n{BODY}"
    front = read_front_matter_texts(Document(source, "a.md"))
    assert [source[each.start : each.end] for each in front.alone.blocks] == [
        "The ferry left.",
        "Nobody came.",
    ]


def test_which_keys_are_text_can_be_told():
    keys = TextKeys(frozenset({"question"}), frozenset({"blurb"}))
    assert texts("---\nquestion: Who pays?\nblurb: Nobody.\n---\n", keys) == [("Who pays?", "body")]


def test_front_matter_that_cannot_be_read_holds_no_text():
    assert not texts(f"---\ntitle: The ferry: the the quay\n---\n\n{BODY}")
    assert not texts("Some prose.\n\ntitle: the the quay\n")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: Itâ€™s a quay", [(2, 10, "mojibake", "â€™")]),
        ("title: 'The ''old'' quay of “Farholm'", [(2, 29, "unclosed-quote", "“")]),
        ("title: “Never again„, says the mayor", [(2, 20, "reversed-quote", "„")]),
        ("caption: The mayor , the smith and [their dog", [(2, 19, "stray-space", " ,"), (2, 36, "unclosed-bracket", "[")]),
        ("description: Lorem ipsum dolor sit amet", [(2, 14, "dummy-text", "Lorem ipsum dolor sit amet")]),
    ],
)  # fmt: skip
def test_damage_and_marks_are_found_at_their_character(front, expected):
    assert findings(f"---\n{front}\n---\n\n{BODY}") == expected


NAMED = (
    "Mayor Katarzyna Dombrowski spoke to the voters of Farholm on Monday. “We will see,” said Dombrowski. Later"
    " Dombrowski left the town hall by the back door.\n"
)


def test_an_escape_is_one_character():
    source = f'---\ntitle: "Quay: \\"It is shut,” says the mayor"\n---\n\n{BODY}'
    assert findings(source) == [(2, 15, "mixed-quote-marks", '\\"')]
    assert fixed(source) == source.replace('\\"', "“")


@pytest.mark.parametrize("key", ["title", "caption", "description", "author"])
def test_a_name_in_front_matter_is_held_to_that_of_the_article(key):
    source = f"---\n{key}: Mayor Katarzyna Dombrowsky speaks\n---\n\n{NAMED}"
    ((line, _, rule, excerpt),) = findings(source)
    assert (line, rule, excerpt) == (2, "name-variant", "Dombrowsky")
    assert fixed(source) == source.replace("Dombrowsky", "Dombrowski")


def test_an_author_with_a_name_like_one_in_the_article_makes_no_name_wrong():
    assert not findings(f"---\nauthor: Jan Dombrowsk\n---\n\n{NAMED}")


def test_rules_about_sentences_and_pages_say_nothing():
    front = (
        "title: Quay shut\ndescription: The ferry left the harbour before noon, and nobody on the quay had been told of it\n"
        "summary: the ferry left on Friday\ncaption: Photo by Ida Berg\nexcerpt: Read more about it on 31 February 1999"
    )
    assert not findings(f"---\n{front}\n---\n\n# Quay shut\n\n{BODY}")


def test_findings_in_the_article_keep_their_ids():
    body = "The ferry left the the harbour.\n"
    alone = copydesk.lint(f"---\nlayout: post\n---\n\n{body}", path="a.md")
    both = copydesk.lint(f"---\ntitle: The ferry left the the harbour.\n---\n\n{body}", path="a.md")
    assert len(both) == 2
    assert both[1].id == alone[0].id
    assert both[0].id != both[1].id


def test_front_matter_can_suppress_what_is_found_in_it():
    assert not findings(
        f"---\ntitle: Shut the the quay\ncopydesk: {{disable: [doubled-word]}}\n---\n\n{BODY}"
    )


def test_html_pages_have_front_matter_too():
    assert findings("---\ntitle: Shut the the quay\n---\n<p>The ferry left.</p>\n", "a.html") == [
        (2, 13, "doubled-word", "the the")
    ]


WRITTEN = [
    ("---\ntitle: Quay shut\n---\n", "Quay", "Quay: old", '---\ntitle: "Quay: old shut"\n---\n'),
    ("---\ntitle: Quay shut\n---\n", "Quay", '"Quay"', "---\ntitle: '\"Quay\" shut'\n---\n"),
    ("---\ntitle: Quay shut # x\n---\n", "shut", "#1", '---\ntitle: "Quay #1" # x\n---\n'),
    ("---\ntitle: 'Quay shut'\n---\n", "shut", "isn't", "---\ntitle: 'Quay isn''t'\n---\n"),
    ('---\ntitle: "Quay shut"\n---\n', "shut", '"\\"', '---\ntitle: "Quay \\"\\\\\\""\n---\n'),
    ("+++\ntitle = 'Quay shut'\n+++\n", "shut", "isn't", '+++\ntitle = "Quay isn\'t"\n+++\n'),
    ('{\n"title": "Quay shut"\n}\n', "shut", '"x"', '{\n"title": "Quay \\"x\\""\n}\n'),
    ("---\ntitle: >\n  Quay shut\n---\n", "shut", "open: #1", "---\ntitle: >\n  Quay open: #1\n---\n"),
    ("---\na: {title: Quay shut}\n---\n", "shut", "a, b", '---\na: {title: "Quay a, b"}\n---\n'),
    ("Title: Quay shut\nDate: x\n\n", "shut", "open: yes", "Title: Quay open: yes\nDate: x\n\n"),
    ("---\ntitle: Quay shut\n---\n", "shut", "<b>", None),
    ("---\ntitle: Quay shut\n---\n", "shut", "a\nb", None),
    ("---\ntitle: Quay shut\n  today\n---\n", "shut", "x: y", None),
    ('---\ntitle: "Quay \\u0073hut"\n---\n', "0073", "x", None),
]


@pytest.mark.parametrize(("source", "old", "new", "expected"), WRITTEN)
def test_a_change_is_written_as_the_value_is_or_not_at_all(source, old, new, expected):
    (text,) = find_spoken_texts(source, Document(source, "a.md").meta, DEFAULT_KEYS)
    start = source.index(old, text.start - 1)
    written = rewritings(source, text, [Replacement(start, start + len(old), new)])
    if expected is None:
        assert not written
        return
    ((first, last, words),) = written
    assert source[:first] + words + source[last:] == expected


@pytest.mark.parametrize(
    "value", ["yes the the quay", "Is the the quay’s: “end”", 'It\'s \\ the the "quay" #1']
)
@pytest.mark.parametrize("style", ["yaml", "yaml single", "toml", "json"])
def test_what_is_written_is_read_as_the_same_value(value, style):
    quoted = json.dumps(value, ensure_ascii=False)
    source = {
        "yaml": f"---\ntitle: {quoted}\n---\n\n",
        "yaml single": "---\ntitle: '{}'\n---\n\n".format(value.replace("'", "''")),
        "toml": f"+++\ntitle = {quoted}\n+++\n\n",
        "json": f'{{\n"title": {quoted}\n}}\n\n',
    }[style]
    after = fixed(source + BODY)
    body = after.replace(BODY, "").strip().strip("+").strip("-")
    read = {"toml": tomllib.loads, "json": json.loads}.get(style, yaml.safe_load)
    assert read(body)["title"] == value.replace("the the", "the")


def test_two_changes_of_one_value_are_made_together():
    source = f"---\ntitle: Itâ€™s the quayâ€™s end\n---\n\n{BODY}"
    assert fixed(source) == source.replace("â€™", "’")


def test_no_fix_deletes_a_line_of_front_matter():
    source = f"---\ndescription: Lorem ipsum dolor sit amet\n---\n\n{BODY}"
    assert findings(source)
    assert fixed(source) == source


def test_a_rule_can_read_the_article_with_its_front_matter():
    for rule in RULES:
        assert rule.where.front_matter in ("", "alone", "with-article")
    assert {"mojibake", "doubled-word", "unclosed-quote"} <= {
        each.id for each in RULES if each.where.front_matter == "alone"
    }
    assert {"name-variant", "accent-variant"} <= {
        each.id for each in RULES if each.where.front_matter == "with-article"
    }


ATTRIBUTES = (
    'The ferry ![A boat at at the quay](boat.jpg "The boat “is late") left.\n\n'
    '[Here](x.md "It left the the quay") and <img src="x" alt="a side of of it"> and'
    ' {{< figure src="x" caption="He isnt there" >}} and {{% note title="Late" %}}.\n\n'
    "![A dog dog runs](dog.jpg)\n\n"
    '    <img alt="the code code here">\n\n`<img alt="the code code here">` <!-- <img alt="the code code here"> -->\n'
)


def test_alt_texts_and_titles_of_pictures_and_links_are_read():
    found = [(line, rule, excerpt) for line, _, rule, excerpt in findings(ATTRIBUTES)]
    assert found == [
        (1, "doubled-word", "at at"),
        (1, "unclosed-quote", "“"),
        (3, "doubled-word", "the the"),
        (3, "doubled-word", "of of"),
        (3, "lost-apostrophe", "isnt"),
        (5, "doubled-word", "dog dog"),
    ]
    page = '<p>The quay <a href="x" title="It left the the quay">x</a> <img src="y" alt="O&#39;Hara sees a a boat"></p>'
    assert [each[1:] for each in findings(page, "a.html")] == [
        (40, "doubled-word", "the the"),
        (94, "doubled-word", "a a"),
    ]


ABOVE = [
    ("Ilse Dannecker opened the pier in Wethering on Tuesday. It took three years.", "Daneker", "Ilse Daneker"),
    ("Marta Dellwood resigned on Friday. She had led the port since 2011.", "Delwood", "Marta Delwood"),
    ("Ute Kramer ist am Dienstag zurückgetreten. Die Stadt sucht nun eine Nachfolge.", "Krahmer", "Ute Krahmer"),
    ("Amélie Rouvière a quitté la mairie mardi. Le conseil cherche un maire.", "Rouvierre", "Amélie Rouvierre"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "surname", "name"), ABOVE)
def test_texts_above_do_not_outvote_the_article(body, surname, name):
    source = f"---\ntitle: {name}\ndescription: {name}. {surname} would not say why.\ndeck: {name}\n---\n\n{body}\n"
    found = findings(source)
    assert found
    assert all(line < 5 and surname in excerpt for line, _, _, excerpt in found)
    assert fixed(source) == source


def test_an_article_that_names_somebody_often_corrects_the_texts_above():
    source = f"---\ntitle: Katarzyna Dombrovski speaks\ndescription: Katarzyna Dombrovski spoke; Dombrovski left.\n---\n\n{NAMED}"
    assert {line for line, _, _, _ in findings(source)} == {2, 3}
    assert "Dombrovski" not in fixed(source)


def test_two_spellings_in_an_article_are_counted_there():
    text = NAMED.replace("Later Dombrowski", "Later Dombrovski")
    source = (
        f"---\ntitle: Katarzyna Dombrovski speaks\ndescription: Katarzyna Dombrovski spoke.\n---\n\n{text}"
    )
    assert all("Dombrovski" in excerpt for _, _, _, excerpt in findings(source))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Elowen Pascoe wins; Pascoe is glad", "Elowen Pasco won the race on Sunday. “We rowed,” said Pasco."),
        ("Marta Delwood goes. Delwood is ill", "Marta Dellwood goes in May. “It is time,” said Dellwood."),
        ("Jürgen Petzolt geht, Petzolt ist krank", "Jürgen Petzold geht im Mai. „Es ist Zeit“, sagte Petzold."),
    ],
)  # fmt: skip
def test_somebody_named_in_full_and_again_above_is_held_to_the_article(title, body):
    found = findings(f"---\ntitle: {title}\ndescription: {title}.\n---\n\n{body}\n")
    assert [(line, rule) for line, _, rule, _ in found] == [(line, "name-variant") for line in (2, 2, 3, 3)]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Marta Delwood and Marta Dellwood meet", "Marta Dellwood met Marta Delwood on Monday. “Odd,” said Dellwood."),
        ("Inga Petersen weds", "Inga Peters wed Olaf Petersen on Monday. The couple stays in Farholm, said Peters."),
        ("Joan Hale succeeds John Hales", "John Hales leaves in May. “It is time,” said Hales. Joan Hale follows."),
        ("Jana Nováková vítězí", "Jana děkuje. Lidé z města, které bylo chudé, se radovali a Janě Novákové pogratuloval starosta."),
    ],
)  # fmt: skip
def test_two_people_and_the_cases_of_a_name_above_are_silent(title, body):
    assert not findings(f"---\ntitle: {title}\n---\n\n{body}\n")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ('{"title": "Over the the weir", "slug": "x"}\n\nThe text.\n', "Over the the weir"),
        ('{ "draft": false, "title": "Das das Wehr" }\r\n\r\nText.\r\n', "Das das Wehr"),
        ('{"slug": "x",\n "title": "Le le barrage"}\n', "Le le barrage"),
    ],
)
def test_json_that_begins_on_its_first_line(source, title):
    document = Document(source, "a.md")
    assert document.meta["title"] == title
    assert texts(source) == [(title, "heading")]


@pytest.mark.parametrize(
    "source",
    [
        '{"text": "Over the the weir"}\n\nThe text.\n',
        '{"title": "A"}\n{"title": "B"}\n',
        '{"title": "A"} is what it says.\n',
        '{"title": "A"\n\nThe text.\n',
    ],
)
def test_json_that_is_an_example_is_no_front_matter(source):
    assert not Document(source, "a.md").meta
