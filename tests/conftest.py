"""Fixtures for all tests, and `--accept`, which rewrites the rules' fixture files from what the rules say."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from copydesk import lint
from copydesk.__main__ import main
from copydesk.config import files as config
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.support import paths
from copydesk.support.patterns import LazyPattern, keep_compiled
from copydesk.support.persistence.storage import storage
from shared_folder import shared_folder

# The same examples in every run: who changes something shall not meet somebody else's fault by chance. Raise
# `max_examples` and run `--hypothesis-profile=default` to look for new ones.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite the fixtures from what the rules say now")


def pytest_configure(config):
    """No test touches the cache of whoever runs it, or the key with which it is signed; each worker has a copy of another.

    Who runs tests several times names a folder for it in COPYDESK_TESTS_FOLDER, and the later ones start sooner.
    """
    # A shell starts what runs in the background deaf to Ctrl-C, and so would be all programs that tests start.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        if not (folder := os.environ.pop("COPYDESK_TESTS_FOLDER", "")):
            folder = tempfile.mkdtemp(prefix="copydesk-tests-")
            config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ.update(COPYDESK_CACHE_DIR=f"{folder}/cache", COPYDESK_CACHE_KEY="the key of the tests")
        # Who keeps no bytecode waits for every program that a test starts to compile all modules: it is kept meanwhile.
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = f"{folder}/bytecode"
            sys.dont_write_bytecode = False
    else:
        filled = Path(os.environ["COPYDESK_CACHE_DIR"])
        config.stash[CACHES] = filled, filled.with_name(config.workerinput["workerid"])
        os.environ["COPYDESK_CACHE_DIR"] = str(config.stash[CACHES][1])
        _copy_cache(*config.stash[CACHES])


CACHES = pytest.StashKey()
"""The cache that was filled before the tests, and the copy of a worker."""
_LARGEST = 60_000_000
"""Bytes of a cache; one of 100 million is halved when it is closed, and would lose what all programs need."""


def _copy_cache(filled, own):
    storage().close()
    shutil.rmtree(own, ignore_errors=True)
    if filled.exists():
        shutil.copytree(filled, own)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Start from the filled cache again before a worker's own is too large."""
    result = yield
    caches = item.config.stash.get(CACHES, None)
    if caches and sum(file.stat().st_size for file in caches[1].glob("*.sqlite3*")) > _LARGEST:
        _copy_cache(*caches)
    return result


def pytest_collection_modifyitems(items):
    """Have one worker run all tests that read the code of copydesk, which takes seconds to parse."""
    items.sort(key=lambda item: not hasattr(item.module, "trees"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config):
    """Do once, before there are workers, what each would have to do: rewrite the assertions of the tests, find out about
    rules, and compile all patterns. It is shared with a second process, for the machine has nothing else to do.
    """
    if sys.platform != "linux":  # elsewhere a process with what this one has imported cannot be had
        _compile_patterns(0, 1)
        keep_compiled()
        return storage().close()
    context = get_context("fork")
    known = context.Event()

    def second():
        _keep_bytecode()
        _rewrite_assertions(config)
        known.wait()
        _compile_patterns(1, 2)
        keep_compiled()

    beside = context.Process(target=second, daemon=True)
    beside.start()
    all_rules(plugin_manager())
    known.set()
    _compile_patterns(0, 2)
    beside.join()
    keep_compiled()
    return storage().close()  # the workers copy it


def _keep_bytecode():
    """Write the bytecode of what was imported before there was a place for it; each worker would compile it again."""
    for module in list(sys.modules.values()) if sys.pycache_prefix else ():
        loader = getattr(module, "__loader__", None)
        if isinstance(loader, SourceFileLoader):
            loader.get_code(loader.name)


def _rewrite_assertions(config):
    """Have pytest write the bytecode of the test modules, which its workers then load."""
    chosen = (Path(each.partition("::")[0]) for each in config.args)
    for file in (file for path in chosen for file in ([path] if path.is_file() else path.rglob("test_*.py"))):
        module = ModuleType(file.stem)
        module.__spec__ = spec_from_file_location(file.stem, file.absolute())
        module.__builtins__ = {}  # it need not run, and cannot without imports
        with suppress(Exception):  # whatever is missing, each worker does it
            config.pluginmanager.rewrite_hook.exec_module(module)


def _compile_patterns(part, parts):
    """Compile one of several parts of all patterns that the tests need."""
    in_files = [rule for rule in all_rules(plugin_manager()).values() if hasattr(rule.check, "__self__")]
    for rule in in_files[part::parts]:
        rule.check.__self__.matcher.compile()
    for file in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))[part::parts]:
        lint(file.read_text("utf-8"), path=file.name, preset="strict")
    for each in gc.get_objects() if part == 0 else ():
        if isinstance(each, LazyPattern):  # those of the modules that are imported by now
            each.flags  # noqa: B018 - it is compiled to be read


@pytest.fixture(scope="session")
def rules():
    return all_rules(plugin_manager())


@pytest.fixture(scope="session")
def dist(tmp_path_factory):
    """Our sdist, and the wheel built from it, which takes half a minute."""

    def build(folder):
        command = [
            sys.executable,
            "-m",
            "build",
            "--no-isolation",
            "--outdir",
            folder,
            Path(__file__).parent.parent,
        ]
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        built = subprocess.run(command, text=True, capture_output=True, env=clean)
        assert built.returncode == 0, built.stdout + built.stderr

    return shared_folder(tmp_path_factory, "dist", build)


@pytest.fixture
def forget_settings():
    """Forgets which configurations and repositories there are; tests make them while they run."""

    def forget():
        for module in (config, paths):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()

    forget()
    return forget


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser():
    """An installed Chromium without a window; tests that need it are skipped where there is none."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="pip install 'copydesk[browser]' to run this"
    )
    if not CHROMIUM:
        pytest.skip("there is no chromium here")
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class GitRepository:
    """A repository in the working folder, and what copydesk says of it."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self._capsys = capsys

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def git(self, *arguments):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", *identity, *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=self.folder)
        return done.stdout.strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "more")

    def call(self, *arguments):
        status = main(list(arguments))
        output = self._capsys.readouterr()
        return status, output.out, output.err

    def found(self, *options):
        status, out, err = self.call("check", "--output-format", "json", *options)
        assert status in (0, 1), out + err
        return [(each["path"], each["line"], each["excerpt"]) for each in json.loads(out)]


def _without_settings_of_git(monkeypatch):
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture(scope="session")
def _empty_git_repo(tmp_path_factory):
    """An empty git repository, which is copied for each test: git would take ten times as long to make another."""
    folder = tmp_path_factory.mktemp("repository")
    with pytest.MonkeyPatch.context() as monkeypatch:
        _without_settings_of_git(monkeypatch)
        GitRepository(folder, None).git("init", "-q", "-b", "main")
    for sample in (folder / ".git/hooks").glob("*.sample"):
        sample.unlink()
    return folder


@pytest.fixture
def git_repo(tmp_path, monkeypatch, capsys, forget_settings, _empty_git_repo):
    """An empty git repository as the working folder, for a user without any settings of git."""
    _without_settings_of_git(monkeypatch)
    folder = tmp_path / "repo"
    shutil.copytree(_empty_git_repo, folder)
    monkeypatch.chdir(folder)
    return GitRepository(folder, capsys)


@pytest.fixture(scope="session")
def _git_repo_with_a_fault(tmp_path_factory, _empty_git_repo):
    folder = tmp_path_factory.mktemp("repositories") / "fault"
    shutil.copytree(_empty_git_repo, folder)
    with pytest.MonkeyPatch.context() as monkeypatch:
        _without_settings_of_git(monkeypatch)
        made = GitRepository(folder, None)
        made.write("posts/a.md", "# A\n\nHe sat on the the pier.\n\nEnd.\n")
        made.commit()
    return folder


@pytest.fixture
def git_repo_with_a_fault(git_repo, _git_repo_with_a_fault):
    """The same with one old fault, committed."""
    shutil.copytree(_git_repo_with_a_fault, git_repo.folder, dirs_exist_ok=True)
    return git_repo
