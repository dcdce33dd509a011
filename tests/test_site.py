"""The site's own pages; MkDocs, which checks every link, is run by `.ci/run`."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import jsonschema
import pytest

from copydesk.rules import rule_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def build():
    specification = importlib.util.spec_from_file_location("build_site", ROOT / "docs" / "site" / "build.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_every_rule_has_a_page_with_its_measurement(build, rules):
    pages = {rule.id: build.rule_page(rule) for rule in build.rules()}
    assert rules.keys() <= pages.keys()
    for rule in rules.values():
        assert pages[rule.id].startswith(f"# {rule.id}\n")
        assert "## How often it is right\n\n" in pages[rule.id]
    assert "Not measured on real text yet." in pages["long-sentence"]
    index = build.index(build.rules())
    assert set(re.findall(r"\]\(([\w-]+)\.md\)", index)) == pages.keys()


def test_a_page_shows_what_a_rule_says_as_it_is(build):
    simple = {
        "id": "a",
        "family": "b",
        "summary": "A <tag> and *x* in `<code>`.",
        "where": {},
        "bad": ["~~~ # one"],
    }
    page = build.rule_page(rule_of(simple | {"options": {"allow": [], "limit": 3}}, check=list))
    assert "A \\<tag\\> and \\*x\\* in `<code>`." in page
    assert "~~~~~~ text\n~~~ # one\n~~~~~~" in page
    assert "| `allow` | none |\n| `limit` | `3` |" in page


def test_links_of_documents_lead_to_the_site_or_the_repository(build):
    overview = build.document("README.md")
    assert "](docs/ci.md)" in overview
    assert "](../overview.md" not in overview
    assert build.document("docs/ci.md").count("](installing.md)") == 1


def test_the_schemas_are_published_where_the_page_says(build):
    published = build.schemas(build.rules())
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert published.keys() == {*re.findall(r"`(schemas/[\w-]+\.json)`", page)}
    for text in published.values():
        jsonschema.Draft7Validator.check_schema(json.loads(text))


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs" / "site" / "start").glob("*.md")), ids=lambda path: path.stem
)
def test_the_starts_lead_somewhere(build, page):
    made = {"../overview.md", "../rules/index.md"} | {f"../{each}" for each in build.DOCUMENTS}
    links = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert links
    assert set(links) <= made
    assert f"start/{page.name}" in (ROOT / "docs" / "site" / "index.md").read_text("utf-8")
