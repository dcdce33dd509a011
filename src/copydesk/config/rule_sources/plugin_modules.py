"""Plugin modules: import what --plugin names, a module or a file, and take in the rules of a file without hooks."""

from __future__ import annotations

import os
import sys
from importlib import import_module, util
from pathlib import Path
from types import ModuleType

from copydesk.hookspecs import hookimpl
from copydesk.rules import PLUGIN_FILE, Rule

_SUFFIX = ".py"
_HOOKS = "copydesk_"


def is_file(name: str) -> bool:
    """Tell whether what --plugin names is a file, and no module."""
    return name.endswith(_SUFFIX) or os.sep in name or "/" in name


def import_plugin(name: str) -> ModuleType:
    """Import a plugin: a module by its name, or a file by its path.

    A file without hooks gets one, `copydesk_rules`, with all rules in it.

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
    if not any(each.startswith(_HOOKS) and callable(value) for each, value in vars(module).items()):
        rules = [each for each in vars(module).values() if isinstance(each, Rule)]
        if not rules:
            raise ValueError(f"{name} has neither rules nor hooks; put @rule(…) over the function of a rule")
        module.copydesk_rules = hookimpl(lambda: rules)  # type: ignore[attr-defined]
    return module


def _import_file(path: Path) -> ModuleType:
    """Import a file as a module of its own. It may import modules that lie beside it, as a script may."""
    name = f"{PLUGIN_FILE}{path.stem}"
    loaded = sys.modules.get(name)
    if loaded is not None and loaded.__file__ == str(path):
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
