"""The files of languages and the word lists."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter

import pytest

from copydesk.analysis.language import languages
from copydesk.analysis.language.languages import (
    Fact,
    Language,
    Ordered,
    Words,
    in_all_languages,
    language_data,
)
from copydesk.support.persistence.storage import storage
from own_modules import PACKAGE, nodes, trees

FILES = languages.read_languages()
KEYS = {name: kind for name, kind in vars(Language).items() if isinstance(kind, (Words, Ordered, Fact))}
LISTS = [path for path in (PACKAGE / "analysis/data").glob("*.txt") if path.stem != "nicknames"]
"""Those with a word a line."""


def entries_of(code, key):
    text = FILES[code][key]
    return text.splitlines() if KEYS[key].lines else text.split()


@pytest.mark.parametrize("code", FILES)
def test_a_file_has_known_keys_and_its_values_are_texts(code):
    assert re.fullmatch("[a-z]{2}", code)
    assert FILES[code].keys() <= KEYS.keys()
    assert all(isinstance(value, str) and value for value in FILES[code].values())
    assert all(unicodedata.is_normalized("NFC", value) for value in FILES[code].values())
    assert {FILES[code][key] for key in FILES[code] if isinstance(KEYS[key], Fact)} <= {"true"}
    assert all(len(pair) == 2 for pair in language_data(code).quotation_marks)


def test_a_group_is_sorted_and_holds_nothing_twice():
    groups = {
        f"{code}.yaml: {key}": entries_of(code, key)
        for code, entries in FILES.items()
        for key in entries
        if isinstance(KEYS.get(key), Words)
    }
    assert len(groups) > 2000
    assert not {name: words for name, entries in groups.items() if (words := misplaced(entries))}


def misplaced(entries):
    """The first word that stands in the wrong place, or stands there twice, and the one that belongs there."""
    right = [*sorted(set(entries)), "nothing more"]
    return next(((word, other) for word, other in zip(entries, right, strict=False) if word != other), None)


@pytest.mark.parametrize("code", FILES)
def test_a_verb_stands_once_in_the_lists_that_take_each_other_in(code):
    keys = ("saying_verbs", "adding_verbs", "telling_verbs", "tag_verbs", "reporting_verbs")
    verbs = Counter(verb for key in keys for verb in FILES[code].get(key, "").split())
    assert not [verb for verb, count in verbs.items() if count > 1]
    assert (
        language_data(code).saying_verbs
        <= language_data(code).tag_verbs
        <= language_data(code).reporting_verbs
    )


def test_every_key_is_used_by_some_language_and_somewhere_in_the_code():
    in_files = {key for entries in FILES.values() for key in entries}
    in_code = {
        word
        for path in PACKAGE.rglob("*.py")
        if path.name != "languages.py"
        for word in re.findall(r"""\.\w+|["']\w+["']""", path.read_text("utf-8"))
    }
    assert not [key for key in KEYS if key not in in_files]
    assert not [key for key in KEYS if not {f".{key}", f'"{key}"', f"'{key}'"} & in_code]


def test_a_language_without_a_file_is_empty():
    assert language_data("xx").stop_words == frozenset()
    assert language_data(None).quotation_marks == ()
    assert not language_data("xx").may_omit_subject


def test_words_of_all_languages_are_those_of_each():
    assert {"said", "sagte", "zei"} <= in_all_languages("tag_verbs")
    assert "sagte" not in language_data("en").tag_verbs


def test_what_is_kept_is_what_the_files_say(tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(tmp_path / "kept"))
    storage.cache_clear()
    assert languages._entries() == FILES  # read
    with monkeypatch.context() as patch:
        patch.setattr(languages, "read_languages", lambda: pytest.fail("read again"))
        assert languages._entries() == FILES  # fetched
    storage.cache_clear()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_is_sorted_and_holds_nothing_twice(path):
    entries = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert entries == sorted(set(entries))
    assert unicodedata.is_normalized("NFC", "".join(entries))


MOST_WORDS = 25
"""More words than this in one literal are data."""
NOT_WORDS_OF_A_LANGUAGE = {
    "config/schema.py": "keys of rule files",
    "services/collections/together/steps.py": "names of functions",
    "formats/html/elements.py": "names of HTML elements",
    "packs/pattern_analysis/needles.py": "words too common to search for, weighed with the needles beside them",
}
WORD = re.compile(r"[^\W\d_][\w'’-]*")


def words_of(node):
    """How many plain words a literal holds: a collection of them, or a text that is split."""
    if isinstance(node, ast.Dict):
        texts = node.keys
    elif isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        texts = node.elts
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("split", "splitlines"):
        inside = [each.value for each in ast.walk(node.func.value) if isinstance(each, ast.Constant)]
        return sum(len(WORD.findall(text)) for text in inside if isinstance(text, str))
    else:
        return 0
    values = [text.value for text in texts if isinstance(text, ast.Constant)]
    return sum(1 for value in values if isinstance(value, str) and WORD.fullmatch(value))


def test_counting_words():
    count = [words_of(node) for node in ast.walk(ast.parse('a = "x y z".split(), {"p", "q"}, ["n m"]'))]
    assert sorted(filter(None, count)) == [2, 3]


def test_no_code_holds_a_word_list():
    found = {
        f"{name}:{node.lineno}"
        for name, tree in trees().items()
        if name not in NOT_WORDS_OF_A_LANGUAGE
        for node in nodes(tree)
        if words_of(node) > MOST_WORDS
    }
    assert not found
