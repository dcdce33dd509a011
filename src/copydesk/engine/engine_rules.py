"""The rules that the engine itself speaks for: they have no check, and are always on."""

from __future__ import annotations

from copydesk.rules import engine_rule

CRASHED = engine_rule(
    id="crashed-rule",
    family="engine",
    severity="error",
    summary="A rule failed on this file, so the file is not fully checked.",
    why="It is a fault of the rule, not of the text. Report it to whoever made the rule, or switch the rule off.",
)

UNREADABLE = engine_rule(
    id="unreadable-file",
    family="engine",
    severity="error",
    summary="A file could not be read, so nothing in it was checked.",
    why="It is missing, may not be read, or holds no text in an encoding that can be told with certainty.",
)

UNREADABLE_SOURCE = engine_rule(
    id="unreadable-source",
    family="sources",
    severity="error",
    summary="A source that an article or the configuration declares could not be read.",
    why="What it alone would bear out is not checked. The finding stands where the source is declared, for there it\n"
    "is mended: it can be known, accepted and let pass like whatever else is found in an article, and --staged shows\n"
    "it to whoever changes that line or takes the source away. Where it is shown, the exit status is 2.",
)

NOT_CHECKED = engine_rule(
    id="not-checked-against-source",
    family="sources",
    severity="error",
    summary="A quotation or date could not be held to a source; asked for by --require-sources.",
    why="The article declares none, or none that could be read, or only addresses in the web, which are not fetched.",
)

ENGINE_RULES = (CRASHED, UNREADABLE, UNREADABLE_SOURCE, NOT_CHECKED)
"""Findings of the family "engine" are of a file that could not be checked: nothing hides them."""
