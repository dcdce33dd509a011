"""Plugins: load them, and collect the rules, readers and reports that they and copydesk itself provide.

The built-in ones use the same hooks as plugins.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from copydesk import hookspecs
from copydesk.config.rule_sources.built_in_rules import built_in_rules
from copydesk.config.rule_sources.plugin_modules import import_plugin
from copydesk.document import Document
from copydesk.formats.decoding.encodings import decode
from copydesk.hookspecs import hookimpl
from copydesk.support.distributions import ENTRY_POINTS, installed_plugins, looking_only_where_installed
from copydesk.support.paths import built_in_packs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from copydesk.rules import Rule


class PluginError(ValueError):
    """A plugin that cannot be used; the message names it."""


def plugin_manager(modules: Iterable[ModuleType | str] = ()) -> pluggy.PluginManager:
    """Return a plugin manager with the built-ins, every installed distribution of the group "copydesk", and
    `modules`: names of modules, paths of Python files, or plugins themselves.

    Raises:
        PluginError: a plugin cannot be imported, or implements a hook that copydesk does not have.
    """
    manager = pluggy.PluginManager("copydesk")
    manager.add_hookspecs(hookspecs)
    manager.register(_BuiltIn(), "built-in")
    try:
        if installed_plugins(ENTRY_POINTS).may_have_plugins:
            with looking_only_where_installed():
                manager.load_setuptools_entrypoints(ENTRY_POINTS)
        for module in modules:
            manager.register(import_plugin(module) if isinstance(module, str) else module)
        manager.check_pending()
    except Exception as error:  # a plugin may raise anything while it is imported
        kind = "" if isinstance(error, FileNotFoundError | ValueError) else f"{type(error).__name__}: "
        reason = f"a plugin could not be loaded: {kind}{error}"
        if isinstance(error, ModuleNotFoundError):
            reason += "; install it, or name its folder in PYTHONPATH: the working folder is not searched"
        raise PluginError(reason) from error
    return manager


def rules_in_file(file: Path) -> list[Rule]:
    """Return the rules of a Python file, sorted by id.

    Raises:
        PluginError: it cannot be imported, or has neither rules nor hooks.
    """
    manager = plugin_manager([os.path.abspath(file)])
    plugin = next(
        each for each in manager.get_plugins() if getattr(each, "__file__", "") == os.path.abspath(file)
    )
    rules = manager.subset_hook_caller(
        "copydesk_rules", [each for each in manager.get_plugins() if each is not plugin]
    )
    return sorted((rule for group in rules() for rule in group), key=lambda rule: rule.id)


def all_rules(manager: pluggy.PluginManager, packs: Iterable[Path] = ()) -> dict[str, Rule]:
    """Return all rules by id, sorted: built-in ones, those of plugins, and those of further `packs`.

    Raises:
        PackError: a pack has a mistake.
        PluginError: two rules have the same id.
    """
    from copydesk.packs.loader import load_packs

    rules: dict[str, Rule] = {}
    in_python = [rule for group in manager.hook.copydesk_rules() for rule in group]
    all_packs = [*(path for paths in manager.hook.copydesk_packs() for path in paths), *packs]
    in_yaml = load_packs(all_packs)
    for rule in sorted([*in_python, *in_yaml], key=lambda rule: (rule.id, rule.origin)):
        if rule.id in rules:
            raise PluginError(
                f"two rules have the id “{rule.id}”, one in {rules[rule.id].origin}, one in {rule.origin};"
                " rename one of them"
            )
        rules[rule.id] = rule
    return rules


def plugin_files(manager: pluggy.PluginManager) -> list[Path]:
    """Return the files and folders of all plugins except the built-in one; they are part of the cache key.

    With a plugin belong the modules that it has imported, except those that are installed.
    """
    files: list[Path] = []
    for plugin in manager.get_plugins():
        module = getattr(plugin, "__name__", None) or type(plugin).__module__
        top = sys.modules.get(module.partition(".")[0])
        if top is None or top.__name__ == "copydesk":
            continue
        files += map(Path, getattr(top, "__path__", None) or [top.__file__ or ""])
    packs = [path for paths in manager.hook.copydesk_packs() for path in paths if path != built_in_packs()]
    return [*files, *(_imported_from_elsewhere() if files else ()), *packs]


def _imported_from_elsewhere() -> list[Path]:
    """Return the files of all modules that come neither with Python, nor from a distribution, nor with copydesk."""
    import sysconfig

    folders = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders.append(str(Path(__file__).parents[1]))
    installed = tuple(os.path.join(folder, "") for folder in folders)  # noqa: PTH118 - it ends with a separator
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    return [Path(file) for file in sorted(files) if file and not file.startswith(installed)]


class _BuiltIn:
    """The rules and the reader of copydesk itself, provided through the hooks that plugins use."""

    @hookimpl
    def copydesk_rules(self) -> list[Rule]:
        return built_in_rules()

    @hookimpl
    def copydesk_packs(self) -> list[Path]:
        return [built_in_packs()]

    @hookimpl(trylast=True)
    def copydesk_read(self, path: str, data: bytes) -> Document | Sequence[Document]:
        source, encoding = decode(data, path)
        return Document.all_in(source, path, encoding=encoding)
