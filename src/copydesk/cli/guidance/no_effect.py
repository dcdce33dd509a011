"""Settings without effect: tell which settings change nothing as things are, because they are often mistyped."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from copydesk.engine.suppressions import SUPPRESSION_RULES
from copydesk.run.discovery import find_files
from copydesk.support.untrusted.gitignore import PathPatterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from copydesk.config.project import ProjectConfig
    from copydesk.config.settings import Config, RuleSetting
    from copydesk.rules import Rule

_MOST_FILES = 20_000
"""In a folder with more articles nothing is said of patterns: to hold all files to them would take too long."""


def without_effect(config: ProjectConfig, file: Path) -> Iterator[str]:
    """Yield a line for each setting of a file's configuration that changes nothing, with the reason."""
    settings = config.settings_for(file)
    rules = config.rules_for(file).by_id
    yield from _rule_settings(settings.rules, rules.values())
    if any(settings.names.values()) and all(rule.family != "names" for rule in rules.values()):
        yield "names: no rule about names runs here"
    yield from _patterns(settings)


def checking_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules that check articles, and not only suppressions."""
    return [rule for rule in rules if rule.id not in SUPPRESSION_RULES]


def severities_without_effect(severities: Iterable[tuple[str, str]], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield a line for each --severity of a rule or family of which nothing runs."""
    names = {name for rule in rules for name in (rule.id, rule.family)}
    for target, severity in severities:
        if target not in names:
            yield (
                f"--severity {target}={severity} has no effect, because {target} does not run here;"
                f" --extend-select {target} runs it"
            )


def _rule_settings(settings: Iterable[RuleSetting], running: Iterable[Rule]) -> Iterator[str]:
    names = {name for rule in running for name in (rule.id, rule.family)}
    for each in settings:
        if each.enabled is not False and each.target not in names:
            yield f"{each.key}.{each.target}: nothing of it runs here; “{each.target}: on” would run it"


def _patterns(config: Config) -> Iterator[str]:
    """Yield a line for each entry of a configuration that is for files of which there are none."""
    entries = [
        *(("exclude", (pattern,)) for pattern in config.exclude if not pattern.startswith("!")),
        *((f"files[{number}].paths", each.paths) for number, each in enumerate(config.overrides)),
        *((f"sources[{number}].paths", each.paths) for number, each in enumerate(config.sources)),
    ]
    if not entries or config.file is None:
        return
    files = list(islice(find_files([config.folder], lambda _file: False), _MOST_FILES + 1))
    if len(files) > _MOST_FILES:
        return
    for key, patterns in entries:
        matcher = PathPatterns(config.folder, patterns, f"{config.origin}: {key}")
        if not any(map(matcher.match, files)):
            yield f"{key} ({', '.join(patterns)}): matches no article in {config.folder.name or config.folder}"
