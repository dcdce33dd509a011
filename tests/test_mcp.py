"""Tools for agents, asked by the official client over standard input and output."""

from __future__ import annotations

import asyncio
import sys

import pytest


def test_without_the_extra_it_is_said_what_to_type(monkeypatch, capsys):
    from copydesk.__main__ import main

    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "copydesk.services.agents.tools", raising=False)
    assert main(["mcp"]) == 2
    assert "pip install 'mcp>=" in capsys.readouterr().err


def test_the_tools(tmp_path):
    pytest.importorskip("mcp.server.mcpserver", reason="pip install mcp to run this")
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def asked():
        server = StdioServerParameters(command=sys.executable, args=["-m", "copydesk", "mcp"], cwd=tmp_path)
        async with stdio_client(server) as streams, ClientSession(*streams) as session:
            await session.initialize()
            tools = {tool.name for tool in (await session.list_tools()).tools}
            draft = "“We will open the the bridge,” said Ines Okafor on 3 May 2001."
            calls = [
                ("check", {"text": draft}),
                ("compare", {"draft": draft, "source": draft.replace("3 May", "4 May")}),
                ("explain", {"rule": "name-variant"}),
                ("explain", {"rule": "name-varaint"}),
            ]
            return tools, [(await session.call_tool(name, given)).structured_content for name, given in calls]

    tools, (checked, compared, page, mistyped) = asyncio.run(asked())
    assert tools == {"check", "compare", "explain"}
    assert [each["rule"] for each in checked["findings"]] == ["doubled-word"]
    assert compared["counts"]["differs"] == 1
    assert page["family"] == "names"
    assert "did you mean “name-variant”" in mistyped["problem"]


def test_halves_of_characters_are_answered():
    from copydesk.services.agents.stdio import with_whole_escapes

    line = rb'{"a": "\ud800 \ud83d\ude00 \\ud800 \udc00"}'
    assert with_whole_escapes(line) == rb'{"a": "\ufffd \ud83d\ude00 \\ud800 \ufffd"}'
