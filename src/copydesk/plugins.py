"""The plugin manager, and what it yields: all rules, the readers, the reporters. Built-ins use the same hooks."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pluggy

from copydesk import checks, hookspecs
from copydesk.document import Document
from copydesk.formats.encoding import decode
from copydesk.hookspecs import hookimpl
from copydesk.installed import survey
from copydesk.packs import load_packs
from copydesk.rules import Rule

ENTRY_POINTS = "copydesk"
"""The entry-point group by which installed distributions join in."""


class PluginError(ValueError):
    """A plugin that cannot be used: the message names it."""


def plugin_manager(modules: Iterable[ModuleType | str] = ()) -> pluggy.PluginManager:
    """A manager with the built-ins, every installed distribution of the group "copydesk", and `modules`.

    Raises:
        PluginError: a plugin cannot be imported, or has a hook that copydesk does not know.
    """
    manager = pluggy.PluginManager("copydesk")
    manager.add_hookspecs(hookspecs)
    manager.register(_BuiltIn(), "built-in")
    try:
        installed = survey(ENTRY_POINTS)
        if installed.plugins or not installed.is_certain:
            manager.load_setuptools_entrypoints(ENTRY_POINTS)
        for module in modules:
            manager.register(import_module(module) if isinstance(module, str) else module)
        manager.check_pending()
    except Exception as error:  # a plugin may raise anything while it is imported
        raise PluginError(f"a plugin could not be loaded: {type(error).__name__}: {error}") from error
    return manager


def all_rules(manager: pluggy.PluginManager, packs: Iterable[Path] = ()) -> dict[str, Rule]:
    """Every rule by its id, sorted: built-in, from plugins, and from further `packs`.

    Raises:
        PackError: a pack has a mistake.
        PluginError: two rules have one id.
    """
    rules: dict[str, Rule] = {}
    in_python = [rule for group in manager.hook.copydesk_rules() for rule in group]
    all_packs = [*(path for paths in manager.hook.copydesk_packs() for path in paths), *packs]
    in_yaml = load_packs(all_packs, trusted=_built_in_packs())
    for rule in sorted([*in_python, *in_yaml], key=lambda rule: (rule.id, rule.origin)):
        if rule.id in rules:
            raise PluginError(
                f"two rules are called “{rule.id}”: one of {rules[rule.id].origin}, one of {rule.origin}"
            )
        rules[rule.id] = rule
    return rules


class _BuiltIn:
    """What copydesk itself brings, through the hooks that plugins use."""

    @hookimpl
    def copydesk_rules(self) -> Iterator[Rule]:
        for module in pkgutil.walk_packages(checks.__path__, "copydesk.checks."):
            if not module.ispkg:
                yield from (
                    each for each in vars(import_module(module.name)).values() if isinstance(each, Rule)
                )

    @hookimpl
    def copydesk_packs(self) -> list[Path]:
        return [_built_in_packs()]

    @hookimpl(trylast=True)
    def copydesk_read(self, path: str, data: bytes) -> Document:
        source, encoding = decode(data, path)
        return Document(source, path, encoding=encoding)


def _built_in_packs() -> Path:
    """The rules folder: inside the package when installed, at the top of the repository in a checkout."""
    package = Path(__file__).parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"
