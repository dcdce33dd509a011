"""Rule files for the style of a house: replacements with groups, terms, capitals, full names, and how often."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from copydesk.__main__ import main
from copydesk.config.schema import pack_schema
from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.packs.loader import load_packs
from copydesk.packs.rule_files import PackError
from timing import is_quick

EXAMPLES = "summary: A thing is wrong.\nbad: x\ngood: y\n"


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "house"
    folder.mkdir()
    return folder


@pytest.fixture
def rule(house):
    """The rule of a file that has these keys."""

    def load(keys):
        (house / "rule.yaml").write_text(EXAMPLES + keys, "utf-8")
        jsonschema.validate(yaml.safe_load(EXAMPLES + keys), pack_schema())
        (loaded,) = load_packs([house])
        return loaded

    return load


@pytest.fixture
def find(rule):
    """What a rule file with these keys finds in a text: excerpts and suggestions."""

    def run(keys, text, name="a.txt"):
        found = lint(Document(text, name), [rule(keys)]).findings
        return [(each.excerpt, *each.suggestions) for each in found]

    return run


@pytest.fixture
def message(rule):
    """The first message of a rule file with these keys in a text."""

    def run(keys, text):
        return lint(Document(text), [rule(keys)]).findings[0].message

    return run


# --- suggest ---


@pytest.mark.parametrize(
    ("suggest", "better"),
    [
        (r"\1 per cent", "4.5 per cent"),
        (r"\g<amount> per cent", "4.5 per cent"),
        (r"\0!", "4.5 %!"),
        (r"\\\1", "\\4.5"),
        (r"\$\1", "$4.5"),
        ("$ \\1", "$ 4.5"),
    ],
)
def test_a_suggestion_is_made_of_the_groups(find, suggest, better):
    keys = f"pattern: '(?P<amount>\\d+(?:\\.\\d+)?) ?%'\nsuggest: '{suggest}'"
    assert find(keys, "It rose by 4.5 % in May.") == [("4.5 %", better)]


def test_an_optional_group_that_is_not_there_is_empty(find):
    keys = r"pattern: 'colou?r(s)?\b'" + "\nsuggest: 'hue\\1'"
    assert find(keys, "A color and colours.") == [("color", "hue"), ("colours", "hues")]


def test_several_suggestions_stand_in_their_order(find):
    keys = "phrases: very unique\nsuggest: [unique, 'rare (not \\0)']"
    assert find(keys, "It is very unique.") == [("very unique", "unique", "rare (not very unique)")]


def test_a_group_keeps_the_signs_of_the_source_and_stands_on_one_line(find):
    keys = r"pattern: 'both ([\w'' ]+) as well as'" + "\nsuggest: 'both \\1 and'"
    assert find(keys, "With both Ines’s\nbike as well as mine.", "a.md") == [
        ("both Ines’s\nbike as well as", "both Ines’s bike and")
    ]


def test_a_suggestion_at_the_start_of_a_sentence_begins_with_a_capital(find):
    keys = "phrases: in order to\nsuggest: to"
    assert find(keys, "In order to win, Ines came in order to win.") == [
        ("In order to", "To"),
        ("in order to", "to"),
    ]
    assert find("phrases: e-bay\nsuggest: eBay", "E-Bay came.") == [("E-Bay", "eBay")]


def test_a_figure_may_follow_a_group(find):
    assert find("pattern: '(\\d+) tens'\nsuggest: '\\g<1>0'", "5 tens") == [("5 tens", "50")]


def test_what_stands_already_is_not_suggested(find):
    assert find("pattern: '(\\d+) ?km'\nsuggest: '\\1 km'", "5 km and 6km") == [("6km", "6 km")]


def test_a_suggestion_has_a_message_of_its_own(message):
    keys = "pattern: '(\\d+)%'\nsuggest: '\\1 per cent'"
    assert message(keys, "It is 5%.") == "write “5 per cent” for “5%”"
    assert message(f"{keys}\nmessage: 'no sign: {{better}}, not {{match}}'", "It is 5%.") == (
        "no sign: 5 per cent, not 5%"
    )


@pytest.mark.parametrize(
    ("text", "found", "instead"),
    [
        ("It is very good.", " very", ""),
        ("very good", "very ", ""),
        ("Very good it is.", "Very g", "G"),
        ("It is. Very good it is.", "Very g", "G"),
        ("Very Ines.", "Very ", ""),
        ("It is good, very, I say.", " very", ""),
        ("It is “very” good.", "very", ""),
    ],
)
def test_what_is_left_out_takes_a_space_with_it_and_leaves_a_capital(find, message, text, found, instead):
    keys = "phrases: very\nsuggest: ''"
    assert find(keys, text)[0] == (found, instead)
    assert message(keys, text).lower() == "leave out “very”"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "It rose by 5&nbsp;% in May."),
        ("a.html", "<p>It rose by <b>5</b>&nbsp;% in May."),
        ("a.md", "It rose by **5**% in May."),
        ("a.txt", "It rose by 5\u202f% in May."),
        ("a.txt", "It rose by 5% in May."),
    ],
)
def test_a_space_that_may_be_missing_may_be_markup(find, name, text):
    assert len(find("pattern: '\\d ?%'", text, name)) == 1
    assert len(find("pattern: 'by  ?\\d ? ?%(?! ?x)'", text, name)) == 1


def test_a_text_cannot_put_itself_into_a_message(message):
    keys = "pattern: '<(.+?)>'\nsuggest: '\\1'"
    assert message(keys, "A <{better}{match}> here.") == "write “{better}{match}” for “<{better}{match}>”"


def test_suggestions_are_fixed(rule, house, tmp_path, capsys):
    rule("pattern: '(\\d+) ?%'\nsuggest: '\\1 per cent'\nfixable: true")
    (tmp_path / "copydesk.yaml").write_text("packs: house\n")
    article = tmp_path / "a.md"
    article.write_text("It rose by **4 %** and by 5 *%*, says Ines Okafor.\n")
    main(["fix", str(article), "--select", "rule"])
    assert article.read_text() == "It rose by **4 per cent** and by 5 *%*, says Ines Okafor.\n"


# --- prefer, terms and capitals ---


def test_prefer_knows_which_capitals_are_the_rules_own(find):
    keys = "prefer: {NYPD: New York police, Foreign Minister: foreign secretary, use of: usage of}"
    text = "The NYPD met the Foreign Minister. NYPD men. Use of it, USE OF it."
    assert find(keys, text) == [
        ("NYPD", "New York police"),
        ("Foreign Minister", "foreign secretary"),
        ("NYPD", "New York police"),
        ("Use of", "Usage of"),
        ("USE OF", "USAGE OF"),
    ]


@pytest.mark.parametrize("keys", ["prefer: {covid-19: COVID-19}", "capitals: COVID-19"])
def test_what_differs_in_capitals_alone_is_flagged(find, keys):
    assert find(keys, "Covid-19, COVID-19 and covid‑19.") == [
        ("Covid-19", "COVID-19"),
        ("covid‑19", "COVID-19"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Internet users agree. Internet or not, he came.",
        "He asked: “Internet or not?”, and she said, “Internet.”",
        "- Internet\n- more",
        "# The Internet and Us",
        "THE INTERNET IS HERE",
        "See https://example.org/Internet/a, Internet.org, info@Internet.example, #Internet and @Internet.",
    ],
)
def test_capitals_of_the_place_are_no_fault(find, text):
    assert find("capitals: internet", text, "a.md") == []


@pytest.mark.parametrize(
    "text", ["The Internet is slow.", "The INTERNET is slow.", "the so-called “Internet”", "Dr Internet"]
)
def test_capitals_of_the_spelling_are(find, text):
    assert len(find("capitals: internet", text)) == 1


def test_no_wording_is_mended_in_an_address(find):
    text = "Send an email to email@example.org, to www.example.org/email or email.example.org, or read email.txt."
    assert find("prefer: {email: e-mail}", text) == [("email", "e-mail")]
    assert find("consistent: [[e-mail, email]]", text + " An e-mail, no e-mail.") == [("email", "e-mail")]


TABLE = 'wrong,right,message\nemail,e-mail,\nillegal alien,,"say who, and from where"\ncovid,COVID,\n'


def test_terms_come_from_a_table(find, message, house):
    (house / "terms.csv").write_text(TABLE, "utf-8-sig")
    text = "An email of an illegal alien. Covid came."
    assert find("terms: terms.csv", text) == [("email", "e-mail"), ("illegal alien",), ("Covid", "COVID")]
    assert message("terms: terms.csv", text) == "write “e-mail” for “email”"
    assert message("terms: terms.csv", "An illegal alien.") == "say who, and from where"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "right;wrong;notes\r\ne-mail;email;since 2020\r\n\r\n"),
        ("t.tsv", "Wrong\tRight\nemail\te-mail\n"),
    ],
)
def test_tables_of_other_programs_are_read(find, house, name, content):
    (house / name).write_text(content)
    assert find(f"terms: {name}", "An email.") == [("email", "e-mail")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "line 1: it has no column “wrong”; the first line names the columns: wrong, right, message"),
        ("wrong,better\na,b\n", "line 1: it has no column “right”"),
        (
            "wrong,right,mesage\na,b,c\n",
            "line 1: “mesage” is no column that is read; did you mean “message”?",
        ),
        ("wrong,right,right\na,b,c\n", "line 1: the column “right” stands there twice"),
        ("wrong,right\n", "it has no terms"),
        ("wrong,right\na,b\nf\0oo,bar\n", "line 3: it has a character U+0000"),
        ("wrong,right\na,b\n,c\n", "line 3: the cell “wrong” is empty"),
        ("wrong,right\na,b,c\n", "line 2: it has 3 cells, and the first line has 2; put a text with a comma"),
        ("wrong,right\na,a\n", "line 2: “a” is right as well as wrong"),
        ("wrong,right\na,\n", "line 2: “a” has neither a right term nor a message"),
        ('wrong,right\n"a,b\n', "line 2: unexpected end of data; write quotation marks in pairs"),
        ("wrong,right\n" + "a,b\n" * 20_001, "it has more than 20,000 terms"),
        (b"wrong,right\nZo\xeb,Zoe\n", "it is not encoded in UTF-8"),
    ],
)
def test_a_mistake_in_a_table_names_file_and_line(rule, house, content, says):
    (house / "t.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(PackError) as caught:
        rule("terms: t.csv")
    assert f"{house / 't.csv'}: {says}" in str(caught.value)


@pytest.mark.parametrize("name", ["../t.csv", "/etc/t.csv", "sub/t.csv", "t.txt", "."])
def test_a_table_lies_beside_its_rule(house, name):
    (house / "rule.yaml").write_text(f"{EXAMPLES}terms: {name}")
    with pytest.raises(PackError, match=r"rule\.yaml: line 4: “terms” “.*” is not the name of a table"):
        load_packs([house])


def test_a_table_that_is_missing_is_named(rule, house):
    with pytest.raises(PackError, match=r"t\.csv: cannot be read: no such file or directory"):
        rule("terms: t.csv")


def test_two_rows_do_not_say_different_things(rule, house):
    (house / "t.csv").write_text("wrong,right\nemail,e-mail\nEmail,mail\n")
    with pytest.raises(
        PackError, match="“email” with “e-mail”, and “Email” with “mail”, but these are one phrase"
    ):
        rule("terms: t.csv")


def test_a_changed_table_is_read_again(rule, house, tmp_path, capsys):
    (house / "t.csv").write_text("wrong,right\nemail,e-mail\n")
    rule("terms: t.csv")
    (tmp_path / "copydesk.yaml").write_text("packs: house\n")
    (tmp_path / "a.txt").write_text("An email from Ines.\n")
    for right in ("e-mail", "post"):
        (house / "t.csv").write_text(f"wrong,right\nemail,{right}\n")
        main(["check", str(tmp_path / "a.txt"), "--output-format", "json"])
        assert [each["suggestions"] for each in json.loads(capsys.readouterr().out)] == [[right]]


def test_no_table_out_of_the_project_is_read(house, tmp_path, monkeypatch, capsys):
    (tmp_path / "secret.csv").write_text("wrong,right\nhunter2,x,y\n")
    (house / "rule.yaml").write_text(f"{EXAMPLES}terms: t.csv")
    (house / "t.csv").symlink_to("../secret.csv")
    (house / "copydesk.yaml").write_text("packs: [rule.yaml]\n")
    (house / "a.txt").write_text("A hunter2.\n")
    monkeypatch.chdir(house)
    for command in (["check", "a.txt"], ["pack", "test", "."], ["pack", "test", "rule.yaml"]):
        assert main(command) == 2
        output = capsys.readouterr()
        assert "this link is not followed: it lies outside the project" in output.err
        assert "hunter2" not in output.out + output.err


def test_many_terms_cost_little(house, rule):
    words = [f"{a}{b}{c}word" for a in "abcdefghijkl" for b in "abcdefghijkl" for c in "abcdefghijkl"]
    (house / "t.csv").write_text("wrong,right\n" + "".join(f"{word},{word}s\n" for word in words))
    assert is_quick(lambda: rule("terms: t.csv"), 2.0)


# --- expand ---

NAMES = "expand: {NATO: North Atlantic Treaty Organization, WHO: [World Health Organization, Health Organisation]}"


@pytest.mark.parametrize(
    "text",
    [
        "The North Atlantic Treaty Organization (NATO) met. NATO said so.",
        "NATO, the north atlantic\ntreaty organization, met. NATO said so.",
        "NATO (North Atlantic Treaty Organization) met.",
        "# NATO meets\n\nThe North Atlantic Treaty Organization met. NATO said so.",
        "The Health Organisation met, and WHO said so to those who came.",
        "See https://example.org/NATO and #NATO.",
    ],
)
def test_a_full_name_at_the_first_use_is_enough(find, text):
    assert find(NAMES, text, "a.md") == []


def test_the_first_use_without_a_full_name_is_flagged(find):
    text = "# NATO meets\n\nMen of NATO met. NATO said so. The World Health Organization and WHO, too."
    assert find(NAMES, text, "a.md") == [("NATO", "North Atlantic Treaty Organization (NATO)")]


def test_a_full_name_that_comes_too_late_is_shown(rule):
    text = "WHO men met.\n\nThe World Health Organization said so."
    (finding,) = lint(Document(text), [rule(NAMES)]).findings
    assert [(each.line, each.message) for each in finding.related] == [(3, "the full name stands only here")]


@pytest.mark.parametrize("text", ["NATO's men met.", "NATO-led men met."])
def test_no_full_name_is_put_into_another_word(find, text):
    assert find(NAMES, text) == [("NATO",)]


def test_places_say_where_a_full_name_is_needed(find):
    assert find(f"{NAMES}\nplaces: heading", "# NATO meets\n\nNATO met.", "a.md")[0][0] == "NATO"


# --- max, per and exceptions ---


@pytest.mark.parametrize(
    ("keys", "flagged"),
    [
        ("max: 0", "abcde"),
        ("max: 1", "bcde"),
        ("max: 3", "de"),
        ("max: 1\nper: paragraph", "bde"),
        ("max: 1\nper: sentence", "be"),
    ],
)
def test_those_behind_the_first_few_are_flagged(rule, keys, flagged):
    text = "It rains;a she says;b and he goes.\n\nThe bridge is old;c he goes. Not now;d or ever;e she says."
    found = lint(Document(text), [rule(f"pattern: ';\\w'\n{keys}")]).findings
    assert "".join(each.excerpt[1] for each in found) == flagged


def test_only_places_of_the_rule_count(find):
    keys = "pattern: '!'\nmax: 1\nin_quotations: false"
    assert find(keys, "He cried: “Oh! No! Help!” It rained! Oh! So be it.") == [("!",)]


def test_exceptions_are_phrases_in_which_a_match_is_right(find):
    keys = "pattern: '\\b[A-Z]{3,}\\b'\ncase_sensitive: true\nexceptions: [BBC, USA Today]"
    assert find(keys, "The BBC, USA\nToday, the USA and bbc XYZ.", "a.md") == [("USA",), ("XYZ",)]


@pytest.mark.parametrize("keys", ["prefer: {email: e-mail}", "capitals: E-MAIL", "phrases: email"])
def test_every_kind_has_exceptions(find, keys):
    text = "Email Standard Council, email standard council, e-mail standard council"
    assert find(f"{keys}\nexceptions: [email standard council, e-mail standard council]", text) == []


# --- mistakes ---


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (
            "pattern: (a)\nsuggest: '\\2'",
            "line 5: “suggest” names the group \\2, but there is no such group in “(a)”",
        ),
        ("pattern: [(a), b]\nsuggest: '\\1'", "names the group \\1, but there is no such group in “b”"),
        ("pattern: (a)\nsuggest: '\\g<x>'", "names the group \\g<x>"),
        ("phrases: a\nsuggest: '\\1'", "names the group \\1"),
        (
            "pattern: (a)\nsuggest: '$1 x'",
            "has “$1”; a group is written \\1, and a dollar sign before a figure \\$",
        ),
        (
            "pattern: (a)\nsuggest: '\\n'",
            "has “\\n”; a group is written \\1 or \\g<name>, and a backslash \\\\",
        ),
        ("pattern: (a)\nsuggest: 'x\\'", "has “\\”; a group is written"),
        ("pattern: (a)\nsuggest: 7", "line 5: “suggest” takes a text or a list of texts"),
        ("prefer: {a: b}\nsuggest: c", "“suggest” belongs to one of phrases, pattern; here is prefer"),
        (
            "line: a\nexceptions: b",
            "“exceptions” belongs to one of phrases, pattern, prefer, terms, capitals",
        ),
        ("phrases: a\nmax: -1", "“max” is -1; it must be a whole number, 0 or more"),
        ("phrases: a\nmax: true", "“max” is True"),
        ("phrases: a\nmax: 1\nper: page", "“per” is “page”; it must be one of text, paragraph, sentence"),
        ("phrases: a\nper: text", "“per” needs “max”"),
        ("capitals: 7", "“capitals” takes a text or a list of texts"),
        ("expand: [NATO]", "“expand” takes a mapping of abbreviations to full names"),
        ("expand: {NATO: nato}", "“expand” has “NATO” as its own full name"),
        ("expand: {NATO: 7}", "“expand” takes a text or a list of texts"),
        ("terms: 7", "“terms” takes a text"),
        (
            "prefer: {no: never}",
            "“prefer” has a word such as yes, no, on or off, which YAML reads as a switch",
        ),
        ("phrases: [on, off]", "“phrases” has a word such as yes, no, on or off"),
        (
            "phrases: [2020]",
            "“phrases” has 2020, which YAML reads as a number or date; put it in quotation marks",
        ),
        ("consistent: [[a, b], [c, A]]", "“consistent” has “A” twice; a variant belongs to one group, once"),
        ("expand: {NO: Norway}", "“expand” has a word such as yes, no, on or off"),
        ("tokens: a", "line 4: “tokens” is not a key of a rule file; here it is phrases"),
        ("phrases: a\nlevel: error", "line 5: “level” is not a key of a rule file; here it is severity"),
        (
            "phrases: a\nexample_format: word",
            "“example_format” is “word”; it must be one of html, jsonl, markdown",
        ),
    ],
)
def test_every_mistake_names_file_line_and_remedy(house, keys, says):
    (house / "rule.yaml").write_text(EXAMPLES + keys)
    with pytest.raises(PackError) as caught:
        load_packs([house])
    assert str(caught.value).startswith(f"{house / 'rule.yaml'}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "keys",
    [
        "prefer: {a: b}\nsuggest: c",
        "line: a\nexceptions: b",
        "phrases: a\nmax: -1",
        "phrases: a\nper: text",
        "phrases: a\nmax: 1\nper: page",
        "capitals: 7",
        "expand: [NATO]",
        "terms: ../t.csv",
        "phrases: a\nexample_format: word",
    ],
)
def test_an_editor_sees_the_mistakes_in_keys_too(keys):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(EXAMPLES + keys), pack_schema())


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys",
    [
        "pattern: '!'\nmax: 1\nper: paragraph",
        "pattern: '(N)ATO'\nsuggest: '\\1'\nexceptions: [NATO! NATO! NATO!]",
        NAMES,
        "capitals: [nato]",
    ],
)
def test_no_key_takes_more_than_its_share_of_a_long_text(rule, keys):
    loaded = rule(keys)
    assert is_quick(lambda: lint(Document("NATO! " * 10_000), [loaded]), 3.0)


def test_examples_may_be_markdown(house, capsys):
    rule = (
        "summary: A heading that asks.\npattern: '\\?'\nplaces: heading\nexample_format: markdown\n"
        "bad: |\n  # Who asks?\n\n  A text.\ngood: |\n  # He asks\n\n  A text?\n"
    )
    (house / "asks.yaml").write_text(rule)
    assert main(["pack", "test", str(house)]) == 0
    (house / "asks.yaml").write_text(rule.replace("example_format: markdown\n", ""))
    assert main(["pack", "test", str(house)]) == 1
