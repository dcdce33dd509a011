"""The pictures of the README: they are there, small, shown, and what the tool prints today; `--accept` renews the SVG."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def make():
    specification = importlib.util.spec_from_file_location("make_images", IMAGES / "make.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_pictures_are_small_and_told_in_words():
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = dict(re.findall(r"!\[([^\]]+)\]\((docs/images/[^)]+)\)", readme))
    assert {Path(each).name for each in shown.values()} == {"terminal.svg", "report.png"}
    for words, file in shown.items():
        assert len(words) > 20, "whoever cannot see it is told what it shows"
        assert 1_000 < (ROOT / file).stat().st_size < MOST_BYTES
    assert "docs/images/make.py" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_terminal_shows_what_is_printed_today(make, request):
    if request.config.getoption("accept"):
        make.TERMINAL.write_text(make.terminal_picture(), "utf-8")
    printed = re.sub(r"\x1b\[[\d;]*m", "", make.printed())
    assert "3 warnings" in printed
    assert make.letters(make.TERMINAL.read_text("utf-8")) == "".join(printed.split())


def test_a_picture_loads_nothing(make):
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", make.TERMINAL.read_text("utf-8"))
