"""GitLab's component and the image: what can be told without GitLab and without Docker."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import check_jsonschema
import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
SCHEMA = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "gitlab-ci.json"
HEADER, _, BODY = (ROOT / "templates" / "copydesk.yml").read_text("utf-8").partition("---\n")
INPUTS = yaml.safe_load(HEADER)["spec"]["inputs"]


def job(**given):
    """The job that GitLab makes of the component."""
    assert [name for name, said in INPUTS.items() if "default" not in said] == ["package"]
    values = {name: said.get("default", "") for name, said in INPUTS.items()} | given
    return yaml.safe_load(re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda match: values[match[1]], BODY))


def test_the_component_makes_a_valid_pipeline():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(job(package="git+https://example.org/copydesk.git"))
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load(HEADER))


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ({"diff-base": "none"}, 1, "post.md:1:1: warning"),
        ({"args": "--ignore boilerplate"}, 0, "nothing found"),
        ({"fail-on": "error"}, 0, "post.md:1:1: warning"),
        ({"args": "--config fail-on=error"}, 0, "post.md:1:1: warning"),
        ({"diff-base": "no-such-revision"}, 2, ""),
    ],
)
def test_the_component_checks(tmp_path, given, status, says):
    program = tmp_path / "copydesk"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n')
    program.chmod(0o755)
    (tmp_path / "post.md").write_text("The post A b c appeared first on D.\n")
    (made,) = job(package="copydesk", **given).values()
    commands = [each.replace("/tmp/copydesk/bin/copydesk", str(program)) for each in made["script"]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **made["variables"]}
    command = ["bash", "-eo", "pipefail", "-c", "\n".join(commands)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, text=True, capture_output=True)
    assert (done.returncode, says in done.stdout) == (status, True), done.stderr
    assert (tmp_path / made["artifacts"]["reports"]["codequality"]).exists() == (status < 2)


def test_the_image_is_made_of_files_that_are_there_and_runs_as_no_root():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [
        each
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for each in line.split()[1:-1]
    ]
    let_through = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")
    }
    assert set(copied) == let_through
    assert all((ROOT / each).exists() for each in copied)
    assert lines.index("USER copydesk") < lines.index("WORKDIR /work")
