"""No program of the linted folder runs: no module in it is imported, no plugin found, no step of the action takes one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

from copydesk.run.pool import work_in_pool

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step.get("id", step["name"]): step for step in ACTION["runs"]["steps"] if "run" in step}


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    """Names of modules that copydesk imports, or might, without those that “python -m” imports before it starts."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.py").write_text("import sys\nprint(*sys.modules)\n")
    done = subprocess.run(
        [sys.executable, "-m", "own"], cwd=folder, capture_output=True, text=True, check=True
    )
    others = {"__future__", "click", "copydesk_plugin", "pip", "pluggy", "rich", "yaml"}
    return others | {name for name in sys.stdlib_module_names if name[0] != "_"} - set(done.stdout.split())


@pytest.fixture
def folder(tmp_path, monkeypatch, modules):
    """A folder with an article, and with modules and a plugin that leave a trace when they are imported."""
    folder = tmp_path / "linted"
    (folder / "planted-1.dist-info").mkdir(parents=True)
    (folder / "planted-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: planted\nVersion: 1\n"
    )
    (folder / "planted-1.dist-info" / "entry_points.txt").write_text(
        "[copydesk]\nplanted = copydesk_plugin\n"
    )
    for name in modules:
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'trace')!r}, 'a').write('{name} ')\n")
    (folder / "a.md").write_text("He sat on the the pier.\n")
    for name in os.environ:
        if name.startswith("PYTHON"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    return folder


def traces(folder):
    trace = folder.parent / "trace"
    return trace.read_text() if trace.exists() else ""


def test_no_module_in_the_folder_is_imported(folder):
    command = [sys.executable, "-m", "copydesk", "check", "--output-format", "concise", "a.md"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert traces(folder) == ""
    assert (done.returncode, "[doubled-word]" in done.stdout) == (1, True), done.stderr


@pytest.mark.parametrize("relative", ["", ".", "lib"])
def test_no_plugin_in_the_folder_is_found(folder, monkeypatch, relative):
    for module in folder.glob(
        "*.py"
    ):  # with such a PYTHONPATH, Python itself would take its modules from here
        if module.stem != "copydesk_plugin":
            module.unlink()
    (folder / "lib").mkdir()
    for name in ("planted-1.dist-info", "copydesk_plugin.py"):
        (folder / name).rename(folder / relative / name)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([relative, str(ROOT)]))
    done = subprocess.run([sys.executable, "-P", "-m", "copydesk", "rules"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert traces(folder) == ""


def test_a_worker_imports_nothing_from_the_folder(folder):
    others = threading.Event()
    thread = threading.Thread(target=others.wait)  # so that processes are not forked but started anew
    thread.start()
    try:
        assert sorted(work_in_pool([-1, -2], 2, abs, lambda task, reason: reason, 60.0)) == [1, 2]
    finally:
        others.set()
        thread.join()
    assert traces(folder) == ""


@pytest.fixture
def run_step(folder, tmp_path):
    """Runs a step of the action in the folder, as the runner does; the programs of Python are those of the tests."""
    made = tmp_path / "temp" / "copydesk" / "bin"
    made.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    python = f'#!/bin/sh\nexec "{sys.executable}"'
    (tmp_path / "bin" / "python").write_text(f'{python} "$@" --without-pip\n')
    (made / "copydesk").write_text(f'{python} -m copydesk "$@"\n')
    (made / "python").write_text(f'{python} "$@"\n')
    for program in (tmp_path / "bin" / "python", *made.iterdir()):
        program.chmod(0o755)

    def run(step, **inputs):
        variables = {name: value for name, value in STEPS[step]["env"].items() if "${{" not in value}
        inputs = {**dict.fromkeys(STEPS[step]["env"], ""), "OWN": str(ROOT), **inputs}
        environment = {**os.environ, "PYTHONPATH": ".", **inputs, **variables}
        environment |= {"RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_OUTPUT": str(tmp_path / "output")}
        environment |= {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
        environment |= {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]]
        return subprocess.run(command, env=environment, text=True, capture_output=True)

    return run


needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")


@needs_bash
def test_the_action_installs_without_a_module_of_the_checkout(folder, run_step):
    (folder.parent / "temp" / "copydesk" / "bin" / "python").unlink()  # the step makes it
    assert "No module named pip" in run_step("Install copydesk").stderr
    assert traces(folder) == ""


@needs_bash
def test_the_action_lints_without_a_module_of_the_checkout_and_reports_outside_of_it(folder, run_step):
    outside = folder.parent / "outside"
    (folder / "copydesk.sarif").symlink_to(outside)
    done = run_step("check", PATHS="a.md")
    assert (done.returncode, "::warning file=a.md" in done.stdout) == (0, True), done.stderr
    assert traces(folder) == ""
    assert not outside.exists()
    assert (folder.parent / "temp" / "copydesk.sarif").exists()


@needs_bash
def test_a_report_of_an_earlier_run_is_not_taken_for_one_of_this(folder, run_step):
    for name in ("copydesk.sarif", "copydesk.md"):
        (folder.parent / "temp" / name).write_text("old")
    done = run_step("check", PATHS="a.md", ARGS="--select=no-such-rule")
    assert done.returncode == 2
    assert not (folder.parent / "temp" / "copydesk.sarif").exists()
    assert not (folder.parent / "summary").exists()


def test_no_input_of_the_action_is_part_of_a_script():
    assert STEPS
    assert not [step["run"] for step in STEPS.values() if "${{" in step["run"]]
