"""Fuzzing: a few examples of what `python -m bench fuzz` draws for as long as it is told, and that it tells faults."""

from __future__ import annotations

import bench.fuzz as fuzz
import pytest
from bench.fuzz import properties
from bench.fuzz.mutations import LARGEST, articles, settings_files
from bench.fuzz.properties import Fault, endures, is_the_same_however_run, is_understood_or_refused
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

ARTICLES = articles(fuzz.REPOSITORY / "seeds")
SETTINGS = settings_files(fuzz.SETTINGS)


def few(examples):
    """So many examples, always the same, and without shrinking, which `python -m bench fuzz` does."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module", autouse=True)
def warm():
    """What is slow is what `python -m bench fuzz` looks for, on a machine that does nothing else."""
    fuzz.warm_up()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(properties, "SECONDS", 30 * properties.SECONDS)
        yield


@few(4)
@given(article=ARTICLES)
def test_a_mutated_article_is_endured(article, tmp_path_factory):
    endures(article, tmp_path_factory.mktemp("article"))


@few(1)
@given(texts=st.lists(ARTICLES, min_size=2, max_size=4))
def test_it_makes_no_difference_how_articles_are_checked(texts, tmp_path_factory):
    is_the_same_however_run(texts, tmp_path_factory.mktemp("articles"))


@few(8)
@given(text=SETTINGS)
def test_mutated_settings_are_understood_or_refused(text, tmp_path_factory):
    is_understood_or_refused(text, tmp_path_factory.mktemp("settings"))


@few(30)
@given(article=ARTICLES)
def test_a_mutated_article_keeps_its_size(article):
    assert len(article.text) <= LARGEST
    article.data()


@pytest.mark.parametrize("error", [Fault("failure: some-rule: it broke"), IndexError("out of range")])
def test_a_fault_is_told_once_and_its_example_kept(error, tmp_path, monkeypatch, capsys):
    def breaks(article, _folder):
        if "a" in article.text:
            raise error

    monkeypatch.setattr(fuzz, "ROUNDS", (fuzz.Round(breaks, ARTICLES, 10),))
    tried, kinds = fuzz.look_for_faults(1, step=1, seconds=1, to=tmp_path)
    assert tried
    assert len(kinds) == 1
    (file,) = tmp_path.iterdir()
    assert "a" in file.read_text("utf-8")
    assert str(file.stem).rpartition("-")[0] in capsys.readouterr().out
