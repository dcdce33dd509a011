"""A rule whose library is not installed: who names it gets an error, who chose more than it a line; nobody silence."""

from __future__ import annotations

import pytest

import copydesk
from copydesk.__main__ import main
from copydesk.engine import extras
from copydesk.services.in_python import desk_settings
from copydesk.services.in_python.desk_of_lint import desk_of_lint

REMEDY = "type: pip install 'textstat>=0.7.10', or leave the rule out: --ignore hard-to-read,"


@pytest.fixture
def check(tmp_path, monkeypatch, capsys, forget_settings):
    """Run a command in a folder with one article, with no textstat there."""
    monkeypatch.setattr(extras, "_is_installed", lambda library: library != "textstat")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# A day\n\nThe council met on Monday.\n")

    def run(*arguments, config="", command="check"):
        forget_settings()
        (tmp_path / "copydesk.yaml").write_text(config)
        status = main([command, *arguments])
        return status, capsys.readouterr().err

    return run


@pytest.mark.parametrize("option", ["--select", "--extend-select"])
def test_who_names_it_on_the_command_line_gets_an_error(check, option):
    status, err = check(option, "hard-to-read")
    assert status == 2
    assert f"{option}: hard-to-read cannot run: it needs the library textstat, which is not installed" in err
    assert REMEDY in err


@pytest.mark.parametrize(
    "config",
    [
        "rules: {hard-to-read: on}",
        "rules: {hard-to-read: {limit: 12}}",
        "files: [{paths: ['*.md'], rules: {hard-to-read: info}}]",
    ],
)
def test_who_names_it_in_the_configuration_gets_an_error(check, config):
    status, err = check(config=config)
    assert (status, REMEDY in err) == (2, True)


@pytest.mark.parametrize("command", ["check", "fix"])
def test_who_chose_the_preset_gets_the_run_and_a_line(check, command):
    for _ in range(2):  # the second time from the cache
        status, err = check("--preset", "strict", command=command)
        assert status != 2
        assert err.count("hard-to-read is not checked: it needs the library textstat") == 1
        assert REMEDY in err
    assert "not checked" in check(config="extends: strict", command=command)[1]


@pytest.mark.parametrize(
    ("arguments", "config"),
    [
        (["--select", "readability"], ""),
        (["--extend-select", "readability"], ""),
        ([], "rules: {readability: on}"),
    ],
)
def test_the_rest_of_its_family_runs(check, tmp_path, arguments, config):
    long = " ".join(["The council met"] + ["and talked about the bridge"] * 20)
    (tmp_path / "b.md").write_text(f"# A day\n\n{long}.\n")
    status, err = check("b.md", *arguments, config=config)
    assert status != 2
    assert err.count("hard-to-read is not checked: it needs the library textstat") == 1
    assert REMEDY in err


@pytest.mark.parametrize(
    ("arguments", "config"),
    [
        ((), ""),
        (("--select=readability", "--ignore=hard-to-read"), ""),
        (("--preset=strict",), "rules: {hard-to-read: off}"),
        ((), "rules: {readability: off}"),
        ((), "rules: {readability: error}"),  # which holds for those that run
    ],
)
def test_who_did_not_ask_for_it_hears_nothing(check, arguments, config):
    status, err = check(*arguments, config=config)
    assert status != 2
    assert "hard-to-read" not in err


def forget_desks():
    desk_of_lint.cache_clear()
    desk_settings._selector.cache_clear()


def test_in_python(check, monkeypatch):
    forget_desks()
    with pytest.raises(ValueError, match="select: hard-to-read cannot run: it needs the library textstat"):
        copydesk.lint("A day.", select="hard-to-read")
    with pytest.warns(UserWarning, match="hard-to-read is not checked") as warned:
        copydesk.lint("A day.", preset="strict")
    assert warned[0].filename == __file__
    forget_desks()


def test_an_extra_of_pyproject_brings_each_library():
    import tomllib
    from pathlib import Path

    text = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    offered = tomllib.loads(text)["project"]["optional-dependencies"]
    for extra, library in extras._LIBRARIES.items():
        assert [each.startswith(library) for each in offered[extra]] == [True]
