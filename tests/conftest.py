"""Fixtures for all tests, and `--accept`, which rewrites the rules' fixture files from what the rules say."""

from __future__ import annotations

import pytest
from hypothesis import settings

from copydesk.config import files as config
from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.support import paths

# The same examples in every run: who changes something shall not meet somebody else's fault by chance. Raise
# `max_examples` and run `--hypothesis-profile=default` to look for new ones.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite the fixtures from what the rules say now")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """No test touches the cache of whoever runs it, or the key with which it is signed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPYDESK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("COPYDESK_CACHE_KEY", "the key of the tests")
        yield


@pytest.fixture(scope="session")
def rules():
    return all_rules(plugin_manager())


@pytest.fixture
def forget_settings():
    """Forgets which configurations and repositories there are; tests make them while they run."""

    def forget():
        for module in (config, paths):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()

    forget()
    return forget
