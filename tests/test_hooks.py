"""Every hook is documented and asked; nothing depends on the order of loading."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from copydesk import hookspecs, report
from copydesk.config.plugins import PluginError, all_rules, plugin_manager
from copydesk.findings import Flag
from copydesk.hookspecs import hookimpl
from copydesk.rules import rule

HOOKS = {name: function for name, function in vars(hookspecs).items() if name.startswith("copydesk_")}


@rule(family="test")
def always(doc):
    """Always.

    Bad: x
    """
    yield Flag(0, 1, "here")


class Plugin:
    @hookimpl
    def copydesk_rules(self):
        return [always]


def test_every_hook_has_a_docstring_and_an_implementation_of_ours():
    manager = plugin_manager()
    hookspecs.hookimpl(report.copydesk_reporters)
    manager.register(report)
    for name, function in HOOKS.items():
        assert inspect.getdoc(function), name
        assert getattr(manager.hook, name).get_hookimpls(), name


def test_the_example_plugin_uses_every_hook():
    source = (Path(__file__).parent / "plugin_example/src/desk_example/__init__.py").read_text("utf-8")
    assert all(f"def {name}(" in source for name in HOOKS)


def test_a_plugin_adds_a_rule():
    assert all_rules(plugin_manager([Plugin()]))["always"].family == "test"


def test_rules_come_sorted_whatever_the_order_of_plugins():
    rules = all_rules(plugin_manager([Plugin()]))
    assert list(rules) == sorted(rules)


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(PluginError, match="two rules have the id “always”"):
        all_rules(plugin_manager([Plugin(), Plugin()]))


def test_a_plugin_that_cannot_be_imported_is_named():
    with pytest.raises(PluginError, match="no_such_module"):
        plugin_manager(["no_such_module"])


def test_an_unknown_hook_is_refused():
    class Mistaken:
        @hookimpl
        def copydesk_ruels(self):
            return []

    with pytest.raises(PluginError, match="copydesk_ruels"):
        plugin_manager([Mistaken()])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [({"severity": "loud"}, "severity"), ({"preset": "all"}, "preset"), ({"places": ["attic"]}, "attic")],
)
def test_a_rule_with_a_wrong_argument_is_refused(arguments, says):
    with pytest.raises(ValueError, match=says):
        rule(family="test", **arguments)(always.check)


def test_a_rule_without_documentation_is_refused():
    def silent(doc):
        return []

    with pytest.raises(ValueError, match="documentation"):
        rule(family="test")(silent)
