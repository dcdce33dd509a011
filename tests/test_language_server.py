"""The language server, asked by a real client over standard input and output."""

from __future__ import annotations

import ast
import asyncio
import json
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pip install pygls to run this")

from lsprotocol import types as lsp
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from copydesk.services.editor.positions import LinePositions

WAIT = 60
FAULTY = "# The bridge\n\n😀 e\u0301 We saw the the \ufb01rst bridge.\n\n“We will go,” said Ines Okafor of Aldery.\n"


class Editor:
    """A client in a thread of its own, with one method for each thing that somebody does in an editor."""

    def __init__(self, folder: Path, options: dict | None = None) -> None:
        self.folder = folder
        self.shown: dict[str, list] = {}
        self.versions: dict[str, int] = {}
        self.messages: list[str] = []
        self.news = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = LanguageClient("tests", "1")
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._publish(params))
        self.client.feature(lsp.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        self.wait(self.client.start_io(sys.executable, "-m", "copydesk", "server", "--stdio", cwd=folder))
        root = uris.from_fs_path(str(folder))
        started = lsp.InitializeParams(
            lsp.ClientCapabilities(), root_uri=root, initialization_options=options or {"acrossFiles": False}
        )
        self.capabilities = self.wait(self.client.initialize_async(started)).capabilities
        self.do(self.client.initialized, lsp.InitializedParams())

    def wait(self, awaited):
        return asyncio.run_coroutine_threadsafe(awaited, self._loop).result(WAIT)

    def do(self, notification, params):
        self._loop.call_soon_threadsafe(notification, params)

    def _publish(self, params):
        with self.news:
            self.shown[params.uri] = list(params.diagnostics)
            self.versions[params.uri] = params.version
            self.news.notify_all()

    def until(self, holds):
        with self.news:
            assert self.news.wait_for(holds, WAIT), "the server says nothing"

    def uri(self, name):
        return name if ":" in name else uris.from_fs_path(str(self.folder / name))

    def open(self, name, text, language="markdown"):
        uri = self.uri(name)
        self.shown.pop(uri, None)
        item = lsp.TextDocumentItem(uri, language, 1, text)
        self.do(self.client.text_document_did_open, lsp.DidOpenTextDocumentParams(item))
        self.until(lambda: uri in self.shown)
        return list(self.shown[uri])

    def type(self, name, *texts):
        uri = self.uri(name)
        for version, text in enumerate(texts, self.versions[uri] + 1):
            change = lsp.TextDocumentContentChangeWholeDocument(text)
            params = lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, uri), [change]
            )
            self.do(self.client.text_document_did_change, params)
        self.until(lambda: self.versions[uri] == version)
        return list(self.shown[uri])

    def save(self, name):
        params = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name)))
        self.do(self.client.text_document_did_save, params)

    def close(self, name):
        params = lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(self.uri(name)))
        self.do(self.client.text_document_did_close, params)

    def actions(self, name, at, only=None):
        params = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(self.uri(name)), at, lsp.CodeActionContext([], only)
        )
        return list(self.wait(self.client.text_document_code_action_async(params)) or ())

    def hover(self, name, line, character):
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri(name)), lsp.Position(line, character))
        found = self.wait(self.client.text_document_hover_async(params))
        return found and found.contents.value

    def end(self):
        self.wait(self.client.shutdown_async(None))
        self.do(self.client.exit, None)
        self.wait(self.client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT)
        self._loop.close()


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    editor = Editor(tmp_path_factory.mktemp("project"))
    yield editor
    editor.end()


def called(editor, action):
    """Call the command of an action, as an editor does when somebody chooses it."""
    command = action.command
    if isinstance(command, str):  # pygls' client takes an action without an edit for a bare command
        command = lsp.Command(**ast.literal_eval(command))
    params = lsp.ExecuteCommandParams(command.command, command.arguments)
    editor.wait(editor.client.workspace_execute_command_async(params))


@pytest.mark.parametrize("command", ["copydesk.accept", "copydesk.twoPeople"])
@pytest.mark.parametrize("given", [None, [], ["a"], [1, 2], [1, 2, 3], ["a", "b", "c", "d"], [{}, [], None]])
def test_commands_with_wrong_arguments(editor, command, given):
    with pytest.raises(JsonRpcException, match="this command takes the address of an article") as raised:
        editor.wait(editor.client.workspace_execute_command_async(lsp.ExecuteCommandParams(command, given)))
    assert "TypeError" not in str(raised.value)


def test_what_goes_wrong_is_one_harmless_line(tmp_path):
    requests = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": None}},
        {"id": 2, "method": "workspace/executeCommand", "params": {"command": "no\x1b[31m\n::error::x"}},
        {"id": 3, "method": "workspace/executeCommand", "params": {"command": "copydesk.accept"}},
        {
            "method": "textDocument/didChange",
            "params": {"textDocument": {"uri": "file:///a", "version": 2}, "contentChanges": []},
        },
        {"id": 4, "method": "shutdown"},
        {"method": "exit"},
    ]
    sent = b""
    for each in requests:
        body = json.dumps({"jsonrpc": "2.0", **each}).encode()
        sent += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    server = [sys.executable, "-m", "copydesk", "server"]
    ended = subprocess.run(server, input=sent, capture_output=True, cwd=tmp_path, timeout=WAIT)
    lines = ended.stderr.decode().splitlines()
    assert len(lines) == 2
    assert all(line.startswith("copydesk: Exception occurred for message ") for line in lines)
    assert ended.returncode == 0
    assert b"\x1b" not in ended.stderr


def span(range_):
    return range_.start.line, range_.start.character, range_.end.line, range_.end.character


def applied(text, action):
    """The text after the changes of an action, as an editor makes them."""
    lines = LinePositions(text, "utf-16")
    (edits,) = action.edit.changes.values()
    for edit in sorted(edits, key=lambda each: span(each.range), reverse=True):
        start, end = lines.offset(edit.range.start), lines.offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


def test_findings_show_at_their_place_in_utf_16(editor):
    shown = {each.code: each for each in editor.open("a.md", FAULTY)}
    # An emoji is two units, a letter with a combining mark two.
    assert span(shown["doubled-word"].range) == (2, 13, 2, 20)
    assert span(shown["ligature"].range) == (2, 21, 2, 25)
    assert shown["doubled-word"].severity == lsp.DiagnosticSeverity.Warning
    assert shown["doubled-word"].source == "copydesk"


def test_the_last_of_many_changes_counts(editor):
    editor.open("typed.md", "The the day.\n")
    shown = editor.type(
        "typed.md", *(f"{'The ' * (number % 2 + 1)}day.\n" for number in range(12)), "A day.\n"
    )
    assert shown == []


def test_quick_fixes(editor):
    shown = {each.code: each for each in editor.open("a.md", FAULTY)}
    actions = {each.title: each for each in editor.actions("a.md", shown["doubled-word"].range)}
    assert list(actions) == [
        "Write “the”",
        "Let doubled-word pass here",
        "Let doubled-word pass in this file",
        "Let this finding of doubled-word pass (in the list of accepted findings)",
        "Make all safe fixes of copydesk",
    ]
    fixed = applied(FAULTY, actions["Write “the”"])
    assert fixed == FAULTY.replace("the the", "the")
    for title in ("Let doubled-word pass here", "Let doubled-word pass in this file"):
        shown = editor.type("a.md", applied(FAULTY, actions[title]))
        assert "doubled-word" not in [each.code for each in shown]
    editor.type("a.md", FAULTY)


def test_all_safe_fixes(editor):
    text = FAULTY.replace("\n", "\r\n")
    editor.open("b.md", text)
    everything = lsp.Range(lsp.Position(0, 0), lsp.Position(9, 0))
    (action,) = editor.actions("b.md", everything, ["source.fixAll"])
    assert action.kind == "source.fixAll.copydesk"
    assert applied(text, action) == text.replace("\ufb01", "fi")


def test_let_pass_in_the_list(editor):
    (editor.folder / "c.txt").write_text("The the day.\n")
    (shown,) = editor.open("c.txt", "The the day.\n", "plaintext")
    actions = {each.title: each for each in editor.actions("c.txt", shown.range)}
    called(editor, next(each for title, each in actions.items() if "list" in title))
    editor.until(lambda: editor.shown[editor.uri("c.txt")] == [])
    assert "doubled-word" in (editor.folder / "copydesk-accepted.tsv").read_text("utf-8")
    (editor.folder / "copydesk-accepted.tsv").unlink()
    (editor.folder / "copydesk.yaml").unlink()


def test_two_people(editor):
    text = (
        "Halina Vodrin spoke for the port. Vodrin said that the boats were late. Vodrin left early.\n\n"
        "Vodran says the harbour is full, and that it was full before. Vodrin agreed with that.\n"
    )
    (editor.folder / "d.md").write_text(text)
    shown = next(each for each in editor.open("d.md", text) if each.code == "name-variant")
    assert shown.related_information
    actions = {each.title: each for each in editor.actions("d.md", shown.range)}
    called(editor, actions["“Vodran” and “Vodrin” are both right: two names"])
    settings = editor.folder / "copydesk.yaml"
    assert '["Vodran", "Vodrin"]' in settings.read_text("utf-8")
    editor.until(
        lambda: not [each for each in editor.shown[editor.uri("d.md")] if each.code == "name-variant"]
    )
    settings.unlink()


def test_hovers(editor):
    editor.open("a.md", FAULTY)
    page = editor.hover("a.md", 2, 15)
    assert page.startswith(
        "**doubled-word** (damage, warning): “the” is repeated\n\nThe same word is typed twice in a row."
    )
    assert editor.hover("a.md", 4, 3) == "Said by Ines Okafor (“Ines Okafor of Aldery”)"
    assert editor.hover("a.md", 0, 3) is None


def test_a_hover_over_a_quotation_tells_what_the_source_has(editor):
    (editor.folder / "wire.txt").write_text(
        "“We will close the old pier in spring,” said Ines Okafor. “Nobody asked the fishers at all,” said Tom Bryl.\n"
    )
    text = (
        "---\nsources: wire.txt\n---\n\n“We will close the old pier in spring,” said Ines Okafor.\n\n"
        "“Nobody asked the millers at all,” said Tom Bryl. “The cranes were here long before us,” he said.\n"
    )
    editor.open("h.md", text)
    assert editor.hover("h.md", 4, 9) == "Said by Ines Okafor\n\nHeld to its source: matches (wire.txt:1:2)"
    told = editor.hover("h.md", 6, 3)
    assert told.startswith(
        "Said by Tom Bryl\n\nHeld to its source: differs, “millers” is “fishers” in the source"
    )
    assert "Held to its source: not found" in editor.hover("h.md", 6, 60)


def test_the_outline(editor):
    editor.open("e.md", "# One\n\nText.\n\n## Two\n\n“We will go,” said Ines Okafor of Aldery.\n\n# Three\n")
    params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(editor.uri("e.md")))
    one, three = editor.wait(editor.client.text_document_document_symbol_async(params))
    assert (one.name, three.name) == ("One", "Three")
    (two,) = one.children
    assert [each.name for each in two.children] == ["Ines Okafor: “We will go,”"]
    assert span(one.range)[2] == 8


def test_settings_are_checked_and_completed(editor):
    text = "extends: recommended\nrules:\n  doubled-wrod: off\nnames:\n  prefre: [A]\n"
    shown = editor.open("copydesk.yaml", text, "yaml")
    assert sorted((each.range.start.line, "did you mean" in each.message) for each in shown) == [
        (2, True),
        (4, True),
    ]

    def offered(text, line, character):
        editor.type("copydesk.yaml", text)
        at = lsp.CompletionParams(
            lsp.TextDocumentIdentifier(editor.uri("copydesk.yaml")), lsp.Position(line, character)
        )
        found = editor.wait(editor.client.text_document_completion_async(at))
        return {each.label for each in found}

    assert {"extends", "rules", "fail-on"} <= offered("ext", 0, 3)
    assert offered("extends: ", 0, 9) == {"crawl", "recommended", "strict"}
    assert {"doubled-word", "names"} <= offered("rules:\n  dou", 1, 5)
    assert {"on", "off", "error"} <= offered("rules:\n  doubled-word: ", 1, 16)
    assert {"prefer", "two_people"} <= offered("names:\n  ", 1, 2)
    editor.close("copydesk.yaml")


def test_no_pack_outside_the_project_is_read(editor):
    (editor.folder.parent / "outside").mkdir(exist_ok=True)
    (shown,) = editor.open(".copydesk.yaml", "packs: [../outside]\n", "yaml")
    assert "it lies outside the project" in shown.message
    editor.close(".copydesk.yaml")


RULE = "summary: A thing.\nphrases: [zorp]\nbad: A zorp.\ngood: An x.\n"


@pytest.fixture
def pack(editor):
    """The editor, in a project with a rule."""
    (editor.folder / "desk" / "house").mkdir(parents=True, exist_ok=True)
    (editor.folder / "desk" / "house" / "zorp-word.yaml").write_text(RULE)
    (editor.folder / "copydesk.yaml").write_text("packs: [desk]\n")
    yield editor
    (editor.folder / "copydesk.yaml").unlink()


def test_rule_files_are_checked_with_their_examples_and_completed(pack):
    name = "desk/house/zorp-word.yaml"

    def said(text):
        return [(each.range.start.line, each.message) for each in pack.type(name, text)]

    assert pack.open(name, RULE, "yaml") == []
    assert said(RULE.replace("An x", "One zorp")) == [(3, "“good” is flagged: One zorp.: a thing")]
    assert said(RULE.replace("A zorp", "An x")) == [(2, "“bad” is not flagged: An x.")]
    assert said(f"{RULE}suggest: '$1'\n") == [
        (4, "“suggest” has “$1”; a group is written \\1, and a dollar sign before a figure \\$")
    ]
    assert said(f"{RULE}terms: a.csv\n")[0][0] == 4
    assert said("summary: [\n")[0][0] == 1
    pack.type(name, f"{RULE}sever\n")
    at = lsp.CompletionParams(lsp.TextDocumentIdentifier(pack.uri(name)), lsp.Position(4, 5))
    offered = {each.label for each in pack.wait(pack.client.text_document_completion_async(at))}
    assert {"severity", "suggest", "expand"} <= offered
    pack.close(name)


def test_a_rule_counts_once_it_is_saved(pack):
    (shown,) = pack.open("g.md", "A zorp came.\n")
    assert shown.code == "zorp-word"
    (pack.folder / "desk" / "house" / "zorp-word.yaml").write_text(RULE.replace("zorp", "other"))
    assert pack.type("g.md", "A zorp came to Ines.\n") == []
    (pack.folder / "desk" / "house" / "zorp-word.yaml").write_text(RULE.replace("good", "goood"))
    (shown,) = pack.type("g.md", "A zorp came.\n")
    assert "zorp-word.yaml: line 4: “goood” is not a key of a rule file" in shown.message
    (shown, *_) = pack.open("copydesk.yaml", "extends: strict\npacks: [desk]\n", "yaml")
    assert shown.range.start.line == 1
    pack.close("copydesk.yaml")


def test_other_yaml_is_left_alone(pack):
    assert pack.open("compose.yaml", "text: The the day.\n", "yaml") == []
    pack.close("compose.yaml")


def test_new_settings_count_at_the_next_key(editor):
    assert editor.open("f.md", "The the day.\n")
    settings = editor.folder / "copydesk.yaml"
    settings.write_text("rules: {doubled-word: off}\n")
    assert editor.type("f.md", "The the day.\n\n") == []
    settings.write_text("rules: {doubled-wrod: off}\n")
    (shown,) = editor.type("f.md", "The the day.\n")
    assert "did you mean “doubled-word”" in shown.message
    settings.unlink()
    assert len(editor.type("f.md", "The the day.\n")) == 1


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("untitled:Untitled-1", "# The\n\nThe the day.\n", "markdown"),
        ("page.html", "<p>It is the the day.</p>", "html"),
        ("mark.txt", "\ufeffThe the day.\u2028\x0b\x85\r\n", "plaintext"),
        ("half.txt", "The the day. \ud83d\n", "plaintext"),
    ],
)
def test_texts_of_every_kind(editor, name, text, language):
    shown = next(each for each in editor.open(name, text, language) if each.code == "doubled-word")
    lines = LinePositions(text, "utf-16")
    start, end = lines.offset(shown.range.start), lines.offset(shown.range.end)
    assert text.removeprefix("\ufeff")[start:end].lower() == "the the"
    assert editor.actions(name, shown.range)


def test_the_server_goes_on_after_what_it_does_not_understand(editor):
    assert editor.actions("never-opened.md", lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))) == []
    assert editor.hover("never-opened.md", 3, 3) is None
    editor.open("g.md", "The the day.\n")
    assert editor.hover("g.md", 99, 99) is None


def test_rules_over_several_files_run_in_the_background(tmp_path):
    story = "“We will open the bridge in {} days,” said Ines Okafor of Aldery.\n\n" + "\n\n".join(
        f"The council of Aldery met on the old pier number {number} and spoke about the price of bridge {number * 7}."
        for number in range(12)
    )
    (tmp_path / "wire.md").write_text(story.format(30))
    rewrite = "---\nsources: [wire.md]\n---\n\n" + story.format(40)
    (tmp_path / "rewrite.md").write_text(rewrite)
    (tmp_path / "copy.md").write_text(story.format(50))
    editor = Editor(tmp_path, {"acrossFiles": True})
    try:
        # With declared sources an article is compared at once, with copies in the background.
        assert "altered-quote" in [each.code for each in editor.open("rewrite.md", rewrite)]
        editor.open("copy.md", story.format(50))
        editor.save("copy.md")
        uri = editor.uri("copy.md")
        editor.until(lambda: "altered-quote" in [each.code for each in editor.shown[uri]])
        (finding,) = (each for each in editor.shown[uri] if each.code == "altered-quote")
        assert finding.related_information[0].location.uri == editor.uri("wire.md")
        shifted = editor.type("copy.md", "One more line.\n\n" + story.format(50))
        (moved,) = (each for each in shifted if each.code == "altered-quote")
        assert moved.range.start.line == finding.range.start.line + 2
    finally:
        editor.end()


def test_positions():
    text = "a😀b\r\nc\u2028d\re\n"
    lines = LinePositions(text, "utf-16")
    for offset in range(len(text)):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.offset(lines.position(offset)) == offset
    assert lines.position(2) == lsp.Position(0, 3)
    assert LinePositions(text, "utf-8").position(2) == lsp.Position(0, 5)
    assert LinePositions(text, "utf-32").position(2) == lsp.Position(0, 2)
    assert lines.position(len(text)) == lsp.Position(3, 0)
    assert lines.offset(lsp.Position(0, 99)) == 3
    assert lines.offset(lsp.Position(99, 0)) == len(text)
    assert lines.offset(lsp.Position(0, 2)) == 2  # within a pair of UTF-16 units: behind it
    assert lines.offset(lsp.Position(2**31 - 1, 2**31 - 1)) == len(text)
    long = LinePositions(f"{'é' * 1_000_000}\n", "utf-16")
    assert long.offset(lsp.Position(0, 2**31 - 1)) == 1_000_000


def test_a_position_that_the_protocol_does_not_have_is_answered_with_an_error(editor):
    editor.open("a.md", FAULTY)
    for line, character in ((-1, 0), (0, -1), (2**31, 0), (0, 2**31), (0, 10**30), (None, 0)):
        position = lsp.Position(0, 0)
        object.__setattr__(position, "line", line)  # else its own class refuses it
        object.__setattr__(position, "character", character)
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(editor.uri("a.md")), position)
        with pytest.raises(JsonRpcException, match="Invalid Params"):
            editor.wait(editor.client.text_document_hover_async(params))
    assert editor.hover("a.md", 2**31 - 1, 2**31 - 1) is None
    assert editor.hover("a.md", 0, 2**31 - 1) is None


def test_without_the_extra_it_is_said_what_to_type(monkeypatch, capsys):
    from copydesk.__main__ import main

    monkeypatch.setitem(sys.modules, "pygls", None)
    for name in [name for name in sys.modules if name.startswith("copydesk.services.editor")]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["server"]) == 2
    assert "pip install 'pygls>=" in capsys.readouterr().err


def test_the_server_ends_when_the_editor_is_gone(tmp_path):
    import subprocess

    started = time.monotonic()
    command = [sys.executable, "-m", "copydesk", "server"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=tmp_path, timeout=WAIT)
    assert (done.stdout, time.monotonic() - started < WAIT) == (b"", True)
    assert not list(tmp_path.iterdir())


def answers_to(folder, *messages):
    """Return what the server answers, by id, and the methods that it calls, when it is sent these JSON texts."""
    first = {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
    last = {"id": 9, "method": "shutdown"}, {"method": "exit"}
    sent = b""
    for each in (first, *messages, *last):
        text = each if isinstance(each, str) else json.dumps({"jsonrpc": "2.0", **each})
        sent += b"Content-Length: %d\r\n\r\n%s" % (len(text.encode()), text.encode())
    server = [sys.executable, "-m", "copydesk", "server"]
    ended = subprocess.run(server, input=sent, capture_output=True, cwd=folder, timeout=WAIT)
    assert ended.returncode == 0
    said = [json.loads(each) for each in re.findall(rb"\r\n\r\n(\{.*?)(?=Content-|\Z)", ended.stdout)]
    return {each["id"]: each for each in said if "id" in each}, {each.get("method") for each in said}


def test_every_request_has_an_answer_and_nobody_sees_what_was_wrong_in_it(tmp_path):
    place = {"textDocument": {"uri": "file:///a.md"}, "position": {"line": -1, "character": 0}}
    unopened = {"uri": "file:///a.md", "version": 2}
    answers, methods = answers_to(
        tmp_path,
        {"id": 2, "method": "textDocument/hover", "params": {"x": 1}},
        {"id": 3, "method": "textDocument/hover", "params": place},
        {"id": 4, "method": "textDocument/codeAction"},
        {"id": 5, "method": "no/such"},
        {"id": 6, "method": 7},
        '{"id": 7, "method": "shutdown"}',
        *("null", "[]", "[{}]", '"x"', "{}", "{bad", '{"jsonrpc": "2.0", "id": {}, "method": "shutdown"}'),
        {"id": 8},
        {"method": "no/such"},
        {"method": "$/cancelRequest", "params": {"id": {}}},
        {
            "method": "textDocument/didChange",
            "params": {"textDocument": unopened, "contentChanges": [{"text": "x"}]},
        },
        {"method": "textDocument/didChange", "params": {}},
        {"method": "textDocument/didClose", "params": {"textDocument": unopened}},
    )
    codes = {key: each["error"]["code"] for key, each in answers.items() if "error" in each}
    assert codes == {2: -32602, 3: -32602, 4: -32602, 5: -32601, 6: -32600, 7: -32600}
    assert "result" in answers[9]
    assert "window/showMessage" not in methods


def test_a_server_that_is_shut_down_answers_still(tmp_path):
    answers, _ = answers_to(
        tmp_path, {"id": 3, "method": "shutdown"}, {"id": 4, "method": "textDocument/hover", "params": {}}
    )
    assert "error" in answers[4]
