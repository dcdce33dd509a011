"""The wheel and the sdist, installed into a fresh environment, and a plugin of its own beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from copydesk.support.persistence.pattern_code import LARGEST
from shared_folder import shared_folder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PLUGIN = Path(__file__).parent / "plugin_example"


def run(*command, **options):
    """Run a command that does not see the checkout through PYTHONPATH."""
    options.setdefault("env", {name: value for name, value in os.environ.items() if name != "PYTHONPATH"})
    return subprocess.run([str(part) for part in command], text=True, capture_output=True, **options)


@pytest.fixture(scope="module")
def wheels(dist, tmp_path_factory):
    """Our wheel and the plugin's."""

    def build_plugin(folder):
        built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PLUGIN)
        assert built.returncode == 0, built.stdout + built.stderr

    return [*dist.glob("*.whl"), *shared_folder(tmp_path_factory, "plugin", build_plugin).glob("*.whl")]


def python_in(folder):
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


@pytest.fixture(scope="module")
def python(wheels, tmp_path_factory):
    """The interpreter of a fresh environment with the two wheels; what they depend on is lent by this one."""

    def fill(folder):
        venv.create(folder, with_pip=False)
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = run(python_in(folder), "-c", ask).stdout.strip()
        for wheel in wheels:
            installed = run(
                sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", packages, wheel
            )
            assert installed.returncode == 0, installed.stderr
        lent = [path for path in sys.path if path.endswith("site-packages")]
        Path(packages, "lent.pth").write_text("\n".join(lent))

    return python_in(shared_folder(tmp_path_factory, "environment", fill))


def check(python, *arguments, cwd):
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return run(python, "-m", "copydesk", "check", *arguments, cwd=cwd, env=clean)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Some people say the the bridge is VERY old.\n\nThe post A bridge appeared first on B News.\n"
    )
    (tmp_path / "b.srt").write_text("1\n00:01:02 --> 00:01:05\nIt is widely believed here.\n")
    return tmp_path


def test_the_wheel_brings_the_analyses_of_its_rules(python, tmp_path):
    """With an empty cache no pattern is analysed again but those of the plugin."""
    code = (
        "from copydesk.packs.pattern_analysis import needles\n"
        "read, asked = needles.read_pattern, []\n"
        "needles.read_pattern = lambda pattern: asked.append(pattern) or read(pattern)\n"
        "from copydesk.config.plugins import all_rules, plugin_manager\n"
        "assert len(all_rules(plugin_manager())) > 100\n"
        "print(*asked)"
    )
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = run(python, "-c", code, env=clean | {"COPYDESK_CACHE_DIR": str(tmp_path)})
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == r"(?<!\w)some people say(?!\w) (?<!\w)it is widely believed(?!\w)"


def test_the_cache_of_a_checkout_has_room_for_all_patterns(python):
    """If it had not, each run would compile what the one before it has left out."""
    code = (
        "from copydesk.support.persistence import packaged as p; print(p.archive_file(p.FOLDER, 'patterns'))"
    )
    archive = Path(run(python, "-c", code).stdout.strip())
    assert 1_000_000 < archive.stat().st_size < 0.75 * LARGEST


def test_the_wheel_brings_its_rules_and_finds_the_plugin(python, folder):
    result = check(python, "--output-format", "json", "a.txt", "b.srt", cwd=folder)
    assert result.returncode == 1, result.stderr
    found = {(finding["path"], finding["rule"], finding["excerpt"]) for finding in json.loads(result.stdout)}
    assert found >= {
        ("a.txt", "feed-footer", "The post A bridge appeared first on B News."),
        ("a.txt", "doubled-word", "the the"),
        ("a.txt", "shouted-word", "VERY"),
        ("a.txt", "weasel", "Some people say"),
        ("b.srt", "weasel", "It is widely believed"),
    }
    where = run(python, "-c", "import copydesk; print(copydesk.__file__)").stdout
    assert str(ROOT) not in where


def test_the_plugin_brings_a_report(python, folder):
    result = check(python, "--output-format", "count", "b.srt", cwd=folder)
    assert result.stdout == "1 findings\n"


def test_two_rules_of_one_id_are_refused_with_both_origins(python, folder):
    (folder / "packs" / "damage").mkdir(parents=True)
    (folder / "packs" / "damage" / "doubled-word.yaml").write_text(
        "summary: Another.\nphrases: [x y]\nbad: x y\ngood: z\n"
    )
    (folder / "copydesk.yaml").write_text("packs: [packs]\n")
    result = check(python, "a.txt", cwd=folder)
    assert result.returncode == 2
    assert "copydesk.checks.damage.doubled_word" in result.stderr
    assert "doubled-word.yaml" in result.stderr
