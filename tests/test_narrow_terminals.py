"""Lines for people on a narrow terminal: they break between words, and nothing else changes."""

from __future__ import annotations

import io

import pytest

from copydesk.report.terminal import has_colour, paint, width, wrapped, write_wrapped

LINE = "press/pier.md:7:12 warning: “Delwood” (once), but “Dellwood” (4 times): a letter is doubled [name-variant]"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize("room", [20, 30, 45, 80])
def test_no_word_is_broken(room):
    parts = list(wrapped(LINE, room, 8))
    assert all(width(part) <= room for part in parts)
    assert " ".join(" ".join(parts).split()) == LINE


@pytest.mark.parametrize("line", [LINE, "", "       3      2        0     2%  warning   raw-timestamp"])
def test_a_line_with_room_stays(line):
    assert list(wrapped(line, 120, 8)) == [line]


def test_what_is_longer_than_the_terminal_stays_whole():
    line = "see content/posts/2024/the-harbour.md:7:12 spelled so"
    assert list(wrapped(line, 20, 4)) == [
        "see",
        "    content/posts/2024/the-harbour.md:7:12",
        "    spelled so",
    ]


def test_a_command_stays_in_one_line():
    line = "Next: “copydesk fix .” mends 5; “copydesk fix --diff .” shows more."
    assert list(wrapped(line, 34, 0)) == [
        "Next: “copydesk fix .” mends 5;",
        "“copydesk fix --diff .” shows",
        "more.",
    ]


def test_colours_and_links_take_no_room():
    painted = f"{paint('pier.md:1:2', 'bold', colour=True)} \033]8;;https://copydesk.example/rules\033\\[rule]\033]8;;\033\\"
    assert list(wrapped(painted, 20, 8)) == [painted]


def test_wide_letters_take_two_columns():
    assert list(wrapped("港口 橋梁 開放", 10, 0)) == ["港口 橋梁", "開放"]


@pytest.mark.parametrize(("stream", "term"), [(Terminal(), "dumb"), (io.StringIO(), "xterm")])
def test_programs_get_one_line(monkeypatch, stream, term):
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "30")
    write_wrapped(stream, LINE)
    assert stream.getvalue() == f"{LINE}\n"


def test_people_get_several(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    stream = Terminal()
    write_wrapped(stream, LINE)
    assert stream.getvalue().splitlines() == list(wrapped(LINE, 40, 8))


@pytest.mark.parametrize(("value", "has_any"), [("0", False), ("1", True), ("", True)])
def test_a_terminal_may_be_told_to_have_no_colour(monkeypatch, value, has_any):
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("CLICOLOR", value)
    assert has_colour(Terminal()) is has_any
