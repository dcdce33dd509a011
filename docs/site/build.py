"""The site: collect the documents, make a page for each rule, and let MkDocs build it, with every link checked.

pip install -e '.[site]' && python docs/site/build.py      # writes build/site
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import yaml

from copydesk.config.plugins import all_rules, plugin_manager
from copydesk.config.schema import config_schema, pack_schema
from copydesk.engine.failures import ENGINE_RULES
from copydesk.engine.suppressions import SUPPRESSION_RULES
from copydesk.rules import Rule

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "build" / "site-pages"
DOCUMENTS = (
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    *(f"docs/{each.name}" for each in (ROOT / "docs").glob("*.md")),
)
IMAGES = "docs/images"
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#]+)(#[^)]*)?(?=\))")


def rules() -> list[Rule]:
    """Return all rules of copydesk itself, by family and id."""
    every = {**all_rules(plugin_manager()), **SUPPRESSION_RULES, **{each.id: each for each in ENGINE_RULES}}
    return sorted(every.values(), key=attrgetter("family", "id"))


def rule_page(rule: Rule) -> str:
    """Return a rule's page. Its address, rules/ID/, lasts as long as the rule: findings link to it."""
    preset = "on by default" if rule.preset == "recommended" else f"only in the preset `{rule.preset}`"
    parts = [
        f"# {rule.id}",
        literal(rule.summary),
        f"Family [{rule.family}](index.md#{rule.family}), severity `{rule.severity}`, {preset}.",
        literal(rule.why),
        *examples("Flagged", rule.bad),
        *examples("Not flagged", rule.good),
        *options(rule.options),
    ]
    if rule.extra:
        parts += ["## Needs", f"The extra `copydesk[{rule.extra}]`."]
    measured = literal(rule.measured) or "Not measured on real text yet."
    return "\n\n".join([*filter(None, parts), "## How often it is right", measured]) + "\n"


def literal(text: str) -> str:
    """Return text of a rule's page as Markdown that shows it as it is; words in backquotes are code there too."""
    pieces = re.split(r"(`[^`\n]+`)", text)
    return "".join(
        piece if index % 2 else re.sub(r"([\\*_\[\]<>#&`])", r"\\\1", piece)
        for index, piece in enumerate(pieces)
    )


def examples(title: str, texts: Iterable[str]) -> list[str]:
    """Return a section with texts, each as it stands."""
    shown = [f"~~~~~~ text\n{text}\n~~~~~~" for text in texts]
    return [f"## {title}", *shown] if shown else []


def options(values: Any) -> list[str]:
    """Return a section with the options of a rule and their values."""
    rows = [f"| `{name}` | {shown(value)} |" for name, value in values.items()]
    return ["## Options", "\n".join(["| option | value |", "| --- | --- |", *rows])] if rows else []


def shown(value: Any) -> str:
    """Return the value of an option as a configuration has it."""
    if isinstance(value, tuple | list):
        return ", ".join(map(shown, value)) or "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"`{value}`" if value not in {None, ""} else "none"


def index(every: list[Rule]) -> str:
    """Return the list of all rules."""
    parts = [
        "# Rules",
        f"{len(every)} rules, by family. An address of a rule stays the same as long as there is the rule.",
    ]
    for family, group in groupby(every, key=attrgetter("family")):
        rows = [f"- [{each.id}]({each.id}.md): {literal(each.summary)}" for each in group]
        parts += [f"## {family}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def document(path: str) -> str:
    """Return a document of the repository, with links that lead to pages of the site, or else to the repository."""
    folder = Path(path).parent
    up = "../" * len(folder.parts)

    def link(match: re.Match[str]) -> str:
        target = (ROOT / folder / match[1]).resolve().relative_to(ROOT).as_posix()
        if target == "README.md":
            return f"{up}overview.md{match[2] or ''}"
        if target in DOCUMENTS or target.startswith(IMAGES):
            return match[0]
        return f"https://github.com/OWNER/copydesk/blob/main/{target}"

    return _LINK.sub(link, (ROOT / path).read_text("utf-8"))


def schemas(every: list[Rule]) -> dict[str, str]:
    """Return the JSON schemas of rule files and of the configuration, by their addresses, which editors may name."""
    kinds = {"rule-file": pack_schema(), "copydesk": config_schema({each.id: each for each in every})}
    return {f"schemas/{name}.json": json.dumps(schema, indent=1) + "\n" for name, schema in kinds.items()}


def collect() -> list[Any]:
    """Write all pages, and return the site's navigation."""
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(
        ROOT / "docs" / "site",
        PAGES,
        ignore=lambda _folder, names: [each for each in names if not is_page(each)],
    )
    shutil.copytree(ROOT / IMAGES, PAGES / IMAGES, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    pages = {"overview.md": document("README.md"), **{each: document(each) for each in DOCUMENTS}}
    every = rules()
    pages |= schemas(every)
    pages |= {"rules/index.md": index(every), **{f"rules/{each.id}.md": rule_page(each) for each in every}}
    for name, text in pages.items():
        (PAGES / name).parent.mkdir(parents=True, exist_ok=True)
        (PAGES / name).write_text(text, "utf-8")
    start = [f"start/{name}.md" for name in ("editor", "devops", "publisher", "rule-writer", "data-engineer")]
    families = [
        {family: [f"rules/{each.id}.md" for each in group]}
        for family, group in groupby(every, key=attrgetter("family"))
    ]
    guides = sorted(each for each in DOCUMENTS if each.startswith("docs/"))
    return [
        "index.md",
        {"Start": start},
        {"Guide": ["overview.md", *guides]},
        {"Rules": ["rules/index.md", *families]},
        {"Project": ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]},
    ]


def is_page(name: str) -> bool:
    """Tell whether a name in the folder `docs/site` is that of a page or of a folder of pages."""
    return name.endswith(".md") or "." not in name


def main() -> int:
    """Build the site; return the status of MkDocs, which is not 0 if a link leads nowhere."""
    nav = collect()
    settings = yaml.safe_load((ROOT / "docs" / "site" / "mkdocs.yml").read_text("utf-8"))
    settings |= {"docs_dir": PAGES.name, "site_dir": "site", "nav": nav}
    file = PAGES.parent / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-f", file]).returncode


if __name__ == "__main__":
    sys.exit(main())
