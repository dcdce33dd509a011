"""Rule files: every kind of matcher, and what is said of every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from copydesk.document import Document
from copydesk.engine.linter import lint
from copydesk.packs.loader import load_packs
from copydesk.packs.rule_files import PackError, rule_files

EXAMPLES = "summary: A thing is wrong.\nbad: x\ngood: y\n"


@pytest.fixture
def find(tmp_path):
    """The excerpts, messages and suggestions that one rule file's matcher gives for a text."""

    def run(matcher, text, name="a.txt"):
        file = tmp_path / "house" / "rule.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(EXAMPLES + matcher, "utf-8")
        (rule,) = load_packs([tmp_path / "house"])
        assert (rule.id, rule.family) == ("rule", "house")
        return [
            (each.excerpt, each.message, each.suggestions)
            for each in lint(Document(text, name), [rule]).findings
        ]

    return run


def excerpts(found):
    return [excerpt for excerpt, _, _ in found]


def test_phrases_are_whole_words_in_any_case(find):
    matcher = "phrases: [read more, ass]"
    assert excerpts(find(matcher, "READ MORE in class, bread more, read moreover.")) == ["READ MORE"]


def test_white_space_in_a_phrase_is_any_white_space(find):
    text = "The reader who came here by way of the old library is told to read\u00a0it\nmore than once before the winter."
    assert excerpts(find("phrases: [read it more]", text)) == ["read\u00a0it\nmore"]


def test_phrases_are_found_through_markup(find):
    assert excerpts(find("phrases: [read it more]", "Now read *it* **more** here.", "a.md"))


def test_apostrophes_are_one(find):
    assert excerpts(find("phrases: [don't miss]", "So don’t miss it.")) == ["don’t miss"]


def test_apostrophes_of_the_rule_are_one_too(find):
    assert excerpts(find("phrases: [don’t miss]", "So don't miss it, don’t miss it.")) == [
        "don't miss",
        "don’t miss",
    ]
    found = find("prefer: {don’t: do not}", "They don’t know.")
    assert [suggestions for _, _, suggestions in found] == [("do not",)]
    assert excerpts(
        find("consistent: [[rock’n’roll, rock and roll]]", "Rock'n'roll, rock and roll, rock’n’roll.")
    )


def test_line_fills_a_line(find):
    matcher = "line: 'share this(?: story)?'"
    text = "Share this story\n\nWe share this story with you.\n\n🔥 **Share this** 🔥"
    assert excerpts(find(matcher, text)) == ["Share this story", "🔥 **Share this** 🔥"]


@pytest.mark.parametrize("name", ["lines", "line_phrases"])
def test_patterns_and_phrases_that_fill_a_line_stand_in_one_file(find, name):
    matcher = f"{name}: [leave a reply]\nline: 'read more(?: here)?'"
    text = "Leave a reply!\n\nShe did not leave a reply.\n\nRead more here\n\nThere is read more here than there."
    assert excerpts(find(matcher, text)) == ["Leave a reply!", "Read more here"]


def test_patterns_and_phrases_that_follow_each_other_are_one_flag(find):
    matcher = "line_phrases: [leave a reply]\nline: 'read more(?: here)?'"
    assert excerpts(find(matcher, "It ends.\n\nRead more\nLeave a reply")) == ["Read more\nLeave a reply"]


@pytest.mark.parametrize("kind", ["line", "pattern"])
def test_a_pattern_is_made_of_named_parts(find, kind):
    matcher = (
        "parts:\n  day: [mon, tues?]\n  when: ['{{day}}day', today]\n"
        f"{kind}: ['due {{{{when}}}} or {{{{when}}}}', 'due {{{{day}}}}day']"
    )
    text = "Due tuesday or today\n\nDue mon or today\n\nDue Monday"
    assert excerpts(find(matcher, text)) == ["Due tuesday or today", "Due Monday"]


def test_double_braces_are_themselves_where_there_are_no_parts(find):
    assert excerpts(find("pattern: '{{title}}'", "A {{title}} here.")) == ["{{title}}"]


def test_pattern_is_anywhere(find):
    assert excerpts(find(r"pattern: '%%\w+%%'", "A %%title%% here.")) == ["%%title%%"]


def test_case_can_matter(find):
    assert excerpts(find("phrases: [TK]\ncase_sensitive: true", "TK and tk.")) == ["TK"]


def test_prefer_keeps_the_case(find):
    found = find("prefer: {utilize: use}", "Utilize it, UTILIZE it, utilize it.")
    assert [suggestions for _, _, suggestions in found] == [("Use",), ("USE",), ("use",)]
    assert found[0][1] == "write “Use” for “Utilize”"


def test_consistent_flags_the_rarer(find):
    found = find("consistent: [[e-mail, email]]", "An e-mail, an email, an E-mail.")
    assert [(excerpt, suggestions) for excerpt, _, suggestions in found] == [("email", ("e-mail",))]


def test_the_message_shows_the_match(find):
    assert find("phrases: [foo]\nmessage: 'never {match}'", "A Foo.")[0][1] == "never Foo"


def test_a_pattern_that_runs_away_is_stopped_and_said(find):
    found = find(r"pattern: '(?:x+x+)+y'", "y " + "x" * 4000)  # which else would take for ever
    assert "was stopped: its pattern takes too long" in found[0][1]
    assert "rule.yaml" in found[0][1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("phrase: [a]", ["“phrase”", "did you mean “phrases”?"]),
        ("phrases: [a]\nline: b", ["exactly one of", "phrases and line"]),
        ("", ["exactly one of", "none"]),
        ("lines: [a]\nline_phrases: [b]", ["exactly one of", "lines and line_phrases"]),
        ("line: a\nlines: [a]\nline_phrases: [b]", ["exactly one of", "lines and line_phrases and line"]),
        ("pattern: a\nlines: [a]", ["exactly one of", "lines and pattern"]),
        ("lines: [a]\nline: 7", ["“line”", "list of texts"]),
        ("lines: [a]\nline: (", ["“line”", "missing )"]),
        ("lines: [a]\nparts: {b: c}", ["“parts”", "belongs to one of line, pattern; here is lines"]),
        ("line: a\nparts: [b]", ["“parts”", "mapping of names"]),
        ("line: a\nparts: {b: 7}", ["“parts”", "list of texts"]),
        ("line: '{{a}}'\nparts: {b: c}", ["“line” uses “a”", "“parts”"]),
        ("line: '{{b}}'\nparts: {b: '{{c}}', c: d}", ["“line” uses “c”", "further down"]),
        ("line: a\nparts: {b: c}", ["“line” has no use for the part “b”", "{{b}}"]),
        ("phrases: {a: b}", ["“phrases”", "list of texts"]),
        ("prefer: [a]", ["“prefer”", "mapping"]),
        ("consistent: [a]", ["“consistent”", "groups"]),
        ("pattern: '(a'", ["“pattern”", "missing )"]),
        ("pattern: 7", ["“pattern”"]),
        ("phrases: [a]\nseverity: loud", ["“severity”", "info, warning, error"]),
        ("phrases: [a]\nplaces: [attic]", ["“places”", "body"]),
        ("phrases: [a]\nfixable: maybe", ["“fixable”", "true or false"]),
        (f"phrases: ['{'a ' * 600}']", ["“phrases”", "more than 1,000 characters"]),
        ('prefer: {a: "b\\0"}', ["“prefer”", "control character"]),
    ],
)
def test_every_mistake_names_file_and_key(find, text, says):
    with pytest.raises(PackError) as caught:
        find(text, "a")
    for words in ["rule.yaml", *says]:
        assert words in str(caught.value)


@pytest.mark.parametrize("missing", ["summary", "bad", "good"])
def test_a_missing_example_is_an_error(tmp_path, missing):
    lines = [line for line in EXAMPLES.splitlines() if not line.startswith(missing)]
    (tmp_path / "rule.yaml").write_text("\n".join([*lines, "phrases: [a]"]))
    with pytest.raises(PackError, match=rf"rule\.yaml: “{missing}” is missing"):
        load_packs([tmp_path])


def test_broken_yaml_and_missing_files_are_named(tmp_path):
    (tmp_path / "rule.yaml").write_text("a: [")
    with pytest.raises(PackError, match=r"rule\.yaml"):
        load_packs([tmp_path])
    with pytest.raises(PackError, match="nowhere"):
        load_packs([tmp_path / "nowhere"])


def test_all_mistakes_of_all_files_are_named_at_once(tmp_path):
    (tmp_path / "one.yaml").write_text(
        "summary: A thing.\nbad: x\nseverity: loud\nplaces: attic\nphrase: a\n"
    )
    (tmp_path / "two.yml").write_text("summary: A thing.\nsummary: Another.\nbad: x\nbad: y\nphrases: [x]\n")
    with pytest.raises(PackError) as caught:
        load_packs([tmp_path])
    said = [line.partition(f"{tmp_path}/")[2] for line in str(caught.value).splitlines()]
    assert [line.partition("; ")[0] for line in said] == [
        "one.yaml: line 5: “phrase” is not a key of a rule file",
        "one.yaml: line 4: “places” is “attic”",
        "one.yaml: line 3: “severity” is “loud”",
        "one.yaml: “good” is missing",
        "one.yaml: a rule file has exactly one of phrases, lines, line_phrases, line, pattern, prefer, terms, capitals, consistent, expand, or “line” beside “line_phrases”",
        "two.yml: line 2: “summary” stands in line 1 already, and only one of the two counts",
    ]
    assert "line 4: “bad” stands in line 3" in said[-1]


def test_a_value_that_no_date_can_have(tmp_path):
    (tmp_path / "rule.yaml").write_text("measured: 2026-13-45\n")
    with pytest.raises(
        PackError, match=r"rule\.yaml: line 1: “2026-13-45” is no date: month must be in 1\.\.12"
    ):
        load_packs([tmp_path])


LONGEST_PATTERN = 300
RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture(scope="module")
def our_rules():
    """What stands in each of our rule files."""
    return {file: yaml.safe_load(file.read_text("utf-8")) for file in sorted(RULES.rglob("*.yaml"))}


def test_patterns_of_our_rules_can_be_read(our_rules):
    """What is longer than this is to be a list of alternatives, or made of named parts."""
    too_long = []
    for file, rule in our_rules.items():
        values = [rule.get("line", []), rule.get("pattern", []), *rule.get("parts", {}).values()]
        items = [item for value in values for item in ([value] if isinstance(value, str) else value)]
        too_long += [(file.name, item) for item in items if len(item) > LONGEST_PATTERN]
    assert not too_long


def test_no_summary_ends_at_a_sign_of_a_comment(our_rules):
    """YAML takes “ #212” for a comment unless the text stands in quotation marks."""
    written = {file: file.read_text("utf-8").partition("\n")[0] for file in our_rules}
    shown = {
        file: line.removeprefix("summary: ").strip("'\"").replace("''", "'") for file, line in written.items()
    }
    assert shown == {file: rule["summary"] for file, rule in our_rules.items()}


def test_what_was_measured_stands_on_one_line(rules):
    """A line behind it would be read as a part of what the page says of the rule."""
    cut = [
        rule.id for rule in rules.values() if rule.measured and not rule.measured.endswith((".", ")", "…"))
    ]
    assert cut == []


@pytest.mark.parametrize("name", ["late.yaml.txt", "late.yml.txt", "late.ymal", "Late.YAM"])
def test_a_name_that_is_almost_that_of_a_rule_file(tmp_path, name):
    (tmp_path / "early.yaml").write_text("")
    (tmp_path / name).write_text("")
    with pytest.raises(PackError, match=r"does not end in \.yaml; rename it"):
        rule_files(tmp_path)


def test_a_rule_file_in_capitals_and_a_link_to_nowhere(tmp_path):
    (tmp_path / "LATE.YAML").write_text("")
    (tmp_path / "README").write_text("")
    assert rule_files(tmp_path) == [tmp_path / "LATE.YAML"]
    (tmp_path / "house").symlink_to("nowhere")
    with pytest.raises(PackError, match="house: this link leads nowhere"):
        rule_files(tmp_path)


def test_a_folder_that_several_links_lead_to_is_read_once(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "early.yaml").write_text("")
    (tmp_path / "pack").mkdir()
    for name in "abc":
        (tmp_path / "pack" / name).symlink_to("../one")
    assert rule_files(tmp_path / "pack") == [tmp_path / "pack" / "a" / "early.yaml"]


def test_a_folder_of_a_pack_that_is_empty_is_told(tmp_path):
    rule = "summary: Says.\nphrases: [utilise]\nmessage: Use it.\nbad: [We utilise it.]\ngood: [We use it.]\n"
    for folder in ("house", "later", "words/deep"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "house" / "no-utilise.yaml").write_text(rule)
    (tmp_path / "words" / "deep" / ".gitkeep").write_text("")  # it is meant to be empty
    with pytest.raises(PackError, match="later: this folder of a pack is empty; fetch it"):
        rule_files(tmp_path)
    (tmp_path / "later").rmdir()
    assert [file.name for file in rule_files(tmp_path)] == ["no-utilise.yaml"]
