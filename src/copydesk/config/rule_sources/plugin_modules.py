"""Plugin modules: import what --plugin names, a module or a file, and take in the rules of a file."""

from __future__ import annotations

import os
import sys
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.hookspecs import hookimpl
from copydesk.rules import PLUGIN_FILE, Rule
from copydesk.support.persistence.hash_functions import blake2b

if TYPE_CHECKING:
    from types import ModuleType

_SUFFIX = ".py"
_HOOKS = "copydesk_"
_RULES = "copydesk_rules"


def is_file(name: str) -> bool:
    """Tell whether what --plugin names is a file, and no module."""
    return name.endswith(_SUFFIX) or os.sep in name or "/" in name


def import_plugin(name: str) -> ModuleType:
    """Import a plugin: a module by its name, or a file by its path.

    A file without the hook `copydesk_rules` gets it, with all rules in the file.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: a file is no Python file, or has neither hooks nor rules.
        Exception: whatever the module raises.
    """
    if not is_file(name):
        return import_module(name)
    path = Path(name).absolute()
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no file {name}; a module is named without a folder and without {_SUFFIX}"
        )
    if path.suffix != _SUFFIX:
        raise ValueError(f"{name} is no Python file; its name must end in {_SUFFIX}")
    module = _import_file(path)
    if not hasattr(module, _RULES):
        rules = [each for each in vars(module).values() if isinstance(each, Rule)]
        has_hooks = any(each.startswith(_HOOKS) and callable(value) for each, value in vars(module).items())
        if not rules and not has_hooks:
            raise ValueError(f"{name} has neither rules nor hooks; put @rule(…) over the function of a rule")
        module.copydesk_rules = hookimpl(lambda: rules)  # type: ignore[attr-defined]
    return module


def _import_file(path: Path) -> ModuleType:
    """Import a file as a module of its own. It may import modules that lie beside it, as a script may."""
    name = _module_name(path)
    if loaded := sys.modules.get(name):
        return loaded
    spec = util.spec_from_file_location(name, path)
    assert spec is not None  # the suffix is that of a Python file
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[name] = module  # as dataclasses and pickles need it
    sys.path.append(str(path.parent))
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    finally:
        sys.path.remove(str(path.parent))
    return module


def _module_name(path: Path) -> str:
    """Return the name of the module that a file becomes: files of one name in two folders are two modules."""
    return f"{PLUGIN_FILE}{path.stem}@{blake2b(os.fsencode(path), digest_size=4).hexdigest()}"
