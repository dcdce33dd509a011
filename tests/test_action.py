"""The GitHub action: its steps, run by bash in a scratch repository as the runner runs them."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import check_jsonschema
import jsonschema
import pytest
import yaml

import report_schemas

ROOT = Path(__file__).parent.parent
STEPS = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
FAULTY = "The post A b c appeared first on D.\n"
LIGATURE = (
    "The o\ufb03ce is closed until the end of the holidays.\n"  # which copydesk fix writes as three letters
)

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")


def script(name):
    specification = importlib.util.spec_from_file_location(name, ROOT / ".ci" / "action" / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


def git(folder, *arguments):
    identity = ["-c", "user.name=A Writer", "-c", "user.email=writer@example.org"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def step(tmp_path):
    """Run a step of the action, and return what the runner gets."""
    programs = tmp_path / "temp" / "copydesk" / "bin"  # what the step “Install copydesk” makes
    programs.mkdir(parents=True)
    (programs / "copydesk").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n')
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    files = {"GITHUB_OUTPUT": tmp_path / "output", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}

    def run(name, folder, **inputs):
        (found,) = [each for each in STEPS if each.get("name") == name]
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")},
            **dict.fromkeys(found["env"], ""),
            "PYTHONPATH": str(ROOT / "src"),
            **{key: str(file) for key, file in files.items()},
            "RUNNER_TEMP": str(tmp_path / "temp"),
            "OWN": str(ROOT),
            "PATHS": ".",
            "WORKING_DIRECTORY": ".",
            **inputs,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]]
        done = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True)
        outputs = files["GITHUB_OUTPUT"].read_text().splitlines() if files["GITHUB_OUTPUT"].exists() else []
        return done, dict(line.split("=", 1) for line in outputs)

    run.summary = files["GITHUB_STEP_SUMMARY"]
    return run


@pytest.mark.parametrize(
    ("inputs", "status", "findings"),
    [
        ({}, "1", "1"),
        ({"FAIL_ON": "error", "ARGS": "--quiet\n--no-cache"}, "0", "1"),
        ({"PATHS": "clean post.md\n"}, "0", "0"),
        ({"PATHS": "missing.md"}, "2", "1"),
    ],
)
def test_lint(tmp_path, step, inputs, status, findings):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "post.md").write_text(FAULTY)
    (folder / "clean post.md").write_text("The council met on Monday.\n")
    done, outputs = step("Lint", folder, SARIF="out.sarif", **inputs)
    assert done.returncode == 0, done.stderr
    assert (outputs["exit-status"], outputs["findings"]) == (status, findings)
    assert step.summary.read_text().startswith("## copydesk\n")
    assert ("::warning file=post.md,line=1," in done.stdout) == (findings == "1" and status != "2")
    assert ("| `feed-footer` | warning | 1 | 1 | 0 |" in step.summary.read_text()) == (
        "::warning" in done.stdout
    )
    jsonschema.validate(json.loads((folder / "out.sarif").read_text()), report_schemas.SARIF)


@pytest.fixture
def pull_request(tmp_path):
    """A checkout as GitHub makes it: the merge of a branch with its base, without the commits before."""
    origin, checkout = tmp_path / "origin", tmp_path / "checkout"
    (origin / "site" / "posts").mkdir(parents=True)
    git(origin, "init", "-q", "-b", "main")
    post = origin / "site" / "posts" / "a.md"
    post.write_text(FAULTY + "\nThey met.\n")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "A post")
    git(origin, "checkout", "-qb", "branch")
    post.write_text(FAULTY + "\nThey met in the the hall.\n\n" + LIGATURE)
    git(origin, "commit", "-qam", "Change it")
    head = git(origin, "rev-parse", "HEAD")
    git(origin, "checkout", "-q", "main")
    (origin / "other.md").write_text(FAULTY)
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "Another post")
    git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "branch")
    merge = git(origin, "rev-parse", "HEAD")
    checkout.mkdir()
    git(checkout, "init", "-q")
    git(checkout, "remote", "add", "origin", origin.as_uri())
    git(checkout, "fetch", "-q", "--depth=1", "origin", merge)
    git(checkout, "checkout", "-q", merge)
    context = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_SHA": merge}
    return checkout, {**context, "HEAD_SHA": head}


@pytest.mark.parametrize(
    "start", [{"PATHS": "posts", "WORKING_DIRECTORY": "site"}, {"PATHS": "site\nother.md"}]
)
def test_a_pull_request_is_held_to_its_base_and_files_are_named_from_the_top(step, pull_request, start):
    checkout, context = pull_request
    done, outputs = step("Lint", checkout, **context, **start)
    assert done.returncode == 0, done.stderr
    assert outputs["findings"] == "2"
    assert outputs["fixable"] == "1"
    assert "::warning file=site/posts/a.md,line=3," in done.stdout
    assert "line=1," not in done.stdout
    assert "other.md" not in done.stdout


def test_a_pull_request_may_be_read_as_a_whole(step, pull_request):
    checkout, context = pull_request
    _, outputs = step("Lint", checkout, **context, DIFF_BASE="none")
    assert outputs["findings"] == "4"


def test_a_base_that_is_not_there_is_an_error_with_a_remedy(step, pull_request):
    checkout, context = pull_request
    done, outputs = step("Lint", checkout, **{**context, "GITHUB_EVENT_NAME": "pull_request_target"})
    assert (done.returncode, outputs) == (2, {})
    assert "set fetch-depth: 0" in done.stderr


@pytest.fixture
def github():
    """A server that answers as GitHub's interface does, and keeps the reviews that it is sent."""

    class Handler(BaseHTTPRequestHandler):
        reviews, comments = [], []

        def answer(self, value):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def do_GET(self):
            self.answer(self.comments)

        def do_POST(self):
            assert self.path == "/repos/owner/site/pulls/7/reviews"
            assert self.headers["Authorization"] == "Bearer secret"
            review = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.reviews.append(review)
            self.comments.extend(review["comments"])
            self.answer({})

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        Handler.address = f"http://127.0.0.1:{server.server_port}"
        yield Handler
        server.shutdown()


def test_safe_fixes_are_suggested_once_on_changed_lines(step, pull_request, github):
    checkout, context = pull_request
    git(checkout, "fetch", "-q", "--depth=1", "origin", context["HEAD_SHA"])
    context |= {
        "NUMBER": "7",
        "TOKEN": "secret",
        "GITHUB_API_URL": github.address,
        "GITHUB_REPOSITORY": "owner/site",
        "NO_PROXY": "127.0.0.1",
    }
    for said in ("1 fixes suggested, 0 had been before", "0 fixes suggested, 1 had been before"):
        done, _ = step("Suggest fixes", checkout, **context, WORKING_DIRECTORY="site")
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
    (review,) = github.reviews
    (comment,) = review["comments"]
    assert review["commit_id"] == context["HEAD_SHA"]
    assert comment["body"].endswith("```suggestion\nThe office is closed until the end of the holidays.\n```")
    assert (comment["path"], comment["line"], comment["side"]) == ("site/posts/a.md", 5, "RIGHT")

    context["GITHUB_API_URL"] = "http://127.0.0.1:9"
    done, _ = step("Suggest fixes", checkout, **context, WORKING_DIRECTORY="site")
    assert (done.returncode, "::notice::copydesk: fixes could not be suggested" in done.stdout) == (0, True)


PATCH = """--- a/a.md
+++ b/a.md
@@ -1,6 +1,5 @@
 one
-two
-- a/three
+2
+++ b/3
 four
-five
 six
--- a/b c.md\t
+++ b/b c.md\t
@@ -3 +3 @@
-x
\\ No newline at end of file
+`````
\\ No newline at end of file
"""


def test_the_fixes_of_a_patch():
    suggestions = script("suggestions")
    assert [tuple(each) for each in suggestions.fixes_in(PATCH)] == [
        ("a.md", 2, 3, ("2", "++ b/3")),
        ("a.md", 5, 5, ()),
        ("b c.md", 3, 3, ("`````",)),
    ]
    (first,) = suggestions.comments_for(PATCH, "+++ b/a.md\n@@ -1,0 +1,4 @@\n+\n+\n+\n+\n", set())
    second = suggestions.comment(suggestions.Change("b c.md", 3, 3, ("`````",)))
    assert (first["start_line"], first["line"]) == (2, 3)
    assert "``````suggestion\n`````\n``````" in second["body"]
    assert not suggestions.comments_for(PATCH, PATCH, {"a.md", "b c.md"})


def test_outputs_that_are_promised_are_written():
    outputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["outputs"]
    written = {*script("summary").counts([]), "exit-status", "sarif-file"}
    assert outputs.keys() == written


def test_the_action_holds_to_its_schema():
    schemas = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / "github-actions.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(yaml.safe_load((ROOT / "action.yml").read_text("utf-8")))


def test_the_token_reaches_one_step():
    assert [step["name"] for step in STEPS if "inputs.token" in str(step)] == ["Suggest fixes"]
