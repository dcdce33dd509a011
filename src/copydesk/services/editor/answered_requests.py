"""Answered requests: what the language server answers to, each passed on to the server's method for it.

A message that cannot be understood is answered with an error if it is a request, and is a line of the log if not: it
is the editor that is wrong, and the person who writes in it can do nothing about it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol, lsp_method

from copydesk.config.files import FILE_NAMES
from copydesk.packs.rule_files import RULE_FILES, TABLES
from copydesk.services.editor.code_actions import ACCEPT, FIX_ALL, TWO_PEOPLE
from copydesk.services.editor.language_server import CopydeskServer

_LOG = logging.getLogger(__name__)


class _Refused(NamedTuple):
    """A message that cannot be understood, and the error to answer with if it is a request."""

    message: Any
    error: JsonRpcException


class AnsweringProtocol(LanguageServerProtocol):
    """The protocol, in which every request has an answer, whatever is wrong with it."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; this is called for every object in it, too."""
        method = data.get("method")
        if "jsonrpc" in data and isinstance(method, str) and self.get_message_type(method) is None:
            data.setdefault("params", None)  # else a method that nobody knows would have wrong parameters
        if {"jsonrpc", "method", "id"} <= data.keys() and not isinstance(data["id"], (str, int)):
            return _Refused(data, JsonRpcInvalidRequest())
        try:
            return super().structure_message(data)
        except JsonRpcInvalidParams as error:
            return _Refused(data, error)
        except JsonRpcException:
            return _Refused(data, JsonRpcInvalidRequest())

    def handle_message(self, message: Any) -> None:
        """Answer a message."""
        if isinstance(message, _Refused):
            self._refuse(message)
        elif getattr(message, "jsonrpc", "") != self.VERSION:
            self._refuse(_Refused(message, JsonRpcInvalidRequest("this is no message of JSON-RPC 2.0")))
        elif self._shutdown and hasattr(message, "method") and hasattr(message, "id"):
            self._refuse(_Refused(message, JsonRpcInvalidRequest("the server is shut down")))
        else:
            super().handle_message(message)

    def _refuse(self, refused: _Refused) -> None:
        said = refused.message
        if not isinstance(said, dict):
            said = {name: getattr(said, name, None) for name in ("id", "method")}
        identity = said.get("id")
        if isinstance(identity, (str, int)) and said.get("method") is not None:
            self._send_response(identity, None, refused.error.to_response_error())
        else:
            _LOG.warning("a message that cannot be understood is left out")

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Take a change, unless it is one of a file that was never opened."""
        if params.text_document.uri in self.workspace.text_documents:
            yield from super().lsp_text_document__did_change(params)


def make_server() -> CopydeskServer:
    """Return a server that answers; `start_io()` starts it."""
    server = CopydeskServer(AnsweringProtocol)

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        options: Any = params.initialization_options
        server.begin(options if isinstance(options, dict) else {})

    @server.feature(lsp.INITIALIZED)
    def initialized(_params: lsp.InitializedParams) -> None:
        server.warm_up()
        server.compare_files()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.change(params.text_document.uri, document.source, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri.endswith((*FILE_NAMES, *RULE_FILES, *TABLES)):
            server.want(*server.articles)
        server.compare_files()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(_params: lsp.DidChangeWatchedFilesParams) -> None:
        server.want(*server.articles)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL])
    )
    async def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return await server.actions(params)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        return await server.hover(params)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def document_symbol(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        return await server.symbols(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[":", " "]))
    async def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        return await server.completions(params)

    @server.command(ACCEPT)
    async def accept(*given: Any) -> None:
        await server.keep(*_texts(given, 2, "the address of an article and a finding's id"))

    @server.command(TWO_PEOPLE)
    async def two_people(*given: Any) -> None:
        await server.keep(*_texts(given, 3, "the address of an article, a finding's id and a name"))

    return server


def _texts(given: Sequence[Any], number: int, wanted: str) -> Sequence[str]:
    """Return the arguments of a command, which an editor sends back as it got them.

    Raises:
        JsonRpcInvalidParams: they are not the texts that are wanted.
    """
    if len(given) != number or not all(isinstance(each, str) for each in given):
        raise JsonRpcInvalidParams(f"this command takes {wanted}, as the quick fix that names it has them")
    return given
