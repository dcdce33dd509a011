"""Tools: what an agent can ask copydesk over the model context protocol. None of them reads or writes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import copydesk
from copydesk.services.in_python.desk import Desk
from copydesk.support.closest import closest

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_INSTRUCTIONS = (
    "copydesk checks article text without a language model. After you write or rewrite an article, call “check”, and"
    " “compare” with the source: correct what differs, and never change a quotation, a date, a number or a name that"
    " the source has. Offsets are Unicode code points."
)


def make_server(desk: Desk) -> MCPServer[Any]:
    """Return a server with the tools `check`, `compare` and `explain`; `run("stdio")` starts it."""
    from mcp.server.mcpserver import MCPServer

    server: MCPServer[Any] = MCPServer(
        "copydesk", instructions=_INSTRUCTIONS, version=copydesk.__version__, log_level="ERROR"
    )

    def check(text: str, path: str = "article.md") -> dict[str, Any]:
        """Find faults in an article: names in two spellings, quotation marks that do not close, impossible dates,
        leftovers of web pages, doubled and lost words.

        Args:
            text: the whole article.
            path: a name for it; the suffix tells the format: .md, .html, .rst or .txt.

        Returns: the findings, each with its rule, message, place and suggestions; “complete” is false if something
            could not be checked.
        """
        return desk.check(text, path).to_dict()

    def compare(draft: str, source: str, path: str = "draft.md") -> dict[str, Any]:
        """Hold a rewritten article to its source: tell for each quotation, date, number and name whether it matches,
        differs, is said by another, or is not found in the source.

        Args:
            draft: the rewritten article.
            source: the article that it was made from.
            path: a name for the draft; the suffix tells the format.

        Returns: a row for each, the number of rows by outcome, and the sentences that were left out or added.
        """
        return desk.compare(draft, [("source", source)], path).to_dict()

    def explain(rule: str) -> dict[str, Any]:
        """Explain a rule: what it finds and what it does not, with examples.

        Args:
            rule: the id of the rule, such as name-variant.
        """
        found = desk.rules.get(rule)
        if found is None:
            near = closest(rule, list(desk.rules))
            return {"problem": f"there is no rule “{rule}”" + (f"; did you mean “{near}”?" if near else "")}
        return {
            "rule": found.id,
            "family": found.family,
            "severity": found.severity,
            "summary": found.summary,
            "why": found.why,
            "bad": list(found.bad),
            "good": list(found.good),
        }

    for tool in (check, compare, explain):
        server.add_tool(tool)
    return server
