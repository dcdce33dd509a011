"""What is kept of a text while it is typed: the findings are those of a text that nobody has read before."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path

import pytest
from click.testing import CliRunner

import copydesk
from copydesk.analysis import block_texts
from copydesk.analysis.block_texts import REACH, BlockText, BlockTexts, by_line, kept_by_text, kept_matches
from copydesk.cli.commands import server
from copydesk.document import Document
from copydesk.formats.parsed import Block
from copydesk.services.editor import answered_requests
from copydesk.services.editor.editor_session import EditorSession

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = sorted(file for file in SEEDS.iterdir() if file.suffix in (".txt", ".md", ".html"))
TYPED = (
    "The the|Daneker|“No,” she said.|»|on Monday 3 May 2021|a aire|l'o ce|1,200|é|Ã©|it’s|[1]|`|der|die Stadt|© 2021|\n- \n"
    "|\n# Head\n|\n> |\n\n|\n| |  |\t|.|, |Read more|Sign up for our newsletter|<b>|&amp;|Van der Hurkel|GmbH|2h30|—"
).split("|")
FRONT_MATTER = "---\ntitle: The Daneker Pier\nlang: {}\n---\n\n"


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """Keep texts in these tests, and none of those before them."""
    monkeypatch.setattr(block_texts, "_keeps", False)
    block_texts.keep_block_texts()
    yield
    monkeypatch.setattr(block_texts, "_keeps", False)
    monkeypatch.setattr(block_texts, "_recall", BlockText)


def edited(text: str, chance: random.Random) -> str:
    """Return a text after one of the things that people do to it."""
    paragraphs = text.split("\n\n")
    at = chance.randrange(len(text) + 1)
    one, other = (chance.randrange(len(paragraphs)) for _ in range(2))
    match chance.randrange(8):
        case 0:
            return text[:at] + chance.choice(TYPED) + text[at:]
        case 1:
            return text[:at] + text[at + chance.randrange(1, 20) :]
        case 2:
            return "\n\n".join(paragraphs[:one]) + chance.choice((" ", "\n")) + "\n\n".join(paragraphs[one:])
        case 3:
            return "\n\n".join(paragraphs[:one] + paragraphs[one + 1 :]) or text
        case 4:
            paragraphs.insert(other, paragraphs[one])
            return "\n\n".join(paragraphs)
        case 5:
            names = list(re.finditer(r"[A-ZÀ-Þ][a-zß-ÿ]{3,}", text)) or [re.match("", text)]
            start, end = chance.choice(names).span()
            middle = (start + end) // 2
            return text[:middle] + chance.choice("abenrs-") + text[middle + chance.randrange(2) :]
        case 6:
            return FRONT_MATTER.format(chance.choice(("en", "de", "fr"))) + text
        case _:
            return text[:at] + chance.choice("aeÄß.,:?\n") + text[at:]


def is_read_anew(monkeypatch, work):
    """Return what work returns where nothing is kept."""
    with monkeypatch.context() as patch:
        patch.setattr(block_texts, "_keeps", False)
        patch.setattr(block_texts, "_recall", BlockText)
        return work()


def told(findings):
    return [
        (each.rule, each.start, each.end, each.line, each.message, each.suggestions, each.fixable)
        for each in findings
    ]


def findings_of(desk, text, name):
    return told(desk.check(text, name).findings)


def answers(monkeypatch, folder, number, steps, size):
    """Yield what the session of an editor says of a text while it is typed, and what is said of each state alone."""
    chance = random.Random(number)
    file = FILES[number % len(FILES)]
    text, session, desk = file.read_text("utf-8")[:size], EditorSession(), copydesk.Desk()
    for _ in range(steps):
        text = edited(text, chance)
        session.forget_settings()  # and with them which leftovers have counted
        found = told(session.check(folder / file.name, text).findings)
        yield text, found, is_read_anew(monkeypatch, partial(findings_of, desk, text, file.name))


def test_findings_are_those_of_a_fresh_check(monkeypatch, tmp_path):
    for number in range(3, 6):
        for text, found, fresh in answers(monkeypatch, tmp_path, number, 4, 2_000):
            assert found == fresh, text


@pytest.mark.slow
@pytest.mark.parametrize("number", range(100, 100 + len(FILES)))
def test_findings_are_those_of_a_fresh_check_however_long_one_types(monkeypatch, tmp_path, number):
    for text, found, fresh in answers(monkeypatch, tmp_path, number, 12, 6_000):
        assert found == fresh, text


@pytest.mark.slow
def test_findings_in_fixtures_are_those_of_a_fresh_check(monkeypatch, tmp_path):
    chance, session, desk = random.Random(7), EditorSession(), copydesk.Desk()
    for file in sorted((Path(__file__).parent / "rules").rglob("*.md")):
        texts = [part.partition("\n")[2] for part in file.read_text("utf-8").split("\n=== ")[1:]]
        text = re.sub(r"(?m)^ *\^.*\n?", "", "\n\n".join(chance.sample(texts, min(5, len(texts)))))
        for _ in range(2):
            session.forget_settings()
            found = told(session.check(tmp_path / "a.txt", text).findings)
            assert found == is_read_anew(monkeypatch, partial(findings_of, desk, text, "a.txt")), file
            text = edited(text, chance)


def patterns_of(texts):
    """Return the patterns that were asked for in texts with `kept_matches`."""
    return {
        pattern for text in texts for _, window in block_texts._windows(text) for pattern in window.starts
    }


def test_matches_are_those_of_finditer(tmp_path):
    text = "\n\n".join(file.read_text("utf-8")[:600] for file in FILES)
    EditorSession().check(tmp_path / "a.txt", text)
    plain = Document(text, "a.txt").plain
    patterns = patterns_of([text, plain])
    assert len(patterns) > 50
    for pattern in patterns:
        for form in (text, plain):
            found = [match.span() for match in kept_matches(pattern, form)]
            assert found == [match.span() for match in pattern.finditer(form)], pattern.pattern


@pytest.mark.slow
def test_matches_are_those_of_finditer_in_fixtures(tmp_path):
    session = EditorSession()
    fixtures = sorted((Path(__file__).parent / "rules").rglob("*.md"))[::4]
    whole = "\n\n".join(file.read_text("utf-8") for file in fixtures)
    session.check(tmp_path / "all.txt", whole[:400_000])
    for text in (whole, Document(whole, "a.txt").plain):
        for pattern in patterns_of([whole[:400_000], Document(whole[:400_000], "a.txt").plain]):
            found = [match.span() for match in kept_matches(pattern, text)]
            assert found == [match.span() for match in pattern.finditer(text)], pattern.pattern


@pytest.mark.parametrize(
    "pattern", [r"a.{0,9}b", r"(?s)a.{0,9}b", r"(?<=\n)a", r"(?s)(?<!x\n)a.*?b", r"b\s+a", "a+"]
)
@pytest.mark.parametrize(
    "text", ["", "a b\na\nb aab", "x\na b", "ab\n\nab  a\n\n\nb", "aaa\naaa", "b  \n a b", "a" * 500]
)
def test_a_match_may_go_on_in_the_next_line(pattern, text):
    compiled = re.compile(pattern)
    for _ in range(2):
        assert [m.span() for m in kept_matches(compiled, text)] == [m.span() for m in compiled.finditer(text)]


def test_what_stands_around_a_line_counts():
    pattern = re.compile(r"(?s)(?<!no )cat(?!.{0,20}dog)")
    before, behind = "no\n", "\nthe dog"
    assert [m.start() for m in kept_matches(pattern, "a\ncat\nthe end")] == [2]
    assert not list(kept_matches(pattern, f"a\ncat{behind}"))
    assert [m.start() for m in kept_matches(pattern, f"{before}cat\nthe end")] == [3]
    far = "x" * (REACH[1] - 10)
    assert not list(kept_matches(re.compile(rf"(?s)cat(?=.{{{len(far)}}}dog)"), f"cat{far}cow"))
    assert list(kept_matches(re.compile(rf"(?s)cat(?=.{{{len(far)}}}dog)"), f"cat{far}dog"))


def test_lines_are_read_once():
    asked = []

    def words(line, mark):
        asked.append(line)
        return line.count(mark)

    assert sum(count for _, count in by_line(words, "a b\na\n\nb a", "a")) == 3
    assert [at for at, _ in by_line(words, "a b\nc\n\nb a", "a")] == [0, 4, 7]
    assert asked == ["a b\n", "a\n\n", "b a", "c\n\n"]


def test_blocks_are_read_once_and_by_themselves():
    def first(block, sign):
        asked.append(block.text)
        return block.text.find(sign) + 1

    asked: list[str] = []
    text = "one\n\ntwo\n\nsix"
    blocks = [Block(0, 3), Block(5, 8), Block(10, 13)]
    for _ in range(2):
        found = [*BlockTexts(text, text, blocks, is_page=False).found(first, "o")]
        assert found == [(blocks[0], 1), (blocks[1], 3)]
    assert asked == ["one", "two", "six"]
    assert BlockTexts(text, text, blocks, is_page=False).each(first, "x") == [0, 0, 3]


def test_functions_of_a_text_are_called_once_where_texts_are_kept(monkeypatch):
    asked = []

    @kept_by_text
    def words(text, mark):
        asked.append(text)
        return len(text.split(mark))

    for _ in range(2):
        assert words("a b", " ") == 2
    assert asked == ["a b"]
    is_read_anew(monkeypatch, lambda: words("a b", " "))
    assert asked == ["a b", "a b"]


def test_as_many_texts_are_kept_as_there_is_room_for(monkeypatch):
    monkeypatch.setattr(block_texts, "_recall", lru_cache(3)(BlockText))
    for number in range(10):
        assert list(by_line(len, f"line {number}\n\nand another"))
    assert block_texts._recall.cache_info().currsize == 3


def test_the_language_server_keeps_texts(monkeypatch):
    class Server:
        def start_io(self, *streams):
            assert block_texts._keeps
            for each in streams:
                each.close()

    monkeypatch.setattr(block_texts, "_keeps", False)
    monkeypatch.setattr(answered_requests, "make_server", Server)
    assert CliRunner().invoke(server.command, ["--stdio"], standalone_mode=False).exception is None


def test_many_threads_may_type_at_once(tmp_path):
    text = (SEEDS / "two-brothers.txt").read_text("utf-8")[:2_500]
    states = [text[: len(text) - 40 * number] for number in range(8)]
    desk = copydesk.Desk()
    one_after_another = [told(desk.check(state).findings) for state in states]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(2):
            at_once = list(pool.map(lambda state: told(desk.check(state).findings), states))
            assert at_once == one_after_another
