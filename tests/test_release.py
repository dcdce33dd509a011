"""What would be published: the wheel and the sdist, the command that makes a release, and the ways to install it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
needs_tools = pytest.mark.skipif(
    not (TOOLS / "twine").exists(), reason="pip install -e '.[release]' brings the tools"
)


def run(*command, **options):
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(each) for each in command],
        text=True,
        capture_output=True,
        env=clean | options.pop("env", {}),
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(dist):
    (wheel,) = dist.glob("*.whl")
    return wheel


@needs_tools
@pytest.mark.network
def test_wheel_and_sdist_are_well_made(dist, wheel):
    run(TOOLS / "twine", "check", "--strict", *dist.iterdir())
    run(TOOLS / "check-wheel-contents", wheel)


@needs_tools
@pytest.mark.release
@pytest.mark.parametrize("program", [["pipx", "run", "--spec"], ["uvx", "--from"]], ids=" ".join)
def test_the_wheel_runs_without_being_installed(wheel, tmp_path, program):
    (tmp_path / "a.txt").write_text("The council met in the hall.\n")
    own = {"PIPX_HOME": str(tmp_path / "pipx"), "UV_CACHE_DIR": str(tmp_path / "uv")}
    out = run(TOOLS / program[0], *program[1:], wheel, "copydesk", "check", "a.txt", cwd=tmp_path, env=own)
    assert "1 file checked: nothing found." in out


@pytest.fixture
def clone(tmp_path):
    run("git", "clone", "-q", ROOT, tmp_path / "copydesk")
    for key, value in (("name", "A Writer"), ("email", "writer@example.org")):
        run("git", "config", f"user.{key}", value, cwd=tmp_path / "copydesk")
    return tmp_path / "copydesk"


@needs_tools
@pytest.mark.network
def test_one_command_makes_version_changelog_commit_and_tag(clone):
    command = [TOOLS / "bump-my-version", "bump", "minor"]
    refused = subprocess.run(command, cwd=clone, text=True, capture_output=True)
    assert refused.returncode != 0
    assert run("git", "status", "--short", cwd=clone) == ""
    project = clone / "pyproject.toml"
    published = project.read_text("utf-8").replace("github.com/OWNER", "github.com/harbour")
    project.write_text(published.replace("OWNER.github.io", "harbour.github.io"))
    run("git", "commit", "-qam", "The account that publishes it", cwd=clone)
    run(*command, cwd=clone)
    tag = run("git", "describe", "--exact-match", cwd=clone).strip()
    assert f'\nversion = "{tag[1:]}"\n' in project.read_text("utf-8")
    assert f"## Unreleased\n\n## {tag[1:]} - " in (clone / "CHANGELOG.md").read_text("utf-8")
    assert run("git", "status", "--short", cwd=clone) == ""


BLOCKS = re.findall(r"(?ms)^```sh\n(.*?)^```$", (ROOT / "docs" / "installing.md").read_text("utf-8"))
HERE = [each for each in BLOCKS if "docker" not in each and not each.startswith("# once it is published")]


@needs_tools
@pytest.mark.release
@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize("block", HERE, ids=[each.splitlines()[0][:50] for each in HERE])
def test_what_the_documents_print_installs(block, clone, tmp_path):
    """Git is told that the address, with its placeholder, is this checkout; everything else is as printed."""
    venv.create(tmp_path / "own", with_pip=True)
    (clone / "content").mkdir()
    (clone / "content" / "a.txt").write_text("The council met in the hall.\n")
    environment = {
        "PATH": f"{tmp_path / 'own' / 'bin'}:{TOOLS}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "UV_CACHE_DIR": str(tmp_path / "uv"),
        "UV_TOOL_DIR": str(tmp_path / "tools"),
        "UV_TOOL_BIN_DIR": str(tmp_path / "bin"),
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": f"url.{ROOT.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/OWNER/copydesk",
        "GIT_CONFIG_KEY_1": "safe.directory",
        "GIT_CONFIG_VALUE_1": "*",
    }
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", block],
        cwd=clone,
        text=True,
        capture_output=True,
        env=os.environ | environment,
    )
    # The specimens have faults, which is what the last command of the first block tells.
    assert done.returncode == ("check seeds" in block), done.stdout + done.stderr
